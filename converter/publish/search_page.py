"""Takes the results of our stylesheet for the files of a site; gives the search page with all that it needs. Promises: relative path -> bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from converter.assets import asset
from converter.publish.html5 import document
from converter.publish.search import Unit, index, parted, units
from converter.publish.stylesheets import own_stylesheet, run


@dataclass(slots=True)
class Search:
    """What can be found in a site, gathered file by file."""

    found: list[Unit] = field(default_factory=list)
    issues: list[etree._Element] = field(default_factory=list)

    def add(self, root: etree._Element, made: etree._Element, folder: str) -> None:
        """made: the `site` element that xslt/html.xsl makes of the prepared tree `root`; folder: of its pages, with its last slash."""
        self.found += units(root, made, len(self.issues), folder)
        self.issues.append(etree.Element("issue", {name: made.get(name, "") for name in ("title", "paper", "lang")}))

    def files(self, params: Mapping[str, str], *, archived: bool = False) -> dict[str, bytes]:
        """`search.html`, its script, the index and its parts; archived: an index by Pagefind, too. Raises MissingError without Pagefind."""
        from converter.publish.archive import FOLDER, archive

        offered, parts = self._offered(), parted(self.found)
        if archived:
            offered.set("archive", FOLDER)
        page, _ = run(own_stylesheet("search.xsl"), offered, params, where="the search page")
        files = {"search.html": document(page.getroot()), "search.js": asset("xslt", "search.js").read_bytes(), **index(parts)}
        return {**files, **archive(parts)} if archived else files

    def _offered(self) -> etree._Element:
        """`search` with what its filters offer."""
        papers = list(dict.fromkeys(issue.get("paper", "") for issue in self.issues))
        offered = etree.Element("search", {"title": papers[0] if len(papers) == 1 else "", "lang": self.issues[0].get("lang", "")})
        if any(unit.persons for unit in self.found):
            offered.set("persons", "yes")
        offered.extend(self.issues)
        for name in ("page", "kind"):
            for value in dict.fromkeys(getattr(unit, name) for unit in self.found):
                if value:
                    etree.SubElement(offered, name).text = value
        return offered
