"""Takes the places of an index; writes them down as they hold each other, with how often each is named. Promises: no map, no place that no list holds."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from converter.publish.collation import sort_key
from converter.publish.entries import Entry
from converter.publish.reading import EDITION


def add_place_view(holder: etree._Element, places: Mapping[str, Entry], addresses: Mapping[str, str]) -> None:
    """Nested `place` elements in a `places` element; none where no place is known to lie in another. A place of which nothing is known but its
    name is not among them.

    places: by key, with those that only hold others. addresses: by id, of those that are named. count: mentions of the place and of all
    that it holds; own: its own; share: of the count of the most named place at the top, in percent.
    """
    under: dict[str, list[tuple[str, Entry]]] = {}
    parents = {place.parent for place in places.values()}
    for key, place in places.items():
        if key in parents or place.parent in places or (place.known and place.identifiers):
            under.setdefault(place.parent if place.parent in places else "", []).append((key, place))
    if len(under) < 2:
        return
    counts: dict[str, int] = {}

    def count(key: str, place: Entry) -> int:
        counts[key] = len(place.found) + sum(count(*child) for child in under.get(key, ()))
        return counts[key]

    most = max(count(*place) for place in under[""])
    view = etree.SubElement(holder, EDITION + "places")

    def write(parent: etree._Element, key: str) -> None:
        for child, place in sorted(under.get(key, ()), key=lambda one: (-counts[one[0]], sort_key(one[1].name))):
            if counts[child]:
                told = {"name": place.name, "count": str(counts[child]), "own": str(len(place.found))}
                told["share"] = f"{100 * counts[child] / most:.1f}"
                element = etree.SubElement(parent, EDITION + "place", told)
                if place.found:
                    element.set("href", addresses[place.id])
                write(element, child)

    write(view, "")
