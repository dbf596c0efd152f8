"""A user's stylesheet of XSLT 2.0 or 3.0: what it makes, what it may not do, and what is said where the extra is missing."""

from __future__ import annotations

import builtins
from pathlib import Path
from typing import Any

import pytest
from publish_reference import EVERY, tei

from converter.errors import MaterialError, MissingError
from converter.publish import make_site

XSL = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0" xpath-default-namespace="http://www.tei-c.org/ns/1.0" expand-text="yes"'


def stylesheet(folder: Path, content: str, version: str = "3.0") -> Path:
    path = folder / "own.xsl"
    path.write_text(f'<xsl:stylesheet version="{version}" {XSL}>\n{content}\n</xsl:stylesheet>', encoding="utf-8")
    return path


def test_without_the_extra_it_is_said_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "saxonche":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MissingError, match=r"(?s)own\.xsl.*XSLT 3\.0.*pip install 'broadsheet\[saxon\]'"):
        make_site([EVERY], stylesheet=stylesheet(tmp_path, ""))


class TestWithSaxon:
    """These need the extra `saxon`."""

    @pytest.fixture(autouse=True)
    def _extra(self) -> None:
        pytest.importorskip("saxonche", reason="the extra `saxon` is not installed")

    def test_it_makes_one_file_of_each_with_its_parameters(self, tmp_path: Path) -> None:
        content = (
            '<xsl:param name="say"/><xsl:output method="text"/>'
            "<xsl:template match=\"/\">{$say}: {string-join(//div[@type='article']/head[@type='main'] ! normalize-space(), '|')}</xsl:template>"
        )
        sources = [tei(f'<div type="article"><head type="main">{n}</head></div>') for n in "甲乙"]
        made = make_site(sources, stylesheet=stylesheet(tmp_path, content), params={"say": 'it\'s <"so">'})
        assert made.files == {"issue-1.html": 'it\'s <"so">: 甲'.encode(), "issue-2.html": 'it\'s <"so">: 乙'.encode()}

    def test_its_modules_are_read_from_beside_it(self, tmp_path: Path) -> None:
        (tmp_path / "module.xsl").write_text(
            f'<xsl:stylesheet version="3.0" {XSL}><xsl:template match="/"><out/></xsl:template></xsl:stylesheet>'
        )
        own = stylesheet(tmp_path, '<xsl:include href="module.xsl"/>')
        assert b"<out " in make_site([tei("")], stylesheet=own).files["issue-1.html"]

    def test_what_is_declared_is_what_is_written(self, tmp_path: Path) -> None:
        content = (
            '<xsl:output method="xml" encoding="GB18030"/><xsl:template match="/"><out>{normalize-space(//p[last()])}</out></xsl:template>'
        )
        made = make_site([tei("<p>文</p>")], stylesheet=stylesheet(tmp_path, content)).files["issue-1.html"]
        assert b'encoding="UTF-8"' in made
        assert "文".encode() in made

    def test_its_messages_are_notices(self, tmp_path: Path) -> None:
        content = '<xsl:template match="/"><xsl:message>no photo</xsl:message><out/></xsl:template>'
        made = make_site([tei(""), tei("")], stylesheet=stylesheet(tmp_path, content))
        assert [(notice.code, notice.where, notice.message) for notice in made.notices] == [
            ("W-PUB-02", "TEI file 1", "no photo"),
            ("W-PUB-02", "TEI file 2", "no photo"),
        ]

    @pytest.mark.parametrize(
        "read",
        ["doc('{}')", "unparsed-text('{}')", "collection('{}')", "json-doc('{}')", "doc('https://example.org/x.xml')", "doc('jar:{}!/x')"],
    )
    def test_it_reads_nothing_while_it_runs(self, tmp_path: Path, read: str) -> None:
        secret = tmp_path / "secret.xml"
        secret.write_text("<x>secret</x>")
        own = stylesheet(tmp_path, f'<xsl:template match="/"><out>{{{read.format(secret.as_uri())}}}</out></xsl:template>')
        with pytest.raises(MaterialError, match="stopped"):
            make_site([tei("")], stylesheet=own)

    def test_it_writes_nothing(self, tmp_path: Path) -> None:
        target = tmp_path / "written.xml"
        content = f'<xsl:template match="/"><xsl:result-document href="{target.as_uri()}"><x/></xsl:result-document></xsl:template>'
        with pytest.raises(MaterialError, match="result-document"):
            make_site([tei("")], stylesheet=stylesheet(tmp_path, content))
        assert not target.exists()

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("<xsl:nonsense/>", "broken.*nonsense"),
            ("<xsl:template match='/'>{1 +}</xsl:template>", "broken"),
            ("<xsl:include href='none.xsl'/>", "broken.*none.xsl"),
            ("<xsl:include href='https://example.org/none.xsl'/>", "broken.*none.xsl"),
            ("<xsl:template match='/'><xsl:message terminate='yes'>no such page</xsl:message></xsl:template>", "stopped: no such page"),
        ],
    )
    def test_what_is_wrong_is_said(self, tmp_path: Path, content: str, said: str) -> None:
        with pytest.raises(MaterialError, match="(?s)" + said):
            make_site([tei("")], stylesheet=stylesheet(tmp_path, content))
