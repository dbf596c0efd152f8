"""Takes the articles of an issue, joins those that jump: 下转第3版 to 上接第1版, "Continued on page 4" to "Continued from page 1".

Promises: two articles are joined only where both say so, and where pages and words single the pair out. What is left open is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log
from typing import Literal

from converter.characters import HAN
from converter.model import Article, Paragraph
from converter.notices import Notice
from converter.numerals import NUMERALS, number
from converter.page_numbers import sheeted

_LEAD, _LEAST = 1.5, 0.03  # how many times as alike as any rival a pair must be, and by how much at least
_RELATED = 0.15  # of the weight of their words that two parts share at least, where one of them does not name the page of the other
_TITLED = 3  # how much more a word of a headline, or of the jump line itself, says than one of the text
_READ = 400  # characters of each part that are compared: what a story is about stands at its ends
_CHINESE_PAGE = re.compile(rf"(?P<letter>[A-Z]?)\s*(?P<number>\d+|[{NUMERALS}]+)\s*[版面頁页]", re.IGNORECASE)
_LATIN_PAGE = re.compile(r"(?P<letter>[A-Z]?)-?(?P<number>\d+)", re.IGNORECASE)
_WORD = re.compile(rf"[{HAN}]+|\w{{4,}}")
_OPEN = re.compile(r"[^.!?…。！？;；:：\s][\"'”’»」』)）]*\s*$")  # no sentence ends here
Ends = Literal["next", "prev"]


@dataclass(frozen=True, slots=True)
class _End:
    """A jump line: whose, where it says that the other end stands, and the words beside it. at: the article's place in the issue."""

    at: int
    article: Article
    said: str
    page: str | None
    words: Counter[str]


def joined(
    articles: Sequence[Article], notices: Sequence[Notice] = (), labels: Mapping[str, str | None] | None = None
) -> tuple[tuple[Article, ...], tuple[Notice, ...]]:
    """The articles with next and prev, and the paragraphs that a jump cuts as parts; the notices without those that this settles.

    labels: the number that a page prints, by its id; where it is not known, its place in the issue counts. A jump line with several
    possible partners of which none stands out is a notice W-SEG-14. Articles that are joined already stay as they are.
    """
    printed = labels or {}
    outs = [end for end in _ends(articles, "jump") if not end.article.next]
    ins = [end for end in _ends(articles, "jump-from") if not end.article.prev]
    pairs, doubtful = _pairs(outs, ins, printed)
    result = list(articles)
    for out, come in pairs:
        result[out.at], result[come.at] = _linked(result[out.at], result[come.at])
    both = {article.id for article in result if _settled(article)}
    kept = [note for note in notices if not (note.code == "W-SEG-13" and note.where in both)]
    return tuple(result), (*kept, *(_doubt(end, count) for end, count in doubtful))


def _settled(article: Article) -> bool:
    """Whether each of its jump lines leads somewhere."""
    kinds = {paragraph.kind for section in article.sections for paragraph in section.paragraphs}
    return not ("jump" in kinds and not article.next) and not ("jump-from" in kinds and not article.prev)


def _ends(articles: Sequence[Article], kind: Literal["jump", "jump-from"]) -> Iterator[_End]:
    for at, article in enumerate(articles):
        if article.kind != "article":
            continue
        said = [p.passage.text for section in article.sections for p in section.paragraphs if p.kind == kind]
        if said:
            yield _End(at, article, said[-1], page_named(said[-1]), _words(article, said[-1], last=kind == "jump"))


def page_named(said: str) -> str | None:
    """The page that a jump line names: `3` of 下转第三版, `2-1` of 轉第二張第一版, `A4` of "Continued on Page A4"; None where it names none."""
    by_sheet = sheeted(said)
    if by_sheet and by_sheet.page:
        return by_sheet.number
    found = _CHINESE_PAGE.search(said) or _LATIN_PAGE.search(said)
    value = number(found["number"]) if found else None
    return f"{found['letter'].upper()}{value}" if found and value is not None else None


def pages_told(articles: Sequence[Article]) -> dict[str, str]:
    """The numbers of pages, by their ids, that the other ends of joined jumps name: 上接第1版 on page 3 numbers the page on which it began."""
    of = {article.id: article.page for article in articles}
    ends: tuple[tuple[Literal["jump", "jump-from"], Ends], ...] = (("jump", "next"), ("jump-from", "prev"))
    told = {
        (of[str(there)], _printed(end)) for kind, to in ends for end in _ends(articles, kind) if (there := getattr(end.article, to)) in of
    }
    times = Counter(page for page, said in told if said)
    return {page: said for page, said in sorted(told, key=str) if said and times[page] == 1}


def _printed(end: _End) -> str | None:
    """The label of the page that a jump line names, as that page would have it."""
    by_sheet = sheeted(end.said)
    return by_sheet.printed if by_sheet and by_sheet.page else end.page


def _words(article: Article, said: str, *, last: bool) -> Counter[str]:
    """What the part is about: its headlines, what the jump line adds (上接第一版《老桥通车》), and the text next to the jump."""
    text = " ".join(p.passage.text for section in article.sections for p in section.paragraphs if p.kind == "text")
    found = Counter(_terms(text[-_READ:] if last else text[:_READ]))
    keyword = (_CHINESE_PAGE if _CHINESE_PAGE.search(said) else _LATIN_PAGE).sub(" ", said)
    for title in [head.passage.text for head in article.heads] + [keyword]:
        for term in _terms(title):
            found[term] = max(found[term], _TITLED)
    return found


def _terms(text: str) -> Iterator[str]:
    """Pairs of Chinese characters, words of other scripts."""
    for match in _WORD.finditer(text.casefold()):
        word = match[0]
        if re.match(f"[{HAN}]", word):
            yield from (word[at : at + 2] for at in range(len(word) - 1))
        else:
            yield word


def _pairs(
    outs: Sequence[_End], ins: Sequence[_End], labels: Mapping[str, str | None]
) -> tuple[list[tuple[_End, _End]], list[tuple[_End, int]]]:
    """Pairs that are each other's best partner, and the ends that have partners of which none stands out, with their number."""
    seen = Counter(term for end in (*outs, *ins) for term in end.words)
    fits = {}
    for o, out in enumerate(outs):
        for i, come in enumerate(ins):
            alike = _alike(out, come, seen, len(outs) + len(ins))
            if _agree(out, come, labels) and (alike > _RELATED or (out.page and come.page)):
                fits[o, i] = alike
    pairs: list[tuple[_End, _End]] = []
    while True:
        best = [pair for pair in sorted(fits) if _leads(pair, fits)]
        if not best:
            break
        for o, i in best:
            pairs.append((outs[o], ins[i]))
            fits = {pair: score for pair, score in fits.items() if pair[0] != o and pair[1] != i}
    left = {o: sum(pair[0] == o for pair in fits) for o, _ in fits}
    return pairs, [(outs[o], count) for o, count in sorted(left.items())]


def _leads(pair: tuple[int, int], fits: Mapping[tuple[int, int], float]) -> bool:
    """Whether no other pair with one of its ends comes near; a pair without a rival needs no words."""
    rivals = [score for other, score in fits.items() if other != pair and (other[0] == pair[0] or other[1] == pair[1])]
    return not rivals or fits[pair] >= max(_LEAD * max(rivals), max(rivals) + _LEAST)


def _agree(out: _End, come: _End, labels: Mapping[str, str | None]) -> bool:
    """Whether each of the two names the other's page; one that names none does not contradict."""
    here, there = out.article.page, come.article.page
    return here != there and _is_page(out.page, there, labels) and _is_page(come.page, here, labels)


def _is_page(said: str | None, page: str, labels: Mapping[str, str | None]) -> bool:
    if said is None:
        return True
    known = labels.get(page)
    label = page_named(f"{known}版") if known else page[1:]
    if label is None:
        return said == label
    # a jump from one page of a sheet to another need not name the sheet
    return said in (label, label.rpartition("-")[2]) or said.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") == label


def _alike(out: _End, come: _End, seen: Counter[str], count: int) -> float:
    """0 to 1: how much of the smaller part's words the other shares; words that all parts use say nothing."""

    def weight(words: Mapping[str, int]) -> float:
        return sum(times * log(1 + count / seen[term]) for term, times in words.items())

    return weight(out.words & come.words) / max(min(weight(out.words), weight(come.words)), 1e-9)


def _doubt(end: _End, count: int) -> Notice:
    message = f"the jump line “{' '.join(end.said.split())}” may lead to {count} articles on that page: which one, the words do not tell"
    return Notice("W-SEG-14", end.article.id, message)


def _linked(before: Article, after: Article) -> tuple[Article, Article]:
    first, last = _before_jump(before), _after_jump(after)
    if first and last and _OPEN.search(first.passage.text):
        before = _replaced(before, first, replace(first, part="M" if first.part == "F" else "I"))
        after = _replaced(after, last, replace(last, part="F"))
    return replace(before, next=after.id), replace(after, prev=before.id)


def _before_jump(article: Article) -> Paragraph | None:
    """The text right before the last jump line."""
    found = None
    before: Paragraph | None = None
    for section in article.sections:
        for paragraph in section.paragraphs:
            if paragraph.kind == "jump":
                found = before
            before = paragraph if paragraph.kind == "text" and not paragraph.verbatim else None
    return found


def _after_jump(article: Article) -> Paragraph | None:
    """The text right after the first jump line. A dateline would open a text of its own."""
    for section in article.sections:
        for n, paragraph in enumerate(section.paragraphs):
            if paragraph.kind == "jump-from":
                after = section.paragraphs[n + 1] if n + 1 < len(section.paragraphs) else None
                return after if after and after.kind == "text" and not after.verbatim and not section.dateline else None
    return None


def _replaced(article: Article, old: Paragraph, new: Paragraph) -> Article:
    sections = tuple(replace(s, blocks=tuple(new if b is old else b for b in s.blocks)) for s in article.sections)
    return replace(article, sections=sections)
