"""Sets display lines: heads of one or more lines across, heads that run down, letter-spaced ones; gives back the room that they took."""

from __future__ import annotations

import math
import re

from layouts.faces import width
from layouts.sheet import Rect, Sheet
from layouts.style import Style


def split_head(text: str, face: str, size: float, measure: float, *, latin: bool) -> list[str]:
    """The text in as few lines as fit, of about the same length; at its blank where it has one."""
    whole = width(text, face, size)
    if whole <= measure:
        return [text]
    if not latin and " " in text:
        return [line for part in text.split(" ") for line in split_head(part, face, size, measure, latin=latin)]
    count = math.ceil(whole / measure)
    while True:
        lines = _even(text, face, size, count, latin)
        if all(width(line, face, size) <= measure + 0.1 for line in lines) or count > len(text):
            return lines
        count += 1


def _even(text: str, face: str, size: float, count: int, latin: bool) -> list[str]:
    units = [word + " " for word in text.split(" ")] if latin else re.findall(r"[0-9A-Za-z.]+|.", text)
    goal, line = width(text, face, size) / count, ""
    lines: list[str] = []
    for n, unit in enumerate(units):
        longer = width((line + unit).rstrip(), face, size)
        stop = unit in "，。、：；？！”）》"
        if line and longer > goal + (0.3 * size if not latin else 2 * size) and not stop and len(lines) < count - 1 and n:
            lines.append(line)
            line = ""
        line += unit
    return [part.strip() for part in [*lines, line] if part.strip()]


def set_across(
    sheet: Sheet,
    style: Style,
    text: str,
    box: Rect,
    top: float,
    face: str,
    size: float,
    *,
    left: bool = False,
    spread: float = 0.0,
    lead: float = 1.2,
) -> float:
    """Centred or left in the box, from `top` down. Gives where it ends."""
    lines = split_head(text, face, size, box.width, latin=style.latin) if not spread else [text]
    for line in lines:
        base = top + style.ascent(size)
        if left:
            sheet.line(line, box.left, base, face, size, spread=spread, head=True, latin=style.latin)
        elif style.latin:
            room = box.width - width(line, face, size)
            sheet.line(line, box.left + room / 2, base, face, size, head=True, latin=True)
        else:
            sheet.centred(line, box, base, face, size, spread=spread, head=True)
        top += size * lead
    return top


def set_down(sheet: Sheet, style: Style, text: str, right: float, top: float, height: float, face: str, size: float) -> tuple[float, float]:
    """Upright signs one below another, in as many lines as the height asks for, the first at the right. Gives its left edge and lowest end."""
    parts = text.split(" ")
    step = size * 1.12
    rows = max(2, int(height / step))
    lines: list[str] = []
    for part in parts:
        count = math.ceil(len(part) / rows)
        each = math.ceil(len(part) / count)
        lines += [part[n : n + each] for n in range(0, len(part), each)]
    lowest = top
    for n, line in enumerate(lines):
        left = right - size - n * size * 1.3
        for row, sign in enumerate(line):
            sheet.line(sign, left, top + style.ascent(size) + row * step, face, size, head=True)
        lowest = max(lowest, top + len(line) * step)
    return right - size - (len(lines) - 1) * size * 1.3, lowest
