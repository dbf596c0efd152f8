"""Takes the bylines that stand on lines of their own, links each to the article that it signs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.segment.articles import Draft
from converter.segment.bylines import bracketed_byline, bracketed_names, byline_spans, run_in_byline
from converter.segment.datelines import dateline_end
from converter.segment.display import Headline
from converter.segment.items import Item
from converter.segment.stream import Stream
from converter.segment.unit import Unit


def link_bylines(stream: Stream, items: Sequence[Item]) -> list[Unit]:
    """Each byline to the article whose headline stands right above it, or right below; articles that sign in their first line last."""
    owner = {id(row): item for item in items for linked in item.heads for row in linked.headline.rows}
    for item in items:
        if item.draft:
            owner |= {id(row): item for h in item.draft.cluster for row in h.rows}
    open_items = [item for item in items if item.draft and not _signs_itself(stream, item.draft)]
    left: list[Unit] = []
    for at, zone in enumerate(stream.zones):
        pairs = _pairs(zone.order)
        orderly = all(above and not double for _, above, _, double in pairs)
        for byline, above, below, _ in pairs:
            under = owner.get(id(above.rows[0])) if above is not None else None
            over = owner.get(id(below.rows[0])) if below is not None else None
            inside = next((item for item in items if item.draft and item.draft.start < at < item.draft.end), None)
            if inside is not None:
                inside.bylines.append((byline, "low"))
                continue
            choice = next((item for item in (under, over) if item is not None and not item.bylines), None)
            if choice is None:
                choice = next((item for item in open_items if not item.bylines), None)
                if choice is None:
                    left.append(byline)
                    continue
                choice.bylines.append((byline, "low"))
                continue
            sure = (
                not (choice.draft and contradicts(stream, choice.draft, byline))
                and choice is under
                and (orderly or (choice in open_items and sum(1 for i in open_items if not i.bylines) == 1))
            )
            choice.bylines.append((byline, None if sure else "low"))
    return left


def _pairs(order: Sequence[Headline | Unit]) -> list[tuple[Unit, Headline | None, Headline | None, bool]]:
    """Each byline with the headline above and below it, and whether another byline stands right beside it."""
    out = []
    for at, item in enumerate(order):
        if isinstance(item, Headline) or item.kind != "byline":
            continue
        above = next((other for other in reversed(order[:at]) if isinstance(other, Headline)), None)
        below = next((other for other in order[at + 1 :] if isinstance(other, Headline)), None)
        beside = [*order[max(0, at - 1) : at], *order[at + 1 : at + 2]]
        out.append((item, above, below, any(not isinstance(o, Headline) and o.kind == "byline" for o in beside)))
    return out


def _signs_itself(stream: Stream, draft: Draft) -> bool:
    return bool(_own_signature(stream, draft))


def _own_signature(stream: Stream, draft: Draft) -> str:
    """The byline that is run in at the start of an article's text: （记者 刘子璇）."""
    text = stream.texts[draft.start].unit.text
    at = dateline_end(text)
    span = bracketed_byline(text, at) or run_in_byline(text, at) or (bracketed_names(text, at) if at else None)
    return text[slice(*span)].strip() if span else ""


_AGENCY = re.compile("据?(?:新华社|中新社|中新网|中央社)")
_OF_THE_PAPER = re.compile("本报|本報|本刊")


def contradicts(stream: Stream, draft: Draft, byline: Unit) -> str:
    """What the article's first line says against the byline: it names other authors, or an agency filed what a reporter of the paper signs."""
    own = _own_signature(stream, draft)
    names = _names(byline.text)
    if own and names and not names & _names(own):
        return own
    text = stream.texts[draft.start].unit.text
    agency = text[: dateline_end(text)]
    return agency if _AGENCY.match(agency) and _OF_THE_PAPER.search(byline.text) else ""


def _names(text: str) -> set[str]:
    return {"".join(text[span.start : span.end].split()) for span in byline_spans(text) if span.tag == "persName"}
