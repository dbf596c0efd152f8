"""Writes made-up newspaper pages as PDFs with their gold: `python scripts/make_layouts.py FOLDER [FIRST LAST] [--archive FOLDER]`."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from layouts.archive import Archive
from layouts.desk import Layout, make


def page(seed: int, archive: Path | None) -> Layout:
    """The page of a seed, with made-up copy or an archive's."""
    return make(seed, Archive(Random(f"archive {seed}"), archive) if archive else None)


def write(layout: Layout, folder: Path) -> None:
    """FOLDER/layout-000.pdf and .gold.json."""
    (folder / f"{layout.name}.pdf").write_bytes(layout.pdf)
    gold = json.dumps(layout.gold, ensure_ascii=False, indent=1)
    (folder / f"{layout.name}.gold.json").write_text(f"{gold}\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("first", type=int, nargs="?", default=0)
    parser.add_argument("last", type=int, nargs="?", default=59)
    parser.add_argument("--archive", type=Path, help="take the copy from the gold files of this folder")
    given = parser.parse_args()
    given.folder.mkdir(parents=True, exist_ok=True)
    for seed in range(given.first, given.last + 1):
        layout = page(seed, given.archive)
        write(layout, given.folder)
        print(layout.name, f"{len(layout.gold['articles'])} articles, {layout.order};", ", ".join(sorted(layout.features)))


if __name__ == "__main__":
    main()
