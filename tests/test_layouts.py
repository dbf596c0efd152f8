"""The made-up pages themselves: the same bytes for the same seed, and a PDF whose characters are those of its gold."""

from __future__ import annotations

from collections import Counter

import pytest
from layouts.desk import make

pypdfium2 = pytest.importorskip("pypdfium2")


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
    wanted = {
        "advertisement": 5, "boxed item": 15, "byline at end": 10, "byline in column": 10, "continuation": 3, "crosshead": 10, "deck below": 15,
        "deck right": 5, "drop cap": 4, "editors' line": 15, "head in the middle": 5, "head over all": 40, "head over first": 15, "head over last": 3,
        "head upright left": 5, "head upright right": 5, "headless brief": 5, "jump line": 4, "kicker": 20, "l-shape, lower corner": 6,
        "l-shape, upper corner": 2, "masthead": 6, "own measure": 15, "photo news": 5, "picture wrap": 3, "picture, caption below": 15,
        "picture, caption beside": 3, "wide lede": 4,
    }  # fmt: skip
    assert {name: (seen[name], least) for name, least in wanted.items() if seen[name] < least} == {}
    assert len(orders) == 7
