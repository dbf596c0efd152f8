"""Writing to a remote folder follows the rules of a local one, in the words of the remote one, and the manifest comes first and last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from converter.archive import Plan, run_batch
from converter.errors import UsageError
from converter.failures import UNREACHED
from converter.ledger import Ledger as Opened
from converter.ledger import Run
from converter.order import Order
from converter.places import Remote, UnreachedError, place_of
from converter.storage import WouldOverwriteError, write_file, write_tree
from converter.storage.elsewhere import written_at
from converter.storage.manifest import MANIFEST, digest
from converter.task import Done, Failure, Settings, Task

fsspec = pytest.importorskip("fsspec", reason="needs the extra `cloud`")


@pytest.fixture
def top(tmp_path: Path) -> Remote:
    found = place_of(f"memory://{tmp_path.name}/out")
    assert isinstance(found, Remote)
    return found


def there(top: Remote) -> dict[str, bytes]:
    memory = fsspec.filesystem("memory")
    names = memory.find(f"/{top.path}")
    return {name.removeprefix(f"/{top.path}/"): memory.cat_file(name) for name in names}


def write(top: Remote, files: Mapping[str, bytes], *, force: bool = False) -> None:
    with written_at(top, ["one/"], keeping=force) as folder:
        write_tree(folder / "one", files, force=force)


def test_a_tree_is_written_updated_and_cleared_of_what_is_stale(top: Remote) -> None:
    write(top, {"a.txt": b"a", "b/c.txt": b"c"})
    assert there(top).keys() == {"one/a.txt", "one/b/c.txt", f"one/{MANIFEST}"}
    write(top, {"a.txt": b"A", "d.txt": b"d"})
    found = there(top)
    assert found.keys() == {"one/a.txt", "one/d.txt", f"one/{MANIFEST}"}
    assert found["one/a.txt"] == b"A"
    assert b"pending" not in found[f"one/{MANIFEST}"]


def test_what_somebody_changed_there_stops_it_or_is_kept(top: Remote) -> None:
    write(top, {"a.txt": b"a"})
    fsspec.filesystem("memory").pipe_file(f"/{top.path}/one/a.txt", b"mine")
    before = there(top)
    with pytest.raises(WouldOverwriteError) as told:
        write(top, {"a.txt": b"A"})
    assert told.value.where == f"{top}/one/a.txt"
    assert there(top) == before
    write(top, {"a.txt": b"A"}, force=True)
    assert there(top)["one/a.txt"] == b"A"
    assert there(top)["one/a.txt.bak"] == b"mine"


def test_a_single_file_keeps_each_of_its_backups(top: Remote) -> None:
    for n, body in enumerate([b"first", b"second", b"third"]):
        with written_at(top, ["a.xml"], keeping=True) as folder:
            kept = write_file(folder / "a.xml", body, force=True).kept
            assert [path.name for path in kept] == [[], ["a.xml.bak"], ["a.xml.bak.1"]][n]
    assert there(top) == {"a.xml": b"third", "a.xml.bak": b"first", "a.xml.bak.1": b"second"}
    with written_at(top, ["a.xml"]) as folder:
        write_file(folder / "a.xml", b"fourth", own=digest(b"third"))
    assert there(top)["a.xml"] == b"fourth"
    with pytest.raises(UsageError), written_at(top, ["a.xml"]) as folder:
        write_file(folder / "a.xml", b"fifth", own=digest(b"third"))
    assert there(top)["a.xml"] == b"fourth"


@pytest.mark.parametrize("new", [{"a.txt": b"A", "b.txt": b"B", "c.txt": b"C"}, {"a.txt": b"later"}])
@pytest.mark.parametrize("old", [{}, {"a.txt": b"a", "c.txt": b"c"}])
@pytest.mark.parametrize("after", range(4))
def test_wherever_it_was_broken_off_the_next_one_mends_it(
    top: Remote, monkeypatch: pytest.MonkeyPatch, old: dict[str, bytes], new: dict[str, bytes], after: int
) -> None:
    if old:
        write(top, old)
    memory = type(fsspec.filesystem("memory"))
    put_file, puts = memory.put_file, []

    def broken(self: Any, *arguments: Any, **rest: Any) -> None:
        if len(puts) >= after:
            raise KeyboardInterrupt
        puts.append(arguments)
        put_file(self, *arguments, **rest)

    with monkeypatch.context() as during:
        during.setattr(memory, "put_file", broken)
        with pytest.raises(KeyboardInterrupt):
            write(top, {"a.txt": b"A", "b.txt": b"B", "c.txt": b"C"})
    assert after == 0 or b"pending" in there(top)[f"one/{MANIFEST}"]
    write(top, new)
    found = there(top)
    assert {name: body for name, body in found.items() if not name.endswith(MANIFEST)} == {
        f"one/{name}": body for name, body in new.items()
    }
    assert b"pending" not in found[f"one/{MANIFEST}"]


def _put_whole(top: Remote) -> None:
    whole = {"a.txt": b"abcdef"}
    with written_at(top, ["one/"], lambda name: whole.get(name.removeprefix("one/"))) as folder:
        write_tree(folder / "one", whole)


@pytest.mark.parametrize("beginning", [b"", b"abc"])
def test_a_file_that_was_broken_off_is_replaced(top: Remote, beginning: bytes) -> None:
    fsspec.filesystem("memory").pipe_file(f"/{top.path}/one/a.txt", beginning)
    _put_whole(top)
    assert there(top).keys() == {"one/a.txt", f"one/{MANIFEST}"}
    assert there(top)["one/a.txt"] == b"abcdef"


@pytest.mark.parametrize("other", [b"abd", b"abcdefg"])
def test_a_file_of_another_text_is_not(top: Remote, other: bytes) -> None:
    fsspec.filesystem("memory").pipe_file(f"/{top.path}/one/a.txt", other)
    with pytest.raises(WouldOverwriteError):
        _put_whole(top)
    assert there(top) == {"one/a.txt": other}


def test_a_place_that_does_not_answer_ends_the_run_and_the_next_one_does_it_again(
    top: Remote, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for n in range(30):
        Path(f"in/page-{n:02}.txt").write_text("河滨桥", encoding="utf-8")
    begun: list[str] = []

    def silent(tasks: Iterator[Task], settings: Settings) -> Iterator[Done]:
        assert settings.output == str(top)
        for task in tasks:
            begun.append(task.key)
            yield Done(task.key, Failure(UNREACHED, "does not answer", str(top)))

    order = Order(Settings(str(top)), ["in"], ledger=tmp_path / "ledger", engine=silent)  # type: ignore[arg-type]
    plans: list[Plan] = []
    for _ in range(2):
        with pytest.raises(UnreachedError, match="does not answer"):
            run_batch(order, _Quiet(plans), Event())
    assert len(begun) == 20
    assert begun[:10] == begun[10:]
    assert [plan.to_do for plan in plans] == [30, 30]
    with Opened(tmp_path / "ledger", Run("0", "", "{}"), top):
        pass


class _Quiet:
    def __init__(self, plans: list[Plan]) -> None:
        self.planned = plans.append

    def planning(self, found: int) -> None:
        pass

    def done(self, done: Done) -> None:
        pass

    def idle(self) -> None:
        pass
