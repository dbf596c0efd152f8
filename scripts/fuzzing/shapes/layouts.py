"""Files of OCR programs and libraries: ALTO, PAGE, METS, hOCR."""

from __future__ import annotations

from fuzzing.shapes.markup import MANY, Shape, nested, xml

_ALTO = '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit></Description>{0}<Layout>{1}</Layout></alto>'
_PAGE = '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">{0}</PcGts>'
_METS = (
    '<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mods="http://www.loc.gov/mods/v3" LABEL="{label}">{records}<fileSec><fileGrp USE="Text">{files}'
    '</fileGrp></fileSec><structMap TYPE="PHYSICAL"><div TYPE="Newspaper">{pages}</div></structMap><structMap TYPE="LOGICAL"><div TYPE="Newspaper">{items}</div></structMap><structLink>{links}</structLink></mets>'
)
_FILE = '<file ID="A{0}" MIMETYPE="text/xml"><FLocat xlink:href="text/1.xml"/></file>'
_HOCR = "<html><body><div class='ocr_page' title='bbox 0 0 900 900'>{0}</div></body></html>"


def _alto(page: str, before: str = "") -> bytes:
    return _ALTO.format(before, page).encode()


def _mets(label: str = "x", records: str = "", files: str = _FILE.format(1), pages: str = "", items: str = "", links: str = "") -> bytes:
    first = '<div TYPE="page" ID="p"><fptr FILEID="A1"/></div>'
    return _METS.format(label=label, records=records, files=files, pages=pages or first, items=items, links=links).encode()


def _block(n: int) -> str:
    """An ALTO block of one line."""
    return f'<TextBlock ID="B{n}" HPOS="1" VPOS="{n}" WIDTH="90" HEIGHT="1"><TextLine HPOS="1" VPOS="{n}" WIDTH="90" HEIGHT="1"><String CONTENT="word"/></TextLine></TextBlock>'


def _line(inside: str) -> str:
    return f"<TextBlock><TextLine>{inside}</TextLine></TextBlock>"


def _custom(told: str) -> str:
    return f'<TextLine custom="{told}"'


def _region(n: int) -> str:
    return f'<TextRegion id="r{n}"><Coords points="0,{n} 9,{n} 9,{n + 1}"/><TextLine><TextEquiv><Unicode>word</Unicode></TextEquiv></TextLine></TextRegion>'


def _page(inside: str) -> str:
    return f'<Page WIDTH="2000" HEIGHT="30000"><PrintSpace>{inside}</PrintSpace></Page>'


def altos() -> dict[str, Shape]:
    references = "".join(f'<ElementRef REF="B{n}"/>' for n in range(60_000, 0, -1))
    return {
        **xml(_alto(_page(_block(1)))),
        "blocks and their order": lambda: _alto(_page("".join(map(_block, range(20_000)))), f"<ReadingOrder>{references}</ReadingOrder>"),
        "blocks in a chain": lambda: _alto(
            _page("".join(_block(n).replace(" HPOS", f' IDNEXT="B{n - 1}" HPOS', 1) for n in range(20_000)))
        ),
        "pictures": lambda: _alto(
            _page("".join(f'<Illustration ID="I{n}" HPOS="{n}" VPOS="9" WIDTH="90" HEIGHT="9"/>' for n in range(MANY)))
        ),
        "rules": lambda: _alto(
            _page(_block(1) + "".join(f'<GraphicalElement HPOS="{n}" VPOS="9" WIDTH="1" HEIGHT="900"/>' for n in range(MANY)))
        ),
        "empty pages": lambda: _alto("<Page/>" * MANY),
        "pages in pages": lambda: _alto("<Page>" * 200 + _page("".join(map(_block, range(10_000)))) + "</Page>" * 200),
        "styles": lambda: _alto(
            _page("".join(map(_block, range(5_000)))), "<Styles>" + '<TextStyle ID="s" FONTSIZE="9"/>' * MANY + "</Styles>"
        ),
        "a line of many words": lambda: _alto(_page(_line('<String CONTENT="word"/><SP/>' * 150_000))),
        "a line of many short words": lambda: _alto(_page(_line('<String CONTENT="字"/>' * 90_000))),
        "a long outline": lambda: _alto(
            _page(f'<TextBlock><Shape><Polygon POINTS="{"1" * 2_000_000}"/></Shape><TextLine><String CONTENT="w"/></TextLine></TextBlock>')
        ),
        "composed blocks in composed blocks": lambda: _alto(_page(nested("ComposedBlock", _block(1) * 10_000, 240))),
        "far places": lambda: _alto(_page(_block(1).replace('HPOS="1"', 'HPOS="1e308"').replace('WIDTH="90"', 'WIDTH="1e308"'))),
        "tags": lambda: _alto(
            _page(_block(1).replace(" HPOS", f' TAGREFS="{"t " * MANY}" HPOS', 1)),
            "<Tags>" + '<OtherTag ID="t" LABEL="x"/>' * MANY + "</Tags>",
        ),
    }


def pages() -> dict[str, Shape]:
    order = "".join(f'<RegionRefIndexed index="{n}" regionRef="r{n}"/>' for n in range(20_000))
    return {
        **xml(_PAGE.format(f"<Page>{_region(1)}</Page>").encode()),
        "regions and their order": lambda: _PAGE.format(
            f"<Page><ReadingOrder><OrderedGroup>{order}</OrderedGroup></ReadingOrder>{''.join(map(_region, range(20_000)))}</Page>"
        ).encode(),
        "pages": lambda: _PAGE.format("<Page/>" * MANY).encode(),
        "pages with a line": lambda: _PAGE.format("".join(f"<Page>{_region(n)}</Page>" for n in range(20_000))).encode(),
        "pages in pages": lambda: _PAGE.format(nested("Page", "".join(map(_region, range(10_000))), 240)).encode(),
        "regions in regions": lambda: _PAGE.format(
            f"<Page>{nested('TextRegion', ''.join(map(_region, range(5_000))), 240)}</Page>"
        ).encode(),
        "a long outline": lambda: _PAGE.format(f"<Page>{_region(1).replace('0,1 9,1', '1' * 2_000_000)}</Page>").encode(),
        "a long custom attribute": lambda: _PAGE.format(
            f"<Page>{_region(1).replace('<TextLine', _custom('structure {' * 300_000))}</Page>"
        ).encode(),
        "a long word in a custom attribute": lambda: _PAGE.format(
            f"<Page>{_region(1).replace('<TextLine', _custom('s' * 300_000))}</Page>"
        ).encode(),
        "articles line by line": lambda: _PAGE.format(
            "<Page>"
            + "".join(_region(n).replace("<TextLine", f'<TextLine custom="structure {{type:article; id:a{n};}}"') for n in range(10_000))
            + "</Page>"
        ).encode(),
        "readings of a line": lambda: _PAGE.format(
            f"<Page>{_region(1).replace('<TextEquiv>', '<TextEquiv><Unicode>x</Unicode></TextEquiv>' * MANY + '<TextEquiv>')}</Page>"
        ).encode(),
    }


def issues() -> dict[str, Shape]:
    def areas(count: int, how: str) -> str:
        return f"<fptr><par>{''.join(f'<area {how.format(n)}/>' for n in range(count))}</par></fptr>"

    def article(inside: str) -> str:
        return f'<div TYPE="ARTICLE" ID="x">{inside}</div>'

    twice = '<div TYPE="page" ID="p"><fptr FILEID="A1"/>{0}</div>'
    return {
        **xml(_mets()),
        "one file for many pages": lambda: _mets(
            files="".join(map(_FILE.format, range(4_000))),
            pages="".join(f'<div TYPE="page"><fptr FILEID="A{n}"/></div>' for n in range(4_000)),
        ),
        "pages in pages": lambda: _mets(pages=nested("div", '<fptr FILEID="A1"/>' * MANY, 240, ' TYPE="page"')),
        "parts in parts": lambda: _mets(items=nested("div", "<div TYPE='odd'/>" * 190_000 + '<div TYPE="ARTICLE"/>', 230, ' TYPE="odd"')),
        "places that are not there": lambda: _mets(items=article(areas(200_000, 'FILEID="A1" BEGIN="q{0}"'))),
        "places in no file": lambda: _mets(items=article(areas(200_000, 'BEGIN="B1"'))),
        "one place many times": lambda: _mets(items="".join(article('<fptr><area FILEID="A1" BEGIN="P1"/></fptr>') for _ in range(60_000))),
        "outlines": lambda: _mets(items=article(areas(200_000, 'FILEID="A1" SHAPE="RECT" COORDS="0,0,{0},9"'))),
        "links of all to all": lambda: _mets(
            items=article(""),
            links="<smLinkGrp>"
            + '<smLocatorLink xlink:label="a" xlink:href="#p"/>' * 20_000
            + '<smArcLink xlink:from="a" xlink:to="a"/></smLinkGrp>',
        ),
        "many links to many places": lambda: _mets(
            pages=twice.format(areas(50_000, 'FILEID="A1" BEGIN="B1"')).replace('ID="p"', 'ID="q"')
            + '<div TYPE="page" ID="z"><div ID="p">'
            + areas(50_000, 'FILEID="A1" BEGIN="B1"')
            + "</div></div>",
            items=article(""),
            links='<smLink xlink:from="x" xlink:to="p"/>' * 50_000,
        ),
        "a record of many parts": lambda: _mets(
            records="<dmdSec ID='D'><mods:mods><mods:originInfo>"
            + "<mods:note>x</mods:note>" * MANY
            + "</mods:originInfo></mods:mods></dmdSec>"
        ),
        "records": lambda: _mets(records="<dmdSec ID='D'><mods:mods><mods:note>x</mods:note></mods:mods></dmdSec>" * MANY),
        "a long label of blanks": lambda: _mets(label="a" + " " * 500_000 + "b"),
        "a long label of commas": lambda: _mets(label="a" + "," * 500_000 + "b"),
        "a long title": lambda: _mets(
            items=f'<div TYPE="ARTICLE" LABEL="{"harbour " * 100_000}"><fptr><area FILEID="A1" BEGIN="B2"/></fptr></div>'
        ),
        "dates in a record": lambda: _mets(
            records="<dmdSec ID='D'><mods:mods><mods:originInfo><mods:dateIssued>"
            + "2020年1月1日星期一" * 30_000
            + "</mods:dateIssued></mods:originInfo></mods:mods></dmdSec>"
        ),
    }


def hocrs() -> dict[str, Shape]:
    line = "<span class='ocr_line' title='bbox 0 0 9 9'>word</span>"
    return {
        "nested deep": lambda: _HOCR.format(nested("div")).encode(),
        "many tags": lambda: _HOCR.format("<b>" * 4_000_000).encode(),
        "many short tags": lambda: _HOCR.format("<b/>" * 20_000_000).encode(),
        "pages in pages": lambda: _HOCR.format(nested("div", line * 15_000, 230, " class='ocr_page'")).encode(),
        "headers in headers": lambda: _HOCR.format(nested("div", "<i>x</i>" * MANY, 230, " class='ocr_header'")).encode(),
        "paragraphs of one line": lambda: _HOCR.format("".join(f"<p class='ocr_par' id='p{n}'>{line}</p>" for n in range(19_000))).encode(),
        "a long word for a place": lambda: _HOCR.format(f"<span class='ocr_line' title='{'a' * 1_000_000}'>word</span>").encode(),
        "a place of quotation marks": lambda: _HOCR.format(f"<span class='ocr_line' title='{'a &quot;' * 400_000}'>word</span>").encode(),
        "a long line": lambda: _HOCR.format(f"<span class='ocr_line'>{'word ' * 2_000_000}</span>").encode(),
        "a line of words": lambda: _HOCR.format(
            "<span class='ocr_line'>" + "<span class='ocrx_word'>w</span> " * 40_000 + "</span>"
        ).encode(),
        "one word of pieces": lambda: _HOCR.format(
            "<span class='ocr_line'><span class='ocrx_word'>" + "<b>w</b>" * MANY + "</span></span>"
        ).encode(),
        "empty pages": lambda: ("<html><body>" + "<div class='ocr_page'></div>" * MANY + "</body></html>").encode(),
        "attributes": lambda: _HOCR.format(f"<b {' '.join(f'b{n}=1' for n in range(MANY))}>x</b>").encode(),
        "nothing but <": lambda: _HOCR.format("<" * 5_000_000).encode(),
    }
