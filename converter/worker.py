"""A process that does what its parent sends it, one task at a time, and ends with its parent: `python -m converter.worker`.

It takes pickled messages from standard input (the settings, then tasks) and gives a `Begun` and an `Answer` for each task on what was
standard output. It keeps to its limits as far as the system lets it; the parent does the rest (`converter.engines.keeper`).
"""

from __future__ import annotations

import math
import os
import pickle
import signal
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from queue import SimpleQueue
from typing import Any, BinaryIO

from converter.task import MIB, Answer, Begun, Settings


def main() -> int:
    """Works until its input ends."""
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no message
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; only the parent answers
    settings: Settings = pickle.load(incoming)
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    os.environ["SOURCE_DATE_EPOCH"] = settings.epoch
    work = named(settings.work)
    tasks: SimpleQueue[object] = SimpleQueue()
    threading.Thread(target=_receive, args=(incoming, tasks), daemon=True).start()
    _limit_memory(settings.memory_limit)
    while True:
        task = tasks.get()
        _send(outgoing, Begun())
        _limit_time(settings.time_limit)
        _send(outgoing, _answer(work, task, settings))


def named(dotted: str) -> Callable[[Any, Settings], Any]:
    """The function `module:function`."""
    module, _, function = dotted.partition(":")
    found: Callable[[Any, Settings], Any] = getattr(import_module(module), function)
    return found


def _answer(work: Callable[[Any, Settings], Any], task: object, settings: Settings) -> Answer:
    import traceback

    _forget_peak()
    began = time.monotonic()
    result, raised, starved = None, None, False
    try:
        result = work(task, settings)
    except MemoryError:
        starved = True
    except Exception as error:  # noqa: BLE001 - a fault of ours in one task; the parent tells it, the next one is done
        raised = "".join(traceback.format_exception(error))
    return Answer(result, raised, starved, time.monotonic() - began, _status("VmHWM"), _status("VmRSS"))


def _receive(incoming: BinaryIO, tasks: SimpleQueue[object]) -> None:
    """Without a parent there is nobody to record what is done: the next run does it."""
    try:
        while True:
            tasks.put(pickle.load(incoming))
    finally:
        os._exit(0)


def _send(outgoing: BinaryIO, message: object) -> None:
    pickle.dump(message, outgoing, pickle.HIGHEST_PROTOCOL)
    outgoing.flush()


def _limit_memory(mebibytes: float) -> None:
    """The second net, should memory grow faster than the parent looks: address space, of which much is never used, and so with room."""
    try:
        import resource
    except ImportError:  # Windows
        return
    own = int(_status("VmSize")) * MIB
    if own and math.isfinite(mebibytes):
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        wanted = own + int(2 * mebibytes) * MIB
        resource.setrlimit(resource.RLIMIT_AS, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def _limit_time(seconds: float) -> None:
    """The second net for a worker whose parent was killed while it holds the interpreter: the system ends it, some time later."""
    try:
        import resource
    except ImportError:
        return
    if math.isinf(seconds):
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    wanted = int(used.ru_utime + used.ru_stime + 2 * seconds) + 10
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if most == resource.RLIM_INFINITY else min(wanted, most), most))


def _forget_peak() -> None:
    try:
        Path("/proc/self/clear_refs").write_text("5")
    except OSError:  # not Linux, or not allowed: then the peak is that of the process so far
        return


def _status(name: str) -> float:
    """VmRSS, VmHWM or VmSize of this process in MiB; where the system does not tell, what it used at most, or 0."""
    try:
        for line in Path("/proc/self/status").read_text().splitlines():
            if line.startswith(name):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    try:
        import resource
    except ImportError:
        return 0.0
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (MIB if sys.platform == "darwin" else 1024) if name == "VmHWM" else 0.0


if __name__ == "__main__":
    sys.exit(main())
