"""What archives and OCR tools call the parts of a page, to what a newspaper calls them: one table for all formats."""

from __future__ import annotations

import re

from converter.model import BlockKind

# Names as ALTO tags, METS divs, PAGE regions and hOCR classes have them, without their case, blanks and signs.
_KINDS: dict[BlockKind, str] = {
    "main": "title heading headline head maintitle mainheading articletitle articleheading ocrtitle",
    "kicker": "overline kicker roofline overtitle",
    "deck": "subheadline subtitle deck standfirst motto",
    "crosshead": "crosshead crossheading subheading subhead sectionheading intermediatetitle",
    "byline": "author byline signature ocrauthor",
    "dateline": "dateline",
    "text": "text paragraph textblock body bodycontent maintext ocrpar",
    "caption": "caption legend ocrcaption imagecaption illustrationcaption",
    "credit": "credit imagecredit photocredit photographer",
    "footnote": "footnote footnotecontinued endnote",
    "table": "table tablezone tableregion ocrtable stockmarket weathertable",
    "advertisement": "advertisement advert advertisements ad ads advertregion advertisementregion classified classifiedad publicity",
    "furniture": (
        "header footer pagenumber pagenum folio runningtitle runninghead runningtitlezone numberingzone signaturemark catchword masthead "
        "titlesection publishingstmt imprint titleheader ocrheader ocrfooter ocrpageno pageheader pagefooter headersection newspaperheader"
    ),
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_SIGNS = re.compile(r"[^a-z]+")


def kind_of(name: str | None) -> BlockKind | None:
    """What a part with this name is; None where the name says nothing about it. `TableZone:prices` is a table, of some sort."""
    return _KIND_OF.get(plain_name(name)) or _KIND_OF.get(plain_name((name or "").partition(":")[0]))


def plain_name(name: str | None) -> str:
    """`PAGE-NUMBER`, `page number` and `np:pageNumber` as one: small letters only, without a prefix."""
    return _SIGNS.sub("", (name or "").rpartition(":")[2].lower())


def in_body(kind: BlockKind | None) -> BlockKind | None:
    """A head between the paragraphs of a text is a crosshead, whatever the source calls it."""
    return "crosshead" if kind in ("main", "kicker", "deck") else kind
