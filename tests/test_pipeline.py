"""The whole way from bytes to TEI: nothing lost on any page, and bytes that depend on nothing but the input and the day."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from converter.characters import printed
from converter.errors import UsageError
from converter.issue import printed_labels
from converter.metadata import Fact, IssueDate, Metadata, Newspaper
from converter.model import Block, Box, Drawing, Image, Line, Page, Picture, Reading, SourceFile
from converter.pipeline import convert_sources, default_id, numbered_on
from converter.readers import Source
from converter.validate import validate

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "lvliang-2020-12" / "page-01.txt"
TEI = "{http://www.tei-c.org/ns/1.0}"

# Words that segmentation and repair look for, between words that mean nothing, with every kind of blank and mark.
WORDS = st.sampled_from(
    [
        "本报讯",
        "（记者 张三 通讯员 李世川）",
        "□ 本报记者 王五",
        "图为村口的新路。",
        "记者 赵六 摄",
        "新华社北京12月18日电",
        "——我市扶贫工作纪实",
        "“扑下身子到村里干”",
        "弘扬精神弘扬精神 决战攻坚决战攻坚",
        "2 要闻 2025年10月20日 星期一 某某日报",
        "全市工作会议召开",
        "困 发 生 率 从 2014 年",
        "会议强调，各级部门要抓落实，",
        "推动经济社会高质量发展。",
        "⾄今",
        "\ue111",
        "\ufffd□",
        "exam-",
        "ple text",
        " ",
        "\u3000",
        "<&>]]>",
        "e\u0301",
        "（重慶廿日電）",
        "遗失声明",
        "1",
        "。",
    ]
)
LINE = st.lists(WORDS, max_size=6).map("".join)
PAGE = st.lists(LINE, min_size=1, max_size=30).map("\n".join)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])
@given(st.lists(PAGE, min_size=1, max_size=3).map("\f".join))
def test_no_character_is_lost_or_added_on_any_page(text: str) -> None:
    if not text.replace("\f", "").strip():
        return
    made = convert_sources([Source("page.txt", text.encode())])
    assert [note for note in validate(made.tei) if note.level == "error"] == []
    lines = etree.fromstring(made.tei).iter(f"{TEI}line")
    assert sorted("".join(printed("".join(line.itertext())) for line in lines)) == sorted(printed(text))


def run(folder: Path, **environment: str) -> bytes:
    """The example converted by a fresh process in a folder of its own."""
    folder.mkdir()
    (folder / "page-01.txt").write_bytes(EXAMPLE.read_bytes())
    env = {**os.environ, "PYTHONPATH": str(ROOT), "SOURCE_DATE_EPOCH": "1609459200", **environment}
    command = [sys.executable, "-m", "converter", "convert", "-q", "page-01.txt"]
    return subprocess.run(command, cwd=folder, env=env, check=True, capture_output=True).stdout


def test_bytes_do_not_depend_on_hash_seed_locale_time_zone_or_folder(tmp_path: Path) -> None:
    one = run(tmp_path / "one", PYTHONHASHSEED="1", LANG="C", LC_ALL="C", TZ="Pacific/Kiritimati")
    other = run(tmp_path / "二 two", PYTHONHASHSEED="2", LANG="de_DE.UTF-8", LC_ALL="", TZ="America/Anchorage")
    assert one == other
    assert one.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<TEI ')


def test_the_day_comes_from_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    source = Source("page.txt", "本报讯 今天开会。".encode())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert b'<change when="1970-01-02"' in convert_sources([source]).tei
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        convert_sources([source])


def test_sources_of_one_issue_make_pages_of_one_file() -> None:
    made = convert_sources([Source("a.txt", "甲。\f乙。".encode()), Source("b.txt", "丙。".encode())], metadata=Metadata(id="x"))
    root = etree.fromstring(made.tei)
    assert [pb.get("facs") for pb in root.iter(f"{TEI}pb")] == ["#p1", "#p2", "#p3"]
    assert [idno.text is not None for idno in root.iter(f"{TEI}idno")] == [True, True]
    assert validate(made.tei) == ()


def test_the_language_of_the_page_is_in_the_tei() -> None:
    root = etree.fromstring(convert_sources([Source("a.txt", "（重慶廿日電）中國軍隊、反攻江西省之高安、異常奏效、".encode())]).tei)
    assert root.find(f"{TEI}text").get("{http://www.w3.org/XML/1998/namespace}lang") == "zh-Hant"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("name", "expected"),
    [("page-01.txt", "page-01"), ("dir/Über Uns 2020.utf8.txt", "ber-uns-2020.utf8"), ("2020-12.txt", "page-2020-12"), ("a\nb.txt", "a-b")],
)
def test_an_id_comes_from_the_name(name: str, expected: str) -> None:
    assert default_id([Source(name, b"")]) == expected


def test_an_id_of_a_chinese_name_is_stable_and_ascii() -> None:
    first, second = (default_id([Source(name, b"")]) for name in ("吕梁日报.txt", "人民日报.txt"))
    assert first != second
    assert first.isascii()
    assert first == default_id([Source("吕梁日报.txt", b"x")])


@pytest.mark.shared
def test_every_development_page_gives_a_valid_file_with_nothing_lost(shared: Path) -> None:
    pages = sorted((shared / "pages").rglob("*.txt"))
    assert len(pages) > 20
    for path in pages:
        made = convert_sources([Source(path.name, path.read_bytes())])
        assert validate(made.tei) == (), path.name


def test_a_chinese_page_in_an_issue_of_another_language_is_parted_as_chinese() -> None:
    french = "Le conseil municipal a voté hier la construction d'un pont sur la rivière, et les travaux commenceront au printemps.\n" * 12
    page = EXAMPLE.read_bytes()
    made = convert_sources([Source("a.txt", french.encode()), Source("b.txt", page)], metadata=Metadata(id="x", language=Fact("fr")))
    root = etree.fromstring(made.tei)
    assert len(root.findall(".//{*}text//{*}div[@type='article']")) >= 5


@pytest.mark.parametrize(("stated", "days"), [("1999-01-01", 1), ("2021-03", 0), ("2021-03-05", 0), (None, 0)])
def test_what_a_source_says_of_itself_is_not_overruled_in_silence(stated: str | None, days: int) -> None:
    record = '{"headline": "A", "newspaper": "The Valley Post", "date": "2021-03-05", "body": "b."}'
    known = Metadata(id="x", newspaper=Newspaper(title=Fact("Another Paper")), date=IssueDate(when=stated) if stated else None)
    made = convert_sources([Source("a.json", record.encode())], metadata=known)
    told = [note.message for note in made.notices if note.code == "W-META-12"]
    assert len(told) == 1 + days
    assert "The Valley Post" in told[0]
    assert "Another Paper" in told[0]


def test_images_of_several_sources_keep_apart_and_lead_where_they_belong() -> None:
    def named(data: bytes) -> Reading:
        image = Image("p1.jpg", "image/jpeg", data)
        block = Block("b1", (1,), "caption", image="p1.jpg")
        page = Page(
            "p1",
            1,
            (Line("p1-l1", 1, "图"),),
            blocks=(block,),
            image="own.jpg",
            drawing=Drawing(pictures=(Picture(Box(0, 0, 9, 9), "p1.jpg"),)),
        )
        return Reading((page,), (SourceFile("a.json", "0" * 64, "articles"),), images=(image, Image("own.jpg", "image/jpeg", data)))

    readings = numbered_on([named(b"1"), named(b"2"), named(b"1")])
    assert [[(image.name, image.data) for image in one.images] for one in readings] == [
        [("p1.jpg", b"1"), ("own.jpg", b"1")],
        [("p2.jpg", b"2"), ("own-2.jpg", b"2")],
        [("p3.jpg", b"1"), ("own.jpg", b"1")],
    ]
    for one in readings:
        (page,) = one.pages
        assert page.blocks[0].image == page.drawing.pictures[0].image == one.images[0].name
        assert page.image == one.images[1].name


def test_an_article_in_another_language_than_the_issue_says_so() -> None:
    english = (
        "The river rose again on Monday night, and the people of the town had to leave their houses. It was the third flood of this year."
    )
    chinese = "昨日，我市召开春耕生产动员大会，要求各县区抓住农时，做好春播的各项准备工作，确保全年粮食丰收。" * 3
    data = f"# 春耕\n\n{chinese}\n\n---\nheadline: Flood\n---\n\n{english}\n".encode()
    root = etree.fromstring(convert_sources([Source("x.md", data)]).tei)
    xml_lang = "{http://www.w3.org/XML/1998/namespace}lang"
    assert [(div.findtext(f"{TEI}head") or div[0][0].tail, div.get(xml_lang)) for div in root.iter(f"{TEI}div")] == [
        ("春耕", None),
        ("Flood", "en"),
    ]
    assert [one.get("ident") for one in root.iter(f"{TEI}language")] == ["zh-Hans", "en"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        (
            "The river rose on March 5, 2021 and took 12 km of the old road with it, as the people of the town had long said that it would.",
            True,
        ),
        ("The river rose again and took the old road with it, as the people of the town had long said that it would.", False),
    ],
)
def test_the_header_says_annotation_where_something_is_marked(text: str, marked: bool) -> None:
    root = etree.fromstring(convert_sources([Source("x.md", f"# Flood\n\n{text}\n".encode())]).tei)
    found = list(root.iter(f"{TEI}date", f"{TEI}measure"))
    assert bool([one for one in found if any(True for _ in one.iterancestors(f"{TEI}body"))]) == marked
    assert ("annotation" in str(root.findtext(f".//{TEI}respStmt/{TEI}resp"))) == marked


@pytest.mark.parametrize(
    ("name", "data", "gaps"),
    [
        ("page.txt", "老桥通车\n本报讯（记者 林小青）昨天，助力我省转型 新路、出雏型，两岸居民都来看。\n", 1),
        ("page.md", "# 老桥通车\n\n昨天，助力我省转型 新路、出雏型，两岸居民都来看。\n", 0),
    ],
)
def test_only_bare_text_loses_glyphs(name: str, data: str, gaps: int) -> None:
    """An article file, or a page whose words have their places, has the blanks that someone wrote."""
    assert convert_sources([Source(name, data.encode())]).tei.count(b"<gap") == gaps


def test_a_front_page_without_a_number_takes_it_from_the_jump_to_it() -> None:
    front = ["清河老桥修好通车", "本报讯（记者 张三）昨日，清河老桥修复工程", "全部完工，桥上恢复通车，市民又能步行过河上", "（下转第3版）"]
    inner = [
        "2022年9月23日 星期五 第3版",
        "（上接第1版）桥梁石料，全部来自清河上游的采石场，老桥的",
        "栏杆由本地石匠重新雕刻，清河老桥桥头立起一块石碑。",
    ]
    sources = [Source(f"{n}.txt", "\n".join(lines).encode()) for n, lines in ((1, front), (3, inner))]
    done = convert_sources(sources)
    assert done.metadata.page_labels == (("p1", "1"), ("p2", "3"))
    root = etree.fromstring(done.tei)
    assert [pb.get("n") for pb in root.iter(f"{TEI}pb")] == ["1", "3"]
    assert "第1、3版" in "".join(root.find(f".//{TEI}titleStmt/{TEI}title").itertext())
    assert convert_sources(sources[:1]).metadata.page_labels == ()


def test_the_numbers_of_pages_go_to_the_files_that_are_one_page() -> None:
    """As a draft of edition.toml needs them: a [[page]] is a file, and one of two pages has no number of its own."""
    two = Source("a.txt", "第一版的文字。\f第二版的文字。".encode())
    one = Source("b.txt", "另一版的文字。".encode())
    known = Metadata(page_labels=(("p1", "1"), ("p2", "2"), ("p3", "8")))
    assert printed_labels(known, [two, one]) == (("p2", "8"),)
    assert printed_labels(known, [one, two]) == (("p1", "1"),)
