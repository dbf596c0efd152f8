"""The page as it was read, line by line: sourceDoc."""

from __future__ import annotations

from converter.model import Line, Page
from converter.tei.anchors import Anchors
from converter.tei.writer import Writer, escape, tag


def write_source_doc(out: Writer, pages: tuple[Page, ...], anchors: Anchors) -> None:
    """Every line with its text verbatim; a line that the edition reads in several runs is parted into segs."""
    with out.element("sourceDoc"):
        for page in pages:
            with out.element("surface", {"xml:id": page.id, "n": str(page.n)}):
                for line in page.lines:
                    out.block("line", _content(line, anchors), {"xml:id": line.id, "n": str(line.n)})


def _content(line: Line, anchors: Anchors) -> str:
    segs = [f"{tag('seg', {'xml:id': name})}{escape(text)}</seg>" for name, text in anchors.segs(line)]
    return "".join(segs) or escape(line.text)
