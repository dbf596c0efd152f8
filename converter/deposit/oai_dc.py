"""The Dublin Core record of an edition, in the wrapping that OAI-PMH gives it (oai_dc)."""

from __future__ import annotations

from collections.abc import Sequence

from converter.deposit.bag import description
from converter.deposit.facts import Facts, contributors, creators, interval, rights_words, use_of_the_paper
from converter.deposit.identifiers import address, bare
from converter.deposit.payload import edition_formats
from converter.deposit.xml_writing import Record
from converter.fixity import Held

_OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
_DC = "http://purl.org/dc/elements/1.1/"


def oai_dc(facts: Facts, payload: Sequence[Held]) -> bytes:
    """Fifteen elements, each as often as there is something to say. payload: names begin with data/."""
    out = Record("dc", _OAI_DC, "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", prefix="oai_dc", more={"dc": _DC})
    paper, covered = facts.metadata.newspaper, interval(facts.coverage)
    number = (("volume", facts.metadata.volume), ("issue", facts.metadata.issue))
    source = [facts.newspaper, covered, *(f"{unit} {one.value}" for unit, one in number if one), facts.metadata.daily_edition]
    people: list[str | None] = [person.name for person in creators(facts)]
    rows: list[tuple[str, str | None]] = [
        ("title", facts.title),
        *(("creator", name) for name in people or [facts.publisher]),
        ("subject", "newspapers"),
        ("subject", facts.newspaper),
        ("description", description(facts)),
        ("publisher", facts.publisher),
        *(("contributor", person.name) for person in contributors(facts)),
        *(("contributor", name) for name in paper.editors),
        ("date", facts.day),
        ("type", "Text"),
        *(("format", form) for form in edition_formats(payload)),
        *(("identifier", address(kind, value) or bare(kind, value)) for kind, value in facts.identifiers),
        ("source", ", ".join(part for part in source if part)),
        ("source", f"ISSN {paper.issn}" if paper.issn else None),
        ("source", paper.cn.value if paper.cn else None),
        *(("source", address(kind, value) or f"{kind} {value}") for kind, value in paper.identifiers),
        *(("language", tag) for tag in facts.languages),
        ("coverage", covered),
        ("rights", _joined("Markup and metadata", facts.licence_words, facts.licence)),
        ("rights", _joined("Text and images of the newspaper", rights_words(facts), facts.metadata.rights.statement)),
        ("rights", use_of_the_paper(facts)),
    ]
    for name, value in rows:
        if value:
            out.add(out.root, name, value, namespace=_DC)
    return out.to_bytes()


def _joined(what: str, words: str | None, where: str | None) -> str | None:
    """Dublin Core has one place for both: words, then the address where it is another one."""
    if not words:
        return None
    return f"{what}: {words}" + (f" ({where})" if where and where != words else "")
