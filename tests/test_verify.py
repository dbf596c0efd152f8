"""`verify`: what it tells of a bag, the exit codes, both forms of the report, and what hostile bags may not do."""

from __future__ import annotations

import json
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep

import pytest
from bags import PAYLOAD, bag, manifest_of, sealed, tag_files, write, zip_of
from command import Said, broadsheet
from test_verify_damage import ONE, codes, flip, listed_line, verdict

from converter.errors import Exit
from converter.explain import explanations
from converter.verify import codes as verify_codes
from converter.verify import digests, holder, tags
from converter.verify.codes import Findings, shown
from converter.verify.manifests import algorithms, manifest
from converter.verify.paths import Names, decoded, forbidden

DECLARED = tags.Declaration()
OLD = tags.Declaration((0, 97))


def message(path: Path, code: str) -> str:
    (one,) = [one.message for one in verdict(path).found.kept if one.code == code]
    return one


# --- what it says --------------------------------------------------------------------------------


def test_a_renamed_file_is_told_as_such(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    (path / ONE).rename(path / "data/source/other.txt")
    assert "the file data/source/other.txt, which no manifest names, has its digest: renamed?" in message(path, "E-BAG-10")


def test_a_renamed_tag_file_is_told_as_such(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    (path / "bag-info.txt").rename(path / "info.txt")
    assert "info.txt" in message(path, "E-BAG-10")


def test_files_that_were_swapped_say_whose_content_they_have(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    other = (path / "data/tei/page.xml").read_bytes()
    (path / ONE).write_bytes(other)
    assert "it has the content of data/tei/page.xml" in message(path, "E-BAG-12")


def test_a_manifest_that_was_changed_is_told_from_a_file_that_was(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    content = (path / "manifest-sha256.txt").read_text()
    first = content.splitlines()[0]
    wrong = ("1" if first[0] == "0" else "0") + first[1:]
    (path / "manifest-sha256.txt").write_text(content.replace(first, wrong))
    sealed(path)
    (one,) = verdict(path).found.kept
    assert (one.code, one.file) == ("E-BAG-32", "manifest-sha256.txt")
    assert "which is as manifest-sha512.txt has it: the manifest was changed" in one.message
    assert one.expected == f"sha256 {first.split('  ')[0]}, not {wrong.split('  ')[0]}"
    (path / first.split("  ")[1]).write_bytes(b"changed")
    assert "Its sha256 and sha512 are not what manifest-sha256.txt and manifest-sha512.txt have." in message(path, "E-BAG-12")


def test_a_manifest_that_lacks_a_line_is_at_fault_and_not_the_file(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag", agent="other 1.0")
    name = "manifest-sha512.txt"
    lines = (path / name).read_text().splitlines(keepends=True)
    (path / name).write_text("".join(line for line in lines if ONE not in line))
    (one,) = verdict(sealed(path)).found.kept
    assert (one.code, one.file) == ("E-BAG-32", name)
    assert one.message == f"{ONE} is not listed, and manifest-sha256.txt lists it."
    assert "take it out" not in f"{one.hint}"


def test_a_folder_that_is_listed_is_not_told_as_missing(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    listed_line("data/html")(path)
    assert message(path, "E-BAG-08") == "manifest-sha256.txt and manifest-sha512.txt list it, and it is a folder."


def test_another_case_of_a_name_is_told(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    (path / ONE).rename(path / "data/source/PAGE.TXT")
    (path / "data/source/PAGE.TXT").write_bytes(b"changed, too")
    assert "there is data/source/PAGE.TXT, in another case" in message(path, "E-BAG-10")


def test_names_that_some_systems_take_for_one_are_told(tmp_path: Path) -> None:
    accents = [unicodedata.normalize(form, "data/é.txt") for form in ("NFC", "NFD")]  # type: ignore[arg-type]
    path = bag(tmp_path / "bag", {**PAYLOAD, "data/a.txt": b"1", "data/A.txt": b"2", accents[0]: b"3", accents[1]: b"4"})
    said = verdict(path)
    assert said.valid
    assert said.found.counts == {"W-BAG-03": 2}


def test_a_name_listed_under_two_spellings_is_a_warning(tmp_path: Path) -> None:
    """As in the conformance suite: the one file is listed twice, each time in another spelling."""
    accents = [unicodedata.normalize(form, "data/Núñez") for form in ("NFC", "NFD")]  # type: ignore[arg-type]
    path = bag(tmp_path / "bag", {accents[0]: b""}, version="0.97")
    write(
        path, {name: body for name, body in tag_files(dict.fromkeys(accents, b""), version="0.97").items() if name.startswith("manifest")}
    )
    sealed(path)
    assert codes(path) == {"W-BAG-02"}


def test_fetch_is_reported_and_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bag(tmp_path / "bag", version="0.97")
    (path / ONE).unlink()
    (path / "bag-info.txt").unlink()
    write(path, {"fetch.txt": f"http://127.0.0.1:9/page.txt 24 {ONE}\n".encode()})
    sealed(path)
    monkeypatch.setattr("socket.socket.connect", lambda *_: pytest.fail("the network was asked"))
    assert "still to be fetched from http://127.0.0.1:9/page.txt" in message(path, "E-BAG-16")
    write(path, {ONE: PAYLOAD[ONE]})
    assert codes(path) == {"I-BAG-01"}


def test_a_fetched_file_that_was_cut_off_is_told_by_the_size_in_fetch(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    write(path, {"fetch.txt": f"https://example.org/1 {len(PAYLOAD[ONE])} {ONE}\n".encode(), ONE: PAYLOAD[ONE][:9]})
    sealed(path)
    assert "has 9 bytes, and had 25: truncated" in message(path, "E-BAG-12")


# --- the words of the RFC ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "path", ["/etc/x", "../x", "data/../../x", "data\\..\\x", "~/x", "~who/x", "C:\\x", "c:/x", "\\\\?\\C:\\x", "\\\\host\\x", "data/a\x00"]
)
def test_paths_out_of_the_bag_are_never_looked_up(path: str) -> None:
    assert forbidden(path)


@pytest.mark.parametrize("path", ["data/a", "data/~a", "data/a..b", "data/...", "data/C:x", "data/a b", "data/第一版.txt"])
def test_other_paths_are(path: str) -> None:
    assert forbidden(path) is None


def test_percent_signs_are_those_of_the_version() -> None:
    assert decoded("data/a%0Ab%0dc%25d%20e", current=True) == "data/a\nb\rc%d%20e"
    assert decoded("data/a%0Ab%0dc%25d", current=False) == "data/a\nb\rc%25d"


@pytest.mark.parametrize("name", ["100%", "100%25", "a%20b", "*star", "a%0Ab"])
def test_a_name_that_its_maker_did_not_encode_is_found_all_the_same(name: str, tmp_path: Path) -> None:
    path = bag(tmp_path / "bag", {**PAYLOAD, f"data/{name}": b"n"})
    assert verdict(path).valid
    assert codes(path) <= {"W-BAG-04"}


def test_a_manifest_is_read_line_by_line() -> None:
    found = Findings()
    digest = "0" * 64
    lines = [
        f"{digest}  data/a",
        f"{digest}\t \tdata/b c ",
        f"{digest.upper()} *data/c",
        "",
        digest,
        f"{digest[1:]}  data/d",
        f"{digest}  x",
        f"{digest}  data/a",
    ]
    read = manifest("manifest-sha256.txt", "\n".join(lines).encode(), DECLARED, Names.of([]), found)
    assert list(read.digests) == ["data/a", "data/b c ", "data/c"]
    assert [(one.code, one.line) for one in found.kept] == [
        ("W-BAG-04", 3), ("W-BAG-04", 4), ("E-BAG-07", 5), ("E-BAG-07", 6), ("E-BAG-08", 7), ("E-BAG-09", 8),
    ]  # fmt: skip


def test_two_manifests_of_one_digest_are_one_too_many(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag", version="0.97", algorithms=["sha256"])
    write(path, {"manifest-sha-256.txt": b""})
    assert "E-BAG-09" in codes(path)


def test_digests_are_those_that_python_always_has() -> None:
    assert {"md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3256", "sha3512", "blake2b"} <= algorithms().keys()
    assert not [name for name in algorithms() if name.startswith("shake")]


@pytest.mark.parametrize("told", [DECLARED, OLD])
def test_bag_info_is_read_with_its_folded_lines(told: tags.Declaration) -> None:
    found = Findings()
    content = b"Contact-Name: A\nDescription: one\n  two\n\tthree: four\ncontact-name: B\nEmpty:\nPayload-OXUM: 3.1\n"
    info = tags.bag_info(content, told, found)
    assert info.elements == (
        ("Contact-Name", "A"), ("Description", "one two three: four"), ("contact-name", "B"), ("Empty", ""), ("Payload-OXUM", "3.1"),
    )  # fmt: skip
    assert (info.oxum, info.value("CONTACT-NAME"), info.value("none")) == ((3, 1), "A", "")
    assert found.kept == []


def test_before_1_0_blanks_around_the_colon_are_allowed() -> None:
    for told, expected in ((OLD, {}), (DECLARED, {"E-BAG-14": 2})):
        found = Findings()
        assert tags.bag_info(b"Contact-Name  :   A\nContact-Phone:1\n", told, found).value("Contact-Name") == "A"
        assert dict(found.counts) == expected


@pytest.mark.parametrize(("day", "good"), [("2026-11-25", True), ("35.13.1999", False), ("2026-02-30", False), ("20261125", False)])
def test_a_bagging_date_is_a_day(day: str, good: bool) -> None:
    found = Findings()
    tags.bag_info(f"Bagging-Date: {day}\n".encode(), DECLARED, found)
    assert dict(found.counts) == ({} if good else {"W-BAG-10": 1})


def test_the_oxum_is_not_told_where_a_file_explains_it(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag", agent="other 1.0")
    write(path, {"data/added.txt": b"added"})
    assert codes(path) == {"E-BAG-11"}
    (path / ONE).unlink()
    assert codes(path) == {"E-BAG-10", "E-BAG-11"}
    path = bag(tmp_path / "another", agent="other 1.0")
    info = (path / "bag-info.txt").read_text(encoding="utf-8")
    (path / "bag-info.txt").write_text(re.sub(r"Oxum: \d+", "Oxum: 9", info), encoding="utf-8")
    assert codes(sealed(path)) == {"E-BAG-13"}
    write(path, {"data/added.txt": b"added"})
    assert codes(path) == {"E-BAG-11", "E-BAG-13"}


def test_what_should_stand_once_is_told() -> None:
    found = Findings()
    tags.bag_info(b"Bag-Count: 1 of 2\nBag-Count: 2 of 2\n", DECLARED, found)
    assert dict(found.counts) == {"W-BAG-06": 1}


@pytest.mark.parametrize(
    ("encoding", "valid"),
    [
        ("UTF-8", True),
        ("UTF-16", True),
        ("utf-16le", True),
        ("ISO-8859-1", True),
        ("zip", False),
        ("idna", False),
        ("", False),
        ("hex", False),
        ("punycode", False),
        ("unicode_escape", False),
    ],
)
def test_encodings_are_those_of_text(encoding: str, valid: bool) -> None:
    found = Findings()
    tags.declaration(f"BagIt-Version: 1.0\nTag-File-Character-Encoding: {encoding}\n".encode(), found)
    assert (not found.errors) == valid


def test_before_1_0_a_tag_manifest_may_list_payload(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag", version="0.97", algorithms=["sha256"])
    tagmanifest = path / "tagmanifest-sha256.txt"
    write(path, {"tagmanifest-md5.txt": manifest_of({ONE: PAYLOAD[ONE]}, "md5")})
    tagmanifest.unlink()
    assert verdict(path).valid
    write(path, {"tagmanifest-md5.txt": manifest_of({ONE: b"other"}, "md5")})
    assert codes(path) >= {"E-BAG-32"}


def test_ctrl_c_does_not_wait_for_the_end_of_large_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    pieces = list[int]()

    def endless(_self: holder.Folder, name: str) -> Iterator[bytes]:
        if name != ONE:
            yield b""
            return
        while len(pieces) < 10_000:
            pieces.append(1)
            sleep(0.001)
            yield b"1"

    def interrupted() -> None:
        raise KeyboardInterrupt

    path = bag(tmp_path / "bag")
    with holder.opened(path) as here:
        monkeypatch.setattr(holder.Folder, "pieces", endless)
        with pytest.raises(KeyboardInterrupt):
            digests.digests_of(here, {name: ["md5"] for name in sorted(PAYLOAD)}, {}, Findings(), interrupted)
    assert len(pieces) < 10_000


# --- what hostile bags may not do ------------------------------------------------------------------


def test_links_devices_and_pipes_are_told_and_never_opened(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    os.mkfifo(path / "data/pipe")  # opened, it would wait for ever
    (path / "data/link").symlink_to("/etc/hostname")
    (path / "data/loop").symlink_to(".")
    (path / "metadata").symlink_to("/etc")
    said = verdict(path)
    assert said.found.counts == {"E-BAG-17": 4}


def test_a_manifest_that_is_a_link_is_not_read(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag", algorithms=["sha256"])
    (path / "manifest-sha256.txt").rename(tmp_path / "elsewhere.txt")
    (path / "manifest-sha256.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert codes(path) >= {"E-BAG-06", "E-BAG-17"}


def test_what_became_a_link_since_the_folder_was_listed_is_not_followed(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    with holder.opened(path) as here:
        (path / ONE).unlink()
        (path / ONE).symlink_to("/etc/hostname")
        with pytest.raises(holder.Unreadable):
            list(here.pieces(ONE))


def test_what_became_a_pipe_since_the_folder_was_listed_is_no_empty_file(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    with holder.opened(path) as here:
        (path / "data/html/empty.txt").unlink()
        os.mkfifo(path / "data/html/empty.txt")
        with pytest.raises(holder.Unreadable):
            list(here.pieces("data/html/empty.txt"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    (path / ONE).chmod(0)
    (path / "data/html").chmod(0)
    try:
        assert verdict(path).found.counts["E-BAG-18"] == 2
    finally:
        (path / "data/html").chmod(0o755)


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = holder._listed

    def listed(path: Path) -> list[os.DirEntry[str]]:
        if path.name == "html":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(holder, "_listed", listed)
    assert message(bag(tmp_path / "bag"), "E-BAG-18") == "The folder cannot be read: Permission denied."


def test_a_fault_of_the_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bag(tmp_path / "bag")
    real = holder.Folder.pieces

    def failing(self: holder.Folder, name: str) -> Iterator[bytes]:
        if name == ONE:
            raise holder.Unreadable("Input/output error")
        yield from real(self, name)

    monkeypatch.setattr(holder.Folder, "pieces", failing)
    assert "Input/output error" in message(path, "E-BAG-18")


def test_a_tag_file_without_end_is_read_no_further_than_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = bag(tmp_path / "bag")
    with (path / "bag-info.txt").open("ab") as file:
        file.truncate(1 << 40)  # a file with a hole: it takes no room, and no reader comes to its end
    taken = []
    real = holder.Folder.pieces

    def counted(self: holder.Folder, name: str) -> Iterator[bytes]:
        for piece in real(self, name):
            taken.append(len(piece))
            yield piece

    monkeypatch.setattr(holder.Folder, "pieces", counted)
    found = Findings()
    with holder.opened(path) as here:
        assert digests.content_of(here, "bag-info.txt", tags.MOST_BYTES, found) is None
    assert found.counts == {"E-BAG-22": 1}
    assert sum(taken) <= tags.MOST_BYTES + holder.PIECE


def test_millions_of_wrong_lines_fill_no_memory() -> None:
    found = Findings()
    manifest("manifest-md5.txt", b"wrong\n" * 200_000, DECLARED, Names.of([]), found)
    assert found.errors == found.counts["E-BAG-07"] == 200_000
    assert len(found.kept) == verify_codes.MOST_KEPT


def test_names_cannot_steer_a_terminal(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    write(path, {"data/\x1b[2Jx\u202e.txt": b"1"})
    (path / os.fsdecode(b"data/\xff.txt")).write_bytes(b"1")
    said = run("verify", path)
    assert "\\x1b[2Jx\\u202e.txt" in said.out.decode()
    assert "\\udcff.txt" in said.out.decode()
    assert shown("第一版 é") == "第一版 é"
    json.loads(run("verify", "--format", "json", path).out)


# --- ZIPs --------------------------------------------------------------------------------------------


def rewritten(path: Path, target: Path) -> zipfile.ZipFile:
    zip_of(path, target)
    return zipfile.ZipFile(target, "a")


@pytest.mark.parametrize("name", ["../out.txt", "/out.txt", "bag/../../out.txt", "C:\\out.txt", "bag\\..\\out.txt", "bag//out.txt"])
def test_an_entry_that_leads_out_is_told_and_nothing_is_unpacked(name: str, tmp_path: Path) -> None:
    target = tmp_path / "zips" / "bag.zip"
    target.parent.mkdir()
    with rewritten(bag(tmp_path / "bag"), target) as archive:
        info = zipfile.ZipInfo("x")
        info.filename = name
        archive.writestr(info, b"out")
    assert codes(target) == {"E-BAG-23"}
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_an_entry_that_is_there_twice_is_told(tmp_path: Path) -> None:
    with rewritten(bag(tmp_path / "bag"), tmp_path / "bag.zip") as archive:
        archive.writestr(f"bag/{ONE}", b"other")
    assert codes(tmp_path / "bag.zip") == {"E-BAG-23"}


def test_a_link_in_a_zip_is_told(tmp_path: Path) -> None:
    with rewritten(bag(tmp_path / "bag"), tmp_path / "bag.zip") as archive:
        info = zipfile.ZipInfo("bag/data/link")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, b"/etc/hostname")
    assert codes(tmp_path / "bag.zip") == {"E-BAG-17"}


def patched(target: Path, name: str, offset_here: int, offset_central: int, value: bytes) -> None:
    """Changes the header of an entry, both times that it is there."""
    content = bytearray(target.read_bytes())
    with zipfile.ZipFile(target) as archive:
        start = archive.getinfo(name).header_offset
    central = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    for at in (start + offset_here, central + offset_central):
        content[at : at + len(value)] = value
    target.write_bytes(content)


def test_an_encrypted_entry_is_told(tmp_path: Path) -> None:
    target = zip_of(bag(tmp_path / "bag"), tmp_path / "bag.zip")
    patched(target, f"bag/{ONE}", 6, 8, b"\x01\x00")
    assert "it is encrypted" in message(target, "E-BAG-18")


def test_an_entry_packed_in_an_unknown_way_is_told(tmp_path: Path) -> None:
    target = zip_of(bag(tmp_path / "bag"), tmp_path / "bag.zip")
    patched(target, f"bag/{ONE}", 8, 10, struct.pack("<H", 98))
    assert codes(target) == {"E-BAG-18"}


@pytest.mark.parametrize("declared", [5, 1 << 31])
def test_an_entry_is_read_no_further_than_it_declares(declared: int, tmp_path: Path) -> None:
    """A bomb says that it is small, or that it is very large."""
    path = bag(tmp_path / "bag", {**PAYLOAD, ONE: bytes(50_000_000)})
    target = zip_of(path, tmp_path / "bag.zip")
    patched(target, f"bag/{ONE}", 22, 24, struct.pack("<I", declared))
    pieces = list[int]()

    def read_all() -> None:
        with holder.opened(target) as here:
            pieces.extend(map(len, here.pieces(ONE)))

    with pytest.raises(holder.Unreadable):
        read_all()
    assert max(pieces, default=0) <= holder.PIECE
    assert sum(pieces) <= min(declared, 50_000_000)
    assert "E-BAG-18" in codes(target)


def test_entries_that_lie_over_each_other_are_not_read(tmp_path: Path) -> None:
    """Many entries over the same bytes: how a few kilobytes unpack to petabytes."""
    target = zip_of(bag(tmp_path / "bag"), tmp_path / "bag.zip")
    content = bytearray(target.read_bytes())
    with zipfile.ZipFile(target) as archive:
        first = archive.getinfo("bag/data/tei/page.xml").header_offset
    central = content.rindex(b"PK\x01\x02", 0, content.rindex(f"bag/{ONE}".encode()))
    content[central + 42 : central + 46] = struct.pack("<I", first)
    target.write_bytes(content)
    assert "E-BAG-23" in codes(target)


@pytest.mark.parametrize("cut", [10, 200, 1000])
def test_a_zip_that_was_cut_off_is_unreadable(cut: int, tmp_path: Path) -> None:
    target = zip_of(bag(tmp_path / "bag"), tmp_path / "bag.zip")
    target.write_bytes(target.read_bytes()[:-cut])
    said = run("verify", target)
    assert said.code == Exit.UNREADABLE
    assert "error:" in said.err


def test_a_zip_without_its_end_is_told_as_cut_off(tmp_path: Path) -> None:
    target = zip_of(bag(tmp_path / "bag"), tmp_path / "bag.zip")
    target.write_bytes(target.read_bytes()[:300])
    assert "it was cut off" in run("verify", target).err


def test_a_zip_of_two_bags_is_not_taken_for_one(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    with rewritten(path, tmp_path / "bag.zip") as archive:
        archive.writestr("worse/bagit.txt", (path / "bagit.txt").read_bytes())
    said = run("verify", tmp_path / "bag.zip")
    assert said.code == Exit.UNREADABLE
    assert "holds 2 bags, bag/ and worse/" in said.err


def test_a_zip_that_is_encrypted_as_a_whole_is_not_judged(tmp_path: Path) -> None:
    target = zip_of(bag(tmp_path / "bag"), tmp_path / "bag.zip")
    with zipfile.ZipFile(target) as archive:
        names = archive.namelist()
    for name in names:
        patched(target, name, 6, 8, b"\x01\x00")
    said = run("verify", target)
    assert (said.code, said.out) == (Exit.UNREADABLE, b"")
    assert "is encrypted" in said.err


def unpacked(target: Path) -> dict[str, bytes] | None:
    try:
        with zipfile.ZipFile(target) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError):
        return None


def test_a_flipped_bit_anywhere_in_a_zip_is_found(tmp_path: Path) -> None:
    """But for those that change no file: the bits that fill the last byte of an entry."""
    target = zip_of(bag(tmp_path / "bag"), tmp_path / "bag.zip")
    good, files = target.read_bytes(), unpacked(target)
    with zipfile.ZipFile(target) as archive:
        spans = [(one.header_offset + 30 + len(one.filename), one.compress_size) for one in archive.infolist()]
    found = 0
    for start, length in spans:
        for at in range(start, start + length, 7):
            target.write_bytes(good[:at] + bytes([good[at] ^ 4]) + good[at + 1 :])
            said = run("verify", "-q", target)
            assert said.code in (Exit.MATERIAL, Exit.UNREADABLE) or unpacked(target) == files, at
            found += said.code != Exit.GOOD
    assert found > 100


def test_the_bag_in_a_zip_lies_in_a_folder_or_at_its_top(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    assert codes(zip_of(path, tmp_path / "1.zip")) == set()
    assert codes(zip_of(path, tmp_path / "2.zip", "")) == {"W-BAG-05"}
    assert codes(zip_of(path, tmp_path / "3.zip", "another/")) == set()
    with rewritten(path, tmp_path / "4.zip") as archive:
        archive.writestr("__MACOSX/bag/._bagit.txt", b"1")
    assert codes(tmp_path / "4.zip") == {"W-BAG-05"}


def test_names_of_a_zip_are_utf_8_also_where_it_does_not_say_so(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag", {**PAYLOAD, "data/第一版.txt": b"1"})
    target = zip_of(path, tmp_path / "bag.zip")
    content = bytearray(target.read_bytes())
    for match in re.finditer(b"PK\x03\x04|PK\x01\x02", bytes(content)):
        at = match.start() + (6 if match[0] == b"PK\x03\x04" else 8)
        content[at : at + 2] = struct.pack("<H", struct.unpack("<H", content[at : at + 2])[0] & ~0x800)
    target.write_bytes(content)
    assert codes(target) == set()


# --- the command -------------------------------------------------------------------------------------


def run(*words: object) -> Said:
    return broadsheet(*words)


def test_the_exit_codes(tmp_path: Path) -> None:
    good, bad = bag(tmp_path / "good"), bag(tmp_path / "bad")
    flip(ONE)(bad)
    (tmp_path / "empty").mkdir()
    write(tmp_path, {"text.txt": b"no bag", "text.zip": b"PK no zip"})
    assert run("verify", good).code == Exit.GOOD
    assert run("verify", good, bad).code == Exit.MATERIAL
    for name in ("empty", "text.txt", "text.zip"):
        assert run("verify", tmp_path / name, good).code == Exit.UNREADABLE, name
    assert run("verify", tmp_path / "none", bad).code == Exit.MISSING
    assert run("verify").code == Exit.USAGE


def test_the_report_for_people(tmp_path: Path) -> None:
    bad = bag(tmp_path / "bad", agent="other 1.0")
    flip(ONE)(bad)
    (bad / "data/html/index.html").unlink()
    lines = run("verify", bag(tmp_path / "good"), bad).out.decode().splitlines()
    assert lines[0] == f"{tmp_path}/good: valid"
    at = lines.index(f"{tmp_path}/bad: 2 errors")
    assert lines[at + 1 : at + 4] == [
        "  BagIt 1.0, made by other 1.0",
        "  payload: 3 files, 40 bytes, by sha256 and sha512",
        "  tag files: 4, by sha256 and sha512",
    ]
    assert lines[at + 5] == "data/html/index.html"
    assert lines[at + 6].startswith("  E-BAG-10: ")
    assert any(line.startswith("    to do:    Put the file back") for line in lines)


def test_the_report_for_programs_is_a_line_for_each_bag(tmp_path: Path) -> None:
    bad = bag(tmp_path / "bad", agent="other 1.0")
    flip(ONE)(bad)
    good, other = (json.loads(line) for line in run("verify", "--format", "json", bag(tmp_path / "good"), bad).out.decode().splitlines())
    assert (good["bag"], good["version"], good["agent"], good["valid"], good["findings"]) == (f"{tmp_path}/good", "1.0", "", True, [])
    checked = {"payload": 4, "size": 72, "algorithms": ["sha256", "sha512"], "tags": 4, "tag_algorithms": ["sha256", "sha512"]}
    assert good["checked"] == checked | {
        "tei": 0,
        "grammar": False,
        "rules": False,
        "sources": 0,
        "against_source": 0,
        "crate": 0,
        "premis": 0,
    }
    assert (other["agent"], other["valid"], other["counts"]) == ("other 1.0", False, {"E-BAG-12": 1})
    assert {"level", "code", "where", "message", "file", "hint"} <= other["findings"][0].keys()


def test_many_findings_of_a_kind_are_counted(tmp_path: Path) -> None:
    path = bag(tmp_path / "bag")
    write(path, {f"data/more/{n}.txt": b"" for n in range(150)})
    out = run("verify", path).out.decode()
    assert out.count("E-BAG-11: ") == 101
    assert "E-BAG-11: 50 more" in out


def test_every_file_is_counted_for_the_bar(tmp_path: Path) -> None:
    from converter.verify import verify

    path, totals, steps = bag(tmp_path / "bag"), list[int](), list[int]()

    @contextmanager
    def progress(total: int) -> Iterator[object]:
        totals.append(total)
        yield lambda: steps.append(1)

    verify(path, progress)  # type: ignore[arg-type]
    assert totals == [8]
    assert len(steps) == 8


def test_every_code_is_explained_and_given_somewhere() -> None:
    sources = "".join(
        path.read_text(encoding="utf-8") for path in Path(verify_codes.__file__).parent.glob("*.py") if path.name != "codes.py"
    )
    given = set(re.findall(r"[EWI]-BAG-\d\d", sources))
    assert given == verify_codes.CODES.keys()
    assert verify_codes.CODES.keys() <= explanations().keys()


def test_each_file_is_read_once_for_all_digests(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, opened = bag(tmp_path / "bag", algorithms=["md5", "sha1", "sha512"]), list[str]()
    real = holder.Folder.pieces

    def counted(self: holder.Folder, name: str) -> Iterator[bytes]:
        opened.append(name)
        return real(self, name)

    monkeypatch.setattr(holder.Folder, "pieces", counted)
    assert verdict(path).valid
    assert len(opened) == len(set(opened)) == 4 + 2 + 3 + 3
