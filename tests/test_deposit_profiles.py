"""What archives ask for and nobody said is told at once, in lines that can be pasted where they belong; names that none keeps are told too."""

from __future__ import annotations

import re
import tomllib

import pytest
from deposit_cases import FULL, NASTY, facts, header, metadata

from converter.deposit import PROFILES, check_portable, facts_of, missing_error
from converter.errors import Exit, MaterialError

DEFAULT = PROFILES["default"]
EMPTY = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/></TEI>'


def error(text: str | None) -> MaterialError:
    """What is said of an edition whose header says nothing."""
    missing = DEFAULT.missing(facts_of("x", [header(EMPTY)], metadata(text) if text else None))
    return missing_error(missing, text, "output/x/edition.toml")


def pasted(text: str, hint: str) -> str:
    """The file after one did what the hint says: lines below a line, in place of one, or at the end."""
    lines, place, end = text.split("\n"), 0, False
    inserts: dict[int, list[str]] = {}
    for step in hint.split("\n"):
        step = step.removeprefix("  ")
        if told := re.fullmatch(r"(?:below \[[\w.]+\], line|below line) (\d+),? add:", step):
            place, end = int(told[1]), False
        elif told := re.fullmatch(r"change line (\d+) to:", step):
            place, end = -int(told[1]), False
        elif step == "at the end of the file add:":
            end = True
        elif end:
            lines.append(step)
        elif place < 0:
            lines[-place - 1] = step
        else:
            inserts.setdefault(place, []).append(step)
    for after in sorted(inserts, reverse=True):
        lines[after:after] = inserts[after]
    return "\n".join(lines)


def test_what_is_complete_is_taken() -> None:
    assert DEFAULT.missing(facts(FULL)) == ()
    assert DEFAULT.missing(facts(NASTY)) == ()


@pytest.mark.parametrize("key", ["publisher", "licence", "contact", "date"])
def test_each_demand_is_missed_when_it_alone_is_not_met(key: str) -> None:
    text = re.sub(rf"(?m)^(\[edition\]\n(?:(?!\[).*\n)*?){key} = .*\n", r"\1", FULL)
    assert text != FULL
    missing = DEFAULT.missing(facts_of("x", [header(EMPTY)], metadata(text)))
    assert [one.line.partition(" =")[0] for one in missing] == [key]


@pytest.mark.parametrize("table", ["newspaper", "edition.identifiers"])
def test_a_table_that_is_not_there_is_missed(table: str) -> None:
    text = re.sub(rf"\[{re.escape(table)}\]\n(?:.+ = .+\n)+", "", FULL)
    assert text != FULL
    assert [one.table for one in DEFAULT.missing(facts_of("x", [header(EMPTY)], metadata(text)))] == [table]


def test_the_linked_profile_wants_addresses_too() -> None:
    linked = PROFILES["linked"]
    assert linked.missing(facts(FULL)) == ()
    missing = linked.missing(
        facts_of(
            "x", [header(EMPTY)], metadata(FULL.replace("publisher_ror", "# ").replace("CC-BY-4.0", "as we say").partition("[rights]")[0])
        )
    )
    assert [(one.table, one.line.partition(" =")[0]) for one in missing] == [
        ("edition", "publisher_ror"),
        ("edition", "licence"),
        ("rights", "statement"),
    ]


def test_a_web_page_is_no_mail_address_of_a_contact() -> None:
    missing = DEFAULT.missing(facts(FULL.replace("editions@example.org", "https://example.org/about")))
    assert [one.line.partition(" =")[0] for one in missing] == ["contact"]


def test_without_edition_toml_the_whole_file_is_given() -> None:
    said = error(None)
    assert said.exit_code == Exit.MATERIAL
    assert said.where == "output/x/edition.toml"
    text = "\n".join((said.hint or "").split("\n")[1:])
    assert DEFAULT.missing(facts_of("x", [header(EMPTY)], metadata(text.replace("\n  ", "\n")))) == ()


@pytest.mark.parametrize(
    "text",
    [
        "[newspaper]\nissn = '1672-6294'\n",
        "# a comment\n[edition]\nid = \"abc\"\n\n[[page]]\nfile = 'a.txt'\n",
        '[edition]  # ours\nid = "abc"\n[newspaper]\nplace = "x"\n',
        '[[edition.people]]\nname = "a"\nresp = "b"\n',
        '[edition.identifiers]\n[newspaper]\nplace = "x"\n',
        '[ edition ]\ncontact = "https://example.org/about"\npublisher = "x"\n',
        'edition.publisher = "x"\nedition.contact = "https://example.org/"\n[newspaper]\nplace = "x"\n',
        '[edition]\npublisher = "x"\nlicence = "CC0-1.0"\ncontact = "a@b.org"\ndate = "2026"\nidentifiers.URI = "https://example.org"\n',
        '"edition".licence = "CC0-1.0"\n',
    ],
)
def test_the_lines_can_be_pasted_where_they_belong_and_then_nothing_is_missing(text: str) -> None:
    whole = pasted(text, error(text).hint or "")
    tomllib.loads(whole)
    assert DEFAULT.missing(facts_of("x", [header(EMPTY)], metadata(whole))) == ()


def test_a_table_in_braces_cannot_be_written_twice_so_the_line_is_told() -> None:
    text = (
        '[newspaper]\ntitle = "x"\n[edition]\npublisher = "x"\nlicence = "CC0-1.0"\ncontact = "a@b.org"\ndate = "2026"\nidentifiers = {}\n'
    )
    assert (error(text).hint or "").startswith("inside the braces of line 8 add:\n")
    assert "[edition" not in (error(text).hint or "")


def test_the_message_counts_and_says_why() -> None:
    assert error(None).what == "lacks 6 things that archives ask for: there is no such file"
    said = error(
        '[newspaper]\ntitle = "x"\n[edition]\nlicence = "CC0-1.0"\ncontact = "a@b.org"\ndate = "2026"\nidentifiers = { URI = "https://example.org/x" }\n'
    )
    assert said.what == "lacks one thing that archives ask for"
    assert said.hint == 'below [edition], line 3, add:\n    publisher = "Example University Library"  # who publishes the edition'


@pytest.mark.parametrize("name", ["source/第1版.txt", "a b.txt", "source/a%20b.txt", "html/x~", "a//b", "/a", "", "source/a\n.txt"])
def test_a_name_that_archives_do_not_keep_is_refused(name: str) -> None:
    with pytest.raises(MaterialError):
        check_portable(["tei/a.xml", name])


def test_all_such_names_are_told_at_once() -> None:
    with pytest.raises(MaterialError) as caught:
        check_portable([f"source/第{n}版.txt" for n in range(12)])
    said = str(caught.value)
    assert said.count("版.txt") == 10
    assert "and 2 more" in said


def test_what_every_archive_keeps_passes() -> None:
    check_portable(["tei/a.xml", "source/Page_01-a.tar.gz", "html/.x", "a"])
