"""Prints how well the whole chain does on the development pages, mean per page of each set: `python tests/score_pages.py [set …] [-v]`."""

from __future__ import annotations

import importlib.util
import json
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

SHARED = Path(__file__).resolve().parents[1].parent / "shared"
SETS = {
    "seed": ("seed", "page-01.txt"),
    "mupdf": ("rebuilt", "*.mupdf_stream.txt"),
    "jingbao": ("jingbao", "*.raw.txt"),
    "pdfminer": ("rebuilt", "*.pdfminer.txt"),
}
COLUMNS = {
    "B3": "b3_f",
    "F1.9": "article_f1_90",
    "head": "headline_pairing",
    "displ": "display_linked",
    "typed": "display_typed",
    "cross": "crossheads",
    "par": "paragraph_f",
    "by": "byline_f",
    "cred": "credits_f",
    "capt": "captions_linked",
    "furn": "furniture_out",
    "lost": "chars_lost",
}


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["score"] = module  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def pages(name: str) -> list[Path]:
    folder, pattern = SETS[name]
    return sorted((SHARED / "pages" / folder).glob(pattern))


def gold_of(page: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((page.parent / f"{page.name.split('.')[0]}.gold.json").read_text(encoding="utf-8"))
    return found


def score_page(page: Path, score: ModuleType) -> dict[str, Any]:
    from converter.pipeline import convert_sources
    from converter.readers import Source

    tei = convert_sources([Source(page.name, page.read_bytes(), page)]).tei
    result: dict[str, Any] = score.score(ET.fromstring(tei), gold_of(page))
    return result


def mean(results: Sequence[dict[str, Any]], key: str) -> float | None:
    values = [result[key] for result in results if result.get(key) is not None]
    return sum(values) / len(values) if values else None


def main(arguments: Sequence[str]) -> None:
    score = scorer()
    print(f"{'':28}", *(f"{name:>6}" for name in COLUMNS))
    for name in [name for name in arguments if name in SETS] or list(SETS):
        results = [score_page(page, score) for page in pages(name)]
        shown = (
            list(zip([page.name[:28] for page in pages(name)], ([result] for result in results), strict=True)) if "-v" in arguments else []
        )
        for label, rows in [*shown, (f"{name}, {len(results)} pages", results)]:
            values = [mean(rows, key) for key in COLUMNS.values()]
            print(f"{label:28}", *(f"{'-' if value is None else format(value, '.3f'):>6}" for value in values))


if __name__ == "__main__":
    main(sys.argv[1:])
