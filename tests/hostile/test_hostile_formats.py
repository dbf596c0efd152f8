"""Bad and hostile files of every format through the command: converted and valid, or refused with what to do; never half a result."""

from __future__ import annotations

import json
import random
import resource
from pathlib import Path

import pytest
from command import broadsheet

from converter.errors import Exit

LAYOUTS = Path(__file__).resolve().parents[1] / "layouts"
ALTO = (
    '<alto xmlns="http://www.loc.gov/standards/alto/ns-v4#"><Description><MeasurementUnit>pixel</MeasurementUnit></Description><Layout>'
    '<Page ID="P1" WIDTH="2000" HEIGHT="3000"><PrintSpace><TextBlock ID="B1" HPOS="100" VPOS="100" WIDTH="800" HEIGHT="60">'
    '<TextLine HPOS="100" VPOS="100" WIDTH="800" HEIGHT="30"><String CONTENT="{0}" HPOS="100" VPOS="100" WIDTH="300" HEIGHT="30"/></TextLine>'
    "</TextBlock></PrintSpace></Page></Layout></alto>"
)
METS = (
    '<mets xmlns="http://www.loc.gov/METS/" xmlns:xlink="http://www.w3.org/1999/xlink"><fileSec><fileGrp USE="Text">'
    '<file ID="F1" MIMETYPE="text/xml"><FLocat LOCTYPE="URL" xlink:href="{0}"/></file></fileGrp></fileSec>'
    '<structMap TYPE="PHYSICAL"><div TYPE="Newspaper"><div TYPE="PAGE" ORDER="1"><fptr FILEID="F1"/></div></div></structMap></mets>'
)
PAGE_XML = (
    '<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15"><Page imageFilename="a.jpg" imageWidth="900" '
    'imageHeight="900"><TextRegion id="r1"><Coords points="0,0 900,0 900,90 0,90"/><TextLine id="l1"><Coords points="0,0 900,0 900,90 0,90"/>'
    "<TextEquiv><Unicode>{0}</Unicode></TextEquiv></TextLine></TextRegion></Page></PcGts>"
)
HOCR = "<html><body><div class='ocr_page' title='bbox 0 0 900 900'><span class='ocr_line' title='bbox 0 0 900 40'>{0}</span></div></body></html>"
NITF = "<nitf><body><body.head><hedline><hl1>{0}</hl1></hedline></body.head><body.content><p>{0}</p></body.content></body></nitf>"
XML = {"alto": ALTO, "mets": METS, "page": PAGE_XML, "nitf": NITF}
LAUGHS = "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 11))
DECLARED = {
    "entity from a file": '<!DOCTYPE x [<!ENTITY x SYSTEM "canary.txt">]>{0}',
    "billion laughs": f"<!DOCTYPE x [<!ENTITY a0 'lol'>{LAUGHS}]>" + "{0}",
    "parameter entity": '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.ent"> %p;]>{0}',
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "canary.txt").write_text("CANARY-5d1e")
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def refused(here: Path, name: str, data: bytes, *codes: Exit) -> str:
    """What is said of a file that must be refused: in words, with what to do, with nothing written."""
    (here / name).write_bytes(data)
    said = broadsheet("convert", name, "-o", "out", "--no-entities")
    assert said.code in (codes or (Exit.UNREADABLE,)), said.err
    assert "Traceback" not in said.err
    assert name in said.err
    assert not (here / "out").exists()
    return said.err


def answered(here: Path, name: str, data: bytes) -> None:
    """Converted to a valid file, or refused."""
    (here / name).write_bytes(data)
    said = broadsheet("convert", name, "-o", "out", "--no-entities")
    assert said.code in (Exit.GOOD, Exit.MATERIAL, Exit.UNREADABLE, Exit.MISSING), said.err
    assert "Traceback" not in said.err
    if said.code in (Exit.UNREADABLE, Exit.MISSING):
        assert not (here / "out").exists()
        return
    for made in (here / "out").glob("*.xml"):
        assert broadsheet("validate", made).code == Exit.GOOD
        assert b"CANARY" not in made.read_bytes()


@pytest.mark.parametrize("form", XML)
@pytest.mark.parametrize("trap", DECLARED)
def test_a_declaration_is_refused_in_every_xml_format(here: Path, form: str, trap: str) -> None:
    body = XML[form].format("&x;" if trap == "entity from a file" else "&a10;" if trap == "billion laughs" else "x")
    assert "DOCTYPE" in refused(here, "page.xml", DECLARED[trap].replace("{0}", body).encode())


@pytest.mark.parametrize("form", XML)
def test_truncated_xml_is_refused(here: Path, form: str) -> None:
    whole = XML[form].format("一行文字").encode()
    refused(here, "page.xml", whole[: len(whole) * 3 // 4])


@pytest.mark.parametrize("form", [*XML, "hocr"])
def test_deep_nesting_is_refused_or_read(here: Path, form: str) -> None:
    inside = {"alto": "ComposedBlock", "mets": "div", "page": "TextRegion", "nitf": "block", "hocr": "div"}[form]
    template = HOCR if form == "hocr" else XML[form]
    before, after = template.split("{0}", 1)[0].rpartition("<")[0], template[template.rindex("</") :]
    deep = f"{before}{f'<{inside}>' * 50_000}x{f'</{inside}>' * 50_000}{after}"
    answered(here, "page.html" if form == "hocr" else "page.xml", deep.encode())


def test_fifty_megabytes_of_alto_stay_within_bounds(here: Path) -> None:
    string = '<String CONTENT="字" HPOS="1" VPOS="1" WIDTH="9" HEIGHT="9"/>'
    start, end = ALTO.split('<String CONTENT="{0}" HPOS="100" VPOS="100" WIDTH="300" HEIGHT="30"/>')
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    refused(here, "page.xml", (start + string * (50_000_000 // len(string)) + end).encode())
    assert (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024 < 1000  # megabytes


@pytest.mark.parametrize(
    "href", ["../canary.txt", "/etc/hostname", "file:///etc/hostname", "http://127.0.0.1:9/a.xml", "..\\canary.txt", "a/../../canary.txt"]
)
def test_a_mets_opens_nothing_outside_of_its_folder(here: Path, href: str) -> None:
    err = refused(here, "issue-mets.xml", METS.format(href).encode(), Exit.UNREADABLE, Exit.MISSING)
    assert "CANARY" not in err


def test_a_mets_follows_no_link_out_of_its_folder(here: Path) -> None:
    (here / "p1.xml").symlink_to(here.parent / "canary.txt")
    err = refused(here, "issue-mets.xml", METS.format("p1.xml").encode(), Exit.UNREADABLE, Exit.MISSING)
    assert "CANARY" not in err


@pytest.mark.parametrize(
    "body",
    [
        "{",
        "[]",
        "{}",
        "[1, 2]",
        '"text"',
        '{"headline": 7}',
        '{"headline": "一", "body": {"a": 1}}',
        '{"body": null}',
        "[" * 100_000,
        '{"a":' * 100_000,
        "NaN",
    ],
    ids=lambda body: body[:12],
)
def test_json_of_the_wrong_shape_is_refused(here: Path, body: str) -> None:
    refused(here, "articles.json", body.encode(), Exit.UNREADABLE, Exit.MATERIAL)


def test_the_good_records_go_on_and_the_bad_one_is_named(here: Path) -> None:
    records = [
        {"headline": "新桥通车", "body": "新桥全长三百米。"},
        {"headline": ["不"], "body": 7},
        {"headline": "春耕", "body": "各县抓住农时。"},
    ]
    (here / "a.jsonl").write_text("\n".join(json.dumps(record, ensure_ascii=False) for record in records), encoding="utf-8")
    said = broadsheet("convert", "a.jsonl", "-o", "out", "--no-entities", "-v")
    assert said.code == Exit.MATERIAL
    assert "a.jsonl:2: record 2 is left out: headline" in said.err
    (made,) = (here / "out").glob("*.xml")
    text = made.read_text(encoding="utf-8")
    assert "新桥全长三百米" in text
    assert "各县抓住农时" in text
    assert broadsheet("validate", made).code == Exit.GOOD


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_pdf_is_read_or_refused(here: Path, seed: int) -> None:
    rng = random.Random(seed)
    pages = sorted(LAYOUTS.glob("*.pdf"))
    data = bytearray(pages[seed % len(pages)].read_bytes())
    if seed % 3 == 0:
        del data[rng.randrange(len(data) // 4, len(data) - 100) :]
    else:
        for _ in range(10 ** (seed % 3)):
            data[rng.randrange(20, len(data))] = rng.randrange(256)
    answered(here, "page.pdf", bytes(data))


@pytest.mark.parametrize(
    "html",
    [HOCR.format("x" * 100_000), HOCR.format("<b>" * 5000), HOCR.replace("0 0 900 40", "a b c d").format("字"), "<div class='ocr_page'>"],
)
def test_odd_hocr_is_read_or_refused(here: Path, html: str) -> None:
    answered(here, "page.html", html.encode())


def test_a_file_that_lies_about_its_format_is_told(here: Path) -> None:
    assert "is called .pdf, but is" in refused(here, "page.pdf", ALTO.format("一").encode())
    assert "HTML" in refused(here, "other.pdf", b"<!DOCTYPE html><html><body>404</body></html>")


def test_a_named_format_that_is_not_so_is_refused(here: Path) -> None:
    (here / "page.txt").write_text("本报讯 文字。", encoding="utf-8")
    for form in ("pdf", "alto", "mets", "page", "json", "nitf"):
        said = broadsheet("convert", "page.txt", "--from", form, "-o", "out")
        assert said.code == Exit.UNREADABLE, (form, said.err)
        assert "Traceback" not in said.err
    assert not (here / "out").exists()
