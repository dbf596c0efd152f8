"""The command `broadsheet`: parses what was typed, calls the rooms, prints, exits. Data goes to standard output, talk to standard error."""

from __future__ import annotations

from collections.abc import Sequence

from converter.cli.ending import ended
from converter.cli.talk import Talk


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and returns its exit code (see `converter.errors.Exit`); raises nothing. arguments: without the program's name."""
    talk = Talk()

    def run() -> object:
        from converter.cli.commands import broadsheet

        return broadsheet.main(list(arguments) if arguments is not None else None, prog_name="broadsheet", obj=talk, standalone_mode=False)

    return ended(run, talk)
