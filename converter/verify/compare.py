"""Takes what the manifests of a bag say and what its files are, and tells each difference: missing, added, renamed, changed, truncated, swapped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from converter.verify.codes import Findings, shown
from converter.verify.digests import Digests
from converter.verify.holder import Holder
from converter.verify.paths import Names
from converter.verify.records import CRATE, crate_files
from converter.verify.tagging import Tagged

_OF_A_FILE = frozenset(("E-BAG-10", "E-BAG-12", "E-BAG-16", "E-BAG-18"))  # findings of a file whose bytes are others or none


@dataclass(slots=True)
class Expected:
    """What the manifests say of a path: digests by algorithm, and the manifest that each is from."""

    digests: dict[str, str] = field(default_factory=dict)
    manifests: dict[str, str] = field(default_factory=dict)

    @property
    def listed(self) -> list[str]:
        """The manifests that list it."""
        return list(self.manifests.values())

    @property
    def said_by(self) -> str:
        return f"{' and '.join(self.listed)} {_verb('list', self.listed)} it"


def compare(holder: Holder, told: Tagged, names: Names, made: Mapping[str, Digests], sizes: Mapping[str, int], found: Findings) -> None:
    """made: the digests of the files that could be read. sizes: those that files had, as far as they are known from elsewhere."""
    expected = _expected(told)
    resolved = {path: names.resolve(path) for path in expected}
    meant = {name for name, how in resolved.values() if how != "none"}
    loose = {(algorithm, digest): name for name, of in made.items() if name not in meant for algorithm, digest in of.items()}
    owners = {(algorithm, digest): path for path, one in expected.items() for algorithm, digest in one.digests.items()}
    for path, one in expected.items():
        name, how = resolved[path]
        if how == "none":
            if path in holder.folders:
                found.tell("E-BAG-08", path, f"{one.said_by}, and it is a folder.")
            else:
                _missing(path, one, told, names, loose, found)
            continue
        if how == "normalised":
            found.tell("W-BAG-02", path, f"The file is there as {name!a}, and the manifest has {path!a}.")
        if name in made:
            _changed(path, name, one, made[name], owners, (holder.sizes[name], sizes.get(name)), found)
    _unlisted(holder, told, {name: expected[path] for path, (name, how) in resolved.items() if how != "none"}, found)
    _check_oxum(holder, told, found)
    _check_cover(holder, told, names, found)
    _check_fetches(told, expected, found)
    for clash in names.clashes():
        found.tell("W-BAG-03", clash[0], f"Its name is on some systems the same as {', '.join(ascii(name) for name in clash[1:])}.")


def known_sizes(holder: Holder, told: Tagged, made: Mapping[str, Digests]) -> Mapping[str, int]:
    """The sizes that files had, where the bag has an RO-Crate that is as it was, or a fetch.txt that says them."""
    sizes = {one.path: one.size for one in (told.fetches or {}).values() if one.size is not None}
    digests = [(one.algorithm, one.digests.get(CRATE)) for one in told.payload]
    if CRATE in made and digests and all(made[CRATE].get(algorithm) == digest for algorithm, digest in digests):
        said = crate_files(holder, Findings())  # what is wrong with it is told when all of it is compared
        sizes |= {name: one.size for name, one in said.items() if one.size is not None}
    return sizes


def _expected(told: Tagged) -> dict[str, Expected]:
    out: dict[str, Expected] = {}
    for manifest in (*told.payload, *told.tags):
        for path, digest in manifest.digests.items():
            one = out.setdefault(path, Expected())
            one.digests[manifest.algorithm] = digest
            one.manifests[manifest.algorithm] = manifest.name
    return out


def _missing(path: str, one: Expected, told: Tagged, names: Names, loose: Mapping[tuple[str, str], str], found: Findings) -> None:
    """3: "Every file listed in every payload manifest MUST be present", and so for tag manifests."""
    fetch = (told.fetches or {}).get(path)
    if fetch:
        found.tell("E-BAG-16", path, f"{one.said_by}, and it is still to be fetched from {shown(fetch.url)}.")
        return
    new = next((loose[key] for key in one.digests.items() if key in loose), None)
    other = names.in_other_case(path)
    if new:
        more = f"; the file {shown(new)}, which no manifest names, has its digest: renamed?"
    else:
        more = f"; there is {shown(other)}, in another case." if other else "."
    found.tell("E-BAG-10", path, f"{one.said_by}, and it is missing{more}")


def _changed(
    path: str,
    name: str,
    one: Expected,
    made: Digests,
    owners: Mapping[tuple[str, str], str],
    sizes: tuple[int, int | None],
    found: Findings,
) -> None:
    """3: "Every checksum … successfully verified against the contents of the corresponding file"."""
    wrong = [algorithm for algorithm, digest in one.digests.items() if made.get(algorithm) != digest]
    if not wrong:
        return
    right = [algorithm for algorithm in one.digests if algorithm not in wrong]
    is_now, was = sizes
    owner = next((owners[key] for key in made.items() if key in owners and owners[key] != path), None)
    one_of = len(wrong) == 1
    where = " and ".join(one.manifests[algorithm] for algorithm in wrong)
    if right:
        for algorithm in wrong:
            said = f"It has another {algorithm} of {shown(path)} than the file, which is as {one.manifests[right[0]]} has it: the manifest was changed."
            found.tell(
                "E-BAG-32",
                one.manifests[algorithm],
                said,
                expected=f"{algorithm} {made.get(algorithm, 'known')}, not {one.digests[algorithm]}",
            )
        return
    message = f"Its {' and '.join(wrong)} {'is' if one_of else 'are'} not what {where} {'has' if one_of else 'have'}"
    if owner and is_now:
        message += f": it has the content of {shown(owner)}"
    elif was is not None and was != is_now:
        message += f": it has {is_now} bytes, and had {was}: {'truncated' if is_now < was else 'something was added'}"
    elif was is not None:
        message += ": it has as many bytes as it had, and some are others"
    first = wrong[0]
    found.tell("E-BAG-12", name, f"{message}.", expected=f"{first} {one.digests[first]}, not {made.get(first, 'known')}")


def _unlisted(holder: Holder, told: Tagged, meant: Mapping[str, Expected], found: Findings) -> None:
    """3: "For BagIt 1.0, every payload file MUST be listed in every payload manifest"; before it, in one of them."""
    manifests = [one.name for one in told.payload]
    for name in holder.sizes:
        if not name.startswith("data/") or not manifests:
            continue
        listed = meant[name].listed if name in meant else []
        if not listed:
            found.tell("E-BAG-11", name, "No manifest lists it.")
        elif told.told.current and (lacking := [manifest for manifest in manifests if manifest not in listed]):
            for manifest in lacking:
                found.tell("E-BAG-32", manifest, f"{shown(name)} is not listed, and {' and '.join(listed)} {_verb('list', listed)} it.")


def _check_oxum(holder: Holder, told: Tagged, found: Findings) -> None:
    """2.2.2: the bytes "across all payload file content", a full stop, and "the total number of payload files"."""
    payload = {name: size for name, size in holder.sizes.items() if name.startswith("data/")}
    there = (sum(payload.values()), len(payload))
    if told.info.oxum not in (None, there) and not _explained(told, payload, found):
        said = ".".join(map(str, told.info.oxum or ()))
        message = f"Payload-Oxum is {said}; the payload has {there[0]} bytes in {there[1]} files."
        found.tell("E-BAG-13", told.told.info_name, message, expected=f"{there[0]}.{there[1]}")


def _explained(told: Tagged, payload: Mapping[str, int], found: Findings) -> bool:
    """Whether what was told of single files is why the payload is not as Payload-Oxum has it: it had as many files as the manifests list."""
    said = told.info.oxum or (0, 0)
    listed = {path for one in told.payload for path in one.digests}
    lost = any(one.code in _OF_A_FILE and (one.file or "").startswith("data/") for one in found.kept)
    added = sum(size for name, size in payload.items() if name not in listed)
    return said[1] == len(listed) and (lost or said[0] == sum(payload.values()) - added)


def _check_cover(holder: Holder, told: Tagged, names: Names, found: Findings) -> None:
    """2.2.1: a tag manifest "SHOULD list the remaining tag files present in the bag". One of ours does."""
    if not told.tags:
        code, name = ("E-BAG-32", "tagmanifest-sha512.txt") if told.ours else ("I-BAG-02", "bagit.txt")
        found.tell(code, name, "The bag has no tag manifest.")
        return
    if told.ours:  # 2.2.1: "Tag manifests SHOULD use the same algorithms as the payload manifests"; ours do
        made = {one.algorithm for one in told.tags}
        for one in told.payload:
            if one.algorithm not in made:
                found.tell("E-BAG-32", f"tag{one.name}", "The tag manifest is not there, and the bag was made with it.")
    covered = [{names.resolve(path)[0] for path in one.digests} for one in told.tags]
    for name in _tag_files(holder):
        lacking = [one.name for one, listed in zip(told.tags, covered, strict=True) if name not in listed]
        if told.ours and 0 < len(lacking) < len(told.tags):
            for manifest in lacking:
                found.tell("E-BAG-32", manifest, f"{shown(name)} is not listed, and another tag manifest lists it.")
        elif lacking:
            found.tell("E-BAG-21" if told.ours else "W-BAG-01", name, f"{' and '.join(lacking)} {_verb('do', lacking, 'es')} not list it.")


def _tag_files(holder: Holder) -> Iterator[str]:
    for name in holder.sizes:
        if not name.startswith(("data/", "tagmanifest-")):
            yield name


def _check_fetches(told: Tagged, expected: Mapping[str, Expected], found: Findings) -> None:
    """2.2.3: "Every file listed in the fetch file MUST be listed in every payload manifest"."""
    if told.fetches is None:
        return
    manifests = {one.name for one in told.payload}
    for path in told.fetches:
        listed = set(expected[path].listed) if path in expected else set()
        lacking = sorted(manifests - listed)
        if told.told.current and lacking:
            found.tell(
                "E-BAG-15",
                "fetch.txt",
                f"{shown(path)} is to be fetched, and {' and '.join(lacking)} {_verb('do', lacking, 'es')} not list it.",
            )
    if told.fetches and not any(one.file == "fetch.txt" or one.code == "E-BAG-16" for one in found.kept):
        number = len(told.fetches)
        found.tell(
            "I-BAG-01",
            "fetch.txt",
            f"The bag was completed from {number} address{'es' * (number != 1)}; what manifests list of it is here.",
        )


def _verb(verb: str, subjects: Sequence[str], ending: str = "s") -> str:
    return verb + ending * (len(subjects) == 1)
