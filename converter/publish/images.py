"""Images of an edition, beside its TEI file or given with it. Takes a TEI tree, leaves in it the graphics that the site can show, by their address there.

Promises: no address of the TEI is followed but `../images/NAME`, so that a file from elsewhere cannot make a site show what is not its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from lxml import etree

FOLDER = "images/"  # in the site, beside its pages
_T = "{http://www.tei-c.org/ns/1.0}"
_OWN = re.compile(r"\.\./images/([^/\\?#]+)")
_SHOWN = re.compile(r"\.(?:jpe?g|png|gif|webp|avif)$", re.IGNORECASE)


def settle_images(root: etree._Element, tei: Path | None, given: Mapping[str, bytes]) -> dict[str, bytes]:
    """The images that the tree shows, by their path in the site. Each `graphic` gets that path, or goes where there is no such image.

    tei: where the tree was read, so that its images lie in `../images/`; given: images by name, which come first.
    """
    found: dict[str, bytes] = {}
    for graphic in list(root.iter(_T + "graphic")):
        match = _OWN.fullmatch(graphic.get("url", ""))
        name = unquote(match[1]) if match else ""
        image = _image(name, tei, given) if name else None
        if image is None:
            _drop(graphic)
            continue
        found[FOLDER + name] = image
        graphic.set("url", FOLDER + quote(name))
    return found


def _image(name: str, tei: Path | None, given: Mapping[str, bytes]) -> bytes | None:
    if name in given:
        return given[name]
    if tei is None or not _SHOWN.search(name) or "/" in name or "\\" in name:
        return None
    path = tei.absolute().parent.parent / "images" / name
    try:
        return None if path.is_symlink() else path.read_bytes()  # a link could lead anywhere
    except (OSError, ValueError):  # not there, or not for us to read
        return None


def _drop(element: etree._Element) -> None:
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail and before is not None:
        before.tail = (before.tail or "") + element.tail
    elif element.tail:
        parent.text = (parent.text or "") + element.tail
    parent.remove(element)
