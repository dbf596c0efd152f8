"""Takes sentences, gives words and names in them, by the tagger of the user's choice. Promises that only the chosen one is loaded.

`TAGGERS` names those that come with the package; another package adds its own under the entry point group `broadsheet.taggers`: a name,
and a function without arguments that gives a `Tagger`. A tagger that knows other classes maps its names to PER, LOC and ORG, the rest to x.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cache

from converter.annotate.tagging.sentences import sentences
from converter.annotate.tagging.token import Tagger, Token
from converter.errors import UsageError

__all__ = ["DEFAULT", "GROUP", "TAGGERS", "Tagger", "Token", "load", "sentences"]

DEFAULT = "lac"
GROUP = "broadsheet.taggers"


def _lac() -> Tagger:
    # numpy's matrices are small here: threads of its own would only wait for one another, for seconds on a busy machine
    for library in ("OPENBLAS", "OMP", "MKL", "VECLIB_MAXIMUM", "BLIS"):
        os.environ.setdefault(f"{library}_NUM_THREADS", "1")
    from converter.annotate.tagging.lac import LacTagger
    from converter.assets import data

    return LacTagger(data("lac.weights"))


def _adapter(name: str) -> Callable[[], Tagger]:
    def load_adapter() -> Tagger:
        from converter.annotate.tagging import adapters

        tagger: Tagger = getattr(adapters, name)()
        return tagger

    return load_adapter


TAGGERS: dict[str, Callable[[], Tagger]] = {"lac": _lac, **{name: _adapter(name) for name in ("cutword", "spacy", "hanlp", "ltp")}}


@cache
def load(name: str = DEFAULT) -> Tagger:
    """The tagger of this name, loaded once. UsageError for a name that nobody knows, MissingError for one whose package is not installed."""
    found = TAGGERS.get(name)
    if found:
        return found()
    from importlib.metadata import entry_points

    added = {point.name: point for point in entry_points(group=GROUP)}
    if name in added:
        tagger: Tagger = added[name].load()()
        return tagger
    known = ", ".join(sorted({*TAGGERS, *added}))
    raise UsageError(f"there is no tagger {name!r}", hint=f"choose one of: {known}")
