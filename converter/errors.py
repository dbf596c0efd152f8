"""The one kind of error that ends a run on purpose: what went wrong, where, and what to type next."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command, part of its contract with scripts."""

    GOOD = 0
    MATERIAL = 1  # errors found in the material
    USAGE = 2  # the command was typed wrong, or would overwrite something
    UNREADABLE = 3  # an input that cannot be read as what it should be
    MISSING = 4  # a file, a package or a program that is not there
    BUG = 5  # our fault


class ConverterError(Exception):
    """Raised where no result can be given. The command line prints it and exits with `exit_code`.

    what: a sentence without its full stop. where: a file, option or line. hint: what to type or do next.
    """

    exit_code: Exit = Exit.MATERIAL

    def __init__(self, what: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(what)
        self.what, self.where, self.hint = what, where, hint

    def __str__(self) -> str:
        place = f"{self.where}: " if self.where else ""
        return f"{place}{self.what}" + (f"\n  {self.hint}" if self.hint else "")


class MaterialError(ConverterError):
    """The material was read, and is wrong."""


class UsageError(ConverterError):
    """The request contradicts itself or would destroy something."""

    exit_code = Exit.USAGE


class FullError(UsageError):
    """The disk that something is to be written to takes nothing more: it would be the same with whatever comes next."""


class UnreadableError(ConverterError):
    """The input is not what it should be: wrong encoding, truncated, binary, hostile."""

    exit_code = Exit.UNREADABLE


class MissingError(ConverterError):
    """A file, package or program that is needed is not there."""

    exit_code = Exit.MISSING
