"""Takes the mentions of an issue, gives who and what they refer to: entries for standOff, and for each mention the entry it is linked to.

A mention is linked only where the page, the paper or the user's authority file says what it means: the rules stand in persons.py, resolving.py
and place_links.py, organisation_links.py. The same mentions give the same ids, whatever else is in the issue, but for a clash of digests.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from converter.annotate.authorities import Authority, by_name
from converter.annotate.drafts import Draft, Entries, Links
from converter.annotate.mentions import Mention
from converter.annotate.organisation_links import link_organisations
from converter.annotate.persons import link_persons
from converter.annotate.place_links import link_places
from converter.annotate.places import Division, Gazetteer, gazetteer
from converter.annotate.resolving import Resolver
from converter.model import Cert, Referent

__all__ = ["Mention", "link"]

Refs = dict[int, tuple[str, Cert | None]]
_PREFIXES = {"person": "per-", "place": "loc-", "org": "org-"}
_SURENESS: dict[Cert | None, int] = {"low": 1, "medium": 2, None: 3}
_DIGITS = 6  # hexadecimal digits of an id: two of 300 names clash in one issue of 400


def link(
    mentions: Sequence[Mention], *, home: str | None, issue_year: int | None, authorities: Sequence[Authority] = ()
) -> tuple[Refs, tuple[Referent, ...]]:
    """Mention index -> (id of its referent, how doubtful the link is), and the referents, sorted by id.

    home: the place of the newspaper (Metadata.newspaper.place), or its title, which may open with a place (大连日报); None where neither is known.
    issue_year: None takes today's divisions; before 1949 no place gets a code. Mentions that are in no pair of the answer are not linked. Every
    referent has a mention, or is a place in which one with a mention lies. Speed: 500 mentions in some 5 ms.
    """
    ordered = sorted(mentions, key=lambda mention: mention.index)
    entries = by_name(authorities)
    places = gazetteer()
    resolver = Resolver(places, places.home(home, issue_year) if home else None, issue_year, _given(entries, places, issue_year))
    resolved = resolver.read(ordered)
    links = (
        link_persons([mention for mention in ordered if mention.type == "person"], entries),
        link_places([mention for mention in ordered if mention.type == "place"], resolved, resolver, entries),
        link_organisations([mention for mention in ordered if mention.type == "org"], resolver, entries),
    )
    drafts = _kept(links)
    ids = _ids(drafts)
    refs = {index: (ids[key], cert) for found in links for index, (key, cert) in found.refs.items()}
    certs = _certs(links, {mention.index: mention.cert for mention in ordered}, drafts)
    referents = (_referent(draft, ids, certs[key]) for key, draft in drafts.items())
    return dict(sorted(refs.items())), tuple(sorted(referents, key=lambda referent: referent.id))


def _given(entries: Entries, places: Gazetteer, year: int | None) -> dict[str, Division]:
    """Names that the user's authority ties to a division."""
    found = {name: places.get(entry.adcode, year) for (kind, name), entry in entries.items() if kind == "place" and entry.adcode}
    return {name: place for name, place in found.items() if place}


def _kept(links: Iterable[Links]) -> dict[str, Draft]:
    """The entries that have a mention, and the places in which those lie."""
    out: dict[str, Draft] = {}
    for found in links:
        for key, _ in found.refs.values():
            step: str | None = key
            while step is not None and step not in out:
                out[step] = found.drafts[step]
                step = out[step].parent
    return out


def _certs(links: Iterable[Links], printed: Mapping[int, Cert | None], drafts: Mapping[str, Draft]) -> dict[str, Cert | None]:
    """How doubtful each entry is: as the least doubtful of its mentions and of what lies in it. What the user's file lists is not."""
    sureness: dict[str, int] = {key: _SURENESS[None] if draft.given else 0 for key, draft in drafts.items()}
    for found in links:
        for index, (key, cert) in found.refs.items():
            best = min(_SURENESS[cert], _SURENESS[printed[index]])
            step: str | None = key
            while step is not None:
                sureness[step] = max(sureness[step], best)
                step = drafts[step].parent
    by_sureness = {value: cert for cert, value in _SURENESS.items()}
    return {key: by_sureness[value] for key, value in sureness.items()}


def _ids(drafts: Mapping[str, Draft]) -> dict[str, str]:
    """Key -> id. Keys whose digests begin alike all get more digits, so that the order of the entries does not matter."""
    digests = {key: hashlib.sha256(key.encode()).hexdigest() for key in drafts}
    out: dict[str, str] = {}
    length = _DIGITS
    while left := [key for key in digests if key not in out]:
        short = {key: _PREFIXES[drafts[key].type] + digests[key][:length] for key in left}
        times = Counter(short.values())
        out.update((key, name) for key, name in short.items() if times[name] == 1)
        length += 1
    return out


def _referent(draft: Draft, ids: Mapping[str, str], cert: Cert | None) -> Referent:
    """The fullest form first; of equally long ones the first in the text."""
    forms = sorted(draft.forms, key=len, reverse=True)
    name = draft.name or forms[0]
    also = tuple(sorted(form for form in forms if form != name))
    parent = ids[draft.parent] if draft.parent else None
    return Referent(
        ids[draft.key], draft.type, name, also, draft.subtype, draft.idnos, parent, draft.location, cert, language=draft.language
    )
