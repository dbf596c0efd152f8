"""Takes the fields of one article, under whatever of their names, and gives its Record, or all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from converter.characters import printed
from converter.readers.articles import values
from converter.readers.articles.attributions import beside
from converter.readers.articles.fields import ALT, CAPTION, CREDIT, ENVELOPE, FIELDS, FILE, KNOWN, Field, Shape
from converter.readers.articles.record import Part, Path, Record, Wrong, WrongError, lines_of
from converter.readers.unprintable import mended
from converter.reading import BlockKind

_KINDS: dict[str, BlockKind] = {"headline": "main", "kicker": "kicker", "deck": "deck", "byline": "byline", "dateline": "dateline"}
_PRINTED = ("kicker", "headline", "deck", "byline", "dateline", "body", "figures")  # in the order in which a page has them
_EMPHASIS = re.compile(r"<(?:em|strong|b|i)\b[^<>]{0,1000}>", re.IGNORECASE)
_NO_TEXT = Wrong((), "it has no text", 'a "headline", a "body", or both')


class Shaping:
    """One article on its way to a Record."""

    def __init__(self, n: int, line: int, fields: Mapping[str, object], shared: Mapping[str, str] | None = None) -> None:
        self._n, self._line, self._shared = n, line, shared or {}
        self._broken, self._controls = 0, ""
        self._fields = {self._clean(key): self._clean(value) for key, value in fields.items()}
        self._unused: list[str] = []
        self._files: list[str] = []
        self._pictures = 0  # that have been numbered
        self.wrong: list[Wrong] = []

    def record(self, more: Iterable[Part] = ()) -> Record | None:
        """The record, or None where `wrong` has something in it. more: parts that stand after those of the fields (the body of a Markdown file)."""
        found = {field.name: self._value(field) for field in FIELDS}
        self._unused += [str(key) for key in self._fields if key not in KNOWN and key not in ENVELOPE]
        more = list(more)
        body = [replace(part, lines=tuple(line for line in map(self._clean, part.lines) if line.strip())) for part in more]
        body = [replace(part, alt=self._clean(part.alt) or None) for part in body if part.lines or part.file]
        if body and body[0].kind == "main":
            body = self._headed(found, body)
        found["body"] = _in_place(found["body"] or ())
        parts = [part for name in _PRINTED for part in found[name] or ()] + _in_place(body)
        self._files += [part.file for part in parts if part.file and part.file not in self._files]
        if not any(part.lines for part in parts) and not self.wrong:
            self.wrong.append(_NO_TEXT)
        if self.wrong:
            return None
        said = {name: found[name] or self._shared.get(name) for name in ("language", "date", "newspaper", "page")}
        section = "; ".join(line for part in found["section"] or () for line in part.lines) or self._shared.get("section")
        page = values.page(said["page"]) if said["page"] else None
        return Record(
            n=self._n,
            line=self._line,
            parts=tuple(parts),
            id=found["id"] or None,
            language=said["language"],
            date=said["date"],
            newspaper=said["newspaper"],
            page=page,
            section=section,
            files=tuple(self._files),
            unused=tuple(self._unused),
            broken=self._broken,
            controls=self._controls,
        )

    @staticmethod
    def _headed(found: dict[str, Any], body: list[Part]) -> list[Part]:
        """The body without the head at its top, which is the headline if no field is; one that says something else is a crosshead."""
        head, *rest = body
        if not found["headline"]:
            found["headline"] = (head,)
        elif _plainly(found["headline"]) != _plainly((head,)):
            rest.insert(0, replace(head, kind="crosshead"))
        return rest

    def _clean(self, value: Any) -> Any:
        """The value with strings that XML can hold."""
        if isinstance(value, str):
            clean = mended(value)
            self._broken += clean.broken
            self._controls += clean.controls
            return clean.text
        if isinstance(value, dict):
            return {self._clean(key): self._clean(part) for key, part in value.items()}
        return [self._clean(part) for part in value] if isinstance(value, list) else value

    def _value(self, field: Field) -> Any:
        """What the first of the field's names that is there says; another one that says something else is unused."""
        first: Any = None
        for name, shape in field.names:
            value = self._fields.get(name)
            if value is None:
                continue
            files, unused, wrong = len(self._files), len(self._unused), len(self.wrong)
            read = self._read(field.name, shape, value, (name,))
            if first is None or (not first and len(self.wrong) == wrong):
                first = read
            elif _wordless(first) and len(self.wrong) == wrong:  # pictures alone; of those that both name each once
                first = (*read, *(part for part in first if part.file not in {other.file for other in read}))
            else:
                del self._files[files:], self._unused[unused:]
                if _plainly(read) != _plainly(first):
                    self._unused.append(name)
        return first

    def _read(self, field: str, shape: Shape, value: object, place: Path) -> Any:
        try:
            if field in _KINDS and shape in ("text", "texts"):
                return (values.head if shape == "text" else values.heads)(_KINDS[field], value, place)
            return self._shapes[shape](self, value, place)
        except WrongError as error:
            self.wrong.append(error.wrong)
            return ()

    def _people(self, value: object, place: Path) -> tuple[Part, ...]:
        return tuple(Part("byline", lines) for told in self._names(value, place) if (lines := lines_of(told)))

    def _names(self, value: object, place: Path) -> list[str]:
        """A name, an object with a `name`, or a list of them."""
        many = value if isinstance(value, list) else [value]
        out = []
        for n, one in enumerate(many):
            where = (*place, n) if isinstance(value, list) else place
            name = one.get("name") if isinstance(one, dict) else one
            if not isinstance(name, str):
                raise WrongError(where, values.said(one), 'a name: text, {"name": "…"}, or a list of them')
            self._leave(one, ("name", "@type"), where)
            out.append(name)
        return out

    def _marked(self, value: object, read: tuple[Part, ...]) -> tuple[Part, ...]:
        """Notes that the type of words in HTML is not kept."""
        emphasis = isinstance(value, str) and _EMPHASIS.search(value) and not any("<" in line for part in read for line in part.lines)
        self._unused += ["emphasis"] if emphasis else []
        return read

    def _language(self) -> str | None:
        """As the article or its file says, before anybody has looked whether it is one."""
        own = (self._fields.get(name) for name, shape in KNOWN.items() if shape == "language")
        return next((told for told in own if isinstance(told, str) and told), self._shared.get("language"))

    def _paper(self, value: object, place: Path) -> str:
        """A title, or an object with a `name`; an issue that is part of a newspaper has the name there."""
        here = value
        while isinstance(here, dict) and isinstance(here.get("isPartOf"), dict):
            self._leave(here, ("isPartOf", "@type", "name"), place)
            here, place = here["isPartOf"], (*place, "isPartOf")
        if isinstance(here, dict):
            self._leave(here, ("name", "@type"), place)
            here = here.get("name")
        return values.known(here, place, 'the title of the newspaper: text or {"name": "…"}')

    def _figures(self, value: object, place: Path) -> tuple[Part, ...]:
        many = value if isinstance(value, list) else [value]
        return tuple(
            part
            for n, one in enumerate(many)
            if one is not None
            for part in self._figure(one, (*place, n) if isinstance(value, list) else place)
        )

    def _figure(self, one: object, place: Path) -> tuple[Part, ...]:
        if isinstance(one, str):
            self._files.append(values.known(one, place))
            return (Part("caption", (), self._files[-1]),) if self._files[-1] else ()
        if not isinstance(one, dict):
            raise WrongError(place, values.said(one), 'an object: {"caption": "…", "credit": "…", "file": "…"}')
        captions = [values.head("caption", one[name], (*place, name)) for name in CAPTION if one.get(name) is not None]
        credited = [self._names(one[name], (*place, name)) for name in CREDIT if one.get(name) is not None]
        files = [values.known(one[name], (*place, name)) for name in FILE if one.get(name) is not None]
        self._files += files[:1]
        alts = [" ".join(values.known(one[name], (*place, name)).split()) for name in ALT if one.get(name) is not None]
        alt = alts[0] or None if alts else None
        used = [next((name for name in names if one.get(name) is not None), None) for names in (CAPTION, CREDIT, FILE, ALT)]
        self._leave(one, (*used, "@type"), place)
        told = [lines for name in (credited[0] if credited else ()) if (lines := lines_of(name))]
        self._pictures += 1
        parts = (*(captions[0] if captions else ()), *(Part("credit", lines) for lines in told))
        parts = tuple(replace(part, figure=self._pictures) for part in parts)
        file = files[0] or None if files else None
        if not (file or alt):
            return parts
        return (replace(parts[0], file=file, alt=alt), *parts[1:]) if parts else (Part("caption", (), file, alt=alt),)

    def _associations(self, value: object, place: Path) -> tuple[Part, ...]:
        """ninjs: what belongs to the item, by name or as a list; its pictures are figures."""
        if not isinstance(value, dict | list):
            raise WrongError(place, values.said(value), "an object of items, or a list of them")
        out: list[Part] = []
        for key, one in value.items() if isinstance(value, dict) else enumerate(value):
            if isinstance(one, dict) and one.get("type") in ("picture", "graphic"):
                renditions = one.get("renditions")
                sizes = list(renditions.values()) if isinstance(renditions, dict) else renditions if isinstance(renditions, list) else []
                file = {"href": str(sizes[0]["href"])} if sizes and isinstance(sizes[0], dict) and "href" in sizes[0] else {}
                said = {name: part for name, part in one.items() if name not in ("type", "renditions")}
                out += self._figure({**file, **said}, (*place, key))
            else:
                self._unused.append(f"{place[-1]}.{key}")
        return tuple(out)

    def _headlines(self, value: object, place: Path) -> tuple[Part, ...]:
        """ninjs 2: a list of objects, each with a `value`; the first is the headline, one for small screens or search machines is not printed."""
        told = [one for one in _objects(value, place) if one.get("role") in (None, "main", "headline", "print")]
        self._unused += [f"{place[-1]}.{one['role']}" for one in _objects(value, place) if one not in told]
        return values.head("main", told[0].get("value"), (*place, 0, "value")) if told else ()

    def _bodies(self, value: object, place: Path) -> tuple[Part, ...]:
        """ninjs 2: the same text in several forms, each with a `value` and a `contenttype`; HTML knows the paragraphs."""
        told = _objects(value, place)
        best = next((n for n, one in enumerate(told) if "html" in str(one.get("contenttype", ""))), 0)
        return values.body(told[best].get("value"), (*place, best, "value"), self._language()) if told else ()

    def _leave(self, value: object, used: Iterable[str | None], place: Path) -> None:
        """Notes what of an object nothing takes, without the numbers of lists: the same field of all figures is told once."""
        if isinstance(value, dict):
            kept = set(used)
            way = [part for part in place if isinstance(part, str)]
            self._unused += [".".join([*way, str(key)]) for key, part in value.items() if key not in kept and part is not None]

    _shapes: Mapping[Shape, Callable[[Shaping, Any, Path], Any]] = {
        "label": lambda _self, value, place: values.label(value, place),
        "language": lambda _self, value, place: values.language(value, place),
        "date": lambda _self, value, place: values.date(value, place),
        "texts": lambda _self, value, place: values.heads("text", value, place),
        "body": lambda self, value, place: self._marked(value, values.body(value, place, self._language())),
        "html": lambda self, value, place: self._marked(value, values.html(value, place, self._language())),
        "people": _people,
        "paper": _paper,
        "figures": _figures,
        "associations": _associations,
        "headlines": _headlines,
        "bodies": _bodies,
    }


def _in_place(body: Iterable[Part]) -> list[Part]:
    """The parts of a body: its pictures stand where they stand. Those of the field `figures` belong to the article as a whole."""
    return [replace(part, placed=True) if part.kind in ("caption", "credit") else part for part in beside(body)]


def _wordless(read: object) -> bool:
    return isinstance(read, tuple) and not any(part.lines for part in read)


def _objects(value: object, place: Path) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(one, dict) and isinstance(one.get("value"), str) for one in value):
        raise WrongError(place, values.said(value), 'a list of objects, each with a "value" that is text')
    return value


def _plainly(read: object) -> object:
    """What is compared of two fields that should say the same."""
    if isinstance(read, tuple):
        return printed("".join(line for part in read for line in part.lines))
    return read
