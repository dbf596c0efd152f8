"""Storage: written whole or not at all, nothing of the user's lost, the same bytes whatever the way."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from converter.errors import Exit, UsageError
from converter.storage import WouldOverwriteError, disk, write_file, write_tree
from converter.storage.manifest import MANIFEST, Manifest, digest
from converter.storage.names import check_names, portable_name


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


# --- one file ----------------------------------------------------------------------------------


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "page.xml"
    assert write_file(path, b"<TEI/>").written == (path,)
    assert everything(tmp_path) == {"a/b/page.xml": b"<TEI/>"}


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_bytes(b"mine")
    with pytest.raises(WouldOverwriteError, match=r"page\.xml.*\n.*--force") as caught:
        write_file(path, b"new")
    assert caught.value.exit_code == Exit.USAGE
    assert everything(tmp_path) == {"page.xml": b"mine"}


def test_the_same_bytes_are_no_conflict(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_bytes(b"same")
    os.utime(path, (1, 1))
    assert write_file(path, b"same").unchanged == (path,)
    assert path.stat().st_mtime == 1


def test_force_keeps_every_older_copy(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    (tmp_path / "page.xml.bak").write_bytes(b"an older copy")
    for body in (b"1", b"2", b"3"):
        write_file(path, body, force=True)
    assert everything(tmp_path) == {"page.xml": b"3", "page.xml.bak": b"an older copy", "page.xml.bak.1": b"1", "page.xml.bak.2": b"2"}


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="no space left"):
        write_file(tmp_path / "a" / "page.xml", b"x")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(UsageError, match="cannot be written"):
        write_file(tmp_path / "file" / "page.xml", b"x")
    with pytest.raises(UsageError, match="cannot be written"):
        write_tree(tmp_path / "file" / "edition", {"a": b"x"})


def test_a_folder_in_place_of_the_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is a folder"):
        write_file(tmp_path, b"x", force=True)


def test_a_link_is_kept_as_it_is_and_what_it_names_is_untouched(tmp_path: Path) -> None:
    (tmp_path / "other.xml").write_bytes(b"mine")
    link = tmp_path / "page.xml"
    link.symlink_to("other.xml")
    with pytest.raises(WouldOverwriteError):
        write_file(link, b"new")
    write_file(link, b"new", force=True)
    assert (tmp_path / "other.xml").read_bytes() == b"mine"
    assert (tmp_path / "page.xml.bak").is_symlink()


def test_a_pipe_is_written_to(tmp_path: Path) -> None:
    assert write_file(Path(os.devnull), b"x").written == (Path(os.devnull),)
    assert list(tmp_path.iterdir()) == []


# --- a folder ----------------------------------------------------------------------------------


def test_a_new_folder_has_a_manifest(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "edition"
    write_tree(folder, {"tei/a.xml": b"<TEI/>", "html/index.html": b"<p>"})
    told = json.loads((folder / MANIFEST).read_text())
    assert told["files"] == {"html/index.html": digest(b"<p>"), "tei/a.xml": digest(b"<TEI/>")}
    assert list(told["files"]) == sorted(told["files"])
    assert [p.name for p in folder.parent.iterdir()] == ["edition"]


def test_the_same_files_give_the_same_folder_in_any_order(tmp_path: Path) -> None:
    files = {"b": b"2", "a/c": b"1", "a/b": b"3"}
    write_tree(tmp_path / "one", files)
    write_tree(tmp_path / "two", dict(reversed(files.items())))
    write_tree(tmp_path / "three", {"old": b"x"})
    write_tree(tmp_path / "three", files)
    assert everything(tmp_path / "one") == everything(tmp_path / "two") == everything(tmp_path / "three")


def test_what_is_ours_is_updated_and_stale_files_go(tmp_path: Path) -> None:
    write_tree(tmp_path / "e", {"html/a1.html": b"1", "html/old/a2.html": b"2", "same": b"s"})
    os.utime(tmp_path / "e" / "same", (1, 1))
    done = write_tree(tmp_path / "e", {"html/a1.html": b"new", "same": b"s"})
    assert [p.name for p in done.written] == ["a1.html"]
    assert [p.name for p in done.removed] == ["a2.html"]
    assert sorted(everything(tmp_path / "e")) == [MANIFEST, "html/a1.html", "same"]
    assert not (tmp_path / "e" / "html" / "old").exists()
    assert (tmp_path / "e" / "same").stat().st_mtime == 1


def test_an_edited_file_stops_the_run_and_nothing_changes(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    write_tree(folder, {"tei/a.xml": b"ours", "html/a.html": b"1"})
    (folder / "tei/a.xml").write_bytes(b"corrected by hand")
    before = everything(folder)
    with pytest.raises(WouldOverwriteError) as caught:
        write_tree(folder, {"tei/a.xml": b"again", "html/a.html": b"2"})
    assert caught.value.paths == (folder / "tei/a.xml",)
    assert everything(folder) == before
    assert [p.name for p in tmp_path.iterdir()] == ["e"]


def test_force_keeps_the_edited_file(tmp_path: Path) -> None:
    folder = tmp_path / "e"
    write_tree(folder, {"tei/a.xml": b"ours"})
    (folder / "tei/a.xml").write_bytes(b"corrected by hand")
    done = write_tree(folder, {"tei/a.xml": b"again"}, force=True)
    assert done.kept == (folder / "tei/a.xml.bak",)
    assert (folder / "tei/a.xml.bak").read_bytes() == b"corrected by hand"
    assert write_tree(folder, {"tei/a.xml": b"third"}).kept == ()


def test_an_edited_stale_file_stays(tmp_path: Path) -> None:
    write_tree(tmp_path / "e", {"a": b"1", "b": b"2"})
    (tmp_path / "e" / "b").write_bytes(b"mine now")
    write_tree(tmp_path / "e", {"a": b"1"})
    assert (tmp_path / "e" / "b").read_bytes() == b"mine now"


def test_files_of_the_user_in_the_folder_stay(tmp_path: Path) -> None:
    (tmp_path / "keep.txt").write_bytes(b"mine")
    write_tree(tmp_path, {"page.xml": b"x"})
    write_tree(tmp_path, {"other.xml": b"y"})
    assert sorted(everything(tmp_path)) == [MANIFEST, "keep.txt", "other.xml"]


def test_part_replaces_only_that_part(tmp_path: Path) -> None:
    write_tree(tmp_path / "e", {"tei/a.xml": b"t", "html/old.html": b"1"})
    (tmp_path / "e/tei/a.xml").write_bytes(b"corrected by hand")
    write_tree(tmp_path / "e", {"html/new.html": b"2"}, part="html/")
    assert sorted(everything(tmp_path / "e")) == [MANIFEST, "html/new.html", "tei/a.xml"]
    with pytest.raises(WouldOverwriteError):  # the correction is still known to be one
        write_tree(tmp_path / "e", {"tei/a.xml": b"again"})


def test_part_none_adds(tmp_path: Path) -> None:
    write_tree(tmp_path / "e", {"a.xml": b"1"}, part=None)
    write_tree(tmp_path / "e", {"b.xml": b"2"}, part=None)
    assert set(Manifest.read(tmp_path / "e").files) == {"a.xml", "b.xml"}
    assert write_tree(tmp_path / "e", {"a.xml": b"3"}, part=None).kept == ()


def test_nothing_to_do_writes_nothing(tmp_path: Path) -> None:
    write_tree(tmp_path / "e", {"a": b"1"})
    os.utime(tmp_path / "e" / MANIFEST, (1, 1))
    write_tree(tmp_path / "e", {"a": b"1"})
    assert (tmp_path / "e" / MANIFEST).stat().st_mtime == 1


@pytest.mark.parametrize("broken", [b"", b"{", b"[]", b'{"files": []}', b'{"files": {"a": 1}, "pending": 3}', b"\xff"])
def test_a_damaged_manifest_owns_nothing(tmp_path: Path, broken: bytes) -> None:
    write_tree(tmp_path / "e", {"a": b"1"})
    (tmp_path / "e" / MANIFEST).write_bytes(broken)
    with pytest.raises(WouldOverwriteError):
        write_tree(tmp_path / "e", {"a": b"2"})


@pytest.mark.parametrize("stop", range(1, 12))
def test_a_run_broken_off_at_any_step_is_mended_by_the_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int) -> None:
    """Whatever rename is the last one, each file is the old or the new one, and the next run goes through without --force."""
    folder, old, new = tmp_path / "e", {"a": b"1", "b": b"1", "gone": b"1"}, {"a": b"2", "b": b"2", "n/c": b"2"}
    write_tree(folder, old)
    left = [stop]
    real_replace, real_unlink = Path.replace, Path.unlink

    def counted(self: Path) -> None:
        left[0] -= 1
        if left[0] <= 0 and self.is_relative_to(tmp_path):
            raise OSError(5, "Input/output error", str(self))

    def replace(self: Path, target: Path) -> Path:
        counted(self)
        return real_replace(self, target)

    def unlink(self: Path, missing_ok: bool = False) -> None:
        counted(self)
        real_unlink(self, missing_ok)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", replace)
        patched.setattr(Path, "unlink", unlink)
        finished = True
        try:
            write_tree(folder, new)
        except UsageError:
            finished = False
    assert finished == (stop > 6)  # manifest, a, b, n/c, gone, manifest
    for name in ("a", "b"):
        assert (folder / name).read_bytes() in (old[name], new[name])
    assert [p.name for p in tmp_path.iterdir()] == ["e"]
    newer = {"a": b"3", "b": b"3"}
    write_tree(folder, newer)
    assert {n: b for n, b in everything(folder).items() if n != MANIFEST} == newer


WRITER = """
import sys
from pathlib import Path
from converter.storage import write_tree
print("ready", flush=True)
write_tree(Path(sys.argv[1]), {f"html/{n}.html": sys.argv[2].encode() * 500 for n in range(120)})
"""


def killed(folder: Path, letter: str, seconds: float) -> None:
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder), letter], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    process.stdout.readline()
    time.sleep(seconds)
    process.kill()
    process.wait()
    process.stdout.close()


def survives(folder: Path, moments: list[float]) -> None:
    """Killed again and again: each file is whole, of one run or another, and a run that is let go on finishes without --force."""
    for n, seconds in enumerate(moments):
        killed(folder, chr(ord("a") + n % 26), seconds)
        names = list((folder / "html").rglob("*.html")) if folder.exists() else []
        assert len(names) in (0, 120)
        assert all(p.read_bytes() in {chr(97 + k).encode() * 500 for k in range(26)} for p in names)
    files = {f"html/{n}.html": b"end" for n in range(100)}
    assert write_tree(folder, files).kept == ()
    assert {name: body for name, body in everything(folder).items() if name != MANIFEST} == files


def test_a_run_that_is_killed_leaves_whole_files_and_the_next_one_finishes(tmp_path: Path) -> None:
    survives(tmp_path / "e", [0.001, 0.02, 0.2, 0.01, 0.02, 0.04])


@pytest.mark.soak
def test_a_run_that_is_killed_a_hundred_times(tmp_path: Path) -> None:
    clock = random.Random(1)
    survives(tmp_path / "e", [clock.uniform(0, 0.08) for _ in range(100)])


def test_a_link_to_a_file_like_ours_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "mine").write_bytes(b"1")
    write_tree(tmp_path / "e", {"a": b"1"})
    (tmp_path / "e/a").unlink()
    (tmp_path / "e/a").symlink_to(tmp_path / "mine")
    with pytest.raises(WouldOverwriteError):
        write_tree(tmp_path / "e", {"a": b"2"})
    assert (tmp_path / "e/a").is_symlink()


def test_a_failed_new_folder_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(disk, "write_new", broken)
    with pytest.raises(KeyboardInterrupt):
        write_tree(tmp_path / "deep" / "e", {"a": b"1"})
    assert list(tmp_path.iterdir()) == []


def test_every_file_is_synced_before_it_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []
    real = os.fsync

    def noted(handle: int) -> None:
        synced.append(Path(f"/proc/self/fd/{handle}").readlink().name if Path("/proc/self/fd").exists() else "a")
        real(handle)

    monkeypatch.setattr(os, "fsync", noted)
    write_tree(tmp_path / "e", {"a": b"1"})
    assert "a" in synced


def test_nothing_is_written_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "e").mkdir()
    (tmp_path / "e" / "html").symlink_to(tmp_path / "outside")
    with pytest.raises(UsageError, match="symbolic link"):
        write_tree(tmp_path / "e", {"html/a.html": b"1"}, force=True)
    assert list((tmp_path / "outside").iterdir()) == []


def test_a_folder_on_another_disk_is_updated(tmp_path: Path) -> None:
    other = Path("/dev/shm")
    if not os.access(other, os.W_OK) or other.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no second disk to write on")
    with tempfile.TemporaryDirectory(dir=other) as name:
        (tmp_path / "e").symlink_to(name)
        write_tree(tmp_path / "e", {"html/a": b"1"})
        write_tree(tmp_path / "e", {"html/a": b"2"})
        assert everything(Path(name)).keys() == {"html/a", MANIFEST}
        assert (tmp_path / "e/html/a").read_bytes() == b"2"
    assert [p.name for p in tmp_path.iterdir()] == ["e"]


def test_a_file_in_place_of_a_folder_is_told_before_anything_changes(tmp_path: Path) -> None:
    write_tree(tmp_path / "e", {"a": b"1"})
    (tmp_path / "e" / "html").write_bytes(b"mine")
    with pytest.raises(UsageError, match="is a file where a folder"):
        write_tree(tmp_path / "e", {"a": b"2", "html/a.html": b"1"})
    assert (tmp_path / "e" / "a").read_bytes() == b"1"


def test_folders_are_readable_by_others_as_the_umask_says(tmp_path: Path) -> None:
    old = os.umask(0o022)
    try:
        write_tree(tmp_path / "e", {"html/a.html": b"1"})
    finally:
        os.umask(old)
    assert (tmp_path / "e").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "e/html/a.html").stat().st_mode & 0o777 == 0o644


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["", "/etc/passwd", "../up", "a/../../up", "a//b", "./a", "a/", "a\\b", "a\nb", "con", "CON.txt", "a/lpt1.html", "COM¹", "nul.tar.gz", "a.", "a ",
     "a?b", "c:d", "x" * 256, "a\x00b"],
)  # fmt: skip
def test_names_that_are_not_safe_everywhere_are_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        write_tree(tmp_path / "e", {name: b"x"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("names", [["a1.html", "A1.html"], ["é", "e\u0301"], ["dir/a", "DIR/b"], ["a", "a/b"]])
def test_names_that_are_one_on_some_systems_are_refused(names: list[str]) -> None:
    with pytest.raises(UsageError, match="some systems"):
        check_names(names)


def test_good_names_pass() -> None:
    check_names(
        ["tei/lvliang-2020-12.xml", "source/吕梁日报 第1版.txt", "console.txt", "html/a1.html", "html/a2.html", "..a/b..c", ".nojekyll"]
    )


@pytest.mark.parametrize(
    ("given", "kept"),
    [("page-01.txt", "page-01.txt"), ("吕梁日报.txt", "吕梁日报.txt"), ("pa\nge.txt", "pa_ge.txt"), ("--page.txt", "_--page.txt"), ("nul", "_nul"),
     ("..", "_"), ("", "_"), ("a.", "a"), ("x" * 300 + ".txt", "x" * 196 + ".txt"), ("字" * 100 + ".txt", "字" * 65 + ".txt")],
)  # fmt: skip
def test_portable_names(given: str, kept: str) -> None:
    assert portable_name(given) == kept
    check_names([kept])


def test_portable_names_differ_without_regard_to_case() -> None:
    assert portable_name("Page.txt", ["page.txt"]) == "Page-2.txt"
    assert portable_name("page.txt", ["page.txt", "PAGE-2.TXT"]) == "page-3.txt"
