"""Takes a TEI file, gives every entity that it marks: its entry, how often it is named, and where. For a person to check."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
_KINDS = {"persName": "person", "placeName": "place", "orgName": "org", "date": "date", "measure": "measure", "num": "number"}
_VALUES = ("when", "from", "to", "notBefore", "notAfter", "quantity", "atLeast", "value", "unit")
_BLOCKS = ("p", "ab", "head", "byline", "dateline")


@dataclass
class Entity:
    """One entity of an issue. names: its forms as printed; ids: identifiers of its entry; places: paragraph or article ids, one a mention."""

    kind: str
    names: list[str]
    ref: str = ""
    ids: list[str] = field(default_factory=list)
    value: str = ""
    count: int = 0
    places: list[str] = field(default_factory=list)
    doubtful: int = 0


def entities_of(tei: bytes) -> list[Entity]:
    """The entities by kind, the most named first. Names without an entry count by what is printed."""
    root = etree.fromstring(tei, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    entries = {str(entry.get(_ID)): entry for tag in ("person", "place", "org") for entry in root.iter(TEI + tag)}
    found: dict[tuple[str, ...], Entity] = {}
    for element in (element for text in root.iter(TEI + "text") for element in text.iter(*(TEI + tag for tag in _KINDS))):
        kind = _KINDS[etree.QName(element).localname]
        printed = _printed(element)
        ref = (element.get("ref") or "").removeprefix("#")
        value = " ".join(f"{name}={element.get(name)}" for name in _VALUES if element.get(name))
        entity = found.setdefault((kind, ref or printed, value), Entity(kind, [], ref, list(_ids(entries.get(ref))), value))
        entity.names += [printed] if printed not in entity.names else []
        entity.count += 1
        entity.doubtful += element.get("cert") is not None
        entity.places.append(_place(element))
    order = list(_KINDS.values())
    return sorted(found.values(), key=lambda one: (order.index(one.kind), -one.count, one.names[0]))


def _printed(element: etree._Element) -> str:
    """What a reader reads of it: without a second copy, a weak hyphen, or white space between lines."""
    skipped = {TEI + "surplus", TEI + "sic", TEI + "orig"}
    texts: list[str] = [element.text or ""]
    for child in element:
        weak = child.tag == TEI + "pc" and child.get("force") == "weak"
        texts += ["" if child.tag in skipped or weak else _printed(child), child.tail or ""]
    return "".join("".join(texts).split("\n")).strip()


def _ids(entry: etree._Element | None) -> Iterator[str]:
    for idno in entry.findall(f"{TEI}idno") if entry is not None else ():
        yield f"{idno.get('type')}:{idno.text}"


def _place(element: etree._Element) -> str:
    """The id of the paragraph it stands in; of a head or byline, which have none, the article's."""
    for above in element.iterancestors():
        if above.get(_ID):
            return str(above.get(_ID))
    return ""


def to_csv(entities: Sequence[Entity]) -> str:
    """With a header line; several names, ids or places in a cell are parted by `; `."""
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(("kind", "names", "count", "doubtful", "ref", "ids", "value", "places"))
    for one in entities:
        table.writerow(
            (one.kind, "; ".join(one.names), one.count, one.doubtful, one.ref, "; ".join(one.ids), one.value, "; ".join(one.places))
        )
    return out.getvalue()


def to_json(entities: Sequence[Entity]) -> str:
    return json.dumps([asdict(one) for one in entities], ensure_ascii=False, indent=1) + "\n"


def to_table(entities: Sequence[Entity]) -> str:
    """For reading: a line an entity."""
    lines = []
    for one in entities:
        names = " / ".join(one.names)
        told = "  ".join(part for part in (one.ref, *one.ids, one.value) if part)
        places = ", ".join(dict.fromkeys(one.places))
        doubt = f" ({one.doubtful} doubtful)" if one.doubtful else ""
        lines.append(f"{one.kind:8} {one.count:4}{doubt}  {names}  {told}  [{places}]")
    return "".join(f"{' '.join(line.split(' ')).rstrip()}\n" for line in lines)
