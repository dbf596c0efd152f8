"""The example edition, byte for byte: TEI and every page of HTML. `make golden` writes it anew; read the diff before you commit it."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from converter.metadata_file import load_metadata
from converter.pipeline import convert_sources
from converter.publish import publish
from converter.readers import Source
from converter.validate import validate

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "lvliang-2020-12"
GOLDEN = Path(__file__).parent / "golden" / "lvliang-2020-12"


@pytest.fixture(scope="module")
def tei() -> bytes:
    source = Source("page-01.txt", (EXAMPLE / "page-01.txt").read_bytes())
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1609459200")
        return convert_sources([source], metadata=load_metadata(EXAMPLE / "edition.toml")).tei


def compare(path: Path, data: bytes, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--rewrite-golden"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    assert path.read_bytes() == data, f"{path.name} differs: if this is meant, run make golden and read the diff"


def test_the_tei_of_the_example(tei: bytes, request: pytest.FixtureRequest) -> None:
    compare(GOLDEN / "lvliang-2020-12.xml", tei, request)


def test_the_html_of_the_example(tei: bytes, request: pytest.FixtureRequest) -> None:
    files = publish([tei])
    pages = {name: data for name, data in files.items() if name.endswith(".html")}
    assert pages
    for name, data in sorted(pages.items()):
        compare(GOLDEN / "html" / name, data, request)
    assert {path.relative_to(GOLDEN / "html").as_posix() for path in (GOLDEN / "html").rglob("*.html")} == pages.keys()


def test_the_golden_tei_is_valid() -> None:
    assert validate(GOLDEN / "lvliang-2020-12.xml") == ()


@pytest.mark.shared
def test_every_golden_file_is_valid_tei(shared: Path) -> None:
    schema = etree.RelaxNG(etree.parse(shared / "tei" / "tei_all.rng"))
    found = sorted((Path(__file__).parent / "golden").rglob("*.xml"))
    assert found
    for path in found:
        assert schema.validate(etree.parse(path)), (path.name, schema.error_log)
