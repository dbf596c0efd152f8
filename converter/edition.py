"""Takes a conversion and gives the files of its edition folder: source, TEI, HTML, report, all named relative to the folder."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping, MutableMapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from converter.assets import schemas
from converter.errors import UsageError
from converter.storage import Written, write_tree
from converter.storage.manifest import Manifest, digest
from converter.storage.spool import Below
from converter.version import __version__

if TYPE_CHECKING:
    from converter.notices import Notice
    from converter.pipeline import Conversion
    from converter.publish import Tei
    from converter.readers import Source


def edition_files(
    issue: str,
    conversions: Iterable[Conversion],
    files: MutableMapping[str, bytes],
    metadata_file: bytes | None = None,
    told: Sequence[Notice] = (),
) -> tuple[Notice, ...]:
    """Puts the files of an issue into `files` as they are made; gives the notices on its inputs (`told`), of conversion, validation and publication.

    conversions: one, or for an issue of very many pages one for each, of which no two are held. metadata_file: the edition.toml that was used.
    """
    from converter.publish import make_site

    notices = list(told)
    sources: dict[str, Source] = {}
    teis: list[Tei] = []
    for one in conversions:
        files[f"tei/{one.id}.xml"] = one.tei
        teis.append(partial(files.__getitem__, f"tei/{one.id}.xml"))
        for image in one.images:
            files[f"images/{image.name}"] = image.data
        sources |= {source.name: source for source in one.sources}
        notices += one.notices
    for source in sources.values():
        files[f"source/{source.name}"] = source.data
    notices += make_site(teis, images=Below(files, "images/"), files=Below(files, "html/")).notices
    files.update({f"schemas/{name}": body for name, body in schemas().items()})
    files["report.json"] = report(issue, list(sources.values()), notices)
    if metadata_file is not None:
        files["edition.toml"] = metadata_file
    return tuple(notices)


def report(issue: str, sources: Sequence[Source], notices: Sequence[Notice]) -> bytes:
    """JSON: the inputs with their digests, how often each code occurs, every notice."""
    told = {
        "tool": "broadsheet",
        "version": __version__,
        "id": issue,
        "inputs": [{"name": s.name, "bytes": len(s.data), "sha256": hashlib.sha256(s.data).hexdigest()} for s in sources],
        "counts": dict(sorted(Counter(notice.code for notice in notices).items())),
        "notices": [_told(notice) for notice in notices],
    }
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


def _told(notice: Notice) -> dict[str, object]:
    return {"level": notice.level, **{key: value for key, value in asdict(notice).items() if value is not None}}


def write_edition(folder: Path, files: Mapping[str, bytes], *, force: bool = False) -> Written:
    """Writes an edition. Raises UsageError where the folder holds the edition of other inputs, or what is not ours (unless `force`)."""
    if not force:
        _check_same_inputs(folder, files)
    return write_tree(folder, files, force=force)


def _check_same_inputs(folder: Path, files: Mapping[str, bytes]) -> None:
    """Two different pages can come out with one id, or a part of an issue with that of the whole: neither goes in silence."""
    old = {name: known for name, known in Manifest.read(folder).files.items() if name.startswith("source/")}
    new = {digest(files[name]) for name in files if name.startswith("source/")}
    gone = sorted(name.removeprefix("source/") for name, known in old.items() if name not in files and known not in new)
    if gone:
        raise UsageError(
            f"holds the edition of {', '.join(gone[:3])}{' …' if len(gone) > 3 else ''}, which {'is' if len(gone) == 1 else 'are'} not among the inputs now",
            where=str(folder),
            hint="name the inputs with it, give the issue an id of its own in edition.toml, choose another -o, or replace the edition: --force",
        )
