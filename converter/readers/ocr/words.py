"""Words of a recognised line to its text: words of a script that parts words with a blank between them, Han and kana without."""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.characters import HAN, is_cjk
from converter.readers.unprintable import LINE_END, mended

IDEOGRAPHIC = re.compile(f"[{HAN}\u3040-\u30ff\u3100-\u312f]")


def joined(words: Sequence[str]) -> str:
    """The words as one line. Beside quotation marks and dashes, which all scripts share, the rest of the line says whether blanks belong."""
    if not any(map(IDEOGRAPHIC.search, words)):
        return " ".join(word for word in words if word)
    text = ""
    for word in words:
        text += f" {word}" if text and word and not (is_cjk(text[-1]) or is_cjk(word[0])) else word
    return text


class Mender:
    """Makes recognised text fit for XML and counts what it had to change, for one notice a page."""

    def __init__(self) -> None:
        self.broken, self.controls = 0, ""

    def __call__(self, text: str) -> str:
        if text.isprintable():
            return text
        return self.keep_rows(LINE_END.sub(" ", text))

    def keep_rows(self, text: str) -> str:
        """The same for a text of several lines."""
        done = mended(text)
        self.broken += done.broken
        self.controls += done.controls
        return done.text


def rows(text: str) -> list[str]:
    """The lines of a text that has line ends, without empty ones."""
    return [row for row in LINE_END.split(text) if row.strip()]
