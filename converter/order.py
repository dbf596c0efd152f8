"""What a batch is to do, and what is wrong with it as a whole: told once, before anything is recorded."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path

from converter.annotate.tagging import DEFAULT, load
from converter.clock import today
from converter.engines import ENGINES, Engine
from converter.errors import ConverterError, MissingError, UsageError
from converter.inputs import STDIN
from converter.issue import Choices
from converter.ledger import Ledger
from converter.listing import listing
from converter.named import missing, tops
from converter.places import Place, lies_in, place_of
from converter.readers.decoding import codec_of
from converter.real_paths import real
from converter.task import Settings

_APART = "choose another one; it may lie in that folder: -o archive"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be done.

    named: files, folders, patterns; manifest: lists them instead. base: see `gather`; None: see `seen_from`. settings.output: where outputs go; ledger: the
    folder of the ledger, if not there. again: see `Run`. strict: the first failure ends it, after the issues at hand. whole_folders: the pages of a folder are one issue.
    """

    settings: Settings
    named: Sequence[str] = ()
    manifest: Path | None = None
    metadata_file: Path | None = None
    ledger: Path | None = None
    base: Place | None = None
    again: frozenset[str] = frozenset()
    strict: bool = False
    engine: Engine = ENGINES["local"]
    whole_folders: bool = False


def check(order: Order, output: Place) -> None:
    """What would fail for each issue, or go to another place than meant, is told once, before anything is recorded.

    Errors: UsageError where the outputs would go among the inputs that they mirror, or SOURCE_DATE_EPOCH is no time; MissingError; those of `listing` and of loading a tagger.
    """
    if same := next((name for name in order.named if real(place_of(name)) == real(output)), None):
        raise UsageError("is the folder of the inputs, too", where=f"-o {same}", hint=_APART)
    base = order.base or Path.cwd()
    if real(output) == real(base) and (order.manifest or any(lies_in(_whole(name), base) for name in order.named)):
        raise UsageError("is where the folders of the inputs lie, and outputs mirror them", where=f"-o {output}", hint=_APART)
    if isinstance(base, Path) and not base.is_dir():  # of a store that holds files only, or a web server, nobody can tell
        hint = "name a folder above the inputs: outputs mirror the folders below it"
        raise MissingError("there is no such folder", where=f"--base {base}", hint=hint)
    if order.named and not order.manifest:
        _check_any(order.named)
    today()
    if order.metadata_file:
        listing(order.metadata_file)
    if order.settings.choices.asked.encoding:
        codec_of(order.settings.choices.asked.encoding)
    if order.settings.choices.tagger not in (None, DEFAULT):  # that one is always there, and needs its memory in the workers only
        load(str(order.settings.choices.tagger))


def seen_from(order: Order, before: Sequence[Place]) -> Place:
    """The folder from which places of outputs are counted: the one that was typed, else the last of those `before` below which all lies that is
    named: an archive grows in one place, whatever folder the command is typed in. Else the current one."""
    if order.base:
        return order.base
    named = list(tops(order.named, order.manifest))
    return next((base for base in before if all(lies_in(top, base) for top in named)), Path.cwd())


def _check_any(named: Sequence[str]) -> None:
    """Raises MissingError where nothing that was named is there: a slip of the pen is no issue. One among others is a failure that stops none of them."""
    first: ConverterError | None = None
    for name in named:
        if name == str(STDIN) or (error := missing(name)) is None:
            return
        first = first or error
    if first:
        raise first


def check_form(ledger: Ledger, order: Order) -> None:
    """Raises UsageError where editions would come beside TEI alone, issues of whole folders beside pages that are issues, or the other way round:
    what was made first would stay, and nothing would know it."""
    form, before = order.settings.choices.form, ledger.forms()
    told = None
    if any(other != form for other, _ in before):
        told = ("whole editions", "leave --only out") if form == "tei" else ("TEI alone", "add --only tei")
    elif any(other != order.whole_folders for _, other in before):
        told = ("pages that are issues", "leave --together out") if order.whole_folders else ("issues of whole folders", "add --together")
    if told:
        raise UsageError(f"holds {told[0]} that were made before", where=order.settings.output, hint=f"{told[1]}, or choose another -o")


def chosen(choices: Choices, *, whole_folders: bool = False) -> tuple[str, str]:
    """The digest of what the output of an issue depends on, and all that was chosen in JSON. Of a list of names that is its bytes and name, not where it lies.

    Errors: those of reading a list of names.
    """
    if choices.authorities:
        from converter.annotate.authorities import load_authorities

        load_authorities(choices.authorities)  # one that is wrong is told once, and not again for each issue
    said = asdict(replace(choices, near=None, authorities=()))
    said["authorities"] = [str(path) for path in choices.authorities]
    what = {**said, "authorities": [(path.name, sha256(path.read_bytes()).hexdigest()) for path in choices.authorities]}
    what["asked"] = {name: value for name, value in said["asked"].items() if name != "most_mebibytes"}  # refuses, but changes nothing
    del what["keep_invalid"]  # so does this
    said["together"] = whole_folders
    return sha256(json.dumps(what, sort_keys=True).encode()).hexdigest(), json.dumps(said, ensure_ascii=False, sort_keys=True)


def _whole(name: str) -> Place:
    place = place_of(name)
    return place if not isinstance(place, Path) else Path(os.path.abspath(place))  # noqa: PTH100 - links as they are
