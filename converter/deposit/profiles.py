"""The profiles of deposit: what an archive asks to be told, as a table. A new one is a line; what is missing is named all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from converter.deposit.facts import Facts, licence_address
from converter.deposit.identifiers import web_address


@dataclass(frozen=True, slots=True)
class Demand:
    """Something that an archive asks for. table, line: of edition.toml, with an example; why: whom it serves; met: whether facts have it."""

    table: str
    line: str
    why: str
    met: Callable[[Facts], object]


@dataclass(frozen=True, slots=True)
class Profile:
    """What one kind of archive takes. label: whom it is for, for help texts."""

    label: str
    demands: tuple[Demand, ...]

    def missing(self, facts: Facts) -> tuple[Demand, ...]:
        """The demands that are not met, in the order of edition.toml."""
        return tuple(demand for demand in self.demands if not demand.met(facts))


def _rights(facts: Facts) -> str | None:
    return web_address(facts.metadata.rights.statement)


_TITLE = Demand("newspaper", 'title = "吕梁日报"', "the newspaper that was edited", lambda facts: facts.newspaper)
_PUBLISHER = Demand("edition", 'publisher = "Example University Library"', "who publishes the edition", lambda facts: facts.publisher)
_ROR = Demand(
    "edition",
    'publisher_ror = "https://ror.org/02nv7yv05"',
    "the publisher's number in the Research Organization Registry (ror.org)",
    lambda facts: facts.metadata.edition.publisher_ror,
)
_RIGHTS = Demand("rights", 'statement = "http://rightsstatements.org/vocab/InC/1.0/"', "the rights in the newspaper itself", _rights)
_DATE = Demand("edition", 'date = "2026"', "when the edition was published: the TEI has no day of its conversion", lambda facts: facts.day)
_LICENCE = Demand("edition", 'licence = "CC-BY-4.0"', "under which licence markup and metadata may be used", lambda facts: facts.licence)
_ADDRESS = replace(_LICENCE, met=licence_address)
_CONTACT = Demand("edition", 'contact = "editions@example.org"', "the mail address of whom the archive may ask", lambda facts: facts.email)
_IDENTIFIER = Demand(
    "edition.identifiers",
    'URI = "https://example.org/editions/lvliang-2020-12"',
    "what it is cited by: a web address that you control is enough; else ARK or DOI",
    lambda facts: facts.identifiers,
)

_DEFAULT = (_TITLE, _PUBLISHER, _DATE, _LICENCE, _CONTACT, _IDENTIFIER)
# `default` covers what DataCite demands (identifier, creator, title, publisher, year, type), and Dataverse (title, author, mail address,
# description); Archivematica takes any bag. `linked` adds what RO-Crate 1.2 recommends ("Recommended Identifiers": an organisation is
# named by its ROR, a licence by its address) and what an archive must know before it gives access to the sources: who holds which rights in the newspaper.
PROFILES: Mapping[str, Profile] = {
    "default": Profile("archives that take a BagIt bag with an RO-Crate", _DEFAULT),
    "linked": Profile(
        "archives that want publisher, licence and rights by their addresses",
        (_TITLE, _PUBLISHER, _ROR, _DATE, _ADDRESS, _CONTACT, _IDENTIFIER, _RIGHTS),
    ),
}
