"""What workers do in tests: functions by dotted name, as a worker gets them. The key of a task says what is to happen."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from converter.clock import today
from converter.task import Done, Settings, Task


def by_key(task: Task, settings: Settings) -> Done:
    """hang, spin, eat, raise, shout, day; die: always; die-once: the first time. Others give the worker's process id as the digest of their output."""
    kind = task.key.rpartition("/")[2]
    if kind == "hang":
        time.sleep(600)
    elif kind == "spin":
        while True:
            pass
    elif kind == "eat":
        held = []
        while True:
            held.append(b"x" * (8 << 20))
            time.sleep(0.01)
    elif kind == "gulp":
        return Done(str(len(b"x" * (32 << 30))))  # at once: more than the second net lets through
    elif kind == "raise":
        raise RuntimeError("nobody expected this")
    elif kind == "day":
        return Done(task.key, outputs=((f"{task.key}.xml", today()),))
    elif kind == "shout":
        os.write(1, b"no message of ours\n")
    elif kind == "lament":
        os.write(2, b"x\n" * 2_000_000 + b"the last word\n")
        os._exit(3)
    elif kind == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif kind == "die-once":
        mark = Path(settings.output) / "died"
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return Done(task.key, outputs=((f"{task.key}.xml", str(os.getpid())),))


def slow(task: Task, settings: Settings) -> Done:
    """Takes a while, and says who does it."""
    (Path(settings.output) / f"{task.key}.pid").write_text(str(os.getpid()))
    time.sleep(0.5)
    return Done(task.key)
