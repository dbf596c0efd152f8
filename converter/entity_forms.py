"""Takes the entities of TEI files, gives them as a table to read, as CSV or as JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from dataclasses import asdict

from converter.entity_list import Entity
from converter.spreadsheet import cell

COLUMNS = ("kind", "name", "forms", "count", "doubtful", "ref", "ids", "value", "context", "places")


def to_csv(entities: Sequence[Entity]) -> str:
    """With a header line. Several forms, ids or places in a cell are parted by `|`, as the names of `also` in an authority table are."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(COLUMNS)
    for one in entities:
        told = asdict(one)
        table.writerow(cell("|".join(held) if isinstance(held := told[column], list) else held) for column in COLUMNS)
    return out.getvalue()


def to_json(entities: Sequence[Entity]) -> str:
    """A list of objects with the columns of the table as keys."""
    told = [asdict(one) for one in entities]
    return json.dumps([{column: one[column] for column in COLUMNS} for one in told], ensure_ascii=False, indent=1) + "\n"


def to_table(entities: Sequence[Entity]) -> str:
    """For reading: a line an entity."""
    lines = []
    for one in entities:
        names = " / ".join(dict.fromkeys((one.name, *one.forms)))
        told = "  ".join(part for part in (one.ref, *one.ids, one.value) if part)
        places = ", ".join(dict.fromkeys(one.places))
        doubt = f" ({one.doubtful} doubtful)" if one.doubtful else ""
        lines.append(f"{one.kind:8} {one.count:4}{doubt}  {names}  {told}  [{places}]")
    return "".join(f"{line.rstrip()}\n" for line in lines)
