"""Takes an edition.toml and inputs, and says which pages it lists, whether it holds for the inputs, and what is doubtful about that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath

from converter.errors import UnreadableError
from converter.inputs import STDIN, expand
from converter.notices import Notice
from converter.places import Place
from converter.real_paths import real

_SOURCES = "source"  # where a finished edition, which keeps its edition.toml, has the pages that it lists


@dataclass(frozen=True)
class Listing:
    """An edition.toml, read once, the pages that it lists, in its order, the id that it states, and the lists of names that it names."""

    toml: Place
    pages: tuple[Place, ...]
    id: str | None = None
    authorities: tuple[Place, ...] = ()

    @cached_property
    def places(self) -> dict[Place, int]:
        """Real path of each page -> its place in the list, from 0."""
        out: dict[Place, int] = {}
        for n, page in enumerate(self.pages):
            out.setdefault(real(page), n)
        return out

    def place(self, page: Place) -> int | None:
        """The place of a page in the list; None where it is not in it."""
        return self.places.get(real(page)) if self.pages else None

    def holds(self, inputs: Sequence[Place], *, named: bool) -> tuple[bool, tuple[Notice, ...]]:
        """Whether it holds for these inputs, and what is doubtful about that.

        One that lists pages is about those pages: found beside another one it would give it the title, date and id of an issue that it
        may not belong to. Where the user named it (`named`), it is used, with a notice.
        """
        pages = [path for path in inputs if path != STDIN]
        if not self.pages or not pages or any(self.place(page) is not None for page in pages):
            return True, self.absent() if pages else ()
        entry = f'add [[page]] with file = "{pages[0].name}" to {self.toml}'
        if named:
            told = f"{self.toml} was named for it, but lists other pages only; if it is one of them, {entry}"
            return True, (Notice("W-FILE-03", pages[0].name, told),)
        told = f"{self.toml} lists other pages only, so it was not used; if it holds for this one, {entry}, or type --metadata {self.toml}"
        return False, (Notice("W-FILE-02", pages[0].name, told),)

    def unlisted(self) -> tuple[Notice, ...]:
        """A notice for each file of the folder that could be a page and is not in the list: a page may have been forgotten."""
        try:
            here = expand([self.toml.parent])
        except UnreadableError:
            return ()
        left = [page.name for page in here if self.place(page) is None]
        return tuple(
            Notice("W-FILE-05", name, f"{name} lies in the folder, but {self.toml} does not list it: it is not in the edition")
            for name in left
        )

    def absent(self) -> tuple[Notice, ...]:
        """A notice for each page of the list that is not there."""
        gone = [page.name for page in self.pages if not page.exists()]
        return tuple(Notice("W-FILE-04", name, f"{self.toml} lists the page {name}, which is not there") for name in gone)


def listing(toml: Place) -> Listing:
    """What an edition.toml lists. Paths are relative to it, or where they went in the edition that was built of them. Errors: those of `load_metadata`."""
    from converter.metadata_file import load_metadata

    out: list[Place] = []
    stated = load_metadata(toml)
    for name in stated.inputs:
        page, kept = toml.parent / name, toml.parent / _SOURCES / PurePath(name).name
        out.append(kept if kept.is_file() and not page.exists() else page)
    return Listing(toml, tuple(out), stated.id, stated.authorities)
