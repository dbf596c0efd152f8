"""Engines: tasks in, records out, on the machines that there are. `ENGINES` is the table of them.

Whatever the engine and the number of workers, the same function makes the outputs, each worker writes its own, and the bytes are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator

from converter.engines.dask import run as _dask
from converter.engines.local import run as _local
from converter.task import Done, Settings, Task

# An engine takes tasks as it can do them and no sooner: when `tasks` ends, those at hand are finished. Records come in any order; None
# comes at least every second when no record does, so that the caller can commit and show progress. To close the iterator ends all
# workers at once.
Engine = Callable[[Iterator[Task], Settings], Generator[Done | None]]

ENGINES: dict[str, Engine] = {"local": _local, "dask": _dask}
