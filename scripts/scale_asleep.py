"""Pages that nobody converts: what one leaves in the ledger, and work that takes its time and none of the processor."""

from __future__ import annotations

import time
from dataclasses import replace

from converter.task import Done, Settings, Tally, Task, Told

A_PAGE = 0.2  # seconds that a worker sleeps
# what a page of a daily leaves in the ledger
_TALLY = Tally(1, 6, 5000, 1, 20, dict.fromkeys(("person", "place", "org", "date", "measure", "title"), 12))
_DOUBT = Told("W-SEG-03", 1, "p1-l7", "only its words say that an article begins here")
_NOTICES = (*(Told(f"I-REP-{n:02}", 3, "p1-l100", "") for n in range(1, 8)), _DOUBT)


def recorded(task: Task) -> Done:
    """The record of a page that was made, by its look."""
    from converter.work import looked_at

    read = tuple(replace(file, sha256="0" * 64) for file in looked_at(task.inputs, task.metadata_file))
    return Done(task.key, outputs=((f"{task.key}.xml", "0" * 64),), read=read, tally=_TALLY, notices=_NOTICES, seconds=0.25, peak_mib=140.0)


def asleep(task: Task, settings: Settings) -> Done:
    """Work for workers."""
    del settings
    time.sleep(A_PAGE)
    return recorded(task)
