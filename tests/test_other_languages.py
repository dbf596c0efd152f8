"""Articles that are not Chinese: what says itself is marked, and nothing is guessed."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from converter.annotate.annotating import annotate
from converter.annotate.authorities import Authority, Entry
from converter.annotate.names import Block
from converter.annotate.other_languages import find_plain_names, find_plain_spans
from converter.annotate.tagging import Tagger, load
from converter.language import chinese_share
from converter.metadata import Fact, Metadata
from converter.model import Article, Dateline, Head, Line, Paragraph, Passage, Section
from converter.pipeline import convert_sources
from converter.readers import Source
from converter.validate import validate

TEI = "{http://www.tei-c.org/ns/1.0}"
ENGLISH = "Mayor John Smith opened the bridge on May 3, 2024 in Leeds, 12% more than in 2023."
CHINESE = "市委书记王建国在会上说，今年投入四十万元。"


def article(number: int, *texts: str, dateline: str | None = None) -> Article:
    lines = [Passage.of(Line(f"p1-l{number}{n}", n, text)) for n, text in enumerate(texts, 1)]
    opening = Dateline(Passage.of(Line(f"p1-l{number}9", 9, dateline))) if dateline else None
    return Article(
        f"a{number}", "article", "p1", (Head("main", lines[0]),), (), (), (Section(None, opening, (), tuple(map(Paragraph, lines[1:]))),)
    )


def marks(marked: Article) -> list[tuple[str, str]]:
    passages = [(head.passage, head.spans) for head in marked.heads]
    for section in marked.sections:
        passages += [(section.dateline.passage, section.dateline.spans)] if section.dateline else []
        passages += [(paragraph.passage, paragraph.spans) for paragraph in section.paragraphs]
    return [(span.tag, passage.text[span.start : span.end]) for passage, spans in passages for span in spans]


def none() -> Tagger:
    raise AssertionError("no tagger is needed")


@pytest.mark.parametrize("language", ["zh-Hans", "en"])
def test_each_article_is_read_by_its_own_language(language: str) -> None:
    metadata = Metadata(language=Fact(language))
    made = annotate([article(1, "The bridge", ENGLISH), article(2, "会议", CHINESE)], load, metadata)
    assert marks(made.articles[0]) == [("date", "May 3, 2024"), ("measure", "12%")]
    assert ("persName", "王建国") in marks(made.articles[1])
    assert ("measure", "四十万元") in marks(made.articles[1])
    assert made.tagger is not None
    assert made.tagger[0] == "lac"


def test_a_tagger_is_loaded_only_for_chinese() -> None:
    made = annotate([article(1, "The bridge", ENGLISH)], none, Metadata(language=Fact("en")))
    assert made.tagger is None
    assert marks(made.articles[0]) == [("date", "May 3, 2024"), ("measure", "12%")]


def test_kanji_on_a_japanese_page_are_not_chinese() -> None:
    made = annotate([article(1, "東京市長王建国", "東京市長王建国")], none, Metadata(language=Fact("ja")))
    assert marks(made.articles[0]) == []


def test_what_has_no_letters_is_of_the_language_of_the_issue() -> None:
    assert chinese_share("12% 3.5") is None
    assert marks(annotate([article(1, "12", "3.5%")], load, Metadata(language=Fact("zh"))).articles[0]) == [("measure", "3.5%")]
    assert marks(annotate([article(1, "12", "3.5%")], none, Metadata(language=Fact("en"))).articles[0]) == []


def test_the_share_of_chinese() -> None:
    assert chinese_share("小米15 Ultra发布") == pytest.approx(12 / 17)
    assert chinese_share("The Xinhua News Agency (新华社)") == pytest.approx(9 / 28)
    assert chinese_share("東京市の会議が始まった") == 0


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Le 12 mai 2024, on a vendu 40 kg.", [("12 mai 2024", {"when": "2024-05-12"}), ("40 kg", {"quantity": "40", "unit": "kg"})]),
        ("am 3. Oktober 1990", [("3. Oktober 1990", {"when": "1990-10-03"})]),
        ("le 12 mai", []),
        # what a comma or a point parts differs from language to language
        ("12,5 % und 1.200 km, 3 000 km, 1’500 km, 2/3 %", []),
        ("zwischen 5 und 10 %, 5-10 %, 5 bis 10 %", []),
        ("£5 m, 3 g, 7 t", []),
        ("20 % mehr, 15 °C", [("20 %", {"quantity": "20", "unit": "%"}), ("15 °C", {"quantity": "15", "unit": "°C"})]),
    ],
)
def test_dates_with_their_year_and_whole_numbers(text: str, marked: list[tuple[str, dict[str, str]]]) -> None:
    assert [(text[span.start : span.end], dict(span.attributes)) for span in find_plain_spans(text)] == marked


@pytest.mark.parametrize(
    ("dateline", "town"),
    [
        ("Meißen.", "Meißen"),
        ("ROMA —", "ROMA"),
        ("LEEDS, Yorks., April 5 (Reuters)—", "LEEDS"),
        ("Torgau (dpa).", "Torgau"),
        ("Frankfurt a. M., 14. Mai.", "Frankfurt a. M."),
        ("St. Louis, 5 May", "St. Louis"),
        ("Marseille, le 3 mars", "Marseille"),
        ("Châlons-sur-Marne, 3 mars.", "Châlons-sur-Marne"),
        ("NEW YORK:", "NEW YORK"),
        ("Berlin. Eigener Bericht.", "Berlin"),
        ("Paris 5 May 1890.", "Paris"),
        ("3 mai 1890.", None),
        ("May 5, 1890.", None),
        ("Montag, 3. Mai.", None),
        ("From our own correspondent, Paris", None),
        ("(dpa) –", None),
    ],
)
def test_the_town_of_a_dateline(dateline: str, town: str | None) -> None:
    (found,) = find_plain_names([Block("a1", "dateline", dateline)])
    assert [(span.tag, dateline[span.start : span.end]) for span in found] == ([("placeName", town)] if town else [])


def test_listed_names_are_marked_in_every_language() -> None:
    authority = Authority("people", (Entry("person", "John Smith", "P1", "people", line=2),), "people.csv")
    made = annotate([article(1, "The bridge", ENGLISH)], none, Metadata(language=Fact("en")), [authority])
    assert ("persName", "John Smith") in marks(made.articles[0])
    assert [one.name for one in made.referents] == ["John Smith"]


def test_a_page_in_english_is_valid_and_names_no_tagger() -> None:
    page = {
        "title": "The Leeds Daily",
        "date": "2024-05-06",
        "language": "en",
        "articles": [{"page": 1, "title": "The bridge", "byline": "By Ann Bell", "body": [f"LEEDS, May 4 (Reuters) — {ENGLISH}"]}],
    }
    made = convert_sources([Source("page.json", json.dumps(page).encode())], metadata=Metadata(id="x"))
    assert [notice for notice in validate(made.tei) if notice.code.startswith("E")] == []
    root = etree.fromstring(made.tei)
    assert [one.get("ident") for one in root.iter(f"{TEI}application")] == ["broadsheet"]
    assert [one.text for one in root.iter(f"{TEI}persName")] == ["Ann Bell", "Ann Bell"]  # the entry, the byline
    assert [one.text for one in root.iter(f"{TEI}placeName")] == ["LEEDS", "LEEDS"]
    assert [one.get("when") for one in root.iter(f"{TEI}date") if one.text == "May 3, 2024"] == ["2024-05-03"]
