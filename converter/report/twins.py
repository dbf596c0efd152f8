"""Takes the ledger of a batch and says which issues were made of the same bytes: a page that an archive holds twice, under two names."""

from __future__ import annotations

import sqlite3

from converter.report.figures import Named, Twins

_SHOWN = 5  # issues of a group
# Pages alone are compared: an edition.toml or a list of names is that of many issues. Each table is gone through once, and sorted.
_PREPARED = """
CREATE TEMP TABLE page AS SELECT DISTINCT present.id AS task, read.sha256 AS sha256
  FROM present, json_each(present.inputs) AS named JOIN read ON read.task = present.id AND read.path = named.value
  WHERE present.state = 'done' AND read.sha256 != '';
CREATE TEMP TABLE shared AS SELECT sha256, min(task) AS first FROM page GROUP BY sha256 HAVING count(*) > 1;
CREATE TEMP TABLE twin AS SELECT task, min(first) AS first FROM page JOIN shared USING (sha256) GROUP BY task ORDER BY task;
CREATE INDEX temp.twin_by_task ON twin (task);
CREATE INDEX temp.twin_by_first ON twin (first, task);
DROP TABLE page;
"""
# That an issue of `tasks` is the same as.
FIRST = "SELECT one.key FROM tasks AS one WHERE one.id = (SELECT first FROM twin WHERE twin.task = tasks.id AND first != tasks.id)"


def prepare(ledger: sqlite3.Connection) -> None:
    """What the others ask; nothing is written to the ledger."""
    for statement in _PREPARED.split(";"):
        ledger.execute(statement)


def twins(ledger: sqlite3.Connection, most: int) -> tuple[int, tuple[Twins, ...]]:
    """How many groups there are, and the largest ones. Errors: sqlite3.Error where `prepare` was not called."""
    (number,) = ledger.execute("SELECT count(DISTINCT first) FROM twin").fetchone()
    groups = ledger.execute("SELECT first, count(*) FROM twin GROUP BY first ORDER BY count(*) DESC, first LIMIT ?", (most,))
    return int(number), tuple(Twins(issues, _members(ledger, first)) for first, issues in groups.fetchall())


def _members(ledger: sqlite3.Connection, first: int) -> tuple[Named, ...]:
    asked = (
        "SELECT key, json_extract(inputs, '$[0]'), json_array_length(inputs), (SELECT min(path) FROM outputs WHERE task = tasks.id)"
        " FROM tasks WHERE id IN (SELECT task FROM twin WHERE first = ? ORDER BY task LIMIT ?) ORDER BY id"
    )
    return tuple(Named(*row) for row in ledger.execute(asked, (first, _SHOWN)))
