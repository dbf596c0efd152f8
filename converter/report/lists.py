"""Takes rows and gives the tables and lists that a report is made of; each issue is named the same way everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from converter.report.figures import Code, Doubt, FailedIssue, Named, Ranked, Reason
from converter.report.markup import Html, element, joined
from converter.report.words import count, grouped, plain

Links = Callable[[Named], Sequence[tuple[str, str]]]
"""The outputs of an issue that are there: (what it is, its address relative to the report)."""

_LONG = 200  # characters of a name or message; a longer one is cut in the middle
_TRACE = 4000  # of what a fault of ours leaves behind
_OPEN = 10  # rows that are seen at once


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], *, label: str, first: int = 1, numbers: Sequence[int] = (), kind: str | None = None
) -> Html:
    """first: columns from the left that name the row; numbers: columns of figures, from 0; label: what the table is, for those who hear it.

    kind: its class. Of the kind `told` each cell knows its head, which stands before it where the columns find no room.
    """
    top = (element("th", head, scope="col", class_="n" if n in numbers else None) for n, head in enumerate(heads))
    body = (_row(row, first - 1, numbers, heads if kind == "told" else ()) for row in rows)
    return element("table", element("thead", element("tr", *top)), Html("\n"), element("tbody", *body), class_=kind, aria_label=label)


def _row(cells: Sequence[str], head: int, numbers: Sequence[int], heads: Sequence[str]) -> Html:
    out = []
    for n, cell in enumerate(cells):
        kind, told = "n" if n in numbers else None, heads[n] if heads else None
        out.append(
            element("th", cell, scope="row", class_=kind, data_head=told) if n == head else element("td", cell, class_=kind, data_head=told)
        )
    return joined(element("tr", *out), Html("\n"))


def unseen(head: str) -> Html:
    """The head of a column that speaks for itself to those who see it."""
    return element("span", head, class_="unseen")


def facts(rows: Iterable[tuple[str, str, str]]) -> Html:
    """(what, figure, what it means) side by side."""
    told = (
        element("div", element("dt", name), element("dd", element("b", figure), note and element("span", note)))
        for name, figure, note in rows
    )
    return element("dl", *told, class_="figures")


def folded(summary: str, content: Html) -> Html:
    return element("details", element("summary", summary), content)


def issue(named: Named, links: Links) -> Html:
    """Its place below the folder of the batch, which leads to its output where that is there; below it the files that it was made of."""
    shown, (first, *rest) = plain(named.key, _LONG), links(named) or (("", ""),)
    name = element("a", shown, href=first[1]) if first[1] else joined(shown)
    others = [joined(" ", element("a", label, href=address, aria_label=f"{label} of {shown}")) for label, address in rest]
    more = f" and {count(named.inputs - 1, 'more file')}" if named.inputs > 1 else ""
    return joined(
        element("bdi", name, class_="key"), *others, element("span", element("bdi", plain(named.input, _LONG)), more, class_="from")
    )


def ranking(heads: tuple[str, str], ranked: Sequence[Ranked], words: Callable[[Ranked], tuple[str, str]], links: Links, label: str) -> Html:
    """heads: of the measure and of what it was counted from; words: both as text. The first rows are seen, the rest unfolds."""
    rows = [(grouped(n), issue(one.issue, links), *words(one)) for n, one in enumerate(ranked, 1)]
    titles = ("", "Issue", *heads)
    seen = _rank_table(titles, rows[:_OPEN], label)
    return (
        joined(seen, folded(f"{len(rows) - _OPEN} more", _rank_table(titles, rows[_OPEN:], f"{label}, continued")))
        if rows[_OPEN:]
        else seen
    )


def _rank_table(titles: Sequence[str], rows: Iterable[Sequence[str]], label: str) -> Html:
    heads = (unseen("Rank"), *titles[1:])
    return table(heads, rows, label=label, first=2, numbers=(0, 2, 3))


def reason(one: Reason, links: Links) -> Html:
    """Why issues failed, in the words of the first of them, what to do, and which they are."""
    first, *others = one.first
    where = element("bdi", plain(first.where, _LONG)) if first.where else None
    words = joined(where or first.code, ": ", plain(first.what, 2 * _LONG))
    tried = f" (tried {first.attempts} times)" if first.attempts > 1 else ""
    more = one.issues - len(one.first)
    return element(
        "li",
        element("p", issue(first.issue, links), _kept(first)),
        element("p", element("b", first.code), " ", words, tried),
        _hint(first.hint) if first.hint else "",
        element(
            "p",
            f"The same with {count(one.issues - 1, 'issue')} more:" if one.code else "And others, for reasons of their own:",
            class_="said",
        )
        if one.issues > 1
        else "",
        element("ul", *(element("li", issue(other.issue, links), _kept(other)) for other in others)) if others else "",
        element("p", f"and {grouped(more)} more", class_="said") if more else "",
    )


def _kept(one: FailedIssue) -> Html:
    return element("span", "the output of an earlier state stays", class_="from") if one.issue.output else joined()


def doubts(code: Code, links: Links) -> Html:
    """Where notices of one code are: the first issues, to be unfolded."""
    rows = (element("li", issue(one.issue, links), _said(one)) for one in code.first)
    more = f", the first {len(code.first)} of {grouped(code.issues)}" if code.issues > len(code.first) else ""
    return folded(f"where{more}", element("ul", *rows))


def _said(one: Doubt) -> Html:
    """Information is kept by its number alone."""
    if not one.message:
        return joined()
    return element("span", element("bdi", plain(one.place, _LONG)), ": " if one.place else "", plain(one.message, _LONG), class_="from")


def _hint(hint: str) -> Html:
    """What to do in a line; the trace of a fault of ours is long, and its end tells most."""
    lines = hint.strip().splitlines()
    if len(lines) < 4:
        return element("p", plain(" ".join(lines), 2 * _LONG), class_="said")
    told = [part for line in hint[-_TRACE:].splitlines() for part in (joined(plain(line)), Html("\n"))]
    return folded("where in the program", element("pre", element("code", *told), tabindex=0))
