"""Pages per second of reading PDF and METS/ALTO, beside pdfplumber and poppler on the same files: part of make bench.

The files: PDFs and METS given on the command line, or else the made-up pages of the tests and the development pages where they are. One process, one core; each figure is the
fastest of several rounds. pdftotext is a program of its own: its time includes its start, which the others are spared.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from timing import best

from converter.inputs import load
from converter.pipeline import Marking, convert_sources
from converter.readers import Source, read
from converter.readers.guess import guess
from converter.readers.pdf import read_pdf

ARCHIVE = Path(__file__).resolve().parents[2] / "shared" / "pages"  # development pages, where they lie beside the project
ROOT = Path(__file__).resolve().parents[1]
UNNAMED = Marking(tagger=None)


def pages_in(source: Source) -> int:
    return sum(len(reading.pages) for reading in read(source))


def plumbed(path: Path) -> None:
    """Characters with their places and the lines made of them, as read_pdf gives them."""
    import pdfplumber

    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text_lines()
            page.close()


def popped(path: Path) -> None:
    subprocess.run(["pdftotext", "-bbox-layout", str(path), "-"], check=True, capture_output=True)


def pdf_rates(sources: list[Source]) -> list[tuple[str, float | None]]:
    count = sum(map(pages_in, sources))
    paths = [source.path for source in sources if source.path]

    def rate(each: Callable[[], object]) -> float:
        return count / best(each, 5)

    out: list[tuple[str, float | None]] = [
        ("PDF: text and geometry", rate(lambda: [read_pdf(source.name, source.data) for source in sources])),
        ("PDF to TEI, without names", rate(lambda: [convert_sources([source], marking=UNNAMED) for source in sources])),
    ]
    try:
        import pdfplumber
    except ImportError:
        out.append(("pdfplumber", None))
    else:
        out.append((f"pdfplumber {pdfplumber.__version__}", rate(lambda: [plumbed(path) for path in paths])))
    found = shutil.which("pdftotext")
    out.append(("pdftotext -bbox-layout", rate(lambda: [popped(path) for path in paths]) if found else None))
    return out


def main(named: list[str]) -> None:
    paths = [Path(name) for name in named] or [
        *sorted((ROOT / "tests" / "layouts").glob("*.pdf")),
        *ARCHIVE.glob("*/*.pdf"),
        *ARCHIVE.glob("*/*-mets.xml"),
    ]
    sources = load(paths)
    pdfs = [source for source in sources if guess(source.name, source.data) == "pdf"]
    # for fonts that are not in the file PDFium searches the machine's, which takes longer than reading the page
    inside = [source for source in pdfs if b"/FontFile" in source.data or b"/ObjStm" in source.data]
    outside = [source for source in pdfs if source not in inside]
    rows = pdf_rates(inside) if inside else []
    rows += [(f"{label} *", rate) for label, rate in (pdf_rates(outside) if outside else [])]
    for source in sources:
        if guess(source.name, source.data) == "mets":
            rows.append(("METS/ALTO: read", pages_in(source) / best(partial(read, source), 5)))
            rows.append(("METS/ALTO to TEI, unnamed", pages_in(source) / best(partial(convert_sources, [source], marking=UNNAMED), 5)))
    print(f"{'':28}{'pages a second':>18}")
    for label, rate in rows:
        print(f"{label:28}{rate:18.1f}" if rate else f"{label:28}{'not installed':>18}")
    if outside:
        print("* files without their fonts: " + ", ".join(source.name for source in outside))


if __name__ == "__main__":
    main(sys.argv[1:])
