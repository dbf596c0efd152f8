"""Turns newspaper pages into validated TEI P5 and a readable HTML edition.

    import converter

    made = converter.convert("page-01.txt")
    Path("page-01.xml").write_bytes(made.tei)
    for notice in made.notices: ...             # what is doubtful, and what the check of the TEI found
    converter.validate("page-01.xml")           # () where it is valid
    converter.publish(["page-01.xml"], "site")

The functions raise `converter.errors.ConverterError` where no result can be given. Nothing heavy is imported before it is called.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from types import ModuleType
from typing import TYPE_CHECKING, Any

from converter.version import __version__

if TYPE_CHECKING:
    from pathlib import Path

    from converter.metadata import Metadata
    from converter.notices import Notice
    from converter.pipeline import Conversion
    from converter.publish.texts import Form
    from converter.site import Site

__all__ = ["__version__", "convert", "publish", "validate"]


def convert(
    source: str | Path | bytes | Sequence[str | Path | bytes],
    *,
    metadata: Metadata | str | Path | None = None,
    format: str | None = None,  # noqa: A002 - the command's word for it
    encoding: str | None = None,
    resolution: int | None = None,
    entities: bool = True,
    tagger: str = "lac",
    authorities: Sequence[str | Path] = (),
) -> Conversion:
    """Converts the page or pages of one issue to TEI, and checks it.

    source: a path (of a folder: its pages), or the bytes of a file; a sequence of them is one issue, in that order. metadata: what is
    known about the issue, or the path of an edition.toml; by default one beside the first path is used, or in the folder above, as the
    command does; one that lists other pages only is not used unless it is named, and a notice says so.
    format, encoding: of the inputs, where their bytes do not tell it (`broadsheet formats` lists the formats). resolution: dots an inch at
    which the pages of a PDF are drawn as facsimiles; None: they are not. entities: whether names, dates and measures are
    marked; tagger: by which tagger (lac comes with the package); authorities: lists of persons, places or organisations (CSV or TEI)
    that names are linked to first.
    Gives a Conversion: `id`, `tei` (bytes), `notices` (doubtful places, and those of validation: none of level error in a good one),
    `sources`, `metadata` (as given and as inferred), `images` (that the TEI names as graphics). Raises ConverterError where an input cannot be read.
    """
    from converter.api import convert as made

    return made(
        source,
        metadata=metadata,
        format=format,
        encoding=encoding,
        resolution=resolution,
        entities=entities,
        tagger=tagger,
        authorities=authorities,
    )


def validate(path: str | Path | bytes) -> tuple[Notice, ...]:
    """Checks a TEI file, or its bytes: grammar, rules, conservation. Gives what is wrong, in the file's order; () for a valid file.

    A file of an edition is also held to its sources in `../source/`.

    Raises ConverterError where the file is not there or cannot be read.
    """
    from converter.api import validate as found

    return found(path)


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
    """Writes the HTML edition of TEI files to the folder `output`, or their text (form: "text", "markdown").

    paths: TEI files or edition folders; one edition's folder needs no output: its html folder is made anew. stylesheet: an XSLT file
    of your own, 1.0 or, with the extra `saxon`, 3.0. params: of the stylesheet. base_url: where the site will stand. force: write also over what is not ours, which is kept as .bak. keep_invalid: publish also what has errors.
    TEI of our encoding is validated first; TEI of another one is published unchecked, with the notice W-PUB-05.
    Gives a Site: `folder`, `files` (how many), `written`, `notices`. Raises ConverterError (`converter.site.InvalidTeiError`, with
    `notices`, where a file has errors); a failed run leaves nothing behind.
    """
    from converter.api import publish as shown

    return shown(paths, output, form=form, stylesheet=stylesheet, params=params, base_url=base_url, force=force, keep_invalid=keep_invalid)


_CALLED: Mapping[str, Any] = {"validate": validate, "publish": publish}


class _Room(ModuleType):
    """The packages converter.validate and converter.publish bear the names of the functions above; so they can be called as these."""

    def __call__(self, *arguments: Any, **options: Any) -> Any:
        return _CALLED[self.__name__.rpartition(".")[2]](*arguments, **options)


class _House(ModuleType):
    """This package: where importing a room puts it into the place of the function of its name, the room takes over the call."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in _CALLED and isinstance(value, ModuleType):
            value.__class__ = _Room
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = _House
