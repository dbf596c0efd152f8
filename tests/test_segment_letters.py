"""Letters in article files: the lines that close them stand by themselves; what goes on after them is text."""

from __future__ import annotations

import json

import pytest

from converter.model import Byline, Dateline, Paragraph
from converter.readers.articles import read_json
from converter.segment.given import outline_pages


def shape(*body: str) -> list[str]:
    reading = read_json("x.json", json.dumps({"headline": "来信", "body": list(body)}).encode())
    sections = outline_pages(reading.pages, reading.items, "Hans")[0][0].articles[0].sections
    letters = {Byline: "b", Dateline: "d", Paragraph: "p"}
    return [
        " ".join(
            f"{letters.get(type(part), '?')}:{'/'.join(line.text for line in part.passage.lines)}"
            for part in (*section.blocks, *section.closing)
            if isinstance(part, Byline | Dateline | Paragraph)
        )
        for section in sections
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            ("编辑同志：", "井盖坏了。", "此致\n敬礼", "读者 赵小川\n2021年6月10日", "编者按：已修好。", "（完）"),
            ["p:编辑同志： p:井盖坏了。 p:此致 p:敬礼 b:读者 赵小川 d:2021年6月10日", "p:编者按：已修好。 p:（完）"],
        ),
        (
            ("Die Brücke ist zu schmal.", "Mit freundlichen Grüßen", "Karl Weidner, Rosenau"),
            ["p:Die Brücke ist zu schmal. p:Mit freundlichen Grüßen b:Karl Weidner, Rosenau"],
        ),
        (("赵小川\n2021年6月10日", "井盖坏了。"), ["p:赵小川/2021年6月10日 p:井盖坏了。"]),
        (
            ("井盖坏了。", "此致", "敬礼！", "这是一条长长的路。", "赵小川\n六月"),
            ["p:井盖坏了。 p:此致 p:敬礼！ p:这是一条长长的路。 p:赵小川/六月"],
        ),
    ],
)
def test_what_closes_a_letter(body: tuple[str, ...], expected: list[str]) -> None:
    assert shape(*body) == expected


def test_no_letter_closes_with_more_lines_than_letters_do() -> None:
    signed = " ".join(["b:Karl Weidner"] * 5)
    assert shape("Schluss.", "Hochachtungsvoll", *["Karl Weidner"] * 6) == [f"p:Schluss. p:Hochachtungsvoll {signed}", "p:Karl Weidner"]
