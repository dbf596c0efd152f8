"""The file section of a METS file: which text file belongs to which page, opened beside the METS and never outside of its folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from converter.errors import MissingError, UnreadableError
from converter.notices import Notice
from converter.readers.ocr.xml import Element, attribute, local, under

Beside = Callable[[str], bytes]
_TEXT = re.compile(r"alto|ocr|full.?text|text|layout|page", re.IGNORECASE)
_DIGESTS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
_ELSEWHERE = re.compile(r"(?:[a-z][a-z+.-]+://|/|[a-z]:[\\/])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class File:
    """A file of the fileSec. group: the USE and ID of what is around it; digest: (name of the algorithm for hashlib, value) where one is given."""

    id: str
    href: str
    group: str
    media_type: str
    digest: tuple[str, str] | None

    @property
    def is_text(self) -> bool:
        """Whether it may be ALTO or PAGE: XML, in a group or with a name that says text."""
        xml = "xml" in self.media_type or self.href.lower().endswith(".xml")
        return xml and _TEXT.search(f"{self.group} {self.id}") is not None


def files_of(root: Element) -> dict[str, File]:
    """The files by their id, in document order."""
    found: dict[str, File] = {}
    for element in under(root, "file"):
        href = next((value for location in under(element, "FLocat") if (value := attribute(location, "href"))), None)
        above = [ancestor for ancestor in element.iterancestors() if local(ancestor) == "fileGrp"]
        group = " ".join(
            filter(None, (part.get(key) for part in (element, *above) for key in ("USE", "ID") if part is not element or key == "USE"))
        )
        digest = _DIGESTS.get(element.get("CHECKSUMTYPE", "").upper())
        if href:
            checksum = (digest, element.get("CHECKSUM", "").lower()) if digest and element.get("CHECKSUM") else None
            found.setdefault(element.get("ID", ""), File(element.get("ID", ""), href, group, element.get("MIMETYPE", ""), checksum))
    return found


def opened(name: str, file: File, beside: Beside) -> tuple[bytes, str, list[Notice]]:
    """The bytes of a file, the relative name that it was found by, and a notice where its checksum is another.

    Raises UnreadableError for a name that leaves the folder, MissingError for a file that is not there.
    """
    tried = list(_names(name, file.href))
    for relative in tried:
        try:
            data = beside(relative)
        except MissingError:
            continue
        notices = []
        if file.digest and hashlib.new(file.digest[0], data, usedforsecurity=False).hexdigest() != file.digest[1]:
            said = f"{relative} is not the file that the METS was written for: its {file.digest[0].upper()} checksum is another"
            notices.append(Notice("W-READ-25", name, said, file=relative))
        return data, relative, notices
    hint = "put it there: a METS file alone holds no text"
    raise MissingError(f"{tried[0]}, which it names, is not beside it", where=name, hint=hint)


def _names(name: str, href: str) -> Iterator[str]:
    """The relative names to try. What lies on another machine or in the web may have been saved beside the METS, in a folder or without."""
    plain = href.strip().replace("\\", "/")
    for prefix in ("file://", "file:"):
        if plain.lower().startswith(prefix):
            plain = plain[len(prefix) :]
            break
    decoded = unquote(plain)
    far = _ELSEWHERE.match(plain) is not None
    for variant in dict.fromkeys((decoded, plain)):
        parts = [part for part in variant.split("/") if part not in ("", ".")]
        if far:
            parts = [part for part in variant.partition("?")[0].split("/") if part not in ("", ".", "..")]
            yield from ("/".join(parts[-2:]), parts[-1])
        elif ".." in parts or not parts or "\0" in variant:
            hint = "only files in the folder of the METS file and below are read"
            raise UnreadableError(f"it names a file outside of its folder: {href}", where=name, hint=hint)
        else:
            yield "/".join(parts)
