"""Other engines as taggers: their answers become tokens, and what is missing is told with the command that installs it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from converter.annotate.tagging import TAGGERS, Token, adapters
from converter.annotate.tagging.adapters import Finding, tokens, word_ends
from converter.errors import MissingError

TEXT = "记者王丽 在上海市"  # tagged as 记者王丽在上海市
ENGINES = ("cutword", "spacy", "hanlp", "ltp")


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    def make(name: str, **attributes: Any) -> None:
        module = ModuleType(name)
        vars(module).update(attributes)
        monkeypatch.setitem(sys.modules, name, module)

    return make


def read(found: list[Token]) -> list[tuple[str, str]]:
    return [(TEXT[token.start : token.end], token.tag) for token in found]


NAMES = [("王丽", "PER"), ("上海市", "LOC")]
WORDS = [("记者", "x"), ("王丽", "PER"), ("在", "x"), ("上海市", "LOC")]


@pytest.mark.parametrize("name", ENGINES)
def test_a_missing_package_is_told_with_its_command(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(MissingError, match=f"needs the package {name}") as caught:
        TAGGERS[name]()
    assert caught.value.hint == f'pip install "broadsheet[{name}]"'


def test_cutword_itself() -> None:
    """With the real package, where it and the torch that it needs are installed."""
    pytest.importorskip("torch", reason="cutword needs torch, which is not installed")
    pytest.importorskip("cutword", reason="cutword is not installed")
    tagger = TAGGERS["cutword"]()
    assert [pair for pair in read(tagger.tag([TEXT])[0]) if pair[1] != "x"] == NAMES
    long = "王小明在北京市海淀区会见了中国建设银行的李芳。"
    found = tagger.tag(["", long, " ", "a b \ufffc", "ＡＢＣ"])
    assert [len(one) for one in found][::2] == [0, 0, 1]
    assert {(long[t.start : t.end], t.tag) for t in found[1] if t.tag != "x"} == {
        ("王小明", "PER"),
        ("北京市海淀区", "LOC"),
        ("中国建设银行", "ORG"),
        ("李芳", "PER"),
    }


def test_cutword_by_its_interface(fake: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Against the interface that its read-me documents, not the real package. It prints while it loads."""

    class NER:
        def __init__(self) -> None:
            print("Loading dictionaries")

        def predict(self, texts: list[str], return_words: bool) -> Any:
            assert (texts, return_words) == (["记者王丽在上海市"], True)
            items = [("王丽", 2, 4, "PERSON"), ("上海市", 5, 8, "LOC"), ("记者", 0, 2, "BASE"), ("海市", 5, 7, "ORG")]
            keys = ("entity", "begin", "end", "ner_type_en")
            return [[SimpleNamespace(**dict(zip(keys, item, strict=True))) for item in items]], [["记者", "王丽", "在", "上海", "市"]]

    fake("cutword", NER=NER)
    assert read(TAGGERS["cutword"]().tag([TEXT])[0]) == [("记者", "x"), ("王丽", "PER"), ("在", "x"), ("上海市", "LOC")]
    assert capsys.readouterr().out == ""


def test_cutword_without_torch(fake: Any) -> None:
    fake("cutword")  # imports, and leaves its NER out
    with pytest.raises(MissingError, match="cutword"):
        TAGGERS["cutword"]()


def test_spacy_by_its_interface(fake: Any) -> None:
    """Against spaCy's documented interface, not the real package: its Chinese models are not in the package registry."""

    class Language:
        def __init__(self) -> None:
            self.meta = {"version": "3.8.0"}

        def pipe(self, texts: list[str]) -> Iterator[Any]:
            for text in texts:
                words = [SimpleNamespace(text=word, idx=text.index(word)) for word in ("记者", "王丽", "在", "上海市")]
                ents = [SimpleNamespace(start_char=2, end_char=4, label_="PERSON"), SimpleNamespace(start_char=5, end_char=8, label_="GPE")]
                yield type("Doc", (list,), {"ents": ents})(words)

    asked: list[str] = []
    fake("spacy", load=lambda name: asked.append(name) or Language())
    fake("spacy.util", get_installed_models=lambda: ["en_core_web_trf", "zh_core_web_sm", "zh_core_web_lg", "zh_core_web_md"])
    tagger = TAGGERS["spacy"]()
    assert read(tagger.tag([TEXT])[0]) == WORDS
    assert asked == ["zh_core_web_lg"]
    assert tagger.version.endswith("zh_core_web_lg 3.8.0")
    fake("spacy.util", get_installed_models=lambda: ["en_core_web_sm"])
    with pytest.raises(MissingError, match="Chinese model") as caught:
        TAGGERS["spacy"]()
    assert "download zh_core_web" in str(caught.value.hint)


def test_hanlp_by_its_interface(fake: Any) -> None:
    """Against the interface that HanLP 2.1 documents (words in, quadruples with places of words out), not the real package."""

    def engine(texts: list[list[str]]) -> Any:
        assert texts == [list("记者王丽在上海市")]
        return [[("王丽", "PERSON", 2, 4), ("上海市", "LOCATION", 5, 8), ("一", "INTEGER", 0, 1)]]

    ner = SimpleNamespace(MSRA_NER_ELECTRA_SMALL_ZH="model")
    fake("hanlp", pretrained=SimpleNamespace(ner=ner), load={"model": engine}.__getitem__)
    assert [pair for pair in read(TAGGERS["hanlp"]().tag([TEXT])[0]) if pair[1] != "x"] == NAMES


def test_ltp_by_its_interface(fake: Any) -> None:
    """Against the interface of LTP 4.2 (places of words, the last one within), not the real package."""

    class LTP:
        def __init__(self, model: str) -> None:
            assert model == "LTP/small"

        def pipeline(self, texts: list[str], tasks: list[str]) -> Any:
            assert (texts, tasks) == (["记者王丽在上海市"], ["cws", "ner"])
            names = [[("Nh", "王丽", 1, 1), ("Ns", "上海市", 3, 4)]]
            return SimpleNamespace(cws=[["记者", "王丽", "在", "上海", "市"]], ner=names)

    fake("ltp", LTP=LTP)
    assert read(TAGGERS["ltp"]().tag([TEXT])[0]) == WORDS


def test_a_model_that_cannot_be_fetched_is_told(fake: Any) -> None:
    def unreachable(_: str) -> None:
        raise ConnectionError("no network")

    fake("ltp", LTP=unreachable)
    with pytest.raises(MissingError, match="model of the tagger ltp cannot be loaded: no network"):
        TAGGERS["ltp"]()


def test_names_that_overlap_and_names_beyond_the_text() -> None:
    found = tokens(8, Finding([(2, 4, "Nh"), (2, 6, "Ni"), (5, 7, "Ns"), (7, 9, "Ns")], [1, 3, 7]), adapters.LTP)
    assert [(t.start, t.end, t.tag) for t in found] == [(0, 1, "x"), (1, 2, "x"), (2, 6, "ORG"), (6, 7, "x"), (7, 8, "x")]


def test_words_are_found_across_blanks() -> None:
    assert word_ends("用 Visual Basic 编程", ["用", "Visual", "Basic", "编程"]) == [1, 8, 14, 17]
