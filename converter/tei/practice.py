"""How the edition was made: encodingDesc, with every silent normalisation said."""

from __future__ import annotations

import re

from converter.model import Issue
from converter.tei.forms import as_read, made_from, of_correction, of_segmentation
from converter.tei.traces import edits_of, sections_of, subtypes_of
from converter.tei.writer import Writer, escape

_SUBTYPES = {
    "news": "news report",
    "feature": "feature, reportage",
    "photo": "photograph with a headline of its own",
    "brief": "news in brief",
    "comment": "commentary, editorial",
    "letter": "reader's letter",
    "serial": "serial, literature",
}


def write_encoding_desc(out: Writer, issue: Issue, version: str, tagger: tuple[str, str] | None, language: str) -> None:
    with out.element("encodingDesc"):
        project = issue.metadata.edition.project
        default = (
            f"A digital edition of newspaper pages made from {made_from(issue)} with the program broadsheet: one div for each news item, "
            "every line tied to the page."
        )
        _paragraph(out, "projectDesc", escape(project or default))
        _paragraph(out, "samplingDecl", _sampling(issue))
        _editorial_decl(out, issue)
        with out.element("refsDecl"):
            kinds = " or ".join(f"@type='{kind}'" for kind in ("article", "advertisement", "unassigned"))
            for unit, match in (("item", f"div[{kinds}]"), ("paragraph", "p[@xml:id]")):
                out.block("citeStructure", None, {"unit": unit, "match": f"/TEI/text/body//{match}", "use": "@xml:id"})
        _class_decl(out, issue, language)
        with out.element("appInfo"):
            for name, number in (("broadsheet", version), *((tagger,) if tagger else ())):
                with out.element("application", {"xml:id": f"app-{name}", "ident": name, "version": _clipped(number)}):
                    out.text("label", f"{name} {number}")
        out.block("schemaRef", None, {"type": "XSD", "url": "../schemas/newspaper.xsd"})


def _paragraph(out: Writer, name: str, content: str) -> None:
    with out.element(name):
        out.block("p", content)


def _sampling(issue: Issue) -> str:
    count, total = len(issue.pages), issue.metadata.pages_total
    pages = f"{count} page{'s' if count > 1 else ''}"
    whole = f"The issue has {total}." if total else "How many the issue has is not known."
    return f"Encoded: all text of {pages} of the issue, {as_read(issue)}. {whole}"


def _editorial_decl(out: Writer, issue: Issue) -> None:
    found = edits_of(issue)
    with out.element("editorialDecl"):
        with out.element("correction", {"method": "markup"}):
            out.block(
                "p",
                "A glyph that the source lost is a <gi>gap</gi>; a text layer printed twice is a <gi>surplus</gi>; an unreadable mark is "
                "<gi>unclear</gi>; an emendation is a <gi>choice</gi> of <gi>sic</gi> and <gi>corr</gi>." + of_correction(issue),
            )
        with out.element("normalization", {"method": "silent"}):
            for sentence in found.sentences:
                out.block("p", sentence)
        if found.hyphens:
            with out.element("hyphenation", {"eol": "some"}):
                out.block("p", found.hyphens)
        with out.element("segmentation"):
            out.block(
                "p",
                "One <gi>div</gi> of type article per news item. Every source line opens with an <gi>lb</gi> that points to its <gi>line</gi>, "
                "or to a <gi>seg</gi> of it where its parts stand at different places. What no article could claim is in a <gi>div</gi> of type "
                "unassigned. Doubtful places have <att>cert</att>." + of_segmentation(issue),
            )
        with out.element("interpretation"):
            out.block(
                "p",
                "Roles and names in bylines and credits, and whatever else is tagged without <att>resp</att>, were tagged by the software named in "
                "<gi>appInfo</gi>; <att>resp</att> names the person who checked one.",
            )


def _class_decl(out: Writer, issue: Issue, language: str) -> None:
    with out.element("classDecl"):
        with out.element("taxonomy", {"xml:id": "text-types"}), out.element("category", {"xml:id": "newspaper"}):
            out.text("catDesc", "newspaper page or issue")
            for subtype in subtypes_of(issue):
                with out.element("category", {"xml:id": f"newspaper-{subtype}"}):
                    out.text("catDesc", _SUBTYPES.get(subtype, subtype))
        if sections := sections_of(issue):
            with out.element("taxonomy", {"xml:id": "parts-of-the-paper"}):
                out.text("desc", "parts of the paper to which the source counts its articles")
                for name, identifier in sections.items():
                    with out.element("category", {"xml:id": identifier}):
                        out.text("catDesc", name, {"xml:lang": language})


def _clipped(version: str) -> str:
    """@version takes 1.0.0rc1, but no development or local part; the label has the whole string."""
    match = re.match(r"\d+(\.\d+)*((a|b|rc)\d+)?", version)
    return match[0] if match else "0"
