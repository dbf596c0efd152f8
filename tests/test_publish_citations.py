"""Entries for reference managers: each fact in its place, each sign escaped, nothing that is not known."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from converter.publish.citations import Citation, bibtex, citation, citation_files, csl, ris

META = {
    "citation_title": ["山村通车"],
    "citation_author": ["王一", "John Smith"],
    "og:site_name": ["样报"],
    "DC.date": ["1999-05-04"],
    "citation_firstpage": ["1"],
    "citation_issue": ["3456"],
    "citation_issn": ["0000-0019"],
    "citation_publisher": ["样报社"],
    "citation_language": ["zh-Hans"],
}
FULL = citation(META, "sample-1999-05-04-a1", "https://example.org/a1.html")
BARE = citation({"citation_title": ["题"], "og:site_name": ["报"]}, "报-a1")


def ris_fields(text: str) -> list[tuple[str, str]]:
    """As the format is read: two signs, two blanks, a hyphen, a blank, the value."""
    lines = text.split("\r\n")
    assert lines.pop() == ""
    found = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in lines]
    return [(match[1], match[2]) for match in found if match] if all(found) else []


def bibtex_fields(text: str) -> dict[str, str]:
    """As BibTeX reads it: a value ends where its braces are closed, whatever stands before one of them."""
    found = {}
    head = re.match(r"@article\{([^,\s]+),", text)
    assert head
    at = head.end()
    while field := re.compile(r"\s*(\w+) = \{").match(text, at):
        depth, end = 1, field.end()
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        found[field[1]] = text[field.end() : end - 1]
        at = end + (text[end] == ",")
    assert text[at:].strip() == "}"
    return found


def test_ris_is_a_newspaper_article_with_its_date() -> None:
    fields = ris_fields(ris(FULL))
    assert fields[0] == ("TY", "NEWS")
    assert fields[-1] == ("ER", "")
    assert [value for tag, value in fields if tag == "AU"] == ["王一", "John Smith"]
    assert {"TI": "山村通车", "T2": "样报", "DA": "1999/05/04/", "PY": "1999", "SP": "1", "IS": "3456", "SN": "0000-0019"}.items() <= dict(
        fields
    ).items()
    assert ("DA", "2020/12//") in ris_fields(ris(replace(FULL, date="2020-12")))


def test_bibtex_is_an_article_of_a_newspaper() -> None:
    fields = bibtex_fields(bibtex(FULL))
    assert fields["title"] == "{山村通车}"
    assert fields["author"] == "{王一} and {John Smith}"
    assert (fields["journal"], fields["date"], fields["pages"], fields["entrysubtype"]) == ("样报", "1999-05-04", "1", "newspaper")


def test_csl_has_the_date_in_parts() -> None:
    item = csl(FULL)
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[1999, 5, 4]]}
    assert item["author"] == [{"literal": "王一"}, {"literal": "John Smith"}]
    assert csl(replace(FULL, date="2020-12"))["issued"] == {"date-parts": [[2020, 12]]}


def test_what_is_not_known_is_left_out() -> None:
    assert [tag for tag, _ in ris_fields(ris(BARE))] == ["TY", "TI", "T2", "ID", "ER"]
    assert set(bibtex_fields(bibtex(BARE))) == {"title", "journal", "entrysubtype"}
    assert csl(BARE) == {"id": "a1", "type": "article-newspaper", "title": "题", "container-title": "报"}


def test_an_issue_is_one_file_of_all_its_entries() -> None:
    files = citation_files("index", [FULL, BARE])
    assert set(files) == {"index.ris", "index.bib", "index.csl.json"}
    assert files["index.ris"].decode().count("TY  - NEWS") == files["index.ris"].decode().count("ER  - ") == 2
    assert len(re.findall(r"^@article\{", files["index.bib"].decode(), re.MULTILINE)) == 2
    assert [item["id"] for item in json.loads(files["index.csl.json"])] == ["sample-1999-05-04-a1", "a1"]


LATEX: dict[str, str] = {
    "textbackslash{}": "\\",
    "textbraceleft{}": "{",
    "textbraceright{}": "}",
    "textasciitilde{}": "~",
    "textasciicircum{}": "^",
}
ANY = st.text(alphabet='a甲,{}\\"$&%#_~^@=\n\r\t -ER', min_size=1, max_size=25).filter(lambda text: text.strip())


@given(ANY)
def test_every_text_is_read_back_as_it_was(text: str) -> None:
    cited: Citation = citation({**META, "citation_title": [text], "citation_author": [text]}, text)
    said = " ".join(text.split())
    assert dict(ris_fields(ris(cited)))["TI"] == said
    fields: dict[str, Any] = bibtex_fields(bibtex(cited))
    braced = re.sub(
        r"\\(textbackslash\{\}|textbraceleft\{\}|textbraceright\{\}|textasciitilde\{\}|textasciicircum\{\}|[$&%#_])",
        lambda m: LATEX.get(m[1], m[1]),
        fields["title"],
    )
    assert braced == f"{{{said}}}"
    assert json.loads(json.dumps(csl(cited)))["title"] == said
    assert re.fullmatch(r"[A-Za-z0-9.-]+", cited.key)
