"""Takes the inputs of one issue and makes it: converted, checked, with its files named. A failure is a value, so that it stops no other issue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from converter.errors import ConverterError, Exit, UnreadableError
from converter.inputs import Asked, load, renamed
from converter.listing import listing
from converter.places import Place
from converter.plan import MOST_TOGETHER, Job, parts
from converter.real_paths import real
from converter.storage.manifest import digest
from converter.storage.spool import Spool

if TYPE_CHECKING:
    from converter.metadata import Metadata
    from converter.model import Reading
    from converter.notices import Notice
    from converter.pipeline import Conversion, Marking
    from converter.readers import Source

Form = Literal["tei", "edition"]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the user said about all inputs.

    form: a TEI file, or a whole edition; asked: how the inputs are read; keep_invalid: give it even where our check fails; tagger: None where names are not to be marked.
    near: where the files will go, so that those of a long issue wait on the same disk.
    """

    form: Form = "tei"
    asked: Asked = field(default_factory=Asked)
    title: str | None = None
    date: str | None = None
    keep_invalid: bool = False
    tagger: str | None = "lac"
    authorities: tuple[Path, ...] = ()
    near: Path | None = None

    @property
    def marking(self) -> Marking:
        """How names are marked."""
        from converter.pipeline import Marking

        return Marking(self.tagger, self.authorities)


@dataclass(frozen=True, slots=True)
class Bug:
    """An exception that nobody expected, as text, so that it can come from another process."""

    kind: str
    message: str
    trace: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: files (relative path -> bytes) of the issue `id`, or a failure.

    read: address -> SHA-256 of each page, and of each file that was read because a page or the edition.toml names it; of a failure what was
    read until then, and "" for what was asked for and not there.
    """

    job: Job
    id: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    notices: tuple[Notice, ...] = ()
    failure: ConverterError | Bug | None = None
    read: Mapping[Place, str] = field(default_factory=dict)


class InvalidOutputError(ConverterError):
    """The TEI that we made does not pass our own check: our fault, not the material's."""

    exit_code = Exit.BUG


def checked(sources: Sequence[Source], metadata: Metadata | None = None, marking: Marking | None = None) -> Conversion:
    """The conversion of one issue's sources, with the notices on their names and of validation among its notices."""
    from converter.pipeline import DEFAULT_MARKING, convert_sources

    return _with_checks(convert_sources(sources, metadata=metadata, marking=marking or DEFAULT_MARKING))


def _with_checks(conversion: Conversion) -> Conversion:
    from converter.validate import validate

    found = validate(conversion.tei, name=f"{conversion.id}.xml")
    return replace(conversion, notices=(*renamed(conversion.sources), *conversion.notices, *found))


def make(job: Job, choices: Choices) -> Outcome:
    """Makes one issue. Raises nothing but KeyboardInterrupt: a failure is an outcome, so that it does not stop the others."""
    if job.failure:
        return Outcome(job, failure=job.failure)
    read: dict[Place, str] = {}
    try:
        return _make(job, choices, read)
    except ConverterError as error:
        return Outcome(job, failure=error, read=read)
    except RecursionError as error:
        deep = UnreadableError("is nested too deeply", where=job.name, hint=f"look at its structure ({error})")
        return Outcome(job, failure=deep, read=read)
    except Exception as error:  # noqa: BLE001 - any fault of ours in one input; the others go on
        import traceback

        return Outcome(job, failure=Bug(type(error).__name__, str(error), "".join(traceback.format_exception(error))), read=read)


def _make(job: Job, choices: Choices, read: dict[Place, str]) -> Outcome:
    """read: gets what is read, and what is missed."""
    from converter.edition import edition_files
    from converter.pipeline import default_id

    sources = load(job.inputs, choices.asked, read)
    known = _known(sources, choices, job)
    issue = known.id or default_id(sources)
    if job.pages:
        sources = (replace(sources[0], pages=job.pages),)
    read |= {source.path: source.digest for source in sources if source.path}
    read |= {path: digest(path.read_bytes()) if path.is_file() else "" for path in known.authorities if choices.tagger}
    made = _conversions(sources, replace(known, id=issue), choices, job.total)
    if not choices.keep_invalid:
        made = _sound(made, job)
    files, told = Spool(choices.near), [*job.notices, *_undrawn(sources)]
    if choices.form == "edition":
        toml = job.metadata_file.read_bytes() if job.metadata_file else None
        return Outcome(job, issue, files, edition_files(issue, made, files, toml, told), read=read)
    for one in made:
        files[f"{one.id}.xml"] = one.tei
        told += one.notices
    return Outcome(job, issue, files, tuple(told), read=read)


def _undrawn(sources: Sequence[Source]) -> Iterator[Notice]:
    """A notice where images of pages were asked for and there is no PDF of which to draw them."""
    from converter.notices import Notice

    if sources[0].resolution and not any(source.is_pdf for source in sources):
        yield Notice("W-FILE-06", sources[0].name, "images of pages are drawn of PDF only, and none of the inputs is one")


def stated(toml: Place, sources: Sequence[Source]) -> Metadata:
    """What an edition.toml states about these sources: labels belong to the pages that it lists, whichever of them are converted."""
    from converter.metadata_file import load_metadata

    metadata = load_metadata(toml)
    labels = dict(metadata.page_labels)
    listed = {real(page): labels.get(f"p{n}") for n, page in enumerate(listing(toml).pages, 1)}
    return _labelled(metadata, [listed.get(real(source.path)) if source.path else None for source in sources], sources)


def _labelled(metadata: Metadata, labels: Sequence[str | None], sources: Sequence[Source]) -> Metadata:
    """With the label of each source as that of its first page in the issue."""
    own: list[tuple[str, str]] = []
    first = 1
    for label, source in zip(labels, sources, strict=True) if any(labels) else ():
        own += [(f"p{first}", label)] if label else []
        first += pages_in(source) if len(sources) > 1 else 1
    return replace(metadata, page_labels=tuple(own))


def printed_labels(metadata: Metadata, sources: Sequence[Source]) -> tuple[tuple[str, str], ...]:
    """What an edition.toml can say of the sources' page numbers: its nth [[page]] is the nth source, which has one where it is one page."""
    labels, own, first = dict(metadata.page_labels), [], 1
    for n, source in enumerate(sources, 1):
        count = pages_in(source)
        if count == 1 and f"p{first}" in labels:
            own.append((f"p{n}", labels[f"p{first}"]))
        first += count
    return tuple(own)


def pages_in(source: Source) -> int:
    """How many pages a source holds."""
    from converter.readers import count_pages, read

    return count_pages(source) or sum(len(reading.pages) for reading in read(source))


def _conversions(sources: Sequence[Source], known: Metadata, choices: Choices, total: int = 0) -> Iterator[Conversion]:
    """A TEI file of the issue; of each issue, where one input holds several; of each page, where there are more than an XML editor can bear.

    total: how many pages the issue has, where the sources give a part of them.
    """
    from converter.pipeline import convert_readings, numbered_on, one_of
    from converter.readers import count_pages, files_beside, read

    if len(sources) == 1 and not total and (pages := count_pages(sources[0])) > MOST_TOGETHER:
        for part in parts(pages):  # never more of them in memory
            yield from _conversions([replace(sources[0], pages=part)], known, choices, pages)
        return
    found = [read(source) for source in sources]
    if choices.form == "tei":  # a TEI file alone has no folder of images beside it
        found = [tuple(replace(reading, images=()) for reading in issues) for issues in found]
    if len(sources) == 1 and len(found[0]) > 1:
        for name, reading in zip(_issue_ids(str(known.id), found[0]), found[0], strict=True):
            yield _with_checks(convert_readings([reading], sources, replace(known, id=name), choices.marking))
        return
    readings = [one_of(source, issues) for source, issues in zip(sources, found, strict=True)]
    used = [(source, *files_beside(source, issues)) for source, issues in zip(sources, found, strict=True)]
    total = total or sum(len(reading.pages) for reading in readings)
    if total <= MOST_TOGETHER:
        yield _with_checks(convert_readings(readings, [one for files in used for one in files], known, choices.marking))
        return
    labels, n = dict(known.page_labels), readings[0].pages[0].n - 1
    for files, whole in zip(used, numbered_on(readings), strict=True):
        for reading in whole.apart(n + 1):
            n += 1
            own = (("p1", labels[f"p{n}"]),) if f"p{n}" in labels else ()
            metadata = replace(known, id=f"{known.id}-{n:0{len(str(total))}}", page_labels=own)
            yield _with_checks(convert_readings([reading], files, metadata, choices.marking))


def _issue_ids(name: str, issues: Sequence[Reading]) -> list[str]:
    """The ids of the issues of one source: with the date, which tells one from the others for good; with its number, too, where it does not."""
    days = [reading.metadata.date.when if reading.metadata and reading.metadata.date else None for reading in issues]
    return ["-".join(filter(None, (name, day, str(n) if day is None or days.count(day) > 1 else None))) for n, day in enumerate(days, 1)]


def is_ours(notice: Notice) -> bool:
    """Whether it tells an error in the TEI that we made, not one in the material."""
    return notice.level == "error" and not notice.code.startswith("E-READ")


def _sound(conversions: Iterable[Conversion], job: Job) -> Iterator[Conversion]:
    """The conversions, as long as they pass our own check."""
    for one in conversions:
        error = next((notice for notice in one.notices if is_ours(notice)), None)
        if error:
            raise InvalidOutputError(
                f"the TEI made of it fails our own check ({error.code} at {error.where}: {error.message})",
                where=job.name,
                hint="this is a fault in broadsheet; please report it with the input. --keep-invalid writes the file all the same",
            )
        yield one


def _known(sources: Sequence[Source], choices: Choices, job: Job) -> Metadata:
    """What the user said: options win over a list of issues, that over edition.toml, and that over an id from a file's name."""
    from converter.metadata import Fact, IssueDate, Metadata, Newspaper, merge

    typed = Metadata(
        newspaper=Newspaper(title=Fact(choices.title) if choices.title else None),
        date=IssueDate(when=choices.date) if choices.date else None,
    )
    known = stated(job.metadata_file, sources) if job.metadata_file else Metadata()
    if job.stated:
        labels = dict(job.stated.page_labels)
        known = merge(known, _labelled(job.stated, [labels.get(f"p{n}") for n, _ in enumerate(sources, 1)], sources))
    known = merge(known, typed)
    return replace(known, id=known.id or job.id)
