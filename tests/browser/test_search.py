"""The search page in a browser, opened from a folder: it finds what holds the words and nothing else, and says so."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any

import pytest
from publish_reference import EVERY, tei

from converter.publish import publish
from converter.publish.search import loose

pytestmark = pytest.mark.browser
Visit = Callable[..., Any]
Write = Callable[[Mapping[str, bytes]], str]

PLAIN = (
    '<pb n="1"/><div type="article" xml:id="a1" subtype="news"><head type="main">老桥通车</head><p xml:id="a1-p1">山城，<persName>王小明</persName>报道。'
    '</p><p xml:id="a1-p2">桥长8.5里，<lb break="no"/>宽三丈。全长ＡＢ型，乘<surplus>坐</surplus>车过桥。</p></div>'
    '<pb n="2"/><div type="article" xml:id="a2"><head type="main">新路</head><p xml:id="a2-p1">山、城相望，老桥<gap reason="lost-glyph" unit="chars" '
    'quantity="1"/>通车。New Road 85 里。</p></div>'
    '<div type="advertisement" xml:id="x1"><p>山城老店，\ue123记</p></div>'
)


@pytest.fixture(scope="module")
def site(written: Write) -> str:
    return written(publish([tei(PLAIN)]))


def ask(page: Any, words: str) -> list[str]:
    """The ids of what is found."""
    page.locator("[data-role=results]").evaluate("list => delete list.dataset.state")
    page.locator("input[type=search]").fill(words)
    page.locator("input[type=search]").press("Enter")
    page.wait_for_selector("[data-role=results][data-state=done]", state="attached")
    return answer(page)


def answer(page: Any) -> list[str]:
    return list(dict.fromkeys(page.locator("[data-role=results] a").evaluate_all("links => links.map(link => link.dataset.article)")))


def said(page: Any) -> str:
    text: str = page.locator("[role=status]").inner_text()
    return text


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("老桥通车", ["a1"]),  # a lost character stands between in the other
        ("山城", ["a1", "x1"]),  # 山、城 reads otherwise
        ("桥", ["a1", "a2"]),
        ("8.5", ["a1"]),
        ("里，宽", ["a1"]),
        ("乘车过桥", ["a1"]),  # what was printed twice is not read
        ("坐", []),
        ("New Road", ["a2"]),
        ("  New   Road ", ["a2"]),
        ("老 桥 通 车", ["a1"]),  # blanks between characters are nothing
        ("车山", []),  # not over the end of a headline
        ("龘", []),
        ("", []),
        ("\ue123记", ["x1"]),  # as the TEI has it
        ("〓记", ["x1"]),  # as the page shows it
        (".*", []),
        ("<i>", []),
    ],
)
def test_what_is_found_is_what_holds_the_words(visit: Visit, site: str, words: str, found: list[str]) -> None:
    assert ask(visit(f"{site}/search.html"), words) == found


def test_words_that_nothing_holds_as_they_are_are_sought_loosely_and_the_page_says_so(visit: Visit, site: str) -> None:
    page = visit(f"{site}/search.html")
    assert ask(page, "new road") == ["a2"]
    assert "没有与「new road」完全相同" in said(page)
    assert ask(page, "ab型") == ["a1"]
    assert ask(page, "相望。老桥") == ["a2"]
    assert ask(page, "龘") == []
    assert said(page) == "没有找到「龘」。"


def test_more_is_offered_where_signs_alone_keep_it_out(visit: Visit, site: str) -> None:
    page = visit(f"{site}/search.html")
    assert ask(page, "山城") == ["a1", "x1"]
    assert said(page) == "共2篇。"
    page.locator("[data-role=wider]").click()
    page.wait_for_selector("[data-role=results][data-state=done]")
    assert answer(page) == ["a1", "a2", "x1"]
    assert not page.locator("[data-role=wider]").is_visible()
    assert "loose=1" in page.url


def test_the_place_is_marked_and_its_paragraph_linked(visit: Visit, site: str) -> None:
    page = visit(f"{site}/search.html")
    ask(page, "宽三丈")
    assert page.locator("mark").all_inner_texts() == ["宽三丈"]
    assert page.locator(".snippet").inner_text() == "桥长8.5里，宽三丈。全长ＡＢ型，乘车过桥。"
    page.locator(".snippet a").click()
    page.wait_for_url("**/a1.html#a1-p2")
    page.go_back()
    page.wait_for_selector("[data-role=results][data-state=done]")
    assert answer(page) == ["a1"], "the address keeps the query"


def test_signs_and_case_aside_the_right_characters_are_marked(visit: Visit, site: str) -> None:
    page = visit(f"{site}/search.html")
    ask(page, "ab型乘")
    assert page.locator("mark").all_inner_texts() == ["ＡＢ型，乘"]


def test_filters_narrow_down_and_work_without_words(visit: Visit, site: str) -> None:
    page = visit(f"{site}/search.html")
    for field, value, found in (("page", "2", ["x1"]), ("kind", "news", ["a1"]), ("kind", "advertisement", ["x1"])):
        ask(page, "山城")
        page.locator(f"#{field}").select_option(value)
        page.wait_for_selector("[data-role=results][data-state=done]")
        assert answer(page) == found
        page.locator(f"#{field}").select_option("")
    page.locator("#person").fill("王小明")
    page.wait_for_timeout(200)
    page.wait_for_selector("[data-role=results][data-state=done]")
    assert answer(page) == ["a1"]
    assert ask(page, "") == ["a1"]
    assert page.locator("#persons option").evaluate_all("all => all.map(one => one.value)") == ["王小明"]


def test_several_issues_are_told_apart(visit: Visit, written: Write) -> None:
    page = visit(f"{written(publish([tei(PLAIN), EVERY, tei(PLAIN)]))}/search.html")
    ask(page, "宽三丈")
    links = page.locator("[data-role=results] h2 a").evaluate_all("links => links.map(link => link.getAttribute('href'))")
    assert links == ["issue-1/a1.html#a1-p2", "issue-3/a1.html#a1-p2"]
    assert page.locator("[data-role=results] h2").first.get_attribute("lang") == "zh-Hans"
    page.locator("#issue").select_option("2")
    page.wait_for_selector("[data-role=results][data-state=done]")
    page.locator(".snippet a").click()
    page.wait_for_url("**/issue-3/a1.html#a1-p2")
    assert "宽三丈" in page.locator(":target").inner_text()


def test_many_results_come_in_portions_and_from_many_parts(visit: Visit, written: Write) -> None:
    body = "".join(
        f'<div type="article" xml:id="a{n}"><head>第{n}篇</head><p>{"闲文" * 100}{"老桥" if n % 2 else "老路"}</p></div>'
        for n in range(260)
    )
    files = publish([tei(body)])
    assert sum(name.startswith("search/") for name in files) > 5
    page = visit(f"{written(files)}/search.html")
    found = ask(page, "老桥")
    assert len(found) == 50
    more = page.locator("[data-role=more]")
    for _ in range(2):
        more.click()
    assert answer(page) == [f"a{n}" for n in range(260) if n % 2]
    assert not more.is_visible()
    assert said(page) == "共130篇。"


def test_what_stands_everywhere_is_loaded_as_the_reader_goes_on(visit: Visit, written: Write) -> None:
    body = "".join(f'<div type="article" xml:id="a{n}"><p>{"闲文" * 1100}老桥</p></div>' for n in range(150))
    files = publish([tei(body)])
    parts = sum(name.startswith("search/") for name in files) - 2
    page = visit(f"{written(files)}/search.html")
    loaded = "[...document.scripts].filter(one => /search.[0-9]/.test(one.getAttribute('src'))).length"
    assert len(ask(page, "老桥")) == 50
    assert (page.evaluate(loaded), parts) == (16 + 32, 75)  # each part has two of the articles
    assert said(page) == "至少96篇。"
    more = page.locator("[data-role=more]")
    for _ in range(2):
        more.click()
        page.wait_for_selector("[data-role=results][data-state=done]")
    assert answer(page) == [f"a{n}" for n in range(150)]
    assert (said(page), page.evaluate(loaded), more.is_visible()) == ("共150篇。", parts, False)


def test_a_part_is_not_loaded_where_the_index_rules_it_out(visit: Visit, written: Write) -> None:
    body = "".join(
        f'<div type="article" xml:id="a{n}"><p>{"".join(chr(0x4E00 + 97 * n + k) for k in range(90)) * 70}</p></div>' for n in range(8)
    )
    page = visit(f"{written(publish([tei(body)]))}/search.html")
    words = "".join(chr(0x4E00 + 97 * 5 + k) for k in range(7))
    assert ask(page, words) == ["a5"]
    loaded = page.evaluate("[...document.scripts].map(one => one.getAttribute('src')).filter(src => /search.[0-9]/.test(src))")
    assert loaded == ["search/5.js"]


def test_lost_files_are_told(visit: Visit, written: Write, troubles: list[str]) -> None:
    files = publish([tei(PLAIN)])
    for lost in ("search/index.js", "search/0.js"):
        page = visit(f"{written({name: body for name, body in files.items() if name != lost})}/search.html")
        if lost == "search/0.js":
            assert ask(page, "老桥") == []
        else:
            page.wait_for_function("document.querySelector('[role=status]').textContent")
        assert said(page) == "检索文件未能载入。"
    assert all("ERR_FILE_NOT_FOUND" in trouble for trouble in troubles)
    assert len(troubles) == 2
    troubles.clear()


def test_without_scripts_the_page_leads_to_the_articles(visit: Visit, site: str) -> None:
    page = visit(f"{site}/search.html", java_script_enabled=False)
    page.locator("noscript a").click()
    page.wait_for_url("**/index.html")
    assert page.locator(".articles a").count() > 1


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_results_fit_the_screen(visit: Visit, site: str, width: int) -> None:
    page = visit(f"{site}/search.html", viewport={"width": width, "height": 700})
    ask(page, "山城")
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    smallest = page.evaluate("Math.min(...[...document.querySelectorAll('main *')].map(one => parseFloat(getComputedStyle(one).fontSize)))")
    assert smallest >= 14


def test_python_and_the_browser_make_the_same_of_every_character(visit: Visit, site: str) -> None:
    """Else the index would rule out what is there. What one of them does not know yet is left out."""
    page = visit(f"{site}/search.html")
    known = [chr(code) for code in (*range(0x20, 0xD800), *range(0xF900, 0x32000)) if unicodedata.category(chr(code)) != "Cn"]
    small = page.evaluate("chars => chars.map(char => broadsheet.loose(char))", known)
    assert len(small) > 100_000
    assert [char for char, other in zip(known, small, strict=True) if loose(char) != other] == []


def test_random_strings_of_the_text_are_found_where_they_stand(visit: Visit, written: Write) -> None:
    page = visit(f"{written(publish([EVERY]))}/search.html")
    texts = page.evaluate(
        """async () => { const rows = []; broadsheet.part = given => rows.push(...given);
        for (const n of [0]) await new Promise(done => document.head.append(Object.assign(document.createElement('script'), {src: `search/${n}.js`, onload: done})));
        return rows.map(row => [row[2], row[8]]) }"""
    )
    page.reload()
    draw = random.Random(5)
    blocks = [block for _, text in texts for block in text.split("\n") if len(block) > 2]
    for _ in range(40):
        block = draw.choice(blocks)
        start = draw.randrange(len(block) - 1)
        words = block[start : start + draw.randint(2, 5)].strip()
        if len(words) > 1:
            assert ask(page, words) == [name for name, text in texts if words in text], words
