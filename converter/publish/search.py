"""Takes the articles of a site; gives the files that its search page reads: an index, and the text in parts.

Promises: a part of which the index says that it lacks a string lacks it; the rest is compared character by character in the browser
(xslt/search.js), so what is found is what holds the string. Scripts, not JSON: only these load where a site is opened from a folder.
"""

from __future__ import annotations

import base64
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import cast

from lxml import etree

from converter.characters import is_cjk
from converter.publish.reading import TEI, XML_ID, is_block, is_read
from converter.publish.records import records

FOLDER = "search/"
# A part is what a browser loads to compare one string: a page of a newspaper has some 5,000 characters, and comes in one request.
_PART = 6000
# Of ten parts without a word of two characters, one is loaded in vain; of a thousand, one where the word has four.
_HASHES, _BITS = 3, 4.4
_PARTING = frozenset(TEI + name for name in ("gap", "pb", "cb", "milestone"))  # words do not go on over them
_SHOWN = frozenset((TEI + "note", TEI + "figDesc"))  # ours, and no text of the newspaper, but the page says it


@dataclass(frozen=True, slots=True)
class Unit:
    """What a result leads to: an article, a part of one on another page, an advertisement.

    issue: number of its TEI file in the site; path: of its page in the site; id: of its div; page: label of the newspaper page; kind: of
    article, or of div; persons: who is named in it; blocks: (id on its page or "", text) of each head, paragraph, caption and so on.
    """

    issue: int
    path: str
    id: str
    title: str
    page: str
    kind: str
    persons: tuple[str, ...]
    blocks: tuple[tuple[str, str], ...]


def units(root: etree._Element, made: etree._Element, issue: int, folder: str) -> list[Unit]:
    """The units of a prepared TEI tree. made: the `site` element that xslt/html.xsl makes of it; folder: of its pages, with its last slash."""
    ids = {
        page.get("href", ""): frozenset(cast(list[str], page.xpath("descendant::*/@id", smart_strings=False)))
        for page in made.iterchildren("page")
    }
    divs = {div.get(XML_ID): div for div in root.iter(TEI + "div")}
    names = {f"#{name}": record.names[0] for name, record in records(root).items() if record.names}
    text = root.find(TEI + "text")
    found = []
    for entry in made.iterchildren("unit"):
        own, path = entry.get("div", ""), entry.get("path", "")
        div = divs.get(own, text)
        if div is None:
            continue
        persons = dict.fromkeys(names.get(one.get("ref", ""), _name(one)) for one in div.iter(TEI + "persName"))
        blocks = tuple(_blocks(div, ids.get(path, frozenset())))
        facts = (own, entry.get("title", ""), entry.get("page", ""), entry.get("kind", ""))
        found.append(Unit(issue, folder + path, *facts, tuple(filter(None, persons)), blocks))
    return found


def parted(found: Iterable[Unit]) -> list[list[Unit]]:
    """Units that follow each other, as many together as have the text of a part."""
    parts: list[list[Unit]] = []
    length = 0
    for unit in found:
        more = sum(len(text) for _, text in unit.blocks)
        if not parts or length + more > _PART:
            parts.append([])
            length = 0
        parts[-1].append(unit)
        length += more
    return parts


def index(parts: Sequence[Sequence[Unit]]) -> dict[str, bytes]:
    """`search/index.js`, `search/persons.js` and `search/0.js` …, by path."""
    persons = sorted({person for part in parts for unit in part for person in unit.persons})
    numbers = {person: n for n, person in enumerate(persons)}
    signs = [_signature("\n".join(text for unit in part for _, text in unit.blocks)) for part in parts]
    files = {f"{FOLDER}index.js": _script("index", signs), f"{FOLDER}persons.js": _script("persons", persons)}
    for n, part in enumerate(parts):
        rows = [
            [
                *(unit.issue, unit.path, unit.id, unit.title, unit.page, unit.kind, [numbers[one] for one in unit.persons]),
                " ".join(name for name, _ in unit.blocks),  # an id has no blank
                "\n".join(text for _, text in unit.blocks),
            ]
            for unit in part
        ]
        files[f"{FOLDER}{n}.js"] = _script("part", rows, n)
    return files


def _script(name: str, *values: object) -> bytes:
    given = ",".join(json.dumps(value, ensure_ascii=False, separators=(",", ":")) for value in values)
    return f"broadsheet.{name}({given})\n".encode()


# --- text ---


def _blocks(element: etree._Element, ids: frozenset[str]) -> list[tuple[str, str]]:
    """(id, text) of each run of text in its order. The id is that of the innermost element around it which the page has."""
    out: list[tuple[str, list[str]]] = [("", [])]
    _read(element, "", ids, out)
    return [(name, text) for name, words in out if (text := _line("".join(words)))]


def _read(element: etree._Element, around: str, ids: frozenset[str], out: list[tuple[str, list[str]]]) -> None:
    tag = element.tag
    if not isinstance(tag, str) or not (is_read(element) or tag in _SHOWN):
        return
    block = is_block(element)
    own = element.get(XML_ID, "")
    inside = own if block and own in ids else around
    if block or tag in _PARTING:
        out.append((inside, []))
    out[-1][1].append(element.text or "")
    for child in element:
        _read(child, inside, ids, out)
        out[-1][1].append(child.tail or "")
    if block:
        out.append((around, []))


def _name(element: etree._Element) -> str:
    out: list[tuple[str, list[str]]] = [("", [])]
    _read(element, "", frozenset(), out)
    return _line("".join(word for _, words in out for word in words))


def _line(text: str) -> str:
    """White space as one blank, and none beside a character of the scripts that do not part words."""
    first, *rest = text.split() or [""]
    line = [first]
    for word in rest:
        line.append(word if is_cjk(line[-1][-1]) or is_cjk(word[0]) else f" {word}")
    return "".join(line)


# --- signatures ---


def _signature(text: str) -> str:
    """Base64 of a Bloom filter of the pairs of characters that stand beside each other, signs and white space aside."""
    pairs = {pair for line in text.split("\n") if (bare := loose(line)) for pair in pairwise(bare)}
    size = max(8, int(len(pairs) * _BITS)) + 7 & ~7
    bits = bytearray(size // 8)
    for first, second in pairs:
        place, step = _hashed(first, second)
        for n in range(_HASHES):
            at = (place + n * step & 0xFFFFFFFF) % size
            bits[at >> 3] |= 1 << (at & 7)
    return base64.b64encode(bits).decode("ascii")


@lru_cache(maxsize=1 << 16)  # newspapers use the same pairs again and again
def _hashed(first: str, second: str) -> tuple[int, int]:
    """Two numbers of 32 bits that look random; `hashed` in xslt/search.js gives the same."""
    n = (ord(first) * 0x9E3779B1 ^ ord(second) * 0x85EBCA6B) & 0xFFFFFFFF
    n = (n ^ n >> 16) * 0x7FEB352D & 0xFFFFFFFF
    n = (n ^ n >> 15) * 0x846CA68B & 0xFFFFFFFF
    n ^= n >> 16
    return n, n >> 16 | n << 16 & 0xFFFFFFFF | 1


def loose(text: str) -> str:
    """The text without signs and white space, in small letters of common width; `loose` in xslt/search.js gives the same."""
    return "".join(map(small, text))


@lru_cache(maxsize=1 << 16)
def small(char: str) -> str:
    """What a loose look leaves of a character: nothing of a sign."""
    plain = chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char  # the full-width forms of ASCII
    return "" if unicodedata.category(plain)[0] in "PSZ" or unicodedata.category(plain) in ("Cc", "Cf") else plain.lower()
