"""Takes a parsed TEI tree, gives it back ready to be shown: white space settled, every article with an address. Promises: the words stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from lxml import etree

from converter.characters import is_cjk
from converter.language_codes import shortest

TEI = "{http://www.tei-c.org/ns/1.0}"
EDITION = "{urn:broadsheet:edition}"  # what this room tells its stylesheets of an element; no part of any TEI file
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

# Elements that begin and end a run of text: white space at their edges is layout of the file.
_BLOCK_NAMES = """p head ab l lg item list label cell row table byline dateline opener closer salute signed trailer postscript
  div body front back group text floatingText figure figDesc quote fw note argument epigraph cit sp speaker stage bibl licence resp"""
_BLOCKS = frozenset(TEI + name for name in _BLOCK_NAMES.split())
_IN_PARAGRAPHS = frozenset(TEI + name for name in ("byline", "dateline", "salute", "signed"))
# What a reader does not read: it neither parts nor joins the words around it. `_unread` adds those with a condition.
_UNREAD = frozenset(TEI + name for name in ("surplus", "del", "fw", "figDesc"))
_PUT = frozenset(TEI + name for name in ("corr", "reg", "expan"))  # by an editor, for what stands beside it in a `choice`
_BREAKS = frozenset(TEI + name for name in ("lb", "pb", "cb", "gb"))
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]")
_SAYING_LANGUAGE = etree.XPath("//*[@xml:lang] | //t:langUsage/t:language[@ident]", namespaces={"t": TEI[1:-1]})
_SPACE = " \t\r\n"
_SAFE_NAME = re.compile(r"[^\W.-][\w.-]*\Z")


def prepare(root: etree._Element) -> None:
    """Settles white space in all text but `sourceDoc`, and languages, and names the articles, in place."""
    name_articles(root)
    settle_languages(root)
    for part in root:
        if isinstance(part.tag, str) and part.tag != TEI + "sourceDoc":
            settle_space(part)
    mark_private_use(root)


def mark_private_use(root: etree._Element) -> None:
    """Puts 〓 in a `g` with its code point for each character of the private use areas.

    Only the font of the source gives such a character a shape: elsewhere it shows as nothing, or as something else. 〓 (the geta
    mark) is what printers set for a type that they do not have.
    """
    if not _PRIVATE.search("".join(map(str, root.itertext()))):
        return
    for element in list(root.iter(etree.Element)):
        for tail in (False, True):
            text = element.tail if tail else element.text
            if text and _PRIVATE.search(text):
                _mark_in(element, text, tail=tail)


def _mark_in(element: etree._Element, text: str, *, tail: bool) -> None:
    first, *rest = _PRIVATE.split(text)
    signs = _PRIVATE.findall(text)
    _put(element, first, tail=tail)
    parent = element.getparent() if tail else element
    if parent is None:
        return
    at = parent.index(element) + 1 if tail else 0
    for sign, after in zip(signs, rest, strict=True):
        mark = etree.Element(TEI + "g", {"n": f"U+{ord(sign):04X}"})
        mark.text, mark.tail = "〓", after or None
        parent.insert(at, mark)
        at += 1


def name_articles(root: etree._Element) -> None:
    """Gives an xml:id to articles that have none, or one that cannot be the name of a file of its own."""
    for article, name in article_names(root):
        article.set(XML_ID, name)


def article_names(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The articles, each with the id under which it is shown. Names are compared without case, because some file systems do."""
    taken = {"404", "feed", "robots", "sitemap", "index", "search"}  # pages of the site
    for n, article in enumerate(root.iter(TEI + "div"), 1):
        if article.get("type") != "article":
            continue
        name = article.get(XML_ID, "")
        if not safe_name(name) or name.casefold() in taken:
            name = f"article-{n}"
        taken.add(name.casefold())
        yield article, name


def settle_languages(root: etree._Element) -> None:
    """Writes each language with its shortest code: what HTML, and a browser that chooses fonts and hyphens, go by."""
    for element in cast(list[etree._Element], _SAYING_LANGUAGE(root)):
        for name in (XML_LANG, "ident") if element.tag == TEI + "language" else (XML_LANG,):
            said = element.get(name)
            if said:
                element.set(name, shortest(said))


def safe_name(name: str) -> bool:
    """Whether an id can be a file's name: letters, digits, dot, hyphen, low line; never a path."""
    return bool(_SAFE_NAME.match(name)) and len(name) <= 120


def settle_space(root: etree._Element) -> None:
    """Makes a re-indented file read like the one before: a line feed between words of which one is CJK is nothing, else one blank.

    Also writes the blank that an `lb` without `break="no"` stands for in scripts that part words.
    """
    _Settler().visit(root)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place where a blank may be written: the front or the back of an element's text or tail."""

    element: etree._Element
    tail: bool
    front: bool

    def write_blank(self) -> None:
        text = (self.element.tail if self.tail else self.element.text) or ""
        _put(self.element, " " + text if self.front else text + " ", tail=self.tail)


class _Settler:
    """Walks a text once. last: the character read before ("" at the start of a block); the rest is what was met since then."""

    def __init__(self) -> None:
        self.last = ""
        self._forget()

    def _forget(self) -> None:
        self.spots: list[_Spot] = []
        self.blank = False  # white space without a line feed, which stays as it is
        self.line_feed = False  # white space with one, which is taken off
        self.word_break = False  # an lb between words
        self.joined = False  # an lb inside a word

    def visit(self, element: etree._Element) -> None:
        tag = element.tag
        if not isinstance(tag, str):
            return
        if tag in _BREAKS:
            self._meet_break(element)
        elif not is_read(element):
            _Settler()._inside(element, block=True)
        else:
            self._inside(element, block=is_block(element))

    def _inside(self, element: etree._Element, *, block: bool) -> None:
        if block:
            self._edge()
        if element.text:
            self._read(element, element.text, tail=False)
        for child in element:
            self.visit(child)
            if child.tail:
                self._read(child, child.tail, tail=True)
        if block:
            self._edge()

    def _edge(self) -> None:
        self.last = ""
        self._forget()

    def _meet_break(self, element: etree._Element) -> None:
        if element.get("break") in ("no", "maybe"):
            self.joined = True
        else:
            self.word_break = True
            self.spots.append(_Spot(element, tail=True, front=True))

    def _read(self, element: etree._Element, text: str, *, tail: bool) -> None:
        words = text.strip(_SPACE)
        if not words:
            _put(element, self._meet_space(text, _Spot(element, tail, front=True)), tail=tail)
            return
        start = text.index(words[0])
        before, after = text[:start], text[start + len(words) :]
        if before:
            before = self._meet_space(before, _Spot(element, tail, front=True))
        spot = self._wanting(words[0])
        self._forget()
        if after:
            after = self._meet_space(after, _Spot(element, tail, front=False))
        _put(element, before + (_inner(words) if "\n" in words else words) + after, tail=tail)
        if spot:
            spot.write_blank()
        self.last = words[-1]

    def _meet_space(self, space: str, spot: _Spot) -> str:
        """What is to stand instead of this white space, until `_wanting` knows both its neighbours."""
        if "\n" not in space:
            self.blank = True
            return space
        self.line_feed = True
        self.spots.append(spot)
        return ""

    def _wanting(self, following: str) -> _Spot | None:
        """Where to write the blank without which two words of a script that parts them would run together."""
        if self.blank or self.joined or not (self.line_feed or self.word_break):
            return None
        if not self.last or is_cjk(self.last) or is_cjk(following):
            return None
        return self.spots[0]


def _unread(element: etree._Element) -> bool:
    """A weak hyphen, a note of ours, and the readings of a `choice` or an apparatus that another stands for."""
    tag, parent = element.tag, element.getparent()
    if tag == TEI + "pc":
        return element.get("force") == "weak"
    if tag == TEI + "note":
        return element.get("resp") is not None
    if tag == TEI + "rdg":
        return not _is_lemma(element)
    return parent is not None and parent.tag == TEI + "choice" and element is not _chosen(parent)


def _chosen(choice: etree._Element) -> etree._Element | None:
    """What an editor put, else the first."""
    return next(choice.iterchildren(*_PUT), next(choice.iterchildren(etree.Element), None))


def _is_lemma(reading: etree._Element) -> bool:
    """Whether the reading is the text because it is the first, and no other was preferred (TEI P5, 13.1: `lem` need not be there)."""
    app = next(reading.iterancestors(TEI + "app"), None)
    if app is None:
        return True
    preferred = app.find(TEI + "lem") is not None or app.find(f"{TEI}rdgGrp/{TEI}lem") is not None
    return not preferred and next(app.iter(TEI + "rdg"), None) is reading


def is_read(element: etree._Element) -> bool:
    """Whether a reader reads the element: no comment, nothing printed twice, replaced or taken out, no furniture, nothing of ours."""
    return isinstance(element.tag, str) and element.tag not in _UNREAD and not _unread(element)


def is_block(element: etree._Element) -> bool:
    """Whether a run of text begins and ends with the element."""
    return element.tag in _BLOCKS and not (_quoted(element) or _runs_on(element))


def _quoted(element: etree._Element) -> bool:
    """Words of another inside a paragraph: they read on with it. A pull quote has blocks of its own."""
    return element.tag == TEI + "quote" and next(element.iterchildren(TEI + "p", TEI + "lg", TEI + "ab"), None) is None


def _runs_on(element: etree._Element) -> bool:
    """A dateline or byline that others put into its paragraph: it reads on with it."""
    if element.tag not in _IN_PARAGRAPHS:
        return False
    parent = element.getparent()
    return parent is not None and parent.tag == TEI + "p"


def _inner(text: str) -> str:
    """White space with a line feed inside one text node."""

    def settled(match: re.Match[str]) -> str:
        before, after = text[match.start() - 1], text[match.end()]
        return "" if is_cjk(before) or is_cjk(after) else " "

    return re.sub(r"[ \t\r]*\n[ \t\r\n]*", settled, text)


def _put(element: etree._Element, text: str, *, tail: bool) -> None:
    """Writes the text; none rather than an empty one, which a stylesheet would meet as a node."""
    if tail:
        element.tail = text or None
    else:
        element.text = text or None
