"""What a newcomer types first: each slip is answered with what to do, and nothing wrong is made in silence."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from command import EXAMPLE, broadsheet

import converter
from converter.errors import Exit, MaterialError, UsageError
from converter.preview import serve
from converter.site import InvalidTeiError

PAGE = EXAMPLE / "page-01.txt"
LISTED = '[newspaper]\ntitle = "河滨日报"\n[issue]\ndate = "1999-01-02"\n[[page]]\nfile = "page-01.txt"\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    shutil.copy(PAGE, folder / "page-01.txt")
    monkeypatch.chdir(folder)
    return folder


def made(name: str = "page.xml") -> Path:
    assert broadsheet("convert", "-q", "page-01.txt", "-o", name).code == Exit.GOOD
    return Path(name)


def spoiled(name: str = "page.xml") -> Path:
    path = made(name)
    head, body = path.read_text(encoding="utf-8").split("<body>")
    path.write_text(f"{head}<body>{body.replace('本报讯', '本报')}", encoding="utf-8")
    return path


def foreign(name: str = "foreign.xml") -> Path:
    path = made(name)
    text = path.read_text(encoding="utf-8").replace('ident="broadsheet"', 'ident="other"').replace("newspaper.xsd", "own.xsd")
    path.write_text(re.sub("<sourceDoc>.*</sourceDoc>", "", text, flags=re.DOTALL), encoding="utf-8")
    return path


# --- publish checks ----------------------------------------------------------------------------


def test_tei_with_errors_is_not_published(here: Path) -> None:
    spoiled()
    said = broadsheet("publish", "page.xml", "-o", "site")
    assert said.code == Exit.MATERIAL
    assert re.search(r"page\.xml: has \d+ errors", said.err)
    assert "E-CON-01" in said.err
    assert "broadsheet validate page.xml" in said.err
    assert not (here / "site").exists()
    with pytest.raises(InvalidTeiError) as caught:
        converter.publish("page.xml", "site")
    assert {notice.code for notice in caught.value.notices} == {"E-CON-01"}


def test_tei_with_errors_is_published_on_demand(here: Path) -> None:
    spoiled()
    said = broadsheet("publish", "page.xml", "-o", "site", "--keep-invalid")
    assert said.code == Exit.MATERIAL
    assert "E-CON-01" in said.err
    assert (here / "site/index.html").exists()
    assert any(notice.level == "error" for notice in converter.publish("page.xml", "site", keep_invalid=True).notices)


def test_one_bad_file_stops_the_site_and_is_named(here: Path) -> None:
    made("good.xml")
    spoiled("bad.xml")
    said = broadsheet("publish", "good.xml", "bad.xml", "-o", "site")
    assert said.code == Exit.MATERIAL
    assert "bad.xml: has" in said.err
    assert "error: good.xml" not in said.err
    assert not (here / "site").exists()


def test_tei_of_another_encoding_is_published_and_said_to_be_unchecked(here: Path) -> None:
    foreign()
    said = broadsheet("publish", "foreign.xml", "-o", "site")
    assert said.code == Exit.GOOD
    assert "W-PUB-05" in said.err
    assert (here / "site/index.html").exists()
    assert "W-PUB-05" not in broadsheet("publish", made(), "-o", "site2").err


@pytest.mark.parametrize(("name", "url"), [("broadsheet", "own.xsd"), ("other", "newspaper.xsd"), ("other", "../schemas/newspaper.xsd")])
def test_either_name_makes_it_ours(name: str, url: str) -> None:
    path = foreign()
    text = path.read_text(encoding="utf-8").replace('ident="other"', f'ident="{name}"').replace("../schemas/own.xsd", url)
    path.write_text(text, encoding="utf-8")
    assert broadsheet("publish", path, "-o", "site").code == Exit.MATERIAL  # it lacks its sourceDoc


def test_an_id_that_stands_twice_is_not_called_broken_xml() -> None:
    path = foreign()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('xml:id="a1-p1"', 'xml:id="a1"', 1), encoding="utf-8")
    said = broadsheet("publish", path, "-o", "site")
    assert said.code == Exit.GOOD
    assert "W-PUB-04" in said.err
    assert "well-formed" not in said.err


@pytest.mark.parametrize("content", ["no xml", "<a/>"])
def test_what_is_no_stylesheet_cannot_be_read(content: str) -> None:
    Path("own.xsl").write_text(content)
    assert broadsheet("publish", made(), "-o", "site", "--stylesheet", "own.xsl").code == Exit.UNREADABLE


# --- validate ----------------------------------------------------------------------------------


def test_validate_goes_on_when_a_file_is_missing() -> None:
    made("a.xml")
    spoiled("b.xml")
    said = broadsheet("validate", "a.xml", "b.xml", "nosuch.xml")
    assert said.code == Exit.MISSING
    assert "error: nosuch.xml: there is no such file" in said.err
    assert said.out.decode().startswith("a.xml: valid\n\nb.xml:")
    assert broadsheet("validate", "a.xml", "b.xml").code == Exit.MATERIAL
    assert broadsheet("validate", "a.xml", "nosuch.xml").out == b"a.xml: valid\n"  # which of the two it is, is said


def test_each_of_several_good_files_is_said_to_be_valid() -> None:
    made("a.xml")
    made("b.xml")
    assert broadsheet("validate", "a.xml", "b.xml").out == b"a.xml: valid\nb.xml: valid\n"
    assert broadsheet("validate", "a.xml").out == b"valid\n"
    assert json.loads(broadsheet("validate", "--format", "json", "a.xml", "b.xml").out)["valid"]


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4\n", "本报讯".encode(), b"<alto/>"])
def test_what_is_no_tei_cannot_be_read_as_such(content: bytes) -> None:
    Path("page.any").write_bytes(content)
    assert broadsheet("validate", "page.any").code == Exit.UNREADABLE


# --- edition.toml ------------------------------------------------------------------------------


def test_an_edition_toml_of_other_pages_is_not_used(here: Path) -> None:
    (here / "edition.toml").write_text(LISTED, encoding="utf-8")
    shutil.copy(PAGE, here / "page-02.txt")
    said = broadsheet("convert", "page-02.txt")
    assert said.code == Exit.GOOD
    assert "河滨日报".encode() not in said.out
    assert "W-FILE-02" in said.err
    assert "--metadata edition.toml" in said.err
    assert "[[page]]" in said.err
    assert "metadata from" not in said.err
    assert "河滨日报".encode() in broadsheet("convert", "page-01.txt").out
    found = converter.convert("page-02.txt")
    assert (found.tei, "W-FILE-02") == (said.out, found.notices[0].code)


def test_an_edition_toml_of_other_pages_is_used_where_it_is_named(here: Path) -> None:
    (here / "edition.toml").write_text(LISTED, encoding="utf-8")
    shutil.copy(PAGE, here / "page-02.txt")
    said = broadsheet("convert", "page-02.txt", "--metadata", "edition.toml")
    assert said.code == Exit.GOOD
    assert "河滨日报".encode() in said.out
    assert "W-FILE-03" in said.err
    assert "W-FILE-03" in {notice.code for notice in converter.convert("page-02.txt", metadata="edition.toml").notices}


def test_an_edition_toml_without_pages_is_used(here: Path) -> None:
    (here / "edition.toml").write_text(LISTED.partition("[[page]]")[0], encoding="utf-8")
    said = broadsheet("convert", "page-01.txt")
    assert "河滨日报".encode() in said.out
    assert "W-FILE" not in said.err


def test_a_listed_page_that_is_not_there_is_named(here: Path) -> None:
    (here / "edition.toml").write_text(LISTED + '[[page]]\nfile = "page-09.txt"\n', encoding="utf-8")
    said = broadsheet("convert", "page-01.txt")
    assert said.code == Exit.GOOD
    assert "W-FILE-04" in said.err
    assert "page-09.txt" in said.err
    said = broadsheet("build", ".", "-o", "e")
    assert said.code == Exit.MISSING
    assert "page-09.txt" in said.err
    assert not (here / "e").exists()


def test_the_edition_toml_of_an_edition_lists_its_sources(here: Path) -> None:
    (here / "edition.toml").write_text(LISTED + 'label = "7"\n', encoding="utf-8")
    assert broadsheet("build", "-q", "page-01.txt", "-o", "e").code == Exit.GOOD
    first = broadsheet("convert", "page-01.txt").out
    said = broadsheet("convert", "e/source/page-01.txt")
    assert "W-FILE" not in said.err
    assert said.out == first == broadsheet("convert", "e").out


# --- init --------------------------------------------------------------------------------------


@pytest.mark.parametrize(("content", "code"), [(None, Exit.MISSING), (b"%PDF-1.4", Exit.UNREADABLE), (bytes(range(256)), Exit.UNREADABLE)])
def test_init_looks_at_the_input_first(here: Path, content: bytes | None, code: Exit) -> None:
    (here / "edition.toml").write_text("")
    if content is not None:
        (here / "input.txt").write_bytes(content)
    said = broadsheet("init", "input.txt")
    assert said.code == code
    assert "exists already" not in said.err
    assert (here / "edition.toml").read_text() == ""


def test_init_writes_why_a_value_is_a_guess(here: Path) -> None:
    (here / "page.txt").write_text("1998年1月22日 星期三 第2版 河滨日报\n本报讯 文字。\n", encoding="utf-8")  # a Thursday
    assert broadsheet("init", "page.txt").code == Exit.GOOD
    line = next(line for line in (here / "edition.toml").read_text(encoding="utf-8").split("\n") if '"1998-01-22"' in line)
    assert line.startswith("#")
    assert "the printed weekday is not that of 1998年1月22日" in line


# --- outputs and words -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["convert", "page-01.txt", "-o", "z.html"], "broadsheet build"),
        (["convert", "page-01.txt", "-o", "z.TXT"], "ends in .xml"),
        (["build", "page-01.txt", "-o", "gb.xml"], "broadsheet convert INPUT -o gb.xml"),
        (["build", "page-01.txt", "-o", "gb.html"], "name a folder"),
        (["publish", "page.xml", "-o", "site.html"], "name a folder"),
        (["convert", "-q", "-v", "page-01.txt"], "-q and -v"),
        (["-v", "convert", "-q", "page-01.txt"], "-q and -v"),
        (["help", "convrt"], "convert"),
    ],
)
def test_wrong_words_make_nothing(here: Path, words: list[str], says: str) -> None:
    made()
    before = sorted(here.rglob("*"))
    said = broadsheet(*words)
    assert said.code == Exit.USAGE
    assert says in said.err
    assert sorted(here.rglob("*")) == before


def test_a_folder_may_be_called_as_it_is(here: Path) -> None:
    (here / "edition.html").mkdir()
    assert broadsheet("build", "-q", "page-01.txt", "-o", "edition.html").code == Exit.GOOD


def test_the_schema_that_the_tei_names_lies_in_the_edition(here: Path) -> None:
    assert broadsheet("build", "-q", "page-01.txt", "-o", "e").code == Exit.GOOD
    tei = here / "e/tei/page-01.xml"
    found = re.search('schemaRef [^>]*url="(.*?)"', tei.read_text(encoding="utf-8"))
    assert found
    assert (tei.parent / found[1]).is_file()
    assert broadsheet("schema", "-o", "schemas").code == Exit.GOOD
    names = ["newspaper.odd", "newspaper.sch", "newspaper.xsd", "xml.xsd"]
    assert [(here / "schemas" / name).read_bytes() for name in names] == [(here / "e/schemas" / name).read_bytes() for name in names]


def test_the_wrong_encoding_is_told_from_its_control_characters(here: Path) -> None:
    said = broadsheet("convert", "page-01.txt", "--encoding", "latin-1")
    assert said.code == Exit.UNREADABLE
    assert "control characters" in said.err
    assert "leave --encoding out" in said.err
    (here / "few.txt").write_text("文" * 400 + "\x01" * 4, encoding="utf-8")
    assert broadsheet("convert", "few.txt").code == Exit.GOOD
    (here / "many.txt").write_text("文" * 400 + "\x01" * 40, encoding="utf-8")
    assert broadsheet("convert", "many.txt").code == Exit.UNREADABLE


def test_help_is_a_command() -> None:
    assert broadsheet("help").out == broadsheet("--help").out
    assert broadsheet("help", "convert").out == broadsheet("convert", "--help").out


def test_explain_takes_several_codes() -> None:
    text = broadsheet("explain", "W-READ-05", "e-src-01").out.decode()
    assert text.index("W-READ-05 (warning)") < text.index("E-SRC-01 (error)")
    assert broadsheet("explain", "W-READ-05", "W-READ-99").code == Exit.USAGE


def test_a_missing_input_is_answered_with_one_of_a_like_name() -> None:
    said = broadsheet("convert", "page-1.txt")
    assert said.code == Exit.MISSING
    assert "did you mean page-01.txt?" in said.err


def test_preview_of_a_file_says_what_to_do() -> None:
    with pytest.raises(UsageError, match="is a file") as caught:
        serve(made())
    assert "broadsheet publish" in (caught.value.hint or "")


def test_a_broken_pdf_is_answered_with_what_to_do() -> None:
    Path("page.pdf").write_bytes(b"%PDF-1.4")
    assert "fetch the file again" in broadsheet("convert", "page.pdf").err


def test_the_functions_take_what_the_command_takes(here: Path) -> None:
    folder = here / "issue"
    folder.mkdir()
    for n in (1, 2):
        (folder / f"page-{n}.txt").write_text(f"第{n}版的文字。", encoding="utf-8")
    made_of_it = converter.convert(folder)
    assert [source.name for source in made_of_it.sources] == ["page-1.txt", "page-2.txt"]
    with pytest.raises(TypeError, match="not int"):
        converter.convert(123)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="not NoneType"):
        converter.convert(["page-01.txt", None])  # type: ignore[list-item]
    assert issubclass(InvalidTeiError, MaterialError)


def test_a_site_does_not_go_among_the_tei_files(here: Path) -> None:
    assert broadsheet("build", "page-01.txt", "-o", "e", "--no-entities").code == Exit.GOOD
    said = broadsheet("publish", "e", "-o", "e/tei")
    assert said.code == Exit.USAGE
    assert "holds the TEI files themselves" in said.err
    assert not list((here / "e" / "tei").glob("*.html"))


def test_a_single_file_is_not_overwritten_and_the_message_is_true_of_it(here: Path) -> None:
    assert broadsheet("convert", "page-01.txt", "-o", "u.xml", "--no-entities").code == Exit.GOOD
    said = broadsheet("convert", "page-01.txt", "-o", "u.xml", "--no-entities", "--title", "河滨日报")
    assert said.code == Exit.USAGE
    assert "nothing tells whether a person put it there" in said.err
    assert "河滨日报" not in (here / "u.xml").read_text(encoding="utf-8")


def test_an_edit_in_source_doc_is_told_to_go_into_text(here: Path) -> None:
    assert broadsheet("convert", "page-01.txt", "-o", "u.xml", "--no-entities").code == Exit.GOOD
    text = (here / "u.xml").read_text(encoding="utf-8")
    line = re.search(r"<line [^>]*>[^<]+", text)
    assert line
    (here / "u.xml").write_text(text.replace(line[0], line[0] + "<persName>人</persName>", 1), encoding="utf-8")
    assert "sourceDoc is the record of what was read" in broadsheet("validate", "u.xml").out.decode() + broadsheet("validate", "u.xml").err


def test_who_names_the_list_of_pages_means_its_pages(here: Path) -> None:
    (here / "edition.toml").write_text(LISTED, encoding="utf-8")
    by_list = broadsheet("build", "edition.toml", "-o", "one", "--no-entities")
    by_folder = broadsheet("build", ".", "-o", "two", "--no-entities")
    assert (by_list.code, by_folder.code) == (Exit.GOOD, Exit.GOOD), by_list.err
    assert [p.name for p in (here / "one" / "tei").iterdir()] == [p.name for p in (here / "two" / "tei").iterdir()]


def test_a_file_that_the_list_leaves_out_is_told_where_its_folder_is_built(here: Path) -> None:
    (here / "edition.toml").write_text(LISTED, encoding="utf-8")
    (here / "forgotten.txt").write_text("本报讯 第四版的文字。", encoding="utf-8")
    (here / "README.md").write_text("# Our pages", encoding="utf-8")
    said = broadsheet("build", ".", "-o", "one", "--no-entities")
    assert said.code == Exit.GOOD
    assert re.search("W-FILE-05 .*forgotten.txt lies in the folder", said.err)
    assert "README.md" not in said.err
    assert "W-FILE-05" not in broadsheet("build", "page-01.txt", "-o", "two", "--no-entities").err


def test_images_that_cannot_be_drawn_are_not_asked_for_in_vain(here: Path) -> None:
    said = broadsheet("build", "page-01.txt", "--images", "-o", "e", "--no-entities")
    assert said.code == Exit.GOOD
    assert "W-FILE-06" in said.err
    assert not (here / "e" / "images").exists()


def test_an_id_of_the_tei_is_refused_as_the_edition_s_with_the_reason(here: Path) -> None:
    (here / "edition.toml").write_text('[edition]\nid = "m1"\n', encoding="utf-8")
    said = broadsheet("convert", "page-01.txt")
    assert said.code == Exit.MATERIAL
    assert "ids inside the TEI" in said.err


def test_a_long_pdf_to_standard_output_is_refused_before_it_is_read(here: Path) -> None:
    import pypdfium2

    pages = pypdfium2.PdfDocument.new()
    for _ in range(65):
        pages.new_page(100, 100)
    pages.save(here / "long.pdf")
    said = broadsheet("convert", "long.pdf")
    assert said.code == Exit.USAGE
    assert "a PDF of 65 pages makes a TEI file of each page" in said.err


def test_a_pdf_of_a_folder_that_is_none_is_told(here: Path) -> None:
    folder = here / "pages"
    folder.mkdir()
    (folder / "page-1.txt").write_bytes((here / "page-01.txt").read_bytes())
    (folder / "word.pdf").write_bytes(b"PK\x03\x04" + bytes(200))
    said = broadsheet("convert", "pages", "-o", "out", "--no-entities")
    assert said.code == Exit.UNREADABLE
    assert "word.pdf" in said.err
    assert len(list((here / "out").glob("*.xml"))) == 1


def test_a_folder_of_editions_is_told_how_to_name_them(here: Path) -> None:
    assert broadsheet("build", "page-01.txt", "-o", "all/one", "--no-entities").code == Exit.GOOD
    for command in (("validate", "all"), ("publish", "all", "-o", "site")):
        said = broadsheet(*command)
        assert said.code == Exit.MISSING
        assert "all/*" in said.err
    (here / "empty").mkdir()
    assert "/*" not in broadsheet("validate", "empty").err
