"""Takes a bag and gives what its tag files say: declaration, metadata, manifests, what is to be fetched. What is missing or wrong there is a finding."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from converter.errors import UnreadableError
from converter.verify.codes import Findings, shown
from converter.verify.digests import content_of
from converter.verify.holder import Holder
from converter.verify.manifests import NAME, Manifest, algorithm_of, check_tag_manifests, manifest
from converter.verify.paths import Names
from converter.verify.tags import MOST_BYTES, Declaration, Fetch, Info, bag_info, declaration, fetch

_OURS = "broadsheet"


@dataclass(frozen=True, slots=True)
class Tagged:
    """declared: whether there is a bagit.txt. read: the bytes of the tag files that were read for this. fetches: by path."""

    declared: bool
    told: Declaration
    info: Info
    payload: tuple[Manifest, ...]
    tags: tuple[Manifest, ...]
    fetches: Mapping[str, Fetch] | None
    read: Mapping[str, bytes]

    @property
    def agent(self) -> str:
        """Which program made the bag, as it says."""
        return self.info.value("Bag-Software-Agent")

    @property
    def ours(self) -> bool:
        return self.agent.split(" ")[0].lower() == _OURS


def tagged(holder: Holder, names: Names, found: Findings) -> Tagged:
    """Raises UnreadableError for what has nothing of a bag."""
    listed = sorted(name for name in holder.sizes if "/" not in name and NAME.fullmatch(name))
    has_data = "data" in holder.folders or any(name.startswith("data/") for name in holder.sizes)
    declared = "bagit.txt" in holder.sizes
    if not declared and not listed:
        raise UnreadableError(
            "is not a bag: it has no bagit.txt and no manifest", where=shown(holder.name), hint="name the folder of a bag, or its ZIP"
        )
    read: dict[str, bytes] = {}

    def content(name: str) -> bytes | None:
        if name not in holder.sizes:
            return None
        got = content_of(holder, name, MOST_BYTES, found)
        if got is not None:
            read[name] = got
        return got

    if not declared:
        found.tell("E-BAG-01", "bagit.txt", "The file is not there.")
    said = content("bagit.txt")
    told = Declaration() if said is None else declaration(said, found)
    if not has_data:
        found.tell("E-BAG-05", "data", "The folder is not there.")
    manifests = list[Manifest]()
    for name in listed:
        twin = next((one.name for one in manifests if (one.algorithm, one.tags) == (algorithm_of(name), name.startswith("tag"))), None)
        if twin:
            found.tell("E-BAG-09", name, f"It is a second manifest of the digest that {twin} has, and was not read.")
        elif algorithm_of(name) is None:
            found.tell("E-BAG-19", name, "The digest that its name says cannot be made here.")
        elif (got := content(name)) is not None:
            manifests.append(manifest(name, got, told, names, found))
    own = [name for name in listed if not name.startswith("tag")]
    if not own:
        found.tell("E-BAG-06", "manifest-sha512.txt", "There is no payload manifest, this one or another.")
    tags = tuple(one for one in manifests if one.tags)
    check_tag_manifests(tags, own, told, found)
    about = content(told.info_name)
    info = Info() if about is None else bag_info(about, told, found)
    wanted = content("fetch.txt")
    fetches = None if wanted is None else {one.path: one for one in fetch(wanted, told, found)}
    return Tagged(declared, told, info, tuple(one for one in manifests if not one.tags), tags, fetches, read)
