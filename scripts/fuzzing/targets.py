"""The readers as functions of bytes: each gives nothing, raises ConverterError for what it refuses, and anything else that it raises is a finding."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from random import Random

from converter.errors import ConverterError
from converter.issue import is_ours
from converter.pipeline import Marking, convert_readings
from converter.readers import Source, read
from converter.reading import Reading
from converter.validate import doubts, validate
from fuzzing import mutators, pdf, zipped
from fuzzing.seeds import HERE

_UNMARKED = Marking(tagger=None)
_SMALL = 20_000  # characters: of a longer text the conversion takes too long to be tried a thousand times
_FEW = 5  # pages, likewise
_RESOLUTION = 20  # dots an inch


class UnsoundError(Exception):
    """What was read went through the whole conversion, and the TEI that came out is not valid."""


@dataclass(frozen=True, slots=True)
class Target:
    """about: what is read, in a line; run: reads the bytes; whole: reads and converts them; mutators: change them, tried in turn."""

    about: str
    run: Callable[[bytes], object]
    mutators: tuple[mutators.Mutator, ...] = ()
    whole: Callable[[bytes], object] | None = None


def _beside(data: bytes, name: str) -> bytes:
    """What lies beside a file that names others: ALTO and PAGE pages, and pictures."""
    del data
    return (HERE / ("page.xml" if "2" in name else "alto.xml")).read_bytes() if name.endswith("xml") else b"\x89PNG\r\n\x1a\n" + bytes(20)


def _readings(form: str | None, name: str, data: bytes) -> tuple[tuple[Reading, ...], Source]:
    path = Path(name)
    source = Source(name, data, path, form, beside=partial(_beside, data))
    if form == "pdf" and len(data) % 4 == 0:
        source = replace(source, resolution=_RESOLUTION)
    return read(source), source


def _read(form: str | None, name: str, data: bytes) -> None:
    _readings(form, name, data)


def _convert(form: str | None, name: str, data: bytes) -> None:
    """Reads, and where that is not long makes TEI of it, which has to be valid."""
    readings, source = _readings(form, name, data)
    length = sum(len(line.text) for reading in readings for page in reading.pages for line in page.lines)
    if length > _SMALL or len(readings) > _FEW or sum(len(reading.pages) for reading in readings) > _FEW:
        return
    for reading in readings:
        made = convert_readings([reading], [source], marking=_UNMARKED)
        wrong = next((notice for notice in validate(made.tei, name=name) if is_ours(notice)), None)
        if wrong:
            raise UnsoundError(f"{wrong.code} {wrong.message}")


def _source(form: str, name: str, about: str, *changes: mutators.Mutator) -> Target:
    return Target(about, partial(_read, form, name), changes, partial(_convert, form, name))


def _picture(data: bytes) -> None:
    """A picture that lies beside an OCR page, of which the size is read."""
    (reading,) = read(Source("alto.xml", (HERE / "alto.xml").read_bytes(), Path("alto.xml"), "alto", beside=lambda _name: data))
    for image in reading.images:
        _ = image.pixels


def _tei(data: bytes) -> None:
    from converter.entity_list import entities_of

    validate(data, name="page.xml")
    doubts(data, name="page.xml")
    entities_of(data, "page.xml")


def _site(data: bytes) -> None:
    from converter.publish import publish

    publish([data])


def _file(read_file: Callable[[Path], object], name: str, data: bytes) -> None:
    """For what is read from a path alone."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        read_file(path)


def _metadata(path: Path) -> object:
    from converter.metadata_file import load_metadata

    return load_metadata(path)


def _authority(path: Path) -> object:
    from converter.annotate.authorities import load_authority

    return load_authority(path)


def _bag(path: Path) -> object:
    from converter.verify import verify

    return verify(path, lambda _files: nullcontext(lambda: None))


def _manifest(path: Path) -> object:
    from converter.worklist import listed

    return list(listed(path, path.parent))


TARGETS: dict[str, Target] = {
    "alto": _source("alto", "page.xml", "ALTO pages", mutators.xml),
    "mets": _source("mets", "mets.xml", "METS issues, with ALTO and PAGE beside them", mutators.xml),
    "page": _source("page", "page.xml", "PAGE XML", mutators.xml),
    "nitf": _source("nitf", "article.xml", "NITF articles", mutators.xml),
    "hocr": _source("hocr", "page.hocr", "hOCR", mutators.html, mutators.xml),
    "json": _source("json", "articles.json", "articles as JSON and JSON Lines, with HTML in them", mutators.json_text, mutators.lines),
    "markdown": _source("markdown", "article.md", "articles as Markdown with YAML or TOML heads", mutators.lines),
    "text": _source("text", "page.txt", "plain text in any encoding", mutators.lines),
    "pdf": _source("pdf", "page.pdf", "PDF, with PDFium in this process", pdf.mutated),
    "format": Target("any file, of which the format has to be told", partial(_read, None, "input")),
    "picture": Target("pictures beside an OCR page", _picture),
    "tei": Target("TEI for validate and entities", _tei, (mutators.xml,)),
    "site": Target("TEI for publish", _site, (mutators.xml,)),
    "toml": Target("edition.toml", partial(_file, _metadata, "edition.toml"), (mutators.lines,)),
    "table": Target("authority lists as CSV", partial(_file, _authority, "list.csv"), (mutators.lines,)),
    "bag": Target("bags as ZIP for verify", partial(_file, _bag, "bag.zip"), (zipped.mutated,)),
    "manifest": Target(
        "manifests of an archive for batch, CSV and JSON Lines", partial(_file, _manifest, "list.csv"), (mutators.lines, mutators.json_text)
    ),
    "list": Target("authority lists as TEI", partial(_file, _authority, "list.xml"), (mutators.xml,)),
}


def tried(target: Target, data: bytes, *, whole: bool) -> None:
    """Runs a target; what it refuses as it should is no finding."""
    with suppress(ConverterError):
        (target.whole if whole and target.whole else target.run)(data)


def changed(target: Target, data: bytes, rng: Random) -> bytes | None:
    """The bytes changed by one of the target's mutators; None where none can take them apart, or it has none."""
    return rng.choice(target.mutators)(data, rng) if target.mutators else None
