"""Takes the tree of an article in HTML or NITF, and sets around the words of each `q` the quotation marks that the element stands for.

Whoever shows such a text prints these marks: without them the words of a person would be the newspaper's own. Promises not to double marks that stand there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

_Pairs = tuple[tuple[str, str], tuple[str, str]]  # of a quotation, and of one inside another
_SPACE = "\u00a0"  # French sets the marks off, and breaks no line there
_ENGLISH: _Pairs = (("“", "”"), ("‘", "’"))
_CORNERS: _Pairs = (("「", "」"), ("『", "』"))
_LOW: _Pairs = (("„", "“"), ("‚", "‘"))
_EAST: _Pairs = (("„", "”"), ("«", "»"))
_ANGLES: _Pairs = (("«", "»"), ("“", "”"))
_SAME: _Pairs = (("”", "”"), ("’", "’"))
_PAIRS: dict[str, _Pairs] = {
    **dict.fromkeys(("zh-hant", "zh-tw", "zh-hk", "zh-mo", "ja"), _CORNERS),
    **dict.fromkeys(("de", "cs", "sk", "sl", "lt", "is", "bg"), _LOW),
    **dict.fromkeys(("pl", "hu", "ro"), _EAST),
    **dict.fromkeys(("it", "es", "pt-pt", "ca", "el"), _ANGLES),
    **dict.fromkeys(("ru", "uk", "be"), (_ANGLES[0], _LOW[0])),
    **dict.fromkeys(("sv", "fi"), _SAME),
    "fr": ((f"«{_SPACE}", f"{_SPACE}»"), _ENGLISH[0]),
}
_PARTS = 3  # of a tag, that are looked at: its language, script and country
_OPENING = frozenset("\"'“‘„‚«‹»›「『《〈＂”")
_LANG = ("{http://www.w3.org/XML/1998/namespace}lang", "lang")


def set_marks(root: etree._Element, language: str | None = None) -> None:
    """Adds the marks. language: of the article, where its elements name none. Where that is unknown, they are those of English, which simplified Chinese has too."""
    deep: dict[etree._Element, int] = {}
    for element in root.iter("q"):
        above = next(element.iterancestors("q"), None)
        deep[element] = deep[above] + 1 if above is not None else 0
        if not _marked(element):
            pair = _pairs(element, language)[deep[element] % 2]
            element.text = pair[0] + (element.text or "").lstrip()
            last = element[-1] if len(element) else None
            if last is None:
                element.text = element.text.rstrip() + pair[1]
            else:
                last.tail = (last.tail or "").rstrip() + pair[1]


def _marked(element: etree._Element) -> bool:
    """Whether its author wrote the marks, too, inside it; or whether there are no words to mark."""
    text = "".join(map(str, element.itertext())).strip()
    return not text or text[0] in _OPENING


def _pairs(element: etree._Element, language: str | None) -> _Pairs:
    around = (element, *element.iterancestors())
    told = next((said for one in around for name in _LANG if (said := one.get(name))), language) or ""
    parts = told.replace("_", "-").casefold().split("-", _PARTS)[:_PARTS]
    known = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((_PAIRS[tag] for tag in known if tag in _PAIRS), _ENGLISH)
