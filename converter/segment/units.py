"""Takes rows with their roles, gives units: paragraphs, captions, display lines, bylines and furniture, in the page's order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from converter.cells import table_lines
from converter.segment.bylines import bare_name, pen_name, signature, standing_byline
from converter.segment.captions import credit_start, is_caption, lone_credit, opens_as_caption
from converter.segment.contents import mark_contents
from converter.segment.formulas import came_alone, compliment, end_mark, jump_start, salutation
from converter.segment.furniture import TOP, furniture_type, is_date, page_name
from converter.segment.openings import join_datelines, join_first_rows
from converter.segment.poems import poems_of
from converter.segment.roles import DISPLAY, FIRST, FIXED, ONLY, Setting, assign_roles, setting_of
from converter.segment.rows import Row, is_punctuated, open_brackets
from converter.segment.unit import Unit, join_rows


def units_of(rows: Sequence[Row]) -> tuple[list[Unit], Setting]:
    setting = setting_of(rows)
    last = len(rows) - 1
    fixed = [furniture_type(row.text, row.at, last - row.at) or _phrase(row.text) for row in rows]
    for at in table_lines([row.text for row in rows]):
        fixed[at] = "table"
    for poem in [] if setting.grid else poems_of(rows, fixed):
        fixed[poem.first : poem.end] = poem.parts()
    named = page_name([row.text for row in rows[:TOP]]) if setting.grid else 0
    for at in range(named):
        fixed[at] = fixed[at] or ("editors" if at == named - 1 else "masthead")
    out: list[Unit] = []
    for row, (role, measure) in zip(rows, assign_roles(rows, [bool(what) for what in fixed], setting), strict=True):
        if role == FIXED:
            _add_fixed(out, row, fixed[row.at])
        elif role == DISPLAY:
            out.append(Unit("display", [row]))
        elif role in (ONLY, FIRST) or not out or out[-1].kind != "paragraph" or out[-1].what:
            out.append(Unit("paragraph", [row], measure=measure))
        else:
            out[-1].rows.append(row)
    out = _checked(out, setting)
    _credits(out)
    _ask(out)
    _contacts(out)
    if not setting.grid:
        join_first_rows(out)
        join_datelines(out)
        mark_contents(out)
    if setting.grid:
        _verse(out)
        _drop_caps(out)
    _sign(out, setting)
    return out, setting


def _phrase(text: str) -> str:
    """What a line is that newspapers print in these very words: no headline, and no part of the text around it."""
    if standing_byline(text):
        return "byline"
    if salutation(text):
        return "salute"
    if compliment(text) or end_mark(text) or jump_start(text) == 0:
        return "closing"
    return "jump-from" if came_alone(text) else ""


def _add_fixed(out: list[Unit], row: Row, what: str) -> None:
    if what == "table":
        if out and out[-1].table:
            out[-1].rows.append(row)
        else:
            out.append(Unit("paragraph", [row], what, table=True))
    elif what == "poem" and out[-1].what == what:
        out[-1].rows.append(row)
    elif what in ("byline", "closing"):
        out.append(Unit("byline" if what == "byline" else "closing", [row]))
    elif what in ("salute", "jump-from"):
        out.append(Unit("paragraph", [row], what))
    else:
        out.append(Unit("furniture", [row], what))


def _checked(units: Sequence[Unit], setting: Setting) -> list[Unit]:
    """Rows without a single comma or stop are no running text: prices, addresses, the lines of an advertisement."""
    out: list[Unit] = []
    for unit in units:
        if unit.kind != "paragraph":
            out.append(unit)
            continue
        unit.__post_init__()
        if unit.what:
            out.append(unit)
        elif is_caption(unit.text) and not _reported(unit, out[-1] if out else None):
            unit.kind = "caption"
            out.append(unit)
        elif (
            not is_punctuated(unit.text)
            and not unit.dated
            and not _ends_in_particle(unit.text)
            and (setting.grid or len(unit.rows) > 4 or len(unit.rows) == 1)
        ):
            out += [Unit("display", [row]) for row in unit.rows]
        else:
            out.append(unit)
    return out


def _reported(unit: Unit, before: Unit | None) -> bool:
    """…（王志摄影报道） under text of the same column: the reporter wrote it, too; it is the article's last paragraph and no caption."""
    if opens_as_caption(unit.text) or "摄影报道" not in unit.text[credit_start(unit.text) :]:
        return False
    return before is not None and before.kind == "paragraph" and unit.measure > 0 and abs(unit.measure - before.measure) <= 0.6


def _credits(units: list[Unit]) -> None:
    """本报记者 郭子明 摄, on a line of its own: the credit of the caption above it, else a picture without caption."""
    for at in range(len(units) - 1, -1, -1):
        unit = units[at]
        if unit.kind not in ("display", "byline", "caption") or not lone_credit(unit.text):
            continue
        before = units[at - 1] if at else None
        if before is not None and before.kind == "caption" and credit_start(before.text) is None:
            units[at - 1 : at + 1] = [Unit("caption", before.rows + unit.rows, measure=before.measure)]
        else:
            unit.kind = "caption"


_CONTACT_LINE = re.compile(
    r"(?:邮\s*箱|电\s*话|地\s*址|网\s*址|热\s*线|传\s*真|来信|投稿|微信|移动端|电子邮件)[\w“”（）()\s\u3000]{0,8}[：:].+|.*[\w.]+@[\w.]+\.\w+.*|.*https?://.*|.{2,16}客户端"
)


def _contacts(units: Sequence[Unit]) -> None:
    """Addresses under an appeal to the readers are lines of it, no headlines."""
    for before, unit in pairwise(units):
        if unit.kind == "display" and before.kind == "paragraph" and not unit.doubled and _CONTACT_LINE.fullmatch(unit.text):
            unit.kind = "paragraph"


def _ask(units: Sequence[Unit]) -> None:
    """A single row that ends with a question mark between display lines is a headline that asks, not a paragraph."""
    shown = ("display", "byline", "caption", "furniture")
    for at, unit in enumerate(units):
        if unit.kind == "paragraph" and len(unit.rows) == 1 and unit.text[-1:] in "？！?!" and at:
            above, below = units[at - 1].kind, units[at + 1].kind if at + 1 < len(units) else "furniture"
            if above in shown and below in shown:
                unit.kind = "display"


def _ends_in_particle(text: str) -> bool:
    """當知其爲唐納先生矣: a sentence of the old style that needs no stop."""
    return len(text) > 6 and text[-1] in "云矣焉也哉耳"


def _verse(units: Sequence[Unit]) -> None:
    """A line without a stop among lines of verse, or of a list, is one of them and no headline."""

    def is_short(at: int) -> bool:
        return 0 <= at < len(units) and units[at].kind == "paragraph" and len(units[at].rows) <= 2 and not units[at].dated

    for at, unit in enumerate(units):
        if unit.kind == "display" and is_short(at - 1) and is_short(at + 1) and (is_short(at - 2) or is_short(at + 2)):
            unit.kind = "paragraph"


def _drop_caps(units: list[Unit]) -> None:
    """A single character after a finished paragraph is a large initial: the text goes on with the next lines."""
    at = 1
    while at + 1 < len(units):
        unit, before = units[at], units[at - 1]
        if unit.kind == "display" and len(unit.text) == 1 and before.kind == "paragraph":
            end = at + 1
            while end < len(units) and end < at + 3 and units[end].kind == "display":
                end += 1
            if end < len(units) and units[end].kind == "paragraph" and not units[end].dated:
                rows = [row for part in units[at : end + 1] for row in part.rows]
                units[at : end + 1] = [Unit("paragraph", rows, measure=units[end].measure)]
        at += 1


def _sign(units: list[Unit], setting: Setting) -> None:
    """Short lines that sign: a bare name among headlines (洪　勇), a letter's place and name, a note in brackets after the text."""
    for before, unit in zip([None, *units], units, strict=False):
        if unit.kind == "furniture" and unit.what == "date" and before is not None and before.kind == "closing":
            unit.kind = "closing"  # the day of a letter stands under its signature
        if unit.kind != "display":
            continue
        after_text = before is not None and before.kind in ("paragraph", "closing")
        if after_text and (
            signature(unit.text) or pen_name(unit.text) or (before is not None and before.kind == "closing" and is_date(unit.text))
        ):
            unit.kind = "closing"
        elif not setting.grid and bare_name(unit.text):
            unit.kind = "byline"
    _close(units)


def _close(units: list[Unit]) -> None:
    """（作者为…，本报记者…采访整理）: display lines that make one bracket right after a text belong to it."""
    at = 1
    while at < len(units):
        if units[at].kind == "display" and units[at].text[:1] in "（(" and units[at - 1].kind in ("paragraph", "closing"):
            for end in range(at + 1, min(at + 5, len(units)) + 1):
                block = units[at:end]
                text = join_rows([row for unit in block for row in unit.rows])
                if block[-1].kind != "display":
                    break
                if text[-1:] in "）)" and len(text) >= 6 and not open_brackets(text):
                    units[at:end] = [Unit("closing", [row for unit in block for row in unit.rows])]
                    break
        at += 1
