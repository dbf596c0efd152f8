"""Print laid over itself: display lines with a shadow or outline come out of extraction twice, in one line or as two."""

from __future__ import annotations

from converter.model import Edit, Line

SHORTEST_HALF = 3  # 研究研究 is a word; three characters or more are not said twice in a line of their own
SHORTEST_LINE = 6  # rows of a price list repeat (三角, 三角); display lines of six characters and more do not
LONGEST_BLOCK = 4  # display lines that are printed as a block and then again


def overprint(lines: tuple[Line, ...]) -> dict[str, tuple[Edit, ...]]:
    """By line id, the second copies."""
    found = {line.id: edits for line in lines if (edits := _doubled_in_line(line.text))}
    squeezed = ["".join(line.text.split()) for line in lines]
    at = 1
    while at < len(lines):
        size = _repeated(lines, squeezed, at, found)
        for line in lines[at : at + size]:
            found[line.id] = (Edit("surplus", 0, len(line.text)),)
        at += size or 1
    return found


def _doubled_in_line(text: str) -> tuple[Edit, ...]:
    """The second half of each word of a line in which every word stands doubled (精神精神 攻坚攻坚), or of the line as a whole.

    One word in small letters is a word of its language: chercher, murmur.
    """
    edits, at = [], 0
    words = text.split()
    if len(words) == 1 and text.strip().islower():
        return ()
    for word in words:
        start = text.index(word, at)
        at = start + len(word)
        half = len(word) // 2
        if len(word) % 2 or half < SHORTEST_HALF or word[:half] != word[half:]:
            break
        if len(set(word[:half])) == 1:
            break  # a rule or leaders (……), not words
        edits.append(Edit("surplus", start + half, at))
    else:
        return tuple(edits)
    return _doubled_with_blanks(text)


def _doubled_with_blanks(text: str) -> tuple[Edit, ...]:
    """`甲 乙甲 乙`: the line without its blanks is one text twice."""
    places = [i for i, char in enumerate(text) if not char.isspace()]
    half = len(places) // 2
    if len(places) % 2 or half < SHORTEST_LINE:
        return ()
    first, second = ("".join(text[i] for i in part) for part in (places[:half], places[half:]))
    if first != second or len(set(first)) < 3:
        return ()
    return (Edit("surplus", places[half], places[-1] + 1),)


def _repeated(lines: tuple[Line, ...], squeezed: list[str], at: int, found: dict[str, tuple[Edit, ...]]) -> int:
    """How many lines from `at` on say again what as many lines before them said; 0 for none."""
    for size in range(1, min(LONGEST_BLOCK, at, len(lines) - at) + 1):
        if squeezed[at : at + size] != squeezed[at - size : at] or any(line.gap_before for line in lines[at + 1 : at + size]):
            continue
        if any(map(_apart, lines[at - size : at], lines[at : at + size])):
            continue
        said = "".join(squeezed[at : at + size])
        # the short end of a head (镜头）) is overprinted together with the line before it
        follows = at > size and lines[at - size].gap_before <= 1 and lines[at - size - 1].id in found
        if (len(said) >= SHORTEST_LINE and len(set(said)) > 2) or (follows and len(said) >= 2):
            return size
    return 0


def _apart(one: Line, other: Line) -> bool:
    """Whether two lines are known to lie in two places: the rows of a price list say the same again, print over print does not."""
    if one.box is None or other.box is None:
        return False
    a, b = one.box, other.box
    return a.right <= b.left or b.right <= a.left or a.bottom <= b.top or b.bottom <= a.top
