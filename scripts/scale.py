"""Measures whole archives: runs `broadsheet batch` over generated pages, and keeps a line of figures of each run in a file.

    python scripts/scale.py run --set docs --plan       what would be run
    python scripts/scale.py run --set docs              runs what has no line in docs/scale.jsonl yet, and adds it
    python scripts/scale.py table docs/scale.jsonl      the tables of docs/scale.md (--into docs/scale.md: puts them there)
    python scripts/scale.py compare ONE OTHER           whether two batches gave the same bytes, and their ledgers tell the same

A run that was ended in the middle is done over from nothing; one of a soak is gone on with, and its line then has no time.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import scale_ledger
import scale_million
import scale_requests
import scale_spread
import scale_tables
from scale_measure import ROOT, Run, disagreements, measured, outputs

FIGURES = ROOT / "docs" / "scale.jsonl"
Kind = Run | scale_ledger.Issues | scale_spread.Workers | scale_requests.Requests
SETS: Mapping[str, Sequence[Kind]] = {
    "docs": (
        *(Run(pages, jobs=jobs) for pages in (100, 500, 2000) for jobs in (1, 2)),
        *(Run(pages, "dask", jobs) for pages, jobs in ((500, 1), (500, 2), (2000, 2))),
        Run(100, jobs=2, form="tei"),
        *(Run(500, jobs=2, names=names, form=form) for names, form in ((False, "edition"), (True, "tei"), (False, "tei"))),
    ),
    "ledger": (scale_ledger.Issues(10_000), scale_ledger.Issues(100_000)),
    "spread": (scale_spread.Workers(20), scale_spread.Workers(100)),
    "requests": (scale_requests.Requests(40), scale_requests.Requests(40, "tei")),
    "soak5000": (Run(5000, jobs=2, goes_on=True),),
    "soak20000": (Run(20_000, jobs=2, names=False, form="tei", goes_on=True),),
}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()] if path.exists() else []


def run(asked: argparse.Namespace) -> int:
    """Each run that has no line yet."""
    known = {line["run"] for line in lines(asked.file)}
    runs = [one for name in asked.set for one in SETS[name] if one.name not in known]
    for one in runs:
        print(one.name, flush=True)
        if asked.plan:
            continue
        asked.work.mkdir(parents=True, exist_ok=True)
        line = measured(one, asked.work.absolute(), keep=asked.keep) if isinstance(one, Run) else one.measured(asked.work.absolute())
        with asked.file.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return 0


def tables(found: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """All blocks of docs/scale.md by name."""
    return {**scale_tables.blocks(found), "small": scale_million.small(found), "a million": scale_million.block(found)}


def table(asked: argparse.Namespace) -> int:
    blocks = tables(lines(asked.file))
    if asked.into:
        asked.into.write_text(scale_tables.filled(asked.into.read_text(encoding="utf-8"), blocks), encoding="utf-8")
        return 0
    for name, block in blocks.items():
        print(f"<!-- {name} -->\n{block}\n")
    return 0


def compare(asked: argparse.Namespace) -> int:
    """1 where any byte differs, or a ledger tells of other ones."""
    one, other = outputs(asked.one), outputs(asked.other)
    wrong = [f"only in {asked.one}: {name}" for name in sorted(one.keys() - other.keys())]
    wrong += [f"only in {asked.other}: {name}" for name in sorted(other.keys() - one.keys())]
    wrong += [f"differs: {name}" for name in sorted(one.keys() & other.keys()) if one[name] != other[name]]
    for folder, digests in ((asked.one, one), (asked.other, other)):
        wrong += [f"not what the ledger of {folder} tells: {name}" for name in disagreements(folder, digests)]
    print(*wrong[:50], sep="\n")
    print(f"{len(one)} and {len(other)} files, {len(wrong)} differences")
    return 1 if wrong else 0


def main(words: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(required=True)
    running = commands.add_parser("run", help="measure")
    running.add_argument("--set", action="append", choices=SETS, required=True, help="which runs; may be given several times")
    running.add_argument("--plan", action="store_true", help="say what would be run, and run nothing")
    running.add_argument("--file", type=Path, default=FIGURES, help="where the lines are kept (default: docs/scale.jsonl)")
    running.add_argument("--work", type=Path, default=ROOT / "output" / "scale", help="pages and outputs (default: output/scale)")
    running.add_argument("--keep", action="store_true", help="leave the outputs there")
    running.set_defaults(action=run)
    telling = commands.add_parser("table", help="print the tables")
    telling.add_argument("file", type=Path)
    telling.add_argument("--into", type=Path, help="a page that has places for them")
    telling.set_defaults(action=table)
    comparing = commands.add_parser("compare", help="compare two batches byte for byte")
    comparing.add_argument("one", type=Path)
    comparing.add_argument("other", type=Path)
    comparing.set_defaults(action=compare)
    asked = parser.parse_args(words)
    return int(asked.action(asked))


if __name__ == "__main__":
    sys.exit(main())
