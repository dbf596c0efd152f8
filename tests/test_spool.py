"""Files that wait on the disk: the same bytes as in a dict, little memory, nothing left behind."""

from __future__ import annotations

import pickle
import tracemalloc
from pathlib import Path

import pytest

from converter.errors import UsageError
from converter.storage import spool as room
from converter.storage import write_tree
from converter.storage.spool import Below, Spool


def test_it_is_a_mapping_of_what_was_put_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "IN_MEMORY", 4)  # so that it goes to the disk
    files = Spool(tmp_path / "not" / "there")
    files["b"] = b"second"
    files["a"] = b""
    files["b"] = b"again, longer"
    files["c"] = "字".encode()
    assert files == {"b": b"again, longer", "a": b"", "c": "字".encode()}
    assert list(files) == ["b", "a", "c"]
    del files["a"]
    assert "a" not in files
    assert len(files) == 2
    with pytest.raises(KeyError):
        files["a"]


def test_nothing_of_it_is_seen_in_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "IN_MEMORY", 4)
    files = Spool(tmp_path / "edition")
    files["a"] = b"longer than four"
    assert list(tmp_path.iterdir()) == []


def test_what_waits_takes_no_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "IN_MEMORY", 1 << 20)
    files = Spool(tmp_path)
    tracemalloc.start()
    for n in range(32):
        files[f"{n}.txt"] = bytes(1 << 20)
    write_tree(tmp_path / "new", files)
    write_tree(tmp_path / "new", files)  # again, over what is there
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 << 20


def test_another_process_gets_the_bytes(tmp_path: Path) -> None:
    files = Spool(tmp_path)
    files["a"] = b"x"
    assert pickle.loads(pickle.dumps(files)) == {"a": b"x"}


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Full:
        def seek(self, at: int) -> None: ...

        def write(self, _: bytes) -> None:
            raise OSError(28, "No space left on device")

    files = Spool(tmp_path)
    monkeypatch.setattr(files, "_file", Full())
    with pytest.raises(UsageError, match="cannot be written: no space left on device"):
        files["a"] = b"x"
    assert "a" not in files


def test_a_part_of_the_files_by_what_follows_the_folder() -> None:
    files = {"tei/a.xml": b"<a/>", "html/index.html": b"<p>"}
    pages = Below(files, "html/")
    pages["a1.html"] = b"<p>1"
    assert pages == {"index.html": b"<p>", "a1.html": b"<p>1"}
    assert files["html/a1.html"] == b"<p>1"
    assert "a.xml" not in pages
    del pages["index.html"]
    assert list(files) == ["tei/a.xml", "html/a1.html"]
