"""Takes a TEI file, gives every entity that it marks: its entry, how often it is named, and where. For a person to check."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from converter.errors import UnreadableError
from converter.notices import Notice

TEI = "{http://www.tei-c.org/ns/1.0}"
KINDS = {"persName": "person", "placeName": "place", "orgName": "org", "date": "date", "measure": "measure", "num": "number"}
_ENTRIES = {"person": "persName", "place": "placeName", "org": "orgName"}
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BLOCKS = frozenset(TEI + name for name in ("p", "ab", "head", "byline", "dateline", "l", "item", "cell", "figDesc"))
_UNREAD = frozenset(
    TEI + name for name in ("surplus", "sic", "orig", "fw", "note")
)  # a second copy, what was corrected, what is not its text
_AROUND = 12  # characters of context on each side: a title before a name, a verb behind it
_LAYOUT = re.compile(r"\s*\n\s*")  # line ends of the file


@dataclass
class Entity:
    """One entity of an issue.

    name: the main name of its entry, else as printed first; forms: as printed, each once; ref: the id of its entry; ids: the entry's
    identifiers, `type:value`, `authority:LIST:ID` for one from a list of the user's; value: of a date, measure or number; context: the
    words around its first mention, which stands in [ ]; places: paragraph or article ids, one a mention; doubtful: how many mentions are.
    """

    kind: str
    name: str
    forms: list[str] = field(default_factory=list)
    ref: str = ""
    ids: list[str] = field(default_factory=list)
    value: str = ""
    count: int = 0
    doubtful: int = 0
    context: str = ""
    places: list[str] = field(default_factory=list)


def entities_of(tei: bytes, name: str = "-") -> list[Entity]:
    """The entities by kind, the most named first. Names without an entry count by what is printed.

    name: what to call the file. Raises UnreadableError for what is no TEI, or TEI without a text.
    """
    root = _read(tei, name)
    entries = {str(entry.get(_ID)): entry for tag in _ENTRIES for entry in root.iter(TEI + tag)}
    found: dict[tuple[str, ...], Entity] = {}
    for element in (element for text in root.iter(TEI + "text") for element in text.iter(*(TEI + tag for tag in KINDS))):
        kind = KINDS[etree.QName(element).localname]
        form = _printed(element)
        ref = (element.get("ref") or "").removeprefix("#")
        value = _value(element)
        key = (kind, ref or form, value)
        if key not in found:
            entry = entries.get(ref)
            found[key] = Entity(kind, _main_name(entry) or form, [], ref, list(_ids(entry)), value, context=_context(element))
        entity = found[key]
        entity.forms += [form] if form not in entity.forms else []
        entity.count += 1
        entity.doubtful += element.get("cert") is not None
        entity.places.append(_place(element))
    order = list(KINDS.values())
    return sorted(found.values(), key=lambda one: (order.index(one.kind), -one.count, one.forms[0]))


def _read(tei: bytes, name: str) -> etree._Element:
    """The root, read as carefully as by `validate`, and refused in the same words."""
    from converter.validate.document import read

    document = read(tei, name)
    if isinstance(document, Notice):
        raise UnreadableError(document.message.rstrip("."), where=f"{name}:{document.line or 1}", hint=document.hint)
    root = document.tree.getroot()
    if next(root.iter(TEI + "text"), None) is None:
        raise UnreadableError("the TEI has no text in which names could stand", where=name, hint="name the TEI of an issue (output/ID)")
    return root


def _printed(element: etree._Element) -> str:
    """What a reader reads of it: without a second copy, a weak hyphen, or white space between lines."""
    return _LAYOUT.sub("", _words(element)).strip()


def _words(element: etree._Element) -> str:
    if not isinstance(element.tag, str) or element.tag in _UNREAD or (element.tag == TEI + "pc" and element.get("force") == "weak"):
        return ""
    return (element.text or "") + "".join(_words(child) + (child.tail or "") for child in element)


def _context(element: etree._Element) -> str:
    """The words of its paragraph or headline on both sides, the mention itself in [ ]."""
    before, after, here = "", "", element
    while here.tag not in _BLOCKS and (above := here.getparent()) is not None and above.tag != TEI + "text":
        for side in here.itersiblings(preceding=True):
            if _is_enough(before):
                break
            before = _words(side) + (side.tail or "") + before
        else:
            before = (above.text or "") + before
        after += here.tail or ""
        for side in here.itersiblings():
            if _is_enough(after):
                break
            after += _words(side) + (side.tail or "")
        here = above
    before, after = _LAYOUT.sub("", before).lstrip(), _LAYOUT.sub("", after).rstrip()
    opening, closing = "…" * (len(before) > _AROUND), "…" * (len(after) > _AROUND)
    return f"{opening}{before[-_AROUND:]}[{_printed(element)}]{after[:_AROUND]}{closing}"


def _is_enough(words: str) -> bool:
    """Whether there are more than can be shown: a paragraph may be long, and hold many names."""
    return len(_LAYOUT.sub("", words).strip()) > _AROUND


def _main_name(entry: etree._Element | None) -> str:
    """The entry's first name: of one from a list of the user's, the name that the list gives."""
    named = entry.find(TEI + _ENTRIES[etree.QName(entry).localname]) if entry is not None else None
    return _printed(named) if named is not None else ""


def _ids(entry: etree._Element | None) -> Iterator[str]:
    for idno in entry.findall(f"{TEI}idno") if entry is not None else ():
        yield ":".join(part for part in (idno.get("type"), idno.get("subtype"), (idno.text or "").strip()) if part)


def _value(element: etree._Element) -> str:
    """What it says, whole. `3..5` from 3 to 5, `3..` at least 3, `..5` at most 5; [ ] around days of which it is one."""
    said = element.get
    period, within = _range(said("from"), said("to")), _range(said("notBefore"), said("notAfter"))
    amount = said("quantity") or said("value") or _range(said("atLeast"), said("atMost")) or _range(said("min"), said("max"))
    return " ".join(part for part in (said("when") or period, within and f"[{within}]", amount, said("unit")) if part)


def _range(low: str | None, high: str | None) -> str:
    return f"{low or ''}..{high or ''}" if low or high else ""


def _place(element: etree._Element) -> str:
    """The id of the paragraph it stands in; of a head or byline, which have none, the article's."""
    for above in element.iterancestors():
        if above.get(_ID):
            return str(above.get(_ID))
    return ""
