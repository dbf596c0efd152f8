"""`publish` as it is typed: formats, a stylesheet of one's own with its parameters, an address, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import broadsheet
from publish_reference import EVERY, tei

import converter
from converter.errors import Exit, UsageError

XSL = '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">{}</xsl:stylesheet>'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("page.xml").write_bytes(
        tei('<div type="article" xml:id="a1"><head>题</head><p>转<gap reason="lost-glyph" unit="chars" quantity="1"/>型</p></div>')
    )
    return tmp_path


def published(*words: str) -> dict[str, str]:
    said = broadsheet("publish", "page.xml", "-o", "site", *words)
    assert said.code == Exit.GOOD, said.err
    return {path.name: path.read_text(encoding="utf-8") for path in Path("site").iterdir() if path.is_file()}


def test_text_and_markdown_on_demand() -> None:
    assert published("--format", "text")["a1.txt"] == "题\n\n转型\n"
    assert broadsheet("publish", "page.xml", "-o", "md", "--format", "markdown").code == Exit.GOOD
    assert Path("md/a1.md").read_text(encoding="utf-8").endswith("# 题\n\n转型\n")


def test_what_comes_by_standard_input_is_a_site() -> None:
    given = Path("page.xml").read_bytes()
    said = broadsheet("publish", "-", "-o", "site", stdin=given)
    assert said.code == Exit.GOOD, said.err
    assert Path("site/index.xml").read_bytes() == given
    assert "题" in Path("site/a1.html").read_text(encoding="utf-8")
    assert broadsheet("publish", "-", "page.xml", "-o", "both", stdin=given).code == Exit.GOOD
    assert sorted(path.parent.name for path in Path("both").glob("*/a1.html")) == ["issue-1", "page"]


def test_each_tei_of_a_corpus_is_checked() -> None:
    held = Path("page.xml").read_text(encoding="utf-8")
    held = held[held.index("<TEI") :]
    Path("all.xml").write_text(f'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/>{held}{held}</teiCorpus>', encoding="utf-8")
    said = broadsheet("publish", "all.xml", "-o", "site")
    assert said.code == Exit.GOOD, said.err
    assert [line.split()[:2] for line in said.err.splitlines() if line.startswith("W-PUB")] == [["W-PUB-05", "2"]]
    assert sorted(path.parent.name for path in Path("site").glob("*/a1.html")) == ["issue-1", "issue-2"]


def test_a_parameter_of_ours_is_passed() -> None:
    assert published("--format", "text", "--param", "lost=□")["a1.txt"] == "题\n\n转□型\n"
    assert '<html lang="en">' in published("--param", "interface=en", "--force")["a1.html"]


def test_a_parameter_of_a_stylesheet_of_ones_own_is_passed() -> None:
    Path("own.xsl").write_text(
        XSL.format(
            '<xsl:param name="a"/><xsl:param name="b"/><xsl:template match="/"><o><xsl:value-of select="concat($a, $b)"/></o></xsl:template>'
        )
    )
    assert "<o>x=y&lt;</o>" in published("--stylesheet", "own.xsl", "--param", "a=x=y", "--param", "b=<")["page.html"]


def test_an_address_gets_its_last_slash() -> None:
    assert 'rel="canonical" href="https://example.org/x/a1.html"' in published("--base-url", "https://example.org/x")["a1.html"]
    assert 'href="https://example.org/x/a1.html"' in published("--base-url", "https://example.org/x//", "--force")["a1.html"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "docx"], "markdown"),
        (["--param", "interface"], "equals sign"),
        (["--param", "=en"], "equals sign"),
        (["--param", "interface=fr"], "zh, en"),
        (["--param", "colour=red"], "interface"),
        (["--param", "lost=□"], "no such parameter"),
        (["--base-url", "example.org"], "https://"),
        (["--base-url", "ftp://example.org/"], "https://"),
        (["--base-url", "https://example.org/?x"], "https://"),
        (["--base-url", "https://example.org/a b"], "https://"),
        (["--base-url", "https://[x/"], "https://"),
        (["--base-url", "https://example.org/", "--format", "text"], "leave it out"),
        (["--stylesheet", "own.xsl", "--format", "text"], "leave one out"),
        (["--stylesheet", "own.xsl", "--base-url", "https://example.org/"], "--param base-url"),
    ],
)
def test_what_cannot_be_meant_is_refused(words: list[str], said: str) -> None:
    Path("own.xsl").write_text(XSL.format(""))
    answer = broadsheet("publish", "page.xml", "-o", "site", *words)
    assert answer.code == Exit.USAGE
    assert said in answer.err
    assert not Path("site").exists()


def test_the_same_from_python() -> None:
    converter.publish("page.xml", "t", form="text", params={"lost": "?"})
    assert Path("t/a1.txt").read_text(encoding="utf-8") == "题\n\n转?型\n"
    with pytest.raises(UsageError, match="address"):
        converter.publish("page.xml", "s", base_url="nowhere")


@pytest.mark.parametrize("form", ["html", "text", "markdown"])
def test_publishing_again_rewrites_only_what_changed(form: str) -> None:
    Path("page.xml").write_bytes(EVERY.read_bytes())
    assert not converter.publish("page.xml", "site", form=form, keep_invalid=True).written.unchanged  # type: ignore[arg-type]
    again = converter.publish("page.xml", "site", form=form, keep_invalid=True).written  # type: ignore[arg-type]
    assert not again.written
    Path("page.xml").write_bytes(EVERY.read_bytes().replace("又及。".encode(), "再及。".encode()))
    before = {path: path.stat().st_mtime_ns for path in Path("site").rglob("*") if path.is_file()}
    changed = {path.name for path in converter.publish("page.xml", "site", form=form, keep_invalid=True).written.written}  # type: ignore[arg-type]
    touched = {path.name for path in before if path.stat().st_mtime_ns != before[path]}
    assert changed == touched - {"broadsheet-manifest.json", "manifest.json"}
    assert any(name.startswith("a2") for name in changed)
    assert not any(name.startswith(("a1", "a3")) for name in changed)
