"""Downloads in a browser: each link gives a file with a name that tells what it is; the citation is marked whole; 404 stands alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from publish_reference import EVERY

from converter.preview import serve
from converter.publish import make_site

pytestmark = pytest.mark.browser
FILES = make_site([EVERY]).files if Path("/usr/bin/chromium").exists() else {}
ENDINGS = (".xml", ".txt", ".md", ".ris", ".bib", ".csl.json")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    for name, body in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
    with serve(folder) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.url
        server.shutdown()


@pytest.mark.parametrize(("page", "stem"), [("a2.html", "sample-1999-05-04-a2"), ("index.html", "sample-1999-05-04")])
def test_each_link_gives_its_file_under_a_telling_name(visit: Callable[..., Any], site: str, page: str, stem: str) -> None:
    shown = visit(f"{site}{page}", java_script_enabled=False)
    links = shown.locator(".downloads a")
    assert links.count() == len(ENDINGS)
    for n, ending in enumerate(ENDINGS):
        with shown.expect_download() as waiting:
            links.nth(n).click()
        assert waiting.value.suggested_filename == stem + ending
        assert Path(waiting.value.path()).read_bytes() == FILES[page.removesuffix(".html") + ending]


def test_a_click_marks_the_whole_citation(visit: Callable[..., Any], site: str) -> None:
    shown = visit(f"{site}a2.html")
    shown.locator(".citation").click()
    assert shown.evaluate("getSelection().toString().trim()") == "山村通车[N]. 样报, 1999-05-04(1b)."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_of_missing_addresses_has_its_looks_within(visit: Callable[..., Any], site: str, scheme: str) -> None:
    shown = visit(f"{site}404.html", color_scheme=scheme, viewport={"width": 320, "height": 600})
    assert shown.evaluate("performance.getEntriesByType('resource').length") == 0
    ground = shown.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"light": "rgb(251, 249, 244)", "dark": "rgb(20, 22, 26)"}[scheme]
    assert not shown.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
