"""Takes what kept an issue from being made and gives it as a record: a code that `explain` knows, what, where, and what to type."""

from __future__ import annotations

from converter.errors import ConverterError, Exit, FullError
from converter.issue import Bug, InvalidOutputError
from converter.places import UnreachedError
from converter.task import Failure, Lost

UNREACHED, FULL = "E-BAT-12", "E-BAT-13"
OF_THE_PLACE = (UnreachedError, FullError)
"""What is no fault of the issue at hand: the place where it lies or goes to is to blame, and the next run does it again by itself."""
OF_OURS = "E-BAT-09"  # its hint is a trace of the program
_AGAIN = "broadsheet batch … --retry failed"
CODES: dict[str, tuple[str, str]] = {
    "E-BAT-01": (
        "The page was not done in the time that a page may take, and its worker was ended.",
        "If it is a long document, give it more time: --time-limit SECONDS --retry failed. Otherwise please report it, with the page.",
    ),
    "E-BAT-02": (
        "The page needs more memory than a worker may have, and its worker was ended.",
        "If the machine has more, raise the limit, and start fewer workers if need be: --memory-limit MEBIBYTES --jobs 1 --retry failed.",
    ),
    "E-BAT-03": (
        "The worker process ended in the middle of this page, each time that it was tried. Broadsheet did not end it.",
        "The system may have done so for want of memory: try it with --jobs 1 --retry failed. Otherwise please report it, with the page.",
    ),
    "E-BAT-04": (
        "The input cannot be read as what it should be: damaged, in another format, or protected.",
        f"Do what the message says; a changed input is done again by itself, else: {_AGAIN}.",
    ),
    "E-BAT-05": (
        "A file or a package that is needed is not there.",
        f"Put it back or install it, then: {_AGAIN}.",
    ),
    "E-BAT-06": (
        "The output cannot be written, or something stands there that broadsheet did not write, or that was edited since.",
        f"Have it kept as .bak, and the output written: the same command with --force. Or move it away; then: {_AGAIN}.",
    ),
    "E-BAT-07": (
        "What is stated about the issue is wrong: its edition.toml, its row of the manifest, or a list of names.",
        f"Correct it there, then: {_AGAIN}.",
    ),
    "E-BAT-08": (
        "The TEI made of it does not pass our own check. That is a fault in broadsheet.",
        "Please report it, with the input. --keep-invalid writes the file all the same.",
    ),
    OF_OURS: (
        "A fault in broadsheet itself, not in your files.",
        "Please report it, with the input if you may share it.",
    ),
    "E-BAT-10": (
        "Two different inputs would go to one place, on some systems at least; the first one went there.",
        "Rename one of the two, or its folder. In a manifest, put the rows of one issue one after the other.",
    ),
    "E-BAT-11": (
        "A row of the manifest is wrong: it is no CSV or JSON, names no file, or says what no edition.toml may say.",
        "Correct the row, and type the command again: what was done is not done twice.",
    ),
    "E-BAT-12": (
        "A place elsewhere (s3://…) did not answer, or let nobody in, when this issue was to be read or written.",
        "See whether the network, the server and your keys are good, then type the command again: it does these issues again by itself.",
    ),
    "E-BAT-13": (
        "The disk of the outputs is full, or takes nothing more, when this issue was to be written.",
        "Make room there, then type the command again: it does these issues again by itself.",
    ),
}
_OF_EXIT = {
    Exit.MATERIAL: "E-BAT-07",
    Exit.USAGE: "E-BAT-06",
    Exit.UNREADABLE: "E-BAT-04",
    Exit.MISSING: "E-BAT-05",
    Exit.BUG: OF_OURS,
}


def of_error(error: ConverterError | Bug) -> Failure:
    """What the conversion of one issue, or the writing of its output, ended with."""
    if isinstance(error, Bug):
        if error.kind == "MemoryError":
            return Failure("E-BAT-02", "needs more memory than a worker may have", hint=CODES["E-BAT-02"][1])
        return Failure(OF_OURS, f"could not be converted ({error.kind}: {error.message})", hint=error.trace)
    if isinstance(error, OF_THE_PLACE):
        code = UNREACHED if isinstance(error, UnreachedError) else FULL
    else:
        code = "E-BAT-08" if isinstance(error, InvalidOutputError) else _OF_EXIT[error.exit_code]
    return Failure(code, error.what, error.where, error.hint)


def of_lost(lost: Lost, time_limit: float, memory_limit: float) -> Failure:
    """What a worker that did not answer leaves behind."""
    if lost.how == "raised":
        return Failure(OF_OURS, f"could not be converted ({lost.told.strip().splitlines()[-1]})", hint=lost.told)
    code, what = {
        "time": ("E-BAT-01", f"was not done in {time_limit:g} seconds"),
        "memory": ("E-BAT-02", f"needs more than {memory_limit:g} MiB of memory ({lost.told})"),
        "unborn": ("E-BAT-03", f"its worker did not start ({lost.told})"),
        "died": ("E-BAT-03", f"its worker ended in the middle of it, each time that it was tried ({lost.told})"),
    }[lost.how]
    return Failure(code, what, hint=CODES[code][1])
