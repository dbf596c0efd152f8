"""Inputs that lie elsewhere, by URL: an archive is a folder that has its name, and gives the same issues and bytes as that folder would."""

from __future__ import annotations

import builtins
import shutil
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from threading import Barrier, current_thread

import pytest
from archives import TEXT, archive, everything, page, rows, states
from command import broadsheet

from converter.errors import Exit, MissingError, UnreadableError
from converter.inputs import load
from converter.mirroring import place
from converter.places import Remote, Stat, each, is_address, place_of, snapshot
from converter.places.stat import UNKNOWN, stat

pytest.importorskip("fsspec", reason="needs the extra `cloud`")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


def packed(name: str, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(name, "w", zipfile.ZIP_DEFLATED) as file:
        for inside, body in files.items():
            file.writestr(zipfile.ZipInfo(inside, (2020, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
    return Path(name)


def packed_folder(name: str, folder: str) -> Path:
    top = Path(folder)
    return packed(name, {p.relative_to(top).as_posix(): p.read_bytes() for p in sorted(top.rglob("*")) if p.is_file()})


def remote(url: str) -> Remote:
    found = place_of(url)
    assert isinstance(found, Remote)
    return found


# --- what an address is ------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["C:\\scans\\page.txt", "C:/scans", "scans/a:b", "a::b", "-", "", "//server/share", "s3:/bucket"])
def test_what_is_no_url_is_a_path(name: str) -> None:
    assert not is_address(name)
    assert place_of(name) == Path(name)


def test_a_file_url_is_a_path() -> None:
    assert place_of("file:///scans/1998%2005/page.txt") == Path("/scans/1998 05/page.txt")
    assert place_of("file:///scans/what?#1.txt") == Path("/scans/what?#1.txt")


@pytest.mark.parametrize("url", ["s3://bucket/papers/1998", "simplecache::s3://bucket/x", "memory://a/b", "zip://a/b::s3://bucket/c.zip"])
def test_a_url_comes_back_as_it_was(url: str) -> None:
    assert str(place_of(url)) == url
    assert place_of(str(place_of(url))) == place_of(url)


def test_an_archive_is_known_from_every_folder(here: Path) -> None:
    assert str(place_of("zip://1998::in.zip")) == f"zip://1998::{here / 'in.zip'}"


def test_no_name_leads_out_of_the_top() -> None:
    top = remote("s3://bucket/papers")
    assert str(top / "a/../../../../b") == "s3://b"
    assert str(top / "/c") == "s3://c"
    assert (top / "1998/page.txt").below(top) == ("1998", "page.txt")
    assert (top / "../papers-2").below(top) is None


def test_places_of_outputs_mirror_those_of_inputs(here: Path) -> None:
    assert place(remote("memory://bucket/papers/1998/page.txt"), here) == "bucket/papers/1998/page"
    assert place(remote("memory://bucket/papers/1998/page.txt"), remote("memory://bucket/papers")) == "1998/page"
    assert place(remote("zip://1998/page.txt::days/in.v2.tar.gz"), here) == "days/in.v2/1998/page"
    assert place(remote("zip://1998/page.txt::memory://bucket/in.zip"), here) == "bucket/in/1998/page"


# --- archives ----------------------------------------------------------------------------------


def test_an_archive_gives_the_issues_and_bytes_of_its_folder() -> None:
    archive("1998/01", "1998/02")
    listed = "".join(f'[[page]]\nfile = "page-{n:02}.txt"\n' for n in (1, 2))
    names = '[[authority]]\nfile = "../people.csv"\n'
    Path("in/1998/02/edition.toml").write_text(f'[newspaper]\ntitle = "河滨日报"\n{listed}{names}', encoding="utf-8")
    Path("in/1998/people.csv").write_text("name,type,id\n孝义市,place,here-1\n", encoding="utf-8")
    page("in/.hidden/page.txt")
    packed_folder("in.zip", "in")
    broadsheet("batch", "in", "-o", "local", "-j", 1)
    shutil.rmtree("in")
    said = broadsheet("batch", "zip://::in.zip", "-o", "out", "-j", 1)
    assert said.code == Exit.GOOD, said.err
    assert "3 issues to do: 3 new\n" in said.err
    assert everything("out") == everything("local")
    assert broadsheet("batch", "zip://::in.zip", "-o", "out", "-j", 1).err.startswith("nothing to do\n3 done before\n")
    assert b"here-1" in b"".join(everything("out").values())
    with zipfile.ZipFile("in.zip") as file:
        files = {name: file.read(name) for name in file.namelist()}
    packed("in.zip", files | {"1998/people.csv": "name,type,id\n孝义市,place,here-2\n"})
    assert "1 issue to do: 1 changed since" in broadsheet("batch", "zip://::in.zip", "-o", "out", "-j", 1).err
    assert b"here-2" in b"".join(everything("out").values())


@pytest.mark.shared
def test_an_archive_keeps_what_its_mets_file_names(shared: Path) -> None:
    shutil.copytree(shared / "pages/luxembourg", "in/1858", ignore=shutil.ignore_patterns("*.json", "*.txt"))
    packed_folder("in.zip", "in")
    broadsheet("batch", "in", "-o", "local", "-j", 1, "--only", "tei", "--no-entities")
    shutil.rmtree("in")
    said = broadsheet("batch", "zip://::in.zip", "-o", "out", "-j", 1, "--only", "tei", "--no-entities")
    assert said.code == Exit.GOOD, said.err
    assert everything("out") == everything("local")
    assert len(everything("out")) == 1
    read = [row["path"] for row in rows("out", "SELECT path FROM read ORDER BY path")]
    assert len(read) == 5
    assert all(path.startswith("zip://1858/") and path.endswith("in.zip") for path in read)


def test_what_changed_in_an_archive_is_done_again_and_nothing_else() -> None:
    archive("1998", pages=3)
    files: dict[str, str | bytes] = {p.name: p.read_bytes() for p in Path("in/1998").iterdir()}
    packed("in.zip", files)
    broadsheet("batch", "zip://::in.zip", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    body = files["page-02.txt"]
    assert isinstance(body, bytes)
    packed("in.zip", files | {"page-02.txt": body.replace("年".encode(), "月".encode())})  # of the same size and date
    said = broadsheet("batch", "zip://::in.zip", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert said.err.startswith("1 issue to do: 1 changed since\n2 done before\n1 issue done\n")


def test_patterns_and_single_pages_of_an_archive_go_to_the_same_places() -> None:
    archive("1998/01", "1999/01")
    page("in/1998/01/.page-0.txt")
    packed_folder("in.zip", "in")
    broadsheet("batch", "zip://::in.zip", "-o", "whole", "--only", "tei", "--no-entities", "-j", 1)
    assert len(everything("whole")) == 4
    for named in (
        ["zip://*/01/page-*.txt::in.zip"],
        ["zip://**/page-0?.txt::in.zip"],
        ["zip://1998::in.zip", "zip://1999/01/page-01.txt::in.zip", "zip://1999/*::in.zip"],
    ):
        shutil.rmtree("parts", ignore_errors=True)
        said = broadsheet("batch", *named, "-o", "parts", "--only", "tei", "--no-entities", "-j", 1)
        assert said.code == Exit.GOOD, said.err
        assert everything("parts") == everything("whole"), named
    said = broadsheet("batch", "zip://*/nothing-*::in.zip", "-o", "none")
    assert said.code == Exit.USAGE
    assert "nothing has a name of this pattern" in said.err


def test_a_manifest_may_name_urls() -> None:
    archive("1998", pages=2)
    packed_folder("in.zip", "in/1998")
    Path("list.csv").write_text(
        "file,issue,label\nzip://page-01.txt::in.zip,day/one,A1\nin/1998/page-02.txt,day/one,A2\nzip://no.txt::in.zip,,\n", encoding="utf-8"
    )
    said = broadsheet("batch", "--manifest", "list.csv", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert states("out") == {"day/one": "done", "in/no": "failed"}
    assert everything("out")["day/one.xml"].count(b"<pb ") == 2


# --- archives from strangers -------------------------------------------------------------------


def test_names_that_lead_out_are_refused_and_stop_nothing() -> None:
    deep = "a/" * 70 + "page.txt"
    packed(
        "in.zip",
        dict.fromkeys(("1998/page-01.txt", "../../out.txt", "/abs.txt", "1998/../../x.txt", "1998//y.txt", "a::b.txt", deep), TEXT),
    )
    said = broadsheet("batch", "zip://::in.zip", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert said.err.count("E-BAT-04 has a name that leads out of its folder") == 6
    assert list(everything("out")) == ["in/1998/page-01.xml"]
    assert sorted(path.name for path in Path.cwd().parent.rglob("*") if path.is_file() and not path.name.startswith("broadsheet-")) == [
        "in.zip",
        "page-01.xml",
    ]


def test_a_bomb_is_refused_by_its_size() -> None:
    packed("in.zip", {"bomb.txt": b"\n" * (3 << 20), "page.txt": TEXT})
    assert Path("in.zip").stat().st_size < 20_000
    said = broadsheet("batch", "zip://::in.zip", "-o", "out", "--only", "tei", "--no-entities", "-j", 1, "--max-size", 2)
    assert said.code == Exit.MATERIAL
    assert "is larger than 2 MiB" in said.err
    assert states("out") == {"in/bomb": "failed", "in/page": "done"}


def test_a_page_under_a_password_is_a_failure() -> None:
    path = packed("in.zip", {"page-1.txt": TEXT, "page-2.txt": TEXT})
    body = bytearray(path.read_bytes())
    for at in (6, body.index(b"PK\1\2") + 8):  # the flags of the first page, before it and in the list
        body[at] |= 1
    path.write_bytes(body)
    said = broadsheet("batch", "zip://::in.zip", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert "password required" in said.err
    assert states("out") == {"in/page-1": "failed", "in/page-2": "done"}


def test_a_damaged_page_of_an_archive_is_a_failure() -> None:
    path = packed("in.zip", {"page-1.txt": TEXT, "page-2.txt": TEXT})
    body = bytearray(path.read_bytes())
    body[60] ^= 0xFF
    path.write_bytes(body)
    said = broadsheet("batch", "zip://::in.zip", "-o", "out", "--only", "tei", "--no-entities", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert "the archive is damaged, or protected" in said.err
    assert states("out") == {"in/page-1": "failed", "in/page-2": "done"}


@pytest.mark.parametrize("body", [b"", b"no archive", b"PK\5\6" + b"\0" * 18 + b"PK\5\6"])
def test_what_is_no_archive_is_told(body: bytes) -> None:
    Path("in.zip").write_bytes(body)
    said = broadsheet("batch", "zip://::in.zip", "-o", "out")
    assert said.code == Exit.MATERIAL
    assert "E-BAT-04 cannot be read: the archive is damaged" in said.err
    assert "Traceback" not in said.err


def test_an_archive_that_is_not_there_is_told() -> None:
    said = broadsheet("batch", "zip://::none.zip", "-o", "out")
    assert said.code == Exit.MISSING
    assert "there is no such file" in said.err
    assert not Path("out").exists()


def test_a_list_of_names_that_would_fill_the_memory_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.places.archived._MOST_LISTED", 1000)
    packed("in.zip", {f"page-{n}.txt": "" for n in range(30)})
    with pytest.raises(UnreadableError, match="more files than can be kept in memory"):
        remote("zip://::in.zip").listing()


def test_what_an_archive_names_stays_in_its_folder() -> None:
    packed("in.zip", {"1998/page.txt": TEXT, "secret.txt": "secret", "1998/below.txt": "below"})
    (source,) = load([remote("zip://1998/page.txt::in.zip")])
    assert source.beside
    assert source.beside("below.txt") == b"below"
    for name in ("../secret.txt", "/secret.txt"):
        with pytest.raises(UnreadableError, match="lies outside of its folder"):
            source.beside(name)
    with pytest.raises(MissingError):
        source.beside("none.txt")


def test_what_a_store_says_of_a_file_becomes_numbers() -> None:
    day = datetime(2020, 1, 2, 3, 4, 5, 600_000, tzinfo=UTC)
    nanoseconds = int(day.timestamp()) * 10**9 + 600_000_000
    for told in (day, day.timestamp(), day.isoformat(), day.isoformat().replace("+00:00", "Z")):
        assert stat({"size": 7, "type": "file", "mtime": told}) == Stat(7, nanoseconds)
    assert stat({"size": 7, "type": "file", "date_time": (1980, 0, 0, 0, 0, 0)}) == Stat(7, 0)
    assert stat({"size": None, "type": "file", "mtime": "yesterday"}) == Stat(UNKNOWN, 0)
    one, other = (stat({"size": 7, "LastModified": day, "ETag": tag}).st_mtime_ns for tag in ('"a"', '"b"'))
    assert one != other
    assert one // 10**9 == other // 10**9 == nanoseconds // 10**9


# --- other places ------------------------------------------------------------------------------


def test_a_snapshot_lists_a_folder_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe({f"/snapshot/{n}.txt": b"x" * n for n in range(5)})
    asked: list[str] = []
    ls = type(memory).ls
    monkeypatch.setattr(type(memory), "ls", lambda self, path, **rest: asked.append(path) or ls(self, path, **rest))
    folder = remote("memory://snapshot")
    with snapshot():
        assert [(folder / f"{n}.txt").stat().st_size for n in range(5)] == list(range(5))
        assert not (folder / "9.txt").exists()
        assert asked == ["/snapshot"]
        memory.pipe("/snapshot/9.txt", b"")
    assert (folder / "9.txt").is_file()
    assert not (folder / "9.txt").is_dir()


def test_what_would_be_a_bucket_is_asked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/bucket-of-pages/1.txt", b"x")
    asked: list[str] = []
    info = type(memory).info
    monkeypatch.setattr(type(memory), "info", lambda self, path, **rest: asked.append(path) or info(self, path, **rest))
    with snapshot():
        for _ in range(3):
            assert remote("memory://bucket-of-pages").is_dir()
            assert not remote("memory://edition.toml").exists()
    assert asked == ["/bucket-of-pages", "/edition.toml"]


def test_questions_to_a_store_are_asked_together_and_those_to_an_archive_one_by_one() -> None:
    met = Barrier(4)
    places = [remote(f"memory://together/{n}") for n in range(4)]
    assert sorted(each(lambda _: met.wait(20), places)) == [0, 1, 2, 3]
    assert each(lambda _: current_thread().name, [remote(f"zip://{n}::in.zip") for n in range(3)]) == [current_thread().name] * 3


@pytest.mark.parametrize("output", ["zip://::in.zip", "https://example.org/out"])
def test_what_can_only_be_read_is_no_output(output: str) -> None:
    said = broadsheet("batch", "in", "-o", output, "--ledger", "ledger")
    assert said.code == Exit.USAGE
    assert "is read, not written to" in said.err


def test_without_the_extra_it_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    imported = builtins.__import__

    def without(name: str, *rest: object) -> object:
        if name.split(".")[0] == "fsspec":
            raise ImportError(name)
        return imported(name, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(builtins, "__import__", without)
    said = broadsheet("batch", "s3://bucket/papers", "-o", "out")
    assert said.code == Exit.MISSING
    assert "pip install 'broadsheet[cloud]'" in said.err


def test_a_scheme_without_its_package_is_told_what_to_install() -> None:
    pytest.importorskip("fsspec")
    said = broadsheet("batch", "sftp://host/papers", "-o", "out")
    assert said.code == Exit.MISSING
    assert "paramiko" in said.err
    said = broadsheet("batch", "sea://host/papers", "-o", "out")
    assert said.code == Exit.USAGE
    assert "is no address that can be read" in said.err
    assert not Path("out").exists()
