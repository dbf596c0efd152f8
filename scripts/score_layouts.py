"""Scores the conversion of made-up pages against their gold: `python scripts/score_layouts.py [FIRST LAST] [--archive FOLDER] [--worst N] [--keep FOLDER]`."""

from __future__ import annotations

import argparse
import sys
import xml.etree.ElementTree as ET
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from layouts.converting import converted
from layouts.desk import Layout
from make_layouts import page, write
from score_pages import COLUMNS, mean, scorer

Row = tuple[Layout, dict[str, Any]]


def scored(layout: Layout, score: ModuleType, keep: Path | None) -> dict[str, Any]:
    """The scorer's figures. keep: where the PDF, its gold and the TEI go, to be looked at."""
    tei = converted(f"{layout.name}.pdf", layout.pdf)
    if keep:
        write(layout, keep)
        (keep / f"{layout.name}.xml").write_bytes(tei)
    found: dict[str, Any] = score.score(ET.fromstring(tei), layout.gold)
    return found


def _line(label: str, results: list[dict[str, Any]]) -> str:
    values = [mean(results, key) for key in COLUMNS.values()]
    return " ".join([f"{label:34}", *(f"{'-' if value is None else format(value, '.3f'):>6}" for value in values)])


def table(rows: list[Row], worst: int) -> str:
    """Means of all pages, of those in each order of the content stream, of those that have a feature; then the worst pages."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for layout, result in rows:
        groups[f"stream: {layout.order}"].append(result)
        for feature in layout.features:
            groups[f"with {feature}"].append(result)
    lines = [" ".join([f"{'':34}", *(f"{name:>6}" for name in COLUMNS)]), _line(f"all, {len(rows)} pages", [result for _, result in rows])]
    lines += [_line(f"{name} ({len(results)})", results) for name, results in sorted(groups.items())]
    poor = sorted(rows, key=lambda row: (row[1]["article_f1_90"], row[1]["b3_f"]))[:worst]
    return "\n".join([*lines, *(_line(layout.name, [result]) for layout, result in poor)])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("first", type=int, nargs="?", default=0)
    parser.add_argument("last", type=int, nargs="?", default=59)
    parser.add_argument("--archive", type=Path, help="take the copy from the gold files of this folder")
    parser.add_argument("--worst", type=int, default=5, help="how many of the worst pages to list")
    parser.add_argument("--keep", type=Path, help="write PDF, gold and TEI of each page here")
    given = parser.parse_args()
    if given.keep:
        given.keep.mkdir(parents=True, exist_ok=True)
    score = scorer()
    pages = [page(seed, given.archive) for seed in range(given.first, given.last + 1)]
    print(table([(layout, scored(layout, score, given.keep)) for layout in pages], given.worst))


if __name__ == "__main__":
    main()
