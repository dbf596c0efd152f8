"""The order of the stages from sources to TEI: read, repair, segment, mend, infer, encode. Values in, values out; nothing is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256

from converter.clock import today
from converter.errors import UnreadableError
from converter.illustration import illustrated
from converter.inference import infer
from converter.jumps import joined, pages_told
from converter.language import detect, name, other_than, script_of
from converter.metadata import Fact, Metadata, merge
from converter.model import Article, Figure, Image, Issue, Item, Layout, Line, Page, Paragraph, Passage, Reading, Section
from converter.notices import Notice
from converter.places import Place
from converter.readers import Source, files_beside, read
from converter.repair import repair_page
from converter.repair.lost_glyphs import BlankHabit, mark_lost_glyphs
from converter.segment import layouts_of
from converter.segment.copies import misplaced
from converter.segment.page import Script
from converter.tei import Making, encode
from converter.version import __version__

# Ids that stand inside each TEI file: an input may well be called p1.txt, a1.txt or newspaper.txt.
_OWN_IDS = re.compile(r"(?:[a-z]\d+|machine|newspaper|text-types|app|person|per|loc|org)(?:-|$)")


_MOST_TRIES = 3  # to lay out pages with copies: where a page is read in another order without some, others may not stand behind theirs


@dataclass(frozen=True, slots=True)
class Conversion:
    """One TEI file. id: its xml:id and file name; tei: its bytes; notices: what is doubtful; metadata: as given and inferred.

    sources: the inputs, and the files that were read with them; images: what the TEI names as graphics.
    """

    id: str
    tei: bytes
    notices: tuple[Notice, ...]
    sources: tuple[Source, ...]
    metadata: Metadata
    images: tuple[Image, ...] = ()


@dataclass(frozen=True, slots=True)
class Marking:
    """How names, dates and measures are marked: by which tagger (None: not at all), with which authority files of the user's."""

    tagger: str | None = "lac"
    authorities: tuple[Place, ...] = ()


DEFAULT_MARKING = Marking()


def convert_sources(sources: Sequence[Source], *, metadata: Metadata | None = None, marking: Marking = DEFAULT_MARKING) -> Conversion:
    """The sources, in order, as one issue. Raises ConverterError where one cannot be read; doubtful places become notices."""
    readings = [one_of(source, read(source)) for source in sources]
    used = (*sources, *(file for source, one in zip(sources, readings, strict=True) for file in files_beside(source, [one])))
    return convert_readings(readings, used, metadata, marking)


def convert_readings(
    readings: Sequence[Reading], sources: Sequence[Source], metadata: Metadata | None = None, marking: Marking = DEFAULT_MARKING
) -> Conversion:
    """What was read, in order, as one issue. sources: where it came from. What the user states wins over what the sources say of themselves."""
    readings = numbered_on(readings)
    known = metadata or Metadata()
    notices = [notice for reading in readings for notice in reading.notices]
    for reading in readings:
        if reading.metadata:
            notices += _overruled(reading.metadata, known, reading.files[0].name)
            known = merge(reading.metadata, known)
    language = known.language or _language(readings)
    pages: list[Page] = []
    layouts: list[Layout] = []
    for reading in readings:
        repaired = [repair_page(raw) for raw in reading.pages]
        mended, own, doubts = _laid_out([page for page, _ in repaired], reading.items, script_of(language.value))
        pages += mended
        layouts += [mend(page, illustrated(page, layout), notices.append) for page, layout in zip(mended, own, strict=True)]
        notices += [*(note for _, found in repaired for note in found), *doubts]
    known, inferred = infer(replace(known, language=language), pages, layouts)
    known = replace(known, id=known.id or default_id(sources))
    labels = dict(known.page_labels)
    pages = [replace(page, label=labels.get(page.id, page.label)) for page in pages]
    articles = [article for layout in layouts for article in layout.articles]
    joined_up, told = joined(articles, notices, {page.id: page.label for page in pages})
    free = {page: label for page, label in pages_told(joined_up).items() if page not in labels and label not in labels.values()}
    pages = [replace(page, label=page.label or free.get(page.id)) for page in pages]
    known = replace(known, page_labels=tuple((page.id, page.label) for page in pages if page.label))
    issue = Issue(
        known,
        tuple(pages),
        tuple(file for reading in readings for file in reading.files),
        tuple(_in_own_language(article, language.value) for article in joined_up),
        tuple(furniture for layout in layouts for furniture in layout.furniture),
        images=tuple(image for reading in readings for image in reading.images),
    )
    issue, tagger, on_lists = annotated(issue, marking)
    making = Making(today(), __version__, language.value, name(language.value), tagger)
    return Conversion(str(known.id), encode(issue, making), (*told, *inferred, *on_lists), tuple(sources), known, issue.images)


def _laid_out(
    pages: Sequence[Page], items: Sequence[Item], script: Script
) -> tuple[Sequence[Page], tuple[Layout, ...], tuple[Notice, ...]]:
    """The pages, their layouts, and what is doubtful. A second copy that went elsewhere than what it copies is read, too: its words would be missed there."""
    for left in range(_MOST_TRIES, -1, -1):
        layouts, doubts = layouts_of(pages, items, script, partial(_script, issue=script))
        wrong = frozenset[str]().union(*map(misplaced, layouts))
        if not wrong:
            break
        pages = [
            replace(page, lines=tuple(_read_whole(line) if line.id in wrong or left == 1 else line for line in page.lines))
            for page in pages
        ]
    return pages, layouts, doubts


def _read_whole(line: Line) -> Line:
    return replace(line, edits=tuple(edit for edit in line.edits if edit.kind != "surplus"))


def annotated(issue: Issue, marking: Marking) -> tuple[Issue, tuple[str, str] | None, tuple[Notice, ...]]:
    """The issue with its names, dates and measures, the tagger's name and version if it read something, and notices on the user's lists."""
    if marking.tagger is None:
        return issue, None, ()
    from converter.annotate import annotate
    from converter.annotate.authorities import load_authorities
    from converter.annotate.tagging import load

    lists = load_authorities((*marking.authorities, *issue.metadata.authorities))
    found = annotate(issue.articles, partial(load, marking.tagger), issue.metadata, lists)
    return replace(issue, articles=found.articles, referents=found.referents), found.tagger, found.notices


def one_of(source: Source, issues: Sequence[Reading]) -> Reading:
    """The issue that a source holds. Raises UnreadableError where it holds several, which do not go into one TEI file."""
    if len(issues) > 1:
        raise UnreadableError(
            f"it holds {len(issues)} issues, which do not go into one TEI file",
            where=source.name,
            hint="convert it alone, into a folder: broadsheet convert FILE -o DIR",
        )
    return issues[0]


def numbered_on(readings: Sequence[Reading]) -> list[Reading]:
    """The readings with their pages numbered on from one to the next, and with images of one name only where they are one image."""
    out: list[Reading] = []
    taken: dict[str, bytes] = {}
    for reading in readings:
        moved = reading.renumbered(1 + sum(len(before.pages) for before in out))
        moved = moved.with_images({image.name: _free(image, taken) for image in moved.images})
        taken |= {image.name: image.data for image in moved.images}
        out.append(moved)
    return out


def _free(image: Image, taken: Mapping[str, bytes]) -> str:
    """Its name, or the next one like it that no other image has."""
    stem, dot, ending = image.name.rpartition(".")
    names = (image.name, *(f"{stem}-{n}{dot}{ending}" for n in range(2, len(taken) + 3)))
    return next(name for name in names if taken.get(name, image.data) == image.data)


def _overruled(own: Metadata, known: Metadata, name: str) -> Iterator[Notice]:
    """What a source says of itself and what is known otherwise: the newspaper, the day. name: of its file."""
    title, stated = own.newspaper.title, known.newspaper.title
    if title and stated and title.value != stated.value:
        yield Notice("W-META-12", name, f"the source is of {title.value}, and the issue is said to be of {stated.value}")
    day, said = own.date and own.date.when, known.date and known.date.when
    if day and said and not day.startswith(said) and not said.startswith(day):
        yield Notice("W-META-12", name, f"the source is of {day}, and the issue is said to be of {said}")


def _script(page: Page, issue: Script) -> Script:
    """How a page is set: as the issue is, but for a page that is surely Chinese in an issue that is not, or the other way round."""
    tag, sure = detect("\n".join(line.text for line in page.lines))
    own = script_of(tag)
    return own if sure >= 0.6 and (own == "Latn") != (issue == "Latn") else issue


def _language(readings: Sequence[Reading]) -> Fact:
    tag, sure = detect("\n".join(line.text for reading in readings for page in reading.pages for line in page.lines))
    return Fact(tag, "high" if sure >= 0.9 else "medium" if sure >= 0.6 else "low", "internal")


def _in_own_language(article: Article, language: str) -> Article:
    """With its language, where the source says none and its text is surely in another than the issue."""
    if article.language or article.kind != "article":
        return article
    text = "\n".join(paragraph.passage.text for section in article.sections for paragraph in section.paragraphs)
    return replace(article, language=other_than(language, text))


def default_id(sources: Sequence[Source]) -> str:
    """An id from the first input's name: ASCII letters, digits, `._-`; from a digest of the name where it has none of them."""
    stem = re.sub(r"\.[A-Za-z0-9]+$", "", sources[0].name.replace("\\", "/").rpartition("/")[2])
    slug = re.sub(r"[^A-Za-z0-9._-]+", "-", stem).strip("-._").lower()
    if not slug:
        slug = sha256(stem.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return slug if slug[0].isalpha() and not _OWN_IDS.match(slug) else f"page-{slug}"


def mend(page: Page, layout: Layout, report: Callable[[Notice], None]) -> Layout:
    """The layout with lost glyphs marked in running text: paragraphs and captions, where a blank has no other reason.

    Only a page of bare text has lost glyphs that nothing but a blank tells of: where places or blocks are known, a blank was written as one.
    """
    if page.blocks or any(line.box for line in page.lines):
        return layout
    running = [paragraph.passage for article in layout.articles for section in article.sections for paragraph in section.paragraphs]
    habit = BlankHabit.of(running)

    def passage(text: Passage) -> Passage:
        return mark_lost_glyphs(text, habit, report)

    return replace(layout, articles=tuple(_mended(article, passage) for article in layout.articles))


def _mended(article: Article, passage: Callable[[Passage], Passage]) -> Article:
    if article.kind == "unassigned":
        return article
    return replace(
        article,
        figures=tuple(_mended_figure(figure, passage) for figure in article.figures),
        sections=tuple(_mended_section(section, passage) for section in article.sections),
    )


def _mended_figure(figure: Figure, passage: Callable[[Passage], Passage]) -> Figure:
    return replace(figure, caption=passage(figure.caption)) if figure.caption else figure


def _mended_section(section: Section, passage: Callable[[Passage], Passage]) -> Section:
    def block(old: Paragraph | Figure) -> Paragraph | Figure:
        if isinstance(old, Figure):
            return _mended_figure(old, passage)
        return old if old.verbatim or old.spans else replace(old, passage=passage(old.passage))

    closing = tuple(_mended_figure(part, passage) if isinstance(part, Figure) else part for part in section.closing)
    return replace(section, blocks=tuple(map(block, section.blocks)), closing=closing)
