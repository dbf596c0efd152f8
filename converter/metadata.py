"""What is known about an issue beyond its text: the newspaper, the date, the rights. Values only; where they come from is said beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, TypeVar

from converter.places import Place

Certainty = Literal["high", "medium", "low"]
_Value = TypeVar("_Value")
# The licences that edition.toml may call by their SPDX names: address, and how people write it.
LICENCES = {
    "CC-BY-4.0": ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
    "CC-BY-SA-4.0": ("https://creativecommons.org/licenses/by-sa/4.0/", "CC BY-SA 4.0"),
    "CC0-1.0": ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
    **{
        f"CC-{kind.upper()}-{version}": (f"https://creativecommons.org/licenses/{kind}/{version}/", f"CC {kind.upper()} {version}")
        for kind, version in (
            *((kind, "4.0") for kind in ("by-nc", "by-nc-sa", "by-nd", "by-nc-nd")),
            *((kind, "3.0") for kind in ("by", "by-sa", "by-nc", "by-nc-sa", "by-nd", "by-nc-nd")),
        )
    },
}


@dataclass(frozen=True, slots=True)
class IssueDate:
    """The day of the issue, or its bounds. ISO 8601 (2020-12-21, 2020-12). text: as the page prints it, where it does.

    cert and evidence are None where the user gave the date; else how sure, and `internal` for what the page itself says.
    """

    when: str | None = None
    not_before: str | None = None
    not_after: str | None = None
    text: str | None = None
    cert: Certainty | None = None
    evidence: Literal["internal", "external"] | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A value with its warrant: given by the user (cert None), or read from the page."""

    value: str
    cert: Certainty | None = None
    evidence: Literal["internal", "external"] | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone responsible for the edition. orcid: https://orcid.org/0000-…"""

    id: str
    name: str
    resp: str
    orcid: str | None = None


@dataclass(frozen=True, slots=True)
class Newspaper:
    """The paper. title: as it calls itself; issn, cn: its numbers; publisher, place: of the paper, not of the edition.

    identifiers: (type, value) as a library's catalogue gives them for the paper, the issue or what was scanned; URI, DOI, or its own: lccn. editors: as such a catalogue names them.
    """

    title: Fact | None = None
    subtitle: str | None = None
    publisher: Fact | None = None
    place: Fact | None = None
    issn: str | None = None
    cn: Fact | None = None
    identifiers: tuple[tuple[str, str], ...] = ()
    editors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Edition:
    """The digital edition: who publishes it, where, when, under which licence."""

    publisher: str | None = None
    publisher_ror: str | None = None
    place: str | None = None
    date: str | None = None
    licence: str | None = None
    licence_text: str | None = None
    people: tuple[Person, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()  # (type, value): URI, DOI, ARK
    project: str | None = None
    contact: str | None = None


@dataclass(frozen=True, slots=True)
class Rights:
    """The rights in the newspaper itself. statement: a rightsstatements.org or licence address."""

    statement: str | None = None
    text: str | None = None
    status: Literal["free", "restricted", "unknown"] = "unknown"


@dataclass(frozen=True, slots=True)
class Metadata:
    """All of it. pages_total: how many pages the issue has, where known; languages: BCP 47 (zh-Hans), the main one first.

    page_labels: the number or name each input page prints, or a front page has without printing it, by page id; given: where the user's part came from, for messages.
    """

    id: str | None = None
    newspaper: Newspaper = field(default_factory=Newspaper)
    date: IssueDate | None = None
    volume: Fact | None = None
    issue: Fact | None = None
    daily_edition: str | None = None  # Morgenausgabe: which of the day's issues it is, as a catalogue says
    pages_total: int | None = None
    page_labels: tuple[tuple[str, str], ...] = ()
    edition: Edition = field(default_factory=Edition)
    rights: Rights = field(default_factory=Rights)
    language: Fact | None = None
    inputs: tuple[str, ...] = ()  # [[page]] files, in order, relative to the edition.toml
    given: str | None = None
    authorities: tuple[Place, ...] = ()  # [[authority]] files: the user's lists of names


def status_of(statement: str | None) -> Literal["free", "restricted", "unknown"]:
    """What a statement says about use. In copyright, or any condition beyond naming the source: restricted."""
    match = re.match(
        r"https?://(?:www\.)?(rightsstatements\.org/(?:vocab|page)|creativecommons\.org/(?:licenses|publicdomain))/([A-Za-z-]+)",
        statement or "",
    )
    if not match:
        return "unknown"
    kind = match[2].lower()
    if match[1].startswith("rights"):
        return "restricted" if kind.startswith(("inc", "noc-")) and kind != "noc-us" else "unknown"
    return "restricted" if {"nc", "nd"} & set(kind.split("-")) else "free"


def merge(metadata: Metadata, overrides: Metadata) -> Metadata:
    """What the overrides state wins, field by field, also inside newspaper, edition and rights; a date wins as a whole."""
    return _merged(metadata, overrides)


def _merged(base: _Value, over: _Value) -> _Value:
    changed: dict[str, Any] = {}
    for part in fields(base):  # type: ignore[arg-type]
        mine, theirs = getattr(base, part.name), getattr(over, part.name)
        if is_dataclass(mine) and not isinstance(mine, Fact | IssueDate):
            changed[part.name] = _merged(mine, theirs)
        elif theirs not in (None, (), "unknown"):
            changed[part.name] = theirs
    return replace(base, **changed)  # type: ignore[type-var]
