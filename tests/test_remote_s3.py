"""Batches from and to a store that speaks S3, by the real command: the same bytes as on a disk, resumed after changes, kills and silence."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from archives import archive, everything, page, rows, states
from command import broadsheet, program

from converter.errors import Exit
from converter.storage.manifest import MANIFEST

pytest.importorskip("s3fs", reason="needs the extra `cloud`")
boto3 = pytest.importorskip("boto3", reason="needs moto[server], of the extra `test`")
server = pytest.importorskip("moto.server", reason="needs moto[server], of the extra `test`")
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}
WORDS = ("s3://paper/in", "-o", "s3://paper/out", "--base", "s3://paper", "--ledger", "ledger", "--no-entities", "-j", 1)


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    store = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    store.start()
    host, port = store.get_host_and_port()
    yield f"http://{host}:{port}"
    store.stop()


@pytest.fixture(autouse=True)
def here(tmp_path: Path, endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, value in {
        **KEYS,
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    }.items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


class Bucket:
    """The bucket `paper`, as another program sees it."""

    def __init__(self, endpoint: str) -> None:
        self._client: Any = boto3.client("s3", endpoint_url=endpoint)
        for name in [one["Name"] for one in self._client.list_buckets()["Buckets"]]:
            for key in self.names(bucket=name):
                self._client.delete_object(Bucket=name, Key=key)
            self._client.delete_bucket(Bucket=name)
        self._client.create_bucket(Bucket="paper")

    def names(self, prefix: str = "", bucket: str = "paper") -> list[str]:
        pages = self._client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
        return [one["Key"] for page in pages for one in page.get("Contents", [])]

    def get(self, key: str) -> bytes:
        return bytes(self._client.get_object(Bucket="paper", Key=key)["Body"].read())

    def put(self, key: str, body: bytes) -> None:
        self._client.put_object(Bucket="paper", Key=key, Body=body)

    def delete(self, key: str) -> None:
        self._client.delete_object(Bucket="paper", Key=key)

    def put_folder(self, folder: str) -> None:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                self.put(path.as_posix(), path.read_bytes())

    def everything(self, prefix: str) -> dict[str, bytes]:
        return {name.removeprefix(prefix): self.get(name) for name in self.names(prefix)}


@pytest.fixture
def bucket(endpoint: str, here: Path) -> Bucket:
    del here
    return Bucket(endpoint)


def test_from_bucket_to_bucket_the_bytes_are_those_of_a_disk_and_only_what_changed_is_done_again(bucket: Bucket) -> None:
    archive("1998", pages=2)
    Path("in/1998/page-03.pdf").write_bytes(b"%PDF-1.7 of nothing")
    bucket.put_folder("in")
    assert broadsheet("batch", "in", "-o", "local", "--no-entities", "-j", 1).code == Exit.MATERIAL
    said = broadsheet("batch", *WORDS)
    assert said.code == Exit.MATERIAL
    assert "s3://paper/in/1998/page-03.pdf: E-BAT-04" in said.err
    assert bucket.everything("out/") == everything("local")
    assert b"pending" not in bucket.get(f"out/in/1998/page-01/{MANIFEST}")
    assert states("ledger") == states("local")
    assert [row["path"] for row in rows("ledger", "SELECT path FROM read ORDER BY task, path")] == [
        f"s3://paper/{p}" for p in bucket.names("in/")
    ]

    body = bucket.get("in/1998/page-02.txt")
    bucket.put("in/1998/page-02.txt", body[:-1] + b"\n" if body[-1:] != b"\n" else body[:-4] + "月\n".encode())  # of the same size
    Path("in/1998/page-02.txt").write_bytes(bucket.get("in/1998/page-02.txt"))
    bucket.put("in/1998/page-01.txt", bucket.get("in/1998/page-01.txt"))  # another date, the same text
    said = broadsheet("batch", *WORDS)
    assert "1 issue to do: 1 changed since\n1 done before\n" in said.err
    broadsheet("batch", "in", "-o", "local", "--no-entities", "-j", 1)
    assert bucket.everything("out/") == everything("local")
    bucket.delete(bucket.names("out/in/1998/page-01/tei/")[0])
    said = broadsheet("batch", *WORDS)
    assert "1 issue to do: 1 whose output is gone" in said.err
    assert bucket.everything("out/") == everything("local")
    bucket.put("in/1998/page-03.pdf", b"")
    assert "nothing to do" not in broadsheet("batch", *WORDS).err


def test_what_others_put_there_stops_one_issue_and_is_kept_when_forced(bucket: Bucket) -> None:
    archive("1998", pages=2)
    bucket.put_folder("in")
    bucket.put("out/in/1998/page-01/tei/in.1998.page-01.xml", b"<mine/>")
    bucket.put("out/in/1998/page-01/notes.txt", b"mine, too")
    said = broadsheet("batch", *WORDS)
    assert said.code == Exit.MATERIAL
    assert "E-BAT-06 would overwrite a file" in said.err
    assert "s3://paper/out/in/1998/page-01/tei/in.1998.page-01.xml" in said.err
    assert bucket.everything("out/in/1998/page-01/") == {"tei/in.1998.page-01.xml": b"<mine/>", "notes.txt": b"mine, too"}
    assert broadsheet("batch", *WORDS, "--retry", "failed", "--force").code == Exit.GOOD
    assert bucket.get("out/in/1998/page-01/tei/in.1998.page-01.xml.bak") == b"<mine/>"
    assert bucket.get("out/in/1998/page-01/notes.txt") == b"mine, too"
    assert bucket.get("out/in/1998/page-01/tei/in.1998.page-01.xml").startswith(b"<?xml")


def test_single_tei_files_by_dask_and_patterns(bucket: Bucket) -> None:
    pytest.importorskip("distributed", reason="needs the extra `dask`")
    archive("1998", pages=2)
    page("in/1998/other.txt")
    bucket.put_folder("in")
    words = ("-o", "s3://paper/out", "--base", "s3://paper", "--ledger", "ledger", "--only", "tei", "--no-entities", "-j", 1)
    said = program("batch", "s3://paper/in/*/page-*.txt", *words, "--engine", "dask")
    assert said.code == Exit.GOOD, said.err
    broadsheet("batch", "in/1998/page-01.txt", "in/1998/page-02.txt", "-o", "local", "--only", "tei", "--no-entities", "-j", 1)
    assert bucket.everything("out/") == everything("local")
    assert broadsheet("report", "ledger", "--format", "json").code == Exit.GOOD


def test_a_run_that_was_killed_while_it_wrote_is_gone_on_with(bucket: Bucket) -> None:
    archive("1998", pages=3)
    bucket.put_folder("in")
    run = subprocess.Popen(
        [sys.executable, "-m", "converter", "batch", *map(str, WORDS)], start_new_session=True, stderr=subprocess.DEVNULL
    )
    until = time.monotonic() + 60
    while len(bucket.names("out/")) < 3 and time.monotonic() < until and run.poll() is None:
        time.sleep(0.01)
    os.killpg(run.pid, signal.SIGKILL)
    run.wait()
    half = [json.loads(bucket.get(name)) for name in bucket.names("out/") if name.endswith(MANIFEST)]
    assert half
    assert all("pending" in manifest or len(manifest["files"]) > 10 for manifest in half)
    assert len(half) < 3
    bucket.put("in/1998/page-01.txt", "另外一页\n".encode() + bucket.get("in/1998/page-01.txt"))  # what is half there is of another text
    Path("in/1998/page-01.txt").write_bytes(bucket.get("in/1998/page-01.txt"))
    assert len(list(Path("ledger").rglob("*.json"))) > 0  # what was on its way
    said = broadsheet("batch", *WORDS)
    assert said.code == Exit.GOOD, said.err
    broadsheet("batch", "in", "-o", "local", "--no-entities", "-j", 1)
    assert bucket.everything("out/") == everything("local")
    assert {path.name.partition(".")[0] for path in Path("ledger").iterdir()} == {"broadsheet-batch"}


def test_a_server_that_is_not_there_or_refuses_is_told_soon(bucket: Bucket) -> None:
    began = time.monotonic()
    said = program("batch", *WORDS, AWS_ENDPOINT_URL="http://127.0.0.1:9")
    assert said.code == Exit.MISSING
    assert "does not answer" in said.err
    assert "AWS_ENDPOINT_URL" in said.err
    said = program("batch", *WORDS, AWS_ACCESS_KEY_ID="", AWS_SECRET_ACCESS_KEY="", AWS_EC2_METADATA_DISABLED="true")
    assert said.code == Exit.MISSING
    assert "set AWS_ACCESS_KEY_ID" in said.err
    assert time.monotonic() - began < 60
    assert "Traceback" not in said.err
    page("in/page.txt")
    said = broadsheet("batch", "in", "-o", "s3://no-such-bucket/out", "--ledger", "ledger", "--no-entities", "-j", 1)
    assert said.code == Exit.MATERIAL
    assert "E-BAT-12 cannot be written" in said.err
    said = broadsheet(
        "batch", "in", "-o", "s3://paper/out", "--ledger", "ledger", "--no-entities", "-j", 1
    )  # done again without being asked for
    assert said.code == Exit.GOOD, said.err
    assert len(bucket.names("out/in/page/tei/")) == 1


def test_a_ledger_lies_on_this_machine(bucket: Bucket) -> None:
    said = broadsheet("batch", "s3://paper/in", "-o", "s3://paper/out")
    assert said.code == Exit.USAGE
    assert "-o s3://paper/out --ledger ledger" in said.err
    said = broadsheet("batch", "s3://paper/in", "-o", "s3://paper/in", "--ledger", "ledger")
    assert said.code == Exit.USAGE
    assert "is the folder of the inputs, too" in said.err
    assert not bucket.names()
