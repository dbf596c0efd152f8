"""The search of an archive: Pagefind narrows down, the comparison decides; opened from a folder it works without Pagefind."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from publish_reference import tei
from test_search import answer, ask, said

from converter.publish import make_site
from converter.publish.archive import words as cut

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(importlib.util.find_spec("pagefind") is None, reason="the extra `search` is not installed"),
]
Visit = Callable[..., Any]
BODY = "".join(
    f'<pb n="{n % 3}"/><div type="article" xml:id="a{n}" subtype="{"news" if n % 2 else "feature"}"><head type="main">第{n}篇</head>'
    f"<p>增长{n}.5%，{'老桥' if n % 2 else '老，桥'}<persName>{'王小明' if n == 7 else '李大年'}</persName>写。New York</p></div>"
    for n in range(1, 121)
)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing: what a test asks for is no news."""


@contextmanager
def served(folder: str) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def folder(written: Callable[[Mapping[str, bytes]], str]) -> str:
    return written(make_site([tei(BODY)], archive=True).files)


@pytest.fixture(scope="module")
def site(folder: str) -> Iterator[str]:
    with served(unquote(urlsplit(folder).path)) as address:
        yield address


def test_what_is_found_is_what_holds_the_words(visit: Visit, site: str) -> None:
    page = visit(f"{site}/search.html")
    assert ask(page, "增长7.5%") == ["a7"]
    assert ask(page, "17.5") == ["a17", "a117"]
    assert ask(page, "王小明写") == ["a7"]
    assert ask(page, "New York") == [f"a{n}" for n in range(1, 51)]
    assert ask(page, "龘") == []
    assert ask(page, "第9篇") == ["a9"]
    assert ask(page, "，") == []  # signs alone are no words
    assert page.evaluate("[...document.scripts].some(one => one.src.endsWith('search/index.js'))") is False


def test_results_come_in_portions_until_all_are_compared(visit: Visit, site: str) -> None:
    page = visit(f"{site}/search.html")
    assert len(ask(page, "老桥")) == 50
    assert said(page).startswith("至多")
    while page.locator("[data-role=more]").is_visible():
        page.locator("[data-role=results]").evaluate("list => delete list.dataset.state")
        page.locator("[data-role=more]").click()
        page.wait_for_selector("[data-role=results][data-state=done]")
    assert answer(page) == [f"a{n}" for n in range(1, 121) if n % 2]
    assert said(page) == "共60篇。"
    page.locator("[data-role=wider]").click()
    page.wait_for_function("document.querySelector('[role=status]').textContent.startsWith('至多')")


def test_filters_are_those_of_the_archive(visit: Visit, site: str) -> None:
    page = visit(f"{site}/search.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site}/search.html?q=老桥&kind=news&page=1&person=王小明")
    page.wait_for_selector("[data-role=results][data-state=done]", state="attached")
    assert answer(page) == ["a7"]
    assert len([one for one in asked if "pf_fragment" in one]) == 1, "what the filters leave out is not loaded"
    assert ask(page, "") == ["a7"]
    assert page.locator("#persons option").count() == 2


def test_from_a_folder_the_small_index_takes_its_place(visit: Visit, folder: str) -> None:
    page = visit(f"{folder}/search.html")
    assert ask(page, "增长7.5%") == ["a7"]
    assert ask(page, "17.5") == ["a17", "a117"]


def test_without_its_files_the_small_index_takes_its_place(
    visit: Visit, written: Callable[[Mapping[str, bytes]], str], troubles: list[str]
) -> None:
    files = {name: body for name, body in make_site([tei(BODY)], archive=True).files.items() if not name.startswith("pagefind/")}
    with served(unquote(urlsplit(written(files)).path)) as address:
        page = visit(f"{address}/search.html")
        assert ask(page, "17.5") == ["a17", "a117"]
    assert any("404" in trouble for trouble in troubles)
    troubles.clear()


def test_python_and_the_browser_cut_words_alike(visit: Visit, folder: str) -> None:
    page = visit(f"{folder}/search.html")
    texts = ["山城日报", "增长8.5%，１２人", "New-York的路 ab12c", "Straße, naïve", "カタカナ한국말", "𠮷野家", "，。！", "a\u0301é Ⅳ ②"]
    assert page.evaluate("texts => texts.map(text => broadsheet.words(text))", texts) == [list(cut(text)) for text in texts]
