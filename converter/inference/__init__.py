"""Takes pages and what the user stated, fills in what the pages themselves tell, with how sure that is; what they do not tell stays out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from converter.dates import PrintedDate
from converter.inference.codes import CODES
from converter.inference.contradiction import other_papers
from converter.inference.folio import Folio, read_folio
from converter.inference.running_text import Bound, RunningText
from converter.language import detect
from converter.metadata import Certainty, Fact, IssueDate, Metadata
from converter.model import Layout, Page
from converter.notices import Notice
from converter.page_numbers import sheeted

__all__ = ["CODES", "infer"]

_DATE_LINE = 'add to edition.toml, under [issue]: date = "2020-12-21"'
_COUNTED_ON = 100  # no daily issue has so many pages: from here on the numbers run through a year or volume
_TITLE_LINE = 'add to edition.toml, under [newspaper]: title = "{}"'


def infer(metadata: Metadata, pages: Sequence[Page], layouts: Sequence[Layout]) -> tuple[Metadata, tuple[Notice, ...]]:
    """The metadata with what was not stated read from the pages, and a notice for all that is doubtful or not to be told.

    layouts: of the pages, in their order; may be empty. What is read carries `cert` and evidence "internal". Nothing that was
    stated is changed; where the page prints something else, a notice says so.
    """
    folios = [read_folio(page, layout) for page, layout in zip(pages, [*layouts, *([None] * len(pages))], strict=False)]
    text = RunningText(pages)
    notices: list[Notice] = []
    known = replace(metadata, language=metadata.language or _language(pages))
    known = _with_date(known, folios, text, notices)
    known = _with_title(known, folios, text, notices)
    known = _with_numbers(known, folios, pages, notices)
    known = _with_serial(known, folios)
    known = _with_volume(known, folios)
    if known.language and known.language.cert == "low":
        notices.append(
            _notice(
                "W-META-08",
                "language",
                f"the language of the text may be {known.language.value}, but that is doubtful",
                'add to edition.toml, under [newspaper]: language = "zh-Hans"',
            )
        )
    if known.rights == type(known.rights)():
        notices.append(
            _notice(
                "I-META-10",
                "rights",
                "nothing is known about the rights in the newspaper",
                'add to edition.toml, under [rights]: statement = "http://rightsstatements.org/vocab/InC/1.0/", if that is true',
            )
        )
    return known, tuple(notices)


def _notice(code: str, where: str, message: str, hint: str) -> Notice:
    return Notice(code, where, message, hint=hint)


def _language(pages: Sequence[Page]) -> Fact:
    tag, sure = detect("\n".join(line.clean for page in pages for line in page.lines))
    return Fact(tag, "high" if sure >= 0.9 else "medium" if sure >= 0.6 else "low", "internal")


# --- date --------------------------------------------------------------------------------------


def _with_date(known: Metadata, folios: Sequence[Folio], text: RunningText, notices: list[Notice]) -> Metadata:
    printed = [(date, line) for folio in folios for date, line in folio.dates]
    if known.date is not None and (known.date.when or known.date.not_before or known.date.not_after):
        return replace(known, date=_compared(known.date, [folio.dates for folio in folios if folio.dates], notices))
    if printed:
        return replace(known, date=_printed_date(printed, notices))
    bound = text.bound()
    if isinstance(bound, Bound):
        (day, line), (year, year_line) = bound.day, bound.year
        message = (
            f"no date is printed; the last day that datelines speak of is {day} ({line}), the last year that the text speaks of {year} ({year_line}): "
            f"not before {bound.iso}"
        )
        notices.append(_notice("W-META-02", line, message, _DATE_LINE))
        return replace(known, date=IssueDate(not_before=bound.iso, text=bound.iso[:7], cert=bound.cert, evidence="internal"))
    told = [f"a dateline speaks of {bound.day}, no year is told"] if bound.day else []
    told += [f"the last year that the text speaks of is {bound.year}, no day is told"] if bound.year else []
    notices.append(_notice("W-META-01", "date", "; ".join(["no date is printed", *told]), _DATE_LINE))
    return known


def _compared(stated: IssueDate, pages: Sequence[Sequence[tuple[PrintedDate, str]]], notices: list[Notice]) -> IssueDate:
    """The stated date, with the printed words of the same day beside it. pages: the dates that each page prints.

    A page agrees where one of its dates is the stated one; a weekday that is not that of the day is told whoever said the day.
    """
    for dates in pages:
        if not any(_fits(date.iso or "", stated) for date, _ in dates):
            date, line = dates[0]
            meant = stated.when or f"{stated.not_before or '…'} to {stated.not_after or '…'}"
            message = f"the issue is said to be of {meant}, but the page prints {_words(date)} ({date.iso})"
            notices.append(_notice("W-META-05", line, message, "correct the date in edition.toml, or the option, if it is wrong there"))
    printed = [found for dates in pages for found in dates]
    wrong = [(date, line) for date, line in printed if date.weekday_agrees is False and _fits(date.iso or "", stated)]
    if wrong and not any(date.weekday_agrees and date.iso == wrong[0][0].iso for date, _ in printed):
        date, line = wrong[0]
        message = f"the printed weekday is not that of {_words(date)} ({date.iso}), the day that was stated"
        notices.append(
            _notice("W-META-03", line, message, "compare with the page; correct the date in edition.toml, or the option, if it is wrong")
        )
    same = [date for date, _ in printed if stated.when and date.iso == stated.when]
    return replace(stated, text=_words(same[0])) if same and not stated.text else stated


def _fits(iso: str, stated: IssueDate) -> bool:
    return (
        iso.startswith(stated.when or "")
        and iso >= (stated.not_before or "")
        and (not stated.not_after or iso[: len(stated.not_after)] <= stated.not_after)
    )


def _printed_date(printed: Sequence[tuple[PrintedDate, str]], notices: list[Notice]) -> IssueDate:
    """The day that the page lines support best: a weekday that agrees is worth three lines without one, a wrong one half a line."""
    support: Counter[str] = Counter()
    for date, _ in printed:
        support[str(date.iso)] += {True: 6, None: 2, False: 1}[date.weekday_agrees]
    best = max(support, key=lambda iso: (support[iso], iso))
    date, line = max(((d, at) for d, at in printed if d.iso == best), key=lambda found: bool(found[0].weekday_agrees))
    cert: Certainty = "high" if date.weekday_agrees or support[best] >= 4 else "medium"
    if date.weekday_agrees is False:
        cert = "low"
        notices.append(_notice("W-META-03", line, f"the printed weekday is not that of {_words(date)} ({best})", _DATE_LINE))
    if len(support) > 1:
        cert = "low" if cert == "low" else "medium"
        others = ", ".join(sorted({f"{_words(d)} ({at})" for d, at in printed if d.iso != best}))
        notices.append(_notice("W-META-04", line, f"the date {_words(date)} was taken, but the pages print {others} too", _DATE_LINE))
    return IssueDate(when=best, text=_words(date), cert=cert, evidence="internal")


def _words(date: PrintedDate) -> str:
    """As printed; blanks beside Han characters come from spaced setting."""
    return "".join(date.text.split()) if not date.text.isascii() and "年" in date.text else " ".join(date.text.split())


# --- title -------------------------------------------------------------------------------------


def _with_title(known: Metadata, folios: Sequence[Folio], text: RunningText, notices: list[Notice]) -> Metadata:
    paper = known.newspaper
    if paper.title is not None:
        for title, line in other_papers(paper.title.value, folios):
            message = f"the issue is said to be of {paper.title.value}, but the page names itself {title}"
            hint = "correct the title in edition.toml, or the option; a page of another paper needs an edition.toml of its own"
            notices.append(_notice("W-META-13", line, message, hint))
        return known
    support: Counter[str] = Counter()
    for folio in folios:
        for title, _, dated in folio.titles:
            support[title] += 2 if dated else 1
    if support:
        best = max(support, key=lambda title: (support[title], title))
        sure: Certainty = "high" if support[best] >= 2 and len(support) == 1 else "medium"
        return replace(known, newspaper=replace(paper, title=Fact(best, sure, "internal")))
    names = text.names()
    if names and (len(names) == 1 or names[0][1] > 2 * names[1][1]):
        name, times, line = names[0]
        message = f"no masthead is here; {name} is named as the paper of its writers ({times} time{'s' if times > 1 else ''})"
        notices.append(_notice("W-META-07", line, message, _TITLE_LINE.format(name)))
        return replace(known, newspaper=replace(paper, title=Fact(name, "low", "internal")))
    told = f"; the text names {', '.join(name for name, _, _ in names)}" if names else ""
    notices.append(_notice("W-META-06", "newspaper", f"the name of the newspaper is not printed{told}", _TITLE_LINE.format("吕梁日报")))
    return known


# --- numbers -----------------------------------------------------------------------------------


def _with_numbers(known: Metadata, folios: Sequence[Folio], pages: Sequence[Page], notices: list[Notice]) -> Metadata:
    """Page numbers, the number of the issue, the count of its pages."""
    stated = dict(known.page_labels)
    labels = {folio.page: folio.label for folio in folios if folio.label}
    times = Counter(labels.values())
    # Two pages of one issue with the same number: one of them was misread, and it cannot be told which.
    read = {page.id: page.label or labels.get(page.id) for page in pages if page.label or times[labels.get(page.id, "")] < 2}
    together = [(page.id, stated.get(page.id) or read.get(page.id)) for page in pages]
    if folios and not times[labels.get(folios[0].page, "")] and _is_front(folios[0], [label for _, label in together]):
        together[0] = (folios[0].page, "1")
    for page, label in stated.items():
        if not _same_page(label, labels.get(page, label)):
            message = f"page {page} is said to be number {label}, but prints {labels[page]}"
            notices.append(_notice("W-META-05", page, message, "correct the label of the [[page]] in edition.toml, if it is wrong there"))
    without = [page for page, label in together if not label]
    if without:
        where = without[0]
        notices.append(
            _notice(
                "I-META-09",
                where,
                f"no page number is printed on {', '.join(without)}",
                'add to edition.toml, under the [[page]]: label = "1"',
            )
        )
    numbers = Counter(folio.number[0] for folio in folios if folio.number)
    issue = known.issue
    if issue is None and len(numbers) == 1:
        ((number, count),) = numbers.items()
        dated = any(folio.number and folio.number[1] in {line for _, line in folio.dates} for folio in folios)
        issue = Fact(number, "high" if dated or count > 1 else "medium", "internal")
    totals = {folio.total for folio in folios if folio.total}
    total = known.pages_total or (totals.pop() if len(totals) == 1 else None)
    _check_total(total, together, notices)
    return replace(known, page_labels=tuple((page, label) for page, label in together if label), issue=issue, pages_total=total)


def _same_page(stated: str, printed: str) -> bool:
    """Whether two numbers may be those of one page; names, and letters that only one of them has (A2), do not contradict."""
    ours, theirs = sheeted(stated), sheeted(printed)
    if ours and theirs:
        return ours.number == theirs.number
    return not (stated.isdecimal() and printed.isdecimal()) or int(stated) == int(printed)


def _is_front(first: Folio, labels: Sequence[str | None]) -> bool:
    """Whether a first page without a number is page 1: it alone bears the paper's name on a line of its own with the number of the issue,
    the count of its pages or its serial number. labels: of all pages. Letters (A2), or numbers that count on through a year, tell that it may be another.
    """
    named = any(not in_page_line for _, _, in_page_line in first.titles) and (first.number or first.total or first.cn)
    others = [label for label in labels[1:] if label]
    return bool(named) and not labels[0] and "1" not in others and all(label.isdecimal() and int(label) < _COUNTED_ON for label in others)


def _with_serial(known: Metadata, folios: Sequence[Folio]) -> Metadata:
    """The Chinese serial number, where the pages print one and no other."""
    printed = {folio.cn for folio in folios if folio.cn}
    if known.newspaper.cn or len(printed) != 1:
        return known
    return replace(known, newspaper=replace(known.newspaper, cn=Fact(printed.pop(), "high", "internal")))


def _with_volume(known: Metadata, folios: Sequence[Folio]) -> Metadata:
    """The volume or year of its life, where the pages print one and no other; beside the day it cannot be anything else."""
    printed = {folio.volume for folio in folios if folio.volume}
    if known.volume or len(printed) != 1:
        return known
    dated = any(folio.volume and folio.dates for folio in folios)
    return replace(known, volume=Fact(printed.pop(), "high" if dated else "medium", "internal"))


def _check_total(total: int | None, labels: Sequence[tuple[str, str | None]], notices: list[Notice]) -> None:
    """A page 9 of an issue of 8: one of the two numbers is wrong. A label with letters (A5) belongs to a section and is not compared."""
    above = [(page, label) for page, label in labels if total and label and label.isascii() and label.isdecimal() and int(label) > total]
    if above:
        page, label = above[0]
        message = f"page {page} has the number {label}, but the issue is said to have {total} page{'s' * (total != 1)}"
        notices.append(_notice("W-META-11", page, message, "correct `pages` under [issue] in edition.toml, or the `label` of the [[page]]"))
