"""What PAGE XML says outside of its text: custom attributes, the reading order, groups that are articles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from converter.model import BlockKind
from converter.readers.ocr.geometry import number
from converter.readers.ocr.kinds import kind_of
from converter.readers.ocr.xml import Element, local

_PART = re.compile(r"(?<![A-Za-z])([A-Za-z]+)\s*\{([^{}]*)\}")
_INDEXED = ("RegionRefIndexed", "OrderedGroupIndexed", "UnorderedGroupIndexed")
_PLAIN = ("RegionRef", "OrderedGroup", "UnorderedGroup")
_GROUPS = tuple(name for name in _INDEXED + _PLAIN if "Group" in name)
_ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Custom:
    """A custom attribute: place in the reading order, article that it belongs to, what the part is.

    structure: the id beside a type that is no article: that of an article, where other parts say so.
    """

    place: int | None = None
    article: str | None = None
    structure: str | None = None
    kind: BlockKind | None = None
    size: float | None = None
    bold: bool = False


def custom_of(element: Element) -> Custom:
    """`readingOrder {index:3;} structure {type:article; id:a1;}`, in any order of its parts and keys."""
    text = element.get("custom")
    if not text:
        return Custom()
    place, article, structure, kind, size, bold = None, None, None, None, None, False
    for name, body in _PART.findall(text):
        values = {key.strip(): value.strip() for key, colon, value in (entry.partition(":") for entry in body.split(";")) if colon}
        if name == "readingOrder" and (index := _index(values.get("index"))) is not None:
            place = index
        elif name == "structure" and values.get("type") == _ARTICLE:
            article = values.get("id") or article
        elif name == "structure":
            kind = kind_of(values.get("type")) or kind
            structure = values.get("id") or structure
        elif name == "textStyle":
            size = number(values.get("fontSize")) or size
            bold = bold or values.get("bold") == "true"
    return Custom(place, article, structure, kind, size or None, bold)


def _index(text: str | None) -> int | None:
    """A place in an order."""
    value = number(text)
    return int(value) if value is not None and value >= 0 else None


class Groups:
    """The reading order of a page. rank: the place of each region that it names; a group that is an article says so for all in it."""

    def __init__(self, page: Element) -> None:
        self.rank: dict[str, int] = {}
        self._articles: dict[str, str] = {}
        # {id:a1; type:heading;} is a part of what others call {id:a1; type:article;}; an id that none calls so may number anything
        self._called = {
            custom_of(part).article for part in page.iter("{*}*") if local(part).endswith(("Region", "Line")) or local(part) in _GROUPS
        }
        order = next((child for child in page if local(child) == "ReadingOrder"), None)
        if order is not None:
            self._group(order, None)
        else:
            placed = [(custom_of(region).place, region.get("id", "")) for region in page if local(region).endswith("Region")]
            self.rank = {name: place for place, name in placed if place is not None and name}

    def article_of(self, region: str | None) -> str | None:
        """The article of the group that a region is in."""
        return self._articles.get(region or "")

    def article_in(self, custom: Custom) -> str | None:
        """The article that a custom attribute names, whatever it calls the part."""
        return custom.article or (custom.structure if custom.structure in self._called else None)

    def _group(self, group: Element, article: str | None) -> None:
        custom = custom_of(group)
        if custom.article or group.get("type") == _ARTICLE:
            article = custom.article or group.get("id") or article
        members = [child for child in group if local(child) in _INDEXED + _PLAIN]
        if any(local(child) in _INDEXED for child in members):
            members.sort(key=lambda child: len(members) if (index := _index(child.get("index"))) is None else index)
        for member in members:
            if name := member.get("regionRef"):
                self.rank.setdefault(name, len(self.rank))
                if article:
                    self._articles.setdefault(name, article)
            if not local(member).startswith("RegionRef"):
                self._group(member, article)
