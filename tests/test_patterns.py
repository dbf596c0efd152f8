"""What a pattern among the inputs of a batch fits: as for Python's `glob`, but in a steady order, folder by folder, and never around in a circle."""

from __future__ import annotations

import glob
import os
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from archives import archive, everything, page, states
from command import broadsheet

from converter import patterns
from converter.errors import Exit
from converter.gathering import gather
from converter.named import expanded
from converter.patterns import Pattern
from converter.places import Place, names_in, place_of

FILES = (
    "in/page-1.txt",
    "in/page-10.txt",
    "in/page-2.txt",
    "in/.page-0.txt",
    "in/1998/page-1.txt",
    "in/1998/02/page-1.txt",
    "in/1998/10/page-1.xml",
    "in/1998/.old/page-1.txt",
    "in/1999/02/02/page-1.txt",
    "in/1999/scans.txt/page-1.txt",
    "in/.hidden/02/page-1.txt",
    "in/[a]/page-1.txt",
    "in/a/page-1.txt",
    "in/Page-1.TXT",
    "in/北*京/page-1.txt",
)
PATTERNS = (
    "in/*", "in/*/", "in/*.txt", "in/**", "in/**/", "in/**/*", "in/**/*.txt", "in/**/*.txt/", "in/**/page-1.txt", "in/*/02", "in/*/02/", "in/*/02/*",
    "in/**/02/**", "in/**/02/**/*.txt", "in/**/**/*.txt", "in/*/**/page-1.*", "in/.*", "in/.*/**/*.txt", "in/**/.*", "in/**/.old/*", "in/1998/**",
    "in/page-?.txt", "in/page-[0-9].txt", "in/page-[!1].txt", "in/[[]a]/*", "in/[b]/*", "in/19*8/page-1.txt", "in/p**.txt", "i?/1998/*", "**/02/*",
    "no/**", "no/*/page-1.txt", "in/*/no/*", "in/北[*]京/*", "*",
)  # fmt: skip


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def tree(*names: str) -> None:
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(b"")


def matches(name: str) -> list[Place]:
    place = place_of(name)
    pattern = Pattern.of(place.absolute(), only_folders=name.partition("::")[0].endswith("/"))
    assert pattern
    return list(pattern.matching())


def names(pattern: str) -> list[str]:
    return [str(path.relative_to(Path.cwd())) for path in matches(pattern) if isinstance(path, Path)]


def lists(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the folders that are listed from now on."""
    listed: list[str] = []

    def listing(folder: Place) -> Iterator[tuple[str, bool]]:
        listed.append(folder.name)
        return names_in(folder)

    monkeypatch.setattr(patterns, "names_in", listing)
    return listed


def of_python(pattern: str) -> set[str]:
    """What `glob` finds; that of Python 3.11 finds a folder before `/**` also where there is none."""
    return {str(Path(path)) for path in glob.glob(pattern, recursive=True) if Path(path).exists()}  # noqa: PTH207


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_same_fits_as_for_glob_each_once(pattern: str) -> None:
    tree(*FILES)
    Path("in/page-3.txt").symlink_to("1998/page-1.txt")
    Path("in/other").symlink_to("1998/02", target_is_directory=True)
    found = names(pattern)
    assert set(found) == of_python(pattern)
    assert max(Counter(found).values(), default=1) == 1


@pytest.mark.parametrize("pattern", [pattern for pattern in PATTERNS if pattern.startswith("in")])
def test_the_same_fits_in_an_archive_as_on_a_disk(pattern: str) -> None:
    pytest.importorskip("fsspec", reason="needs the extra `cloud`")
    tree(*FILES)
    with zipfile.ZipFile("in.zip", "w") as file:
        for path in sorted(Path("in").rglob("*")):
            file.write(path)
    assert [str(path).removeprefix("zip://").partition("::")[0] for path in matches(f"zip://{pattern}::in.zip")] == names(pattern)


def test_files_of_a_folder_come_together_before_its_folders_and_numbers_in_their_order() -> None:
    tree("in/9/b.txt", "in/9/b.txt.d/x.txt", "in/9/c.txt", "in/10/a.txt", "in/page-10.txt", "in/page-2.txt", "in/page-02.txt")
    assert names("in/**/*.txt") == [
        "in/page-02.txt", "in/page-2.txt", "in/page-10.txt", "in/9/b.txt", "in/9/c.txt", "in/9/b.txt.d/x.txt", "in/10/a.txt",
    ]  # fmt: skip
    assert names("in/**") == [
        "in", "in/page-02.txt", "in/page-2.txt", "in/page-10.txt",
        "in/9", "in/9/b.txt", "in/9/c.txt", "in/9/b.txt.d", "in/9/b.txt.d/x.txt", "in/10", "in/10/a.txt",
    ]  # fmt: skip


def test_an_issue_is_not_torn_where_a_folder_fits_between_its_pages() -> None:
    for n in (1, 3):
        page(f"in/1998/page-{n}.txt")
    page("in/1998/page-2.txt/page-1.txt")
    Path("in/1998/edition.toml").write_text("".join(f'[[page]]\nfile = "page-{n}.txt"\n' for n in (1, 3)), encoding="utf-8")
    issues = [task.inputs for task, _ in gather(["in/**/page-*"], None, Path.cwd())]
    assert tuple(str(Path(f"in/1998/page-{n}.txt").absolute()) for n in (1, 3)) in issues
    assert len(issues) == len(set(issues)) + 1  # the page in the folder that fits is found in it, and by itself


@pytest.mark.parametrize("target", ["..", ".", "../.."])
def test_a_link_that_leads_back_is_gone_through_once(target: str) -> None:
    tree("in/1998/page-1.txt", "in/page-1.txt")
    Path("in/1998/back").symlink_to(target, target_is_directory=True)
    assert names("in/**/*.txt") == ["in/page-1.txt", "in/1998/page-1.txt"]
    assert (
        names("in/**/back/**/*.txt")
        == {
            "..": ["in/1998/back/page-1.txt", "in/1998/back/1998/page-1.txt"],
            ".": ["in/1998/back/page-1.txt"],
            "../..": ["in/1998/back/in/page-1.txt", "in/1998/back/in/1998/page-1.txt"],
        }[target]
    )
    assert "in/1998/back" not in names("in/**")


def test_a_link_that_is_named_is_followed_and_folders_below_it_are_found() -> None:
    tree("in/1998/page-1.txt", "in/1998/02/page-1.txt")
    Path("in/1998/back").symlink_to("..", target_is_directory=True)
    found = ["in/1998/back/1998/page-1.txt", "in/1998/back/1998/02/page-1.txt"]
    assert names("in/1998/back/**/*.txt") == names("in/*/back/**/*.txt") == found


def test_nothing_fits_below_a_file() -> None:
    tree("in/page-1.txt")
    assert names("in/page-1.txt/**") == names("in/page-1.txt/*") == names("in/*/**/page-1.txt") == []


def test_links_between_folders_are_gone_through_once_each_way() -> None:
    tree("in/a/page.txt", "in/b/page.txt")
    Path("in/a/other").symlink_to("../b", target_is_directory=True)
    Path("in/b/other").symlink_to("../a", target_is_directory=True)
    assert names("in/**/*.txt") == ["in/a/page.txt", "in/a/other/page.txt", "in/b/page.txt", "in/b/other/page.txt"]


def test_a_link_that_leads_to_itself_keeps_nobody_from_the_others() -> None:
    tree("in/page-1.txt")
    Path("in/round").symlink_to("round")
    Path("in/lost.txt").symlink_to("nowhere")
    assert names("in/**/*.txt") == ["in/lost.txt", "in/page-1.txt"]
    assert names("in/*/page-1.txt") == []


def test_the_first_comes_before_the_next_folder_is_looked_into(monkeypatch: pytest.MonkeyPatch) -> None:
    tree(*(f"in/{n}/page-{m}.txt" for n in range(50) for m in range(3)))
    listed = lists(monkeypatch)
    found = expanded(["in/*/**/*.txt"])
    assert listed == []
    for n in range(50):
        for m in range(3):
            assert next(found) == Path(f"in/{n}/page-{m}.txt").absolute()
            assert listed == ["in", *map(str, range(n + 1))]
    assert next(found, None) is None


def test_what_is_named_without_a_sign_is_not_looked_for_in_lists(monkeypatch: pytest.MonkeyPatch) -> None:
    tree("in/1998/02/page-1.txt", "in/1999/02/page-1.txt", "in/1999/03/page-1.txt")
    listed = lists(monkeypatch)
    assert names("in/*/02/page-1.txt") == ["in/1998/02/page-1.txt", "in/1999/02/page-1.txt"]
    assert listed == ["in"]


def test_a_folder_that_cannot_be_looked_into_is_told_and_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    archive("1998", "1999", pages=1)

    def listing(folder: Place) -> Iterator[tuple[str, bool]]:
        if folder.name == "1998":
            raise PermissionError(13, "no", str(folder))
        return names_in(folder)

    for module in ("patterns", "gathering"):
        monkeypatch.setattr(f"converter.{module}.names_in", listing)
    said = broadsheet("batch", "in/*/*.txt", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert "in/1998: E-BAT-04 may not be read by you" in said.err
    assert states("out") == {"in/1998": "failed", "in/1999/page-01": "done"}


@pytest.mark.parametrize("named", ["in/*/*.txt", "in/**/*.txt", "in/**", "in/*/page-01.txt", "in/1998/page-01.txt"])
@pytest.mark.parametrize("listed", [True, False])
def test_what_may_not_be_entered_is_a_failure_however_it_is_named(monkeypatch: pytest.MonkeyPatch, named: str, listed: bool) -> None:
    """A folder may be one that shows its names (chmod a-x) or not."""
    archive("1998", "1999", pages=1)
    closed = Path("in/1998").absolute()

    def refusing(call: Callable[..., Any], *, folder: bool) -> Callable[..., Any]:
        def asked(path: Any = ".", *rest: Any, **more: Any) -> Any:
            if not isinstance(path, int) and closed == (Path(path) if folder else Path(path).parent).absolute():
                raise PermissionError(13, "Permission denied", str(path))
            return call(path, *rest, **more)

        return asked

    for name in ("stat", "lstat", "readlink"):
        monkeypatch.setattr(os, name, refusing(getattr(os, name), folder=False))
    if not listed:
        for name in ("scandir", "listdir"):
            monkeypatch.setattr(os, name, refusing(getattr(os, name), folder=True))
    said = broadsheet("batch", named, "in/1999", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert said.code == Exit.MATERIAL, said.err
    assert "E-BAT-04 may not be read by you" in said.err
    assert states("out")["in/1999/page-01"] == "done"


def test_a_folder_that_has_a_sign_in_its_name_is_that_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    tree("scans [1]/a?/page-1.txt", "scans [1]/page*.txt", "scans 1/page-1.txt", "scans [1]/ab/page-1.txt")
    assert names("scans [1]/*/*.txt") == ["scans [1]/a?/page-1.txt", "scans [1]/ab/page-1.txt"]
    assert names("scans [1]/a?/*.txt") == ["scans [1]/a?/page-1.txt"]
    assert Pattern.of(Path("scans [1]/page*.txt").absolute()) is None
    assert Pattern.of(Path("scans [1]/a?").absolute()) is None
    assert Pattern.of(Path("scans [1]/no.txt").absolute()) is None
    assert names("scans [0-9]/*.txt") == ["scans 1/page-1.txt"]
    monkeypatch.chdir("scans [1]")
    assert names("a?/*.txt") == ["a?/page-1.txt"]


def test_a_pattern_with_a_slash_at_its_end_takes_folders_only() -> None:
    archive("1998", pages=1)
    page("in/page-09.txt")
    said = broadsheet("batch", "in/*/", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert said.code == Exit.GOOD, said.err
    assert list(everything("out")) == ["in/1998/page-01.xml"]
    said = broadsheet("batch", "in/page*/", "-o", "none")
    assert said.code == Exit.USAGE
    assert "in/page*/: nothing has a name of this pattern" in said.err
