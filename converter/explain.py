"""Takes the code of a notice and says what it means and what to do: the tables of all rooms as one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module

from converter.errors import UsageError
from converter.notices import LEVELS, Level

# Each room keeps its own table beside the code that writes the notices.
ROOMS = (
    "converter.inputs",
    "converter.source_check",
    "converter.readers.codes",
    "converter.repair.codes",
    "converter.segment.codes",
    "converter.inference",
    "converter.annotate.list_notices",
    "converter.validate.codes",
    "converter.publish.codes",
    "converter.verify.codes",
    "converter.deposit.codes",
    "converter.failures",
)


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means and what to do, in sentences."""

    code: str
    meaning: str
    remedy: str

    @property
    def level(self) -> Level:
        return LEVELS[self.code[0]]


def explanations() -> dict[str, Explanation]:
    """All codes, sorted."""
    out: dict[str, Explanation] = {}
    for room in ROOMS:
        table: Mapping[str, tuple[str, str]] = import_module(room).CODES
        out.update({code: Explanation(code, *told) for code, told in table.items()})
    return dict(sorted(out.items()))


def explain(code: str) -> Explanation:
    """One code, however it is cased. Raises UsageError that names the nearest one."""
    table = explanations()
    wanted = code.strip().upper()
    if wanted in table:
        return table[wanted]
    padded = re.sub(r"-(\d)$", r"-0\1", wanted)
    near = [padded] if padded in table else difflib.get_close_matches(wanted, table, n=1, cutoff=0.5)
    hint = f"did you mean `broadsheet explain {near[0]}`?" if near else "`broadsheet explain` lists all codes"
    raise UsageError("there is no notice with this code", where=code, hint=hint)
