"""What machines read of an article page: the same facts in each vocabulary, and none that the TEI does not give."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html
from publish_reference import EVERY, tei

from converter.publish import publish


def facts(page: bytes) -> tuple[dict[str, list[str]], dict[str, Any]]:
    """The meta elements by name or property, and the JSON-LD."""
    parsed = html.fromstring(page)
    meta: dict[str, list[str]] = {}
    for element in parsed.iterfind(".//meta"):
        meta.setdefault(element.get("name") or element.get("property") or "", []).append(element.get("content"))
    (script,) = parsed.iterfind(".//script[@type='application/ld+json']")
    return meta, json.loads(script.text)


def dated(date: str) -> tuple[dict[str, list[str]], dict[str, Any]]:
    header = f"<title>报</title><imprint>{date}</imprint>"
    return facts(publish([tei('<div type="article" xml:id="a1"><p>文</p></div>', header=header)])["a1.html"])


def test_a_signed_article_names_its_writers_in_each_vocabulary() -> None:
    meta, article = facts(publish([EVERY])["a1.html"])
    writers = ["王一", "赵二", "孙三", "吴六", "郑七"]  # neither who took the picture, nor who is pictured
    assert meta["citation_author"] == meta["DC.creator"] == writers
    assert [author["name"] for author in article["author"]] == writers
    assert {author["@type"] for author in article["author"]} == {"Person"}


def test_an_unsigned_article_is_the_newspapers() -> None:
    meta, article = facts(publish([EVERY])["a3.html"])
    assert "citation_author" not in meta
    assert article["author"] == {"@type": "Organization", "name": "样报"}


@pytest.mark.parametrize(
    ("byline", "writers"), [("", ["Pen, E.", "A. Quay"]), ("<byline>Von <persName>O. H.</persName></byline>", ["O. H."])]
)
def test_an_article_is_by_who_signs_it_else_by_whom_the_catalogue_names(byline: str, writers: list[str]) -> None:
    said = '<relatedItem type="catalogue"><bibl><author>Pen, E.</author> <author>A. Quay</author> <ref target="#a1">a1</ref></bibl></relatedItem>'
    body = f'<div type="article" xml:id="a1"><head>Eins</head>{byline}<p>x</p></div><div type="article" xml:id="a2"><p>y</p></div>'
    files = publish([tei(body, header="<title>Post</title>", language="de").replace(b"</biblStruct>", f"{said}</biblStruct>".encode())])
    meta, article = facts(files["a1.html"])
    assert meta["citation_author"] == meta["DC.creator"] == writers
    assert [author["name"] for author in article["author"]] == writers
    assert ", ".join(writers) + ". Eins" in html.fromstring(files["a1.html"]).find_class("citation")[0].text_content()
    assert all(f"AU  - {name}" in files["a1.ris"].decode() and name in files["a1.md"].decode() for name in writers)
    assert "citation_author" not in facts(files["a2.html"])[0]


def test_the_facts_of_the_issue_agree() -> None:
    meta, article = facts(publish([EVERY])["a2.html"])
    assert meta["DC.type"] == ["newspaperArticle"]
    assert meta["og:site_name"] == meta["prism.publicationName"] == ["样报"]
    assert meta["citation_title"] == ["山村通车"]
    assert article["headline"] == "山村通车"
    assert meta["citation_publication_date"] == ["1999/05/04"]
    assert article["datePublished"] == "1999-05-04"
    assert meta["citation_language"] == ["zh-Hans"]
    assert article["isPartOf"]["isPartOf"] == {"@type": "Newspaper", "name": "样报", "issn": "0000-0019"}
    assert article["isPartOf"]["issueNumber"] == "3456"
    assert article["license"] == "https://creativecommons.org/publicdomain/mark/1.0/"


def test_no_page_lets_zotero_see_a_journal() -> None:
    assert not [path for path, body in publish([EVERY]).items() if b"citation_journal_title" in body]


def test_the_first_page_is_the_one_the_article_begins_on() -> None:
    body = '<pb n="1"/><div type="article" xml:id="a1"><p>一</p></div><pb n="A2"/><div type="article" xml:id="a2"><p>二</p></div>'
    files = publish([tei(body)])
    assert facts(files["a1.html"])[0]["citation_firstpage"] == ["1"]
    assert facts(files["a2.html"])[1]["printPage"] == "A2"


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ('<date when="2020-12-21"/>', "2020-12-21"),
        ('<date when="1998-01-22" cert="low" evidence="internal">1998年1月22日</date>', "1998-01"),  # no day that may be another
        ('<date when="1998-01-22" cert="medium" evidence="internal">1998年1月22日</date>', "1998-01-22"),
        ('<date notBefore="2020-12-19" cert="medium" evidence="internal">2020-12</date>', "2020-12"),
        ('<date notBefore="2020-12-19"/>', "2020-12"),
        ('<date notBefore="2020-12-19" notAfter="2020-12-24"/>', "2020-12"),
        ('<date notBefore="2020-11-19" notAfter="2020-12-24"/>', "2020"),
        ('<date notBefore="2020-12-19" notAfter="2020-12-19"/>', "2020-12-19"),
        ('<date notAfter="1939-04"/>', "1939-04"),
        ('<date when="1858"/>', "1858"),
    ],
)
def test_a_date_with_bounds_claims_no_more_than_they_do(date: str, expected: str) -> None:
    meta, article = dated(date)
    assert article["datePublished"] == expected
    assert meta["citation_publication_date"] == [expected.replace("-", "/")]


@pytest.mark.parametrize("date", ["", '<date notBefore="2019-12-19" notAfter="2020-12-24"/>', "<date>春</date>"])
def test_no_date_is_made_up(date: str) -> None:
    meta, article = dated(date)
    assert "datePublished" not in article
    assert "citation_publication_date" not in meta


@pytest.mark.parametrize(
    ("said", "inferred"),
    [
        ('when="2021-03-05"', False),
        ('when="2021-03-05" cert="high" evidence="external"', False),
        ('when="2021-03-05" cert="high" evidence="internal"', False),
        ('when="2021-03-05" cert="medium" evidence="internal"', True),
        ('notBefore="2021-03-05"', True),
    ],
)
def test_a_date_that_is_printed_or_stated_is_not_inferred(said: str, inferred: bool) -> None:
    header = f"<title>样报</title><imprint><date {said}>2021-03-05</date></imprint>"
    page = publish([tei('<div type="article" xml:id="a1"><head>题</head><p>文。</p></div>', header=header)])["a1.html"].decode()
    assert ("推定" in page) is inferred


def test_the_blank_of_a_spaced_name_is_no_part_of_it() -> None:
    body = "<byline><persName>李　河</persName> <persName>Ann Bell</persName> <persName>欧阳 明</persName></byline><p>文。</p>"
    files = publish([tei(f'<div type="article" xml:id="a1"><head>题</head>{body}</div>')])
    assert facts(files["a1.html"])[0]["citation_author"] == ["李河", "Ann Bell", "欧阳 明"]
    assert "AU  - 李河" in files["a1.ris"].decode()
    assert html.fromstring(files["a1.html"]).xpath("string(//p[@class='citation'])").startswith("李河, Ann Bell, 欧阳 明. 题[N]")


def test_an_inferred_date_says_so_to_people() -> None:
    header = '<title>报</title><imprint><date notBefore="2020-12-19" evidence="internal">2020-12</date></imprint>'
    files = publish([tei('<div type="article" xml:id="a1"><p>文</p></div>', header=header)])
    assert "2020年12月（日期据版面推定）" in files["a1.html"].decode()
    assert "推定" not in publish([EVERY])["a1.html"].decode()


def test_canonical_addresses_only_where_the_site_has_one() -> None:
    assert b"canonical" not in publish([EVERY])["a1.html"]
    files = publish([EVERY], params={"base-url": "https://example.org/x/"})
    assert b'<link rel="canonical" href="https://example.org/x/a1.html">' in files["a1.html"]
    assert facts(files["a1.html"])[1]["url"] == "https://example.org/x/a1.html"
    both = publish([EVERY, EVERY], params={"base-url": "https://example.org/x/"})
    assert b'href="https://example.org/x/sample-1999-05-04/a1.html"' in both["sample-1999-05-04/a1.html"]


def test_an_untitled_article_is_named_by_its_first_words_in_brackets() -> None:
    page = publish([EVERY])["a3.html"].decode()
    meta, article = facts(page.encode())
    assert meta["citation_title"] == ["［这一篇底本没有标题，只有正文，正文的…］"]
    assert article["headline"] == meta["citation_title"][0]
    assert "<b>无标题</b>" in page


def test_a_headline_of_ornaments_names_nothing() -> None:
    for head, title in (
        ("★　★　★", "［正文的第一句。］"),
        ("<gap reason='lost-glyph' unit='chars' quantity='3'/>", "［正文的第一句。］"),
        ("★要闻", "★要闻"),
    ):
        content = tei(f'<div type="article" xml:id="a1"><head type="main">{head}</head><p>正文的第一句。</p></div>')
        page = html.fromstring(publish([content])["a1.html"])
        assert page.xpath("//meta[@name='citation_title']/@content") == [title]


def test_first_words_of_a_script_with_blanks_end_between_two_words() -> None:
    words = "The quick brown fox jumps over the lazy dog and then it sleeps until the next morning comes"
    page = publish([tei(f'<div type="article" xml:id="a1"><p>{words}</p></div>', language="en")])["a1.html"]
    title = facts(page)[0]["citation_title"][0]
    shown = title.strip("［］…")
    assert words.startswith(shown + " ")
    assert title != shown
