"""The index for archives: what Pagefind is given, that its files are always the same, and what is said where it is not installed."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from command import broadsheet
from publish_reference import tei

from converter.errors import Exit, MissingError
from converter.publish import archive as archives
from converter.publish import make_site
from converter.publish.archive import words

installed = pytest.mark.skipif(importlib.util.find_spec("pagefind") is None, reason="the extra `search` is not installed")
BODY = '<div type="article" xml:id="a1"><head>题&lt;b&gt;</head><p>增长8.5%，<persName>王小明</persName>说 New-York</p></div>'


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("山城日报", "山 城 日 报"),
        ("增长8.5%，１２人", "增 长 8 5 1 2 人"),
        ("New-York的路 ab12c", "new york 的 路 ab 1 2 c"),
        ("Straße, naïve", "straße naïve"),
        ("カタカナ한국말", "カ タ カ ナ 한국말"),
        ("𠮷野家", "𠮷 野 家"),
        ("，。！", ""),
    ],
)
def test_each_character_is_a_word(text: str, found: str) -> None:
    assert " ".join(words(text)) == found


def test_without_pagefind_the_command_to_install_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "find_spec", lambda *_: None)
    with pytest.raises(MissingError, match="Pagefind") as told:
        make_site([tei(BODY)], archive=True)
    assert "pip install 'broadsheet[search]'" in str(told.value.hint)
    assert "search.html" in make_site([tei(BODY)]).files


@installed
def test_a_pagefind_that_stops_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(command: list[str], **_: Any) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, 1, "", "one\nCould not find the pagefind binary\n")

    monkeypatch.setattr(archives.subprocess, "run", stopped)
    with pytest.raises(MissingError, match="Could not find the pagefind binary"):
        make_site([tei(BODY)], archive=True)


@installed
def test_the_files_are_the_same_from_run_to_run_and_only_those_that_are_used() -> None:
    body = "".join(
        f'<div type="article" xml:id="a{n}"><pb n="{n}"/><p><persName>王{chr(0x4E00 + n)}</persName>来</p></div>' for n in range(40)
    )
    one, *others = (make_site([tei(BODY + body)], archive=True).files for _ in range(4))
    assert all(other == one for other in others)
    assert {"pagefind/pagefind.js", "pagefind/pagefind-entry.json", "search/index.js"} <= one.keys()
    assert [name for name in one if name.startswith("pagefind/") and ("-ui" in name or name.endswith(".css"))] == []
    assert b'data-archive="pagefind/"' in one["search.html"]
    assert not [name for name in make_site([tei(BODY)]).files if name.startswith("pagefind/")]


@installed
def test_pagefind_is_asked_for_at_the_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("page.xml").write_bytes(tei(BODY))
    said = broadsheet("publish", "page.xml", "-o", "site", "--archive")
    assert said.code == Exit.GOOD, said.err
    assert Path("site/pagefind/pagefind.js").is_file()


def test_pagefind_is_not_needed_to_load_the_package() -> None:
    code = "import sys; sys.modules['pagefind'] = None; from converter.publish import publish; import converter.publish.archive"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(__file__).parents[1]).returncode == 0
