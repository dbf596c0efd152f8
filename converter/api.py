"""The functions of the package `converter`, without their documentation: what is named as path, bytes or sequence becomes what the rooms take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from converter.inputs import Asked, load
from converter.issue import checked, stated
from converter.listing import listing
from converter.metadata import Metadata
from converter.metadata_file import find_metadata
from converter.notices import Notice
from converter.pipeline import Conversion, Marking
from converter.plan import pages_of
from converter.readers import Source
from converter.readers.guess import FORMATS, guess
from converter.site import Site, write_site
from converter.source_check import check_file
from converter.storage.names import portable_name
from converter.teifiles import read_tei

if TYPE_CHECKING:
    from converter.publish.texts import Form

Named = str | Path | bytes


def convert(
    source: Named | Sequence[Named],
    *,
    metadata: Metadata | str | Path | None = None,
    format: str | None = None,  # noqa: A002 - the command's word for it
    encoding: str | None = None,
    resolution: int | None = None,
    entities: bool = True,
    tagger: str = "lac",
    authorities: Sequence[str | Path] = (),
) -> Conversion:
    """See `converter.convert`."""
    marking = Marking(tagger if entities else None, tuple(map(Path, authorities)))
    sources = _sources(_pages(source), Asked(format, encoding, resolution))
    if isinstance(metadata, Metadata):
        return checked(sources, metadata, marking)
    paths = [source.path for source in sources if source.path]
    toml = find_metadata(paths, Path(metadata) if metadata else None)
    holds, told = listing(toml).holds(paths, named=metadata is not None) if toml else (False, ())
    made = checked(sources, stated(toml, sources) if toml and holds else None, marking)
    return replace(made, notices=(*told, *made.notices))


def _pages(source: object) -> list[Named]:
    """What was named, one by one: a folder is its pages, as for the command."""
    named = list(source) if isinstance(source, Sequence) and not isinstance(source, str | bytes) else [source]
    if not named:
        raise ValueError("convert() was given no source")
    out: list[Named] = []
    for part in named:
        if not isinstance(part, str | Path | bytes):
            raise TypeError(f"convert() takes a path, the bytes of a text, or a sequence of them, not {type(part).__name__}")
        out += [part] if isinstance(part, bytes) else [page for page in pages_of(Path(part)) if isinstance(page, Path)]
    return out


def _sources(named: Sequence[Named], asked: Asked) -> list[Source]:
    out: list[Source] = []
    for n, part in enumerate(named, 1):
        source = _of_bytes(part, n, asked) if isinstance(part, bytes) else load([Path(part)], asked)[0]
        out.append(replace(source, name=portable_name(source.name, (s.name for s in out))))
    return out


def _of_bytes(data: bytes, n: int, asked: Asked) -> Source:
    """Bytes have no name: they get one with the ending of their format."""
    form = asked.format or guess(f"page-{n:02}", data)
    return Source(f"page-{n:02}{FORMATS[form].extensions[0]}", data, None, form, asked.encoding, asked.resolution)


def validate(path: Named) -> tuple[Notice, ...]:
    """See `converter.validate`."""
    from converter.validate import validate as check

    if isinstance(path, bytes):
        return check(path)
    return check_file(Path(path), read_tei(Path(path))).notices


def publish(
    paths: str | Path | Sequence[str | Path],
    output: str | Path | None = None,
    *,
    form: Form = "html",
    stylesheet: str | Path | None = None,
    params: Mapping[str, str] | None = None,
    base_url: str | None = None,
    force: bool = False,
    keep_invalid: bool = False,
) -> Site:
    """See `converter.publish`."""
    named = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    if not named:
        raise ValueError("publish() was given no TEI file")
    style = Path(stylesheet) if stylesheet else None
    return write_site(
        named,
        Path(output) if output else None,
        form=form,
        stylesheet=style,
        params=params or {},
        base_url=base_url,
        force=force,
        keep_invalid=keep_invalid,
    )
