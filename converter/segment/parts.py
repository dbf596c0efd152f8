"""Takes units, gives the parts of an article as the model has them: heads, bylines, datelines, paragraphs, figures."""

from __future__ import annotations

from dataclasses import dataclass

from converter.model import Byline, Cert, Dateline, Figure, Head, HeadType, Paragraph, Passage
from converter.segment.bylines import bracketed_byline, byline_spans, closing_byline, pen_name, signature
from converter.segment.captions import credit_start
from converter.segment.datelines import dateline_end
from converter.segment.display import Headline
from converter.segment.units import Unit


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
    """The first paragraph of a section, taken apart."""

    dateline: Dateline | None
    byline: Byline | None
    paragraph: Paragraph | None
    closing: Byline | None


def opened(unit: Unit) -> Opened:
    """本报讯（记者 刘子璇）12月18日，…（完）: dateline, byline and text; every character stays in one of them."""
    passage = passage_of(unit)
    text = passage.text
    lead = len(text) - len(text.lstrip())
    end = dateline_end(text[lead:])
    at = lead + end if end else 0
    dateline = Dateline(passage[:at].strip()) if at else None
    byline = None
    if span := bracketed_byline(text, at) if at or text.lstrip()[:1] in "（(" else None:
        byline = byline_of(passage[span[0] : span[1]], run_in=True)
        at = span[1]
    body = passage[at:] if at else passage
    closing = None
    cut = closing_byline(body.text)
    if cut:
        closing = byline_of(body[cut:].strip(), run_in=True)
        body = body[:cut]
    body = body if not at and not cut else body.strip()
    return Opened(dateline, byline, Paragraph(body) if body.text.strip() else None, closing)


def closed(unit: Unit) -> Byline | Paragraph:
    """What stands on lines of its own after a text: a byline or pen name in brackets, a signature; a note is a paragraph."""
    passage = passage_of(unit)
    text = passage.text.strip()
    if signature(text):
        # 江苏南京市　刘国华: the place is no name of a person
        spans = byline_spans(passage.text)
        return Byline(passage, tuple(span for span in spans if span is spans[-1]))
    if pen_name(text) or closing_byline(text) == 0:
        return byline_of(passage)
    return Paragraph(passage)


def figure_of(unit: Unit, cert: Cert | None = None, head: Head | None = None) -> Figure:
    passage = passage_of(unit)
    at = credit_start(passage.text)
    if at is None:
        return Figure(caption=passage, cert=cert, head=head)
    caption = passage[:at].strip()
    credit = byline_of(passage[at:].strip())
    return Figure(caption=caption if caption.text else None, credit=credit, cert=cert, head=head)
