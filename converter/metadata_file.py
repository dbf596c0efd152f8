"""Takes an edition.toml, gives the Metadata that it states; what is wrong in it is told with its line and with what to write."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from converter.assets import asset
from converter.errors import MaterialError, MissingError, UnreadableError
from converter.metadata import Metadata
from converter.metadata_check import Place as Spot
from converter.metadata_check import Problem, problems
from converter.metadata_draft import draft_edition_toml
from converter.metadata_tables import contradictions, metadata_of
from converter.places import Place

__all__ = ["NAME", "draft_edition_toml", "find_metadata", "load_metadata"]

NAME = "edition.toml"
_MOST_BYTES = 4 << 20  # a page list of a year has 200 kB


def find_metadata(inputs: Sequence[Place], explicit: Place | None) -> Place | None:
    """The edition.toml to use: the explicit one, else the first beside an input (or in it, for a folder), else in the folder above."""
    if explicit is not None:
        return explicit
    for above in (0, 1):
        for path in inputs:
            folder = path.absolute() if path.is_dir() else path.absolute().parent
            found = (folder.parent if above else folder) / NAME
            if found.is_file():
                return path.parent / NAME if not above and not path.is_dir() else found
    return None


def load_metadata(path: Place) -> Metadata:
    """The metadata that the file states; what it does not state is left at its default.

    Raises MissingError (no such file), UnreadableError (not UTF-8, not TOML), MaterialError (unknown keys, wrong values).
    """
    text = _read(path)
    tables = _parse(text, path)
    found = problems(tables, schema())
    found += [] if found else contradictions(tables)
    if found:
        raise _refusal(found, text, path)
    return metadata_of(tables, str(path))


@cache
def schema() -> Mapping[str, Any]:
    """The JSON Schema of edition.toml (draft 2020-12)."""
    found: Mapping[str, Any] = json.loads(asset("schemas", "edition.schema.json").read_text(encoding="utf-8"))
    return found


# --- reading -----------------------------------------------------------------------------------


def _read(path: Place) -> str:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise UnreadableError("is larger than 4 MiB, too large for an edition.toml", where=str(path), hint="is it the right file?")
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError as error:
        raise MissingError("no such file", where=str(path), hint="`broadsheet init INPUT` writes one to complete") from error
    except UnicodeDecodeError as error:
        raise UnreadableError("is not UTF-8", where=str(path), hint="save it as UTF-8 in your editor") from error
    except OSError as error:
        raise UnreadableError(error.strerror or "cannot be read", where=str(path), hint="name a file that you may read") from error


def _parse(text: str, path: Place) -> dict[str, Any]:
    from converter.toml_text import TomlError, tables_of

    try:
        return tables_of(text)
    except TomlError as error:
        message, line = error.what, error.line
    wrong = text.split("\n")[line - 1].strip() if line else ""
    what = f"is not TOML: {message}"
    if match := re.match(r"([\w-]+) *= *(\d{4}(?:-\d\d)?(?:-\d+)*)\b", wrong):
        if "date" in message and re.fullmatch(r"\d{4}-\d\d-\d\d", match[2]):
            raise MaterialError(
                f"{match[1]} is {match[2]}, which the calendar does not have",
                where=f"{path}:{line}",
                hint=f'write: {match[1]} = "2020-12-21"',
            )
        raise UnreadableError(what, where=f"{path}:{line}", hint=f'put it in quotes: {match[1]} = "{match[2]}"')
    hint = 'a key, an equals sign, and text in quotes make a line: title = "吕梁日报"'
    raise UnreadableError(f"{what}, in: {wrong[:60]}" if wrong else what, where=f"{path}:{line}", hint=hint)


def _refusal(found: Sequence[Problem], text: str, path: Place) -> MaterialError:
    """The first problem as the error, the others below it, each with its line."""
    first, *others = found
    rest = [f"also line {line_of(text, problem.place)}: {problem.what}; {problem.hint}" for problem in others[:8]]
    rest += [f"and {len(others) - 8} more"] if len(others) > 8 else []
    return MaterialError(first.what, where=f"{path}:{line_of(text, first.place)}", hint="\n  ".join([first.hint, *rest]))


def line_of(text: str, place: Spot) -> int:
    """The line, from 1, where the place stands, or the nearest part of it that has a line of its own: its table, else 1."""
    words = [part for part in place if isinstance(part, str)]
    wanted = next((part for part in place if isinstance(part, int)), 0)
    best, table, seen = (1, 0), "", -1
    for n, line in enumerate(text.split("\n"), 1):
        if header := re.match(r"\s*\[{1,2}([^\[\]#]+)\]{1,2}\s*(?:#|$)", line):
            table = re.sub(r"[\s\"']", "", header[1])
            seen += line.lstrip().startswith("[[") and words[: table.count(".") + 1] == table.split(".")
            found = words[: table.count(".") + 1] == table.split(".") and (not line.lstrip().startswith("[[") or seen == wanted)
            depth = table.count(".") + 1 if found else 0
            open_table = found
        elif key := re.match(r"\s*(?:[\"']([^\"']*)[\"']|([\w-]++))[\w.\s-]*+=", line):
            inside = table.split(".") if table else []
            depth = len(inside) + 1 if (not inside or open_table) and words[: len(inside) + 1] == [*inside, key[1] or key[2]] else 0
        else:
            continue
        if depth > best[1]:
            best = n, depth
    return best[0]
