"""Takes a text, gives characters per second of one core for the embedded tagger in a batch of pages and on one page, and for its peer.

Set OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1 before numpy is imported: waiting threads count as work in processor time.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from converter.annotate import tagging

PAGE = 5_000  # characters of a full newspaper page
PAGES = 40


def pages(text: str, count: int) -> list[str]:
    """The sentences of so many pages, made of this text over and over."""
    cut = [text[start:end] for start, end in tagging.sentences(text)]
    result: list[str] = []
    characters, number = 0, 0
    while characters < count * PAGE:
        result.append(cut[number % len(cut)])
        characters += len(result[-1])
        number += 1
    return result


def rate(sentences: list[str], action: Callable[[list[str]], object], rounds: int) -> float:
    """Characters per second of processor time in the best round, after one to warm up."""
    action(sentences)
    times = []
    for _ in range(rounds):
        start = time.process_time()
        action(sentences)
        times.append(time.process_time() - start)
    return sum(map(len, sentences)) / min(times)


def peer(sentences: list[str]) -> float | None:
    """jieba's word classes, names among them, of the same sentences; None where it is not installed."""
    try:
        import jieba.posseg
    except ImportError:
        return None
    return rate(sentences, lambda texts: [list(jieba.posseg.cut(text)) for text in texts], 2)


def measure(text: str) -> list[tuple[str, float | None]]:
    """Rows of a name and characters per second and core. text: running text of a page or more."""
    tagger = tagging.load()
    many, one = pages(text, PAGES), pages(text, 1)
    return [
        (f"tagger, {PAGES} pages", rate(many, tagger.tag, 3)),
        ("tagger, one page", rate(one, tagger.tag, 10)),
        ("jieba posseg, the same page", peer(one)),
    ]
