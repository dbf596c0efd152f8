"""Takes the headers of an edition's TEI files and its edition.toml, gives what a deposit says about it; what neither tells stays None.

The header says what the edition says of itself; edition.toml wins, since it can be completed after the edition was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import reduce
from itertools import takewhile

from lxml import etree

from converter.deposit.header import Change, SourceFile, Told, told_by
from converter.deposit.identifiers import bare, is_doi, web_address
from converter.deposit.statements import label_of, spdx_of
from converter.metadata import LICENCES, IssueDate, Metadata, Person, Rights, merge

_MAIL = re.compile(r"[^\s@<>()\"/,;:]+@[^\s@<>()\"/,;:]+\.[^\s@<>()\"/,;:]+")


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an edition.

    metadata: of newspaper, issue and edition, as edition.toml has them, completed from the header. languages: BCP 47, the main one
    first. made, changed: ISO days of the conversion and of the last change to the TEI. version: of the edition, where it has one.
    software: (name, version), ours first; work: what it did, in words. sources: by the name of a TEI file (tei/ID.xml), what it was made of; empty where not told.
    states: of the TEI files, each once (draft, approved); changes: by the name of a TEI file, those after the conversion.
    issued: the day, month or year that somebody states as that of publication.
    """

    id: str
    title: str
    metadata: Metadata = field(default_factory=Metadata)
    languages: tuple[str, ...] = ()
    made: str | None = None
    changed: str | None = None
    version: str | None = None
    pages: int = 0
    articles: int = 0
    software: tuple[tuple[str, str], ...] = ()
    work: str | None = None
    sources: Mapping[str, tuple[SourceFile, ...]] = field(default_factory=dict)
    states: tuple[str, ...] = ()
    changes: Mapping[str, tuple[Change, ...]] = field(default_factory=dict)
    issued: str | None = None

    @property
    def newspaper(self) -> str | None:
        """The newspaper's title."""
        title = self.metadata.newspaper.title
        return title.value if title else None

    @property
    def publisher(self) -> str | None:
        """Of the edition, not of the newspaper."""
        return self.metadata.edition.publisher

    @property
    def people(self) -> tuple[Person, ...]:
        """Who answers for the edition, each person once, with all that they did."""
        found: dict[str, Person] = {}
        for one in self.metadata.edition.people:
            first = found.setdefault(one.orcid or one.name, one)
            if one.resp not in first.resp.split(", "):
                found[one.orcid or one.name] = replace(first, resp=f"{first.resp}, {one.resp}")
        return tuple(found.values())

    @property
    def identifiers(self) -> tuple[tuple[str, str], ...]:
        """(type, value), the one to cite first: a DOI where there is one, else as they were given."""
        found: dict[str, tuple[str, str]] = {}
        for one in self.metadata.edition.identifiers:
            found.setdefault(bare(*one), one)
        return tuple(sorted(found.values(), key=lambda one: not is_doi(*one)))

    @property
    def email(self) -> str | None:
        """Where to write: the contact, where it is an address of mail."""
        contact = self.metadata.edition.contact
        return contact if contact and _MAIL.fullmatch(contact) else None

    @property
    def day(self) -> str | None:
        """When the edition was published, or else made."""
        return self.metadata.edition.date or self.made

    @property
    def licence(self) -> str | None:
        """Of markup and metadata: its address, or the words where it has none."""
        licence = self.metadata.edition.licence
        return LICENCES[self.spdx][0] if self.spdx else licence

    @property
    def spdx(self) -> str | None:
        """The licence by its id in the list of SPDX, where it is known by that or by its address."""
        return spdx_of(self.metadata.edition.licence)

    @property
    def licence_words(self) -> str | None:
        """As people read it."""
        edition = self.metadata.edition
        return edition.licence_text or (LICENCES[self.spdx][1] if self.spdx else edition.licence)

    @property
    def coverage(self) -> tuple[str | None, str | None]:
        """The first and the last day that the newspaper may be of, ISO 8601; None for a bound that is not known.

        A month or a year that the page tells bounds what else is open: not before 19 December, and in 2020-12, is not after its end.
        """
        date = self.metadata.date or IssueDate()
        if date.when:
            return date.when, date.when
        told = date.text if re.fullmatch(r"\d{4}(-\d\d)?", date.text or "") else None
        return date.not_before or told, date.not_after or told


# What makes the text of an edition, in the words of its languages; who does another thing (review, funding) contributes to it.
_MAKING = re.compile(
    r"transcri|transkri|encod|kodier|codier|edit(?!orial)|herausg|annot|auszeichn|标注|標注|转录|轉錄|转写|轉寫|录入|錄入|编码|編碼|编辑|編輯|整理|principal",
    re.IGNORECASE,
)


def creators(facts: Facts) -> tuple[Person, ...]:
    """The people who made the text; none where nobody says so: then the publisher answers."""
    return tuple(one for one in facts.people if _MAKING.search(one.resp))


def contributors(facts: Facts) -> tuple[Person, ...]:
    """The other people."""
    makers = creators(facts)
    return tuple(one for one in facts.people if one not in makers)


def interval(bounds: tuple[str | None, str | None], *, unknown: str = "..") -> str | None:
    """`2020-12-21`, `2020-12-19/2020-12-31`, `2020-12-19/..` (ISO 8601-2, EDTF). unknown: how an open end is written."""
    first, last = bounds
    if first == last:
        return first
    return f"{first or unknown}/{last or unknown}"


def facts_of(
    id: str,  # noqa: A002 - the field's word
    headers: Sequence[etree._Element],
    metadata: Metadata | None,
    names: Sequence[str] = (),
) -> Facts:
    """id: of the edition. headers: a teiHeader or more, those of one issue, in the order of its pages; metadata: what edition.toml states.

    names: of the TEI files (tei/ID.xml) in the order of the headers, for what each was made of.
    """
    told = [told_by(header) for header in headers]
    stated = reduce(lambda first, later: merge(later, first), (one.metadata for one in told))
    stated = replace(stated, edition=replace(stated.edition, people=_all_people([one.metadata.edition.people for one in told])))
    return Facts(
        id=id,
        title=_title(id, told, metadata),
        metadata=_completed(stated, metadata) if metadata else stated,
        languages=_languages(told, metadata),
        made=max((one.made for one in told if one.made), default=None),
        changed=max((one.changed for one in told if one.changed), default=None),
        version=next((one.version for one in told if one.version), None),
        pages=sum(one.pages for one in told),
        articles=sum(one.articles for one in told),
        software=tuple(sorted(dict.fromkeys(app for one in told for app in one.software), key=lambda app: app[0] != "broadsheet")),
        work=next((one.work for one in told if one.work), None),
        sources={name: one.sources for name, one in zip(names, told, strict=False)},
        states=tuple(dict.fromkeys(one.status for one in told if one.status)),
        changes={name: one.changes for name, one in zip(names, told, strict=False)},
        issued=_issued(told, metadata),
    )


def _issued(told: Sequence[Told], given: Metadata | None) -> str | None:
    """Our header fills in the day of the conversion where nobody states one: that is none of publication."""
    stated = (one.metadata.edition.date for one in told if one.metadata.edition.date != one.made)
    return (given.edition.date if given else None) or next(filter(None, stated), None)


# Where edition.toml and TEI may not disagree: a reader of one part of the package would act on the wrong one.
_NEVER_TWO = frozenset(("newspaper.title", "issue.date", "edition.publisher", "edition.licence", "rights.statement", "rights.text"))


def contradictions(stated: Facts, completed: Facts) -> tuple[str, ...]:
    """Sentences on what the headers say and edition.toml says otherwise, of newspaper, date, publisher, licence and rights."""
    before = dict(_keys(stated))
    return tuple(said for key, said in differences(stated, completed) if key in _NEVER_TWO and before[key])


def differences(stated: Facts, completed: Facts) -> tuple[tuple[str, str], ...]:
    """What the headers lack or say otherwise than edition.toml: (key of edition.toml, sentence). A header has no place for the contact.

    stated: by the headers alone; completed: with edition.toml.
    """
    before, after = dict(_keys(stated)), dict(_keys(completed))
    out = []
    for key, value in after.items():
        if value and value != before[key]:
            told = f"the TEI says {before[key]}" if before[key] else "the TEI does not say it"
            out.append((key, f"{key} is {value}; {told}"))
    return tuple(out)


def _keys(facts: Facts) -> Iterator[tuple[str, str | None]]:
    """What edition.toml and header can both say."""
    metadata = facts.metadata
    paper, edition = metadata.newspaper, metadata.edition
    yield "newspaper.title", facts.newspaper
    yield "newspaper.subtitle", paper.subtitle
    yield "newspaper.publisher", paper.publisher.value if paper.publisher else None
    yield "newspaper.place", paper.place.value if paper.place else None
    yield "newspaper.issn", paper.issn
    yield "newspaper.cn", paper.cn.value if paper.cn else None
    yield "newspaper.language", facts.languages[0] if facts.languages else None
    yield "issue.date", interval(facts.coverage)
    yield "issue.volume", metadata.volume.value if metadata.volume else None
    yield "issue.number", metadata.issue.value if metadata.issue else None
    yield "edition.publisher", edition.publisher
    yield "edition.publisher_ror", edition.publisher_ror
    yield "edition.place", edition.place
    yield "edition.date", edition.date
    yield "edition.licence", facts.licence
    yield "edition.licence_text", edition.licence_text
    yield "edition.project", edition.project
    yield "edition.people", ", ".join(sorted(f"{one.name} ({one.resp})" for one in edition.people)) or None
    yield "edition.identifiers", ", ".join(f"{kind} {value}" for kind, value in sorted(edition.identifiers)) or None
    yield "rights.statement", metadata.rights.statement
    yield "rights.text", metadata.rights.text


def _all_people(groups: Sequence[Sequence[Person]]) -> tuple[Person, ...]:
    """Each once, by id; who stands in an earlier group wins: a reviewer may stand in the header of one page alone."""
    found: dict[str, Person] = {}
    for person in (one for group in groups for one in group):
        if not any(person.name == other.name and person.resp == other.resp for other in found.values()):
            found.setdefault(person.id, person)
    return tuple(found.values())


def _completed(stated: Metadata, given: Metadata) -> Metadata:
    """The given wins. What goes together (publisher and its number, licence and its words) comes from one of the two; identifiers add up."""
    edition, rights, date = stated.edition, stated.rights, given.date
    if given.edition.publisher not in (None, edition.publisher):
        edition = replace(edition, publisher_ror=None, place=None)
    if given.edition.licence:
        edition = replace(edition, licence_text=None)
    if given.rights.statement or given.rights.text:
        rights = Rights()
    if date and not (date.when or date.not_before or date.not_after):
        date = None  # words for a day that the conversion found
    identifiers = tuple(dict.fromkeys([*given.edition.identifiers, *edition.identifiers]))
    merged = merge(replace(stated, edition=edition, rights=rights), replace(given, date=date))
    return replace(merged, edition=replace(merged.edition, identifiers=identifiers))


def _title(own: str, told: Sequence[Told], given: Metadata | None) -> str:
    """The header's; of an issue in several files what their titles begin with in common, without the number of the page."""
    titles = [one.title for one in told if one.title]
    if len(titles) > 1:
        comma = "，" if "，" in titles[0] else ", "
        common = takewhile(lambda parts: len(set(parts)) == 1, zip(*(title.split(comma) for title in titles), strict=False))
        titles = [comma.join(parts[0] for parts in common)]
    title = next(filter(None, titles), own)
    paper = given.newspaper.title.value if given and given.newspaper.title else None
    unnamed = not any(one.metadata.newspaper.title for one in told)
    return f"{paper}, {title}" if paper and unnamed and paper not in title else title


def _languages(told: Sequence[Told], given: Metadata | None) -> tuple[str, ...]:
    first = [given.language.value] if given and given.language else []
    return tuple(dict.fromkeys([*first, *(tag for one in told for tag in one.languages)]))


def rights_words(facts: Facts) -> str | None:
    """The rights in the newspaper as people read them; None where nobody states any."""
    rights = facts.metadata.rights
    return rights.text or label_of(rights.statement) or rights.statement


def use_of_the_paper(facts: Facts) -> str | None:
    """Whether the newspaper may be used freely, in words; None where nobody states it."""
    words = {
        "free": "Text and images of the newspaper are free to use.",
        "restricted": "Use of text and images of the newspaper is restricted.",
    }
    return words.get(facts.metadata.rights.status)


def licence_address(facts: Facts) -> str | None:
    return web_address(facts.licence)
