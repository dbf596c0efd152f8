"""Takes the path of a bag, as folder or ZIP, and gives the verdict on it: is it complete, and is every file what it was. Changes nothing and fetches nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path

from converter.verify.agreement import check_agreement
from converter.verify.codes import Findings, shown
from converter.verify.compare import compare, known_sizes
from converter.verify.digests import digests_of
from converter.verify.holder import Holder, opened
from converter.verify.inside import Inside, inside, tei_files
from converter.verify.parts import check_parts
from converter.verify.paths import Names
from converter.verify.records import CRATE, PREMIS
from converter.verify.tagging import Tagged, tagged

Progress = Callable[[int], AbstractContextManager[Callable[[], None]]]


@dataclass(frozen=True, slots=True)
class Checked:
    """What was checked. payload, tags: number of files; size: bytes of the payload; algorithms, tag_algorithms: of the manifests, as hashlib calls them."""

    payload: int = 0
    size: int = 0
    algorithms: tuple[str, ...] = ()
    tags: int = 0
    tag_algorithms: tuple[str, ...] = ()
    inside: Inside = field(default_factory=Inside)


@dataclass(frozen=True, slots=True)
class Verdict:
    """bag: its path, as it was typed; version: of BagIt, as `1.0`; agent: the program that made it, empty where it does not say."""

    bag: str
    version: str
    agent: str
    checked: Checked
    found: Findings

    @property
    def valid(self) -> bool:
        return not self.found.errors


def verify(path: Path, progress: Progress) -> Verdict:
    """progress: takes the number of files, gives what to call after each. Errors: as `converter.verify.holder.opened`; UnreadableError for no bag at all."""
    with opened(path) as holder:
        found, names = holder.found, Names.of(holder.sizes)
        told = tagged(holder, names, found)
        wanted = _wanted(holder, told, names)
        editions = tei_files(holder, ours=told.ours)
        with progress(len(wanted) + len(editions)) as advance:
            made = digests_of(holder, wanted, told.read, found, advance)
            compare(holder, told, names, made, known_sizes(holder, told, made), found)
            check_parts(holder, told, made, found)
            check_agreement(holder, told, found)
            looked = inside(holder, editions, made, found, advance, ours=told.ours)
        checked = Checked(
            payload=sum(name.startswith("data/") for name in made),
            size=sum(holder.sizes[name] for name in made if name.startswith("data/")),
            algorithms=_algorithms(one.algorithm for one in told.payload),
            tags=sum(not name.startswith("data/") for name in made),
            tag_algorithms=_algorithms(one.algorithm for one in told.tags),
            inside=looked,
        )
    version = ".".join(map(str, told.told.version)) if told.declared else ""
    return Verdict(shown(str(path)), version, shown(told.agent), checked, found)


def _wanted(holder: Holder, told: Tagged, names: Names) -> Mapping[str, frozenset[str]]:
    """The digests to be made of each file: those of the manifests of its kind, also of a file that none lists, which may be a renamed one."""
    payload = {one.algorithm for one in told.payload}
    if payload and any(name in holder.sizes for name in (CRATE, PREMIS)):
        payload.add("sha256")  # what these records speak of
    tags = {one.algorithm for one in told.tags}
    unlisted = {one.name for one in told.tags}
    wanted = {name: set(payload if name.startswith("data/") else tags) for name in sorted(names.exact) if name not in unlisted}
    for one in (*told.payload, *told.tags):  # before 1.0 a tag manifest may list payload
        for path in one.digests:
            wanted.get(names.resolve(path)[0], set()).add(one.algorithm)
    return {name: frozenset(algorithms) for name, algorithms in wanted.items() if algorithms}


def _algorithms(named: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(named)))
