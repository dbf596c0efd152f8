"""Takes rows with their roles, gives units: paragraphs, captions, display lines, bylines and furniture, in the page's order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal

from converter.characters import is_cjk
from converter.segment.bylines import bare_name, bracketed_byline, pen_name, signature, standing_byline
from converter.segment.captions import is_caption
from converter.segment.columns import word_across
from converter.segment.datelines import opens_with_dateline
from converter.segment.furniture import TOP, furniture_type, page_name
from converter.segment.roles import DISPLAY, FIRST, FIXED, ONLY, Setting, assign_roles, setting_of
from converter.segment.rows import Row, is_punctuated, open_brackets

SURE_WORD = 3.0  # nats: a word across a break that is no chance

Kind = Literal["paragraph", "caption", "display", "byline", "closing", "furniture"]


@dataclass(slots=True)
class Unit:
    """Rows that belong together. text: joined as a reader reads them; what: the type of furniture; measure in em (0: none).

    table: its rows are those of a table and do not run on.
    """

    kind: Kind
    rows: list[Row]
    what: str = ""
    measure: float = 0.0
    table: bool = False
    text: str = field(default="", init=False)

    def __post_init__(self) -> None:
        self.text = join_rows(self.rows)

    @property
    def doubled(self) -> bool:
        return any(row.doubled for row in self.rows)

    @property
    def dated(self) -> bool:
        """Whether a dateline opens it, or a byline in brackets that text follows: 本报讯, （记者 刘子璇） 12月18日……"""
        if self.kind != "paragraph":
            return False
        byline = bracketed_byline(self.text)
        return opens_with_dateline(self.text) or (byline is not None and byline[1] < len(self.text.rstrip()))


def join_rows(rows: Sequence[Row]) -> str:
    out = ""
    for row in rows:
        if out and row.text and not is_cjk(out[-1]) and not is_cjk(row.text[0]):
            out += " "
        out += row.text
    return out


def units_of(rows: Sequence[Row]) -> tuple[list[Unit], Setting]:
    setting = setting_of(rows)
    last = len(rows) - 1
    fixed = [furniture_type(row.text, row.at, last - row.at) or ("byline" if standing_byline(row.text) else "") for row in rows]
    named = page_name([row.text for row in rows[:TOP]]) if setting.grid else 0
    for at in range(named):
        fixed[at] = fixed[at] or ("editors" if at == named - 1 else "masthead")
    out: list[Unit] = []
    for row, (role, measure) in zip(rows, assign_roles(rows, [bool(what) for what in fixed], setting), strict=True):
        if role == FIXED:
            what = fixed[row.at]
            out.append(Unit("byline", [row]) if what == "byline" else Unit("furniture", [row], what))
        elif role == DISPLAY:
            out.append(Unit("display", [row]))
        elif role in (ONLY, FIRST) or not out or out[-1].kind != "paragraph":
            out.append(Unit("paragraph", [row], measure=measure))
        else:
            out[-1].rows.append(row)
    out = _checked(out, setting)
    _ask(out)
    _contacts(out)
    if not setting.grid:
        _join_first_rows(out)
    if setting.grid:
        _verse(out)
        _drop_caps(out)
    _sign(out, setting)
    return out, setting


def _checked(units: Sequence[Unit], setting: Setting) -> list[Unit]:
    """Rows without a single comma or stop are no running text: prices, addresses, the lines of an advertisement."""
    out: list[Unit] = []
    for unit in units:
        if unit.kind != "paragraph":
            out.append(unit)
            continue
        unit.__post_init__()
        if is_caption(unit.text):
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


def _join_first_rows(units: list[Unit]) -> None:
    """不过，从靠经验种 / 茶到科学种茶…: no headline runs into its text in the middle of a word; it is the text's first row."""
    for at in range(len(units) - 2, -1, -1):
        unit, below = units[at], units[at + 1]
        if unit.kind != "display" or below.kind != "paragraph" or unit.doubled or (at and units[at - 1].kind != "paragraph"):
            continue
        as_first = abs(unit.rows[0].width - below.measure + 2) <= 2
        if as_first and unit.text[:1] not in "“「" and word_across(unit.text, below.text) > SURE_WORD:
            units[at : at + 2] = [Unit("paragraph", unit.rows + below.rows, measure=below.measure)]


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
        if unit.kind != "display":
            continue
        after_text = before is not None and before.kind in ("paragraph", "closing")
        if after_text and (signature(unit.text) or pen_name(unit.text)):
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
