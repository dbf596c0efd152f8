"""Spans of several finders on one passage to one set of spans that lie apart or nested."""

from __future__ import annotations

from collections.abc import Sequence

from converter.model import LOST, Span

# Where two finders claim the same characters and neither is longer: a name is told by more evidence than a number is.
_RANK = ("persName", "roleName", "orgName", "placeName", "date", "measure", "num")


def merged(text: str, *found: Sequence[Span]) -> tuple[Span, ...]:
    """Earlier groups win over later ones where spans cross or cover the same; in a group the longer span wins.

    A date, measure or number inside a name is part of the name (第一次世界大战, 八一小学); a name inside a date is none.
    Nothing over a lost glyph alone.
    """
    kept: list[Span] = []
    for group in found:
        for span in sorted(group, key=lambda span: (span.start - span.end, _RANK.index(span.tag) if span.tag in _RANK else 9, span.start)):
            if text[span.start : span.end].strip(LOST + " ") and not any(
                span.start < other.end and other.start < span.end and not _title_inside(span, other) for other in kept
            ):
                kept.append(span)
    return tuple(sorted(kept, key=lambda span: (span.start, -span.end)))


def _title_inside(span: Span, name: Span) -> bool:
    """汪院長兆銘: the title between surname and given name is told together with them."""
    return span.tag == "roleName" and name.tag == "persName" and name.start < span.start and span.end < name.end
