"""The tag files of a BagIt bag, as RFC 8493 has them, from what was written: declaration, bag-info, manifests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from converter.deposit.facts import Facts
from converter.deposit.identifiers import bare
from converter.fixity import Held

# RFC 8493, 2.1.1: "BagIt-Version: M.N" and "Tag-File-Character-Encoding: ENCODING", in this order, in UTF-8 without a BOM.
DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def manifest(files: Iterable[Held], algorithm: str) -> bytes:
    """RFC 8493, 2.1.3: a line a file, the digest in hexadecimal, blanks, the path from the base folder; here sorted, two blanks.

    "If a filepath includes a Line Feed (LF), a Carriage Return (CR) … or a percent sign (%), those characters (and only those)
    MUST be percent-encoded": names that archives keep have none.
    """
    return "".join(f"{one.digest(algorithm)}  {one.name}\n" for one in sorted(files, key=lambda one: one.name)).encode()


def bag_info(facts: Facts, payload: Sequence[Held], *, day: str, agent: str) -> bytes:
    """RFC 8493, 2.2.2: "metadata elements … a label, a colon, a single linear whitespace character, and a value". day: of bagging, ISO.

    "Payload-Oxum: The 'octetstream sum' of the payload, … OctetCount.StreamCount": with it a lost file shows before any digest is made.
    """
    rows = [
        ("Source-Organization", facts.publisher),
        ("Contact-Email", facts.email),
        ("External-Description", description(facts)),
        *(("External-Identifier", bare(kind, value)) for kind, value in facts.identifiers),
        ("Internal-Sender-Identifier", facts.id),
        ("Bagging-Date", day),
        ("Payload-Oxum", f"{sum(one.size for one in payload)}.{len(payload)}"),
        ("Bag-Software-Agent", agent),
    ]
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in rows if value).encode()


def conversion(facts: Facts) -> str:
    """What the software did, in a sentence."""
    return "Conversion of newspaper pages to TEI P5" + (f": {facts.work}." if facts.work else ".")


def description(facts: Facts) -> str:
    """What the edition is, in a sentence or two, for people who meet it in a list."""
    counts = ", ".join(f"{n} {word}{'s' * (n != 1)}" for n, word in ((facts.pages, "page"), (facts.articles, "article")) if n)
    what = f"{facts.title}: digital edition in TEI and HTML" + (f" ({counts})" if counts else "") + ", with the source it was made from."
    project = facts.metadata.edition.project
    return " ".join(filter(None, (what, state(facts), project)))


def state(facts: Facts) -> str:
    """How far people have answered for the text, in a sentence: what who opens it in thirty years has to know first."""
    later = sorted({change for changes in facts.changes.values() for change in changes}, key=lambda one: one.when)
    status = f"State of the TEI: {' and '.join(facts.states)}" if facts.states else "State of the TEI: not stated"
    if not later:
        return f"{status}; made by software, no later change by a person is recorded."
    last = later[-1]
    who = f" by {last.who.name}" if last.who else ""
    note = f": {last.note.rstrip('.')}" if last.note else ""
    return f"{status}; made by software, last changed on {last.when}{who}{note}."
