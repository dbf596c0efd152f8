"""Where the text comes from: sourceDesc with the newspaper as a biblStruct and every file that was read with its digest."""

from __future__ import annotations

from converter.metadata import Fact, IssueDate
from converter.model import Article, Issue, SourceFile
from converter.tei.addresses import inside, source_file
from converter.tei.writer import Attributes, Writer, escape, tag

_KINDS = ("URI", "DOI", "ARK", "Handle", "URN", "ISSN")


def write_source_desc(out: Writer, issue: Issue, language: str) -> None:
    metadata = issue.metadata
    paper = metadata.newspaper
    with out.element("sourceDesc"), out.element("biblStruct", {"type": "newspaper"}):
        with out.element("monogr"):
            title = paper.title.value if paper.title else "unknown newspaper"
            out.text("title", title, {"level": "j", "xml:lang": language if paper.title else "en", **_warrant(paper.title)})
            if paper.subtitle:
                out.text("title", paper.subtitle, {"level": "j", "type": "sub", "xml:lang": language})
            if paper.issn:
                out.text("idno", paper.issn, {"type": "ISSN"})
            if paper.cn:
                out.text("idno", paper.cn.value, {"type": "CN", **_warrant(paper.cn)})
            for kind, value in paper.identifiers:
                own = kind not in _KINDS  # a catalogue's own number is that of an entry in it
                out.text("idno", value, {"type": "authority" if own else kind, "subtype": kind if own else None})
            for editor in paper.editors:
                out.text("editor", editor)
            if metadata.daily_edition:
                out.text("edition", metadata.daily_edition)
            with out.element("imprint"):
                if paper.place:
                    out.text("pubPlace", paper.place.value, {"xml:lang": language, **_warrant(paper.place)})
                if paper.publisher:
                    out.text("publisher", paper.publisher.value, {"xml:lang": language, **_warrant(paper.publisher)})
                _date(out, metadata.date)
            if metadata.volume:
                out.text("biblScope", metadata.volume.value, {"unit": "volume", **_warrant(metadata.volume)})
            if metadata.issue:
                out.text("biblScope", metadata.issue.value, {"unit": "issue", **_warrant(metadata.issue)})
            for page in issue.pages:
                if page.label:
                    out.text("biblScope", page.label, {"unit": "page", "n": str(page.n)})
        for file in issue.files:
            with out.element("relatedItem", {"type": "source"}):
                out.block("bibl", _bibl(file))
        for article in issue.articles:
            if article.authors and not article.prev:
                with out.element("relatedItem", {"type": "catalogue"}):
                    out.block("bibl", _attribution(article))


def _date(out: Writer, date: IssueDate | None) -> None:
    if date is None:
        out.text("date", "not known")
        return
    value = {"when": date.when} if date.when else {"notBefore": date.not_before, "notAfter": date.not_after}
    shown = date.text or date.when or _bounds(date)
    out.text("date", shown, {**value, "cert": date.cert, "evidence": date.evidence})


def _bounds(date: IssueDate) -> str:
    """In words: an open date is no day."""
    if date.not_before and date.not_after:
        return f"between {date.not_before} and {date.not_after}"
    return f"not before {date.not_before}" if date.not_before else f"not after {date.not_after}"


def _warrant(fact: Fact | None) -> Attributes:
    """How sure a value is. Of the elements here TEI gives @evidence to date alone: there it says `internal`, elsewhere @cert says enough."""
    return {"cert": fact.cert} if fact else {}


def _attribution(article: Article) -> str:
    """Who wrote an article as a catalogue says: the page may print initials, or nobody."""
    names = [f"<author>{escape(name)}</author>" for name in article.authors]
    return " ".join([*names, f"{tag('ref', {'target': f'#{article.id}'})}{escape(article.id)}</ref>"])


def _bibl(file: SourceFile) -> str:
    parts = (
        f"<title>{escape(file.description)}</title>",
        f"{tag('ref', {'target': source_file(file.name)})}{escape(inside(file.name))}</ref>",
        f'<idno type="sha256">{file.sha256}</idno>',
    )
    return " ".join(parts)
