"""Takes TEI files and a place, and writes the HTML edition (or its text, or Markdown) there; by default into the edition's own folder."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from converter.errors import MaterialError, UsageError
from converter.inputs import STDIN
from converter.notices import Notice
from converter.real_paths import real
from converter.source_check import check_file
from converter.storage import Written, write_tree
from converter.storage.manifest import MANIFEST
from converter.storage.spool import Below, Spool
from converter.teifiles import edition_of, read_tei, tei_files

if TYPE_CHECKING:
    from lxml import etree

    from converter.publish import Tei
    from converter.publish.texts import Form

_MOST_TOLD = 3  # errors; `validate` lists them all
_NONE: Mapping[str, str] = {}
# The parameters of our stylesheets, and the values that are all they can have.
OURS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "html": {"interface": ("zh", "en")},
    "text": {"interface": ("zh", "en"), "lost": ()},
    "markdown": {"interface": ("zh", "en"), "lost": ()},
}


@dataclass(frozen=True, slots=True)
class Site:
    """Where the edition is, how many files it has, what was written of them, and what was doubtful."""

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
    named: Sequence[Path],
    output: Path | None = None,
    *,
    form: Form = "html",
    stylesheet: Path | None = None,
    params: Mapping[str, str] = _NONE,
    base_url: str | None = None,
    archive: bool = False,
    force: bool = False,
    keep_invalid: bool = False,
    say: Callable[[str], None] = lambda _: None,
) -> Site:
    """Publishes TEI files and editions to `output`, or the one edition named to its folder html, text or markdown.

    params: of the stylesheet; of ours, those in `OURS`. base_url: where the site will stand. archive: with an index by Pagefind. TEI of our encoding is checked first; with `keep_invalid` its errors are among the notices and it is published all the same. say: see `tei_files`.
    Errors: InvalidTeiError; UsageError where the place is not clear, or holds what is not ours (unless `force`); what
    `converter.publish.make_site` raises.
    """
    from converter.publish import apart, make_site

    given = _parameters(form, stylesheet, params, base_url)
    paths = tei_files(named, say)
    folder = output or _own_place(named, form)
    if any(path != STDIN and real(path.parent) == real(folder) for path in paths):
        raise UsageError("holds the TEI files themselves", where=f"-o {folder}", hint="name another folder for the site")
    teis: list[tuple[Path, Tei]] = []
    for path in paths:
        given_in = read_tei(path) if path == STDIN else path  # standard input can be read but once
        teis += ((path, one) for one in apart([given_in]))
    found = tuple(notice for path, tei in teis for notice in _checked(path, tei if isinstance(tei, bytes) else read_tei(path)))
    wrong = next((notice for notice in found if notice.level == "error"), None)
    if wrong and not keep_invalid:
        raise InvalidTeiError(" ".join(dict.fromkeys(str(n.file) for n in found if n.level == "error")), found)
    place, part = _kept_with(folder)
    files = Spool(place)
    made = make_site([tei for _, tei in teis], form=form, stylesheet=stylesheet, params=given, archive=archive, files=Below(files, part))
    written = write_tree(place, files, force=force, part=part)
    return Site(folder, len(files), written, (*found, *made.notices, *_said_of_address(form, stylesheet, base_url)))


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


def _parameters(form: Form, stylesheet: Path | None, params: Mapping[str, str], base_url: str | None) -> dict[str, str]:
    """What the stylesheet gets; ours refuses what it would pass over in silence."""
    if stylesheet is not None:
        if form != "html" or base_url:
            said, hint = (
                ("--base-url", f"--param base-url={base_url}, if it has one") if base_url else (f"--format {form}", "leave one out")
            )
            raise UsageError("a stylesheet of your own decides what it writes", where=said, hint=hint)
        return dict(params)
    for name, value in params.items():
        known = OURS[form].get(name)
        if known is None:
            raise UsageError("our stylesheet has no such parameter", where=f"--param {name}", hint=f"it has {', '.join(OURS[form])}")
        if known and value not in known:
            raise UsageError(f"{name} is one of {', '.join(known)}", where=f"--param {name}={value}", hint="write one of these")
    if base_url is None:
        return dict(params)
    if form != "html":
        raise UsageError("only the HTML edition has addresses", where="--base-url", hint="leave it out")
    return {**params, "base-url": _folder_address(base_url)}


def _said_of_address(form: Form, stylesheet: Path | None, base_url: str | None) -> tuple[Notice, ...]:
    if form != "html" or stylesheet is not None or base_url is not None:
        return ()
    return (
        Notice("I-PUB-01", "--base-url", "without the address of the site there are no sitemap.xml, Atom feed and canonical addresses"),
    )


def _folder_address(address: str) -> str:
    """With its last slash, without which the addresses below it would not be below it."""
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(address)
        fit = parts.scheme in ("http", "https") and bool(parts.hostname) and not (parts.query or parts.fragment)
    except ValueError:  # such as a port that is no number
        fit = False
    if not fit or any(char.isspace() or char in '<>"' for char in address):
        hint = "write the address of the folder: https://example.org/paper/"
        raise UsageError(f"{address!r} is no address of a site", where="--base-url", hint=hint)
    return address.rstrip("/") + "/"


def _own_place(named: Sequence[Path], form: Form) -> Path:
    edition = edition_of(named[0].absolute()) if len(named) == 1 else None
    if edition is None:
        raise UsageError("it is not clear where the site goes", where="publish", hint="name a folder: broadsheet publish … -o DIR")
    return (named[0] if named[0].absolute() == edition else edition) / form


def _kept_with(folder: Path) -> tuple[Path, str]:
    """The folder whose manifest tells what is ours, and which part of it the site is: an edition keeps that of a folder inside it, so that both commands agree."""
    if (folder.parent / MANIFEST).is_file() and not (folder / MANIFEST).is_file():
        return folder.parent, f"{folder.name}/"
    return folder, ""
