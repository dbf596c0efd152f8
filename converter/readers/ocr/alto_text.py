"""An ALTO TextLine to its text, hyphen and font. Promises that each CONTENT stands in the text once, as it was recognised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from converter.model import Box, Edit, Font
from converter.readers.ocr.geometry import Scale, number, union
from converter.readers.ocr.words import Mender, joined
from converter.readers.ocr.xml import Element, under

_HYPHENS = "-\u00ad\u00ac\u2010\u2011\u2e17="  # = in blackletter
_BOLD, _NORMAL = 700, 400


@dataclass(frozen=True, slots=True)
class Style:
    """size in points, as ALTO counts it; None where the file does not know it."""

    size: float | None = None
    weight: int = _NORMAL
    name: str = ""


class Styles:
    """The TextStyles of a file, by what STYLEREFS and STYLE say."""

    def __init__(self, root: Element, scale: Scale) -> None:
        self._named: dict[str, Style] = {}
        self._known: dict[tuple[str, str], Style | None] = {}
        for element in under(root, "TextStyle"):
            weight = _BOLD if "bold" in element.get("FONTSTYLE", "").lower() else _NORMAL
            self._named[element.get("ID", "")] = Style(number(element.get("FONTSIZE")) or None, weight, element.get("FONTFAMILY", ""))
        self.scale = scale
        self.per_point = 1.0 if scale.points else self._measured(root)

    def style(self, references: str, style: str) -> Style | None:
        """The first of the references that is a text style (others are paragraph styles), bold where STYLE says so."""
        key = references, style
        if key not in self._known:
            found = next((self._named[name] for name in references.split() if name in self._named), None)
            if "bold" in style.lower():
                found = Style(found.size if found else None, _BOLD, found.name if found else "")
            self._known[key] = found
        return self._known[key]

    def font(self, style: Style | None, box: Box | None) -> Font | None:
        """In the unit of the boxes. Where only the weight is known, the height of the line stands for the size."""
        if style is None:
            return None
        if style.size and self.per_point:
            return Font(round(style.size * self.per_point, 2), style.weight, style.name)
        if box and style.weight != _NORMAL:
            return Font(box.bottom - box.top, style.weight, style.name)
        return None

    def _measured(self, root: Element) -> float:
        """Pixels to a point, which a file in pixels does not say: lines are about as high as their type. 0 where no line tells."""
        ratios = []
        for block in under(root, "TextBlock"):
            style = self.style(block.get("STYLEREFS", ""), "")
            if style and style.size:
                heights = (number(line.get("HEIGHT")) for line in under(block, "TextLine"))
                ratios += [height / style.size for height in heights if height]
        return median(ratios) if ratios else 0.0


@dataclass(frozen=True, slots=True)
class LineText:
    """text: verbatim; edits: the hyphen that the source itself says is none of the word; style: that of most of its characters."""

    text: str
    edits: tuple[Edit, ...]
    style: tuple[str, str]
    box: Box | None


def line_text(line: Element, scale: Scale, mend: Mender, *, spaced: bool) -> LineText:
    """spaced: the file has SP elements, so that Strings with none between them touch; else they are words, and blanks go by the script."""
    pieces: list[str] = []
    styles: dict[tuple[str, str], int] = {}
    last: Element | None = None
    hyphen = ""
    for child in line:
        tag = str(child.tag)
        if tag.endswith("String"):
            piece = child.get("CONTENT", "")
            last = child
            if not piece.isprintable():
                piece = mend(piece)
            if piece:
                pieces.append(piece)
                style = child.get("STYLEREFS", ""), child.get("STYLE", "")
                styles[style] = styles.get(style, 0) + len(piece)
        elif tag.endswith("SP") and pieces:
            pieces.append(" ")
        elif tag.endswith("HYP"):
            hyphen += mend(child.get("CONTENT", ""))
    text = ("".join(pieces) if spaced else joined(pieces)).rstrip(" ")
    main = max(styles, key=styles.__getitem__) if styles else ("", "")
    box = scale.box(line.get("HPOS"), line.get("VPOS"), line.get("WIDTH"), line.get("HEIGHT")) or _around(line, scale)
    return LineText(text + hyphen, _hyphen(text, hyphen, last) if last is not None else (), main, box)


def _hyphen(text: str, hyphen: str, last: Element) -> tuple[Edit, ...]:
    """The weak hyphen, where the source gives the whole word; where that has the hyphen, too (low-lying), it is no weak one.

    Some files have the hyphen in the String and again in a HYP: both stay, and both are left out of the word.
    """
    if last.get("SUBS_TYPE") != "HypPart1":
        return ()
    stem = text.rstrip(_HYPHENS)
    part = last.get("CONTENT", "").rstrip(_HYPHENS)
    whole = last.get("SUBS_CONTENT", "")
    if len(stem) == len(text) + len(hyphen) or not part or whole[len(part) : len(part) + 1] in tuple(_HYPHENS):
        return ()
    return (Edit("hyphen", len(stem), len(text) + len(hyphen)),)


def _around(line: Element, scale: Scale) -> Box | None:
    """The box of a line without one of its own: that of its outline, or of its words."""
    outline = next(under(line, "Polygon"), None)
    if outline is not None and outline.getparent().getparent() is line:  # type: ignore[union-attr]
        return scale.around(outline.get("POINTS"))
    return union(_boxes(line, scale))


def _boxes(line: Element, scale: Scale) -> Iterable[Box | None]:
    for word in under(line, "String"):
        yield scale.box(word.get("HPOS"), word.get("VPOS"), word.get("WIDTH"), word.get("HEIGHT"))
