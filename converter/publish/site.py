"""Takes TEI files; gives the pages, style sheet and icon of a site. Promises: paths are relative and safe, links stay inside, pages come in order.

Each file is read twice: once for what the pages of all have to know, and once to make its own pages, which are put away at once. So a site
of a thousand issues needs little more memory than one of them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from converter.assets import asset
from converter.errors import UsageError
from converter.notices import Notice
from converter.publish.downloads import download_files
from converter.publish.html5 import document
from converter.publish.images import settle_images
from converter.publish.index_pages import PageFacts, index_pages
from converter.publish.indexes import FOLDER, link_marks
from converter.publish.issue_list import issue_list
from converter.publish.issues import Issue, Tei, apart, issues_of
from converter.publish.linked_data import add_linked_data
from converter.publish.other_habits import settle_habits
from converter.publish.own_way import own_way
from converter.publish.reading import prepare
from converter.publish.search_page import Search
from converter.publish.source_lines import add_source_lines
from converter.publish.stylesheets import own_stylesheet, run
from converter.publish.texts import Form, text_files
from converter.publish.web import News, news_of, web_files
from converter.publish.whole import Whole, survey

_BESIDE = ("edition.css", "edition.js", "icon.svg")  # files of xslt/ that every site carries
_TAKEN = (*_BESIDE, FOLDER[:-1], "search", "pagefind")  # what stands beside the folders of issues
_NONE: Mapping[str, str] = {}
_NO_IMAGES: Mapping[str, bytes] = {}
Files = MutableMapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Site:
    """files: relative path (forward slashes) -> bytes, in the order of reading. notices: what the stylesheets said."""

    files: Files
    notices: tuple[Notice, ...] = ()


def publish(teis: Sequence[Tei], *, stylesheet: Path | None = None, params: Mapping[str, str] = _NONE) -> dict[str, bytes]:
    """The files of `make_site`, without its notices."""
    return dict(make_site(teis, stylesheet=stylesheet, params=params).files)


def make_site(
    teis: Sequence[Tei],
    *,
    stylesheet: Path | None = None,
    params: Mapping[str, str] = _NONE,
    images: Mapping[str, bytes] = _NO_IMAGES,
    form: Form = "html",
    archive: bool = False,
    files: Files | None = None,
) -> Site:
    """The site of one or more TEI files (paths, the bytes of files, or functions that give them). A teiCorpus is the files that it holds.

    One file: `index.html` and a page per article (`a1.html`), with its downloads (`a1.xml`, `.txt`, `.ris` …). Several: the same in a folder for each, named by the TEI's xml:id,
    and an `index.html` that lists them. With a stylesheet of the user's (XSLT 1.0, or later with the extra `saxon`): its one output per file,
    `NAME.html`, nothing else.
    params: for our stylesheet `interface` (zh, en) and `base-url`; for a user's, whatever it declares.
    images: facsimiles and pictures by name; those of a TEI file that lies in an edition are found in its `images/`.
    form: `text` and `markdown` give files of that kind in place of the pages (`a1.txt`, `index.txt`), for `interface` and `lost` alone.
    archive: an index by Pagefind, too, for the search in many thousands of articles (extra `search`).
    files: empty; each file is put there as soon as it is made. None: in a dict.

    Raises UsageError where there is none, UnreadableError for what is not TEI, MissingError, or MaterialError for a broken stylesheet.
    """
    if not teis:
        raise UsageError("there is nothing to publish", hint="give a TEI file, or an edition")
    teis, files = apart(teis), {} if files is None else files
    if stylesheet is not None:
        return _own_way(teis, stylesheet, params, files)
    if form != "html":
        return _in_words(teis, form, params, images, files)
    whole = survey(teis, _TAKEN)
    params = whole.params(params)
    if whole.several:
        files["index.html"] = issue_list(whole.listed, params)
    made = _Pages(whole, params, images, files)
    for n in range(len(whole.issues)):
        made.add(n)
    made.finish(archived=archive)
    return Site(files, (*whole.notices, *made.notices))


@dataclass(frozen=True, slots=True)
class _Pages:
    """The pages of the issues, put into `files` as they are made; what is kept of them is what the pages of the site tell."""

    whole: Whole
    params: Mapping[str, str]
    images: Mapping[str, bytes]
    files: Files
    facts: dict[str, PageFacts] = field(default_factory=dict)
    search: Search = field(default_factory=Search)
    news: list[News] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def add(self, n: int) -> None:
        """The pages of the nth issue, and what stands beside them."""
        issue, folder, given = self.whole.issues[n], self.whole.folder(n), self.whole.params_of(n, self.params)
        source = issue.source()
        root = issue.settled(source)
        prepare(root)
        link_marks(root, self.whole.links.get(folder, {}))
        add_source_lines(root)
        shown = settle_images(root, issue.path, self.images)
        made, said = made_of(root, given, where=issue.where)
        self.search.add(root, made, folder)
        self.notices.extend(said)
        for path, page, fact in pages_in(made):
            self.facts.setdefault(folder + path, fact)
            if folder + path in self.files:
                self.notices.append(Notice("W-PUB-03", issue.where, f"two pages are called {folder}{path}: the later one is left out"))
            else:
                self.files[folder + path] = page
        self._put(folder, shown)
        # the TEI is read once more, for the tree that is shown is no longer as it was
        self._put(folder, download_files(issue.name, source, issue.settled(source), root, made, given, where=issue.where))
        self.news.extend(news_of(made, folder, root))

    def finish(self, *, archived: bool) -> None:
        """Indexes, search, and what a web server wants. archived: as in `make_site`."""
        shell, whole = self.whole.shell, self.whole
        given = {**self.params, "papers": whole.papers}
        for path, page in index_pages(whole.indexes, whole.entries, self.facts, shell, given):
            self.files[path] = page
        self._put("", self.search.files(self.params, archived=archived))
        self._put("", {name: asset("xslt", name).read_bytes() for name in _BESIDE})
        paths = [path for path in self.files if path.endswith(".html")]
        self._put("", web_files(paths, self.news, shell, self.params))

    def _put(self, folder: str, files: Mapping[str, bytes]) -> None:
        for name, body in files.items():
            self.files[folder + name] = body


def made_of(root: etree._Element, params: Mapping[str, str], *, where: str) -> tuple[etree._Element, list[Notice]]:
    """The `site` element of a prepared tree, made in one run of the stylesheet, and the notices of it."""
    result, notices = run(own_stylesheet("html.xsl"), root, params, where=where)
    return result.getroot(), notices


def pages_in(made: etree._Element) -> Iterator[tuple[str, bytes, PageFacts]]:
    """Each page of a `site` element: its path, bytes, and what the indexes say of it."""
    for page in made.iterchildren("page"):
        add_linked_data(page[0])
        yield page.get("href", ""), document(page[0]), PageFacts(*(page.get(name, "") for name in ("headline", "date", "lang")))


def _in_words(teis: Sequence[Tei], form: Form, params: Mapping[str, str], images: Mapping[str, bytes], files: Files) -> Site:
    notices: list[Notice] = []
    for issue, root in issues_of(teis, _TAKEN):
        notices += (*issue.notices, *settle_habits(root, issue.where))
        folder = f"{issue.name}/" if len(teis) > 1 else ""
        shown = settle_images(root, issue.path, images)
        prepare(root)
        made = text_files(root, form, params, where=issue.where)
        files.update({folder + name: body for name, body in (*made.items(), *(shown.items() if form == "markdown" else ()))})
    return Site(files, tuple(notices))


def _own_way(teis: Sequence[Tei], stylesheet: Path, params: Mapping[str, str], files: Files) -> Site:
    issues: list[Issue] = []

    def trees() -> Iterator[tuple[str, etree._Element]]:
        for issue, root in issues_of(teis, _TAKEN):
            issues.append(issue)
            yield issue.where, root

    told: list[Notice] = []
    for made, said in own_way(stylesheet, trees(), params):
        files[f"{issues[-1].name}.html"] = made
        told += said
    return Site(files, (*(notice for issue in issues for notice in issue.notices), *told))
