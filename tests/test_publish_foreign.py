"""TEI that others encoded, in other habits: it is shown with all it has, and what it lacks is said."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree, html
from publish_reference import T, bare, html_articles, tei, tei_text
from test_publish_forms import markdowns, texts

from converter.errors import UnreadableError
from converter.publish import make_site
from converter.publish.other_habits import settle_habits

FOREIGN = Path(__file__).parent / "foreign"
PAGES = {
    "gazette": ["article-2.html", "article-3.html"],
    "revue": ["article-1.html", "article-4.html"],
    "shibao": ["article-1.html", "article-2.html"],
}
ARTICLES = {"gazette": f".//{T}div2[@type='article']", "revue": f".//{T}group/{T}text", "shibao": f".//{T}div[@type='article']"}


def expected(name: str) -> list[str]:
    """The words of each article as the file has them: found without a look at converter/publish."""
    found = []
    for element in etree.parse(FOREIGN / f"{name}.xml").getroot().iterfind(ARTICLES[name]):
        element.tail = None
        found.append(bare(tei_text(element)))
    return found


@pytest.mark.parametrize("name", PAGES)
def test_each_article_has_a_page_with_its_words(name: str) -> None:
    site = make_site([FOREIGN / f"{name}.xml"])
    assert [path for path in site.files if path.startswith("article") and path.endswith(".html")] == PAGES[name]
    assert list(html_articles(site.files).values()) == expected(name)


@pytest.mark.parametrize("name", PAGES)
def test_every_element_has_a_rule(name: str) -> None:
    assert [notice.message for notice in make_site([FOREIGN / f"{name}.xml"]).notices] == []


@pytest.mark.parametrize("name", PAGES)
def test_text_and_markdown_have_its_words(name: str) -> None:
    path = FOREIGN / f"{name}.xml"
    struck = "amidi"  # what was struck out is shown as such in HTML, and is no text
    wanted = [words.replace(struck, "") for words in expected(name)]
    assert list(texts(path).values()) == wanted
    assert list(markdowns(path).values()) == wanted


def test_what_is_no_article_is_on_the_page_of_the_issue() -> None:
    page = bare(html.fromstring(make_site([FOREIGN / "gazette.xml"]).files["index.html"]).text_content())
    for words in ("and Shipping List", "A word on dogs.", "shall rise up with fleas.", "Printed and published by J. Marsh"):
        assert bare(words) in page


def test_quotations_lists_tables_and_notes_are_such() -> None:
    files = make_site([FOREIGN / "gazette.xml"]).files
    pier, tides = html.fromstring(files["article-2.html"]), html.fromstring(files["article-3.html"])
    assert pier.findtext(".//h1") == "The New Pier"
    assert pier.find_class("deck")[0].text_content() == "A Stormy Meeting"
    assert len(pier.xpath("//ul/li//ul/li")) == 2
    assert pier.xpath("//span[@lang='fr']")[0].text_content().split() == ["un", "fait", "accompli"]
    assert pier.find_class("note")[0].text_content() == "The vote was 7 to 4."
    assert [th.text_content() for th in tides.iter("th")] == ["Day", "Hour"]
    assert files["article-3.txt"].decode() == "Tides\n\nHigh water\n\nDay\tHour\nFri.\t6.12\nSat.\t7.01 19.30\n"


def test_a_group_of_texts_is_a_journal_with_articles() -> None:
    files = make_site([FOREIGN / "revue.xml"]).files
    winds = html.fromstring(files["article-1.html"])
    assert winds.xpath("//meta[@name='citation_title']/@content") == ["Les vents"]
    assert winds.xpath("//a[@href='article-1.html#n1']")
    assert html.fromstring(files["article-4.html"]).xpath("//p[@class='speaker']//text()") == ["La Revue.", "M. Blanc."]


def test_without_articles_it_is_said_what_is_needed() -> None:
    site = make_site([tei("<div><head>A</head><p>文</p></div>")])
    assert [notice.code for notice in site.notices] == ["W-PUB-06"]
    assert "文" in site.files["index.html"].decode()
    assert make_site([tei('<div type="advertisement"><p>告</p></div>')]).notices == ()
    assert make_site([tei('<div1 type="article"><p>文</p></div1>')]).notices == ()


def test_a_file_with_articles_stays_as_it_is() -> None:
    root = etree.fromstring(tei('<div type="article"><floatingText><body><p>框</p></body></floatingText></div>'))
    before = etree.tostring(root)
    assert settle_habits(root, "x") == ()
    assert etree.tostring(root) == before


READINGS = (
    '<div type="article" xml:id="a1"><head>题<app><rdg>甲</rdg><rdg>乙</rdg></app></head><p>文<app><lem>丙</lem><rdgGrp><rdg>丁</rdg></rdgGrp></app>'
    "<choice><unclear>戊</unclear><unclear>己</unclear></choice><choice><abbr>庚</abbr><expan>辛</expan></choice></p></div>"
)


def test_of_several_readings_one_is_the_text_in_every_form() -> None:
    files = make_site([tei(READINGS)]).files
    assert list(html_articles(files).values()) == ["题甲文丙戊辛"]
    assert files["a1.txt"].decode() == "题甲\n\n文丙戊辛\n"
    assert files["a1.md"].decode().endswith("# 题甲\n\n文丙戊辛\n")
    assert html.fromstring(files["a1.html"]).xpath("//meta[@name='citation_title']/@content") == ["题甲"]


HEADER = "<teiHeader><fileDesc><titleStmt><title>{}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"


def file(title: str, content: str, root: str = "TEI") -> bytes:
    return f'<{root} xmlns="http://www.tei-c.org/ns/1.0">{HEADER.format(title)}{content}</{root}>'.encode()


def test_the_journals_of_the_dta_have_articles() -> None:
    body = '<div type="jPoliticalNews" n="1"><head>Deutſchland.</head><div type="jArticle" n="2"><head>Wien.</head><p>Der Kaiſer.</p></div></div>'
    site = make_site([tei(body, language="de")])
    assert html_articles(site.files) == {"article-2": "Wien.DerKaiſer."}
    assert site.notices == ()


def test_a_corpus_is_as_many_issues_as_it_holds(tmp_path: Path) -> None:
    body = '<text><body><div type="article" xml:id="a1"><p>{}</p></div></body></text>'
    held = [file(f"Issue {n}", body.format(f"Words of {n}")).decode() for n in (1, 2)]
    inner = file("Inner", held[1], root="teiCorpus").decode()
    path = tmp_path / "corpus.xml"
    path.write_bytes(file("All", f"<!-- c -->{held[0]}{inner}", root="teiCorpus"))
    files = make_site([path]).files
    assert ["Words of 1" in files["issue-1/a1.html"].decode(), "Words of 2" in files["issue-2/a1.html"].decode()] == [True, True]
    assert sorted(make_site([path], form="text").files) == ["issue-1/a1.txt", "issue-1/index.txt", "issue-2/a1.txt", "issue-2/index.txt"]
    with pytest.raises(UnreadableError, match="teiCorpus"):
        make_site([file("None", "", root="teiCorpus")])


def test_a_transcription_of_the_page_alone_is_read_line_by_line() -> None:
    page = (
        '<sourceDoc><surface n="3"><zone><line xml:id="l1">First <hi>line</hi> here</line><line>second</line></zone>'
        "<zone>A zone without lines</zone></surface><surface><zone/></surface></sourceDoc>"
    )
    site = make_site([file("Lines", page)])
    assert [(notice.code, "sourceDoc" in notice.message) for notice in site.notices] == [("W-PUB-07", True)]
    assert site.files["index.txt"].decode().endswith("\nFirst line here\nsecond\nA zone without lines\n")
    assert html.fromstring(site.files["index.html"]).xpath("count(//*[@id='l1'])") <= 1


def test_of_images_alone_it_is_said_that_there_is_no_text() -> None:
    site = make_site([file("Images", '<facsimile><surface><graphic url="1.jpg"/></surface></facsimile>')])
    assert [(notice.code, "header" in notice.message) for notice in site.notices] == [("W-PUB-07", True)]
    assert "Images" in site.files["index.html"].decode()


def test_what_other_files_hold_is_said_to_be_missing(tmp_path: Path) -> None:
    (tmp_path / "part.xml").write_text("<p>secret</p>", encoding="utf-8")
    include = '<include xmlns="http://www.w3.org/2001/XInclude" href="part.xml"><fallback><p xmlns="http://www.tei-c.org/ns/1.0">替</p></fallback></include>'
    path = tmp_path / "whole.xml"
    path.write_bytes(tei(f'<div type="article" xml:id="a1"><p>文</p>{include}</div>'))
    site = make_site([path])
    assert [(notice.code, "part.xml" in notice.message) for notice in site.notices] == [("W-PUB-08", True)]
    assert list(html_articles(site.files).values()) == ["文替"]
    assert not any(b"secret" in body for body in site.files.values())


def test_languages_are_written_with_their_shortest_code() -> None:
    body = '<div type="article" xml:id="a1"><head>Wien.</head><p xml:lang="lat">Nihil <foreign xml:lang="zho-Hant">萬</foreign> <foreign xml:lang="grc">ἕν</foreign></p></div>'
    files = make_site([tei(body, language="deu")]).files
    page = html.fromstring(files["a1.html"])
    assert [one.get("lang") for one in page.xpath("//article/descendant-or-self::*[@lang]")] == ["de", "la", "zh-Hant", "grc"]
    assert b'xml:lang="deu"' in files["a1.xml"], "the TEI stays as it is"


def test_a_dateline_in_its_paragraph_reads_on_with_it() -> None:
    body = '<div type="article" xml:id="a1"><p><dateline>Wien,\n 3. März.</dateline> Der Kaiſer iſt da. <signed>K.</signed></p></div>'
    files = make_site([tei(body, language="de")]).files
    assert (
        '<p><span class="dateline">Wien, 3. März.</span> Der Kaiſer iſt da. <span class="signed">K.</span></p>' in files["a1.html"].decode()
    )
    assert files["a1.txt"].decode() == "Wien, 3. März. Der Kaiſer iſt da. K.\n"
    assert "Wien, 3. März. Der Kaiſer iſt da. K." in files["search/0.js"].decode()


def test_an_author_in_a_byline_stands_in_its_line() -> None:
    front = "<titlePage><docTitle><titlePart>T</titlePart></docTitle><byline>By <docAuthor>Ann</docAuthor></byline><docAuthor>Bob</docAuthor></titlePage>"
    files = make_site([tei(f'<div type="article" xml:id="a1"><p>x</p></div><div>{front}</div>', language="en")]).files
    assert '<p class="byline">By Ann</p><p class="title-line">Bob</p>' in files["index.html"].decode()
    assert "T\n\nBy Ann\n\nBob\n" in files["index.txt"].decode()
