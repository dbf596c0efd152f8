"""What the edition says about itself: teiHeader, from an Issue's metadata and counts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from converter.language import name
from converter.metadata import LICENCES, IssueDate, status_of
from converter.model import Issue
from converter.page_numbers import names_itself
from converter.tei.bibliography import write_source_desc
from converter.tei.languages import other_languages
from converter.tei.practice import write_encoding_desc
from converter.tei.traces import is_annotated
from converter.tei.writer import Writer, escape, tag


@dataclass(frozen=True, slots=True)
class Making:
    """How this file is made: on which day (ISO), by which version of the software, in which language its text is."""

    day: str
    version: str
    language: str
    language_name: str
    tagger: tuple[str, str] | None = None  # name and version of what tagged names; None where nothing was tagged


def write_header(out: Writer, issue: Issue, making: Making) -> None:
    """The teiHeader. What is not known is left out; nothing is made up."""
    with out.element("teiHeader", {"xml:lang": "en"}):
        with out.element("fileDesc"):
            _title_stmt(out, issue, making)
            with out.element("editionStmt"):
                out.block("edition", f"Converted with broadsheet {escape(making.version)}")
            out.block("extent", " ".join(_extent(issue)))
            _publication_stmt(out, issue, making)
            write_source_desc(out, issue, making.language)
        write_encoding_desc(out, issue, making.version, making.tagger, making.language)
        with out.element("profileDesc"):
            with out.element("langUsage"):
                out.text("language", making.language_name, {"ident": making.language})
                for tag in other_languages(issue, making.language):
                    out.text("language", name(tag), {"ident": tag})
            with out.element("textClass"):
                out.block("catRef", None, {"scheme": "#text-types", "target": "#newspaper"})
        with out.element("revisionDesc", {"status": "draft"}):
            out.text("change", "Converted by software; not reviewed since.", {"when": making.day, "who": "#machine", "status": "draft"})


def _title_stmt(out: Writer, issue: Issue, making: Making) -> None:
    with out.element("titleStmt"):
        out.text("title", title_of(issue, making.language), {"type": "main", "xml:lang": making.language})
        out.text("title", "digital edition", {"type": "sub", "xml:lang": "en"})
        with out.element("respStmt", {"xml:id": "machine"}):
            out.text(
                "resp",
                "segmentation, text repair, encoding and annotation" if is_annotated(issue) else "segmentation, text repair and encoding",
            )
            out.text("name", "broadsheet", {"type": "software", "corresp": "#app-broadsheet"})
        for person in issue.metadata.edition.people:
            with out.element("respStmt", {"xml:id": person.id}):
                out.text("resp", person.resp)
                out.text("name", person.name, {"type": "person", "ref": person.orcid})


def title_of(issue: Issue, language: str) -> str:
    """A title that differs between issues: newspaper, date, pages, as far as they are known."""
    metadata = issue.metadata
    chinese = language.startswith("zh")
    known = [metadata.newspaper.title.value if metadata.newspaper.title else None]
    known.append(_shown_date(metadata.date, chinese) if metadata.date else None)
    known.append(metadata.daily_edition)  # two issues of one day differ in it alone
    labels = [page.label for page in issue.pages if page.label]
    if 0 < len(labels) < len(issue.pages):  # a front page often prints no number: the others' would look like all
        known.append(f"共{len(issue.pages)}版" if chinese else f"{len(issue.pages)} pages")
    elif labels:
        pages = _span(labels, "、" if chinese else ", ")
        if not any(map(names_itself, labels)):
            pages = f"第{pages}版" if chinese else ("p. " if len(labels) == 1 else "pp. ") + pages
        known.append(pages)
    if known[:2] == [None, None]:
        known[0] = metadata.id or (issue.files[0].name if issue.files else None)
    return ("，" if chinese else ", ").join(part for part in known if part)


def _span(labels: Sequence[str], comma: str) -> str:
    """From the first to the last; pages 1 and 3 are not 1–3."""
    numbers = [int(label) for label in labels if label.isdecimal()]
    apart = len(numbers) == len(labels) and numbers != list(range(numbers[0], numbers[0] + len(numbers)))
    return comma.join(labels) if apart else f"{labels[0]}–{labels[-1]}" if len(labels) > 1 else labels[0]


def _shown_date(date: IssueDate, chinese: bool) -> str | None:
    """A date of low certainty stands in brackets with a question mark, as catalogues do it; bounds stand as bounds, not as a day."""
    value = date.when or date.text
    if value:
        value = _in_words(value, chinese)
        return f"[{value}?]" if date.cert == "low" else value
    bounds = [_in_words(bound, chinese) if bound else "?" for bound in (date.not_before, date.not_after)]
    return f"[{' – '.join(bounds)}]" if bounds != ["?", "?"] else None


def _in_words(value: str, chinese: bool) -> str:
    if chinese and re.fullmatch(r"\d{4}(-\d\d){0,2}", value):
        return "".join(f"{int(part)}{unit}" for part, unit in zip(value.split("-"), "年月日", strict=False))
    return value


def _extent(issue: Issue) -> list[str]:
    articles = sum(article.kind == "article" and not article.prev for article in issue.articles)  # one that jumps is one
    lines = sum(len(page.lines) for page in issue.pages)
    counts = (("page", len(issue.pages)), ("article", articles), ("line", lines))
    return [tag("measure", {"unit": unit, "quantity": str(count)}, end="/>") for unit, count in counts]


def _publication_stmt(out: Writer, issue: Issue, making: Making) -> None:
    edition, rights = issue.metadata.edition, issue.metadata.rights
    with out.element("publicationStmt"):
        if edition.publisher and edition.publisher_ror:
            out.block("publisher", tag("orgName", {"ref": edition.publisher_ror}) + escape(edition.publisher) + "</orgName>")
        elif edition.publisher:
            out.text("publisher", edition.publisher)
        else:
            out.text("authority", "Unpublished working copy: no publisher was named")
        if edition.place:
            out.text("pubPlace", edition.place)
        if edition.date or edition.publisher:
            out.block("date", None, {"when": edition.date or making.day})
        for kind, value in edition.identifiers:
            out.text("idno", value, {"type": kind})
        with out.element("availability", {"n": "source", "status": rights.status}):
            text = rights.text or (_AS_STATED if rights.statement else _RIGHTS[rights.status])
            _licence(out, rights.statement, f"Text and images of the newspaper: {text}")
        target, name = LICENCES.get(edition.licence or "", (edition.licence, edition.licence))
        with out.element("availability", {"n": "markup", "status": status_of(target)}):
            if target and not target.startswith(("http://", "https://")):
                target = None
            shown = edition.licence_text or (f"{name}." if name else "no licence was named.")
            _licence(out, target, f"Markup and metadata: {shown}")


_AS_STATED = "see the statement of rights."
_RIGHTS = {"free": "free to use.", "restricted": "use is restricted.", "unknown": "rights not stated."}


def _licence(out: Writer, target: str | None, text: str) -> None:
    if target:
        out.text("licence", text, {"target": target})
    else:
        out.text("p", text)
