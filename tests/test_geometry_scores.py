"""How well pages with known articles are divided by geometry: floors under what was measured, so that a change that costs is seen."""

from __future__ import annotations

import importlib.util
import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree

import pytest

from converter.pipeline import Marking, convert_sources
from converter.readers import Source
from converter.segment import segment_page
from converter.segment.geometry import segment_by_geometry

SHARED = Path(__file__).parents[1].parent / "shared"
PAGES = sorted((SHARED / "pages" / "rebuilt").glob("*.pdf"))
FLOORS = {
    "b3_f": 0.99,
    "article_f1_90": 0.95,
    "headline_pairing": 0.98,
    "byline_f": 0.97,
    "paragraph_f": 0.98,
    "furniture_out": 1.0,
    "text_found": 1.0,
}

pytestmark = pytest.mark.skipif(not PAGES, reason="the folder of development pages is not beside the project")


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_rebuilt_page_scores_what_it_did(path: Path, scorer: ModuleType) -> None:
    source = Source(path.name, path.read_bytes(), None)
    tei = convert_sources([source], marking=Marking(None)).tei
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    result: dict[str, Any] = scorer.score(ElementTree.fromstring(tei), gold)
    short = {key: result[key] for key, floor in FLOORS.items() if result[key] is not None and result[key] < floor}
    assert not short
    assert result["crossheads"] in (None, 1.0)


def test_pages_with_places_are_divided_by_them() -> None:
    from converter.readers.pdf import read_pdf

    page = read_pdf(PAGES[0].name, PAGES[0].read_bytes()).pages[0]
    assert segment_page(page, "Hans") == segment_by_geometry(page, "Hans")
