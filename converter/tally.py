"""Takes a TEI file and counts what stands in it: pages, articles, characters, lost glyphs, text that belongs to no article, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import cast

from lxml import etree

from converter.entity_list import KINDS, TEI
from converter.task import Tally

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def tally(teis: Iterable[bytes]) -> Tally:
    """Of all TEI files of an issue together. They are ours and were checked: ValueError for what is no XML."""
    pages = articles = characters = lost = unassigned = 0
    entities: Counter[str] = Counter()
    for tei in teis:
        try:
            root = etree.fromstring(tei, _PARSER)
        except etree.XMLSyntaxError as error:
            raise ValueError("this is no TEI file of ours") from error
        for text in root.iter(f"{TEI}text"):
            pages += sum(1 for _ in text.iter(f"{TEI}pb"))
            characters += _characters(text)
            for element in text.iter(f"{TEI}div"):
                kind = element.get("type")
                articles += kind == "article"
                unassigned += _characters(element) if kind == "unassigned" else 0
            lost += sum(int(gap.get("quantity", "1")) for gap in text.iter(f"{TEI}gap"))
            entities.update(KINDS[etree.QName(name).localname] for name in text.iter(*(TEI + tag for tag in KINDS)))
    return Tally(pages, articles, characters, lost, unassigned, dict(sorted(entities.items())))


def _characters(element: etree._Element) -> int:
    return sum(len("".join(part.split())) for part in cast("Iterable[str]", element.itertext(etree.Element)))
