"""Reads one file as a target does, in a process of its own: `python -m fuzzing.once TARGET FILE [--whole]`. Ends as what was found ends it."""

from __future__ import annotations

import sys
from pathlib import Path

from fuzzing.targets import TARGETS, tried


def main() -> None:
    name, file, *rest = sys.argv[1:]
    tried(TARGETS[name], Path(file).read_bytes(), whole="--whole" in rest)


if __name__ == "__main__":
    main()
