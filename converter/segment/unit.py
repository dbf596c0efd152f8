"""What segmentation makes of rows that belong together: a paragraph, caption, display line, byline or piece of furniture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from converter.characters import is_cjk
from converter.segment.bylines import bracketed_byline, run_in_byline
from converter.segment.datelines import opens_with_dateline
from converter.segment.formulas import came_alone, jump_from_end
from converter.segment.rows import Row

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
        """Whether a dateline opens it, or a byline in brackets that text follows: 本报讯, （记者 刘子璇） 12月18日……, （上接第一版）……, 编辑同志：."""
        if self.kind != "paragraph":
            return False
        if self.what == "salute" or opens_with_dateline(self.text) or jump_from_end(self.text) or came_alone(self.rows[0].text):
            return True
        byline = bracketed_byline(self.text) or run_in_byline(self.text)
        return byline is not None and byline[1] < len(self.text.rstrip())


def join_rows(rows: Sequence[Row]) -> str:
    out = ""
    for row in rows:
        if out and row.text and not is_cjk(out[-1]) and not is_cjk(row.text[0]):
            out += " "
        out += row.text
    return out
