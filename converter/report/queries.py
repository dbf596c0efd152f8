"""Takes the ledger of a batch and gives the figures of its report; SQLite counts and sorts, so that a million issues need no more memory than ten."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping

from converter.explain import Explanation, explanations
from converter.report.figures import MOST, SHORTEST, Code, Doubt, Figures, Group, Kind, MadeWith, Named, Passed, Ranked, State
from converter.report.reasons import reasons
from converter.report.times import runs, stretches, times
from converter.report.twins import twins

_EACH = 10  # issues that are named for each code
_STATES: tuple[State, ...] = ("done", "failed", "waiting")
_NAMED = "tasks.id, key, json_extract(inputs, '$[0]') AS input, json_array_length(inputs) AS inputs"
_LONG_ENOUGH = f"state = 'done' AND characters >= {SHORTEST}"
# Each gives the columns of `_NAMED` and value, count, pages, characters; the first in the ledger wins among equals, so that the order is always the same.
_DOUBTFUL = f"""
SELECT {_NAMED}, 1000.0 * places / characters AS value, places AS count, pages, characters FROM
  (SELECT task, sum(count) AS places FROM notices WHERE code GLOB '[EW]*' GROUP BY task) JOIN present AS tasks ON tasks.id = task
  WHERE {_LONG_ENOUGH} ORDER BY value DESC, tasks.id LIMIT {MOST}
"""
_UNASSIGNED = f"""
SELECT {_NAMED}, 1.0 * unassigned / characters AS value, unassigned AS count, pages, characters
  FROM present AS tasks WHERE {_LONG_ENOUGH} AND unassigned > 0 ORDER BY value DESC, id LIMIT {MOST}
"""
_LOST = f"""
SELECT {_NAMED}, 1000.0 * lost / characters AS value, lost AS count, pages, characters
  FROM present AS tasks WHERE {_LONG_ENOUGH} AND lost > 0 ORDER BY value DESC, id LIMIT {MOST}
"""
_SLOWEST = f"""
SELECT {_NAMED}, seconds / max(pages, 1) AS value, seconds AS count, pages, characters
  FROM present AS tasks WHERE state = 'done' ORDER BY value DESC, id LIMIT {MOST}
"""


def figures(ledger: sqlite3.Connection) -> Figures:
    """ledger: in a transaction, so that all is of one moment, also while a batch is at work, and after `twins.prepare`. Errors: sqlite3.Error where the file is damaged."""
    known = explanations()
    made = runs(ledger)
    twin_groups, same = twins(ledger, MOST)
    return Figures(
        *_span(ledger),
        left=_one(ledger, "SELECT count(*) FROM present WHERE planned < (SELECT max(id) FROM runs)"),
        groups=tuple(_groups(ledger)),
        kinds=tuple(_kinds(ledger, known)),
        reasons=reasons(ledger),
        notices=tuple(_notices(ledger, known)),
        entities=tuple((str(kind), int(count)) for kind, count in ledger.execute(_ENTITIES)),
        doubtful=tuple(_ranked(ledger, _DOUBTFUL)),
        unassigned=tuple(_ranked(ledger, _UNASSIGNED)),
        lost=tuple(_ranked(ledger, _LOST)),
        slowest=tuple(_ranked(ledger, _SLOWEST)),
        times=times(ledger),
        stretches=tuple(stretches(ledger, made)),
        runs=tuple(made[:MOST]),
        run_count=len(made),
        made_with=tuple(_made_with(ledger)),
        passed_over=tuple(Passed(*row) for row in ledger.execute(_PASSED)),
        overtaken=_one(ledger, f"SELECT count(*) {_OVERTAKEN}"),
        overtaken_first=_first(ledger, _OVERTAKEN),
        departed=_one(ledger, "SELECT count(*) FROM departed"),
        departed_first=_first(ledger, "FROM departed AS tasks"),
        twin_groups=twin_groups,
        twins=same,
    )


_HERE = "task NOT IN (SELECT id FROM departed)"
_ENTITIES = f"SELECT kind, sum(count) AS number FROM entities WHERE {_HERE} GROUP BY kind ORDER BY number DESC, kind"
_SPAN = """
SELECT min(time), max(time) FROM
  (SELECT began AS time FROM runs UNION ALL SELECT ended FROM runs UNION ALL SELECT max(finished) FROM tasks) WHERE time IS NOT NULL
"""
_GROUPS = f"""
SELECT CASE state WHEN 'begun' THEN 'waiting' ELSE state END AS group_state, count(*), sum(json_array_length(inputs)), sum(pages), sum(articles),
  sum(characters), sum(lost), sum(unassigned), sum(characters = 0), sum(characters < {SHORTEST}) FROM present GROUP BY group_state
"""
_KINDS = "SELECT error, count(*) AS number FROM present WHERE state = 'failed' GROUP BY error ORDER BY number DESC, error"
_OUTPUT = "(SELECT min(path) FROM outputs WHERE task = tasks.id) AS output"
_OVERTAKEN = "FROM present AS tasks WHERE state = 'failed' AND id IN (SELECT task FROM outputs)"
_PASSED = "SELECT ending, files, first FROM passed_over WHERE run = (SELECT max(id) FROM runs) ORDER BY files DESC, ending"
_NOTICES = f"""
SELECT code, count(*) AS issues, sum(count) AS places FROM notices WHERE {_HERE} GROUP BY code
  ORDER BY instr('EWI', substr(code, 1, 1)), places DESC, code
"""
_WITH_CODE = f"""
SELECT code, noted, message, {_NAMED}, {_OUTPUT} FROM
  (SELECT *, row_number() OVER (PARTITION BY code ORDER BY task) AS n FROM (SELECT task, code, place AS noted, message FROM notices WHERE {_HERE}))
  JOIN tasks ON tasks.id = task WHERE n <= {_EACH} ORDER BY code, n
"""
_MADE_WITH = f"""
SELECT version, choices, (SELECT said FROM runs WHERE runs.choices = made.choices ORDER BY id DESC LIMIT 1) AS said, number FROM
  (SELECT version, choices, count(*) AS number FROM present WHERE state = 'done' GROUP BY version, choices) AS made
  ORDER BY number DESC, version, choices LIMIT {MOST}
"""


def _span(ledger: sqlite3.Connection) -> tuple[str | None, str | None]:
    since, until = ledger.execute(_SPAN).fetchone()
    return since, until


def _groups(ledger: sqlite3.Connection) -> Iterator[Group]:
    found = {row[0]: tuple(int(figure or 0) for figure in tuple(row)[1:]) for row in ledger.execute(_GROUPS)}
    return (Group(state, *found.get(state, ())) for state in _STATES)


def _kinds(ledger: sqlite3.Connection, known: Mapping[str, Explanation]) -> Iterator[Kind]:
    return (Kind(code, number, *_explained(code, known)) for code, number in ledger.execute(_KINDS))


def _notices(ledger: sqlite3.Connection, known: Mapping[str, Explanation]) -> Iterator[Code]:
    first: dict[str, list[Doubt]] = defaultdict(list)
    for row in ledger.execute(_WITH_CODE):
        first[row["code"]].append(Doubt(_named(row, row["output"]), row["noted"], row["message"]))
    for code, issues, places in ledger.execute(_NOTICES).fetchall():
        yield Code(code, issues, places, tuple(first[code]), *_explained(code, known))


def _explained(code: str, known: Mapping[str, Explanation]) -> tuple[str, str]:
    return (known[code].meaning, known[code].remedy) if code in known else ("", "")


def _first(ledger: sqlite3.Connection, which: str) -> tuple[Named, ...]:
    rows = ledger.execute(f"SELECT {_NAMED}, {_OUTPUT} {which} ORDER BY id LIMIT {MOST}")
    return tuple(_named(row, row["output"]) for row in rows)


def _ranked(ledger: sqlite3.Connection, question: str) -> Iterator[Ranked]:
    for row in ledger.execute(question):
        output = ledger.execute("SELECT path FROM outputs WHERE task = ? ORDER BY path LIMIT 1", (row["id"],)).fetchone()
        yield Ranked(_named(row, output and output["path"]), row["value"], row["count"], row["pages"], row["characters"])


def _named(row: sqlite3.Row, output: str | None) -> Named:
    return Named(row["key"], row["input"] or "", row["inputs"], output)


def _made_with(ledger: sqlite3.Connection) -> Iterator[MadeWith]:
    return (MadeWith(row["version"], row["choices"], row["said"] or "{}", row["number"]) for row in ledger.execute(_MADE_WITH))


def _one(ledger: sqlite3.Connection, question: str) -> int:
    (count,) = ledger.execute(question).fetchone()
    return int(count)
