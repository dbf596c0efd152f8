"""Takes the parts of an article's text, and sets who said a quotation beside it: the last paragraph inside that names a source is none of its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from converter.readers.articles.record import Part
from converter.reading import Frame

_DASHED = re.compile(r"(?:—|–|―|--|~)+\s*\S.{0,78}")
_NAMED = re.compile(r"[^\s\"'“”„‘’«»「」『』。！？!?][^\"“”„«»「」『』。！？!?]{0,58}[^\s\"'“”„‘’«»「」『』。，！？!?,.:：;；]")
_CLOSED = tuple('”“’»«」』"')


def beside(parts: Iterable[Part]) -> Iterator[Part]:
    """The parts in order; a source is a paragraph of the text. It opens with a dash, or stands under words that have their own quotation marks."""
    for frame, run in groupby(parts, key=_quotation):
        inside = list(run)
        if frame and len(inside) > 1 and _is_source(inside[-2], inside[-1]):
            inside[-1] = replace(inside[-1], kind="text", within=inside[-1].within[:-1])
        yield from inside


def _quotation(part: Part) -> Frame | None:
    return part.within[-1] if part.within and part.within[-1].kind == "quote" else None


def _is_source(before: Part, last: Part) -> bool:
    if last.kind != "quote" or len(last.lines) != 1:
        return False
    said = last.lines[0].strip()
    return bool(_DASHED.fullmatch(said) or (before.lines[-1].rstrip().endswith(_CLOSED) and _NAMED.fullmatch(said)))
