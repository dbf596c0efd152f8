"""A process of its own that feeds a target with changed files until its time is over: `python -m fuzzing.child TARGET FOLDER CORPUS [--whole] [libFuzzer options]`.

A wrong exception is written down, once for each place that it comes from, and the process goes on. A hang, too much memory or a crash of
PDFium end it: libFuzzer then writes the file, and who started this starts it again.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import resource
import sys
import time
import traceback
from pathlib import Path
from random import Random

import atheris

MOST_ADDRESSES = 8 << 30  # bytes; libFuzzer sees to the memory that is used
# What reads files, and what comes after it in a conversion; many of these are imported only when they are needed.
ROOMS = (
    "readers",
    "validate",
    "publish",
    "repair",
    "segment",
    "inference",
    "tei",
    "pipeline",
    "metadata_file",
    "entity_list",
    "annotate.authorities",
    "verify",
    "worklist",
)
with atheris.instrument_imports(include=["converter"], enable_loader_override=False):
    for room in ROOMS:
        loaded = importlib.import_module(f"converter.{room}")
        for module in pkgutil.walk_packages(getattr(loaded, "__path__", ()), f"{loaded.__name__}."):
            importlib.import_module(module.name)
from fuzzing.slowest import keep_slow  # noqa: E402
from fuzzing.targets import TARGETS, changed, tried  # noqa: E402 - it imports what has to be instrumented


def place_of(error: BaseException) -> str:
    """The kind of the exception and the last line of ours that it went through: the same fault is found a thousand times."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if "/converter/" in frame.filename]
    where = f"{Path(own[-1].filename).stem}-{own[-1].lineno}" if own else "nowhere"
    told = str(error).split(" ")[0] if type(error).__name__ == "UnsoundError" else ""
    return "-".join(filter(None, (type(error).__name__, told, where)))


def main() -> None:
    """Ends when libFuzzer's time is over."""
    resource.setrlimit(
        resource.RLIMIT_AS, (MOST_ADDRESSES, MOST_ADDRESSES)
    )  # so that PDFs are loaded here, and not tried before in another process
    name, folder, *options = sys.argv[1:]
    target, findings, whole = TARGETS[name], Path(folder), "--whole" in options
    seen = {path.name.partition(".")[0] for path in findings.iterdir()}

    def run(data: bytes) -> None:
        start = time.monotonic()
        try:
            tried(target, data, whole=whole)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            place = place_of(error)
            if place not in seen:
                seen.add(place)
                stem = findings / f"{place}.{hashlib.sha256(data).hexdigest()[:8]}"
                stem.with_name(stem.name + ".input").write_bytes(data)
                stem.with_name(stem.name + ".trace").write_text(
                    "".join(traceback.format_exception(error)), encoding="utf-8", errors="backslashreplace"
                )
        finally:
            keep_slow(findings, data, time.monotonic() - start)

    def mutate(data: bytes, most: int, seed: int) -> bytes:
        rng = Random(seed)
        made = changed(target, data, rng) if rng.random() < 0.85 else None
        return made if made is not None and len(made) <= most else atheris.Mutate(data, most)

    atheris.Setup([sys.argv[0], *(option for option in options if option != "--whole")], run, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
