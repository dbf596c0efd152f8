"""edition.toml: what is right loads, what is wrong is refused with its line and what to write, and the schema says the same."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.errors import ConverterError, MaterialError, MissingError, UnreadableError
from converter.metadata import Certainty, Edition, Fact, IssueDate, Metadata, Newspaper, Rights, merge
from converter.metadata_check import problems
from converter.metadata_file import draft_edition_toml, find_metadata, line_of, load_metadata, schema

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "lvliang-2020-12" / "edition.toml"
FULL = """\
[newspaper]
title = "晶報"
subtitle = "The Crystal"
publisher = "晶報館"
place = "上海"
issn = "1672-6294"
cn = "CN14-0031"
language = "zh-Hant"

[issue]
date = 1939-04-21
date_text = "中華民國二十八年四月廿一日"
volume = "21"
number = 3795
pages = 8

[[page]]
file = "page-01.txt"
label = 1

[[page]]
file = "scans/page-02.xml"
label = "A2"

[edition]
id = "jb-3795"
publisher = "Example University Library"
publisher_ror = "https://ror.org/02nv7yv05"
licence = "CC-BY-4.0"

[edition.identifiers]
ARK = "ark:/12345/x"

[[edition.people]]
name = "Wang Xiaoming"
resp = "review"
orcid = "0000-0002-1825-0097"

[[edition.people]]
name = "王小明"
resp = "transcription"

[rights]
statement = "https://creativecommons.org/publicdomain/mark/1.0/"
"""


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "edition.toml"


def loaded(path: Path, text: str) -> Metadata:
    path.write_text(text, encoding="utf-8")
    return load_metadata(path)


def test_everything_that_can_be_stated(toml: Path) -> None:
    found = loaded(toml, FULL)
    assert found.newspaper == Newspaper(Fact("晶報"), "The Crystal", Fact("晶報館"), Fact("上海"), "1672-6294", Fact("CN14-0031"))
    assert found.date == IssueDate(when="1939-04-21", text="中華民國二十八年四月廿一日")
    assert (found.volume, found.issue, found.pages_total) == (Fact("21"), Fact("3795"), 8)
    assert found.inputs == ("page-01.txt", "scans/page-02.xml")
    assert found.page_labels == (("p1", "1"), ("p2", "A2"))
    assert found.language == Fact("zh-Hant")
    assert (found.id, found.given) == ("jb-3795", str(toml))
    assert found.edition.identifiers == (("ARK", "ark:/12345/x"),)
    assert [(person.id, person.orcid) for person in found.edition.people] == [
        ("wang-xiaoming", "https://orcid.org/0000-0002-1825-0097"),
        ("person-2", None),
    ]
    assert found.rights.status == "free"


def test_an_empty_file_states_nothing(toml: Path) -> None:
    assert loaded(toml, "") == Metadata(given=str(toml))


def test_windows_file_with_byte_order_mark(toml: Path) -> None:
    toml.write_bytes(b"\xef\xbb\xbf" + '[newspaper]\r\ntitle = "晶報"\r\n'.encode())
    assert load_metadata(toml).newspaper.title == Fact("晶報")


def test_the_example_names_the_paper_and_not_the_date() -> None:
    found = load_metadata(EXAMPLE)
    assert found.newspaper.title == Fact("吕梁日报")
    assert found.date is None
    assert found.inputs == ("page-01.txt",)
    assert found.rights.status == "restricted"


@pytest.mark.parametrize(
    ("text", "line", "what", "hint"),
    [
        ('[newspaper]\ntitel = "x"', 2, '"titel" is no key in [newspaper]', 'did you mean "title"?'),
        ('[newspaper]\ndate = "2020-12-21"', 2, '"date" is no key in [newspaper]', '"date" belongs in [issue]'),
        ('date = "2020-12-21"', 1, '"date" is no table', '"date" belongs in [issue]'),
        ("\n[foo]\nx = 1", 2, '"foo" is no table', "newspaper, issue, page, authority, edition, rights"),
        ("[issue]\ndate = 2020-02-30", 2, "date is 2020-02-30, which the calendar does not have", 'write: date = "2020-12-21"'),
        ('[issue]\n\ndate = "2020-02-30"', 3, "2020-02-30, which the calendar does not have", 'write: date = "2020-12-21"'),
        ('[issue]\ndate = "2020-13"', 2, "2020-13, which the calendar does not have", "write:"),
        ('[issue]\ndate = "21.12.2020"', 2, 'date in [issue] is "21.12.2020", expected a day, month or year', 'write: date = "2020-12-21"'),
        ("[issue]\ndate = 2020", 2, "date in [issue] is a number", 'write: date = "2020"'),
        ("[issue]\ndate = 2020-12-21T10:00:00", 2, "expected a day, month or year", "write:"),
        ("[issue]\npages = true", 2, "pages in [issue] is true, expected a whole number", "write: pages = 4"),
        ("[issue]\npages = 0", 2, "expected a whole number from 1 to 9999", "write: pages = 4"),
        ('[issue]\ndate = "2021"\nnot_after = "2020"', 3, "has a date and not_after", "keep the date"),
        ('[issue]\nnot_before = "2021-01-02"\nnot_after = "2021-01"\npages = 1\n[rights]\ntext = 3', 6, "text in [rights] is 3", "write:"),
        ('[issue]\nnot_before = "2021-02"\nnot_after = "2021-01"', 3, "not_after is earlier", "change the two"),
        ('[[page]]\nfile = "a.txt"\n[[page]]\nlabel = 2', 3, "[[page]] 2 has no file", 'add: file = "page-01.txt"'),
        ('[[page]]\nfile = "a.txt"\n[[page]]\nfile = "../b.txt"', 4, 'file in [[page]] 2 is "../b.txt"', "write: file ="),
        ('[[page]]\nfile = "/etc/hosts"', 2, "expected a file below the folder", "write: file ="),
        ('[[page]]\nfile = "a"\n[[page]]\nfile = "a"', 3, '"a" stands twice', "give each its own"),
        ('[page]\nfile = "a.txt"', 1, "[page] is a single table", "write [[page]]"),
        ('newspaper = "x"', 1, '[newspaper] is "x", expected a table', "write [newspaper]"),
        ('[newspaper]\ntitle = ""', 2, "expected one line of text", "write:"),
        ('[newspaper]\ntitle = "a\\u0000b"', 2, r'is "a\u0000b", expected one line', "write:"),
        ('[newspaper]\nissn = "1672-6295"', 2, "issn 1672-6295 has a wrong check digit", "masthead"),
        ('[newspaper]\nissn = "16726294"', 2, 'expected the form of "1672-6294"', "write:"),
        ('[rights]\nstatus = "gratis"', 2, 'expected one of "free", "restricted", "unknown"', "write: status ="),
        (
            '[edition]\npublihser = "x"\nplce = "y"',
            2,
            '"publihser" is no key',
            'also line 3: "plce" is no key in [edition]; did you mean "place"?',
        ),
        ('[edition.identifiers]\n"1 x" = "y"', 2, "is no type of identifier", "DOI"),
        ('[edition.identifiers]\nURI = "foo"', 2, '"foo" is no URI', "https://"),
        ('[edition.identifiers]\nDOI = "foo"', 2, '"foo" is no DOI', "10."),
        ('[edition.identifiers]\nARK = "12345/x"', 2, "is no ARK", "ark:/"),
        (
            '[[edition.people]]\nname = "A"\nresp = "b"\n[[edition.people]]\nname = "B"\nresp = "c"\norcid = "0000-0002-1825-0098"',
            7,
            "orcid 0000-0002-1825-0098 has a wrong check digit",
            "orcid.org",
        ),
    ],
)
def test_wrong_content_is_refused_with_its_line_and_what_to_write(toml: Path, text: str, line: int, what: str, hint: str) -> None:
    with pytest.raises(MaterialError) as caught:
        loaded(toml, text)
    assert what in caught.value.what
    assert caught.value.where == f"{toml}:{line}"
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("[issue]\ndate = 2020-12", 2, 'put it in quotes: date = "2020-12"'),
        ('[newspaper]\ntitle = "晶報', 2, "text in quotes"),
        ("[newspaper\n", 1, "equals sign"),
        ("just words", 1, "equals sign"),
        ("a = [\n\n", 2, "equals sign"),
    ],
)
def test_what_is_not_toml_is_unreadable(toml: Path, text: str, line: int, hint: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        loaded(toml, text)
    assert caught.value.where == f"{toml}:{line}"
    assert hint in (caught.value.hint or "")


def test_other_encodings_missing_files_and_folders(toml: Path) -> None:
    with pytest.raises(MissingError, match="no such file"):
        load_metadata(toml)
    toml.write_bytes('title = "晶報"'.encode("gb18030"))
    with pytest.raises(UnreadableError, match="not UTF-8"):
        load_metadata(toml)
    with pytest.raises(UnreadableError):
        load_metadata(toml.parent)


def test_brackets_without_end_are_refused(toml: Path) -> None:
    with pytest.raises(ConverterError):
        loaded(toml, f"a = {'[' * 100_000}")


# --- the schema and our own check --------------------------------------------------------------

VALUES: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        [
            "",
            "x",
            "2020-12-21",
            "2020-12",
            "1672-6294",
            "CN14-0031",
            "zh-Hans",
            "free",
            "a/b.txt",
            "../x",
            "a\\b",
            "http://x.org/",
            "é\n",
            "\u3000",
        ]
    ),
    st.integers(-2, 10_000),
    st.booleans(),
    st.lists(st.sampled_from(["x"]), max_size=1),
    st.just({}),
)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """Tables with some of the known keys, now and then one that is not known or a value of any kind."""
    out: dict[str, Any] = {}
    for name, part in schema()["properties"].items():
        if draw(st.booleans()):
            continue
        known = sorted(part.get("items", part)["properties"])
        table = draw(st.dictionaries(st.sampled_from([*known, "other"]), VALUES, max_size=3))
        out[name] = draw(st.sampled_from([[table], table])) if part["type"] == "array" else table
    return out


@given(tables())
def test_our_check_and_jsonschema_agree(found: dict[str, Any]) -> None:
    from jsonschema import Draft202012Validator

    assert bool(problems(found, schema())) == (not Draft202012Validator(schema()).is_valid(found))


def test_the_schema_is_one_and_says_what_each_key_is() -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(schema())
    defs = schema()["$defs"]
    for part in schema()["properties"].values():
        for key, about in part.get("items", part)["properties"].items():
            assert about["description"].endswith("."), key
            # every value that our messages give as an example is right
            for example in about.get("examples", defs.get(about.get("$ref", "").rpartition("/")[2], {}).get("examples", [])):
                assert Draft202012Validator({**about, "$defs": defs}).is_valid(example), key


def test_the_documentation_is_that_of_the_schema() -> None:
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("make_edition_docs", ROOT / "scripts" / "make_edition_docs.py")
    assert spec
    assert spec.loader
    maker = module_from_spec(spec)
    spec.loader.exec_module(maker)
    written = (ROOT / "docs" / "edition-toml.md").read_text(encoding="utf-8")
    assert written == maker.document(), "run: python scripts/make_edition_docs.py"
    for table in schema()["properties"].values():
        for key in table.get("items", table)["properties"]:
            assert f"`{key}`" in written or f".{key}]" in written, key


@given(st.text(max_size=200))
def test_any_text_is_loaded_or_refused(text: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "edition.toml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        assert hint_or_nothing(path) != ""


def hint_or_nothing(path: Path) -> str | None:
    try:
        load_metadata(path)
    except ConverterError as error:
        return error.hint or ""
    return None


# --- finding, merging, drafting ----------------------------------------------------------------


def test_the_nearest_file_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "day" / "pages"
    folder.mkdir(parents=True)
    page = folder / "page-01.txt"
    page.touch()
    assert find_metadata([page], None) is None
    above = tmp_path / "day" / "edition.toml"
    above.touch()
    assert find_metadata([page], None) == above
    beside = folder / "edition.toml"
    beside.touch()
    assert find_metadata([page], None) == beside
    assert find_metadata([folder], None) == beside
    (tmp_path / "edition.toml").touch()
    beside.unlink()
    above.unlink()
    assert find_metadata([page], None) is None  # two folders above is too far
    assert find_metadata([page], Path("mine.toml")) == Path("mine.toml")


def test_what_is_beside_one_input_wins_over_what_is_above_another(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "edition.toml").touch()
    assert find_metadata([tmp_path / "a" / "b" / "x.txt", tmp_path / "a" / "y.txt"], None) == tmp_path / "a" / "edition.toml"


def test_a_name_without_a_folder_is_in_this_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("edition.toml").touch()
    assert find_metadata([Path("page-01.txt")], None) == Path("edition.toml")


def test_overrides_win_field_by_field() -> None:
    base = Metadata(
        newspaper=Newspaper(Fact("晶報"), place=Fact("上海")),
        date=IssueDate(not_before="1939-04"),
        rights=Rights("http://x.org/", status="free"),
    )
    over = Metadata(newspaper=Newspaper(Fact("申報")), date=IssueDate(when="1939-04-21"), edition=Edition(licence="CC0-1.0"))
    both = merge(base, over)
    assert both.newspaper == Newspaper(Fact("申報"), place=Fact("上海"))
    assert both.date == IssueDate(when="1939-04-21")
    assert both.edition.licence == "CC0-1.0"
    assert both.rights == base.rights
    assert merge(base, Metadata()) == base


def test_line_of_the_nearest_part() -> None:
    text = "[a]\nx = 1\n\n[[b]]\nfile = 1\n\n[[b]]\nfile = 2\n[b.c]\nx = 3\n"
    assert line_of(text, ("a", "x")) == 2
    assert line_of(text, ("b", 0, "file")) == 5
    assert line_of(text, ("b", 1, "file")) == 8
    assert line_of(text, ("b", 1)) == 7
    assert line_of(text, ("a", "y")) == 1
    assert line_of(text, ("z",)) == 1


FACTS = st.builds(Fact, st.text(min_size=1, max_size=9).filter(str.strip), st.sampled_from([None, "high", "medium", "low"]))


@given(st.one_of(st.none(), FACTS), st.lists(st.text(min_size=1, max_size=9), max_size=3, unique=True))
def test_a_draft_loads_again(title: Fact | None, names: list[str]) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "edition.toml"
        text = draft_edition_toml(Metadata(newspaper=Newspaper(title)), names)
        path.write_bytes(text.encode())
        if title and title.cert in (None, "high") and not title.value.isprintable():
            return  # control characters become blanks, and a title of blanks only is refused
        assert len(load_metadata(path).inputs) <= len(names)


@pytest.mark.parametrize(("cert", "stated"), [(None, True), ("high", True), ("medium", False), ("low", False)])
def test_a_draft_states_only_what_is_certain(toml: Path, cert: Certainty | None, stated: bool) -> None:
    text = draft_edition_toml(
        Metadata(newspaper=Newspaper(Fact('吕"梁\\日报', cert)), date=IssueDate(when="2020-12-21", cert=cert)), ["page-01.txt", "b.txt"]
    )
    found = loaded(toml, text)
    assert found.inputs == ("page-01.txt", "b.txt")
    assert found.newspaper.title == (Fact('吕"梁\\日报') if stated else None)
    assert found.date == (IssueDate(when="2020-12-21") if stated else None)
    assert "2020-12-21" in text


def test_every_example_of_a_draft_is_right_when_the_sign_before_it_is_taken_away(toml: Path) -> None:
    head, *body = draft_edition_toml(Metadata(), ["page-01.txt"]).split("\n\n")
    lines = [line.removeprefix("# ") for part in body for line in part.split("\n")]
    bounds = [line for line in lines if not line.startswith(("not_before", "not_after"))]
    assert head.startswith("#")
    found = loaded(toml, "\n".join(bounds))
    assert found.date == IssueDate(when="2001-02-03")
    assert found.edition.people[0].name == "Example Person"
    assert set(tomllib.loads("\n".join(lines))) == set(schema()["properties"])


@pytest.mark.parametrize(
    ("title", "date", "proposed"),
    [
        ("The Daily Tide", "1858-12-07", "the-daily-tide-1858-12-07"),
        ("吕梁日报", "2020-12-21", "issue-2020-12-21"),
        ("24 heures", "2001-02", "issue-2001-02"),
        ("The Daily Tide", None, "example-2001-02-03"),
        (None, "1858-12-07", "example-2001-02-03"),
    ],
)
def test_a_draft_proposes_an_id_and_states_none(toml: Path, title: str | None, date: str | None, proposed: str) -> None:
    known = Metadata(newspaper=Newspaper(title and Fact(title)), date=date and IssueDate(when=date), id="page-01")  # type: ignore[arg-type]
    text = draft_edition_toml(known, ["page-01.txt"])
    assert loaded(toml, text).id is None
    assert f'# id = "{proposed}"' in text
    assert loaded(toml, text.replace("# id =", "id =")).id == proposed


@pytest.mark.parametrize("name", ["a1", "p2-x1", "machine", "newspaper", "loc-3"])
def test_an_id_that_stands_inside_every_file_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "edition.toml"
    path.write_text(f'[edition]\nid = "{name}"\n', encoding="utf-8")
    with pytest.raises(MaterialError, match="id"):
        load_metadata(path)
