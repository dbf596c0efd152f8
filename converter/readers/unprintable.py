"""Takes text of any source, gives it without the characters that XML cannot hold or that print nothing, and says how many there were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from converter.characters import PRIVATE
from converter.model import Page
from converter.notices import Notice

LINE_END = re.compile("\r\n|[\n\r\x0b\x85\u2028\u2029]")
CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_BROKEN = re.compile("[\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
# A broadsheet page holds some 15,000 characters on 1,000 lines; far more on one page is another kind of file, or lacks its page breaks.
MOST_LINES, LONGEST_LINE = 20_000, 100_000
MOST_PAGES = 20_000  # a volume of a daily holds some 6,000


@dataclass(frozen=True, slots=True)
class Mended:
    """text: what XML can hold. broken: how many characters are now U+FFFD (with those that were it before, where any other was broken).

    controls: the control characters that were left out, in order.
    """

    text: str
    broken: int = 0
    controls: str = ""


def mended(text: str) -> Mended:
    """The text for XML 1.0: lone surrogates and noncharacters as U+FFFD, control characters left out."""
    broken = 0
    if _BROKEN.search(text):
        # pairs that some tools write as two characters of three bytes each are one character
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        broken = len(_BROKEN.findall(text)) + text.count("\ufffd")
        text = _BROKEN.sub("\ufffd", text)
    controls = "".join(CONTROL.findall(text))
    return Mended(CONTROL.sub("", text) if controls else text, broken, controls)


def told_broken(count: int, where: str) -> Notice:
    """where: the line of the first one."""
    return Notice("W-READ-03", where, f"{count} broken characters read as U+FFFD")


def told_controls(controls: str, where: str) -> Notice:
    """where: the line of the first one."""
    kinds = ", ".join(sorted({f"U+{ord(char):04X}" for char in controls}))
    return Notice("W-READ-02", where, f"{len(controls)} control characters left out ({kinds})")


def private(pages: Iterable[Page]) -> Iterator[Notice]:
    """A notice for each page with characters that only a font of the newspaper's own shows; they are kept."""
    for page in pages:
        found = [(line.id, char) for line in page.lines for char in PRIVATE.findall(line.text)]
        if found:
            kinds = ", ".join(sorted({f"U+{ord(char):04X}" for _, char in found}))
            yield Notice("W-READ-04", found[0][0], f"{len(found)} private-use characters on page {page.n} ({kinds}), kept as they are")
