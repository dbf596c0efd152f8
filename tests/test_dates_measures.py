"""The dates and measures of running text: two tables of cases that anyone can extend, what an article carries on, and what always holds."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converter.annotate.amounts import AMOUNT, amount, narrow
from converter.annotate.dates import Context, find_spans
from converter.dates import is_date
from converter.metadata import IssueDate
from converter.model import Span
from converter.numerals import number

CASES = Path(__file__).parent / "cases"
TABLES = ("dates.tsv", "measures.tsv")
NEWS = Context.of(IssueDate(when="2021-03-05"))


def rows(name: str) -> list[tuple[int, str]]:
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    return [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]


def read(row: str, where: str) -> tuple[str, str, str]:
    """Text, issue date and expectation of a row; says what is wrong with one that is none."""
    cells = row.split("\t")
    if len(cells) == 2:
        cells.append("")
    if len(cells) != 3:
        raise ValueError(f"{where}: a row has three cells parted by tabs (text, issue date, expected), this one has {len(cells)}")
    text, date, expected = cells
    if date != "-" and not is_date(date):
        raise ValueError(f"{where}: the issue date is written 2021-03-05, 2021-03 or - (not known), not {date!r}")
    for part in filter(None, expected.split("; ")):
        printed, sign, value = part.partition("=")
        if not sign or not value or printed not in text:
            raise ValueError(f"{where}: {part!r} is not written expression=value with an expression that stands in the text")
    return text, date, expected


def shown(text: str, spans: tuple[Span, ...]) -> str:
    """Spans as the tables write them."""
    out = []
    for span in spans:
        said = dict(span.attributes)
        if span.tag == "date":
            value = said.get("when") or (
                f"{said.get('from', '')}/{said.get('to', '')}"
                if "from" in said or "to" in said
                else f"{said.get('notBefore', '')}~{said.get('notAfter', '')}"
            )
        else:
            bounds = f"{said.get('atLeast', '')}~{said['atMost']}" if "atMost" in said else f">={said.get('atLeast')}"
            value = " ".join(filter(None, (said.get("quantity") or said.get("value") or bounds, said.get("unit"))))
        out.append(f"{text[span.start : span.end]}={value}")
    return "; ".join(out)


@pytest.mark.parametrize("table", TABLES)
def test_cases(table: str) -> None:
    wrong = []
    for n, row in rows(table):
        text, date, expected = read(row, f"{table}, line {n}")
        found = shown(text, find_spans(text, Context.of(None if date == "-" else IssueDate(when=date))))
        if found != expected:
            wrong.append(f"{table}, line {n}: {text}\n  expected {expected or 'nothing'}\n  found    {found or 'nothing'}")
    assert not wrong, "\n".join(wrong)


def test_there_are_enough_cases_and_each_stands_once() -> None:
    every = [tuple(read(row, name)[:2]) for name in TABLES for _, row in rows(name)]
    assert len(every) >= 200
    assert len(set(every)) == len(every)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("一句话", "three cells"),
        ("3月5日\t2021-13-05\t3月5日=2021-03-05", "issue date"),
        ("3月5日\t2021-03-05\t3月5日", "expression=value"),
        ("3月5日\t2021-03-05\t3月6日=2021-03-06", "stands in the text"),
    ],
)
def test_a_row_that_is_none_is_told(row: str, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        read(row, "dates.tsv, line 7")


def test_an_article_carries_year_and_month_on() -> None:
    context = Context.of(IssueDate(when="2021-01-02"))
    dateline = "新华社北京12月30日电"
    spans = find_spans(dateline, context)
    context = context.next(dateline, spans)
    assert shown(dateline, spans) == "12月30日=2020-12-30"
    assert shown("记者31日获悉", find_spans("记者31日获悉", context)) == "31日=2020-12-31"
    assert shown("昨天", find_spans("昨天", context)) == "昨天=2020-12-29"
    assert shown("今年", find_spans("今年", context)) == "今年=2020"


def test_a_new_paragraph_comes_back_from_times_long_past() -> None:
    told = "1998年6月3日，他参军。8日，他到了部队"
    spans = find_spans(told, NEWS)
    assert shown(told, spans) == "1998年6月3日=1998-06-03; 8日=1998-06-08"
    assert shown("4日，座谈会召开", find_spans("4日，座谈会召开", NEWS.next(told, spans))) == "4日=2021-03-04"


@pytest.mark.parametrize(
    ("issue", "certs"),
    [
        (IssueDate(when="2021-03-15"), [None, None, None, None, None]),
        # a doubtful day is some other day of the month: only near the turns can it be another month or year
        (IssueDate(when="2021-03-15", cert="low"), [None, None, None, None, "low"]),
        (IssueDate(when="2021-03-05", cert="medium"), [None, None, None, "medium", "medium"]),
        (IssueDate(when="2021-01-02", cert="low"), [None, "low", "low", "low", "low"]),
        (IssueDate(not_before="2021-03-04", cert="medium", evidence="internal"), [None, None, None, None]),
        (IssueDate(not_before="2021-03-30", cert="medium", evidence="internal"), [None, None, None, "medium"]),
        (IssueDate(not_before="2020-12-30", cert="medium", evidence="internal"), [None, "medium", "medium", "medium"]),
        (IssueDate(not_before="2021-03-04", cert="low", evidence="internal"), [None, "low", "low", "low"]),
        (IssueDate(not_before="2021-03-04", not_after="2021-03-09", cert="medium"), [None, None, None, None]),
        (IssueDate(not_before="2020-12-30", not_after="2021-01-04", cert="medium"), [None, "low", "low", "medium"]),
    ],
)
def test_a_relative_date_is_as_doubtful_as_the_unit_that_it_needs(issue: IssueDate, certs: list[str | None]) -> None:
    text = "2019年5月，去年3月，今年，本月4日，昨日"
    assert [span.cert for span in find_spans(text, Context.of(issue))] == certs


def test_a_dateline_makes_a_doubtful_day_sure() -> None:
    text = "新华社北京3月12日电 今天，会议召开"
    assert [span.cert for span in find_spans(text, Context.of(IssueDate(when="2021-03-15", cert="low")))] == [None, None]


def test_what_is_marked_passes_the_checks_of_the_schema() -> None:
    """Values agree with converter.validate.values, and the attributes are never mixed."""
    from converter.validate.document import TEI, Document
    from converter.validate.schematron import failures
    from converter.validate.values import check

    text_element = etree.Element(f"{{{TEI}}}TEI", nsmap={"tei": TEI})
    paragraph = etree.SubElement(etree.SubElement(text_element, f"{{{TEI}}}text"), f"{{{TEI}}}p")
    marked = 0
    for name in TABLES:
        for n, row in rows(name):
            text, date, _ = read(row, f"{name}, line {n}")
            for span in find_spans(text, Context.of(None if date == "-" else IssueDate(when=date))):
                element = etree.SubElement(paragraph, f"{{{TEI}}}{span.tag}", dict(span.attributes))
                element.text = text[span.start : span.end]
                marked += 1
                said = {key for key, _ in span.attributes}
                allowed = ({"when"}, {"from"}, {"to"}, {"from", "to"}, {"notBefore"}, {"notAfter"}, {"notBefore", "notAfter"})
                assert span.tag != "date" or said in allowed
                assert span.tag != "date" or all(is_date(value.removeprefix("-")) for _, value in span.attributes), (text, span)
                assert span.tag != "measure" or " " not in dict(span.attributes)["unit"]
    assert marked > 200
    tree = etree.ElementTree(text_element)
    assert [str(found) for found in check(Document("cases", etree.tostring(text_element), tree))] == []
    about_values = [str(found) for found in failures(tree) if any(f"E-SCH-7{n}" in str(found) for n in range(8))]
    assert about_values == []


@pytest.mark.parametrize(
    ("first", "last", "in_order"),
    [("-0201", "0008", True), ("-0474", "-0220", True), ("-0220", "-0474", False), ("0008", "-0201", False), ("0618", "0907", True)],
)
@pytest.mark.parametrize(("start", "end"), [("from", "to"), ("notBefore", "notAfter")])
def test_years_before_our_era_go_forwards(first: str, last: str, in_order: bool, start: str, end: str) -> None:
    from converter.validate.document import TEI
    from converter.validate.schematron import failures

    root = etree.Element(f"{{{TEI}}}TEI", nsmap={"tei": TEI})
    date = etree.SubElement(etree.SubElement(root, f"{{{TEI}}}text"), f"{{{TEI}}}date", {start: first, end: last})
    date.text = "那时"
    backwards = [str(found) for found in failures(etree.ElementTree(root)) if "E-SCH-71" in str(found) or "E-SCH-72" in str(found)]
    assert (not backwards) is in_order


@given(st.integers(min_value=0, max_value=99_999_999))
def test_numerals_there_and_back(value: int) -> None:
    assert number(_chinese(value)) == value


@given(st.integers(min_value=11, max_value=99_999_999).filter(lambda value: value % 10 and value % 100 > 20))
def test_amounts_in_both_scripts_are_the_same(value: int) -> None:
    for figure in (str(value), "".join(chr(ord("０") + int(digit)) for digit in str(value)), f"{value:,}", _chinese(value)):
        match = AMOUNT.match(narrow(figure))
        assert match is not None
        found = amount(match)
        assert found is not None
        assert (found.low, found.high, found.end) == (Decimal(value), None, len(figure))


@given(
    st.text(
        alphabet=st.sampled_from(
            "一二三十百千万亿零两廿0123456789０９.·,%％年月日号底初前后以来至-—、个元多余半数几近分之点旬世纪代今去明昨上季度“十四五”期间第省民国 　\ufffc电。"
        ),
        max_size=40,
    )
)
def test_spans_are_in_order_and_never_overlap(text: str) -> None:
    at = 0
    for span in find_spans(text, NEWS):
        assert at <= span.start < span.end <= len(text)
        assert text[span.start : span.end].strip() == text[span.start : span.end]
        assert span.attributes
        at = span.end


@given(st.text(max_size=60))
def test_no_text_is_refused(text: str) -> None:
    assert find_spans(text, Context()) is not None
    assert find_spans(text, Context.of(IssueDate(when="2020-02-29"))) is not None


def test_a_long_row_of_figures_takes_no_longer_than_its_length() -> None:
    """What a hostile text repeats: nothing in the grammar goes back over it again and again."""
    from time import process_time

    def seconds(text: str) -> float:
        start = process_time()
        find_spans(text, NEWS)
        return process_time() - start

    for piece in ("一", "1", "十", "1年", "1至", "三、", "千万", "1,111", "5月1日3元", "“三次”", "三分之一", "半年"):
        assert seconds(piece * 8000) < 4, piece


def _chinese(value: int) -> str:
    """The plain way to write a whole number below a hundred million."""
    high, low = divmod(value, 10_000)
    if high:
        return _chinese(high) + "万" + ("" if not low else ("零" if low < 1000 else "") + _chinese(low))
    if value < 10:
        return "零一二三四五六七八九"[value]
    out, gap = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            out += ("零" if gap and out else "") + "零一二三四五六七八九"[digit] + sign
            gap = False
        else:
            gap = True
    return out
