"""Puts the blocks of a page into the reading order that its source gives. Promises each block once; what the source does not place stays where it stood."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from converter.model import Block


def by_places(blocks: Sequence[Block], places: Iterable[tuple[range, int]]) -> list[Block]:
    """Blocks by the first of the places (lines of the page, and their rank) that holds all of a block; one without goes after the block that it stood behind."""
    keyed: list[tuple[int, int, Block]] = []
    last = -1
    for at, (block, own) in enumerate(zip(blocks, _ranks(blocks, places), strict=True)):
        last = last if own is None else own
        keyed.append((last, at, block))
    return [block for _, _, block in sorted(keyed, key=lambda entry: entry[:2])]


def _ranks(blocks: Sequence[Block], places: Iterable[tuple[range, int]]) -> list[int | None]:
    """The rank of each block. A place looks at those alone that lie in it and have no rank yet: pages and orders may be long."""
    order = sorted(range(len(blocks)), key=lambda k: min(blocks[k].lines))
    firsts = [min(blocks[k].lines) for k in order]
    later = list(range(len(order) + 1))  # from each block the next that has no rank, as far as it was looked for
    out: list[int | None] = [None] * len(blocks)

    def free(at: int) -> int:
        while later[at] != at:
            later[at] = later[later[at]]
            at = later[at]
        return at

    for lines, rank in places:
        at = free(bisect_left(firsts, lines.start))
        while at < len(order) and firsts[at] < lines.stop:
            if max(blocks[order[at]].lines) < lines.stop:
                out[order[at]], later[at] = rank, at + 1
            at = free(at + 1)
    return out


def by_next(blocks: Sequence[Block], following: Mapping[str, str]) -> list[Block]:
    """Blocks by chains: `following` names, by a block's id, the one to be read after it. A ring is cut at its first block."""
    named = {block.id: block for block in blocks}
    later = {after for before, after in following.items() if before in named and after in named and before != after}
    out: dict[str, Block] = {}
    for start in [*(block for block in blocks if block.id not in later), *blocks]:
        block: Block | None = start
        while block is not None and block.id not in out:
            out[block.id] = block
            block = named.get(following.get(block.id, ""))
    return list(out.values())
