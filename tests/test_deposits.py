"""The deposit of an edition as its maker meets it: what goes in, what is refused and in which words, and that the same edition gives the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import zipfile
from pathlib import Path

import pytest
from command import EXAMPLE, broadsheet, program

DAY = {"SOURCE_DATE_EPOCH": "1609459200"}
_TOLD = '[edition]\npublisher = "A Library"\nlicence = "CC0-1.0"\ncontact = "a@example.org"\nidentifiers = { ARK = "ark:/12345/x1" }\n'
_SAME = '[edition]\npublisher = "Example University Library"\nlicence = "CC-BY-4.0"\ncontact = "a@example.org"\nidentifiers = { ARK = "ark:/12345/x1" }\n'


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example edition, as build makes it: to be copied, not changed."""
    folder = tmp_path_factory.mktemp("built") / "paper"
    assert program("build", EXAMPLE / "page-01.txt", "-o", folder, "-q", **DAY).code == 0
    return folder


@pytest.fixture
def edition(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "paper"))


def digests(folder: Path) -> dict[str, str]:
    return {str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_everything_of_the_edition_goes_in_and_the_edition_stays_as_it_was(edition: Path) -> None:
    before = digests(edition)
    assert broadsheet("deposit", edition).code == 0
    after = digests(edition.with_name("paper-bag"))
    assert digests(edition) == before
    held = {name.removeprefix("data/"): digest for name, digest in after.items() if name.startswith("data/")}
    assert {name: held[name] for name in before if name != "broadsheet-manifest.json"} == {
        name: digest for name, digest in before.items() if name != "broadsheet-manifest.json"
    }
    assert held.keys() - before.keys() == {"ro-crate-metadata.json"}
    assert {name for name in after if not name.startswith("data/")} == {
        "bagit.txt", "bag-info.txt", "manifest-sha256.txt", "manifest-sha512.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt",
        "metadata/datacite.xml", "metadata/oai_dc.xml", "metadata/premis.xml",
    }  # fmt: skip
    assert broadsheet("verify", edition.with_name("paper-bag")).code == 0


def test_a_zip_holds_the_bag_in_a_folder_of_its_name(edition: Path) -> None:
    assert broadsheet("deposit", edition).code == 0
    said = broadsheet("deposit", edition, "--zip")
    assert said.code == 0
    bag = edition.with_name("paper-bag")
    with zipfile.ZipFile(edition.with_name("paper-bag.zip")) as file:
        packed = {name: hashlib.sha256(file.read(name)).hexdigest() for name in file.namelist() if not name.endswith("/")}
    assert packed == {f"paper-bag/{name}": digest for name, digest in digests(bag).items()}
    assert broadsheet("verify", edition.with_name("paper-bag.zip")).code == 0


def test_the_same_edition_gives_the_same_bytes_wherever_it_is_packed(built: Path, tmp_path: Path) -> None:
    there, here = tmp_path / "there" / "paper", tmp_path / "here" / "paper"
    shutil.copytree(built, there)
    for name in sorted(digests(built), reverse=True):  # in another order on the disk
        (here / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(built / name, here / name)
    old = os.umask(0o077)
    try:
        first = [
            program("deposit", there, *zipped, TZ="Asia/Shanghai", LC_ALL="C", PYTHONHASHSEED="1", **DAY) for zipped in ((), ("--zip",))
        ]
    finally:
        os.umask(old)
    second = [
        program("deposit", here, *zipped, TZ="America/New_York", LC_ALL="C.UTF-8", PYTHONHASHSEED="2", **DAY) for zipped in ((), ("--zip",))
    ]
    assert [said.code for said in (*first, *second)] == [0, 0, 0, 0]
    assert digests(there.with_name("paper-bag")) == digests(here.with_name("paper-bag"))
    assert there.with_name("paper-bag.zip").read_bytes() == here.with_name("paper-bag.zip").read_bytes()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in there.with_name("paper-bag").rglob("*") if path.is_file()}
    assert modes == {0o644}


def test_the_day_of_bagging_is_the_only_thing_that_another_day_changes(edition: Path, tmp_path: Path) -> None:
    for day, place in (("1609459200", "a"), ("1893456000", "b")):
        assert program("deposit", edition, "-o", tmp_path / place, SOURCE_DATE_EPOCH=day).code == 0
    a, b = digests(tmp_path / "a"), digests(tmp_path / "b")
    assert {name for name in a if a[name] != b[name]} == {"bag-info.txt", "tagmanifest-sha256.txt", "tagmanifest-sha512.txt"}
    assert "Bagging-Date: 2021-01-01\n" in (tmp_path / "a" / "bag-info.txt").read_text()


def test_all_that_nobody_states_is_named_at_once_with_lines_that_can_be_pasted(tmp_path: Path) -> None:
    page = tmp_path / "small.txt"
    page.write_text("本报讯 吕梁市昨日举行会议。\n", encoding="utf-8")
    assert broadsheet("build", page, "-o", tmp_path / "small", "-q").code == 0
    said = broadsheet("deposit", tmp_path / "small")
    assert said.code == 1
    assert not (tmp_path / "small-bag").exists()
    assert "lacks 5 things" in said.err
    lines = [line.strip() for line in said.err.splitlines() if " = " in line or line.strip().startswith("[")]
    (tmp_path / "small" / "edition.toml").write_text("\n".join(lines), encoding="utf-8")
    done = broadsheet("deposit", tmp_path / "small")
    assert done.code == 0
    assert "W-DEP-02" in done.err  # the TEI does not say what was added after it was made


def test_another_edition_toml_may_be_named_and_is_the_one_that_is_packed(edition: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(_SAME + '[newspaper]\ntitle = "吕梁日报"\n', encoding="utf-8")
    (tmp_path / "link.toml").symlink_to(mine)
    assert broadsheet("deposit", edition, "-m", tmp_path / "link.toml").code == 0
    bag = edition.with_name("paper-bag")
    assert (bag / "data" / "edition.toml").read_bytes() == mine.read_bytes()
    assert "Contact-Email: a@example.org\n" in (bag / "bag-info.txt").read_text(encoding="utf-8")


def test_tei_and_edition_toml_may_not_contradict_each_other(edition: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.toml"
    mine.write_text(_TOLD + '[newspaper]\ntitle = "晶報"\n', encoding="utf-8")
    said = broadsheet("deposit", edition, "-m", mine)
    assert said.code == 1
    assert {key for key in ("newspaper.title", "edition.publisher", "edition.licence") if f"{key} is" in said.err} == {
        "newspaper.title", "edition.publisher", "edition.licence",
    }  # fmt: skip
    assert not edition.with_name("paper-bag").exists()


@pytest.mark.parametrize(
    ("damage", "word"),
    [
        (lambda e: (e / "source" / "page-01.txt").write_bytes(b"x"), "E-SRC-01"),
        (lambda e: (e / "source" / "page-01.txt").unlink(), "source/page-01.txt is not in the edition"),
        (lambda e: _edit(e, "本报讯", "本报"), "E-CON-01"),
        (lambda e: _edit(e, "../source/page-01.txt", "../source/../tei/paper.xml"), "outside of source/"),
        (lambda e: _edit(e, "<title type=\"sub\" xml:lang=\"en\">digital edition", "<title type=\"sub\" xml:lang=\"en\">Digital edition"), "broadsheet publish"),
        (lambda e: (e / "html" / "x.png").symlink_to("/dev/null"), "symbolic link"),
        (lambda e: (e / "html" / "吕梁.png").write_bytes(b"x"), "name that"),
        (lambda e: (e / "html" / "A1.HTML").write_bytes(b"x"), "same as"),
        (lambda e: (e / "html" / "aux.txt").write_bytes(b"x"), "device"),
        (lambda e: shutil.rmtree(e / "tei"), "lacks tei/"),
        (lambda e: shutil.rmtree(e / "schemas"), "lacks schemas/"),
        (lambda e: (e / "edition.toml").write_text("[edition"), "edition.toml"),
    ],
    ids=["another source", "no source", "lost character", "source outside", "stale HTML", "link", "name", "case", "device", "no TEI", "no schemas", "TOML"],
)  # fmt: skip
def test_what_is_wrong_with_the_edition_is_said_and_no_bag_is_made(edition: Path, damage: object, word: str) -> None:
    damage(edition)  # type: ignore[operator]
    said = broadsheet("deposit", edition)
    assert said.code in (1, 2, 3, 4)
    assert word in said.err
    assert sorted(p.name for p in edition.parent.iterdir()) == ["paper"]


def _edit(edition: Path, old: str, new: str) -> None:
    path = next((edition / "tei").glob("*.xml"))
    text = path.read_text(encoding="utf-8")
    head, body = text.split("<sourceDoc>")
    changed = head.replace(old, new) if old in head else head + "<sourceDoc>" + body.replace("<body>", "<body>", 1)
    if old in head:
        path.write_text(changed + "<sourceDoc>" + body, encoding="utf-8")
        return
    before, after = text.split("<body>", 1)
    path.write_text(before + "<body>" + after.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("-o", "bag.zip"), "--zip"),
        (("-o", "bag", "--zip"), "bag.zip"),
        (("-o", "paper/bag"), "outside"),
        (("-o", "there"), "exists already"),
        (("-o", "dangling"), "exists already"),
        (("-o", "吕梁"), "name"),
        (("--profile", "arche"), "default"),
        (("-m", "none.toml"), "none.toml"),
    ],
    ids=["zip unasked", "zip unnamed", "inside", "exists", "dangling link", "name", "profile", "no such metadata"],
)
def test_a_place_that_will_not_do_is_refused_before_anything_is_written(
    edition: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], hint: str
) -> None:
    monkeypatch.chdir(edition.parent)
    Path("there").mkdir()
    Path("dangling").symlink_to("nowhere")
    before = sorted(p.name for p in edition.parent.iterdir())
    said = broadsheet("deposit", "paper", *words)
    assert said.code in (2, 4) if hint != "name" else said.code in (1, 2)
    assert hint in said.err
    assert sorted(p.name for p in edition.parent.iterdir()) == before


def test_a_folder_of_editions_and_a_bag_are_told_what_to_type(edition: Path) -> None:
    said = broadsheet("deposit", edition.parent)
    assert (said.code, f"broadsheet deposit {edition.parent}/*" in said.err) == (4, True)
    assert broadsheet("deposit", edition).code == 0
    said = broadsheet("deposit", edition.with_name("paper-bag"))
    assert (said.code, "broadsheet verify" in said.err) == (4, True)


def test_several_editions_make_several_bags_and_one_that_fails_stops_no_other(edition: Path, tmp_path: Path) -> None:
    wrong = Path(shutil.copytree(edition, tmp_path / "wrong"))
    (wrong / "source" / "page-01.txt").unlink()
    said = broadsheet("deposit", wrong, edition, "-o", tmp_path / "bags")
    assert said.code == 1
    assert sorted(p.name for p in (tmp_path / "bags").iterdir()) == ["paper"]


def test_files_that_are_no_part_of_an_edition_are_left_out_and_named(edition: Path) -> None:
    for name in ("notes.docx", "html/.DS_Store", "tei/old.xml.bak", "html/a1.html.bak.1", "html/logo.png"):
        (edition / name).write_bytes(b"x")
    said = broadsheet("deposit", edition, "-v")
    assert said.code == 0
    left = {line.split()[2].rstrip(":") for line in said.err.splitlines() if "W-DEP-01" in line}
    assert left == {"notes.docx", "html/.DS_Store", "tei/old.xml.bak", "html/a1.html.bak.1"}
    assert (edition.with_name("paper-bag") / "data" / "html" / "logo.png").exists()


def test_build_packs_what_it_built(tmp_path: Path) -> None:
    assert broadsheet("build", EXAMPLE / "page-01.txt", "-o", tmp_path / "paper", "--deposit", "-q").code == 0
    assert broadsheet("verify", tmp_path / "paper-bag").code == 0
    again = broadsheet("build", EXAMPLE / "page-01.txt", "-o", tmp_path / "paper", "--deposit", "-q")
    assert (again.code, "exists already" in again.err) == (2, True)


def test_an_issue_of_several_pages_is_one_bag(tmp_path: Path) -> None:
    folder = tmp_path / "issue"
    folder.mkdir()
    for n in (1, 2):
        shutil.copyfile(EXAMPLE / "page-01.txt", folder / f"p-{n}.txt")
    (folder / "edition.toml").write_text(
        _TOLD.replace(
            "[edition]", '[newspaper]\ntitle = "吕梁日报"\n[[page]]\nfile = "p-1.txt"\n[[page]]\nfile = "p-2.txt"\n[edition]\nid = "two"'
        ),
        encoding="utf-8",
    )
    assert broadsheet("build", folder, "-o", tmp_path / "two", "-q", "--deposit").code == 0
    told = broadsheet("verify", tmp_path / "two-bag")
    assert told.code == 0
    assert "2 pages" in (tmp_path / "two-bag" / "bag-info.txt").read_text(encoding="utf-8")


def test_a_publisher_without_ror_is_told_of_it(tmp_path: Path) -> None:
    shutil.copyfile(EXAMPLE / "page-01.txt", tmp_path / "p.txt")
    (tmp_path / "edition.toml").write_text(_TOLD + '[newspaper]\ntitle = "吕梁日报"\n', encoding="utf-8")
    said = broadsheet("build", tmp_path / "p.txt", "-o", tmp_path / "paper", "--deposit")
    assert (said.code, "W-DEP-03" in said.err) == (0, True)


def test_nothing_is_written_into_a_bag(edition: Path, tmp_path: Path) -> None:
    assert broadsheet("deposit", edition, "-o", tmp_path / "bag").code == 0
    before = digests(tmp_path / "bag")
    for words in ((tmp_path / "bag" / "data",), (edition, "-o", tmp_path / "bag" / "inner"), (edition, edition, "-o", tmp_path / "bag")):
        said = broadsheet("deposit", *words)
        assert (said.code, "inside the bag" in said.err) == (2, True)
    assert digests(tmp_path / "bag") == before


def test_bags_among_several_editions_are_passed_over(edition: Path) -> None:
    assert broadsheet("deposit", edition).code == 0
    said = broadsheet("deposit", edition, edition.with_name("paper-bag"), "-o", edition.with_name("bags"))
    assert (said.code, "1 of what was named is a bag already" in said.err) == (0, True)
    assert broadsheet("deposit", edition, edition, "--zip", "-o", "q.zip").code == 2


def test_what_was_changed_or_lost_since_it_was_made_is_told(edition: Path) -> None:
    (edition / "html" / "a1.html").unlink()
    (edition / "html" / "index.html").write_bytes(b"mine")
    said = broadsheet("deposit", edition, "-v")
    told = {line.split()[2].rstrip(":") for line in said.err.splitlines() if "W-DEP-04" in line}
    assert (said.code, told) == (0, {"html/a1.html", "html/index.html"})


def test_an_edition_without_its_grammar_and_the_metadata_of_another_are_refused(edition: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(_SAME.replace("[edition]", '[edition]\nid = "other"'), encoding="utf-8")
    said = broadsheet("deposit", edition, "-m", other)
    assert (said.code, "is of the edition other" in said.err) == (1, True)
    (edition / "schemas" / "newspaper.xsd").unlink()
    said = broadsheet("deposit", edition)
    assert (said.code, "lacks schemas/newspaper.xsd" in said.err) == (4, True)


def test_one_identifier_for_two_editions_is_told(edition: Path, tmp_path: Path) -> None:
    two = Path(shutil.copytree(edition, tmp_path / "two"))
    said = broadsheet("deposit", edition, two, "-o", tmp_path / "bags")
    assert (said.code, "W-DEP-05" in said.err) == (0, True)


def test_a_source_that_may_not_be_read_is_no_fault_of_ours(edition: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, opened = edition / "source" / "page-01.txt", Path.open

    def shut(path: Path, *words: object, **more: object) -> object:
        if path == source:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *words, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", shut)
    said = broadsheet("deposit", edition)
    assert said.code in (1, 3)
    assert "page-01.txt" in said.err
    assert "fault in broadsheet" not in said.err
