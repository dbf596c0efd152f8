"""Folders that mix METS issues with pages of their own: what a METS names is its own, anything else is a page; nothing is lost, nothing made twice."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest
from archives import rows, states
from command import broadsheet

from converter import taken
from converter.errors import Exit, UnreadableError
from converter.gathering import gather
from converter.inputs import expand
from converter.places import place_of
from converter.readers.ocr.mets_files import names_of_texts

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink"'


def mets(*hrefs: str, group: str = "Text", rest: str = "") -> str:
    files = "".join(f'<file ID="F{n}" MIMETYPE="text/xml"><FLocat xlink:href="{href}"/></file>' for n, href in enumerate(hrefs))
    return f'<mets xmlns="http://www.loc.gov/METS/" {XLINK}><fileSec><fileGrp USE="{group}">{files}</fileGrp></fileSec>{rest}</mets>'


def alto(words: str) -> str:
    strings = "".join(f'<String CONTENT="{word}"/>' for word in words.split())
    return (
        '<alto><Layout><Page ID="P1" WIDTH="1000" HEIGHT="1500"><PrintSpace><TextBlock ID="b1"><TextLine>'
        f"{strings}</TextLine></TextBlock></PrintSpace></Page></Layout></alto>"
    )


def page_xml(words: str) -> str:
    line = f'<TextLine id="l1"><Coords points="0,0 9,0 9,9 0,9"/><TextEquiv><Unicode>{words}</Unicode></TextEquiv></TextLine>'
    region = f'<TextRegion id="r1"><Coords points="0,0 9,0 9,9 0,9"/>{line}</TextRegion>'
    return f'<PcGts><Page imageFilename="x.jpg" imageWidth="100" imageHeight="100">{region}</Page></PcGts>'


def put(**files: str) -> None:
    """Files of the folder `in`, by their name without `.xml`, `__` for a slash."""
    for name, body in files.items():
        path = Path("in") / f"{name.replace('__', '/')}.xml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(body, encoding="utf-8")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def planned(named: str = "in") -> list[str]:
    return [task.key for task, _ in gather([named], None, Path.cwd())]


def test_only_what_a_mets_names_is_no_page_of_its_own() -> None:
    put(
        issue=mets("file://./text/1.xml", "text/2.xml"),
        text__1=alto("first words"), text__2=alto("second words"), text__stray=alto("a third page"),
        beside=page_xml("a page beside"), supplement__1=alto("a supplement"), supplement__deep__2=page_xml("its second page"),
    )  # fmt: skip
    assert planned() == ["in/beside", "in/issue", "in/supplement/1", "in/supplement/deep/2", "in/text/stray"]
    assert broadsheet("batch", "-q", "in", "-o", "out", "--only", "tei").code == Exit.GOOD
    texts = {path.stem: path.read_text(encoding="utf-8") for path in Path("out").rglob("*.xml")}
    assert "second" in texts["issue"]
    assert "third" in texts["stray"]
    assert "supplement" in texts["1"]
    assert len(texts) == 5


def test_build_of_a_folder_takes_the_same_pages() -> None:
    put(issue=mets("1.xml"), other=mets("3.xml", "sub/4.xml"))
    put(**{"1": alto("one"), "2": alto("two"), "3": alto("three"), "sub__4": alto("four")})
    assert [path.name for path in expand([Path("in")])] == ["2.xml", "issue.xml", "other.xml"]
    assert planned() == ["in/2", "in/issue", "in/other"]


def test_two_issues_of_one_folder_take_their_own_pages() -> None:
    put(a__issue=mets("p1.xml"), a__p1=alto("one"), b__issue=mets("p2.xml"), b__p1=alto("of b alone"), b__p2=alto("two"))
    assert planned() == ["in/a/issue", "in/b/issue", "in/b/p1"]


@pytest.mark.parametrize(
    ("href", "name"),
    [
        ("text/a%20b.xml", "text/a b.xml"),
        (".\\text\\1.xml", "text/1.xml"),
        ("https://example.org/issue/text/1.xml?raw", "text/1.xml"),
        ("https://example.org/issue/text/1.xml", "1.xml"),
    ],
)
def test_names_are_those_by_which_the_reader_finds_the_file(href: str, name: str) -> None:
    put(issue=mets(href), own=alto("own"))
    put(**{name.removesuffix(".xml").replace("/", "__"): alto("named")})
    assert planned() == ["in/issue", "in/own"]


def test_of_two_files_that_one_address_may_mean_the_other_one_is_a_page() -> None:
    put(issue=mets("https://example.org/x/text/1.xml"), text__1=alto("named"))
    put(**{"1": alto("own")})
    assert planned() == ["in/1", "in/issue"]


def test_a_mets_that_names_images_only_takes_no_text() -> None:
    put(issue=mets("1.xml", group="Thumbs"))
    put(**{"1": alto("one")})
    assert planned() == ["in/1", "in/issue"]


def test_a_mets_broken_behind_its_file_section_still_names_its_pages() -> None:
    put(issue=mets("1.xml", rest="<structMap><div></structMap>"), other=alto("own"))
    put(**{"1": alto("one")})
    assert planned() == ["in/issue", "in/other"]


@pytest.mark.parametrize("broken", ["<mets xmlns='m'><fileSec><fileGrp>", "<mets xmlns='m'><fileSec></mets>"])
def test_where_a_mets_cannot_be_read_its_failure_is_told_and_layout_files_wait_for_it(broken: str) -> None:
    put(issue=broken, own=alto("own"), text__1=alto("one"), text__2=page_xml("two"))
    Path("in/text/page-3.txt").write_text("a page of text\n", encoding="utf-8")
    assert broadsheet("batch", "-q", "in", "-o", "out", "--only", "tei").code != Exit.GOOD
    assert states("out") == {"in/issue": "failed", "in/text/page-3": "done"}
    put(issue=mets("text/1.xml", "text/2.xml"))
    assert broadsheet("batch", "-q", "in", "-o", "out", "--only", "tei").code == Exit.GOOD
    assert states("out") == {"in/issue": "done", "in/own": "done", "in/text/page-3": "done"}
    assert [row["pages"] for row in rows("out")] == [2, 1, 1]


@pytest.mark.parametrize("wrong", ["../text/2.xml", "text/0002.xml"])
def test_where_a_mets_does_not_name_its_pages_as_they_lie_layout_files_wait_for_it(wrong: str) -> None:
    put(issue=mets("text/1.xml", wrong), text__1=alto("one"), text__2=alto("two"))
    Path("in/text/page-3.txt").write_text("a page of text\n", encoding="utf-8")
    assert [path.name for path in expand([Path("in")])] == ["issue.xml"]
    assert broadsheet("batch", "-q", "in", "-o", "out", "--only", "tei").code != Exit.GOOD
    assert states("out") == {"in/issue": "failed", "in/text/page-3": "done"}
    put(issue=mets("text/1.xml", "text/2.xml"))
    assert broadsheet("batch", "-q", "in", "-o", "out", "--only", "tei").code == Exit.GOOD
    assert states("out") == {"in/issue": "done", "in/text/page-3": "done"}
    assert [row["pages"] for row in rows("out")] == [2, 1]


def test_a_text_that_no_page_takes_may_be_elsewhere() -> None:
    """A chain of OCR programs lists each version of a text: the last is read."""
    files = '<file ID="G1" MIMETYPE="text/xml"><FLocat xlink:href="../segmented/1.xml"/></file>'
    page = (
        f'<fileGrp USE="Layout">{files}</fileGrp></fileSec>',
        '<structMap TYPE="PHYSICAL"><div TYPE="page"><fptr FILEID="G1"/><fptr FILEID="F0"/></div></structMap>',
    )
    whole = mets("text/1.xml", rest=page[1]).replace("</fileSec>", page[0])
    put(issue=whole, text__1=alto("one"), own=alto("own"))
    assert planned() == ["in/issue", "in/own"]
    assert broadsheet("batch", "-q", "in", "-o", "out", "--only", "tei").code == Exit.GOOD
    put(issue=whole.replace("text/1.xml", "text/01.xml"))
    assert planned() == ["in/issue"]


def test_a_mets_that_an_edition_toml_lists_has_its_pages_too() -> None:
    put(issue=mets("text/1.xml"), text__1=alto("one"), text__2=alto("two"))
    Path("in/edition.toml").write_text('[[page]]\nfile = "issue.xml"\n', encoding="utf-8")
    assert planned() == ["in/edition", "in/text/2"]


def test_each_mets_is_read_once_and_a_folder_without_any_reads_none(monkeypatch: pytest.MonkeyPatch) -> None:
    read: Counter[str] = Counter()
    named_by = taken._named_by

    def counting(place: Path) -> object:
        read[place.name] += 1
        return named_by(place)

    monkeypatch.setattr(taken, "_named_by", counting)
    put(a__issue=mets("t/1.xml", "t/2.xml"), a__t__1=alto("one"), a__t__2=alto("two"), b__1=alto("own"), c__t__1=alto("own"))
    assert planned() == ["in/a/issue", "in/b/1", "in/c/t/1"]
    assert read == {"issue.xml": 1}


def test_an_archive_that_is_packed_gives_the_issues_of_its_folder() -> None:
    put(issue=mets("text/1.xml"), text__1=alto("one"), text__2=alto("two"), own=page_xml("own"))
    here = planned()
    shutil.make_archive("in", "zip", ".", "in")
    packed = [task.key for task, _ in gather(["zip://in::in.zip"], None, place_of("zip://::in.zip"))]
    assert [key.removeprefix("in/") for key in packed] == [key.removeprefix("in/") for key in here] == ["issue", "own", "text/2"]


def test_a_file_section_is_all_that_is_kept_of_a_mets() -> None:
    long = "<dmdSec>" + "<a><b>c</b></a>" * 50_000 + "</dmdSec>"
    whole = mets("1.xml").replace("<fileSec>", f"{long}<fileSec>")
    assert names_of_texts("m.xml", whole.encode()) == [["1.xml"]]
    assert names_of_texts("m.xml", b"<mets/>") == []


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b" ", "empty"),
        (b"<!DOCTYPE m [<!ENTITY a 'b'>]><mets><fileSec>&a;</fileSec></mets>", "DOCTYPE"),
        (b"<mets><fileSec>" + b"<a>" * 300, "nested too deep"),
        (b"<mets><a></mets>", "broken at line 1"),
        (b'<?xml version="1.0" encoding="utf-99"?><mets/>', "encoding"),
    ],
)
def test_what_no_parser_is_to_be_given_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        names_of_texts("m.xml", data)


def test_a_text_file_that_the_structure_gives_to_no_page_is_told() -> None:
    page = '<structMap TYPE="PHYSICAL"><div TYPE="Newspaper"><div TYPE="page"><fptr FILEID="F0"/></div></div></structMap>'
    put(issue=mets("1.xml", "2.xml", rest=page), whole=mets("3.xml"))
    put(**{"1": alto("one"), "2": alto("two"), "3": alto("three")})
    said = broadsheet("convert", "in/issue.xml", "-o", "issue.xml").err
    assert "W-READ-37" in said
    assert "2.xml" in said
    assert "W-READ-37" not in broadsheet("convert", "in/whole.xml", "-o", "whole.xml").err
