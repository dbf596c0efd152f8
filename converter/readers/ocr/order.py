"""Puts the blocks of a page into the reading order that its source gives. Promises each block once; what the source does not place stays where it stood."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from converter.model import Block


def by_rank(blocks: Sequence[Block], rank: Callable[[Block], int | None]) -> list[Block]:
    """Blocks by their rank; one without goes after the block that it stood behind."""
    keyed: list[tuple[int, int, Block]] = []
    last = -1
    for at, block in enumerate(blocks):
        own = rank(block)
        last = last if own is None else own
        keyed.append((last, at, block))
    return [block for _, _, block in sorted(keyed, key=lambda entry: entry[:2])]


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
