"""Every code that validation can give, with what it means and what to do; and the one place where such a notice is made.

The codes of rules (E-SCH-nn) are read from schemas/newspaper.sch, where they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lxml import etree

from converter.assets import asset
from converter.notices import Notice

if TYPE_CHECKING:
    from converter.validate.document import Document

_SCH = "{http://purl.oclc.org/dsdl/schematron}"


def _rules() -> dict[str, tuple[str, str]]:
    """Meaning and remedy of each assertion; … stands for what the file fills in."""
    schema = etree.parse(asset("schemas", "newspaper.sch")).getroot()
    remedies = {one.get("id"): " ".join("".join(map(str, one.itertext())).split()) for one in schema.iter(_SCH + "diagnostic")}
    out: dict[str, tuple[str, str]] = {}
    for one in schema.iter(_SCH + "assert"):
        meaning = (one.text or "") + "".join("…" + (part.tail or "") for part in one)
        out[str(one.get("id"))] = (" ".join(meaning.split()), remedies[one.get("diagnostics")])
    return out


CODES: dict[str, tuple[str, str]] = {
    "E-XML-01": ("The file is empty.", "Give the TEI file that was written by convert, or restore it from its .bak."),
    "E-XML-02": ("The file is not XML: binary, or text without markup.", "Give a TEI file. To make one from a page, use convert."),
    "E-XML-03": (
        "The XML is broken: a tag is not closed, or an & or < is not escaped.",
        "Mend it at this line, or go back to the last file that was valid; an XML editor shows the place.",
    ),
    "E-XML-04": (
        "The file has a DOCTYPE, which could define entities or fetch other files.",
        "Delete the DOCTYPE; write characters instead of entities.",
    ),
    "E-XML-05": ("The file uses an entity that XML does not know, such as &nbsp;.", "Write the character itself, or its number: &#160;."),
    "E-XML-06": ("The characters of the file do not agree with its encoding.", "Save the file as UTF-8."),
    "E-XML-07": (
        "The file is larger or deeper than a newspaper issue can be.",
        "Split the file; a run of issues is one file per issue.",
    ),
    "E-XML-08": ("The file is XML, but not a TEI document.", 'Give a TEI file: its root is TEI with xmlns="http://www.tei-c.org/ns/1.0".'),
    "E-XSD-01": ("An element stands where it cannot stand.", "Move or delete it; the notice lists what may stand there."),
    "E-XSD-02": ("An element is not complete.", "Add what is missing."),
    "E-XSD-03": ("An element is not one of the newspaper encoding.", "Use one that is; the notice lists those that may stand there."),
    "E-XSD-04": (
        "An element has an attribute that it cannot have.",
        "Delete the attribute, or write one that the notice lists.",
    ),
    "E-XSD-05": ("An attribute is missing.", "Add it."),
    "E-XSD-06": ("A value is not one of those allowed.", "Write a value that is allowed."),
    "E-XSD-07": (
        "Text or elements stand inside an element that cannot hold them.",
        "Put the text into a p, head or ab; delete stray letters.",
    ),
    "E-XSD-09": ("The grammar does not allow this.", "Compare with docs/encoding.md."),
    "E-CON-01": (
        "The text lacks characters of a source line. Either the text was changed, or the line in sourceDoc.",
        "Put them back into the text, where they stand in the line; lines in sourceDoc are never edited: if this one was, restore it. "
        "If the page is wrong, keep its words in sic and write yours in corr.",
    ),
    "E-CON-02": (
        "The text has characters that its source line does not have. Either the text was changed, or the line in sourceDoc.",
        "Delete them from the text, or mark them as ours: corr beside sic, supplied, or a note with resp. "
        "Lines in sourceDoc are never edited: if this one was, restore it.",
    ),
    "E-CON-03": (
        "The text has the characters of a source line in another order.",
        "Restore the order of the line in the text. To part a line, put seg around its parts in sourceDoc: that is the only edit there.",
    ),
    "E-CON-04": (
        "A source line is not in the text at all.",
        "Put its text back between its neighbours, with an lb that points to it; what belongs to no article goes into the div of type unassigned.",
    ),
    "E-CON-05": (
        "Text stands under no source line.",
        "Open it with an lb that points to its line; after a picture, a box, page furniture or a pb the text needs an lb of its own.",
    ),
    "E-CON-06": ("A source line that is divided into parts has text outside of them.", "Put every character of the line into a seg."),
    "E-CON-07": (
        "Words are marked as a second copy (surplus), but are printed once: they would vanish from the reading text.",
        "Take the surplus element away and leave its words. If the text layer has them twice, the copy stands right after them.",
    ),
    "E-VAL-01": (
        "A date printed in Chinese numerals or in Western words is not the one that when says.",
        "Correct when. If the page is in error, write choice with sic and corr.",
    ),
    "E-VAL-02": (
        "An amount printed in Chinese numerals is not the one that the markup says.",
        "Correct the number: 万 is four zeros, 亿 eight.",
    ),
    "W-REF-01": (
        "An entry of standOff is one that nothing refers to: its last mention was corrected or taken away.",
        "Delete the entry, with what lies in it; or give the mention its ref again.",
    ),
    "W-REF-02": (
        "A name is none of those that its entry has: it was corrected and the entry was not, or its ref leads to someone else.",
        "Add the name to the entry, the right one first; or change the ref.",
    ),
    **_rules(),
}


def notice(
    code: str,
    where: str,
    message: str,
    *,
    element: etree._Element | None = None,
    document: Document | None = None,
    file: str | None = None,
    line: int | None = None,
    expected: str | None = None,
) -> Notice:
    """A notice with the remedy of its code. With element and document, file and line are theirs."""
    if element is not None and document is not None:
        file, line = document.name, document.line_of(element)
    return Notice(code, where, message, file=file, line=line, expected=expected, hint=CODES[code][1])
