"""Takes a file of articles in JSON (one article, a list, a set with a list in it, or JSON Lines) and gives the pages of an issue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from converter.errors import UnreadableError
from converter.notices import Notice
from converter.readers.articles.fields import ENVELOPE, SETS, SHARED
from converter.readers.articles.issue import Found, all_issues, one_issue
from converter.readers.articles.json_text import JsonText, Object, Placed
from converter.readers.articles.record import Record, Told, Wrong, refused
from converter.readers.articles.shaping import Shaping
from converter.readers.decoding import decode
from converter.reading import Reading

_MOST_FIELDS = 1000  # the fullest exports have some hundred
_DEEPEST = 50  # objects and lists in one another; the fields that are read have five
_MOST_BROKEN = 1000  # lines that are no JSON; a file with more is damaged as a whole
_MOST_LONG = 20  # broken lines after which each object is taken to be one: to look for its end further down takes the whole file
_HOPELESS = 10_000  # bad records, and no good one before them
_OBJECT = "an object with the fields of an article"


def read_json(name: str, data: bytes, encoding: str | None = None) -> Reading:
    """The articles of one issue.

    encoding: as for text; None tells it from the bytes. Raises UnreadableError for what is no JSON, holds no good record, or holds
    those of several issues. A bad record becomes a notice of level error, and the others go on.
    """
    return one_issue(_found(name, data, encoding))


def read_json_issues(
    name: str, data: bytes, encoding: str | None = None, beside: Callable[[str], bytes] | None = None
) -> tuple[Reading, ...]:
    """As `read_json`, but one reading for each newspaper and date that the records name."""
    return all_issues(replace(_found(name, data, encoding), beside=beside))


def _found(name: str, data: bytes, encoding: str | None) -> Found:
    text, codec = decode(name, data, encoding)
    source = _Records(JsonText(name, text.removeprefix("\ufeff")))
    records = tuple(source.records())
    notices = [Notice("I-READ-01", name, f"read as {codec}")] if codec != "UTF-8" else []
    notices += [*source.refused.all(), *source.told.all()]
    return Found(name, data, f"articles as JSON, {codec}", records, tuple(notices))


class _Records:
    """The records of a text, and what is told about them."""

    def __init__(self, source: JsonText) -> None:
        self._source = source
        self.refused, self.told = Told(), Told()
        self._good = 0

    def records(self) -> Iterator[Record]:
        source = self._source
        at = source.skip(0)
        if at == len(source.text):
            raise UnreadableError("the file is empty", where=source.name, hint="export it again")
        if source.text[at] == "[":
            yield from self._list(at, {}, top=True)
            return
        first = source.value(at)
        if source.text[at] != "{":
            raise source.unreadable(first) if first.wrong else self._shapeless(first)
        rest = source.skip(first.end)
        if first.wrong is None and rest == len(source.text):
            yield from self._single(first)
        elif first.wrong is None or self._is_lines():
            yield from self._sequence(at)
        else:
            raise source.unreadable(first)

    def _shapeless(self, found: Placed) -> UnreadableError:
        hint = "a file of articles is an object, a list of objects, or has an object on each line; docs/article-files.md has examples"
        return UnreadableError(f"is JSON, but holds no articles: its value is {_kind(found.value)}", where=self._source.name, hint=hint)

    def _single(self, found: Placed) -> Iterator[Record]:
        """One article, or a set of them with what holds for all."""
        fields: Object = found.value
        inside = next((name for name in SETS if isinstance(fields.get(name), list)), None)
        if inside is None or any(name in fields for name in ("headline", "body", "articleBody", "body_text", "body_xhtml")):
            yield from self._record(1, found, {})
            return
        start = next(place for key, place in reversed(list(self._source.members(found.start))) if key == inside)
        shared = self._shared(found, inside)
        yield from self._list(start, shared, top=False)

    def _shared(self, found: Placed, inside: str) -> Mapping[str, str]:
        """What stands beside the list. What is wrong with it would be wrong of every article: the file is refused."""
        about = {key: value for key, value in found.value.items() if key in SHARED}
        # a stand-in text, since a record needs one
        shaping = Shaping(0, 1, {**about, "headline": "-"})
        record = shaping.record()
        if record is None:
            wrong = shaping.wrong[0]
            line = self._source.line_of(found.start, wrong.place)
            raise UnreadableError(
                f"{wrong.field} {wrong.what}, expected {wrong.expected}",
                where=f"{self._source.name}:{line}",
                hint="it stands beside the list of articles and holds for all of them: correct it",
            )
        others = [key for key in found.value if key not in SHARED and key != inside and key not in ENVELOPE]
        if others:
            self._tell(
                "W-READ-31", f"fields beside the list of articles that no part of an edition takes: {', '.join(others)}", found.start
            )
        said = {name: getattr(record, name) for name in SHARED}
        return {name: value for name, value in said.items() if value}

    def _list(self, at: int, shared: Mapping[str, str], *, top: bool) -> Iterator[Record]:
        source, end = self._source, at + 1
        for n, found in enumerate(source.elements(at), 1):
            if found.wrong:
                raise source.unreadable(found)
            yield from self._record(n, found, shared)
            end = found.end
        rest = source.skip(source.text.index("]", end) + 1)
        if top and rest < len(source.text):
            raise source.unreadable(Placed(rest, rest, wrong="something stands after the end of the list"))

    def _sequence(self, at: int) -> Iterator[Record]:
        """One object after another. Where one breaks, the next one is that which begins on a line of its own."""
        source, n, broken = self._source, 0, 0
        while at < len(source.text):
            n += 1
            following = self._next_record(at)
            found = source.value(at, following)
            if found.wrong and broken < _MOST_LONG:
                found = source.value(at)  # an object may hold lines that begin with a brace
            after = source.skip(found.end) if found.wrong is None else following
            if found.wrong:
                broken += 1
                if broken > _MOST_BROKEN:
                    raise source.unreadable(replace(found, wrong=f"more than {_MOST_BROKEN} of its lines are broken, the last here"))
                line = source.line(found.end)
                self._refuse(line, n, Wrong((), f"is not JSON ({found.wrong})", "one whole object to a line"))
            else:
                yield from self._record(n, found, {})
            if after is None:
                return
            at = after

    def _is_lines(self) -> bool:
        """Whether most lines hold an object each: then a broken one does not break the others."""
        rows = [row for line in self._source.text.split("\n") if (row := line.strip())]
        return len(rows) > 1 and 2 * sum(row[0] == "{" and row[-1] == "}" for row in rows) >= len(rows)

    def _next_record(self, at: int) -> int | None:
        """The start of the next line that begins with a brace."""
        found = self._source.text.find("\n{", at)
        return None if found < 0 else found + 1

    def _record(self, n: int, found: Placed, shared: Mapping[str, str]) -> Iterator[Record]:
        source, line = self._source, self._source.line(found.start)
        if not isinstance(found.value, dict):
            self._refuse(line, n, Wrong((), f"it is {_kind(found.value)}", _OBJECT))
            return
        if _is_deep(found.value):
            self._refuse(line, n, Wrong((), f"values stand in values more than {_DEEPEST} times", "the fields of an article"))
            return
        if len(found.value) > _MOST_FIELDS:
            self._refuse(line, n, Wrong((), f"it has {len(found.value)} fields", f"at most {_MOST_FIELDS}"))
            return
        if isinstance(found.value, Object) and found.value.repeated:
            keys = ", ".join(found.value.repeated)
            self._tell("W-READ-32", f"record {n} has several times: {keys}; the last one counts", found.start, found.value.repeated[0])
        shaping = Shaping(n, line, found.value, shared)
        record = shaping.record()
        if record is not None:
            self._good += 1
            yield record
            return
        own = next((str(found.value[key]) for key in ("id", "uri", "guid") if isinstance(found.value.get(key), str | int)), None)
        for wrong in shaping.wrong:
            place = line if self.refused.enough else source.line_of(found.start, wrong.place)
            self._refuse(place, n, wrong, own)

    def _refuse(self, line: int, n: int, wrong: Wrong, own: str | None = None) -> None:
        self.refused.add(refused(self._source.name, line, n, wrong, own))
        if not self._good and self.refused.count >= _HOPELESS:
            first = self.refused.all()[0]
            raise UnreadableError(
                f"is JSON, but holds no articles: of its first {_HOPELESS} records none is one; {first.message}",
                where=f"{self._source.name}:{first.line}",
                hint=f"expected {first.expected}; docs/article-files.md has an example",
            )

    def _tell(self, code: str, message: str, start: int, key: str | None = None) -> None:
        line = self._source.line_of(start, (key,) if key else ())
        self.told.add(Notice(code, self._source.name, message, file=self._source.name, line=line))


def _is_deep(value: object) -> bool:
    """Whether values are nested deeper than a field can be."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [part for one in level if isinstance(one, dict | list) for part in (one.values() if isinstance(one, dict) else one)]
        if not level:
            return False
    return True


def _kind(value: Any) -> str:
    if isinstance(value, list):
        return "a list"
    return "text" if isinstance(value, str) else "empty (null)" if value is None else "a number or a truth value"
