"""Takes the lines of a page, gives rows: what segmentation looks at, each line once, with its copies, width and punctuation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from converter.model import Line, Passage

FULL_STOPS = "。！？!?…"
CLOSERS = "”’」』）)》〉】］"
OPENERS = "“‘「『（(《〈【［"
# Newspapers of before 1949 end a sentence, and a paragraph, with the enumeration comma, or with 云 (so it is said) and other final particles.
OLD_STOPS = FULL_STOPS + "、，；云矣焉"
_NEVER_FIRST = "、，。；：！？,;)）」』”’》〉】］"
_CLASSES = str.maketrans(
    dict.fromkeys("，。、；：！？,;:!?（）()《》〈〉【】［］", "p")
    | dict.fromkeys("“”‘’「」『』·.", "q")
    | dict.fromkeys(map(chr, (*range(0xC0, 0x530), *range(0xF00, 0x1000))), "h")  # accented Latin, Greek, Cyrillic, Tibetan
    | dict.fromkeys("0123456789%abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ/+-@&'\"", "h")
    | dict.fromkeys(" \u00a0\t", "b")
)


@dataclass(slots=True)
class Row:
    """One printed line. lines: the line and the copies that are laid over it; text: as it is meant; width in em.

    indented: two ideographic blanks stand before it in the source, as Chinese texts open a paragraph.
    """

    at: int
    lines: tuple[Line, ...]
    text: str
    gap: int
    doubled: bool
    width: float = 0.0
    indented: bool = False

    def passage(self) -> Passage:
        return Passage.of(*self.lines)

    def is_over(self, stops: str) -> bool:
        """Whether a sentence ends here: a stop, with the quotes and brackets that close after it, or a signature in brackets after a stop."""
        if not self.text:
            return False
        return self.text.rstrip(CLOSERS)[-1:] in stops or ends_signed(self.text) or jumps(self.text)

    @property
    def goes_on_before(self) -> bool:
        """Whether the first character cannot stand first in a paragraph or a headline."""
        return self.text[:1] in _NEVER_FIRST

    @property
    def wants_more(self) -> bool:
        """Whether the last character asks for a next one."""
        return self.text[-1:] in OPENERS or self.text[-1:] in "，、,·—-"


_SIGNED = re.compile(r"(?:^|[。！？!?”』」、，\s\u3000])[（(][^（）()。、，；：\d]{1,7}[）)]$")


_JUMPS = re.compile(r"[（(](?:下转|接|转|见)第?[\w\s]{1,8}版[^（）()]{0,6}[）)]$|[（(](?:完|全文完|本文完)[）)]$")


def jumps(text: str) -> bool:
    """（下转第二版）: the rest is elsewhere; （完）: there is no rest."""
    return text[-1:] in "）)" and _JUMPS.search(text) is not None


def ends_signed(text: str) -> bool:
    """…一無其他原因。（壯士）: the writer's name, or initial, in brackets at the very end."""
    return text[-1:] in "）)" and _SIGNED.search(text) is not None


_INDENT = re.compile("\u3000\u3000(?=\\S)")


def rows_of(lines: Sequence[Line]) -> list[Row]:
    """A row for each line that says something; a line that is wholly a copy goes with the line before it."""
    out: list[Row] = []
    pending: list[Line] = []
    gap = 0
    for line in lines:
        text = line.clean
        gap += line.gap_before
        if text:
            doubled = any(edit.kind == "surplus" for edit in line.edits)
            out.append(Row(len(out), (*pending, line), text, gap, doubled, indented=_INDENT.match(line.text) is not None))
            pending, gap = [], 0
        elif line.text.strip() and out:
            out[-1].lines += (line,)
            out[-1].doubled = True
        elif line.text.strip():
            pending.append(line)
        else:
            gap += 1
    if pending:
        out.append(Row(len(out), tuple(pending), "", gap, doubled=True))
    set_widths(out)
    return out


def _counts(text: str) -> tuple[int, int, int]:
    """Characters, punctuation, quotes; halves of what is half as wide are counted in tenths below."""
    classes = text.translate(_CLASSES)
    narrow, blank = classes.count("h"), classes.count("b")
    marks, quotes = classes.count("p"), classes.count("q")
    return 20 * (len(text) - narrow - blank - marks - quotes) + 10 * narrow + 5 * blank, marks, quotes


def set_widths(rows: Iterable[Row]) -> None:
    """Widths in em. A comma is one em wide in old and in loose setting, half an em where it is squeezed: what makes neighbours even."""
    counted = [(row, _counts(row.text)) for row in rows]
    best: tuple[int, list[float]] = (-1, [])
    for mark, quote in ((20, 20), (20, 10), (15, 10), (10, 10)):
        widths = [(plain + mark * marks + quote * quotes) / 20 for _, (plain, marks, quotes) in counted]
        steps = [abs(a - b) for a, b in pairwise(widths) if a > 5]
        even = sum(step <= 0.3 for step in steps) + sum(step <= 0.6 for step in steps)
        if even > best[0]:
            best = even, widths
    for (row, _), width in zip(counted, best[1], strict=True):
        row.width = width


_PUNCTUATED = re.compile("[，。、；：！？,.;:!?]")


def is_punctuated(text: str) -> bool:
    return bool(_PUNCTUATED.search(text))


PAIRS = {"（": "）", "(": ")", "“": "”", "「": "」", "『": "』", "《": "》", "‘": "’", "【": "】"}
_CLOSING = {close: open_ for open_, close in PAIRS.items()}


def open_brackets(text: str) -> str:
    """The brackets and quotes that the text opens and does not close, then those that it closes and did not open."""
    left: list[str] = []
    for char in text:
        if char in PAIRS:
            left.append(char)
        elif char in _CLOSING:
            if left and left[-1] == _CLOSING[char]:
                left.pop()
            else:
                left.append(char)
    return "".join(left)
