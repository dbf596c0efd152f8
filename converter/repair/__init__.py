"""Repairs of what extraction did to a page. One repair, one function, one file; each change is an Edit beside the text, which stays as read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from converter.characters import HAN, radicals
from converter.model import Edit, Line, Page
from converter.notices import Notice
from converter.repair.blanks import idle_blanks
from converter.repair.hyphens import weak_hyphens
from converter.repair.initials import large_initials
from converter.repair.letter_spacing import letter_spacing
from converter.repair.overprint import overprint

_ILLEGIBLE = re.compile(f"\ufffd|(?<=[{HAN}])□+(?=[{HAN}，。、；：])")  # □ before 本报记者 is an ornament

Repair = Callable[[tuple[Line, ...]], dict[str, tuple[Edit, ...]]]

# The order matters only where two repairs speak of the same characters: the first one holds.
REPAIRS: tuple[tuple[str, str, Repair], ...] = (
    ("I-REP-01", "overprinted lines: the second copy is marked as surplus", overprint),
    ("I-REP-02", "letter-spaced lines: the blanks between characters are dropped", letter_spacing),
    ("I-REP-03", "lines with blanks around digits, letters or at their ends: these blanks are dropped", idle_blanks),
    ("I-REP-09", "initials over several lines: each is part of the word that the next line goes on with", large_initials),
    ("I-REP-04", "hyphens at a line's end that only break a word: marked as weak", weak_hyphens),
)


def repair_page(page: Page) -> tuple[Page, tuple[Notice, ...]]:
    """The page with its edits, and a notice a repair that found something, with the number of lines and the first of them."""
    edits = {line.id: list(line.edits) for line in page.lines if line.edits}  # what only the reader could see holds
    lines, notices = page.lines, []
    printed = not page.blocks or any(line.box for line in page.lines)
    for code, what, repair in REPAIRS:
        if repair is overprint and not printed:
            continue  # a file that gives text block by block, without places, was never laid over itself: refrains and rows of tables repeat
        touched = []
        for line_id, found in repair(lines).items():
            # but of a line that is a copy nothing is read, whatever the reader said of its parts
            own = [edit for edit in edits.get(line_id, ()) if not any(_is_copy_of(edit, other) for other in found)]
            free = [edit for edit in found if not any(_overlap(edit, other) for other in own)]
            if free:
                edits[line_id] = own + free
                touched.append(line_id)
        if repair is overprint:
            lines = tuple(line for line in lines if line.id not in touched or not _is_copy(line, edits[line.id]))
        if touched:
            notices.append(Notice(code, touched[0], f"{len(touched)} {what}"))
    lines = tuple(replace(line, edits=tuple(sorted(edits[line.id], key=_start))) if line.id in edits else line for line in page.lines)
    if marks := [line for line in lines if _ILLEGIBLE.search(line.text)]:
        count = sum(len(_ILLEGIBLE.findall(line.text)) for line in marks)
        notices.append(Notice("W-REP-08", marks[0].id, f"{count} marks stand for characters that could not be read (\ufffd, □)"))
    if kinds := Counter(char for line in page.lines for char in radicals(line.text)):
        first = next(line.id for line in page.lines if radicals(line.text))
        shown = ", ".join(f"{char} (U+{ord(char):04X})" for char in sorted(kinds)[:5])
        notices.append(Notice("I-REP-05", first, f"{kinds.total()} radicals or compatibility ideographs read as plain characters: {shown}"))
    return replace(page, lines=lines), tuple(notices)


def _start(edit: Edit) -> int:
    return edit.start


def _is_copy(line: Line, edits: Sequence[Edit]) -> bool:
    """Whether a line as a whole is a second copy: then the line before it goes on with the one behind it."""
    return any(edit.kind == "surplus" and edit.end - edit.start == len(line.text) for edit in edits)


def _is_copy_of(part: Edit, whole: Edit) -> bool:
    """Whether the one lies in what the other says is a second copy."""
    return whole.kind == "surplus" and whole.start <= part.start and part.end <= whole.end


def _overlap(one: Edit, other: Edit) -> bool:
    return one.start < other.end and other.start < one.end
