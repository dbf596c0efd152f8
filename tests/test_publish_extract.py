"""The TEI of one article: valid, with its lines and names and no others, and pointers that lead somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree
from publish_reference import EVERY, GOLDEN, XML_ID, T, tei, tei_articles

from converter.inputs import load
from converter.pipeline import convert_sources
from converter.publish.extract import Extracts
from converter.validate import validate

SEEDS = ("seed/*.txt", "jingbao/*.raw.txt", "rebuilt/*.pdf", "luxembourg/*-mets.xml")


def extracts(source: bytes) -> dict[str, bytes]:
    root = etree.fromstring(source)
    made = Extracts(root)
    divs = [div for div in root.iter(f"{T}div") if div.get("type") == "article"]
    before = etree.tostring(root)
    chains: dict[str, list[etree._Element]] = {}
    first: dict[str, str] = {}
    for div in divs:
        name = div.get(XML_ID, "")
        first[name] = first.get(div.get("prev", "").removeprefix("#"), name)
        chains.setdefault(first[name], []).append(div)
    found = {name: made.of(parts, "题") for name, parts in chains.items()}
    assert etree.tostring(root) == before
    return found


@pytest.mark.parametrize("path", sorted(GOLDEN.glob("lvliang*/*.xml")), ids=lambda path: path.stem)
def test_an_extract_of_valid_tei_is_valid_and_keeps_every_line(path: Path) -> None:
    source = path.read_bytes()
    made = extracts(source)
    assert made
    for name, extract in made.items():
        assert [notice for notice in validate(extract) if notice.level == "error"] == []
        assert tei_articles(extract) == {name: tei_articles(source)[name]}


@pytest.mark.shared
@pytest.mark.parametrize("pattern", SEEDS)
def test_extracts_of_the_development_pages_are_valid(pattern: str, shared: Path) -> None:
    for page in sorted((shared / "pages").glob(pattern))[:4]:
        source = convert_sources(load([page])).tei
        for name, extract in extracts(source).items():
            assert [(page.name, name, notice) for notice in validate(extract) if notice.level == "error"] == []
            articles = tei_articles(source)
            assert name in tei_articles(extract)
            assert tei_articles(extract).items() <= articles.items()


def test_only_what_the_article_names_goes_with_it() -> None:
    root = etree.fromstring(extracts((GOLDEN / "lvliang-2020-12" / "lvliang-2020-12.xml").read_bytes())["a1"])
    named = {
        token[1:]
        for element in root.find(f"{T}text").iter()
        for value in element.attrib.values()
        for token in value.split()
        if token[0] == "#"
    }
    lines = {line.get(XML_ID) for line in root.iter(f"{T}line")}
    people = {person.get(XML_ID) for person in root.iter(f"{T}person")}
    assert lines
    assert people
    assert lines | people <= named
    extent = {measure.get("unit"): measure.get("quantity") for measure in root.iterfind(f".//{T}extent/{T}measure")}
    assert extent == {"page": "1", "article": "1", "line": str(len(lines))}
    assert root.get(XML_ID) == "lvliang-2020-12-a1"
    assert root.findtext(f".//{T}titleStmt/{T}title").endswith("：题")
    assert root.find(f".//{T}samplingDecl//{T}ref").get("target") == "index.xml"


def test_what_is_not_in_it_is_named_in_the_file_of_the_issue() -> None:
    source = tei(
        '<pb n="1"/><div type="article" xml:id="a1" next="#a2"><p>见<ref target="#a3 #a1">另文</ref></p></div>'
        '<pb n="2"/><div type="article" xml:id="a2" prev="#a1"><p>续</p></div><div type="article" xml:id="a3"><p>三</p></div>'
    )
    root = etree.fromstring(source)
    divs = list(root.iter(f"{T}div"))
    made = etree.fromstring(Extracts(root).of(divs[:2], ""))
    assert made.find(f".//{T}ref").get("target") == "index.xml#a3 #a1"
    assert [part.tag.removeprefix(T) for part in made.find(f".//{T}body")] == ["pb", "div", "pb", "div"]
    assert [page.get("n") for page in made.iter(f"{T}pb")] == ["1", "2"]
    alone = etree.fromstring(Extracts(root).of(divs[:1], ""))
    assert alone.find(f".//{T}div").get("next") == "index.xml#a2"
    assert tei_articles(etree.tostring(made)) == {"a1": "见另文", "a2": "续"}


def test_a_place_goes_with_the_places_that_hold_it_and_no_others() -> None:
    made = {name: etree.fromstring(extract) for name, extract in extracts(EVERY.read_bytes()).items()}
    for root in made.values():
        named = {
            token[1:]
            for element in root.find(f"{T}text").iter()
            for value in element.attrib.values()
            for token in value.split()
            if token[0] == "#"
        }
        for place in root.iter(f"{T}place"):
            assert {inner.get(XML_ID) for inner in place.iter(f"{T}place")} & named
    assert any(True for root in made.values() for _ in root.iter(f"{T}place"))
