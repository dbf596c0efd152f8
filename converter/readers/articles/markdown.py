"""Takes a Markdown file of one article or several, each with its front matter, and gives the pages of an issue."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from converter.notices import Notice
from converter.readers.articles.front_matter import FrontMatterError, fields_of_toml, fields_of_yaml, looks_like_yaml
from converter.readers.articles.issue import Found, all_issues, one_issue
from converter.readers.articles.markdown_body import MarkdownBody
from converter.readers.articles.record import Path, Record, Told, Wrong, refused
from converter.readers.articles.shaping import Shaping
from converter.readers.decoding import decode
from converter.readers.unprintable import CONTROL, LINE_END, mended, told_broken, told_controls
from converter.reading import Reading

_YAML, _TOML = "---", "+++"
_NOT_CLOSED = Wrong((), "its front matter is not closed", "a line of three hyphens (or plus signs) after the last field")


@dataclass(frozen=True, slots=True)
class _Article:
    """line: of its first row in the file, from 1. head: the rows between the fences; fence: "" without front matter; body: the rows below."""

    line: int
    fence: str
    head: tuple[str, ...]
    body: tuple[str, ...]
    closed: bool = True


def read_markdown(name: str, data: bytes, encoding: str | None = None) -> Reading:
    """The articles of one issue. Errors and notices as for `read_json`; an article opens with its front matter, the first one may have none."""
    return one_issue(_found(name, data, encoding))


def read_markdown_issues(
    name: str, data: bytes, encoding: str | None = None, beside: Callable[[str], bytes] | None = None
) -> tuple[Reading, ...]:
    """As `read_markdown`, but one reading for each newspaper and date that the articles name."""
    return all_issues(replace(_found(name, data, encoding), beside=beside))


def _found(name: str, data: bytes, encoding: str | None) -> Found:
    text, codec = decode(name, data, encoding)
    clean = mended(text)
    notices = [Notice("I-READ-01", name, f"read as {codec}")] if codec != "UTF-8" else []
    if clean.broken:
        notices.append(_at(told_broken(clean.broken, name), clean.text, clean.text.index("\ufffd")))
    if match := CONTROL.search(text):
        notices.append(_at(told_controls(clean.controls, name), text, match.start()))
    records: list[Record] = []
    bad = Told()
    for n, article in enumerate(_articles(LINE_END.split(clean.text.replace("\f", "\n"))), 1):
        read = _record(name, n, article)
        if isinstance(read, Record):
            records.append(read)
        else:
            for notice in read:
                bad.add(notice)
    return Found(name, data, f"articles as Markdown, {codec}", tuple(records), (*notices, *bad.all()))


def _at(notice: Notice, text: str, place: int) -> Notice:
    return replace(notice, file=notice.where, line=len(LINE_END.findall(text, 0, place)) + 1)


def _articles(rows: Sequence[str]) -> Iterator[_Article]:
    """The file cut before each front matter."""
    first = next((n for n, row in enumerate(rows) if row.strip()), len(rows))
    if first == len(rows):
        return
    starts = [n for n in range(first, len(rows)) if _opens(rows, n, first)]
    if first not in starts:
        starts.insert(0, first)
    for start, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        fence = rows[start].strip()
        if fence not in (_YAML, _TOML):
            yield _Article(start + 1, "", (), tuple(rows[start:end]))
            continue
        close = _close(rows, start, end)
        if close is None:
            yield _Article(start + 1, fence, tuple(rows[start + 1 : end]), (), closed=False)
        else:
            yield _Article(start + 1, fence, tuple(rows[start + 1 : close]), tuple(rows[close + 1 : end]))


def _opens(rows: Sequence[str], n: int, first: int) -> bool:
    """Whether a front matter opens in the row: a fence at the top of the file or after a blank line, with fields below. Else it is a rule."""
    fence = rows[n].rstrip()
    if fence not in (_YAML, _TOML):
        return False
    if n == first:
        return True
    close = None if rows[n - 1].strip() else _close(rows, n, len(rows))
    if close is None:
        return False
    inside = rows[n + 1 : close]
    return looks_like_yaml(inside) if fence == _YAML else any("=" in row for row in inside)


def _close(rows: Sequence[str], start: int, end: int) -> int | None:
    ends = (_YAML, "...") if rows[start].rstrip() == _YAML else (_TOML,)
    return next((n for n in range(start + 1, end) if rows[n].rstrip() in ends), None)


def _record(name: str, n: int, article: _Article) -> Record | list[Notice]:
    if not article.closed:
        return [refused(name, article.line, n, _NOT_CLOSED)]
    try:
        fields: dict[str, Any] = (
            fields_of_toml("\n".join(article.head)) if article.fence == _TOML else fields_of_yaml(article.head) if article.head else {}
        )
    except FrontMatterError as error:
        return [refused(name, article.line + error.line, n, Wrong((), f"its front matter {error.what}", error.expected))]
    body = MarkdownBody(article.body)
    shaping = Shaping(n, article.line, fields)
    record = shaping.record(body.parts)
    if record is None:
        own = fields.get("id")
        return [
            refused(name, article.line + _row_of(article.head, wrong.place), n, wrong, str(own) if own else None) for wrong in shaping.wrong
        ]
    told = (("address of a link", body.links), ("emphasis", body.emphasis))
    unread = [what for what, count in told if count]
    return replace(record, files=(*record.files, *body.files), unused=(*record.unused, *unread))


def _row_of(head: Sequence[str], place: Path) -> int:
    """The row of the head, from 1, that a field begins in; 0 where it is none of them."""
    if not place:
        return 0
    key = re.compile(rf"""\s*(?:\[+\s*)?["']?{re.escape(str(place[0]))}["']?\s*(?:[:=\].]|$)""")
    return next((n for n, row in enumerate(head, 1) if key.match(row)), 0)
