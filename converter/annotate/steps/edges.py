"""Takes the tagger's names, gives them without white space at their ends: a column's blank belongs to no name."""

from __future__ import annotations

from dataclasses import replace

from converter.annotate.steps.sheet import Name, Sheet


def edges(sheet: Sheet) -> Sheet:
    """Names stripped of blanks; one that was nothing else is dropped."""
    return sheet.having(stripped for name in sheet.names if (stripped := _stripped(sheet, name)) is not None)


def _stripped(sheet: Sheet, name: Name) -> Name | None:
    text = sheet.string(name)
    start = name.start + len(text) - len(text.lstrip())
    end = start + len(text.strip())
    return replace(name, start=start, end=end) if end > start else None
