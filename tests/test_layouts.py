"""The made-up pages themselves: the same bytes for the same seed, PDFs whose characters are those of their gold, drawn and kept ones alike."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from layouts.desk import make
from layouts.jump import jump_sheets
from layouts.marked import PRINTED, SHEETS, gold_of_html

pypdfium2 = pytest.importorskip("pypdfium2")
KEPT = Path(__file__).parent / "layouts"


def printed(pdf: bytes) -> Counter[str]:
    """The characters of all pages without white space, and without what PDFium makes up at line ends."""
    document = pypdfium2.PdfDocument(pdf)
    text = "".join(page.get_textpage().get_text_range() for page in document)
    return Counter("".join(text.replace("\ufffe", "-").replace("\x02", "-").split()))


@pytest.mark.parametrize("seed", [*range(12), 500, 511, 530])
def test_a_page_prints_its_gold(seed: int) -> None:
    layout = make(seed)
    expected = Counter(layout.text)
    found = printed(layout.pdf)
    for mark in "-":  # broken words
        del expected[mark], found[mark]
    assert found == expected
    assert sum(expected.values()) > 800
    assert len(layout.gold["articles"]) >= 2


def test_the_same_seed_makes_the_same_bytes() -> None:
    first, second = make(7), make(7)
    assert first.pdf == second.pdf
    assert first.gold == second.gold
    assert make(8).pdf != first.pdf


def test_sixty_pages_cover_what_newspapers_do() -> None:
    seen: Counter[str] = Counter()
    orders = set()
    for seed in range(60):
        layout = make(seed)
        seen.update(layout.features.keys())
        orders.add(layout.order)
        assert all(article["blocks"] for article in layout.gold["articles"])
    wanted = {
        "advertisement": 5, "boxed item": 15, "byline at end": 10, "byline in column": 10, "continuation": 3, "crosshead": 10, "deck below": 15,
        "deck right": 5, "drop cap": 4, "editors' line": 15, "head in the middle": 5, "head over all": 40, "head over first": 15, "head over last": 3,
        "head upright left": 5, "head upright right": 5, "headless brief": 5, "jump line": 4, "kicker": 20, "l-shape, lower corner": 6,
        "l-shape, upper corner": 2, "masthead": 6, "own measure": 15, "photo news": 5, "picture wrap": 3, "picture, caption below": 15,
        "picture, caption beside": 3, "wide lede": 4,
    }  # fmt: skip
    assert {name: (seen[name], least) for name, least in wanted.items() if seen[name] < least} == {}
    assert len(orders) == 7


def kept_gold(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((KEPT / f"{name}.gold.json").read_text(encoding="utf-8"))
    return found


def gold_text(gold: dict[str, Any]) -> Counter[str]:
    """What the gold says that the sheet prints, without white space and hyphens."""
    parts = [item["text"] for article in gold["articles"] for item in (*article["heads"], *article["blocks"])]
    text = "".join((*parts, *gold["furniture"], *gold["unscored"]))
    return Counter("".join(text.split()).replace("-", ""))


@pytest.mark.parametrize("name", SHEETS)
def test_a_kept_sheet_prints_its_gold(name: str) -> None:
    pdf = (KEPT / f"{name}.pdf").read_bytes()
    found = printed(pdf)
    del found["-"]
    assert len(pdf) < 200_000
    assert found == gold_text(kept_gold(name))


@pytest.mark.parametrize("name", PRINTED)
def test_the_gold_of_a_printed_sheet_is_what_its_source_marks(name: str) -> None:
    assert kept_gold(name) == gold_of_html(KEPT / f"{name}.html")


def test_the_jump_is_set_anew_to_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    pdf, gold = jump_sheets()
    assert pdf == (KEPT / "jump.pdf").read_bytes()
    assert gold == kept_gold("jump")
