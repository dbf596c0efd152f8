"""Takes sentences, gives the names that an engine of the user's own finds in them: cutword, spaCy, HanLP or LTP. Promises a clear word
where its package or model is not there.

None of them comes with this package. They tell persons, places and organisations, and where words end; what is no name gets the tag x.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from typing import Any

from converter.annotate.tagging.spacing import tag_without_blanks
from converter.annotate.tagging.token import Token
from converter.errors import MissingError

OTHER = "x"
# The names of classes in each engine's tag set; a building or a road is a place to a reader of a newspaper.
CUTWORD = {"PERSON": "PER", "LOC": "LOC", "ORG": "ORG"}
ONTONOTES = {"PERSON": "PER", "GPE": "LOC", "LOC": "LOC", "FAC": "LOC", "ORG": "ORG"}
MSRA = {"PERSON": "PER", "LOCATION": "LOC", "ORGANIZATION": "ORG"}
LTP = {"Nh": "PER", "Ns": "LOC", "Ni": "ORG"}


@dataclass(frozen=True, slots=True)
class Finding:
    """What an engine says of one sentence. names: (start, end, class), places of characters. words: where its words end, if it tells."""

    names: Iterable[tuple[int, int, str]]
    words: Iterable[int] = ()


@dataclass(frozen=True)
class Adapter:
    """An engine as a `Tagger`. find: from sentences without blanks in Han text, none empty, to a finding for each. classes: its to ours."""

    name: str
    version: str
    find: Callable[[list[str]], Iterable[Finding]]
    classes: dict[str, str]

    def tag(self, sentences: Sequence[str]) -> list[list[Token]]:
        return tag_without_blanks(sentences, self._tag)

    def _tag(self, texts: list[str]) -> list[list[Token]]:
        return [tokens(len(text), finding, self.classes) for text, finding in zip(texts, self.find(texts), strict=True)]


def tokens(length: int, finding: Finding, classes: dict[str, str]) -> list[Token]:
    """The names, the first and longest where two overlap, and the words between them: together they cover the sentence."""
    result: list[Token] = []
    ends = sorted({*finding.words, length})

    def fill(start: int, stop: int) -> None:
        for end in [*(end for end in ends if start < end < stop), stop]:
            if end > start:
                result.append(Token(start, end, OTHER))
                start = end

    reached = 0
    for start, end, kind in sorted(finding.names, key=lambda name: (name[0], -name[1])):
        if kind in classes and reached <= start < end <= length:
            fill(reached, start)
            result.append(Token(start, end, classes[kind]))
            reached = end
    fill(reached, length)
    return result


def word_ends(text: str, words: Iterable[str]) -> list[int]:
    """Where each word ends in the text; an engine may have left out blanks between them."""
    result: list[int] = []
    place = 0
    for word in words:
        found = text.find(word, place)
        place = found + len(word) if found >= 0 else place
        result.append(place)
    return result


def cutword() -> Adapter:
    engine = _model("cutword", _attribute("cutword", "cutword", "NER"))

    def find(texts: list[str]) -> Iterable[Finding]:
        names, words = engine.predict(texts, return_words=True)
        for text, found, parts in zip(texts, names, words, strict=True):
            # where it lost its place in the text, the name it prints is not what stands there
            items = [(item.begin, item.end, item.ner_type_en) for item in found if text[item.begin : item.end] == item.entity]
            yield Finding(items, word_ends(text, parts))

    return Adapter("cutword", _version("cutword"), find, CUTWORD)


def spacy() -> Adapter:
    load = _attribute("spacy", "spacy", "load")
    installed = [name for name in import_module("spacy.util").get_installed_models() if name.startswith("zh_core_web_")]
    # trf reads best, then the larger vectors
    best = max(installed, key=lambda name: ("sm", "md", "lg", "trf").index(name.rsplit("_", 1)[1]), default=None)
    if best is None:
        raise MissingError("the tagger spacy needs a Chinese model", hint="python -m spacy download zh_core_web_md")
    engine = load(best)

    def find(texts: list[str]) -> Iterable[Finding]:
        for document in engine.pipe(texts):
            names = [(name.start_char, name.end_char, name.label_) for name in document.ents]
            yield Finding(names, [word.idx + len(word.text) for word in document])

    return Adapter("spacy", f"{_version('spacy')} {best} {engine.meta['version']}", find, ONTONOTES)


def hanlp() -> Adapter:
    package = _package("hanlp", "hanlp")
    model = package.pretrained.ner.MSRA_NER_ELECTRA_SMALL_ZH
    engine = _model("hanlp", lambda: package.load(model))

    def find(texts: list[str]) -> Iterable[Finding]:
        # it takes words; with each character as a word the places it gives are those of characters
        for found in engine([list(text) for text in texts]):
            yield Finding([(start, end, kind) for _, kind, start, end in found])

    return Adapter("hanlp", f"{_version('hanlp')} MSRA_NER_ELECTRA_SMALL_ZH", find, MSRA)


def ltp() -> Adapter:
    make = _attribute("ltp", "ltp", "LTP")
    engine = _model("ltp", lambda: make("LTP/small"))

    def find(texts: list[str]) -> Iterable[Finding]:
        output = engine.pipeline(texts, tasks=["cws", "ner"])
        for text, words, found in zip(texts, output.cws, output.ner, strict=True):
            ends = word_ends(text, words)
            # its places are those of words, the last one within
            names = [(ends[first] - len(words[first]), ends[last], kind) for kind, _, first, last in found]
            yield Finding(names, ends)

    return Adapter("ltp", f"{_version('ltp')} LTP/small", find, LTP)


def _package(tagger: str, package: str) -> Any:
    """The package, imported. What it prints on the way goes to standard error: standard output may be the TEI."""
    try:
        with redirect_stdout(sys.stderr):
            return import_module(package)
    except ImportError as error:
        raise _missing(tagger, package) from error


def _attribute(tagger: str, package: str, name: str) -> Any:
    """A name of the package, which leaves it out where something that it needs in turn is not installed."""
    found = getattr(_package(tagger, package), name, None)
    if found is None:
        raise _missing(tagger, package)
    return found


def _missing(tagger: str, package: str) -> MissingError:
    return MissingError(
        f"the tagger {tagger} needs the package {package}, which is not installed", hint=f'pip install "broadsheet[{tagger}]"'
    )


def _model(tagger: str, load: Callable[[], Any]) -> Any:
    """The engine with its model, which these packages fetch the first time."""
    try:
        with redirect_stdout(sys.stderr):
            return load()
    except OSError as error:
        hint = "it is fetched the first time the package is used: run it once with a network"
        raise MissingError(f"the model of the tagger {tagger} cannot be loaded: {error}", hint=hint) from error


def _version(package: str) -> str:
    try:
        return version_of(package)
    except PackageNotFoundError:  # put on the path by hand
        return "unknown"
