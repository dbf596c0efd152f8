"""Takes an edition and what was typed with -o, gives the place of its bag; what cannot be one is refused, before anything is written."""

from __future__ import annotations

import os
from pathlib import Path

from converter.deposit import check_portable
from converter.errors import MaterialError, UsageError
from converter.real_paths import real

_DECLARATION = "bagit.txt"


def is_bag(folder: Path) -> bool:
    return (folder / _DECLARATION).is_file()


def deposit_place(edition: Path, output: Path | None = None, *, zipped: bool = False) -> Path:
    """Where the bag of an edition goes: `output`, or beside the edition as NAME-bag or NAME-bag.zip.

    Raises UsageError where that exists, lies inside the edition or inside a bag, or has a name that says something else.
    """
    place = output or _beside(edition, zipped=zipped)
    said = f"-o {place}" if output else str(place)
    if place.suffix.lower() == ".zip" and not zipped:
        raise UsageError("deposit makes a folder", where=said, hint="for one ZIP file add --zip; else leave out .zip")
    if zipped and place.suffix.lower() != ".zip":
        raise UsageError("a ZIP file ends in .zip", where=said, hint=f"write -o {place}.zip, or leave out --zip")
    if os.path.lexists(place):
        hint = f"nothing is written over or into what is there; name a new place: broadsheet deposit {edition} -o {_another(place)}"
        raise UsageError("exists already", where=str(place), hint=hint)
    if real(place).is_relative_to(real(edition)):
        raise UsageError("lies inside the edition itself", where=said, hint="choose a place outside of it with -o")
    around = next((folder for folder in real(place).parents if is_bag(folder)), None)
    if around:
        raise UsageError(f"lies inside the bag {around}, which it would damage", where=said, hint="choose a place outside of it with -o")
    try:
        check_portable([place.name])
    except MaterialError as error:
        hint = "only ASCII letters, digits and . _ - last in every archive: name the bag with -o"
        raise UsageError(error.what, where=repr(place.name), hint=hint) from error
    return place


def _beside(edition: Path, *, zipped: bool) -> Path:
    name = f"{real(edition).name}-bag{'.zip' * zipped}"
    # messages name a place in the way in which the edition was named
    return edition.with_name(name) if edition.name not in ("", ".", "..") else Path(os.path.normpath(edition.absolute())).with_name(name)


def _another(place: Path) -> Path:
    """A name like it that is free."""
    names = (place.with_name(f"{place.stem}-{n}{place.suffix}") for n in range(2, 10_000))
    return next((name for name in names if not os.path.lexists(name)), place)
