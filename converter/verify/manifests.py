"""Takes the bytes of a manifest and gives the digest of each file that it lists; what is not as RFC 8493 has it is a finding. Reads no file."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from converter.verify.codes import Findings, shown
from converter.verify.paths import Names, decoded, forbidden
from converter.verify.tags import Declaration, lines_of

NAME = re.compile(r"(tag)?manifest-([^/]+)\.txt")
# 2.1.3: "One or more linear whitespace characters (spaces or tabs) MUST separate checksum from filepath"
_LINE = re.compile(r"([0-9A-Fa-f]+)[ \t]+(.+)")


@dataclass(frozen=True, slots=True)
class Manifest:
    """name: of its file. algorithm: as hashlib calls it. digests: by the path of the file, lower-case. tags: whether it lists tag files."""

    name: str
    algorithm: str
    tags: bool
    digests: Mapping[str, str]


@cache
def algorithms() -> Mapping[str, str]:
    """The digests that this machine makes, by their names in manifests.

    2.4: "lowercasing the common name of the algorithm and removing all non-alphanumeric characters". Those whose length is not fixed are none.
    """
    fixed = (name for name in sorted(hashlib.algorithms_guaranteed) if not name.startswith("shake"))
    return {re.sub("[^a-z0-9]", "", name.lower()): name for name in fixed}


def algorithm_of(name: str) -> str | None:
    """The algorithm of hashlib that the name of a manifest says, or None where this machine cannot make it."""
    match = NAME.fullmatch(name)
    return algorithms().get(re.sub("[^a-z0-9]", "", match[2].lower())) if match else None


def manifest(name: str, content: bytes, told: Declaration, names: Names, found: Findings) -> Manifest:
    """name: one that `algorithm_of` knows. names: the files of the bag, since some programs write paths as they should not."""
    algorithm = str(algorithm_of(name))
    tags = name.startswith("tag")
    length = hashlib.new(algorithm, usedforsecurity=False).digest_size * 2
    digests: dict[str, str] = {}
    for number, line in lines_of(content, name, told, found):
        match = _LINE.fullmatch(line)
        if not line.strip():
            found.tell("W-BAG-04", name, "The line is empty.", line=number)
            continue
        if not match:
            found.tell("E-BAG-07", name, f"“{_short(line)}” is not a digest, blanks and a path.", line=number)
            continue
        path = _path(match[2], name, told, names, found, number)
        reason = forbidden(path) or _out_of_place(path, tags, told)
        if reason:
            found.tell("E-BAG-08", name, f"The path “{_short(path)}” {reason}.", line=number)
        elif len(match[1]) != length:
            message = f"The digest of {shown(path)} has {len(match[1])} digits."
            found.tell("E-BAG-07", name, message, line=number, expected=f"{length} digits for {algorithm}")
        else:
            digest = match[1].lower()
            _check_once(path, digest, digests, name, told, found, number)
            digests.setdefault(path, digest)
    return Manifest(name, algorithm, tags, digests)


def _path(written: str, name: str, told: Declaration, names: Names, found: Findings, number: int) -> str:
    """The path that is meant. Programs such as md5sum put a * before it, find puts ./, and many do not encode a percent sign."""

    def told_as(message: str) -> None:
        found.tell("W-BAG-04", name, message, line=number)

    path = decoded(written, told.current)
    if path.startswith("*") and names.resolve(path)[1] == "none":
        written, path = written[1:], path[1:]
        if told.current:
            told_as("A * stands before the path, as md5sum writes it.")
    if path.startswith("./"):
        told_as("./ stands before the path.")
        written, path = written[2:], path[2:]
    if told.current and "%" in re.sub("%0A|%0D|%25", "", written, flags=re.IGNORECASE):
        told_as("A percent sign in the path is not encoded.")
    if path != written and names.resolve(path)[1] == "none" and names.resolve(written)[1] != "none":
        told_as("The path is not encoded.")
        return written
    return path


def _out_of_place(path: str, tags: bool, told: Declaration) -> str | None:
    if not tags and not path.startswith("data/"):
        # 2.1.3: "The payload manifest MUST NOT reference files outside the payload directory"
        return "is not in data/, and this is a payload manifest"
    if path.endswith("/"):
        return "is that of a folder"
    if not told.current or not tags:
        return None
    if path.startswith("data/"):
        return "is in data/, and this is a tag manifest"
    return "is that of a tag manifest, which none may list" if path.startswith("tagmanifest-") else None


def _check_once(path: str, digest: str, digests: Mapping[str, str], name: str, told: Declaration, found: Findings, number: int) -> None:
    """2.1.3: "Every payload manifest MUST list every payload file name exactly once"; drafts before it let a line be repeated."""
    if path not in digests:
        return
    if told.current or digests[path] != digest:
        found.tell("E-BAG-09", name, f"{shown(path)} is listed for a second time.", line=number)
    else:
        found.tell("W-BAG-04", name, f"{shown(path)} is listed for a second time, with the same digest.", line=number)


def check_tag_manifests(manifests: Iterable[Manifest], payload: Iterable[str], told: Declaration, found: Findings) -> None:
    """2.2.1, new in 1.0: "Each tag manifest MUST list every payload manifest". payload: the names of the payload manifests."""
    if not told.current:
        return
    wanted = sorted(payload)
    for one in manifests:
        for name in wanted:
            if name not in one.digests:
                found.tell("E-BAG-20", one.name, f"{name} is not listed.")


def _short(text: str) -> str:
    text = shown(text.replace("\t", " "))
    return text if len(text) <= 100 else text[:99] + "…"
