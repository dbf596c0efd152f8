"""What PAGE XML says outside of its text: custom attributes, the reading order, groups that are articles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converter.model import BlockKind
from converter.readers.ocr.kinds import kind_of
from converter.readers.ocr.xml import Element, local

_PART = re.compile(r"([A-Za-z]+)\s*\{([^}]*)\}")
_INDEXED = ("RegionRefIndexed", "OrderedGroupIndexed", "UnorderedGroupIndexed")
_PLAIN = ("RegionRef", "OrderedGroup", "UnorderedGroup")
_ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Custom:
    """A custom attribute: place in the reading order, article that it belongs to, what the part is."""

    place: int | None = None
    article: str | None = None
    kind: BlockKind | None = None
    size: float | None = None
    bold: bool = False


def custom_of(element: Element) -> Custom:
    """`readingOrder {index:3;} structure {type:article; id:a1;}`, in any order of its parts and keys."""
    text = element.get("custom")
    if not text:
        return Custom()
    place, article, kind, size, bold = None, None, None, None, False
    for name, body in _PART.findall(text):
        values = {key.strip(): value.strip() for key, colon, value in (entry.partition(":") for entry in body.split(";")) if colon}
        if name == "readingOrder" and values.get("index", "").isdigit():
            place = int(values["index"])
        elif name == "structure" and values.get("type") == _ARTICLE:
            article = values.get("id") or article
        elif name == "structure":
            kind = kind_of(values.get("type")) or kind
        elif name == "textStyle":
            known = values.get("fontSize", "").replace(".", "", 1)
            size = float(values["fontSize"]) if known.isdigit() else size
            bold = bold or values.get("bold") == "true"
    return Custom(place, article, kind, size or None, bold)


class Groups:
    """The reading order of a page. rank: the place of each region that it names; a group that is an article says so for all in it."""

    def __init__(self, page: Element) -> None:
        self.rank: dict[str, int] = {}
        self._articles: dict[str, str] = {}
        order = next((child for child in page if local(child) == "ReadingOrder"), None)
        if order is not None:
            self._group(order, None)
        else:
            placed = [(custom_of(region).place, region.get("id", "")) for region in page if local(region).endswith("Region")]
            self.rank = {name: place for place, name in placed if place is not None and name}

    def article_of(self, region: str | None) -> str | None:
        return self._articles.get(region or "")

    def _group(self, group: Element, article: str | None) -> None:
        custom = custom_of(group)
        if custom.article or group.get("type") == _ARTICLE:
            article = custom.article or group.get("id") or article
        members = [child for child in group if local(child) in _INDEXED + _PLAIN]
        if any(local(child) in _INDEXED for child in members):
            members.sort(key=lambda child: int(index) if (index := child.get("index", "")).isdigit() else len(members))
        for member in members:
            if name := member.get("regionRef"):
                self.rank.setdefault(name, len(self.rank))
                if article:
                    self._articles.setdefault(name, article)
            if not local(member).startswith("RegionRef"):
                self._group(member, article)
