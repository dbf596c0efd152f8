"""Scores the conversion of made-up pages against their gold: `python scripts/score_layouts.py [FIRST LAST] [--archive FOLDER] [--worst N] [--keep FOLDER]`."""

from __future__ import annotations

import argparse
import sys
import xml.etree.ElementTree as ET
from collections import Counter, defaultdict
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
Items = list[tuple[str, list[str], float]]  # an item's page, how the desk set it, and how much of it one article of the TEI has


def scored(layout: Layout, score: ModuleType, keep: Path | None) -> tuple[dict[str, Any], Items]:
    """The scorer's figures, for the page and item by item. keep: where the PDF, its gold and the TEI go, to be looked at."""
    tei = converted(f"{layout.name}.pdf", layout.pdf)
    if keep:
        write(layout, keep)
        (keep / f"{layout.name}.xml").write_bytes(tei)
    root = ET.fromstring(tei)
    return score.score(root, layout.gold), _items(layout, score.Scorer(root, layout.gold))


def _items(layout: Layout, scorer: Any) -> Items:
    """For each item the best intersection over union of its characters with those of an article."""
    weight = Counter(owner for n, owner in enumerate(scorer.p.owner) if n in scorer.back)
    out: Items = []
    for number, item in enumerate(layout.gold["articles"]):
        shares = [
            n / (scorer.size[number] + weight[found] - n) for (gold, found), n in scorer.cross.items() if gold == number and found >= 0
        ]
        out.append((f"{layout.name} {item['id']}", item["forms"], max(shares, default=0.0)))
    return out


def _line(label: str, results: list[dict[str, Any]]) -> str:
    values = [mean(results, key) for key in COLUMNS.values()]
    return " ".join([f"{label:34}", *(f"{'-' if value is None else format(value, '.3f'):>6}" for value in values)])


def table(rows: list[Row], worst: int) -> str:
    """Means of all pages, of those of each script and each order of the content stream; then the worst pages."""
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for layout, result in rows:
        groups[f"stream: {layout.order}"].append(result)
        groups[next(feature for feature in layout.features if feature.endswith("script"))].append(result)
    lines = [" ".join([f"{'':34}", *(f"{name:>6}" for name in COLUMNS)]), _line(f"all, {len(rows)} pages", [result for _, result in rows])]
    lines += [_line(f"{name} ({len(results)})", results) for name, results in sorted(groups.items())]
    poor = sorted(rows, key=lambda row: (row[1]["article_f1_90"], row[1]["b3_f"]))[:worst]
    return "\n".join([*lines, *(_line(layout.name, [result]) for layout, result in poor)])


def item_table(items: Items) -> str:
    """Of the items set in each way, how many one article has to nine tenths; then those that none has."""
    ways: dict[str, list[bool]] = defaultdict(list)
    for _, forms, share in items:
        for form in (*forms, "any"):
            ways[form].append(share >= 0.9)
    lines = [f"{form:34} {sum(found):4} of {len(found):4}  {sum(found) / len(found):.2f}" for form, found in ways.items()]
    lines.sort(key=lambda line: line[-4:])
    return "\n".join([*lines, "", *(f"{name}  {share:.2f}  {', '.join(forms)}" for name, forms, share in items if share < 0.9)])


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
    results = [scored(layout, score, given.keep) for layout in pages]
    print(table([(layout, result) for layout, (result, _) in zip(pages, results, strict=True)], given.worst))
    print()
    print(item_table([item for _, items in results for item in items]))


if __name__ == "__main__":
    main()
