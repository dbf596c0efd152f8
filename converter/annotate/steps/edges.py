"""Takes the tagger's names, gives them without what belongs to no name at their ends: a column's blanks, the slash of 文／X, a middle dot."""

from __future__ import annotations

from dataclasses import replace

from converter.annotate.steps.sheet import Name, Sheet

_OUTSIDE = " \t\n\r\u3000\u00a0/／·"


def edges(sheet: Sheet) -> Sheet:
    """Names stripped of blanks, slashes and dots; one that was nothing else is dropped."""
    return sheet.having(stripped for name in sheet.names if (stripped := _stripped(sheet, name)) is not None)


def _stripped(sheet: Sheet, name: Name) -> Name | None:
    text = sheet.string(name)
    start = name.start + len(text) - len(text.lstrip(_OUTSIDE))
    end = name.end - len(text) + len(text.rstrip(_OUTSIDE))
    return replace(name, start=start, end=end) if end > start else None
