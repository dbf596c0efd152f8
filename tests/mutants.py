"""A valid TEI file to files that each have one error, with the code and the line that validation owes for it.

`mutants(content)` works on any file that the converter wrote. Each operator changes a tree at one of the places that it knows and
returns the element to blame, or None where the file has no such place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

T = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
PLACES = 3

Element = etree._Element
Change = Callable[[Element, int], "Element | None"]


@dataclass(frozen=True)
class Operator:
    """One kind of error. codes: one of them is to be given, on the line of the element to blame."""

    name: str
    codes: frozenset[str]
    change: Change


@dataclass(frozen=True)
class Mutant:
    """A file with one error."""

    operator: Operator
    place: int
    content: bytes
    line: int

    @property
    def label(self) -> str:
        return f"{self.operator.name} {self.place}"


OPERATORS: list[Operator] = []


def operator(*codes: str) -> Callable[[Change], Change]:
    """Enters a function into OPERATORS."""

    def enter(change: Change) -> Change:
        OPERATORS.append(Operator(change.__name__, frozenset(codes), change))
        return change

    return enter


def mutants(content: bytes, operators: Sequence[Operator] | None = None) -> Iterator[Mutant]:
    """Every operator at up to three places of the file: the first, one in the middle, the last."""
    for one in OPERATORS if operators is None else operators:
        for place in range(PLACES):
            root = etree.fromstring(content)
            blamed = one.change(root, place)
            if blamed is None:
                continue
            position = list(root.iter(etree.Element)).index(blamed)
            changed = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
            again = etree.fromstring(changed, etree.XMLParser(recover=True))
            yield Mutant(one, place, changed, list(again.iter(etree.Element))[position].sourceline or 0)


def pick(candidates: Sequence[Element], place: int) -> Element | None:
    """The first, the middle or the last; None where there are fewer than `place` asks for."""
    if place >= len(candidates):
        return None
    return candidates[(0, len(candidates) // 2, len(candidates) - 1)[place]]


def found(root: Element, path: str, place: int) -> Element | None:
    """One of the elements of an XPath with the prefix t."""
    result = root.xpath(path, namespaces={"t": T[1:-1]})
    assert isinstance(result, list)
    return pick([one for one in result if isinstance(one, etree._Element)], place)


def detach(element: Element) -> None:
    """Takes an element out of its parent and leaves the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    assert parent is not None
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def _line(root: Element, lb: Element) -> Element:
    """The line or seg that an lb of a good file points to."""
    found_ones = root.xpath("//*[@xml:id = $id]", id=str(lb.get("corresp"))[1:])
    assert isinstance(found_ones, list)
    line = found_ones[0]
    assert isinstance(line, etree._Element)
    return line


def setting(path: str, name: str, value: str) -> Change:
    """Sets an attribute of one of the elements of a path."""

    def change(root: Element, place: int) -> Element | None:
        element = found(root, path, place)
        if element is not None:
            element.set(name, value)
        return element

    return change


def enter(name: str, codes: str, change: Change) -> None:
    OPERATORS.append(Operator(name, frozenset(codes.split()), change))


# --- grammar -----------------------------------------------------------------------------------


@operator("E-XSD-01", "E-XSD-02")
def header_parts_in_another_order(root: Element, place: int) -> Element | None:
    parent = found(root, "//t:fileDesc | //t:monogr | //t:respStmt", place)
    if parent is None:
        return None
    first, second = parent[0], next(child for child in parent if child.tag != parent[0].tag)
    parent.insert(0, second)
    return first if parent.tag == T + "monogr" else second  # an imprint may come first: then the title is too late


@operator("E-XSD-01", "E-XSD-02")
def part_is_missing(root: Element, place: int) -> Element | None:
    part = found(
        root,
        "//t:titleStmt/t:title[1][not(following-sibling::t:title)] | //t:publicationStmt/*[1] | //t:imprint | //t:standOff//*[@xml:id]/*[1]",
        place,
    )
    if part is None:
        return None
    parent = part.getparent()
    assert parent is not None
    follower = part.getnext()
    detach(part)
    return follower if follower is not None else parent


@operator("E-XSD-01")
def head_after_paragraph(root: Element, place: int) -> Element | None:
    paragraph = found(root, "//t:div[t:head and t:p]/t:p[last()]", place)
    if paragraph is None:
        return None
    head = paragraph.xpath("../t:head[1]", namespaces={"t": T[1:-1]})[0]
    detach(head)
    paragraph.addnext(head)
    return head


@operator("E-XSD-01")
def head_in_paragraph(root: Element, place: int) -> Element | None:
    paragraph = found(root, "//t:text//t:p", place)
    return None if paragraph is None else etree.SubElement(paragraph, T + "head")


@operator("E-XSD-01")
def byline_between_paragraphs(root: Element, place: int) -> Element | None:
    paragraph = found(root, "//t:p[preceding-sibling::t:p]", place)
    if paragraph is None:
        return None
    byline = etree.Element(T + "byline")
    paragraph.addprevious(byline)
    return paragraph


@operator("E-XSD-01")
def paragraph_after_section(root: Element, place: int) -> Element | None:
    section = found(root, "//t:div[@type = 'section'][not(following-sibling::t:div)] | //t:text/t:body/t:div[@type='article']", place)
    if section is None:
        return None
    paragraph = etree.Element(T + "p")
    if section.get("type") == "section":
        section.addnext(paragraph)
    else:
        section.append(etree.fromstring(f'<div xmlns="{T[1:-1]}" type="section" xml:id="new-s1"><p/></div>'))
        section.append(paragraph)
    return paragraph


@operator("E-XSD-01")
def box_in_a_paragraph(root: Element, place: int) -> Element | None:
    paragraph = found(root, "//t:text//t:p", place)
    if paragraph is None:
        return None
    return etree.SubElement(paragraph, T + "list")


@operator("E-XSD-03")
def unknown_element(root: Element, place: int) -> Element | None:
    name = found(root, "//t:text//t:persName | //t:text//t:lb", place)
    if name is not None:
        name.tag = T + "caption"
    return name


@operator("E-XSD-03")
def element_of_another_namespace(root: Element, place: int) -> Element | None:
    element = found(root, "//t:text//t:persName | //t:text//t:head", place)
    if element is not None:
        element.tag = f"{{urn:other}}{etree.QName(element).localname}"
    return element


@operator("E-XSD-05")
def attribute_is_missing(root: Element, place: int) -> Element | None:
    element = found(root, "//t:text//t:div | //t:pb | //t:line", place)
    if element is not None:
        del element.attrib[{"div": "type", "pb": "facs", "line": "n"}[etree.QName(element).localname]]
    return element


@operator("E-XSD-07")
def text_between_blocks(root: Element, place: int) -> Element | None:
    div = found(root, "//t:text//t:div[t:p]", place)
    if div is not None:
        div[0].tail = "走失"
    return div


enter("break_without_line", "E-XSD-05", lambda root, place: _without(found(root, "//t:lb", place), "corresp"))
enter("unknown_attribute", "E-XSD-04", setting("//t:text//t:p | //t:byline", "type", "lead"))
enter("unknown_type_of_div", "E-XSD-06", setting("//t:text//t:div", "type", "item"))
enter("unknown_type_of_head", "E-XSD-06", setting("//t:head[@type]", "type", "title"))
enter("certainty_in_percent", "E-XSD-06", setting("//t:text//t:p | //t:persName", "cert", "85%"))
enter("day_that_never_was", "E-XSD-06", setting("//t:text//t:date[@when] | //t:change", "when", "2021-02-30"))
enter("quarter_as_a_date", "E-XSD-06", setting("//t:date[@when]", "when", "2020-Q3"))
enter("id_in_chinese", "E-XSD-06", setting("//t:text//*[@xml:id]", XML_ID, "文章"))
enter("version_of_a_work_in_progress", "E-XSD-06", setting("//t:application", "version", "1.0.0.dev1"))
enter("outline_of_two_points", "E-XSD-06", setting("//t:zone | //t:line[@points]", "points", "0,0 10,0"))
enter("corner_with_an_exponent", "E-XSD-06", setting("//t:surface | //t:zone", "lrx", "1e3"))
enter("width_without_a_unit", "E-XSD-06", setting("//t:graphic", "width", "wide"))
enter("image_without_an_address", "E-XSD-05", lambda root, place: _without(found(root, "//t:graphic", place), "url"))
enter("zone_without_a_name", "E-XSD-05", lambda root, place: _without(found(root, "//t:zone", place), XML_ID))
enter("article_in_no_zone", "E-SCH-20", setting("//t:text//t:div", "facs", "#p1-l99999"))
enter("relative_day", "E-XSD-06", setting("//t:date", "when", "yesterday"))


def _without(element: Element | None, name: str) -> Element | None:
    if element is not None:
        del element.attrib[name]
    return element


# --- rules -------------------------------------------------------------------------------------


@operator("E-SCH-01")
def id_used_twice(root: Element, place: int) -> Element | None:
    element = found(root, "//t:text//t:p[@xml:id] | //t:text//t:ab[@xml:id]", place)
    other = found(root, "//t:surface", 0)
    if element is not None and other is not None:
        element.set(XML_ID, str(other.get(XML_ID)))
    return element


@operator("E-SCH-11")
def line_named_twice(root: Element, place: int) -> Element | None:
    element = found(root, "//t:lb[preceding::t:lb]", place)
    if element is not None:
        element.set("corresp", str(element.xpath("preceding::t:lb[1]", namespaces={"t": T[1:-1]})[0].get("corresp")))
    return element


@operator("E-SCH-12")
def divided_line_named_whole(root: Element, place: int) -> Element | None:
    whole = [lb for lb in root.iter(T + "lb") if _line(root, lb).tag == T + "line"]
    element = pick(whole, place)
    if element is None:
        return None
    line = _line(root, element)
    seg = etree.SubElement(line, T + "seg", {XML_ID: f"{line.get(XML_ID)}-s1"})
    seg.text, line.text = line.text, None
    return element


@operator("E-SCH-42")
def second_main_head(root: Element, place: int) -> Element | None:
    head = found(root, "//t:div/t:head[@type = 'main']", place)
    if head is None:
        return None
    copy = deepcopy(head)
    copy.tail = None
    for lb in copy.iter(T + "lb"):
        lb.set("corresp", "#none")
    head.addnext(copy)
    return head.getparent()


@operator("E-SCH-50")
def head_without_type(root: Element, place: int) -> Element | None:
    return _without(found(root, "//t:div/t:head[@type]", place), "type")


@operator("E-SCH-41")
def article_in_an_article(root: Element, place: int) -> Element | None:
    section = found(root, "//t:body/t:div[preceding-sibling::t:div]", place)
    other = None if section is None else section.getprevious()
    while other is not None and other.tag != T + "div":
        other = other.getprevious()
    if section is None or other is None:
        return None
    section.tail = None
    other.append(section)
    return section


@operator("E-SCH-65")
def name_without_words(root: Element, place: int) -> Element | None:
    paragraph = found(root, "//t:text//t:p | //t:text//t:head", place)
    return None if paragraph is None else etree.SubElement(paragraph, T + "persName")


@operator("E-SCH-63")
def header_markup_in_text(root: Element, place: int) -> Element | None:
    paragraph = found(root, "//t:text//t:p", place)
    if paragraph is None:
        return None
    mark = etree.SubElement(paragraph, T + "gi")
    mark.text = "lb"
    return mark


@operator("E-SCH-62")
def text_markup_in_header(root: Element, place: int) -> Element | None:
    paragraph = found(root, "//t:teiHeader//t:p", place)
    return None if paragraph is None else etree.SubElement(paragraph, T + "lb", corresp="#none")


@operator("E-SCH-13", "E-SCH-14")
def page_without_pb(root: Element, place: int) -> Element | None:
    page = found(root, "//t:pb", place)
    if page is None:
        return None
    page.set("facs", f"{page.get('facs')}9")
    return page


@operator("E-SCH-66")
def gap_of_no_size(root: Element, place: int) -> Element | None:
    return _without(found(root, "//t:gap[@quantity]", place), "quantity")


@operator("E-SCH-05")
def article_with_another_name(root: Element, place: int) -> Element | None:
    article = found(root, "//t:div[@type = 'article']", place)
    if article is not None:
        article.set(XML_ID, f"article-{place}")
    return article


enter("break_to_nowhere", "E-SCH-10", setting("//t:lb", "corresp", "#p1-l99999"))
enter("break_to_a_page", "E-SCH-10", setting("//t:lb", "corresp", "#p1"))
enter("person_who_is_not_there", "E-SCH-25", setting("//t:text//t:persName", "ref", "#per-none"))
enter("place_that_is_a_page", "E-SCH-26", setting("//t:text//t:placeName", "ref", "#p1"))
enter("organisation_by_address", "E-SCH-27", setting("//t:text//t:orgName", "ref", "#p1"))
enter("nobody_says_so", "E-SCH-21", setting("//t:text//t:p", "resp", "#nobody"))
enter("zone_that_is_not_there", "E-SCH-20", setting("//t:text//t:p", "facs", "#p1-z99"))
enter("changed_by_nobody", "E-SCH-22", setting("//t:change", "who", "#nobody"))
enter("goes_on_nowhere", "E-SCH-32", setting("//t:div[@type = 'article']", "next", "#a999"))
enter("came_from_nowhere", "E-SCH-33", setting("//t:div[@type = 'article']", "prev", "#a999"))
enter("crosshead_over_an_article", "E-SCH-51", setting("//t:div[not(@type = 'section')]/t:head", "type", "crosshead"))
enter("credit_without_picture", "E-SCH-53", setting("//t:div/t:byline", "rend", "credit"))
enter("caption_without_picture", "E-SCH-54", setting("//t:div/t:ab", "type", "caption"))
enter("day_beside_a_period", "E-SCH-70", setting("//t:text//t:date[@when]", "from", "2001"))
enter("period_backwards", "E-SCH-71", setting("//t:date[@from]", "to", "1901-01-01"))
enter("another_day_than_printed", "E-SCH-73", setting("//t:text//t:date[@when][contains(., '日')]", "when", "1999-09-09"))
enter(
    "another_amount_than_printed",
    "E-SCH-77",
    setting("//t:text//t:measure[@quantity][translate(., '0123456789', '') != string(.)]", "quantity", "31337"),
)
enter(
    "amount_without_value",
    "E-SCH-74",
    lambda root, place: _without(found(root, "//t:extent/t:measure[@quantity] | //t:text//t:measure[@quantity]", place), "quantity"),
)


# --- conservation ------------------------------------------------------------------------------


def _lines(root: Element) -> list[Element]:
    """The lb whose line stands in one text node of three different characters or more, so that a change of it is of one line."""
    out = []
    for lb in root.iter(T + "lb"):
        text = (lb.tail or "").strip()
        if len(text) > 2 and len(set(text[:3])) == 3 and not any(char.isspace() for char in text[:3]):
            out.append(lb)
    return out


def _retailed(change: Callable[[str], str]) -> Change:
    def mutate(root: Element, place: int) -> Element | None:
        lb = pick(_lines(root), place)
        if lb is not None:
            lb.tail = change(str(lb.tail))
        return lb

    return mutate


enter("character_lost", "E-CON-01", _retailed(lambda text: text[:1] + text[2:]))
enter("character_doubled", "E-CON-02", _retailed(lambda text: text[:2] + text[1:]))
enter("characters_exchanged", "E-CON-03", _retailed(lambda text: text[1] + text[0] + text[2:]))
enter("character_replaced", "E-CON-01", _retailed(lambda text: "龘" + text[1:]))
enter("word_of_ours", "E-CON-02", _retailed(lambda text: "（注）" + text))


@operator("E-CON-01")
def source_rewritten(root: Element, place: int) -> Element | None:
    lb = pick(_lines(root), place)
    if lb is None:
        return None
    line = _line(root, lb)
    line.text = f"{line.text or ''}增"
    return lb


@operator("E-CON-04")
def line_lost(root: Element, place: int) -> Element | None:
    lb = pick(_lines(root), place)
    if lb is None:
        return None
    line = _line(root, lb)
    extra = etree.Element(T + "line", {XML_ID: f"{line.getparent().get(XML_ID)}-l777", "n": "777"})
    extra.text = "无处可寻"
    whole = line if line.tag == T + "line" else line.getparent()
    whole.addnext(extra)
    last = str((whole[-1] if len(whole) else whole).get(XML_ID))
    return next(one for one in root.iter(T + "lb") if one.get("corresp") == f"#{last}")


@operator("E-CON-07")
def words_made_a_copy(root: Element, place: int) -> Element | None:
    """Conservation counts what is surplus: only the comparison with the words before it tells."""
    lb = pick(_lines(root), place)
    if lb is None or lb.tail is None:
        return None
    surplus = etree.Element(T + "surplus", reason="overprint")
    surplus.text, surplus.tail = lb.tail[:2], lb.tail[2:]
    lb.tail = None
    lb.addnext(surplus)
    return surplus


@operator("E-CON-05")
def text_without_a_line(root: Element, place: int) -> Element | None:
    pages = found(root, "//t:body/t:pb[following-sibling::t:fw or following-sibling::t:div] | //t:body/t:div", place)
    if pages is None:
        return None
    furniture = etree.Element(T + "fw", type="folio")
    furniture.text = "无行"
    page = etree.Element(T + "pb", facs="#p1")
    pages.addnext(furniture)
    pages.addnext(page)
    return furniture
