"""Inputs on a web server: what it lists and what it does not, what it refuses, and what is said where it does not answer."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from archives import archive, everything, page, states
from command import Said, broadsheet

from converter.errors import Exit, UsageError
from converter.places import Remote, UnreachedError, place_of

pytest.importorskip("aiohttp", reason="needs the extra `cloud`")


class Server(SimpleHTTPRequestHandler):
    """Serves a folder. Below a folder `503` (and its like) it answers so; of `unlisted` and `refused` it lists nothing; below `always` it has an answer to all."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        parts = self.path.strip("/").split("/")
        if number := next((int(part) for part in parts if part.isdecimal() and 400 <= int(part) < 600), None):
            self.send_error(number)
        elif self.path in ("/unlisted/", "/refused/"):
            self.send_error(404 if parts[0] == "unlisted" else 403)
        elif parts[0] == "always" and not self.path.endswith(".txt"):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<p>What was asked for is not here</p>" if self.command == "GET" else b"")
        elif self.command == "HEAD":
            super().do_HEAD()
        else:
            super().do_GET()

    do_HEAD = do_GET  # noqa: N815 - the name is the library's

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def url(here: Path, asked: list[str]) -> Iterator[str]:
    """Of a server of the current folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(type("One", (Server,), {"asked": asked}), directory=here)) as web:
        Thread(target=web.serve_forever, args=(0.02,), daemon=True).start()
        yield f"http://127.0.0.1:{web.server_port}"
        web.shutdown()


@pytest.fixture
def silent() -> str:
    """The address of a port where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{free.getsockname()[1]}"


def batch(*words: str) -> Said:
    return broadsheet("batch", *words, "-o", "out", "--only", "tei", "--no-entities", "-j", 1)


def test_pages_of_a_web_server(url: str) -> None:
    """It lists names without sizes, so that each page is asked for."""
    archive("1998", pages=2)
    words = (f"{url}/in", "--base", url)
    said = batch(*words)
    assert said.code == Exit.GOOD, said.err
    assert list(everything("out")) == ["in/1998/page-01.xml", "in/1998/page-02.xml"]
    assert batch(*words).err == "nothing to do\n2 done before\n"
    page("in/1998/page-02.txt", "another")
    assert "1 issue to do: 1 changed since" in batch(*words).err


@pytest.mark.parametrize("named", ["", "/", "/in/1998/", "/in/*/*.txt", "/**/page-0[1-9].txt", "/*/"])
def test_a_server_and_patterns_on_it_are_folders_as_any(url: str, named: str) -> None:
    archive("1998", pages=2)
    said = batch(url + named, "--base", url)
    assert said.code == Exit.GOOD, said.err
    assert list(everything("out")) == ["in/1998/page-01.xml", "in/1998/page-02.xml"]


def test_no_other_server_is_asked(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above a server lies nothing: `http://edition.toml` would be one of that name."""
    page("page-01.txt")
    looked: list[object] = []
    lookup = socket.getaddrinfo
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *rest, **more: looked.append(host) or lookup(host, *rest, **more))  # type: ignore[func-returns-value]
    assert batch(f"{url}/page-01.txt").code == Exit.GOOD
    assert set(looked) <= {"127.0.0.1"}
    top = place_of(url)
    assert isinstance(top, Remote)
    assert top.parent == (top / "..") == (top / "in/../../../.") == top
    assert str(top / "/page-01.txt") == f"{url}/page-01.txt"


@pytest.mark.parametrize("folder", ["unlisted", "refused", "always"])
def test_a_page_is_made_whose_folder_is_not_listed(url: str, folder: str) -> None:
    page(f"{folder}/page-01.txt")
    said = batch(f"{url}/{folder}/page-01.txt", "--base", url)
    assert said.code == Exit.GOOD, said.err
    assert list(everything("out")) == [f"{folder}/page-01.xml"]
    assert batch(f"{url}/{folder}/page-01.txt", "--base", url).err == "nothing to do\n1 done before\n"


@pytest.mark.parametrize("folder", ["unlisted", "refused"])
def test_a_folder_is_known_as_one_though_none_above_it_is_listed(url: str, folder: str) -> None:
    for n in (1, 2):
        page(f"{folder}/1998/page-0{n}.txt")
    for named in (f"{url}/{folder}/1998", f"{url}/{folder}/1998/*"):
        said = batch(named, "--base", url)
        assert said.code == Exit.GOOD, said.err
        assert list(everything("out")) == [f"{folder}/1998/page-0{n}.xml" for n in (1, 2)]
    assert said.err == "nothing to do\n2 done before\n"


def test_the_edition_toml_beside_such_a_page_is_used(url: str) -> None:
    page("unlisted/page-01.txt")
    Path("unlisted/edition.toml").write_text('[edition]\nid = "a-day"\n', encoding="utf-8")
    said = batch(f"{url}/unlisted/page-01.txt", "--base", url)
    assert said.code == Exit.GOOD, said.err
    assert b'xml:id="a-day"' in everything("out")["unlisted/page-01.xml"]


@pytest.mark.parametrize("named", ["/none.txt", "/none/", "/410/none.txt", "/unlisted/"])
def test_what_is_not_there_is_told_by_the_name_that_was_typed(url: str, named: str) -> None:
    said = batch(url + named)
    assert said.code == Exit.MISSING
    assert f"error: {url}{named}: there is no such file\n" in said.err
    assert not Path("out").exists()


@pytest.mark.parametrize("named", ["/401/page.txt", "/403/page.txt", "/403/", "/403/*.txt", "/refused/"])
def test_what_may_not_be_read_is_a_failure_that_says_so(url: str, named: str) -> None:
    page("in/page-01.txt")
    page("refused/page-01.txt")
    said = batch(url + named, f"{url}/in", "--base", url)
    assert said.code == Exit.MATERIAL
    assert "E-BAT-04 may not be read by you" in said.err
    assert sorted(states("out").values()) == ["done", "failed"]


@pytest.mark.parametrize("named", ["/503/page.txt", "/500/", "/429/*.txt"])
def test_a_server_that_fails_is_told_with_its_answer(url: str, named: str) -> None:
    said = batch(url + named)
    assert said.code == Exit.MISSING
    assert f"error: {url}{named}: is not given: the server answers {named[1:4]} (" in said.err
    assert not Path("out").exists()


@pytest.mark.parametrize("named", ["/x", "", "/", "/in/*.txt", "/**/*.txt"])
def test_a_server_that_is_not_there_is_told_as_typed(silent: str, named: str) -> None:
    said = batch(silent + named)
    assert said.code == Exit.MISSING
    assert f"error: {silent}{named}: does not answer (" in said.err
    assert "see whether the network and the server are there" in said.err
    assert not Path("out").exists()


def test_a_server_that_takes_a_question_and_says_nothing_is_told_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("converter.places.reach._READ", 0.3)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        began = time.monotonic()
        said = batch(f"http://127.0.0.1:{deaf.getsockname()[1]}/page.txt")
        assert time.monotonic() - began < 30
    assert said.code == Exit.MISSING
    assert "/page.txt: does not answer (" in said.err


def test_an_archive_on_a_server(url: str, silent: str) -> None:
    for there, what in (
        (f"{silent}/in.zip", "does not answer ("),
        (f"{url}/503/in.zip", "is not given: the server answers 503 ("),
        (f"{url}/none.zip", "there is no such file"),
    ):
        said = batch(f"zip://::{there}")
        assert said.code == Exit.MISSING
        assert f"error: zip://::{there}: {what}" in said.err


def test_one_that_is_not_there_stops_no_batch_and_one_that_does_not_answer_does(url: str, silent: str) -> None:
    page("in/page-01.txt")
    said = batch(f"{url}/in", f"{url}/none.txt", "--base", url)
    assert said.code == Exit.MATERIAL
    assert states("out") == {"in/page-01": "done", "none": "failed"}
    said = batch(f"{url}/in", f"{silent}/x.txt", "--base", url)
    assert said.code == Exit.MISSING
    assert f"error: {silent}: does not answer (" in said.err


@pytest.mark.parametrize("name", ["http://", "https:///papers", "http:///"])
def test_an_address_without_a_server_is_refused(name: str) -> None:
    with pytest.raises(UsageError, match="names no server"):
        place_of(name)


def test_a_listing_that_breaks_off_is_no_folder_without_pages(url: str) -> None:
    found = place_of(f"{url}/503")
    assert isinstance(found, Remote)
    with pytest.raises(UnreachedError, match="the server answers 503"):
        found.listing()
