"""The records of a deposit: valid by the schemas of those who made them, with every fact in its place, the same bytes each time."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from deposit_cases import FULL, NASTY, facts, header, metadata, payload, sha256
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from converter.deposit import crate, facts_of, records
from converter.deposit.bag import state
from converter.metadata import Fact, Person, Rights

RECORDS = ("metadata/datacite.xml", "metadata/oai_dc.xml", "metadata/premis.xml")
_PREMIS = {"p": "http://www.loc.gov/premis/v3"}
_DATACITE = {"d": "http://datacite.org/schema/kernel-4"}
_DC = {"dc": "http://purl.org/dc/elements/1.1/"}
Validate = Callable[[str, bytes], list[str]]


@pytest.fixture
def problems() -> Validate:
    return _checker()


@cache
def _checker() -> Validate:
    """What the official schema of a record says against it."""
    data = Path(__file__).resolve().parents[2] / "shared" / "checks" / "data"
    if not data.is_dir():
        pytest.skip("the schemas of DataCite, Dublin Core and PREMIS are not beside the project")
    places = dict(zip(RECORDS, (data / "datacite-4.7/metadata.xsd", data / "oai_dc/oai_dc.xsd", data / "premis-v3-0.xsd"), strict=True))

    class Local(etree.Resolver):
        def resolve(self, system_url: str, public_id: str, context: object) -> object:  # noqa: ARG002 - as lxml calls it
            return self.resolve_filename(str(data / "datacite-4.7/include/xml.xsd"), context) if system_url.endswith("xml.xsd") else None

    parser = etree.XMLParser(no_network=True)
    parser.resolvers.add(Local())
    schemas = {name: etree.XMLSchema(etree.parse(str(place), parser)) for name, place in places.items()}

    def check(name: str, body: bytes) -> list[str]:
        schemas[name].validate(etree.fromstring(body))
        return [f"{one.line}: {one.message}" for one in schemas[name].error_log]

    return check


def of(name: str, toml: str | None = FULL) -> etree._Element:
    return etree.fromstring(records(facts(toml), payload())[name])


def texts(record: etree._Element, path: str, spaces: dict[str, str]) -> list[str]:
    return [one if isinstance(one, str) else "".join(one.itertext()) for one in record.xpath(path, namespaces=spaces)]


@pytest.mark.parametrize("name", RECORDS)
@pytest.mark.parametrize(
    "toml", [FULL, NASTY, FULL.replace('date = "2020-12-21"\n', "not_after = 1999-01-02\n")], ids=["full", "nasty", "bound"]
)
def test_each_record_is_valid(name: str, toml: str, problems: Validate) -> None:
    assert problems(name, records(facts(toml), payload())[name]) == []


_WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"], exclude_characters="\ufffe\uffff"), min_size=1).filter(str.strip)
_LINKS = st.builds(
    str.__add__, st.sampled_from(["https://", "http://example.org/", "https://example.org:8/?", "10.", "ark:/", "urn:"]), _WORDS
)


@given(
    _WORDS,
    _WORDS | _LINKS,
    st.lists(st.tuples(st.sampled_from(["URI", "DOI", "ARK", "Handle", "URN", "x-y"]), _WORDS | _LINKS), min_size=1),
    _LINKS,
)
def test_whatever_words_people_use_the_records_are_valid(words: str, licence: str, identifiers: list[tuple[str, str]], link: str) -> None:
    check = _checker()
    known = facts()
    paper = replace(known.metadata.newspaper, title=Fact(words), place=Fact(words), identifiers=tuple(identifiers))
    edition = replace(known.metadata.edition, publisher=words, licence=licence, contact=link, identifiers=tuple(identifiers))
    told = replace(known, title=words, metadata=replace(known.metadata, newspaper=paper, edition=edition, rights=Rights(link, words)))
    for name, body in records(told, payload()).items():
        assert check(name, body) == []
    entities = json.loads(crate(told, payload()))["@graph"]
    assert len({one["@id"] for one in entities}) == len(entities)


_MUTANTS = [
    ("metadata/datacite.xml", "titles", "titels"),
    ("metadata/datacite.xml", 'dateType="Coverage"', 'dateType="Covered"'),
    ("metadata/datacite.xml", 'resourceTypeGeneral="Text"', 'resourceTypeGeneral="Newspaper"'),
    ("metadata/datacite.xml", "<publicationYear>2026", "<publicationYear>26"),
    ("metadata/oai_dc.xml", "dc:creator", "dc:author"),
    ("metadata/oai_dc.xml", "oai_dc/", "oai_cd/"),
    ("metadata/premis.xml", "eventType", "eventKind"),
    ("metadata/premis.xml", 'xsi:type="file"', 'xsi:type="folder"'),
    ("metadata/premis.xml", "<rightsBasis>license</rightsBasis>", ""),
    ("metadata/premis.xml", 'version="3.0"', 'version="2.0"'),
]


@pytest.mark.parametrize(("name", "right", "wrong"), _MUTANTS)
def test_the_schemas_see_what_is_wrong(name: str, right: str, wrong: str, problems: Validate) -> None:
    body = records(facts(), payload())[name].decode()
    assert right in body
    assert problems(name, body.replace(right, wrong).encode())


@pytest.mark.parametrize("name", RECORDS)
def test_the_same_facts_give_the_same_bytes_and_no_clock_or_order_does_other(name: str) -> None:
    first = records(facts(), payload())[name]
    assert first == records(facts(), payload())[name]
    assert first.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n")
    assert first.endswith(b">\n")


def test_what_is_told_stands_in_the_datacite_record() -> None:
    record = of("metadata/datacite.xml")

    def told(path: str) -> list[str]:
        return texts(record, path, _DATACITE)

    assert told("d:identifier[@identifierType='DOI']") == ["10.1234/abc"]
    assert told("//d:alternateIdentifier[@alternateIdentifierType='ARK']") == ["ark:/12345/x1"]
    assert told("//d:creatorName[@nameType='Personal']") == ["Li Si"]
    assert told("d:contributors/d:contributor[@contributorType='Other']/d:contributorName") == ["Wang Xiaoming"]
    assert told("//d:nameIdentifier[@nameIdentifierScheme='ORCID']") == ["https://orcid.org/0000-0002-1825-0097"]
    assert told("d:titles/d:title") == ["吕梁日报，2020年12月，第1版"]
    assert told("d:publisher[@publisherIdentifier='https://ror.org/02nv7yv05']") == ["Example University Library"]
    assert told("d:publicationYear") == ["2026"]
    assert told("d:dates/d:date[@dateType='Issued']") == ["2026-03-01"]
    assert told("d:dates/d:date[@dateType='Coverage']") == ["2020-12-21"]
    assert told("d:language") == ["zh-Hans"]
    assert told("d:sizes/d:size") == ["1 page", "5 articles", "7 files", f"{sum(one.size for one in payload())} bytes"]
    assert told("d:formats/d:format") == ["application/tei+xml", "text/html", "text/plain"]
    assert told("//d:rights[@rightsIdentifier='CC-BY-4.0'][@rightsURI='https://creativecommons.org/licenses/by/4.0/']") == [
        "Markup and metadata: CC BY 4.0"
    ]
    assert told("//d:rights[@rightsIdentifier='InC']") == ["Text and images of the newspaper: Copyright 吕梁日报社"]
    assert told("//d:geoLocationPlace") == [], "where it was printed is not what it is about"
    assert told("//d:version") == [], "a day is no version"
    assert told("//d:description[@descriptionType='TechnicalInfo']") == [
        "State of the TEI: draft; made by software, no later change by a person is recorded."
    ]
    assert told("//d:relatedIdentifier[@relatedIdentifierType='ISSN'][@relationType='IsDerivedFrom']") == ["1672-6294"]
    item = "d:relatedItems/d:relatedItem[@relationType='IsDerivedFrom']"
    assert told(f"{item}/d:titles/d:title") == ["吕梁日报", "Lüliang Daily"]
    assert [told(f"{item}/d:{name}") for name in ("publicationYear", "volume", "issue", "firstPage", "publisher")] == [
        ["2020"],
        ["12"],
        ["3795"],
        ["1"],
        ["吕梁日报社"],
    ]
    assert told("//d:description")[0].endswith("Local newspapers of Shanxi")


def test_a_year_that_is_not_known_is_not_said() -> None:
    record = of("metadata/datacite.xml", FULL.replace('date = "2020-12-21"', 'not_before = "2020-12-19"\nnot_after = "2021-01-02"'))
    assert texts(record, "//d:relatedItem/d:publicationYear", _DATACITE) == []
    assert texts(record, "//d:date[@dateType='Coverage']", _DATACITE) == ["2020-12-19/2021-01-02"]


def test_an_open_end_is_written_as_each_record_wants_it() -> None:
    toml = FULL.replace('date = "2020-12-21"', 'not_before = "2020-12-19"')
    assert texts(of("metadata/datacite.xml", toml), "//d:date[@dateType='Coverage']", _DATACITE) == ["2020-12-19/"]
    assert texts(of("metadata/oai_dc.xml", toml), "dc:coverage", _DC)[-1] == "2020-12-19/.."


def test_without_people_the_publisher_answers() -> None:
    alone = re.sub(r"\[\[edition\.people\]\]\n(?:(?:name|resp|orcid) = .*\n)+", "", FULL)
    assert texts(of("metadata/datacite.xml", alone), "//d:creatorName[@nameType='Organizational']", _DATACITE) == [
        "Example University Library"
    ]
    assert texts(of("metadata/oai_dc.xml", alone), "dc:creator", _DC) == ["Example University Library"]


def test_what_is_told_stands_in_dublin_core() -> None:
    record = of("metadata/oai_dc.xml")

    def told(name: str) -> list[str]:
        return texts(record, f"dc:{name}", _DC)

    assert told("identifier") == [
        "https://doi.org/10.1234/abc",
        "https://n2t.net/ark:/12345/x1",
        "https://example.org/editions/lvliang-2020-12",
    ]
    assert told("creator") == ["Li Si"]
    assert told("contributor") == ["Wang Xiaoming"]
    assert told("format") == ["application/tei+xml", "text/html", "text/plain"]
    assert told("source") == ["吕梁日报, 2020-12-21, volume 12, issue 3795", "ISSN 1672-6294", "CN14-0031"]
    assert told("coverage") == ["2020-12-21"]
    assert told("language") == ["zh-Hans"]
    assert told("date") == ["2026-03-01"]
    assert told("rights") == [
        "Markup and metadata: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)",
        "Text and images of the newspaper: Copyright 吕梁日报社 (http://rightsstatements.org/vocab/InC/1.0/)",
        "Use of text and images of the newspaper is restricted.",
    ]


def test_premis_holds_sources_and_tei_with_their_digests_and_what_came_of_what() -> None:
    record = of("metadata/premis.xml")
    files = record.findall("p:object[@{http://www.w3.org/2001/XMLSchema-instance}type='file']", _PREMIS)
    found = {file.findtext("p:objectIdentifier/p:objectIdentifierValue", "", _PREMIS): file for file in files}
    assert found.keys() == {"data/source/page-01.txt", "data/tei/lvliang-2020-12.xml"}
    for name, file in found.items():
        assert file.findtext(".//p:fixity[p:messageDigestAlgorithm='SHA-256']/p:messageDigest", "", _PREMIS) == sha256(
            name.removeprefix("data/")
        )
    tei, source = found["data/tei/lvliang-2020-12.xml"], found["data/source/page-01.txt"]
    related = "p:relationship[p:relationshipSubType='{}']/p:relatedObjectIdentifier/p:relatedObjectIdentifierValue"
    assert tei.findtext(related.format("has source"), "", _PREMIS) == "data/source/page-01.txt"
    assert source.findtext(related.format("is source of"), "", _PREMIS) == "data/tei/lvliang-2020-12.xml"
    assert source.findtext(".//p:formatRegistryKey", "", _PREMIS) == "x-fmt/111"
    events = record.findall("p:event", _PREMIS)
    assert [event.findtext("p:eventIdentifier/p:eventIdentifierValue", "", _PREMIS) for event in events] == ["lvliang-2020-12-conversion"]
    assert events[0].findtext("p:eventDateTime", "", _PREMIS) == facts().made
    assert texts(record, "p:agent/p:agentName", _PREMIS)[-3:] == ["Example University Library", "Wang Xiaoming", "Li Si"]
    assert texts(record, "p:agent[p:agentType='software'][1]/p:agentVersion", _PREMIS) == [facts().software[0][1]]


def test_every_link_inside_premis_leads_somewhere() -> None:
    record = of("metadata/premis.xml")
    own = set(texts(record, "//p:objectIdentifierValue | //p:eventIdentifierValue | //p:agentIdentifierValue", _PREMIS))
    own |= set(texts(record, "//p:rightsStatementIdentifierValue", _PREMIS))
    links = texts(record, "//*[starts-with(local-name(), 'linking') or starts-with(local-name(), 'related')]/*[2]", _PREMIS)
    assert len(links) > 8
    assert set(links) <= own


def test_each_tei_file_has_the_sources_that_its_own_header_names() -> None:
    """A long PDF or list of pages: of a hundred inputs a page came of one."""
    second = header()
    place = second.find(".//{*}relatedItem[@type='source']//{*}ref")
    assert place is not None
    place.set("target", "../source/page%2002.txt")
    both = replace(facts_of("x", [header(), second], None, ["tei/x-1.xml", "tei/x-2.xml"]), metadata=facts().metadata)
    held = payload(("source/page 02.txt", "source/page-01.txt", "tei/x-1.xml", "tei/x-2.xml"))
    record = etree.fromstring(records(both, held)["metadata/premis.xml"])
    pairs = {
        (file.findtext("p:objectIdentifier/p:objectIdentifierValue", "", _PREMIS), name)
        for file in record.findall("p:object", _PREMIS)
        for name in texts(file, "p:relationship[p:relationshipSubType='has source']//p:relatedObjectIdentifierValue", _PREMIS)
    }
    assert pairs == {("data/tei/x-1.xml", "data/source/page-01.txt"), ("data/tei/x-2.xml", "data/source/page 02.txt")}


def linked(record: etree._Element, own: str, element: str) -> list[str]:
    """The values of links of an entity of the PREMIS record."""
    return texts(record, f"p:*[p:*[1]/p:*[2] = '{own}']/p:{element}/p:*[2]", _PREMIS)


def test_what_shows_the_newspaper_is_under_its_rights_too() -> None:
    held = payload(("html/index.html", "images/p1.jpg", "source/page-01.txt", "tei/lvliang-2020-12.xml"))
    record = etree.fromstring(records(facts(), held)["metadata/premis.xml"])
    both, paper = ["lvliang-2020-12-licence", "lvliang-2020-12-rights"], ["lvliang-2020-12-rights"]
    wanted = {
        "data/source/page-01.txt": paper,
        "data/images/p1.jpg": paper,
        "data/tei/lvliang-2020-12.xml": both,
        "lvliang-2020-12-html": both,
    }
    assert {name: linked(record, name, "linkingRightsStatementIdentifier") for name in wanted} == wanted
    back = {own: texts(record, f"//p:rightsStatement[p:*[1]/p:*[2] = '{own}']/p:linkingObjectIdentifier/p:*[2]", _PREMIS) for own in both}
    assert {own: set(names) for own, names in back.items()} == {
        own: {name for name, statements in wanted.items() if own in statements} for own in both
    }


@pytest.mark.parametrize(
    ("statement", "basis"),
    [
        ("https://creativecommons.org/publicdomain/mark/1.0/", "other"),
        ("http://rightsstatements.org/vocab/InC/1.0/", "other"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "license"),
        ("https://creativecommons.org/licenses/by/4.0/", "license"),
    ],
)
def test_a_mark_of_status_grants_nothing(statement: str, basis: str) -> None:
    record = of("metadata/premis.xml", FULL.replace("http://rightsstatements.org/vocab/InC/1.0/", statement))
    found = "//p:rightsStatement[p:*[1]/p:*[2] = 'lvliang-2020-12-rights']/p:rightsBasis"
    assert texts(record, found, _PREMIS) == [basis]


def corrected() -> etree._Element:
    found = header()
    revision = found.find("{*}revisionDesc")
    statements = found.find(".//{*}titleStmt")
    assert revision is not None
    assert statements is not None
    space = "{http://www.tei-c.org/ns/1.0}"
    statement = etree.SubElement(statements, f"{space}respStmt", {"{http://www.w3.org/XML/1998/namespace}id": "zhao"})
    etree.SubElement(statement, f"{space}resp").text = "review"
    etree.SubElement(statement, f"{space}name", {"type": "person"}).text = "Zhao Wu"
    etree.SubElement(revision, f"{space}change", {"when": "2099-02-03", "who": "#zhao"}).text = "Read against the images."
    revision.set("status", "approved")
    return found


def test_a_later_change_is_an_event_of_its_own_with_who_made_it(problems: Validate) -> None:
    """The conversion gave other bytes than those of a corrected file: it does not have it for its outcome."""
    told = facts_of("x", [corrected(), header()], metadata(FULL), ["tei/x-1.xml", "tei/x-2.xml"])
    body = records(told, payload(("source/page-01.txt", "tei/x-1.xml", "tei/x-2.xml")))["metadata/premis.xml"]
    record = etree.fromstring(body)
    assert problems("metadata/premis.xml", body) == []
    assert texts(record, "p:event/p:eventType", _PREMIS) == ["creation", "modification"]
    assert linked(record, "x-conversion", "linkingObjectIdentifier") == ["data/source/page-01.txt", "data/tei/x-2.xml"]
    assert linked(record, "x-change-1", "linkingObjectIdentifier") == ["data/tei/x-1.xml"]
    assert linked(record, "x-change-1", "linkingAgentIdentifier") == ["x-person-zhao"]
    assert texts(record, "p:agent[p:*[1]/p:*[2] = 'x-person-zhao']/p:agentName", _PREMIS) == ["Zhao Wu"]
    assert texts(record, "p:event[2]/p:eventDateTime | p:event[2]//p:eventDetail", _PREMIS) == ["2099-02-03", "Read against the images."]
    assert (
        state(told)
        == "State of the TEI: approved and draft; made by software, last changed on 2099-02-03 by Zhao Wu: Read against the images."
    )
    assert linked(record, "data/tei/x-1.xml", "linkingEventIdentifier") == ["x-change-1"]
    assert linked(record, "data/tei/x-2.xml", "linkingEventIdentifier") == ["x-conversion"]


def test_what_xml_cannot_hold_is_refused_and_never_dropped() -> None:
    """The check of edition.toml keeps such characters out; here nothing goes round it in silence."""
    told = facts()
    people = (Person("x", "a\x01b", "review"),)
    wrong = replace(told, metadata=replace(told.metadata, edition=replace(told.metadata.edition, people=people)))
    with pytest.raises(ValueError, match="XML compatible"):
        records(wrong, payload())


def test_a_bare_edition_has_a_record_too_when_what_is_demanded_is_there(problems: Validate) -> None:
    least = '[newspaper]\ntitle = "x"\n[edition]\npublisher = "y"\nlicence = "CC0-1.0"\ncontact = "a@b.org"\nidentifiers = { URI = "https://example.org/x" }\n'
    bare = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc/><revisionDesc><change when="2021-01-02"/></revisionDesc></teiHeader></TEI>'
    told = facts_of("x", [header(bare)], metadata(least))
    assert (told.title, told.newspaper, told.day) == ("x", "x", "2021-01-02")
    for name, body in records(told, payload()).items():
        assert problems(name, body) == []
