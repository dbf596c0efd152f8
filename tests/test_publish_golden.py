"""Golden pages: the HTML of known TEI files. `pytest --rewrite-golden` writes them anew; the diff is what one reads.

They are kept with each block on a line of its own, so that a diff shows what changed; nothing else differs from the page.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from publish_reference import EVERY, GOLDEN

from converter.publish import publish

PAGES = GOLDEN / "publish"
TEIS = sorted([EVERY, *GOLDEN.glob("*.xml")])  # conversions that have a golden TEI get golden pages too


def in_lines(page: bytes) -> bytes:
    return re.sub(
        rb"(<(?:p|div|h[1-6]|ol|ul|li|dl|dd|tr|nav|main|aside|article|section|header|footer|figure|meta|link|script|body)\b)",
        rb"\n\1",
        page,
    )


def compare(name: str, files: dict[str, bytes], *, rewrite: bool) -> None:
    folder = PAGES / name
    pages = {path: in_lines(body) for path, body in files.items() if path.endswith(".html")}
    if rewrite:
        for old in folder.rglob("*.html"):
            old.unlink()
        for path, body in pages.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(body)
    assert pages
    assert {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.html")} == pages


@pytest.mark.parametrize("tei", TEIS, ids=lambda path: path.stem)
def test_pages_are_as_accepted(tei: Path, request: pytest.FixtureRequest) -> None:
    compare(tei.stem, publish([tei]), rewrite=request.config.getoption("--rewrite-golden"))


@pytest.mark.shared
def test_pages_of_the_model_are_as_accepted(shared: Path, request: pytest.FixtureRequest) -> None:
    compare("model", publish([shared / "design" / "model.xml"]), rewrite=request.config.getoption("--rewrite-golden"))
