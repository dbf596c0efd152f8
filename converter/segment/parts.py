"""Takes units, gives the parts of an article as the model has them: heads, bylines, datelines, paragraphs, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from converter.model import Byline, Cert, Dateline, Figure, Head, HeadType, Paragraph, Passage
from converter.segment.bylines import (
    bracketed_byline,
    bracketed_names,
    byline_spans,
    closing_byline,
    pen_name,
    run_in_byline,
    signature,
    standing_byline,
)
from converter.segment.captions import credit_start
from converter.segment.datelines import dateline_end
from converter.segment.display import Headline
from converter.segment.formulas import came_alone, is_formula, jump_from_end, jump_start, opens_note
from converter.segment.furniture import is_date
from converter.segment.latin_bylines import may_sign, signs
from converter.segment.unit import Unit


def passage_of(item: Unit | Headline) -> Passage:
    return Passage.join(row.passage() for row in item.rows)


def head_of(headline: Headline, kind: HeadType, cert: Cert | None = None) -> Head:
    passage = passage_of(headline)
    spans = byline_spans(passage.text) if pen_name(passage.text.strip()) else ()
    return Head(kind, passage, spans, cert)


def byline_of(passage: Passage, *, run_in: bool = False, cert: Cert | None = None) -> Byline:
    return Byline(passage, byline_spans(passage.text), run_in, cert)


@dataclass(frozen=True, slots=True)
class Opened:
    """A paragraph taken apart: what opens a section, its text with the jump lines beside it, the byline that closes it."""

    dateline: Dateline | None
    byline: Byline | None
    paragraphs: tuple[Paragraph, ...]
    closing: Byline | None


def opened(unit: Unit, *, sent: bool = False) -> Opened:
    """（上接第一版）, 本报讯（记者 刘子璇）12月18日，…（完）: jump line, dateline, byline, text; every character stays in one of them.

    sent: it opens what a correspondent signs.
    """
    came, body = _came(unit)
    text = body.text
    lead = len(text) - len(text.lstrip())
    end = dateline_end(text[lead:], sent=sent)
    at = lead + end if end else 0
    dateline = Dateline(body[:at].strip()) if at else None
    byline = None
    if span := _opening_byline(text, at):
        byline = byline_of(body[span[0] : span[1]].strip(), run_in=True)
        at = span[1]
    body = body[at:].strip() if at else body
    body, going = _going(body)
    closing = None
    if (cut := closing_byline(body.text)) is not None:
        closing = byline_of(body[cut:].strip(), run_in=True)
        body = body[:cut].strip()
    kind: Literal["text", "note"] = "note" if opens_note(body.text.lstrip()) else "text"
    paragraphs = [Paragraph(body, verbatim=unit.table, kind=kind)] if body.text.strip() else []
    return Opened(dateline, byline, (*came, *paragraphs, *going), closing)


def _opening_byline(text: str, at: int) -> tuple[int, int] | None:
    """The byline right at the start (at == 0) or after the dateline: in brackets, or 记者许宏治报道："""
    if at:
        return bracketed_byline(text, at) or bracketed_names(text, at) or run_in_byline(text, at)
    return bracketed_byline(text) if text.lstrip()[:1] in "（(" else run_in_byline(text)


def _came(unit: Unit) -> tuple[list[Paragraph], Passage]:
    """（上接第一版） off the start, or off the first line."""
    passage = passage_of(unit)
    if came_alone(unit.rows[0].text):
        rest = Passage.join(row.passage() for row in unit.rows[1:])
        return [Paragraph(unit.rows[0].passage(), kind="jump-from")], rest
    end = jump_from_end(passage.text)
    return ([Paragraph(passage[:end].strip(), kind="jump-from")], passage[end:].strip()) if end else ([], passage)


def _going(passage: Passage) -> tuple[Passage, list[Paragraph]]:
    """（下转第二版） off the end."""
    at = jump_start(passage.text)
    return (passage[:at].strip(), [Paragraph(passage[at:].strip(), kind="jump")]) if at is not None else (passage, [])


def closed(unit: Unit) -> Byline | Dateline | Paragraph:
    """What stands on lines of its own after a text: a byline or pen name in brackets, a signature, a jump line; a note is a paragraph."""
    passage = passage_of(unit)
    text = passage.text.strip()
    if jump_start(text) == 0:
        return Paragraph(passage, kind="jump")
    if is_formula(text):
        return Paragraph(passage)
    if is_date(text):
        return Dateline(passage)
    if signature(text):
        # 江苏南京市　刘国华: the place is no name of a person
        return Byline(passage, byline_spans(passage.text)[-1:])
    if (
        pen_name(text)
        or signs(text)
        or may_sign(text)
        or standing_byline(text)
        or closing_byline(text) == 0
        or bracketed_names(text, 0) == (0, len(text))
    ):
        return byline_of(passage)
    return Paragraph(passage)


def figure_of(unit: Unit, cert: Cert | None = None, head: Head | None = None) -> Figure:
    """The figure of a caption. A unit whose `what` is credit has the credit as its first row, the caption under it."""
    passage = passage_of(unit)
    if unit.what == "credit" and len(unit.rows) > 1:
        rest = Passage.join(row.passage() for row in unit.rows[1:])
        return Figure(caption=rest, credits=(byline_of(unit.rows[0].passage()),), cert=cert, head=head)
    at = credit_start(passage.text)
    if at is None:
        return Figure(caption=passage, cert=cert, head=head)
    caption = passage[:at].strip()
    credit = byline_of(passage[at:].strip())
    return Figure(caption=caption if caption.text else None, credits=(credit,), cert=cert, head=head)
