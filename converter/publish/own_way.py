"""Takes TEI trees and a user's stylesheet, of XSLT 1.0 or later; gives its one output per file. Promises: nothing is read or written while it runs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from lxml import etree

from converter.notices import Notice
from converter.publish.stylesheets import compile_stylesheet, run, version_of


def own_way(
    stylesheet: Path, teis: Iterable[tuple[str, etree._Element]], params: Mapping[str, str]
) -> Iterator[tuple[bytes, list[Notice]]]:
    """The output for each file as the stylesheet's own xsl:output asks, and what it said. teis: the name of each file, and its root.

    Raises what `version_of`, `compile_stylesheet` and `run` do, and MissingError where a later XSLT needs the extra `saxon`.
    """
    version = version_of(stylesheet)
    if version >= "2":
        from converter.publish.saxon import run_later

        yield from run_later(stylesheet, version, ((where, etree.tostring(root, encoding="UTF-8")) for where, root in teis), params)
        return
    transform = compile_stylesheet(stylesheet)
    for where, root in teis:
        result, said = run(transform, root, params, where=where)
        yield bytes(result), said
