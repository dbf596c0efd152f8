"""Takes the headers of several issues; gives the page that lists them, with a calendar where their days are known. Promises: their order is kept."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from lxml import etree

from converter.publish.html5 import document
from converter.publish.reading import EDITION, TEI
from converter.publish.stylesheets import own_stylesheet, run

_T = {"t": TEI[1:-1]}


@dataclass(frozen=True, slots=True)
class Listed:
    """What the header of an issue tells. href: the address of its page; title: '' where none is told, as paper and language; articles: their number."""

    href: str
    title: str
    paper: str
    language: str
    articles: str
    day: date | None


def listed(href: str, root: etree._Element) -> Listed:
    """root: the TEI element of the issue."""
    articles = root.xpath("string(t:teiHeader/t:fileDesc/t:extent/t:measure[@unit='article']/@quantity)", namespaces=_T)
    return Listed(href, _title(root), _paper(root), _language(root), str(articles), issue_day(root))


def issue_list(issues: Sequence[Listed], params: Mapping[str, str]) -> bytes:
    """The page, as HTML."""
    told = {"paper": common_newspaper(issues), "lang": issues[0].language}
    holder = etree.Element("issues", told, {"ed": EDITION[1:-1]})
    days: dict[date, list[str]] = {}
    for one in issues:
        issue = etree.SubElement(holder, "issue", {"href": one.href, "title": one.title or one.href, "articles": one.articles})
        if one.day:
            issue.set("date", one.day.isoformat())
            if one.day not in days:
                issue.set("id", f"day-{one.day.isoformat()}")
            days.setdefault(one.day, []).append(one.href)
    if len(days) > 1:
        _add_calendar(holder, days)
    result, _ = run(own_stylesheet("issues.xsl"), holder, params, where="the list of issues")
    return document(result.getroot())


def issue_day(root: etree._Element) -> date | None:
    """The day of the issue, where the header tells it and no other."""
    found = root.xpath("string(t:teiHeader/t:fileDesc/t:sourceDesc//t:monogr/t:imprint/t:date[@when][1]/@when)", namespaces=_T)
    try:
        day = date.fromisoformat(str(found)[:10]) if len(str(found)) >= 10 else None
    except ValueError:  # 2021-02-30
        return None
    return day if day and 1 < day.year < 9999 else None  # a calendar shows days of the years beside it, too


def neighbours(issues: Sequence[Listed], n: int) -> dict[str, str]:
    """For the nth of the issues the addresses and titles of those before and after it, as parameters of xslt/html.xsl."""
    told: dict[str, str] = {}
    for name, at in (("before", n - 1), ("after", n + 1)):
        if 0 <= at < len(issues):
            told |= {name: f"../{issues[at].href}", f"{name}-title": issues[at].title or issues[at].href}
    return told


def common_newspaper(issues: Sequence[Listed]) -> str:
    """The title of the newspaper of which all are issues; '' where they are of several, or no header tells."""
    told = {one.paper for one in issues} - {""}
    return told.pop() if len(told) == 1 else ""


def _paper(root: etree._Element) -> str:
    return str(root.xpath("normalize-space(t:teiHeader/t:fileDesc/t:sourceDesc//t:monogr/t:title)", namespaces=_T))


def _title(root: etree._Element) -> str:
    return str(root.xpath("normalize-space(t:teiHeader/t:fileDesc/t:titleStmt/t:title[@type='main' or not(@type)])", namespaces=_T))


def _language(root: etree._Element) -> str:
    """Of the text, else the last that the header names."""
    return str(root.xpath("string((t:teiHeader//t:langUsage/t:language/@ident | t:text/@xml:lang)[last()])", namespaces=_T))


def _add_calendar(holder: etree._Element, days: Mapping[date, Sequence[str]]) -> None:
    """ed:year, ed:month, ed:week, ed:day: the months that have issues. A day of several issues leads to the first of them in the list."""
    weeks = calendar.Calendar(firstweekday=calendar.MONDAY)  # ISO 8601, and the calendars of Chinese newspapers
    for year, of_year in groupby(sorted(days), key=lambda day: day.year):
        year_element = etree.SubElement(holder, EDITION + "year", {"n": f"{year:04d}"})
        issues = 0
        for month, of_month in groupby(of_year, key=lambda day: day.month):
            issues += sum(len(days[day]) for day in of_month)
            element = etree.SubElement(year_element, EDITION + "month", {"date": f"{year:04d}-{month:02d}"})
            for week in weeks.monthdatescalendar(year, month):
                row = etree.SubElement(element, EDITION + "week")
                for day in week:
                    _add_day(row, day, days.get(day, ()) if day.month == month else None)
        year_element.set("issues", str(issues))


def _add_day(row: etree._Element, day: date, hrefs: Sequence[str] | None) -> None:
    """hrefs: of its issues; None for a day of another month."""
    element = etree.SubElement(row, EDITION + "day")
    if hrefs is not None:
        element.set("n", str(day.day))
    if hrefs:
        element.set("date", day.isoformat())
        element.set("href", hrefs[0] if len(hrefs) == 1 else f"#day-{day.isoformat()}")
