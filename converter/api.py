"""The functions of the package `converter`, without their documentation: what is named as path, bytes or sequence becomes what the rooms take."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from converter.inputs import load
from converter.issue import checked, stated
from converter.metadata import Metadata
from converter.metadata_file import find_metadata
from converter.notices import Notice
from converter.pipeline import Conversion
from converter.readers import Source
from converter.site import Site, write_site
from converter.storage.names import portable_name
from converter.teifiles import read_tei

Named = str | Path | bytes


def convert(
    source: Named | Sequence[Named], *, metadata: Metadata | str | Path | None = None, encoding: str | None = None, entities: bool = True
) -> Conversion:
    """See `converter.convert`."""
    del entities  # nothing marks them up yet
    named: Sequence[Named] = [source] if isinstance(source, str | Path | bytes) else source
    if not named:
        raise ValueError("convert() was given no source")
    sources = _sources(named)
    if not isinstance(metadata, Metadata):
        found = find_metadata([source.path for source in sources if source.path], Path(metadata) if metadata else None)
        metadata = stated(found, sources, encoding) if found else None
    return checked(sources, metadata, encoding)


def _sources(named: Sequence[Named]) -> list[Source]:
    out: list[Source] = []
    for n, part in enumerate(named, 1):
        source = Source(f"page-{n:02}.txt", part) if isinstance(part, bytes) else load([Path(part)])[0]
        out.append(Source(portable_name(source.name, (s.name for s in out)), source.data, source.path))
    return out


def validate(path: Named) -> tuple[Notice, ...]:
    """See `converter.validate`."""
    from converter.validate import validate as check

    if isinstance(path, bytes):
        return check(path)
    return check(read_tei(Path(path)), name=str(path))


def publish(
    paths: str | Path | Sequence[str | Path], output: str | Path | None = None, *, stylesheet: str | Path | None = None, force: bool = False
) -> Site:
    """See `converter.publish`."""
    named = [Path(paths)] if isinstance(paths, str | Path) else [Path(path) for path in paths]
    if not named:
        raise ValueError("publish() was given no TEI file")
    return write_site(named, Path(output) if output else None, stylesheet=Path(stylesheet) if stylesheet else None, force=force)
