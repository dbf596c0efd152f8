"""Takes the words of second copies and what stands before them; says whether they are copies of it: the one rule for who marks them and who checks them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, islice

from converter.characters import printed

_TOGETHER = 4  # lines of a headline that are printed as a block and then again


def are_copies(parts: Sequence[str], before: str) -> bool:
    """Whether each of the parts, or several together, say what stands right before them, there or before them all, once or several times.

    parts, before: printed characters, without white space. After 甲乙, [甲][乙] is one copy in two parts, [甲乙][甲乙] and [甲乙甲乙] are two
    copies, and so are [甲][乙][甲][乙].
    """
    text, places = before + "".join(parts), [*accumulate(map(len, parts), initial=len(before))]
    reached = [True] + [False] * len(parts)
    for n in range(len(parts)):
        together = {*range(n + 1, min(n + _TOGETHER, len(parts)) + 1), *([] if n else [len(parts)])}
        for end in together if reached[n] else ():
            reached[end] |= _repeats(text, places[n], places[end]) or before.endswith(text[places[n] : places[end]])
    return reached[-1]


def _repeats(text: str, start: int, end: int) -> bool:
    """Whether what stands between the two places says once or several times what stands right before it."""
    length = end - start
    return any(length % size == 0 and text[start:end] == text[start - size : end - size] for size in range(length, 0, -1) if size <= start)


def end_of(words: Sequence[str], length: int, but: int = 0) -> str:
    """The last characters of a text, read from behind: texts are long and copies short. but: so many of the words are not looked at."""
    out: list[str] = []
    for piece in islice(reversed(words), but, None):
        out.append(printed(piece))
        length -= len(out[-1])
        if length <= 0:
            break
    return "".join(reversed(out))[max(-length, 0) :]
