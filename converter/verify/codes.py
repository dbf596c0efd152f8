"""Every code that the check of a bag can give, with what it means and what to do; and the one place where such findings are collected."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from converter.notices import Notice

MOST_KEPT = 1000  # findings of one code that are told one by one: a hostile manifest may name millions
_RESTORE = "Restore the file from another copy of the bag. If the change is meant, make a new bag: a bag is never mended in place."

CODES: dict[str, tuple[str, str]] = {
    "E-BAG-01": ("The bag has no bagit.txt, which says that it is one.", "Restore bagit.txt from another copy of the bag."),
    "E-BAG-02": (
        "bagit.txt is not what it must be: two lines, BagIt-Version: M.N and Tag-File-Character-Encoding: ENCODING, in UTF-8, without a mark at its beginning.",
        "Write the two lines as they must be, if you know that the rest of the bag is sound, and make its tag manifests anew.",
    ),
    "E-BAG-03": (
        "The bag says that it is of a version of BagIt that is not known here; it was checked as if it were 1.0.",
        "Correct the version in bagit.txt, or check the bag with a newer program.",
    ),
    "E-BAG-04": (
        "A tag file (manifest, bag-info.txt, fetch.txt) cannot be read in the encoding that bagit.txt states.",
        "Restore the file, or correct the encoding in bagit.txt.",
    ),
    "E-BAG-05": ("The bag has no folder data/, which holds its payload.", "Restore the folder from another copy of the bag."),
    "E-BAG-06": (
        "The bag has no payload manifest (manifest-sha512.txt, say): nothing can be checked.",
        "Restore the manifest from another copy of the bag.",
    ),
    "E-BAG-07": (
        "A line of a manifest is not a digest in hexadecimal, blanks, and the path of a file.",
        "Restore the manifest from another copy of the bag.",
    ),
    "E-BAG-08": (
        "A manifest or fetch.txt names what it must not: a path out of the bag, a folder, a file outside data/ (payload) or inside (tags).",
        "Do not unpack or complete such a bag with a careless program; ask its sender for a sound one.",
    ),
    "E-BAG-09": (
        "A manifest lists a file twice, or two manifests are of the same digest.",
        "Ask the sender for a sound bag; where the digests differ, it is not told which is right.",
    ),
    "E-BAG-10": ("A file that a manifest lists is not in the bag.", "Put the file back under its name, from another copy of the bag."),
    "E-BAG-11": (
        "A file of the payload is in no manifest: nothing proves what it is.",
        "If it came into the bag by accident, take it out; if it belongs there, make a new bag.",
    ),
    "E-BAG-12": ("A file is not what it was when the bag was made: its digest is another.", _RESTORE),
    "E-BAG-13": (
        "Payload-Oxum in bag-info.txt does not give the bytes and files of the payload, which no single file explains, or is not of the form BYTES.FILES, once.",
        "Compare with another copy of the bag; files are missing or were added, or bag-info.txt was edited.",
    ),
    "E-BAG-14": (
        "A line of bag-info.txt is not a label, a colon, a blank and a value.",
        "Restore bag-info.txt from another copy of the bag.",
    ),
    "E-BAG-15": ("A line of fetch.txt is not an address, a length (or -) and a path.", "Ask the sender for a sound bag."),
    "E-BAG-16": (
        "A file is to be fetched from another place, says fetch.txt, and is not in the bag yet. Nothing is fetched here.",
        "Fetch the file from the address that is told, if you trust it, put it into the bag and check again.",
    ),
    "E-BAG-17": (
        "What is no file stands in the bag: a symbolic link, a device, a pipe. It was not followed or opened.",
        "Put the file itself in its place; a link is nothing that another machine could read.",
    ),
    "E-BAG-18": (
        "A file or folder of the bag cannot be read: no right to, a fault of the disk, a damaged, encrypted or exotic entry of a ZIP.",
        "Check the disk and your rights to read it; restore the file from another copy of the bag.",
    ),
    "E-BAG-19": (
        "A manifest is of a digest that this machine cannot make, so that what it says cannot be checked.",
        "Check the bag with a program that knows this digest.",
    ),
    "E-BAG-20": (
        "A tag manifest does not list a payload manifest, or lists what it must not: payload, or a tag manifest.",
        "Ask the sender for a sound bag.",
    ),
    "E-BAG-21": (
        "A bag of ours holds a tag file that its tag manifests do not list: it was added later.",
        "Look whether another copy of the bag has it, with tag manifests that list it; if it came into the bag by accident, take it out.",
    ),
    "E-BAG-22": ("A tag file is larger than any that is read.", "Split the bag: RFC 8493 has Bag-Group-Identifier and Bag-Count for that."),
    "E-BAG-23": (
        "An entry of the ZIP is there twice, lies over another one, or has a name that would leave the folder where it is unpacked.",
        "Do not unpack this ZIP; ask its sender for a sound one.",
    ),
    "E-BAG-24": (
        "The RO-Crate (data/ro-crate-metadata.json) says of a file what is not so.",
        "Make a new bag, with a crate that is made from its files.",
    ),
    "E-BAG-25": (
        "The PREMIS record (metadata/premis.xml) says of a file what is not so.",
        "Make a new bag, with records that are made from its files.",
    ),
    "E-BAG-26": (
        "The grammar or the rules in data/schemas cannot be used, so that the TEI cannot be checked by them.",
        "Restore data/schemas from another copy of the bag.",
    ),
    "E-BAG-27": (
        "The TEI breaks a rule of the bag's own Schematron that this version of broadsheet does not know by its code.",
        "Read the rule in data/schemas/newspaper.sch.",
    ),
    "E-BAG-28": (
        "A source that the TEI was made from, says its header, is not in data/source.",
        "Put the file back, from another copy of the bag.",
    ),
    "E-BAG-29": (
        "A bag of ours has no TEI, schema, RO-Crate or record, and its manifests do not list one: the part was taken out after the bag was made.",
        "Take another copy of the bag, or make a new one from the edition.",
    ),
    "E-BAG-30": (
        "A record (metadata/datacite.xml, metadata/oai_dc.xml) is not XML, or not a record of its kind.",
        "Take another copy of the bag, or make a new one from the edition.",
    ),
    "E-BAG-31": (
        "Two records of a bag of ours, which were made together, do not speak of the same edition: identifier, title or licence.",
        "Compare both with another copy of the bag: one of them was changed.",
    ),
    "E-BAG-32": (
        "A manifest is gone, lacks a file that another manifest lists, or has another digest of it than the file and another manifest: the manifest is at fault.",
        "Restore the manifest from another copy of the bag. The files are not to be touched for it.",
    ),
    "W-BAG-01": (
        "A tag file is in no tag manifest, or not in all of them: a change of it would not be found.",
        "Nothing, if its maker is known; else ask the sender for tag manifests that list every tag file.",
    ),
    "W-BAG-02": (
        "A file is in the bag under another Unicode spelling of its name than the manifest has (é as one character, or as e and an accent).",
        "Nothing. Systems do this in copying; the file is found all the same.",
    ),
    "W-BAG-03": (
        "Two names in the bag differ only in case or in their Unicode spelling: on some systems one file would overwrite the other.",
        "Copy the bag as a ZIP, or to systems that tell the two apart.",
    ),
    "W-BAG-04": (
        "A manifest is written as some tools do, and not as RFC 8493 has it: * or ./ before a path, an empty line, a percent sign that is not encoded, the same line twice.",
        "Nothing: it was read as it was meant.",
    ),
    "W-BAG-05": (
        "The ZIP does not hold just one folder, the bag: its files lie at the top, or others lie beside it.",
        "Unpack it into an empty folder.",
    ),
    "W-BAG-06": ("An element of bag-info.txt that should stand there once is repeated.", "Nothing: all of them were read."),
    "W-BAG-07": (
        "A source in the bag could not be read again, or is too large for it, so that the lines of the TEI were held to sourceDoc alone.",
        "Nothing: its digest was checked.",
    ),
    "W-BAG-08": (
        "A bag of ours has no data/source or no data/html: the TEI cannot be held to what it was made from, or not be read without a program.",
        "Take another copy of the bag, if the edition had this part.",
    ),
    "W-BAG-09": (
        "The header of a TEI file in a bag of ours names no source, though files lie in data/source: the lines of the TEI were held to sourceDoc alone.",
        "Compare the header with another copy of the bag.",
    ),
    "W-BAG-10": (
        "Bagging-Date in bag-info.txt is not a day of the form YYYY-MM-DD.",
        "Nothing, if the day is clear; no program can sort by it.",
    ),
    "I-BAG-01": ("The bag has a fetch.txt, and all files that it names are in the bag.", "Nothing."),
    "I-BAG-03": (
        "A schema in a bag made by this version of broadsheet is not the one that this version packs.",
        "Nothing, if the schema was changed on purpose; else compare it with another copy of the bag.",
    ),
    "I-BAG-02": ("The bag has no tag manifest: changes of bag-info.txt and the manifests themselves would not be found.", "Nothing."),
}


@dataclass(slots=True)
class Findings:
    """What was found, in its order. kept: at most MOST_KEPT of a code; counts: of all, by code."""

    kept: list[Notice] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def tell(self, code: str, name: str, message: str, *, line: int | None = None, expected: str | None = None) -> None:
        """name: the file of the bag that it is about. line: in that file, from 1."""
        self.add(Notice(code, shown(name), message, file=shown(name), line=line, expected=expected, hint=CODES[code][1]))

    def add(self, notice: Notice) -> None:
        self.counts[notice.code] += 1
        if self.counts[notice.code] <= MOST_KEPT:
            self.kept.append(notice)

    def extend(self, notices: Iterable[Notice]) -> None:
        for notice in notices:
            self.add(notice)

    @property
    def errors(self) -> int:
        return sum(count for code, count in self.counts.items() if code.startswith("E"))


def shown(name: str) -> str:
    """A name from a bag as it can be printed: what steers a terminal, cannot be seen, or is no text stands as its number."""
    return "".join(c if unicodedata.category(c)[0] != "C" else c.encode("unicode_escape", "backslashreplace").decode() for c in name)
