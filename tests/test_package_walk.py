"""The files below a folder: all of them, sorted, and nothing else passed over in silence."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from converter.errors import MaterialError, UnreadableError
from converter.storage.walk import files_below

pytestmark = pytest.mark.skipif(os.name != "posix", reason="links, pipes and modes of POSIX")


def lay(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")


def test_files_come_sorted_by_their_whole_path(tmp_path: Path) -> None:
    lay(tmp_path, "b", "a/z", "a.b", "a-b/c", "A", "a/b/c", "版", ".hidden", "a/.x/y")
    (tmp_path / "empty").mkdir()
    assert list(files_below(tmp_path)) == [".hidden", "A", "a-b/c", "a.b", "a/.x/y", "a/b/c", "a/z", "b", "版"]


def test_links_pipes_and_sockets_are_named_and_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "edition"
    lay(tmp_path, "secret/of/another")
    lay(folder, "a/file", "z")
    (folder / "a" / "link").symlink_to("file")
    (folder / "a" / "way out").symlink_to(tmp_path / "secret")
    (folder / "nowhere").symlink_to("nothing")
    os.mkfifo(folder / "pipe")
    monkeypatch.chdir(folder)  # the name of a socket must be short
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
        with pytest.raises(MaterialError) as caught:
            files_below(folder)
    assert caught.value.where == str(folder)
    assert caught.value.what.endswith(
        ": a/link (a symbolic link), a/way out (a symbolic link), nowhere (a symbolic link), pipe (a named pipe), socket (a socket)"
    )


def test_ten_are_named_and_the_others_counted(tmp_path: Path) -> None:
    for n in range(13):
        (tmp_path / f"link{n:02}").symlink_to("x")
    with pytest.raises(MaterialError) as caught:
        files_below(tmp_path)
    assert caught.value.what.count("a symbolic link") == 10
    assert caught.value.what.endswith("link09 (a symbolic link), and 3 more")


@pytest.mark.parametrize("name", ["absent", "file", "shut", "."])
def test_a_folder_that_cannot_be_read_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    lay(tmp_path, "file", "shut/x")
    scandir = os.scandir

    def refusing(folder: Path) -> object:  # chmod does not stop root
        if folder.name == "shut":
            raise PermissionError(13, "Permission denied")
        return scandir(folder)

    monkeypatch.setattr(os, "scandir", refusing)
    with pytest.raises(UnreadableError, match="cannot be read") as caught:
        files_below(tmp_path / name)
    assert caught.value.where == str(tmp_path / ("shut" if name == "." else name))
