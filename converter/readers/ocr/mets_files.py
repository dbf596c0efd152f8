"""The file section of a METS file: which text file belongs to which page, opened beside the METS and never outside of its folder."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from converter.errors import MissingError, UnreadableError
from converter.notices import Notice
from converter.readers.ocr.beside import Beside, lies_elsewhere, names_beside
from converter.readers.ocr.xml import Element, attribute, local, section_of, under

_TEXT = re.compile(r"alto|ocr|full.?text|text|layout|page", re.IGNORECASE)
_SHOWN = ("image/jpeg", "image/jpg", "image/pjpeg", "image/png")
_SHOWN_ENDINGS = (".jpg", ".jpeg", ".png")
_IMAGE_ENDINGS = (*_SHOWN_ENDINGS, ".tif", ".tiff", ".jp2", ".jpx", ".jpf")
_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}


@dataclass(frozen=True, slots=True)
class File:
    """A file of the fileSec. group: the USE and ID of what is around it; digest: (name of the algorithm for hashlib, value) where one is given."""

    id: str
    href: str
    group: str
    media_type: str
    digest: tuple[str, str] | None

    @property
    def shown_name(self) -> str:
        """As a person reads it: relative to the METS without the signs of an address, else as it stands."""
        inside = names_beside(self.href)
        return inside[0] if inside and not lies_elsewhere(self.href) else self.href

    @property
    def is_text(self) -> bool:
        """Whether it may be ALTO or PAGE: XML, in a group or with a name that says text."""
        xml = "xml" in self.media_type or self.href.lower().endswith(".xml")
        return xml and _TEXT.search(f"{self.group} {self.id}") is not None

    @property
    def is_shown(self) -> bool:
        """Whether it may be an image that a browser shows: the masters of archives (TIFF, JPEG 2000) are large, and not opened to be told."""
        return self.media_type in _SHOWN or (not self.media_type and self.href.lower().endswith(_SHOWN_ENDINGS))

    @property
    def is_image(self) -> bool:
        """Whether it may be an image of a page, in whatever format."""
        return self.media_type.startswith("image/") or (not self.media_type and self.href.lower().endswith(_IMAGE_ENDINGS))


def files_of(root: Element) -> dict[str, File]:
    """The files by their id, in document order."""
    found: dict[str, File] = {}
    for element in under(root, "file"):
        href = next((value for location in under(element, "FLocat") if (value := attribute(location, "href"))), None)
        above = [ancestor for ancestor in element.iterancestors() if local(ancestor) == "fileGrp"]
        group = " ".join(
            filter(None, (part.get(key) for part in (element, *above) for key in ("USE", "ID") if part is not element or key == "USE"))
        )
        digest = _DIGESTS.get(element.get("CHECKSUMTYPE", "").upper())
        if href:
            checksum = (digest, element.get("CHECKSUM", "").lower()) if digest and element.get("CHECKSUM") else None
            found.setdefault(element.get("ID", ""), File(element.get("ID", ""), href, group, element.get("MIMETYPE", ""), checksum))
    return found


def names_of_texts(name: str, data: bytes) -> list[list[str]]:
    """Of each text file that a METS file names, the relative names by which it may lie beside it, the likeliest first; none of one outside of its folder.

    The file section alone is parsed: a METS whose structure is broken, or whose pages are not all there, names them all the same.
    Raises UnreadableError where it cannot be read as far as that.
    """
    section = section_of(name, data, "fileSec")
    files = files_of(section).values() if section is not None else ()
    return [names_beside(file.href) for file in files if file.is_text]


def opened(name: str, file: File, beside: Beside) -> tuple[bytes, str, list[Notice]]:
    """The bytes of a file, the relative name that it was found by, and a notice where its checksum is another.

    Raises UnreadableError for a name that leaves the folder, MissingError for a file that is not there.
    """
    tried = names_beside(file.href)
    if not tried:
        hint = "only files in the folder of the METS file and below are read"
        raise UnreadableError(f"it names a file outside of its folder: {file.href}", where=name, hint=hint)
    for relative in tried:
        try:
            data = beside(relative)
        except MissingError:
            continue
        notices = []
        if file.digest and hashlib.new(file.digest[0], data, usedforsecurity=False).hexdigest() != file.digest[1]:
            said = f"{relative} is not the file that the METS was written for: its {file.digest[0].upper()} checksum is another"
            notices.append(Notice("W-READ-25", name, said, file=relative))
        return data, relative, notices
    hint = "put it there: a METS file alone holds no text"
    raise MissingError(f"{tried[0]}, which it names, is not beside it", where=name, hint=hint)
