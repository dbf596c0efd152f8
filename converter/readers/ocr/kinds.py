"""What archives and OCR tools call the parts of a page, to what a newspaper calls them: one table for all formats."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from statistics import median

from converter.model import Block, BlockKind, Line

# Names as ALTO tags, METS divs, PAGE regions and hOCR classes have them, without their case, blanks and signs.
_KINDS: dict[BlockKind, str] = {
    "main": "title heading headline head maintitle mainheading articletitle articleheading ocrtitle",
    "kicker": "overline kicker roofline overtitle",
    "deck": "subheadline subtitle deck standfirst lead lede motto",
    "crosshead": "crosshead crossheading subheading subhead sectionheading intermediatetitle",
    "byline": "author byline signature ocrauthor",
    "dateline": "dateline",
    "text": "text paragraph textblock body bodycontent maintext ocrpar",
    "caption": "caption legend ocrcaption imagecaption illustrationcaption",
    "credit": "credit imagecredit photocredit photographer",
    "table": "table tableregion ocrtable stockmarket weathertable",
    "advertisement": "advertisement advert advertisements ad ads advertregion advertisementregion classified classifiedad publicity",
    "furniture": (
        "header footer pagenumber pagenum folio runningtitle runninghead runningtitlezone numberingzone signaturemark catchword masthead "
        "titlesection publishingstmt imprint titleheader ocrheader ocrfooter ocrpageno pageheader pagefooter headersection newspaperheader"
    ),
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_SIGNS = re.compile(r"[^a-z]+")
_BIGGER = 1.3  # times the size: heads that are meant to differ do so at a glance


def kind_of(name: str | None) -> BlockKind | None:
    """What a part with this name is; None where the name says nothing about it."""
    return _KIND_OF.get(plain_name(name))


def plain_name(name: str | None) -> str:
    """`PAGE-NUMBER`, `page number` and `np:pageNumber` as one: small letters only, without a prefix."""
    return _SIGNS.sub("", (name or "").rpartition(":")[2].lower())


def in_body(kind: BlockKind | None) -> BlockKind | None:
    """A head between the paragraphs of a text is a crosshead, whatever the source calls it."""
    return "crosshead" if kind in ("main", "kicker", "deck") else kind


def with_heads_told_apart(blocks: Sequence[Block], lines: Sequence[Line]) -> list[Block]:
    """The blocks of a page, the heads of each item told apart where the source calls them all headings.

    A heading after text is a crosshead. Of those before it the biggest is the headline; a plainly smaller one over it is a kicker,
    under it a deck. Heads of about one size stay as they are: a headline may stand in several blocks.
    """
    kinds: dict[int, BlockKind] = {}
    for places in _items(blocks):
        opened = False  # running text has begun
        leading: list[int] = []
        for at in places:
            kind = blocks[at].kind
            if kind == "main" and opened:
                kinds[at] = "crosshead"
            elif kind == "main":
                leading.append(at)
            elif kind in ("text", None):
                opened = True
        if len(leading) > 1:
            kinds.update(_ranked(leading, [_size(blocks[at], lines) for at in leading]))
    return [replace(block, kind=kinds[at]) if at in kinds else block for at, block in enumerate(blocks)]


def _items(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The places of the blocks of each item."""
    places: dict[str, list[int]] = {}
    for at, block in enumerate(blocks):
        if block.item:
            places.setdefault(block.item, []).append(at)
    yield from places.values()


def _ranked(places: Sequence[int], sizes: Sequence[float]) -> Iterator[tuple[int, BlockKind]]:
    biggest = max(sizes)
    top = sizes.index(biggest)
    for k, (at, size) in enumerate(zip(places, sizes, strict=True)):
        if size and biggest >= _BIGGER * size:
            yield at, "kicker" if k < top else "deck"


def _size(block: Block, lines: Sequence[Line]) -> float:
    """The size of its type, from fonts where all are known, else from the height of its lines; 0 where neither is."""
    own = [lines[n - 1] for n in block.lines]
    if all(line.font for line in own):
        return median(line.font.size for line in own if line.font)
    heights = [min(box.bottom - box.top, box.right - box.left) for line in own if (box := line.box)]  # a line is longer than high
    return median(heights) if heights else 0.0
