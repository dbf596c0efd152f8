"""Takes the bytes of a file and a source of chance, gives others of the same format: a tree with an element moved, a table with a value changed.

Raw bytes that are changed at random seldom get past a parser; these do. A mutator gives None for what it cannot take apart.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random
from typing import Any

from lxml import etree

from fuzzing import values

Mutator = Callable[[bytes, Random], bytes | None]
_MOST = 400_000  # bytes: larger ones are for the shapes, not for a thousand runs


def xml(data: bytes, rng: Random) -> bytes | None:
    """XML with some of its elements, attributes and texts changed."""
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    return _tree_changed(data, rng, parser, "xml")


def html(data: bytes, rng: Random) -> bytes | None:
    """HTML, likewise."""
    return _tree_changed(data, rng, etree.HTMLParser(no_network=True, encoding="utf-8", huge_tree=True), "html")


def _tree_changed(data: bytes, rng: Random, parser: Any, method: Any) -> bytes | None:
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None:
        return None
    for _ in range(rng.choice((1, 1, 2, 3, 6))):
        elements = [one for one in root.iter() if isinstance(one.tag, str)]
        rng.choice((_attribute, _attribute, _attribute, _text, _text, _remove, _repeat, _move, _rename, _wrap))(
            rng.choice(elements), elements, rng
        )
    made: bytes = etree.tostring(root, encoding=rng.choice(("utf-8", "utf-8", "utf-8", "utf-16", "gb18030")), method=method)
    return made if len(made) < _MOST else None


def _fit(text: str) -> str:
    """What a tree can hold; what it cannot is for changes of bytes."""
    return "".join(char for char in text if char in "\t\n\r" or (" " <= char < "\ud800") or "\ue000" <= char < "\ufffe" or char > "\uffff")


def _attribute(element: Any, elements: list[Any], rng: Random) -> None:
    if not element.attrib or rng.random() < 0.1:
        other = rng.choice(elements)
        for key, value in other.attrib.items():
            element.set(key, value)
        return
    key = rng.choice(list(element.attrib))
    old = element.attrib[key]
    if rng.random() < 0.15:
        del element.attrib[key]
    elif rng.random() < 0.3:  # a pointer to something else
        element.set(key, rng.choice([one.get(key, old) for one in elements if one.get(key)]))
    else:
        element.set(key, _fit(values.number(rng) if old[:1].isdigit() and rng.random() < 0.7 else values.changed(old, rng)))


def _text(element: Any, _elements: list[Any], rng: Random) -> None:
    if rng.random() < 0.8:
        element.text = _fit(values.changed(element.text or "", rng))
    else:
        element.tail = _fit(values.changed(element.tail or "", rng))


def _remove(element: Any, _elements: list[Any], _rng: Random) -> None:
    if (parent := element.getparent()) is not None:
        parent.remove(element)


def _repeat(element: Any, _elements: list[Any], rng: Random) -> None:
    if (parent := element.getparent()) is not None and sum(1 for _ in element.iter()) < 60:
        for _ in range(rng.choice((1, 1, 2, 20))):
            parent.insert(parent.index(element), _copied(element))


def _move(element: Any, elements: list[Any], rng: Random) -> None:
    target = rng.choice(elements)
    if sum(1 for _ in element.iter()) < 200 and len(elements) < 3000:
        target.insert(rng.randint(0, len(target)), _copied(element))


def _rename(element: Any, elements: list[Any], rng: Random) -> None:
    element.tag = rng.choice(elements).tag


def _wrap(element: Any, elements: list[Any], rng: Random) -> None:
    """The element inside one or many of another name."""
    parent, copy = element.getparent(), _copied(element)
    if parent is None:
        return
    tag = rng.choice(elements).tag
    for _ in range(rng.choice((1, 1, 3, 40))):
        around = etree.Element(tag)
        around.append(copy)
        copy = around
    parent.replace(element, copy)


def _copied(element: Any) -> Any:
    return etree.fromstring(etree.tostring(element, with_tail=False), etree.XMLParser(recover=True, resolve_entities=False, huge_tree=True))


def json_text(data: bytes, rng: Random) -> bytes | None:
    """JSON, or JSON Lines, with some of its values changed."""
    try:
        told = data.decode("utf-8")
        rows = [told] if _is_json(told) else told.split("\n")
        at = rng.randrange(len(rows))
        value = json.loads(rows[at])
    except (ValueError, RecursionError):
        return None
    for _ in range(rng.choice((1, 1, 2, 4))):
        value = _value_changed(value, rng)
    rows[at] = json.dumps(value, ensure_ascii=rng.random() < 0.2)
    return "\n".join(rows).encode("utf-8", "surrogatepass")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True


def _value_changed(value: Any, rng: Random) -> Any:
    if isinstance(value, dict) and value and rng.random() < 0.9:
        key = rng.choice(list(value))
        how = rng.random()
        if how < 0.7:
            return {**value, key: _value_changed(value[key], rng)}
        if how < 0.8:
            return {(rng.choice(list(value)) if name == key else name): part for name, part in value.items()}
        return {**value, rng.choice((*value, values.text(rng))): rng.choice(list(value.values()))}
    if isinstance(value, list) and value and rng.random() < 0.9:
        at = rng.randrange(len(value))
        if rng.random() < 0.8:
            return [*value[:at], _value_changed(value[at], rng), *value[at + 1 :]]
        return [*value[:at], *value[at : at + 1] * rng.choice((0, 2, 30)), *value[at + 1 :]]
    if isinstance(value, str) and rng.random() < 0.8:
        return values.changed(value, rng)
    others: tuple[Any, ...] = (
        None,
        True,
        False,
        0,
        -1,
        10**50,
        1.5,
        float("nan"),
        float("inf"),
        "",
        [],
        {},
        [value],
        {"name": value},
        [[value] * 3],
        values.text(rng),
    )
    return rng.choice(others)


def lines(data: bytes, rng: Random) -> bytes | None:
    """Text with some of its lines changed: repeated, moved, joined, other words in them."""
    rows = data.decode("utf-8", "surrogateescape").split("\n")
    for _ in range(rng.choice((1, 1, 2, 5))):
        at, other = rng.randrange(len(rows)), rng.randrange(len(rows))
        how = rng.randrange(7)
        if how < 3:
            rows[at] = values.changed(rows[at], rng)
        elif how == 3:
            rows[at:at] = [rows[other]] * rng.choice((1, 1, 2, 40))
        elif how == 4 and len(rows) > 1:
            del rows[at]
        elif how == 5:
            rows[at] = rows[at] + rng.choice(("", " ", "  ", "|", ",", "\t")) + rows[other]
        else:
            signs = rng.choice(("#", ">", "-", "|", '"', "'", "[", "=", ":", "`", "*", "_", "\\", "    ", "---", "+++", "\f", "1. "))
            rows[at] = signs * rng.choice((1, 1, 2, 60)) + rows[at]
    made = "\n".join(rows)
    if rng.random() < 0.05:
        return made.encode(rng.choice(("utf-16", "gb18030", "big5hkscs", "utf-32", "latin-1")), "replace")
    made_bytes = made.encode("utf-8", "surrogatepass" if rng.random() < 0.5 else "replace")
    return made_bytes if len(made_bytes) < _MOST else None
