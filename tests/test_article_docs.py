"""docs/article-files.md is true: each example is converted, and the table has the names that the code has."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from article_pages import told
from jsonschema import Draft202012Validator

from converter.pipeline import Marking, convert_sources
from converter.readers import Source
from converter.readers.articles import read_json, read_markdown, read_nitf
from converter.readers.articles.fields import FIELDS
from converter.readers.guess import guess
from converter.validate import validate

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "docs" / "article-files.md").read_text(encoding="utf-8")
READERS = {"json": read_json, "markdown": read_markdown, "nitf": read_nitf}
EXPECTED = {
    "json": (
        ["1", "2"],
        [
            ("main", "新桥通车"),
            ("text", "新桥全长三百米。"),
            ("crosshead", "方便出行"),
            ("text", "两岸居民不再绕行。"),
            ("kicker", "全市农业工作会议提出"),
            ("main", "春耕全面展开"),
            ("deck", "今年预计播种十二万亩"),
            ("byline", "本报记者 王小平"),
            ("dateline", "本报讯"),
            ("text", "连日来，各县抓住农时，组织农户下地。"),
            ("text", "截至三月四日，已播种过半。"),
            ("caption", "农户在田间播种。"),
            ("credit", "李建国 摄"),
        ],
    ),
    "markdown": (
        ["1", "2"],
        [
            ("main", "新桥通车"),
            ("text", "新桥全长三百米。"),
            ("main", "春耕全面展开"),
            ("byline", "本报记者 王小平"),
            ("byline", "通讯员 李建国"),
            ("text", "连日来，各县抓住农时，组织农户下地。"),
            ("crosshead", "播种过半"),
            ("text", "截至三月四日，已播种过半。"),
            ("caption", "农户在田间播种。"),
            ("credit", "李建国 摄"),
        ],
    ),
    "nitf": (
        ["A3"],
        [
            ("main", "New dam opens"),
            ("deck", "Farmers waited for ten years"),
            ("byline", "By Ann Bell"),
            ("dateline", "RIVERTON"),
            ("text", "The dam above the town opened on Thursday."),
            ("crosshead", "Water for all"),
            ("text", "It holds enough for two dry summers."),
        ],
    ),
}
NAMES = {"json": ("issue.json", "json"), "markdown": ("issue.md", "markdown"), "nitf": ("article.xml", "xml")}


def example(form: str) -> bytes:
    match = re.search(rf"```{NAMES[form][1]}\n(.*?)```", GUIDE, re.DOTALL)
    assert match
    return match[1].encode()


@pytest.mark.parametrize("form", READERS)
def test_each_example_is_what_it_says(form: str) -> None:
    name, data = NAMES[form][0], example(form)
    assert guess(name, data) == form
    reading = READERS[form](name, data)
    pages, blocks = EXPECTED[form]
    assert [page.label for page in reading.pages] == pages
    by_item = told(reading)
    ordered = [block for page in reading.pages for item in dict.fromkeys(b.item for b in page.blocks) for block in by_item[item]]
    assert ordered == blocks
    doubts = [note.code for note in reading.notices if note.level != "info"]
    assert doubts == ["W-READ-36"] * any(block.file for page in reading.pages for block in page.blocks)  # its picture is not here


@pytest.mark.parametrize("form", READERS)
def test_each_example_becomes_a_valid_edition(form: str) -> None:
    name, data = NAMES[form][0], example(form)
    done = convert_sources([Source(name, data)], marking=Marking(None))
    assert not validate(done.tei, name="x.xml")


def test_records_that_lack_what_others_have_become_a_valid_edition_too() -> None:
    records = [
        {"figures": [{"caption": "图"}, {"credit": "王五摄"}]},
        {"byline": "王五"},
        {"deck": "副题"},
        {"body": [{"crosshead": "小题"}, {"crosshead": "又一"}]},
        {"kicker": ["一", "二"], "headline": "三", "deck": ["四", "五"], "byline": ["六", "七"], "dateline": "本报讯"},
        {"headline": "表", "body": "<table><tr><td>1</td><td>2</td></tr></table><p>甲</p>"},
        {"headline": "续", "body": "甲。\n（下转第2版）"},
        {"headline": "Town", "language": "en", "body": "Two lines of\ntext.\n\nOne hyphen-\nated."},
    ]
    done = convert_sources([Source("a.json", json.dumps(records).encode())], marking=Marking(None))
    assert not [note for note in validate(done.tei, name="a.xml") if note.level == "error"]
    assert done.tei.count(b'<div type="article"') == len(records)


def test_the_json_example_is_valid_by_the_schema() -> None:
    schema = json.loads((ROOT / "schemas" / "article.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(example("json")))


def test_the_table_has_all_names() -> None:
    rows = re.findall(r"^\| `([^`]+)` \| .* \| (.*) \|$", GUIDE, re.MULTILINE)
    assert [(name, re.findall(r"`([^`]+)`", others)) for name, others in rows] == [
        (field.name, [name for name, _ in field.names[1:]]) for field in FIELDS
    ]
