"""What tests of article files share: a reading as plain values."""

from __future__ import annotations

from converter.model import Reading

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
