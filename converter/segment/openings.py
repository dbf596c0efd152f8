"""Takes the units of a page, gives running text back its first rows where they were taken for headlines."""

from __future__ import annotations

import re

from converter.segment.columns import word_across
from converter.segment.datelines import dateline_end
from converter.segment.formulas import jump_from_end
from converter.segment.rows import CLOSERS, is_punctuated
from converter.segment.unit import Unit

SURE_WORD = 3.0  # nats: a word across a break that is no chance
AS_WIDE = 2.0  # em by which a row may miss its column, the indent of a first row included
_MARKS = re.compile("[，,；;。]")


def join_first_rows(units: list[Unit]) -> None:
    """不过，从靠经验种 / 茶到科学种茶…: no headline runs into its text in the middle of a word, or ends with a comma; it is the text's first row."""
    for at in range(len(units) - 2, -1, -1):
        unit, below = units[at], units[at + 1]
        if unit.kind != "display" or below.kind != "paragraph" or below.what or below.dated or unit.doubled:
            continue
        if _runs_into(unit, below, units[at - 1] if at else None):
            units[at : at + 2] = [Unit("paragraph", unit.rows + below.rows, measure=below.measure)]


def join_datelines(units: list[Unit]) -> None:
    """本报珀斯1月9日电, or 上接第一版, on a line of its own: the text that it opens is the paragraph below."""
    for at in range(len(units) - 2, -1, -1):
        unit, below = units[at], units[at + 1]
        if unit.kind != "paragraph" or below.kind != "paragraph" or below.what or dateline_end(below.text) or jump_from_end(below.text):
            continue
        alone = unit.what == "jump-from" or 0 < len(unit.text.strip()) <= dateline_end(unit.text)
        # （上接第一版）…必须采取 / 有力措施…: a text that is torn off begins with the rest of a paragraph, without indent
        open_row = (
            unit.dated
            and len(unit.rows) == 1
            and unit.text[-1:] not in CLOSERS
            and not is_punctuated(unit.text[-1:])
            and not _is_indented(below)
        )
        if alone or open_row:
            units[at : at + 2] = [Unit("paragraph", unit.rows + below.rows, measure=below.measure)]


def _runs_into(unit: Unit, below: Unit, before: Unit | None) -> bool:
    text = unit.text
    if text.startswith(("—", "-")) or text[:1] in "“「" or _is_indented(below):
        return False
    if text[-1:] in "，,、；;":
        return True
    measures = [other.measure for other in (below, before) if other is not None and other.kind == "paragraph" and other.measure]
    wide = any(-AS_WIDE - 2 <= unit.rows[0].width - measure <= AS_WIDE for measure in measures)
    marks = len(_MARKS.findall(text))
    if before is not None and before.what == "jump-from" and marks:
        return True
    across = word_across(text, below.text) > SURE_WORD
    if across and (marks or (wide and (before is None or before.kind == "paragraph"))):
        return True
    # headlines part their members with a blank, seldom with one comma, and never with two in one row as wide as the column
    return marks > 1 and (wide or not measures)


def _is_indented(unit: Unit) -> bool:
    """Whether its first row says itself that it opens a paragraph: by blanks before it, or by standing in."""
    first = unit.rows[0]
    if first.lines[-1].text[:1].isspace():
        return True
    return len(unit.rows) > 1 and 1.0 <= unit.measure - first.width <= 2.6
