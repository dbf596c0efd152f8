"""The images of pages that lie beside their text: opened, named for the edition. Promises: none outside of the folder, none that a browser does not show."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath

from converter.errors import ConverterError
from converter.model import Image, Page, Reading
from converter.notices import Notice
from converter.readers.images import ENDINGS, ascii_name, media_type
from converter.readers.ocr.beside import Beside, names_beside

_SUFFIXES = (".jpg", ".jpeg", ".png", ".JPG", ".JPEG", ".PNG")
_TEXTS = (".alto", ".page", ".hocr")  # 0001.alto.xml is the text of 0001.jpg
_SAME_SHAPE = 0.03  # of the height, by which the shape of an image may differ from that of its page: scans are cut to whole pixels
_MOST_NAMED = 3  # images that a notice names


def facsimile(page: int, name: str, data: bytes) -> Image | None:
    """The image of the page with this number, from the file of this relative name; None where no browser shows it."""
    media = media_type(data)
    stem = ascii_name(PurePosixPath(name).stem, "-")
    return Image(f"p{page}-scan-{stem}.{ENDINGS[media]}", media, data) if media else None


def with_facsimiles(reading: Reading, file: str, beside: Beside | None) -> Reading:
    """The pages of an OCR file with the images that they were read from. file: its name on the disk.

    The image is the one that the file names; where archives kept a TIFF and show a JPEG of it, that of the same name; else the one that is
    called as the OCR file and has the shape of its page. An image that several pages name is a file of several pages, and none of them.
    """
    if beside is None:
        return reading
    times = Counter(page.scan for page in reading.pages)
    pages: list[Page] = []
    images: list[Image] = []
    absent: list[str] = []
    for page in reading.pages:
        image = _named(page, beside) if page.scan and times[page.scan] == 1 else None
        if image is None and len(reading.pages) == 1:
            image = _called_alike(page, file, beside)
        if image:
            images.append(image)
            page = replace(page, image=image.name)
        elif page.scan and PurePosixPath(page.scan).suffix:  # programs write `unknown` or `stdin`, too
            absent.append(page.scan)
        pages.append(page)
    return replace(reading, pages=tuple(pages), images=tuple(images), notices=(*reading.notices, *_absent(absent, reading.files[0].name)))


def _named(page: Page, beside: Beside) -> Image | None:
    names = names_beside(page.scan or "") or [PurePosixPath((page.scan or "").replace("\\", "/")).name]
    alike = [str(PurePosixPath(name).with_suffix(suffix)) for name in names if PurePosixPath(name).name for suffix in _SUFFIXES]
    return next(_opened(page, [*names, *alike], beside), None)


def _called_alike(page: Page, file: str, beside: Beside) -> Image | None:
    own = PurePosixPath(file).with_suffix("")
    stem = own.stem if own.suffix.lower() in _TEXTS else own.name
    return next((image for image in _opened(page, [stem + suffix for suffix in _SUFFIXES], beside) if _has_shape(image, page)), None)


def _opened(page: Page, names: list[str], beside: Beside) -> Iterator[Image]:
    for name in dict.fromkeys(names):
        try:
            data = beside(name)
        except ConverterError:
            continue
        if image := facsimile(page.n, name, data):
            yield image


def _has_shape(image: Image, page: Page) -> bool:
    """A picture of an article may be called as the page's file, and is of another shape."""
    if image.pixels is None or page.size is None or not all(image.pixels):
        return False
    return abs(page.size[1] / page.size[0] * image.pixels[0] / image.pixels[1] - 1) < _SAME_SHAPE


def _absent(names: list[str], file: str) -> Iterator[Notice]:
    if names:
        found = list(dict.fromkeys(names))
        shown = ", ".join(found[:_MOST_NAMED]) + (f" and {len(found) - _MOST_NAMED} more" if len(found) > _MOST_NAMED else "")
        yield Notice("I-READ-29", file, f"the image that the page was read from is not beside it as JPEG or PNG: {shown}", file=file)
