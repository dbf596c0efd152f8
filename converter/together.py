"""Takes the issues that the pages of one folder would make, each by itself, and puts the pages together: a folder a day is how newspapers are kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from converter.errors import UnreadableError
from converter.inputs import natural
from converter.places import Place
from converter.plan import Job

_PAGES = ("text", "pdf", "alto", "page", "hocr")  # formats of pages; an issue of METS has its own, and of articles nobody knows the page
_MOST = 400  # pages: a thick magazine. What is more is a heap of pages, and no issue


def together(jobs: Iterable[Job], formats: Mapping[Place, str | None]) -> list[Job]:
    """The jobs, with one in place of all that have a page of a folder, in the order of the numbers in its pages' names; those of an edition.toml that lists pages as they are.

    formats: of each page. The same pages in two formats (scans as PDF, and their OCR) are two issues, told apart by the name of the format.
    """
    out: list[Job] = []
    pages: dict[tuple[Place, str], list[Job]] = {}
    for job in jobs:
        form = formats.get(job.inputs[0])
        if job.failure or job.listed or len(job.inputs) > 1 or form not in _PAGES:
            out.append(job)
        else:
            pages.setdefault((job.inputs[0].parent, str(form)), []).append(job)
    return sorted((*out, *_issues(pages)), key=lambda job: [natural(str(path)) for path in job.inputs])


def _issues(pages: Mapping[tuple[Place, str], Sequence[Job]]) -> Iterator[Job]:
    for (folder, form), found in pages.items():
        alone = sum(other == folder for other, _ in pages) == 1
        named = folder if alone else folder.parent / f"{folder.name}-{form}"
        inputs = tuple(sorted((job.inputs[0] for job in found), key=lambda page: natural(page.name)))
        if len(inputs) > _MOST:
            hint = "put each issue into a folder of its own, or leave --together out"
            failure = UnreadableError(f"holds {len(inputs):,} pages, which are more than one issue", where=str(folder), hint=hint)
            yield Job((folder,), failure=failure, named=named)
            continue
        notices = tuple(chain.from_iterable(job.notices for job in found))
        yield replace(found[0], inputs=inputs, named=named, notices=notices)
