"""Takes the figures of a batch and gives the part of its page on what is beside the issues: files passed over, pages twice, outputs of before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from converter.report.figures import Figures, Named
from converter.report.lists import Links, folded, issue, table
from converter.report.markup import Html, element, joined
from converter.report.sections import section
from converter.report.words import count, grouped, plain

_OPEN = 5  # issues of a list that are seen at once


def apart(told: Figures, links: Links) -> Html:
    """Each of the four where there is something to say."""
    parts = [*_passed_over(told), *_overtaken(told, links), *_departed(told, links), *_twins(told, links)]
    nothing = "No file was passed over, no page is there twice, and no output is of an earlier state."
    return section("apart", "Beside the issues", *(parts or [element("p", nothing)]))


def _passed_over(told: Figures) -> Iterator[Html]:
    if not told.passed_over:
        return
    files = sum(kind.files for kind in told.passed_over)
    rows = [(plain(kind.ending), grouped(kind.files), element("bdi", plain(kind.first))) for kind in told.passed_over]
    yield element("h3", "Passed over")
    words = f"{count(files, 'file')} among the inputs of the last run {'is' if files == 1 else 'are'} no page, by {'its' if files == 1 else 'their'} name or first bytes."
    yield element("p", words, class_="said")
    yield table(("Ending", "Files", "The first"), rows, label="Files passed over", numbers=(1,))


def _overtaken(told: Figures, links: Links) -> Iterator[Html]:
    if told.overtaken:
        words = "What failed since it was made keeps the output of its earlier state: that is not what the input says now."
        yield from _listed("Outputs of an earlier state", words, told.overtaken, told.overtaken_first, links)


def _departed(told: Figures, links: Links) -> Iterator[Html]:
    if told.departed:
        words = "What an earlier run made, and a later one that looked there did not find any more: it was renamed, moved or taken away. The outputs stay, and count in no other figure."
        yield from _listed("Outputs without an issue", words, told.departed, told.departed_first, links)


def _twins(told: Figures, links: Links) -> Iterator[Html]:
    if not told.twins:
        return
    words = f"{count(told.twin_groups, 'page')} {'is' if told.twin_groups == 1 else 'are'} among the inputs more than once, with the same bytes."
    rows = [(_together(group.first, group.issues, links), grouped(group.issues)) for group in told.twins]
    yield element("h3", "The same page more than once")
    yield element("p", words, _cut(len(told.twins), told.twin_groups), class_="said")
    seen = table(("Which", "Issues"), rows[:_OPEN], label="The same page more than once", numbers=(1,))
    rest = rows[_OPEN:]
    yield seen
    if rest:
        yield folded(f"{len(rest)} more", table(("Which", "Issues"), rest, label="The same page, continued", numbers=(1,)))


def _together(first: Sequence[Named], issues: int, links: Links) -> Html:
    more = [element("p", f"and {grouped(issues - len(first))} more", class_="said")] if issues > len(first) else []
    return joined(*(element("p", issue(one, links)) for one in first), *more)


def _listed(title: str, words: str, number: int, first: Sequence[Named], links: Links) -> Iterator[Html]:
    yield element("h3", title)
    yield element("p", f"{count(number, 'issue')}. {words}", _cut(len(first), number), class_="said")
    entries = [element("li", issue(one, links)) for one in first]
    yield element("ol", *entries[:_OPEN])
    if entries[_OPEN:]:
        yield folded(f"{len(entries) - _OPEN} more", element("ol", *entries[_OPEN:], start=_OPEN + 1))


def _cut(shown: int, number: int) -> str:
    return f" The first {shown} of them." if shown < number else ""
