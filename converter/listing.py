"""Takes an edition.toml and inputs, and says which pages it lists, whether it holds for the inputs, and what is doubtful about that."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from converter.errors import UnreadableError
from converter.inputs import STDIN, expand
from converter.notices import Notice
from converter.real_paths import real

_SOURCES = "source"  # where a finished edition, which keeps its edition.toml, has the pages that it lists


def listed_pages(toml: Path) -> tuple[Path, ...]:
    """The pages that an edition.toml lists, in its order: relative to itself, or where they went in the edition that was built of them."""
    from converter.metadata_file import load_metadata

    out = []
    for name in load_metadata(toml).inputs:
        page, kept = toml.parent / name, toml.parent / _SOURCES / Path(name).name
        out.append(kept if kept.is_file() and not page.exists() else page)
    return tuple(out)


def holding(toml: Path | None, inputs: Sequence[Path], *, named: bool) -> tuple[Path | None, tuple[Notice, ...]]:
    """The edition.toml where it holds for these inputs, and what is doubtful about that.

    One that lists pages is about those pages: found beside another one it would give it the title, date and id of an issue that it
    may not belong to. Where the user named it (`named`), it is used, with a notice.
    """
    listed = {real(page) for page in listed_pages(toml)} if toml else set()
    pages = [path for path in inputs if path != STDIN]
    if toml is None or not listed or not pages or listed & {real(page) for page in pages}:
        return toml, absent(toml) if toml and pages else ()
    entry = f'add [[page]] with file = "{pages[0].name}" to {toml}'
    if named:
        return toml, (
            Notice("W-FILE-03", pages[0].name, f"{toml} was named for it, but lists other pages only; if it is one of them, {entry}"),
        )
    message = f"{toml} lists other pages only, so it was not used; if it holds for this one, {entry}, or type --metadata {toml}"
    return None, (Notice("W-FILE-02", pages[0].name, message),)


def unlisted(toml: Path) -> tuple[Notice, ...]:
    """A notice for each file of the folder that could be a page and that its edition.toml does not list: a page may have been forgotten."""
    listed = {real(page) for page in listed_pages(toml)}
    try:
        here = expand([toml.parent])
    except UnreadableError:
        return ()
    left = [page.name for page in here if real(page) not in listed]
    return tuple(
        Notice("W-FILE-05", name, f"{name} lies in the folder, but {toml} does not list it: it is not in the edition") for name in left
    )


def absent(toml: Path) -> tuple[Notice, ...]:
    """A notice for each page that an edition.toml lists and that is not there."""
    gone = [page.name for page in listed_pages(toml) if not page.exists()]
    return tuple(Notice("W-FILE-04", name, f"{toml} lists the page {name}, which is not there") for name in gone)
