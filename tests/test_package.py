"""The package writer: whole, synced and under its name, or not there; the same bytes for the same files."""

from __future__ import annotations

import errno
import gc
import hashlib
import os
import random
import shutil
import stat
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

from converter.errors import Exit, MaterialError, MissingError, UsageError
from converter.fixity import ALGORITHMS, held
from converter.storage import original as originals
from converter.storage.package import Package, package
from converter.storage.partial import MARK, STAGED
from converter.storage.walk import files_below

POSIX = pytest.mark.skipif(os.name != "posix", reason="modes, links and signals of POSIX")
FORMS = pytest.mark.parametrize("zipped", [False, True], ids=["folder", "zip"])
SOURCES = {"tei/a.xml": b"<TEI/>", "images/p1.tif": random.Random(1).randbytes(5_000_000), "html/a/b.html": b"", "report.json": b"{}"}


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "edition"
    for name, body in SOURCES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    return folder


def fill(made: Package, source: Path) -> None:
    made.add("bagit.txt", b"BagIt-Version: 1.0\n")
    for name in files_below(source):
        made.copy(f"data/{name}", source / name)


def make(target: Path, source: Path, *, zipped: bool) -> Path:
    with package(target, zipped=zipped) as made:
        fill(made, source)
    return target


def content(target: Path) -> dict[str, bytes]:
    """The files of a package, of either form."""
    if target.is_dir():
        return {name: (target / name).read_bytes() for name in files_below(target)}
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        return {info.filename.partition("/")[2]: archive.read(info) for info in archive.infolist()}


WHOLE = {"bagit.txt": b"BagIt-Version: 1.0\n"} | {f"data/{name}": body for name, body in SOURCES.items()}


def beside(target: Path) -> list[str]:
    """What lies in the target's folder besides the sources."""
    return sorted(path.name for path in target.parent.iterdir() if path.name != "edition")


# --- what it makes -------------------------------------------------------------------------------


@FORMS
def test_a_package_holds_the_files_and_tells_their_digests(tmp_path: Path, source: Path, zipped: bool) -> None:
    with package(tmp_path / "bag", zipped=zipped) as made:
        told = [made.copy(name, source / name) for name in files_below(source)] + [made.add("x/added", b"a" * 3_000_000)]
        assert beside(tmp_path / "bag") == [".bag.partial"]
    assert content(tmp_path / "bag") == SOURCES | {"x/added": b"a" * 3_000_000}
    assert beside(tmp_path / "bag") == ["bag"]
    for one in told:
        body = content(tmp_path / "bag")[one.name]
        assert (one.size, *map(one.digest, ALGORITHMS)) == (len(body), *(hashlib.new(a, body).hexdigest() for a in ALGORITHMS))


def test_the_digests_are_the_same_with_a_second_thread() -> None:
    from concurrent.futures import ThreadPoolExecutor

    pieces = [random.Random(n).randbytes(n) for n in (0, 1, 70_000, 3, 1_000_000, 12)]
    with ThreadPoolExecutor(1) as thread:
        assert held("a", pieces, thread) == held("a", pieces)


def test_a_second_thread_is_one_piece_behind_at_most() -> None:
    """Or a slow digest would keep a whole file in memory."""
    outstanding: list[Future[object]] = []

    class Slow(Executor):
        """Does its work only when it is waited for."""

        def submit(self, work: Callable[..., object], /, *args: object, **_: object) -> Future[Any]:
            future: Future[object] = Future()

            def result(timeout: float | None = None) -> object:  # noqa: ARG001 - as the library declares it
                outstanding.remove(future)
                return work(*args)

            future.result = result  # type: ignore[method-assign]
            outstanding.append(future)
            assert len(outstanding) == 1
            return future

    pieces = [b"a", b"b", b"c", b"d"]
    assert held("a", pieces, Slow()) == held("a", pieces)
    assert outstanding == []


@FORMS
@POSIX
def test_the_bytes_and_modes_depend_on_nothing_else(tmp_path: Path, source: Path, zipped: bool) -> None:
    first = make(tmp_path / "one" / "bag.zip", source, zipped=zipped)
    for name in SOURCES:
        (source / name).chmod(0o600)
        os.utime(source / name, (1, 1))
    old = os.umask(0o077)
    try:
        second = make(tmp_path / "two" / "bag.zip", source, zipped=zipped)
    finally:
        os.umask(old)
    if zipped:
        assert first.read_bytes() == second.read_bytes()
        assert stat.S_IMODE(second.stat().st_mode) == 0o644
        return
    assert content(first) == content(second) == WHOLE
    for path in (second, *second.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o755 if path.is_dir() else 0o644), path


def test_any_name_of_a_package_will_do(tmp_path: Path) -> None:
    for name in (MARK, STAGED, "data", "期刊 1", ".hidden"):
        with package(tmp_path / name) as made:
            made.add("a", b"x")
        assert content(tmp_path / name) == {"a": b"x"}


def test_a_zip_is_plain_and_names_its_folder(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as elsewhere:
        elsewhere.setattr(sys, "platform", "win32")  # where the modes would else be told as those of DOS
        make(tmp_path / "issue.zip", source, zipped=True)
    with zipfile.ZipFile(tmp_path / "issue.zip") as archive:
        entries = archive.infolist()
    assert [entry.filename for entry in entries] == ["issue/bagit.txt", *(f"issue/data/{name}" for name in sorted(SOURCES))]
    for entry in entries:
        assert (entry.date_time, entry.compress_type, entry.create_system) == ((1980, 1, 1, 0, 0, 0), zipfile.ZIP_STORED, 3)
        assert (entry.external_attr >> 16, entry.extract_version, entry.flag_bits, entry.extra) == (0o100644, 20, 0, b"")


def test_a_zip_takes_its_folder_from_the_caller_and_marks_names_beyond_ascii(tmp_path: Path) -> None:
    with package(tmp_path / "a.zip", zipped=True, top="bag") as made:
        made.add("版.txt", b"1")
        made.add("b.txt", b"2")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert [(entry.filename, entry.flag_bits) for entry in archive.infolist()] == [("bag/版.txt", 0x800), ("bag/b.txt", 0)]


@pytest.mark.soak
def test_a_zip_of_a_file_beyond_4_gib_is_read_again(tmp_path: Path) -> None:
    with (tmp_path / "large").open("wb") as file:
        file.truncate(4_400_000_000)
    with package(tmp_path / "a.zip", zipped=True) as made:
        told = made.copy("large", tmp_path / "large")
        made.add("after", b"x")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive, archive.open("a/large") as entry:
        assert held("large", iter(lambda: entry.read(1 << 20), b"")) == told
        assert archive.read("a/after") == b"x"


@FORMS
@pytest.mark.parametrize(
    "names", [["a", "a"], ["a", "A"], ["a/b", "a"], ["a", "a/b"], ["../a"], ["/a"], ["a//b"], ["con.txt"], ["a/b.", "c"], [""]], ids=str
)
def test_a_name_that_is_taken_or_not_safe_is_refused(tmp_path: Path, names: list[str], zipped: bool) -> None:
    with pytest.raises(UsageError, match="name") as caught, package(tmp_path / "bag", zipped=zipped) as made:  # noqa: PT012
        for name in names:
            made.add(name, b"x")
    assert caught.value.where == repr(names[1] if len(names) == 2 and names[1] != "c" else names[0])
    assert beside(tmp_path / "bag") == []


# --- what it refuses to replace ------------------------------------------------------------------


def occupants() -> list[Callable[[Path], object]]:
    def full(path: Path) -> None:
        path.mkdir()
        (path / "mine").write_bytes(b"x")

    return [Path.mkdir, full, lambda path: path.write_bytes(b"mine"), lambda path: path.symlink_to("nowhere")]


WHATEVER = pytest.mark.parametrize("occupy", occupants(), ids=["empty folder", "folder", "file", "dangling link"])


@FORMS
@WHATEVER
def test_nothing_is_overwritten(tmp_path: Path, occupy: Callable[[Path], object], zipped: bool) -> None:
    occupy(tmp_path / "bag")
    before = (tmp_path / "bag").lstat()
    with pytest.raises(UsageError, match="exists already") as caught, package(tmp_path / "bag", zipped=zipped):
        pytest.fail("the package was begun")
    assert caught.value.exit_code == Exit.USAGE
    assert ((tmp_path / "bag").lstat(), beside(tmp_path / "bag")) == (before, ["bag"])


@FORMS
@WHATEVER
def test_nothing_that_came_meanwhile_is_overwritten(tmp_path: Path, occupy: Callable[[Path], object], zipped: bool) -> None:
    with pytest.raises(UsageError, match="exists already"), package(tmp_path / "bag", zipped=zipped) as made:  # noqa: PT012
        made.add("a", b"x")
        occupy(tmp_path / "bag")
        before = (tmp_path / "bag").lstat()
    assert ((tmp_path / "bag").lstat(), beside(tmp_path / "bag")) == (before, ["bag"])


@FORMS
@WHATEVER
def test_nor_what_came_after_the_last_look(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, occupy: Callable[[Path], object], zipped: bool
) -> None:
    """The system itself refuses; only for an empty folder in place of a folder it does not, and that loses nothing."""
    monkeypatch.setattr("converter.storage.partial.check_vacant", lambda _: occupy(tmp_path / "bag"))
    if not zipped and occupy is Path.mkdir:
        with package(tmp_path / "bag") as made:
            made.add("a", b"x")
        assert content(tmp_path / "bag") == {"a": b"x"}
        return
    with pytest.raises(UsageError, match="exists already"), package(tmp_path / "bag", zipped=zipped) as made:
        made.add("a", b"x")
    assert beside(tmp_path / "bag") == ["bag"]


def test_a_zip_comes_to_its_name_on_a_disk_without_second_names(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refused)
    assert content(make(tmp_path / "a.zip", source, zipped=True)) == WHOLE
    with pytest.raises(UsageError, match="exists already"), package(tmp_path / "b.zip", zipped=True) as made:  # noqa: PT012
        made.add("a", b"x")
        (tmp_path / "b.zip").write_bytes(b"mine")
    assert (tmp_path / "b.zip").read_bytes() == b"mine"


# --- the partial folder --------------------------------------------------------------------------


@FORMS
def test_what_a_killed_run_left_is_replaced(tmp_path: Path, source: Path, zipped: bool) -> None:
    expected = content(make(tmp_path / "first", source, zipped=zipped))
    left = tmp_path / "again" / ".bag.partial"
    left.mkdir(parents=True)
    (left / MARK).write_bytes(b"")
    if zipped:
        (left / STAGED).write_bytes(b"PK half of it")
    else:
        (left / STAGED / "data" / "stale").mkdir(parents=True)
    assert content(make(tmp_path / "again" / "bag", source, zipped=zipped)) == expected
    assert beside(tmp_path / "again" / "bag") == ["bag"]


def test_a_run_killed_between_its_first_two_steps_is_no_hindrance(tmp_path: Path, source: Path) -> None:
    (tmp_path / ".bag.partial").mkdir()
    assert content(make(tmp_path / "bag", source, zipped=False)) == WHOLE


def test_a_zip_that_got_its_name_just_before_the_kill_is_kept_when_it_was_moved(tmp_path: Path, source: Path) -> None:
    """Its two names are one file: the next run takes the other name away and does not write into it."""
    (tmp_path / ".bag.partial").mkdir()
    (tmp_path / ".bag.partial" / MARK).touch()
    (tmp_path / "moved.zip").write_bytes(b"PK the whole of it")
    os.link(tmp_path / "moved.zip", tmp_path / ".bag.partial" / STAGED)
    make(tmp_path / "bag", source, zipped=True)
    assert (tmp_path / "moved.zip").read_bytes() == b"PK the whole of it"


@FORMS
@pytest.mark.parametrize("kind", ["file", "link", "link to nothing", "folder", "folder with our mark", "mark is a folder"])
def test_what_is_not_ours_is_left_alone(tmp_path: Path, kind: str, zipped: bool) -> None:
    partial, elsewhere = tmp_path / ".bag.partial", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / MARK).touch()
    if kind == "file":
        partial.write_bytes(b"PK mine")
    elif kind.startswith("link"):
        partial.symlink_to("nowhere" if "nothing" in kind else "elsewhere")
    else:
        partial.mkdir()
        (partial / "mine").write_bytes(b"x")
        if kind == "folder with our mark":
            (partial / MARK).touch()
        if kind == "mark is a folder":
            (partial / "mine").rename(partial / STAGED)
            (partial / MARK).mkdir()
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    with pytest.raises(UsageError, match="did not make") as caught, package(tmp_path / "bag", zipped=zipped):
        pytest.fail("the package was begun")
    assert caught.value.where == str(partial)
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before


@FORMS
@POSIX
def test_a_run_that_lives_is_not_taken_for_one_that_was_killed(tmp_path: Path, source: Path, zipped: bool) -> None:
    script = "import sys; from pathlib import Path; from converter.storage.package import package\nwith package(Path(sys.argv[1])): pass"
    with package(tmp_path / "bag", zipped=zipped) as made:
        made.add("early", b"x")
        other = subprocess.run([sys.executable, "-c", script, tmp_path / "bag"], capture_output=True, text=True, check=False)
        assert "UsageError" in other.stderr
        assert "another run is making this package" in other.stderr
        with pytest.raises(UsageError, match="another run"), package(tmp_path / "bag", zipped=zipped):
            pytest.fail("begun twice")
        fill(made, source)
    assert content(tmp_path / "bag") == WHOLE | {"early": b"x"}


@POSIX
def test_a_lock_on_a_folder_that_its_run_has_just_taken_away_is_none(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import fcntl

    lock, times = fcntl.flock, [0]

    def late(handle: int, how: int) -> None:
        times[0] += 1
        if times[0] < 3:
            shutil.rmtree(tmp_path / ".bag.partial")
        lock(handle, how)

    monkeypatch.setattr(fcntl, "flock", late)
    assert content(make(tmp_path / "bag", source, zipped=False)) == WHOLE
    assert times[0] >= 3


@POSIX
def test_of_many_runs_at_once_one_makes_it_and_all_others_are_told(tmp_path: Path) -> None:
    """A lock on a folder that is taken away in the same moment is no lock: such a run must try anew, not write beside another."""
    ends: list[str] = []

    def run(n: int) -> None:
        try:
            with package(tmp_path / "bag") as made:
                made.add("a", str(n).encode() * 1000)
                if n % 2:
                    raise KeyboardInterrupt
            ends.append("made")
        except (KeyboardInterrupt, UsageError) as error:
            ends.append("another run" if "another run" in str(error) else "exists" if "exists" in str(error) else repr(error))

    threads = [threading.Thread(target=run, args=(n,)) for n in range(40)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(ends) == 40
    assert set(ends) <= {"made", "another run", "exists", "KeyboardInterrupt()"}
    assert ends.count("made") == os.path.lexists(tmp_path / "bag")
    assert set(beside(tmp_path / "bag")) <= {"bag"}


# --- what it reads -------------------------------------------------------------------------------


@FORMS
@POSIX
def test_only_a_regular_file_is_copied(tmp_path: Path, source: Path, zipped: bool) -> None:
    (source / "link").symlink_to("report.json")
    (source / "nowhere").symlink_to("nothing")
    os.mkfifo(source / "pipe")
    for name, error, words in (
        ("link", MaterialError, "symbolic link"),
        ("nowhere", MaterialError, "symbolic link"),
        ("pipe", MaterialError, "named pipe"),
        ("tei", MaterialError, "a folder"),
        ("absent", MissingError, "no such file"),
    ):
        with pytest.raises(error, match=words) as caught, package(tmp_path / "bag", zipped=zipped) as made:
            made.copy("data/x", source / name)
        assert caught.value.where == str(source / name)
        assert beside(tmp_path / "bag") == []


@POSIX
def test_a_link_that_came_after_the_look_is_not_followed(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (source / "link").symlink_to("report.json")
    monkeypatch.setattr(Path, "is_symlink", lambda _: False)
    with pytest.raises(MaterialError, match="symbolic link"), originals.original(source / "link"):
        pytest.fail("it was opened")


@FORMS
@pytest.mark.parametrize("change", ["longer", "shorter", "other bytes", "given in part"])
def test_a_file_that_changes_while_it_is_read_is_an_error(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, change: str, zipped: bool
) -> None:
    path, read = source / "images/p1.tif", os.read

    def changing(handle: int, size: int) -> bytes:
        if change == "given in part":  # as a network disk may that has lost its server
            return read(handle, size) if os.lseek(handle, 0, os.SEEK_CUR) < 2_000_000 else b""
        found = read(handle, size)
        with path.open("r+b") as file:
            file.seek(0 if change == "other bytes" else -1, os.SEEK_SET if change == "other bytes" else os.SEEK_END)
            if change == "shorter":
                file.truncate(2_000_000)
            else:
                file.write(b"new")
        os.utime(path, ns=(1, 1))
        return found

    with pytest.raises(MaterialError, match="changed while it was read") as caught, package(tmp_path / "bag", zipped=zipped) as made:  # noqa: PT012
        monkeypatch.setattr(os, "read", changing)
        made.copy("data/p1.tif", path)
    assert caught.value.where == str(path)
    assert beside(tmp_path / "bag") == []


# --- what is on the disk -------------------------------------------------------------------------


@FORMS
@POSIX
def test_every_file_and_folder_is_synced_before_the_package_gets_its_name(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, zipped: bool
) -> None:
    synced: dict[int, int] = {}  # file number: its size when it was synced
    at_naming: dict[int, int] = {}
    sync, link, rename = os.fsync, os.link, Path.rename

    def noted(handle: int) -> None:
        sync(handle)
        synced[os.fstat(handle).st_ino] = os.fstat(handle).st_size

    monkeypatch.setattr(os, "fsync", noted)
    monkeypatch.setattr(os, "link", lambda *names: (at_naming.update(synced), link(*names)))
    monkeypatch.setattr(Path, "rename", lambda *names: (at_naming.update(synced), rename(*names)))
    target = make(tmp_path / "new" / "folders" / "bag", source, zipped=zipped)
    for path in (target, *target.rglob("*")):
        assert path.stat().st_ino in at_naming, path
        assert path.is_dir() or at_naming[path.stat().st_ino] == path.stat().st_size, path
    for folder in (target.parent, target.parent.parent, tmp_path):  # that they hold the new names
        assert folder.stat().st_ino in synced.keys() - at_naming.keys(), folder


@FORMS
@POSIX
def test_a_disk_that_fails_when_it_syncs_is_told(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, zipped: bool) -> None:
    """The sync of a file is in another thread: what it says must not be lost, whichever file it was."""
    sync, count, stop = os.fsync, [0], [0]

    def failing(handle: int) -> None:
        count[0] += 1
        if count[0] == stop[0]:
            raise OSError(errno.EIO, "Input/output error")
        sync(handle)

    monkeypatch.setattr(os, "fsync", failing)
    make(tmp_path / "edition" / "first", source / "tei", zipped=zipped)
    total, count[0] = count[0], 0
    assert total == (2 if zipped else 5)  # two files and two folders, or one ZIP; then the folder that holds the name
    for stop[0] in range(1, total + 1):
        with pytest.raises(UsageError, match="input/output error") as caught:
            make(tmp_path / "bag", source / "tei", zipped=zipped)
        assert caught.value.where == str(tmp_path / "bag")
        assert beside(tmp_path / "bag") == (["bag"] if stop[0] == total else []), stop[0]  # it is whole by then
        count[0] = 0


class Quota:
    """A disk that takes so many bytes and no more, at the one place where bytes go to it."""

    def __init__(self, free: int) -> None:
        self.free, self.write = free, os.write

    def __call__(self, handle: int, body: bytes) -> int:
        if not self.free and len(body):
            raise OSError(errno.ENOSPC, "No space left on device")
        taken = self.write(handle, body[: self.free])
        self.free -= taken
        return taken


@FORMS
def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, zipped: bool) -> None:
    """At every point of a sample; for a ZIP the last ones are within its list of files, which is written when all else is."""
    whole = make(tmp_path / "whole", source, zipped=zipped)
    need = whole.stat().st_size if zipped else sum(map(len, WHOLE.values()))
    chance, before = random.Random(3), content(source)
    for free in [0, 1, 18, 19, 20, *(chance.randrange(need) for _ in range(25)), *range(need - 600, need, 97), need - 1]:
        with monkeypatch.context() as patched:
            patched.setattr(os, "write", Quota(free))
            with pytest.raises(UsageError, match="no space left on device") as caught:
                make(tmp_path / "new" / "bag", source, zipped=zipped)
        assert caught.value.exit_code == Exit.USAGE
        assert caught.value.where == str(tmp_path / "new" / "bag")
        assert not (tmp_path / "new").exists(), free
    assert content(source) == before


@FORMS
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_small_disk_that_is_full_in_truth(tmp_path: Path, source: Path, zipped: bool) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("this system mounts no small disk")
    try:
        with pytest.raises(UsageError, match="no space left on device"):
            make(disk / "bag", source, zipped=zipped)
        assert list(disk.iterdir()) == []
        assert content(make(disk / "bag", source / "tei", zipped=zipped)).keys() == {"bagit.txt", "data/a.xml"}
    finally:
        subprocess.run(["umount", "-l", disk], check=True)  # lazily: no failed test leaves a mount behind


# --- how it ends otherwise -----------------------------------------------------------------------


@FORMS
@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit, ValueError, OSError(5, "the caller's own")], ids=repr)
def test_what_breaks_off_the_making_passes_and_leaves_nothing(
    tmp_path: Path, source: Path, stop: type[BaseException], zipped: bool
) -> None:
    kind = stop if isinstance(stop, type) else type(stop)
    with pytest.raises(kind) as caught, package(tmp_path / "new" / "bag", zipped=zipped) as made:  # noqa: PT012
        fill(made, source)
        raise stop
    assert type(caught.value) is kind
    assert beside(tmp_path / "new") == []


@FORMS
def test_an_interruption_in_the_middle_of_a_file_leaves_nothing(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, zipped: bool
) -> None:
    write = os.write
    for stop in range(1, 9):
        left = [stop]

        def stopped(handle: int, body: bytes, left: list[int] = left) -> int:
            left[0] -= 1
            if not left[0]:
                raise KeyboardInterrupt
            return write(handle, body)

        monkeypatch.setattr(os, "write", stopped)
        with pytest.raises(KeyboardInterrupt):
            make(tmp_path / "bag", source, zipped=zipped)
        assert beside(tmp_path / "bag") == []


@FORMS
def test_nothing_is_said_later_of_a_package_that_was_broken_off(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, zipped: bool
) -> None:
    """An archive that is still open would be written to when the interpreter clears it away."""
    said: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", said.append)
    with pytest.raises(MissingError), package(tmp_path / "bag", zipped=zipped) as made:  # noqa: PT012
        fill(made, source)
        made.copy("x", tmp_path / "absent")
    del made
    gc.collect()
    assert said == []


@FORMS
@POSIX
def test_no_handle_stays_open(tmp_path: Path, source: Path, zipped: bool) -> None:
    handles = Path("/proc/self/fd")
    if not handles.is_dir():
        pytest.skip("this system does not list open handles")
    before = len(list(handles.iterdir()))
    make(tmp_path / "bag", source, zipped=zipped)
    with pytest.raises(MissingError), package(tmp_path / "other", zipped=zipped) as made:  # noqa: PT012
        fill(made, source)
        made.copy("x", tmp_path / "absent")
    assert len(list(handles.iterdir())) == before


@FORMS
def test_memory_and_handles_do_not_grow_with_the_files(tmp_path: Path, zipped: bool) -> None:
    """A program of its own: what it held most, with and without 150 MB in files large and small, differs by a few pieces."""
    status = Path("/proc/self/status")
    if not status.exists():
        pytest.skip("this system does not tell the most memory a program held")
    (tmp_path / "large").write_bytes(bytes(100_000_000))
    (tmp_path / "small").write_bytes(bytes(50_000))
    script = (
        "import re, resource, sys; from pathlib import Path; from converter.storage.package import package\n"
        "resource.setrlimit(resource.RLIMIT_NOFILE, (230, 230))\n"
        "with package(Path(sys.argv[1]), zipped=sys.argv[2] == 'True') as made:\n"
        "    for n in range(int(sys.argv[3])): made.copy(f'large{n}', Path('large')) if n < 1 else made.copy(f'{n % 40}/{n}', Path('small'))\n"
        "print(re.search(r'VmHWM:\\s*([0-9]+)', Path('/proc/self/status').read_text())[1])"
    )
    few, many = (
        int(
            subprocess.run(
                [sys.executable, "-c", script, f"b{n}", str(zipped), str(n)], cwd=tmp_path, check=True, capture_output=True
            ).stdout
        )
        for n in (0, 1001)
    )
    assert many < 60_000  # KiB
    assert many - few < 20_000
