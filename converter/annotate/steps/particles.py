"""Takes persons with a word of the sentence stuck to their end, gives the name alone: 王小明为 is 王小明.

A Chinese with a surname of one character has a name of three at the most; a fourth that is a preposition, an adverb or a verb belongs to
what follows.
"""

from __future__ import annotations

from dataclasses import replace

from converter.annotate.steps.lexicon import surname
from converter.annotate.steps.sheet import Sheet

_WORDS = frozenset("为都同等将在及向还又也与和不已曾说任是被把从到摄绘")


def cut_particles(sheet: Sheet) -> Sheet:
    """Persons of four characters, the first a surname and the last such a word, without it."""
    return sheet.having(
        replace(name, end=name.end - 1)
        if name.kind == "PER"
        and name.end - name.start == 4
        and not name.sure
        and sheet.text[name.end - 1] in _WORDS
        and len(surname(sheet.string(name)) or "") == 1
        else name
        for name in sheet.names
    )
