"""Articles, furniture and the rest to the body of a TEI text, in reading order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise
from urllib.parse import quote

from converter.model import Article, Byline, Cell, Figure, Frame, Grid, Head, Image, Issue, Line, Page, Paragraph, Passage, Section
from converter.tei.addresses import named_file, source_file
from converter.tei.anchors import Anchors
from converter.tei.graphics import write_graphic
from converter.tei.languages import own_language
from converter.tei.mixed import mixed
from converter.tei.parts import parts_of
from converter.tei.traces import sections_of
from converter.tei.writer import Attributes, Writer, escape, tag
from converter.tei.zones import Zones


def write_body(out: Writer, issue: Issue, zones: Zones, anchors: Anchors, language: str) -> None:
    """Page after page: its beginning, what it prints around its articles, its articles, the rest. language: of the text as a whole."""
    number, parts, sections = 0, parts_of(issue.articles), sections_of(issue)
    for page in issue.pages:
        out.block("pb", None, {"n": page.label, "facs": f"#{page.id}"})
        for furniture in issue.furniture:
            if furniture.page == page.id:
                out.block("fw", mixed(furniture.passage, anchors, verbatim=True), {"type": furniture.type})
        here = [article for article in issue.articles if article.page == page.id]
        for article in here:
            number += article.kind == "article" and not article.prev  # one that jumps is counted where it begins
            _Div(out, anchors, article, zones, issue.images, parts).write(
                number, own_language(article, language), sections.get(" ".join((article.section or "").split()))
            )
        if not here:
            _without_text(out, page)


def _without_text(out: Writer, page: Page) -> None:
    """A page that prints nothing, or nothing but its furniture: a body needs a div, and a reader a word about it."""
    name = f"{page.id}-x1" if page.n > 1 else "x1"
    with out.element("div", {"type": "unassigned", "xml:id": name}):
        out.block("ab", '<gap reason="no-text" unit="page"/>', {"xml:id": f"{name}-b1"})


def _facs(zones: tuple[str, ...]) -> str | None:
    return " ".join(f"#{zone}" for zone in zones) or None


def _source(article: Article) -> str | None:
    """The file that set the article apart, and the id that it has there."""
    if not article.source:
        return None
    file, name = article.source
    return f"{source_file(file)}#{quote(name, safe='')}"


def _frame(block: Paragraph | Figure, depth: int) -> Frame | None:
    return block.within[depth] if isinstance(block, Paragraph) and len(block.within) > depth else None


class _Div:
    """One div with the counters of its ids."""

    def __init__(
        self, out: Writer, anchors: Anchors, article: Article, zones: Zones, images: tuple[Image, ...], parts: Mapping[int, Attributes]
    ) -> None:
        self.out, self.anchors, self.article = out, anchors, article
        self.zones, self.images, self.parts = zones, images, parts
        self.counts = dict.fromkeys("pbfs", 0)

    def name(self, kind: str) -> str:
        self.counts[kind] += 1
        return f"{self.article.id}-{kind}{self.counts[kind]}"

    def write(self, number: int, language: str | None, section: str | None) -> None:
        article = self.article
        links = {key: f"#{value}" if value else None for key, value in (("next", article.next), ("prev", article.prev))}
        n = str(number) if article.kind == "article" and not article.prev else None
        attributes = {"type": article.kind, "subtype": article.subtype, "xml:id": article.id, "n": n, "cert": article.cert, **links}
        attributes |= {
            "facs": _facs(self.zones.of_article(article)),
            "ana": f"#{section}" if section else None,
            "source": _source(article),
            "xml:lang": language,
        }
        self.anchors.part()  # no article begins under the lb of another
        with self.out.element("div", attributes):
            self.heads(article.heads)
            self.bylines(article.bylines)
            for figure in article.figures:
                self.figure(figure)
            if article.kind == "contents":
                self.entries([paragraph for section in article.sections for paragraph in section.paragraphs])
            else:
                self.sections(article.sections)

    def entries(self, paragraphs: Iterable[Paragraph]) -> None:
        """What a contents box lists; each entry refers to a page."""
        with self.out.element("list"):
            for paragraph in paragraphs:
                self.out.block("item", f"<ref>{mixed(paragraph.passage, self.anchors)}</ref>")

    def sections(self, sections: tuple[Section, ...]) -> None:
        """The first section's content stands in the article's div, unless TEI forbids it: after a closing byline no div may follow."""
        first = sections[0] if sections else None
        if first and not first.head and not first.cert and not (first.closing and len(sections) > 1):
            self.content(first)
            sections = sections[1:]
        for section in sections:
            with self.out.element("div", {"type": "section", "xml:id": self.name("s"), "cert": section.cert}):
                self.heads((section.head,) if section.head else ())
                self.content(section)

    def content(self, section: Section) -> None:
        if section.dateline:
            text = mixed(section.dateline.passage, self.anchors, section.dateline.spans)
            self.out.block("dateline", text, {"rend": "run-in"})
        self.bylines(section.bylines)
        self.blocks(section.blocks, 0)
        for part in section.closing:
            if isinstance(part, Byline):
                self.bylines((part,))
            elif isinstance(part, Figure):
                self.figure(part)
            else:
                self.out.block("dateline", mixed(part.passage, self.anchors, part.spans))

    def blocks(self, blocks: Iterable[Paragraph | Figure], depth: int) -> None:
        """Blocks in their lists and quotations. depth: how many of the frames around them are written already."""
        for frame, run in groupby(blocks, key=lambda block: _frame(block, depth)):
            if frame is None:
                for block in run:
                    if isinstance(block, Figure):
                        self.figure(block)
                    else:
                        self.paragraph(block)
            elif frame.kind == "quote":
                with self.out.element("quote", {"rend": "block"}):
                    self.blocks(run, depth + 1)
            elif frame.kind == "box":
                self.box([block for block in run if isinstance(block, Paragraph)], depth + 1)
            elif frame.kind == "item":
                self.item([block for block in run if isinstance(block, Paragraph)], depth + 1)
            else:
                with self.out.element("list", {"rend": "numbered" if frame.kind == "numbered" else None}):
                    self.blocks(run, depth + 1)

    def box(self, blocks: list[Paragraph], depth: int) -> None:
        """A further head opens a section of the box. One that holds a head and no more is a paragraph: a body needs one."""
        starts = [n for n, block in enumerate(blocks) if block.kind == "head" and n + 1 < len(blocks) and blocks[n + 1].kind != "head"]
        with self.out.element("floatingText", {"type": "box", "xml:id": self.name("b")}), self.out.element("body"):
            for start, end in pairwise(sorted({0, *starts, len(blocks)})):
                if start == 0:
                    self.headed(blocks[:end], None, depth, known=0 in starts)
                else:
                    with self.out.element("div", {"type": "section", "xml:id": self.name("s")}):
                        self.headed(blocks[start:end], "crosshead", depth, known=True)

    def headed(self, blocks: list[Paragraph], kind: str | None, depth: int, *, known: bool) -> None:
        """known: the first of them is the head of the others."""
        for block in blocks[:known]:
            self.out.block("head", mixed(block.passage, self.anchors, block.spans), {"type": kind})
        self.blocks(blocks[known:], depth)

    def item(self, entry: list[Paragraph], depth: int) -> None:
        """An entry of one paragraph is its words; one of several, or with a list in it, has blocks."""
        if len(entry) == 1 and len(entry[0].within) == depth:
            self.out.block("item", self.running(entry[0]))
            return
        with self.out.element("item"):
            for frame, run in groupby(entry, key=lambda block: _frame(block, depth)):
                if frame:
                    self.blocks(run, depth)
                else:
                    for paragraph in run:
                        self.out.block("p", self.running(paragraph))

    def running(self, paragraph: Paragraph) -> str:
        return mixed(paragraph.passage, self.anchors, paragraph.spans, running=True)

    def heads(self, heads: Iterable[Head]) -> None:
        for head in heads:
            rend = "vertical" if all(line.vertical for line in head.passage.lines) else None
            self.out.block("head", mixed(head.passage, self.anchors, head.spans), {"type": head.type, "rend": rend, "cert": head.cert})

    def bylines(self, bylines: Iterable[Byline], rend: str | None = None) -> None:
        for byline in bylines:
            attributes = {"rend": rend or ("run-in" if byline.run_in else None), "cert": byline.cert}
            self.out.block("byline", mixed(byline.passage, self.anchors, byline.spans), attributes)

    def figure(self, figure: Figure) -> None:
        image = figure.image or (figure.picture.image if figure.picture else None)
        named = named_file(figure.file) if figure.file else None
        if not (figure.head or figure.caption or figure.credits or figure.alt or any(one.name == image for one in self.images)):
            return  # a place on the page of which nothing was kept: its zone says so
        facs = _facs(self.zones.of_figure(figure, self.article.page))
        with self.out.element(
            "figure", {"type": figure.type, "xml:id": self.name("f"), "cert": figure.cert, "facs": facs, "source": named}
        ):
            if figure.head:
                self.out.block("head", mixed(figure.head.passage, self.anchors, figure.head.spans))
            write_graphic(self.out, image, self.images)
            if figure.caption:
                text = mixed(figure.caption, self.anchors, figure.caption_spans, running=True)
                self.out.block("ab", text, {"type": "caption"})
            self.bylines(figure.credits, "credit")
            if figure.alt:
                self.out.block("figDesc", escape(figure.alt))

    def paragraph(self, paragraph: Paragraph) -> None:
        if paragraph.kind in ("jump", "jump-from"):
            # no target where the other end is not here
            other = self.article.next if paragraph.kind == "jump" else self.article.prev
            self.anchors.part()
            said = mixed(paragraph.passage, self.anchors, verbatim=True)
            self.out.block("fw", f"{tag('ref', {'target': f'#{other}' if other else None})}{said}</ref>", {"type": paragraph.kind})
            self.anchors.part()
        elif paragraph.kind in ("note", "footnote"):
            with self.out.element("note", {"type": "editorial", "place": "bottom" if paragraph.kind == "footnote" else None}):
                self.text(paragraph)
        elif paragraph.kind == "table":
            self.table(paragraph)
        elif paragraph.kind == "verse":
            self.verse(paragraph)
        else:
            self.text(paragraph)

    def verse(self, paragraph: Paragraph) -> None:
        """A stanza to the lines between white space, where there is any."""
        lines = paragraph.passage.lines
        gaps = [at for at, line in enumerate(lines) if at and line.gap_before]
        starts = [0, *gaps] if 0 < len(gaps) < len(lines) / 2 else []
        with self.out.element("lg", {"type": "poem", "cert": paragraph.cert}):
            for start, end in pairwise([*starts, len(lines)]):
                with self.out.element("lg", {"type": "stanza"}):
                    self.verses(lines[start:end])
            if not starts:
                self.verses(lines)

    def verses(self, lines: Iterable[Line]) -> None:
        for line in lines:
            self.out.block("l", mixed(Passage.of(line), self.anchors, running=True))

    def table(self, paragraph: Paragraph) -> None:
        """A row to a line; each cell opens with an lb of its own."""
        lines, grid = paragraph.passage.lines, paragraph.grid or Grid(0, ())
        with self.out.element("table", {"cert": paragraph.cert}):
            if grid.head:
                self.out.block("head", mixed(Passage.of(*lines[: grid.head]), self.anchors))
            for n, line in enumerate(lines[grid.head :]):
                self.row(line, grid.rows[n] if paragraph.grid else ())
        self.anchors.part()

    def row(self, line: Line, known: tuple[Cell, ...]) -> None:
        """known: what the source says of its cells; nothing where it says nothing."""
        labels = bool(known) and all(cell.label for cell in known)
        at = 0
        with self.out.element("row", {"role": "label" if labels else None}):
            for n, text in enumerate(line.text.split("\t")):
                cell = known[n] if known else Cell()
                self.anchors.part()
                spans = {name: str(count) if count > 1 else None for name, count in (("rows", cell.rows), ("cols", cell.cols))}
                passage = Passage.of(line).between(at, at + len(text)).strip()
                said = mixed(passage, self.anchors, running=True) if text.strip() else None
                self.out.block("cell", said, {"role": "label" if cell.label and not labels else None, **spans})
                at += len(text) + 1

    def text(self, paragraph: Paragraph) -> None:
        unassigned = self.article.kind == "unassigned"
        verbatim = paragraph.verbatim or unassigned
        text = mixed(paragraph.passage, self.anchors, paragraph.spans, verbatim=verbatim, running=not unassigned)
        if verbatim:
            # in an article lines that do not run on are columns, unless their author set them; an advertisement is display, line by line
            kind = "table" if self.article.kind == "article" and paragraph.kind != "lines" else None
            self.out.block("ab", text, {"type": kind, "xml:id": self.name("b"), "cert": paragraph.cert})
        else:
            links = self.parts.get(id(paragraph), {})
            self.out.block("p", text, {"xml:id": self.name("p"), **links, "cert": paragraph.cert})
