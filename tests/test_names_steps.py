"""Each step that the news adds to a tagger, on sentences made up for it: what it does, and what it leaves alone."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

import pytest
from names_sheets import Word, names, sheet

from converter.annotate.names import Block, find_names
from converter.annotate.steps import STEPS, Name, Sheet, roles


def after(step: str, *lines: str) -> list[list[str]]:
    return [names(found) for found in STEPS[step](tuple(sheet(line) for line in lines))]


CASES = [
    # step, line of words, names afterwards
    ("edges", "／丁一山/PER 、/w", ["丁一山 PER"]),
    ("edges", "\u3000/LOC 在/p", []),
    ("bylines", "（/w 本报/n 记者/n 丁/n 一山/n \u3000/w 通讯员/n 方远/v 、/w 何/r 必清/a ）/w", ["丁一山 PER", "方远 PER", "何必清 PER"]),
    ("bylines", "本报讯/n 记者/n 赵志文/PER 报道/v ：/w", ["赵志文 PER"]),
    ("bylines", "图为/v 车间/n 。/w （/w 江/n 上秋/v 摄/v ）/w", ["江上秋 PER"]),
    ("bylines", "（/w 记者/n 丁一山方/PER 远/a ）/w", ["丁一山 PER", "方远 PER"]),
    ("bylines", "很/d 好/a 。/w （/w 王方李/PER 一/m 平/n ）/w", ["王方 PER", "李一平 PER"]),
    ("bylines", "很/d 好/a （/w 王道乐土/n ）/w", []),
    ("bylines", "他/r 向/p 记者/n 高/a 兴地/n 说/v", []),
    ("datelines", "新华社/ORG 阿比/PER 让/v １月/TIME ５日/TIME 电/n", ["新华社 ORG", "阿比让 LOC"]),
    ("datelines", "（/w 重庆廿日路透电/ORG ）/w 据/p", ["重庆 LOC", "路透 ORG"]),
    ("datelines", "（/w 记者/n 丁一山/PER 12月/TIME 8日/TIME 电/n ）/w", ["丁一山 PER"]),
    ("titles", "王主席/PER 说/v", ["王 PER"]),
    ("titles", "部长丁一山/PER 说/v", ["丁一山 PER"]),
    ("titles", "朱江总/PER 司令/n", ["朱江 PER"]),
    ("titles", "老书记/PER 走/v", []),
    ("titles", "丁一山/PER 走/v", ["丁一山 PER"]),
    ("titles", "德国国务卿/LOC 施密茨/PER 说/v", ["德国 LOC", "施密茨 PER"]),
    ("titles", "临江市委书记/ORG 丁一山/PER 说/v 国务卿/LOC", ["临江市委 ORG", "丁一山 PER"]),
    ("titles", "总/n 董费德/PER 说/v 老总/n 董一山/PER", ["费德 PER", "董一山 PER"]),
    ("states", "法/n 总统/n 希德克/PER 和/c 俄/PER 外长/n 费德夫/PER", ["法 LOC", "希德克 PER", "俄 LOC", "费德夫 PER"]),
    ("states", "米/PER 总统/n 希德克/PER 说/v 王/PER 总统/n 说/v", ["希德克 PER", "王 PER"]),
    ("states", "美方/PER 和/c 台胞/PER 、/w 海军/PER 、/w 日军/PER 、/w 王军/PER 、/w 方方/PER", ["王军 PER", "方方 PER"]),
    ("states", "临江/LOC 军区/n 和/c 西山军区/LOC", ["临江军区 ORG", "西山军区 ORG"]),
    ("states", "三/m 日/LOC 元/q 访/v 美/LOC ，/w 好/a 德/LOC 行/n", ["美 LOC"]),
    ("particles", "丁一山为/PER 大家/n 服务/v", ["丁一山 PER"]),
    (
        "particles",
        "丁一山今天/PER 走/v 方远昨日/PER 来/v 方一等/PER 走/v 方远并/PER 说/v",
        ["丁一山 PER", "方远 PER", "方一 PER", "方远 PER"],
    ),
    ("shreds", "总理/n 内/f 塔尼亚夫/PER 表示/v", ["内塔尼亚夫 PER"]),
    ("shreds", "内塔尼亚/PER 胡说/v ，/w 好/a", ["内塔尼亚胡 PER"]),
    ("shreds", "在/p 内/f 塔尼亚夫/PER 看来/v", ["塔尼亚夫 PER"]),  # no office before it
    ("shreds", "总理/n 内/f 丁一山/PER 说/v", ["丁一山 PER"]),
    ("shreds", "斯特拉/PER 曾说/v", ["斯特拉 PER"]),
    ("offices", "县委书记/n 丁一山/PER 、/w 市林业局/n 副局长/n 方远/PER 说/v", ["县委 ORG", "丁一山 PER", "市林业局 ORG", "方远 PER"]),
    ("offices", "县委/n 书记/n 说/v ，/w 山区/n 教师/n 丁一山/PER", ["丁一山 PER"]),
    (
        "offices",
        "市委/n 常委/n 、/w 组织部部长/n 丁一山/PER 和/c 党委/n 书记/n 方远/PER",
        ["市委 ORG", "组织部 ORG", "丁一山 PER", "方远 PER"],
    ),
    ("close", "市委常委、组织部/ORG 部长/n", ["市委 ORG", "组织部 ORG"]),
    ("datelines", "北京/LOC 20/m 日/q 电原临江工业部/ORG 部长/n", ["北京 LOC", "原临江工业部 ORG"]),
    ("close", "临江保险（集团/ORG ）/w 公司/n 说/v 甲乙（丙/ORG 。/w", ["临江保险（集团）公司 ORG", "甲乙（丙 ORG"]),
    ("place tails", "马耳/LOC 他人/r 民/n", ["马耳他 LOC"]),
    ("refuse", "卢沟桥事变/LOC 和/c 南昌起义/ORG 在/p 南昌/LOC", ["南昌 LOC"]),
    ("refuse", "戊子/PER 年/n 戊一/PER", ["戊一 PER"]),
    ("shreds", "记者/n 盖/v 金东/PER 和/c 书记/n 和/c 金东/PER", ["盖金东 PER", "金东 PER"]),
    ("shreds", "行政长官/n 林/n 郑一山/PER 和/c 行政长官/n 和/c 郑一山/PER", ["林郑一山 PER", "郑一山 PER"]),
    ("shreds", "外长/n 里/PER 宾特洛甫/PER 昨/TIME", ["里宾特洛甫 PER"]),
    ("edges", "艾力·/PER 说/v", ["艾力 PER"]),
    ("shreds", "总理/n 内/f 塔尼亚夫/LOC 在/p 那里/r", ["内塔尼亚夫 PER"]),
    ("place tails", "同法国/LOC 总统/n 在/p 石南河畔/LOC 和/c 同里/LOC", ["法国 LOC", "石南河 LOC", "同里 LOC"]),
    ("states", "华军/ORG 和/c 苏北华军/PER 、/w 华方/ORG 、/w 红军/ORG", ["苏北 LOC", "红军 ORG"]),
    ("offices", "临江/LOC 市委书记/n 丁一山/PER", ["临江 LOC", "丁一山 PER"]),
    ("holders", "县林业局/ORG 局长方远/n 、/w 县公安局/ORG 政委/n 高见/v ，/w", ["县林业局 ORG", "方远 PER", "县公安局 ORG", "高见 PER"]),
    ("holders", "西山镇镇/LOC 长江/LOC 一山/n ，/w 东岭乡/LOC 乡长/n 叶子/n ，/w", ["西山镇 LOC", "江一山 PER", "东岭乡 LOC", "叶子 PER"]),
    ("holders", "西山镇党委/ORG 书记/n 、/w 镇/n 长江/LOC 文武/n ，/w", ["西山镇党委 ORG", "江文武 PER"]),
    ("holders", "村委会/ORG 主任/n 丰收/v 说/v 。/w", ["村委会 ORG", "丰收 PER"]),
    ("holders", "县林业局/ORG 局长/n 高度/d 重视/v ，/w 局长/n 于是/c ，/w", ["县林业局 ORG"]),
    ("holders", "经济/n 主任/n 方远/v ，/w 铁路工会/ORG 司机/n 班/n 班长/n 。/w", ["铁路工会 ORG"]),  # no body; no name
    (
        "pairs",
        "西山县监管局联合公安局/ORG 和/c 省教育厅联合省林业局/ORG",
        ["西山县监管局 ORG", "公安局 ORG", "省教育厅 ORG", "省林业局 ORG"],
    ),
    ("owner", "团/n 县委/ORG 和/c 集团/n 党委/ORG", ["团县委 ORG", "党委 ORG"]),
    ("close", "江南分社联合行动/ORG ，/w 江南联合公司/ORG", ["江南分社 ORG", "江南联合公司 ORG"]),
    ("refuse", "成果/n 同乡村/LOC ，/w 去年村/LOC ，/w 落户县/LOC 经济开发区/LOC ，/w 请/v 沿河/LOC 群众/n", []),
    ("refuse", "贵州/LOC 沿河/LOC 和/c 沿河/LOC 县/n ，/w 和县/LOC", ["贵州 LOC", "沿河 LOC", "沿河 LOC", "和县 LOC"]),
    ("refuse", "红军/LOC 和/c 红军墓/ORG", []),
    ("states", "日/n 外/f 相/v 田广/ORG 、/w 英皇/ORG", ["日 LOC", "田广 ORG"]),
    ("states", "英外/LOC 相/PER 贺尔/PER 赴/v", ["英 LOC", "贺尔 PER"]),
    ("states", "鲁西/PER:1 水灾/n 、/w 鲁西/PER:1 说/v 李屯/PER 等/u 四村/m", ["鲁西 LOC", "鲁西 PER", "李屯 LOC"]),
    ("shreds", "国皇/n 塞拉/PER 西一世/n 下/v 令/n", ["塞拉 PER"]),
    ("shreds", "国皇塞拉西/PER 一世/n 下/v 令/n", ["塞拉西一世 PER"]),
    ("datelines", "【/w 南京十二日/ORG 中央社电/ORG 】/w", ["南京 LOC", "中央社 ORG"]),
    (
        "lists",
        "到/v 丁一山/PER 、/w 方远/PER 、/w 钱新/n 之/u 、/w 何必清/PER 等/u",
        ["丁一山 PER", "方远 PER", "钱新之 PER", "何必清 PER"],
    ),
    ("growth", "临江/LOC 市委书记/n 丁一山/PER", ["临江市委 ORG", "丁一山 PER"]),
    ("states", "美俄/ORG 双方/n 和/c 美联/ORG", ["美俄 LOC", "美联 ORG"]),
    ("states", "山西/n 省军区/n 某部/r", ["山西省军区 ORG"]),
    (
        "sides",
        "中美/LOC 、/w 京津冀/LOC 和/c 英德/LOC 、/w 越南/LOC",
        ["中 LOC", "美 LOC", "京 LOC", "津 LOC", "冀 LOC", "英德 LOC", "越南 LOC"],
    ),
    ("sides", "京沪/LOC 铁路/n 晋冀鲁豫/LOC 野战军/n", ["京沪 LOC", "晋冀鲁豫 LOC"]),
    (
        "levels",
        "巴西亚马孙河/LOC 、/w 约旦河/LOC 、/w 日本富士山/LOC",
        ["巴西 LOC", "亚马孙河 LOC", "约旦河 LOC", "日本 LOC", "富士山 LOC"],
    ),
    ("refuse", "五法郎/PER 和/c 三十马克/LOC 拉夫罗夫/PER", ["拉夫罗夫 PER"]),
    ("place tails", "五台/LOC 山/n 下/f 约旦/LOC 河/n 流/v 泰国/LOC 河/n 水/n", ["五台 LOC", "约旦河 LOC", "泰国 LOC"]),
    ("particles", "欧阳一为/PER 走/v", ["欧阳一为 PER"]),
    ("particles", "丁一山石/PER 走/v", ["丁一山石 PER"]),
    (
        "lists",
        "委员/n 王明/PER 、/w 任/v 远/a 、/w 方一/PER 中/f （/w 女/a ）/w 、/w 李平/PER 。/w",
        ["王明 PER", "任远 PER", "方一中 PER", "李平 PER"],
    ),
    ("lists", "有/v 王明/PER 、/w 李平/PER 、/w 任/v 远/a 等/u", ["王明 PER", "李平 PER", "任远 PER"]),
    ("lists", "苹果/n 、/w 白菜/n 、/w 土豆/n 、/w 李平/PER", ["李平 PER"]),
    ("tibetan", "市民/n 扎西次仁/v 、/w 洛桑江村/LOC 说/v", ["扎西次仁 PER", "洛桑江村 PER"]),
    ("tibetan", "到/p 扎西多吉/nz 寺/n 和/c 扎西次仁村/LOC", ["扎西次仁村 LOC"]),
    ("tibetan", "他/r 扎西/v 次仁美/v 好/a", []),  # its end is inside a word
    ("tibetan", "扎西/v 走/v", []),
    ("dots", "卡瑟姆/PER 若/c:0.5 马尔特·托卡夫/PER 说/v", ["卡瑟姆若马尔特·托卡夫 PER"]),
    ("dots", "卡瑟姆/PER 对/p:6 马尔特·托卡夫/PER 说/v", ["卡瑟姆 PER", "马尔特·托卡夫 PER"]),
    ("dots", "阿卜杜拉/PER ·/w 买提/v:-1.5 、/w 马丁/PER ·/w 走开/v:5", ["阿卜杜拉·买提 PER", "马丁 PER"]),
    ("dots", "玛丽/PER ·/w 居里/n:1 来/v", ["玛丽·居里 PER"]),
    ("dots", "文化/n ·/w 生活/n 版/n", []),
    ("dots", "人物/n ·/w 王明/PER 来/v", ["王明 PER"]),
    ("refuse", "山顶/LOC 有/v 总书记/PER 和/c 回族/ORG 座谈会/ORG 五国/LOC 太原/LOC", ["太原 LOC"]),
    ("refuse", "千山万山/LOC 和/c 阿尔及尔/LOC", ["阿尔及尔 LOC"]),
    ("refuse", "莫/PER:0.4 让/v 王/PER:0.4 先生/n 来/v", ["王 PER"]),
    ("speakers", "“/w 好/a 。/w ”/w 盛时立/ORG 说/v", ["盛时立 PER"]),
    ("speakers", "欧委会/ORG 认为/v 、/w 欧委会/ORG 说/v", ["欧委会 ORG", "欧委会 ORG"]),
    ("speakers", "总理/n 若斯坦/LOC 和/c 外长/n 巴黎/LOC", ["若斯坦 PER", "巴黎 LOC"]),
    ("speakers", "石家庄/LOC 介绍/v 、/w 中国队/ORG 说/v", ["石家庄 LOC", "中国队 ORG"]),
    ("close", "临江市教育局所/ORG 属/v 学校/n 和/c 临江研究所/ORG", ["临江市教育局 ORG", "临江研究所 ORG"]),
    ("close", "临江合作与/ORG 发展/vn 组织/n 说/v", ["临江合作与发展组织 ORG"]),
    ("lists", "王明/PER 、/w 李平/PER 、/w 任/v 远/a 出席/v 会议/n", ["王明 PER", "李平 PER", "任远 PER"]),
    ("retype", "临江造纸厂/LOC 和/c 西山/LOC", ["临江造纸厂 ORG", "西山 LOC"]),
    ("firms", "临江能源/ORG 集团有限公司/ORG 和/c 临江银行/ORG 城东支行/ORG", ["临江能源集团有限公司 ORG", "临江银行城东支行 ORG"]),
    ("firms", "甲公司/ORG 乙公司/ORG", ["甲公司 ORG", "乙公司 ORG"]),
    ("tail", "临江洗煤/ORG 厂/n 的/u", ["临江洗煤厂 ORG"]),
    ("tail", "市政府/ORG 部/n 分/v", ["市政府 ORG"]),
    ("pairs", "临江县气象局联合县文化服务中心/ORG 办/v", ["临江县气象局 ORG", "县文化服务中心 ORG"]),
    ("pairs", "临江妇女联合会/ORG 办/v", ["临江妇女联合会 ORG"]),
    ("growth", "中国/LOC 国际/n 广播/vn 电台/n 说/v", ["中国国际广播电台 ORG"]),
    ("growth", "临江市/LOC 市委/n 组织部/n 说/v", ["临江市市委组织部 ORG"]),
    ("growth", "临江/LOC 的/u 学校/n", ["临江 LOC"]),
    ("growth", "临江市/LOC 王明/PER 说/v 公司/n", ["临江市 LOC", "王明 PER"]),
    ("owner", "临江/LOC 省政协/ORG 开会/v", ["临江省政协 ORG"]),
    ("owner", "在/p 临江/LOC 、/w 省政协/ORG", ["临江 LOC", "省政协 ORG"]),
    ("place tails", "临江/LOC 县/n 有/v 石南/n 坪村/LOC", ["临江县 LOC", "石南坪村 LOC"]),
    ("place tails", "临江/LOC 县/n 城/n 里/f", ["临江 LOC"]),
    ("place tails", "波罗的海三国/LOC 、/w 贝宁/LOC 共和国/n", ["波罗的海 LOC", "贝宁共和国 LOC"]),
    ("place tails", "临江/LOC 河/n 通/v ，/w 石南/LOC 湖/n 畔/n", ["临江河 LOC", "石南 LOC"]),
    ("border regions", "晋冀/n 鲁豫/n 边区/n 政府/n", ["晋冀鲁豫边区 LOC"]),
    ("border regions", "周边/n 边区/n", []),
    ("gazetteer", "乌兹别克/n 斯坦/n 和/c 山西省/ORG 华沙/PER:1", ["乌兹别克斯坦 LOC", "山西省 LOC", "华沙 LOC"]),
    ("levels", "山西省交城县天宁镇南街村/LOC 人/n", ["山西省 LOC", "交城县 LOC", "天宁镇 LOC", "南街村 LOC"]),
    (
        "levels",
        "山西/LOC 交城/LOC 县城/n 和/c 中山公园/LOC 、/w 日本/LOC 香港/LOC",
        ["山西 LOC", "交城 LOC", "中山公园 LOC", "日本 LOC", "香港 LOC"],
    ),
    (
        "levels",
        "马里兰州/LOC 和/c 怀柔县/LOC 杨宋镇/LOC 、/w 澳大利亚珀斯/LOC",
        ["马里兰州 LOC", "怀柔县 LOC", "杨宋镇 LOC", "澳大利亚 LOC", "珀斯 LOC"],
    ),
    ("gazetteer", "亚的/n 斯亚贝巴/LOC 和/c 中国/LOC 共和国/n", ["亚的斯亚贝巴 LOC", "中国 LOC"]),
    ("states", "巴方/LOC 愿/v 和/c 东方/LOC", ["东方 LOC"]),
    ("gazetteer", "《/w 伊斯坦布尔/n 往事/n 》/w 江山/PER:9", ["江山 PER"]),
]


@pytest.mark.parametrize(("step", "line", "wanted"), CASES, ids=[f"{step}-{n}" for n, (step, _, _) in enumerate(CASES)])
def test_a_step_does_what_it_says(step: str, line: str, wanted: list[str]) -> None:
    assert after(step, line) == [wanted]


def test_a_cut_name_is_completed_from_the_page() -> None:
    assert after("complete names", "方一鸣/PER 来/v 了/u", "方一/PER 鸣/v 说/v") == [["方一鸣 PER"], ["方一鸣 PER"]]
    assert after("complete names", "方一鸣/PER 来/v 了/u", "方一/PER 说/v") == [["方一鸣 PER"], ["方一 PER"]]


def test_a_place_is_called_by_the_longer_form_that_stands_there() -> None:
    assert after("complete places", "石南山/LOC 下/f", "石南/LOC 山/n 上/f") == [["石南山 LOC"], ["石南山 LOC"]]
    assert after("complete places", "石南县/LOC 人/n", "石南/LOC 县/n 城/n") == [["石南县 LOC"], ["石南 LOC"]]
    assert after("complete places", "石南山/LOC 下/f", "石南/LOC 人/n") == [["石南山 LOC"], ["石南 LOC"]]


def test_a_state_is_no_part_of_its_ministers_name() -> None:
    assert after("states before", "德里宾特甫/PER 外长/n", "里宾特甫/PER 说/v") == [["德 LOC", "里宾特甫 PER"], ["里宾特甫 PER"]]
    assert after("states before", "德里宾特甫/PER 外长/n", "法一/PER 说/v 一/PER") == [["德里宾特甫 PER"], ["法一 PER", "一 PER"]]


def test_what_a_tagger_doubts_in_old_print_is_nobody() -> None:
    line = "筵间/PER:0.5 方远山/PER:0.5 余前次/PER:0.5 方远/PER:3 任直/PER:0.5 县长/n 任直/PER:0.5 任直/PER:0.5"
    assert after("old print", line) == [names(sheet(line))]
    old = replace(sheet(line), traditional=True)
    (found,) = STEPS["old print"]((old,))
    assert names(found) == ["方远山 PER", "方远 PER", "任直 PER", "任直 PER", "任直 PER"]
    (found,) = STEPS["old print"]((replace(sheet("任直/PER:0.5 走/v 余昔/PER 游/v"), traditional=True),))
    assert names(found) == []


def test_a_preposition_of_traditional_print_begins_no_name() -> None:
    class Sees:
        def tag(self, sentences: Sequence[str]) -> list[list[Word]]:
            return [[Word(2, 4, "PER", 4.0)] for _ in sentences]

    found = find_names([Block("a", "p", "華軍於克復增城"), Block("a", "p", "作者于克來談話")], Sees())
    assert [[(span.start, span.tag) for span in spans] for spans in found] == [[], [(2, "persName")]]


def test_an_ending_that_never_changes_belongs_to_the_name() -> None:
    assert after("steady endings", "曹治/PER 中/f 说/v", "行长/n 曹治/PER 中/f 告诉/v") == [["曹治中 PER"], ["曹治中 PER"]]
    assert after("steady endings", "曹治/PER 中/f 说/v", "行长/n 曹治/PER 走/v") == [["曹治 PER"], ["曹治 PER"]]
    assert after("steady endings", "曹治/PER 中/f 说/v") == [["曹治 PER"]]  # once proves nothing


def test_the_majority_of_the_page_decides_a_class() -> None:
    assert after("majority", "临江/LOC:5 好/a 临江/LOC:5", "临江/PER:1 说/v") == [["临江 LOC", "临江 LOC"], ["临江 LOC"]]
    assert after("majority", "临江/LOC:2 好/a", "临江/PER:2 说/v") == [["临江 LOC"], ["临江 PER"]]  # no majority


def test_who_bears_a_title_once_is_a_person_on_the_whole_page() -> None:
    page: tuple[Sheet, ...] = (sheet("总统/n 若斯坦/PER:0.3 来/v"), sheet("若斯坦/LOC:2 好/a"))
    for step in ("speakers", "majority"):
        page = STEPS[step](page)
    assert [names(found) for found in page] == [["若斯坦 PER"], ["若斯坦 PER"]]


def test_a_clear_name_is_found_wherever_it_stands() -> None:
    assert after("repeat", "方一鸣/PER 来/v", "学/v 方/n 一鸣/v 《/w 方一鸣/nw 传/nw 》/w") == [["方一鸣 PER"], ["方一鸣 PER"]]
    assert after("repeat", "马克思/PER 说/v", "马克思主义/nz") == [["马克思 PER"], []]
    assert after("repeat", "方一/PER:2 来/v", "方一/n 说/v") == [["方一 PER"], []]  # two characters, seen once: may be a word


def test_a_village_is_meant_without_its_kind_too() -> None:
    assert after("repeat", "石南坪村/LOC 好/a", "石/n 南坪/n 人/n") == [["石南坪村 LOC"], ["石南坪 LOC"]]
    assert after("repeat", "南坪村/LOC 好/a", "南坪/n 人/n") == [["南坪村 LOC"], []]


def test_shreds_of_a_long_foreign_name_become_it() -> None:
    assert after("repeat", "内塔尼亚胡/PER 来/v", "对/p 内/f 塔尼亚/LOC 胡/PER 说/v") == [["内塔尼亚胡 PER"], ["内塔尼亚胡 PER"]]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("省政协/ORG 主席/n 丁一山/PER ，/w 副/b 主席/n 方远/PER", ["主席", "副主席"]),
        ("丁一山/PER 总书记/n 说/v", ["总书记"]),
        ("村/n 第一/m 书记/n 丁一山/PER", ["第一书记"]),
        ("县/n 副/b 书记/n 、/w 县长/n 丁一山/PER", ["副书记", "县长"]),
        ("国务院/ORG 总理/n 兼/v 外交/n 部长/n 丁一山/PER", ["总理", "外交部长"]),
        ("王明/PER 常委/n 、/w 宣传部/ORG 部长/n 丁一山/PER", ["常委", "部长"]),
        ("方远/PER 代表/v 丁一山/PER", []),
        ("丁一山/PER 代表/v 全体/n 职工/n", []),
        ("丁一山/PER 代表/n 说/v", ["代表"]),
        ("工会/ORG 代表/n 丁一山/PER", ["代表"]),
        ("港督/n 费德利/PER 爵士/n", ["港督", "爵士"]),
        ("主席/n ，/w 丁一山/PER ，/w 书记/n", []),
        ("县委书记/ORG 丁一山/PER", []),  # a name keeps its characters
    ],
)
def test_titles_beside_a_name_are_roles(line: str, wanted: list[str]) -> None:
    found = sheet(line)
    assert [found.text[start:end] for start, end in roles(found)] == wanted


OLD = [
    ("courtesy", "汪/PER 院长/n 兆铭/PER 、/w 居/v 院长/n 正/a 、/w", ["汪院长兆铭 PER", "居院长正 PER"]),
    ("titles", "蒋介石氏/PER 偕/v 蒋氏/PER", ["蒋介石 PER", "蒋氏 PER"]),
    ("courtesy", "唐/PER 次长/n 有/v 壬/n 、/w 何/PER 总参谋长/n 应钦/PER 、/w", ["唐次长有壬 PER", "何总参谋长应钦 PER"]),
    ("courtesy", "汪/PER 院长/n 返济/v 、/w 吴/PER 秘书长/n 俞鸿钧/PER 、/w", ["汪 PER", "吴 PER", "俞鸿钧 PER"]),
    ("short places", "昨/TIME 由/p 汉/PER:0 抵/v 京/n 、/w 平/a 安/a ，/w 返蓉/v", ["汉 LOC", "京 LOC", "蓉 LOC"]),
    ("short places", "由/p 陕飞汉/LOC:0 、/w 汉奸/n", ["陕 LOC", "汉 LOC"]),
    ("short places", "浙/LOC 省府/n 主席/n 晋/LOC 京/LOC ，/w", ["浙省府 ORG", "京 LOC"]),
    ("holders", "外/f 次/q 唐有/n 壬/n 、/w 内外次王有人/n 、/w", ["唐有壬 PER"]),
    ("holders", "军/n 师长/n 唐式/PER 遵/v 、/w 师长/n 王强/PER 到/v 、/w", ["唐式遵 PER", "王强 PER"]),
]


@pytest.mark.parametrize(("step", "line", "wanted"), OLD)
def test_what_only_old_pages_have(step: str, line: str, wanted: list[str]) -> None:
    old = replace(sheet(line), traditional=True)
    assert names(STEPS[step]((old,))[0]) == wanted
    if step != "holders":
        assert names(STEPS[step]((sheet(line),))[0]) == names(sheet(line))


def test_a_title_inside_of_a_name_is_a_role() -> None:
    class Tags:
        def tag(self, sentences: Sequence[str]) -> list[list[Word]]:
            return [[Word(0, len(text), "n", 4.0)] for text in sentences]

    (spans,) = find_names([Block("a", "p", "汪院長兆銘、張部長到滬")], Tags())
    assert [(span.tag, span.start, span.end) for span in spans if span.end <= 5] == [("persName", 0, 5), ("roleName", 1, 3)]


def test_what_is_sure_gives_way_to_nothing() -> None:
    found = sheet("山顶/n 走/v").having([Name(0, 2, "PER", 99.0, sure=True)])
    for step in STEPS.values():
        (found,) = step((found,))
        assert names(found) == ["山顶 PER"]


def test_steps_leave_names_in_order_and_apart() -> None:
    for step, line, _ in CASES:
        page: tuple[Sheet, ...] = (sheet(line),)
        for later in list(STEPS.values())[list(STEPS).index(step) :]:
            page = later(page)
        spans = [(name.start, name.end) for name in page[0].names]
        assert all(a < b for a, b in spans)
        assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))


def test_every_step_has_a_case() -> None:
    page_wide = {"complete names", "complete places", "old print", "states before", "steady endings", "majority", "repeat"}
    assert STEPS.keys() == {step for step, _, _ in (*CASES, *OLD)} | page_wide
