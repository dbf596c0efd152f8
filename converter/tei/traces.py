"""What the articles of an issue show of repairs and kinds, for the header to say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from converter.characters import radicals
from converter.model import Issue

_WHITE = (
    "White space that stems from justification, letter-spacing or extraction is dropped in <gi>text</gi>, as is the change of line inside a word or a "
    "Chinese sentence; <gi>sourceDoc</gi> keeps every line as it was read."
)
_NFC = "Characters are in Unicode normalisation form C; no compatibility folding was done."
_RADICALS = "Radicals and compatibility ideographs that the font put in place of plain characters are plain in <gi>text</gi>, as read in <gi>sourceDoc</gi>."
_PLAIN = "Characters that XML cannot hold were replaced or left out when the page was read; the conversion report names them."


@dataclass(frozen=True, slots=True)
class Traces:
    """The sentences of editorialDecl/normalization, as XML."""

    sentences: tuple[str, ...]


def edits_of(issue: Issue) -> Traces:
    """Only what was done is said: radicals are mentioned where the page has some."""
    has_radicals = any(radicals(line.text) for page in issue.pages for line in page.lines)
    broken = any("\ufffd" in line.text for page in issue.pages for line in page.lines)
    sentences = (_WHITE, _NFC, *([_RADICALS] if has_radicals else []), *([_PLAIN] if broken else []))
    return Traces(sentences)


def subtypes_of(issue: Issue) -> Iterator[str]:
    """The subtypes that its articles have, each once, in alphabetical order."""
    yield from sorted({article.subtype for article in issue.articles if article.subtype})
