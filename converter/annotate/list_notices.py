"""Takes the user's lists and what the names of an issue were linked to, gives notices on what the lists brought and where they could tell nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.annotate.authorities import Authority, Entry, by_name, name_key, shared_names
from converter.annotate.mentions import Mention, MentionType
from converter.model import Referent
from converter.notices import USE_OF_A_LIST, Notice

CODES: dict[str, tuple[str, str]] = {
    "W-NAME-01": (
        "The page prints a name that two entries of a list have, so nothing says which of them is meant. It is linked to neither.",
        "If they are one and the same, list them once, with the other names in also. If they are two, add in the TEI the ref of the right "
        "one where you know it; or give a list with only the one that this newspaper speaks of.",
    ),
    "W-NAME-02": ("A list that was given has a first line and no entries.", "Add entries to it, or leave --authority out."),
    USE_OF_A_LIST: (
        "How many entries of a list are linked to names of the issue.",
        "Where you expect more, compare how the page prints the name, and add that form to also.",
    ),
}
_MOST_NAMED = 5  # of a long list nearly all are not on a page


def list_notices(authorities: Sequence[Authority], mentions: Sequence[Mention], referents: Sequence[Referent]) -> Iterator[Notice]:
    """Notices on each list, in their order. A name shared by two entries is told only where the issue prints it: lists have many such."""
    linked = {(one.type, kind, value) for one in referents for kind, value, _ in one.idnos}
    known = by_name(authorities)
    printed: dict[tuple[MentionType, str], list[Mention]] = {}
    for mention in mentions:
        printed.setdefault((mention.type, name_key(mention.text)), []).append(mention)
    for authority in authorities:
        if not authority.entries:
            yield Notice("W-NAME-02", authority.file, f"the list {authority.file} has no entries")
            continue
        yield _use(authority, [one for one in authority.entries if (one.type, *one.idnos()[0][:2]) not in linked])
        for key, sharing in shared_names(authority).items():
            if key in printed and key not in known:
                yield _shared(authority, sharing, printed[key])


def _use(authority: Authority, lacking: Sequence[Entry]) -> Notice:
    total = len(authority.entries)
    message = f"{total - len(lacking)} of {total} entries of {authority.file} are linked to names of the issue"
    if lacking:
        message += f"; not {', '.join(entry.name for entry in lacking[:_MOST_NAMED])}"
        message += f" and {len(lacking) - _MOST_NAMED} more" if len(lacking) > _MOST_NAMED else ""
    return Notice(USE_OF_A_LIST, authority.file, message)


def _shared(authority: Authority, sharing: Sequence[Entry], mentions: Sequence[Mention]) -> Notice:
    lines = " and ".join(str(entry.line) for entry in sharing[:_MOST_NAMED])
    message = f"{mentions[0].text} is a name of {len(sharing)} entries of {authority.file} (lines {lines}), so it is linked to none of them"
    return Notice("W-NAME-01", mentions[0].article, message)
