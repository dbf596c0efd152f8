"""The preview: the folder and nothing else, to this machine and no other, and quiet when it is stopped."""

from __future__ import annotations

import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from converter.errors import MissingError, UsageError
from converter.own_names import LEDGER
from converter.preview import Server, serve


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("<p>第1版", encoding="utf-8")
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "out.txt").symlink_to(tmp_path / "secret.txt")
    return folder


@pytest.fixture
def server(site: Path) -> Iterator[Server]:
    with serve(site) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield running
        running.shutdown()
        thread.join()


def ask(server: Server, path: str, host: str | None = None) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=5)
    connection.request("GET", path, headers={"Host": host} if host else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, body


def test_it_serves_the_folder(server: Server) -> None:
    status, body = ask(server, "/")
    assert (status, body.decode()) == (200, "<p>第1版")
    assert server.url == f"http://127.0.0.1:{server.server_address[1]}/"


def test_it_listens_on_the_loopback_address_only(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    others = {found[4][0] for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1", "127.0.1.1"}
    for address in others:
        with pytest.raises(OSError):  # noqa: PT011 - refused or unreachable, as the system says it
            socket.create_connection((str(address), server.server_address[1]), timeout=1).close()


@pytest.mark.parametrize("path", ["/../secret.txt", "/%2e%2e/secret.txt", "/out.txt", "//../secret.txt"])
def test_it_gives_nothing_outside_the_folder(server: Server, path: str) -> None:
    status, body = ask(server, path)
    assert status in (403, 404)
    assert b"secret" not in body.replace(b"secret.txt", b"")


def test_a_foreign_name_for_this_machine_is_refused(server: Server) -> None:
    assert ask(server, "/", host="evil.example:80")[0] == 421
    assert ask(server, "/", host="localhost:80")[0] == 200


def test_the_whole_edition_opens_at_its_html(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "index.html").write_text("x")
    with serve(tmp_path) as running:
        assert running.url.endswith("/html/")


def test_no_folder_no_edition_no_port(tmp_path: Path, site: Path) -> None:
    with pytest.raises(MissingError, match="no such folder"):
        serve(tmp_path / "nowhere")
    with pytest.raises(MissingError, match="no HTML edition"):
        serve(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(UsageError, match="cannot be used"):
            serve(site, taken.getsockname()[1])


def test_the_folder_of_a_batch_is_told_what_makes_a_site_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "an archive"
    folder.mkdir()
    (folder / LEDGER).write_bytes(b"")
    with pytest.raises(MissingError, match="holds no HTML edition") as caught:
        serve(folder)
    assert f"broadsheet publish '{folder}' -o site" in str(caught.value.hint)


def test_ctrl_c_ends_it_in_peace(site: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "converter", "preview", str(site)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert process.stdout
    assert process.stdout.readline().startswith("http://127.0.0.1:")
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert process.returncode == 0
    assert "Traceback" not in said
