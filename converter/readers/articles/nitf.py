"""Takes an article in NITF (News Industry Text Format, any version) and gives it as a page with one item. No DTD, entity or network is touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from converter.characters import printed
from converter.readers.articles.hypertext import FRAMES, HTML, Markup, flowing, walk
from converter.readers.articles.issue import Found, one_issue
from converter.readers.articles.quotations import set_marks
from converter.readers.articles.record import Part, Path, Record, refused
from converter.readers.articles.shaping import Shaping
from converter.readers.ocr.xml import first, local, root_of, under
from converter.reading import BlockKind, Reading

if TYPE_CHECKING:
    from converter.readers.ocr.xml import Element

_BLOCKS = HTML.blocks | {"block", "hedline", "hl1", "hl2", "byline", "dateline", "bq", "credit", "fn", "datasource", "tagline"}
_BLOCKS |= {"media", "media-caption", "media-producer", "body.content", "body.end", "body.head"}
# What the agency says to its customers, and what a catalogue says about the article: none of it is printed.
_UNREAD = frozenset(("abstract", "note", "rights", "distributor", "series", "copyrite", "bibliography", "media-object", "media-metadata"))
_HEAD = Markup(_BLOCKS, {"hl1": "main", "hl2": "deck", "byline": "byline", "dateline": "dateline"}, _UNREAD)
_PLACED: dict[str, BlockKind] = {
    "media-caption": "caption",
    "media-producer": "credit",
    "hl2": "crosshead",
    "byline": "byline",
    "dateline": "dateline",
    "caption": "caption",
}
_CONTENT = Markup(_BLOCKS, _PLACED, _UNREAD, {**FRAMES, "bq": "quote"})
_END = Markup(_BLOCKS, {"tagline": "byline"}, _UNREAD)
_FIRST = {"main": 0, "deck": 1}
_SECTIONS = (("body.head", _HEAD), ("body.content", _CONTENT), ("body.end", _END))


def read_nitf(name: str, data: bytes, encoding: str | None = None, beside: Callable[[str], bytes] | None = None) -> Reading:
    """The article. encoding: not used, XML says its own. Raises UnreadableError for what is no NITF, has a DOCTYPE, or has no text."""
    del encoding
    root = root_of(name, data, {"nitf": "NITF"})
    for element in root.iter("{*}*"):
        element.tag = local(element)
    set_marks(root)
    fields, lines = _fields(root)
    shaping = Shaping(1, _line(root), fields)
    record = shaping.record(_parts(root))
    if record is None:
        bad = tuple(refused(name, lines.get(_key(wrong.place), _line(root)), 1, wrong) for wrong in shaping.wrong)
        return one_issue(Found(name, data, "article as NITF", (), bad))
    return one_issue(Found(name, data, "article as NITF", (_completed(record, root),), beside=beside))


def _key(place: Path) -> str:
    return str(place[0]) if place else ""


def _fields(root: Element) -> tuple[dict[str, object], dict[str, int]]:
    """What the head says of the article, and the line of each."""
    print_data = first(root, "pubdata")
    issued = next((one for one in (print_data, *under(root, "date.issue", "date.release")) if one is not None and _date(one)), None)
    own = first(root, "doc-id")
    body = first(root, "body")
    speaking = next((one for one in (root, body) if one is not None and _language(one)), None)
    found: dict[str, tuple[Element | None, str | None]] = {
        "id": (own, own.get("id-string") if own is not None else None),
        "date": (issued, _date(issued) if issued is not None else None),
        "newspaper": (print_data, print_data.get("name") if print_data is not None else None),
        "section": (print_data, print_data.get("position.section") if print_data is not None else None),
        # where in the publication, or in its section, the article appeared: its page
        "page": (print_data, print_data.get("position.sequence") if print_data is not None else None),
        "language": (speaking, _language(speaking) if speaking is not None else None),
    }
    return {key: value for key, (_, value) in found.items() if value}, {
        key: _line(element) for key, (element, _) in found.items() if element is not None
    }


def _date(element: Element) -> str | None:
    return element.get("date.publication") or element.get("norm")


def _language(element: Element) -> str | None:
    return element.get("{http://www.w3.org/XML/1998/namespace}lang") or element.get("lang")


def _line(element: Element) -> int:
    line = element.sourceline
    return line if isinstance(line, int) else 1


def _parts(root: Element) -> Iterator[Part]:
    """The heads first, whatever stands above it in the file."""
    body = first(root, "body")
    sections = [(markup, one) for name, markup in _SECTIONS if (one := first(root, name)) is not None]
    if not sections and body is not None:
        sections = [(_CONTENT, body)]  # early files have the text in the body itself
    for markup, element in sections:
        parts = list(walk(element, markup))
        yield from sorted(parts, key=lambda part: _FIRST.get(part.kind, 2)) if markup is _HEAD else parts


def _completed(record: Record, root: Element) -> Record:
    """With the title of the catalogue, the files of pictures, and what was not read."""
    title = first(root, "title")
    told = flowing("".join(map(str, title.itertext()))) if title is not None else ""
    heads = {printed("".join(part.lines)) for part in record.parts if part.kind == "main"}
    files = tuple(source for one in under(root, "media-reference") if (source := one.get("source")))
    unread = tuple(
        dict.fromkeys(str(one.tag) for one in under(root, *sorted(_UNREAD)) if _in_body(one) and "".join(map(str, one.itertext())).strip())
    )
    emphasis = ("emphasis",) if any("".join(map(str, one.itertext())).strip() for one in under(root, "em") if _in_body(one)) else ()
    return replace(
        record, title=told if told and printed(told) not in heads else None, files=files, unused=(*record.unused, *unread, *emphasis)
    )


def _in_body(element: Element) -> bool:
    return any(above.tag == "body" for above in element.iterancestors())
