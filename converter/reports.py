"""Takes the folder of a batch and writes the report of its ledger: a page with what it is shown with, its figures as JSON, or all its issues as CSV."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from itertools import chain, count, islice
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from converter.assets import asset
from converter.entity_list import KINDS
from converter.ledger.belonging import outputs_of
from converter.ledger.checking import Differing, differing, to_check
from converter.ledger.schema import open_to_read, refusal
from converter.own_names import LEDGER
from converter.own_names import REPORT as FOLDER
from converter.places import Place
from converter.report.figures import Figures, Named
from converter.report.page import ICON, STYLES, page
from converter.report.queries import figures
from converter.report.rows import OF_CODE, codes, columns, issues
from converter.report.twins import prepare
from converter.spreadsheet import sheet
from converter.storage import Written, write_tree
from converter.storage.spool import Spool

__all__ = ["FOLDER", "MAIN", "Form", "differing_files", "write_report"]

Form = Literal["html", "json", "csv"]
MAIN: dict[Form, str] = {"html": "index.html", "json": "figures.json", "csv": "csv/issues-001.csv"}  # what of a report is opened first
_A_SHEET = 100_000  # issues: a spreadsheet holds 1,048,576 rows at most, and so many quickly
_KINDS = tuple(KINDS.values())


def write_report(batch: Path, folder: Path | None = None, *, form: Form = "html", force: bool = False) -> Written:
    """Writes index.html with its styles, figures.json, or the tables of csv/, to `folder` (that of the batch's own reports where none is named).

    Errors: those of `open_to_read`; MaterialError where the ledger is damaged; those of `write_tree`.
    """
    place = folder or batch / FOLDER
    files: Mapping[str, bytes]
    with _opened(batch) as ledger:
        if form == "csv":
            files = _sheets(ledger, place)
        else:
            told = figures(ledger)
            files = _page(told, outputs_of(ledger, batch) or batch, place) if form == "html" else {MAIN["json"]: _data(told)}
    return write_tree(place, files, force=force, part="csv/" if form == "csv" else None)


@contextmanager
def _opened(batch: Path) -> Iterator[sqlite3.Connection]:
    """The ledger as it is at one moment, also while a batch is at work."""
    ledger = open_to_read(batch)
    try:
        ledger.execute("BEGIN")
        prepare(ledger)
        yield ledger
    except sqlite3.DatabaseError as error:
        raise refusal(error, batch / LEDGER) from error
    finally:
        ledger.close()


def differing_files(batch: Path, look: Callable[[int], AbstractContextManager[Callable[[], None]]]) -> Iterator[Differing]:
    """What of a batch's outputs and inputs is not as its ledger says. look: is told how many issues there are, and called after each.

    Errors: as `write_report`; UnreachedError where a place elsewhere does not answer.
    """
    with _opened(batch) as ledger, look(to_check(ledger)) as looked:
        for found in differing(ledger, outputs_of(ledger, batch) or batch):
            yield from found
            looked()


def _sheets(ledger: sqlite3.Connection, place: Path) -> Spool:
    """A table of the notices, and one of the issues in parts, which wait on the disk."""
    files = Spool(near=place)
    files["csv/notices.csv"] = sheet(OF_CODE, codes(figures(ledger).notices))
    rows = issues(ledger, _KINDS)
    first = list(islice(rows, 1))  # a batch without issues has a table without rows
    for n in count(1):
        files[f"csv/issues-{n:03}.csv"] = sheet(columns(_KINDS), chain(first, islice(rows, _A_SHEET - 1)))
        first = list(islice(rows, 1))
        if not first:
            break
    return files


def _page(told: Figures, batch: Place, place: Path) -> dict[str, bytes]:
    """batch: where the outputs lie. To those elsewhere nothing leads: they are no part of a page that is opened from the disk."""

    def links(issue: Named) -> Sequence[tuple[str, str]]:
        if not isinstance(batch, Path):
            return ()
        site = f"{issue.key}/html/index.html"
        there = [(label, path) for label, path in (("HTML", site), ("TEI", issue.output)) if path and (batch / path).is_file()]
        return [(label, quote(Path(os.path.relpath(batch / path, place)).as_posix())) for label, path in there]

    beside = {name: asset("xslt", name).read_bytes() for name in (*STYLES, ICON)}
    return {"index.html": page(told, links), **beside}


def _data(told: Figures) -> bytes:
    return (json.dumps(asdict(told), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
