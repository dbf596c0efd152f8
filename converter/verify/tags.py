"""Takes the bytes of bagit.txt, bag-info.txt and fetch.txt and gives what they say; what is not as RFC 8493 has it is a finding. Reads no file."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from converter.verify.codes import Findings, shown
from converter.verify.paths import decoded, forbidden

VERSIONS = ((0, 93), (0, 94), (0, 95), (0, 96), (0, 97), (1, 0))
CURRENT = (1, 0)
MOST_BYTES = 64 << 20  # of a tag file: the manifest of some three hundred thousand files
_LINE_END = re.compile("\r\n|\n|\r")
# 2.1.1: "MUST consist of exactly two lines in this order"
_DECLARATION = re.compile(r"BagIt-Version: (\d+)\.(\d+)(?:\r\n|\n|\r)Tag-File-Character-Encoding: (\S+)(?:\r\n|\n|\r)?")
_LOOSE = re.compile(r"BagIt-Version\s*:\s*(\d+)\.(\d+)", re.IGNORECASE)
_LOOSE_ENCODING = re.compile(r"Tag-File-Character-Encoding\s*:[^\S\r\n]*(\S+)", re.IGNORECASE)
_OXUM = re.compile(r"(\d{1,30})\.(\d{1,30})")
_FETCH = re.compile(r"(\S+)[ \t]+(\d{1,30}|-)[ \t]+(.+)")
_ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:.")
# 2.2.2: "This metadata element SHOULD NOT be repeated"
_ONCE = frozenset(("bagging-date", "bag-size", "bag-group-identifier", "bag-count"))


# Codecs of Python that no registry of character sets has; some take the square of a text's length.
_NO_CHARACTER_SETS = frozenset(
    ("idna", "punycode", "unicode_escape", "raw_unicode_escape", "unicode-escape", "raw-unicode-escape", "undefined")
)


@dataclass(frozen=True, slots=True)
class Declaration:
    """What bagit.txt says. version: one of VERSIONS; CURRENT where it says none of them. encoding: one that Python knows."""

    version: tuple[int, int] = CURRENT
    encoding: str = "utf-8"

    @property
    def current(self) -> bool:
        """Whether the rules of RFC 8493 hold, or the milder ones of the drafts before it."""
        return self.version >= CURRENT

    @property
    def info_name(self) -> str:
        """bag-info.txt was called otherwise up to 0.95."""
        return "package-info.txt" if self.version <= (0, 95) else "bag-info.txt"


def declaration(content: bytes, found: Findings) -> Declaration:
    """bagit.txt, in UTF-8 whatever the others are written in."""
    name = "bagit.txt"
    if content.startswith(codecs.BOM_UTF8):
        found.tell("E-BAG-02", name, "The file begins with a byte-order mark.")
        content = content.removeprefix(codecs.BOM_UTF8)
    text = content.decode("utf-8", "replace")
    exact = _DECLARATION.fullmatch(text)
    version, encoding = exact or _LOOSE.search(text), exact[3] if exact else None
    if not exact:
        message = "The file is not the two lines that it must be."
        found.tell("E-BAG-02", name, message, expected="BagIt-Version: 1.0, Tag-File-Character-Encoding: UTF-8")
        loose = _LOOSE_ENCODING.search(text)
        encoding = loose[1] if loose else "UTF-8"
    said = (int(version[1][:9]), int(version[2][:9])) if version else CURRENT
    if said not in VERSIONS:
        found.tell("E-BAG-03", name, f"BagIt {said[0]}.{said[1]} is not a version that is known here.", expected="0.93 to 0.97, or 1.0")
        said = CURRENT
    try:
        known = codecs.lookup(str(encoding))
        "bag".encode(known.name)  # some codecs of Python are of no text
        if known.name in _NO_CHARACTER_SETS:
            raise LookupError
    except (LookupError, ValueError, TypeError):
        found.tell("E-BAG-04", name, f"The encoding {shown(str(encoding))} of the tag files is not known.", expected="UTF-8")
        return Declaration(said)
    return Declaration(said, known.name)


def lines_of(content: bytes, name: str, told: Declaration, found: Findings) -> Iterator[tuple[int, str]]:
    """The lines of a tag file with their numbers, from 1. What the encoding does not allow is one finding, and stands as U+FFFD."""
    if told.encoding == "utf-8" and content.startswith(codecs.BOM_UTF8):
        # 2.3: "when bagit.txt specifies UTF-8 the tag files MUST NOT begin with a BOM"
        message = "The file begins with a byte-order mark, which UTF-8 must not have here."
        found.tell("E-BAG-04" if told.current else "W-BAG-04", name, message)
    try:
        text = content.decode(told.encoding)
    except UnicodeError:
        found.tell("E-BAG-04", name, f"The file is not in {told.encoding.upper()}, as bagit.txt says.")
        text = content.decode(told.encoding, "replace")
    lines = _LINE_END.split(text.removeprefix("\ufeff"))
    if lines and not lines[-1]:
        lines.pop()
    yield from enumerate(lines, 1)


@dataclass(frozen=True, slots=True)
class Info:
    """bag-info.txt: labels and values in their order. oxum: bytes and files of the payload, where it says them well."""

    elements: tuple[tuple[str, str], ...] = ()
    oxum: tuple[int, int] | None = None

    def value(self, label: str) -> str:
        """The first value under a label, however it is cased; empty where there is none."""
        return next((value for name, value in self.elements if name.lower() == label.lower()), "")


def bag_info(content: bytes, told: Declaration, found: Findings) -> Info:
    """2.2.2: "a label, a colon, a single linear whitespace character, and a value"; a line that begins with a blank goes on."""
    elements: list[tuple[str, str]] = []
    for number, line in lines_of(content, told.info_name, told, found):
        if not line.strip():
            continue
        if line[0] in " \t" and elements:
            label, value = elements[-1]
            elements[-1] = label, f"{value} {line.strip()}".strip()
            continue
        label, colon, value = line.partition(":")
        # before 1.0, blanks around the colon are neither label nor value
        wrong = told.current and (label != label.strip() or (value and value[0] not in " \t"))
        if not colon or not label.strip() or wrong:
            message = f"“{_short(line)}” is not a label, a colon, a blank and a value."
            found.tell("E-BAG-14", told.info_name, message, line=number)
        if colon and label.strip():
            elements.append((label.strip(), value.strip()))
    for label, value in elements:
        if label.lower() == "bagging-date" and not _is_day(value):
            found.tell("W-BAG-10", told.info_name, f"Bagging-Date is “{_short(value)}”.", expected="YYYY-MM-DD")
    return Info(tuple(elements), _oxum(elements, told, found))


def _is_day(text: str) -> bool:
    """2.2.2: "Date (YYYY-MM-DD) that the content was prepared for transfer"."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _oxum(elements: list[tuple[str, str]], told: Declaration, found: Findings) -> tuple[int, int] | None:
    times = Counter(label.lower() for label, _ in elements)
    for label in sorted(_ONCE):
        if times[label] > 1:
            found.tell("W-BAG-06", told.info_name, f"{label.title()} stands there {times[label]} times.")
    values = [value for label, value in elements if label.lower() == "payload-oxum"]
    if len(values) > 1:
        # 2.2.2: "This metadata element MUST NOT be repeated", new in 1.0
        found.tell("E-BAG-13" if told.current else "W-BAG-06", told.info_name, f"Payload-Oxum stands there {len(values)} times.")
    match = _OXUM.fullmatch(values[0]) if values else None
    if values and not match:
        found.tell("E-BAG-13", told.info_name, f"Payload-Oxum is “{_short(values[0])}”, not BYTES.FILES.")
    return (int(match[1]), int(match[2])) if match else None


@dataclass(frozen=True, slots=True)
class Fetch:
    """A line of fetch.txt. size: None where it is not told."""

    url: str
    size: int | None
    path: str


def fetch(content: bytes, told: Declaration, found: Findings) -> tuple[Fetch, ...]:
    """2.2.3: "url length filepath", for files of the payload only. Lines that would lead out of the bag are findings, and left out."""
    name, out = "fetch.txt", list[Fetch]()
    for number, line in lines_of(content, name, told, found):
        match = _FETCH.fullmatch(line.rstrip(" \t"))
        if not match or not _ABSOLUTE.match(match[1]):
            if line.strip():
                found.tell("E-BAG-15", name, f"“{_short(line)}” is not an address, a length (or -) and a path.", line=number)
            continue
        path = decoded(match[3], told.current)
        reason = forbidden(path)
        if reason:
            found.tell("E-BAG-08", name, f"The path “{_short(path)}” {reason}.", line=number)
        elif not path.startswith("data/"):
            code = "E-BAG-08" if told.current else "W-BAG-04"
            found.tell(code, name, f"The path “{_short(path)}” is not in data/: only payload is fetched.", line=number)
        else:
            out.append(Fetch(match[1], None if match[2] == "-" else int(match[2]), path))
    return tuple(out)


def _short(text: str) -> str:
    text = shown(text.replace("\t", " "))
    return text if len(text) <= 80 else text[:79] + "…"
