"""Which files a site has, what it refuses, and what a user's own stylesheet may do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree, html
from publish_reference import EVERY, article, tei

from converter.errors import MaterialError, MissingError, UnreadableError, UsageError
from converter.publish import CODES, make_site, publish

ROOT = Path(__file__).resolve().parents[1]
XSL = 'xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"'


def stylesheet(folder: Path, content: str, version: str = "1.0") -> Path:
    path = folder / "own.xsl"
    path.write_text(f'<xsl:stylesheet version="{version}" {XSL}>\n{content}\n</xsl:stylesheet>', encoding="utf-8")
    return path


def test_one_file_makes_an_issue_page_and_a_page_per_article() -> None:
    files = publish([EVERY])
    assert list(files)[:5] == ["index.html", "a1.html", "a2.html", "a3.html", "p2-a4.html"]
    assert {"names/persons.html", "names/places.html", "names/organisations.html", "names/dates.html"} <= files.keys()
    assert {"search.html", "edition.css", "edition.js", "icon.svg"} <= files.keys()


def test_no_file_makes_no_site() -> None:
    with pytest.raises(UsageError, match="nothing to publish"):
        publish([])


def test_several_files_get_a_folder_each_and_a_list() -> None:
    files = publish([EVERY, tei('<div type="article" xml:id="a1"><p>文</p></div>'), EVERY])
    assert {
        "index.html",
        "sample-1999-05-04/a1.html",
        "issue-2/a1.html",
        "issue-3-sample-1999-05-04/a1.html",
        "edition.css",
    } <= files.keys()
    links = html.fromstring(files["index.html"]).xpath("//main//a/@href")
    assert links == ["sample-1999-05-04/index.html", "issue-3-sample-1999-05-04/index.html", "issue-2/index.html"]  # undated: last


def test_every_link_of_several_editions_leads_somewhere() -> None:
    files = publish([EVERY, EVERY])
    broken = []
    for path, body in files.items():
        if path.endswith(".html"):
            page = html.fromstring(body)
            for address in page.xpath("//@href"):
                if ":" not in address:
                    target, _, fragment = address.partition("#")
                    whole = os.path.normpath(Path(path).parent / target) if target else path
                    ids = html.fromstring(files[whole]).xpath("//@id") if whole in files and whole.endswith(".html") else []
                    if whole not in files or (fragment and fragment not in ids):
                        broken.append((path, address))
    assert broken == []


def test_no_id_is_used_twice_on_a_page() -> None:
    for path, body in publish([EVERY]).items():
        if path.endswith(".html"):
            ids = html.fromstring(body).xpath("//@id")
            assert len(ids) == len(set(ids)), path


@pytest.mark.parametrize("name", ["../../evil", "a/b", "", ".hidden", "-a"])
def test_an_article_id_that_could_be_a_path_is_refused(name: str) -> None:
    with pytest.raises(UnreadableError, match="NCName"):
        publish([tei(f'<div type="article" xml:id="{name}"><p>文</p></div>')])


@pytest.mark.parametrize("name", ["index", "INDEX", "x" * 300])
def test_an_article_id_that_cannot_name_a_page_is_not_used_for_one(name: str) -> None:
    files = publish([tei(f'<div type="article" xml:id="{name}"><p>文</p></div>')])
    assert list(files)[:2] == ["index.html", "article-1.html"]


def test_articles_without_ids_or_with_the_same_one_each_get_a_page() -> None:
    files = publish(
        [
            tei(
                '<div type="article"><p>一</p></div><div type="article" xml:id="A"><p>二</p></div><div type="article" xml:id="a"><p>三</p></div>'
            )
        ]
    )
    pages = [path for path in files if path.endswith(".html")]
    assert pages[:4] == ["index.html", "article-1.html", "A.html", "article-3.html"]


def test_foreign_tei_without_articles_is_shown_on_the_issue_page() -> None:
    site = make_site(
        [tei("<head>题</head><p>一段<list><item>甲</item></list></p><div><head>节</head><sp><speaker>某</speaker><p>话</p></sp></div>")]
    )
    text = html.fromstring(site.files["index.html"]).text_content()
    assert all(word in text for word in ("题", "一段", "甲", "节", "某", "话"))


def test_an_empty_text_makes_a_page() -> None:
    assert b"<h1" in publish([tei("")])["index.html"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (b"<TEI", "not well-formed"),
        (b"", "not well-formed"),
        (b"<html/>", "<html>, not <TEI>"),
        (b'<teiCorpus xmlns="http://www.tei-c.org/ns/1.0"/>', "teiCorpus"),
        (b'<!DOCTYPE TEI SYSTEM "http://example.org/x.dtd"><TEI xmlns="http://www.tei-c.org/ns/1.0"/>', "DOCTYPE"),
        (b'<!DOCTYPE TEI [<!ENTITY e SYSTEM "file:///etc/passwd">]><TEI xmlns="http://www.tei-c.org/ns/1.0">&e;</TEI>', "DOCTYPE"),
        (tei("<p>" + "<seg>" * 1500 + "</seg>" * 1500 + "</p>"), "depth"),
    ],
    ids=["cut", "empty", "html", "corpus", "dtd", "entity", "deep"],
)
def test_what_is_no_tei_is_refused_with_a_reason(source: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match="(?i)" + said):
        publish([source])


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="cannot be read"):
        publish([tmp_path / "none.xml"])


def test_hostile_text_stays_text() -> None:
    page = article(
        '<head>&lt;script&gt;alert(1)&lt;/script&gt;</head><p>&lt;/script&gt;&amp;amp;"\'</p><byline><persName>"&gt;&lt;b&gt;</persName></byline>'
    )
    parsed = html.fromstring(page)
    assert [script.get("type") for script in parsed.iter("script") if not script.get("src")] == ["application/ld+json"]
    assert not list(parsed.iter("b"))
    assert parsed.findtext(".//h1") == "<script>alert(1)</script>"
    assert "&amp;amp;" in page
    assert page.count("</script>") == len(list(parsed.iter("script"))) == 2  # our own file, and the metadata


@pytest.mark.parametrize(
    "target", ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "//example.org/", "file:///etc/passwd", " javascript:x"]
)
def test_a_link_never_leads_to_a_script_or_a_file(target: str) -> None:
    page = article(f'<p>见<ref target="{target}">此</ref></p>')
    assert target.strip() not in page
    assert "此" in page


def test_no_page_asks_another_host_for_anything() -> None:
    page = article(
        '<figure type="photo"><graphic url="https://example.org/x.png"/><ab type="caption">图</ab></figure><p>文<graphic url="//example.org/y.png"/></p>'
    )
    assert "example.org" not in page


def test_a_users_own_stylesheet_makes_one_file(tmp_path: Path) -> None:
    own = stylesheet(
        tmp_path,
        '<xsl:output method="text"/><xsl:param name="say"/><xsl:template match="/"><xsl:value-of select="concat($say, //tei:text)"/></xsl:template>',
    )
    source = tmp_path / "page.xml"
    source.write_bytes(tei("<p>文</p>"))
    assert publish([source], stylesheet=own, params={"say": 'it\'s "so" '}) == {"page.html": 'it\'s "so" 文'.encode()}


def test_a_users_own_stylesheet_may_include_its_modules(tmp_path: Path) -> None:
    (tmp_path / "module.xsl").write_text(
        f'<xsl:stylesheet version="1.0" {XSL}><xsl:template match="/"><out/></xsl:template></xsl:stylesheet>'
    )
    own = stylesheet(tmp_path, '<xsl:include href="module.xsl"/>')
    assert b"<out " in publish([tei("")], stylesheet=own)["issue-1.html"]


@pytest.mark.parametrize(
    ("content", "version", "said"),
    [
        ("<xsl:template match='/'><xsl:value-of select='1 +'/></xsl:template>", "1.0", r"own\.xsl:2.*1 \+"),
        ("<xsl:nonsense/>", "1.0", r"own\.xsl:2"),
        ("<xsl:template", "1.0", r"own\.xsl:\d.*not well-formed"),
        ("", "4.0", r"own\.xsl:1.*XSLT 4\.0"),
        ("<xsl:template match='/'><xsl:message terminate='yes'>no such page</xsl:message></xsl:template>", "1.0", "stopped: no such page"),
        ("<xsl:template match='/'><xsl:value-of select=\"document('own.xsl')\"/></xsl:template>", "1.0", "denied|refused"),
        ("<xsl:include href='none.xsl'/>", "1.0", r"own\.xsl|none\.xsl"),
        ("<xsl:template match='/' name='a'><xsl:call-template name='a'/></xsl:template>", "1.0", "stopped"),
    ],
    ids=["xpath", "element", "cut", "version", "terminate", "document", "include", "endless"],
)
def test_a_broken_stylesheet_is_named_with_file_line_and_reason(tmp_path: Path, content: str, version: str, said: str) -> None:
    with pytest.raises((MaterialError, UnreadableError), match="(?s)" + said):
        publish([tei("")], stylesheet=stylesheet(tmp_path, content, version))


def test_a_missing_stylesheet_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingError, match=r"none\.xsl"):
        publish([tei("")], stylesheet=tmp_path / "none.xsl")


def test_a_stylesheet_cannot_write(tmp_path: Path) -> None:
    target = tmp_path / "written.txt"
    own = stylesheet(
        tmp_path, f'<xsl:template match="/"><e:document xmlns:e="http://exslt.org/common" href="{target}">x</e:document></xsl:template>'
    )
    own.write_text(
        own.read_text().replace("<xsl:stylesheet ", '<xsl:stylesheet extension-element-prefixes="e" xmlns:e="http://exslt.org/common" ')
    )
    with pytest.raises(MaterialError):
        publish([tei("")], stylesheet=own)
    assert not target.exists()


def test_an_element_without_a_rule_is_shown_and_reported_once() -> None:
    site = make_site(
        [tei('<div type="article" xml:id="a1"><p xml:id="a1-p1">见<castItem>某角</castItem>与<castItem>某</castItem></p></div>')]
    )
    assert b'<span data-element="castItem">\xe6\x9f\x90\xe8\xa7\x92</span>' in site.files["a1.html"]
    assert [(n.code, n.where) for n in site.notices] == [("W-PUB-01", "a1-p1")]
    assert "castItem" in site.notices[0].message


def test_what_an_own_stylesheet_says_is_passed_on(tmp_path: Path) -> None:
    own = stylesheet(tmp_path, '<xsl:template match="/"><xsl:message>look here</xsl:message></xsl:template>')
    notices = make_site([tei("")], stylesheet=own).notices
    assert [(n.code, n.message) for n in notices] == [("W-PUB-02", "look here")]


def test_every_code_is_explained() -> None:
    rooms = [*(ROOT / "converter" / "publish").glob("*.py"), ROOT / "converter" / "site.py", *(ROOT / "xslt").glob("*.xsl")]
    texts = [path.read_text(encoding="utf-8") for path in rooms if path.name != "codes.py"]
    used = {code for text in texts for code in re.findall(r"[EWI]-PUB-\d\d", text)}
    assert used == CODES.keys()
    assert all(meaning and advice for meaning, advice in CODES.values())


def test_no_element_of_the_encoding_is_without_a_rule() -> None:
    assert make_site([EVERY]).notices == ()


@pytest.mark.shared
def test_the_model_needs_no_other_rule(shared: Path) -> None:
    assert make_site([shared / "design" / "model.xml"]).notices == ()


def test_bytes_do_not_depend_on_locale_hash_seed_or_folder(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); from pathlib import Path; from converter.publish import publish\n"
        "print(hashlib.sha256(repr(publish([Path(sys.argv[2])])).encode()).hexdigest())"
    )
    digests = set()
    for seed, locale, folder in (("1", "C", "a"), ("2", "zh_CN.UTF-8", "b/c")):
        place = tmp_path / folder
        place.mkdir(parents=True)
        (place / "x.xml").write_bytes(EVERY.read_bytes())
        environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": f"UTC{seed}"}
        done = subprocess.run(
            [sys.executable, "-c", code, str(ROOT), str(place / "x.xml")], env=environment, cwd=place, capture_output=True, check=True
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_stylesheets_are_well_formed_and_one_language_has_the_words_of_the_other() -> None:
    labels = etree.parse(ROOT / "xslt" / "labels.xsl")
    blocks = {block.get("lang"): {word.tag for word in block if isinstance(word.tag, str)} - {"month"} for block in labels.iter("words")}
    assert blocks["zh"] == blocks["en"]
    assert len(blocks["zh"]) > 40


def test_every_word_that_a_rule_asks_for_is_in_the_table() -> None:
    import re

    words = {word.tag for block in etree.parse(ROOT / "xslt" / "labels.xsl").iter("words") for word in block if isinstance(word.tag, str)}
    asked = {name for path in (ROOT / "xslt").glob("*.xsl") for name in re.findall(r"\$say/([a-z-]+)", path.read_text(encoding="utf-8"))}
    assert asked <= words


def test_the_interface_speaks_the_language_asked_for() -> None:
    assert b'<html lang="en">' in publish([EVERY], params={"interface": "en"})["a1.html"]
    assert b'<html lang="zh-Hans">' in publish([EVERY])["a1.html"]
    assert b'<html lang="en">' in publish([tei('<div type="article" xml:id="a1"><p>x</p></div>', language="de")])["a1.html"]
