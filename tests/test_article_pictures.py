"""Picture files that articles name: those that lie beside the article file are images of the edition, the others keep their names."""

from __future__ import annotations

import json

import pytest

from converter.errors import MissingError, UnreadableError
from converter.model import Block, Figure, Paragraph, Reading
from converter.pipeline import Marking, convert_sources
from converter.readers import Source
from converter.readers.articles import read_json, read_json_issues, read_markdown_issues, read_nitf
from converter.segment.given import outline_page
from converter.validate import validate

PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 8 + (4).to_bytes(4, "big") + (3).to_bytes(4, "big")
FILES = {"dam.jpg": PNG, "pics/dam.jpg": PNG + b"other", "list.txt": b"no picture", "../out.png": PNG, "/etc/out.png": PNG}


def beside(name: str) -> bytes:
    if name not in FILES:
        raise MissingError("not there", where=name)
    return FILES[name]


def shown(reading: Reading) -> list[tuple[str | None, str | None]]:
    blocks: list[Block] = [block for page in reading.pages for block in page.blocks if block.kind in ("caption", "credit")]
    return [(block.file, block.image) for block in blocks]


def of_json(*figures: object, body: str = "Text.") -> Reading:
    record = {"headline": "Dam", "body": body, "figures": list(figures)}
    return read_json_issues("my day.json", json.dumps(record).encode(), None, beside)[0]


def test_a_picture_beside_the_articles_is_an_image_of_its_figure() -> None:
    reading = of_json({"caption": "A", "credit": "B", "file": "dam.jpg"}, {"credit": "C", "file": "pics/dam.jpg"}, {"caption": "D"})
    assert shown(reading) == [("dam.jpg", "pic_my_day_dam.png"), (None, None), ("pics/dam.jpg", "pic_my_day_pics_dam.png"), (None, None)]
    assert [(image.name, image.media_type, image.data) for image in reading.images] == [
        ("pic_my_day_dam.png", "image/png", PNG),  # what it is, not what its name says
        ("pic_my_day_pics_dam.png", "image/png", PNG + b"other"),
    ]
    assert reading.notices == ()
    assert reading.renumbered(2).images == reading.images
    assert reading.apart(1)[0].images == reading.images


@pytest.mark.parametrize(
    "name", ["gone.jpg", "list.txt", "../out.png", "/etc/out.png", "https://example.org/a.png", "C:\\a.png", "file:///a.png"]
)
def test_a_picture_that_is_not_here_or_none_keeps_its_name(name: str) -> None:
    reading = of_json({"caption": "A", "file": name})
    assert shown(reading) == [(name, None)]
    assert reading.images == ()
    assert [(notice.code, notice.line) for notice in reading.notices] == [("I-READ-35" if name.startswith("http") else "W-READ-36", 1)]


def test_html_markdown_and_nitf_name_pictures_too() -> None:
    marked = "<figure><img src='dam.jpg'><figcaption>A</figcaption></figure><figure><img src='x.jpg'></figure><figure><figcaption>B</figcaption></figure>"
    assert shown(of_json(body=marked)) == [
        ("dam.jpg", "pic_my_day_dam.png"),
        (None, None),
    ]  # the second is not here, and no word is said of it
    assert [notice.message for notice in of_json(body=marked).notices] == [
        "pictures that do not lie beside the file as JPEG or PNG are missing in the edition: x.jpg"  # no word is printed of it
    ]
    (reading,) = read_markdown_issues("a.md", b'Text.\n\n![A](dam.jpg "B")\n', None, beside)
    assert shown(reading) == [("dam.jpg", "pic_a_dam.png"), (None, None)]
    media = "<media><media-reference source='dam.jpg'/><media-caption>A</media-caption><media-producer>B</media-producer></media>"
    story = f"<nitf><body><body.content><p>Text.</p>{media}</body.content></body></nitf>"
    assert shown(read_nitf("a.xml", story.encode(), None, beside)) == [("dam.jpg", "pic_a_dam.png"), (None, None)]


def places(reading: Reading) -> list[tuple[str | None, bool]]:
    return [(block.kind, block.placed) for page in reading.pages for block in page.blocks]


def test_a_picture_of_the_body_has_its_place_and_one_of_the_field_has_none() -> None:
    body = "<p>One.</p><figure><img src='dam.jpg'><figcaption>A</figcaption></figure><p>Two.</p>"
    expected = [("main", False), ("text", False), ("caption", True), ("text", False), ("caption", False), ("credit", False)]
    assert places(of_json({"caption": "B", "credit": "C"}, body=body)) == expected
    marked = b'---\nheadline: Dam\nfigures:\n- caption: B\n---\nOne.\n\n![A](dam.jpg "C")\n\nTwo.\n'
    (reading,) = read_markdown_issues("a.md", marked, None, beside)
    assert places(reading) == [("main", False), ("caption", False), ("text", False), ("caption", True), ("credit", True), ("text", False)]
    media = "<media><media-caption>A</media-caption></media>"
    story = f"<nitf><body><body.content><p>One.</p>{media}<p>Two.</p></body.content></body></nitf>"
    assert places(read_nitf("a.xml", story.encode(), None, beside)) == [("text", False), ("caption", True), ("text", False)]


def test_a_picture_of_which_nothing_is_said_is_a_figure_if_it_is_here() -> None:
    expected = [("dam.jpg", "pic_my_day_dam.png")]
    assert shown(of_json("dam.jpg", "gone.jpg")) == expected
    assert shown(of_json({"file": "dam.jpg"})) == expected
    assert shown(of_json(body="<p>One.</p><p><img src='dam.jpg'></p><p>Two.</p>")) == expected
    (reading,) = read_markdown_issues("my day.md", b"One.\n\n![](dam.jpg)\n\nTwo.\n", None, beside)
    assert shown(reading) == expected
    assert [block.placed for block in reading.pages[0].blocks] == [False, True, False]
    layout, _ = outline_page(reading.pages[0], reading.items, "Latn")
    first, figure, last = layout.articles[0].sections[0].blocks
    assert figure == Figure(file="dam.jpg", image="pic_my_day_dam.png")
    assert isinstance(first, Paragraph)
    assert isinstance(last, Paragraph)
    assert (first.passage.text, last.passage.text) == ("One.", "Two.")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One.</p><p><img src='dam.jpg'></p><p>Two.</p>", ["One.", "", "Two."]),
        ("<p>One.<img src='dam.jpg'> And.</p><p>Two.</p>", ["One. And.", "", "Two."]),
        ("<div>One.<img src='dam.jpg'><p>Two.</p></div>", ["One.", "", "Two."]),
        ("<p>One.</p><figure><div><img src='dam.jpg'></div><figcaption>A</figcaption></figure><p>Two.</p>", ["One.", "A", "Two."]),
        (
            "<p>One.</p><figure><img src='dam.jpg'></figure><figure><figcaption>A</figcaption></figure><p>Two.</p>",
            ["One.", "", "A", "Two."],
        ),
    ],
)
def test_a_picture_in_html_stands_after_the_block_that_it_is_in(body: str, expected: list[str]) -> None:
    (page,) = of_json(body=body).pages
    said = [" ".join(page.lines[n - 1].text for n in block.lines) for block in page.blocks]
    assert said == ["Dam", *expected]
    assert [block.image for block in page.blocks].count("pic_my_day_dam.png") == 1


def test_of_two_fields_with_pictures_the_words_of_the_second_are_not_lost() -> None:
    record = {"headline": "Dam", "image": "dam.jpg", "images": [{"caption": "A", "file": "dam.jpg"}, {"file": "pics/dam.jpg"}]}
    (reading,) = read_json_issues("d.json", json.dumps(record).encode(), None, beside)
    assert shown(reading) == [("dam.jpg", "pic_d_dam.png"), ("pics/dam.jpg", "pic_d_pics_dam.png")]
    assert reading.notices == ()


def test_a_picture_alone_is_no_article() -> None:
    with pytest.raises(UnreadableError, match="it has no text"):
        read_json_issues("d.json", b'{"image": "dam.jpg"}', None, beside)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"figures": [{"caption": "田间", "credit": ["甲 摄", "乙 摄"]}]}, [("田间", ["甲 摄", "乙 摄"])]),
        ({"figures": [{"caption": "田间", "credit": "甲 摄"}, {"credit": "乙 摄"}]}, [("田间", ["甲 摄"]), (None, ["乙 摄"])]),
        ({"figures": [{"caption": "田间"}, {"credit": "乙 摄"}]}, [("田间", []), (None, ["乙 摄"])]),
        (
            {"body_html": "<p>前。</p><figure><img src='a.jpg'><figcaption>河</figcaption></figure>", "figures": [{"credit": "乙 摄"}]},
            [(None, ["乙 摄"]), ("河", [])],
        ),
    ],
)
def test_each_credit_stands_with_its_picture(fields: dict[str, object], expected: list[tuple[str | None, list[str]]]) -> None:
    reading = read_json("x.json", json.dumps({"headline": "题", **fields}).encode())
    layout, _ = outline_page(reading.pages[0], reading.items, "Hans")
    (article,) = layout.articles
    figures = (*article.figures, *(figure for section in article.sections for figure in section.figures))
    assert [(one.caption and one.caption.text, [credit.passage.text for credit in one.credits]) for one in figures] == expected


def test_two_producers_of_one_picture_in_nitf() -> None:
    media = "<media><media-caption>河</media-caption><media-producer>甲 摄</media-producer><media-producer>乙 摄</media-producer></media>"
    reading = read_nitf("x.xml", f"<nitf><body><body.content><p>前。</p>{media}</body.content></body></nitf>".encode())
    layout, _ = outline_page(reading.pages[0], reading.items, "Hans")
    (figure,) = layout.articles[0].sections[0].figures
    assert [credit.passage.text for credit in figure.credits] == ["甲 摄", "乙 摄"]


@pytest.mark.parametrize(
    ("reading", "alts"),
    [
        (of_json({"caption": "A", "file": "dam.jpg", "alt": " A\ndam & a  lake "}), ["A dam & a lake"]),
        (of_json({"file": "dam.jpg", "altText": "A dam"}, {"file": "gone.jpg", "alt_text": "B"}), ["A dam", "B"]),
        (of_json({"caption": "A dam.", "file": "dam.jpg", "alt": "A  dam."}), [None]),  # the caption again
        (of_json({"credit": "A", "file": "dam.jpg", "alt": ""}), [None]),
        (of_json(body='<p>T.</p><img src="dam.jpg" alt="A dam"><p>U.</p>'), ["A dam"]),
        (of_json(body='<figure><img src="dam.jpg" alt="A dam"><figcaption>B</figcaption></figure>'), ["A dam"]),
        (of_json(body='<table><tr><td>1<img src="dam.jpg" alt="A dam"></td><td>2</td></tr></table>'), ["A dam"]),
        (
            read_nitf(
                "x.xml",
                b'<nitf><body><body.content><p>T.</p><media media-type="image"><media-reference source="dam.jpg" alternate-text="A dam"/>'
                b"<media-caption>B</media-caption></media></body.content></body></nitf>",
            ),
            ["A dam"],
        ),
    ],
)
def test_what_is_said_in_place_of_a_picture_is_kept_and_is_no_text(reading: Reading, alts: list[str | None]) -> None:
    blocks = [block for page in reading.pages for block in page.blocks if block.file]
    assert [block.alt for block in blocks] == alts
    assert not any("dam & a" in line.text for page in reading.pages for line in page.lines)
    layout, _ = outline_page(reading.pages[0], reading.items, "Latn")
    (article,) = layout.articles
    figures = [*article.figures, *(figure for section in article.sections for figure in section.figures)]
    assert [figure.alt for figure in figures] == alts


def test_it_is_the_description_of_the_figure_in_a_valid_edition() -> None:
    record = {
        "headline": "Dam",
        "body": "Text.",
        "figures": [{"caption": "A", "file": "dam.jpg", "alt": "A <dam>"}, {"file": "b.jpg", "alt": "B"}],
    }
    done = convert_sources([Source("a.json", json.dumps(record).encode(), beside=beside)], marking=Marking(None))
    assert not validate(done.tei, name="x.xml")
    assert [b"<figDesc>A &lt;dam&gt;</figDesc>" in done.tei, done.tei.count(b"<figDesc>B</figDesc>")] == [True, 1]


@pytest.mark.parametrize("renditions", [{"1000": {"href": "dam.jpg"}, "x": {"href": "b.jpg"}}, [{"name": "x", "href": "dam.jpg"}]])
def test_the_first_rendition_of_a_ninjs_picture_is_its_file(renditions: object) -> None:
    picture = {"type": "picture", "description_text": "A dam", "renditions": renditions}
    record = {"headline": "Dam", "body_text": "T.", "associations": {"main": picture}}
    (reading,) = read_json_issues("d.json", json.dumps(record).encode(), None, beside)
    assert shown(reading) == [("dam.jpg", "pic_d_dam.png")]
    assert reading.notices == ()
