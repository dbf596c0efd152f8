"""Makes docs/pictures/: pages of the example's edition as a browser shows them, narrow and wide, light and dark.

    python scripts/make_pictures.py [FOLDER]

Needs Chromium, Noto Serif CJK, and the extra `test`. Exit code 1 where the pictures are larger than a repository should carry.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "examples" / "lvliang-2020-12" / "page-01.txt"
CHROMIUM = "/usr/bin/chromium"
FLAGS = "--no-sandbox --disable-gpu --disable-quic --disable-background-networking --disable-component-update --disable-sync --no-first-run"
SIZES = {360: 720, 1280: 860}  # width of the screen: its height, in CSS pixels
QUERY = "吕梁"
COLOURS = 64  # a page of text has few
LARGEST = 1_500_000  # bytes, together


def built(folder: Path) -> Path:
    """The example's site, built in `folder`."""
    subprocess.run([sys.executable, "-m", "converter", "build", str(EXAMPLE), "-o", str(folder / "edition")], cwd=ROOT, check=True)
    return folder / "edition" / "html"


def addresses(site: Path) -> dict[str, str]:
    """What is shown: name of the picture, address. The article is the first with a lost glyph, where there is one."""
    articles = sorted(site.glob("a*.html"))
    article = next((page for page in articles if 'class="gap"' in page.read_text(encoding="utf-8")), articles[0])
    shown = {"issue": site / "index.html", "article": article, "index": site / "names" / "persons.html", "search": site / "search.html"}
    return {name: page.as_uri() for name, page in shown.items()}


def photograph(page: Page, name: str, address: str) -> bytes:
    """A PNG in few colours, the same bytes for the same page."""
    page.goto(address)
    if name == "search":
        page.fill("input[type=search]", QUERY)
        page.press("input[type=search]", "Enter")
        page.wait_for_selector("[data-role=results][data-state=done]")
        page.evaluate("document.activeElement.blur()")
    out = io.BytesIO()
    Image.open(io.BytesIO(page.screenshot())).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def main(arguments: list[str]) -> int:
    pictures = Path(arguments[0]) if arguments else ROOT / "docs" / "pictures"
    pictures.mkdir(parents=True, exist_ok=True)
    total = 0
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        shown = addresses(built(Path(folder)))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
        for width, height in SIZES.items():
            for scheme in ("light", "dark"):
                page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, reduced_motion="reduce")
                for name, address in shown.items():
                    body = photograph(page, name, address)
                    (pictures / f"{name}-{width}-{scheme}.png").write_bytes(body)
                    total += len(body)
                page.close()
        browser.close()
    print(f"{pictures}: {total:,} bytes")
    return 0 if total <= LARGEST else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
