"""Language: scripts told apart by their own characters, Latin by function words, tags put into words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.language import detect, name, other_than, script_of
from converter.scripts import fold, only_simplified, only_traditional

PAGES = Path(__file__).parents[1].parent / "shared" / "pages"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("全市经济发展会议昨日召开，记者从会上获悉", "zh-Hans"),
        ("英法通知蘇聯，締結協定", "zh-Hant"),
        ("昨日の国会で首相は演説を行った", "ja"),
        ("정부는 어제 회의를 열었다", "ko"),
        ("བོད་ལྗོངས་ཉིན་རེའི་ཚགས་པར", "bo"),
        ("Правительство вчера объявило о новых мерах, которые были приняты", "ru"),
        ("Уряд оголосив про її нове рішення", "uk"),
        ("قالت الحكومة أمس إن الوزارة أعلنت", "ar"),
        ("Der Reichstag hat gestern beschlossen, die Vorlage nicht an den Ausschuß zurückzuverweisen.", "de"),
        ("Les bruits de guerre n'ayant pas cessé de se maintenir dans la presse", "fr"),
        ("The prime minister said yesterday that the house would not sit", "en"),
        ("Il presidente della Repubblica ha ricevuto ieri il ministro degli esteri", "it"),
        ("De regering heeft gisteren besloten dat het parlement niet meer bijeenkomt", "nl"),
        ("El gobierno ha decidido que los trabajadores no lo sean más", "es"),
        ("D'Regierung huet gëschter decidéiert datt d'Leit net méi bezuele mussen", "lb"),
        ("Smith Jones Miller Brown & Sons Ltd.", "und-Latn"),
        ("Վարչապետ", "und"),
        ("Җ җ җ җ", "und-Cyrl"),
        ("12 345 — ！", "und"),
        ("", "und"),
    ],
)
def test_language_of_a_sentence(text: str, tag: str) -> None:
    assert detect(text)[0] == tag


def test_a_quoted_name_does_not_change_the_language() -> None:
    assert detect("记者从华为公司获悉，新款手机 Mate 及 Nova 系列、日本「ソニー」公司的产品也将参展并进行现场发布会")[0] == "zh-Hans"
    assert detect("Der Korrespondent der «Правда» schreibt, daß die Sache nicht so einfach ist, wie man in Berlin glaubt")[0] == "de"


def test_more_text_is_surer_and_two_languages_are_less_sure() -> None:
    german = "Der Reichstag hat gestern beschlossen, die Vorlage nicht an den Ausschuß zurückzuverweisen. "
    french = "Les bruits de guerre n'ont pas cessé de se maintenir dans la presse et à la Bourse. "
    assert detect(german * 20)[1] > detect(german)[1]
    assert detect(german * 20 + french * 15)[1] < detect(german * 20)[1]
    assert detect("人民")[1] < 0.6 < detect("国际会议")[1]


@given(st.text(max_size=80))
def test_any_text_gets_a_tag_and_a_share(text: str) -> None:
    tag, sure = detect(text)
    assert tag
    assert name(tag)
    assert 0 <= sure <= 1


@pytest.mark.parametrize(
    ("tag", "script"),
    [
        ("zh-Hans", "Hans"),
        ("zh-Hant", "Hant"),
        ("zh", "Hans"),
        ("zh-TW", "Hant"),
        ("zh-Hant-HK", "Hant"),
        ("ja", "Hant"),
        ("de", "Latn"),
        ("ko", "Latn"),
    ],
)
def test_script_of(tag: str, script: str) -> None:
    assert script_of(tag) == script


def test_names() -> None:
    assert name("zh-Hans") == "Chinese, simplified script"
    assert name("zh-Hant-TW") == "Chinese, traditional script"
    assert name("fr") == "French"
    assert name("und-Cyrl") == "Undetermined language, Cyrillic script"
    assert name("tlh") == "tlh"


def test_no_character_is_of_one_script_only_twice() -> None:
    assert not only_simplified() & only_traditional()
    assert "国" in only_simplified()
    assert {"國", "後"} <= only_traditional()
    assert not {"后", "干", "人"} & (only_simplified() | only_traditional())


def test_folding_leaves_simplified_text_alone() -> None:
    text = "全市经济发展会议后，干部回到村里"
    assert fold(text) == text
    assert fold("囘國後") == "回国后"


@pytest.mark.shared
@pytest.mark.skipif(not PAGES.is_dir(), reason="the development pages are not beside the project")
@pytest.mark.parametrize(("folder", "tag"), [("seed", "zh-Hans"), ("rebuilt", "zh-Hans"), ("jingbao", "zh-Hant"), ("luxembourg", "fr")])
def test_real_pages(folder: str, tag: str) -> None:
    found = [detect(file.read_text(encoding="utf-8")) for file in (PAGES / folder).glob("*.txt")]
    assert found
    assert {language for language, _ in found} == {tag}
    assert min(sure for _, sure in found) > 0.8


ENGLISH = "The river rose again on Monday night, and the people of the town had to leave their houses. It was the third flood of this year."
CHINESE = "昨日，我市召开春耕生产动员大会，要求各县区抓住农时，做好春播的各项准备工作，确保全年粮食丰收。会议由市长主持，各县负责人参加。"


@pytest.mark.parametrize(
    ("tag", "text", "own"),
    [
        ("zh-Hans", ENGLISH, "en"),
        ("en", CHINESE, "zh-Hans"),
        ("zh-Hans", CHINESE, None),
        ("zh-Hant", CHINESE, None),
        ("en-GB", ENGLISH, None),
        ("zh-Hans", "The river rose again.", None),
        ("zh-Hans", "Smith Jones Miller Baker Taylor Cooper Mason Carter", None),
        ("ja", CHINESE, None),
        ("zh-Hans", "", None),
    ],
)
def test_the_language_of_a_text_among_others(tag: str, text: str, own: str | None) -> None:
    assert other_than(tag, text) == own
