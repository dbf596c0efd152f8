"""Takes the lists and quotations of a text as they open and close, gives what stands around a paragraph, as nested frames of which each is whole."""

from __future__ import annotations

from collections.abc import Sequence

from converter.reading import BlockKind, Frame, FrameKind

_LISTS = ("list", "numbered")
DEEPEST = 8  # lists in one another: print has three; what lies deeper is text of the entry around it


def framed(within: Sequence[Frame]) -> BlockKind:
    """What a paragraph is by what stands around it."""
    return "text" if not within or within[-1].kind == "box" else "quote" if within[-1].kind == "quote" else "item"


class Frames:
    """What is open. Markup that leaves out a list around entries, or the entry around a list, gets one; a quotation is not nested in another or in a list, a box in nothing."""

    def __init__(self) -> None:
        self._open: list[tuple[Frame, ...]] = []
        self._last: dict[Frame, Frame] = {}  # of each list its last entry
        self._count = 0

    def open(self, kind: FrameKind | None) -> None:
        """None: something opens that is no frame."""
        added: list[Frame] = []
        around = self._innermost()
        if kind == "box" and any(opened for opened in self._open):
            kind = None  # a box stands between paragraphs
        if around is not None and around.kind == "box":
            around = None
        if kind == "quote" and around is not None:
            kind = None
        elif kind == "item" and (around is None or around.kind not in _LISTS):
            # entries that follow each other without a list are one list
            added.append(Frame("list", -around.n if around else 0))
        elif kind in _LISTS and around is not None and around.kind in _LISTS:
            added.append(self._last.get(around) or self._item(around))
        if kind == "item":
            added.append(self._item(added[-1] if added else around))
        elif kind:
            added.append(self._new(kind))
        self._open.append(tuple(added))

    def close(self) -> None:
        self._open.pop()

    @property
    def within(self) -> tuple[Frame, ...]:
        """The frames around what comes next, the outermost first: of a list those that lead to an entry, else the quotation."""
        path = [frame for opened in self._open for frame in opened]
        box, path = path[: len(self.box)], path[len(self.box) :]
        quotes = [frame for frame in path if frame.kind == "quote"]
        lists = path[len(quotes) :]
        while lists and lists[-1].kind != "item":
            lists.pop()
        return (*box, *(lists[: 2 * DEEPEST] or quotes))

    @property
    def box(self) -> tuple[Frame, ...]:
        """The box around what comes next, if there is one."""
        return tuple(frame for opened in self._open for frame in opened if frame.kind == "box")

    def _innermost(self) -> Frame | None:
        return next((opened[-1] for opened in reversed(self._open) if opened), None)

    def _item(self, around: Frame | None) -> Frame:
        item = self._new("item")
        if around:
            self._last[around] = item
        return item

    def _new(self, kind: FrameKind) -> Frame:
        self._count += 1
        return Frame(kind, self._count)
