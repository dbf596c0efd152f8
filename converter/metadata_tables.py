"""Takes the tables of an edition.toml that its schema allows, tells what no schema can (contradictions), and makes Metadata of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from converter.metadata import Edition, Fact, IssueDate, Metadata, Newspaper, Person, Rights, status_of
from converter.metadata_check import Problem
from converter.places import place_of

# How an identifier of each type is written, bare or as an address, and an example.
_FORMS = {
    "URI": (r"[a-z][a-z0-9+.-]*:\S+", '"https://example.org/x"'),
    "DOI": (r"(?:https?://(?:dx\.)?doi\.org/|doi:)?10\.\d{4,9}/\S+", '"10.12345/x"'),
    "ARK": (r"(?:https?://\S+?/)?ark:/?\d\S*/\S+", '"ark:/12345/x"'),
    "Handle": (r"(?:https?://hdl\.handle\.net/|hdl:)?\d[\d.]*/\S+", '"20.500.12345/x"'),
    "URN": (r"urn:[a-z0-9][a-z0-9-]*:\S+", '"urn:nbn:de:bsz:16-x1"'),
}


def contradictions(tables: Mapping[str, Any]) -> list[Problem]:
    """Values that each are right and do not go together, and identifiers whose check digit is wrong."""
    out: list[Problem] = []
    issue = tables.get("issue", {})
    bounds = [key for key in ("not_before", "not_after") if key in issue]
    if "date" in issue and bounds:
        out.append(
            Problem(("issue", bounds[0]), f"[issue] has a date and {bounds[0]}", "keep the date, or the bounds where it is not known")
        )
    # 2020-12 begins with its first day and ends with its last one
    if len(bounds) == 2 and f"{issue['not_before']}-00" > f"{issue['not_after']}-99":
        out.append(Problem(("issue", "not_after"), "not_after is earlier than not_before", "change the two for one another"))
    issn = tables.get("newspaper", {}).get("issn")
    if issn and not _issn_fits(issn):
        out.append(
            Problem(
                ("newspaper", "issn"),
                f"issn {issn} has a wrong check digit",
                "compare it with the masthead; leave it out if the paper prints it so",
            )
        )
    out += [
        Problem(("edition", "identifiers", kind), f'"{value}" is no {kind}', f"write it in full: {kind} = {_FORMS[kind][1]}")
        for kind, value in tables.get("edition", {}).get("identifiers", {}).items()
        if kind in _FORMS and not re.fullmatch(_FORMS[kind][0], value, re.IGNORECASE)
    ]
    people = tables.get("edition", {}).get("people", [])
    out += [
        Problem(
            ("edition", "people", n, "orcid"),
            f"orcid {person['orcid']} has a wrong check digit",
            "copy it from the person's page at orcid.org",
        )
        for n, person in enumerate(people)
        if "orcid" in person and not _orcid_fits(person["orcid"])
    ]
    files = [((name,), [one["file"] for one in tables.get(name, [])]) for name in ("page", "authority")]
    for place, values in ((("edition", "people"), _ids(people)), *files):
        first = {value: n for n, value in reversed(list(enumerate(values)))}
        twice = [(n, value) for n, value in enumerate(values) if first[value] < n]
        out += [
            Problem((*place, n), f'"{value}" stands twice among [[{".".join(place)}]]', "give each its own, or leave one out")
            for n, value in twice
        ]
    return out


def _issn_fits(issn: str) -> bool:
    digits = [10 if char == "X" else int(char) for char in issn.replace("-", "")]
    return sum(digit * weight for digit, weight in zip(digits, range(8, 0, -1), strict=True)) % 11 == 0


def _orcid_fits(orcid: str) -> bool:
    """ISO 7064, MOD 11-2."""
    digits, check = orcid[-19:-1].replace("-", ""), orcid[-1]
    total = 0
    for digit in digits:
        total = (total + int(digit)) * 2
    return "0123456789X"[(12 - total % 11) % 11] == check


def metadata_of(tables: Mapping[str, Any], given: str) -> Metadata:
    """given: where the tables come from, for messages."""
    paper, issue, edition, rights = (tables.get(name, {}) for name in ("newspaper", "issue", "edition", "rights"))
    pages = tables.get("page", [])
    return Metadata(
        id=edition.get("id"),
        newspaper=Newspaper(
            title=_fact(paper.get("title")),
            subtitle=paper.get("subtitle"),
            publisher=_fact(paper.get("publisher")),
            place=_fact(paper.get("place")),
            issn=paper.get("issn"),
            cn=_fact(paper.get("cn")),
        ),
        date=_date(issue),
        volume=_fact(_label(issue.get("volume"))),
        issue=_fact(_label(issue.get("number"))),
        pages_total=issue.get("pages"),
        page_labels=tuple((f"p{n}", str(page["label"])) for n, page in enumerate(pages, 1) if "label" in page),
        edition=_edition(edition),
        rights=Rights(rights.get("statement"), rights.get("text"), rights.get("status") or status_of(rights.get("statement"))),
        language=_fact(paper.get("language")),
        inputs=tuple(page["file"] for page in pages),
        given=given,
        authorities=tuple(place_of(given).parent / one["file"] for one in tables.get("authority", [])),
    )


def _fact(value: str | None) -> Fact | None:
    return Fact(value.strip()) if value else None


def _label(value: str | int | None) -> str | None:
    return None if value is None else str(value)


def _date(issue: Mapping[str, Any]) -> IssueDate | None:
    parts = [issue.get(key) for key in ("date", "not_before", "not_after", "date_text")]
    return IssueDate(*parts) if any(parts) else None


def _edition(edition: Mapping[str, Any]) -> Edition:
    people = edition.get("people", [])
    plain = ("publisher", "publisher_ror", "place", "date", "licence", "licence_text", "project", "contact")
    return Edition(
        **{key: edition.get(key) for key in plain},
        people=tuple(
            Person(own, person["name"], person["resp"], _orcid(person.get("orcid")))
            for own, person in zip(_ids(people), people, strict=True)
        ),
        identifiers=tuple(edition.get("identifiers", {}).items()),
    )


def _ids(people: Sequence[Mapping[str, Any]]) -> list[str]:
    """An id for each person: the given one, else the name in ASCII letters, else its number."""
    made = [re.sub(r"[^a-z0-9]+", "-", person["name"].lower()).strip("-") for person in people]
    return [
        person.get("id") or (slug if slug[:1].isalpha() and person["name"].isascii() else f"person-{n}")
        for n, (person, slug) in enumerate(zip(people, made, strict=True), 1)
    ]


def _orcid(orcid: str | None) -> str | None:
    return f"https://orcid.org/{orcid[-19:]}" if orcid else None
