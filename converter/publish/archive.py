"""Takes what can be found in a site; gives an index by Pagefind, of which a browser loads only what a query needs. For archives of many issues.

Pagefind (MIT; the extra `search`) cuts Chinese into words, and a query otherwise than the text: everyday words are lost. So each character
is a word here, with a blank on either side, and a query is a phrase of such words: recall is whole. xslt/search.js then compares the text itself,
as it does without Pagefind, so that signs and the points of decimal numbers count. Words of scripts that part them are found as whole words.
"""

from __future__ import annotations

import html
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

from converter.characters import is_cjk
from converter.errors import MissingError
from converter.publish.search import Unit, small

FOLDER = "pagefind/"
INSTALL = "python -m pip install 'broadsheet[search]'"
_OWN_FACES = re.compile(r"pagefind-(?:ui|modular-ui|component-ui|highlight)\.")  # pages of its own, which we do not use


def archive(parts: Sequence[Sequence[Unit]]) -> dict[str, bytes]:
    """The files of the index, by path. A result's address there ends in `PART-ROW.html`: where its unit stands in the parts.

    Raises MissingError without Pagefind, or where it stops.
    """
    if find_spec("pagefind") is None:
        raise MissingError(
            "an index for archives is made by Pagefind, which is not installed", where="publish", hint=f"install it: {INSTALL}"
        )
    with TemporaryDirectory(prefix="broadsheet-") as folder:
        source, target = Path(folder, "text"), Path(folder, "pagefind")
        source.mkdir()
        for n, part in enumerate(parts):
            for row, unit in enumerate(part):
                (source / f"{n}-{row}.html").write_text(_page(unit, n * 100_000 + row), encoding="utf-8")
        _run(source, target)
        files = (path for path in sorted(target.rglob("*")) if path.is_file() and not _OWN_FACES.match(path.name))
        return {FOLDER + path.relative_to(target).as_posix(): path.read_bytes() for path in files}


def _run(source: Path, target: Path) -> None:
    command = [sys.executable, "-m", "pagefind", "--site", str(source), "--output-path", str(target)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, encoding="utf-8", errors="replace", check=False)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
        raise MissingError(f"Pagefind stopped: {last}", where="publish", hint=f"install it again, with its program: {INSTALL}")


def _page(unit: Unit, order: int) -> str:
    """One unit as Pagefind is to read it. Its language has no stems and no words but those that blanks part.

    What the page filters by are words, too: Pagefind writes filters of its own in an order that differs from run to run.
    """
    facts = [("issue", str(unit.issue)), ("page", unit.page), ("kind", unit.kind), *(("person", person) for person in unit.persons)]
    told = " ".join(fact(name, value) for name, value in facts if value)
    text = "".join(f"<p>{html.escape(' '.join(words(block)))}</p>" for _, block in unit.blocks)
    return (
        f'<!DOCTYPE html><html lang="und"><head><meta charset="utf-8"><title>{order}</title></head>'
        f'<body data-pagefind-body><span data-pagefind-sort="order:{order}"></span><p>{told}</p>{text}</body></html>'
    )


def fact(name: str, value: str) -> str:
    """A word that no text has; `fact` in xslt/search.js gives the same."""
    return f"fact{name}{value.encode().hex()}"


def words(text: str) -> Iterator[str]:
    """Each character of the scripts that do not part words, each digit, each word of the others; `words` in xslt/search.js gives the same."""
    run = ""
    for char in text:
        plain = small(char)
        alone = plain.isdecimal() or (plain != "" and is_cjk(plain[0]))
        if run and (alone or not plain):
            yield run
            run = ""
        if alone:
            yield plain
        else:
            run += plain
    if run:
        yield run
