"""Takes the lines of an article in Markdown and gives its parts: paragraphs, heads, tables, pictures with caption and credit.

Read: `#` heads, blank lines, lists, `>`, fences, tables, `![caption](file "credit")`, links, emphasis, backslashes, character references.
Anything else, HTML too, stays as it stands.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from converter.characters import is_cjk
from converter.readers.articles.frames import DEEPEST, Frames, framed
from converter.readers.articles.record import Part
from converter.readers.articles.tables import table_part
from converter.reading import BlockKind, Cell

_HEAD = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)(.*)")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_QUOTED = re.compile(r"^ {0,3}>[ \t]?")
_ENTRY = re.compile(r"([ \t]*)(?:[-*+]|(\d{1,9})[.)])[ \t]+(?=\S)")
_DEEPER = 2  # columns: an entry that stands so far in is one of an inner list; what goes on an entry after a blank line stands in as far
_BAR = re.compile(r"(?<!\\)\|")
_RULED = re.compile(":?-+:?")
_IMAGE = re.compile(r"""!\[([^\[\]]*)\]\(\s*<?([^()<>\s]+)>?(?:\s+(?:"([^"]*)"|'([^']*)'))?\s*\)""")
_LINK = re.compile(r"""\[([^\[\]]*)\]\(\s*<?[^()<>\s]+>?(?:\s+(?:"[^"]*"|'[^']*'))?\s*\)""")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(?<!`)(`+)(?!`)([^`]+)(?<!`)\1(?!`)")
_MARKED = re.compile(r"[\\`*_\[&]")
_MARKS = (
    re.compile(r"\*\*(?=[^\s*])([^*]+)(?<=[^\s*])\*\*"),
    re.compile(r"(?<!\w)__(?=[^\s_])([^_]+)(?<=[^\s_])__(?!\w)"),
    re.compile(r"\*(?=[^\s*])([^*]+)(?<=[^\s*])\*"),
    re.compile(r"(?<!\w)_(?=[^\s_])([^_]+)(?<=[^\s_])_(?!\w)"),
)
_HELD = 0xF0000  # where escaped characters stand meanwhile: nothing in the text is there, or it stays as it is


@dataclass(frozen=True, slots=True)
class _List:
    """An open list: in which column the signs of its entries stand."""

    column: int
    numbered: bool


class MarkdownBody:
    """parts: in order, a first-level head at the top as `main`; files: of pictures; links, emphasis: how many addresses of links, and signs of emphasis, are not in the parts."""

    def __init__(self, rows: Sequence[str]) -> None:
        self.parts: list[Part] = []
        self.files: list[str] = []
        self.links = self.emphasis = 0
        self._open: list[str] = []
        self._ends: list[bool] = []  # of each row of these, whether its author ended the line there
        self._kind: BlockKind = "text"
        self._frames = Frames()
        self._lists: list[_List] = []
        self._quoted = False
        self._figures: list[Part] = []
        self._rows: list[list[tuple[str, Cell]]] = []
        self._ruled = False  # whether the rule under the names of the columns has come
        fence = ""
        for row in rows:
            if match := _FENCE.match(row):
                opens, fence = not fence, "" if fence and match[1].startswith(fence) else fence or match[1]
                if opens or not fence:
                    self._close()
                    continue
            if fence:
                self._open += [row] if row.strip() else []
                self._ends += [True] if row.strip() else []
            else:
                self._row(row)
        self._close()

    def _row(self, row: str) -> None:
        inside = _QUOTED.sub("", row)
        self._quote(row, quoted=inside != row)
        row = inside
        if not row.strip():
            self._close()
        elif _RULE.match(row):
            self._end_lists()
        elif head := _HEAD.match(row):
            self._end_lists()
            self._kind = "main" if len(head[1]) == 1 and not self.parts else "crosshead"
            told = head[2].strip()
            bare = told.rstrip("#")  # a head may be closed with as many signs as it was opened with
            self._add(bare.rstrip() if not bare or bare[-1] in " \t" else told)
            self._close()
        elif row.lstrip().startswith("|"):
            self._table_row(row.strip())
        else:
            if self._kind == "table":
                self._close()
            if entry := _ENTRY.match(row):
                row = self._entry(row, entry)
            elif not self._open and _column(row) < _DEEPER:
                self._end_lists()  # after a blank line, and not set in: the text goes on
            self._add(row.strip(" \t"), ends=row.endswith(("  ", "\\")))

    def _quote(self, row: str, *, quoted: bool) -> None:
        """A quotation begins at its first sign, and ends where a paragraph or an empty line has none."""
        if quoted == self._quoted or (self._quoted and self._open and row.strip() and not _ENTRY.match(row) and not _HEAD.match(row)):
            return
        self._end_lists()
        if quoted:
            self._frames.open("quote")
        else:
            self._frames.close()
        self._quoted = quoted

    def _entry(self, row: str, entry: re.Match[str]) -> str:
        """Opens the entry in its list; gives the row without its sign. A number that goes on no list is text, but for the first: years open paragraphs."""
        column, number = _column(row), entry[2]
        lists = [one for one in self._lists if one.column <= column]
        beside = lists and (column < lists[-1].column + _DEEPER or len(lists) == DEEPEST)
        if beside and lists[-1].numbered == bool(number):
            self._close()
            while len(self._lists) > len(lists):
                self._end_list()
            self._frames.close()
        elif number and int(number) != 1:
            if not self._open and column < _DEEPER:
                self._end_lists()
            return row
        else:
            self._close()
            while self._lists and (column < self._lists[-1].column + _DEEPER or len(self._lists) == DEEPEST):
                self._end_list()
            self._frames.open("numbered" if number else "list")
            self._lists.append(_List(column, bool(number)))
        self._frames.open("item")
        return row[entry.end() :]

    def _end_list(self) -> None:
        self._frames.close()
        self._frames.close()
        self._lists.pop()

    def _end_lists(self) -> None:
        self._close()
        while self._lists:
            self._end_list()

    def _table_row(self, row: str) -> None:
        if self._kind != "table":
            self._end_lists()
            self._kind = "table"
        cells = [cell.strip() for cell in _BAR.split(row)]
        cells = cells[1:-1] if len(cells) > 2 and not cells[-1] else cells[1:]  # the bars at the row's ends are its frame
        if len(self._rows) < 2 and not self._ruled and all(_RULED.fullmatch(cell) for cell in cells):
            self._rows = [[(text, replace(cell, label=True)) for text, cell in row] for row in self._rows]
            self._ruled = True
        else:
            self._rows.append([(self._inline(cell), Cell()) for cell in cells])

    def _add(self, row: str, *, ends: bool = False) -> None:
        """ends: the author ended the line here, and the text goes on below."""
        text = self._inline(row.removesuffix("\\"))
        if text.strip():
            self._open.append(text)
            self._ends.append(ends)

    def _close(self) -> None:
        if self._open:
            within = self._frames.within if self._kind == "text" else ()
            set_lines = self._kind == "text" and any(self._ends[:-1])
            lines = _set(self._open, self._ends) if set_lines else self._open
            self.parts.append(Part("lines" if set_lines else framed(within) if within else self._kind, tuple(lines), within=within))
        if part := table_part((), self._rows):
            self.parts.append(part)
        self.parts += self._figures
        self._open, self._figures, self._kind = [], [], "text"
        self._rows, self._ruled, self._ends = [], False, []

    def _inline(self, text: str) -> str:
        """The text without its marks."""
        if not _MARKED.search(text):
            return text
        held = _ESCAPED.sub(lambda match: _held(match[1]), text)
        held = _CODE.sub(lambda match: _held(match[2].strip()), held)
        held = _IMAGE.sub(self._picture, held)
        held, count = _LINK.subn(r"\1", held)
        self.links += count
        for mark in _MARKS:
            held, count = mark.subn(r"\1", held)
            self.emphasis += count
        return _released(held)

    def _picture(self, match: re.Match[str]) -> str:
        self.files.append(_released(match[2]))
        told: tuple[tuple[BlockKind, str | None], ...] = (("caption", match[1]), ("credit", match[3] or match[4]))
        parts = [Part(kind, (_released(text).strip(),)) for kind, text in told if text and text.strip()] or [Part("caption", ())]
        parts = [replace(part, figure=len(self.files)) for part in parts]
        self._figures += [replace(parts[0], file=self.files[-1]), *parts[1:]]
        return ""


def _set(rows: Sequence[str], ends: Sequence[bool]) -> list[str]:
    """The lines that the author ended: a row that only the editor of the file broke goes on in the next."""
    lines = [rows[0]]
    for row, ended in zip(rows[1:], ends, strict=False):
        if ended:
            lines.append(row)
        else:
            lines[-1] += ("" if is_cjk(lines[-1][-1]) and is_cjk(row[0]) else " ") + row
    return lines


def _column(row: str) -> int:
    """How far the row is set in, in columns."""
    expanded = row.expandtabs(4)
    return len(expanded) - len(expanded.lstrip(" "))


def _held(text: str) -> str:
    """With its signs where no rule finds them."""
    return _SIGN.sub(lambda match: chr(_HELD + ord(match[0])), text)


def _released(text: str) -> str:
    text = html.unescape(text)
    return re.sub(f"[{chr(_HELD + 0x21)}-{chr(_HELD + 0x7E)}]", lambda match: chr(ord(match[0]) - _HELD), text)
