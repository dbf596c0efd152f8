"""Runs the command as a person does and gives what it said: in this process (quick), or as a program of its own."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from converter.cli import main

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "lvliang-2020-12"


@dataclass(frozen=True)
class Said:
    """The exit code, the bytes of standard output, the text of standard error."""

    code: int
    out: bytes
    err: str


def broadsheet(*words: object, stdin: bytes = b"") -> Said:
    """Runs the command in this process and the current folder."""
    out, err = io.TextIOWrapper(io.BytesIO(), "utf-8"), io.StringIO()
    given = io.TextIOWrapper(io.BytesIO(stdin), "utf-8")
    with mock.patch.multiple(sys, stdout=out, stderr=err, stdin=given):
        code = main([str(word) for word in words])
        out.flush()
    return Said(code, out.buffer.getvalue(), err.getvalue())  # type: ignore[attr-defined]


def program(*words: object, stdin: bytes = b"", cwd: Path | None = None, **environment: str) -> Said:
    """Runs the command as a program of its own, in a folder, with changes of the environment."""
    import os

    done = subprocess.run(
        [sys.executable, "-m", "converter", *map(str, words)],
        input=stdin, capture_output=True, cwd=cwd, timeout=120, env={**os.environ, **environment}, check=False,
    )  # fmt: skip
    return Said(done.returncode, done.stdout, done.stderr.decode("utf-8", "replace"))
