"""What tests of article files share: a reading as plain values."""

from __future__ import annotations

from collections.abc import Iterable

from converter.model import Block, Reading
from converter.readers.articles.record import Part

Told = list[tuple[str | None, str]]


def told(reading: Reading) -> dict[str | None, Told]:
    """For each item, in order, the kind and the text of its blocks; lines are parted by /."""
    out: dict[str | None, Told] = {item.id: [] for item in reading.items}
    for page in reading.pages:
        texts = {line.n: line.text for line in page.lines}
        for block in page.blocks:
            out[block.item].append((block.kind, "/".join(texts[n] for n in block.lines)))
    return out


def notices(reading: Reading) -> list[tuple[str, int | None, str]]:
    return [(note.code, note.line, note.message) for note in reading.notices]


def framed(blocks: Iterable[Block | Part], texts: Iterable[str]) -> str:
    """What stands around each block: q quotation, l list, n numbered list, i entry, each with the letter of its number; then its text."""
    letters: dict[int, str] = {}
    out = []
    for block, text in zip(blocks, texts, strict=True):
        path = "".join(frame.kind[0] + letters.setdefault(frame.n, "ABCDEFGHIJKLMN"[len(letters)]) for frame in block.within)
        out.append(f"{path}:{text}" if path else text)
    return " ".join(out)
