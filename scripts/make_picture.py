"""Makes docs/edition.png: the example's first article page with a lost glyph (else its first), as a browser shows it at 1280 px.

    python scripts/make_picture.py [SITE] [PICTURE]

SITE: an html folder; without it the example is built into a temporary one. Needs Chromium and the extra `test`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "lvliang-2020-12" / "page-01.txt"
CHROMIUM = "/usr/bin/chromium"
FLAGS = "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update --disable-sync --no-first-run"
LARGEST = 400_000  # bytes: it stands in the README


def built(folder: Path) -> Path:
    """The example's site, built in `folder`."""
    subprocess.run([sys.executable, "-m", "converter", "build", str(EXAMPLE), "-o", str(folder / "edition")], cwd=ROOT, check=True)
    return folder / "edition" / "html"


def page_to_show(site: Path) -> Path:
    pages = sorted(site.glob("a*.html"))
    return next((page for page in pages if 'class="gap"' in page.read_text(encoding="utf-8")), pages[0])


def photograph(page: Path, picture: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        view = browser.new_page(viewport={"width": 1280, "height": 860}, color_scheme="light", reduced_motion="reduce")
        view.goto(page.as_uri())
        view.screenshot(path=picture)
        browser.close()


def main(arguments: list[str]) -> int:
    picture = Path(arguments[1]) if len(arguments) > 1 else ROOT / "docs" / "edition.png"
    with tempfile.TemporaryDirectory() as folder:
        site = Path(arguments[0]).resolve() if arguments else built(Path(folder))
        photograph(page_to_show(site), picture)
    size = picture.stat().st_size
    print(f"{picture}: {size:,} bytes")
    return 0 if size <= LARGEST else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
