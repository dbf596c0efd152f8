"""Takes what was named as input and gives sources: bytes under a name that an edition can keep. Promises to read no more than a stated size."""

from __future__ import annotations

import errno
import os
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from converter.errors import ConverterError, MissingError, UnreadableError, UsageError
from converter.notices import Notice
from converter.places import Place, Remote, SomePlace, UnreachedError, each, lies_in
from converter.real_paths import real
from converter.storage.names import portable_name
from converter.taken import NOTHING, Taken

if TYPE_CHECKING:
    from converter.readers import Source

STDIN = Path("-")
_FRONT_MATTER = re.compile(rb"\A\s*(?:---|\+\+\+)\s*\n")
_ARTICLE = re.compile(rb'"(?:headline|articleBody|body_text|body_xhtml)"\s*:')
METADATA_NAME = "edition.toml"
_RIGHTS = {
    False: "ask for the right to read it (chmod u+r)",
    True: "ask its owner for the right to read it; it was asked for with your keys, if any",
}
MOST_MEBIBYTES = 256  # the text of a broadsheet page is some 50 kB: a year of a daily fits several times

CODES: dict[str, tuple[str, str]] = {
    "I-FILE-01": (
        "An input has a name that not every system can hold, or two inputs have the same name; the edition calls it by another one.",
        "Nothing. To choose the name yourself, rename the input.",
    ),
    "W-FILE-02": (
        "The edition.toml that was found lists pages, and this input is none of them. It was not used: its title, date and id are those of "
        "another issue, as far as can be told.",
        'If the page belongs to that issue, add it: [[page]] and, below, file = "NAME". If only the metadata hold: --metadata edition.toml.',
    ),
    "W-FILE-03": (
        "The edition.toml named with --metadata lists pages, and this input is none of them. It was used all the same.",
        'If the page belongs to that issue, add it: [[page]] and, below, file = "NAME". Otherwise write it an edition.toml of its own.',
    ),
    "W-FILE-05": (
        "The folder holds a file that could be a page of the issue, and its edition.toml does not list it. It was left out.",
        'If it is a page, add it: [[page]] and, below, file = "NAME". Else nothing, or keep it in another folder.',
    ),
    "W-FILE-06": (
        "Images of pages were asked for, and none of the inputs is a PDF: of other formats there is nothing to draw.",
        "Leave --images out. Images that lie beside an OCR file are taken into the edition by themselves.",
    ),
    "W-FILE-04": (
        "The edition.toml lists a page whose file is not there.",
        "Correct the name of the file under [[page]], take that [[page]] out, or put the file back.",
    ),
}


def expand(named: Iterable[SomePlace]) -> list[SomePlace]:
    """Folders as the pages in them, in the order of the numbers in their names; each file once.

    Raises UnreadableError for a folder without pages.
    """
    out: dict[SomePlace, None] = {}
    for path in named:
        for page in _pages(path) if path != STDIN and path.is_dir() else [path]:
            out[page] = None
    return list(out)


class NoPagesError(UnreadableError):
    """A folder holds nothing that could be a page."""


def check_stdin(named: Sequence[Place]) -> None:
    """Raises UsageError where `-` stands beside other inputs: it is read once, by one process."""
    if STDIN in named and len(named) > 1:
        raise UsageError("standard input stands beside other inputs", where="-", hint="convert it in a run of its own")


@dataclass(frozen=True, slots=True)
class Asked:
    """How the user wants inputs to be read: see `readers.Source` for each; most_mebibytes: larger ones are refused."""

    format: str | None = None
    encoding: str | None = None
    resolution: int | None = None
    most_mebibytes: int = MOST_MEBIBYTES


def load(paths: Sequence[Place], asked: Asked | None = None, opened: dict[Place, str] | None = None) -> tuple[Source, ...]:
    """The sources of one issue, with names of one part that differ without regard to case.

    opened: gets what is opened beside them, address -> SHA-256; "" for what is not there.
    """
    from converter.readers import Source

    asked = asked or Asked()
    out: list[Source] = []
    for path in paths:
        body = _read(path, asked.most_mebibytes << 20)
        name = portable_name("stdin.txt" if path == STDIN else path.name, (s.name for s in out))
        file, beside = (
            (None, None) if path == STDIN else (path, partial(_beside, path, asked.most_mebibytes << 20, {} if opened is None else opened))
        )
        out.append(Source(name, body, file, asked.format, asked.encoding, asked.resolution, beside=beside))
    return tuple(out)


def _beside(path: Place, most: int, opened: dict[Place, str], name: str) -> bytes:
    """A file by its name relative to the folder of `path`. Raises UnreadableError for a name that leaves it, also by a link."""
    folder = real(path.parent)
    found = real(folder / name)
    if not lies_in(found, folder):
        raise UnreadableError(f"names {name!r}, which lies outside of its folder", where=str(path), hint="put both into one folder")
    try:
        body = _read(found, most)
    except MissingError:
        opened[found] = ""
        raise
    opened[found] = sha256(body).hexdigest()
    return body


def renamed(sources: Iterable[Source]) -> tuple[Notice, ...]:
    """A notice for each source that the edition calls by another name than its file has."""
    return tuple(
        Notice("I-FILE-01", source.name, f"the input {source.path.name!r} is called {source.name} in the edition")
        for source in sources
        if source.path and source.path.name != source.name
    )


def _pages(folder: SomePlace) -> list[SomePlace]:
    return [p for p, _ in pages_with_formats(folder)[0]]


def pages_with_formats(folder: SomePlace, above: Taken = NOTHING) -> tuple[list[tuple[SomePlace, str]], Taken]:
    """The pages in a folder, as `expand` gives them, with the format of each by its name and first bytes; and what they and those above have taken.

    What that is are no pages of their own. Raises NoPagesError; UnreadableError.
    """
    try:
        inside: list[SomePlace] = sorted(folder.iterdir(), key=lambda p: natural(p.name))
    except OSError as error:
        raise unreadable(folder, error) from error
    files = [path for path in inside if path.is_file()]
    found = [(path, form) for path, form in zip(files, each(_format_of, files), strict=True) if form]
    if not found:
        raise NoPagesError("is a folder without pages", where=str(folder), hint="name a page; `broadsheet formats` lists what is read")
    taken = above.with_pages(found)
    return [(p, form) for p, form in found if not taken.has(p, form)], taken


def formats_of(pages: Iterable[Place]) -> list[tuple[Place, str | None]]:
    """Files with the format of each, as for `pages_with_formats`; None for what is no page."""
    return [(page, _format_of(page)) for page in pages]


def _format_of(path: Place) -> str | None:
    """The format of a file in a folder, where its name is that of a format and its first bytes agree: a folder holds other things, too."""
    from converter.readers.guess import FORMATS, PEEK, guess

    suffix = path.suffix.lower()
    for form in ("text", "pdf"):  # names that say page: one that is none is told, not passed over
        if suffix in FORMATS[form].extensions:
            return form
    if not any(suffix in form.extensions for form in FORMATS.values()):
        return None
    try:
        with path.open("rb") as file:
            head = file.read(PEEK)
        form = guess(path.name, head)
    except UnreachedError:
        raise
    except (OSError, ConverterError):
        return None
    # a README.md or a report.json beside the pages is no article
    article = {"markdown": _FRONT_MATTER, "json": _ARTICLE}.get(form)
    return form if article is None or article.search(head) else None


def natural(name: str) -> list[tuple[int, int, str]]:
    """A key that sorts page-2 before page-10."""
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in re.split(r"(\d+)", name) if part]


def _read(path: Place, most: int) -> bytes:
    try:
        if path == STDIN:
            body = sys.stdin.buffer.read(most + 1)
        else:
            with path.open("rb") as file:
                body = file.read(most + 1)  # bounded: a device or a pipe has no end
    except OSError as error:
        raise unreadable(path, error) from error
    if len(body) > most:
        hint = "part it into issues, or raise the limit: --max-size MEBIBYTES"
        raise UnreadableError(f"is larger than {most >> 20} MiB, which no newspaper's text is", where=str(path), hint=hint)
    return body


def unreadable(path: Place, error: OSError) -> ConverterError:
    """The system's refusal to read in the words of the command."""
    if error.errno == errno.ENOENT and isinstance(path, Path) and path.is_symlink():
        target = str(path.readlink())
        fetch = f"fetch it: git annex get {path.name}" if "annex/objects/" in target.replace(os.sep, "/") else "put the file back"
        return MissingError(f"is a link to {target}, which is not there", where=str(path), hint=f"{fetch}, or take the link away")
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return MissingError("there is no such file", where=str(path), hint=_suggestion(path))
    if error.errno == errno.EISDIR:
        return UnreadableError("is a folder", where=str(path), hint="name a file")
    if error.errno == errno.ENAMETOOLONG:
        return MissingError("has a name that is longer than any file here can have", where=str(path), hint="correct the name")
    if error.errno == errno.ELOOP:
        return UnreadableError("is a symbolic link that leads to itself", where=str(path), hint="name the file itself")
    if error.errno in (errno.EACCES, errno.EPERM):
        return UnreadableError("may not be read by you", where=str(path), hint=_RIGHTS[isinstance(path, Remote)])
    return UnreadableError(
        f"cannot be read: {(error.strerror or str(error)).lower()}", where=str(path), hint="copy it to another place, and try again"
    )


def dangling(path: Place) -> ConverterError | None:
    """What to say of a link that leads to nothing, such as one of git-annex whose file was not fetched yet; None for what is no such link."""
    if isinstance(path, Path) and path.is_symlink():
        try:
            path.stat()
        except OSError as error:
            return unreadable(path, error)
    return None


def _suggestion(path: Place) -> str:
    if isinstance(path, Remote):  # its folder may hold a million names
        return "see whether it lies there under this very name"
    try:
        names = sorted(p.name for p in path.parent.iterdir() if not p.name.startswith("."))
    except OSError:
        return f"there is no folder {path.parent} either"
    import difflib

    near = difflib.get_close_matches(path.name, names, n=1)
    return f"did you mean {path.parent / near[0]}?" if near else "look at its folder, and name a file that is there"
