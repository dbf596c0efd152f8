"""Takes the folder of an edition and writes its deposit: one BagIt bag, as folder or ZIP, with an RO-Crate and the records that archives index."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from converter.clock import today
from converter.deposit import (
    DECLARATION,
    PROFILES,
    bag_info,
    check_portable,
    contradictions,
    crate,
    differences,
    facts_of,
    manifest,
    missing_error,
    records,
)
from converter.errors import MaterialError, UsageError
from converter.finished import check_edition, checked, edition_in
from converter.fixity import ALGORITHMS, Held
from converter.inputs import METADATA_NAME
from converter.metadata_file import load_metadata
from converter.notices import Notice
from converter.real_paths import real
from converter.storage.package import package
from converter.version import __version__

if TYPE_CHECKING:
    from converter.deposit import Facts
    from converter.finished import Finished
    from converter.storage.package import Package


@dataclass(frozen=True, slots=True)
class Deposit:
    """What was written: where, how many files with how many bytes of payload, and what was doubtful."""

    place: Path
    files: int
    size: int
    notices: tuple[Notice, ...]


def deposit_place(edition: Path, output: Path | None = None, *, zipped: bool = False) -> Path:
    """Where the bag of an edition goes: `output`, or beside the edition as ID-bag or ID-bag.zip.

    Raises UsageError where that exists, lies inside the edition, or has a name that says something else.
    """
    place = output or Path(os.path.normpath(edition.absolute())).with_name(f"{real(edition).name}-bag{'.zip' * zipped}")
    if output is None:
        place = _as_typed(edition, place)
    zip_name = place.suffix.lower() == ".zip"
    if zip_name and not zipped:
        raise UsageError("deposit makes a folder", where=f"-o {place}", hint="for one ZIP file add --zip; else leave out .zip")
    if zipped and not zip_name:
        raise UsageError("a ZIP file ends in .zip", where=f"-o {place}", hint=f"write -o {place}.zip, or leave out --zip")
    if os.path.lexists(place):
        hint = "a bag is never changed: choose another place with -o, or take the old one away first"
        raise UsageError("exists already", where=str(place), hint=hint)
    if real(place).is_relative_to(real(edition)):
        raise UsageError("lies inside the edition itself", where=f"-o {place}", hint="choose a place outside of it")
    check_portable([place.name])
    return place


def _as_typed(edition: Path, place: Path) -> Path:
    """Messages name a place in the way in which the edition was named."""
    return edition.with_name(place.name) if edition.name not in ("", ".", "..") else place


def write_bag(
    edition: Path,
    output: Path | None = None,
    *,
    zipped: bool = False,
    profile: str = "default",
    metadata_file: Path | None = None,
    advance: Callable[[], None] = lambda: None,
) -> Deposit:
    """Checks an edition and packs it. metadata_file: used, and packed, in place of the edition's edition.toml; advance: called after each file.

    The edition itself is only read. Errors: what `edition_in` and `checked` raise; MaterialError for all that the profile demands and nobody
    states, and for names that archives do not keep; UsageError for the place.
    """
    check_edition(edition)  # what is no edition is told before anything about its place
    place = deposit_place(edition, output, zipped=zipped)
    toml = metadata_file or (edition / METADATA_NAME if (edition / METADATA_NAME).is_file() else None)
    metadata = load_metadata(toml) if toml else None
    ready = edition_in(edition)
    check_portable(ready.files)
    stated = facts_of(ready.id, ready.headers, None)
    facts = facts_of(ready.id, ready.headers, metadata, ready.teis)
    missing = PROFILES[profile].missing(facts)
    if missing:
        text = toml.read_bytes().decode("utf-8-sig") if toml else None
        error = missing_error(missing, text, str(toml or edition / METADATA_NAME))
        error.hint = (
            f"{error.hint}\n  then deposit again; so that the TEI says it too, write it into the edition.toml of your pages and build first"
        )
        raise error
    _check_agreement(stated, facts, str(toml))
    ready = checked(ready, advance)
    payload = {name: edition / name for name in ready.files}
    if toml:
        payload[METADATA_NAME] = real(toml)  # named by the user, who may well have linked it
    day = today()
    with package(place, zipped=zipped, top=place.stem if zipped else None) as out:
        written = _fill(out, ready, facts, payload, day, advance)
    if not facts.metadata.edition.publisher_ror:
        told = f'{facts.publisher} is named without an identifier: publisher_ror = "https://ror.org/…" gives it one'
        ready = replace(ready, notices=(*ready.notices, Notice("W-DEP-03", "edition.publisher_ror", told)))
    unlike = tuple(Notice("W-DEP-02", key, said) for key, said in differences(stated, facts))
    return Deposit(place, len(written), sum(one.size for one in written), (*ready.notices, *unlike))


def _check_agreement(stated: Facts, facts: Facts, toml: str) -> None:
    """A bag is never changed: its TEI cannot say one licence, and its records another one."""
    unlike = contradictions(stated, facts)
    if unlike:
        hint = "build the edition again with this edition.toml, or correct the header of a TEI file that was edited by hand, and publish"
        what = f"says otherwise than the TEI, in {len(unlike)} place{'s' * (len(unlike) != 1)}; no bag was made"
        raise MaterialError(what, where=toml, hint="\n  ".join([*unlike, hint]))


def _fill(out: Package, ready: Finished, facts: Facts, payload: dict[str, Path], day: str, advance: Callable[[], None]) -> list[Held]:
    """Writes all files of the bag and gives those of the payload."""
    tags = [out.add("bagit.txt", DECLARATION)]
    written = []
    for name in sorted(payload):
        held = out.copy(f"data/{name}", payload[name])
        if ready.digests.get(name, held.sha256) != held.sha256:
            raise MaterialError("was changed while it was packed", where=str(payload[name]), hint="deposit again")
        written.append(held)
        advance()
    written.append(out.add("data/ro-crate-metadata.json", crate(facts, written)))
    tags += [out.add(name, body) for name, body in records(facts, written).items()]
    tags.append(out.add("bag-info.txt", bag_info(facts, written, day=day, agent=f"broadsheet {__version__}")))
    tags += [out.add(f"manifest-{algorithm}.txt", manifest(written, algorithm)) for algorithm in ALGORITHMS]
    for algorithm in ALGORITHMS:
        out.add(f"tagmanifest-{algorithm}.txt", manifest(tags, algorithm))
    return written
