"""Reads the gold of a hand-written page out of its own HTML markup; says which sheets are kept beside this file, and what made them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import html

PRINTED = ("upright_head", "picture_wrap", "running_columns", "french_front", "italian_front")  # by Chromium, from .html
SET = ("boxed_notice", "latin_page")  # by Typst, from .typ
JUMP = "jump"  # by reportlab, from jump.py
SHEETS = (*PRINTED, *SET, JUMP)


def parsed(source: Path) -> Any:
    """The page's root element."""
    return html.fromstring(source.read_text(encoding="utf-8"))


def _text(element: Any) -> str:
    return " ".join(element.text_content().split())


def gold_of_html(source: Path) -> dict[str, Any]:
    """The gold that a page's own markup says: data-head, data-byline, data-cross, data-caption, data-credit, data-furniture; other `p` are text.

    data-unscored: contents and advertisements, which no article has.
    """
    page = parsed(source)
    articles, unscored = [], []
    for article in page.iter("article"):
        blocks, captions = [], []
        names = [name for element in article.xpath(".//*[@data-byline]") for name in element.get("data-byline").split(",")]
        names += [name for name in article.get("data-names", "").split(",") if name]
        for element in article.iter("p", "figcaption", "span"):
            if element.tag == "span" and element.get("data-caption") is None:
                continue
            if element.get("data-caption") is not None:
                captions.append({"type": "caption", "text": _text(element)})
            elif element.tag == "p" and not {"data-byline", "data-head"} & set(element.keys()):
                kind = "crosshead" if element.get("data-cross") is not None else "p"
                blocks.append({"type": kind, "text": _text(element)})
        unscored += [_text(element) for element in article.xpath(".//*[@data-byline or @data-credit]")]
        heads = [{"type": element.get("data-head"), "text": _text(element)} for element in article.xpath(".//*[@data-head]")]
        credits_ = [element.get("data-credit") for element in article.xpath(".//*[@data-credit]")]
        entry = {"id": article.get("data-id"), "heads": heads, "byline": names, "credits": credits_, "blocks": [*blocks, *captions]}
        articles.append(entry)
    unscored += [_text(element) for element in page.xpath("//*[@data-unscored]")]
    furniture = [_text(element) for element in page.xpath("//*[@data-furniture]")]
    source_said = f"written for these tests, printed by Chromium from {source.name}"
    return {"source": source_said, "partial": False, "articles": articles, "furniture": furniture, "unscored": unscored}
