"""Takes the headlines right over a text, tells which is the main one, which are kickers above it and decks below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.model import HeadType
from converter.segment.display import Headline
from converter.segment.rows import open_brackets
from converter.segment.rubrics import is_rubric


def typed(cluster: Sequence[Headline], grid: bool, sizes: Sequence[float] | None = None) -> list[tuple[Headline, HeadType]]:
    """Kicker, main and deck of the headlines right over a text. The largest type is the headline. sizes: of each, where its font does not say it.

    Where no size is known: in old pages lines are set to one height, so the largest type has the fewest characters;
    today the headline comes first, and what opens with a dash is a deck. A rubric (简讯, 要聞) is no headline: a text under it alone has none.
    """
    if not cluster:
        return []
    sizes = sizes or [max((row.lines[0].font.size for row in h.rows if row.lines[0].font), default=0.0) for h in cluster]
    telling = [n for n, h in enumerate(cluster) if not is_rubric(h.text)]
    if not telling:
        return [(h, "kicker") for h in cluster]
    plain = [n for n in telling if not cluster[n].dash and cluster[n].text[:1] not in "（("] or telling[:1]
    if any(sizes):
        first = max(plain, key=lambda n: (sizes[n], -n))
    elif grid:
        first = _shortest_block(cluster, plain)
    else:
        first = max(plain, key=lambda n: (_plainly_main(cluster[n]), -n))
    last = first
    while (
        grid
        and last + 1 < len(cluster)
        and len(cluster[last + 1].text) == len(cluster[first].text)
        and cluster[last + 1].text[:1] not in "（("
    ):
        last += 1
    out: list[tuple[Headline, HeadType]] = [(h, "kicker") for h in cluster[:first]]
    merged = cluster[first]
    if last > first:
        merged = Headline(
            merged.at, [row for h in cluster[first : last + 1] for row in h.rows], "".join(h.text for h in cluster[first : last + 1])
        )
    out.append((merged, "main"))
    return out + [(h, "deck") for h in cluster[last + 1 :]]


def _plainly_main(headline: Headline) -> int:
    """Shadow type and the column's name in brackets are the headline's; a bracket that nothing opened is the end of some text."""
    return 2 * headline.doubled + (_TAGGED.search(headline.text) is not None) - 2 * (open_brackets(headline.text)[:1] in ("）", ")", "”"))


_TAGGED = re.compile(r"[^（()）][（(][^（）()0-9]{2,16}[）)]$")


def _shortest_block(cluster: Sequence[Headline], plain: Sequence[int]) -> int:
    """Where the lines with the fewest characters begin; of several such blocks the one with most lines."""
    best: tuple[int, int, int] | None = None
    for n in plain:
        size = len(cluster[n].text)
        if n and len(cluster[n - 1].text) == size and n - 1 in plain:
            continue
        length = next((k for k in range(n, len(cluster)) if len(cluster[k].text) != size), len(cluster)) - n
        key = (max(2, size), -length, n)
        if best is None or key < best:
            best = key
    return best[2] if best else plain[0]
