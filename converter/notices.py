"""Notices: what a reader of the edition should know about doubtful material, each with a code that `explain` knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "info"]
USE_OF_A_LIST = "I-NAME-01"  # the one info that the command tells unasked
LEVELS: dict[str, Level] = {"E": "error", "W": "warning", "I": "info"}


@dataclass(frozen=True, slots=True)
class Notice:
    """One remark.

    code: `W-SEG-03`; its first letter is the level (E, W, I), its middle the room (READ, REP, SEG, META, NAME, TEI, XSD, SCH, CON, PUB).
    where: a line, page or article id (`p1-l40`), an XPath, or an option. message: one sentence, complete in itself.
    file, line: for what is found in a file (line from 1). score: how sure (0 to 1), where something was weighed.
    expected, hint: what should have stood there, and what to do.
    """

    code: str
    where: str
    message: str
    file: str | None = None
    line: int | None = None
    score: float | None = None
    expected: str | None = None
    hint: str | None = None

    @property
    def level(self) -> Level:
        return LEVELS[self.code[0]]
