"""Takes the names of files in a payload and says of which kind each is (media type, PRONOM), and which no archive would keep."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from converter.errors import MaterialError
from converter.fixity import Held

_PORTABLE = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of file: media type (IANA), identifier of PRONOM where it has one, and a word for people."""

    media_type: str
    pronom: str | None
    word: str


# A PRONOM identifier stands only where the name alone tells the version of the format, or the identifier is that of any version.
_KINDS = {
    "txt": Kind("text/plain", "x-fmt/111", "plain text"),
    "xml": Kind("application/xml", "fmt/101", "XML"),
    "pdf": Kind("application/pdf", None, "PDF"),
    "html": Kind("text/html", None, "HTML"),
    "htm": Kind("text/html", None, "HTML"),
    "hocr": Kind("text/html", None, "hOCR"),
    "css": Kind("text/css", "x-fmt/224", "CSS"),
    "js": Kind("text/javascript", "x-fmt/423", "JavaScript"),
    "json": Kind("application/json", "fmt/817", "JSON"),
    "jsonl": Kind("application/x-ndjson", None, "JSON Lines"),
    "csv": Kind("text/csv", "x-fmt/18", "CSV"),
    "tsv": Kind("text/tab-separated-values", "x-fmt/13", "TSV"),
    "md": Kind("text/markdown", "fmt/1149", "Markdown"),
    "toml": Kind("application/toml", None, "TOML"),
    "bib": Kind("application/x-bibtex", "fmt/1616", "BibTeX"),
    "ris": Kind("application/x-research-info-systems", None, "RIS"),
    "png": Kind("image/png", None, "PNG image"),
    "jpg": Kind("image/jpeg", None, "JPEG image"),
    "jpeg": Kind("image/jpeg", None, "JPEG image"),
    "gif": Kind("image/gif", None, "GIF image"),
    "webp": Kind("image/webp", None, "WebP image"),
    "jp2": Kind("image/jp2", "x-fmt/392", "JPEG 2000 image"),
    "tif": Kind("image/tiff", "fmt/353", "TIFF image"),
    "tiff": Kind("image/tiff", "fmt/353", "TIFF image"),
    "svg": Kind("image/svg+xml", None, "SVG image"),
    "odd": Kind("application/tei+xml", "fmt/1476", "TEI customisation"),
    "xsd": Kind("application/xml", "x-fmt/280", "XML Schema"),
    "sch": Kind("application/xml", "fmt/101", "Schematron rules"),
}
_TEI = Kind("application/tei+xml", "fmt/1476", "TEI")
_EDITION = Kind("text/html", "fmt/471", "HTML")
_OTHER = Kind("application/octet-stream", None, "file")


def kind_of(name: str) -> Kind:
    """name: a path in the payload, without data/. What lies in tei/ is TEI, and the HTML of an edition is HTML 5."""
    folder, suffix = name.partition("/")[0], name.rpartition(".")[2].lower()
    if folder == "tei" and suffix == "xml":
        return _TEI
    if folder == "html" and suffix == "html":
        return _EDITION
    return _KINDS.get(suffix, _OTHER)


def edition_formats(payload: Iterable[Held]) -> list[str]:
    """Media types of TEI, HTML pages and sources, sorted; what carries these (style sheets, records, report) is no form of the edition."""
    names = [one.name.removeprefix("data/") for one in payload]
    shown = [name for name in names if name.startswith(("tei/", "source/")) or (name.startswith("html/") and name.endswith(".html"))]
    return sorted({kind_of(name).media_type for name in shown})


def check_portable(names: Iterable[str]) -> None:
    """Raises MaterialError for names that some system or archive cannot keep; all of them are named.

    Beside what a file system forbids (`converter.storage.names`): only ASCII letters, digits, full stop, hyphen and underscore.
    """
    wrong = sorted(name for name in names if not _PORTABLE.fullmatch(name))
    if wrong:
        more = "".join(f"\n  also {name!r}" for name in wrong[1:10]) + (f"\n  and {len(wrong) - 10} more" if len(wrong) > 10 else "")
        hint = "only ASCII letters, digits and . _ - last in every archive: rename the input and build the edition again"
        raise MaterialError("has a name that archives do not keep", where=repr(wrong[0]), hint=hint + more)
