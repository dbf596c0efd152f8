"""Takes the folder of a batch and writes the report of its ledger: a page with what it is shown with, or its figures as JSON."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Literal
from urllib.parse import quote

from converter.assets import asset
from converter.errors import MaterialError
from converter.ledger import LEDGER, open_to_read
from converter.report.figures import Figures, Named
from converter.report.page import ICON, STYLES, page
from converter.report.queries import figures
from converter.storage import Written, write_tree

Form = Literal["html", "json"]
FOLDER = "broadsheet-report"


def write_report(batch: Path, folder: Path | None = None, *, form: Form = "html", force: bool = False) -> Written:
    """Writes index.html with its styles, or figures.json, to `folder` (that of the batch's own reports where none is named).

    Errors: those of `open_to_read`; MaterialError where the ledger is damaged; those of `write_tree`.
    """
    place = folder or batch / FOLDER
    told = _counted(batch)
    return write_tree(place, _page(told, batch, place) if form == "html" else {"figures.json": _data(told)}, force=force, part=None)


def _counted(batch: Path) -> Figures:
    ledger = open_to_read(batch)
    try:
        return figures(ledger)
    except sqlite3.DatabaseError as error:
        raise MaterialError(f"is damaged, or cannot be read ({error})", where=str(batch / LEDGER), hint="take it from a backup") from error
    finally:
        ledger.close()


def _page(told: Figures, batch: Path, place: Path) -> dict[str, bytes]:
    def links(issue: Named) -> Sequence[tuple[str, str]]:
        site = f"{issue.key}/html/index.html"
        there = [(label, path) for label, path in (("HTML", site), ("TEI", issue.output)) if path and (batch / path).is_file()]
        return [(label, quote(Path(os.path.relpath(batch / path, place)).as_posix())) for label, path in there]

    beside = {name: asset("xslt", name).read_bytes() for name in (*STYLES, ICON)}
    return {"index.html": page(told, links), **beside}


def _data(told: Figures) -> bytes:
    return (json.dumps(asdict(told), ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
