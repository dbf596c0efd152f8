"""Pages per second and core of whole batches: text to validated TEI with names to HTML, on the disk, beside a peer on the same text: part of make bench.

`broadsheet batch` as a program of its own, from its start to its end, with one worker and with one for each core. The peer is a chain of
what others have for the same text: trafilatura's TEI, validated by it, and jieba's word classes, without articles, dates or HTML, in memory.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

import bench  # first, as it sets one thread for each process
import make_pages
from scale_measure import Run, cores, measured

PAGES = 100
FLOOR, AIM = 3.0, 6.0  # pages a second and core


def peer(count: int) -> float | None:
    """Pages a second of one core; None where a part of it is not installed."""
    try:
        import jieba.posseg
        import trafilatura
    except ImportError:
        return None
    page = bench.peer_page()
    jieba.setLogLevel(60)  # it tells of its dictionary

    def one(html: str) -> None:
        trafilatura.extract(html, output_format="xmltei", tei_validation=True)
        text = trafilatura.extract(html, output_format="txt") or ""
        list(jieba.posseg.cut(text))

    one(page)
    pages = [make_pages.page(page, n) for n in range(1, count + 1)]
    began = time.perf_counter()
    for html in pages:
        one(html)
    return count / (time.perf_counter() - began)


def main(count: int) -> None:
    print(
        f"{f'batches of {count} pages':28}{'pages a second':>18}{'a second and core':>20}{'processor s a page':>20}{'cores busy with others':>24}"
    )
    with tempfile.TemporaryDirectory(prefix="bench-batch-") as place:
        for jobs in sorted({1, cores()}):
            line = measured(Run(count, jobs=jobs), Path(place))
            rate = line["pages_per_second_and_core"]
            verdict = (
                f"below the floor of {FLOOR:g}"
                if rate < FLOOR
                else f"below the aim of {AIM:g}"
                if rate < AIM
                else f"over the aim of {AIM:g}"
            )
            others = line["others_cpu_seconds"] / line["seconds"]
            label = f"whole editions, {jobs} {'worker' if jobs == 1 else 'workers'}"
            print(f"{label:28}{line['pages_per_second']:18.1f}{rate:20.2f}{line['cpu_seconds'] / count:20.3f}{others:24.2f}   {verdict}")
    rate = peer(count)
    label = "trafilatura and jieba"
    print(f"{label:28}{rate:18.1f}{rate:20.2f}" if rate else f"{label:28}{'not installed':>18}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAGES)
