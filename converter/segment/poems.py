"""Takes rows, finds the poems: a title, right under it the author, then short lines of uneven length, none with a stop inside, or regulated verse."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from converter.characters import HAN
from converter.segment import words
from converter.segment.bylines import bare_name
from converter.segment.columns import word_across
from converter.segment.datelines import opens_with_dateline
from converter.segment.rows import Row, is_punctuated
from converter.segment.set_lines import kind_of_lines

VERSES = 4  # that make a poem in free verse at least: headlines that lie in a heap come in twos and threes
WIDEST = 16.0  # em of a verse, and of a poem's title
USUAL = 9.0  # em of most verses; headlines are longer
SHORTEST = 5.0  # em of the shortest: free verse has a line of a word or two, a heap of headlines has none
EVEN = 0.6  # em: lines that fill their column differ by no more
_GENRES = ("诗歌", "诗", "诗词", "新诗", "诗选", "诗页", "诗苑", "古体诗", "现代诗", "散文诗", "儿歌", "歌词")
_NOTE = re.compile("[（(]作者[^（）()]{2,40}[）)]")  # （作者系市作协会员）
_STOPS = "，。；：！？…"
_REGULATED = re.compile(rf"(?:[{HAN}]{{5}}[{_STOPS}]?){{1,2}}|(?:[{HAN}]{{7}}[{_STOPS}]?){{1,2}}")
_WRITTEN = re.compile(r"(?:作者|文|诗)[\s\u3000]*[／/:：][\s\u3000]*")


@dataclass(frozen=True, slots=True)
class Poem:
    """Rows first..end (the end not included): a kicker (诗歌) where there is one, title, author's line, verses, a note on the author or none."""

    first: int
    end: int
    kicker: bool = False
    note: bool = False

    def parts(self) -> list[str]:
        """What each of its rows is."""
        heads = ["poem-kicker"] * self.kicker + ["poem-main", "poem-byline"]
        return heads + ["poem"] * (self.end - self.first - len(heads) - self.note) + ["poem-note"] * self.note


def poems_of(rows: Sequence[Row], fixed: Sequence[str]) -> list[Poem]:
    """The poems, in order, none in another. fixed: what a row is by its words alone; a verse is nothing of that kind."""
    out: list[Poem] = []
    for at in range(1, len(rows) - 2):
        after = out[-1].end if out else 0
        if at - 1 < after or not _names_author(rows[at], fixed[at]) or not _may_be_verse(rows[at - 1], fixed[at - 1]):
            continue
        end = _end(rows, fixed, at + 1)
        if _is_verse(rows[at + 1 : end]):
            kicker = at - 2 >= after and not rows[at - 1].gap and rows[at - 2].text in _GENRES
            note = end < len(rows) and not fixed[end] and _NOTE.fullmatch(rows[end].text) is not None
            out.append(Poem(at - 1 - kicker, end + note, kicker, note))
    return out


def _names_author(row: Row, fixed: str) -> bool:
    """李春林, □ 李春林, 作者：李春林. A surname begins words of poems, too: 黄昏, 金黄."""
    if fixed or row.width > WIDEST:
        return fixed == "byline"
    name = _WRITTEN.sub("", row.text, count=1)
    return bare_name(name) and (len(name) > 2 or not words.frequency(name))


def _may_be_verse(row: Row, fixed: str) -> bool:
    if fixed or not row.text or row.doubled or row.width > WIDEST or opens_with_dateline(row.text) or _NOTE.fullmatch(row.text):
        return False
    return not is_punctuated(row.text.rstrip(_STOPS)) or _REGULATED.fullmatch(row.text) is not None


def _end(rows: Sequence[Row], fixed: Sequence[str], start: int) -> int:
    """Where the verses end: before the next poem, before what is no verse, and before the headline of the text that follows."""
    end = start
    while end < len(rows) and _may_be_verse(rows[end], fixed[end]):
        # a title and an author between white space open another poem
        if end > start + 1 and rows[end - 1].gap and end + 1 < len(rows) and rows[end + 1].gap and _names_author(rows[end], ""):
            return end - 1
        end += 1
    if end == len(rows) or fixed[end] not in ("", "byline") or _NOTE.fullmatch(rows[end].text):
        return end
    # a text follows: what stands right over it, from the last white space on, is its headline
    gaps = [at for at in range(start + 1, end) if rows[at].gap]
    if rows[end].gap and (not gaps or gaps[-1] < end - 1):
        return end
    if gaps:
        return gaps[-1]
    return end - 2 if word_across(rows[end - 1].text, rows[end].text) else end - 1  # the text's first row may have no stop


def _is_verse(rows: Sequence[Row]) -> bool:
    if kind_of_lines([row.text for row in rows]) == "verse":
        return True
    if len(rows) < VERSES:
        return False
    widths = sorted(row.width for row in rows)
    fills = sum(width >= widths[-1] - EVEN for width in widths)
    return median(widths) <= USUAL and widths[0] <= SHORTEST and fills * 2 <= len(rows)
