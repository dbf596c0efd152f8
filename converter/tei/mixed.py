"""Passages to mixed content: text, line breaks, lost glyphs, surplus, names. No white space is added but the blank between words at a break."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converter.characters import EQUIVALENT
from converter.model import Gap, Part, Passage, Slice, Span
from converter.tei.anchors import Anchors
from converter.tei.writer import escape, tag

_ILLEGIBLE = re.compile("\ufffd+|(?<=[^\\s。])□+")


def mixed(passage: Passage, anchors: Anchors, spans: Sequence[Span] = (), *, verbatim: bool = False, running: bool = False) -> str:
    """The content of an element.

    spans: over the passage's text, nested or apart. verbatim: its lines are lines, none runs on into the next.
    running: in running text a □ is a mark of something unreadable; elsewhere it is an ornament.
    """
    return "".join(_Content(passage, anchors, spans, verbatim, running).pieces())


class _Content:
    def __init__(self, passage: Passage, anchors: Anchors, spans: Sequence[Span], verbatim: bool, running: bool) -> None:
        self.passage, self.anchors = passage, anchors
        self.verbatim, self.running = verbatim, running
        self.waiting = sorted(spans, key=lambda span: (span.start, -span.end))
        self.open: list[Span] = []
        self.at = 0
        self.broken: str | None = None  # after a hyphen that breaks a word: what the next lb says of it, that of a copy apart
        # the last part that is none of a copy: a hyphen there breaks no word of this passage
        self.last = next((part for part in reversed(passage.parts) if isinstance(part, Gap) or part.state != "surplus"), None)

    def pieces(self) -> Iterator[str]:
        for part, start, end in self.passage.placed:
            yield from self.closed(self.at)
            if start > self.at:
                yield " "
                self.at = start
            yield from self.part(part, start, end)
        while self.open:
            yield f"</{self.open.pop().tag}>"

    def part(self, part: Part, start: int, end: int) -> Iterator[str]:
        begin = part.at if isinstance(part, Gap) else part.start
        if isinstance(part, Slice) and part.line.text[part.start : part.end].isspace() and self.anchors.changes(part.line, begin):
            return  # a blank alone opens no line: nothing of the source is lost with it
        whole = isinstance(part, Slice) and part.state == "surplus" and self.anchors.changes(part.line, begin)
        if whole:
            yield tag("surplus", {"reason": "overprint"})
        yield from self.line_break(part, begin)
        if isinstance(part, Gap):
            yield from self.opened(start)
            yield tag("gap", {"reason": "lost-glyph", "unit": "chars", "quantity": str(part.count)}, end="/>")
            self.at = end
            return
        if part.state in ("read", "initial", "initial word") or (part.state == "doubtful hyphen" and self.last is part):
            yield from self.read(part, start, end)
        elif part.state == "doubtful hyphen":
            yield from self.opened(start)
            yield f'<pc force="inter">{escape(part.text)}</pc>'
            self.at, self.broken = end, "maybe"
        else:
            shown = escape(part.text)
            if whole:
                yield f"{shown}</surplus>"
            elif part.state == "surplus":
                yield f"{tag('surplus', {'reason': 'overprint'})}{shown}</surplus>"
            else:
                yield from self.hyphen(shown, part)
        self.anchors.reached(part.end)

    def hyphen(self, shown: str, part: Slice) -> Iterator[str]:
        """Weak where its word goes on in this passage; a plain character where the rest of the word was put elsewhere."""
        self.broken = "no" if self.last is not part else None
        yield f'<pc force="weak">{shown}</pc>' if self.broken else shown

    def line_break(self, part: Part, begin: int) -> Iterator[str]:
        if not self.anchors.changes(part.line, begin):
            return
        copy = isinstance(part, Slice) and part.state == "surplus"
        inside = self.at > 0 and not self.verbatim and not copy and not self._parted()
        broken, self.broken = (None, self.broken) if copy else (self.broken, None)
        yield tag("lb", {"break": broken or ("no" if inside else None), "corresp": self.anchors.open(part.line, begin)}, end="/>")

    def _parted(self) -> bool:
        """Whether the break parts words: a blank stands at this place, or the next line opens with a dash, as the second line of a banner does."""
        text = self.passage.text
        if text.startswith("——", self.at):
            return True
        return text[self.at - 1 : self.at].isspace() or text[self.at : self.at + 1].isspace()

    def read(self, part: Slice, start: int, end: int) -> Iterator[str]:
        text, raw = part.text, part.line.text[part.start : part.end]
        raw = raw if len(raw) == len(text) else text
        while self.at < end or self.at == start == end:
            yield from self.closed(self.at)
            yield from self.opened(self.at)
            stops = [end]
            stops += [span.end for span in self.open if span.end > self.at]
            stops += [self.waiting[0].start] if self.waiting else []
            stop = min(stop for stop in stops if stop > self.at or stop == end)
            piece = self.shown(text[self.at - start : stop - start], raw[self.at - start : stop - start])
            large = part.state in ("initial", "initial word") and piece.strip()
            yield f"{tag('hi', {'rend': 'drop-cap'})}{piece}</hi>" if large else piece
            self.at = stop
            if start == end:
                return

    def shown(self, text: str, raw: str) -> str:
        if EQUIVALENT.keys().isdisjoint(raw):
            return self.marked(escape(text))
        # Unicode has no mapping for these: the edition says which character it reads, and which was there
        pieces = (
            f"<choice><orig>{was}</orig><reg>{now}</reg></choice>" if was in EQUIVALENT else escape(now)
            for was, now in zip(raw, text, strict=True)
        )
        return self.marked("".join(pieces))

    def marked(self, xml: str) -> str:
        if "\ufffd" not in xml and not (self.running and "□" in xml):
            return xml
        return _ILLEGIBLE.sub(lambda match: f'<unclear reason="illegible">{match[0]}</unclear>', xml)

    def opened(self, at: int) -> Iterator[str]:
        while self.waiting and self.waiting[0].start <= at:
            span = self.waiting.pop(0)
            if span.end > at and all(span.end <= outer.end for outer in self.open):
                self.open.append(span)
                yield tag(span.tag, {**dict(span.attributes), "ref": span.ref, "cert": span.cert})

    def closed(self, at: int) -> Iterator[str]:
        while self.open and self.open[-1].end <= at:
            yield f"</{self.open.pop().tag}>"
