"""Takes elements as nested values and gives an XML record, indented, the same bytes for the same values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from lxml import etree

XSI = "http://www.w3.org/2001/XMLSchema-instance"
_NONE: Mapping[str, str | None] = {}


class Record:
    """An XML record in one namespace: `add` hangs an element below another one."""

    def __init__(self, root: str, namespace: str, schema: str, *, prefix: str | None = None, more: Mapping[str, str] | None = None) -> None:
        """schema: the address of the XML Schema of the record, for those who validate it."""
        self._namespace = namespace
        prefixes = cast("dict[str, str]", {prefix: namespace, **dict(more or {}), "xsi": XSI})  # None: the prefix that is not written
        self.root = etree.Element(f"{{{namespace}}}{root}", nsmap=prefixes)
        self.root.set(f"{{{XSI}}}schemaLocation", f"{namespace} {schema}")

    def add(
        self,
        above: etree._Element,
        name: str,
        text: str | None = None,
        attributes: Mapping[str, str | None] = _NONE,
        *,
        namespace: str | None = None,
    ) -> etree._Element:
        """attributes: those that are None are left out. namespace: where it is not that of the record."""
        known = {key: value for key, value in attributes.items() if value is not None}
        element = etree.SubElement(above, f"{{{namespace or self._namespace}}}{name}", known)
        element.text = text
        return element

    def to_bytes(self) -> bytes:
        etree.indent(self.root)
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8") + b"\n"
