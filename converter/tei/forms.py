"""The forms in which the sources of an issue came, and what the header says because of them. A form is told by the start of a file's description."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from converter.model import Issue, Page
from converter.tei.zones import has_geometry


@dataclass(frozen=True, slots=True)
class _Form:
    """start: of the description; made_from, as_read: what projectDesc and samplingDecl say."""

    start: str
    made_from: str
    as_read: str


_TEXT = _Form("extracted text", "their extracted text", "as it was extracted")
_OCR = _Form("OCR", "the text that optical character recognition read on their images", "as it was recognised")
_FORMS = (
    _TEXT,
    _Form("PDF", "the text layer of their PDF files", "as the text layer has it"),
    _OCR,
    _Form("articles", "files that keep each article by itself", "as the files have it"),
)


def _of(issue: Issue) -> list[_Form]:
    """Each form once; the list of an issue's parts (METS) has no text of its own."""
    return [form for form in _FORMS if any(file.description.startswith(form.start) for file in issue.files)]


def made_from(issue: Issue) -> str:
    return " and ".join(form.made_from for form in _of(issue) or [_TEXT])


def as_read(issue: Issue) -> str:
    forms = _of(issue) or [_TEXT]
    return forms[0].as_read if len(forms) == 1 else "as it was read"


def of_correction(issue: Issue) -> str:
    return " Errors of the recognition stand as they are." if _OCR in _of(issue) else ""


def of_segmentation(issue: Issue) -> str:
    """Who tells the limits of articles, and what zones are."""
    said = ""
    if any(block.item for page in issue.pages for block in page.blocks):
        said += " Which blocks make an article was taken from the source."
    placed = [page for page in issue.pages if has_geometry(page)]
    if placed:
        whose = "that the source gives" if any(page.blocks for page in placed) else "of lines that are printed and read together"
        said += (
            f" A <gi>zone</gi> is a block {whose}, or a picture; its <att>points</att>, and those of a <gi>line</gi>, are in {_units(placed)} "
            "from the top left corner of the <gi>surface</gi>. <att>facs</att> names the zones where an article or a figure stands."
        )
    return said


def _units(pages: Sequence[Page]) -> str:
    """In which unit outlines are, of the pages that have them."""
    said = {"px": "pixels of the scan", "pt": "points of 1/72 inch"}
    known = {page.unit for page in pages}
    return " or ".join(said[unit] for unit in said if unit in known) or "the unit of the source (pixels, or points of 1/72 inch)"
