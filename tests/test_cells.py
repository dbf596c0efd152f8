"""Rows of a table in plain text: cells that blanks part, as many in each row, with figures."""

from __future__ import annotations

import pytest

from converter.cells import table_lines

PRICES = ["品名　单位　最高价　最低价", "白菜　元/公斤　1.60　1.20", "黄瓜　元/公斤　3.20　2.80"]


def test_a_table_stands_between_other_lines() -> None:
    assert table_lines(["今日价格如下：", *PRICES, "（市场中心）"]) == [1, 2, 3]


def test_figures_in_one_column_are_enough_where_each_row_has_one() -> None:
    ranks = ["冠军 河东队 2分08秒", "亚军 河西队 2分09秒", "季军 山后队 2分11秒"]
    assert table_lines(["成绩如下：", *ranks]) == [1, 2, 3]
    assert table_lines([*ranks[:2], "季军 山后队 未到"]) == []


@pytest.mark.parametrize(
    "ranks",
    [
        ["第一名 河东队", "第二名 河西队", "第三名 山后队"],
        ["1.河东队 2分08秒", "2.河西队 2分09秒", "3.山后队 2分11秒"],
        ["1\t河东队", "2\t河西队", "3\t山后队"],
    ],
)
def test_two_cells_are_enough_where_the_lines_count(ranks: list[str]) -> None:
    assert table_lines(["成绩如下：", *ranks, "清河 体育中心"]) == [1, 2, 3]
    assert table_lines(ranks[:2]) == []
    assert table_lines([ranks[0], ranks[2], ranks[1]]) == []
    assert table_lines([ranks[0], *ranks]) == [1, 2, 3]


@pytest.mark.parametrize(
    "texts",
    [
        PRICES[:2],  # too few rows
        ["清河日报 第3版 要闻", "老桥 通车 那天", "记者 林小青 摄"],  # no figures
        ["在 2021 年 12 月", "18 日 上午 9 时 30 分", "新桥 3 号 通 了 车"],  # numbers in running text: no two lines are alike
        ["到 2021 年，", "修桥 12 座，", "铺路 30 里。"],
    ],
)
def test_what_is_no_table(texts: list[str]) -> None:
    assert table_lines(texts) == []
