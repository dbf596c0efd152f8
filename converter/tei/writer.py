"""Writes XML text: escapes, attributes, indentation between blocks and never inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"})
_UNSAFE = re.compile('[&<>"\t\n\r]')

Attributes = Mapping[str, str | None]


def escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tag(name: str, attributes: Attributes | None = None, *, end: str = ">") -> str:
    """A start tag; attributes that are None are left out, the others stand in the order given."""
    if not attributes:
        return f"<{name}{end}"
    shown = "".join([f' {key}="{_value(value)}"' for key, value in attributes.items() if value is not None])
    return f"<{name}{shown}{end}"


def _value(text: str) -> str:
    return text.translate(_VALUE) if _UNSAFE.search(text) else text


class Writer:
    """Collects pieces of XML. Blocks stand on lines of their own, two blanks a level; what is inside a block is given whole."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.depth = 0

    @contextmanager
    def element(self, name: str, attributes: Attributes | None = None) -> Iterator[None]:
        """An element that holds blocks."""
        self.line(tag(name, attributes))
        self.depth += 1
        yield
        self.depth -= 1
        self.line(f"</{name}>")

    def line(self, xml: str) -> None:
        self.pieces.append(f"{'  ' * self.depth}{xml}\n")

    def block(self, name: str, content: str | None = None, attributes: Attributes | None = None) -> None:
        """An element on one line whose content is XML already, or empty."""
        self.line(tag(name, attributes, end="/>") if content is None else f"{tag(name, attributes)}{content}</{name}>")

    def text(self, name: str, text: str, attributes: Attributes | None = None) -> None:
        """An element on one line that holds plain text."""
        self.block(name, escape(text), attributes)

    def __str__(self) -> str:
        return "".join(self.pieces)
