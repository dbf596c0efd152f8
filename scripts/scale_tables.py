"""Takes the lines of figures and gives the tables of docs/scale.md: what was measured, and what follows from it for a million pages.

A page of documentation has a place for each block, between `<!-- NAME -->` and `<!-- end -->`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Line = Mapping[str, Any]
_PLACE = re.compile(r"(<!-- (?!end)([a-z ]+) -->\n).*?(<!-- end -->)", re.DOTALL)
KIB = 1024
KINDS = ("PUT", "GET", "HEAD", "LIST", "DELETE")  # requests


def blocks(lines: Sequence[Line]) -> dict[str, str]:
    """Markdown by the name of its place; of kinds of which nothing was measured, that it was not."""
    batches = of_kind(lines, "pages")
    made: dict[str, str] = {"machine": _machine(lines)}
    for name, of, rows in (
        ("speed", _speed, batches),
        ("memory", _memory, [line for line in batches if line["pages"] >= 2000]),
        ("storage", _storage, _one_of_each(batches)),
        ("ledger", _ledger, of_kind(lines, "issues")),
        ("spread", _spread, of_kind(lines, "workers")),
        ("requests", _requests, of_kind(lines, "stored")),
        ("bytes", _bytes, batches),
    ):
        made[name] = of(rows) if rows else "Not measured yet."
    return made


def of_kind(lines: Sequence[Line], count: str) -> list[Line]:
    """Those of one kind of run, by what it counts: batches `pages`, ledgers `issues`, sleeping `workers`, pages `stored` in an object store."""
    return [line for line in lines if count in line]


def filled(page: str, made: Mapping[str, str]) -> str:
    """The page with each block in its place. Raises KeyError for a place of which there is no block, ValueError where a block has no place."""
    places = {found[2] for found in _PLACE.finditer(page)}
    if missing := made.keys() - places:
        raise ValueError(f"no place for: {', '.join(sorted(missing))}")
    return _PLACE.sub(lambda found: f"{found[1]}\n{made[found[2]]}\n\n{found[3]}", page)


def grid(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    out = [f"| {' | '.join(heads)} |", f"|{'|'.join('---' if n == 0 else '--:' for n in range(len(heads)))}|"]
    return "\n".join([*out, *(f"| {' | '.join(row)} |" for row in rows)])


def said(figure: float | None, form: str = ",.1f", unit: str = "") -> str:
    return "–" if figure is None else f"{figure:{form}}{unit}"


def clock(seconds: float | None) -> str:
    """As people say it: 41 s, 3 min 20 s, 2 h 5 min."""
    if seconds is None:
        return "–"
    whole = round(seconds)
    if whole < 90:
        return f"{whole} s"
    return f"{whole // 60} min {whole % 60:02} s" if whole < 5400 else f"{whole // 3600} h {whole % 3600 // 60:02} min"


def _kind(line: Line) -> str:
    what = "whole editions" if line["form"] == "edition" else "TEI alone"
    return what if line["names"] else f"{what}, no names"


def _runners(line: Line) -> str:
    return f"{line['jobs']} {'process' if line['jobs'] == 1 else 'processes'}" + (" by Dask" if line["engine"] == "dask" else "")


def _machine(lines: Sequence[Line]) -> str:
    """Each machine and version that lines come from, once."""
    if not lines:
        return "Nothing was measured yet."
    found: dict[tuple[Any, ...], list[str]] = {}
    for line in lines:
        where = line["version"], line["commit"], line["cores"], line["cpu"], line["memory_mib"], line["python"]
        found.setdefault(where, []).append(line["date"])
    told = []
    for (version, commit, cores, cpu, memory, python), days in found.items():
        day = min(days) if min(days) == max(days) else f"{min(days)} to {max(days)}"
        code = f" ({commit})" if commit else ""
        told.append(f"- {day}: broadsheet {version}{code}, Python {python}, {cores} cores ({cpu}), {memory / KIB:.0f} GiB of memory")
    return "\n".join(told)


def _speed(lines: Sequence[Line]) -> str:
    heads = (
        "pages",
        "what is made",
        "made by",
        "time",
        "pages a second",
        "a second and core",
        "CPU s a page",
        "of it the parent's, ms",
        "cores busy with others",
    )
    rows = []
    for line in sorted(lines, key=lambda one: (one["pages"], one["form"], not one["names"], one["engine"] == "dask", one["jobs"])):
        pages, seconds = line["pages"], line["seconds"]
        if seconds is None:
            rows.append([f"{pages:,}", _kind(line), _runners(line), "interrupted", *["–"] * 5])
            continue
        rows.append(
            [
                f"{pages:,}",
                _kind(line),
                _runners(line),
                clock(seconds),
                f"{line['pages_per_second']:.2f}",
                f"{line['pages_per_second_and_core']:.2f}",
                f"{line['cpu_seconds'] / pages:.3f}",
                f"{1000 * line['parent_cpu_seconds'] / pages:.1f}",
                f"{line['others_cpu_seconds'] / seconds:.2f}",
            ]
        )
    return grid(heads, rows)


def _memory(lines: Sequence[Line]) -> str:
    heads = ("pages", "what is made", "made by", "first 1,000 pages", "second 1,000", "last 1,000", "the parent", "all processes")
    rows = [
        [
            f"{line['pages']:,}",
            _kind(line),
            _runners(line),
            *(said(line[f"peak_mib_{part}"]) for part in ("first", "second", "last")),
            said(line["parent_mib"]),
            said(line["all_mib"], ",.0f"),
        ]
        for line in lines
    ]
    return grid(heads, rows)


def _one_of_each(lines: Sequence[Line]) -> list[Line]:
    """For each kind of output the largest run."""
    found: dict[str, Line] = {}
    for line in sorted(lines, key=lambda one: one["pages"]):
        found[_kind(line)] = line
    return list(found.values())


def _storage(lines: Sequence[Line]) -> str:
    heads = ("what is made", "of pages", "files a page", "folders a page", "KiB a page", "KiB on disk a page", "ledger, bytes a page")
    rows = [
        [
            _kind(line),
            f"{line['pages']:,}",
            f"{line['output_files'] / line['pages']:.1f}",
            f"{line['output_folders'] / line['pages']:.1f}",
            f"{line['output_bytes'] / KIB / line['pages']:,.0f}",
            f"{line['output_disk_bytes'] / KIB / line['pages']:,.0f}",
            f"{line['ledger_bytes'] / line['pages']:,.0f}",
        ]
        for line in lines
    ]
    return grid(heads, rows)


def _ledger(lines: Sequence[Line]) -> str:
    heads = ("issues", "found and planned, a second", "recorded, a second", "found done, a second", "ledger, bytes an issue", "memory, MiB")
    rows = []
    for line in lines:
        issues = line["issues"]
        rates = (issues / line[f"{name}_seconds"] for name in ("planning", "recording", "planning_again"))
        rows.append(
            [f"{issues:,}", *(f"{rate:,.0f}" for rate in rates), f"{line['ledger_bytes'] / issues:,.0f}", f"{line['parent_mib']:.0f}"]
        )
    return grid(heads, rows)


def _spread(lines: Sequence[Line]) -> str:
    heads = (
        "workers",
        "pages a second",
        "were they never kept waiting",
        "the parent, ms a page",
        "the scheduler, ms a page",
        "their memory, MiB",
    )
    rows = [
        [
            str(line["workers"]),
            f"{line['pages_per_second']:,.0f}",
            f"{line['workers'] / line['a_page_seconds']:,.0f}",
            f"{line['parent_ms']:.2f}",
            f"{line['scheduler_ms']:.2f}",
            f"{line['parent_mib']:.0f} and {line['scheduler_mib']:.0f}",
        ]
        for line in lines
    ]
    return grid(heads, rows)


def _requests(lines: Sequence[Line]) -> str:
    heads = ("what is made", "run", "pages", *(f"{kind} a page" for kind in KINDS))
    rows = [
        [
            "whole editions" if line["form"] == "edition" else "TEI alone",
            "the first" if run == "first" else "again, nothing to do",
            f"{line['stored']:,}",
            *(f"{line['requests'][run].get(kind, 0) / line['stored']:.2f}" for kind in KINDS),
        ]
        for line in lines
        for run in ("first", "again")
    ]
    return grid(heads, rows)


def _bytes(lines: Sequence[Line]) -> str:
    """What was lost, and whether the same pages gave the same bytes."""
    pages, missing = sum(line["pages"] for line in lines), sum(line["pages"] - line["done"] for line in lines)
    told = [f"- {len(lines)} batches of {pages:,} pages together: {missing:,} pages without output."]
    disagreeing = sum(line["ledger_disagrees"] for line in lines)
    told.append(
        f"- Outputs whose SHA-256 is another one than the ledger's: {disagreeing:,} of {sum(line['output_files'] for line in lines):,} files."
    )
    same: dict[tuple[Any, ...], list[Line]] = {}
    for line in lines:
        same.setdefault((line["pages"], _kind(line), line["version"], line["commit"]), []).append(line)
    for (count, kind, *_), group in same.items():
        if len(group) > 1:
            digests = len({line["output_sha256"] for line in group})
            verdict = "the same bytes" if digests == 1 else f"**{digests} different outputs**"
            told.append(f"- {count:,} pages, {kind}, by {', by '.join(map(_runners, group))}: {verdict}.")
    return "\n".join(told)


__all__ = ["blocks", "clock", "filled", "grid", "of_kind", "said"]
