"""Inference: what mastheads, page lines and datelines tell, how sure it is, and what is left out where nothing tells it."""

from __future__ import annotations

from dataclasses import replace
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.dates import is_date
from converter.inference import CODES, infer
from converter.metadata import Certainty, Fact, IssueDate, Metadata, Newspaper, Rights
from converter.model import Article, Byline, Dateline, Font, Furniture, Layout, Line, Page, Paragraph, Passage, Section
from converter.notices import Notice

PAGES = Path(__file__).parents[1].parent / "shared" / "pages"
BODY = ["昨日全市召开工作会议，部署下一阶段任务。", "会议要求各县区抓紧落实，确保取得实效。"] * 8


def page(*lines: str, n: int = 1) -> Page:
    return Page(f"p{n}", n, tuple(Line(f"p{n}-l{i}", i, text) for i, text in enumerate(lines, 1)))


def told(*pages: Page, stated: Metadata | None = None, layouts: tuple[Layout, ...] = ()) -> tuple[Metadata, dict[str, Notice]]:
    known, notices = infer(stated or Metadata(), pages, layouts)
    assert {notice.code for notice in notices} <= set(CODES)
    assert all(notice.hint for notice in notices)
    return known, {notice.code: notice for notice in notices}


def read(value: str, cert: Certainty) -> Fact:
    return Fact(value, cert, "internal")


# --- printed -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "iso", "text", "title", "label"),
    [
        ("2 要闻 2025年10月20日 星期一 人民日报", "2025-10-20", "2025年10月20日", "人民日报", "2"),
        ("中華民國二十八年四月廿二日　晶報　星期六　第七版", "1939-04-22", "中華民國二十八年四月廿二日", "晶報", "7"),
        ("大同日报 二〇一九年三月五日 星期二 第03版", "2019-03-05", "二〇一九年三月五日", "大同日报", "3"),
        ("A12 体育新闻 2019 年 3 月 5 日 星期二 新民晚报", "2019-03-05", "2019年3月5日", "新民晚报", "A12"),
        ("2019年3月5日 星期二 副刊 8", "2019-03-05", "2019年3月5日", None, "8"),
        ("12要闻 2025年10月20日 星期一 人民日报", "2025-10-20", "2025年10月20日", "人民日报", "12"),
    ],
)
@pytest.mark.parametrize("foot", [True, False])
def test_a_page_line_with_its_weekday_is_certain(line: str, iso: str, text: str, title: str | None, label: str, foot: bool) -> None:
    known, notices = told(page(*BODY, line) if foot else page(line, *BODY))
    assert known.date == IssueDate(when=iso, text=text, cert="high", evidence="internal")
    assert known.newspaper.title == (read(title, "high") if title else None)
    assert known.page_labels == (("p1", label),)
    assert ("W-META-06" in notices) is (title is None)
    assert "I-META-09" not in notices


def test_a_masthead_of_several_lines() -> None:
    masthead = [
        "晶報",
        "The Crystal",
        "中華郵政登記證第二九九號",
        "◀第三千七百九十五號▶",
        "中華民國貳拾捌年四月廿一日　星期五　今日八版　創於民國八年三月三日",
    ]
    known, notices = told(page(*masthead, *BODY))
    assert known.date == IssueDate(when="1939-04-21", text="中華民國貳拾捌年四月廿一日", cert="high", evidence="internal")
    assert known.newspaper.title == read("晶報", "medium")
    assert known.issue == read("3795", "medium")
    assert known.pages_total == 8
    assert known.page_labels == (("p1", "1"),)  # the front page prints no number
    assert "I-META-09" not in notices
    without_title = told(page(*masthead[1:], *BODY))[1]
    assert without_title["I-META-09"].where == "p1"


def test_the_serial_number_of_a_chinese_paper_is_read() -> None:
    masthead = ["清河日报", "2022年9月23日 星期五", "国内统一连续出版物号 CN 41-0099"]
    assert told(page(*masthead, *BODY))[0].newspaper.cn == read("CN 41-0099", "high")
    assert told(page("CN 41-0099", "CN 41-0098", *BODY), page("CN 41-0097", n=2))[0].newspaper.cn is None
    stated = Metadata(newspaper=Newspaper(cn=Fact("CN 11-0001")))
    assert told(page(*masthead, *BODY), stated=stated)[0].newspaper.cn == Fact("CN 11-0001")


@pytest.mark.parametrize(
    "text", ["Mercredi 4 mars 2021 - Nº 24 613", "Mittwoch, 3. März 2021, Nr. 24.613", "No. 24\u202f613 — Wednesday, 3 March 2021"]
)
def test_thousands_of_an_issue_number_are_parted_in_several_ways(text: str) -> None:
    known, _ = told(page(text, "Text of the page."))
    assert known.issue
    assert known.issue.value == "24613"


@pytest.mark.parametrize(
    ("lines", "volume"),
    [
        (("34. Jahrgang · Nr. 210", "Mittwoch, 3. März 2021"), "34"),
        (("Mercredi 4 mars 2021 — 80ᵉ année — Nº 24 613",), "80"),
        (("VOL. XII. EASTON, FRIDAY, MAY 4, 1894. NO. 26",), "XII"),
        (("Mittwoch, 15. Mai 1929. 4. Jahrg.",), "4"),
        (("Anno XXV - N. 12", "Mercoledì 3 marzo 2021"), "XXV"),
        (("Mittwoch, 3. März 2021", "Im 34. Jahrgang der Schule"), None),  # a headline
        (("Mercoledì 3 marzo 2021", "Anno di crisi"), None),
        (("34. Jahrgang", "Text"), None),  # no day near: nothing says that it is the paper's
    ],
)
def test_the_volume_stands_in_the_page_line_or_by_itself_beside_the_day(lines: tuple[str, ...], volume: str | None) -> None:
    assert told(page(*lines, *["Text of the page."] * 30))[0].volume == (read(volume, "high") if volume else None)


def test_two_volumes_are_none() -> None:
    first, second = (page(f"Mittwoch, 3. März 2021. {n}. Jahrgang", "Text", n=n) for n in (1, 2))
    assert told(first, second)[0].volume is None


def test_a_western_masthead() -> None:
    known, _ = told(
        page(
            "Nr. 288.— Dinstag, 7. Dezember 1858.",
            "Trierer Anzeiger",
            "Erscheint täglich. Preis 2 Thaler.",
            *["Der Rath hat beschlossen."] * 20,
        )
    )
    assert known.date == IssueDate(when="1858-12-07", text="7. Dezember 1858", cert="high", evidence="internal")
    assert known.newspaper.title == read("Trierer Anzeiger", "medium")
    assert known.issue == read("288", "high")
    assert known.language
    assert known.language.value == "de"


@pytest.mark.parametrize(
    ("masthead", "second", "label"),
    [
        (("清河日报", "2022年9月23日 星期五", "第8587期 今日8版"), "3", "1"),
        (("清河日报", "2022年9月23日 星期五", "国内统一连续出版物号 CN 41-0099"), "2", "1"),
        (("清河日报", "2022年9月23日 星期五"), "2", None),  # a running title may stand so
        (("2022年9月23日 星期五 清河日报 第8587期",), "2", None),  # a page line
        (("清河日报", "2022年9月23日 星期五", "第8587期"), "1", None),  # another has the number
        (("清河日报", "2022年9月23日 星期五", "第8587期"), "A2", None),
        (("清河日报", "2022年9月23日 星期五", "第8587期"), "146", None),
    ],
)
def test_a_masthead_makes_the_first_page_page_one(masthead: tuple[str, ...], second: str, label: str | None) -> None:
    first, other = page(*masthead, *BODY), replace(page(*BODY, n=2), label=second)
    assert told(first, other)[0].page_labels == ((("p1", label),) if label else ()) + (("p2", second),)


def test_furniture_is_read_wherever_it_stands() -> None:
    middle = page(*BODY, "2019年3月5日，大同日报社出版，总编辑王某某", *BODY)
    assert told(middle)[0].date is None
    layout = Layout((), (Furniture("folio", Passage.of(middle.lines[16]), "p1"),))
    assert told(middle, layouts=(layout,))[0].date == IssueDate(when="2019-03-05", text="2019年3月5日", cert="medium", evidence="internal")


def test_the_day_on_which_a_letter_was_signed_is_not_that_of_the_issue() -> None:
    letter = page("读者来信", *BODY[:2], "赵小川", "2019年3月5日")
    *_, name, day = letter.lines
    signed = (Byline(Passage.of(name)), Dateline(Passage.of(day)))
    layouts = [Layout((Article("a1", "article", "p1", sections=(Section(closing=closing),)),)) for closing in (signed, signed[1:])]
    stated = Metadata(date=IssueDate(when="2019-03-09"))
    assert ["W-META-05" in told(letter, stated=stated, layouts=(layout,))[1] for layout in layouts] == [False, True]
    assert [told(letter, layouts=(layout,))[0].date is None for layout in layouts] == [True, False]


def test_dates_of_the_text_are_not_the_date_of_the_issue() -> None:
    known, notices = told(page("会议于2019年3月5日召开，", "2019年3月5日，全市召开动员大会，", "会议决定，2019年3月6日 星期三", *BODY))
    assert known.date is None
    assert "2019" in notices["W-META-01"].message


def test_a_wrong_weekday_makes_the_date_doubtful() -> None:
    known, notices = told(page("2025年10月20日 星期三 人民日报", *BODY))
    assert known.date == IssueDate(when="2025-10-20", text="2025年10月20日", cert="low", evidence="internal")
    assert notices["W-META-03"].where == "p1-l1"


def test_pages_that_disagree_are_told_and_the_better_support_wins() -> None:
    first, second = page("2025年10月20日 星期一 人民日报", *BODY), page("2025年10月26日 星期一 人民日报", *BODY, n=2)
    known, notices = told(first, second)
    assert known.date == IssueDate(when="2025-10-20", text="2025年10月20日", cert="medium", evidence="internal")
    assert "2025年10月26日 (p2-l1)" in notices["W-META-04"].message
    assert known.newspaper.title == read("人民日报", "high")


def test_two_pages_with_one_number_keep_neither() -> None:
    line = "5 要闻 2025年10月20日 星期一 人民日报"
    known, notices = told(page(line, *BODY), page(line, *BODY, n=2))
    assert known.page_labels == ()
    assert "p1, p2" in notices["I-META-09"].message


def test_reports_are_no_papers() -> None:
    assert told(page("工作简报", "2025年10月20日 星期一 要闻简报", *BODY))[0].newspaper.title is None


# --- stated ------------------------------------------------------------------------------------


def test_what_was_stated_is_not_changed() -> None:
    stated = Metadata(
        newspaper=Newspaper(Fact("大众日报")),
        date=IssueDate(when="2025-10-20"),
        issue=Fact("7"),
        pages_total=4,
        page_labels=(("p1", "A1"),),
        rights=Rights(status="free"),
        language=Fact("zh"),
    )
    known, notices = told(page("5 要闻 2025年10月20日 星期一 人民日报 第12345期 今日8版", *BODY), stated=stated)
    assert set(notices) == {"W-META-13"}  # told, as the page is of another paper
    assert known == Metadata(
        **{**{name: getattr(stated, name) for name in stated.__slots__}, "date": IssueDate(when="2025-10-20", text="2025年10月20日")}
    )


@pytest.mark.parametrize(
    ("stated", "fits"),
    [
        (IssueDate(when="2025-10-20"), True),
        (IssueDate(when="2025-10"), True),
        (IssueDate(not_before="2025-10-01", not_after="2025-10"), True),
        (IssueDate(not_before="2025"), True),
        (IssueDate(when="2025-10-21"), False),
        (IssueDate(not_before="2025-11"), False),
        (IssueDate(not_after="2025-09"), False),
    ],
)
def test_a_stated_date_is_compared_with_the_printed_one(stated: IssueDate, fits: bool) -> None:
    known, notices = told(page("2025年10月20日 星期一 人民日报", *BODY), stated=Metadata(date=stated))
    assert ("W-META-05" not in notices) is fits
    assert known.date
    assert (known.date.when, known.date.not_before, known.date.cert) == (stated.when, stated.not_before, None)


# --- bounds from the text ----------------------------------------------------------------------


@pytest.mark.parametrize("stated", [IssueDate(when="1998-01-22"), IssueDate(when="1998-01"), IssueDate(not_before="1998-01-20")])
def test_a_wrong_weekday_is_told_whoever_said_the_day(stated: IssueDate) -> None:
    wrong = page("1998年1月22日 星期三 第2版 河滨日报", *BODY)  # a Thursday
    known, notices = told(wrong, stated=Metadata(date=stated))
    assert notices["W-META-03"].where == "p1-l1"
    assert "W-META-05" not in notices
    assert known.date is not None
    assert (known.date.when, known.date.not_before, known.date.cert) == (stated.when, stated.not_before, None)


def test_a_right_weekday_of_a_stated_day_is_no_doubt() -> None:
    right, wrong = (page(f"1998年1月22日 星期{day} 第{n}版 河滨日报", *BODY, n=n) for n, day in enumerate("四三", 1))
    stated = Metadata(date=IssueDate(when="1998-01-22"))
    assert not {"W-META-03", "W-META-05"} & told(right, stated=stated)[1].keys()
    assert "W-META-03" not in told(right, wrong, stated=stated)[1]  # one of them is misprinted, and the other says which
    assert (
        "W-META-03" not in told(wrong, stated=Metadata(date=IssueDate(when="1998-01-21")))[1]
    )  # the weekday is right, the day was corrected


def test_each_page_is_compared_with_the_stated_day() -> None:
    first, second = page("1998年1月22日 星期四 第1版", *BODY), page("1998年1月23日 星期五 第2版", *BODY, n=2)
    assert told(first, second, stated=Metadata(date=IssueDate(when="1998-01-22")))[1]["W-META-05"].where == "p2-l1"


@pytest.mark.parametrize(("label", "total", "doubt"), [("9", 8, True), ("8", 8, False), ("A9", 8, False), ("9", None, False)])
def test_a_page_number_above_the_count_of_pages_is_doubtful(label: str, total: int | None, doubt: bool) -> None:
    stated = Metadata(pages_total=total, page_labels=(("p1", label),))
    known, notices = told(page(*BODY), stated=stated)
    assert ("W-META-11" in notices) is doubt
    assert known.page_labels == stated.page_labels


def bound(*lines: str) -> tuple[IssueDate | None, dict[str, Notice]]:
    known, notices = told(page(*lines, *BODY))
    return known.date, notices


def test_the_last_dateline_in_the_last_year_spoken_of_is_the_earliest_day() -> None:
    date, notices = bound(
        "本报讯 （记者 王某） 3 月 4",
        "日，记者从市公安局获悉，",
        "（本报记者李某 通讯员张某）3月5日，县里召开会议。",
        "自2021年以来，成效明显。",
        "到2025年建成，2035年远景目标",
    )
    assert date == IssueDate(not_before="2021-03-05", text="2021-03", cert="medium", evidence="internal")
    message = notices["W-META-02"].message
    assert "3月5日 (p1-l3)" in message
    assert "2021年 (p1-l4)" in message
    assert 'date = "' in (notices["W-META-02"].hint or "")


def test_one_dateline_alone_is_less_sure() -> None:
    date, _ = bound("新华社北京3月5日电 2021年以来，各地推进改革。")
    assert date == IssueDate(not_before="2021-03-05", text="2021-03", cert="low", evidence="internal")


def test_a_dateline_with_its_year() -> None:
    date, _ = bound("新华社北京2021年3月5日电 各地推进改革。")
    assert date == IssueDate(not_before="2021-03-05", text="2021-03", cert="medium", evidence="internal")


def test_a_leap_day_in_a_common_year_bounds_by_its_month() -> None:
    date, _ = bound("本报讯（记者 王某）2月29日，县里召开会议。", "自2021年以来，成效明显。")
    assert date
    assert date.not_before == "2021-02"


LINES = st.text(alphabet="2019年一十月日1２第廿版期號星二 本报讯（记者）电，。人民日报晶報在自将 NRr.:7mailJ", max_size=30)


@given(st.lists(LINES, max_size=8))
def test_whatever_is_inferred_is_a_date_and_says_so(lines: list[str]) -> None:
    known, notices = told(page(*lines))
    assert ("W-META-01" in notices) is (known.date is None)
    if known.date:
        assert known.date.evidence == "internal"
        assert all(is_date(value) for value in (known.date.when, known.date.not_before) if value)
        assert (known.date.when is None) is ("W-META-02" in notices)


@pytest.mark.parametrize("coming", ["将于3月9日", "3月9日将", "定于3月9日", "截止到3月9日前完成"])
def test_days_to_come_bound_nothing(coming: str) -> None:
    date, _ = bound("本报讯（记者 王某）3月5日，县里召开会议。", f"本报讯（记者 李某）{coming}举行比赛。", "自2021年以来")
    assert date
    assert date.not_before == "2021-03-05"


def test_at_the_turn_of_the_year_january_is_later_than_december() -> None:
    date, _ = bound("本报讯（记者 王某）12月30日，县里召开会议。", "本报讯（记者 李某）1月2日，举行比赛。", "在2021年到来之际")
    assert date
    assert date.not_before == "2021-01-02"


@pytest.mark.parametrize(
    ("lines", "known"),
    [
        (("本报讯（记者 王某）3月5日，县里召开会议。",), "a dateline speaks of 3月5日, no year is told"),
        (("自2021年以来，成效明显。",), "the last year that the text speaks of is 2021, no day is told"),
        (("谋划2022年工作",), "no date is printed"),
    ],
)
def test_half_a_date_is_none(lines: tuple[str, ...], known: str) -> None:
    date, notices = bound(*lines)
    assert date is None
    assert notices["W-META-01"].message.endswith(known)


# --- title and the rest ------------------------------------------------------------------------


def test_a_paper_named_by_its_own_people_is_a_guess() -> None:
    known, notices = told(page("从2017年起，大同日报社驻浑源", "县某村第一书记李某已经在村里", *BODY))
    assert known.newspaper.title == read("大同日报", "low")
    assert notices["W-META-07"].where == "p1-l1"
    assert 'title = "大同日报"' in (notices["W-META-07"].hint or "")


def test_two_papers_are_none() -> None:
    known, notices = told(page("大同日报社驻村工作队", "新华社、山西日报记者采访", *BODY))
    assert known.newspaper.title is None
    assert "大同日报" in notices["W-META-06"].message
    assert "山西日报" in notices["W-META-06"].message


def test_a_quoted_paper_is_no_title() -> None:
    assert told(page("据《参考消息》报道，人民日报发表评论", *BODY))[0].newspaper.title is None


def test_an_empty_page_says_what_to_add() -> None:
    known, notices = told(page(""))
    assert known.date is None
    assert {"W-META-01", "W-META-06", "W-META-08", "I-META-09", "I-META-10"} == set(notices)


def test_every_code_says_what_it_means_and_what_to_do() -> None:
    for code, (meaning, remedy) in CODES.items():
        assert code[:7] in ("W-META-", "I-META-")
        assert meaning.endswith((".", '"'))
        assert len(remedy) > 10


# --- real pages --------------------------------------------------------------------------------


def real(path: Path) -> Page:
    return page(*path.read_text(encoding="utf-8").split("\n"))


@pytest.mark.shared
@pytest.mark.skipif(not PAGES.is_dir(), reason="the development pages are not beside the project")
@pytest.mark.parametrize(
    ("pattern", "day"),
    [("rebuilt/rmrb_{}_p*.txt", "2025-10-20"), ("jingbao/zh_jingbao_{}_p*.txt", None), ("luxembourg/lux*_{}_*.txt", "1858-12-07")],
)
def test_the_day_of_real_pages(pattern: str, day: str | None) -> None:
    files = sorted(PAGES.glob(pattern.format("*")))
    assert files
    for file in files:
        known, _ = told(real(file))
        assert known.date, file.name
        assert known.date.when == (day or file.name.split("_")[2]), file.name
        assert known.date.cert == "high"
        assert known.newspaper.title, file.name


def test_the_example_page_has_a_bound_and_no_day() -> None:
    example = Path(__file__).parents[1] / "examples" / "lvliang-2020-12" / "page-01.txt"
    known, notices = told(real(example))
    assert known.date == IssueDate(not_before="2020-12-19", text="2020-12", cert="medium", evidence="internal")
    assert "12月19日" in notices["W-META-02"].message
    assert known.newspaper.title == read("吕梁日报", "low")


# --- numbers of other pages, and names in large type -----------------------------------------------


def sized(page: Page, *sizes: float) -> Page:
    """The first lines in these sizes, the rest in 9 points."""
    return replace(
        page, lines=tuple(replace(line, font=Font(size)) for line, size in zip_longest(page.lines, sizes, fillvalue=9.0) if line)
    )


def of(page: Page, kind: str, *numbers: int) -> Furniture:
    return Furniture(kind, Passage.of(*(page.lines[n - 1] for n in numbers)), page.id)


@pytest.mark.parametrize("jump", ["（上接第一版）会议强调，要抓好落实。", "（上接 第一版）会议强调", "（下转第四版）", "详见第三版"])
def test_a_jump_line_does_not_number_its_page(jump: str) -> None:
    known, notices = told(page("2023年10月18日　星期三", jump, *BODY))
    assert known.page_labels == ()
    assert notices["I-META-09"].where == "p1"


def test_a_box_of_contents_does_not_number_its_page() -> None:
    known, _ = told(page("2023年10月18日　星期三", "导读", "新规实施", "2版", "球赛开战", "7版", *BODY))
    assert known.page_labels == ()
    one = page("2023年10月18日　星期三", "新规实施", "2版", *BODY)
    box = Article("x1", "contents", "p1", sections=(Section(blocks=(Paragraph(Passage.of(*one.lines[1:3])),)),))
    assert told(one)[0].page_labels == (("p1", "2"),)  # alone, and of no box: that of the page
    assert told(one, layouts=(Layout((box,)),))[0].page_labels == ()


@pytest.mark.parametrize(("line", "label"), [("2要闻", "2"), ("要闻 12", "12"), ("A3·体育", "A3"), ("7", "7"), ("2要闻部讯十则合刊", None)])
def test_a_folio_apart_from_the_date(line: str, label: str | None) -> None:
    one = page(line, "2023年10月18日　星期三", *BODY)
    layout = Layout((), (of(one, "folio", 1),))
    assert dict(told(one, layouts=(layout,))[0].page_labels).get("p1") == label
    assert told(one)[0].page_labels == ()  # nothing says that it is a folio


@pytest.mark.parametrize(
    "line", ["VOL. XII. EASTON, FRIDAY, MAY 4, 1894. NO. 26", "Mittwoch, 15. Mai 1929. 4. Jahrg.", "FRIDAY, MAY 4, 1894. PRICE 3d."]
)
def test_other_figures_of_a_page_line_do_not_number_the_page(line: str) -> None:
    known, _ = told(page(line, "Text of the page."))
    assert known.date is not None
    assert known.page_labels == ()


def test_the_largest_line_of_a_masthead_is_the_name() -> None:
    text = ["The men walked out on Monday."] * 12
    one = sized(page("The Eastern Lamp", "LEEDS, THURSDAY, APRIL 6, 1961", "EVERY DAY", "STRIKE BEGINS", *text), 40, 10, 10, 44)
    layout = Layout((), (of(one, "masthead", 1), of(one, "date", 2), of(one, "masthead", 3)))
    assert told(one, layouts=(layout,))[0].newspaper.title == read("The Eastern Lamp", "medium")
    assert told(one)[0].newspaper.title is None  # nothing says that it is a masthead
    running = sized(one, 14, 10, 10, 20)  # a running title: not much larger than the text
    assert told(running, layouts=(replace(layout, furniture=(of(running, "masthead", 1),)),))[0].newspaper.title is None
    alike = sized(one, 40, 10, 40, 44)  # two of one size: neither
    assert told(alike, layouts=(Layout((), (of(alike, "masthead", 1), of(alike, "masthead", 3))),))[0].newspaper.title is None


def test_a_masthead_in_the_words_of_papers_is_the_name_without_a_date_beside_it() -> None:
    one = page("Neue Rheintaler Nachrichten", "3", "Die Lawine hat zehn Häuser verschüttet.", *["Der Rath hat beschlossen."] * 20)
    layout = Layout((), (of(one, "masthead", 1), of(one, "folio", 2)))
    known, notices = told(one, layouts=(layout,))
    assert known.newspaper.title == read("Neue Rheintaler Nachrichten", "medium")
    assert "W-META-06" not in notices
    assert told(one)[0].newspaper.title is None  # a headline may read so


@pytest.mark.parametrize(("label", "told_so"), [("5", True), ("7", False), ("07", False), ("A7", False)])
def test_a_stated_page_number_that_is_not_the_printed_one_is_told(label: str, told_so: bool) -> None:
    one = page("中華民國二十八年四月廿二日　晶報　星期六　第七版", *BODY)
    known, notices = told(one, stated=Metadata(page_labels=(("p1", label),)))
    assert dict(known.page_labels)["p1"] == label
    assert ("W-META-05" in notices) is told_so
