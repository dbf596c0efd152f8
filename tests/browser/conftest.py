"""What the browser tests share: a Chromium for each module, pages that must not complain, a site in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = "/usr/bin/chromium"
FLAGS = "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update --disable-sync --no-first-run"


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        yield browser
        browser.close()


@pytest.fixture
def troubles() -> list[str]:
    """What pages opened by `visit` complained of."""
    return []


@pytest.fixture
def visit(chromium: Browser, troubles: list[str]) -> Iterator[Callable[..., Any]]:
    """Opens an address in a context of its own, where nothing is remembered. Its page must not complain."""
    contexts = []

    def open_page(address: str, **options: Any) -> Any:
        context = chromium.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: troubles.append(message.text))
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert troubles == []


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Mapping[str, bytes]], str]:
    """Writes the files of a site to a new folder; gives its address."""

    def write(files: Mapping[str, bytes]) -> str:
        folder: Path = tmp_path_factory.mktemp("site")
        for name, body in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(body)
        return folder.as_uri()

    return write
