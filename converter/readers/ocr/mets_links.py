"""The structLink of a METS file: which parts of its maps are joined to which, however it is written. Promises no more of them than an issue has."""

from __future__ import annotations

from collections.abc import Iterator

from converter.readers.ocr.xml import Element, attribute, under

MOST_JOINED = 500_000  # an issue of some hundred pages joins some ten thousand


class TangledError(Exception):
    """More parts are joined to one another than those of any issue are."""


def links(root: Element) -> Iterator[tuple[str, list[str]]]:
    """From each div to those that a structLink joins to it, both ways of writing one, in both directions. Raises TangledError."""
    joined: dict[str, list[str]] = {}
    count = 0

    def join(one: str, other: str) -> None:
        nonlocal count
        count += 1
        if count > MOST_JOINED:
            raise TangledError
        one, other = one.lstrip("#"), other.lstrip("#")
        joined.setdefault(one, []).append(other)
        joined.setdefault(other, []).append(one)

    for section in under(root, "structLink"):
        for link in under(section, "smLink"):
            join(attribute(link, "from") or "", attribute(link, "to") or "")
        for group in under(section, "smLinkGrp"):
            locators = [(attribute(one, "label") or "", attribute(one, "href") or "") for one in under(group, "smLocatorLink")]
            labelled: dict[str, list[str]] = {}
            for label, target in locators:
                labelled.setdefault(label, []).append(target)
            arcs = [(attribute(arc, "from") or "", attribute(arc, "to") or "") for arc in under(group, "smArcLink")]
            for start, end in arcs:
                for one in labelled.get(start, ()):
                    for other in labelled.get(end, ()):
                        join(one, other)
            if not arcs and locators:
                for _, target in locators[1:]:
                    join(locators[0][1], target)
    yield from joined.items()
