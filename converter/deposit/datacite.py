"""The DataCite record of an edition (metadata schema 4.7): what a repository needs to mint a DOI, or to index without one."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from converter.deposit.bag import description, state
from converter.deposit.facts import Facts, contributors, creators, interval, licence_address, rights_words, use_of_the_paper
from converter.deposit.identifiers import bare, datacite_type, web_address
from converter.deposit.payload import edition_formats
from converter.deposit.xml_writing import Record
from converter.fixity import Held
from converter.metadata import Person

NAMESPACE = "http://datacite.org/schema/kernel-4"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_RIGHTS = "rightsstatements.org/vocab/"


def datacite(facts: Facts, payload: Sequence[Held]) -> bytes:
    """facts: with publisher, identifier and day, which the schema demands (every profile asks for them). payload: names begin with data/."""
    out = Record("resource", NAMESPACE, "https://schema.datacite.org/meta/kernel-4.7/metadata.xsd")
    root, language = out.root, next(iter(facts.languages), None)
    (kind, value), *others = facts.identifiers
    out.add(root, "identifier", bare(kind, value), {"identifierType": datacite_type(kind, value) or kind})
    _creators(out, facts)
    out.add(out.add(root, "titles"), "title", facts.title, {_LANG: language})
    ror = facts.metadata.edition.publisher_ror
    scheme = {"publisherIdentifierScheme": "ROR", "schemeURI": "https://ror.org"} if ror else {}
    out.add(root, "publisher", facts.publisher, {"publisherIdentifier": ror, **scheme})
    out.add(root, "publicationYear", (facts.day or "")[:4])
    out.add(root, "resourceType", "TEI edition of a newspaper", {"resourceTypeGeneral": "Text"})
    _subjects(out, facts, language)
    _contributors(out, facts)
    _dates(out, facts)
    if language:
        out.add(root, "language", language)
    if others:
        more = out.add(root, "alternateIdentifiers")
        for kind, value in others:
            out.add(more, "alternateIdentifier", bare(kind, value), {"alternateIdentifierType": datacite_type(kind, value) or kind})
    _related_identifiers(out, facts)
    _extent(out, facts, payload)
    if facts.version:
        out.add(root, "version", facts.version)
    _rights(out, facts)
    descriptions = out.add(root, "descriptions")
    out.add(descriptions, "description", description(facts), {"descriptionType": "Abstract"})
    out.add(descriptions, "description", state(facts), {"descriptionType": "TechnicalInfo", _LANG: "en"})
    _newspaper(out, facts, language)
    return out.to_bytes()


def _creators(out: Record, facts: Facts) -> None:
    """The people who made the text; where none is named, the publisher."""
    names = out.add(out.root, "creators")
    for person in creators(facts):
        _person(out, out.add(names, "creator"), "creator", person)
    if not creators(facts):
        out.add(out.add(names, "creator"), "creatorName", facts.publisher, {"nameType": "Organizational"})


def _contributors(out: Record, facts: Facts) -> None:
    """DataCite's list has no word for most of what people do for an edition: it stands in the credits of the RO-Crate."""
    if others := contributors(facts):
        names = out.add(out.root, "contributors")
        for person in others:
            _person(out, out.add(names, "contributor", None, {"contributorType": "Other"}), "contributor", person)


def _person(out: Record, above: etree._Element, kind: str, person: Person) -> None:
    out.add(above, f"{kind}Name", person.name, {"nameType": "Personal"})
    if person.orcid:
        out.add(above, "nameIdentifier", person.orcid, {"nameIdentifierScheme": "ORCID", "schemeURI": "https://orcid.org"})


def _subjects(out: Record, facts: Facts, language: str | None) -> None:
    subjects = out.add(out.root, "subjects")
    aat = {
        "subjectScheme": "Art & Architecture Thesaurus",
        "schemeURI": "http://vocab.getty.edu/aat/",
        "valueURI": "http://vocab.getty.edu/aat/300026656",
    }
    out.add(subjects, "subject", "newspapers", {**aat, _LANG: "en"})
    if facts.newspaper:
        out.add(subjects, "subject", facts.newspaper, {_LANG: language})


def _dates(out: Record, facts: Facts) -> None:
    """Ranges as RKMS-ISO8601 writes them, which the schema asks for: an open end is empty."""
    dates = out.add(out.root, "dates")
    rows = [
        ("Issued", facts.issued, None),
        ("Created", facts.made, "conversion to TEI"),
        ("Updated", facts.changed if facts.changed != facts.made else None, "last change to the TEI"),
        ("Coverage", interval(facts.coverage, unknown=""), "date of the newspaper"),
    ]
    for kind, value, about in rows:
        if value:
            out.add(dates, "date", value, {"dateType": kind, "dateInformation": about})


def _related_identifiers(out: Record, facts: Facts) -> None:
    paper = facts.metadata.newspaper
    issn = [("ISSN", paper.issn)] if paper.issn else []
    known = [(datacite_type(kind, value), bare(kind, value)) for kind, value in (*issn, *paper.identifiers)]
    if any(kind for kind, _ in known):
        related = out.add(out.root, "relatedIdentifiers")
        for kind, value in known:
            if kind:
                attributes = {"relatedIdentifierType": kind, "relationType": "IsDerivedFrom", "resourceTypeGeneral": "Text"}
                out.add(related, "relatedIdentifier", value, attributes)


def _extent(out: Record, facts: Facts, payload: Sequence[Held]) -> None:
    sizes = out.add(out.root, "sizes")
    for n, word in ((facts.pages, "page"), (facts.articles, "article"), (len(payload), "file"), (sum(one.size for one in payload), "byte")):
        if n:
            out.add(sizes, "size", f"{n} {word}{'s' * (n != 1)}")
    formats = out.add(out.root, "formats")
    for media_type in edition_formats(payload):
        out.add(formats, "format", media_type)


def _rights(out: Record, facts: Facts) -> None:
    words = rights_words(facts)
    rights = out.add(out.root, "rightsList")
    if facts.licence:
        spdx = {"rightsIdentifier": facts.spdx, "rightsIdentifierScheme": "SPDX", "schemeURI": "https://spdx.org/licenses/"}
        known = spdx if facts.spdx else {}
        out.add(rights, "rights", f"Markup and metadata: {facts.licence_words}", {"rightsURI": licence_address(facts), **known})
    if words:
        statement = web_address(facts.metadata.rights.statement)
        known = {}
        if statement and _RIGHTS in statement:
            name = statement.partition(_RIGHTS)[2].partition("/")[0]
            known = {
                "rightsIdentifier": name,
                "rightsIdentifierScheme": "RightsStatements.org",
                "schemeURI": "https://rightsstatements.org/",
            }
        out.add(rights, "rights", f"Text and images of the newspaper: {words}", {"rightsURI": statement, **known})
    if use := use_of_the_paper(facts):
        out.add(rights, "rights", use, {_LANG: "en"})


def _newspaper(out: Record, facts: Facts, language: str | None) -> None:
    """What the edition was made from, for citations: the issue of a newspaper, which DataCite's list of types has no other word for than text."""
    metadata = facts.metadata
    paper = metadata.newspaper
    if not paper.title:
        return
    item = out.add(out.add(out.root, "relatedItems"), "relatedItem", None, {"relatedItemType": "Text", "relationType": "IsDerivedFrom"})
    if paper.issn:
        out.add(item, "relatedItemIdentifier", paper.issn, {"relatedItemIdentifierType": "ISSN"})
    titles = out.add(item, "titles")
    out.add(titles, "title", paper.title.value, {_LANG: language})
    if paper.subtitle:
        out.add(titles, "title", paper.subtitle, {"titleType": "Subtitle"})
    first, last = facts.coverage
    if first and last and first[:4] == last[:4]:
        out.add(item, "publicationYear", first[:4])
    labels = [label for _, label in metadata.page_labels]
    rows = [
        ("volume", metadata.volume.value if metadata.volume else None),
        ("issue", metadata.issue.value if metadata.issue else None),
        ("firstPage", labels[0] if labels else None),
        ("lastPage", labels[-1] if labels else None),
        ("publisher", paper.publisher.value if paper.publisher else None),
        ("edition", metadata.daily_edition),
    ]
    for name, value in rows:
        if value:
            out.add(item, name, value)
    _editors(out, item, paper.editors)


def _editors(out: Record, item: etree._Element, names: Sequence[str]) -> None:
    if names:
        contributors = out.add(item, "contributors")
        for name in names:
            contributor = out.add(contributors, "contributor", None, {"contributorType": "Editor"})
            out.add(contributor, "contributorName", name, {"nameType": "Personal"})
