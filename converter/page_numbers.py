"""Takes words and gives the page that they name in a paper of several sheets, each numbered anew: 第二張第一版 is page 1 of sheet 2, and no page 2."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converter.numerals import NUMERALS, number

_N = f"[{NUMERALS}0-9０-９]{{1,3}}"
_BLANK = "[ \u3000]*"
_SHEET = f"第{_BLANK}(?P<sheet>{_N}){_BLANK}[張张]"
_BETWEEN = f"{_BLANK}[·・•．.、]?{_BLANK}"
_SHEET_AND_PAGE = re.compile(f"{_SHEET}(?:{_BETWEEN}第?{_BLANK}(?P<page>{_N}){_BLANK}[版面頁页])?")
_SPACE = re.compile(r"\s+|[·・•．.、]")


@dataclass(frozen=True, slots=True)
class Sheeted:
    """A page by its sheet. page: its number on the sheet; None where the sheet alone is named. printed: as it stands there, without blanks and dots."""

    sheet: int
    page: int | None
    printed: str

    @property
    def number(self) -> str:
        """To compare by, however it is printed: `2-1`."""
        return f"{self.sheet}-{self.page or ''}"


def sheeted(text: str) -> Sheeted | None:
    """The first page that is named by its sheet; else the first sheet that is named."""
    found = [(match, one) for match in _SHEET_AND_PAGE.finditer(text) if (one := _of(match))]
    return next((one for match, one in found if one.page), found[0][1] if found else None)


def without_sheets(text: str) -> str:
    """The text with blanks where pages and sheets are named by a sheet."""
    return _SHEET_AND_PAGE.sub(" ", text)


def names_itself(label: str) -> bool:
    """Whether a page's label says all that it is, 第 … 版, so that nothing is to be put around it."""
    return label.startswith("第")


def _of(match: re.Match[str]) -> Sheeted | None:
    sheet, page = number(match["sheet"]), number(match["page"]) if match["page"] else None
    return Sheeted(sheet, page, _SPACE.sub("", match[0])) if sheet and (page or not match["page"]) else None
