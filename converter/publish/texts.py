"""Takes a prepared TEI tree; gives its articles and the whole issue as plain text or Markdown. Promises: relative path -> bytes, UTF-8, line feeds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from lxml import etree

from converter.publish.stylesheets import own_stylesheet, run

Form = Literal["html", "text", "markdown"]
FORMS: tuple[Form, ...] = ("html", "text", "markdown")
_KNOWN = ("interface", "lost")  # parameters of both stylesheets


def text_files(root: etree._Element, form: Form, params: Mapping[str, str], *, where: str) -> dict[str, bytes]:
    """`a1.txt` or `a1.md` for each article, and `index.txt` or `index.md`, which holds them all and what no article holds.

    params: `interface` (zh, en) and `lost`, what stands for a lost character (nothing, unless given). where: the TEI's name.
    """
    given = {name: value for name, value in params.items() if name in _KNOWN}
    result, _ = run(own_stylesheet(f"{form}.xsl"), root, given, where=where)
    return {page.get("href", ""): f"{(page.text or '').rstrip()}\n".encode() for page in result.getroot()}
