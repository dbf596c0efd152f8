"""What validation says of files that are no TEI, of lines and places, and that it leaves alone what a person may do."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from converter.errors import MissingError, UnreadableError
from converter.notices import Notice
from converter.validate import grammar, schematron, validate
from converter.validate.broken import sentence
from converter.validate.codes import CODES
from converter.validate.report import render_text, to_json

ISSUE = (Path(__file__).parent / "snippets" / "issue.xml").read_bytes()
T = "{http://www.tei-c.org/ns/1.0}"
LAUGHS = b'<!DOCTYPE TEI [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><TEI xmlns="http://www.tei-c.org/ns/1.0">&b;</TEI>'

NOT_TEI: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "E-XML-01"),
    "blank": (b" \n\t", "E-XML-01"),
    "pdf": (b"%PDF-1.7\n", "E-XML-02"),
    "zip": (b"PK\x03\x04....", "E-XML-02"),
    "bzip2": (b"BZh91AY&SY", "E-XML-02"),
    "zeros": (b"\x00\x01\x02", "E-XML-02"),
    "plain text": ("山城日报".encode(), "E-XML-02"),
    "open tag": (b"<TEI>", "E-XML-03"),
    "crossed tags": (b"<a><b></a></b>", "E-XML-03"),
    "bare ampersand": (b"<TEI>a & b</TEI>", "E-XML-03"),
    "doctype": (b"<!DOCTYPE TEI><TEI/>", "E-XML-04"),
    "doctype behind a comment": (b"<!-- a --><!DOCTYPE TEI><TEI/>", "E-XML-04"),
    "doctype in utf-16": ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE TEI [<!ENTITY a "b">]><TEI/>'.encode("utf-16"), "E-XML-04"),
    "entities of entities": (LAUGHS, "E-XML-04"),
    "foreign file": (b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>', "E-XML-04"),
    "entity of HTML": (b"<TEI>&nbsp;</TEI>", "E-XML-05"),
    "GBK that says nothing": ("<TEI>象山</TEI>".encode("gbk"), "E-XML-06"),
    "unknown encoding": (b'<?xml version="1.0" encoding="klingon"?><TEI/>', "E-XML-06"),
    "control character": (b"<TEI>\x01</TEI>", "E-XML-06"),
    "deep": (b"<a>" * 3000 + b"</a>" * 3000, "E-XML-07"),
    "long text": (b"<TEI>" + b"x" * 10_100_000 + b"</TEI>", "E-XML-07"),
    "no namespace": (b"<TEI/>", "E-XML-08"),
    "P4": (b"<TEI.2/>", "E-XML-08"),
    "HTML": (b"<!doctype HTML><html><body><p>a<br>b</body></html>", "E-XML-08"),
    "XHTML": (b'<html xmlns="http://www.w3.org/1999/xhtml"/>', "E-XML-08"),
}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x1f\x8b\x08", "The file is packed, not XML: unpack it first."),
        (b"<!DOCTYPE html><p>", "The file is HTML, a page for browsers, not TEI."),
    ],
)
def test_a_file_of_another_kind_is_called_by_its_name(content: bytes, said: str) -> None:
    assert [one.message for one in validate(content)] == [said]


def test_what_is_missing_is_named_at_what_follows_it() -> None:
    missing = re.sub(rb"<teiHeader.*</teiHeader>", b"", ISSUE, flags=re.DOTALL)
    first = next(one for one in validate(missing) if one.code.startswith("E-XSD"))
    assert (first.code, first.message) == ("E-XSD-02", "TEI is not complete: teiHeader is missing before sourceDoc.")
    # what has no place there at all is not said to lack anything
    moved = ISSUE.replace(b"<publicationStmt", b"<p>a</p><publicationStmt", 1)
    assert "E-XSD-01" in {one.code for one in validate(moved)}


BROKEN = {
    "<TEI>\n<p>a\n</div></TEI>": "The end tag </div> stands where p, opened in line 2, is still open: </p> is missing before it.",
    "<TEI>\n<p>a": "The file ends while p, opened in line 2, is still open: </p> is missing.",
    "<TEI></></TEI>": "An end tag has no name, while TEI, opened in line 1, is open.",
    "<TEI>a & b</TEI>": "An & stands alone",
    "<TEI>a &b c</TEI>": "An & stands alone",
    "<TEI>a < b</TEI>": "A < stands before what is no name",
    '<TEI><p n="<"/></TEI>': "A < stands in the value of an attribute",
    '<TEI><p n="1/></TEI>': "A < stands in the value of an attribute: a quotation mark is missing",
    "<TEI><p": "The tag <p is not complete",
    '<TEI><p n="1"\n<b/></TEI>': "A tag is not complete",
    "<TEI><p n=“1”/></TEI>": "no straight quotation mark",
    "<TEI><p n='1": "The value of an attribute has no quotation mark behind it.",
    "<TEI><p n/></TEI>": 'The attribute n has no value: write n="…".',
    '<TEI><p n="1" n="2"/></TEI>': "An element has the attribute n twice.",
    '<TEI><p n="1"m="2"/></TEI>': "without a blank between them",
    "<TEI/><p/>": "Something stands behind the end of the document",
    "<TEI><x:p/></TEI>": "The prefix x of p is not declared",
    '<TEI><p x:a="1"/></TEI>': "The prefix x of p is not declared",
    "<TEI><!-- a -- b --></TEI>": "A comment has -- inside",
    "<TEI><!-- a </TEI>": "A comment has no end",
    "<TEI><![CDATA[ x</TEI>": "A CDATA section has no end",
    "<TEI>]]></TEI>": "]]> stands in the text",
    '\n<?xml version="1.0"?><TEI/>': "not the first thing in the file",
    "<TEI>&#xZ;</TEI>": "A character reference is no number",
}


@pytest.mark.parametrize("content", BROKEN)
def test_broken_xml_is_told_in_plain_words(content: str) -> None:
    (only,) = validate(content.encode())
    assert only.code == "E-XML-03"
    assert BROKEN[content] in only.message


def test_what_the_parser_says_is_not_lost_where_there_are_no_words_for_it() -> None:
    assert sentence("Something new happened") == "The XML is broken: Something new happened."


def said(content: bytes) -> set[str]:
    return {one.code for one in validate(content)}


@pytest.mark.parametrize("kind", NOT_TEI)
def test_not_tei(kind: str) -> None:
    content, code = NOT_TEI[kind]
    (only,) = validate(content, name="page.xml")
    assert (only.code, only.file) == (code, "page.xml")
    assert only.line is not None
    assert only.line >= 1


def test_each_verdict_is_of_its_own_file() -> None:
    """libxml2 keeps a log of what it met before; it must not colour what is said next."""
    assert said(ISSUE.replace(b'xml:id="a2-p1"', b'xml:id="a2"')) == {"E-SCH-01", "E-SCH-06"}
    assert said(b"<TEI>") == {"E-XML-03"}
    assert said(ISSUE) == set()


def test_a_comment_may_speak_of_a_doctype() -> None:
    assert said(ISSUE.replace(b"<teiHeader", b"<!-- <!DOCTYPE html> --><teiHeader", 1)) == set()


def test_files(tmp_path: Path) -> None:
    path = tmp_path / "issue.xml"
    path.write_bytes(ISSUE.replace(b"#per-2", b"#per-9"))
    assert [(one.file, one.code) for one in validate(path)] == [(str(path), "E-SCH-25")]
    assert [one.file for one in validate(path, name="issue")] == ["issue"]
    with pytest.raises(MissingError):
        validate(tmp_path / "none.xml")
    with pytest.raises(UnreadableError):
        validate(tmp_path)


def test_lines_beyond_sixteen_bits() -> None:
    content = ISSUE.replace(b'<div type="advertisement"', b"\n" * 70_000 + b'<div type="advert"')
    (only,) = validate(content)
    assert only.code == "E-XSD-06"
    assert only.line == content[: content.index(b'<div type="advert"')].count(b"\n") + 1 > 70_000


def test_broken_rules_beyond_sixteen_bits() -> None:
    content = ISSUE.replace(
        b'<div type="advertisement" xml:id="p2-x1"', b"\n" * 70_000 + b'<div type="advertisement" org="uniform" xml:id="p2-x1"'
    )
    (only,) = validate(content)
    assert only.code == "E-SCH-43"
    assert only.line == content[: content.index(b"org=")].count(b"\n") + 1


def test_notices_come_in_the_order_of_lines() -> None:
    content = (
        ISSUE.replace("声明作废。</p>".encode(), "作废。</p>".encode()).replace(b"#per-2", b"#per-9").replace(b'type="main"', b'type="x"')
    )
    notices = validate(content)
    assert len({one.code for one in notices}) > 2
    assert [one.line for one in notices] == sorted(one.line or 0 for one in notices)


def test_grammar_error_does_not_hide_the_others() -> None:
    assert said(ISSUE.replace(b'<div type="advertisement"', b'<div type="advert"').replace(b"#per-2", b"#per-9")) == {
        "E-XSD-06",
        "E-SCH-25",
    }


def test_errors_without_end_are_cut() -> None:
    many = ISSUE.replace(b'<div type="unassigned" xml:id="p2-x2">', b'\n<fw type="x"/>' * 500 + b'<div type="unassigned" xml:id="p2-x2">')
    counts = Counter(one.code for one in validate(many))
    assert counts == {"E-XSD-06": grammar.MOST_ERRORS, "E-SCH-65": schematron.MOST_FAILURES}


def test_where_the_two_readings_differ_the_one_that_decides_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    class Content:
        def iter_errors(self, _tree: Any) -> tuple[()]:
            return ()

    monkeypatch.setattr(grammar, "explainer", Content)
    (only,) = validate(ISSUE.replace(b'<div type="advertisement"', b'<div type="advert"'))
    assert only.code == "E-XSD-09"
    assert "advert" in only.message


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b'<div type="advertisement"', b'<div type="advert"', "advertisement, contents, masthead or unassigned"),
        (b'when="2021-03-01"', b'when="2021-02-30"', "A real day, month or year"),
        (b"<publisher>", b"<pubPlace>x</pubPlace><publisher>", "publisher or authority"),
        (b"<sourceDoc>", b"<text><body/></text><sourceDoc>", "sourceDoc"),
        (b'<head type="kicker">', b'<lb corresp="#p1"/><head type="kicker">', "(and there may be more)"),
        (
            "</date>，</p>".encode(),
            "</date>，<persname/></p>".encode(),
            "choice, date, fw, g, gap, hi, lb, measure, note, num, orgName, pb",
        ),
        (
            b'<div type="advertisement"',
            b'<div title="x" type="advertisement"',
            "cert, facs, n, next, org, prev, rend, resp, source, subtype, type, xml:id or xml:lang",
        ),
        (b"<p>None.</p>", b"<p>None <tag>lb</tag>.</p>", "att, code, gi, ident, ref or val"),
        (b"<langUsage>", b'<langUsage n="1">', "no attribute on langUsage"),
        (b'<fw type="folio">', b"<fw>", 'type="…"'),
        (b'xml:id="p2-x1"', b'xml:id="2x"', "An address in ASCII"),
    ],
)
def test_what_was_expected_is_said(old: bytes, new: bytes, expected: str) -> None:
    assert old in ISSUE
    assert any(expected in (one.expected or "") for one in validate(ISSUE.replace(old, new, 1)))


# --- what a person may do -----------------------------------------------------------------------


def test_one_error_is_told_once() -> None:
    """xmlschema complains of a value once for each member of its type."""
    (only,) = validate(ISSUE.replace(b'when="2021-03-01"', b'when="2021-03-1x"').replace("3月1日".encode(), "一号".encode()))
    assert only.code == "E-XSD-06"
    assert "“2021-03-1x” of when of date" in only.message


@pytest.mark.parametrize("space", ["  ", "\t", "        "])
def test_reindented_file_stays_valid(space: str) -> None:
    root = etree.fromstring(ISSUE)
    etree.indent(root, space)
    content = etree.tostring(root, encoding="UTF-8")
    assert content != ISSUE
    assert validate(content) == ()


def test_unindented_and_rewrapped_file_stays_valid() -> None:
    assert validate(ISSUE.replace(b">\n", b">").replace("，".encode(), "，\n      ".encode())) == ()


def test_paragraph_moved_to_another_article_stays_valid() -> None:
    root = etree.fromstring(ISSUE)
    paragraph = root.find(f".//{T}p[@{{http://www.w3.org/XML/1998/namespace}}id='a1-p2']")
    other = root.find(f".//{T}div[@{{http://www.w3.org/XML/1998/namespace}}id='p2-a3']")
    assert paragraph is not None
    assert other is not None
    other.append(paragraph)
    assert validate(etree.tostring(root, encoding="UTF-8")) == ()


def test_encodings_and_processing_instructions() -> None:
    text = ISSUE.decode().replace('encoding="UTF-8"?>', 'encoding="UTF-16"?><?xml-model href="newspaper.odd"?>')
    assert validate(text.encode("utf-16")) == ()


# --- reports ------------------------------------------------------------------------------------


def test_report_of_nothing() -> None:
    assert render_text(()) == "valid\n"
    assert json.loads(to_json(())) == {"valid": True, "counts": {}, "notices": []}


def test_reports_have_all_that_is_known() -> None:
    notices = validate(ISSUE.replace(b'<div type="advertisement"', b'<div type="advert"'), name="issue.xml")
    (only,) = notices
    text = render_text(notices)
    for part in (f"issue.xml:{only.line}: E-XSD-06 p2-x1", only.message, str(only.expected), str(only.hint), "1 error"):
        assert part in text
    found = json.loads(to_json(notices))
    assert found["counts"] == {"E-XSD-06": 1}
    assert found["notices"][0]["line"] == only.line
    assert found["notices"][0]["level"] == "error"
    assert "score" not in found["notices"][0]


def test_report_counts_levels_and_files() -> None:
    notices = [Notice("E-CON-01", "p1-l1", "Lost.", file="a.xml"), Notice("W-SEG-03", "p1-l2", "Doubtful.", file="b.xml")]
    assert render_text(notices).endswith("1 error, 1 warning in 2 files\n")


def test_every_code_is_explained_in_sentences() -> None:
    assert len(CODES) > 80
    for code, (meaning, remedy) in CODES.items():
        assert meaning.endswith("."), code
        assert remedy.endswith((".", "…")), code
        assert "  " not in meaning + remedy


# --- speed --------------------------------------------------------------------------------------


def paged(pages: int) -> bytes:
    """A good file of many pages with 120 lines each."""
    text = ISSUE.decode()
    surfaces, bodies = [], []
    for page in range(3, pages + 3):
        lines = "".join(f'<line xml:id="p{page}-l{n}" n="{n}">第{n}行的文字在这里排满了一行。</line>' for n in range(1, 121))
        surfaces.append(f'<surface xml:id="p{page}" n="{page}">{lines}</surface>')
        paragraphs = "".join(
            f'<p xml:id="p{page}-a1-p{n}"><lb corresp="#p{page}-l{n}"/>第{n}行的文字在<placeName ref="#loc-1">这里</placeName>排满了一行。</p>'
            for n in range(1, 121)
        )
        bodies.append(f'<pb n="{page}" facs="#p{page}"/><div type="article" xml:id="p{page}-a1">{paragraphs}</div>')
    text = text.replace("  </sourceDoc>", "".join(surfaces) + "</sourceDoc>").replace(
        "    </body>\n  </text>", "".join(bodies) + "</body></text>"
    )
    return text.encode()


def seconds(content: bytes) -> float:
    best = 9.9
    for _ in range(5):
        start = time.process_time()
        assert validate(content) == ()
        best = min(best, time.process_time() - start)
    return best


def test_time_grows_with_the_file_and_not_with_its_square() -> None:
    validate(ISSUE)
    small, large = seconds(paged(4)), seconds(paged(64))
    assert large < small * 16 * 2.5
