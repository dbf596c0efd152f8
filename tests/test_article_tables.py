"""Tables in the text of articles: their heads, rows of labels, cells over several columns or rows, in HTML and Markdown, and in the edition."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from lxml import etree

from converter.model import Cell, Grid
from converter.readers.articles import read_markdown
from converter.readers.articles.hypertext import parts
from tests.command import broadsheet

NS = {"t": "http://www.tei-c.org/ns/1.0"}


def drawn(grid: Grid | None) -> str:
    """A row to a word: - for a cell, + for one that is a label, with the columns and rows that it spans."""
    assert grid is not None
    return "=" * grid.head + " ".join("".join(map(_drawn, row)) for row in grid.rows)


def _drawn(cell: Cell) -> str:
    return "-+"[cell.label] + (f"{cell.cols}x{cell.rows}" if (cell.cols, cell.rows) != (1, 1) else "")


def row(*cells: str) -> str:
    return f"<tr>{''.join(cells)}</tr>"


@pytest.mark.parametrize(
    ("rows", "lines", "grid"),
    [
        (row("<th>名</th>", "<th>元</th>") + row("<td>米", "<td>2"), "名\t元/米\t2", "++ --"),
        ("<thead>" + row("<td>名", "<td>元") + "</thead><tbody>" + row("<th>米", "<td>2") + "</tbody>", "名\t元/米\t2", "++ +-"),
        (row("<td>", "<th>元</th>") + row("<th>米", "<td>2"), "\t元/米\t2", "++ +-"),
        (row("<th>名", "<td>元"), "名\t元", "+-"),
        ("<caption>价</caption>" + row("<td>米", "<td>2"), "价/米\t2", "=--"),
        (row("<td colspan=2>价") + row("<td>米", "<td>2"), "价/米\t2", "-2x1 --"),
        (row("<td rowspan=2>米", "<td>2") + row("<td>3"), "米\t2/3", "-1x2- -"),
        (row("<td rowspan=0>米", "<td>2") + row("<td>3") + row("<td>4"), "米\t2/3/4", "-1x3- - -"),
        (row("<td rowspan=9>米", "<td>2") + row("<td>3"), "米\t2/3", "-1x2- -"),
        (row("<td rowspan=3>米", "<td>2") + row("<td> ") + row("<td>3"), "米\t2/3", "-1x2- -"),
        (row("<td colspan=99>价") + row("<td>米", "<td>2"), "价/米\t2", "-2x1 --"),
        (row("<td colspan=x>价", "<td rowspan=-2>元"), "价\t元", "--"),
        (row("<td>米") + row("<td>面", "<td>2", "<td>3"), "米\t\t/面\t2\t3", "--- ---"),
        (row("<th>名") + row("<td>米", "<td>2"), "名\t/米\t2", "++ --"),
        (row("<td>独"), "独", "-"),
    ],
)
def test_html(rows: str, lines: str, grid: str) -> None:
    (part,) = parts(f"<table>{rows}</table>", ())
    assert (part.kind, "/".join(part.lines), drawn(part.grid)) == ("table", lines, grid)


def test_a_table_without_a_word_keeps_its_head_and_pictures_in_cells_follow() -> None:
    found = parts("<p>前</p><table><caption>价</caption><tr><td><img src='a.jpg'></td></tr></table>", ())
    assert [(part.kind, part.lines, part.file) for part in found] == [
        ("text", ("前",), None),
        ("text", ("价",), None),
        ("caption", (), "a.jpg"),
    ]


@pytest.mark.parametrize(
    ("text", "lines", "grid"),
    [
        ("| 名 | 元 |\n|:--|--:|\n| 米 | 2 |\n", "名\t元/米\t2", "++ --"),
        ("|| 2 |\n| 米 | 3 |\n", "\t2/米\t3", "-- --"),
        ("| 米 ||\n| 面 | 3 |\n", "米\t/面\t3", "-- --"),
        ("| | |\n|--|--|\n| 米 | 2 |\n", "米\t2", "--"),
        ("| 名 | 元 |\n|---|---|\n| - | - |\n", "名\t元/-\t-", "++ --"),
        ("| 名 | 元\n|---|---\n| 米\n", "名\t元/米\t", "++ --"),
        ("| a \\| b | 2 |\n", "a | b\t2", "--"),
    ],
)
def test_markdown(text: str, lines: str, grid: str) -> None:
    (page,) = read_markdown("x.md", text.encode()).pages
    (block,) = page.blocks
    assert (block.kind, "/".join(line.text for line in page.lines), drawn(block.grid)) == ("table", lines, grid)


def test_the_edition_has_them(tmp_path: Path) -> None:
    rows = (
        row("<th colspan=2>价</th>", "<th>名</th>")
        + row("<th rowspan=2>米</th>", "<td>春</td>", "<td>2</td>")
        + row("<td>秋</td>", "<td>2</td>")
    )
    source = tmp_path / "x.json"
    fields = {"headline": "题", "language": "zh-Hans", "date": "2021-03-05", "newspaper": "某报"}
    source.write_text(json.dumps({**fields, "body": f"<p>前。</p><table><caption>粮价</caption>{rows}</table>"}), encoding="utf-8")
    assert broadsheet("convert", source, "-o", tmp_path).code == 0
    (table,) = etree.parse(str(tmp_path / "x.xml")).iterfind(".//t:table", NS)
    assert ["".join(map(str, head.itertext())) for head in table.iterfind("t:head", NS)] == ["粮价"]
    assert [one.get("role") for one in table.iterfind("t:row", NS)] == ["label", None, None]
    assert [(one.get("role"), one.get("cols"), one.get("rows")) for one in table.iterfind("t:row[2]/t:cell", NS)] == [
        ("label", None, "2"),
        (None, None, None),
        (None, None, None),
    ]
    assert broadsheet("publish", tmp_path / "x.xml", "-o", tmp_path / "site").code == 0
    page = (tmp_path / "site" / "a1.html").read_text(encoding="utf-8")
    assert '<caption>粮价</caption><tbody><tr><th scope="col" colspan="2">价</th><th scope="col">名</th></tr>' in page
    assert '<th scope="row" rowspan="2">米</th>' in page
    for form, said in (("text", "价\t\t名\n米\t春\t2\n"), ("markdown", "| 价 | | 名 |\n| --- | --- | --- |\n| 米 | 春 | 2 |\n")):
        assert broadsheet("publish", tmp_path / "x.xml", "--format", form, "-o", tmp_path / form).code == 0
        assert said in (tmp_path / form / {"text": "a1.txt", "markdown": "a1.md"}[form]).read_text(encoding="utf-8")


def test_the_frame_of_a_table_without_a_head_is_called_a_table(tmp_path: Path) -> None:
    source = tmp_path / "x.json"
    body = "<p>以下。</p><table><tr><td>甲</td><td>乙</td></tr></table>"
    source.write_text(json.dumps({"headline": "题", "language": "zh-Hans", "body": body}), encoding="utf-8")
    assert broadsheet("convert", source, "-o", tmp_path / "x.xml").code == 0
    assert broadsheet("publish", tmp_path / "x.xml", "-o", tmp_path / "site").code == 0
    assert 'role="group" aria-label="表格"' in (tmp_path / "site" / "a1.html").read_text(encoding="utf-8")


def test_rows_that_say_the_same_and_empty_cells_stay(tmp_path: Path) -> None:
    source = tmp_path / "x.md"
    source.write_text(
        "# 题\n\n| 名 | 价 |\n|--|--|\n|| 粮食丰收又一年 |\n|| 粮食丰收又一年 |\n| 米 ||\n\n我们热爱田野\n\n我们热爱田野\n",
        encoding="utf-8",
    )
    assert broadsheet("convert", source, "-o", tmp_path).code == 0
    root = etree.parse(str(tmp_path / "x.xml"))
    found = [["".join(map(str, cell.itertext())) for cell in one.iterfind("t:cell", NS)] for one in root.iterfind(".//t:row", NS)]
    assert found == [["名", "价"], ["", "粮食丰收又一年"], ["", "粮食丰收又一年"], ["米", ""]]
    assert not root.findall(".//t:surplus", NS)


def test_a_long_table_of_spans_takes_no_long_time() -> None:
    started = time.perf_counter()
    (part,) = parts(f"<table>{row('<td rowspan=0 colspan=1000>米', '<td>2') * 4000}</table>", ())
    assert len(part.lines) == 4000
    assert time.perf_counter() - started < 5
