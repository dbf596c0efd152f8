"""How well the whole chain does on the development pages: the floors that a change must not break."""

from __future__ import annotations

import pytest
from score_pages import mean, pages, score_page, scorer

# set -> score -> floor; mean over the pages of the set
FLOORS = {
    "seed": {
        "b3_f": 1.0,
        "article_f1_90": 1.0,
        "headline_pairing": 1.0,
        "display_linked": 1.0,
        "display_typed": 1.0,
        "crossheads": 1.0,
        "byline_f": 1.0,
        "credits_f": 1.0,
        "captions_linked": 1.0,
        "paragraph_f": 1.0,
    },
    "mupdf": {"b3_f": 0.96, "article_f1_90": 0.8, "headline_pairing": 0.9, "paragraph_f": 0.97},
    "jingbao": {"b3_f": 0.94, "article_f1_90": 0.74, "headline_pairing": 0.8, "paragraph_f": 0.82},
    "pdfminer": {"b3_f": 0.93, "article_f1_90": 0.7, "paragraph_f": 0.85},
}


@pytest.mark.shared
@pytest.mark.parametrize("name", FLOORS)
def test_floors(name: str) -> None:
    score = scorer()
    results = [score_page(page, score) for page in pages(name)]
    assert results
    assert all(result["chars_lost"] == result["chars_added"] == 0 for result in results)
    measured = {key: mean(results, key) for key in FLOORS[name]}
    assert {key: value for key, value in measured.items() if value is None or value < FLOORS[name][key] - 1e-9} == {}
