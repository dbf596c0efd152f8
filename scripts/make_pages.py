"""Writes as many pages of text as asked for, each different, of the size and kind of real ones: to measure batches with.

    python scripts/make_pages.py 2000 pages/ [TEXT...]

Each page is one of the given texts (by default the example page) with other figures in it: every number of three digits or more is
drawn anew, from a seed that is the number of the page. Names, dates and lines stay, so that a page costs what a real one does.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "lvliang-2020-12" / "page-01.txt"
_NUMBER = re.compile(r"(?<![\d.])[1-9]\d{2,}(?![\d.年])")
A_FOLDER = 1000  # pages: a folder of a hundred thousand files is slow on many disks


def page(text: str, number: int) -> str:
    """The text with other figures; the same for the same number."""
    draw = random.Random(number)
    return _NUMBER.sub(lambda found: str(draw.randrange(10 ** (len(found[0]) - 1), 10 ** len(found[0]))), text)


def write(count: int, folder: Path, texts: list[str]) -> None:
    """Pages 1 to `count` below the folder; one that is there already stays."""
    for number in range(1, count + 1):
        place = folder / f"{(number - 1) // A_FOLDER:04d}" / f"page-{number:06d}.txt"
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(page(texts[number % len(texts)], number), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="how many pages")
    parser.add_argument("folder", type=Path, help="where they go")
    parser.add_argument("texts", type=Path, nargs="*", default=[EXAMPLE], help="pages to make them of, in UTF-8")
    asked = parser.parse_args()
    write(asked.count, asked.folder, [path.read_text(encoding="utf-8") for path in asked.texts])


if __name__ == "__main__":
    main()
