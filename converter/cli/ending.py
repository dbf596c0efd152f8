"""Takes a run of the command and gives its exit code: the one place where exceptions become words and codes."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from converter.cli.talk import Talk
from converter.errors import ConverterError, Exit
from converter.version import __version__

INTERRUPTED, PIPE_CLOSED = 130, 141  # what a shell reports for a program that SIGINT or SIGPIPE ended


def ended(run: Callable[[], object], talk: Talk) -> int:
    """The exit code of `run`: what it returns where that is a number, else one for what it raised, after it was said."""
    try:
        with _term_as_exception():
            result = run()
            sys.stdout.flush()
        return int(result) if isinstance(result, int) else Exit.GOOD
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or the interpreter complains when it closes
        return PIPE_CLOSED
    except ConverterError as error:
        talk.trouble(error)
        return error.exit_code
    except MemoryError:
        talk.trouble(ConverterError("there is not enough memory", hint="convert fewer inputs at once, or with --jobs 1"))
        return Exit.UNREADABLE
    except Exception as error:  # noqa: BLE001 - the last place that can say it well
        code = _of_click(error, talk)
        return _our_bug(error, talk) if code is None else code


@contextmanager
def _term_as_exception() -> Iterator[None]:
    """A polite request to stop leaves nothing half-written, as Ctrl-C does."""
    import signal
    import threading

    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(number: int, _frame: object) -> None:
        raise SystemExit(128 + number)

    old = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, old)


def _of_click(error: Exception, talk: Talk) -> int | None:
    """The code for what the library for arguments raises: it was typed wrong, or only help was asked for."""
    import click

    if isinstance(error, click.exceptions.Exit):
        return error.exit_code
    if isinstance(error, click.Abort):
        return INTERRUPTED
    if not isinstance(error, click.ClickException):
        return None
    if isinstance(error, click.NoSuchOption) and Path(error.option_name).exists():
        error = click.UsageError(f"{error.format_message()} To name the file, type ./{error.option_name}", error.ctx)
    talk.plainly(error.show)
    return Exit.USAGE


def _our_bug(error: Exception, talk: Talk) -> int:
    talk.bug(type(error).__name__, str(error), error)
    return Exit.BUG


def report_of(kind: str, message: str) -> str:
    """What to send us when we were wrong."""
    system = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}"
    return f"broadsheet {__version__}, {system}: {kind}: {message[:300]}"
