"""Takes the ledger of a batch and gives the rows of its tables, one after another: no more of them is in memory than the caller keeps."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

from converter.report.figures import Code
from converter.report.twins import FIRST
from converter.report.words import plain

Cell = str | int | float | None
Row = tuple[Cell, ...]

_HEAD = ("key", "state", "code", "what", "where", "attempts", "input", "inputs", "id")
_FIGURES = ("output", "pages", "articles", "characters", "unassigned", "lost")
_NOTED = ("errors", "warnings", "infos", "doubts")
_TIMES = ("run", "finished", "seconds", "peak_mib", "version", "choices")
_APART = ("same_as", "earlier_output", "departed")
OF_CODE = ("code", "level", "issues", "places", "example", "meaning", "remedy")

# Of an issue that is not done the ledger may hold what an earlier run made of it: that is no figure of this state.
_TASKS = f"""
SELECT id, state = 'done', key, CASE state WHEN 'begun' THEN 'waiting' ELSE state END,
  {", ".join(f"iif(state = 'failed', {name}, NULL)" for name in ("error", "what", "place"))},
  iif(state IN ('done', 'failed'), attempts, NULL), json_extract(inputs, '$[0]'), json_array_length(inputs), issue,
  iif(state = 'done', (SELECT path FROM outputs WHERE task = tasks.id ORDER BY path LIMIT 1), NULL),
  {", ".join(f"iif(state = 'done', {name}, NULL)" for name in _FIGURES[1:])},
  {", ".join(f"iif(state IN ('done', 'failed'), {name}, NULL)" for name in ("made", *_TIMES[1:-1], "substr(choices, 1, 8)"))},
  ({FIRST}), iif(state = 'failed', (SELECT min(path) FROM outputs WHERE task = tasks.id), NULL), iif(left_by > planned, 1, NULL)
  FROM tasks ORDER BY id
"""
_NOTICES = f"""
SELECT task, {", ".join(f"sum(count * (code GLOB '{level}*'))" for level in "EWI")},
  coalesce(group_concat(iif(code GLOB '[EW]*', code, NULL), ' '), '') FROM notices GROUP BY task ORDER BY task
"""
_ENTITIES = "SELECT task, kind, count FROM entities ORDER BY task, kind"


def columns(kinds: Sequence[str]) -> tuple[str, ...]:
    """The names of the columns of `issues`. kinds: of names and values, a column each."""
    return (*_HEAD, *_FIGURES, *(f"{kind}_mentions" for kind in kinds), *_NOTED, *_TIMES, *_APART)


def issues(ledger: sqlite3.Connection, kinds: Sequence[str]) -> Iterator[Row]:
    """A row for each issue, in the order of the batch. What is not known of it is None: figures of one that failed, all of one that waits.

    code, what, where: why it failed; id: of the issue; output: its first TEI file below the folder of the batch; errors, warnings, infos: places in the text;
    doubts: the codes of these errors and warnings. same_as: the first issue that was made of the same bytes; earlier_output: what one that
    failed keeps; departed: 1 where a later run did not find it.
    Errors: sqlite3.Error where the file is damaged.
    """
    notices = _beside(ledger.execute(_NOTICES))
    entities = _beside(ledger.execute(_ENTITIES))
    middle = len(_HEAD) + len(_FIGURES)
    for task, done, *cells in ledger.execute(_TASKS):
        levels, named = notices(task), {kind: number for kind, number in entities(task)}  # noqa: C416 - two cells each, as dict cannot know
        counted: Iterable[Cell] = (*(named.get(kind, 0) for kind in kinds), *(levels[0] if levels else (0, 0, 0, "")))
        yield _shown((*cells[:middle], *(counted if done else (None,) * (len(kinds) + len(_NOTED))), *cells[middle:]))


def codes(found: Iterable[Code]) -> Iterator[Row]:
    """A row for each code of notices."""
    return (_shown((one.code, one.level, one.issues, one.places, one.first[0].issue.key, one.meaning, one.remedy)) for one in found)


def _beside(rows: Iterable[sqlite3.Row]) -> Callable[[int], Sequence[tuple[Cell, ...]]]:
    """Rows that begin with the number of a task, in this order, looked up for one task after another: each is read once."""
    waiting = iter(rows)
    ahead = next(waiting, None)

    def of(task: int) -> Sequence[tuple[Cell, ...]]:
        nonlocal ahead
        found = []
        while ahead is not None and ahead[0] <= task:
            if ahead[0] == task:
                found.append(tuple(ahead)[1:])
            ahead = next(waiting, None)
        return found

    return of


def _shown(cells: Iterable[Cell]) -> Row:
    """A row is a line: nothing in its texts breaks it, or cannot be seen."""
    return tuple(plain(cell) if isinstance(cell, str) else cell for cell in cells)
