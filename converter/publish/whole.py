"""Takes TEI files; gives what the pages of each must know of all the others: names, dates, the list of issues. Promises: small, whatever the files hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from converter.notices import Notice
from converter.publish.entries import Entries, Entry
from converter.publish.indexes import PAGES, Index, arrange, links
from converter.publish.issue_list import Listed, common_newspaper, listed, neighbours
from converter.publish.issues import Issue, Tei, issues_of, shell_of
from converter.publish.other_habits import settle_habits
from converter.publish.reading import prepare


@dataclass(frozen=True, slots=True)
class Whole:
    """issues: the files, by their days, those of one day or of none as they were given; listed: what the header of each tells; shell: the first without its text.

    entries: of the indexes, by key; links: by the folder of a file, the address of the entry of each of its marks.
    """

    issues: tuple[Issue, ...]
    listed: tuple[Listed, ...]
    shell: etree._Element
    entries: Mapping[str, Entry]
    indexes: Sequence[Index]
    links: Mapping[str, Mapping[int, str]]
    notices: tuple[Notice, ...]

    @property
    def several(self) -> bool:
        """Whether each issue has a folder of its own."""
        return len(self.issues) > 1

    @property
    def papers(self) -> str:
        """Of how many newspapers the issues are: one, several; '' for one issue."""
        return "" if not self.several else "one" if common_newspaper(self.listed) else "several"

    def params(self, given: Mapping[str, str]) -> dict[str, str]:
        """The parameters of every page."""
        return {**given, "indexes": " ".join(PAGES[index.kind] for index in self.indexes)}

    def params_of(self, n: int, given: Mapping[str, str]) -> dict[str, str]:
        """Those of the pages of the nth issue. given: those of every page."""
        own = {**given, "downloads": self.issues[n].name}
        if self.several:
            own |= {"root": "../", "up": "../index.html", **neighbours(self.listed, n)}
            if given.get("base-url"):
                own["base-url"] = f"{given['base-url']}{self.folder(n)}"
        return own

    def folder(self, n: int) -> str:
        """Of the pages of the nth issue: '' or with its slash."""
        return _folder(self.issues[n], self.several)


def survey(teis: Sequence[Tei], taken: Sequence[str]) -> Whole:
    """Reads each file once. taken: names that no folder can have. Raises UnreadableError for what is not TEI."""
    names = Entries()
    issues: list[Issue] = []
    headers: list[Listed] = []
    notices: list[Notice] = []
    shells: list[etree._Element] = []
    for issue, root in issues_of(teis, taken):
        notices += (*issue.notices, *settle_habits(root, issue.where))
        prepare(root)
        names.add(root, _folder(issue, len(teis) > 1))
        issues.append(issue)
        headers.append(listed(f"{issue.name}/index.html", root))
        shells = shells or [shell_of(root)]
    order = sorted(range(len(issues)), key=lambda n: headers[n].day or date.max)
    rank = {_folder(issues[n], len(issues) > 1): at for at, n in enumerate(order)}
    entries = names.finished()
    for entry in entries.values():
        entry.found.sort(key=lambda one: rank[one.folder])
    indexes = arrange(entries)
    told = tuple(issues[n] for n in order), tuple(headers[n] for n in order)
    return Whole(*told, shells[0], entries, indexes, links(indexes), tuple(notices))


def _folder(issue: Issue, several: bool) -> str:
    return f"{issue.name}/" if several else ""
