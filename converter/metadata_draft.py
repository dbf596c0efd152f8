"""Takes what is known or inferred about an issue, gives the text of an edition.toml to complete: each key explained, none made up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converter.metadata import Certainty, Fact, IssueDate, Metadata

_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HEAD = """\
# What is known about this issue beyond its text. Take the # away from a line to state it; a line without # is your word.
# What is left out is read from the page where it can be, and marked so in the edition.
"""


def draft_edition_toml(metadata: Metadata, inputs: Sequence[str]) -> str:
    """The text of an edition.toml for the inputs (names, in order). It loads as it is.

    What the page tells for certain is stated; what was inferred with less certainty stands behind a # with its value, for the
    user to decide; the rest are examples.
    """
    return (
        "\n".join([_HEAD, *_newspaper(metadata), *_issue(metadata), *_pages(metadata, inputs), *_edition(metadata), *_rights(metadata)])
        + "\n"
    )


def _newspaper(metadata: Metadata) -> Iterator[str]:
    paper = metadata.newspaper
    yield "[newspaper]"
    yield _fact("title", paper.title, "吕梁日报")
    yield _plain("subtitle", paper.subtitle, "The Crystal")
    yield _fact("publisher", paper.publisher, "吕梁日报社")
    yield _fact("place", paper.place, "吕梁")
    yield _plain("cn", paper.cn, "CN14-0031", "Chinese serial number")
    yield _plain("issn", paper.issn, "1672-6294")
    yield _fact("language", metadata.language, "zh-Hans")
    yield ""


def _issue(metadata: Metadata) -> Iterator[str]:
    yield "[issue]"
    yield from _date(metadata.date)
    yield _plain("volume", metadata.volume, "12")
    yield _fact("number", metadata.issue, "3795")
    yield f"pages = {metadata.pages_total}" if metadata.pages_total else "# pages = 4  # of the whole issue, also those not encoded here"
    yield ""


def _date(date: IssueDate | None) -> Iterator[str]:
    if date is None:
        yield '# date = "2020-12-21"  # or a month or a year, 2020-12 or 2020'
        yield '# not_before = "2020-12-19"  # the bounds, where the day is not known'
        yield '# not_after = "2020-12-31"'
        return
    note = _note(date.cert)
    if date.when is None:
        yield '# date = "2020-12-21"  # the day of the issue, in place of its bounds'
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
    yield _plain("id", metadata.id, "lvliang-2020-12", "in file names and addresses")
    yield _plain("publisher", edition.publisher, "Example University Library")
    yield _plain("publisher_ror", edition.publisher_ror, "https://ror.org/02nv7yv05")
    yield _plain("place", edition.place, "Heidelberg")
    yield _plain("licence", edition.licence, "CC-BY-4.0", "of the markup; or CC-BY-SA-4.0, CC0-1.0, an address")
    yield _plain("project", edition.project, "Local newspapers of Shanxi, 2018 to 2025")
    yield _plain("contact", edition.contact, "editions@example.org")
    yield '# identifiers = { URI = "https://example.org/lvliang-2020-12" }  # also DOI, ARK'
    yield "# people = ["
    yield '#   { name = "Wang Xiaoming", resp = "review", orcid = "https://orcid.org/0000-0002-1825-0097" },'
    yield "# ]"
    yield ""


def _rights(metadata: Metadata) -> Iterator[str]:
    yield "[rights]  # in the newspaper, not in our markup"
    yield _plain("statement", metadata.rights.statement, "http://rightsstatements.org/vocab/InC/1.0/", "in copyright")
    yield _plain("text", metadata.rights.text, "Copyright 吕梁日报社")


def _fact(key: str, fact: Fact | None, example: str) -> str:
    if fact is None:
        return _line(key, example, "", stated=False)
    return _line(key, fact.value, _note(fact.cert), stated=fact.cert in (None, "high"))


def _plain(key: str, value: str | None, example: str, note: str = "") -> str:
    return _line(key, value or example, note, stated=bool(value))


def _note(cert: Certainty | None) -> str:
    return {None: "", "high": "read from the page", "medium": "inferred from the page: check it", "low": "a guess from the page: check it"}[
        cert
    ]


def _line(key: str, value: str, note: str, *, stated: bool) -> str:
    quoted = _CONTROL.sub(" ", value).replace("\\", "\\\\").replace('"', '\\"')
    return f'{"" if stated else "# "}{key} = "{quoted}"' + (f"  # {note}" if note else "")
