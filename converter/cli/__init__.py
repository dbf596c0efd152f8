"""The command `broadsheet`: parses what was typed, calls the rooms, prints, exits. Data goes to standard output, talk to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from converter.cli.ending import ended
from converter.cli.talk import Talk


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code (see `converter.errors.Exit`); raises nothing. arguments: without the program's name."""
    talk = Talk()

    def run() -> object:
        from converter.cli.commands import broadsheet

        if "_BROADSHEET_COMPLETE" in os.environ:  # a shell asks what could be typed next
            return broadsheet.main(prog_name="broadsheet")
        # not through click's own main(), which makes an exit code of a closed pipe before we can
        with broadsheet.make_context("broadsheet", list(sys.argv[1:] if arguments is None else arguments), obj=talk) as context:
            return broadsheet.invoke(context)

    return ended(run, talk)
