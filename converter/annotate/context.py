"""Takes the date of an issue and the dates read so far, gives what a date that leaves something out is to be read against."""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass, replace
from typing import Literal

from converter.metadata import IssueDate
from converter.model import Span
from converter.numerals import number

# 新华社北京12月18日电, 倫敦廿日路透電: the day that 今天 means in this report. 18日电力 … is none.
FILED = re.compile("(?:[^，。、）)]{0,3}[社通透聯联斯專专急特])?[电電讯訊](?![力话話視视影网網子器台臺商站气氣源价價梯动動信灯燈息])")
_RECENT = 12  # months
_NEAR = 7  # days: a report is a week old at most, and so far a doubtful day may be from the true one

Certainty = Literal["low", "medium"] | None


@dataclass(frozen=True, slots=True)
class Context:
    """year, month, day: when the report was written (the issue's day, from a dateline on the dateline's), as far as known.

    told_year, told_month, told_day: of the last date read, for a bare month or day after it. told_in_print: whether that year was printed
    and not only understood: 同年 is the year that one has read. told_far: whether a sentence has ended since. day_cert, month_cert, year_cert: how doubtful each is:
    of a doubtful day the year is sure, except at its turn.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    told_year: int | None = None
    told_month: int | None = None
    told_day: int | None = None
    day_cert: Certainty = None
    month_cert: Certainty = None
    year_cert: Certainty = None
    told_in_print: bool = False
    told_far: bool = False

    @classmethod
    def of(cls, issue_date: IssueDate | None) -> Context:
        """What an article starts with. Bounds alone give year and month."""
        if issue_date is None:
            return cls()
        if issue_date.when:
            year, month, day = _parts(issue_date.when)
            cert: Certainty = "low" if issue_date.cert == "low" else "medium" if issue_date.cert == "medium" else None
            of_month: Certainty = cert if _at_turn_of_month(year, month, day) else None
            return cls(year, month, day, None, None, None, cert, of_month, of_month if _at_turn_of_year(month) else None)
        bounds = [_parts(bound) for bound in (issue_date.not_before, issue_date.not_after) if bound]
        if not bounds:
            return cls()
        return cls(*bounds[0][:2], None, None, None, None, *_doubts(bounds, issue_date))

    def next(self, text: str, spans: tuple[Span, ...]) -> Context:
        """What the following passage of the article is read against, after this passage with what find_spans found in it.

        A bare day or month of a new paragraph means the time of the news again, unless what was told before is as recent.
        """
        context = self
        for span in spans:
            if span.tag == "date":
                context = context.after(span, text)
        return context.fresh()

    def after(self, span: Span, text: str) -> Context:
        """What the rest of the same passage is read against."""
        said = dict(span.attributes)
        if _is_of_years(said):  # 80年代 is many years: none of them is told of
            return self
        value = said.get("when") or said.get("to") or said.get("from")
        # 1997年初 tells of that year; 年初 is the report's own and tells nothing
        if value is None and text[span.start] not in "年月今本" and said.get("notBefore", "")[:4] == said.get("notAfter", "-")[:4]:
            value = said["notBefore"][:4]
        if value is None or value[0] == "-":
            return self
        year, month, day = _parts(value)
        if FILED.match(text, span.end) and day is not None:
            sure = self.year_cert  # the dateline prints day and month
            return Context(year, month, day, None, None, None, sure, sure, sure)
        printed = bool(_YEAR_IN_PRINT.search(text, span.start, span.end)) or (self.told_in_print and year == self.told_year)
        if month is not None:
            return replace(self, told_year=year, told_month=month, told_day=day, told_in_print=printed, told_far=False)
        opens = span.start == 0 or text[span.start - 1] in "。\u3000"
        if opens and not text.startswith(("以来", "至"), span.end):  # a sentence that opens with a year tells of that year
            return replace(self, told_year=year, told_month=None, told_day=None, told_in_print=printed, told_far=False)
        return self

    def beyond(self, text: str, start: int, end: int) -> Context:
        """What stands behind [start, end) is read against, where start is the end of the last date."""
        return replace(self, told_far=True) if not self.told_far and _SENTENCE_ENDS.search(text, start, end) else self

    @property
    def told_for_days(self) -> bool:
        """Whether a bare day is of the month told of: a month alone speaks for its own sentence, a day goes on (28日…。30日…)."""
        return self.told_month is not None and (self.told_day is not None or not self.told_far)

    def fresh(self) -> Context:
        """Without what was told of times long past."""
        if self.told_year is None or self.year is None:
            return replace(self, told_far=True)
        ago = (self.year - self.told_year) * 12 + ((self.month or 12) - (self.told_month or 1))
        if self.told_month and abs(ago) < _RECENT and self.told_year == self.year:
            return replace(self, told_far=True)
        return replace(self, told_year=None, told_month=None, told_day=None, told_in_print=False, told_far=True)

    @property
    def today(self) -> datetime.date | None:
        """The day of the report; None where it is not known to the day."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day)

    def year_for(self, month: int) -> int | None:
        """The year of a month that is printed without one: that of the dates told before, else the one nearest to the report.

        News looks back: a month more than four ahead of the report is last year's, and one told in December of January the next.
        """
        if self.told_year is not None:
            return self.told_year
        if self.year is None or self.month is None:
            return self.year
        if month - self.month > _AHEAD:
            return self.year - 1
        return self.year + 1 if self.month - month >= _TURN else self.year

    def year_of_two_digits(self, value: int, chinese: bool) -> int | None:
        """28年 and 98年 with a month behind: of the Republic in its papers, of the century in later ones."""
        if self.year is None:
            return None
        if self.year < 1950:
            republic = value + 1911
            return republic if abs(self.year - republic) <= 40 and value > 0 and (chinese or value < 40) else None
        return max(year for year in (value + century for century in (1800, 1900, 2000)) if year <= self.year + 10)


def _doubts(bounds: list[tuple[int, int | None, int | None]], given: IssueDate) -> tuple[Certainty, Certainty, Certainty]:
    """Of day, month and year: sure is what both bounds share; a lower one alone is the last day told of, a few days before the issue."""
    cert: Certainty = "low" if given.cert == "low" else "medium"
    year, month, day = bounds[0]
    if len(bounds) == 2:
        one_year, one_month = bounds[0][0] == bounds[1][0], bounds[0][:2] == bounds[1][:2]
        return cert, None if one_month and month else cert, None if one_year else "low"
    if given.not_before is None or cert == "low":  # the year itself was guessed
        return cert, cert, cert
    late = month is None or day is None or day > calendar.monthrange(year, month)[1] - _NEAR
    return cert, cert if late else None, cert if late and month in (None, 12) else None


def _at_turn_of_month(year: int, month: int | None, day: int | None) -> bool:
    """Whether a day that is a few days off may be of another month; so may one that is not known."""
    return month is None or day is None or not _NEAR < day <= calendar.monthrange(year, month)[1] - _NEAR


def _at_turn_of_year(month: int | None) -> bool:
    return month in (None, 1, 12)


def _is_of_years(said: dict[str, str]) -> bool:
    bounds = [said.get(name, "") for name in (("from", "to") if "from" in said else ("notBefore", "notAfter"))]
    return all(re.fullmatch(r"\d{4}", bound) for bound in bounds) and bounds[0] != bounds[1]


_YEAR_IN_PRINT = re.compile(r"年|[歲岁]|\d{4}")
_SENTENCE_ENDS = re.compile("[。！？]")
_AHEAD = 4
_TURN = 11  # in December, 1月 is next month


def _parts(iso: str) -> tuple[int, int | None, int | None]:
    parts = [number(part) or 0 for part in iso.split("-")[:3]]
    return parts[0], parts[1] if len(parts) > 1 else None, parts[2] if len(parts) > 2 else None
