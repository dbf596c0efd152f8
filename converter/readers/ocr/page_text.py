"""The text and type of PAGE lines: the best of several readings, words where a line has none of its own."""

from __future__ import annotations

from statistics import median

from converter.model import Font
from converter.readers.ocr.geometry import Scale, number
from converter.readers.ocr.page_groups import custom_of
from converter.readers.ocr.words import Mender, joined
from converter.readers.ocr.xml import Element, local, under

_BOLD, _NORMAL = 700, 400


def best_text(element: Element) -> str:
    """The reading with the lowest index (the best, says the format), the first of those without; empty where there is none."""
    best: tuple[float, str] | None = None
    for child in element:
        if local(child) != "TextEquiv":
            continue
        parts = {local(part): str(part.text or "") for part in child}
        text = parts.get("Unicode") or parts.get("PlainText") or ""
        rank = number(child.get("index")) or 0.0
        if text and (best is None or rank < best[0]):
            best = rank, text
    return best[1] if best else ""


def line_text(line: Element, mend: Mender) -> str:
    """The line's own reading, else its words, else the glyphs of these."""
    text = best_text(line)
    if not text.strip():
        text = joined([word for part in line if local(part) == "Word" for word in _word(part).split()])
    return mend(text).strip()


def _word(word: Element) -> str:
    return best_text(word) or "".join(best_text(glyph) for glyph in word if local(glyph) == "Glyph")


class Fonts:
    """Type sizes. The format gives points, and boxes are in pixels: lines are about as high as their type, which tells the resolution."""

    def __init__(self, root: Element) -> None:
        ratios = []
        for line in under(root, "TextLine"):
            size, _, _ = _style(line)
            outline = next((child for child in line if local(child) == "Coords"), None)
            box = Scale().around(outline.get("points")) if size and outline is not None else None
            if size and box:
                ratios.append((box.bottom - box.top) / size)
        self.per_point = median(ratios) if ratios else 0.0

    def of(self, line: Element) -> Font | None:
        if not self.per_point:
            return None
        size, weight, name = _style(line)
        return Font(round(size * self.per_point, 2), weight, name) if size else None


def _style(line: Element) -> tuple[float | None, int, str]:
    """(size in points, weight, family) of a line, from its TextStyle or its custom attribute."""
    style = next((child for child in line if local(child) == "TextStyle"), None)
    custom = custom_of(line)
    size = (number(style.get("fontSize")) if style is not None else None) or custom.size
    bold = custom.bold or (style is not None and style.get("bold") in ("true", "1"))
    return size, _BOLD if bold else _NORMAL, style.get("fontFamily", "") if style is not None else ""
