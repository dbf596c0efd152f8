"""The rules of the edition, row by row of the encoding: element, condition, what becomes of it."""

from __future__ import annotations

import unicodedata

import pytest
from lxml import etree, html
from publish_reference import article, bare, tei

from converter.publish import publish
from converter.publish.html5 import VOID, document

RULES = [
    ("kicker", '<head type="kicker">引</head><head>主</head>', '<p class="kicker">引</p><h1 class="headline phrased">主</h1>'),
    (
        "deck doubtful",
        '<head>主</head><head type="deck" cert="low">副</head>',
        '<p class="deck" data-cert="low" title="此处与本篇的归属存疑">副</p>',
    ),
    ("crosshead", '<head>主</head><div type="section"><head type="crosshead">小</head></div>', '<h2 class="crosshead">小</h2>'),
    ("banner in two lines", '<head type="banner">甲<lb/>乙</head>', '<p class="banner">甲<br>乙</p>'),
    ("line break in a word", '<head>甲<lb break="no"/>乙</head>', '<h1 class="headline phrased">甲<wbr>乙</h1>'),
    (
        "paragraph",
        '<p xml:id="a1-p1">文</p>',
        '<p id="a1-p1"><a class="anchor" href="#a1-p1" aria-label="本段链接" tabindex="-1"></a>文</p>',
    ),
    ("second part of a paragraph", '<p part="F">文</p>', '<p data-part="F">文</p>'),
    ("paragraph with a list", "<p>文<list><item>甲</item></list></p>", '<div class="p">文<ul><li>甲</li></ul></div>'),
    (
        "gap",
        '<p>转<gap reason="lost-glyph" unit="chars" quantity="2"/>新</p>',
        '转<span class="gap" role="img" aria-label="原文缺2字" title="原文缺2字" data-mark="□□"></span>新',
    ),
    ("surplus", '<p>甲<surplus reason="overprint">甲</surplus>乙</p>', "甲乙"),
    (
        "supplied",
        '<p><supplied cert="low">甲</supplied></p>',
        '<span class="supplied" title="此处与本篇的归属存疑" data-cert="low">甲</span>',
    ),
    ("unclear", "<p><unclear>甲</unclear></p>", '<span class="unclear" title="原文不清">甲</span>'),
    ("correction", "<p><choice><sic>己</sic><corr>已</corr></choice></p>", '<span class="corrected" title="原版作：己">已</span>'),
    (
        "two ways to read a word",
        "<p>甲<choice><unclear>乙</unclear><unclear>丙</unclear></choice></p>",
        '甲<span class="unclear" title="原文不清">乙</span></p>',
    ),
    (
        "apparatus with a lemma",
        "<p>甲<app><lem>乙</lem><rdg>丙</rdg><rdgGrp><rdg>丁</rdg></rdgGrp></app></p>",
        '甲<span class="variant" title="异文：丙，丁">乙</span></p>',
    ),
    (
        "apparatus without a lemma",
        "<p>甲<app><rdg>乙</rdg><rdg>丙</rdg></app></p>",
        '甲<span class="variant" title="异文：丙">乙</span></p>',
    ),
    (
        "one reading alone",
        "<p>甲<app><rdgGrp><rdg>乙</rdg></rdgGrp></app></p>",
        '甲<span class="variant">乙</span></p>',
    ),
    (
        "pointer into the web",
        '<p>见<ptr target="https://e.org/"/></p>',
        '见<a class="pointer" href="https://e.org/" rel="external" aria-label="https://e.org/"></a></p>',
    ),
    ("what is said of a sound", '<p>听<media mimeType="audio/mp3" url="a.mp3"><desc>歌</desc></media></p>', "</span><span>歌</span></p>"),
    ("weak hyphen", '<p>ex<pc force="weak">-</pc><lb break="no"/>ample</p>', "<p>example</p>"),
    ("hard hyphen", '<p>Elsaß-<lb break="no"/>Lothringen</p>', "<p>Elsaß-Lothringen</p>"),
    ("doubtful hyphen", '<p>Ober<pc force="inter">-</pc><lb break="maybe"/>hof</p>', "<p>Ober-hof</p>"),
    (
        "person",
        '<p><persName ref="#per-1">甲</persName></p>',
        '<a href="names/persons.html#per-1" class="person" data-ref="per-1">甲</a>',
    ),
    (
        "doubtful person",
        '<p><persName cert="low">甲</persName></p>',
        '<a href="names/persons.html#per-33e3580c09" class="person doubtful" title="存疑">甲</a>',
    ),
    (
        "checked place",
        '<p><placeName resp="#r">甲</placeName></p>',
        '<a href="names/places.html#loc-33e3580c09" class="place" title="经人核对">甲</a>',
    ),
    (
        "names side by side",
        '<p><placeName>甲</placeName><lb break="no"/><orgName>乙</orgName></p>',
        '<a href="names/organisations.html#org-71530d4c49" class="organisation near">乙</a>',
    ),
    (
        "date",
        '<p><date when="1999-05-03">3日</date></p>',
        '<a href="names/dates.html#date-1999-05-03" class="when" title="1999-05-03"><time datetime="1999-05-03">3日</time></a>',
    ),
    (
        "month and day",
        '<p><date when="--05-03">3日</date></p>',
        '<a href="names/dates.html#date---05-03" class="when" title="--05-03">3日</a>',
    ),
    (
        "span of dates",
        '<p><date from="1998" to="1999">两年</date></p>',
        '<a href="names/dates.html#date-1998-1999" class="when" title="1998–1999">两年</a>',
    ),
    (
        "measure",
        '<p><measure quantity="4520000" unit="吨">452万吨</measure></p>',
        '<span class="measure" title="4520000 吨">452万吨</span>',
    ),
    ("at least", '<p><measure atLeast="400" unit="亩">400多亩</measure></p>', '<span class="measure" title="不少于 400 亩">400多亩</span>'),
    (
        "photo",
        '<figure type="photo"><ab type="caption">图</ab><byline rend="credit">甲 摄</byline></figure>',
        '<figcaption><p class="caption">图</p><p class="credit">甲 摄</p></figcaption>',
    ),
    (
        "box",
        '<p>文</p><floatingText type="box"><body><head>链接</head><p>盒</p></body></floatingText>',
        '<div class="box" role="note"><h2 class="crosshead">链接</h2><p>盒</p></div>',
    ),
    ("verse", "<lg><l>甲</l><l>乙</l></lg>", '<div class="verse"><p class="l">甲</p><p class="l">乙</p></div>'),
    (
        "table",
        '<table><row role="label"><cell>站</cell></row><row><cell cols="2">甲</cell></row></table>',
        '<tr><th scope="col">站</th></tr><tr><td colspan="2">甲</td></tr>',
    ),
    ("table in doubt", '<ab type="table">甲<lb/>乙</ab>', '<p class="lines">甲<br>乙</p>'),
    ("numbered list", '<list rend="numbered"><item>甲</item></list>', "<ol><li>甲</li></ol>"),
    ("pull quote", '<quote rend="pull"><p>话</p></quote>', '<blockquote class="pull"><p>话</p></blockquote>'),
    ("editor's note", '<note type="editorial"><p>按</p></note>', '<div class="note" role="note"><p>按</p></div>'),
    ("our note", '<p>文<note resp="#r">注文</note></p>', '<li id="note-1">注文</li>'),
    (
        "letter",
        "<opener><salute>同志：</salute></opener><p>文</p><closer><signed>甲</signed></closer>",
        '<div class="closer"><p class="signed">甲</p></div>',
    ),
    ("end mark", "<p>文</p><trailer>（完）</trailer>", '<p class="trailer">（完）</p>'),
    ("drop cap", '<p><hi rend="drop-cap">大</hi>字</p>', '<span class="drop-cap">大</span>字'),
    (
        "sign",
        "<byline>□ <persName>甲</persName></byline>",
        '<span class="sign" aria-hidden="true" data-mark="□ "><span class="unseen">□ </span></span><a href="names/persons.html#per-33e3580c09" class="person">甲</a>',
    ),
    ("jump line", '<p>文<fw type="jump">（下转二版）</fw></p>', '<p class="said jump">（下转二版）</p>'),
    (
        "private use",
        "<p>甲\ue111乙\ue112</p>",
        '甲<span class="private" title="原文用字体私用区字符，此处以〓代之，原字存于 TEI： U+E111">〓</span>乙<span',
    ),
    ("larger type", '<p><hi rend="larger">大</hi>字</p>', '<span class="larger">大</span>字'),
    ("heavy type", '<p><hi rend="bold">大</hi>字</p>', "<b>大</b>字"),
    ("words of another", "<p>他说，<quote>“好！”</quote></p>", "他说，<span>“好！”</span></p>"),
    ("link to the web", '<p><ref target="https://example.org/">网</ref></p>', '<a href="https://example.org/" rel="external">网</a>'),
    ("other language", '<p xml:lang="en">Word</p>', '<p lang="en">Word</p>'),
    (
        "name inside a name",
        "<p><orgName><placeName>甲</placeName>会</orgName></p>",
        '#org-581e34041e" class="organisation"><span class="place">甲</span>会</a>',
    ),
    ("name inside a link", '<p><ref target="https://example.org/"><persName>甲</persName></ref></p>', '<span class="person">甲</span></a>'),
    ("element of no rule", "<p><castItem>角</castItem></p>", '<span data-element="castItem">角</span>'),
]


@pytest.mark.parametrize(("content", "expected"), [rule[1:] for rule in RULES], ids=[rule[0] for rule in RULES])
def test_element_condition_behaviour(content: str, expected: str) -> None:
    assert expected in article(content)


def test_a_declared_character_is_shown_with_its_note() -> None:
    declared = '<encodingDesc><charDecl><glyph xml:id="g-fang"><note>方 over 土</note></glyph></charDecl></encodingDesc></teiHeader>'
    file = tei('<div type="article" xml:id="a1"><p>王<g ref="#g-fang">\ue12a</g>说，<g ref="#g-fang">坊</g></p></div>').decode()
    page = publish([file.replace("</teiHeader>", declared).encode()])["a1.html"].decode()
    assert '王<span class="private" title="方 over 土"><span class="private" title="原文用字体私用区字符' in page
    assert '说，<span class="private" title="方 over 土">坊</span>' in page


def test_heads_count_down_from_the_headline() -> None:
    content = "<head>一</head><div><head>二</head><div><p>无题</p><div><head>三</head></div></div></div>"
    page = html.fromstring(article(content))
    assert [(e.tag, e.text) for e in page.iter("h1", "h2", "h3", "h4") if e.text in "一二三"] == [("h1", "一"), ("h2", "二"), ("h3", "三")]


def test_what_is_no_article_has_its_own_section_of_the_issue_page() -> None:
    body = (
        '<pb n="1"/><fw type="folio">第1版</fw><div type="advertisement" xml:id="x1"><head>公告</head><p>告</p></div>'
        '<div type="unassigned" xml:id="x2"><ab>散<lb/>落</ab></div><div type="contents" xml:id="x3"><list><item>导读</item></list></div><p>其他</p>'
    )
    page = html.fromstring(publish([tei(body)])["index.html"])
    sections = {section.get("class"): section.text_content() for section in page.iterfind(".//section")}
    assert "公告告" in sections["apart advertisements"]
    assert "散落" in sections["apart unassigned"]
    assert "其他" in sections["apart other"]
    assert "第1版" in sections["furniture"]
    assert page.get_element_by_id("x3").text_content() == "导读"


def test_a_link_to_an_article_leads_to_its_page_and_one_to_a_paragraph_to_its_place() -> None:
    body = (
        '<div type="contents"><list><item><ref target="#a1">甲</ref><ref target="#a1-p1">乙</ref><ref target="#x1">丙</ref><ref target="#z">丁</ref></item></list></div>'
        '<div type="article" xml:id="a1"><p xml:id="a1-p1">文</p></div><div type="unassigned" xml:id="x1"><ab>散</ab></div>'
    )
    links = html.fromstring(publish([tei(body)])["index.html"]).xpath("//main//li/a/@href")
    assert links == ["a1.html", "a1.html#a1-p1", "index.html#x1"]


def test_no_private_character_reaches_a_page() -> None:
    page = article(
        "<head>甲\ue111</head><p>\ue111<persName>\U000f0001乙</persName>\ue112丙</p><byline><persName>丁\ue111</persName></byline>"
    )
    assert not [char for char in page if unicodedata.category(char) == "Co"]
    assert bare(html.fromstring(page).findtext(".//article/h1") or "") == "甲"
    assert "甲〓" in html.fromstring(page).findtext(".//title")


def test_a_headline_of_many_characters_is_set_smaller() -> None:
    assert 'class="headline long"' in article(f"<head>{'长' * 61}</head>")
    assert 'class="headline"' in article(f"<head>{'长' * 60}</head>")


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("寒冬大棚管护忙", "headline phrased"),
        ("全市公安机关：“秋冬行动”战果丰硕 刑事治安“两降两升”", "headline phrased"),
        ('秋冬行动战果丰硕<lb break="no"/>刑事治安两降两升', "headline phrased"),
        ("秋冬行动战果丰硕<surplus>秋冬行动战果丰硕</surplus>", "headline phrased"),
        ("全市公安机关秋冬行动战果丰硕", "headline lined"),
        ('我市组织收听收看省政协“加强人民政协<lb break="no"/>专门协商机构建设”经验交流暨理论研讨会', "headline lined fine"),
        ("全市公安机关秋冬行动战果丰硕刑事治安两降两升", "headline"),
    ],
)
def test_a_headline_breaks_between_its_phrases_where_they_all_fit(head: str, expected: str) -> None:
    assert html.fromstring(article(f'<head type="main">{head}</head><p>文</p>')).xpath("//article/h1/@class") == [expected]


def test_the_legend_names_only_the_kinds_that_are_there() -> None:
    legend = html.fromstring(article("<p><persName>甲</persName><date>今天</date></p>")).xpath("//section[@class='legend']//li/span/@class")
    assert legend == ["person", "when"]
    assert 'class="legend"' not in article("<p>文</p>")


def test_html5_is_written_as_the_standard_says() -> None:
    tree = etree.fromstring(
        '<html lang="a&quot;&lt;&#10;b"><head><meta charset="utf-8"/></head><body><p>&amp;&lt;&gt;\u00a0"</p><script>a &lt; b</script><br/></body></html>'
    )
    assert document(tree).decode() == (
        '<!DOCTYPE html>\n<html lang="a&quot;&lt;&#10;b"><head><meta charset="utf-8"></head>'
        '<body><p>&amp;&lt;&gt;&nbsp;"</p><script>a < b</script><br></body></html>\n'
    )
    assert "br" in VOID
    assert "p" not in VOID
