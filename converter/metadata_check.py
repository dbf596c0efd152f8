"""Takes the tables of an edition.toml and its JSON Schema, tells in plain words each value that the schema does not allow.

It reads the part of JSON Schema that schemas/edition.schema.json uses, because a full validator costs more to import than a page
to convert; a test holds the two to the same verdict.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from converter.dates import is_date

Schema = Mapping[str, Any]
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """place: the keys that lead to the value, such as ("issue", "date"); what: a sentence; hint: what to write."""

    place: Place
    what: str
    hint: str


_MOST = 1000  # a person reads some ten
_TYPES = {"string": "text in quotes", "integer": "a whole number", "object": "a table", "array": "a list of tables"}


def problems(tables: Mapping[str, Any], schema: Schema) -> list[Problem]:
    """What is wrong, in the order of the file: all, but of very much only its beginning."""
    return list(islice(_Check(schema).value(tables, schema, ()), _MOST))


class _Check:
    def __init__(self, root: Schema) -> None:
        self._root = root
        tables = {name: self._resolved(part) for name, part in root["properties"].items()}
        self._home: dict[str, str] = {}  # key -> the first table that has it, for keys that stand in the wrong one
        for name, table in tables.items():
            for key in self._resolved(table.get("items", table))["properties"]:
                self._home.setdefault(key, name)

    def _resolved(self, schema: Schema) -> Schema:
        if "$ref" not in schema:
            return schema
        return {**self._root["$defs"][schema["$ref"].removeprefix("#/$defs/")], **schema}

    def value(self, value: object, schema: Schema, place: Place) -> Iterator[Problem]:
        schema = self._resolved(schema)
        if "anyOf" in schema:
            if not any(_allowed(value, self._resolved(option)) for option in schema["anyOf"]):
                yield self._wrong(value, schema, place)
        elif schema.get("type") == "object":
            yield from self._table(value, schema, place) if isinstance(value, dict) else iter([self._wrong(value, schema, place)])
        elif schema.get("type") == "array":
            if not isinstance(value, list):
                yield Problem(
                    place,
                    f"{_name(place)} is a single table, expected a list",
                    f"write [[{_table(place)}]], with two brackets on each side",
                )
                return
            for n, item in enumerate(value):
                yield from self.value(item, schema["items"], (*place, n))
        elif not _allowed(value, schema):
            yield self._wrong(value, schema, place)

    def _table(self, table: Mapping[str, object], schema: Schema, place: Place) -> Iterator[Problem]:
        known = schema.get("properties", {})
        for key, value in table.items():
            if key in known:
                yield from self.value(value, known[key], (*place, key))
            elif not schema["additionalProperties"]:
                yield self._unknown(key, known, place)
            elif not re.search(schema["propertyNames"]["pattern"], key):
                yield Problem((*place, key), f'"{key}" is no type of identifier', 'write URI, DOI, ARK, Handle or URN: DOI = "10.…"')
            else:
                yield from self.value(value, schema["additionalProperties"], (*place, key))
        for key in schema.get("required", ()):
            if key not in table:
                yield Problem(place, f"{_name(place)} has no {key}", f"add: {key} = {self._example(known[key])}")

    def _unknown(self, key: str, known: Mapping[str, Schema], place: Place) -> Problem:
        import difflib  # only where something is wrong

        where = f" in [{_table(place)}]" if place else ""
        near = difflib.get_close_matches(key.lower(), known, n=1, cutoff=0.6)
        if near:
            hint = f'did you mean "{near[0]}"?'
        elif key in self._home:
            hint = f'"{key}" belongs in [{self._home[key]}]'
        elif nearly := difflib.get_close_matches(key.lower(), self._home, n=1, cutoff=0.75):
            hint = f'did you mean "{nearly[0]}" in [{self._home[nearly[0]]}]?'
        else:
            hint = f"{'its keys are' if place else 'the tables are'}: {', '.join(known)}"
        return Problem((*place, key), f'"{key}" is no key{where}' if place else f'"{key}" is no table of edition.toml', hint)

    def _wrong(self, value: object, schema: Schema, place: Place) -> Problem:
        if schema.get("$ref") == "#/$defs/date" and isinstance(value, str) and re.fullmatch(r"\d{4}(-\d\d){0,2}", value, re.ASCII):
            return Problem(
                place, f"{_name(place)} is {value}, which the calendar does not have", f"write: {place[-1]} = {self._example(schema)}"
            )
        if schema.get("$ref") == "#/$defs/date" and isinstance(value, int) and not isinstance(value, bool):
            return Problem(place, f"{_name(place)} is a number, expected text in quotes", f'write: {place[-1]} = "{value}"')
        if "enum" in schema:
            expected = "one of " + ", ".join(f'"{choice}"' for choice in schema["enum"])
            return Problem(place, f"{_name(place)} is {_shown(value)}, expected {expected}", f'write: {place[-1]} = "{schema["enum"][0]}"')
        expected = self._expected(value, schema)
        hint = (
            f"write: {place[-1]} = {self._example(schema)}"
            if place and schema.get("type") != "object"
            else f"write [{_table(place)}], and its keys below"
        )
        return Problem(place, f"{_name(place)} is {_shown(value)}, expected {expected}", hint)

    def _expected(self, value: object, schema: Schema) -> str:
        kind = schema.get("type")
        right_type = (kind == "string" and isinstance(value, str)) or (kind == "integer" and isinstance(value, int))
        if kind and not right_type:
            return _TYPES[kind]
        if kind == "integer":
            return f"a whole number from {schema.get('minimum', 0)} to {schema.get('maximum', 'any')}"
        about = self._root["$defs"][schema["$ref"].removeprefix("#/$defs/")]["description"] if "$ref" in schema else schema["description"]
        about = about[0].lower() + about[1:].rstrip(".")
        return about if "$ref" in schema else f"the form of {self._example(schema)} ({about})"

    def _example(self, schema: Schema) -> str:
        first = self._resolved(schema)["examples"][0]
        return f'"{first}"' if isinstance(first, str) else str(first)


def _allowed(value: object, schema: Schema) -> bool:
    if "enum" in schema:
        return value in schema["enum"]
    if schema["type"] == "integer":
        return (
            isinstance(value, int) and not isinstance(value, bool) and schema.get("minimum", value) <= value <= schema.get("maximum", value)
        )
    if not isinstance(value, str) or ("pattern" in schema and not re.search(schema["pattern"], value)):
        return False
    return schema.get("$ref") != "#/$defs/date" or is_date(value)


def _name(place: Place) -> str:
    """How a message calls a place: `date in [issue]`, `label in [[page]] 2`."""
    words = [part for part in place if isinstance(part, str)]
    numbers = [part for part in place if isinstance(part, int)]
    if numbers and isinstance(place[-1], int):
        return f"[[{'.'.join(words)}]] {numbers[-1] + 1}"
    if numbers:
        return f"{words[-1]} in [[{'.'.join(words[:-1])}]] {numbers[-1] + 1}"
    return f"{words[-1]} in [{'.'.join(words[:-1])}]" if len(words) > 1 else f"[{words[0]}]" if words else "edition.toml"


def _table(place: Place) -> str:
    return ".".join(part for part in place if isinstance(part, str))


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    shown = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else str(value)
    return shown if len(shown) <= 60 else f'{shown[:56]}…"'
