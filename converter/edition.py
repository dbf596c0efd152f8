"""Takes a conversion and gives the files of its edition folder: source, TEI, HTML, report, all named relative to the folder."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from converter.assets import asset
from converter.errors import UsageError
from converter.storage import Written, write_tree
from converter.storage.manifest import Manifest, digest
from converter.version import __version__

if TYPE_CHECKING:
    from converter.notices import Notice
    from converter.pipeline import Conversion
    from converter.readers import Source

_SCHEMAS = ("newspaper.odd", "newspaper.sch", "newspaper.xsd", "xml.xsd")


def edition_files(
    issue: str, conversions: Sequence[Conversion], metadata_file: bytes | None = None
) -> tuple[dict[str, bytes], tuple[Notice, ...]]:
    """The files of an issue, and the notices of conversion, validation and publication.

    conversions: one, or for an issue of very many pages one for each. metadata_file: the edition.toml that was used.
    """
    from converter.publish import make_site

    images = {image.name: image.data for one in conversions for image in one.images}
    site = make_site([one.tei for one in conversions], images=images)
    notices = (*(notice for one in conversions for notice in one.notices), *site.notices)
    sources = list({source.name: source for one in conversions for source in one.sources}.values())
    files = {f"source/{source.name}": source.data for source in sources}
    files.update({f"images/{name}": data for name, data in images.items()})
    files.update({f"tei/{one.id}.xml": one.tei for one in conversions})
    files.update({f"html/{name}": body for name, body in site.files.items()})
    files.update({f"schemas/{name}": body for name, body in schemas().items()})
    files["report.json"] = report(issue, sources, notices)
    if metadata_file is not None:
        files["edition.toml"] = metadata_file
    return files, notices


def schemas() -> dict[str, bytes]:
    """The schemas of the encoding, which each TEI file names as `../schemas/newspaper.xsd`: name -> bytes."""
    return {name: asset("schemas", name).read_bytes() for name in _SCHEMAS}


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


def write_edition(folder: Path, files: dict[str, bytes], *, force: bool = False) -> Written:
    """Writes an edition. Raises UsageError where the folder holds the edition of other inputs, or what is not ours (unless `force`)."""
    if not force:
        _check_same_inputs(folder, files)
    return write_tree(folder, files, force=force)


def _check_same_inputs(folder: Path, files: dict[str, bytes]) -> None:
    """Two different pages can come out with one id, or a part of an issue with that of the whole: neither goes in silence."""
    old = {name: known for name, known in Manifest.read(folder).files.items() if name.startswith("source/")}
    new = {digest(body) for name, body in files.items() if name.startswith("source/")}
    gone = sorted(name.removeprefix("source/") for name, known in old.items() if name not in files and known not in new)
    if gone:
        raise UsageError(
            f"holds the edition of {', '.join(gone[:3])}{' …' if len(gone) > 3 else ''}, which {'is' if len(gone) == 1 else 'are'} not among the inputs now",
            where=str(folder),
            hint="name the inputs with it, give the issue an id of its own in edition.toml, choose another -o, or replace the edition: --force",
        )
