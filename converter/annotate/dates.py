"""Takes the text of a passage and what its dates are to be read against, gives its dates, measures and numbers with their values.

One pass for dates (from left to right, the longest first), one for quantities in what is left. `Context` carries year and month through
an article: `context = Context.of(issue_date)`, then for each passage `spans = find_spans(text, context)` and
`context = context.next(text, spans)`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from converter.annotate.amounts import narrow
from converter.annotate.bounds import bounded
from converter.annotate.context import Context
from converter.annotate.date_grammar import AFTER, NO_DAY_OF_OURS, POINT, TO
from converter.annotate.date_reading import doubt, period
from converter.annotate.measures import find_measures
from converter.annotate.old_years import find_old_years
from converter.annotate.periods import Bound, Period
from converter.annotate.refusals import is_age
from converter.dates import find_dates as find_printed
from converter.model import Span

__all__ = ["Context", "find_dates", "find_spans", "find_western"]

_FULL_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")


def find_spans(text: str, context: Context) -> tuple[Span, ...]:
    """The dates, measures and numbers of one passage in order, not overlapping. Never raises.

    date: @when, or @from and @to, or @notBefore and @notAfter, ISO 8601; cert where it is read against a doubtful issue date.
    measure and num: see measures.find_measures.
    """
    text = narrow(text)
    dates = tuple(find_dates(text, context))
    measures = tuple(bounded(text, span) for span in find_measures(text, dates, context.year))
    return tuple(sorted((*dates, *measures), key=lambda span: span.start)) if dates and measures else dates or measures


def find_dates(text: str, context: Context) -> Iterator[Span]:
    """The dates of narrow text. A date that cannot be completed (3月 where no year is known) is not marked."""
    sure = _in_order([*find_western(text), *_old(text), *_listed(text)])
    position = told_at = 0
    while match := POINT.search(text, position):
        start = match.start()
        position = max(match.end(), position + 1)
        while sure and sure[0].end <= start:
            context, told_at = context.after(sure[0], text), sure[0].end
            yield sure.pop(0)
        if sure and sure[0].start < match.end():
            position = max(start + 1, min(position, sure[0].end))
            continue
        if NO_DAY_OF_OURS.search(text, max(0, start - 6), start):
            continue
        context = context.beyond(text, told_at, start)
        span = _span(text, match, context)
        if span is None:
            continue
        position = told_at = span.end
        context = context.after(span, text)
        yield span
    yield from sure


def find_western(text: str) -> list[Span]:
    """Dates with Western signs or words (2020-12-18, 7. December 1858), of which converter.dates knows how they look."""
    if not _FULL_YEAR.search(text):
        return []
    return [
        Span(date.start, date.end, "date", (("when", date.iso),))
        for date in find_printed(text)
        if date.iso and not any(sign in date.text for sign in "年月日")
    ]


def _listed(text: str) -> Iterator[Span]:
    """1993、1994年: 年 stands behind the last of a list alone. 1920年代 is ten years."""
    for match in _DECADE.finditer(text) if "年代" in text else ():
        yield Span(match.start(), match.end(), "date", (("from", match["first"]), ("to", match["first"][:3] + "9")))
    for match in _LISTED.finditer(text) if "、" in text and "年" in text else ():
        yield Span(match.start(), match.end(), "date", (("when", match[0]),))


_DECADE = re.compile(r"(?<![\d.])(?P<first>(?:1[5-9]|20)\d0)年代")
_LISTED = re.compile(r"(?<![\d.])(?:19|20)\d\d(?=、(?:(?:19|20)\d\d、)*(?:19|20)\d\d年)")


def _distance(found: Period) -> int:
    """Days from the first to the last of a month."""
    return int(found.last[8:]) - int(found.first[8:])


_DAYS_APART = re.compile("(?P<first>.+?[日号號])[、和].+")


def _old(text: str) -> Iterator[Span]:
    """Years before 1500 and of the old eras, which say all by themselves."""
    for start, end, found in find_old_years(text):
        bound, after = _bound(text, end)
        yield Span(start, after, "date", found.attributes(bound))


def _in_order(spans: list[Span]) -> list[Span]:
    """From left to right; of two that overlap the one that begins first, the longer of two that begin together."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not out or span.start >= out[-1].end:
            out.append(span)
    return out


def _span(text: str, match: re.Match[str], context: Context) -> Span | None:
    found = period(match, context)
    if found is None or (match["full_year"] and not match["month"] and is_age(text, match.start(), match.end("full_year") + 1)):
        return None
    end = match.end()
    if (
        (match["first_day"] or match["bare_first"])
        and (apart := _DAYS_APART.fullmatch(match[0]))
        and len(found.first) == 10
        and _distance(found) > 1
    ):
        found, end = Period(found.first, found.first), match.start() + apart.end("first")  # 1日、3日 are two days
    second = _range_end(text, end, found, context)
    if second:
        found, end = second
    bound, end = _bound(text, end)
    return Span(match.start(), end, "date", found.attributes(bound), None, doubt(match, context))


def _bound(text: str, end: int) -> tuple[Bound, int]:
    """What 以来, 前 or 后 behind a date make of it, and where they end."""
    after = AFTER.match(text, end)
    if after is None:
        return "when", end
    return "from" if after["since"] else "before" if after["before"] else "after", after.end()


def _range_end(text: str, end: int, first: Period, context: Context) -> tuple[Period, int] | None:
    """10月1日至7日, 2014年—2020年: the second date completes itself from the first."""
    sign = TO.match(text, end)
    match = POINT.match(text, sign.end()) if sign else None
    if match is None:
        return None
    told = context.after(Span(0, 0, "date", (("when", first.first),)), "")
    last = period(match, told)
    if last is None or (len(first.first), first.first) == (len(last.last), last.last) or first.first > last.last:
        return None
    return Period(first.first, last.last), match.end()
