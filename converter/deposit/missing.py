"""Takes what a profile misses and the edition.toml that was read, gives one error with the very lines to add and where each belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from converter.deposit.profiles import Demand
from converter.errors import MaterialError


def missing_error(missing: Sequence[Demand], text: str | None, where: str) -> MaterialError:
    """missing: at least one. text: of edition.toml, None where there is none; where: its path, there or to be made."""
    count = "one thing" if len(missing) == 1 else f"{len(missing)} things"
    if text is None:
        return MaterialError(
            f"lacks {count} that archives ask for: there is no such file",
            where=where,
            hint="\n  ".join(["write it, with what is true of your edition in place of the examples:", *_new(missing)]),
        )
    steps = [step for table in dict.fromkeys(one.table for one in missing) for step in _steps(table, missing, text)]
    return MaterialError(f"lacks {count} that archives ask for", where=where, hint="\n  ".join([*steps, *_at_the_end(missing, text)]))


def _line(demand: Demand) -> str:
    return f"{demand.line}  # {demand.why}"


def _new(missing: Sequence[Demand]) -> list[str]:
    out: list[str] = []
    for table in dict.fromkeys(one.table for one in missing):
        out += [f"[{table}]", *(_line(one) for one in missing if one.table == table)]
    return out


def _steps(table: str, missing: Sequence[Demand], text: str) -> list[str]:
    """For a table that the file has, in one form or another: TOML allows it once, and each key in it once."""
    place = _place(table, text)
    if place is None:
        return []
    out, new = [], []
    for one in missing:
        if one.table == table:
            taken = _key_line(f"{table}.{one.line.partition(' =')[0]}", text)
            out += [f"change line {taken} to:", f"  {place.before}{_line(one)}"] if taken else []
            new += [] if taken else [one]
    if not new:
        return out
    if place.form == "braces":
        return [*out, f"inside the braces of line {place.line} add:", *(f"  {place.before}{one.line}" for one in new)]
    below = f"below [{table}], line {place.line}, add:" if place.form == "header" else f"below line {place.line} add:"
    return [*out, below, *(f"  {place.before}{_line(one)}" for one in new)]


def _at_the_end(missing: Sequence[Demand], text: str) -> list[str]:
    rest = [one for one in missing if _place(one.table, text) is None]
    return ["at the end of the file add:", *(f"  {line}" for line in _new(rest))] if rest else []


@dataclass(frozen=True, slots=True)
class _Place:
    """line: from 1; form: header ([edition]), dotted (edition.licence = …) or braces (edition = { … }); before: what a key there begins with."""

    line: int
    form: str
    before: str = ""


def _place(table: str, text: str) -> _Place | None:
    wanted = table.split(".")
    for line, inside, key, value in _statements(text):
        if not key:
            if inside == wanted:
                return _Place(line, "header")
            continue
        full = [*inside, *key]
        if value.startswith("{") and full == wanted[: len(full)]:
            return _Place(line, "braces", "".join(f"{part}." for part in wanted[len(full) :]))
        if len(inside) < len(wanted) < len(full) and full[: len(wanted)] == wanted:
            return _Place(line, "dotted", "".join(f"{part}." for part in wanted[len(inside) :]))
    return None


def _key_line(path: str, text: str) -> int | None:
    return next((line for line, inside, key, _ in _statements(text) if key and ".".join([*inside, *key]) == path), None)


def _statements(text: str) -> Iterator[tuple[int, list[str], list[str], str]]:
    """(line, the table it stands in, key, value) of each key, without key and value of each header; those of lists ([[page]]) are in none."""
    inside: list[str] = []
    for number, line in enumerate(text.split("\n"), 1):
        if header := _HEADER.match(line):
            inside = [f"[[{header[2]}"] if header[1] else _parts(header[2])
            yield number, inside, [], ""
        elif key := _KEY.match(line):
            yield number, inside, _parts(key[1]), key[2]


_HEADER = re.compile(r"\s*\[(\[)?\s*([\w.\s\"'-]+?)\s*\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([\w\"'-]+(?:\s*\.\s*[\w\"'-]+)*)\s*=\s*(.*)")


def _parts(name: str) -> list[str]:
    return re.sub(r"[\s\"']", "", name).split(".")
