"""Runs cut where two texts meet on one baseline: at gutters and rules, and where a head stands beside text."""

from __future__ import annotations

import numpy as np

from converter.characters import is_cjk
from converter.readers.pdf.gutters import HANGING, Gutters
from converter.readers.pdf.native import Floats
from converter.readers.pdf.runs import Run, middle

# In sizes of the characters beside the gap.
NARROWEST = 0.25  # beyond the line's usual gap: less is the setting of the line itself
WORD_GAP, WORD_SPACE = 0.14, 0.3  # the narrowest space between words, and a usual one
AFTER_COMMA = 0.1  # a comma that hangs out of its column all but fills the gutter
OTHER_SIZE, OTHER_SIZE_GAP = 1.15, 0.45  # a head and text that meet on one baseline by chance


def cut(run: Run, gutters: Gutters) -> list[Run]:
    """The run in parts, none of which stands in two columns."""
    glyphs, places = run.glyphs, run.inked
    if len(places) < 2:
        return [run]
    left, right, size = glyphs.left[places], glyphs.right[places], glyphs.size[places]
    ends = np.maximum.accumulate(right)[:-1]
    gaps = left[1:] - ends
    larger = np.maximum(size[1:], size[:-1])
    # what the file draws elsewhere may be another column, though a comma that hangs out of its column leaves no gap
    steps = np.diff(glyphs.order[places])
    jumps = (steps < 1) | (steps > 3)
    if not (jumps | (gaps > AFTER_COMMA * larger)).any():
        return [run]
    set_with = usual(gaps, larger) + _word_gap(run, gaps / larger) * larger
    wide = gaps > set_with + NARROWEST * larger
    other = (larger > OTHER_SIZE * np.minimum(size[1:], size[:-1])) & (gaps > OTHER_SIZE_GAP * larger)
    hung = gaps > set_with + AFTER_COMMA * larger
    for k in np.flatnonzero(hung).tolist():
        hung[k] = glyphs.chars[int(places[k])] in HANGING
    cuts = []
    for k in np.flatnonzero(wide | other | jumps | hung).tolist():
        gap, words = (_edge(run, k, float(ends[k])), float(left[k + 1])), not jumps[k] and _words(run, k)
        if other[k] or gutters.parts(*gap, run.base, float(larger[k]), words=words):
            cuts.append(gap[1])
    if not cuts:
        return [run]
    edges = np.searchsorted(np.array(cuts), glyphs.left[run.at], side="right")
    parts = [Run(glyphs, run.at[edges == k]) for k in range(len(cuts) + 1)]
    return [part for part in parts if part.length]


def _word_gap(run: Run, gaps: Floats) -> Floats:
    """What the space between words adds to each gap, in sizes: nothing beside an ideograph, else what the line's own words stand apart."""
    wide = np.flatnonzero(gaps > WORD_GAP)
    words = [k for k in wide.tolist() if _words(run, k)]
    out = np.zeros(len(gaps))
    if words:
        out[words] = middle(gaps[words]) if len(words) > 2 else WORD_SPACE
    return out


def _words(run: Run, k: int) -> bool:
    """Whether the gap after the k-th inked character is between characters of a script that parts words."""
    return not (is_cjk(run.glyphs.chars[int(run.inked[k])]) or is_cjk(run.glyphs.chars[int(run.inked[k + 1])]))


def _edge(run: Run, k: int, end: float) -> float:
    """Where the text before a gap ends: a comma may hang out of its column."""
    place = int(run.inked[k])
    return float(run.glyphs.left[place]) if run.glyphs.chars[place] in HANGING else end


def usual(gaps: Floats, size: Floats) -> Floats:
    """The gap that a line is set with, in points beside each gap: its median in sizes, at least 0."""
    return float(max(middle(gaps / size), 0.0)) * size
