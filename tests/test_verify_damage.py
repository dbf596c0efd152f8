"""Damaged bags: `verify` and the reference program bagit agree on each whether it is valid; where they do not, a table says why."""

from __future__ import annotations

import hashlib
import logging
import shutil
import unicodedata
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import bagit
import pytest
from bags import PAYLOAD, bag, sealed, tag_files, write, zip_of

from converter.errors import ConverterError
from converter.verify import Verdict, verify

Damage = Callable[[Path], None]
ONE = "data/source/page.txt"


def verdict(path: Path) -> Verdict:
    return verify(path, lambda _total: nullcontext(lambda: None))


def codes(path: Path) -> set[str]:
    return set(verdict(path).found.counts)


def valid_here(path: Path) -> bool:
    try:
        return verdict(path).valid
    except ConverterError:
        return False


def valid_there(path: Path) -> bool:
    logging.getLogger("bagit").setLevel(logging.CRITICAL)
    try:
        return bool(bagit.Bag(str(path)).validate())
    except (bagit.BagError, UnicodeError, LookupError, OSError, ValueError, AttributeError):
        return False


# --- the damage ----------------------------------------------------------------------------------


def flip(name: str) -> Damage:
    def damage(path: Path) -> None:
        content = bytearray((path / name).read_bytes())
        content[len(content) // 2] ^= 1
        (path / name).write_bytes(content)

    return damage


def cut(name: str) -> Damage:
    return lambda path: (path / name).write_bytes((path / name).read_bytes()[:-3]) and None


def without(name: str) -> Damage:
    return lambda path: (path / name).unlink()


def added(name: str, content: bytes = b"new\n") -> Damage:
    return lambda path: write(path, {name: content})


def renamed(old: str, new: str) -> Damage:
    return lambda path: (path / old).rename(path / new) and None


def changed(name: str, old: bytes, new: bytes) -> Damage:
    """And the tag manifests agree with it."""

    def damage(path: Path) -> None:
        content = (path / name).read_bytes()
        assert old in content
        (path / name).write_bytes(content.replace(old, new, 1))
        sealed(path)

    return damage


def ends_with(name: str, more: bytes) -> Damage:
    def damage(path: Path) -> None:
        (path / name).write_bytes((path / name).read_bytes() + more)
        sealed(path)

    return damage


def tags_of(version: str = "1.0", algorithms: tuple[str, ...] = ("sha256", "sha512"), encoding: str = "UTF-8") -> Damage:
    """The same payload, tagged otherwise."""

    def damage(path: Path) -> None:
        for old in path.glob("*.txt"):
            old.unlink()
        write(path, tag_files(PAYLOAD, version=version, algorithms=algorithms, encoding=encoding))

    return damage


def both(*several: Damage) -> Damage:
    def damage(path: Path) -> None:
        for one in several:
            one(path)

    return damage


def swapped(path: Path) -> None:
    one, two = path / ONE, path / "data/tei/page.xml"
    (path / "spare").write_bytes(one.read_bytes())
    one.write_bytes(two.read_bytes())
    (path / "spare").replace(two)


def upper(path: Path) -> None:
    for manifest in path.glob("manifest-*.txt"):
        lines = (line.split("  ", 1) for line in manifest.read_text(encoding="utf-8").splitlines())
        manifest.write_text("".join(f"{digest.upper()}  {name}\n" for digest, name in lines), encoding="utf-8")
    sealed(path)


def line_ends(end: bytes) -> Damage:
    def damage(path: Path) -> None:
        for file in path.glob("*.txt"):
            file.write_bytes(file.read_bytes().replace(b"\n", end))
        for file in path.glob("tagmanifest-*.txt"):  # their digests are of the new bytes
            sealed(path)
            file.write_bytes(file.read_bytes())

    return damage


def every_manifest(edit: Callable[[bytes], bytes]) -> Damage:
    def damage(path: Path) -> None:
        for file in path.glob("manifest-*.txt"):
            file.write_bytes(edit(file.read_bytes()))
        sealed(path)

    return damage


def listed_line(name: str, old: str = "") -> Damage:
    """Each payload manifest gets a line for this file, in place of the line of `old`."""

    def damage(path: Path) -> None:
        for file in path.glob("manifest-*.txt"):
            content = (path / name).read_bytes() if (path / name).is_file() else b""
            digest = hashlib.new(file.stem.removeprefix("manifest-"), content).hexdigest()
            kept = [line for line in file.read_text(encoding="utf-8").splitlines() if not old or not line.endswith(f"  {old}")]
            file.write_text("\n".join([*kept, f"{digest}  {name}"]) + "\n", encoding="utf-8")
        sealed(path)

    return damage


def first_line_again(path: Path) -> None:
    every_manifest(lambda content: content + content.split(b"\n")[0] + b"\n")(path)


def spelled(form: str, listed: str) -> Damage:
    """A file whose name has an accent, in one spelling on the disk and in another in the manifests."""

    def damage(path: Path) -> None:
        name = unicodedata.normalize(form, "data/Núñez.txt")  # type: ignore[arg-type]
        payload = {**PAYLOAD, unicodedata.normalize(listed, "data/Núñez.txt"): b"n\n"}  # type: ignore[arg-type]
        write(path, {name: b"n\n"} | tag_files(payload))

    return damage


def encoded(name: str, written: str) -> Damage:
    def damage(path: Path) -> None:
        tags = tag_files({**PAYLOAD, written: b"n\n"})
        write(path, {name: b"n\n"} | tags)

    return damage


def linked(path: Path) -> None:
    """A link in place of a payload file, which lies beside it and is listed under its own name, too."""
    (path / ONE).rename(path / "data/real.txt")
    (path / ONE).symlink_to("../real.txt")
    listed_line("data/real.txt")(path)
    size = sum(map(len, PAYLOAD.values())) + len(PAYLOAD[ONE])
    changed(INFO, OXUM, f"{size}.{len(PAYLOAD) + 1}".encode())(path)


def payload_as_tag(path: Path) -> None:
    tags = path / "tagmanifest-sha256.txt"
    tags.write_bytes(tags.read_bytes() + f"{hashlib.sha256(PAYLOAD[ONE]).hexdigest()}  {ONE}\n".encode())


OXUM = f"{sum(map(len, PAYLOAD.values()))}.{len(PAYLOAD)}".encode()
INFO, DECLARED, LIST = "bag-info.txt", "bagit.txt", "manifest-sha256.txt"
FILES = [name for name in [*PAYLOAD, *tag_files(PAYLOAD)] if name != "data/html/empty.txt"]

AGREED: dict[str, Damage] = {
    "nothing": lambda _path: None,
    **{f"a bit flipped in {name}": flip(name) for name in FILES},
    **{f"cut short: {name}": cut(name) for name in FILES},
    **{f"deleted: {name}": without(name) for name in [*FILES, "data/html/empty.txt"] if not name.startswith("tagmanifest-")},
    "an empty file that is none any more": added("data/html/empty.txt", b"x"),
    "a payload file emptied": added(ONE, b""),
    "a payload file added": added("data/new.txt"),
    "a payload file added in a new folder": added("data/new/one.txt"),
    "an empty payload file added": added("data/new.txt", b""),
    "a hidden payload file added": added("data/.DS_Store"),
    "a tag file added": added("notes.txt"),
    "a tag folder added": added("metadata/notes.xml"),
    "a file renamed": renamed(ONE, "data/source/other.txt"),
    "a file renamed in case": renamed(ONE, "data/source/PAGE.txt"),
    "a file moved": renamed(ONE, "data/page.txt"),
    "a folder renamed": renamed("data/tei", "data/tei2"),
    "the payload folder renamed": renamed("data", "Data"),
    "bag-info renamed": renamed(INFO, "baginfo.txt"),
    "two files swapped": swapped,
    "no payload folder": lambda path: shutil.rmtree(path / "data"),
    "both payload manifests deleted": both(without(LIST), without("manifest-sha512.txt")),
    "one payload manifest deleted, and sealed": both(without(LIST), lambda path: sealed(path) and None),
    "the tag manifests deleted": both(without("tagmanifest-sha256.txt"), without("tagmanifest-sha512.txt")),
    "only one tag manifest deleted": without("tagmanifest-sha256.txt"),
    "bag-info deleted, and sealed": both(without(INFO), lambda path: sealed(path) and None),
    "empty manifests": every_manifest(lambda _content: b""),
    "a digest of the wrong length": every_manifest(lambda content: content[1:]),
    "a digest that is not hexadecimal": every_manifest(lambda content: b"z" + content[1:]),
    "another digest": every_manifest(lambda content: (b"1" if content[:1] == b"0" else b"0") + content[1:]),
    "upper-case digests": upper,
    "line ends of Windows": line_ends(b"\r\n"),
    "line ends of old Macs": line_ends(b"\r"),
    "no line end at the end of bagit.txt": changed(DECLARED, b"UTF-8\n", b"UTF-8"),
    "a file listed that is not there": listed_line("data/gone.txt"),
    "a file listed twice": first_line_again,
    "tabs before the paths": every_manifest(lambda content: content.replace(b"  ", b"\t")),
    "an asterisk before the paths": every_manifest(lambda content: content.replace(b"  ", b" *")),
    "./ before the paths": every_manifest(lambda content: content.replace(b"  ", b"  ./")),
    "an empty line at the end of manifests": every_manifest(lambda content: content + b"\n"),
    "a path out of the bag": listed_line("../secret.txt"),
    "a path out of the bag, from within": listed_line("data/../../secret.txt"),
    "an absolute path": listed_line("/etc/hostname"),
    "a path in a home": listed_line("~/secret.txt"),
    "a folder listed": listed_line("data/html"),
    "bagit.txt with a byte-order mark": changed(DECLARED, b"BagIt", b"\xef\xbb\xbfBagIt"),
    "bagit.txt without encoding": changed(DECLARED, b"Tag-File-Character-Encoding: UTF-8\n", b""),
    "bagit.txt without version": changed(DECLARED, b"BagIt-Version: 1.0\n", b""),
    "bagit.txt empty": both(added(DECLARED, b""), lambda path: sealed(path) and None),
    "version 2.0": changed(DECLARED, b"1.0", b"2.0"),
    "version 0.5": changed(DECLARED, b"1.0", b"0.5"),
    "version one": changed(DECLARED, b"1.0", b"one"),
    "an encoding that there is not": changed(DECLARED, b"UTF-8", b"UTF-0"),
    "an encoding that the bag-info does not have": changed(DECLARED, b"UTF-8", b"ASCII"),
    "the declared encoding is mild": changed(DECLARED, b"UTF-8", b"ISO-8859-1"),
    "bag-info edited": flip(INFO),
    "bag-info edited, and sealed": changed(INFO, b"Archive", b"archive"),
    "bag-info with a folded line": ends_with(INFO, b"External-Description: One\n  line\n\tfolded\n"),
    "bag-info with a label repeated": ends_with(INFO, b"Contact-Name: A\nContact-Name: B\n"),
    "bag-info with a line without colon": ends_with(INFO, b"nothing\n"),
    "bag-info with an empty line": ends_with(INFO, b"\nContact-Name: A\n"),
    "bag-info with an empty value": ends_with(INFO, b"Contact-Name:\n"),
    "bag-info with colons in a value": ends_with(INFO, b"External-Identifier: ark:/1/2:3\n"),
    "too few bytes in the Oxum": changed(INFO, OXUM, b"1.4"),
    "too many files in the Oxum": changed(INFO, OXUM, OXUM + b"0"),
    "an Oxum that is no number": changed(INFO, OXUM, b"many.4"),
    "a payload of nothing": both(lambda path: shutil.rmtree(path / "data"), lambda path: bag(path, {}) and None),
    "fetch.txt for a file that is here": both(
        added("fetch.txt", f"https://example.org/1 - {ONE}\n".encode()), lambda path: sealed(path) and None
    ),
    "fetch.txt for a file that is not here": both(
        without(ONE), added("fetch.txt", f"https://example.org/1 24 {ONE}\n".encode()), lambda path: sealed(path) and None
    ),
    "fetch.txt with a path out of the bag": added("fetch.txt", b"https://example.org/1 - ../../secret.txt\n"),
    "fetch.txt without address": added("fetch.txt", f"page - {ONE}\n".encode()),
    **{f"version {version}": tags_of(version, ("md5",)) for version in ("0.93", "0.94", "0.95", "0.96", "0.97")},
    **{f"digests by {name}": tags_of(algorithms=(name,)) for name in ("md5", "sha1", "sha224", "sha256", "sha384", "sha512")},
    "tag files in UTF-16": tags_of("0.97", encoding="UTF-16"),
    "tag files in UTF-16BE": tags_of("0.97", encoding="UTF-16BE"),
    "tag files in GB18030": tags_of("1.0", encoding="GB18030"),
    "before 1.0, a file changed": both(tags_of("0.97", ("md5",)), flip(ONE)),
    "before 1.0, a file added": both(tags_of("0.97", ("md5",)), added("data/new.txt")),
    "before 1.0, a file listed in one of two manifests": both(
        tags_of("0.97"), changed(LIST, b"data/html/empty.txt", b"data/html/index.html")
    ),
    "before 1.0, a line repeated": both(tags_of("0.97"), first_line_again),
    "another spelling of a name": spelled("NFD", "NFC"),
    "the same spelling of a name": spelled("NFD", "NFD"),
    "a line feed in a name, encoded": encoded("data/a\nb.txt", "data/a%0Ab.txt"),
    "a name with blanks": encoded("data/a b  c.txt", "data/a b  c.txt"),
    "a name in Chinese": encoded("data/第一版.txt", "data/第一版.txt"),
    "a tag file in the payload manifests": listed_line("bagit.txt"),
    "payload in a tag manifest": payload_as_tag,
    "a bag in a bag": lambda path: bag(path, {**PAYLOAD, **{f"data/inner/{name}": body for name, body in tag_files({}).items()}}) and None,
}

# (valid here, valid there, why), in our words
DIFFERENT: dict[str, tuple[Damage, bool, bool, str]] = {
    "bagit.txt with blanks": (
        changed(DECLARED, b"BagIt-Version: 1.0", b"BagIt-Version :  1.0 "),
        False, True, "2.1.1 gives the two lines of bagit.txt letter by letter; the conformance suite has such a bag as invalid",
    ),
    "bagit.txt with a third line": (
        changed(DECLARED, b"UTF-8\n", b"UTF-8\nContact-Name: A\n"), False, True, "2.1.1 has just two lines",
    ),
    "bagit.txt with an empty line": (
        changed(DECLARED, b"1.0\n", b"1.0\n\n"), False, True, "2.1.1 has just two lines",
    ),
    "bagit.txt with its lines in the other order": (
        both(added(DECLARED, b"Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n"), lambda path: sealed(path) and None),
        False, True, "2.1.1 gives the order",
    ),
    "version 1.7": (changed(DECLARED, b"1.0", b"1.7"), False, True, "there is no such version whose rules could be kept"),
    "a file in one of two manifests": (
        changed(LIST, b"data/html/empty.txt", b"data/html/other.txt"), False, False, "both: the other name is not there",
    ),
    "a file that one manifest lacks": (
        both(lambda path: changed(LIST, (path / LIST).read_bytes().split(b"\n")[0] + b"\n", b"")(path)),
        False, True, "3: in 1.0 each payload manifest lists each payload file; bagit takes one of them as enough",
    ),
    "a comment in a manifest": (
        every_manifest(lambda content: b"# made by hand\n" + content), False, True, "2.1.3 gives the form of each line, and has no comments",
    ),
    "a line without path in a manifest": (
        every_manifest(lambda content: content + b"0123\n"), False, True, "2.1.3 gives the form of each line; bagit logs it and goes on",
    ),
    "a tag manifest without a payload manifest": (
        lambda path: (path / "tagmanifest-sha256.txt").write_bytes(
            b"".join(line for line in (path / "tagmanifest-sha256.txt").read_bytes().splitlines(True) if LIST.encode() not in line)
        ) and None,
        False, True, "2.2.1: in 1.0 each tag manifest lists each payload manifest",
    ),
    "a manifest by a digest that there is not": (
        added("manifest-sum99.txt", b"00  data/source/page.txt\n"), False, True, "3: a valid bag has every digest verified; this one cannot be",
    ),
    "a manifest with a byte-order mark": (
        every_manifest(lambda content: b"\xef\xbb\xbf" + content), False, True, "2.3: tag files in UTF-8 begin with none; bagit warns",
    ),
    "a label without blank behind its colon": (
        ends_with(INFO, b"Contact-Name:A\n"), False, True, "2.2.2: a blank stands between colon and value; before 1.0 none needs to",
    ),
    "a label with a blank before its colon": (ends_with(INFO, b"Contact-Name : A\n"), False, True, "2.2.2: no label ends in a blank"),
    "two Oxums": (ends_with(INFO, b"Payload-Oxum: " + OXUM + b"\n"), False, True, "2.2.2: it is not repeated; bagit reads the first"),
    "an Oxum in small letters": (
        changed(INFO, b"Payload-Oxum: " + OXUM, b"payload-oxum: 1.1"), False, True, "2.2.2: reserved labels are read in any case",
    ),
    "a symbolic link in the payload": (
        linked,
        False, True, "5.1: nothing outside of the bag is read; what a link leads to is not in the bag, and bagit follows it",
    ),
    "a percent sign in a name, encoded": (
        encoded("data/100%.txt", "data/100%25.txt"), True, False, "2.1.3: in 1.0 the percent sign is encoded; bagit 1.9 does not decode it",
    ),
    "fetch.txt for a file that no manifest lists": (
        both(added("fetch.txt", b"https://example.org/1 - data/more.txt\n"), lambda path: sealed(path) and None),
        False, True, "2.2.3: every payload manifest lists what is to be fetched",
    ),
    "digests by sha3-256": (
        both(tags_of(algorithms=("sha3_256",)), flip(ONE)), False, False, "both: bagit knows no manifest of this name, and so finds none",
    ),
    "digests by sha3-256, whole": (
        tags_of(algorithms=("sha3_256",)), True, False, "2.4: the name has no signs but letters and digits; bagit wants sha3_256",
    ),
}  # fmt: skip


HARMLESS = (
    "nothing", "a tag file added", "a tag folder added", "one payload manifest deleted", "the tag manifests deleted", "only one tag",
    "bag-info deleted", "upper-case", "line ends", "no line end", "tabs", "an asterisk", "./ before", "an empty line", "the declared encoding is mild",
    "bag-info edited, and sealed", "bag-info with a folded", "bag-info with a label", "bag-info with an empty", "bag-info with colons", "a payload of nothing",
    "fetch.txt for a file that is here", "version 0.9", "digests by", "tag files in", "before 1.0, a line repeated", "another spelling", "the same spelling",
    "a line feed in", "a name ", "a bag in",
)  # fmt: skip


@pytest.mark.parametrize("name", AGREED)
def test_both_agree(name: str, tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    AGREED[name](path)
    expected = name.startswith(HARMLESS)
    assert (valid_here(path), valid_there(path)) == (expected, expected)


@pytest.mark.parametrize("name", DIFFERENT)
def test_where_they_do_not_the_rfc_says_why(name: str, tmp_path: Path) -> None:
    damage, here, there, why = DIFFERENT[name]
    path = bag(tmp_path / "bag")
    damage(path)
    assert (valid_here(path), valid_there(path)) == (here, there), why


@pytest.mark.parametrize("algorithms", [["md5"], ["sha1", "sha512"], ["sha256", "sha3_256", "blake2b"]])
def test_a_bag_that_bagit_made_is_valid(algorithms: list[str], tmp_path: Path) -> None:
    names = ["a.txt", "100%.txt", "a%20b.txt", "第一版.txt", "a b  c.txt", " first.txt", ".hidden", "deep/er/x", "line\nfeed.txt"]
    write(tmp_path / "bag", {name: name.encode() for name in names})
    bagit.make_bag(str(tmp_path / "bag"), {"Contact-Name": "A", "External-Description": "one\ntwo"}, checksums=algorithms)
    said = verdict(tmp_path / "bag")
    assert said.found.kept == []
    assert said.checked.payload == len(names)
    assert said.version == "0.97"
    assert "bagit.py" in said.agent
    flip("data/100%.txt")(tmp_path / "bag")
    assert codes(tmp_path / "bag") == {"E-BAG-12"}


def test_a_verdict_does_not_depend_on_the_packing(tmp_path: Path) -> None:
    """Each damaged bag as a ZIP has the same findings, but for those of ZIPs and names that a ZIP cannot hold."""
    for number, (name, damage) in enumerate(AGREED.items()):
        path = bag(tmp_path / str(number) / "bag")
        damage(path)
        if any(folder.is_dir() and not any(folder.iterdir()) for folder in path.rglob("*")):
            continue  # zipfile's writer keeps no empty folder here
        packed = zip_of(path, path.with_suffix(".zip"))
        assert outcome(packed) == outcome(path), name


def outcome(path: Path) -> object:
    try:
        return dict(verdict(path).found.counts)
    except ConverterError as error:
        return error.exit_code
