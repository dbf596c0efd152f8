"""Keeps the slowest file that a target has read, beside the folder of its findings: the seconds are in its name, so that processes after each other share it."""

from __future__ import annotations

from pathlib import Path

LEAST = 0.5  # seconds: what takes less is not worth a look


def slowest_of(folder: Path) -> Path | None:
    """The file that was kept for a folder of findings; None where none took LEAST."""
    return max(folder.parent.glob(f"{folder.name}-slowest-*.input"), key=_seconds, default=None)


def _seconds(path: Path) -> float:
    return float(path.stem.rpartition("-")[2])


def keep_slow(folder: Path, data: bytes, seconds: float) -> None:
    """Keeps the bytes where they took more than those that were kept before."""
    before = slowest_of(folder)
    if seconds > (_seconds(before) if before else LEAST) + 0.05:
        (folder.parent / f"{folder.name}-slowest-{seconds:.2f}.input").write_bytes(data)
        if before:
            before.unlink()
