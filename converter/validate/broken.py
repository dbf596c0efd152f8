"""A complaint of the XML parser to a sentence for a person: what is open or wrong there. What is not known stays in the parser's words."""

from __future__ import annotations

import re

_TAG_NOT_CLOSED = "The tag <{0} is not complete: its > or a quotation mark is missing, or what stands in it is no attribute."
# By the words of libxml2; in braces what its message names.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"tag mismatch: (\S+) line (\d+) and unparsable", "An end tag has no name, while {0}, opened in line {1}, is open."),
    (r"tag mismatch: (\S+) line (\d+) and (\S+)", "The end tag </{2}> stands where {0}, opened in line {1}, is still open: </{0}> is missing before it."),
    (r"Premature end of data in tag (\S+) line (\d+)", "The file ends while {0}, opened in line {1}, is still open: </{0}> is missing."),
    (r"EntityRef: (?:no name|expecting)|xmlParseEntityRef", "An & stands alone: write &amp; for the sign itself."),
    (r"StartTag: invalid element name", "A < stands before what is no name of an element: write &lt; for the sign itself."),
    (r"Unescaped '<' not allowed", "A < stands in the value of an attribute: a quotation mark is missing before it, or write &lt; for the sign."),
    (r"Couldn't find end of Start Tag (\S+)", _TAG_NOT_CLOSED),
    (r"AttValue: \" or ' expected", "The value of an attribute has no straight quotation mark before it: write n=\"1\", with no “ or ” around it."),
    (r"AttValue: ' expected", "The value of an attribute has no quotation mark behind it."),
    (r"value for attribute (\S+)", "The attribute {0} has no value: write {0}=\"…\"."),
    (r"Attribute (\S+) redefined", "An element has the attribute {0} twice."),
    (r"attributes construct error", "Two attributes stand without a blank between them."),
    (r"error parsing attribute name", "A tag is not complete: its > is missing before what follows."),
    (r"Extra content at the end", "Something stands behind the end of the document, </TEI>."),
    (r"Namespace prefix (\S+) (?:for \S+ )?on (\S+)", "The prefix {0} of {1} is not declared: elements of TEI have none."),
    (r"Double hyphen within comment", "A comment has -- inside; only --> may follow two hyphens."),
    (r"Comment not terminated", "A comment has no end: --> is missing."),
    (r"CData section not finished", "A CDATA section has no end: ]]> is missing."),
    (r"Sequence '\]\]>' not allowed", "]]> stands in the text: write ]]&gt; for the signs themselves."),
    (r"XML declaration allowed only", "<?xml …?> stands where it is not the first thing in the file: delete what is before it, or delete it."),
    (r"CharRef: invalid", "A character reference is no number: write &#160; or &#xA0;."),
)  # fmt: skip


def sentence(said: str) -> str:
    """What the parser said, in plain words.

    said: a message of libxml2, on one line.
    """
    for pattern, words in _SENTENCES:
        found = re.search(pattern, said)
        if found:
            return words.format(*found.groups())
    return f"The XML is broken: {said}."
