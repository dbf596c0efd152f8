"""Articles in Markdown: front matter in YAML and TOML, heads, figures, several articles in a file, and errors with their lines."""

from __future__ import annotations

import contextlib
import time

import pytest
from article_pages import notices, told
from hypothesis import given
from hypothesis import strategies as st

from converter.characters import printed
from converter.errors import ConverterError, UnreadableError
from converter.model import Reading
from converter.readers.articles import read_markdown, read_markdown_issues
from converter.readers.articles.front_matter import FrontMatterError, fields_of_yaml

ARTICLE = """---
# the head
headline: "春耕\\n全面展开"   # a comment
kicker: 全市会议：提出
byline: [王小平, '李''四']
page: 02
date: 2021-03-05
newspaper:
  name: 晋阳日报
deck:
- 播种十二万亩
- 比上年多
figures:
  - caption: 田间
    credit: 赵六 摄
  - caption: |
      两行
      说明
---

第一段**重点**，见[这里](https://example.org/x "题")，
还是第一段。

## 小题 ##

> 引文
> 又一行

- 一
* 二
1. 三

![河](b.jpg "钱七 摄")

| 名 | 元 |
|:---|---:|
| 米 | 2  |

```
a * b *
```
\\*星\\* 3*4 snake_case_name &amp; `x*y`
"""


def read(text: str, name: str = "x.md") -> Reading:
    return read_markdown(name, text.encode())


def test_an_article_with_front_matter() -> None:
    reading = read(ARTICLE)
    assert told(reading) == {
        "x.md#1": [
            ("kicker", "全市会议：提出"),
            ("main", "春耕/全面展开"),
            ("deck", "播种十二万亩"),
            ("deck", "比上年多"),
            ("byline", "王小平"),
            ("byline", "李'四"),
            ("caption", "田间"),
            ("credit", "赵六 摄"),
            ("caption", "两行/说明"),
            ("text", "第一段重点，见这里，/还是第一段。"),
            ("crosshead", "小题"),
            ("quote", "引文/又一行"),
            ("item", "一"),
            ("item", "二"),
            ("item", "三"),
            ("caption", "河"),
            ("credit", "钱七 摄"),
            ("table", "名\t元/米\t2"),
            ("text", "a * b *"),
            ("text", "*星* 3*4 snake_case_name & x*y"),
        ]
    }
    assert reading.pages[0].label == "2"
    assert reading.metadata is not None
    assert reading.metadata.date is not None
    assert reading.metadata.date.when == "2021-03-05"
    assert reading.files[0].description == "articles as Markdown, UTF-8"
    assert notices(reading) == [
        ("W-READ-31", 1, "fields that no part of an edition takes: address of a link, emphasis"),
        ("W-READ-36", 1, "pictures that do not lie beside the file as JPEG or PNG are missing in the edition: b.jpg"),
    ]


def test_toml() -> None:
    reading = read('+++\nheadline = "一"\ndate = 2021-03-05\n[[figures]]\ncaption = "田间"\n+++\n甲。\n')
    assert list(told(reading).values()) == [[("main", "一"), ("caption", "田间"), ("text", "甲。")]]
    assert reading.metadata is not None
    assert reading.metadata.date is not None
    assert reading.metadata.date.when == "2021-03-05"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# 一\n\n甲。\n", [("main", "一"), ("text", "甲。")]),
        ("---\nheadline: 一\n---\n# 一\n\n甲。\n", [("main", "一"), ("text", "甲。")]),
        ("---\nheadline: 一\n---\n# 二\n\n甲。\n", [("main", "一"), ("crosshead", "二"), ("text", "甲。")]),
        ("---\nkicker: 零\ndeck: 三\n---\n# 一\n\n甲。\n", [("kicker", "零"), ("main", "一"), ("deck", "三"), ("text", "甲。")]),
        ("甲。\n# 二\n", [("text", "甲。"), ("crosshead", "二")]),
    ],
)
def test_the_first_head_is_the_headline_unless_a_field_is(text: str, expected: list[tuple[str, str]]) -> None:
    assert list(told(read(text)).values()) == [expected]


def test_several_articles_and_rules_between_paragraphs() -> None:
    reading = read(
        "---\nheadline: 一\nid: a\n---\n甲。\n\n---\n\n注：这是分隔线后的文字，\n仍是一。\n\n***\n\n---\nheadline: 二\nid: b\n---\n\n乙。\n"
    )
    assert told(reading) == {
        "a": [("main", "一"), ("text", "甲。"), ("text", "注：这是分隔线后的文字，/仍是一。")],
        "b": [("main", "二"), ("text", "乙。")],
    }


def test_articles_of_several_issues() -> None:
    text = "---\ndate: 2021-03-06\n---\n甲。\n\n---\ndate: 2021-03-05\n---\n乙。\n"
    with pytest.raises(UnreadableError, match="articles of 2 issues"):
        read(text)
    assert [reading.pages[0].lines[0].text for reading in read_markdown_issues("x.md", text.encode())] == ["乙。", "甲。"]


@pytest.mark.parametrize(
    ("head", "line", "says"),
    [
        ("headline: &a 一", 2, "begins with an anchor (&)"),
        ("headline: {a: b}", 2, "begins with braces ({)"),
        ('headline: "一', 2, "opens a quotation mark"),
        ("headline: [一", 2, "opens a list that is not closed"),
        ("id: x\nheadline 一", 3, "is no key with a value"),
        ("id: x\nid: y", 3, "id stands twice"),
        ("headline: 一\n  二", 3, "goes on from the line before"),
        ('headline: "\\q"', 2, "has a backslash that means nothing"),
        ("id: x\ndate: 5. März", 3, 'date is "5. März"'),
        ("figures:\n- caption: 一\n- credit: [二]\n- caption: [三]", 2, "figures[3].caption is a list"),
    ],
)
def test_a_bad_head_is_told_with_its_line_and_the_others_go_on(head: str, line: int, says: str) -> None:
    reading = read(f"---\n{head}\n---\n\n乙。\n\n---\nheadline: 好\n---\n\n甲。\n")
    assert told(reading) == {"x.md#2": [("main", "好"), ("text", "甲。")]}
    (bad,) = reading.notices
    assert (bad.code, bad.file, bad.line) == ("E-READ-30", "x.md", line)
    assert bad.message.startswith("record 1")
    assert says in bad.message
    assert bad.expected
    assert bad.hint


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("", "x.md", "holds no article"),
        ("---\nheadline: 一\n\n甲。\n", "x.md:1", "its front matter is not closed"),
        ("+++\nheadline = 一\n+++\n", "x.md:2", "is not TOML"),
        ("+++\na = [[[[\n+++\n", "x.md", "is not TOML"),
        ("---\nid: x\n---\n", "x.md:1", "has no text"),
    ],
)
def test_what_is_no_article_is_refused(text: str, where: str, says: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text)
    assert says in caught.value.what
    assert str(caught.value.where).startswith(where)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("a: b: c", {"a": "b: c"}),
        ("a:\nb: ~\nc: null\nd: ''", {"a": None, "b": None, "c": None, "d": ""}),
        ("a: x # y\nb: x#y\nc: '#'", {"a": "x", "b": "x#y", "c": "#"}),
        ("a: >\n  x\n  y\n\n  z\nb: 1", {"a": "x y\n\nz", "b": "1"}),
        ("a: [x, 'y, z', \"w\"]", {"a": ["x", "y, z", "w"]}),
        ("a:\n  b:\n    c: d\n  e: f", {"a": {"b": {"c": "d"}, "e": "f"}}),
        ("a:\n- b: 1\n  c: 2\n-\n  d: 3\n- e", {"a": [{"b": "1", "c": "2"}, {"d": "3"}, "e"]}),
        ("\"k e y\": 'it''s'", {"k e y": "it's"}),
        ("a: https://example.org/x", {"a": "https://example.org/x"}),
    ],
)
def test_the_yaml_that_heads_use(text: str, fields: dict[str, object]) -> None:
    assert fields_of_yaml(text.split("\n")) == fields


def test_yaml_that_is_nested_too_deep_is_refused() -> None:
    with pytest.raises(FrontMatterError, match="nested too deep"):
        fields_of_yaml([" " * n + "a:" for n in range(50)])


def test_line_ends_and_control_characters() -> None:
    reading = read("---\r\nheadline: 一\x07\r\n---\r\n甲。\r\n\r\n乙\x00。\x0c丙\r\n")
    assert list(told(reading).values()) == [[("main", "一"), ("text", "甲。"), ("text", "乙。/丙")]]
    assert notices(reading) == [("W-READ-02", 2, "2 control characters left out (U+0000, U+0007)")]


@pytest.mark.parametrize("piece", ["---\nx\n", "+++\n\n", "x\n\n---\na: b\n", "- ", "`", "**a", "[", "![a](", "# ", "| ", "a: "])
def test_repeated_pieces_take_no_long_time(piece: str) -> None:
    start = time.process_time()
    for text in (piece * 30_000, "---\n" + piece * 30_000 + "\n---\n甲"):
        with contextlib.suppress(ConverterError):
            assert read(text).pages
    assert time.process_time() - start < 10


@given(st.lists(st.text("甲乙丙。，ab ", min_size=1, max_size=12), min_size=1, max_size=8))
def test_plain_paragraphs_are_kept_as_they_are(rows: list[str]) -> None:
    rows = [row for row in rows if row.strip()] or ["甲"]
    reading = read("\n\n".join(rows))
    assert [block_text for _, block_text in told(reading)["x.md#1"]] == [row.strip(" ") for row in rows]
    assert printed("".join(line.text for line in reading.pages[0].lines)) == printed("".join(rows))
