"""Takes the figures that were measured and gives, on paper, what a million pages on a hundred cores take. What is not measured stays a dash.

Costs a page are those between a small run and a large one, so that the start of the programs is not counted for each page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from scale_tables import KINDS, clock, grid, of_kind, said

PAGES = 1_000_000
CORES = 100
SMALL = (10_000, 4)  # pages and cores of an archive and a machine such as many have
_GIB = 1 << 30
Line = Mapping[str, Any]


@dataclass(frozen=True)
class Cost:
    """What a page takes, of one kind of output: seconds of a core that does nothing else, files, folders, bytes, MiB of a worker."""

    seconds: float | None
    dask: float | None  # times as long through Dask
    line: Line | None  # of the largest run
    form: str

    @property
    def rate(self) -> float | None:
        """Pages a second, of all cores."""
        return CORES / (self.seconds * (self.dask or 1.0)) if self.seconds else None

    def memory(self, workers: int) -> float | None:
        """GiB, if each worker holds the most that one held."""
        peaks = [self.line[f"peak_mib_{part}"] or 0.0 for part in ("first", "second", "last")] if self.line else []
        return workers * max(peaks) / 1024 if peaks else None

    def share(self, pages: int, *figures: str, unit: float = 1.0) -> float | None:
        """What so many pages have of the figures together."""
        return sum(self.line[figure] for figure in figures) / self.line["pages"] * pages / unit if self.line else None


def a_page(lines: Sequence[Line], figure: str, **kind: object) -> float | None:
    """What the figure grows by with a page, from the smallest such run to the largest; of one run alone, its share."""
    fitting = [line for line in lines if line[figure] is not None and all(line[name] == value for name, value in kind.items())]
    if not fitting:
        return None
    small, large = min(fitting, key=lambda one: one["pages"]), max(fitting, key=lambda one: one["pages"])
    if small["pages"] == large["pages"]:
        return float(large[figure] / large["pages"])
    return float((large[figure] - small[figure]) / (large["pages"] - small["pages"]))


def cost(lines: Sequence[Line], form: str) -> Cost:
    """Of runs on all cores of the machine, as a cluster's machines are full, too."""
    cores = max((line["cores"] for line in lines), default=1)
    local = a_page(lines, "seconds", form=form, names=True, engine="local", jobs=cores)
    # how much Dask takes does not depend on what is made: whole editions were measured
    whole, spread = (a_page(lines, "seconds", form="edition", names=True, engine=engine, jobs=cores) for engine in ("local", "dask"))
    return Cost(
        local * cores if local else None,
        max(1.0, spread / whole) if whole and spread else None,
        max((line for line in lines if line["form"] == form and line["names"]), key=lambda one: one["pages"], default=None),
        form,
    )


def block(lines: Sequence[Line]) -> str:
    """The table. lines: of all kinds."""
    batches, ledgers, spreads, stores = (of_kind(lines, count) for count in ("pages", "issues", "workers", "stored"))
    costs = [cost(batches, form) for form in ("edition", "tei")]
    ledger = max(ledgers, key=lambda one: one["issues"], default=None)
    spread = max(spreads, key=lambda one: one["workers"], default=None)
    rows = [
        [label, *(value(one) for one in costs)]
        for label, value in (*_work(), *_store(), *_requests(stores), *_ledger(ledger), *_single(spread))
    ]
    return grid((f"{PAGES:,} pages, {CORES} cores", "whole editions", "TEI alone"), rows)


def small(lines: Sequence[Line]) -> str:
    """The table of an archive that one machine does."""
    pages, cores = SMALL
    costs = [cost(of_kind(lines, "pages"), form) for form in ("edition", "tei")]
    rows = [
        ("time", lambda one: clock(one.seconds * pages / cores if one.seconds else None)),
        ("memory of the workers", lambda one: said(one.memory(cores), ",.1f", " GiB")),
        ("outputs, on a disk of 4 KiB blocks", lambda one: said(one.share(pages, "output_disk_bytes", unit=_GIB), ",.1f", " GiB")),
        ("files", lambda one: said(one.share(pages, "output_files"), ",.0f")),
    ]
    return grid((f"{pages:,} pages, {cores} cores", "whole editions", "TEI alone"), [[label, *map(value, costs)] for label, value in rows])


Row = tuple[str, Callable[[Cost], str]]


def _work() -> list[Row]:
    return [
        ("seconds of a core for a page", lambda one: said(one.seconds, ".3f")),
        ("times as long through Dask", lambda one: said(one.dask, ".2f")),
        ("pages a second", lambda one: said(one.rate, ",.0f")),
        ("time", lambda one: clock(PAGES / one.rate if one.rate else None)),
        ("memory of all workers", lambda one: said(one.memory(CORES), ",.0f", " GiB")),
    ]


def _store() -> list[Row]:
    def of_all(one: Cost, *figures: str, unit: float = 1.0) -> float | None:
        return one.share(PAGES, *figures, unit=unit)

    def in_time(one: Cost, *figures: str) -> float | None:
        share = one.share(1, *figures)
        return share * one.rate if share is not None and one.rate else None

    return [
        ("outputs", lambda one: said(of_all(one, "output_bytes", unit=_GIB), ",.0f", " GiB")),
        ("on a disk of 4 KiB blocks", lambda one: said(of_all(one, "output_disk_bytes", unit=_GIB), ",.0f", " GiB")),
        ("ledger", lambda one: said(of_all(one, "ledger_bytes", unit=_GIB), ",.1f", " GiB")),
        ("files", lambda one: said(of_all(one, "output_files", unit=1e6), ",.1f", " million")),
        ("inodes: files and folders", lambda one: said(of_all(one, "output_files", "output_folders", unit=1e6), ",.1f", " million")),
        ("files written a second", lambda one: said(in_time(one, "output_files"), ",.0f")),
        ("syncs to the disk a second", lambda one: said(in_time(one, "output_files", "output_folders"), ",.0f")),
    ]


def _requests(stores: Sequence[Line]) -> list[Row]:
    """From bucket to bucket, where an object store takes the place of the disk."""

    def each(one: Cost, *kinds: str) -> float | None:
        found = max((line for line in stores if line["form"] == one.form), key=lambda line: line["stored"], default=None)
        return sum(found["requests"]["first"].get(kind, 0) for kind in kinds) / found["stored"] if found else None

    def of_all(*kinds: str) -> Callable[[Cost], str]:
        return lambda one: said(share * PAGES / 1e6 if (share := each(one, *kinds)) is not None else None, ",.1f", " million")

    def in_time(one: Cost) -> str:
        share = each(one, *KINDS)
        return said(share * one.rate if share is not None and one.rate else None, ",.0f")

    return [
        ("to an object store: PUT and LIST requests", of_all("PUT", "LIST")),
        ("GET and HEAD requests", of_all("GET", "HEAD")),
        ("requests a second", in_time),
    ]


def _ledger(ledger: Line | None) -> list[Row]:
    def rate(name: str) -> float | None:
        return ledger["issues"] / ledger[f"{name}_seconds"] if ledger else None

    def share(one: Cost) -> str:
        most = rate("recording")
        return said(100 * one.rate / most if one.rate and most else None, ",.1f", " %")

    planning, again = rate("planning"), rate("planning_again")
    return [
        ("to find and plan all", lambda _: clock(PAGES / planning if planning else None)),
        ("to find that all are done", lambda _: clock(PAGES / again if again else None)),
        ("records: share of what one ledger takes", share),
    ]


def _single(spread: Line | None) -> list[Row]:
    """The two processes that there is one of, as they were measured with many workers that sleep."""

    def share(name: str) -> Callable[[Cost], str]:
        return lambda one: said(one.rate * spread[f"{name}_ms"] / 10 if one.rate and spread else None, ",.0f", " %")

    def fed(one: Cost) -> str:
        busiest = max(spread["parent_ms"], spread["scheduler_ms"]) / 1000 if spread else None
        return said(CORES / (one.rate * busiest) if one.rate and busiest else None, ",.0f")

    return [
        ("the parent: share of one core", share("parent")),
        ("Dask's scheduler: share of one core", share("scheduler")),
        ("cores that they can keep at work", fed),
    ]
