"""Pages per second of each stage and of the whole on the example page, beside a peer on the same text: make bench.

One process, one core. Each figure is the best of several rounds: the others measure what else the machine was doing.
"""

from __future__ import annotations

import os

for _library in ("OPENBLAS", "OMP", "MKL"):  # one core is measured
    os.environ[f"{_library}_NUM_THREADS"] = "1"

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path

from lxml import etree

from bench_tagging import measure
from timing import best

from converter.annotate import annotate
from converter.annotate.tagging import load
from converter.inference import infer
from converter.language import detect, name, script_of
from converter.metadata import Fact
from converter.metadata_file import load_metadata
from converter.model import Issue
from converter.pipeline import Marking, convert_sources, mend
from converter.publish import make_site, publish
from converter.publish.issues import Issue as Published
from converter.publish.reading import prepare
from converter.publish.site import made_of, pages_in
from converter.readers import Source, read
from converter.repair import repair_page
from converter.segment import segment_page
from converter.tei import Making, encode
from converter.validate import validate

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "lvliang-2020-12"


def example() -> Source:
    return Source("page-01.txt", (EXAMPLE / "page-01.txt").read_bytes())


def html_alone(tei: bytes) -> list[bytes]:
    """The issue page and the article pages, without indexes, search, source lines and downloads."""
    root = Published(tei, "issue", "the example").settled()
    prepare(root)
    made, _ = made_of(root, {"indexes": "", "downloads": ""}, where="the example")
    return [page for _, page, _ in pages_in(made)]


def stages() -> list[tuple[str, Callable[[], object]]]:
    source = example()
    given = load_metadata(EXAMPLE / "edition.toml")
    raw = read(source)[0].pages[0]
    text = "\n".join(line.text for line in raw.lines)
    language = detect(text)[0]
    page, _ = repair_page(raw)
    layout, _ = segment_page(page, script_of(language))
    layout = mend(page, layout, lambda _: None)
    metadata, _ = infer(given, [page], [layout])
    issue = Issue(metadata, (page,), read(source)[0].files, layout.articles, layout.furniture)
    making = Making("2021-01-01", "0", language, name(language))
    tei = convert_sources([source], metadata=given).tei
    return [
        ("read", lambda: read(source)),
        ("tell the language", lambda: Fact(detect(text)[0])),
        ("repair", lambda: repair_page(raw)),
        ("segment", lambda: segment_page(page, script_of(language))),
        ("mend", lambda: mend(page, layout, lambda _: None)),
        ("infer metadata", lambda: infer(given, [page], [layout])),
        ("names, dates, measures", lambda: annotate(issue.articles, load, metadata)),
        ("encode", lambda: encode(issue, making)),
        ("validate", lambda: validate(tei)),
        ("text to validated TEI", lambda: validate(convert_sources([source], metadata=given, marking=Marking(tagger=None)).tei)),
        ("the same with names", lambda: validate(convert_sources([source], metadata=given).tei)),
        ("TEI to HTML", lambda: html_alone(tei)),
        ("TEI to the whole site", lambda: publish([tei])),
    ]


def cold_start() -> float:
    command = [sys.executable, "-m", "converter", "convert", str(EXAMPLE / "page-01.txt"), "-q", "-o", "-"]
    return best(lambda: subprocess.run(command, check=True, capture_output=True), rounds=5)


def peer_page() -> str:
    """An HTML page with the paragraphs of the example."""
    root = etree.fromstring(convert_sources([example()]).tei)
    paragraphs = ["".join(p.itertext()) for p in root.iter("{http://www.tei-c.org/ns/1.0}p") if p.getparent().tag.endswith("div")]
    rows = "".join(f"<p>{escape(text)}</p>" for text in paragraphs)
    return f"<html><head><title>x</title></head><body><article><h1>x</h1>{rows}</article></body></html>"


def peer() -> tuple[str, float] | None:
    """trafilatura's TEI of an HTML page with the same paragraphs."""
    try:
        import trafilatura
    except ImportError:
        return None
    page = peer_page()
    return f"trafilatura {trafilatura.__version__} xmltei", best(lambda: trafilatura.extract(page, output_format="xmltei"))


def published() -> list[tuple[str, float, str]]:
    """What publishing an issue costs: label, figure, its unit. The issue: as many copies of the example's page as a daily has pages, without images."""
    tei = convert_sources([replace(example(), name=f"page-{n:02}.txt") for n in range(1, 9)]).tei
    articles = tei.count(b'<div type="article"')
    site = publish([tei])
    text = sum(len(body) for name, body in site.items() if name.endswith(".txt") and name not in ("index.txt", "robots.txt"))
    index = len(site["search/index.js"]) + len(site["search/persons.js"])
    parts = [len(body) for name, body in site.items() if name.startswith("search/") and name[len("search/") : -len(".js")].isdigit()]
    return [
        ("articles published", articles / best(lambda: publish([tei]), rounds=3, clock=time.process_time), "a second and core"),
        ("as plain text", articles / best(lambda: make_site([tei], form="text"), rounds=3, clock=time.process_time), "a second and core"),
        ("as Markdown", articles / best(lambda: make_site([tei], form="markdown"), rounds=3, clock=time.process_time), "a second and core"),
        ("site", sum(map(len, site.values())) / articles / 1024, "KiB an article, downloads included"),
        ("its HTML pages", sum(len(body) for name, body in site.items() if name.endswith(".html")) / articles / 1024, "KiB an article"),
        ("search index", 100 * index / text, "% of the text"),
        ("loaded for one result", 100 * (index + max(parts)) / text, "% of the text: the index and one part of the text"),
        (
            "all that search can load",
            100 * (index + sum(parts)) / text,
            "% of the text: where the reader goes through all that stands in every part",
        ),
    ]


def main() -> None:
    figures = [(label, best(action)) for label, action in stages()]
    print(f"{'stage':28}{'ms a page':>12}{'pages a second':>18}")
    for label, seconds in figures:
        print(f"{label:28}{seconds * 1000:12.1f}{1 / seconds:18.1f}")
    print(f"{'broadsheet convert, cold':28}{cold_start() * 1000:12.0f}")
    whole = dict(figures)["text to validated TEI"]
    if found := peer():
        label, seconds = found
        print(f"{label:28}{seconds * 1000:12.1f}{1 / seconds:18.1f}   (text to validated TEI takes {whole / seconds:.0f} times as long)")
    else:
        print("the peer is not installed: pip install 'broadsheet[bench]'")
    print()
    for label, figure, unit in published():
        print(f"{label:28}{figure:12.1f}  {unit}")
    text = "".join("".join(p.itertext()) for p in etree.fromstring(convert_sources([example()]).tei).iter("{*}p"))
    print(f"\n{'':28}{'characters a second and core':>30}")
    for label, rate in measure(text):
        print(f"{label:28}{rate:30,.0f}" if rate else f"{label:28}{'not installed':>30}")
    print(f"{'memory of this process, MB':28}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:30.0f}")


if __name__ == "__main__":
    main()
