"""Takes an element tree of HTML names without namespace; gives an HTML5 document as UTF-8 bytes. Promises: no white space of its own, the same bytes for the same tree.

Not libxml2's HTML writer: it adds an http-equiv meta, rewrites addresses, and differs from release to release.
"""

from __future__ import annotations

import re
from typing import cast

from lxml import etree

# HTML Living Standard, 13.1.2: "Void elements: area, base, br, col, embed, hr, img, input, link, meta, source, track, wbr"
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_RAW = frozenset(("script", "style"))  # their text is not escaped; whoever writes it sees to `<`
_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\u00a0": "&nbsp;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}
_IN_TEXT = re.compile("[&<>\u00a0\r]")
_IN_VALUE = re.compile('[&<>"\u00a0\n\t\r]')


def document(html: etree._Element) -> bytes:
    """The document of an `html` element."""
    out = ["<!DOCTYPE html>\n"]
    _write(html, out)
    out.append("\n")
    return "".join(out).encode("utf-8")


def _write(element: etree._Element, out: list[str]) -> None:
    name = element.tag
    if not isinstance(name, str):  # a comment or instruction: no part of the edition
        return
    if name[0] == "{":  # of another namespace: its local name, so that nothing is lost
        name = name.rpartition("}")[2]
    attributes = "".join(
        [f' {_attribute(key)}="{_escaped(value, _IN_VALUE)}"' for key, value in cast(list[tuple[str, str]], element.items())]
    )
    text = element.text or ""
    out.append(f"<{name}{attributes}>{text if name in _RAW else _escaped(text, _IN_TEXT)}")
    if name in VOID:
        return
    for child in element:
        _write(child, out)
        tail = child.tail
        if tail:
            out.append(_escaped(tail, _IN_TEXT))
    out.append(f"</{name}>")


def _escaped(text: str, special: re.Pattern[str]) -> str:
    return special.sub(lambda found: _ESCAPES[found[0]], text) if special.search(text) else text


def _attribute(name: str) -> str:
    if name[0] != "{":
        return name
    return "lang" if name == "{http://www.w3.org/XML/1998/namespace}lang" else name.rpartition("}")[2]
