"""What a deposit knows of an edition: from headers of ours and by hand, from edition.toml, which wins, and in what the two differ."""

from __future__ import annotations

import pytest
from deposit_cases import GOLDEN, facts, header, metadata
from hypothesis import given
from hypothesis import strategies as st

from converter.deposit import differences, facts_of
from converter.deposit.facts import interval
from converter.deposit.identifiers import address, bare, datacite_type, web_address
from converter.deposit.statements import label_of, spdx_of
from converter.metadata import Metadata

_TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>{}</teiHeader></TEI>'
_BY_HAND = """\
<fileDesc><titleStmt><title>晶報，1939年4月21日，第2版</title>
  <editor xml:id="ed"><persName ref="https://orcid.org/0000-0002-1825-0097">Wang
     Xiaoming</persName></editor>
  <respStmt><resp>review</resp><persName xml:id="lisi">Li Si</persName><persName>Zhao Wu</persName></respStmt>
  <respStmt><resp>conversion</resp><name type="software">broadsheet</name></respStmt></titleStmt>
  <editionStmt><edition n="2">Second edition</edition></editionStmt>
  <extent>one <measure unit="page" quantity="1"/> and <measure unit="article" quantity="some"/></extent>
  <publicationStmt><publisher><orgName ref="https://ror.org/02nv7yv05">A Library</orgName></publisher>
   <idno>https://example.org/x</idno><idno type="ARK"/><date when="2025-02">February</date>
   <availability n="source" status="free"><p>Text and images of the newspaper: out of copyright</p></availability>
   <availability n="markup"><licence target="https://creativecommons.org/licenses/by-sa/4.0/">Markup and metadata: share alike, please.</licence></availability>
  </publicationStmt>
  <sourceDesc><biblStruct><monogr><title level="j">晶報</title><title level="j" type="sub">The Crystal</title><idno type="CN">CN14-0031</idno>
   <idno type="authority" subtype="lccn">sn123</idno><editor>Yu Daxiong</editor><edition>Morgenausgabe</edition>
   <imprint><date from="1939-04-21" to="1939-04-22">April</date></imprint><biblScope unit="volume">12</biblScope></monogr></biblStruct></sourceDesc></fileDesc>
<profileDesc><langUsage><language ident="zh-Hant"/><language ident="en"/></langUsage></profileDesc>
<revisionDesc><listChange><change when="2025-03-04" who="#lisi"/><change when="2025-01-02" who="#machine"/></listChange></revisionDesc>"""


def by_hand() -> bytes:
    return _TEI.format(_BY_HAND).encode()


def test_a_header_of_ours_tells_all_it_has() -> None:
    told = facts_of("lvliang-2020-12", [header()], None, ["tei/lvliang-2020-12.xml"])
    assert told.title == "吕梁日报，2020年12月，第1版"
    assert told.newspaper == "吕梁日报"
    assert (told.pages, told.articles, told.languages) == (1, 5, ("zh-Hans",))
    assert told.coverage == ("2020-12-19", "2020-12")
    assert told.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert (told.licence_words, told.metadata.edition.licence_text) == ("CC BY 4.0", None)
    assert told.metadata.rights.text == "Copyright 吕梁日报社"
    assert told.people == ()
    assert told.made == told.changed is not None
    assert [name for name, _ in told.software] == ["broadsheet", "lac"]
    assert [one.name for one in told.sources["tei/lvliang-2020-12.xml"]] == ["page-01.txt"]
    assert len(told.sources["tei/lvliang-2020-12.xml"][0].sha256) == 64


def test_a_header_that_a_person_wrote_is_read_as_well() -> None:
    told = facts_of("x", [header(by_hand())], None)
    assert [(one.id, one.name, one.resp, one.orcid) for one in told.people] == [
        ("ed", "Wang Xiaoming", "editor", "https://orcid.org/0000-0002-1825-0097"),
        ("lisi", "Li Si", "review", None),
        ("person-3", "Zhao Wu", "review", None),
    ]
    assert (told.publisher, told.metadata.edition.publisher_ror) == ("A Library", "https://ror.org/02nv7yv05")
    assert told.identifiers == (("URI", "https://example.org/x"),)
    assert told.coverage == ("1939-04-21", "1939-04-22")
    assert (told.made, told.changed, told.version, told.day) == ("2025-01-02", "2025-03-04", "2", "2025-02")
    assert (told.licence_words, told.metadata.edition.licence) == ("share alike, please.", "CC-BY-SA-4.0")
    assert (told.metadata.rights.text, told.metadata.rights.status) == ("out of copyright", "free")
    assert told.metadata.newspaper.identifiers == (("lccn", "sn123"),)
    assert told.metadata.newspaper.editors == ("Yu Daxiong",)
    assert told.metadata.daily_edition == "Morgenausgabe"
    assert (told.pages, told.articles) == (1, 0)
    assert told.languages == ("zh-Hant", "en")


def test_what_nobody_said_is_not_said() -> None:
    """Our header has words for what is not known; they are no facts."""
    untold = """<fileDesc><publicationStmt><authority>Unpublished working copy: no publisher was named</authority>
      <availability n="source"><p>Text and images of the newspaper: rights not stated.</p></availability>
      <availability n="markup"><p>Markup and metadata: no licence was named.</p></availability></publicationStmt>
      <sourceDesc><biblStruct><monogr><title level="j">unknown newspaper</title><imprint><date>not known</date></imprint></monogr></biblStruct></sourceDesc></fileDesc>"""
    told = facts_of("x", [header(_TEI.format(untold).encode())], None)
    assert (told.publisher, told.newspaper, told.licence, told.metadata.rights.text, told.metadata.date) == (None,) * 5
    assert (told.title, told.day, told.identifiers, told.coverage) == ("x", None, (), (None, None))


def test_edition_toml_wins_and_completes() -> None:
    told = facts()
    assert told.coverage == ("2020-12-21", "2020-12-21")
    assert told.identifiers == (
        ("DOI", "https://doi.org/10.1234/abc"),
        ("ARK", "ark:/12345/x1"),
        ("URI", "https://example.org/editions/lvliang-2020-12"),
    )
    assert told.email == "editions@example.org"
    assert told.day == "2026-03-01"


def test_what_goes_together_comes_from_one_of_the_two() -> None:
    told = facts_of("x", [header(by_hand())], metadata('[edition]\npublisher = "Another"\nlicence = "CC0-1.0"\n[rights]\ntext = "mine"\n'))
    assert (told.publisher, told.metadata.edition.publisher_ror) == ("Another", None)
    assert told.licence_words == "CC0 1.0"
    assert (told.metadata.rights.statement, told.metadata.rights.text) == (None, "mine")


def test_a_date_in_words_alone_does_not_hide_the_one_that_was_found() -> None:
    assert facts_of("x", [header()], metadata('[issue]\ndate_text = "民國"\n')).coverage == ("2020-12-19", "2020-12")


def test_an_identifier_of_the_header_stays_beside_those_of_edition_toml() -> None:
    """A DOI that comes later takes nothing from the address that the edition was cited by; the same one, written in two ways, is one."""
    told = facts_of("x", [header(by_hand())], metadata('[edition.identifiers]\nDOI = "10.1234/a"\nURI = "https://doi.org/10.1234/a"\n'))
    assert told.identifiers == (("DOI", "10.1234/a"), ("URI", "https://example.org/x"))


def test_the_people_of_edition_toml_are_all_where_it_lists_any() -> None:
    told = facts_of(
        "x", [header(by_hand())], metadata('[[edition.people]]\nname = "Li Si"\nresp = "review"\norcid = "0000-0002-1694-233X"\n')
    )
    assert [(one.name, bool(one.orcid)) for one in told.people] == [("Li Si", True)]
    assert len(facts_of("x", [header(by_hand())], metadata("[edition]\n")).people) == 3


def test_who_did_two_things_is_one_person() -> None:
    twice = "".join(
        f'[[edition.people]]\nid = "li-{n}"\nname = "Li Si"\nresp = "{resp}"\n' for n, resp in enumerate(("review", "encoding", "review"))
    )
    told = facts_of("x", [header()], metadata(twice))
    assert [(one.name, one.resp) for one in told.people] == [("Li Si", "review, encoding")]


def test_an_issue_in_several_files_is_one() -> None:
    first, second = GOLDEN.read_bytes(), GOLDEN.read_bytes().replace("，第1版".encode(), "，第2版".encode())
    told = facts_of("issue", [header(first), header(second)], None, ["tei/a.xml", "tei/b.xml"])
    assert told.title == "吕梁日报，2020年12月"
    assert (told.pages, told.articles) == (2, 10)
    assert told.sources.keys() == {"tei/a.xml", "tei/b.xml"}


def test_a_newspaper_that_the_title_lacks_is_put_before_it() -> None:
    bare = _TEI.format("<fileDesc><titleStmt><title>page-01.txt</title></titleStmt></fileDesc>").encode()
    assert facts_of("x", [header(bare)], metadata('[newspaper]\ntitle = "晶報"\n')).title == "晶報, page-01.txt"


def test_differences_name_what_the_tei_lacks_or_says_otherwise() -> None:
    stated, completed = facts(None), facts()
    told = dict(differences(stated, completed))
    assert told["newspaper.issn"] == "newspaper.issn is 1672-6294; the TEI does not say it"
    assert told["issue.date"] == "issue.date is 2020-12-21; the TEI says 2020-12-19/2020-12"
    assert "newspaper.title" not in told
    assert "edition.licence" not in told
    assert "edition.contact" not in told
    assert {"edition.date", "edition.people", "edition.identifiers", "edition.publisher_ror"} <= told.keys()
    assert differences(completed, completed) == ()
    assert differences(stated, facts_of("lvliang-2020-12", [header()], Metadata())) == ()


@pytest.mark.parametrize(
    ("bounds", "told"),
    [
        (("2020", "2020"), "2020"),
        ((None, None), None),
        (("2020-12-19", None), "2020-12-19/.."),
        ((None, "2020"), "../2020"),
        (("2020-01", "2020-02"), "2020-01/2020-02"),
    ],
)
def test_an_interval_is_written_as_iso_8601_has_it(bounds: tuple[str | None, str | None], told: str | None) -> None:
    assert interval(bounds) == told


@pytest.mark.parametrize(
    ("kind", "value", "kind_there", "plain", "where"),
    [
        ("DOI", "https://doi.org/10.1234/a", "DOI", "10.1234/a", "https://doi.org/10.1234/a"),
        ("doi", "doi:10.1234/a", "DOI", "10.1234/a", "https://doi.org/10.1234/a"),
        ("URI", "https://doi.org/10.1234/a", "DOI", "10.1234/a", "https://doi.org/10.1234/a"),
        ("ARK", "ark:/12345/x", "ARK", "ark:/12345/x", "https://n2t.net/ark:/12345/x"),
        ("ARK", "https://n2t.net/ark:/12345/x", "ARK", "ark:/12345/x", "https://n2t.net/ark:/12345/x"),
        ("ARK", "https://example.org/ark:/12345/x", "ARK", "ark:/12345/x", "https://example.org/ark:/12345/x"),
        ("URI", "https://example.org/x", "URL", "https://example.org/x", "https://example.org/x"),
        ("URI", "urn:nbn:de:1", "URN", "urn:nbn:de:1", None),
        ("Handle", "123/4", "Handle", "123/4", "https://hdl.handle.net/123/4"),
        ("Handle", "hdl:20.500.1/2", "Handle", "20.500.1/2", "https://hdl.handle.net/20.500.1/2"),
        ("Handle", "https://hdl.handle.net/123/4", "Handle", "123/4", "https://hdl.handle.net/123/4"),
        ("shelfmark", "MS 12", None, "MS 12", None),
    ],
)
def test_identifiers_have_the_form_that_each_record_wants(
    kind: str, value: str, kind_there: str | None, plain: str, where: str | None
) -> None:
    assert (datacite_type(kind, value), bare(kind, value), address(kind, value)) == (kind_there, plain, where)


@pytest.mark.parametrize("contact", ["https://example.org/contact", "ask @ us", "a@b", "@example.org", "a@b.org, c@d.org", None])
def test_a_contact_that_is_no_mail_address_is_not_taken_for_one(contact: str | None) -> None:
    text = "" if contact is None else f'[edition]\ncontact = "{contact}"\n'
    assert facts_of("x", [header()], metadata(text)).email is None


@pytest.mark.parametrize("text", ["http://", "https:///x", "http://a:b/", "http://[a/", "http://a:0/", "ftp://a/", "http://a b/", "", None])
def test_what_is_no_address_of_the_web_is_not_taken_for_one(text: str | None) -> None:
    assert web_address(text) is None


def test_an_address_stays_as_it_is_where_it_can() -> None:
    assert web_address("https://example.org/a%20b?c=d&e=100%#f") == "https://example.org/a%20b?c=d&e=100%25#f"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1))
def test_an_address_of_the_web_holds_no_sign_that_breaks_a_record(rest: str) -> None:
    found = web_address(f"https://example.org/{rest}")
    if found is not None:
        assert found.isascii()
        assert not set(found) & set('<>"{}|\\^`[] ')
        assert found.count("#") <= 1


@pytest.mark.parametrize(
    ("text", "spdx", "label"),
    [
        ("CC-BY-NC-4.0", "CC-BY-NC-4.0", "CC BY-NC 4.0"),
        ("http://creativecommons.org/licenses/by/4.0", "CC-BY-4.0", "CC BY 4.0"),
        ("https://creativecommons.org/licenses/by-nc-nd/3.0/deed.de", "CC-BY-NC-ND-3.0", "CC BY-NC-ND 3.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", None, "Public Domain Mark 1.0"),
        ("https://rightsstatements.org/page/NoC-US/1.0/?language=en", None, "No Copyright - United States"),
        ("http://rightsstatements.org/vocab/NKC/1.0/", None, "No Known Copyright"),
        ("https://creativecommons.org/licenses/by/9.9/", None, None),
        ("https://example.org/vocab/NKC/1.0/", None, None),
        ("all rights reserved", None, None),
        (None, None, None),
    ],
)
def test_known_licences_and_statements_are_called_as_people_call_them(text: str | None, spdx: str | None, label: str | None) -> None:
    assert (spdx_of(text), label_of(text)) == (spdx, label)


def test_the_day_of_the_conversion_is_not_taken_for_that_of_publication() -> None:
    assert facts(None).day is not None
    assert facts(None).issued is None
    assert facts().issued == "2026-03-01"
    assert facts_of("x", [header(by_hand())], None).issued == "2025-02"
