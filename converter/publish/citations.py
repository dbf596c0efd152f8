"""Takes the metadata of an article page; gives the entry that reference managers read, as RIS, BibTeX and CSL-JSON. Promises: no fact that is not there.

Names stand as they are printed: which part is the family's is not known, and a guess would sort them wrong for ever.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_LATEX = {
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&%#_"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Citation:
    """An article of a newspaper. key: ASCII, for BibTeX and CSL; date: 2020-12-21, 2020-12 or 2020; what is not known is ''."""

    key: str
    title: str
    authors: tuple[str, ...]
    paper: str
    date: str
    page: str
    volume: str
    number: str
    edition: str
    issn: str
    publisher: str
    language: str
    url: str


def citation(meta: Mapping[str, Sequence[str]], key: str, url: str = "") -> Citation:
    """meta: content by name or property, as the elements `meta` of the page have it."""

    def first(name: str) -> str:
        return " ".join(next(iter(meta.get(name, ())), "").split())

    return Citation(
        key=re.sub(r"[^A-Za-z0-9.-]+", "-", key).strip("-") or "article",
        title=first("citation_title"),
        authors=tuple(" ".join(name.split()) for name in meta.get("citation_author", ())),
        paper=first("og:site_name"),
        date=first("DC.date"),
        page=first("prism.pageRange") or first("citation_firstpage"),
        volume=first("citation_volume"),
        number=first("citation_issue"),
        edition=first("prism.edition"),
        issn=first("citation_issn"),
        publisher=first("citation_publisher"),
        language=first("citation_language"),
        url=url,
    )


def ris(cited: Citation) -> str:
    """Lines of `TAG  - value`, ended by carriage return and line feed; a date as year/month/day/, of which the unknown parts are empty."""
    date = "/".join([*cited.date.split("-"), "", "", ""][:3]) + "/" if cited.date else ""
    fields = [
        ("TI", cited.title), *(("AU", name) for name in cited.authors), ("T2", cited.paper), ("DA", date), ("PY", cited.date[:4]),
        ("VL", cited.volume), ("IS", cited.number), ("ET", cited.edition), ("SP", cited.page), ("SN", cited.issn), ("PB", cited.publisher), ("LA", cited.language),
        ("UR", cited.url), ("ID", cited.key),
    ]  # fmt: skip
    lines = ["TY  - NEWS", *(f"{tag}  - {value}" for tag, value in fields if value), "ER  - "]
    return "\r\n".join(lines) + "\r\n"


def bibtex(cited: Citation) -> str:
    """An `@article` with `entrysubtype = {newspaper}`, which biblatex and Zotero know. Title and names are braced: they stand as they are."""
    fields = [
        ("title", f"{{{_latex(cited.title)}}}"),
        ("author", " and ".join(f"{{{_latex(name)}}}" for name in cited.authors)),
        ("journal", _latex(cited.paper)),
        ("date", cited.date),
        ("year", cited.date[:4]),
        ("volume", _latex(cited.volume)),
        ("number", _latex(cited.number)),
        ("edition", _latex(cited.edition)),
        ("pages", _latex(cited.page)),
        ("issn", _latex(cited.issn)),
        ("publisher", _latex(cited.publisher)),
        ("language", cited.language),
        ("url", cited.url),
        ("entrysubtype", "newspaper"),
    ]
    told = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields if value)
    return f"@article{{{cited.key},\n{told}\n}}\n"


def csl(cited: Citation) -> dict[str, Any]:
    """An item of CSL-JSON, type article-newspaper."""
    item = {
        "id": cited.key,
        "type": "article-newspaper",
        "title": cited.title,
        "author": [{"literal": name} for name in cited.authors],
        "container-title": cited.paper,
        "issued": {"date-parts": [[int(part) for part in cited.date.split("-")]]}
        if re.fullmatch(r"\d{4}(-\d\d){0,2}", cited.date)
        else None,
        "volume": cited.volume,
        "issue": cited.number,
        "edition": cited.edition,
        "page": cited.page,
        "ISSN": cited.issn,
        "publisher": cited.publisher,
        "language": cited.language,
        "URL": cited.url,
    }
    return {name: value for name, value in item.items() if value}


def citation_files(stem: str, cited: Sequence[Citation]) -> dict[str, bytes]:
    """`STEM.ris`, `STEM.bib` and `STEM.csl.json` of one article, or of all of an issue."""
    items = json.dumps([csl(one) for one in cited], ensure_ascii=False, indent=1)
    return {
        f"{stem}.ris": "\r\n".join(map(ris, cited)).encode(),
        f"{stem}.bib": "\n".join(map(bibtex, cited)).encode(),
        f"{stem}.csl.json": f"{items}\n".encode(),
    }


def _latex(text: str) -> str:
    return "".join(_LATEX.get(char, char) for char in text)
