"""However a valid file is changed: what the grammar still takes, official TEI takes too. The changes are drawn, with a fixed seed."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree
from schema_values import needs_tei, official, xsd
from snippets import FOLDER, snippets

from converter.validate.grammar import gate

T, XML_ID = "{http://www.tei-c.org/ns/1.0}", "{http://www.w3.org/XML/1998/namespace}id"
NAMES = sorted(xsd().elements)
Element = etree._Element


def parent_of(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def rename(element: Element, _others: list[Element], draw: random.Random) -> None:
    element.tag = T + draw.choice(NAMES)


def move(element: Element, others: list[Element], draw: random.Random) -> None:
    other = draw.choice(others)
    if other is not element and element not in other.iterancestors():
        other.insert(draw.randint(0, len(other)), element)


def double(element: Element, _others: list[Element], _draw: random.Random) -> None:
    copy = deepcopy(element)
    for one in copy.iter("{*}*"):
        if one.get(XML_ID):
            one.set(XML_ID, f"second-{one.get(XML_ID)}")
    element.addnext(copy)


def drop(element: Element, _others: list[Element], _draw: random.Random) -> None:
    parent_of(element).remove(element)


def put(element: Element, _others: list[Element], draw: random.Random) -> None:
    """A new element, with what another of its name has."""
    model = draw.choice(MODELS)
    new = etree.Element(model.tag, dict(model.attrib))
    new.text = model.text
    if new.get(XML_ID):
        new.set(XML_ID, "new")
    element.insert(draw.randint(0, len(element)), new)


FILES = [(FOLDER / "issue.xml").read_bytes(), *(case.content for case in snippets() if not case.codes)]
MODELS = [one for content in FILES for one in etree.fromstring(content).iter("{*}*")]
CHANGES: tuple[Callable[[Element, list[Element], random.Random], None], ...] = (rename, move, double, drop, put)


def changed(draw: random.Random, change: Callable[[Element, list[Element], random.Random], None]) -> etree._ElementTree:
    root = etree.fromstring(draw.choice(FILES))
    elements = [one for one in root.iter("{*}*") if one is not root]
    change(draw.choice(elements), elements, draw)
    return etree.ElementTree(root)


def tried(seed: int, times: int) -> Counter[bool]:
    """How many changed files the grammar took and refused; each that it took is shown to official TEI."""
    draw, verdicts = random.Random(seed), Counter[bool]()
    for number in range(times):
        tree = changed(draw, CHANGES[number % len(CHANGES)])
        taken = gate().validate(tree)
        verdicts[taken] += 1
        if taken:
            assert official().validate(tree), (str(official().error_log), etree.tostring(tree, encoding="unicode"))
    return verdicts


@needs_tei
def test_what_is_taken_is_official_tei() -> None:
    verdicts = tried(1, 1500)
    assert verdicts[True] > 100
    assert verdicts[False] > 900


@needs_tei
@pytest.mark.soak
@pytest.mark.parametrize("seed", range(2, 12))
def test_what_is_taken_is_official_tei_at_length(seed: int) -> None:
    assert tried(seed, 10_000)[False] > 6_000
