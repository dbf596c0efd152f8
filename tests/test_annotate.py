"""The whole of annotation: spans of several finders come together, links reach the TEI, a chosen tagger is used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

import pytest
from lxml import etree

from converter.annotate.annotating import annotate
from converter.annotate.merging import merged
from converter.annotate.passages import with_spans
from converter.annotate.tagging import TAGGERS, Token, load
from converter.errors import UsageError
from converter.metadata import Fact, IssueDate, Metadata, Newspaper
from converter.model import LOST, Article, Byline, Figure, Head, Line, Paragraph, Passage, Section, Span
from converter.pipeline import Marking, convert_sources
from converter.readers import Source
from converter.validate import validate

TEI = "{http://www.tei-c.org/ns/1.0}"
PAGE = "本报讯 （记者 张世川） 12月18日，兴县蔚汾镇召开会议。石楼县委书记王建国说，今年3月以来，\n全县投入扶贫资金40万元。王建国还走访了6户农民。\n"


class Known:
    """A tagger that knows a few names by heart."""

    name, version = "known", "1"
    names: ClassVar = {"张世川": "PER", "王建国": "PER", "兴县": "LOC", "石楼县": "LOC"}

    def tag(self, sentences: Sequence[str]) -> list[list[Token]]:
        return [
            [Token(s.index(name), s.index(name) + len(name), tag, 9.0) for name, tag in self.names.items() if name in s] for s in sentences
        ]


def passage(text: str, n: int = 1) -> Passage:
    return Passage.of(Line(f"p1-l{n}", n, text))


def test_earlier_finders_win_and_numbers_inside_names_are_names() -> None:
    text = "第一次世界大战在12月18日"
    names = (Span(0, 7, "orgName"),)
    counted = (Span(2, 3, "measure"), Span(8, 14, "date"), Span(8, 11, "measure"))
    assert [(span.start, span.tag) for span in merged(text, names, counted)] == [(0, "orgName"), (8, "date")]


def test_nothing_is_marked_over_a_lost_glyph_alone() -> None:
    assert merged(f"在{LOST}市", (Span(1, 2, "placeName"),)) == ()


def test_every_passage_of_an_article_is_seen_once_in_reading_order() -> None:
    section = Section(
        head=Head("crosshead", passage("小标题")),
        bylines=(Byline(passage("（记者 甲）")),),
        blocks=(Paragraph(passage("正文。")), Figure(caption=passage("图为桥。"))),
        closing=(Byline(passage("（乙）")),),
    )
    figure = Figure(caption=passage("图为村口。"), credits=(Byline(passage("丙 摄")),))
    article = Article("a1", "article", "p1", (Head("main", passage("头条")),), (Byline(passage("丁")),), (figure,), (section,))
    seen: list[str] = []

    def note(kind: str, where: Passage, _spans: tuple[Span, ...]) -> tuple[Span, ...]:
        seen.append(f"{kind}:{where.text}")
        return (Span(0, 1, "num"),)

    marked = with_spans(article, note)
    assert seen == [
        "head:头条",
        "byline:丁",
        "caption:图为村口。",
        "credit:丙 摄",
        "head:小标题",
        "byline:（记者 甲）",
        "p:正文。",
        "caption:图为桥。",
        "byline:（乙）",
    ]
    assert marked.sections[0].paragraphs[0].spans == (Span(0, 1, "num"),)
    assert marked.figures[0].caption_spans == (Span(0, 1, "num"),)


def test_names_dates_and_measures_with_their_links() -> None:
    text = "12月18日，兴县召开会议。王建国说，全县投入40万元。"
    article = Article("a1", "article", "p1", sections=(Section(blocks=(Paragraph(passage(text)),)),))
    metadata = Metadata(newspaper=Newspaper(place=Fact("吕梁")), date=IssueDate(when="2020-12-21"))
    made = annotate([article], Known, metadata)
    spans = {text[span.start : span.end]: span for span in made.articles[0].sections[0].paragraphs[0].spans}
    assert dict(spans["12月18日"].attributes) == {"when": "2020-12-18"}
    assert dict(spans["40万元"].attributes) == {"quantity": "400000", "unit": "元"}
    county = next(referent for referent in made.referents if referent.name == "兴县")
    assert spans["兴县"].ref == f"#{county.id}"
    assert ("adcode", "141123") in [idno[:2] for idno in county.idnos]
    assert made.tagger == ("known", "1")


def test_the_rest_is_not_marked() -> None:
    article = Article("x1", "unassigned", "p1", sections=(Section(blocks=(Paragraph(passage("王建国在兴县")),)),))
    made = annotate([article], Known, Metadata())
    assert made.articles == (article,)
    assert made.referents == ()


def test_the_tei_carries_entries_links_and_the_tagger() -> None:
    made = convert_sources([Source("page.txt", PAGE.encode())], metadata=Metadata(id="x", date=IssueDate(when="2020-12-21")))
    assert validate(made.tei) == ()
    root = etree.fromstring(made.tei)
    assert [one.get("ident") for one in root.iter(f"{TEI}application")] == ["broadsheet", "lac"]
    entries = {
        str(entry.get("{http://www.w3.org/XML/1998/namespace}id")) for tag in ("person", "place", "org") for entry in root.iter(TEI + tag)
    }
    refs = {str(name.get("ref")).removeprefix("#") for name in root.find(f"{TEI}text").iter() if name.get("ref")}  # type: ignore[union-attr]
    assert refs
    assert refs <= entries
    assert [date.get("when") for date in root.iter(f"{TEI}date") if date.text == "12月18日"] == ["2020-12-18"]


def test_without_entities_only_bylines_are_marked() -> None:
    made = convert_sources([Source("page.txt", PAGE.encode())], marking=Marking(tagger=None))
    root = etree.fromstring(made.tei)
    text = root.find(f"{TEI}text")
    assert text is not None
    assert [name.text for name in text.iter(f"{TEI}persName")] == ["张世川"]
    assert root.find(f"{TEI}standOff") is None
    assert not list(text.iter(f"{TEI}date", f"{TEI}placeName"))


def test_a_tagger_is_chosen_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(TAGGERS, "known", Known)
    made = convert_sources([Source("page.txt", PAGE.encode())], marking=Marking(tagger="known"))
    assert b'ident="known"' in made.tei
    load.cache_clear()
    with pytest.raises(UsageError, match="klingon"):
        convert_sources([Source("page.txt", PAGE.encode())], marking=Marking(tagger="klingon"))


def test_the_same_entries_have_the_same_ids_in_any_issue() -> None:
    ids = []
    for more in ("", "又一段：北京的李明来了。"):
        root = etree.fromstring(convert_sources([Source("page.txt", (PAGE + more).encode())]).tei)
        ids.append(
            {
                str(entry.findtext(f"{TEI}persName")): entry.get("{http://www.w3.org/XML/1998/namespace}id")
                for entry in root.iter(f"{TEI}person")
            }
        )
    assert ids[0].items() <= ids[1].items()
