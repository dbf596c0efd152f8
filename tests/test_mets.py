"""METS issues: three ways of linking articles to blocks, files beside it, metadata, and what fits nowhere; every line of every page stays."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from lxml import etree

from converter.characters import printed
from converter.errors import MissingError, UnreadableError
from converter.metadata import Fact, IssueDate, Metadata
from converter.model import Image, Item, Reading
from converter.pipeline import convert_readings
from converter.publish import publish
from converter.readers.ocr import read_mets
from converter.readers.ocr.catalogue import iso_date, language_tag

METS = 'xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mods="http://www.loc.gov/mods/v3"'


def block(name: str, *lines: str, at: int = 0) -> str:
    """A TextBlock of one word a String; word ids are made from the block's."""
    rows = ""
    for n, text in enumerate(lines):
        strings = "<SP/>".join(f'<String ID="{name}_w{n}_{k}" CONTENT="{word}"/>' for k, word in enumerate(text.split()))
        rows += f'<TextLine ID="{name}_l{n}" HPOS="{at}" VPOS="{20 * n}" WIDTH="100" HEIGHT="10">{strings}</TextLine>'
    return f'<TextBlock ID="{name}" HPOS="{at}" VPOS="0" WIDTH="100" HEIGHT="{20 * len(lines)}">{rows}</TextBlock>'


def alto(page: str, *blocks: str, unit: str = "pixel") -> bytes:
    text = (
        f"<alto><Description><MeasurementUnit>{unit}</MeasurementUnit></Description><Layout>"
        f'<Page ID="{page}" WIDTH="1000" HEIGHT="1500"><PrintSpace>{"".join(blocks)}</PrintSpace></Page></Layout></alto>'
    )
    return text.encode()


PAGES = {
    "alto/1.xml": alto(
        "P1",
        block("m1", "The Daily Tide"),
        block("h1", "Flood"),
        block("t1", "It rained", "all day."),
        block("h2", "Dry spell"),
        block("t2", "No rain", "at all."),
        block("r1", "stray words"),
    ),
    "alto/2.xml": alto("P2", block("t3", "It rained on."), block("a1", "Buy boots")),
}


def area(file: str, begin: str, end: str = "", more: str = "") -> str:
    return f'<area FILEID="{file}" BETYPE="IDREF" BEGIN="{begin}" END="{end or begin}" {more}/>'


def div(kind: str, *inner: str, more: str = "") -> str:
    return f'<div TYPE="{kind}" {more}>{"".join(inner)}</div>'


def fptr(*areas: str) -> str:
    return f"<fptr>{''.join(areas)}</fptr>"


FILES = '<file ID="A1" MIMETYPE="text/xml"><FLocat xlink:href="file://./alto/1.xml"/></file><file ID="A2" MIMETYPE="text/xml"><FLocat xlink:href="alto/2.xml"/></file>'
FIRST_FILE = FILES.partition('<file ID="A2"')[0]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
PHYSICAL = '<structMap TYPE="PHYSICAL">' + div(
    "Newspaper",
    div("PAGE", "<fptr><par><area FILEID='A1' BETYPE='IDREF' BEGIN='P1'/></par></fptr>", more='ORDER="1" ORDERLABEL="17"'),
    div("page", '<fptr FILEID="A2"/>', more='ORDER="2"'),
) + "</structMap>"  # fmt: skip


def mets(*, logical: str = "", links: str = "", records: str = "", files: str = FILES, physical: str = PHYSICAL, label: str = "") -> bytes:
    named = f'LABEL="{label}"' if label else ""
    maps = f'{physical}<structMap TYPE="LOGICAL">{logical}</structMap>' if logical else physical
    group = f'<fileSec><fileGrp ID="ALTOGRP" USE="Text">{files}</fileGrp></fileSec>'
    return f"<mets {METS} {named}>{records}{group}{maps}<structLink>{links}</structLink></mets>".encode()


def beside(files: dict[str, bytes]) -> Callable[[str], bytes]:
    def opened(name: str) -> bytes:
        if name not in files:
            raise MissingError("not there", where=name)
        return files[name]

    return opened


def read(data: bytes, files: dict[str, bytes] | None = None) -> Reading:
    return read_mets("issue.xml", data, beside(PAGES if files is None else files))


def items(reading: Reading) -> dict[str, list[tuple[str, str | None, str]]]:
    """By item, (block, kind, text) over all pages; "" is what no item claims."""
    out: dict[str, list[tuple[str, str | None, str]]] = {}
    for page in reading.pages:
        for one in page.blocks:
            text = " ".join(page.lines[n - 1].text for n in one.lines)
            out.setdefault(one.item or "", []).append((one.id, one.kind, text))
    return out


def whole(reading: Reading) -> bool:
    """Whether each line of each page stands in one block, once."""
    return all(sorted(n for one in page.blocks for n in one.lines) == [line.n for line in page.lines] for page in reading.pages)


def article(name: str, heading: str, *bodies: str, more: str = "") -> str:
    """In the manner of docWorks: HEADING/TITLE, BODY/BODY_CONTENT/PARAGRAPH/TEXT."""
    head = div("HEADING", div("TITLE", heading)) if heading else ""
    text = "".join(div("PARAGRAPH", div("TEXT", body)) for body in bodies)
    return div("ARTICLE", head, div("BODY", div("BODY_CONTENT", text)), more=f'ID="{name}" {more}')


IDREF = div(
    "Newspaper",
    div(
        "ISSUE",
        div("TITLE_SECTION", div("HEADLINE", fptr(area("A1", "m1")))),
        div(
            "CONTENT",
            article("x1", fptr(area("A1", "h1")), fptr(area("A1", "t1")), fptr(area("A2", "t3")), more='LABEL="Flood"'),
            article("x2", fptr(area("A1", "h2")), fptr(area("A1", "t2"))),
            div("ADVERTISEMENT", fptr(area("A2", "a1")), more='ID="x3" LABEL="Boots"'),
        ),
    ),
)
FOUND = {
    "": [("m1", "furniture", "The Daily Tide"), ("r1", None, "stray words")],
    "x1": [("h1", "main", "Flood"), ("t1", "text", "It rained all day."), ("t3", "text", "It rained on.")],
    "x2": [("h2", "main", "Dry spell"), ("t2", "text", "No rain at all.")],
    "x3": [("a1", None, "Buy boots")],
}


def test_articles_by_areas_that_name_blocks() -> None:
    reading = read(mets(logical=IDREF))
    assert items(reading) == FOUND
    own = [("issue.xml", name) for name in ("x1", "x2", "x3")]
    assert reading.items == (
        Item("x1", title="Flood", source=own[0]), Item("x2", source=own[1]), Item("x3", "advertisement", title="Boots", source=own[2]),
    )  # fmt: skip
    assert [page.label for page in reading.pages] == ["17", None]
    assert reading.notices == ()
    assert whole(reading)


def test_articles_by_areas_in_sequences_and_ranges() -> None:
    logical = div(
        "ISSUE",
        article("x1", "", f"<fptr><seq>{area('A1', 'h1', 't1')}{area('A2', 't3')}</seq></fptr>"),
        article("x2", "", f"<fptr><seq>{area('A1', 'h2', 't2')}</seq></fptr>"),
    )
    reading = read(mets(logical=logical))
    assert items(reading)["x1"] == [("h1", "text", "Flood"), ("t1", "text", "It rained all day."), ("t3", "text", "It rained on.")]
    assert items(reading)["x2"] == [("h2", "text", "Dry spell"), ("t2", "text", "No rain at all.")]


def pagearea(name: str, label: str, begin: str, end: str) -> str:
    picture = '<fptr><area FILEID="I1" SHAPE="RECT" COORDS="1,2,3,4"/></fptr>'
    return div("pagearea", picture, fptr(area("A1", begin, end)), more=f'ID="{name}" LABEL="{label}"')


AREAS = '<structMap TYPE="PHYSICAL">' + div(
    "issue",
    div(
        "page", '<fptr FILEID="A1"/>',
        pagearea("pa1", "Headline", "h1_w0_0", "h1_w0_0"), pagearea("pa2", "Textblock", "t1_w0_0", "t1_w1_1"),
        pagearea("pa3", "Headline", "h2_w0_0", "h2_w0_1"), pagearea("pa4", "Textblock", "t2_w0_0", "t2_w1_1"),
    ),
    div("page", '<fptr FILEID="A2"/>'),
) + "</structMap>"  # fmt: skip
LOGICAL = div("ISSUE", div("ARTICLE", more='ID="x1"'), div("ARTICLE", more='ID="x2"'))


def group(*targets: str) -> str:
    locators = "".join(f'<smLocatorLink xlink:href="#{target}" xlink:label="l{n}"/>' for n, target in enumerate(targets))
    arcs = "".join(f'<smArcLink xlink:from="l0" xlink:to="l{n}"/>' for n in range(1, len(targets)))
    return f"<smLinkGrp>{locators}{arcs}</smLinkGrp>"


@pytest.mark.parametrize(
    "links",
    [
        "".join(
            f'<smLink xlink:from="#{one}" xlink:to="#{other}"/>'
            for one, other in (("x1", "pa1"), ("x1", "pa2"), ("x2", "pa3"), ("x2", "pa4"))
        ),
        "".join(
            f'<smLink xlink:to="{one}" xlink:from="{other}"/>'
            for one, other in (("x1", "pa1"), ("x1", "pa2"), ("x2", "pa3"), ("x2", "pa4"))
        ),
        group("x1", "pa1", "pa2") + group("x2", "pa3", "pa4"),
    ],
)
def test_articles_by_links_to_areas_of_pages_that_name_words(links: str) -> None:
    reading = read(mets(logical=LOGICAL, links=links, physical=AREAS))
    assert items(reading)["x1"] == [("h1", "main", "Flood"), ("t1", None, "It rained all day.")]
    assert items(reading)["x2"] == [("h2", "main", "Dry spell"), ("t2", None, "No rain at all.")]
    assert items(reading)[""] == [
        ("m1", None, "The Daily Tide"),
        ("r1", None, "stray words"),
        ("t3", None, "It rained on."),
        ("a1", None, "Buy boots"),
    ]
    assert whole(reading)


def test_articles_that_are_only_outlined_on_the_image() -> None:
    files = {"alto/1.xml": alto("P1", block("b1", "left one", at=0), block("b2", "right one", at=500)), "alto/2.xml": PAGES["alto/2.xml"]}
    outline = '<fptr><area FILEID="A1" SHAPE="RECT" COORDS="490,0,700,90"/></fptr>'
    logical = div("ISSUE", div("ARTICLE", outline, more='ID="x1"'))
    assert items(read(mets(logical=logical), files))["x1"] == [("b2", None, "right one")]


def test_a_headline_is_known_by_the_title_where_the_map_says_nothing() -> None:
    def of(title: str, *names: str) -> list[str | None]:
        areas = "".join(area("A1", name) for name in names)
        logical = div("ISSUE", div("ARTICLE", f"<fptr><seq>{areas}</seq></fptr>", more=f'ID="x" LABEL="{title}"'))
        return [kind for _, kind, _ in items(read(mets(logical=logical)))["x"]]

    assert of("Dry spel", "h2", "t2") == ["main", None]
    assert of("THE DAILY TIDE. Dry spell.", "m1", "h2", "t2") == ["main", "main", None]
    assert of("Rain", "h2", "t2") == [None, None]
    assert of("No", "t2") == [None]
    assert of("Dry spell", "m1", "h2", "t2") == ["kicker", "main", None]
    assert of("Dry spell", "t2", "h2") == [None, None]  # a headline stands over the text


def test_an_issue_without_articles_is_a_run_of_pages() -> None:
    """As NDNP has it: one structMap without a type, the use on the file, the number of a page in its record."""
    files = '<file ID="I1" USE="master" MIMETYPE="image/tiff"><FLocat xlink:href="1.tif"/></file>' + "".join(
        f'<file ID="o{n}" USE="ocr"><FLocat LOCTYPE="OTHER" xlink:href="./alto/{n}.xml"/></file>' for n in (1, 2)
    )
    physical = "<structMap>" + div(
        "np:issue",
        div("np:page", '<fptr FILEID="I1"/><fptr FILEID="o1"/>', more='DMDID="page1"'),
        div("np:page", '<fptr FILEID="o2"/>'),
        more='DMDID="issue"',
    ) + "</structMap>"  # fmt: skip
    host = '<mods:relatedItem type="host"><mods:identifier type="lccn">sn1</mods:identifier><mods:titleInfo><mods:title>No</mods:title></mods:titleInfo><mods:part><mods:detail type="volume"><mods:number>LX</mods:number></mods:detail><mods:detail type="issue"><mods:number>12</mods:number></mods:detail></mods:part></mods:relatedItem>'
    page = '<mods:part><mods:detail type="page number"><mods:number>5</mods:number></mods:detail></mods:part>'
    issued = '<mods:originInfo><mods:dateIssued encoding="iso8601">1899-03-02</mods:dateIssued></mods:originInfo>'
    reading = read(
        mets(
            files=files,
            physical=physical,
            records=mods("issue", host + issued) + mods("page1", page),
            label="The Tide (York, Ohio), 1899-03-02",
        )
    )
    assert reading.items == ()
    assert [page.label for page in reading.pages] == ["5", None]
    assert [[one.text for one in page.lines][:1] for page in reading.pages] == [["The Daily Tide"], ["It rained on."]]
    known = reading.metadata
    assert known is not None
    assert known.newspaper.title == Fact("The Tide (York, Ohio)", "high", "external")
    assert (known.volume, known.issue, known.pages_total) == (Fact("LX", "high", "external"), Fact("12", "high", "external"), 2)
    assert known.date == IssueDate("1899-03-02", cert="high", evidence="external")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("https://creativecommons.org/publicdomain/mark/1.0/", "free"),
        ("http://rightsstatements.org/vocab/InC/1.0/", "restricted"),
        ("https://library.example.org/terms", "unknown"),
    ],
)
def test_the_address_of_a_statement_says_what_may_be_done(address: str, status: str) -> None:
    rights = f'<mods:accessCondition xlink:href="{address}">See there.</mods:accessCondition>'
    known = read(mets(records=mods("issue", "<mods:titleInfo><mods:title>The Tide</mods:title></mods:titleInfo>" + rights))).metadata
    assert known is not None
    assert (known.rights.statement, known.rights.status) == (address, status)


def mods(name: str, content: str) -> str:
    return f'<dmdSec ID="{name}"><mdWrap MDTYPE="MODS"><xmlData><mods:mods>{content}</mods:mods></xmlData></mdWrap></dmdSec>'


def test_metadata_from_mods() -> None:
    issue = (
        "<mods:titleInfo><mods:nonSort>The</mods:nonSort><mods:title>Daily Tide</mods:title><mods:subTitle>for the coast</mods:subTitle>"
        "<mods:partNumber>vol. unknown, no. 288</mods:partNumber></mods:titleInfo><mods:identifier type='issn'>1234-5679</mods:identifier>"
        "<mods:originInfo><mods:publisher>A. Quay</mods:publisher><mods:place><mods:placeTerm type='code'>xx</mods:placeTerm><mods:placeTerm>Port</mods:placeTerm></mods:place>"
        "<mods:dateIssued point='end'>1900</mods:dateIssued><mods:dateIssued>7.12.1858</mods:dateIssued></mods:originInfo>"
        "<mods:language><mods:languageTerm>ger</mods:languageTerm></mods:language><mods:accessCondition>No known rights</mods:accessCondition>"
    )
    wrong = "<mods:originInfo{}><mods:publisher>Scanners</mods:publisher><mods:dateIssued>2019-01-01</mods:dateIssued>{}</mods:originInfo>"
    issue = (
        wrong.format(" eventType='digitization'", "")
        + wrong.format("", "<mods:edition>[Electronic ed.]</mods:edition>")
        + "<mods:recordInfo><mods:languageOfCataloging><mods:languageTerm>eng</mods:languageTerm></mods:languageOfCataloging></mods:recordInfo>"
        + "<mods:subject><mods:titleInfo><mods:title>Tides</mods:title></mods:titleInfo></mods:subject>"
        + issue
    )
    issue += "<mods:relatedItem type='preceding'><mods:part><mods:detail type='volume'><mods:number>1</mods:number></mods:detail></mods:part></mods:relatedItem>"
    title = "<mods:titleInfo><mods:title>Flood</mods:title></mods:titleInfo><mods:language><mods:languageTerm>fre</mods:languageTerm></mods:language>"
    logical = div(
        "Newspaper", div("ISSUE", article("x1", fptr(area("A1", "h1")), more='DMDID="art"'), more='DMDID="iss"'), more='DMDID="paper"'
    )
    other = "<mods:titleInfo><mods:title>Wrong</mods:title></mods:titleInfo><mods:originInfo><mods:publisher>Wrong</mods:publisher></mods:originInfo>"
    reading = read(mets(logical=logical, records=mods("paper", other) + mods("art", title) + mods("iss", issue)))
    known = reading.metadata
    assert known is not None
    paper = known.newspaper
    assert paper.title == Fact("The Daily Tide", "high", "external")
    assert (paper.subtitle, paper.publisher, paper.place, paper.issn) == (
        "for the coast", Fact("A. Quay", "high", "external"), Fact("Port", "high", "external"), "1234-5679",
    )  # fmt: skip
    assert known.date == IssueDate("1858-12-07", cert="high", evidence="external")
    assert (known.issue, known.language) == (Fact("288", "high", "external"), Fact("de", "high", "external"))
    assert (known.rights.text, known.volume) == ("No known rights", None)
    assert reading.items == (Item("x1", title="Flood", language="fr", source=("issue.xml", "x1")),)


def test_editors_and_publishers_of_the_paper_are_in_its_metadata_and_other_names_are_told() -> None:
    def name(role: str, parts: str) -> str:
        return f"<mods:name>{parts}<mods:role><mods:roleTerm>{role}</mods:roleTerm></mods:role></mods:name>"

    def part(text: str, kind: str = "") -> str:
        return f"<mods:namePart{f' type={kind!r}' if kind else ''}>{text}</mods:namePart>"

    paper = "<mods:titleInfo><mods:title>The Tide</mods:title></mods:titleInfo>"
    paper += name("Editor-in-chief", part("Quay", "family") + part("Ann", "given") + part("1810-1870", "date")) + name(
        "edt", part("B. Reed")
    )
    paper += name("pbl", part("Tide Press")) + name("cre", part("C. Founder"))
    paper += "<mods:subject>" + name("edt", part("Wrong")) + "</mods:subject>"
    art = name("edt", part("D. Second")) + name("aut", part("E. Pen"))
    logical = div("Newspaper", div("ISSUE", article("x1", fptr(area("A1", "h1")), more='DMDID="art"'), more='DMDID="iss"'))
    reading = read(mets(logical=logical, records=mods("iss", paper) + mods("art", art)))
    assert reading.metadata is not None
    assert reading.metadata.newspaper.editors == ("Quay, Ann", "B. Reed")
    assert reading.metadata.newspaper.publisher == Fact("Tide Press", "high", "external")
    (told,) = [notice.message for notice in reading.notices if notice.code == "I-READ-28"]
    assert told == (
        "fields of catalogue records that no part of an edition takes: date namePart (1810-1870), namePart (C. Founder, …), "
        "roleTerm (cre, …), editor (D. Second)"
    )
    assert [item.authors for item in reading.items] == [("E. Pen",)]


def test_the_edition_of_the_day_is_kept() -> None:
    paper = "<mods:titleInfo><mods:title>The Tide</mods:title></mods:titleInfo><mods:originInfo><mods:edition>Evening edition</mods:edition></mods:originInfo>"
    logical = div("Newspaper", div("ISSUE", article("x1", fptr(area("A1", "h1"))), more='DMDID="iss"'))
    reading = read(mets(logical=logical, records=mods("iss", paper)))
    assert not [notice for notice in reading.notices if notice.code == "I-READ-28"]
    tei = convert_readings([reading], (), Metadata(id="tide")).tei
    assert etree.fromstring(tei).findtext(".//{*}monogr/{*}edition") == "Evening edition"
    assert "Evening edition" in str(etree.fromstring(tei).findtext(".//{*}titleStmt/{*}title"))
    assert b"ET  - Evening edition" in publish([tei])["a1.ris"]


def test_who_wrote_the_issue_is_told_and_who_wrote_an_article_is_kept() -> None:
    def signed(name: str) -> str:
        return f"<mods:name><mods:namePart>{name}</mods:namePart><mods:role><mods:roleTerm type='code'>aut</mods:roleTerm></mods:role></mods:name>"

    logical = div("Newspaper", div("ISSUE", article("x1", fptr(area("A1", "h1")), more='DMDID="art"'), more='DMDID="iss"'))
    records = mods("iss", "<mods:titleInfo><mods:title>The Tide</mods:title></mods:titleInfo>" + signed("C. Founder"))
    reading = read(mets(logical=logical, records=records + mods("art", signed("Pen, E.") + signed("A. Quay"))))
    (told,) = [notice.message for notice in reading.notices if notice.code == "I-READ-28"]
    assert told.endswith("author (C. Founder)")
    root = etree.fromstring(convert_readings([reading], (), Metadata(id="tide")).tei)
    (bibl,) = root.iterfind(".//{*}relatedItem[@type='catalogue']/{*}bibl")
    assert "".join(map(str, bibl.itertext())) == "Pen, E. A. Quay a1"
    assert bibl[-1].get("target") == "#a1"


def test_every_number_of_a_catalogue_is_kept_and_what_has_no_place_is_told() -> None:
    host = (
        "<mods:relatedItem type='host'><mods:identifier type='lccn'>sn99000001</mods:identifier>"
        "<mods:identifier type='issn'>wrong</mods:identifier></mods:relatedItem>"
        "<mods:relatedItem type='preceding'><mods:identifier type='lccn'>sn11</mods:identifier></mods:relatedItem>"
        "<mods:titleInfo><mods:title>The Tide</mods:title></mods:titleInfo>"
        "<mods:identifier type='uri'>https://doi.org/10.1234/ab.c</mods:identifier><mods:identifier>1234-5679</mods:identifier>"
        "<mods:recordInfo><mods:recordIdentifier source='York Library'>77</mods:recordIdentifier><mods:recordOrigin>by hand</mods:recordOrigin></mods:recordInfo>"
    )
    film = (
        "<mods:relatedItem type='original'><mods:identifier type='reel number'>0021</mods:identifier></mods:relatedItem>"
        "<mods:part><mods:extent unit='pages'><mods:start>5</mods:start></mods:extent></mods:part>"
    )
    art = "<mods:name><mods:namePart>Reed, A.</mods:namePart></mods:name>"
    logical = div("Newspaper", div("ISSUE", article("x1", fptr(area("A1", "h1")), more='DMDID="art"'), more='DMDID="iss"'))
    physical = '<structMap TYPE="PHYSICAL">' + div("page", '<fptr FILEID="A1"/>', more='DMDID="pg"') + "</structMap>"
    reading = read(mets(logical=logical, physical=physical, records=mods("iss", host) + mods("pg", film) + mods("art", art)))
    assert reading.metadata is not None
    assert reading.metadata.newspaper.issn is None
    assert reading.metadata.newspaper.identifiers == (
        ("lccn", "sn99000001"), ("issn", "wrong"), ("DOI", "10.1234/ab.c"), ("local", "1234-5679"), ("york-library", "77"), ("reel-number", "0021"),
    )  # fmt: skip
    assert [page.label for page in reading.pages] == ["5"]
    assert [notice.message for notice in reading.notices if notice.code == "I-READ-28"] == [
        "fields of catalogue records that no part of an edition takes: identifier (sn11), namePart (Reed, A.)"
    ]


def test_metadata_from_dublin_core() -> None:
    core = (
        '<dmdSec ID="d"><mdWrap MDTYPE="DC"><xmlData><dc xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>1898/02/14 (Numéro 68)</dc:title>'
        "<dc:publisher>[s.n.]</dc:publisher><dc:date>1898/02/14</dc:date><dc:language>fre</dc:language></dc></xmlData></mdWrap></dmdSec>"
    )
    known = read(mets(records=core, label="La Marée")).metadata
    assert known is not None
    assert (known.newspaper.title, known.newspaper.publisher) == (Fact("La Marée", "high", "external"), None)
    assert known.date == IssueDate("1898-02-14", cert="high", evidence="external")
    assert known.language == Fact("fr", "high", "external")


def test_nothing_known_is_no_metadata() -> None:
    assert read(mets()).metadata is None


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("1911-03-04", "1911-03-04"),
        ("19110304", "1911-03-04"),
        ("1911/3/4", "1911-03-04"),
        ("4.3.1911", "1911-03-04"),
        ("23/04/1911", "1911-04-23"),
        ("03/04/1911", None),
        ("04/04/1911", "1911-04-04"),
        ("1911-03", "1911-03"),
        ("1911", "1911"),
        ("4 mars 1911", "1911-03-04"),
        ("1911-02-30", None),
        ("no date", None),
        ("", None),
    ],
)
def test_dates_are_days_that_there_are(text: str, date: str | None) -> None:
    assert iso_date(text) == date


def test_languages_are_tags() -> None:
    assert [language_tag(name) for name in ("ger", "French", "zh-Hant", "lb", "und", "Volapük")] == [
        "de",
        "fr",
        "zh-Hant",
        "lb",
        None,
        None,
    ]


def test_a_picture_has_its_id_and_what_stands_under_it_is_its_caption() -> None:
    picture = '<Illustration ID="i1" HPOS="0" VPOS="{}" WIDTH="100" HEIGHT="200"/>'
    page = alto("P1", block("h1", "Flood"), block("t1", "It rained", "all day."), picture.format(100), block("c1", "The quay."))
    logical = div("Newspaper", div("ISSUE", '<div TYPE="article" ID="x1"/>'))
    places = "".join(div("area", fptr(area("A1", name)), more=f'ID="{name}"') for name in ("h1", "t1", "i1", "c1"))
    physical = '<structMap TYPE="PHYSICAL">' + div("page", '<fptr FILEID="A1"/>', places) + "</structMap>"
    links = "".join(f'<smLink xlink:from="x1" xlink:to="{name}"/>' for name in ("h1", "t1", "i1", "c1"))
    under = page.replace(b'ID="c1" HPOS="0" VPOS="0"', b'ID="c1" HPOS="0" VPOS="305"')
    under = under.replace(b'ID="c1_l0" HPOS="0" VPOS="0"', b'ID="c1_l0" HPOS="0" VPOS="305"')
    far = under.replace(b'VPOS="305"', b'VPOS="900"')
    for file, kind in ((under, "caption"), (far, None)):
        reading = read(mets(logical=logical, physical=physical, links=links, files=FIRST_FILE), {"alto/1.xml": file})
        assert items(reading)["x1"][2] == ("c1", kind, "The quay.")
        assert [one.id for one in reading.pages[0].drawing.pictures] == ["i1"]
        assert reading.notices == ()  # the picture is found, though it is no text


def test_a_section_heading_stands_over_its_first_article() -> None:
    heading = div("HEADING", div("TITLE", fptr(area("A1", "m1"))))
    first = article("x1", fptr(area("A1", "h1")), fptr(area("A1", "t1")))
    second = article("x2", fptr(area("A1", "h2")), fptr(area("A1", "t2")))
    reading = read(mets(logical=div("ISSUE", div("SECTION", heading, first, second, more='LABEL="Weather"'))))
    assert items(reading)["x1"][0] == ("m1", "banner", "The Daily Tide")
    assert [kind for _, kind, _ in items(reading)["x2"]] == ["main", "text"]
    assert [item.section for item in reading.items] == ["Weather", "Weather"]
    assert reading.notices == ()
    own = div("SECTION", heading, div("BODY", div("PARAGRAPH", fptr(area("A1", "t1")))), second, more='ID="s"')
    assert items(read(mets(logical=div("ISSUE", own))))["s"] == [("m1", "main", "The Daily Tide"), ("t1", "text", "It rained all day.")]


def test_parts_of_an_article_are_what_the_structure_map_calls_them() -> None:
    body = div("BODY", div("TITLE", fptr(area("A1", "h2"))), div("AUTHOR", fptr(area("A1", "t2"))))
    heads = div(
        "HEADING", div("OVERLINE", fptr(area("A1", "m1"))), div("TITLE", fptr(area("A1", "h1"))), div("SUBHEADLINE", fptr(area("A1", "t1")))
    )
    picture = div("ILLUSTRATION", div("CAPTION", fptr(area("A1", "r1"))))
    found = items(read(mets(logical=div("ISSUE", div("ARTICLE", heads, body, picture, more='ID="x"')))))["x"]
    assert [kind for _, kind, _ in found] == ["kicker", "main", "deck", "crosshead", "byline", "caption"]


def test_a_table_given_as_an_image_is_no_text_of_an_article_that_has_some() -> None:
    table = div("TABLE", div("IMAGE", fptr(area("A1", "r1"))))
    text = div("BODY", div("PARAGRAPH", div("TEXT", fptr(area("A1", "t1")))), table)
    reading = read(mets(logical=div("ISSUE", div("ARTICLE", text, more='ID="x"'))))
    assert ("r1", "table", "stray words") in items(reading)[""]
    assert [notice.code for notice in reading.notices] == ["W-READ-27"]
    alone = div("ARTICLE", div("HEADING", fptr(area("A1", "h1"))), div("BODY", table), more='ID="x"')
    assert items(read(mets(logical=div("ISSUE", alone))))["x"] == [("h1", "main", "Flood"), ("r1", "table", "stray words")]


def test_containers_are_known_by_what_they_hold() -> None:
    """As NDK has it: PERIODICAL_TITLE, PERIODICAL_VOLUME, pages of several types."""
    title = "<mods:titleInfo><mods:title>Tide</mods:title></mods:titleInfo>"
    logical = div("PERIODICAL_TITLE", div("PERIODICAL_VOLUME", div("ISSUE", article("x1", "", fptr(area("A1", "t1"))))), more='DMDID="d"')
    physical = PHYSICAL.replace('"PAGE"', '"titlePage"').replace('"page"', '"normalPage"')
    reading = read(mets(logical=logical, physical=physical, records=mods("d", title)))
    assert [item.id for item in reading.items] == ["x1"]
    assert len(reading.pages) == 2
    assert reading.notices == ()
    assert reading.metadata is not None
    assert reading.metadata.newspaper.title == Fact("Tide", "high", "external")


def test_a_text_block_outside_of_articles_is_no_article() -> None:
    logical = div("ISSUE", div("CONTENT", div("TEXTBLOCK", fptr(area("A1", "r1"))), article("x1", "", fptr(area("A1", "t1")))))
    assert [item.id for item in read(mets(logical=logical)).items] == ["x1"]


def test_an_article_inside_another_is_one_of_its_own() -> None:
    inner = article("x2", fptr(area("A1", "h2")), fptr(area("A1", "t2")))
    outer = div("ARTICLE", div("BODY", div("PARAGRAPH", fptr(area("A1", "t1"))), inner), more='ID="x1"')
    found = items(read(mets(logical=div("ISSUE", outer))))
    assert [text for _, _, text in found["x1"]] == ["It rained all day."]
    assert [text for _, _, text in found["x2"]] == ["Dry spell", "No rain at all."]


def test_a_block_claimed_twice_stays_with_the_first_and_dangling_ids_are_told() -> None:
    logical = div(
        "ISSUE",
        article("x1", "", fptr(area("A1", "t1"))),
        article("x2", "", fptr(area("A1", "t1"), area("A1", "t2"))),
        article("x3", "", fptr(area("A1", "nowhere")), fptr(area("A9", "t1"))),
    )
    reading = read(mets(logical=logical))
    assert {name: len(blocks) for name, blocks in items(reading).items()} == {"": 6, "x1": 1, "x2": 1}
    assert [notice.code for notice in reading.notices] == ["W-READ-23", "W-READ-21", "W-READ-20"]
    assert [item.id for item in reading.items] == ["x1", "x2"]
    assert whole(reading)


def test_areas_that_cut_a_block_part_it_at_lines() -> None:
    logical = div("ISSUE", article("x1", "", fptr(area("A1", "t1_l0"))), article("x2", "", fptr(area("A1", "t1_w1_0", "t1_w1_1"))))
    reading = read(mets(logical=logical))
    assert items(reading)["x1"] == [("t1.1", "text", "It rained")]
    assert items(reading)["x2"] == [("t1.2", "text", "all day.")]
    assert whole(reading)


def test_blocks_stand_in_the_order_of_the_structure_map() -> None:
    logical = div(
        "ISSUE",
        article("x2", fptr(area("A1", "h2")), fptr(area("A1", "t2"))),
        article("x1", fptr(area("A1", "h1")), fptr(area("A1", "t1"))),
    )
    page = read(mets(logical=logical)).pages[0]
    assert [one.id for one in page.blocks] == ["m1", "h2", "t2", "r1", "h1", "t1"]
    assert [one.n for one in page.lines] == list(range(1, 9))


@pytest.mark.parametrize(
    "href",
    [
        "alto/1.xml",
        "./alto/1.xml",
        "file://./alto/1.xml",
        "file:alto%2F1.xml",
        ".\\alto\\1.xml",
        "https://example.org/x/alto/1.xml",
        "file:///D:/scan/alto/1.xml",
    ],
)
def test_files_are_found_by_what_the_name_means_here(href: str) -> None:
    files = FILES.replace("file://./alto/1.xml", href)
    assert read(mets(files=files)).files[1].name == "alto/1.xml"


def test_a_name_may_have_signs_in_it() -> None:
    files = FILES.replace("file://./alto/1.xml", "alto/a%20b.xml")
    assert read(mets(files=files), {"alto/a b.xml": PAGES["alto/1.xml"], "alto/2.xml": PAGES["alto/2.xml"]}).files[1].name == "alto/a b.xml"
    assert (
        read(mets(files=files), {"alto/a%20b.xml": PAGES["alto/1.xml"], "alto/2.xml": PAGES["alto/2.xml"]}).files[1].name
        == "alto/a%20b.xml"
    )


@pytest.mark.parametrize("href", ["../1.xml", "alto/../../1.xml", "alto/%2e%2e/%2e%2e/1.xml", "..\\1.xml"])
def test_a_file_outside_of_the_folder_is_refused(href: str) -> None:
    asked: list[str] = []

    def opener(name: str) -> bytes:
        asked.append(name)
        return PAGES["alto/1.xml"]

    with pytest.raises(UnreadableError, match="outside of its folder"):
        read_mets("issue.xml", mets(files=FILES.replace("file://./alto/1.xml", href)), opener)
    assert asked == []


def test_an_absolute_name_never_reaches_the_opener_as_such() -> None:
    asked: list[str] = []

    def opener(name: str) -> bytes:
        asked.append(name)
        raise MissingError("not there", where=name)

    with pytest.raises(MissingError):
        read_mets("issue.xml", mets(files=FILES.replace("file://./alto/1.xml", "/etc/../passwd.xml")), opener)
    assert asked == ["etc/passwd.xml", "passwd.xml"]


def test_a_missing_file_ends_the_run() -> None:
    with pytest.raises(MissingError, match=r"alto/2\.xml"):
        read(mets(), {"alto/1.xml": PAGES["alto/1.xml"]})


def test_every_file_is_listed_with_its_digest_and_compared_with_the_checksum() -> None:
    right = hashlib.md5(PAGES["alto/1.xml"], usedforsecurity=False).hexdigest().upper()
    data = mets(
        files=FILES.replace('"A1"', f'"A1" CHECKSUMTYPE="MD5" CHECKSUM="{right}"').replace(
            '"A2"', '"A2" CHECKSUMTYPE="SHA-256" CHECKSUM="00"'
        )
    )
    reading = read(data)
    assert [(file.name, file.sha256) for file in reading.files] == [
        (name, hashlib.sha256(content).hexdigest()) for name, content in (("issue.xml", data), *PAGES.items())
    ]
    assert [(notice.code, notice.file) for notice in reading.notices] == [("W-READ-25", "alto/2.xml")]


def test_the_image_of_a_page_is_taken_where_it_lies_beside() -> None:
    images = "".join(
        f'<file ID="{name}" MIMETYPE="{media}" USE="{use}"><FLocat xlink:href="{name}"/></file>'
        for name, media, use in (
            ("t.jpg", "image/jpeg", "THUMBNAILS"),
            ("1.tif", "image/tiff", ""),
            ("gone.jpg", "image/jpeg", ""),
            ("1.png", "image/png", ""),
        )
    )
    pointers = "".join(f'<fptr FILEID="{name}"/>' for name in ("t.jpg", "1.tif", "gone.jpg", "1.png"))
    reading = read(
        mets(files=FILES + images, physical=PHYSICAL.replace("<fptr>", f"{pointers}<fptr>", 1)),
        {**PAGES, "t.jpg": PNG, "1.tif": PNG, "1.png": PNG},
    )
    assert reading.images == (Image("p1-scan-1.png", "image/png", PNG),)
    assert [page.image for page in reading.pages] == ["p1-scan-1.png", None]


@pytest.mark.parametrize("lies", [b"II*\0", b"<html>", b""])
def test_an_image_that_is_none_by_its_bytes_is_not_shown(lies: bytes) -> None:
    image = '<file ID="1.jpg" MIMETYPE="image/jpeg"><FLocat xlink:href="1.jpg"/></file>'
    physical = PHYSICAL.replace("<fptr>", '<fptr FILEID="1.jpg"/><fptr>', 1)
    assert read(mets(files=FILES + image, physical=physical), {**PAGES, "1.jpg": lies}).images == ()


def test_page_xml_may_stand_beside_it() -> None:
    page = b'<PcGts><Page imageWidth="9" imageHeight="9"><TextRegion id="r1" custom="structure {type:article; id:a1;}"><TextLine id="l1"><TextEquiv><Unicode>Rain</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>'
    reading = read(mets(), {"alto/1.xml": page, "alto/2.xml": PAGES["alto/2.xml"]})
    assert [item.id for item in reading.items] == ["a1"]
    assert items(reading)["a1"] == [("r1", None, "Rain")]


def test_pages_stand_by_their_order() -> None:
    physical = PHYSICAL.replace('ORDER="1"', 'ORDER="10"')
    assert [page.lines[0].text for page in read(mets(physical=physical)).pages] == ["It rained on.", "The Daily Tide"]
    assert [page.label for page in read(mets(physical=physical)).pages] == [None, "17"]


def test_without_a_physical_map_each_text_file_is_a_page() -> None:
    assert [page.lines[0].text for page in read(mets(physical="")).pages] == ["The Daily Tide", "It rained on."]


def test_a_page_without_text_keeps_its_place() -> None:
    physical = PHYSICAL.replace('<fptr FILEID="A2"/>', '<fptr FILEID="I2"/>')
    files = FIRST_FILE + '<file ID="I2" MIMETYPE="image/tiff"><FLocat xlink:href="2.tif"/></file>'
    reading = read(mets(files=files, physical=physical))
    assert [len(page.lines) for page in reading.pages] == [8, 0]
    assert [(notice.code, notice.where) for notice in reading.notices] == [("W-READ-05", "p2")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<alto/>", "root element is alto"),
        (b'<!DOCTYPE mets SYSTEM "x.dtd"><mets/>', "DOCTYPE"),
        (b"<mets/>", "names no text file"),
        (b"<mets>", "broken"),
        (mets(files='<file ID="A1" MIMETYPE="image/tiff"><FLocat xlink:href="1.tif"/></file>'), "names no text file"),
    ],
)
def test_what_is_no_issue_is_refused_with_a_reason(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read(data)


def test_an_issue_without_any_page_in_its_files_is_refused() -> None:
    with pytest.raises(UnreadableError, match="holds no page"):
        read(mets(), dict.fromkeys(PAGES, b"<alto><Layout/></alto>"))


def test_more_parts_than_an_issue_has_are_refused() -> None:
    with pytest.raises(UnreadableError, match="no issue has"):
        read(mets(logical=div("ISSUE", "<div/>" * 200_001)))


def test_a_text_file_that_is_none_is_named() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(mets(), {**PAGES, "alto/2.xml": b"<html/>"})
    assert caught.value.where == "alto/2.xml"


@pytest.mark.shared
def test_a_real_issue_has_the_articles_of_its_library(shared: Path) -> None:
    folder = shared / "pages/luxembourg"
    path = next(folder.glob("*mets.xml"))
    reading = read_mets(
        path.name, path.read_bytes(), lambda name: (folder / name).read_bytes() if (folder / name).is_file() else _missing(name)
    )
    gold = json.loads(next(folder.glob("*.gold.json")).read_text(encoding="utf-8"))
    assert sum(item.kind == "article" for item in reading.items) == 13  # twelve articles, and a section with text of its own
    assert whole(reading)
    found = {
        name: _letters(" ".join(text for _, kind, text in blocks if kind != "banner")) for name, blocks in items(reading).items() if name
    }
    for wanted in gold["articles"]:
        text = _letters("".join(part["text"] for part in (*wanted["heads"], *wanted["blocks"])))
        best = max(found.values(), key=lambda other: _same(text[:200], other[:200]))
        assert _same(text, best) > 0.99
    assert reading.metadata is not None
    assert reading.metadata.date == IssueDate("1858-12-07", cert="high", evidence="external")


def _letters(text: str) -> str:
    return printed(text).replace("-", "")


def _same(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() if len(one) < 500 else float(one[:-20] in other or other in one)


def _missing(name: str) -> bytes:
    raise MissingError("not there", where=name)
