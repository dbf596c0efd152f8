"""TEI of odd shapes to a site: what style sheets would take forever for is refused, what is odd and small is shown."""

from __future__ import annotations

import pytest

from converter.errors import UnreadableError
from converter.publish import publish
from converter.xml_size import DEEPEST

_TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>x</title></titleStmt><publicationStmt><p>x</p>'
    "</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc>{0}</teiHeader><text><body>{1}</body></text></TEI>"
)


def site(body: str, header: str = "") -> dict[str, bytes]:
    return publish([_TEI.format(header, body).encode()])


def article(inside: str) -> str:
    return f"<div type='article'><head>Rain</head>{inside}</div>"


def test_parts_in_parts_without_end_are_refused() -> None:
    with pytest.raises(UnreadableError, match=f"more than {DEEPEST} elements in one another"):
        site("<div>" * DEEPEST + "<p>x</p>" + "</div>" * DEEPEST)


@pytest.mark.parametrize("one", ["<lb/>x", "<persName ref='#none'>x</persName>"])
def test_a_paragraph_of_thousands_of_elements_is_refused(one: str) -> None:
    with pytest.raises(UnreadableError, match="up to 11000 in one"):
        site(article(f"<p>{one * 11_000}</p>"))


def test_a_paragraph_of_hundreds_of_lines_is_shown() -> None:
    assert b"x" * 500 in site(article("<p>" + '<lb break="no"/>x' * 500 + "</p>"))["article-1.html"]


def test_a_date_of_thousands_of_digits_has_no_year() -> None:
    files = site(article(f"<p><date when='{'1' * 5000}'>then</date> <date when='2020-12-21'>now</date></p>"))
    assert b"now" in files["names/dates.html"]
    assert b"then" in files["names/dates.html"]


def test_an_id_that_stands_twice_in_the_header_is_told() -> None:
    twice = "<encodingDesc><appInfo><application xml:id='app' ident='a' version='1'><label>a</label></application>"
    files = site(
        article("<p>x</p>"),
        twice + "<application xml:id='app' ident='b' version='1'><label>b</label></application></appInfo></encodingDesc>",
    )
    assert "article-1.html" in files


def test_an_article_inside_a_picture_that_is_not_there_takes_nothing_else_with_it() -> None:
    odd = "<figure><graphic url='../images/none.png'><div type='article' xml:id='a9'><p>y</p></div></graphic></figure>"
    files = site(article(f"{odd}<p>x</p>") + article("<p>z</p>"))
    assert b">z" in files["article-3.xml"]


def test_an_article_lists_a_hundred_others_of_its_page_at_most() -> None:
    files = site("".join(article("<p>x</p>") for _ in range(120)))
    assert files["article-1.html"].count(b'href="article-') < 120
    assert files["article-1.html"].count(b'href="article-') >= 100
