"""The embedded tagger: what it finds, that batches, blanks and widths change nothing, and that its arithmetic is that of the plain rules."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.annotate import tagging
from converter.annotate.tagging import Token, lac, network, sentences
from converter.annotate.tagging.crf import Field, Packing
from converter.annotate.tagging.network import WIDTH, Direction
from converter.annotate.tagging.weights import Weights, read_weights, write_weights
from converter.assets import data
from converter.errors import UnreadableError, UsageError

SENTENCES = [
    "国务院总理李克勤昨天在上海市会见了日本外务大臣。",
    "记者王丽从浙江省教育厅获悉，杭州大学与复旦大学签署合作协议。",
    "下雨了。",
    "今年5月1日，中国石油化工集团公司在天津市滨海新区举行开工仪式。",
    "他走得很慢，也不说话",
]


@pytest.fixture(scope="module")
def tagger() -> tagging.Tagger:
    return tagging.load("lac")


def read(sentence: str, tokens: list[Token]) -> list[tuple[str, str]]:
    return [(sentence[token.start : token.end], token.tag) for token in tokens]


def test_the_weights_are_those_of_the_notice() -> None:
    noticed = dict(re.findall(r"^file: (\S+)\nsha256: ([0-9a-f]{64})$", data("NOTICE").read_text(encoding="utf-8"), re.MULTILINE))
    assert hashlib.sha256(data("lac.weights").read_bytes()).hexdigest() == noticed["lac.weights"]
    assert "Apache License" in data("lac.LICENSE").read_text(encoding="utf-8")


def test_names_are_found_and_tokens_cover_the_sentence(tagger: tagging.Tagger) -> None:
    tagged = tagger.tag(SENTENCES)
    words = [word for sentence, tokens in zip(SENTENCES, tagged, strict=True) for word in read(sentence, tokens)]
    names = {word for word in words if word[1] in {"PER", "LOC", "ORG"}}
    assert {
        ("李克勤", "PER"),
        ("上海市", "LOC"),
        ("王丽", "PER"),
        ("复旦大学", "ORG"),
        ("天津市", "LOC"),
        ("中国石油化工集团公司", "ORG"),
    } <= names
    assert ("今年5月1日", "TIME") in words
    for sentence, tokens in zip(SENTENCES, tagged, strict=True):
        assert [token.start for token in tokens] == [0, *(token.end for token in tokens[:-1])]
        assert tokens[-1].end == len(sentence)


def test_a_sentence_is_tagged_alike_in_any_company(tagger: tagging.Tagger, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = [tagger.tag([sentence])[0] for sentence in SENTENCES]
    for most in (2, 192):
        monkeypatch.setattr(lac, "MOST_SENTENCES", most)
        together = tagger.tag([*SENTENCES, *reversed(SENTENCES)])
        for left, right in zip([*alone, *reversed(alone)], together, strict=True):
            assert [(t.start, t.end, t.tag) for t in left] == [(t.start, t.end, t.tag) for t in right]
            assert [t.margin for t in left] == pytest.approx([t.margin for t in right], abs=1e-3)


def test_blanks_in_han_text_are_passed_over(tagger: tagging.Tagger) -> None:
    tokens = tagger.tag(["　　今年 5 月 1日，张　伟 在 上海市 用 Visual Basic 编程 。"])[0]
    words = read("　　今年 5 月 1日，张　伟 在 上海市 用 Visual Basic 编程 。", tokens)
    assert ("今年 5 月 1日", "TIME") in words
    assert ("张　伟", "PER") in words
    assert ("上海市", "LOC") in words
    assert tokens[0].start == 2
    assert not any(word.startswith(" ") or word.endswith(" ") for word, _ in words if word.strip())


def test_a_fragment_of_a_word_stays_in_its_own_sentence(tagger: tagging.Tagger) -> None:
    """As after a cut: LAC takes the first character for the inside of a word that it does not see."""
    fragments = ["他说。", "们走了", "们走了"]
    for fragment, tokens in zip(fragments, tagger.tag(fragments), strict=True):
        assert (tokens[0].start, tokens[-1].end) == (0, len(fragment))


def test_nothing_gives_nothing(tagger: tagging.Tagger) -> None:
    assert tagger.tag([]) == []
    assert tagger.tag(["", " 　", "雨。"])[:2] == [[], []]


def test_width_and_script_do_not_matter(tagger: tagging.Tagger) -> None:
    half, full = "2019年,上海市ABC公司.", "２０１９年，上海市ＡＢＣ公司。"
    assert [(t.start, t.end, t.tag) for t in tagger.tag([half])[0]] == [(t.start, t.end, t.tag) for t in tagger.tag([full])[0]]
    simplified, traditional = tagger.tag(["记者王丽从广东省来到台湾。", "記者王麗從廣東省來到臺灣。"])
    assert simplified == traditional


def test_characters_it_never_saw_do_no_harm(tagger: tagging.Tagger) -> None:
    sentence = "王\ufffc丽在上海市\U0001f600\ud800。"
    assert ("上海市", "LOC") in read(sentence, tagger.tag([sentence])[0])


def test_margins_tell_doubt_and_persons(tagger: tagging.Tagger) -> None:
    tokens = [token for found in tagger.tag(SENTENCES) for token in found]
    assert all(token.margin > -1e-4 for token in tokens if token.tag in {"PER", "LOC", "ORG"})
    assert all(token.person == pytest.approx(token.margin) for token in tokens if token.tag == "PER")
    assert all(token.person < 0 for token in tokens if token.tag != "PER")
    sure, doubtful = (next(t for t in tagger.tag([text])[0] if t.tag == "PER") for text in ("记者王丽报道", "白云和黄河"))
    assert sure.margin > 4 > 1 > doubtful.margin


@given(st.integers(0, 2**32 - 1), st.lists(st.integers(1, 9), min_size=1, max_size=6), st.sampled_from([0.05, 0.5, 8.0]))
def test_the_search_is_exact(seed: int, lengths: list[int], spread: float) -> None:
    """Against every tag of every character, with pair scores that hardly matter, that often do, and that leave every tag possible."""
    draw = np.random.default_rng(seed)
    lengths = sorted(lengths, reverse=True)
    pairs = draw.uniform(-spread, spread, (7, 7)).astype(np.float32)
    scores = draw.normal(0, 1, (sum(lengths), 7)).astype(np.float32)
    packing = Packing.of(lengths)
    search = Field(pairs).search(scores[packing.order], packing)
    tags, marginals = search.tags(), search.max_marginals()
    starts = np.cumsum(lengths) - lengths
    place = np.empty(len(scores), np.intp)
    place[packing.order] = np.arange(len(scores))
    for start, length in zip(starts, lengths, strict=True):
        expected_tags, expected_marginals = plain_search(scores[start : start + length], pairs)
        rows = place[start : start + length]
        assert tags[rows].tolist() == expected_tags
        np.testing.assert_allclose(marginals[rows], expected_marginals, atol=1e-3)


def plain_search(scores: np.ndarray, pairs: np.ndarray) -> tuple[list[int], np.ndarray]:
    """Viterbi by the book, and the best score with each tag at each character."""
    forward, backward = [scores[0]], [np.zeros(len(pairs))]
    for score in scores[1:]:
        forward.append((forward[-1][:, None] + pairs).max(axis=0) + score)
    for score in scores[:0:-1]:
        backward.append((pairs + (score + backward[-1])[None, :]).max(axis=1))
    path = [int(forward[-1].argmax())]
    for before in forward[-2::-1]:
        path.append(int((before + pairs[:, path[-1]]).argmax()))
    return path[::-1], np.array(forward) + np.array(backward[::-1])


@pytest.mark.parametrize("stretch", [1, 6, 1000])
@pytest.mark.parametrize("backwards", [False, True])
def test_the_recurrent_layer_is_the_plain_formula(backwards: bool, stretch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    draw = np.random.default_rng(7)
    source, state = (draw.normal(0, 0.2, (3 * WIDTH, width)).astype(np.float32) for width in (20, WIDTH))
    bias = draw.normal(0, 0.2, 6 * WIDTH).astype(np.float32)
    texts = [draw.normal(0, 1, (length, 20)).astype(np.float32) for length in (9, 4, 4, 1)]
    direction = Direction.of(source, state, bias)
    packing = Packing.of([len(text) for text in texts])
    inputs = np.concatenate(texts)[packing.order] @ direction.source + direction.bias
    monkeypatch.setattr(network, "STRETCH", stretch)
    out = np.empty((len(inputs), WIDTH), np.float32)
    direction.run(lambda begin, end, room: np.copyto(room, inputs[begin:end]), packing.counts, out, backwards=backwards)
    result = np.empty_like(out)
    result[packing.order] = out
    expected = np.concatenate([plain_layer(text, source, state, bias, backwards) for text in texts])
    np.testing.assert_allclose(result, expected, atol=1e-5)


def plain_layer(text: np.ndarray, source: np.ndarray, state: np.ndarray, bias: np.ndarray, backwards: bool) -> np.ndarray:
    """One sentence through one GRU, gate by gate."""

    def sigmoid(x: np.ndarray) -> np.ndarray:
        return np.asarray(1 / (1 + np.exp(-x)))

    h, states = np.zeros(WIDTH), []
    for x in text[::-1] if backwards else text:
        update_x, reset_x, new_x = np.split(source @ x + bias[: 3 * WIDTH], 3)
        update_h, reset_h, new_h = np.split(state @ h + bias[3 * WIDTH :], 3)
        update, reset = sigmoid(update_x + update_h), sigmoid(reset_x + reset_h)
        h = (1 - update) * np.tanh(new_x + reset * new_h) + update * h
        states.append(h)
    return np.array(states[::-1] if backwards else states)


def test_weights_come_back_and_damage_is_told(tmp_path: Path) -> None:
    path = tmp_path / "w"
    arrays = {"a": np.arange(6, dtype=np.float16).reshape(2, 3), "b": np.array([-3, 4], np.int8)}
    write_weights(path, Weights({"characters": "一\n二"}, arrays))
    again = read_weights(path)
    assert again.facts == {"characters": "一\n二"}
    assert all((again.arrays[name] == array).all() and again.arrays[name].dtype == array.dtype for name, array in arrays.items())
    content = path.read_bytes()
    write_weights(path, Weights({"characters": "一\n二"}, arrays))
    assert path.read_bytes() == content
    for damaged, word in ((content[:-1], "cut short"), (b"PK" + content, "no file of weights"), (content[:40], "damaged")):
        path.write_bytes(damaged)
        with pytest.raises(UnreadableError, match=word):
            read_weights(path)


@given(st.text(alphabet="字词。！？；”），、 　a\n\ufffc", max_size=900))
def test_sentences_cover_the_text(text: str) -> None:
    found = sentences(text)
    assert "".join(text[start:end] for start, end in found) == text
    assert [start for start, _ in found[1:]] == [end for _, end in found[:-1]]
    assert all(0 < end - start <= 400 for start, end in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("下雨了。他说：“走吧！”我们走了；", ["下雨了。", "他说：“走吧！”", "我们走了；"]),
        ("真的？！（笑）好", ["真的？！", "（笑）好"]),
        ("长" * 60 + "，" + "句" * 60 + "。", ["长" * 60 + "，", "句" * 60 + "。"]),
        ("名" * 60 + "、" + "单" * 60, ["名" * 60 + "、", "单" * 60]),
        ("无" * 120 + "，" + "号" * 20, ["无" * 120 + "，", "号" * 20]),
        ("", []),
    ],
)
def test_where_sentences_end(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


def test_a_tagger_is_loaded_once_and_by_name() -> None:
    assert tagging.load("lac") is tagging.load("lac")
    with pytest.raises(UsageError, match="no tagger 'luck'") as caught:
        tagging.load("luck")
    assert "cutword" in str(caught.value.hint)
    assert "lac" in str(caught.value.hint)


def test_a_package_can_add_a_tagger(tmp_path: Path) -> None:
    """An installed package, as far as the entry points can tell: its metadata beside it on the path."""
    (tmp_path / "ours.py").write_text(
        "class Ours:\n    name, version = 'ours', '3'\n    def tag(self, sentences):\n        return [[] for _ in sentences]\n"
    )
    info = tmp_path / "ours-3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: ours\nVersion: 3\n")
    (info / "entry_points.txt").write_text("[broadsheet.taggers]\nours = ours:Ours\n")
    code = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); from converter.annotate import tagging; print(tagging.load('ours').version)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "3\n"


def test_choosing_costs_nothing_until_a_tagger_is_loaded() -> None:
    code = "import sys; from converter.annotate import tagging; print(sorted({'numpy', 'torch', 'spacy'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
