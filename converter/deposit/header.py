"""Takes a teiHeader, ours or one that a person corrected, gives what it says of the edition as Metadata and counts; what it lacks stays empty."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast
from urllib.parse import unquote

from lxml import etree

from converter.metadata import LICENCES, Edition, Fact, IssueDate, Metadata, Newspaper, Person, Rights

_NS = {"t": "http://www.tei-c.org/ns/1.0"}
_XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_PUBLISHED, _PAPER = "t:fileDesc/t:publicationStmt", "t:fileDesc/t:sourceDesc/t:biblStruct/t:monogr"
_ORCID = re.compile(r"(?:https?://)?orcid\.org/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])/?")
_UNSAID = (
    "no licence was named.",
    "rights not stated.",
    "see the statement of rights.",
    "not known",
    "unknown newspaper",
)  # our header's words for what nobody said


@dataclass(frozen=True, slots=True)
class SourceFile:
    """An input as the header names it. name: relative to the edition's source folder; sha256: hexadecimal; description: in words."""

    name: str
    sha256: str
    description: str


@dataclass(frozen=True, slots=True)
class Change:
    """A later change to a TEI file. when: ISO day; who: a person, or None where the header names nobody; note: in words, may be empty."""

    when: str
    who: Person | None
    note: str


@dataclass(frozen=True, slots=True)
class Told:
    """What one header says. made, changed: the days of the conversion and of the last change; software: (name, version); work: what it did.

    status: of the whole text, as revisionDesc has it; changes: those after the conversion, the oldest first.
    """

    title: str | None
    metadata: Metadata
    languages: tuple[str, ...]
    made: str | None
    changed: str | None
    version: str | None
    pages: int
    articles: int
    software: tuple[tuple[str, str], ...]
    work: str | None
    sources: tuple[SourceFile, ...]
    status: str | None
    changes: tuple[Change, ...]


def told_by(header: etree._Element) -> Told:
    """header: a teiHeader in the namespace of TEI."""
    changes = sorted(_values(header, "t:revisionDesc//t:change/@when"))
    machine = sorted(_values(header, "t:revisionDesc//t:change[@who='#machine']/@when"))
    title = "t:fileDesc/t:titleStmt/t:title"
    return Told(
        title=_text(header, f"{title}[@type='main']") or _text(header, title),
        metadata=_metadata(header),
        languages=tuple(dict.fromkeys(_values(header, "t:profileDesc/t:langUsage/t:language/@ident"))),
        made=next(iter(machine or changes), None),
        changed=changes[-1] if changes else None,
        version=_value(header, "t:fileDesc/t:editionStmt/t:edition/@n"),
        pages=_count(header, "page"),
        articles=_count(header, "article"),
        software=tuple(_software(one) for one in _elements(header, "t:encodingDesc/t:appInfo/t:application")),
        work=_text(header, "t:fileDesc/t:titleStmt/t:respStmt[t:name/@type='software']/t:resp"),
        sources=tuple(_sources(header)),
        status=_value(header, "t:revisionDesc/@status"),
        changes=tuple(_changes(header)),
    )


def _changes(header: etree._Element) -> list[Change]:
    """What is dated and was not done by the software: the conversion, and converting again, are told by `made`."""
    people = {one.id: one for one in _people(header)}
    out = []
    for change in _elements(header, "t:revisionDesc//t:change[@when]"):
        who = (change.get("who") or "").split()
        if "#machine" not in who:
            known = [people[own] for one in who if (own := one.removeprefix("#")) in people]
            out.append(Change(change.get("when", ""), known[0] if known else None, _of(change)))
    return sorted(out, key=lambda one: one.when)


def _metadata(header: etree._Element) -> Metadata:
    languages = _values(header, "t:profileDesc/t:langUsage/t:language/@ident")
    labels = enumerate(_elements(header, f"{_PAPER}/t:biblScope[@unit='page']"), 1)
    return Metadata(
        newspaper=Newspaper(
            title=_fact(header, f"{_PAPER}/t:title[@level='j'][not(@type='sub')]"),
            subtitle=_text(header, f"{_PAPER}/t:title[@level='j'][@type='sub']"),
            publisher=_fact(header, f"{_PAPER}/t:imprint/t:publisher"),
            place=_fact(header, f"{_PAPER}/t:imprint/t:pubPlace"),
            issn=_text(header, f"{_PAPER}/t:idno[@type='ISSN']"),
            cn=_fact(header, f"{_PAPER}/t:idno[@type='CN']"),
            identifiers=tuple(
                (one.get("subtype") or one.get("type") or "URI", _of(one))
                for one in _elements(header, f"{_PAPER}/t:idno[not(@type='ISSN' or @type='CN')]")
                if _of(one)
            ),
            editors=tuple(filter(None, map(_of, _elements(header, f"{_PAPER}/t:editor")))),
        ),
        date=_date(header),
        volume=_fact(header, f"{_PAPER}//t:biblScope[@unit='volume']"),
        issue=_fact(header, f"{_PAPER}//t:biblScope[@unit='issue']"),
        daily_edition=_text(header, f"{_PAPER}/t:edition"),
        page_labels=tuple((f"p{one.get('n', n)}", _of(one)) for n, one in labels),
        edition=_edition(header),
        rights=_rights(header),
        language=Fact(languages[0]) if languages else None,
    )


def _edition(header: etree._Element) -> Edition:
    licence, words = _terms(header, "markup")
    spdx = next((name for name, (address, _) in LICENCES.items() if address == licence), None)
    if words and (not licence or (spdx and words == f"{LICENCES[spdx][1]}.") or words.rstrip(".") == licence):
        licence, words = licence or words.rstrip("."), None
    ror = _value(header, f"{_PUBLISHED}/t:publisher/t:orgName/@ref") or _value(header, f"{_PUBLISHED}/t:publisher/@ref")
    return Edition(
        publisher=_text(header, f"{_PUBLISHED}/t:publisher"),
        publisher_ror=ror if ror and ror.startswith("https://ror.org/") else None,
        place=_text(header, f"{_PUBLISHED}/t:pubPlace"),
        date=_value(header, f"{_PUBLISHED}/t:date/@when"),
        licence=spdx or licence,
        licence_text=words,
        people=tuple(_people(header)),
        identifiers=tuple((one.get("type") or "URI", _of(one)) for one in _elements(header, f"{_PUBLISHED}/t:idno") if _of(one)),
        project=_text(header, "t:encodingDesc/t:projectDesc"),
    )


def _rights(header: etree._Element) -> Rights:
    statement, words = _terms(header, "source")
    status = _value(header, f"{_PUBLISHED}/t:availability[@n='source']/@status")
    return Rights(statement, words, "free" if status == "free" else "restricted" if status == "restricted" else "unknown")


def _terms(header: etree._Element, of: str) -> tuple[str | None, str | None]:
    """Address and words of an availability, the words without what says whose they are (`Markup and metadata: `)."""
    place = f"{_PUBLISHED}/t:availability[@n='{of}']"
    told = _text(header, f"{place}/t:licence") or _text(header, f"{place}/t:p")
    words = re.sub(r"^(?:Markup and metadata|Text and images of the newspaper): ", "", told) if told else None
    return _value(header, f"{place}/t:licence/@target"), None if words in _UNSAID else words


def _date(header: etree._Element) -> IssueDate | None:
    for one in _elements(header, f"{_PAPER}/t:imprint/t:date"):
        when, first, last = one.get("when"), one.get("notBefore") or one.get("from"), one.get("notAfter") or one.get("to")
        if when or first or last:
            return IssueDate(when, first, last, _of(one) or None)
    return None


def _people(header: etree._Element) -> list[Person]:
    """Who answers for the edition: each person of a respStmt, and editor or principal where a person wrote them into the header."""
    out: list[Person] = []
    statements = "t:fileDesc/t:titleStmt/*[self::t:respStmt or self::t:editor or self::t:principal]"
    for stmt in _elements(header, statements):
        if etree.QName(stmt).localname == "respStmt":
            resp, names = _text(stmt, "t:resp") or "", _elements(stmt, "t:persName | t:name[not(@type) or @type='person']")
        else:
            resp, names = etree.QName(stmt).localname, _elements(stmt, "t:persName") or [stmt]
        for name in filter(_of, names):
            own = name.get(_XML_ID) or (stmt.get(_XML_ID) if len(names) == 1 else None) or f"person-{len(out) + 1}"
            orcid = _ORCID.fullmatch(name.get("ref") or "")
            out.append(Person(own, _of(name), resp, f"https://orcid.org/{orcid[1]}" if orcid else None))
    return out


def _software(application: etree._Element) -> tuple[str, str]:
    """The label has the whole version, @version as much of it as TEI allows."""
    name = application.get("ident", "")
    label = _text(application, "t:label") or ""
    return name, label.removeprefix(name).strip() or application.get("version", "")


def _sources(header: etree._Element) -> list[SourceFile]:
    out = []
    for bibl in _elements(header, "t:fileDesc/t:sourceDesc/t:biblStruct/t:relatedItem[@type='source']/t:bibl"):
        name = unquote(_value(bibl, "t:ref/@target") or "").removeprefix("../source/")
        out.append(SourceFile(name, (_text(bibl, "t:idno[@type='sha256']") or "").lower(), _text(bibl, "t:title") or ""))
    return out


def _elements(above: etree._Element, path: str) -> list[etree._Element]:
    return [one for one in cast("list[object]", above.xpath(path, namespaces=_NS)) if isinstance(one, etree._Element)]


def _values(above: etree._Element, path: str) -> list[str]:
    return [text for one in cast("list[object]", above.xpath(path, namespaces=_NS)) if (text := str(one).strip())]


def _value(above: etree._Element, path: str) -> str | None:
    return next(iter(_values(above, path)), None)


def _of(element: etree._Element) -> str:
    return " ".join(str(element.xpath("string()")).split())


def _text(above: etree._Element, path: str) -> str | None:
    return next((text for one in _elements(above, path) if (text := _of(one)) and text not in _UNSAID), None)


def _fact(above: etree._Element, path: str) -> Fact | None:
    text = _text(above, path)
    return Fact(text) if text else None


def _count(header: etree._Element, unit: str) -> int:
    told = _value(header, f"t:fileDesc/t:extent//t:measure[@unit='{unit}']/@quantity") or ""
    return int(told) if told.isdecimal() else 0
