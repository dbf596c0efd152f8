"""Takes what is known or inferred about an issue, gives the text of an edition.toml to complete: each key explained, none made up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from converter.metadata import Certainty, Fact, IssueDate, Metadata
from converter.notices import Notice

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_NO_ADDRESS = re.compile("[^a-z0-9]+")
# The notices that say why a value is doubtful, and the key of the value.
_REASONS = {
    "W-META-02": "date",
    "W-META-03": "date",
    "W-META-04": "date",
    "W-META-07": "title",
    "W-META-08": "language",
}
_HEAD = """\
# What is known about this issue beyond its text. Take the # away from a line to state it; a line without # is your word.
# What is left out is read from the page where it can be, and marked so in the edition.
"""
_LISTS = ("# [[authority]]", '# file = "people.csv"  # your list of persons, places or organisations, with their identifiers', "")


def draft_edition_toml(metadata: Metadata, inputs: Sequence[str], notices: Sequence[Notice] = ()) -> str:
    """The text of an edition.toml for the inputs (names, in order). It loads as it is.

    What the page tells for certain is stated; what was inferred with less certainty stands behind a # with its value, for the
    user to decide, with the reason where a notice tells it; the rest are examples.
    """
    reasons = {_REASONS[notice.code]: notice.message for notice in reversed(notices) if notice.code in _REASONS}
    return (
        "\n".join(
            [
                _HEAD,
                *_newspaper(metadata, reasons),
                *_issue(metadata, reasons),
                *_pages(metadata, inputs),
                *_LISTS,
                *_edition(metadata),
                *_rights(metadata),
            ]
        )
        + "\n"
    )


def _newspaper(metadata: Metadata, reasons: Mapping[str, str]) -> Iterator[str]:
    paper = metadata.newspaper
    yield "[newspaper]"
    yield _fact("title", paper.title, "Example Daily", reasons.get("title", ""))
    yield _plain("subtitle", paper.subtitle, "Morning Edition")
    yield _fact("publisher", paper.publisher, "Example Press")
    yield _fact("place", paper.place, "Example City")
    yield _fact("cn", paper.cn, "CN00-0000", without="Chinese serial number")
    yield _plain("issn", paper.issn, "0000-0000")
    yield _fact("language", metadata.language, "zh-Hans", reasons.get("language", ""))
    yield ""


def _issue(metadata: Metadata, reasons: Mapping[str, str]) -> Iterator[str]:
    yield "[issue]"
    yield from _date(metadata.date, reasons.get("date", ""))
    yield _fact("volume", metadata.volume, "12")
    yield _fact("number", metadata.issue, "1234")
    yield f"pages = {metadata.pages_total}" if metadata.pages_total else "# pages = 4  # of the whole issue, also those not encoded here"
    yield ""


def _date(date: IssueDate | None, reason: str) -> Iterator[str]:
    if date is None:
        yield '# date = "2001-02-03"  # or a month or a year, 2001-02 or 2001'
        yield '# not_before = "2001-02-01"  # the bounds, where the day is not known'
        yield '# not_after = "2001-02-28"'
        return
    note = _note(date.cert, reason)
    if date.when is None:
        yield '# date = "2001-02-03"  # the day of the issue, in place of its bounds'
    for key, value in (("date", date.when), ("not_before", date.not_before), ("not_after", date.not_after)):
        if value:
            yield _line(key, value, note, stated=date.cert in (None, "high"))
    if date.when and date.text:
        yield _line("date_text", date.text, "as the page prints it", stated=date.cert in (None, "high"))


def _pages(metadata: Metadata, inputs: Sequence[str]) -> Iterator[str]:
    labels = dict(metadata.page_labels)
    for n, name in enumerate(inputs, 1):
        # A name that no other system could hold cannot be listed; the input can still be named on the command line.
        safe = not _CONTROL.search(name) and "\\" not in name and name not in ("", ".", "..") and not re.match("/|[A-Za-z]:", name)
        label = labels.get(f"p{n}")
        if safe:
            yield "[[page]]"
            yield _line("file", name, "", stated=True)
            yield _line(
                "label", label or str(n), "as the page prints it" if label else "the number that the page prints", stated=bool(label)
            )
        else:
            yield f"# page {n} has a name that cannot be listed here; rename it"
        yield ""


def _edition(metadata: Metadata) -> Iterator[str]:
    edition = metadata.edition
    yield "[edition]"
    yield _line("id", _example_id(metadata), "in file names and addresses; no other issue may have it", stated=False)
    yield _plain("publisher", edition.publisher, "Example Library")
    yield _plain("publisher_ror", edition.publisher_ror, "https://ror.org/000000000")
    yield _plain("place", edition.place, "Example City")
    yield _plain("licence", edition.licence, "CC-BY-4.0", "of the markup; or CC-BY-SA-4.0, CC0-1.0, an address")
    yield _plain("project", edition.project, "Example newspapers online")
    yield _plain("contact", edition.contact, "editions@example.org")
    yield '# identifiers = { URI = "https://example.org/example-2001-02-03" }  # also DOI, ARK'
    yield "# people = ["
    yield '#   { name = "Example Person", resp = "review", orcid = "https://orcid.org/0000-0002-1825-0097" },'
    yield "# ]"
    yield ""


def _example_id(metadata: Metadata) -> str:
    """Newspaper and day. It is never stated: a page's name is that of a page in every folder, and a day has several pages and editions."""
    title, date = metadata.newspaper.title, metadata.date
    if title is None or date is None or date.when is None:
        return "example-2001-02-03"
    name = _NO_ADDRESS.sub("-", title.value.lower()).strip("-")
    return f"{name if name[:1].isalpha() else 'issue'}-{date.when}"


def _rights(metadata: Metadata) -> Iterator[str]:
    yield "[rights]  # in the newspaper, not in our markup"
    yield _plain("statement", metadata.rights.statement, "http://rightsstatements.org/vocab/InC/1.0/", "in copyright")
    yield _plain("text", metadata.rights.text, "Copyright Example Press")


def _fact(key: str, fact: Fact | None, example: str, reason: str = "", *, without: str = "") -> str:
    """without: the note where nothing is known."""
    if fact is None:
        return _line(key, example, without, stated=False)
    return _line(key, fact.value, _note(fact.cert, reason), stated=fact.cert in (None, "high"))


def _plain(key: str, value: str | None, example: str, note: str = "") -> str:
    return _line(key, value or example, note, stated=bool(value))


def _note(cert: Certainty | None, reason: str) -> str:
    """How sure a value is, and why it is no surer; a control character would end the comment."""
    words = {None: "", "high": "read from the page", "medium": "inferred from the page: check it", "low": "a guess from the page: check it"}
    doubt = f" ({_CONTROL.sub(' ', reason)})" if reason and cert in ("medium", "low") else ""
    return words[cert] + doubt


def _line(key: str, value: str, note: str, *, stated: bool) -> str:
    quoted = _CONTROL.sub(" ", value).replace("\\", "\\\\").replace('"', '\\"')
    return f'{"" if stated else "# "}{key} = "{quoted}"' + (f"  # {note}" if note else "")
