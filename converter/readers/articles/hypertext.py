"""Takes the text of an article as HTML, however it is written, and gives its parts: paragraphs, crossheads, captions, tables. No text is lost but that of scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from converter.characters import is_cjk
from converter.readers.articles.frames import Frames, framed
from converter.readers.articles.quotations import set_marks
from converter.readers.articles.record import Part, Path, WrongError
from converter.readers.articles.tables import span, table_part
from converter.reading import BlockKind, Cell, FrameKind
from converter.xml_size import crowded_tag, too_many_tags

_BREAK = "\x00"  # a line break of the author's, while the text is put together; no parser gives this character
_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "ul",
    )
)
_KINDS: dict[str, BlockKind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "crosshead"),
    "figcaption": "caption",
    "caption": "caption",
}
FRAMES: Mapping[str, FrameKind] = {"blockquote": "quote", "ul": "list", "ol": "numbered", "li": "item", "aside": "box"}
_UNREAD = frozenset(("script", "style", "template", "head"))
_FILES = {"img": "src", "media-reference": "source"}  # where an element names the file of a picture
_ALTS = {"img": "alt", "media-reference": "alternate-text"}  # and what it says in its place
_FIGURES = ("figure", "media")
_TABLES = ("table", "nitf-table")
_QUOTES = ("blockquote", "bq")
_SOURCES = ("footer", "cite", "credit")  # say inside a quotation whose words it has
_LINES = ("br", "byttl")  # begin a line: NITF sets the title of a writer under the name
_FRAME = re.compile(r"</?(?:html|body|head)\b[^<>]{0,1000}>|<!doctype\b[^<>]{0,1000}>|<\?xml\b[^<>]{0,1000}>", re.IGNORECASE)
_HEAD = re.compile(r"<(/?)head\b[^<>]{0,1000}>", re.IGNORECASE)
_WHITE = re.compile("[ \t\r\n]+")
_INDENT = "\u3000"
_MOST_TAGS = 200_000  # an article has some hundred; each takes memory


def parts(markup: str, place: Path, language: str | None = None) -> tuple[Part, ...]:
    """The parts in order. language: of the article, a BCP 47 tag, where it is known. Raises WrongError where the markup is nested so deep that its end cannot be read."""
    if not markup.strip():
        return ()
    if wrong := too_many_tags(markup.encode("utf-8", "replace"), _MOST_TAGS) or crowded_tag(markup):
        raise WrongError(place, wrong, "the HTML of one article")
    parser = etree.HTMLParser(recover=True, no_network=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    # a parser drops what stands after the end of a document, and exports put several documents into one field
    inside = _FRAME.sub(" ", _headless(markup))
    root = etree.fromstring(f"<body>{inside}</body>".encode("utf-8", "replace"), parser)
    if any("xcessive depth" in entry.message for entry in parser.error_log):
        raise WrongError(place, "is nested too deep", "HTML with fewer than 250 elements inside one another")
    if root is None:
        return ()
    set_marks(root, language)
    return tuple(walk(root, HTML))


def _headless(markup: str) -> str:
    """Without what stands in a document's head, where it is closed."""
    out, kept, start = [], 0, None
    for match in _HEAD.finditer(markup):
        if not match[1]:
            start = match.start() if start is None else start
        elif start is not None:
            out.append(markup[kept:start])
            kept, start = match.end(), None
    return "".join([*out, markup[kept:]])


@dataclass(frozen=True, slots=True)
class Markup:
    """What the elements of a language of articles do.

    blocks: end the text before them; kinds: of what is in them; unread: are left out; frames: blocks that are lists, their entries and quotations.
    """

    blocks: frozenset[str]
    kinds: Mapping[str, BlockKind]
    unread: frozenset[str]
    frames: Mapping[str, FrameKind] = field(default_factory=lambda: FRAMES)


HTML = Markup(_BLOCKS, _KINDS, _UNREAD)


def walk(root: etree._Element, markup: Markup) -> Iterator[Part]:
    """The text between the borders of two blocks is a part, of the kind of the innermost block that is open. Names are without namespaces."""
    buffer: list[str] = []
    open_blocks: list[str] = []
    frames = Frames()
    figure = 0
    pending: Part | None = None  # the picture whose caption has not come yet
    walker = etree.iterwalk(root, events=("start", "end"))
    for event, element in walker:
        tag = str(element.tag)
        block = tag in markup.blocks or _cites(element)
        if event == "start":
            if block:
                yield from _flushed(buffer, open_blocks, markup, frames)
                if pending and not _in_figure(open_blocks):
                    yield from _wordless(pending)
                    pending = None
                open_blocks.append(tag)
                frames.open(markup.frames.get(tag))
                figure += tag in _FIGURES
            if tag in _TABLES:
                yield from _flushed(buffer, open_blocks, markup, frames)
                yield from (replace(part, within=frames.box) for part in table(element))
            if tag in markup.unread or tag in _TABLES:
                walker.skip_subtree()
                continue
            if tag in _FILES:
                yield from _wordless(pending)
                pending = _picture(element)
            buffer.append(_BREAK if tag in _LINES else "")
            buffer.append(_told(element.text, open_blocks))
        else:
            if block:
                for part in _flushed(buffer, open_blocks, markup, frames):
                    if pending and part.kind == "caption":
                        part, pending = replace(part, file=pending.file, alt=pending.alt), None
                    yield replace(part, figure=figure) if part.kind in ("caption", "credit") and _in_figure(open_blocks) else part
                if not _in_figure(open_blocks[:-1]):
                    yield from _wordless(pending)
                    pending = None  # outside of a figure no words are its own, and those of another picture never
                open_blocks.pop()
                frames.close()
            buffer.append(_told(element.tail, open_blocks))
    yield from _wordless(pending)


def _cites(element: etree._Element) -> bool:
    """Whether it names the source of the quotation in which it stands beside the paragraphs."""
    above = element.getparent() if element.tag == "cite" else None
    return above is not None and above.tag in _QUOTES and above.find("p") is not None


def _names_source(open_blocks: Sequence[str]) -> bool:
    """Whether an element of a quotation is open that holds its source, and none of its words."""
    quotation = max((n for n, tag in enumerate(open_blocks) if tag in _QUOTES), default=len(open_blocks))
    return any(tag in _SOURCES for tag in open_blocks[quotation:])


def _told(text: str | None, open_blocks: Sequence[str]) -> str:
    """In `pre` a line end is one of the author's."""
    return (text or "").replace("\n", _BREAK) if "pre" in open_blocks else text or ""


def _in_figure(open_blocks: Sequence[str]) -> bool:
    return any(tag in _FIGURES for tag in open_blocks)


def _picture(element: etree._Element) -> Part | None:
    """A picture whose caption has not come: a part without lines; None where no file is named."""
    tag = str(element.tag)
    file, alt = element.get(_FILES[tag]), element.get(_ALTS[tag])
    return Part("caption", (), file, alt=flowing(alt or "") or None) if file else None


def _wordless(picture: Part | None) -> Iterator[Part]:
    """A picture without a caption."""
    if picture:
        yield picture


def _flushed(buffer: list[str], open_blocks: list[str], markup: Markup, frames: Frames) -> Iterator[Part]:
    raw = "".join(buffer)
    buffer.clear()
    if not raw.strip(_BREAK + " \t\r\n"):
        return
    kind = next((markup.kinds[tag] for tag in reversed(open_blocks) if tag in markup.kinds), None)
    within = frames.box if kind or _names_source(open_blocks) else frames.within
    plain = kind is None
    kind = kind or framed(within)
    rows = [flowing(row) for row in raw.split(_BREAK)]
    # inside a paragraph a break ends a line, unless the next one is indented; text in no paragraph has no other way to part them
    apart = not open_blocks or open_blocks[-1] not in ("p", "li", "pre", "cite", *_QUOTES, *markup.kinds)
    lines: list[str] = []
    for row in [*rows, ""]:
        if lines and (not row or (kind == "text" and (apart or row.startswith(_INDENT)))):
            yield Part("lines" if plain and len(lines) > 1 else kind, tuple(lines), within=within)
            lines = []
        if row.strip():
            lines.append(row)


def table(element: etree._Element) -> Iterator[Part]:
    """The table, then the pictures in it, for which a cell has no place. Tables in cells are read with the cell."""
    head = [told for caption in element.iterchildren("caption") if (told := flowing(_text(caption)))]
    part = table_part(head, [_cells(row) for row in element.iter("tr") if _own(row, element)])
    if part:
        yield part
    for inner in element.iter(*_FILES):
        yield from _wordless(_picture(inner))


def _cells(row: etree._Element) -> list[tuple[str, Cell]]:
    """Rows of `thead`, and rows whose every cell is a heading, hold labels; a corner with nothing in it is no other cell."""
    cells = [(flowing(_text(cell)), cell) for cell in row if cell.tag in ("td", "th")]
    named = next(row.iterancestors("thead", *_TABLES)).tag == "thead"
    labels = named or (
        any(cell.tag == "th" for _, cell in cells)
        and all(cell.tag == "th" for text, cell in cells[:1] if text)
        and all(cell.tag == "th" for _, cell in cells[1:])
    )
    return [(text, Cell(labels or cell.tag == "th", max(1, span(cell.get("colspan"))), span(cell.get("rowspan")))) for text, cell in cells]


def _text(element: etree._Element) -> str:
    """Its text in one run; a line break in it parts words as white space does."""
    return "".join("\n" if not isinstance(part, str) else part for part in _pieces(element))


def _pieces(element: etree._Element) -> Iterator[str | None]:
    """The text, None for each break."""
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        if event == "start":
            yield None if inner.tag in ("br", "p", "div", "li") else ""
            yield inner.text or ""
        elif inner is not element:
            yield inner.tail or ""


def _own(row: etree._Element, wanted: etree._Element) -> bool:
    return next((above for above in row.iterancestors(*_TABLES)), None) is wanted


def flowing(raw: str) -> str:
    """Text of which the white space is the markup's: a run of it is one blank, and between two CJK characters a line end is nothing."""

    def blank(match: re.Match[str]) -> str:
        before, after = raw[max(match.start() - 1, 0) : match.start()], raw[match.end() : match.end() + 1]
        return "" if "\n" in match[0] and before and after and is_cjk(before) and is_cjk(after) else " "

    return _WHITE.sub(blank, raw).strip(" ")
