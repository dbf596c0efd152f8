"""What a reader takes home from a page, what a server is told, and that every link between them leads somewhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.robotparser import RobotFileParser

import pytest
from lxml import etree, html
from publish_reference import EVERY, GOLDEN, T, bare, tei, tei_articles

from converter.publish import make_site, publish
from converter.publish.web import MOST_ENTRIES

BASE = "https://example.org/paper/"
ENDINGS = (".xml", ".txt", ".md", ".ris", ".bib", ".csl.json")
ATOM, MAP = "{http://www.w3.org/2005/Atom}", "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CITED = {
    "a1": "王一, 赵二, 孙三, 等. 主题里有乙会和<script>alert(1)</script>两行[N]. 样报, 1999-05-04(1, 2).",
    "a2": "山村通车[N]. 样报, 1999-05-04(1b).",
}


def named(header: str, byline: str = "", language: str = "zh-Hans") -> str:
    """The citation of an article with this header and byline."""
    body = f'<pb n="3"/><div type="article" xml:id="a1"><head>题</head>{byline}<p>文</p></div>'
    page = publish([tei(body, header=header, language=language)])["a1.html"]
    return html.fromstring(page).find_class("citation")[0].text_content()


def test_every_page_leads_to_its_downloads_and_each_of_them_is_there() -> None:
    files = publish([EVERY])
    for stem in ("index", "a1", "a2", "a3", "p2-a4"):
        page = html.fromstring(files[f"{stem}.html"])
        links = {a.get("href"): a.get("download") for a in page.xpath("//section[@class='downloads']//a")}
        named = "sample-1999-05-04" if stem == "index" else f"sample-1999-05-04-{stem}"
        assert links == {stem + ending: named + ending for ending in ENDINGS}
        assert page.xpath("//link[@rel='alternate']/@href") == list(links)
        assert links.keys() <= files.keys()


def test_the_downloads_of_an_article_hold_its_text() -> None:
    files, articles = publish([EVERY]), tei_articles(EVERY.read_bytes())
    assert bare(files["a2.txt"].decode()) == articles["a2"]
    assert tei_articles(files["a2.xml"]) == {"a2": articles["a2"]}
    assert set(tei_articles(files["p2-a4.xml"])) == {"p2-a4"}
    assert files["index.xml"] == EVERY.read_bytes()
    assert len(json.loads(files["index.csl.json"])) == len(re.findall("^TY  - NEWS", files["index.ris"].decode(), re.MULTILINE)) == 4


def test_an_article_that_jumps_takes_its_other_part_along() -> None:
    files = publish([EVERY])
    parts = [
        div.get("{http://www.w3.org/XML/1998/namespace}id")
        for div in etree.fromstring(files["a1.xml"]).iter(f"{T}div")
        if div.get("type") == "article"
    ]
    shown = html.fromstring(files["a1.html"]).xpath("//@data-article")
    assert len(parts) == 2
    assert parts == shown


@pytest.mark.parametrize("name", CITED)
def test_the_line_of_gbt_7714_names_what_is_known(name: str) -> None:
    assert html.fromstring(publish([EVERY])[f"{name}.html"]).find_class("citation")[0].text_content() == CITED[name]


def test_a_citation_leaves_out_what_is_not_known() -> None:
    assert named("<title>报</title>") == "题[N]. 报(3)."
    assert named('<title>报</title><imprint><date when="1999-05"/></imprint>') == "题[N]. 报, 1999-05(3)."
    signed = "<byline>" + "".join(f"<persName>A{n}</persName>" for n in range(4)) + "</byline>"
    assert named("<title>Post</title>", signed, "en") == "A0, A1, A2, et al. 题. Post, p. 3."  # no standard of another country


def test_an_article_that_jumps_cites_all_its_pages() -> None:
    def link(name: str, to: str) -> str:
        return f' {name}="#{to}"' if to else ""

    parts = ((1, "a1", "", "p2-a1"), (3, "p2-a1", "a1", "p3-a1"), (4, "p3-a1", "p2-a1", ""))
    body = "".join(
        f'<pb n="{n}"/><div type="article" xml:id="{name}"{link("prev", prev)}{link("next", after)}><head>Why?</head><p>文</p></div>'
        for n, name, prev, after in parts
    )
    for language, cited in (("zh-Hans", "Why?[N]. 报(1, 3, 4)."), ("fr", "Why? 报, pp. 1, 3, 4.")):
        files = publish([tei(body, header="<title>报</title>", language=language)])
        page = html.fromstring(files["a1.html"])
        assert page.find_class("citation")[0].text_content() == cited
        assert page.xpath("//meta[@name='citation_firstpage']/@content") == ["1"]
        assert "SP  - 1, 3, 4\r\n" in files["a1.ris"].decode()
        assert '"pagination":"1, 3, 4"' in files["a1.html"].decode()
        assert json.loads(files["a1.csl.json"])[0]["page"] == "1, 3, 4"


def test_articles_without_an_id_have_downloads_too() -> None:
    files = publish([tei('<div type="article"><head>甲</head><p>一</p></div><div type="article"><head>乙</head><p>二</p></div>')])
    assert tei_articles(files["article-2.xml"]) == {"": "乙二"}
    assert files["article-2.txt"].decode() == "乙\n\n二\n"


def test_no_article_takes_the_name_of_a_file_of_the_site() -> None:
    ids = ("index", "sitemap", "feed", "robots", "404")
    body = "".join(f'<div type="article" xml:id="{"n" * name.isdigit()}{name}"><p>文</p></div>' for name in ids)
    files = make_site([tei(body)], params={"base-url": BASE}).files
    assert files["sitemap.xml"].count(b"<loc>") > 3
    assert files["feed.xml"].count(b"<feed") == 1
    assert files["robots.txt"].startswith(b"User-agent")


def test_without_an_address_there_is_no_map_and_no_feed() -> None:
    files = publish([EVERY])
    assert not {"sitemap.xml", "feed.xml"} & files.keys()
    assert files["robots.txt"] == b"User-agent: *\nAllow: /\n"
    assert b"http" not in files["404.html"]


def test_the_map_names_every_page_once() -> None:
    for sources in ([EVERY], [EVERY, GOLDEN / "lvliang-2020-12" / "lvliang-2020-12.xml"]):
        files = make_site(sources, params={"base-url": BASE}).files
        found = [loc.text for loc in etree.fromstring(files["sitemap.xml"]).iter(f"{MAP}loc")]
        pages = [path for path in files if path.endswith(".html") and path != "404.html"]
        assert sorted(found) == sorted(BASE + ("" if path == "index.html" else path) for path in pages)
        robots = RobotFileParser()
        robots.parse(files["robots.txt"].decode().splitlines())
        assert robots.site_maps() == [f"{BASE}sitemap.xml"]
        assert robots.can_fetch("any", f"{BASE}a1.html")


def test_the_feed_tells_each_article_with_the_day_of_its_paper_and_of_its_edition() -> None:
    files = make_site([EVERY, GOLDEN / "lvliang-2020-12" / "lvliang-2020-12.xml"], params={"base-url": BASE}).files
    feed = etree.fromstring(files["feed.xml"])
    entries = feed.findall(f"{ATOM}entry")
    assert {entry.findtext(f"{ATOM}id") for entry in entries} == {BASE + path for path in files if re.search(r"/(p\d-)?a\d\.html$", path)}
    assert [entry.findtext(f"{ATOM}published") for entry in entries] == sorted(
        (e.findtext(f"{ATOM}published") for e in entries), reverse=True
    )
    one = next(entry for entry in entries if entry.findtext(f"{ATOM}id").endswith("/sample-1999-05-04/a1.html"))
    assert one.findtext(f"{ATOM}title") == "主题里有乙会和<script>alert(1)</script>两行"
    assert [name.text for name in one.iterfind(f"{ATOM}author/{ATOM}name")] == ["王一", "赵二", "孙三", "吴六", "郑七"]
    assert one.findtext(f"{ATOM}published") == "1999-05-04T00:00:00Z"
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext(f"{ATOM}updated")) for entry in entries)
    assert b'<link rel="alternate" type="application/atom+xml" href="../feed.xml">' in files["sample-1999-05-04/a1.html"]


def test_a_feed_is_of_the_latest_articles() -> None:
    body = "".join(f'<div type="article" xml:id="a{n}"><p>文{n}</p></div>' for n in range(MOST_ENTRIES + 20))
    old = tei('<div type="article" xml:id="x"><p>旧</p></div>', header='<title>报</title><imprint><date when="1949"/></imprint>')
    new = tei(body, header='<title>报</title><imprint><date when="1950-02"/></imprint>')
    entries = etree.fromstring(make_site([old, new], params={"base-url": BASE}).files["feed.xml"]).findall(f"{ATOM}entry")
    assert len(entries) == MOST_ENTRIES
    assert {entry.findtext(f"{ATOM}published") for entry in entries} == {"1950-02-01T00:00:00Z"}


def test_a_page_for_addresses_that_are_not_there_needs_no_other_file() -> None:
    page = make_site([EVERY], params={"base-url": BASE, "interface": "en"}).files["404.html"]
    parsed = html.fromstring(page)
    assert parsed.xpath("//@href | //@src") == ["data:,", BASE]
    assert parsed.findtext(".//h1") == "No such page"
    assert parsed.find_class("paper")[0].text == "样报"


def test_facts_of_the_issue_for_machines() -> None:
    page = html.fromstring(publish([EVERY])["index.html"])
    meta = {m.get("name") or m.get("property"): m.get("content") for m in page.iter("meta")}
    assert meta["DC.type"] == "newspaperIssue"
    assert meta["prism.publicationDate"] == "1999-05-04"
    assert not [name for name in meta if name and name.startswith("citation_")]
    (script,) = page.xpath("//script[@type='application/ld+json']")
    issue = json.loads(script.text)
    assert (issue["@type"], issue["issueNumber"], issue["isPartOf"]["name"]) == ("PublicationIssue", "3456", "样报")


def test_more_facts_of_an_article() -> None:
    page = html.fromstring(publish([EVERY])["a2.html"])
    meta = {m.get("name") or m.get("property"): m.get("content") for m in page.iter("meta")}
    assert meta["prism.number"] == meta["citation_issue"] == "3456"
    assert meta["prism.issn"] == "0000-0019"
    assert meta["article:published_time"] == "1999-05-04"
    assert meta["og:description"] == meta["description"]


def test_every_downloaded_table_of_nothing_is_still_a_file() -> None:
    """An issue without articles has its own downloads, with nothing in them."""
    files = publish([tei('<div type="advertisement"><p>告</p></div>')])
    assert json.loads(files["index.csl.json"]) == []
    assert files["index.ris"] == files["index.bib"] == b""
    assert "告" in files["index.txt"].decode()


def test_the_bytes_of_downloads_are_the_same_from_run_to_run(tmp_path: Path) -> None:
    path = tmp_path / "page.xml"
    path.write_bytes(EVERY.read_bytes())
    assert publish([path], params={"base-url": BASE}) == publish([EVERY.read_bytes()], params={"base-url": BASE})
