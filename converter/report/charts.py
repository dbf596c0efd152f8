"""Takes numbers and draws them as small pictures that stand in a page (SVG). Words and figures stand beside them as HTML, never in them."""

from __future__ import annotations

from collections.abc import Sequence

from converter.report.markup import Html, element

_HEIGHT = 100.0
_LEAST, _BETWEEN = 0.5, 0.2  # per cent of the width: of what is more than nothing, and between two parts


def bar(part: float, whole: float) -> Html:
    """How much of a whole, as a bar: 0 is nothing, and what is more than nothing can be seen. Its figure stands beside it, so nobody hears of it."""
    width = 100 * part / whole if whole else 0.0
    return _bars((("part", max(width, _LEAST) if part else 0.0),))


def stacked(parts: Sequence[tuple[str, float]]) -> Html:
    """(class, number) of each part side by side, as wide as the page, each that is more than nothing to be seen; they are told beside it, too."""
    whole = sum(number for _, number in parts) or 1.0
    seen = [(kind, max(100 * number / whole, _LEAST) if number else 0.0) for kind, number in parts]
    wide = sum(width for _, width in seen) or 1.0
    return _bars([(kind, 100 * width / wide) for kind, width in seen], _BETWEEN)


def _bars(widths: Sequence[tuple[str, float]], between: float = 0.0) -> Html:
    at, drawn = 0.0, []
    for kind, width in widths:
        if width:
            drawn.append(element("rect", class_=kind, x=_short(at), width=_short(width - between), height=1))
        at += width
    return element("svg", *drawn, class_="bar", viewBox="0 0 100 1", preserveAspectRatio="none", aria_hidden="true")


def columns(parts: Sequence[tuple[float, float, bool]], told: str) -> Html:
    """Columns from left to right. parts: (width, height, whether a line parts it from the one before), in units of their own; told: what they show, in words."""
    whole, highest = sum(width for width, _, _ in parts), max(height for _, height, _ in parts) or 1.0
    at, drawn = 0.0, []
    for width, height, parted in parts:
        wide, high = 1000 * width / whole, _HEIGHT * height / highest
        if parted:
            drawn.append(element("line", class_="base", x1=_short(at), x2=_short(at), y1=0, y2=100))
        if high:
            drawn.append(
                element("rect", x=_short(at + wide * 0.1), y=_short(_HEIGHT - high), width=_short(wide * 0.8), height=_short(high))
            )
        at += wide
    drawn.append(element("line", class_="base", x1=0, x2=1000, y1=100, y2=100))
    return element("svg", *drawn, viewBox="0 0 1000 100", preserveAspectRatio="none", role="img", aria_label=told)


def _short(number: float) -> str:
    return f"{number:.2f}".rstrip("0").rstrip(".")
