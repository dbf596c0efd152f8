"""What the articles of an issue show of repairs and kinds, for the header to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converter.characters import PRIVATE, radicals
from converter.model import Article, Dateline, Issue, Paragraph, Span

_WHITE = (
    "White space that stems from justification, letter-spacing or extraction is dropped in <gi>text</gi>, as is the change of line inside a word or a "
    "Chinese sentence; <gi>sourceDoc</gi> keeps every line as it was read."
)
_NFC = "Characters of <gi>text</gi> are in Unicode normalisation form C; no compatibility folding was done."
_RADICALS = "Radicals and compatibility ideographs that the font put in place of plain characters are plain in <gi>text</gi>, as read in <gi>sourceDoc</gi>."
_PLAIN = "Characters that XML cannot hold were replaced or left out when the page was read; the conversion report names them."


_PRIVATE = (
    "Private-use characters, which only the newspaper's own font shows, are kept as they were read; what they stand for is not known."
)
_WEAK = 'A hyphen that only breaks a word at the end of a line is a <gi>pc</gi> with <att>force</att> "weak"'
_DOUBTFUL = '; where the page does not tell whether it belongs to the word, <att>force</att> is "inter" and the <gi>lb</gi> has <att>break</att> "maybe"'


@dataclass(frozen=True, slots=True)
class Traces:
    """The sentences of editorialDecl/normalization, as XML, and what is said of hyphens (None: there are none)."""

    sentences: tuple[str, ...]
    hyphens: str | None


def edits_of(issue: Issue) -> Traces:
    """Only what was done is said: radicals are mentioned where the page has some."""
    has_radicals = any(radicals(line.text) for page in issue.pages for line in page.lines)
    broken = any("\ufffd" in line.text for page in issue.pages for line in page.lines)
    kinds = {edit.kind for page in issue.pages for line in page.lines for edit in line.edits}
    hyphens = _WEAK + (_DOUBTFUL if "doubtful hyphen" in kinds else "") + "." if kinds & {"hyphen", "doubtful hyphen"} else None
    private = any(PRIVATE.search(line.text) for page in issue.pages for line in page.lines)
    sentences = (_WHITE, _NFC, *([_RADICALS] if has_radicals else []), *([_PLAIN] if broken else []), *([_PRIVATE] if private else []))
    return Traces(sentences, hyphens)


def subtypes_of(issue: Issue) -> Iterator[str]:
    """The subtypes that its articles have, each once, in alphabetical order."""
    yield from sorted({article.subtype for article in issue.articles if article.subtype})


def is_annotated(issue: Issue) -> bool:
    """Whether names, dates or measures are marked; the roles and names of bylines are found with the bylines."""
    return bool(issue.referents) or any(span.tag not in ("persName", "roleName") for article in issue.articles for span in _spans(article))


def _spans(article: Article) -> Iterator[Span]:
    """Those of what is no byline."""
    for head in (*article.heads, *(section.head for section in article.sections if section.head)):
        yield from head.spans
    for figure in (*article.figures, *(figure for section in article.sections for figure in section.figures)):
        yield from figure.caption_spans
        yield from figure.head.spans if figure.head else ()
    for section in article.sections:
        for part in (*section.paragraphs, *section.closing, *((section.dateline,) if section.dateline else ())):
            yield from part.spans if isinstance(part, Paragraph | Dateline) else ()


def sections_of(issue: Issue) -> dict[str, str]:
    """The parts of the paper to which its articles are counted, in the order in which they appear: name -> id."""
    names = dict.fromkeys(section for article in issue.articles if (section := " ".join((article.section or "").split())))
    return {name: f"section-{n}" for n, name in enumerate(names, 1)}
