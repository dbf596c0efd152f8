"""The RO-Crate of an edition, and the tag files: each file described, every reference led somewhere, JSON-LD in the form that 1.2 asks for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from deposit_cases import FULL, NASTY, facts, payload, sha256

from converter.deposit import DECLARATION, bag_info, crate, manifest
from converter.deposit.bag import description
from converter.deposit.header import Change
from converter.deposit.payload import kind_of
from converter.metadata import Person, Rights

Graph = dict[str, dict[str, Any]]


def graph(toml: str = FULL, names: tuple[str, ...] | None = None) -> Graph:
    whole = json.loads(crate(facts(toml), payload(names) if names else payload()))
    assert whole["@context"] == "https://w3id.org/ro/crate/1.2/context"
    entities = whole["@graph"]
    out = {one["@id"]: one for one in entities}
    assert len(out) == len(entities), "an @id stands twice"
    return out


def references(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if value.keys() == {"@id"}:
            yield value["@id"]
        else:
            for part in value.values():
                yield from references(part)
    elif isinstance(value, list):
        for part in value:
            yield from references(part)


def test_the_root_has_what_the_specification_demands() -> None:
    found = graph()
    root = found["./"]
    assert found["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    assert found["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.2"}
    assert root["name"] == "吕梁日报，2020年12月，第1版"
    assert root["datePublished"] == "2026-03-01"
    assert found[root["license"]["@id"]]["name"] == "CC BY 4.0"
    assert found[root["publisher"]["@id"]] == {
        "@id": "https://ror.org/02nv7yv05",
        "@type": "Organization",
        "name": "Example University Library",
        "url": "https://ror.org/02nv7yv05",
        "contactPoint": {"@id": "mailto:editions@example.org"},
    }
    assert root["author"] == root["publisher"]
    maker = found[root["creator"]["@id"]]
    assert (maker["@type"], maker["name"], maker["roleName"]) == ("Role", "Li Si", "transcription")  # no ORCID, and so no Person
    assert root["contributor"] == {"@id": "https://orcid.org/0000-0002-1825-0097"}
    assert root["creator"]["@id"].startswith("#person-")
    assert root["creditText"] == "Wang Xiaoming (review); Li Si (transcription)"
    assert [found[one["@id"]]["value"] for one in root["identifier"]] == [
        "10.1234/abc",
        "ark:/12345/x1",
        "https://example.org/editions/lvliang-2020-12",
    ]
    assert found[root["usageInfo"]["@id"]]["name"] == "Copyright 吕梁日报社"


def test_the_newspaper_is_what_it_is_about() -> None:
    found = graph()
    issue = found[found["./"]["about"]["@id"]]
    assert (issue["@type"], issue["issueNumber"], issue["datePublished"]) == ("PublicationIssue", "3795", "2020-12-21")
    volume = found[issue["isPartOf"]["@id"]]
    assert (volume["@type"], volume["volumeNumber"]) == ("PublicationVolume", "12")
    paper = found[volume["isPartOf"]["@id"]]
    assert (paper["@type"], paper["name"], paper["issn"], paper["identifier"]) == ("Newspaper", "吕梁日报", "1672-6294", "CN14-0031")
    assert paper["publisher"] == "吕梁日报社"


def test_each_file_is_described_with_its_size_and_digest_and_the_html_as_one_folder() -> None:
    found = graph()
    files = {unquote(own): one for own, one in found.items() if one["@type"] == "File"}
    assert files.keys() == {one.name.removeprefix("data/") for one in payload()} - {"html/a1.html"}
    for name, one in files.items():
        assert (one["sha256"], one["contentSize"]) == (sha256(name), str(len(name)))
        assert {"name", "description", "encodingFormat"} <= one.keys()
    assert found["html/"]["mainEntity"] == {"@id": "html/index.html"}
    parts = {one["@id"] for one in found["./"]["hasPart"]}
    assert parts == set(files) - {"html/index.html"} | {"html/"}


def test_the_conversion_tells_what_came_of_what_by_which_software() -> None:
    found = graph()
    action = found[found["./"]["mentions"]["@id"]]
    assert action["object"] == {"@id": "source/page-01.txt"}
    assert action["result"] == {"@id": "tei/lvliang-2020-12.xml"}
    assert "agent" not in action, "who ran the software, nobody tells"
    assert action["endTime"] == facts().made
    software = found[action["instrument"]["@id"]]
    assert (software["name"], software["version"]) == facts().software[0]
    assert software["softwareRequirements"] == " ".join(facts().software[1])


def test_a_corrected_file_is_the_result_of_its_correction_and_not_of_the_software() -> None:
    told = facts()
    reader = Person(told.people[1].id, "Zhao Wu", "review")
    told = replace(told, changes={"tei/lvliang-2020-12.xml": (Change("2099-02-03", reader, "Read against the images."),)})
    found = {one["@id"]: one for one in json.loads(crate(told, payload()))["@graph"]}
    assert "result" not in found["#conversion"]
    change = found["#change-1"]
    assert (change["@type"], change["endTime"], change["description"]) == ("UpdateAction", "2099-02-03", "Read against the images.")
    assert change["result"] == change["object"] == {"@id": "tei/lvliang-2020-12.xml"}
    assert found[change["agent"]["@id"]]["name"] == "Zhao Wu"
    assert found["./"]["mentions"] == [{"@id": "#conversion"}, {"@id": "#change-1"}]


@pytest.mark.parametrize("toml", [FULL, NASTY], ids=["full", "nasty"])
def test_every_reference_leads_to_an_entity_and_every_entity_is_referred_to(toml: str) -> None:
    found = graph(toml)
    named = set(references([list(one.values()) for one in found.values()]))
    assert named - found.keys() == {"https://w3id.org/ro/crate/1.2"}
    assert found.keys() - named == {"ro-crate-metadata.json"}
    for own, one in found.items():
        assert not set(own) & set('<>"{}|\\^` '), own
        assert all(not isinstance(value, list) or len(value) > 1 for value in one.values()), f"{own}: a list of one"
        assert all(value not in (None, "", []) for value in one.values())


def test_terms_without_an_address_stand_as_words() -> None:
    found = graph(NASTY.replace('statement = "http', '# "http'))
    assert found[found["./"]["license"]["@id"]]["name"] == "all rights reserved <by> us & them"
    rights = found[found["source/page-01.txt"]["license"]["@id"]]
    assert found["./"]["usageInfo"] == {"@id": rights["@id"]}
    assert (rights["@id"], rights["name"]) == ("#newspaper-rights", '© <x> & "y" 🗞')
    assert [one["@id"] for one in found["tei/lvliang-2020-12.xml"]["license"]] == ["#licence", "#newspaper-rights"]
    assert found["html/"]["license"] == found["html/index.html"]["license"] == found["tei/lvliang-2020-12.xml"]["license"]
    assert found["./"]["copyrightNotice"] == found["source/page-01.txt"]["copyrightNotice"] == '© <x> & "y" 🗞'
    assert "creator" not in found["./"]
    assert found["./"]["author"] == found["./"]["publisher"] == {"@id": "#publisher"}


def test_rights_that_nobody_states_are_not_those_of_the_licence() -> None:
    told = facts()
    silent = replace(told, metadata=replace(told.metadata, rights=Rights()))
    found = {one["@id"]: one for one in json.loads(crate(silent, payload()))["@graph"]}
    assert found[found["source/page-01.txt"]["license"]["@id"]]["name"] == "Rights not stated"
    assert "copyrightNotice" not in found["./"]
    assert "conditionsOfAccess" not in found["./"]
    assert found["./"]["creativeWorkStatus"] == "draft"


def test_a_month_of_publication_gets_the_day_on_which_the_tei_was_finished_in_it() -> None:
    made = facts().changed or ""
    assert graph(FULL.replace("2026-03-01", made[:7]))["./"]["datePublished"] == made
    assert graph(FULL.replace("2026-03-01", "1999-01"))["./"]["datePublished"] == "1999-01"


def test_the_bytes_are_utf_8_and_the_same_in_whatever_order_the_files_come() -> None:
    body = crate(facts(), payload())
    assert "吕梁日报".encode() in body
    assert b"\\u" not in body
    assert body.endswith(b"}\n")
    assert body == crate(facts(), payload()[::-1])


def test_an_edition_of_many_pages_without_html_has_no_folder_of_it() -> None:
    found = graph(FULL, ("source/a.pdf", "tei/x-1.xml", "tei/x-2.xml", "images/p1.jpg"))
    assert "html/" not in found
    assert [one["@id"] for one in found["#conversion"]["result"]] == ["tei/x-1.xml", "tei/x-2.xml"]
    assert found["images/p1.jpg"]["license"] == found["./"]["usageInfo"]


@pytest.mark.parametrize(
    ("name", "media_type", "pronom"),
    [
        ("tei/a.xml", "application/tei+xml", "fmt/1476"),
        ("source/a.xml", "application/xml", "fmt/101"),
        ("html/a.html", "text/html", "fmt/471"),
        ("source/a.html", "text/html", None),
        ("source/A.PDF", "application/pdf", None),
        ("source/a.TXT", "text/plain", "x-fmt/111"),
        ("source/README", "application/octet-stream", None),
        ("source/a.constructor", "application/octet-stream", None),
    ],
)
def test_a_file_is_of_the_kind_that_its_name_tells_and_no_surer(name: str, media_type: str, pronom: str | None) -> None:
    assert (kind_of(name).media_type, kind_of(name).pronom) == (media_type, pronom)


def test_the_declaration_is_as_rfc_8493_has_it() -> None:
    assert DECLARATION == b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def test_a_manifest_is_sorted_and_each_line_a_digest_and_a_path() -> None:
    held = payload(("tei/b.xml", "tei/a.xml"))
    lines = manifest(held, "sha256").decode().splitlines()
    assert lines == [f"{sha256(name)}  data/{name}" for name in ("tei/a.xml", "tei/b.xml")]
    assert all(re.fullmatch(r"[0-9a-f]{128}  \S+", line) for line in manifest(held, "sha512").decode().splitlines())


@pytest.mark.parametrize("toml", [FULL, NASTY], ids=["full", "nasty"])
def test_bag_info_has_one_line_an_element_and_the_payload_counted(toml: str) -> None:
    told = facts(toml)
    lines = bag_info(told, payload(), day="2026-03-02", agent="broadsheet 1").decode().split("\n")
    assert lines.pop() == ""
    rows = [line.split(": ", 1) for line in lines]
    assert all(len(row) == 2 and row[1] == row[1].strip() for row in rows)
    assert [row[1] for row in rows if row[0] == "Payload-Oxum"] == [f"{sum(one.size for one in payload())}.{len(payload())}"]
    assert ["Bagging-Date", "2026-03-02"] in rows
    assert ["Contact-Email", "editions@example.org"] in rows
    assert ["Source-Organization", told.publisher] in rows
    assert len([row for row in rows if row[0] == "External-Identifier"]) == len(told.identifiers) == 3


def test_a_description_counts_as_people_do() -> None:
    assert description(facts()).startswith(
        "吕梁日报，2020年12月，第1版: digital edition in TEI and HTML (1 page, 5 articles), with the source"
    )
