"""Takes an element tree of HTML names without namespace; gives an HTML5 document as UTF-8 bytes. Promises: no white space of its own, the same bytes for the same tree.

Not libxml2's HTML writer: it adds an http-equiv meta, rewrites addresses, and differs from release to release.
"""

from __future__ import annotations

from lxml import etree

# HTML Living Standard, 13.1.2: "Void elements: area, base, br, col, embed, hr, img, input, link, meta, source, track, wbr"
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
_RAW = frozenset(("script", "style"))  # their text is not escaped; whoever writes it sees to `<`
_TEXT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;"})
_VALUE = str.maketrans({"&": "&amp;", '"': "&quot;", "<": "&lt;", ">": "&gt;", "\u00a0": "&nbsp;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


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
    if "{" in name:  # of another namespace: its local name, so that nothing is lost
        name = name.rpartition("}")[2]
    attributes = element.attrib
    if attributes:
        out.append("<" + name)
        for key, value in attributes.items():
            out.append(f' {_attribute(key)}="{str(value).translate(_VALUE)}"')
        out.append(">")
    else:
        out.append(f"<{name}>")
    if name in VOID:
        return
    if element.text:
        out.append(element.text if name in _RAW else element.text.translate(_TEXT))
    for child in element:
        _write(child, out)
        if child.tail:
            out.append(child.tail.translate(_TEXT))
    out.append(f"</{name}>")


def _attribute(name: object) -> str:
    text = str(name)
    return "lang" if text == "{http://www.w3.org/XML/1998/namespace}lang" else text.rpartition("}")[2]
