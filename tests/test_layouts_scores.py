"""How well made-up pages are divided: the kept sheets one by one, the drawn ones on the mean. Floors that a change must not break."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
from layouts.converting import converted
from layouts.desk import make
from score_pages import mean, scorer

pytest.importorskip("pypdfium2")
KEPT = Path(__file__).parent / "layouts"

FRONT = (
    "b3_f",
    "article_f1_90",
    "headline_pairing",
    "display_linked",
    "display_typed",
    "byline_f",
    "credits_f",
    "captions_linked",
    "paragraph_f",
)
SHEET_FLOORS: dict[str, dict[str, float]] = {
    "upright_head": {"b3_f": 1.0, "article_f1_90": 1.0, "headline_pairing": 1.0, "display_typed": 1.0, "byline_f": 1.0, "crossheads": 1.0},
    "picture_wrap": {"b3_f": 0.91, "paragraph_f": 0.97, "credits_f": 1.0},
    "running_columns": {
        "b3_f": 0.999,
        "article_f1_90": 1.0,
        "headline_pairing": 1.0,
        "byline_f": 1.0,
        "paragraph_f": 1.0,
        "furniture_out": 1.0,
    },
    "french_front": dict.fromkeys(FRONT, 0.998),
    "italian_front": dict.fromkeys(FRONT, 0.998),
    "boxed_notice": {
        "b3_f": 1.0,
        "article_f1_90": 1.0,
        "headline_pairing": 1.0,
        "display_typed": 1.0,
        "byline_f": 1.0,
        "furniture_out": 1.0,
    },
    "latin_page": {"b3_f": 0.93, "paragraph_f": 0.93, "furniture_out": 1.0},
    "jump": {"b3_f": 1.0, "article_f1_90": 1.0, "headline_pairing": 1.0, "byline_f": 1.0},
}
FEW_FLOORS = {"b3_f": 0.97, "article_f1_90": 0.85, "headline_pairing": 0.92, "paragraph_f": 0.97}
# what the project means to reach on sixty pages is B-cubed .97 and article F1 .92: raise these as it gets there
MEAN_FLOORS = {"b3_f": 0.95, "article_f1_90": 0.8, "headline_pairing": 0.85, "paragraph_f": 0.97}


def below(measured: dict[str, Any], floors: dict[str, float]) -> dict[str, Any]:
    return {key: measured[key] for key, floor in floors.items() if measured[key] is None or measured[key] < floor - 1e-9}


def written_from(gold: dict[str, Any]) -> ET.Element:
    """TEI that says what the gold says."""
    root = ET.Element("TEI")
    body = ET.SubElement(ET.SubElement(root, "text"), "body")
    for article in gold["articles"]:
        section = division = ET.SubElement(body, "div", type="article")
        for head in article["heads"]:
            ET.SubElement(division, "head", type=head["type"]).text = head["text"]
        for name in article["byline"]:
            ET.SubElement(ET.SubElement(division, "byline"), "persName").text = name
        for block in article["blocks"]:
            if block["type"] == "crosshead":
                section = ET.SubElement(division, "div", type="section")
                ET.SubElement(section, "head", type="crosshead").text = block["text"]
            elif block["type"] == "caption":
                figure = ET.SubElement(division, "figure")
                ET.SubElement(figure, "ab", type="caption").text = block["text"]
                for name in article["credits"]:
                    ET.SubElement(ET.SubElement(figure, "byline", rend="credit"), "persName").text = name
            else:
                ET.SubElement(section, "p").text = block["text"]
    for text in gold["furniture"]:
        ET.SubElement(body, "fw").text = text
    return root


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(6))
def test_a_page_written_from_its_gold_scores_one(seed: int) -> None:
    """No sentence stands twice on a page: the scorer finds each character of the gold in one place."""
    gold = make(seed).gold
    result = scorer().score(written_from(gold), gold)
    scores = (
        "b3_f",
        "article_f1_90",
        "headline_pairing",
        "display_typed",
        "crossheads",
        "byline_f",
        "credits_f",
        "captions_linked",
        "paragraph_f",
    )
    assert {key: result[key] for key in scores if result[key] is not None and result[key] < 1} == {}


@pytest.mark.shared
@pytest.mark.parametrize("name", SHEET_FLOORS)
def test_a_kept_sheet(name: str) -> None:
    tei = converted(f"{name}.pdf", (KEPT / f"{name}.pdf").read_bytes())
    gold = json.loads((KEPT / f"{name}.gold.json").read_text(encoding="utf-8"))
    result = scorer().score(ET.fromstring(tei), gold)
    assert result["chars_lost"] == result["chars_added"] == 0
    assert below(result, SHEET_FLOORS[name]) == {}


@pytest.mark.shared
def test_columns_in_which_texts_run_on_are_read_one_by_one() -> None:
    """The third text begins low in the second column, the fourth at the top of the third: as they follow in the gold."""
    found = ET.fromstring(converted("running_columns.pdf", (KEPT / "running_columns.pdf").read_bytes()))
    gold = json.loads((KEPT / "running_columns.gold.json").read_text(encoding="utf-8"))
    heads = ["".join(head.itertext()) for head in found.iterfind(".//{*}head") if head.get("type") == "main"]
    assert heads == [head["text"] for article in gold["articles"] for head in article["heads"]]
    # a column that begins with a small letter goes on from an open sentence: nothing is doubtful about it
    assert [division for division in found.iterfind(".//{*}div") if division.get("cert")] == []


def mean_of(seeds: range) -> dict[str, Any]:
    score, results = scorer(), []
    for seed in seeds:
        layout = make(seed)
        results.append(score.score(ET.fromstring(converted(f"{layout.name}.pdf", layout.pdf)), layout.gold))
    assert all(result["chars_lost"] == result["chars_added"] == 0 for result in results)
    return {key: mean(results, key) for key in MEAN_FLOORS}


@pytest.mark.shared
def test_six_pages_on_the_mean() -> None:
    assert below(mean_of(range(6)), FEW_FLOORS) == {}


@pytest.mark.soak
@pytest.mark.shared
@pytest.mark.parametrize("seeds", [range(60), range(500, 560)], ids=["open", "held out"])
def test_sixty_pages_on_the_mean(seeds: range) -> None:
    assert below(mean_of(seeds), MEAN_FLOORS) == {}
