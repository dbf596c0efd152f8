"""A TEI file to notices: XML, grammar, rules, conservation. It checks and never repairs, and needs nothing but the file."""

from __future__ import annotations

from pathlib import Path

from converter.errors import MissingError, UnreadableError
from converter.notices import Notice

__all__ = ["doubts", "validate"]


def validate(source: Path | bytes, *, name: str | None = None) -> tuple[Notice, ...]:
    """What is wrong with a TEI file, in the order of its lines; empty means valid.

    source: a path, or the bytes of a file that `name` is then the name of. A file that breaks the grammar is still held to the
    rules and to conservation, so that one run tells everything. Raises MissingError or UnreadableError where no file can be read.
    """
    content, called = (source, name or "-") if isinstance(source, bytes) else (_read(source), name or str(source))
    # Imported here: a command that validates nothing must not wait for the schemas.
    from converter.validate import conservation, copies, document, grammar, schematron, values

    read = document.read(content, called)
    if isinstance(read, Notice):
        return (read,)
    notices = [*grammar.check(read), *schematron.check(read), *conservation.check(read), *copies.check(read)]
    notices += values.check(read)
    return tuple(sorted(notices, key=lambda one: (one.line or 0, one.code)))


def doubts(content: bytes, *, name: str) -> tuple[Notice, ...]:
    """Warnings on a TEI file that may well be valid: entries of names that a correction by hand left behind. None for what is no TEI."""
    from converter.validate import document, entries

    read = document.read(content, name)
    return () if isinstance(read, Notice) else tuple(sorted(entries.check(read), key=lambda one: (one.line or 0, one.code)))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise MissingError("there is no such file", where=str(path), hint="give the path of a TEI file") from error
    except OSError as error:
        raise UnreadableError(f"the file cannot be read: {error.strerror}", where=str(path)) from error
