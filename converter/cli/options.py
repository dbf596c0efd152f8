"""What several commands share: the words of their help, and the options that mean the same everywhere."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click
from click.core import ParameterSource

from converter.cli.talk import Talk
from converter.errors import UsageError
from converter.inputs import MOST_MEBIBYTES, Asked
from converter.issue import Choices
from converter.places import is_address
from converter.readers.guess import FORMATS

F = TypeVar("F", bound=Callable[..., Any])

EXIT_CODES = (
    "\b\nExit codes:\n"
    "  0  good\n"
    "  1  errors were found in the material\n"
    "  2  typed wrong, or the output cannot be written or would overwrite something\n"
    "  3  an input cannot be read as what it should be\n"
    "  4  a file, package or program is missing\n"
    "  5  a fault of broadsheet itself\n"
    "With several inputs it is the highest code of all of them."
)
TEI_SUFFIXES = (".xml", ".tei")
# Endings that say which kind of file someone expects: none of them is a folder, and none of them is written as a single file.
OTHER_FORMATS = frozenset(
    (".html", ".htm", ".xhtml", ".txt", ".text", ".pdf", ".json", ".csv", ".md", ".toml", ".zip", ".epub", ".docx", ".odt", ".xsl", ".xsd")
)


class _Here(click.Path):
    """A path of this machine. A URL would be one, too, and a folder called `s3:` be made for it."""

    def convert(self, value: Any, parameter: click.Parameter | None, context: click.Context | None) -> Any:
        if isinstance(value, str) and is_address(value):
            hint = "only `broadsheet batch` reads and writes addresses: broadsheet batch INPUT -o DIR"
            raise UsageError("is an address, and this is to be a file or folder of this machine", where=value, hint=hint)
        return super().convert(value, parameter, context)


A_PATH = _Here(path_type=Path)
ANY_FILE = _Here(path_type=Path, allow_dash=True)


def check_folder_name(path: Path, command: str, instead: str) -> None:
    """Raises UsageError where the name of a folder to be made is that of a file: something else was expected. instead: what to type."""
    if path.suffix.lower() in {*OTHER_FORMATS, *TEI_SUFFIXES} and not path.is_dir():
        raise UsageError(f"{command} makes a folder, not a {path.suffix} file", where=f"-o {path}", hint=f"name a folder, or for {instead}")


def epilog(*examples: str) -> str:
    """The end of a command's help: examples that work in a checkout of the project (but for stores elsewhere), and where the exit codes are told."""
    told = "Exit codes: 0 is good; see `broadsheet --help` for the others."
    return "\b\nExamples:\n" + "\n".join(f"  $ broadsheet {example}" for example in examples) + "\n\n" + told


def _louder(step: int) -> Callable[[click.Context, click.Parameter, bool], None]:
    def set_level(context: click.Context, _parameter: click.Parameter, given: bool) -> None:
        talk = context.find_object(Talk)
        if given and talk:
            if talk.level == -step:
                raise click.UsageError("-q and -v were both given: one asks for less talk, the other for more.", context)
            talk.level = step

    return set_level


def talking(command: F) -> F:
    """-q and -v."""
    quiet = click.option("-q", "--quiet", is_flag=True, expose_value=False, callback=_louder(-1), help="Say nothing but errors.")
    verbose = click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=_louder(1),
        help="Say every doubtful place; of a batch, each issue with the codes of its notices.",
    )
    return quiet(verbose(click.pass_obj(command)))  # type: ignore[return-value]


def reading(command: F) -> F:
    """The options that say how pages are read and what is known about them; the command gets them as `choices` and `metadata_file`."""

    @wraps(command)
    def with_choices(
        *arguments: Any,
        title: str | None,
        date: str | None,
        form: str | None,
        encoding: str | None,
        images: bool,
        resolution: int,
        most_mebibytes: int,
        keep_invalid: bool,
        entities: bool,
        tagger: str,
        authorities: tuple[Path, ...],
        **rest: Any,
    ) -> Any:
        _check_date(date)
        if not entities:
            _check_nothing_marked(tagger, authorities)
        asked = Asked(form, encoding, resolution if images else None, most_mebibytes)
        choices = Choices("tei", asked, title, date, keep_invalid, tagger if entities else None, authorities)
        return command(*arguments, choices=choices, **rest)

    decorated = with_choices
    for option in _READING:
        decorated = option(decorated)
    return decorated  # type: ignore[return-value]


def _check_date(date: str | None) -> None:
    from converter.dates import is_date

    if date is not None and not is_date(date):
        raise UsageError(
            f"{date!r} is no date", where="--date", hint="write a day of the calendar, a month or a year: 2020-12-21, 2020-12, 2020"
        )


def _check_nothing_marked(tagger: str, authorities: tuple[Path, ...]) -> None:
    """Raises UsageError where --no-entities stands beside an option that says how names are to be marked."""
    source = click.get_current_context().get_parameter_source("tagger")
    said = f"--authority {authorities[0]}" if authorities else f"--tagger {tagger}" if source is ParameterSource.COMMANDLINE else None
    if said:
        raise UsageError("no names are marked with --no-entities", where=said, hint=f"leave out --no-entities, or {said.split()[0]}")


form = click.option(
    "--from",
    "form",
    type=click.Choice(tuple(FORMATS)),
    metavar="FORMAT",
    help="The format of the inputs; `broadsheet formats` lists them. [default: told from the bytes]",
)
_READING = (
    click.option(
        "--authority",
        "authorities",
        multiple=True,
        type=A_PATH,
        metavar="FILE",
        help="A list of persons, places or organisations (CSV or TEI) that names are linked to first; [[authority]] in edition.toml names more. May be given several times.",
    ),
    click.option(
        "--tagger", default="lac", show_default=True, metavar="NAME", help="Which tagger finds the names: lac, cutword, spacy, hanlp, ltp."
    ),
    click.option("--entities/--no-entities", default=True, help="Mark names, dates and measures, or leave them.  [default: mark them]"),
    click.option("--keep-invalid", is_flag=True, help="Write the TEI also where our own check finds errors in it (exit code 5)."),
    click.option(
        "--max-size",
        "most_mebibytes",
        default=MOST_MEBIBYTES,
        metavar="MEBIBYTES",
        show_default=True,
        type=click.IntRange(1, 1 << 20),
        help="Refuse inputs larger than this.",
    ),
    click.option(
        "--resolution",
        type=click.IntRange(36, 1200),
        default=150,
        show_default=True,
        metavar="DPI",
        help="Dots an inch of the images that --images makes.",
    ),
    click.option("--images", is_flag=True, help="Draw each page of a PDF as an image, for the facsimile beside the text."),
    click.option("--encoding", metavar="NAME", help="The text encoding of the inputs, such as gb18030. [default: told from the bytes]"),
    form,
    click.option("--date", metavar="DATE", help="The day of the issue: 2020-12-21, 2020-12 or 2020. Wins over edition.toml."),
    click.option("--title", help="The newspaper's title. Wins over edition.toml."),
    click.option(
        "-m",
        "--metadata",
        "metadata_file",
        type=A_PATH,
        metavar="FILE",
        help="What is known about the issue. [default: edition.toml beside the input, or in the folder above]",
    ),
)
force = click.option("--force", is_flag=True, help="Write also over files that are not ours or were edited; each is kept as .bak.")
jobs = click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1, 256),
    metavar="N",
    help="How many issues to convert at a time. [default: 1 for a few, else a process for each core]",
)
