"""Takes the newspaper's title as it was stated and what the pages print, gives the pages whose masthead or page line names another paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from converter.characters import HAN
from converter.inference.folio import LATIN_PAPER, Folio
from converter.scripts import fold

_SUPPLEMENT = re.compile("(?:新[闻聞]|[导導]刊|[周週]刊|消息)$")  # so a paper's pages and supplements are called, as well as papers


def other_papers(stated: str, folios: Sequence[Folio]) -> Iterator[tuple[str, str]]:
    """Of each page that names another paper and not the stated one: the printed name, and the id of its line.

    Names are compared without regard to script, case, marks and white space; a shorter form of a name (人民日报, 人民日报海外版) is the same
    paper. Only a masthead and a page line with its date tell: a headline may speak of any paper, and a page of a supplement has its own name.
    """
    for folio in folios:
        if any(_same(stated, title) for title, _, _ in folio.titles):
            continue
        yield from [(title, line) for title, line, dated in folio.titles if (dated or line in folio.mastheads) and _is_paper(title)][:1]


def _is_paper(title: str) -> bool:
    """Whether no edition (Morgen-Ausgabe), page or supplement is called so."""
    return bool(re.search(f"[{HAN}]", title) or LATIN_PAPER.search(title)) and not _SUPPLEMENT.search(title)


def _same(one: str, other: str) -> bool:
    one, other = _folded(one), _folded(other)
    return not one or not other or one in other or other in one


def _folded(name: str) -> str:
    return re.sub(r"[\W_]", "", fold(name)).casefold()
