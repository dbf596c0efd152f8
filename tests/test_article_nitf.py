"""Articles in NITF: heads, text, pictures, what the head says, and what is refused."""

from __future__ import annotations

import pytest
from article_pages import notices, told

from converter.errors import UnreadableError
from converter.model import Byline, Reading
from converter.readers.articles import read_nitf
from converter.segment.given import outline_pages

FULL = """<?xml version="1.0" encoding="UTF-8"?>
<nitf{ns} xml:lang="en">
<head>
  <title>Dam in the valley opens</title>
  <docdata><doc-id id-string="x-1"/><date.issue norm="20210305T000000Z"/></docdata>
  <pubdata name="Valley Post" date.publication="20210306T000000" position.section="News" position.sequence="A3"/>
</head>
<body>
  <body.head>
    <byline>By <person>Ann Bell</person>
      <byttl>Staff</byttl></byline>
    <hedline><hl1>New dam opens after
      ten years</hl1><hl2>Farmers wait</hl2></hedline>
    <dateline><location>RIVERTON</location></dateline>
    <abstract><p>A dam.</p></abstract>
  </body.head>
  <body.content>
    <block>
      <p>First <em>paragraph</em> here.<!-- not text --></p>
      <hl2>Water</hl2>
      <p>Second<br/>line.</p>
      <media media-type="image"><media-reference source="dam.jpg"/><media-caption><p>The dam.</p></media-caption>
        <media-producer>C. Dow</media-producer></media>
      <ul><li>one</li><li>two</li></ul>
      <table><tr><td>1</td><td>2</td></tr></table>
    </block>
  </body.content>
  <body.end><tagline>Ann Bell writes about water.</tagline></body.end>
</body>
</nitf>
"""


def read(text: str) -> Reading:
    return read_nitf("x.xml", text.encode())


@pytest.mark.parametrize("ns", ["", ' xmlns="http://iptc.org/std/NITF/2006-10-18/"'])
def test_an_article(ns: str) -> None:
    reading = read(FULL.replace("{ns}", ns))
    assert told(reading) == {
        "x-1": [
            ("main", "New dam opens after ten years"),
            ("deck", "Farmers wait"),
            ("byline", "By Ann Bell/Staff"),
            ("dateline", "RIVERTON"),
            ("text", "First paragraph here."),
            ("crosshead", "Water"),
            ("lines", "Second/line."),
            ("caption", "The dam."),
            ("credit", "C. Dow"),
            ("item", "one"),
            ("item", "two"),
            ("table", "1\t2"),
            ("byline", "Ann Bell writes about water."),
        ]
    }
    page, item, about = reading.pages[0], reading.items[0], reading.metadata
    assert page.label == "A3"
    assert (item.title, item.section, item.language) == ("Dam in the valley opens", "News", "en")
    assert about is not None
    assert about.date is not None
    assert about.newspaper.title is not None
    assert (about.newspaper.title.value, about.date.when) == ("Valley Post", "2021-03-06")
    assert [(code, message) for code, _, message in notices(reading)] == [
        ("W-READ-31", "fields that no part of an edition takes: abstract, emphasis"),
        ("W-READ-36", "pictures that do not lie beside the file as JPEG or PNG are missing in the edition: dam.jpg"),
    ]


def test_a_title_that_repeats_the_head_is_none_of_its_own() -> None:
    reading = read("<nitf><head><title>One</title></head><body><body.head><hedline><hl1>One</hl1></hedline></body.head></body></nitf>")
    assert reading.items[0].title is None
    assert told(reading) == {"x.xml#1": [("main", "One")]}


def test_text_that_stands_in_the_body_itself_is_read() -> None:
    assert list(told(read("<nitf><body><p>One.</p><p>Two.</p></body></nitf>")).values()) == [[("text", "One."), ("text", "Two.")]]


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ('<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd"><nitf><body><p>x</p></body></nitf>', "x.xml", "DOCTYPE"),
        ('<!DOCTYPE nitf [<!ENTITY a "aaaa">]><nitf><body><p>&a;</p></body></nitf>', "x.xml", "DOCTYPE"),
        ("<nitf><body><p>x</p>", "x.xml", "broken"),
        ("<html><body/></html>", "x.xml", "not NITF"),
        ("<nitf><head/><body/></nitf>", "x.xml:1", "has no text"),
        ('<nitf>\n<head><pubdata date.publication="yesterday"/></head>\n<body><p>x</p></body></nitf>', "x.xml:2", 'date is "yesterday"'),
        ("<nitf><body>" + "<block>" * 400 + "x" + "</block>" * 400 + "</body></nitf>", "x.xml", "too deep"),
        ("", "x.xml", "empty"),
    ],
)
def test_what_is_refused(text: str, where: str, says: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text)
    assert says in caught.value.what
    assert str(caught.value.where).startswith(where)
    assert caught.value.hint


def test_the_title_of_a_writer_is_a_line_under_the_name_and_an_agency_is_no_person() -> None:
    byline = "<byline>Par <person>Jean Duval</person><byttl>envoyé spécial</byttl></byline>"
    reading = read(
        f'<nitf xml:lang="fr"><body><body.head><hedline><hl1>Un</hl1></hedline>{byline}</body.head>'
        "<body.content><p>Deux.</p></body.content><body.end><tagline>Avec AFP</tagline></body.end></body></nitf>"
    )
    assert [one for one in told(reading)["x.xml#1"] if one[0] == "byline"] == [
        ("byline", "Par Jean Duval/envoyé spécial"),
        ("byline", "Avec AFP"),
    ]
    layouts, _ = outline_pages(reading.pages, reading.items, "Latn")
    article = layouts[0].articles[0]
    names = [
        (span.tag, byline.passage.text[span.start : span.end])
        for byline in (*article.bylines, *article.sections[-1].closing)
        if isinstance(byline, Byline)
        for span in byline.spans
    ]
    assert names == [("persName", "Jean Duval"), ("roleName", "envoyé spécial")]


def test_a_quotation_has_the_marks_of_the_language_of_the_article() -> None:
    reading = read('<nitf xml:lang="fr"><body><body.content><p><q>Oui</q>, dit-il.</p></body.content></body></nitf>')
    assert list(told(reading).values()) == [[("text", "«\u00a0Oui\u00a0», dit-il.")]]


def test_the_credit_of_a_quotation_stands_beside_it() -> None:
    reading = read(
        "<nitf><body><body.content><bq><block><p>Non.</p></block><credit>La direction</credit></bq></body.content></body></nitf>"
    )
    assert list(told(reading).values()) == [[("quote", "Non."), ("text", "La direction")]]
