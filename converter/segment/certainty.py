"""Takes the limits of articles and sections, tells how doubtful each is (cert in the TEI)."""

from __future__ import annotations

from collections.abc import Sequence

from converter.model import Cert
from converter.segment.cuts import in_series, is_over
from converter.segment.display import Headline
from converter.segment.refining import witnessed
from converter.segment.rows import is_punctuated, open_brackets
from converter.segment.stream import Stream
from converter.segment.unit import Unit

LONGEST_UNPARTED = 150  # characters that no sentence, however old, runs on without a stop
WIDE_CROSSHEAD = 12.0  # em: a wider one is as likely a headline


def article_cert(stream: Stream, start: int, end: int) -> Cert | None:
    """How doubtful it is that an article begins with the text `start` and holds all up to `end`.

    low: only words say so, or its text shows no stop by which anything could be told. medium: nothing opens it, and all that is seen is
    that the text above has closed; or something opens it, and the text above has not ended.
    """
    if any(is_unparted(text.unit) for text in stream.texts[start:end]) or not witnessed(stream, start):
        return "low"
    if start == 0:
        return None
    above, text = stream.texts[start - 1], stream.texts[start]
    opened = bool(stream.zones[start].order) or text.unit.dated
    return None if opened and (above.closed or is_over(above.last, stream.setting.grid) or above.last.endswith(".")) else "medium"


def is_unparted(unit: Unit) -> bool:
    """A long run of characters without a single stop or comma: where it should have been parted cannot be seen."""
    return not unit.table and len(unit.text) > LONGEST_UNPARTED and not is_punctuated(unit.text)


def section_cert(stream: Stream, at: int, crossheads: Sequence[Headline]) -> Cert | None:
    """Whether what opens a section inside an article might as well open an article: a wide line that has no fellow and quotes nobody."""
    if not crossheads:
        return None if stream.texts[at].unit.dated else "medium"
    first = crossheads[0]
    quoted = first.text[:1] in "“「『" and not open_brackets(first.text)
    return "medium" if first.width > WIDE_CROSSHEAD and not quoted and at not in in_series(stream) else None
