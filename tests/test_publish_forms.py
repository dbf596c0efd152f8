"""Plain text and Markdown: the words of the TEI, each of them, in its order, and no other; what Markdown would read as a sign stays a word."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from markdown_it import MarkdownIt
from publish_reference import EVERY, GOLDEN, bare, html_articles, tei, tei_articles

from converter.inputs import load
from converter.pipeline import convert_sources
from converter.publish import make_site
from converter.readers import Source

FILES = sorted([EVERY, *GOLDEN.glob("*/*.xml")])
SEEDS = ("seed/*.txt", "jingbao/*.raw.txt", "rebuilt/*.txt", "rebuilt/*.pdf", "luxembourg/*.raw.txt", "luxembourg/*-mets.xml")


def chained(articles: dict[str, str], source: bytes) -> dict[str, str]:
    """The text of each article's page: an article that jumps is one."""
    whole = dict(articles)
    for name, before in re.findall(r'<div[^>]*xml:id="([^"]+)"[^>]*prev="#([^"]+)"', source.decode()):
        if name in whole:
            whole[before] += whole.pop(name)
    return whole


def rendered(markdown: bytes) -> html.HtmlElement:
    """As a reader of CommonMark with tables sees it, without the facts in front."""
    _, facts, body = markdown.decode().split("---\n", 2)
    assert facts
    return html.fromstring(f"<div>{MarkdownIt('commonmark').enable('table').render(body)}</div>")


def texts(source: Path | bytes) -> dict[str, str]:
    files = make_site([source], form="text").files
    return {name.removesuffix(".txt"): bare(body.decode()) for name, body in files.items() if name != "index.txt"}


def markdowns(source: Path | bytes) -> dict[str, str]:
    files = make_site([source], form="markdown").files
    return {
        name.removesuffix(".md"): bare(rendered(body).text_content())
        for name, body in files.items()
        if name.endswith(".md") and name != "index.md"
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_file_has_the_text_of_its_div(path: Path) -> None:
    expected = chained(tei_articles(path.read_bytes()), path.read_bytes())
    assert expected
    assert texts(path) == expected
    assert markdowns(path) == expected


@pytest.mark.shared
@pytest.mark.parametrize("pattern", SEEDS)
def test_html_text_and_markdown_of_every_development_page_have_the_text_of_the_tei(pattern: str, shared: Path) -> None:
    pages = sorted((shared / "pages").glob(pattern))
    assert pages
    for page in pages:
        source = convert_sources(load([page])).tei
        articles = tei_articles(source)
        assert html_articles(make_site([source]).files) == articles
        expected = chained(articles, source)
        assert texts(source) == expected
        assert markdowns(source) == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_issue_holds_its_articles_and_what_no_article_holds(path: Path) -> None:
    whole = make_site([path], form="text").files["index.txt"].decode()
    assert all(body.decode().strip() in whole for name, body in make_site([path], form="text").files.items() if name != "index.txt")
    if path == EVERY:
        assert "遗失声明。" in whole
        assert "零散文字\n又一行" in whole


def one(content: str, form: str = "text", language: str = "zh-Hans", **params: str) -> str:
    suffix = {"text": "txt", "markdown": "md"}[form]
    source = tei(f'<div type="article" xml:id="a1">{content}</div>', language=language)
    return make_site([source], form=form, params=params).files[f"a1.{suffix}"].decode()  # type: ignore[arg-type]


def test_no_blank_stands_between_han_characters() -> None:
    found = one('<p>省<lb/>委<persName>楼<lb break="no"/>阳生</persName>\n  讲话</p>')
    assert found == "省委楼阳生讲话\n"


def test_words_of_other_scripts_keep_their_blanks() -> None:
    assert one("<p>the<lb/>old\n  <persName>John\n  Smith</persName></p>", language="en") == "the old John Smith\n"
    assert one('<p>a</p><byline rend="run-in">(by B)</byline>', language="en") == "a (by B)\n"


def test_a_run_in_dateline_and_byline_stand_in_their_paragraph() -> None:
    run_in = '<dateline rend="run-in">本报讯</dateline><byline rend="run-in">（记者 甲）</byline><p>正文。</p><byline rend="run-in">（乙）</byline>'
    assert one(run_in) == "本报讯（记者 甲）正文。（乙）\n"
    listed = '<dateline rend="run-in">本报讯</dateline><p>如下：<list><item>一</item><item>二</item></list>完</p>'
    assert one(listed) == "本报讯\n\n如下：\n\n一\n二\n\n完\n"


def test_a_lost_character_has_a_sign_only_on_demand() -> None:
    lost = '<p>转型<gap reason="lost-glyph" unit="chars" quantity="2"/>新路</p>'
    assert one(lost) == "转型新路\n"
    assert one(lost, lost="□") == "转型□□新路\n"


def test_lists_quotations_tables_and_verse_are_such_in_markdown() -> None:
    content = (
        "<head>题</head><p>说：<quote><p>甲</p><p>乙</p></quote></p><list><item>一<list><item>子</item></list></item><item>二</item></list>"
        "<lg><l>山高</l><l>路远</l></lg><table><row><cell>站|元</cell></row><row><cell>1</cell><cell>2</cell></row></table>"
    )
    page = rendered(one(content, "markdown").encode())
    assert [e.text for e in page.iter("h1")] == ["题"]
    assert [p.text for p in page.iterfind(".//blockquote/p")] == ["甲", "乙"]
    assert [bare(item.text_content()) for item in page.iterfind("./ul/li")] == ["一子", "二"]
    assert page.find("./ul/li//li") is not None
    assert page.find(".//br") is not None
    assert [[cell.text or "" for cell in row] for row in page.iterfind(".//tbody/tr")] == [["站|元", ""], ["1", "2"]]


def test_the_facts_in_front_are_quoted() -> None:
    found = one('<head>他说"好\\坏": 对</head><byline><persName>王一</persName></byline><p>文</p>', "markdown")
    assert found.startswith(
        '---\ntitle: "他说\\"好\\\\坏\\": 对"\nauthor:\n  - "王一"\nid: "a1"\nnewspaper: "样报"\nlang: "zh-Hans"\n---\n\n# 他说'
    )


SIGNS = st.text(alphabet="*_`#<>&|[]()!~\\+-=:.0123456789$甲乙a “”", min_size=1, max_size=30).filter(lambda text: text.strip())
CONTENTS = ("<p>{}</p>", "<head>{}</head><p>文</p>", '<head type="deck">{}</head>', "<ab>{}<lb/>{}</ab>", "<list><item>{}</item></list>",
            "<table><row><cell>{}</cell><cell>{}</cell></row></table>", "<lg><l>{}</l><l>{}</l></lg>", "<quote><p>{}</p></quote>")  # fmt: skip


@given(SIGNS, st.sampled_from(CONTENTS))
def test_what_looks_like_a_sign_of_markdown_is_read_as_it_stands(text: str, content: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    body = content.format(escaped, escaped)
    expected = bare(html.fromstring(f"<div>{body}</div>").text_content())
    assert bare(rendered(one(body, "markdown").encode()).text_content()) == expected


def test_the_length_of_a_block_has_no_limit() -> None:
    """A stylesheet that calls itself once a line, a sign or a sibling is stopped at some thousands."""
    run = "字<lb break='no'/>" * 3500
    lines = "行<lb/>" * 3500
    cells = "<cell>1</cell>" * 3500
    content = f'<p>{run}<list><item>项</item></list>{run}</p><ab>{lines}末</ab><table><row>{cells}</row></table><p>失<gap reason="lost-glyph" unit="chars" quantity="999"/></p>'
    plain = one(content, lost="□")
    assert plain.count("字") == 7000
    assert plain.count("行\n") == 3500
    assert "失" + "□" * 999 in plain
    assert "字项字" in plain.replace("\n", "")
    page = rendered(one(content, "markdown").encode())
    assert len(page.findall(".//br")) == 3500
    assert len(page.findall(".//td")) == 3500
    assert bare(page.text_content()).count("字") == 7000


def test_several_files_have_a_folder_each_and_bytes_are_the_same_from_run_to_run() -> None:
    both = [EVERY, *sorted(GOLDEN.glob("lvliang*/*.xml"))]
    files = make_site(both, form="markdown").files
    assert "sample-1999-05-04/a1.md" in files
    assert "sample-1999-05-04/index.md" in files
    assert files == make_site(both, form="markdown").files


def test_a_form_of_converted_text_carries_no_mark_of_ours() -> None:
    source = convert_sources([Source("page.txt", "记者 王一 从会上获悉一事。\n".encode())]).tei
    assert texts(source)
    assert not re.search("[<>]", "".join(texts(source).values()))
