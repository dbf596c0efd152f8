"""Takes TEI files; gives each with its name in the site, and its tree as often as it is wanted. Promises: none is kept, what cannot be shown is refused at once."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, cast

from lxml import etree

from converter.errors import UnreadableError
from converter.notices import Notice
from converter.publish.other_habits import settle_habits
from converter.publish.reading import TEI, XML_ID, XML_LANG, safe_name
from converter.xml_size import DEEPEST, odd_encoding, too_many_tags

Tei = Path | bytes | Callable[[], bytes]  # a file, its bytes, or what gives them
_ID_TWICE, _ID_WRONG = "DTD_ID_REDEFINED", "DTD_XMLID_VALUE"  # what libxml2 says of ids
_MOST_TAGS = 4_000_000  # of a corpus: eight issues of 64 pages each
_MOST_CROWDED = 100_000_000  # squares of the numbers of elements side by side: style sheets look at those before and after each; an issue has some 1,000,000
_BULK = frozenset(TEI + name for name in ("sourceDoc", "facsimile", "standOff", "text"))


@dataclass(frozen=True, slots=True)
class Issue:
    """A TEI file. name: of its folder or page, taken from its xml:id, else its file; where: the file's name; notices: on its ids."""

    tei: Tei
    name: str
    where: str
    notices: tuple[Notice, ...] = ()

    @property
    def path(self) -> Path | None:
        """Where it lies, so that its images are found beside it."""
        return self.tei if isinstance(self.tei, Path) else None

    def source(self) -> bytes:
        """The file, byte for byte."""
        return _bytes(self.tei, self.where)

    def settled(self, source: bytes | None = None) -> etree._Element:
        """Its tree, read anew, with the divisions that the edition makes pages of. source: its bytes, where they are at hand."""
        root, _ = _parsed(self.source() if source is None else source, self.where)
        settle_habits(root, self.where)
        return root


def apart(teis: Sequence[Tei]) -> list[Tei]:
    """The files, but for a teiCorpus each TEI that it holds: they are issues like any others, with headers of their own.

    What a function gives is no corpus: it would have to be called once more to see that.
    """
    return [one for n, tei in enumerate(teis, 1) for one in ([] if callable(tei) else _of_corpus(tei, n)) or [tei]]


def _of_corpus(tei: Path | bytes, n: int) -> list[Tei]:
    where = _called(tei, n)
    try:
        with tei.open("rb") if isinstance(tei, Path) else BytesIO(_bytes(tei, where)) as file:
            _, first = next(etree.iterparse(file, events=("start",), resolve_entities=False, load_dtd=False, no_network=True))
    except (OSError, etree.XMLSyntaxError):
        return []  # it is said where the file is read
    if first.tag != TEI + "teiCorpus":
        return []
    root, _ = _parsed(_bytes(tei, where), where)
    held = (one for one in root.iter(TEI + "TEI") if next(one.iterancestors(TEI + "TEI"), None) is None)
    return [etree.tostring(one, encoding="UTF-8", with_tail=False) for one in held]


def issues_of(teis: Sequence[Tei], taken: Collection[str]) -> Iterator[tuple[Issue, etree._Element]]:
    """The files in their order, each with its tree as it stands there, but for comments and instructions.

    Their names differ, also on file systems that do not tell a from A. taken: names that none can have.

    Errors: UnreadableError for what is no TEI, or has a DOCTYPE: no TEI edition needs one.
    """
    names = {name.casefold() for name in taken}
    for n, tei in enumerate(teis, 1):
        where = _called(tei, n)
        root, notices = _parsed(_bytes(tei, where), where)
        _check_root(root, where)
        stem = tei.name.removesuffix(".xml").removesuffix(".tei") if isinstance(tei, Path) else ""
        name = next((name for name in (root.get(XML_ID, ""), stem) if safe_name(name)), f"issue-{n}")
        if name.casefold() in names:
            told = f"its id {name} is taken, so it stands at issue-{n}-{name}/, an address that depends on the order of the files"
            notices = (*notices, Notice("W-PUB-09", where, told, file=where))
            name = f"issue-{n}-{name}"
        names.add(name.casefold())
        yield Issue(tei, name, where, notices), root


def shell_of(root: etree._Element) -> etree._Element:
    """The tree without its text: its header, and the language of the text."""
    shell = etree.fromstring(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")
    for child in root:
        if child.tag not in _BULK:
            shell.append(deepcopy(child))
            shell[-1].tail = None
    language = root.xpath("string(t:text/@xml:lang)", namespaces={"t": TEI[1:-1]})
    if language:
        etree.SubElement(shell, TEI + "text").set(XML_LANG, str(language))
    return shell


def _called(tei: Tei, n: int) -> str:
    return str(tei) if isinstance(tei, Path) else f"TEI file {n}"


def _bytes(tei: Tei, where: str) -> bytes:
    try:
        return tei if isinstance(tei, bytes) else tei.read_bytes() if isinstance(tei, Path) else tei()
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}", where=where, hint="check the path") from error


def _check_root(root: etree._Element, where: str) -> None:
    if root.xpath(f"boolean(//*[count(ancestor::*) >= {DEEPEST}])"):
        raise UnreadableError(f"it has more than {DEEPEST} elements in one another: no newspaper does", where=where, hint="take some out")
    if cast(Any, root.getroottree().docinfo).doctype:
        raise UnreadableError("it has a DOCTYPE, which can name files and servers", where=where, hint="take the <!DOCTYPE …> line out")
    if root.tag != TEI + "TEI":
        hint = "it holds no TEI" if root.tag == TEI + "teiCorpus" else "give a file whose root is TEI, or a teiCorpus"
        raise UnreadableError(f"its root is <{etree.QName(root).localname}>, not <TEI> of {TEI[1:-1]}", where=where, hint=hint)
    beside = [len(element) for text in root.iterchildren(TEI + "text") for element in text.iter("{*}*")]
    if sum(count * count for count in beside) > _MOST_CROWDED:
        what = f"too many elements stand side by side, up to {max(beside)} in one: no newspaper has such lists or paragraphs"
        raise UnreadableError(what, where=where, hint="part it into issues, or into paragraphs")


def _parsed(content: bytes, where: str) -> tuple[etree._Element, tuple[Notice, ...]]:
    """The root, parsed without entities, DTD or network; with ids that stand twice it is still XML that can be shown, and notices say so."""
    if wrong := too_many_tags(content, _MOST_TAGS) or odd_encoding(content):
        raise UnreadableError(f"it {wrong}", where=where, hint="part it into issues, or save it as UTF-8")
    options: Any = {"resolve_entities": False, "load_dtd": False, "no_network": True, "remove_comments": True, "remove_pis": True}
    parser = etree.XMLParser(huge_tree=False, **options)
    try:
        return etree.fromstring(content, parser), ()
    except etree.XMLSyntaxError as error:
        log: Any = getattr(parser, "error_log")  # noqa: B009 - lxml-stubs do not know it
        entries = list(log)
        kinds = {entry.type_name for entry in entries}
        if kinds != {_ID_TWICE}:
            what = "an xml:id is wrong" if kinds <= {_ID_TWICE, _ID_WRONG} and kinds else "not well-formed XML"
            raise UnreadableError(f"{what}: {error.msg}", where=f"{where}:{error.lineno}", hint="broadsheet validate says more") from error
        said = tuple(Notice("W-PUB-04", f"line {entry.line}", entry.message, file=where, line=entry.line) for entry in entries)
        return etree.fromstring(content, etree.XMLParser(huge_tree=False, recover=True, **options)), said
