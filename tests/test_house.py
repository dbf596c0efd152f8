"""The house keeps its order: what each room may import, one door per dependency, files of a page or two."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "converter"
GROUND = {
    "model",
    "notices",
    "errors",
    "metadata",
    "assets",
    "xml_size",
    "toml_text",
    "fixity",
    "characters",
    "copies",
    "cells",
    "page_numbers",
    "passage",
    "reading",
    "version",
    "clock",
    "scripts",
    "language_codes",
    "dates",
    "numerals",
    "surnames",
    "spreadsheet",
    "places",
    "zip_names",
}
# Rooms left of the TEI file know the model, rooms right of it never see it; rooms on one floor do not import each other.
MAY_IMPORT = {
    "readers": GROUND,
    "repair": GROUND | {"language"},
    "language": GROUND,
    "segment": GROUND,
    "inference": GROUND | {"language"},
    "metadata_file": GROUND | {"metadata_check", "metadata_tables", "metadata_draft"},
    "tei": GROUND | {"language"},
    "jumps": GROUND,
    "illustration": GROUND,
    "validate": GROUND - {"model", "passage", "reading", "metadata"},
    "publish": GROUND - {"model", "passage", "reading", "metadata"},
    "storage": GROUND - {"model", "passage", "reading", "metadata"},
    "deposit": GROUND - {"model", "passage", "reading"},
    "report": GROUND - {"model", "passage", "reading", "metadata"} | {"explain"},
    "verify": GROUND - {"model", "passage", "reading", "metadata"} | {"validate", "source_check"},
}
DOORS = {  # dependency -> how the paths of the modules begin that may import it
    "pypdfium2": {"readers"},
    "pdfminer": {"readers"},
    "saxonche": {"publish"},
    "rich": {"cli"},
    "click": {"cli"},
    "xmlschema": {"validate"},
    "tomllib": {"toml_text"},
    "dask": {"engines/dask"},
    "distributed": {"engines/dask"},
    "cryptography": {"engines/dask"},
    "fsspec": {"places"},
}
LONG = 300  # lines; design says about 250 is a sign to look


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "converter" and len(parts) > 1 else None


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_room_imports_only_what_it_may(path: Path) -> None:
    here = room(path)
    used = {found for name in imports(path) if (found := own(name))} - {here}
    allowed = MAY_IMPORT.get(here, GROUND if here in GROUND else None)
    assert allowed is None or used <= allowed


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_each_dependency_has_one_door(path: Path) -> None:
    used = {name.split(".")[0] for name in imports(path)}
    here = path.relative_to(PACKAGE).as_posix()
    assert not [name for name in used & DOORS.keys() if not any(here.startswith(door) for door in DOORS[name])]


def test_every_door_is_used() -> None:
    """A door that nobody goes through guards nothing: its name may be spelled wrong."""
    used = {name.split(".")[0] for path in modules() for name in imports(path)}
    assert not DOORS.keys() - used


def test_every_room_named_here_exists() -> None:
    rooms = {room(path) for path in modules()}
    assert MAY_IMPORT.keys() <= rooms
    assert rooms >= GROUND


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_says_what_it_is_and_is_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not text.strip() or ast.get_docstring(ast.parse(text))
    assert text.count("\n") <= LONG


def test_nothing_committed_speaks_of_a_machine() -> None:
    pattern = re.compile(r"/(work|root|home|farm)/\w|/tmp/\w")
    texts = [*modules(), *ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *(ROOT / "xslt").glob("*.xsl"), ROOT / "Makefile"]
    assert not [path.name for path in texts if pattern.search(path.read_text(encoding="utf-8"))]
