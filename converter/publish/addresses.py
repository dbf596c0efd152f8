"""Takes a prepared TEI tree; gives page and fragment where the edition shows an element. Promises: the same addresses as xslt/address.xsl."""

from __future__ import annotations

from lxml import etree

from converter.publish.reading import TEI, XML_ID

_DIV = TEI + "div"
# what keeps its id in HTML, and can be found by it
_ANCHORED = frozenset(TEI + name for name in ("p", "ab", "l", "item", "figure", "floatingText", "div"))


class Addresses:
    """The addresses in one TEI file, relative to the folder of its pages."""

    def __init__(self, root: etree._Element) -> None:
        self._order: dict[str, int] = {}
        self._articles: dict[str, etree._Element] = {}
        self._first: dict[str, str] = {}
        for n, div in enumerate(root.iter(_DIV)):
            name = div.get(XML_ID, "")
            if div.get("type") == "article" and name and _outermost(div) is div:
                self._order.setdefault(name, n)
                self._articles.setdefault(name, div)

    def article_of(self, element: etree._Element) -> str:
        """The id of the article whose page shows the element: the head of its chain; '' outside of articles."""
        article = _outermost(element)
        return "" if article is None else self._head_of(article.get(XML_ID, ""))

    def of(self, element: etree._Element) -> str:
        """`a3.html#a3-p2`: the page, and the nearest paragraph or block around the element that has an id."""
        article = self.article_of(element)
        page = f"{article}.html" if article else "index.html"
        for around in (element, *element.iterancestors()):
            name = around.get(XML_ID)
            if name and around.tag in _ANCHORED:
                return page if name == article else f"{page}#{name}"
        return page

    def _head_of(self, name: str) -> str:
        """A continuation follows its beginning, so that chains that bite their tail end."""
        if name not in self._first:
            before = self._articles[name].get("prev", "").partition("#")[2] if name in self._articles else ""
            earlier = before in self._order and self._order[before] < self._order[name]
            self._first[name] = self._head_of(before) if earlier else name
        return self._first[name]


def _outermost(element: etree._Element) -> etree._Element | None:
    found = None
    for around in (element, *element.iterancestors(_DIV)):
        if around.tag == _DIV and around.get("type") == "article":
            found = around
    return found
