"""Repairs: each finds what it is for, and leaves alone what only looks like it."""

from __future__ import annotations

import pytest

from converter.model import LOST, Box, Edit, Font, Gap, Line, Page, Passage, Slice
from converter.notices import Notice
from converter.repair import REPAIRS, repair_page
from converter.repair.codes import CODES
from converter.repair.lost_glyphs import BlankHabit, mark_lost_glyphs


def page(*texts: str) -> Page:
    """An empty text is an empty line before the next one."""
    lines, gap = [], 0
    for n, text in enumerate(texts, 1):
        if text:
            lines.append(Line(f"p1-l{n}", n, text, gap_before=gap))
            gap = 0
        else:
            gap += 1
    return Page("p1", 1, tuple(lines))


def cleaned(*texts: str) -> list[str]:
    return [line.clean for line in repair_page(page(*texts))[0].lines]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("精 心 挑 选 的 — — 智 能 空 调 、 智 能 门", "精心挑选的——智能空调、智能门"),
        ("困 发 生 率 从 2014 年 的 63.78% 降 为", "困发生率从2014年的63.78%降为"),
        ("引进扶贫资金 40万元，贫 困 发 生 率", "引进扶贫资金40万元，贫困发生率"),
        ("记者 张 三 李四", "记者 张 三 李四"),
        ("本版责编：陈 凌 石 羚 常 晋", "本版责编：陈 凌 石 羚 常 晋"),
        ("洪　勇", "洪　勇"),
    ],
)
def test_letter_spacing(text: str, clean: str) -> None:
    assert cleaned(text) == [clean]


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("共有 1481 个单位，12 月 18", "共有1481个单位，12月18"),
        (" 本报讯 （记者 甲乙丙） 12 月 18 ", "本报讯 （记者 甲乙丙）12月18"),
        ("2 要闻 2025年10月20日 星期一 人民日报", "2 要闻 2025年10月20日 星期一 人民日报"),
        ("● 老桥修好通车 2版", "● 老桥修好通车 2版"),
        ("老桥修好，今日通车 12 版", "老桥修好，今日通车12版"),
        ("发行人 A. L. Teodoro", "发行人A. L. Teodoro"),
        ("the year 1858 was", "the year 1858 was"),
        ("Reports. — The Bourse", "Reports. — The Bourse"),
    ],
)
def test_idle_blanks(text: str, clean: str) -> None:
    assert cleaned(text) == [clean]


def test_blanks_that_part_the_cells_of_a_table_stay() -> None:
    rows = ["名次 队伍 成绩", "1 河东队 2分08秒31", "2 河西队 2分09秒77", "3 山后队 2分11秒02"]
    assert cleaned("12 支队伍参赛", *rows) == ["12支队伍参赛", *rows]
    assert cleaned(rows[1]) == ["1河东队2分08秒31"]


def test_overprint_in_one_line() -> None:
    assert cleaned("弘扬先锋精神弘扬先锋精神 决战完胜脱贫决战完胜脱贫") == ["弘扬先锋精神 决战完胜脱贫"]
    assert cleaned("秋收起义 冬藏秋收起义 冬藏") == ["秋收起义 冬藏"]


def test_overprint_as_two_lines_and_its_short_end() -> None:
    texts = ("一户家庭开启新生活（发展", "一户家庭开启新生活（发展", "", "镜头）", "镜头）")
    assert cleaned(*texts) == ["一户家庭开启新生活（发展", "", "镜头）", ""]


def test_overprint_of_a_block() -> None:
    assert cleaned("全市公安机关战果丰硕", "刑事治安两降", "全市公安机关战果丰硕", "刑事治安两降")[2:] == ["", ""]


@pytest.mark.parametrize(
    "texts",
    [("chercher",), ("研究研究",), ("天天",), ("三角", "三角"), ("……………………",), ("———— ————",), ("甲甲甲甲甲甲甲甲甲甲甲甲",), ("——", "——")],
)
def test_what_is_no_overprint(texts: tuple[str, ...]) -> None:
    assert cleaned(*texts) == list(texts)


def test_what_is_said_again_in_another_place_is_no_overprint() -> None:
    def row(n: int, top: float) -> Line:
        return Line(f"p1-l{n}", n, "marks per sack", box=Box(0, top, 90, top + 10))

    rows = (row(1, 0), row(2, 12))
    assert [line.clean for line in repair_page(Page("p1", 1, rows))[0].lines] == ["marks per sack", "marks per sack"]
    over = (row(1, 0), row(2, 1))
    assert [line.clean for line in repair_page(Page("p1", 1, over))[0].lines] == ["marks per sack", ""]


def test_weak_hyphens() -> None:
    assert [line.edits != () for line in repair_page(page("ein Bei-", "spiel aus Elsaß-", "Lothringen-", "", "kurz 1-", "2"))[0].lines] == [
        True,
        False,
        False,
        False,
        False,
    ]


def test_a_word_that_breaks_goes_on_behind_the_copy_of_its_line() -> None:
    lines = repair_page(page("opened in the har-", "opened in the har-", "bour."))[0].lines
    assert [[edit.kind for edit in line.edits] for line in lines] == [["hyphen"], ["surplus"], []]


def test_a_copy_is_one_as_a_whole_whatever_the_source_says_of_its_end() -> None:
    """ALTO says itself where a hyphen breaks a word: of the copy, too."""
    lines = [Line(f"p1-l{n}", n, "The har-", edits=(Edit("hyphen", 7, 8),)) for n in (1, 3)]
    lines[1:1] = [Line("p1-l2", 2, "bour opened.")]
    repaired = repair_page(Page("p1", 1, (*lines, Line("p1-l4", 4, "bour opened."))))[0].lines
    assert [line.edits for line in repaired[2:]] == [(Edit("surplus", 0, 8),), (Edit("surplus", 0, 12),)]


def test_a_hyphen_is_doubtful_where_both_halves_are_words_of_the_page() -> None:
    texts = (
        "a low bank was",
        "now lying there all",
        "so the low-",
        "lying land or",
        "the self-acting ones",
        "and any self-",
        "acting mill ex-",
        "cept",
    )
    kinds = [[edit.kind for edit in line.edits] for line in repair_page(page(*texts))[0].lines]
    assert kinds == [[], [], ["doubtful hyphen"], [], [], [], ["hyphen"], []]


def test_text_as_read_stays_and_each_repair_says_what_it_did() -> None:
    raw = page("弘扬先锋精神弘扬先锋精神", "共有 1481 个，", "⾄今")
    repaired, notices = repair_page(raw)
    assert [line.text for line in repaired.lines] == [line.text for line in raw.lines]
    assert [note.code for note in notices] == ["I-REP-01", "I-REP-03", "I-REP-05"]
    assert {code for code, _, _ in REPAIRS} | {note.code for note in notices} <= CODES.keys()


def test_marks_for_unreadable_characters_are_reported() -> None:
    _, notices = repair_page(page("□ 本报记者 王五", "东\ufffd村的□□，", "好。"))
    assert [(note.code, note.where, note.message[:1]) for note in notices] == [("W-REP-08", "p1-l2", "2")]


def lost(text: str, *others: str) -> tuple[str, list[Notice]]:
    said: list[Notice] = []
    passage = Passage.of(Line("p1-l1", 1, text))
    habit = BlankHabit.of([passage, *(Passage.of(Line("p1-l2", 2, other)) for other in others)])
    return mark_lost_glyphs(passage, habit, said.append).text, said


def test_a_blank_inside_a_sentence_is_a_lost_glyph() -> None:
    text, said = lost("助力我省转型 新路、出雏型，不断翻新， 出了一条路。")
    assert text == f"助力我省转型{LOST}新路、出雏型，不断翻新，{LOST}出了一条路。"
    assert [note.code for note in said] == ["W-REP-06", "W-REP-06"]
    assert "转型□新路" in said[0].message


def test_names_set_to_one_width_lose_nothing() -> None:
    assert lost("（王 毅、蔡 奇）")[0] == "（王毅、蔡奇）"


def test_what_someone_did_is_set_off_from_the_name() -> None:
    for text in ("（体育中心 供稿）", "李明 绘，今天，", "读者 王小二来信说，"):
        assert lost(text) == (text, [])
    assert lost("他提 供稿件三篇。")[0] == f"他提{LOST}供稿件三篇。"


def test_where_blanks_are_the_habit_of_the_page_none_is_a_loss() -> None:
    text, said = lost("今天 上午 我们 在这里 开会， 讨论 工作。")
    assert LOST not in text
    assert {note.code for note in said} == {"I-REP-07"}


def test_a_gap_knows_its_line() -> None:
    passage = Passage.of(Line("p1-l1", 1, "我们一起"), Line("p1-l2", 2, "走向 未来。"))
    marked = mark_lost_glyphs(passage, BlankHabit(habitual=False), lambda _: None)
    assert [(part.line.id, part.at) for part in marked.parts if isinstance(part, Gap)] == [("p1-l2", 2)]


def placed(*lines: tuple[str, float, float, float, float]) -> Page:
    """Lines with left, top, right and size."""
    return Page(
        "p1",
        1,
        tuple(
            Line(f"p1-l{n}", n, text, box=Box(left, top, right, top + size), font=Font(size))
            for n, (text, left, top, right, size) in enumerate(lines, 1)
        ),
    )


def initial_of(cap: str, *texts: str, size: float = 30, left: float = 22) -> Passage:
    beside = [(text, left if n < 3 else 0, 12.0 * n, 100, 9.0) for n, text in enumerate(texts)]
    return Passage.of(*repair_page(placed((cap, 0, 0, 20, size), *beside))[0].lines)


@pytest.mark.parametrize(
    ("passage", "text"),
    [
        (initial_of("N", "och streiten sie", "um den Bau der", "neuen Mole"), "Noch streiten sie um den Bau der neuen Mole"),
        (initial_of("„E", "s war einmal“, sagt", "der alte Wirt", "am See"), "„Es war einmal“, sagt der alte Wirt am See"),
        (initial_of("A", "man stood at", "the gate, and the man", "was old"), "A man stood at the gate, and the man was old"),
        (initial_of("A", "fter the storm", "the gate was found", "broken"), "After the storm the gate was found broken"),
        (initial_of("春", "天来了，河边的柳树", "都绿了，孩子们", "放风筝"), "春天来了，河边的柳树都绿了，孩子们放风筝"),
        # no initial: little larger than the text; far from it; two letters; beside one line only
        (initial_of("N", "och streiten sie", "um den Bau", size=14), "N och streiten sie um den Bau"),
        (initial_of("N", "och streiten sie", "um den Bau", left=60), "N och streiten sie um den Bau"),
        (initial_of("Ni", "och streiten sie", "um den Bau"), "Ni och streiten sie um den Bau"),
        (initial_of("N", "och streiten sie"), "N och streiten sie"),
    ],
)
def test_a_large_initial_is_part_of_its_word(passage: Passage, text: str) -> None:
    assert passage.text == text
    assert passage[: len(text)] == passage
    first = passage.parts[0]
    assert isinstance(first, Slice)
    assert (first.state in ("initial", "initial word")) is (not text.startswith(("N ", "Ni")))


def test_a_doubtful_hyphen_of_another_form_joins_its_halves() -> None:
    lines = repair_page(page("eine Stadt ohne Rat und", "in jener Stadt\u2010", "rat hin und", "ein Rat und rat her, ein rat mehr"))[
        0
    ].lines
    assert "Stadt\u2010rat hin" in Passage.of(*lines).text


def joined(*texts: str) -> str:
    return Passage.of(*repair_page(page(*texts))[0].lines).text


def test_the_hyphen_of_fraktur_is_one_on_pages_that_are_set_so() -> None:
    assert joined("Die Zu=", "ſchauer kamen") == "Die Zuſchauer kamen"
    assert joined("Die Zu=", "schauer und Bür=", "ger kamen zu=", "sammen an") == "Die Zuschauer und Bürger kamen zusammen an"
    assert joined("Die Zu=", "schauer und Bür=", "ger kamen an") == "Die Zu= schauer und Bür= ger kamen an"  # too few
    assert joined("Es iſt x=", "und dann") == "Es iſt x= und dann"
    assert joined("Das iſt die Elſaß=", "Lothringer Bahn") == "Das iſt die Elſaß= Lothringer Bahn"


def test_to_morrow_may_have_its_hyphen() -> None:
    lines = repair_page(page("They will come to-", "morrow if they can"))[0].lines
    assert [edit.kind for edit in lines[0].edits] == ["doubtful hyphen"]
    assert (
        joined("They will come to-", "morrow, as tomorrow is free to", "tomorrow men")
        == "They will come tomorrow, as tomorrow is free to tomorrow men"
    )


FRENCH = ("Les élus de la ville ont été reçus", "par le maire et son conseil, qui les a", "tous salués dans la salle des fêtes.")


@pytest.mark.parametrize(
    ("first", "second", "read"),
    [
        ("« Vous ici ! dit-", "elle en pâlissant.", "dit-elle en"),
        ("Où va-", "t-il ce soir ?", "va-t-il ce"),
        ("Que voulez-", "vous de plus ?", "voulez-vous de"),
        ("Pourquoi allons-", "nous là-bas ?", "allons-nous là"),
        ("Que peux-", "tu faire ?", "peux-tu faire"),
        ("Qui est-", "ce donc ?", "est-ce donc"),
        ("Son vice-", "président est venu", "vice-président est"),
        ("Une demi-", "heure plus tard", "demi-heure plus"),
        ("L’après-", "midi fut calme", "après-midi fut"),
        ("La séan-", "ce est levée", "séance est"),
        ("Une belle ver-", "tu, disait-on", "vertu, disait"),
        ("Il tomba à ge-", "nous devant lui", "genous devant"),
        ("Il faut ex-", "pliquer ceci", "expliquer ceci"),
        ("La gran-", "de salle", "grande salle"),
    ],
)
def test_french_words_that_are_joined_by_a_hyphen_keep_it(first: str, second: str, read: str) -> None:
    assert read in joined(*FRENCH, first, second)


def test_a_word_of_another_language_that_ends_like_a_french_subject_is_one() -> None:
    english = ("The mayor and the council of the town were", "there, and it was said that the train from")
    assert "Washington had" in joined(*english, "Washingt-", "on had not come in")


def test_after_ex_the_hyphen_is_doubtful_where_the_page_prints_the_word_alone() -> None:
    lines = repair_page(page(*FRENCH, "Le nouveau ministre parle, et l’ex-", "ministre écoute"))[0].lines
    assert [edit.kind for line in lines for edit in line.edits] == ["doubtful hyphen"]
