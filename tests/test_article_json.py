"""Articles in JSON: forms of a file, fields under all their names, bad records, pages and issues, and what is hostile."""

from __future__ import annotations

import json

import pytest
from article_pages import notices, told
from hypothesis import given
from hypothesis import strategies as st

from converter.characters import printed
from converter.errors import ConverterError, UnreadableError
from converter.model import Reading
from converter.readers.articles import read_json, read_json_issues
from converter.segment.given import outline_pages


def attempt(text: str) -> tuple[Reading | None, str | None]:
    """The reading, or the hint of the error."""
    try:
        return read(text), "read"
    except ConverterError as error:
        return None, error.hint


FULL = {
    "id": "a",
    "language": "zh-Hans",
    "headline": "春耕\n全面展开",
    "kicker": "全市会议提出",
    "deck": ["播种十二万亩", "比上年多"],
    "byline": ["王小平", {"name": "李四"}],
    "dateline": "本报讯",
    "date": "2021-03-05",
    "newspaper": "晋阳日报",
    "page": "第02版",
    "section": "要闻",
    "body": ["　　第一段。", {"crosshead": "小题"}, {"text": "第二段。"}],
    "figures": [{"caption": "田间", "credit": "赵六 摄", "file": "a.jpg"}],
}


def read(value: object, name: str = "x.json") -> Reading:
    return read_json(name, (value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).encode())


def test_each_field_becomes_blocks_of_its_kind() -> None:
    reading = read(FULL)
    assert told(reading) == {
        "a": [
            ("kicker", "全市会议提出"),
            ("main", "春耕/全面展开"),
            ("deck", "播种十二万亩"),
            ("deck", "比上年多"),
            ("byline", "王小平"),
            ("byline", "李四"),
            ("dateline", "本报讯"),
            ("text", "　　第一段。"),
            ("crosshead", "小题"),
            ("text", "第二段。"),
            ("caption", "田间"),
            ("credit", "赵六 摄"),
        ]
    }
    page, item, about = reading.pages[0], reading.items[0], reading.metadata
    assert (page.id, page.n, page.label) == ("p1", 1, "2")
    assert [line.id for line in page.lines] == [f"p1-l{n}" for n in range(1, 14)]
    assert [line.gap_before for line in page.lines[:5]] == [0, 1, 0, 1, 1]
    assert (item.kind, item.language, item.section) == ("article", "zh-Hans", "要闻")
    assert about is not None
    assert about.newspaper.title is not None
    assert (about.newspaper.title.value, about.newspaper.title.evidence) == ("晋阳日报", "external")
    assert about.date is not None
    assert about.date.when == "2021-03-05"
    assert about.language is not None
    assert about.language.value == "zh-Hans"
    assert reading.files[0].description == "articles as JSON, UTF-8"
    assert notices(reading) == [
        ("W-READ-36", 1, "pictures that do not lie beside the file as JPEG or PNG are missing in the edition: a.jpg")
    ]


def test_two_blank_lines_part_articles() -> None:
    assert [line.gap_before for line in read([{"headline": "一", "body": "甲。"}, {"headline": "二"}]).pages[0].lines] == [0, 1, 2]


ONE, TWO = '{"headline": "一", "body": "甲。"}', '{"headline": "二", "body": "乙。"}'


@pytest.mark.parametrize(
    "text",
    [
        f"[{ONE}, {TWO}]",
        f"\ufeff [\n{ONE}\n,\n{TWO}\n]\n",
        f'{{"articles": [{ONE}, {TWO}]}}',
        f"{ONE}\n{TWO}\n",
        f"{ONE}\n\n{TWO}",
        f"\x1e{ONE}\n\x1e{TWO}\n",
        json.dumps(json.loads(ONE), indent=1) + "\n" + json.dumps(json.loads(TWO), indent=1),
    ],
)
def test_forms_of_a_file(text: str) -> None:
    assert list(told(read(text)).values()) == [[("main", "一"), ("text", "甲。")], [("main", "二"), ("text", "乙。")]]


def test_what_stands_beside_the_list_holds_for_all() -> None:
    reading = read(
        {
            "newspaper": "晋阳日报",
            "date": "2021-03-05",
            "page": 3,
            "articles": [{"headline": "一"}, {"headline": "二", "page": 1}],
            "note": "x",
        }
    )
    assert [page.label for page in reading.pages] == ["1", "3"]
    assert reading.metadata is not None
    assert reading.metadata.date is not None
    assert reading.metadata.date.when == "2021-03-05"
    assert [code for code, _, _ in notices(reading)] == ["W-READ-31"]
    with pytest.raises(UnreadableError, match="date is 5, expected a day"):
        read({"date": 5, "articles": [{"headline": "一"}]})


def test_ninjs() -> None:
    reading = read(
        {
            "uri": "tag:x,2021:1",
            "type": "text",
            "versioncreated": "2021-03-05T08:00:00+08:00",
            "language": "en",
            "headline": "Dam opens",
            "byline": "Ann Bell",
            "located": "RIVERTON",
            "body_xhtml": "<div><p>One<br/>line.</p>\n<h2>Water</h2><p>Two.</p></div>",
            "body_text": "One line. Water Two.",
            "associations": {
                "main": {
                    "type": "picture",
                    "description_text": "The dam",
                    "byline": "C. Dow",
                    "renditions": {"16x9": {"href": "dam.jpg"}},
                }
            },
        }
    )
    assert told(reading) == {
        "tag:x,2021:1": [
            ("main", "Dam opens"),
            ("byline", "Ann Bell"),
            ("dateline", "RIVERTON"),
            ("lines", "One/line."),
            ("crosshead", "Water"),
            ("text", "Two."),
            ("caption", "The dam"),
            ("credit", "C. Dow"),
        ]
    }
    assert [message for _, _, message in notices(reading)] == [
        "fields that no part of an edition takes: type",
        "pictures that do not lie beside the file as JPEG or PNG are missing in the edition: dam.jpg",
    ]


def test_ninjs_2() -> None:
    reading = read(
        {
            "headlines": [{"role": "main", "value": "Dam opens"}, {"role": "mobile", "value": "Dam"}],
            "bodies": [{"contenttype": "text/plain", "value": "One."}, {"contenttype": "text/html", "value": "<p>One.</p><p>Two.</p>"}],
        }
    )
    assert list(told(reading).values()) == [[("main", "Dam opens"), ("text", "One."), ("text", "Two.")]]
    assert [message for _, _, message in notices(reading)] == ["fields that no part of an edition takes: headlines.mobile"]


def test_schema_org() -> None:
    reading = read(
        {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": "Dam opens",
            "alternativeHeadline": "Farmers wait",
            "author": [{"@type": "Person", "name": "Ann Bell"}, {"@type": "Organization", "name": "Reuters"}],
            "datePublished": "2021-03-05",
            "inLanguage": "en_GB",
            "isPartOf": {"@type": "PublicationIssue", "issueNumber": "7", "isPartOf": {"@type": "Newspaper", "name": "Valley Post"}},
            "printSection": "A",
            "pageStart": "A03",
            "articleBody": "One.\n\nTwo\nlines.",
            "image": {"@type": "ImageObject", "contentUrl": "dam.jpg", "caption": "The dam", "creditText": "C. Dow"},
        }
    )
    assert next(iter(told(reading).values()))[1:] == [
        ("deck", "Farmers wait"),
        ("byline", "Ann Bell"),
        ("byline", "Reuters"),
        ("text", "One."),
        ("lines", "Two/lines."),
        ("caption", "The dam"),
        ("credit", "C. Dow"),
    ]
    assert reading.pages[0].label == "A03"
    assert reading.metadata is not None
    assert reading.metadata.newspaper.title is not None
    assert reading.metadata.newspaper.title.value == "Valley Post"
    assert reading.items[0].language == "en-GB"
    assert notices(reading)[0][2] == "fields that no part of an edition takes: isPartOf.issueNumber"


def test_names_of_a_newspapers_own_export() -> None:
    reading = read(
        [
            {"标题": "一", "作者": "王", "正文": "甲。\n乙。", "版次": "第三版", "日期": "2021年3月5日 星期五"},
            {"title": "二", "content": "<p>丙&amp;丁</p>"},
        ]
    )
    assert list(told(reading).values()) == [
        [("main", "一"), ("byline", "王"), ("text", "甲。"), ("text", "乙。")],
        [("main", "二"), ("text", "丙&丁")],
    ]
    assert [page.label for page in reading.pages] == ["3", None]


def test_another_name_that_says_something_else_is_told() -> None:
    assert not notices(read({"headline": "一", "title": "一 ", "body": "甲。", "text": None}))
    assert notices(read({"headline": "一", "title": "二"})) == [("W-READ-31", 1, "fields that no part of an edition takes: title")]
    assert list(told(read({"headline": "", "title": "二"})).values()) == [[("main", "二")]]


BAD = """[
 {"id": "good", "headline": "一"},
 {"id": "bad-1", "headline": "二",
  "body": 42},
 "no record",
 {"section": "要闻"},
 {"headline": "三", "figures": [{"caption": "x"},
   {"caption": ["y"]}], "date": "2021-02-30"}
]"""


def test_a_bad_record_is_told_with_its_line_and_field_and_the_others_go_on() -> None:
    reading = read(BAD)
    assert told(reading) == {"good": [("main", "一")]}
    assert [(note.code, note.file, note.line, note.message, note.expected) for note in reading.notices] == [
        (
            "E-READ-30",
            "x.json",
            4,
            "record 2 (bad-1) is left out: body is 42",
            'text, or a list of paragraphs: strings, {"text": "…"} or {"crosshead": "…"}',
        ),
        ("E-READ-30", "x.json", 5, "record 3 is left out: it is text", "an object with the fields of an article"),
        ("E-READ-30", "x.json", 6, "record 4 is left out: it has no text", 'a "headline", a "body", or both'),
        ("E-READ-30", "x.json", 8, 'record 5 is left out: date is "2021-02-30"', "a day such as 2020-12-21, a month (2020-12) or a year"),
        ("E-READ-30", "x.json", 8, "record 5 is left out: figures[2].caption is a list", "text in quotes"),
    ]
    assert all(note.level == "error" and note.hint for note in reading.notices)


def test_a_broken_line_of_json_lines_breaks_no_other() -> None:
    reading = read(f'{ONE}\n{{"headline": "unclosed\n{TWO}\n{{"headline" "三"}}\n')
    assert [blocks[0][1] for blocks in told(reading).values()] == ["一", "二"]
    assert [(code, line) for code, line, _ in notices(reading)] == [("E-READ-30", 3), ("E-READ-30", 4)]
    first = read(f'{{"headline": "unclosed\n{TWO}\n{ONE}\n')
    assert [blocks[0][1] for blocks in told(first).values()] == ["二", "一"]


@pytest.mark.parametrize(
    ("text", "where", "says"),
    [
        ("", "x.json", "empty"),
        ("[]", "x.json", "holds no article"),
        ("{}", "x.json:1", "none of its records is an article: record 1 is left out: it has no text"),
        ("5", "x.json", "holds no articles: its value is a number"),
        ('"text"', "x.json", "its value is text"),
        ("[1, 2]", "x.json:1", "none of its records"),
        ('[\n{"headline": "一"},\n{"headline": "二"', "x.json:3", "is not JSON"),
        ('[\n{"headline": "一"}\n{"headline": "二"}]', "x.json:3", "is not JSON: expecting ',' or ']'"),
        ('{"articles": [\n{"headline": "一"},\n{"headline": "二"}\n', "x.json", "is not JSON"),
        ('{"articles": [\n{"headline": "一"},\n{"head', "x.json:3", "is not JSON"),
        ("[" * 100_000, "x.json:1", "brackets within brackets"),
        ('{"a":' * 100_000, "x.json:1", "brackets within brackets"),
        ('[{"headline": "一"}] x', "x.json:1", "after the end of the list"),
        ("本报讯", "x.json:1", "is not JSON"),
    ],
)
def test_what_is_no_file_of_articles_is_refused(text: str, where: str, says: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        read(text)
    assert says in caught.value.what
    assert str(caught.value.where).startswith(where)
    assert caught.value.hint


def test_depth_inside_one_record_of_many_is_told_or_refused() -> None:
    with pytest.raises(UnreadableError, match="brackets within brackets"):
        read(f'[{ONE}, {{"headline": {"[" * 100_000}')


def test_strange_numbers_and_constants_are_no_values() -> None:
    reading = read(
        f'{{"headline": "一", "page": {"9" * 5000}}}\n{{"headline": "二", "page": NaN}}\n{{"headline": "三", "page": 3.0, "x": 1e999}}'
    )
    assert list(told(reading).values()) == [[("main", "三")]]
    assert reading.pages[0].label == "3"
    messages = [message for code, _, message in notices(reading) if code == "E-READ-30"]
    assert messages[0].startswith("record 1 is left out: page is 99999999")
    assert len(messages[0]) < 100
    assert messages[1] == "record 2 is left out: page is NaN"


def test_a_key_that_stands_twice_is_told() -> None:
    reading = read('[{"headline": "一",\n"body": "甲。", "headline": "二"}]')
    assert list(told(reading).values()) == [[("main", "二"), ("text", "甲。")]]
    assert notices(reading) == [("W-READ-32", 2, "record 1 has several times: headline; the last one counts")]


def test_what_xml_cannot_hold_is_mended_and_told() -> None:
    reading = read('[{"headline": "一\\ud800", "body": "甲\\u0000乙\x07\\fｘ\\ud83d\\ude00"}]')
    assert list(told(reading).values()) == [[("main", "一\ufffd"), ("text", "甲乙"), ("text", "ｘ\U0001f600")]]
    assert notices(reading) == [
        ("W-READ-03", 1, "1 broken characters read as U+FFFD"),
        ("W-READ-02", 1, "2 control characters left out (U+0000, U+0007)"),
    ]


def test_control_characters_alone_are_no_text() -> None:
    with pytest.raises(UnreadableError, match="has no text"):
        read('{"headline": "\\u0001 \\u0002", "body": "\\u0000"}')


def test_pages_are_in_the_order_of_their_numbers_and_records_without_come_last() -> None:
    pages = [10, "2", None, "A02", "02版", "三", "封面"]
    reading = read([{"headline": f"题{n}", "page": page} for n, page in enumerate(pages)])
    assert [(page.n, page.label, [line.text for line in page.lines]) for page in reading.pages] == [
        (1, "2", ["题1", "题4"]),
        (2, "3", ["题5"]),
        (3, "10", ["题0"]),
        (4, "A02", ["题3"]),
        (5, "封面", ["题6"]),
        (6, None, ["题2"]),
    ]
    assert notices(reading) == [("W-READ-34", 1, "1 record names no page; it stands on a last page of its own")]


ISSUES = [
    {"headline": "一", "newspaper": "甲报", "date": "2021-03-06"},
    {"headline": "二", "newspaper": "甲报", "date": "2021-03-05T23:00:00"},
    {"headline": "三", "date": "20210306"},
    {"headline": "四", "newspaper": "甲报"},
]


def test_a_file_of_several_issues_is_refused_as_one_and_read_as_several() -> None:
    with pytest.raises(UnreadableError) as caught:
        read(ISSUES)
    assert caught.value.what == (
        "it holds articles of 3 issues: 甲报 2021-03-05 (1 article), 甲报 2021-03-06 (2 articles), 甲报 without a date (1 article)"
    )
    readings = read_json_issues("x.json", json.dumps(ISSUES).encode())
    assert [[blocks[0][1] for blocks in told(reading).values()] for reading in readings] == [["二"], ["一", "三"], ["四"]]
    assert all(reading.pages[0].id == "p1" for reading in readings)


def test_ids_that_repeat_are_told_and_not_merged() -> None:
    reading = read([{"id": 1, "headline": "一"}, {"id": "1", "headline": "二"}, {"headline": "三"}])
    assert [item.id for item in reading.items] == ["x.json#1", "x.json#2", "x.json#3"]
    assert notices(reading) == [("W-READ-33", 1, '2 records have the id "1"; each is an article of its own')]


def test_private_characters_and_encodings_are_reported() -> None:
    reading = read_json("x.json", '{"headline": "在中国的人民\ue111"}'.encode("gb18030"))
    assert [code for code, _, _ in notices(reading)] == ["I-READ-01", "W-READ-04"]
    assert reading.files[0].description == "articles as JSON, GB18030"


def test_no_page_is_that_large() -> None:
    with pytest.raises(UnreadableError, match="no newspaper page has") as caught:
        read([{"headline": "一", "body": "字" * 100_001}])
    assert "page" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('{"headline": 5}\n' * 20_000, "of its first 10000 records none is one"),
        ("[" + '"x",' * 20_000 + "1]", "of its first 10000 records none is one"),
        (ONE + "\n" + '{"headline":}\n' * 2000, "more than 1000 of its lines are broken"),
        ('{"headline": "x"' + "".join(f',"k{n}":1' for n in range(2000)) + "}", "it has 2001 fields"),
    ],
)
def test_a_file_of_something_else_is_given_up(text: str, says: str) -> None:
    with pytest.raises(UnreadableError, match=says) as caught:
        read(text)
    assert caught.value.hint


def test_many_bad_records_are_told_in_few_notices() -> None:
    reading = read("\n".join(['{"headline": 5}'] * 5000 + [ONE]))
    assert len(reading.notices) == 50
    assert "and 4950 more" in reading.notices[-1].message


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=8),
        lambda x: (
            st.lists(x, max_size=3)
            | st.dictionaries(
                st.sampled_from(
                    ["headline", "body", "figures", "caption", "text", "crosshead", "articles", "name", "byline", "page", "date", "x"]
                ),
                x,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_json_is_read_or_refused_and_no_text_is_lost(value: object) -> None:
    reading, hint = attempt(json.dumps(value))
    assert hint
    if reading is None:
        return
    for page in reading.pages:
        assert [line.n for line in page.lines] == [n for block in page.blocks for n in block.lines]
        assert all(line.text.strip() for line in page.lines)
    if (
        isinstance(value, dict)
        and isinstance(value.get("headline"), str)
        and isinstance(value.get("body"), str)
        and "<" not in value["body"]
    ):
        text = printed("".join(line.text for page in reading.pages for line in page.lines))
        assert printed("".join(c for c in value["headline"] if c.isprintable())) in text


@given(st.text(alphabet='[]{}",:\\ \nau0x1e', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    reading, hint = attempt(text)
    assert hint
    assert reading is None or reading.pages


@pytest.mark.parametrize("credit", ["Fotos: Peter Lindner", "Photos by Ann Dow", "本报记者 王小平 摄", "摄影：王小平"])
def test_who_photographed_signs_the_picture_and_not_the_article(credit: str) -> None:
    reading = read_json("x.json", json.dumps({"headline": "x", "byline": ["Von Anna Kern", credit], "body": "Am Fluss."}).encode())
    article = outline_pages(reading.pages, reading.items, "Latn")[0][0].articles[0]
    assert [byline.passage.text for byline in article.bylines] == ["Von Anna Kern"]
    assert [byline.passage.text for figure in article.figures for byline in figure.credits] == [credit]


@pytest.mark.parametrize(
    ("byline", "wrote", "photographed"),
    [
        ("Text: Anna Kern, Fotos: Peter Lindner", ["Text: Anna Kern,"], ["Fotos: Peter Lindner"]),
        ("李建国 摄影：王小平", ["李建国"], ["摄影：王小平"]),
        ("李建国 文 王小平 摄", ["李建国 文 王小平 摄"], []),
        ("图/文 王小平", ["图/文 王小平"], []),
        ("By Ann Bell (AP)", ["By Ann Bell (AP)"], []),
    ],
)
def test_one_line_may_say_who_wrote_and_who_photographed(byline: str, wrote: list[str], photographed: list[str]) -> None:
    reading = read_json("x.json", json.dumps({"headline": "x", "byline": byline, "body": "Am Fluss."}).encode())
    article = outline_pages(reading.pages, reading.items, "Latn")[0][0].articles[0]
    assert [one.passage.text for one in article.bylines] == wrote
    assert [one.passage.text for figure in article.figures for one in figure.credits] == photographed
