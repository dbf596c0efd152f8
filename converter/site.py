"""Takes TEI files and a place, and writes the HTML edition there; by default into the edition's own folder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from converter.errors import MaterialError, UsageError
from converter.inputs import STDIN
from converter.notices import Notice
from converter.source_check import check_file
from converter.storage import Written, write_tree
from converter.storage.manifest import MANIFEST
from converter.teifiles import edition_of, read_tei, tei_files

if TYPE_CHECKING:
    from lxml import etree

_MOST_TOLD = 3  # errors; `validate` lists them all


@dataclass(frozen=True, slots=True)
class Site:
    """Where the HTML edition is, how many files it has, what was written of them, and what was doubtful."""

    folder: Path
    files: int
    written: Written
    notices: tuple[Notice, ...]


class InvalidTeiError(MaterialError):
    """A TEI file of our encoding has errors and was not published. notices: all that was found in all files."""

    def __init__(self, name: str, notices: Sequence[Notice]) -> None:
        errors = [notice for notice in notices if notice.level == "error"]
        self.notices = tuple(notices)
        first = [f"{one.file}:{one.line}: {one.code} {one.message}" for one in errors[:_MOST_TOLD]]
        more = [f"and {len(errors) - _MOST_TOLD} more"] if len(errors) > _MOST_TOLD else []
        see = f"see broadsheet validate {name}; to publish it all the same: --keep-invalid"
        count = f"{len(errors)} error{'s' * (len(errors) != 1)}"
        super().__init__(f"has {count}; nothing was published", where=name, hint="\n  ".join([*first, *more, see]))


def write_site(
    named: Sequence[Path], output: Path | None = None, *, stylesheet: Path | None = None, force: bool = False, keep_invalid: bool = False
) -> Site:
    """Publishes TEI files and editions to `output`, or the one edition named to its html folder.

    TEI of our encoding is checked first; with `keep_invalid` its errors are among the notices and it is published all the same.
    Errors: InvalidTeiError; UsageError where the place is not clear, or holds what is not ours (unless `force`); what
    `converter.publish.make_site` raises.
    """
    from converter.publish import make_site

    paths = tei_files(named)
    folder = output or _own_place(named)
    if any(path != STDIN and path.absolute().parent.resolve() == folder.absolute().resolve() for path in paths):
        raise UsageError("holds the TEI files themselves", where=f"-o {folder}", hint="name another folder for the site")
    found = tuple(notice for path in paths for notice in _checked(path, read_tei(path)))
    wrong = next((notice for notice in found if notice.level == "error"), None)
    if wrong and not keep_invalid:
        raise InvalidTeiError(" ".join(dict.fromkeys(str(n.file) for n in found if n.level == "error")), found)
    made = make_site(paths, stylesheet=stylesheet)
    written = _write(folder, made.files, force=force)
    return Site(folder, len(made.files), written, (*found, *made.notices))


def _checked(path: Path, content: bytes) -> tuple[Notice, ...]:
    """What validation finds in TEI of our encoding. TEI of others cannot be held to our rules: one notice says that it was not."""
    from converter.validate import document

    read = document.read(content, str(path))
    if isinstance(read, Notice):
        return ()  # no TEI that can be parsed: publishing says why
    if is_ours(read.tree):
        return check_file(path, content).notices
    return (Notice("W-PUB-05", path.name, "TEI of another encoding than broadsheet's: published without a check", file=str(path)),)


def is_ours(tree: etree._ElementTree) -> bool:
    """Whether a TEI file is in our encoding: its header names broadsheet in appInfo, or newspaper.xsd in a schemaRef."""
    named = "boolean(t:teiHeader//t:appInfo/t:application[@ident='broadsheet'])"
    schema = "boolean(t:teiHeader//t:schemaRef[contains(concat('/', @url, '|'), '/newspaper.xsd|')])"
    return bool(tree.getroot().xpath(f"{named} or {schema}", namespaces={"t": "http://www.tei-c.org/ns/1.0"}))


def _own_place(named: Sequence[Path]) -> Path:
    edition = edition_of(named[0].absolute()) if len(named) == 1 else None
    if edition is None:
        raise UsageError("it is not clear where the site goes", where="publish", hint="name a folder: broadsheet publish … -o DIR")
    return named[0] / "html" if named[0].absolute() == edition else edition / "html"


def _write(folder: Path, files: dict[str, bytes], *, force: bool) -> Written:
    """A folder inside an edition is kept in the edition's manifest, so that both commands agree on what is ours."""
    if (folder.parent / MANIFEST).is_file() and not (folder / MANIFEST).is_file():
        part = f"{folder.name}/"
        return write_tree(folder.parent, {part + name: body for name, body in files.items()}, force=force, part=part)
    return write_tree(folder, files, force=force)
