"""The documentation is true: each console block in docs/ is run as it stands, and says what the page says it says.

`--rewrite-golden` writes what the commands say now; read the diff before it is committed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from command import ROOT

PAGES = [
    page
    for page in (
        ROOT / "docs" / "commands.md",
        ROOT / "docs" / "batch.md",
        ROOT / "docs" / "formats.md",
        ROOT / "docs" / "deposit.md",
        ROOT / "README.md",
    )
    if page.exists() and "```console" in page.read_text(encoding="utf-8")
]
_BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "examples", folder / "examples")
    return folder


def run(block: str, folder: Path) -> str:
    """The block again, with what each command says today."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "LC_ALL": "C.UTF-8",
        "SOURCE_DATE_EPOCH": "1609459200",
    }
    out = []
    for line in block.splitlines():
        if not line.startswith("$ "):
            continue
        done = subprocess.run(
            line[2:], shell=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder, env=environment, timeout=120, check=False
        )
        out.append(f"{line}\n{done.stdout.decode('utf-8', 'replace')}")
    return "".join(out)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_console_block_says_what_it_says(page: Path, checkout: Path, request: pytest.FixtureRequest) -> None:
    text = page.read_text(encoding="utf-8")
    blocks = _BLOCK.findall(text)
    now = [run(block, checkout) for block in blocks]
    if request.config.getoption("--rewrite-golden"):
        fresh = iter(now)
        page.write_text(_BLOCK.sub(lambda _match: f"```console\n{next(fresh)}```", text), encoding="utf-8")
        return
    for block, told in zip(blocks, now, strict=True):
        assert told == block


def test_the_python_of_the_guide_runs(checkout: Path) -> None:
    code = re.search(r"```python\n(.*?)```", (ROOT / "docs" / "commands.md").read_text(encoding="utf-8"), re.DOTALL)
    assert code
    subprocess.run([sys.executable, "-c", code[1]], cwd=checkout, check=True)
    assert (checkout / "site" / "index.html").exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_block_cuts_a_character(page: Path) -> None:
    assert "\ufffd" not in page.read_text(encoding="utf-8")


def test_the_guide_shows_every_command() -> None:
    from converter.cli.commands import broadsheet

    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert all(f"broadsheet {name}" in text for name in broadsheet.commands)
