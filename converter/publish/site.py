"""Takes TEI files; gives the pages, style sheet and icon of a site. Promises: paths are relative and safe, links stay inside, pages come in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from lxml import etree

from converter.assets import asset
from converter.errors import UnreadableError, UsageError
from converter.notices import Notice
from converter.publish.downloads import download_files
from converter.publish.entries import Entry, entries
from converter.publish.html5 import document
from converter.publish.images import settle_images
from converter.publish.index_pages import PageFacts, index_pages
from converter.publish.indexes import FOLDER, PAGES, Index, arrange, link_marks
from converter.publish.issue_list import common_newspaper, issue_list, neighbours
from converter.publish.linked_data import add_linked_data
from converter.publish.other_habits import settle_habits
from converter.publish.own_way import own_way
from converter.publish.reading import TEI, XML_ID, XML_LANG, prepare, safe_name
from converter.publish.search_page import Search
from converter.publish.source_lines import add_source_lines
from converter.publish.stylesheets import own_stylesheet, run
from converter.publish.texts import Form, text_files
from converter.publish.web import News, news_of, web_files

_BESIDE = ("edition.css", "edition.js", "icon.svg")  # files of xslt/ that every site carries
_TAKEN = frozenset((*_BESIDE, FOLDER[:-1], "search", "pagefind"))  # what stands beside the folders of issues
_NONE: Mapping[str, str] = {}
_NO_IMAGES: Mapping[str, bytes] = {}
_ID_TWICE, _ID_WRONG = "DTD_ID_REDEFINED", "DTD_XMLID_VALUE"  # what libxml2 says of ids


@dataclass(frozen=True, slots=True)
class Site:
    """files: relative path (forward slashes) -> bytes, in the order of reading. notices: what the stylesheets said."""

    files: dict[str, bytes]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class _Edition:
    """A parsed TEI file. name: of its folder or page, taken from its xml:id, else its file. source: its bytes."""

    name: str
    where: str
    root: etree._Element
    notices: tuple[Notice, ...] = ()
    path: Path | None = None
    source: bytes = b""


def publish(teis: Sequence[Path | bytes], *, stylesheet: Path | None = None, params: Mapping[str, str] = _NONE) -> dict[str, bytes]:
    """The files of `make_site`, without its notices."""
    return make_site(teis, stylesheet=stylesheet, params=params).files


def make_site(
    teis: Sequence[Path | bytes],
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] = _NONE,
    images: Mapping[str, bytes] = _NO_IMAGES,
    form: Form = "html",
    archive: bool = False,
) -> Site:
    """The site of one or more TEI files (paths, or the bytes of files).

    One file: `index.html` and a page per article (`a1.html`), with its downloads (`a1.xml`, `.txt`, `.ris` …). Several: the same in a folder for each, named by the TEI's xml:id,
    and an `index.html` that lists them. With a stylesheet of the user's (XSLT 1.0, or later with the extra `saxon`): its one output per file,
    `NAME.html`, nothing else.
    params: for our stylesheet `interface` (zh, en) and `base-url`; for a user's, whatever it declares.
    images: facsimiles and pictures by name; those of a TEI file that lies in an edition are found in its `images/`.
    form: `text` and `markdown` give files of that kind in place of the pages (`a1.txt`, `index.txt`), for `interface` and `lost` alone.
    archive: an index by Pagefind, too, for the search in many thousands of articles (extra `search`).

    Raises UsageError where there is none, UnreadableError for what is not TEI, MissingError, or MaterialError for a broken stylesheet.
    """
    if not teis:
        raise UsageError("there is nothing to publish", hint="give a TEI file, or an edition")
    editions = _named([_read(tei, n) for n, tei in enumerate(teis, 1)])
    if stylesheet is not None:
        return _own_way(editions, stylesheet, params)
    editions = [replace(edition, notices=(*edition.notices, *settle_habits(edition.root, edition.where))) for edition in editions]
    if form != "html":
        return _in_words(editions, form, params, images)
    files: dict[str, bytes] = {}
    notices = [notice for edition in editions for notice in edition.notices]
    several = len(editions) > 1
    names, indexes = _indexed(editions)
    params = {**params, "indexes": " ".join(PAGES[index.kind] for index in indexes)}
    facts: dict[str, PageFacts] = {}
    search = Search()
    news: list[News] = []
    issues = [(f"{edition.name}/index.html", edition.root) for edition in editions]
    if several:
        files["index.html"] = issue_list(issues, params)
    for n, edition in enumerate(editions):
        folder = f"{edition.name}/" if several else ""
        given = {**params, "root": "../", "up": "../index.html", **neighbours(issues, n)} if several else dict(params)
        given["downloads"] = edition.name
        if several and params.get("base-url"):
            given["base-url"] = f"{params['base-url']}{folder}"
        shown = settle_images(edition.root, edition.path, images)
        made, said = _made(edition, given)
        search.add(edition.root, made, folder)
        notices += said
        for path, page, fact in _pages(made):
            facts.setdefault(folder + path, fact)
            if folder + path in files:
                notices.append(Notice("W-PUB-03", edition.where, f"two pages are called {folder}{path}: the later one is left out"))
            else:
                files[folder + path] = page
        files.update({folder + name: body for name, body in (*shown.items(), *_beside(edition, made, given).items())})
        news += news_of(made, folder, edition.root)
    over = "" if not several else "one" if common_newspaper(issues) else "several"
    files.update(index_pages(indexes, names, facts, _shell(editions[0]), {**params, "papers": over}))
    files.update(search.files(params, archived=archive))
    for name in _BESIDE:
        files[name] = asset("xslt", name).read_bytes()
    files.update(web_files([path for path in files if path.endswith(".html")], news, _shell(editions[0]), params))
    return Site(files, tuple(notices))


def _beside(edition: _Edition, made: etree._Element, params: Mapping[str, str]) -> dict[str, bytes]:
    """The downloads of one file; its TEI is read once more, for the tree that is shown is no longer as it was."""
    read, _ = _parsed(edition.source, edition.where)
    settle_habits(read, edition.where)
    return download_files(edition.name, edition.source, read, edition.root, made, params, where=edition.where)


def _indexed(editions: Sequence[_Edition]) -> tuple[dict[str, Entry], list[Index]]:
    """The names and dates of all files; their marks know where they stand in the indexes."""
    for edition in editions:
        prepare(edition.root)
        add_source_lines(edition.root)
    found = entries((edition.root, f"{edition.name}/" if len(editions) > 1 else "") for edition in editions)
    indexes = arrange(found)
    link_marks(indexes)
    return found, indexes


def _made(edition: _Edition, params: Mapping[str, str]) -> tuple[etree._Element, list[Notice]]:
    """The `site` element of one file, made in one run of the stylesheet, and the notices of it."""
    result, notices = run(own_stylesheet("html.xsl"), edition.root, params, where=edition.where)
    return result.getroot(), notices


def _pages(made: etree._Element) -> Iterator[tuple[str, bytes, PageFacts]]:
    """Each page: its path, bytes, and what the indexes say of it."""
    for page in made.iterchildren("page"):
        add_linked_data(page[0])
        yield page.get("href", ""), document(page[0]), PageFacts(page.get("headline", ""), page.get("date", ""))


def _shell(edition: _Edition) -> etree._Element:
    """The file without its text: its header, and the language of the text."""
    shell = _copied(edition.root, but=("sourceDoc", "facsimile", "standOff", "text"))
    language = edition.root.xpath("string(t:text/@xml:lang)", namespaces={"t": TEI[1:-1]})
    if language:
        etree.SubElement(shell, TEI + "text").set(XML_LANG, str(language))
    return shell


def _copied(element: etree._Element, *, but: tuple[str, ...]) -> etree._Element:
    """The element with those children that are not named in `but`."""
    copy = etree.fromstring(b"<TEI xmlns='http://www.tei-c.org/ns/1.0'/>")
    for child in element:
        if etree.QName(child).localname not in but:
            copy.append(etree.fromstring(etree.tostring(child, with_tail=False)))
    return copy


def _in_words(editions: Sequence[_Edition], form: Form, params: Mapping[str, str], images: Mapping[str, bytes]) -> Site:
    files: dict[str, bytes] = {}
    for edition in editions:
        folder = f"{edition.name}/" if len(editions) > 1 else ""
        shown = settle_images(edition.root, edition.path, images)
        prepare(edition.root)
        made = text_files(edition.root, form, params, where=edition.where)
        files.update({folder + name: body for name, body in (*made.items(), *(shown.items() if form == "markdown" else ()))})
    return Site(files, tuple(notice for edition in editions for notice in edition.notices))


def _own_way(editions: Sequence[_Edition], stylesheet: Path, params: Mapping[str, str]) -> Site:
    files: dict[str, bytes] = {}
    notices = [notice for edition in editions for notice in edition.notices]
    teis = [(edition.where, edition.root) for edition in editions]
    for edition, (made, said) in zip(editions, own_way(stylesheet, teis, params), strict=True):
        files[f"{edition.name}.html"] = made
        notices += said
    return Site(files, tuple(notices))


def _read(tei: Path | bytes, n: int) -> _Edition:
    """Parses without entities, DTD or network; a DOCTYPE is refused, for no TEI edition needs one."""
    where = str(tei) if isinstance(tei, Path) else f"TEI file {n}"
    try:
        source = tei.read_bytes() if isinstance(tei, Path) else tei
        root, notices = _parsed(source, where)
    except OSError as error:
        raise UnreadableError(f"cannot be read: {error.strerror}", where=where, hint="check the path") from error
    if cast(Any, root.getroottree().docinfo).doctype:
        raise UnreadableError("it has a DOCTYPE, which can name files and servers", where=where, hint="take the <!DOCTYPE …> line out")
    if root.tag != TEI + "TEI":
        hint = "publish the TEI files one by one" if root.tag == TEI + "teiCorpus" else "give a file whose root is TEI"
        raise UnreadableError(f"its root is <{etree.QName(root).localname}>, not <TEI> of {TEI[1:-1]}", where=where, hint=hint)
    stem = tei.name.removesuffix(".xml").removesuffix(".tei") if isinstance(tei, Path) else ""
    name = next((name for name in (root.get(XML_ID, ""), stem) if safe_name(name)), f"issue-{n}")
    return _Edition(name, where, root, notices, tei if isinstance(tei, Path) else None, source)


def _parsed(content: bytes, where: str) -> tuple[etree._Element, tuple[Notice, ...]]:
    """The root; with ids that stand twice it is still XML that can be shown, and notices say so."""
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


def _named(editions: Sequence[_Edition]) -> list[_Edition]:
    """With names that differ, also on file systems that do not tell a from A."""
    taken: set[str] = set()
    out = []
    for n, edition in enumerate(editions, 1):
        name = edition.name
        if name.casefold() in taken or name.casefold() in _TAKEN:
            name = f"issue-{n}-{name}"
        taken.add(name.casefold())
        out.append(replace(edition, name=name))
    return out
