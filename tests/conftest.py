"""What tests share: where the development pages are, a fixed day, and the flag that rewrites golden files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

# no test fails because a machine is busy, and each run draws the same examples
settings.register_profile("broadsheet", deadline=None, derandomize=True)
settings.load_profile("broadsheet")

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
EPOCH = "1609459200"  # 2021-01-01


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files anew; read the diff before you commit it")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    soaking = "soak" in (config.getoption("-m") or "")
    for item in items:
        if item.get_closest_marker("shared") and not SHARED.is_dir():
            item.add_marker(pytest.mark.skip(reason="the development pages are not beside the project"))
        if item.get_closest_marker("browser") and not Path("/usr/bin/chromium").exists():
            item.add_marker(pytest.mark.skip(reason="Chromium is not installed"))
        if item.get_closest_marker("soak") and not soaking:
            item.add_marker(pytest.mark.skip(reason="a long run: make soak"))


@pytest.fixture(autouse=True)
def _fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture
def shared() -> Path:
    if not SHARED.is_dir():
        pytest.skip("the development pages are not beside the project")
    return SHARED
