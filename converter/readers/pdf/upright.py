"""Vertical setting: characters that stand upright one below another become one line, whole columns of text and single heads alike."""

from __future__ import annotations

import numpy as np

from converter.characters import is_cjk
from converter.readers.pdf.glyphs import Glyphs, NDArrayBool
from converter.readers.pdf.native import Ints
from converter.readers.pdf.runs import ALIKE, LEVEL, WIDEST_GAP, Run

# In sizes of the characters.
STEP = 1.7  # from one character down to the next
BLANK = 1.1  # what each blank that is drawn between two adds to it
CLOSE = 0.5  # less is no step
SHIFT = 0.25  # how far their middles may lie off one axis: punctuation is set to a corner
DISPLAY = 1.12  # in sizes of the running text: from here on two characters make a vertical head
LONGEST = 200  # characters of a column that are looked at for what stands beside them
MOST_SINGLE = 5000  # characters on their own: more are scattered type, or a page whose places are broken
LEAST_ROWS = 3
LEAST, LEAST_TEXT = 2, 4  # in the size of text two or three below another may be the first cells of a table


def standing(glyphs: Glyphs, em: float) -> tuple[list[Ints], Glyphs]:
    """(vertical lines that the file draws downwards, each its indices with those of its blanks; the other characters).

    Where one text object goes down, its font is set vertically. Where each character is an object of its own, it is a column if
    nothing stands beside its characters but other such columns.
    """
    places = np.flatnonzero(glyphs.ink)
    if len(places) < LEAST:
        return [], glyphs
    down, same = _steps(glyphs, places)
    stretches = [places[a:b] for a, b in _stretches(down) if b - a >= _least(glyphs, places[a:b], bool(same[a : b - 1].all()), em)]
    if not stretches:
        return [], glyphs
    inside = np.zeros(len(glyphs), np.bool_)
    inside[np.concatenate(stretches)] = True
    others = np.flatnonzero(glyphs.ink & ~inside)
    kept = [_with_blanks(glyphs, column) for column in stretches if _alone(glyphs, column, others)]
    if not kept:
        return [], glyphs
    rest = np.ones(len(glyphs), np.bool_)
    rest[np.concatenate(kept)] = False
    return kept, glyphs.only(rest)


def _steps(glyphs: Glyphs, places: Ints) -> tuple[NDArrayBool, NDArrayBool]:
    """For each character with the next: whether the next stands right below it, and whether one text object draws both."""
    size, middle = glyphs.size[places], (glyphs.left[places] + glyphs.right[places]) / 2
    larger = np.maximum(size[1:], size[:-1])
    step = np.diff(glyphs.base[places])
    most = STEP + BLANK * (np.diff(places) - 1)
    down = (step > CLOSE * larger) & (step <= most * larger) & (np.abs(np.diff(middle)) <= SHIFT * larger)
    down &= np.minimum(size[1:], size[:-1]) > 0.85 * larger
    same = np.diff(glyphs.drawn[places]) == 0
    for k in np.flatnonzero(down & ~same).tolist():
        down[k] = _stands(glyphs.chars[places[k]]) and _stands(glyphs.chars[places[k + 1]])
    return down, same


def _with_blanks(glyphs: Glyphs, column: Ints) -> Ints:
    """A column with the blanks that are drawn between its characters, and those as wide as an ideograph at its ends."""
    first, last = int(column[0]), int(column[-1])
    while first and glyphs.chars[first - 1] == "\u3000" and glyphs.drawn[first - 1] == glyphs.drawn[first]:
        first -= 1
    while last + 1 < len(glyphs) and glyphs.chars[last + 1] == "\u3000" and glyphs.drawn[last + 1] == glyphs.drawn[last]:
        last += 1
    return np.arange(first, last + 1)


def _stretches(down: NDArrayBool) -> list[tuple[int, int]]:
    """[start, end) of each stretch of characters that go on downwards."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], down.astype(np.int8), [0]])))
    return [(int(a), int(b) + 1) for a, b in edges.reshape(-1, 2)]


def _stands(char: str) -> bool:
    """Whether a character may stand upright in a vertical line: figures do in a date."""
    return is_cjk(char) or char.isdigit()


def _least(glyphs: Glyphs, column: Ints, one_object: bool, em: float) -> int:
    """How many characters make such a column a vertical line. Figures alone never do: they are those of a table."""
    display = glyphs.size[column[0]] > DISPLAY * em
    figures = [not is_cjk(glyphs.chars[i]) for i in column.tolist()]
    if not one_object and (all(figures) or (any(figures) and not display)):
        return len(column) + 1
    return LEAST if one_object or display else LEAST_TEXT


def _alone(glyphs: Glyphs, column: Ints, others: Ints) -> bool:
    """Whether at most a third of its characters touch characters of other lines at their left or right."""
    if not len(others):
        return True
    column = column[:: len(column) // LONGEST + 1]
    size = glyphs.size[column][:, None]
    level = np.abs(glyphs.base[others] - glyphs.base[column][:, None]) <= LEVEL * size
    gap = np.maximum(glyphs.left[others] - glyphs.right[column][:, None], glyphs.left[column][:, None] - glyphs.right[others])
    alike = np.minimum(glyphs.size[others], size) > ALIKE * np.maximum(glyphs.size[others], size)
    touched = (level & alike & (gap < WIDEST_GAP * size)).any(axis=1)
    return int(touched.sum()) * 3 <= len(column)


def columns(runs: list[Run], em: float) -> tuple[list[tuple[int, Ints]], list[Run]]:
    """(vertical lines of single characters that the file draws in another order; the other runs).

    A line is its place in content order and its indices. Lines side by side share the place of the one at the right, which is read first.
    """
    runs = _parted(runs, em)
    single = sorted((run for run in runs if _one_character(run)), key=lambda run: run.base)
    if len(single) > MOST_SINGLE:
        return [], runs
    taken: set[int] = set()
    found = []
    for k, run in enumerate(single):
        if id(run) in taken:
            continue
        column = [run]
        for other in single[k + 1 :]:
            if other.base - column[-1].base > STEP * column[-1].size:
                break
            if id(other) not in taken and _below(column[-1], other):
                column.append(other)
        if len(column) >= (LEAST if run.size > DISPLAY * em else LEAST_TEXT):
            found.append(np.concatenate([one.inked for one in column]))
            taken.update(id(one) for one in column)
    return _right_to_left(runs[0].glyphs, found) if found else [], [run for run in runs if id(run) not in taken]


def _right_to_left(glyphs: Glyphs, found: list[Ints]) -> list[tuple[int, Ints]]:
    out: list[tuple[int, Ints]] = []
    for column in sorted(found, key=lambda column: -float(glyphs.left[column].min())):
        size, top = float(glyphs.size[column[0]]), float(glyphs.base[column].min())
        place = int(glyphs.order[column].min())
        if out:
            other = out[-1][1]
            gap = float(glyphs.left[other].min() - glyphs.right[column].max())
            if -size < gap < size and abs(top - float(glyphs.base[other].min())) < 2 * size:
                place = out[-1][0]
        out.append((place, column))
    return out


def _parted(runs: list[Run], em: float) -> list[Run]:
    """The runs, with vertical heads of two or three lines side by side, which look like rows of two or three characters, in single ones.

    Three rows and more below one another, with more room between the characters of a row than between the rows, are columns.
    """
    rows = sorted((run for run in runs if run.size > DISPLAY * em and run.length in (2, 3) and _wide(run)), key=lambda run: run.base)
    taken: set[int] = set()
    for k, run in enumerate(rows):
        stack = [run]
        for other in rows[k + 1 :]:
            if other.base - stack[-1].base > STEP * stack[-1].size:
                break
            if other.length == run.length and _stacked(stack[-1], other):
                stack.append(other)
        if len(stack) >= LEAST_ROWS:
            taken.update(id(one) for one in stack)
    single = [Run(run.glyphs, run.inked[k : k + 1]) for run in runs if id(run) in taken for k in range(run.length)]
    return [run for run in runs if id(run) not in taken] + single


def _wide(run: Run) -> bool:
    return all(is_cjk(run.glyphs.chars[int(place)]) for place in run.inked)


def _stacked(run: Run, other: Run) -> bool:
    """Whether the characters of the other row stand below those of the first, closer than those of a row stand together."""
    glyphs, step = run.glyphs, other.base - run.base
    level = np.abs(glyphs.left[run.inked] - glyphs.left[other.inked]).max() <= SHIFT * run.size
    room = float(np.diff(glyphs.left[run.inked]).min())
    return bool(level) and CLOSE * run.size < step <= STEP * run.size and step < room


def _one_character(run: Run) -> bool:
    return run.length == 1 and is_cjk(run.glyphs.chars[int(run.inked[0])])


def _below(run: Run, other: Run) -> bool:
    step = other.base - run.base
    middle = (run.left + run.right - other.left - other.right) / 2
    return CLOSE * run.size < step <= STEP * run.size and abs(middle) <= SHIFT * run.size and abs(run.size - other.size) < 0.15 * run.size
