"""What the command says beside its data: takes results and troubles, writes them to standard error for a person."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from converter.errors import ConverterError
from converter.notices import Notice

MOST_ERRORS = 20  # errors that are told one by one
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(slots=True)
class Talk:
    """level: -1 troubles only, 0 as usual, 1 everything."""

    level: int = 0

    def say(self, text: str) -> None:
        if self.level >= 0:
            _write(text)

    def detail(self, text: str) -> None:
        if self.level > 0:
            _write(text)

    def trouble(self, error: ConverterError) -> None:
        """An error, where it is, and what to do; never left out."""
        place = f"{error.where}: " if error.where else ""
        _write(f"error: {place}{error.what}")
        if error.hint:
            _write(f"  {error.hint}")

    def bug(self, kind: str, message: str, error: BaseException | str) -> None:
        """A fault of ours; `error` is the exception, or its traceback as text."""
        from converter.cli.ending import report_of

        _write("error: this is a fault in broadsheet, not in your files. Nothing was written for this input.")
        _write(f"  Please report this line, with the input if you may share it: {report_of(kind, message)}")
        if self.level > 0:
            _write(error if isinstance(error, str) else _traceback(error))
        else:
            _write("  With -v the command says where in the program it happened.")

    def plainly(self, show: Callable[[], object]) -> None:
        """What the library for arguments says itself."""
        try:
            show()
        except UnicodeEncodeError:
            _write("error: the command was typed with characters that are no text")

    def notices(self, notices: Sequence[Notice]) -> None:
        """Errors in the material, each with its line; doubtful places: a line for each code, or (level 1) for each place."""
        errors = [notice for notice in notices if notice.level == "error"]
        shown = notices if self.level > 0 else errors[:MOST_ERRORS]
        for notice in shown:
            wanted = f" (expected: {notice.expected})" if notice.expected else ""
            _write(f"{notice.level}: {notice.code} {place(notice)}: {notice.message}{wanted}")
        if len(errors) > len(shown):
            _write(f"error: and {len(errors) - len(shown)} more; -v lists them all")
        if self.level == 0:
            table = [row for row in summary(notices) if row[0].startswith("W")]
            if table:
                _table(("code", "times", "first at", "what it says there"), table)
                _write(f"`broadsheet explain {table[0][0]}` says what it means and what to do; -v lists every place")

    @contextmanager
    def progress(self, total: int, doing: str = "converting") -> Iterator[Callable[[], None]]:
        """A bar for long work: only on a terminal, only for several inputs. Gives what to call after each."""
        if total < 4 or self.level < 0 or not sys.stderr.isatty():
            yield lambda: None
            return
        from rich.console import Console
        from rich.progress import Progress

        # without a thread of its own, so that processes can be made from this one
        with Progress(console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
            task = bar.add_task(doing, total=total)
            yield lambda: bar.update(task, advance=1, refresh=True)


def summary(notices: Iterable[Notice]) -> list[tuple[str, str, str, str]]:
    """(code, count, first place, what it says there) in the order of severity, then code."""
    found: dict[str, list[Notice]] = {}
    for notice in notices:
        found.setdefault(notice.code, []).append(notice)
    order = sorted(found, key=lambda code: ("EWI".index(code[0]), code))
    return [(code, str(len(found[code])), place(found[code][0]), found[code][0].message) for code in order]


def place(notice: Notice) -> str:
    """Where it is: an id of the TEI, or a file with its line."""
    return f"{notice.where}:{notice.line}" if notice.line and notice.file == notice.where else notice.where


def printable(text: str) -> str:
    """Text of a file cannot steer the terminal, nor break the talk."""
    return _CONTROL.sub(lambda m: f"\\x{ord(m[0]):02x}", text)


def _write(text: str) -> None:
    line = printable(text) + "\n"
    try:
        sys.stderr.write(line)
    except UnicodeEncodeError:  # a terminal of another encoding
        sys.stderr.write(line.encode("ascii", "backslashreplace").decode())


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    if sys.stderr.isatty():
        from rich import box
        from rich.console import Console
        from rich.table import Table

        table = Table(*head, box=box.SIMPLE_HEAD)
        for row in rows:
            table.add_row(*(printable(cell).replace("[", "\\[") for cell in row))
        Console(stderr=True).print(table)
        return
    widths = [max(len(row[i]) for row in (head, *rows)) for i in range(len(head) - 1)]
    for row in (head, *rows):
        _write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)) + f"  {row[-1]}")


def _traceback(error: BaseException) -> str:
    import traceback

    return "".join(traceback.format_exception(error))
