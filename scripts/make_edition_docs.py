"""Takes schemas/edition.schema.json, writes docs/edition-toml.md: every key of edition.toml with its meaning, form and an example."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from converter.metadata_file import schema

TARGET = Path(__file__).resolve().parent.parent / "docs" / "edition-toml.md"
_HEAD = """\
# edition.toml

What you know about an issue beyond its text. `broadsheet init INPUT` writes one to complete; every part is optional. The file is looked for
beside the input, then in the folder above; `--metadata FILE` names another one, and `--title` and `--date` win over it.

What is not stated is read from the page where it can be, marked in the TEI with `@cert` and `@evidence="internal"`, and explained by a
notice; what cannot be told is left out. Nothing that you state is changed: where the page prints something else, a notice says so: another day or
page number (`W-META-05`), another newspaper (`W-META-13`, of a page that the `edition.toml` in the folder above does not belong to).
A key that is not known, a wrong type or a day that the calendar does not have is refused, with the line and with what to write.

A file that lists pages under `[[page]]` is about those pages. An input that it does not list gets nothing from it, unless `--metadata` names it.

This page is made from `schemas/edition.schema.json` (JSON Schema, draft 2020-12), which editors can use to check the file as you type.
"""


def document() -> str:
    """The page, in Markdown."""
    parts = [_HEAD]
    for name, table in schema()["properties"].items():
        parts += _table(f"[[{name}]]" if table["type"] == "array" else f"[{name}]", table)
    return "\n".join(parts)


def _table(title: str, table: Mapping[str, Any]) -> Iterator[str]:
    inside = table.get("items", table)
    yield f"## `{title}`\n\n{table['description']}\n"
    yield "| key | meaning | example |\n|---|---|---|"
    nested: list[tuple[str, Mapping[str, Any]]] = []
    for key, about in inside["properties"].items():
        if about.get("type") in ("array", "object"):
            nested.append((key, about))
            continue
        needed = " Required." if key in inside.get("required", ()) else ""
        yield f"| `{key}` | {about['description']}{needed} | `{_example(key, about)}` |"
    yield ""
    for key, about in nested:
        name = f"{title.strip('[]')}.{key}"
        if about["type"] == "array":
            yield from _table(f"[[{name}]]", about)
        else:
            yield f"## `[{name}]`\n\n{about['description']}\n"


def _example(key: str, about: Mapping[str, Any]) -> str:
    shared = schema()["$defs"].get(about.get("$ref", "").rpartition("/")[2], {})
    value = about.get("enum") or about.get("examples") or shared.get("examples")
    return f'{key} = "{value[0]}"' if isinstance(value[0], str) else f"{key} = {value[0]}"


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
