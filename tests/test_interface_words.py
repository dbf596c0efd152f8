"""The words of the interface (xslt/labels.xsl): each language says all of them, none is idle, and no rule asks for one that is not there."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import etree

XSLT = Path(__file__).resolve().parents[1] / "xslt"
XSL = "{http://www.w3.org/1999/XSL/Transform}"
LABELS = etree.parse(str(XSLT / "labels.xsl"))
Word = tuple[str, str, str]
# rules compose the names of these from what the text has
COMPOSED = {"figure-photo", "figure-cartoon", "figure-map", "figure-chart", "figure-logo", "plain-text", "advertisements", "unassigned"}
# only English writes months as words
ENGLISH_ALONE = {("month", "", "")}


def words(language: str) -> set[Word]:
    """Element, what it is of, its name; weekdays are told by their place."""
    block = next(one for one in LABELS.iter("words") if one.get("lang") == language)
    return {
        (one.tag, one.get("of", ""), "" if one.tag == "weekday" else one.get("name", "")) for one in block.iterchildren(tag=etree.Element)
    }


def asked_for() -> set[str]:
    """What rules take from $say by name."""
    rules = [
        str(value)
        for sheet in XSLT.glob("*.xsl")
        for one in etree.parse(str(sheet)).iter(tag=etree.Element)
        for value in one.attrib.values()
    ]
    return set(re.findall(r"\$say/([\w-]+)", " ".join(rules)))


def test_each_language_says_the_same_things() -> None:
    chinese, english = words("zh"), words("en")
    assert len(chinese) > 150
    assert chinese - english == set()
    assert english - chinese == ENGLISH_ALONE


def test_the_languages_count_as_many_weekdays_and_months() -> None:
    counts = {one.get("lang"): (len(one.findall("weekday")), len(one.findall("month"))) for one in LABELS.iter("words")}
    assert counts == {"zh": (7, 0), "en": (7, 12)}


def test_no_rule_asks_for_a_word_that_is_not_there() -> None:
    assert asked_for() - {name for name, _, _ in words("en")} == set()


def test_no_word_is_idle() -> None:
    assert {name for name, _, _ in words("en")} - asked_for() - COMPOSED == set()


def test_every_named_template_is_called() -> None:
    sheets = [etree.parse(str(sheet)) for sheet in XSLT.glob("*.xsl")]
    named = {one.get("name") for sheet in sheets for one in sheet.iter(f"{XSL}template") if one.get("name")}
    called = {one.get("name") for sheet in sheets for one in sheet.iter(f"{XSL}call-template")}
    assert named == called
