"""Takes a folder and shows it in a browser of this machine, and to no other one, until it is stopped."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shlex import quote
from socket import socket
from threading import BoundedSemaphore
from typing import Any

from converter.errors import MissingError, UsageError
from converter.own_names import LEDGER
from converter.real_paths import real

HOST = "127.0.0.1"
_MOST_AT_ONCE = 32  # a browser opens six connections
_SECONDS = 30


class Server(ThreadingHTTPServer):
    """Serves one folder on the loopback address; more requests than a browser makes at once have to wait."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, folder: Path, port: int) -> None:
        self.slots = BoundedSemaphore(_MOST_AT_ONCE)
        self.folder = real(folder)
        super().__init__((HOST, port), partial(_Pages, directory=str(self.folder)))

    @property
    def url(self) -> str:
        """Where the edition begins."""
        start = "html/" if not (self.folder / "index.html").exists() and (self.folder / "html/index.html").exists() else ""
        return f"http://{HOST}:{self.server_address[1]}/{start}"

    def process_request(self, request: Any, client_address: Any) -> None:
        self.slots.acquire()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:
        try:
            super().process_request_thread(request, client_address)
        finally:
            self.slots.release()

    def handle_error(self, request: socket | tuple[bytes, socket], client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no event."""


class _Pages(SimpleHTTPRequestHandler):
    timeout = _SECONDS
    server: Server

    def send_head(self) -> Any:
        """Only what lies in the folder, and only to a page of this machine (a foreign name that resolves to 127.0.0.1 is refused)."""
        name = (self.headers.get("Host") or HOST).rsplit(":", 1)[0]
        if name not in (HOST, "localhost"):
            self.send_error(421, "this server answers to 127.0.0.1 only")
            return None
        if not real(Path(self.translate_path(self.path))).is_relative_to(self.server.folder):
            self.send_error(403, "outside of the folder")
            return None
        return super().send_head()

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")  # an edition that was just built again is seen as it is
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Quiet: the page itself shows what was served."""


def serve(folder: Path, port: int = 0) -> Server:
    """A server that is bound and not yet running (`serve_forever`). port 0: a free one.

    Errors: MissingError where the folder holds no page; UsageError where the port is taken.
    """
    if folder.is_file():
        hint = "make its HTML edition first: broadsheet publish FILE -o DIR, then broadsheet preview DIR"
        raise UsageError("is a file; an edition's folder is shown", where=str(folder), hint=hint)
    if not folder.is_dir():
        raise MissingError("there is no such folder", where=str(folder), hint="make an edition first: broadsheet build INPUT")
    if not any((folder / name).exists() for name in ("index.html", "html/index.html")) and not any(folder.glob("*.html")):
        hint = "name an edition's folder, such as output/ID, or its html folder"
        if (folder / LEDGER).exists():
            hint = (
                f"it is that of a batch: name one of its editions, or make one site of all: broadsheet publish {quote(str(folder))} -o site"
            )
        raise MissingError("holds no HTML edition", where=str(folder), hint=hint)
    try:
        return Server(folder, port)
    except OSError as error:
        raise UsageError(
            f"port {port} cannot be used: {(error.strerror or str(error)).lower()}", hint="leave --port out: a free one is taken"
        ) from error
