"""What the tests of the edition share: a second, plain way to the reading text of TEI and HTML, written without a look at converter/publish."""

from __future__ import annotations

import unicodedata
from pathlib import Path

from lxml import etree, html

T = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
GOLDEN = Path(__file__).parent / "golden"
EVERY = GOLDEN / "publish" / "every-element.xml"


def tei(body: str, *, language: str = "zh-Hans", header: str = "") -> bytes:
    """A TEI file with this body, and what `header` says of the newspaper (a `monogr`)."""
    source = f'<sourceDesc><biblStruct type="newspaper"><monogr>{header}</monogr></biblStruct></sourceDesc>' if header else ""
    return (
        f'<TEI xmlns="{T[1:-1]}"><teiHeader><fileDesc><titleStmt><title>样报</title></titleStmt>{source}</fileDesc></teiHeader>'
        f'<text xml:lang="{language}"><body>{body}</body></text></TEI>'
    ).encode()


def article(content: str, language: str = "zh-Hans") -> str:
    """The HTML page of an article with this content."""
    from converter.publish import publish

    return publish([tei(f'<div type="article" xml:id="a1">{content}</div>', language=language)])["a1.html"].decode()


def bare(text: str) -> str:
    """Without white space, which the tests that look at it see to; private characters as the mark that stands for them."""
    return "".join("〓" if unicodedata.category(char) == "Co" else char for char in text if not char.isspace())


def tei_text(element: etree._Element) -> str:
    """The words that a reader reads: not what was printed twice, replaced, lost, or added by us."""
    name = etree.QName(element).localname if isinstance(element.tag, str) else "comment"
    replaced = name in ("sic", "orig", "abbr") and etree.QName(element.getparent()).localname == "choice"
    ours = name == "note" and element.get("resp")
    weak = name == "pc" and element.get("force") == "weak"
    inner = ""
    if not (name in ("surplus", "fw", "figDesc", "comment") or replaced or ours or weak):
        inner = (element.text or "") + "".join(tei_text(child) for child in element)
    return inner + (element.tail or "")


def tei_articles(document: bytes) -> dict[str, str]:
    """Reading text of each article div by its id, white space taken out."""
    root = etree.fromstring(document)
    found = {}
    for div in root.iter(f"{T}div"):
        if div.get("type") == "article":
            div.tail = None
            found[div.get(XML_ID, "")] = bare(tei_text(div))
    return found


def html_articles(files: dict[str, bytes]) -> dict[str, str]:
    """Text of each element with data-article by its id, white space taken out."""
    found = {}
    for path, body in files.items():
        if path.endswith(".html"):
            for element in html.fromstring(body).iterfind(".//*[@data-article]"):
                assert element.get("id") not in found
                found[element.get("id")] = bare(element.text_content())
    return found
