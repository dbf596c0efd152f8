"""Editions as a deposit meets them: headers of ours and by hand, edition.toml full and nasty, and the files of a payload."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path

from lxml import etree

from converter.deposit import Facts, facts_of
from converter.fixity import Held, held
from converter.metadata import Metadata
from converter.metadata_file import load_metadata

GOLDEN = Path(__file__).parent / "golden" / "lvliang-2020-12" / "lvliang-2020-12.xml"
FULL = """\
[newspaper]
title = "吕梁日报"
subtitle = "Lüliang Daily"
publisher = "吕梁日报社"
place = "吕梁"
issn = "1672-6294"
cn = "CN14-0031"
language = "zh-Hans"
[issue]
date = "2020-12-21"
volume = "12"
number = "3795"
[edition]
publisher = "Example University Library"
publisher_ror = "https://ror.org/02nv7yv05"
place = "Heidelberg"
date = "2026-03-01"
licence = "CC-BY-4.0"
project = "Local newspapers of Shanxi"
contact = "editions@example.org"
[[edition.people]]
name = "Wang Xiaoming"
resp = "review"
orcid = "0000-0002-1825-0097"
[[edition.people]]
name = "Li Si"
resp = "transcription"
[edition.identifiers]
ARK = "ark:/12345/x1"
DOI = "https://doi.org/10.1234/abc"
[rights]
statement = "http://rightsstatements.org/vocab/InC/1.0/"
text = "Copyright 吕梁日报社"
"""
NASTY = """\
[newspaper]
title = "Le \\"Petit\\" <Journal> & Cie 🗞 العربية ]]>"
publisher = "A & B <Söhne>"
place = "<Paris> & 'Lyon'"
[edition]
publisher = "Lib \\"quoted\\" & <sons> مكتبة"
licence = "all rights reserved <by> us & them"
contact = "editions@example.org"
date = "2026-11"
project = "Projet \\"1\\" <2> & ]]> 🗞"
[[edition.people]]
name = "王小明 <x> & \\"y\\""
resp = "review & <check>"
[edition.identifiers]
URI = "https://example.org/<a>?b=\\"c\\"&d#e#f"
URN = "urn:nbn:de:bsz:16-x1"
[rights]
statement = "http://rightsstatements.org/vocab/InC/1.0/?a&b='#x#y[z]"
text = "© <x> & \\"y\\" 🗞"
"""
FILES = (
    "edition.toml",
    "html/a1.html",
    "html/index.html",
    "report.json",
    "schemas/newspaper.xsd",
    "source/page-01.txt",
    "tei/lvliang-2020-12.xml",
)


def header(of: bytes | None = None) -> etree._Element:
    """The teiHeader of a TEI file; of the example where none is given."""
    root = etree.fromstring(of or GOLDEN.read_bytes())
    found = root.find("{http://www.tei-c.org/ns/1.0}teiHeader")
    assert found is not None
    return found


def metadata(toml: str) -> Metadata:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "edition.toml"
        path.write_text(toml, encoding="utf-8")
        return load_metadata(path)


def facts(toml: str | None = FULL) -> Facts:
    """Of the example, with an edition.toml."""
    return facts_of("lvliang-2020-12", [header()], metadata(toml) if toml else None, ["tei/lvliang-2020-12.xml"])


def payload(names: tuple[str, ...] = FILES) -> list[Held]:
    return [held(f"data/{name}", [name.encode()]) for name in names]


def sha256(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()
