"""Several issues published together: their list, their calendar, the way from one to the next. And the lines of an article as they were read."""

from __future__ import annotations

from functools import partial

import pytest
from lxml import etree, html
from publish_reference import EVERY, GOLDEN, XML_ID, T, bare, html_articles, tei, tei_articles

from converter.publish import make_site, publish
from converter.storage.spool import Spool

MODEL_LIKE = GOLDEN / "lvliang-2020-12" / "lvliang-2020-12.xml"


def issue(name: str, date: str, paper: str = "样报") -> bytes:
    header = f"<title>{paper}</title><imprint><date when='{date}'/></imprint>"
    content = tei('<div type="article" xml:id="a1"><head>题</head><p>见<persName>甲</persName></p></div>', header=header)
    return content.replace(b"<TEI ", f'<TEI xml:id="{name}" '.encode()).replace(
        "<title>样报</title></t".encode(), f"<title>{name}</title></t".encode()
    )


def calendar(*issues: tuple[str, str]) -> dict[str, list[list[str]]]:
    """Weeks of each month of the calendar: days as text, with the address of their issue."""
    page = html.fromstring(publish([issue(*one) for one in issues])["index.html"])
    return {
        table.findtext("caption"): [
            [day.text_content() + "".join(f" {href}" for href in day.xpath("a/@href")) for day in week] for week in table.xpath("tbody/tr")
        ]
        for table in page.xpath("//*[@class='calendar']//table")
    }


def test_the_calendar_has_the_months_with_issues_and_leads_to_them() -> None:
    months = calendar(("x1", "2021-02-28"), ("x2", "2021-03-01"), ("x3", "2021-05-03"))
    assert list(months) == ["2021年2月", "2021年3月", "2021年5月"]
    february, march, _ = months.values()
    assert len(february) == 4  # it began on a Monday
    assert february[0] == ["1", "2", "3", "4", "5", "6", "7"]
    assert february[-1][-1] == "28 x1/index.html"
    assert march[0][0] == "1 x2/index.html"
    assert march[-1] == ["29", "30", "31", "", "", "", ""]


def test_a_day_of_several_issues_leads_to_the_list() -> None:
    files = publish([issue("x1", "2021-02-01"), issue("x2", "2021-02-02"), issue("x3", "2021-02-02")])
    page = html.fromstring(files["index.html"])
    assert page.xpath("//table//a/@href") == ["x1/index.html", "#day-2021-02-02"]
    assert page.get_element_by_id("day-2021-02-02").xpath(".//a/@href") == ["x2/index.html"]


def test_many_years_are_opened_by_the_reader() -> None:
    page = html.fromstring(publish([issue(f"x{year}", f"{year}-05-04") for year in (1919, 1920, 1921)])["index.html"])
    assert [text.strip() for text in page.xpath("//details[@class='calendar']/summary/text()")] == [
        "1919年，1期",
        "1920年，1期",
        "1921年，1期",
    ]


@pytest.mark.parametrize("date", ["2021-02", "2021-02-30", "9999-12-31", "0001-01-01", "", "x"])
def test_an_issue_without_a_day_of_the_calendar_is_in_the_list_alone(date: str) -> None:
    files = publish([issue("x1", date), issue("x2", "2021-02-02")])
    page = html.fromstring(files["index.html"])
    assert not page.xpath("//table")
    assert page.xpath("//ol//a/@href") == ["x2/index.html", "x1/index.html"]


def test_issues_stand_by_their_days_in_whatever_order_they_were_named() -> None:
    issues = [issue("x3", "2021-02-03"), issue("x1", "2021-02-01"), issue("x2", "2021-02-02"), issue("x4", "2021-02-02")]
    files = publish(issues)
    assert html.fromstring(files["index.html"]).xpath("//main//ol//a/@href") == [f"{name}/index.html" for name in ("x1", "x2", "x4", "x3")]
    mentions = html.fromstring(files["names/persons.html"]).xpath("//ul[@class='mentions']//a/@href")
    assert [href.split("/")[1] for href in mentions] == ["x1", "x2", "x4", "x3"]
    assert html.fromstring(files["x2/index.html"]).xpath("//nav[@class='pager']/a/@href") == ["../x1/index.html", "../x4/index.html"]


def test_each_issue_leads_to_those_beside_it() -> None:
    files = publish([issue(name, f"2021-02-0{n}") for n, name in enumerate(("x1", "x2", "x3"), 1)])
    found = {
        name: [
            (a.get("rel"), a.get("href"), a.xpath("string(span[2])"))
            for a in html.fromstring(files[f"{name}/index.html"]).xpath("//nav[@class='pager']/a")
        ]
        for name in ("x1", "x2", "x3")
    }
    assert found["x1"] == [("next", "../x2/index.html", "x2")]
    assert found["x2"] == [("prev", "../x1/index.html", "x1"), ("next", "../x3/index.html", "x3")]
    assert found["x3"] == [("prev", "../x2/index.html", "x2")]
    assert b'class="pager"' not in publish([issue("x1", "2021-02-01")])["index.html"]


def test_an_index_over_several_newspapers_is_of_none_of_them() -> None:
    for other, said in (("样报", "样报"), ("别报", "各期")):
        page = html.fromstring(publish([issue("x1", "2021-02-01"), issue("x2", "2021-02-02", other)])["names/persons.html"])
        assert page.xpath("string(//p[@class='paper'])") == said


def test_an_index_over_several_languages_says_of_each_text_its_own() -> None:
    french = tei(
        '<div type="article" xml:id="a1"><head type="main">La ville</head><p><persName>Jean</persName> arrive.</p></div>', language="fr"
    )
    chinese = tei('<div type="article" xml:id="a1"><head type="main">城里</head><p><persName>王志</persName>来了。</p></div>')
    page = html.fromstring(publish([french, chinese])["names/persons.html"])
    told = [
        (link.text_content(), link.xpath("string(ancestor-or-self::*[@lang][1]/@lang)")) for link in page.xpath("//li[@class='entry']//a")
    ]
    assert told == [("La ville", "fr"), ("Jean arrive.", "fr"), ("城里", "zh-Hans"), ("王志来了。", "zh-Hans")]
    names = page.xpath("//li[@class='entry']/h3/span[@lang]")
    assert [(name.text, name.get("lang")) for name in names] == [("Jean", "fr"), ("王志", "zh-Hans")]


# --- lines as they were read ----------------------------------------------------------------------


def rows(page: bytes) -> list[tuple[str, str, str]]:
    """Number, line as read, line in the edition with the names of its marks; a line that is the same on both sides has one text."""
    found = []
    for row in html.fromstring(page).xpath("//details[@class='source-lines']//tbody/tr"):
        number, *cells = (etree.tostring(cell, encoding="unicode", method="text", with_tail=False) for cell in row)
        for mark in row.xpath("td[2]/*"):
            cells[1] += f" {mark.tag}:{mark.text or mark.get('data-mark')}"
        found.append((number, cells[0], cells[-1]))
    return found


def read(lines: str, body: str) -> list[tuple[str, str, str]]:
    source = f'<sourceDoc><surface xml:id="p1" n="1">{lines}</surface></sourceDoc>'
    content = tei(f'<pb n="1"/><div type="article" xml:id="a1">{body}</div>').replace(b"<text ", f"{source}<text ".encode())
    assert html_articles(publish([content])) == tei_articles(content)  # the lines stand outside of the text
    return rows(publish([content])["a1.html"])


def test_what_became_of_a_line_is_seen_beside_it() -> None:
    lines = '<line xml:id="l1" n="1">转型 新路，</line><line xml:id="l2" n="2">吕梁吕梁</line><line xml:id="l3" n="3">己经 好</line><line xml:id="l4" n="4"> 同。 </line>'
    body = (
        '<p><lb corresp="#l1"/>转型<gap reason="lost-glyph" unit="chars" quantity="2"/>新路，<lb break="no" corresp="#l2"/>吕梁<surplus>吕梁</surplus>'
        '<lb break="no" corresp="#l3"/><choice><sic>己</sic><corr>已</corr></choice>经好<lb break="no" corresp="#l4"/>同。</p>'
    )
    assert read(lines, body) == [
        ("1", "转型 新路，", "转型新路， span:□□"),
        ("2", "吕梁吕梁", "吕梁吕梁 del:吕梁"),
        ("3", "己经 好", "己已经好 del:己 ins:已"),
        ("4", " 同。 ", " 同。 "),
    ]


def test_a_part_of_a_line_is_shown_as_that_part() -> None:
    lines = '<line xml:id="l1" n="7"><seg xml:id="l1-1">图说。</seg> <seg xml:id="l1-2">甲 摄</seg></line>'
    body = '<figure><ab type="caption"><lb corresp="#l1-1"/>图说。</ab><byline rend="credit"><lb corresp="#l1-2"/>甲摄</byline></figure>'
    assert read(lines, body) == [("7", "图说。", "图说。"), ("7", "甲 摄", "甲摄")]


def test_a_character_that_html_is_not_to_have_is_told_by_its_code() -> None:
    lines = '<line xml:id="l1" n="1">坐如\uf999瓣</line><line xml:id="l2" n="2">cafe\u0301 \uf999</line>'
    body = '<p><lb corresp="#l1"/>坐如蓮瓣<lb corresp="#l2"/>café 蓮!</p>'
    source = f'<sourceDoc><surface xml:id="p1" n="1">{lines}</surface></sourceDoc>'
    content = tei(f'<pb n="1"/><div type="article" xml:id="a1">{body}</div>').replace(b"<text ", f"{source}<text ".encode())
    page = publish([content])["a1.html"]
    assert rows(page) == [("1", "坐如蓮瓣", "坐如蓮瓣"), ("2", "café 蓮", "café 蓮!")]
    glyphs = html.fromstring(page).xpath("//span[@class='glyph']")
    assert [(glyph.text, glyph.get("title").split("：")[1]) for glyph in glyphs] == [
        ("蓮", "U+F999"),
        ("é", "U+0065 U+0301"),
        ("蓮", "U+F999"),
    ]


def test_furniture_between_the_lines_is_none_of_them() -> None:
    lines = '<line xml:id="l1" n="1">前</line><line xml:id="l2" n="2">第2版</line><line xml:id="l3" n="3">后</line>'
    body = '<p><lb corresp="#l1"/>前<fw type="folio"><lb corresp="#l2"/>第2版</fw><lb break="no" corresp="#l3"/>后</p>'
    assert read(lines, body) == [("1", "前", "前"), ("3", "后", "后")]


def test_each_line_of_the_example_is_shown_with_its_article() -> None:
    root = etree.parse(MODEL_LIKE).getroot()
    files = publish([MODEL_LIKE])
    lines = {line.get(XML_ID): bare("".join(line.itertext())) for line in root.iter(f"{T}line", f"{T}seg")}
    seen = 0
    for article in root.iter(f"{T}div"):
        if article.get("type") == "article":
            expected = [lines[lb.get("corresp")[1:]] for lb in article.iter(f"{T}lb") if not any(True for _ in lb.iterancestors(f"{T}fw"))]
            assert [bare(text) for _, text, _ in rows(files[f"{article.get(XML_ID)}.html"])] == expected
            seen += len(expected)
    assert seen > 200


def test_a_file_without_lines_has_no_such_view() -> None:
    assert not any(b"source-lines" in body for path, body in publish([EVERY]).items() if path.endswith(".html"))


class Held(bytes):
    """Bytes that count how many of them there are."""

    now = most = given = 0

    def __init__(self, _: bytes) -> None:
        Held.now += 1
        Held.given += 1
        Held.most = max(Held.most, Held.now)

    def __del__(self) -> None:
        Held.now -= 1


def test_no_two_files_are_held_at_once() -> None:
    contents = [issue(f"n{n}", f"2020-12-0{n}") for n in range(1, 6)]
    site = make_site([partial(Held, content) for content in contents], files=Spool())
    assert site.files == publish(contents)
    assert Held.given == 10  # each is read twice: for what all pages tell, and for its own
    assert Held.most <= 2  # the next is read before the last is let go


def test_lines_name_the_page_as_it_is_numbered() -> None:
    surfaces = "".join(
        f'<surface xml:id="p{n}" n="{n}"><line xml:id="p{n}-l1" n="1">{text}</line></surface>' for n, text in ((1, "新桥"), (2, "通车。"))
    )
    body = '<p><lb corresp="#p1-l1"/>新桥<pb break="no" n="3" facs="#p2"/><lb break="no" corresp="#p2-l1"/>通车。</p>'
    content = tei(f'<pb facs="#p1"/><div type="article" xml:id="a1">{body}</div>')
    page = publish([content.replace(b"<text ", f"<sourceDoc>{surfaces}</sourceDoc><text ".encode())])["a1.html"]
    assert [number for number, *_ in rows(page)] == ["第1版 1", "第3版 1"]


def test_files_with_one_id_are_told() -> None:
    made = make_site([issue("x1", "2021-02-01"), issue("x1", "2021-02-02")])
    assert [(notice.code, notice.where) for notice in made.notices] == [("W-PUB-09", "TEI file 2")]
    assert "issue-2-x1/index.html" in made.files
