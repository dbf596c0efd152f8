"""Takes a number of pages and gives how many requests a batch makes of an object store for them, from bucket to bucket, and when all is done already.

The store is a small one of this machine that speaks S3 (moto, of the extra `test`), and counts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import make_pages
from scale_measure import DAY, ROOT, TEXT, surroundings

Wsgi = Callable[[dict[str, Any], Any], Iterable[bytes]]


@dataclass(frozen=True)
class Requests:
    """So many pages in a bucket. form: `edition` or `tei`."""

    stored: int
    form: str = "edition"

    @property
    def name(self) -> str:
        return f"s3-{self.stored}-{self.form}"

    def measured(self, work: Path) -> dict[str, Any]:
        """The line of this run."""
        folder = work / self.name
        if folder.exists():
            shutil.rmtree(folder)
        folder.mkdir(parents=True)
        with store() as (address, counted):
            environment = {**os.environ, **_keys(address), "SOURCE_DATE_EPOCH": DAY}
            _fill(address, self.stored)
            words = [
                "batch",
                "s3://archive/pages",
                "--base",
                "s3://archive/pages",
                "-o",
                "s3://archive/out",
                "--ledger",
                str(folder),
                "-j",
                "1",
            ]
            command = [sys.executable, "-m", "converter", *words, *(["--only", "tei"] if self.form == "tei" else [])]
            told = {}
            for run in ("first", "again"):
                counted.clear()
                subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
                told[run] = dict(sorted(counted.items()))
        shutil.rmtree(folder)
        return {"run": self.name, "stored": self.stored, "form": self.form, "requests": told, **surroundings()}


@contextmanager
def store() -> Iterator[tuple[str, Counter[str]]]:
    """Its address, and the requests by kind: those of HTTP, and LIST."""
    from moto.server import DomainDispatcherApplication, create_backend_app
    from werkzeug.serving import WSGIRequestHandler, make_server

    class Silent(WSGIRequestHandler):
        def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - its name there
            pass

    counted: Counter[str] = Counter()
    inner: Wsgi = DomainDispatcherApplication(create_backend_app)

    def counting(environ: dict[str, Any], respond: Any) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        counted["LIST" if method == "GET" and "list-type=" in environ.get("QUERY_STRING", "") else method] += 1
        return inner(environ, respond)

    server = make_server("127.0.0.1", 0, counting, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", counted
    finally:
        server.shutdown()
        thread.join()


def _keys(address: str) -> dict[str, str]:
    none = {"AWS_CONFIG_FILE": os.devnull, "AWS_SHARED_CREDENTIALS_FILE": os.devnull}
    return {
        "AWS_ACCESS_KEY_ID": "key",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": address,
        **none,
    }


def _fill(address: str, pages: int) -> None:
    import boto3

    urlopen(Request(f"{address}/moto-api/reset", method="POST")).close()  # what an earlier store of this process had
    given = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "us-east-1"}
    client = boto3.client("s3", endpoint_url=address, **given)
    client.create_bucket(Bucket="archive")
    for number in range(1, pages + 1):
        client.put_object(Bucket="archive", Key=f"pages/page-{number:06}.txt", Body=make_pages.page(TEXT, number).encode())
