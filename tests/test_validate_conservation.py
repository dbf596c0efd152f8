"""Each character of a source line stands in the text once, and nothing else does: what counts, what does not, and what is said."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from snippets import FOLDER

from converter.characters import printed
from converter.notices import Notice
from converter.validate import validate

FRAME = (FOLDER / "frame.xml").read_text(encoding="utf-8")
SURFACE = '<surface xml:id="p1" n="2"></surface>'
DIV = FRAME[FRAME.index("<div ") : FRAME.index("</div>") + 6]


def page(lines: list[str], blocks: str) -> bytes:
    """A file with these lines (as XML) and these blocks in an article."""
    read = "".join(f'<line xml:id="p1-l{n}" n="{n}">{line}</line>' for n, line in enumerate(lines, 1))
    text = FRAME.replace(SURFACE, SURFACE.replace("></", f">{read}</"))
    return text.replace(DIV, f'<div type="article" xml:id="a1">{blocks}</div>').encode()


def paragraph(*lines: str) -> str:
    return '<p xml:id="a1-p1">' + "".join(f'<lb corresp="#p1-l{n}"/>{line}' for n, line in enumerate(lines, 1)) + "</p>"


def said(content: bytes) -> list[tuple[str, str]]:
    return [(one.code, one.where) for one in validate(content)]


SAME = {
    "blanks of all kinds": ("今　日\u00a0多 云", "今日多云"),
    "marks that print nothing": ("今\u200b日\ufeff多\u00ad云", "今日多云"),
    "radicals": ("\u2f84\u6c11", "\u81f3\u6c11"),
    "compatibility ideographs": ("\uf9e1\u6c0f", "\u674e\u6c0f"),
    "composed and decomposed": ("cafe\u0301", "caf\u00e9"),
    "second copy": ("吕梁吕梁", '吕梁<surplus reason="overprint">吕梁</surplus>'),
    "printed error": ("按步就班", '按<choice><sic>步</sic><corr resp="#wang">部</corr></choice>就班'),
    "printed spelling": ("羣众", '<choice><orig>羣</orig><reg resp="#wang">群</reg></choice>众'),
    "abbreviation": ("两会", "<choice><abbr>两会</abbr><expan>人大和政协会议</expan></choice>"),
    "restored glyph": ("转型 新路", '转型<supplied reason="lost-glyph" resp="#wang" cert="high">发</supplied>新路'),
    "lost glyph": ("转型 新路", '转型<gap reason="lost-glyph" unit="chars" quantity="1"/>新路'),
    "note of ours": ("转型", '转型<note resp="#wang">A word of ours.</note>'),
    "weak hyphen": ("exam-", 'exam<pc force="weak">-</pc><lb break="no" corresp="#p1-l2"/>ple'),
    "comment": ("转型", "转<!-- 注 -->型"),
    "processing instruction": ("转型", "转<?mark here?>型"),
    "comment in the source": ("转<!-- 注 -->型", "转型"),
}


@pytest.mark.parametrize("kind", SAME)
def test_what_is_the_same(kind: str) -> None:
    line, text = SAME[kind]
    lines = [line, "ple"] if "p1-l2" in text else [line]
    assert said(page(lines, paragraph(text))) == []


DIFFERENT = {
    "full-width forms are not folded": ("２０２１", "2021", "E-CON-01"),
    "punctuation is not folded": ("今日，多云", "今日,多云", "E-CON-01"),
    "variants are not folded": ("羣众", "群众", "E-CON-01"),
    "lost": ("今日多云", "今日云", "E-CON-01"),
    "added": ("今日多云", "今日多云云", "E-CON-02"),
    "turned": ("今日多云", "日今多云", "E-CON-03"),
    "only the correction": ("按步就班", "按部就班", "E-CON-01"),
    "second copy that is not there": ("吕梁", '吕梁<surplus reason="overprint">吕梁</surplus>', "E-CON-02"),
}


@pytest.mark.parametrize("kind", DIFFERENT)
def test_what_is_not(kind: str) -> None:
    line, text, code = DIFFERENT[kind]
    assert said(page([line], paragraph(text))) == [(code, "p1-l1")]


COPIES = {  # text of a line, and whether every surplus in it is a second copy
    "once": ("[吕梁]", False),
    "once, after other words": ("精神[吕梁]", False),
    "once, before its like": ("[吕梁]吕梁", False),
    "not right after": ("吕梁精神[吕梁]", False),
    "more than there was": ("梁[吕梁]", False),
    "twice": ("吕梁[吕梁]", True),
    "three times": ("吕梁[吕梁][吕梁]", True),
    "word by word": ("吕梁[吕梁]精神[精神]", True),
    "two words together": ("吕梁精神[吕梁精神]", True),
    "two words, two elements": ("吕梁精神[吕梁] [精神]", True),
    "two words, the second elsewhere": ("吕梁精神[吕梁]决战[精神]", False),
    "two words twice, in four elements": ("吕梁精神[吕梁][精神][吕梁][精神]", True),
    "two words twice, then what was not there": ("吕梁精神[吕梁][精神][吕梁][决战]", False),
    "two words twice, then the first": ("吕梁精神[吕梁][精神][吕梁]", False),
    "with blanks": ("吕 梁精神[吕梁　精神]", True),
    "radicals": ("\u2f84此[\u81f3此]", True),
    "a name": ("<persName>李四</persName>说[李四说]", True),
    "behind a name": ("<persName>李四[李四]</persName>", True),
    "a lost glyph": ('转<gap reason="lost-glyph" unit="chars" quantity="1"/>型[转型]', True),
    "words of ours": ('转<supplied reason="lost-glyph" resp="#wang" cert="high">型</supplied>[转型]', False),
}


@pytest.mark.parametrize("kind", COPIES)
def test_only_a_second_copy_may_be_surplus(kind: str) -> None:
    text, good = COPIES[kind]
    line = re.sub(r"<supplied.*</supplied>|<[^>]*>|[\[\]]", "", text)
    marked = text.replace("[", '<surplus reason="overprint">').replace("]", "</surplus>")
    assert {code for code, _ in said(page([line], paragraph(marked)))} == (set() if good else {"E-CON-07"})


def test_a_copy_may_stand_behind_several_blocks() -> None:
    """A line printed over itself that is caption and credit: the copy comes after the credit."""
    copy = '<surplus reason="overprint"><lb corresp="#p1-l2"/>今日，李四摄</surplus>'
    blocks = f'<head type="kicker"><lb corresp="#p1-l1"/>今日，</head><head type="main">李四摄{copy}</head>'
    assert said(page(["今日，李四摄", "今日，李四摄"], blocks)) == []
    assert said(page(["今日，王五摄", "今日，李四摄"], blocks.replace("李四", "王五", 1))) == [("E-CON-07", "a1/head/surplus")]


def test_furniture_may_part_a_copy_from_its_words() -> None:
    furniture = '<pb break="no" facs="#p1"/><fw type="folio"><lb corresp="#p1-l2"/>2</fw>'
    text = f'今日{furniture}<surplus reason="overprint"><lb break="no" corresp="#p1-l3"/>今日</surplus>'
    assert said(page(["今日", "2", "今日"], paragraph(text))) == []


def only(content: bytes) -> Notice:
    (found,) = validate(content)
    return found


def test_characters_are_named() -> None:
    assert "“多” (U+591A)" in only(page(["今日多云"], paragraph("今日云"))).message
    assert "“多云” (2 characters)" in only(page(["今日多云"], paragraph("今日"))).message
    replaced = only(page(["今日多云"], paragraph("今天多云")))
    assert "“日” (U+65E5)" in replaced.message
    assert "“天” (U+5929)" in replaced.message
    assert replaced.expected == "今日多云"


def test_line_that_is_not_there() -> None:
    lost = only(page(["今日。", "明日。", "　"], paragraph("今日。")))
    assert (lost.code, lost.where) == ("E-CON-04", "p1-l2")
    assert "明日。" in lost.message
    assert "On the page it stands after p1-l1 (line " in lost.message
    between = only(page(["今日。", "明日。", "后日。"], paragraph("今日。", "后日。").replace("#p1-l2", "#p1-l3")))
    line = between.line
    assert f"after p1-l1 (line {line} of the file, in a1-p1) and before p1-l3 (line {line} of the file, in a1-p1)." in between.message
    first = only(page(["昨日。", "今日。"], paragraph("今日。").replace("#p1-l1", "#p1-l2")))
    assert "On the page it stands before p1-l2 (line " in first.message


def test_text_after_what_stands_beside_it_needs_its_own_line() -> None:
    furniture = '<fw type="folio"><lb corresp="#p1-l2"/>2</fw>'
    good = page(["今日", "2", "多云"], paragraph(f'今日<pb break="no" facs="#p1"/>{furniture}<lb break="no" corresp="#p1-l3"/>多云'))
    assert said(good) == []
    without = page(["今日多云", "2"], paragraph(f'今日<pb break="no" facs="#p1"/>{furniture}多云'))
    assert said(without) == [("E-CON-01", "p1-l1"), ("E-CON-05", "a1-p1")]


def test_text_before_any_line() -> None:
    assert said(page(["今日"], '<p xml:id="a1-p1">昨<lb corresp="#p1-l1"/>今日</p>')) == [("E-CON-05", "a1-p1")]


def test_a_line_goes_on_from_block_to_block() -> None:
    blocks = '<dateline><lb corresp="#p1-l1"/>本报讯</dateline><byline>（记者）</byline><p xml:id="a1-p1">今日</p>'
    assert said(page(["本报讯（记者）今日"], blocks)) == []


def test_parts_of_a_line_in_any_order() -> None:
    line = '<seg xml:id="p1-l1-s1">今日</seg> <seg xml:id="p1-l1-s2">明日</seg>'
    blocks = '<p xml:id="a1-p1"><lb corresp="#p1-l1-s2"/>明日</p><p xml:id="a1-p2"><lb corresp="#p1-l1-s1"/>今日</p>'
    assert said(page([line], blocks)) == []
    assert said(page([line], blocks.replace("明日", "明"))) == [("E-CON-01", "p1-l1-s2")]
    assert said(page([line.replace("</seg> ", "</seg>、")], blocks)) == [("E-CON-06", "p1-l1")]


CHARACTERS = st.sampled_from("今日多云吕梁abcé12，。“”—□ \u3000\u2f84\uf9e1\U00020000-")
LINES = st.lists(st.text(CHARACTERS, min_size=1, max_size=12).filter(lambda line: bool(printed(line))), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(lines=LINES, data=st.data())
def test_any_page_is_conserved_and_any_loss_is_found(lines: list[str], data: st.DataObject) -> None:
    read, text = [escape(line) for line in lines], [escape("".join(line.split())) for line in lines]
    assert said(page(read, paragraph(*text))) == []
    number = data.draw(st.integers(0, len(lines) - 1))
    position = data.draw(st.integers(0, len(text[number]) - 1))
    text[number] = text[number][:position] + text[number][position + 1 :]
    found = [where for code, where in said(page(read, paragraph(*text))) if code.startswith("E-CON")]
    assert found == [f"p1-l{number + 1}"]
