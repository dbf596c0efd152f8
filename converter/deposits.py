"""Takes the folder of an edition and writes its deposit: one BagIt bag, as folder or ZIP, with an RO-Crate and the records that archives index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
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
from converter.deposit_places import deposit_place
from converter.errors import MaterialError
from converter.finished import check_edition, checked, edition_in
from converter.fixity import ALGORITHMS, Held
from converter.inputs import METADATA_NAME
from converter.metadata_file import load_metadata
from converter.notices import Notice
from converter.real_paths import real
from converter.storage.manifest import Manifest
from converter.storage.package import package
from converter.version import __version__

if TYPE_CHECKING:
    from converter.deposit import Facts
    from converter.finished import Finished
    from converter.metadata import Metadata
    from converter.storage.package import Package


@dataclass(frozen=True, slots=True)
class Deposit:
    """What was written: where, how many files with how many bytes of payload, what it is cited by, and what was doubtful."""

    place: Path
    files: int
    size: int
    identifiers: tuple[str, ...]
    notices: tuple[Notice, ...]


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
    _check_same_edition(metadata, ready, toml)
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
    notices = (*ready.notices, *_since_made(edition, written), *_said_of(stated, facts))
    return Deposit(place, len(written), sum(one.size for one in written), tuple(value for _, value in facts.identifiers), notices)


def _said_of(stated: Facts, facts: Facts) -> Iterator[Notice]:
    """What is doubtful about the metadata."""
    if not facts.metadata.edition.publisher_ror:
        told = f'{facts.publisher} is named without an identifier: publisher_ror = "https://ror.org/…" gives it one'
        yield Notice("W-DEP-03", "edition.publisher_ror", told)
    yield from (Notice("W-DEP-02", key, said) for key, said in differences(stated, facts))


def _since_made(edition: Path, written: Sequence[Held]) -> Iterator[Notice]:
    """Files that are not as build or publish wrote them. TEI and edition.toml are meant to be edited, and checked otherwise."""
    known = Manifest.read(edition).files
    digests = {one.name.removeprefix("data/"): one.sha256 for one in written}
    for name in sorted(known):
        if name.startswith("tei/") or name == METADATA_NAME:
            continue
        if name not in digests:
            yield Notice("W-DEP-04", name, f"{name} was part of the edition when it was made, and is not there")
        elif digests[name] != known[name]:
            yield Notice("W-DEP-04", name, f"{name} was changed since it was made")


def _check_same_edition(metadata: Metadata | None, ready: Finished, toml: Path | None) -> None:
    if metadata and metadata.id and metadata.id != ready.id:
        hint = "name the edition.toml of this edition with -m, or correct its id"
        raise MaterialError(f"is of the edition {metadata.id}, and this one is {ready.id}", where=str(toml), hint=hint)


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
