"""Bags with the properties that the public conformance suite of the Library of Congress has bags for, made here, each with its verdict.

valid: no finding but of what is worth knowing; warning: valid, and something is told; invalid: at least one error.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from bags import PAYLOAD, bag, manifest_of, sealed, tag_files, write
from test_verify_damage import ONE, verdict

Make = Callable[[Path], object]
TWICE = b"Contact-Name: A\nContact-Name: B\nContact-Name: A\n"
ENYE = {form: unicodedata.normalize(form, "data/Núñez") for form in ("NFC", "NFD")}  # type: ignore[arg-type]


def plain(version: str, *algorithms: str, encoding: str = "UTF-8") -> Make:
    return lambda path: bag(path, version=version, algorithms=algorithms or ("md5",), encoding=encoding)


def info(version: str, more: bytes) -> Make:
    def make(path: Path) -> None:
        bag(path, version=version, algorithms=("md5",))
        name = "package-info.txt" if version < "0.96" else "bag-info.txt"
        write(path, {name: (path / name).read_bytes() + more})
        sealed(path)

    return make


def tagged(version: str, files: dict[str, bytes]) -> Make:
    """A bag some of whose tag files are others."""

    def make(path: Path) -> None:
        bag(path, version=version, algorithms=("md5",))
        write(path, files)
        sealed(path)

    return make


def listing(version: str, line: str) -> Make:
    """A bag whose manifest has one more line."""
    more = manifest_of(PAYLOAD, "md5") + line.encode() + b"\n"
    return tagged(version, {"manifest-md5.txt": more})


def spelled(on_disk: str, *listed: str) -> Make:
    def make(path: Path) -> None:
        payload = {ENYE[form]: b"" for form in listed}
        write(path, {ENYE[on_disk]: b""} | tag_files({ENYE[listed[0]]: b""}, version="0.97", algorithms=("sha512",)))
        write(path, {"manifest-sha512.txt": manifest_of(payload, "sha512")})
        sealed(path)

    return make


def fetching(line: str, *, missing: bool = False) -> Make:
    def make(path: Path) -> None:
        tagged("0.97", {"fetch.txt": line.encode() + b"\n"})(path)
        if missing:
            (path / ONE).unlink()

    return make


def gone(*names: str) -> Make:
    def make(path: Path) -> None:
        bag(path, version="0.97", algorithms=("md5",))
        for name in names:
            (path / name).unlink()

    return make


def latin(path: Path) -> None:
    payload = {"data/é.txt": b"1"}
    listed = manifest_of(payload, "md5").decode().encode("latin-1")
    write(
        path,
        payload
        | {"manifest-md5.txt": listed, "bagit.txt": DECLARED.replace(b"UTF-8", b"ISO-8859-1"), "bag-info.txt": b"Contact-Name: Ren\xe9\n"},
    )


DECLARED = b"BagIt-Version: 0.97\nTag-File-Character-Encoding: UTF-8\n"
ABC = "900150983cd24fb0d6963f7d28e17f72"  # MD5 of abc

PROPERTIES: dict[str, tuple[str, Make]] = {
    **{f"{version}: a basic bag": ("valid", plain(version)) for version in ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")},
    **{f"{version}: metadata entries repeated": ("valid", info(version, TWICE)) for version in ("0.93", "0.94", "0.95", "0.96", "0.97", "1.0")},
    **{f"0.97: digests by {name}": ("valid", plain("0.97", name)) for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")},
    **{f"1.0: digests by {name}": ("valid", plain("1.0", name)) for name in ("sha256", "sha512")},
    "1.0: digests by several": ("valid", plain("1.0", "md5", "sha256", "sha512")),
    "0.97: tag files in UTF-16, with mark": ("valid", plain("0.97", encoding="UTF-16")),
    "0.97: tag files in UTF-16BE": ("valid", plain("0.97", encoding="UTF-16BE")),
    "0.97: tag files in ISO-8859-1": ("valid", latin),
    "0.97: folded lines in bag-info": ("valid", info("0.97", b"External-Description: a\n   long\n\tline\n")),
    "0.97: no bag-info": ("valid", lambda path: (bag(path, version="0.97"), (path / "bag-info.txt").unlink(), sealed(path))),
    "0.97: no tag manifest": ("valid", lambda path: (bag(path, version="0.97", algorithms=("md5",)), (path / "tagmanifest-md5.txt").unlink())),
    "0.97: names with blanks": ("valid", lambda path: bag(path, {"data/a  b c.txt": b"1"}, version="0.97")),
    "0.97: names in several scripts": ("valid", lambda path: bag(path, {"data/吕梁/日报.txt": b"1", "data/ṭ.txt": b"2"}, version="0.97")),
    "0.97: digests in capitals": ("valid", lambda path: (bag(path, version="0.97", algorithms=("md5",)), tagged("0.97", {"manifest-md5.txt": capitals()})(path))),
    "0.97: bag in a bag": ("valid", lambda path: bag(path, {f"data/{name}": body for name, body in (PAYLOAD | tag_files(PAYLOAD)).items()}, version="0.97")),
    "0.97: a fetch file whose files are here": ("valid", fetching(f"https://example.org/1 - {ONE}")),
    "0.97: a fetch file of files that no manifest lists": ("warning", fetching("file:///a/picture.png 42000 picture.png")),
    "0.97: a name in another spelling than its listing": ("warning", spelled("NFD", "NFC")),
    "0.97: a name listed twice, in two spellings": ("warning", spelled("NFC", "NFC", "NFD")),
    "0.97: manifest by md5sum, with asterisks": ("valid", tagged("0.97", {"manifest-md5.txt": manifest_of(PAYLOAD, "md5").replace(b"  ", b" *")})),
    "0.97: manifest by find, with ./": ("warning", tagged("0.97", {"manifest-md5.txt": manifest_of(PAYLOAD, "md5").replace(b"  ", b"  ./")})),
    "0.97: blanks in the lines of bagit.txt": ("invalid", tagged("0.97", {"bagit.txt": DECLARED.replace(b": ", b" :  ")})),
    "1.0: blanks in the lines of bagit.txt": ("invalid", tagged("1.0", {"bagit.txt": DECLARED.replace(b"0.97", b"1.0").replace(b": ", b" : ")})),
    "0.97: bagit.txt with a byte-order mark": ("invalid", tagged("0.97", {"bagit.txt": b"\xef\xbb\xbf" + DECLARED})),
    "0.97: bagit.txt without encoding": ("invalid", tagged("0.97", {"bagit.txt": DECLARED.splitlines(keepends=True)[0]})),
    "0.97: bagit.txt without version": ("invalid", tagged("0.97", {"bagit.txt": DECLARED.splitlines(keepends=True)[1]})),
    "0.97: bagit.txt of no known version": ("invalid", tagged("0.97", {"bagit.txt": DECLARED.replace(b"0.97", b"9.9")})),
    "0.97: no bagit.txt": ("invalid", gone("bagit.txt")),
    "0.97: no payload manifest": ("invalid", gone("manifest-md5.txt")),
    "0.97: a payload file missing": ("invalid", gone(ONE)),
    "0.97: a tag file missing": ("invalid", gone("bag-info.txt")),
    "0.97: a payload file changed": ("invalid", lambda path: (bag(path, version="0.97"), write(path, {ONE: b"changed"}))),
    "0.97: a tag file changed": ("invalid", lambda path: (bag(path, version="0.97"), write(path, {"bag-info.txt": b"Contact-Name: A\n"}))),
    "0.97: a payload file that is not listed": ("invalid", lambda path: (bag(path, version="0.97"), write(path, {"data/new.txt": b"1"}))),
    "0.97: Oxum with other bytes": ("invalid", tagged("0.97", {"bag-info.txt": b"Payload-Oxum: 1.4\n"})),
    "0.97: Oxum with other files": ("invalid", tagged("0.97", {"bag-info.txt": b"Payload-Oxum: 72.1\n"})),
    "0.97: a path out of the bag, by dots": ("invalid", listing("0.97", f"{ABC}  ../../../README.md")),
    "0.97: a path out of the bag, absolute": ("invalid", listing("0.97", f"{ABC}  /etc/passwd")),
    "0.97: a path out of the bag, of a home": ("invalid", listing("0.97", f"{ABC}  ~/secret")),
    "0.97: a path out of the bag, of a drive": ("invalid", listing("0.97", f"{ABC}  C:\\secret")),
    "0.97: a path out of the bag, of the namespace of devices": ("invalid", listing("0.97", f"{ABC}  \\\\?\\C:\\secret")),
    "0.97: a file listed twice, with two digests": ("invalid", listing("0.97", f"{ABC}  {ONE}")),
    "0.97: a fetch file that leads out of the bag": ("invalid", fetching("https://example.org/1 - ../../secret")),
    "0.97: a fetch file that leads to a home": ("invalid", fetching("https://example.org/1 - ~/secret")),
    "0.97: a file that is still to be fetched": ("invalid", fetching(f"https://example.org/1 - {ONE}", missing=True)),
    "1.0: a file listed twice": ("invalid", listing("1.0", manifest_of({ONE: PAYLOAD[ONE]}, "md5").decode().strip())),
    "1.0: percent signs encoded": ("valid", lambda path: write(path, {"data/100%.txt": b"1"} | tag_files({"data/100%25.txt": b"1"}))),
    "1.0: percent signs not encoded": ("warning", lambda path: bag(path, {"data/100%.txt": b"1"})),
    "1.0: names that differ in case": ("warning", lambda path: bag(path, {"data/a.txt": b"1", "data/A.txt": b"2"})),
    "1.0: a manifest that lists less than the other": ("invalid", lambda path: (bag(path), write(path, {"manifest-sha256.txt": b""}), sealed(path))),
}  # fmt: skip


def capitals() -> bytes:
    return "".join(
        f"{digest.upper()}  {name}\n" for digest, name in (line.split("  ") for line in manifest_of(PAYLOAD, "md5").decode().splitlines())
    ).encode()


@pytest.mark.parametrize("name", PROPERTIES)
def test_the_verdict_is_that_of_the_suite(name: str, tmp_path: Path) -> None:
    expected, make = PROPERTIES[name]
    path = tmp_path / "bag"
    make(path)
    said = verdict(path)
    warned = any(code.startswith("W") for code in said.found.counts)
    assert ("warning" if said.valid and warned else "valid" if said.valid else "invalid") == expected, said.found.kept
