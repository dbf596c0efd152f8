"""Takes the bytes of an XML file or the text of HTML, says what would make a parser fill the memory or take forever. Promises that nothing is parsed to see it."""

from __future__ import annotations

import codecs
import re
from itertools import islice

_DECLARED = re.compile(rb"(?:\xef\xbb\xbf)?<\?xml\b[^>]{0,300}?\bencoding\s*=\s*[\"']([A-Za-z0-9._:-]{1,60})[\"']")
_WIDE = ("utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")  # in which a tag has the byte of its sign, too
_MAINFRAME = b"\x4c\x6f\xa7\x94"  # <?xm in EBCDIC
_ATTRIBUTE = r"""[\s/]*+(?:=[^\s/>=]*+|[^\s/>=]++)(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+|(?=>)))?+"""  # as HTML parts them
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_TAG = re.compile(f"<!--(?:.*?-->|.*+)|<[A-Za-z][^\\s/>]*+((?:{_ATTRIBUTE})*+)", re.DOTALL)
_MOST_ATTRIBUTES = 1000
DEEPEST = (
    60  # elements of TEI in one another: those of an edition are some 20, and rules and style sheets look at all that is around an element
)
_PRINTED = "".join(map(chr, range(0x20, 0x7F)))


def too_many_tags(content: bytes, most: int) -> str | None:
    """What is wrong with a file that has more than so many tags; None where it has not. A tag takes some 100 to 1,500 bytes of memory."""
    count = content.count(b"<")
    return f"has some {count} tags, more than {most}" if count > most else None


def odd_encoding(content: bytes) -> str | None:
    """What is wrong with an encoding in which tags cannot be counted by the byte of their sign; None for those that archives write."""
    if content.startswith(_MAINFRAME):
        return "is in EBCDIC, the letters of mainframes"
    declared = _DECLARED.match(content)
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        codec = codecs.lookup(name)
        plain = codec.name in _WIDE or (codec._is_text_encoding and codec.encode(_PRINTED)[0] == _PRINTED.encode())
    except (LookupError, UnicodeError):
        plain = False
    return None if plain else f"says that it is in {name}"


def crowded_tag(markup: str) -> str | None:
    """What is wrong with HTML of which a tag has more attributes than any tag has: its parser takes the square of their number."""
    for tag in _TAG.finditer(markup):
        inside = tag[1] or ""
        if (
            len(inside) > 2 * _MOST_ATTRIBUTES
            and sum(1 for _ in islice(_ATTRIBUTES.finditer(inside), _MOST_ATTRIBUTES + 1)) > _MOST_ATTRIBUTES
        ):
            return f"has a tag with more than {_MOST_ATTRIBUTES} attributes"
    return None
