"""`verify` on bags with an edition of ours: the TEI by the schema in the bag, conservation, the sources, and the records that speak of its files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from bags import bag, manifest_of, tag_files, write, zip_of
from command import EXAMPLE, ROOT, broadsheet
from test_verify_damage import verdict

import converter
from converter.verify import Verdict
from converter.version import __version__

AGENT = "broadsheet 0.1.0"
TEI, SOURCE, XSD, SCH = "data/tei/page.xml", "data/source/page-01.txt", "data/schemas/newspaper.xsd", "data/schemas/newspaper.sch"
CRATE, PREMIS = "data/ro-crate-metadata.json", "metadata/premis.xml"
DATACITE, DUBLIN_CORE, HTML = "metadata/datacite.xml", "metadata/oai_dc.xml", "data/html/index.html"
Edit = Callable[[dict[str, bytes]], None]


@pytest.fixture(scope="session")
def edition() -> Mapping[str, bytes]:
    """The payload of a small edition: source, TEI, schemas."""
    page = (EXAMPLE / "page-01.txt").read_bytes()
    schemas = {f"data/schemas/{name}": (ROOT / "schemas" / name).read_bytes() for name in ("newspaper.xsd", "newspaper.sch", "xml.xsd")}
    html = {HTML: b"<!doctype html><title>1</title>\n"}
    return {TEI: converter.convert(EXAMPLE / "page-01.txt").tei, SOURCE: page} | html | schemas


def crate_of(payload: Mapping[str, bytes]) -> bytes:
    files = [
        {"@id": name.removeprefix("data/"), "@type": "File", "contentSize": str(len(body)), "sha256": hashlib.sha256(body).hexdigest()}
        for name, body in payload.items()
    ]
    about = {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": {"@id": "./"}}
    return json.dumps(
        {"@context": "https://w3id.org/ro/crate/1.2/context", "@graph": [about, {"@id": "./", "@type": "Dataset"}, *files]}
    ).encode()


def premis_of(payload: Mapping[str, bytes]) -> bytes:
    objects = "".join(
        f"<object><objectIdentifier><objectIdentifierValue>{name}</objectIdentifierValue></objectIdentifier><objectCharacteristics><fixity>"
        f"<messageDigestAlgorithm>SHA-512</messageDigestAlgorithm><messageDigest>{hashlib.sha512(body).hexdigest()}</messageDigest></fixity>"
        f"<size>{len(body)}</size></objectCharacteristics></object>"
        for name, body in payload.items()
    )
    return f'<premis xmlns="http://www.loc.gov/premis/v3" version="3.0">{objects}</premis>'.encode()


DATACITE_RECORD = (
    b'<resource xmlns="http://datacite.org/schema/kernel-4"><identifier identifierType="DOI">10.5072/x</identifier>'
    b"<titles><title>Page</title></titles><rightsList><rights rightsURI='https://example.org/by/'>by</rights></rightsList></resource>"
)
DUBLIN_CORE_RECORD = (
    b'<oai_dc:dc xmlns:oai_dc="http://www.openarchives.org/OAI/2.0/oai_dc/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    b"<dc:title>Page</dc:title><dc:identifier>https://doi.org/10.5072/X</dc:identifier></oai_dc:dc>"
)


def packed(folder: Path, edition: Mapping[str, bytes], edit: Edit | None = None, *, agent: str = AGENT) -> Path:
    """A bag whose manifests agree with what `edit` made of the payload: only a look inside can find it. Records are of the payload as it was."""
    payload = dict(edition)
    records = {PREMIS: premis_of(payload), DATACITE: DATACITE_RECORD, DUBLIN_CORE: DUBLIN_CORE_RECORD}
    payload[CRATE] = crate_of(payload)
    if edit:
        edit(payload)
    tags = tag_files(payload, agent=agent)
    for name in [name for name in tags if name.startswith("tagmanifest-")]:
        algorithm = name.removeprefix("tagmanifest-").removesuffix(".txt")
        tags[name] += "".join(f"{hashlib.new(algorithm, body).hexdigest()}  {record}\n" for record, body in records.items()).encode()
    write(folder, payload | tags | records)
    return folder


def look(folder: Path, edition: Mapping[str, bytes], edit: Edit) -> Verdict:
    """The verdict on the folder, after it was held to that on its ZIP."""
    path = packed(folder / "bag", edition, edit)
    here, there = verdict(path), verdict(zip_of(path, folder / "bag.zip"))
    assert here.found.kept == there.found.kept
    assert here.checked == there.checked
    return here


def replaced(name: str, old: bytes, new: bytes) -> Edit:
    def edit(payload: dict[str, bytes]) -> None:
        assert old in payload[name]
        payload[name] = payload[name].replace(old, new, 1)

    return edit


def bomb(kind: str, deep: int) -> bytes:
    """Groups each of which holds the next one twice: short to write, and very long when written out."""
    inner = f'<xs:{kind} ref="g{{0}}"/><xs:{kind} ref="g{{0}}"/>'
    body = f"<xs:sequence>{inner}</xs:sequence>" if kind == "group" else inner
    return "".join(f'<xs:{kind} name="g{n}">{body.format(n + 1)}</xs:{kind}>' for n in range(deep)).encode()


def chain(long: int) -> bytes:
    """Types each of which extends the one before it."""
    first = '<xs:complexType name="t0"><xs:sequence><xs:element name="a"/></xs:sequence></xs:complexType>'
    more = (
        '<xs:complexContent><xs:extension base="t{0}"><xs:sequence><xs:element name="a"/></xs:sequence></xs:extension></xs:complexContent>'
    )
    return (first + "".join(f'<xs:complexType name="t{n}">{more.format(n - 1)}</xs:complexType>' for n in range(1, long))).encode()


def test_a_good_bag_is_valid_and_says_what_was_checked(tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    said = look(tmp_path, edition, lambda _payload: None)
    assert said.found.kept == []
    assert (said.version, said.agent) == ("1.0", AGENT)
    inside = said.checked.inside
    assert (inside.tei, inside.grammar, inside.rules, inside.sources, inside.against_source) == (1, True, True, 1, 1)
    assert (inside.crate, inside.premis) == (len(edition), len(edition))


@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (replaced(TEI, b"<body>", b"<body><nothing/>"), "E-XSD-09"),
        (replaced(TEI, b"</TEI>", b""), "E-XML-03"),
        (replaced(TEI, "/>本报讯".encode(), "/>本报".encode()), "E-CON-01"),
        (replaced(SOURCE, "本报讯".encode(), "本报".encode()), "E-SRC-01"),
        (lambda payload: payload.pop(SOURCE) and None, "E-BAG-28"),
        (replaced(TEI, 'n="2">本报讯'.encode(), 'n="2">本报'.encode()), "E-SRC-02"),
        (replaced(SCH, b"<assert ", b'<assert id="X-1" test="false()" diagnostics="none">Never <name/>.</assert><assert '), "E-BAG-27"),
        (replaced(XSD, b"<xs:schema", b"<!DOCTYPE x [<!ENTITY a 'b'>]><xs:schema"), "E-BAG-26"),
        (replaced(XSD, b"</xs:schema>", bomb("group", 40) + b"</xs:schema>"), "E-BAG-26"),
        (replaced(XSD, b"</xs:schema>", bomb("attributeGroup", 40) + b"</xs:schema>"), "E-BAG-26"),
        (replaced(XSD, b"</xs:schema>", chain(5000) + b"</xs:schema>"), "E-BAG-26"),
        (replaced(XSD, b"</xs:schema>", chain(600) + b"</xs:schema>"), "E-BAG-26"),
        (replaced("data/schemas/xml.xsd", b"</xs:schema>", bomb("attributeGroup", 40) + b"</xs:schema>"), "E-BAG-26"),
        (lambda payload: payload.update({XSD: b"no grammar"}), "E-BAG-26"),
        (lambda payload: payload.update({SCH: b"<schema/"}), "E-BAG-26"),
        (lambda payload: payload.update({SCH: payload[SCH].replace(b'test="', b'test="((')}), "E-BAG-26"),
        (lambda payload: payload.pop("data/schemas/xml.xsd") and None, "E-BAG-26"),
        (replaced(CRATE, b'"contentSize": "', b'"contentSize": "1'), "E-BAG-24"),
        (replaced(CRATE, b'"sha256": "', b'"sha256": "0'), "E-BAG-24"),
        (replaced(CRATE, b"tei/page.xml", b"tei/other.xml"), "E-BAG-24"),
        (lambda payload: payload.update({CRATE: b"[" * 100_000}), "E-BAG-24"),
        (lambda payload: payload.update({CRATE: b"[]"}), "E-BAG-24"),
        (lambda payload: payload.update({TEI: payload[TEI] + b"\n"}), "E-BAG-25"),
    ],
)
def test_what_the_manifests_do_not_tell_is_found_inside(edit: Edit, code: str, tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    said = look(tmp_path, edition, edit)
    assert said.found.counts[code] >= 1
    assert not said.valid


@pytest.mark.parametrize(
    "where", ["http://127.0.0.1:9/xml.xsd", "../../../../etc/hostname", "file:///etc/hostname", "../source/page-01.txt"]
)
def test_a_grammar_includes_nothing_but_what_lies_beside_it(where: str, tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    said = look(tmp_path, edition, replaced(XSD, b"xml.xsd", where.encode()))
    (message,) = [one.message for one in said.found.kept if one.code == "E-BAG-26"]
    assert "which is not in data/schemas/ of the bag" in message


def test_rules_read_nothing_but_the_tei(tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret>told</secret>", encoding="utf-8")
    rule = (
        f'<assert id="X-1" test="false()" diagnostics="none">It is <value-of select="document(\'{secret.as_uri()}\')"/>.</assert><assert '
    )
    path = packed(tmp_path / "bag", edition, replaced(SCH, b"<assert ", rule.encode()))
    said = verdict(path)
    assert said.found.counts["E-BAG-26"] == 1
    assert not [one for one in said.found.kept if "told" in one.message]


def test_a_changed_line_of_the_record_is_not_told_as_a_loss_in_the_text(tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    said = look(tmp_path, edition, replaced(TEI, 'n="2">本报讯'.encode(), 'n="2">本报'.encode()))
    assert set(said.found.counts) == {"E-SRC-02", "E-BAG-24", "E-BAG-25"}


def test_the_rules_are_those_of_the_bag(tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    """A bag of a version whose grammar allowed more stays valid; one whose grammar allowed less shows it."""
    said = look(tmp_path, edition, replaced(XSD, b'name="idno"', b'name="identifier"'))
    assert said.found.counts["E-BAG-26"] or said.found.counts["E-XSD-09"]


def test_a_cut_file_is_told_from_a_changed_one_where_the_crate_knows_its_size(tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    path = packed(tmp_path / "bag", edition)
    page = (path / SOURCE).read_bytes()
    messages = []
    for content in (page[:-6], page + b"\n", page.replace(b"1", b"2", 1)):
        (path / SOURCE).write_bytes(content)
        messages += [one.message for one in verdict(path).found.kept if one.code == "E-BAG-12"]
    cut, longer, other = messages
    assert f"has {len(page) - 6} bytes, and had {len(page)}: truncated" in cut
    assert "something was added" in longer
    assert "as many bytes as it had" in other


def test_what_the_manifests_told_is_not_told_again_of_the_records(tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    path = packed(tmp_path / "bag", edition)
    (path / "data/schemas/xml.xsd").write_bytes((path / "data/schemas/xml.xsd").read_bytes() + b"\n")
    assert set(verdict(path).found.counts) == {"E-BAG-12"}
    (path / TEI).rename(path / "data/tei/other.xml")
    assert set(verdict(path).found.counts) == {"E-BAG-10", "E-BAG-11", "E-BAG-12"}


def test_no_size_is_claimed_where_the_crate_itself_was_changed(tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    path = packed(tmp_path / "bag", edition)
    (path / SOURCE).write_bytes((path / SOURCE).read_bytes()[:-6])
    (path / CRATE).write_bytes((path / CRATE).read_bytes() + b" ")
    (message,) = [one.message for one in verdict(path).found.kept if one.code == "E-BAG-12" and one.where == SOURCE]
    assert "bytes" not in message


@pytest.mark.parametrize(("agent", "code"), [(AGENT, "E-BAG-21"), ("other 2.0", "W-BAG-01"), ("", "W-BAG-01")])
def test_a_tag_file_that_came_later_is_an_error_in_our_own_bags(
    agent: str, code: str, tmp_path: Path, edition: Mapping[str, bytes]
) -> None:
    path = packed(tmp_path / "bag", edition, agent=agent)
    write(path, {"metadata/more.xml": b"<more/>"})
    said = verdict(path)
    assert dict(said.found.counts) == {code: 1}
    assert said.valid == (code != "E-BAG-21")


def test_our_bags_have_tag_manifests(tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    path = packed(tmp_path / "bag", edition)
    for one in path.glob("tagmanifest-*"):
        one.unlink()
    assert verdict(path).found.counts["E-BAG-32"] == 1


@pytest.fixture(scope="module")
def deposited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bag by the command itself."""
    folder = tmp_path_factory.mktemp("deposited")
    assert broadsheet("build", "-q", EXAMPLE / "page-01.txt", "-m", EXAMPLE / "edition.toml", "-o", folder / "edition").code == 0
    assert broadsheet("deposit", "-q", folder / "edition", "-o", folder / "bag").code == 0
    return folder / "bag"


def test_the_bag_of_the_command_is_valid(deposited: Path) -> None:
    said = verdict(deposited)
    assert said.found.kept == []
    inside = said.checked.inside
    assert (inside.tei, inside.against_source, inside.grammar, inside.rules) == (1, 1, True, True)
    assert min(inside.crate, inside.premis) >= 2


def test_any_flipped_bit_missing_or_renamed_file_of_it_is_found_and_named(deposited: Path) -> None:
    names = [path.relative_to(deposited).as_posix() for path in sorted(deposited.rglob("*")) if path.is_file()]
    assert len(names) > 50
    for number, name in enumerate(names):
        path = deposited / name
        good = path.read_bytes()
        at = number * 7919 % len(good)
        path.write_bytes(good[:at] + bytes([good[at] ^ 1 << number % 8]) + good[at + 1 :])
        told(deposited, name)
        path.unlink()
        told(deposited, name)
        path.with_name(f"{path.name}-old").write_bytes(good)
        told(deposited, f"{name}-old")
        path.with_name(f"{path.name}-old").rename(path)
    assert verdict(deposited).valid


def told(path: Path, name: str) -> None:
    """That the verdict is no, with an error that names the file."""
    said = verdict(path)
    assert not said.valid, name
    assert [one for one in said.found.kept if one.level == "error" and name.removesuffix("-old") in f"{one.where} {one.message}"], name


def test_a_bag_of_others_has_nothing_inside_to_be_checked(tmp_path: Path) -> None:
    assert verdict(bag(tmp_path / "bag")).checked.inside.tei == 0


def resealed(path: Path) -> Path:
    """The bag with manifests of what is there now: only a look inside can find what was changed, and the Oxum is right again."""
    files = {one.relative_to(path).as_posix(): one for one in sorted(path.rglob("*")) if one.is_file()}
    payload = {name: one.read_bytes() for name, one in files.items() if name.startswith("data/")}
    info = (path / "bag-info.txt").read_text(encoding="utf-8")
    oxum = f"Payload-Oxum: {sum(map(len, payload.values()))}.{len(payload)}"
    (path / "bag-info.txt").write_text(re.sub("Payload-Oxum: .*", oxum, info), encoding="utf-8")
    for algorithm in ("sha256", "sha512"):
        write(path, {f"manifest-{algorithm}.txt": manifest_of(payload, algorithm)})
    tags = {name: one.read_bytes() for name, one in files.items() if not name.startswith(("data/", "tagmanifest-"))}
    for algorithm in ("sha256", "sha512"):
        write(path, {f"tagmanifest-{algorithm}.txt": manifest_of(tags, algorithm)})
    return path


@pytest.mark.parametrize(
    ("part", "code"),
    [(TEI, "E-BAG-29"), (XSD, "E-BAG-29"), (SCH, "E-BAG-29"), (CRATE, "E-BAG-29"), (PREMIS, "E-BAG-29"), (DATACITE, "E-BAG-29"),
     (DUBLIN_CORE, "E-BAG-29"), (SOURCE, "W-BAG-08"), (HTML, "W-BAG-08")],
)  # fmt: skip
def test_a_part_that_was_taken_out_of_the_manifests_too_is_told(part: str, code: str, tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    path = packed(tmp_path / "bag", edition)
    (path / part).unlink()
    said = [one for one in verdict(resealed(path)).found.kept if one.code == code]
    assert [one.file for one in said] == [part if code == "E-BAG-29" and part != TEI else part.rpartition("/")[0]]
    path = packed(tmp_path / "other", edition, agent="other 2.0")
    (path / part).unlink()
    assert not {"E-BAG-29", "W-BAG-08"} & set(verdict(resealed(path)).found.counts)


def test_without_its_schemas_a_bag_of_ours_is_held_to_conservation_and_sources_all_the_same(
    tmp_path: Path, edition: Mapping[str, bytes]
) -> None:
    path = packed(tmp_path / "bag", edition)
    for one in (path / "data/schemas").iterdir():
        one.unlink()
    (path / TEI).write_bytes(edition[TEI].replace('n="2">本报讯'.encode(), 'n="2">本报'.encode()))
    assert {"E-SRC-02", "E-BAG-29"} <= set(verdict(resealed(path)).found.counts)
    (path / TEI).write_bytes(edition[TEI].replace("/>本报讯".encode(), "/>本报".encode()))
    said = verdict(resealed(path))
    assert said.found.counts["E-CON-01"] >= 1
    assert (said.checked.inside.tei, said.checked.inside.grammar, said.checked.inside.against_source) == (1, False, 1)


def test_a_header_of_ours_that_names_no_source_is_told(tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    path = packed(tmp_path / "bag", edition)
    content = edition[TEI]
    assert b'<relatedItem type="source"' in content
    (path / TEI).write_bytes(content.replace(b'<relatedItem type="source"', b'<relatedItem type="other"'))
    assert verdict(resealed(path)).found.counts["W-BAG-09"] == 1


@pytest.mark.parametrize(
    ("name", "old", "new", "code"),
    [
        (DATACITE, b"</resource>", b"", "E-BAG-30"),
        (DUBLIN_CORE, b"oai_dc:dc", b"oai_dc:record", "E-BAG-30"),
        (DATACITE, b"10.5072/x", b"10.5072/other", "E-BAG-31"),
        (DUBLIN_CORE, b"10.5072/X", b"10.5072/other", "E-BAG-31"),
        ("bag-info.txt", b"10.5072/x", b"10.5072/other", "E-BAG-31"),
        (DUBLIN_CORE, b"Page", b"Another page", "E-BAG-31"),
        (CRATE, b"org/by/", b"org/by-nc/", "E-BAG-31"),
        (CRATE, b"5072/x", b"5072/other", "E-BAG-31"),
    ],
)
def test_records_that_speak_of_another_edition_are_told(
    name: str, old: bytes, new: bytes, code: str, tmp_path: Path, edition: Mapping[str, bytes]
) -> None:
    path = packed(tmp_path / "bag", edition)
    crate = json.loads((path / CRATE).read_bytes())
    about = {"name": "Page", "license": {"@id": "https://example.org/by/"}, "identifier": [{"@id": "https://doi.org/10.5072/x"}]}
    crate["@graph"][1] |= about
    write(path, {CRATE: json.dumps(crate).encode()})
    write(path, {"bag-info.txt": (path / "bag-info.txt").read_bytes() + b"External-Identifier: 10.5072/x\n"})
    assert not {"E-BAG-30", "E-BAG-31"} & set(verdict(resealed(path)).found.counts)
    content = (path / name).read_bytes()
    assert old in content
    write(path, {name: content.replace(old, new)})
    assert code in verdict(resealed(path)).found.counts


def test_a_schema_that_this_version_does_not_pack_is_told_in_its_own_bags(tmp_path: Path, edition: Mapping[str, bytes]) -> None:
    path = packed(tmp_path / "bag", edition, replaced(SCH, b"</schema>", b"<!-- laxer --></schema>"), agent=f"broadsheet {__version__}")
    assert [one.file for one in verdict(path).found.kept if one.code == "I-BAG-03"] == [SCH]
    old = packed(tmp_path / "old", edition, replaced(SCH, b"</schema>", b"<!-- laxer --></schema>"), agent="broadsheet 0.0.1")
    assert "I-BAG-03" not in verdict(old).found.counts
