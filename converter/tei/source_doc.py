"""The page as it was read, line by line, with what is known of where it stands: sourceDoc."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from converter.model import Box, Image, Line, Page
from converter.tei.addresses import is_of_machine, scan_file
from converter.tei.anchors import Anchors
from converter.tei.graphics import write_graphic
from converter.tei.writer import Attributes, Writer, escape, tag
from converter.tei.zones import Zone, Zones, extent, has_geometry

# CSS has names for lines that do not run from left to right; a zone or line says so where it is known.
_SIDEWAYS = {90: "writing-mode:sideways-rl", 270: "writing-mode:sideways-lr", 180: "rotate:180deg"}


def write_source_doc(out: Writer, pages: Sequence[Page], images: Sequence[Image], zones: Zones, anchors: Anchors) -> None:
    """Every line with its text verbatim; a line that the edition reads in several runs is parted into segs.

    Outlines are in the unit of the page, origin top left, at most two decimals. A line of no zone stands in the surface itself.
    """
    with out.element("sourceDoc"):
        for page in pages:
            scan = scan_file(page.scan) if page.scan else None
            with out.element("surface", {"xml:id": page.id, "n": str(page.n), **_extent(page), "facs": scan}):
                for name in _other_names(page):
                    out.block("desc", escape(name))
                write_graphic(out, page.image, images)
                _write_blocks(out, page, images, zones, anchors)


def _other_names(page: Page) -> list[str]:
    """What sources call the image of the page, as far as facs does not say it."""
    in_part = page.scan if page.scan and is_of_machine(page.scan) else None
    return [" ".join(name.split()) for name in (in_part, page.scan_in_text) if name and name.strip()]


def _write_blocks(out: Writer, page: Page, images: Sequence[Image], zones: Zones, anchors: Anchors) -> None:
    """Zones and lines in the order of the source: a zone stands where its first line does."""
    first = {zone.first.id: zone for zone in zones.on(page) if zone.first}
    for line in page.lines:
        if line.id in first:
            _write_zone(out, first[line.id], images, anchors)
        elif line.id not in zones.by_line:
            _write_line(out, line, anchors, _style([line]))
    for zone in zones.on(page):
        if not zone.first:
            _write_zone(out, zone, images, anchors)


def _write_zone(out: Writer, zone: Zone, images: Sequence[Image], anchors: Anchors) -> None:
    style = _style(zone.lines) if not zone.inner else None
    attributes: Attributes = {"xml:id": zone.id, "n": zone.n, "points": points(zone.box), "style": style}
    image = zone.picture.image if zone.picture else None
    if not zone.first and image is None:
        out.block("zone", None, attributes)
        return
    with out.element("zone", attributes):
        write_graphic(out, image, images)
        for line in zone.lines:
            _write_line(out, line, anchors, None if style else _style([line]))
        for inner in zone.inner:
            _write_zone(out, inner, images, anchors)


def _write_line(out: Writer, line: Line, anchors: Anchors, style: str | None) -> None:
    out.block("line", _content(line, anchors), {"xml:id": line.id, "n": str(line.n), "points": points(line.box), "style": style})


def _content(line: Line, anchors: Anchors) -> str:
    segs = [f"{tag('seg', {'xml:id': name})}{escape(text)}</seg>" for name, text in anchors.segs(line)]
    return "".join(segs) or escape(line.text)


def _style(lines: Iterable[Line]) -> str | None:
    """How the lines run, where all run alike and not as usual."""
    found = {"writing-mode:vertical-rl" if line.vertical else _SIDEWAYS.get(line.turn) for line in lines}
    return found.pop() if len(found) == 1 else None


def _extent(page: Page) -> Attributes:
    if not (page.size or has_geometry(page)):
        return {}
    width, height = extent(page)
    return {"ulx": "0", "uly": "0", "lrx": decimal(width), "lry": decimal(height)}


def points(box: Box | None) -> str | None:
    """The corners of a box, clockwise from top left."""
    if box is None:
        return None
    left, top, right, bottom = map(decimal, (box.left, box.top, box.right, box.bottom))
    return f"{left},{top} {right},{top} {right},{bottom} {left},{bottom}"


def decimal(number: float) -> str:
    """Plain, with at most two decimals: a hundredth of a point or pixel is less than any print or scan shows."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
