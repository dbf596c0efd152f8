"""A small composing room for tests: copy set in columns as Lines with boxes, ten points to the em, fifteen to the line."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from textwrap import wrap

from converter.model import Box, Drawing, Font, Line, Page, Picture

EM, PITCH = 10.0, 15.0


@dataclass
class Sheet:
    """A page of lines. size: width and height in points."""

    size: tuple[float, float] = (800.0, 600.0)
    lines: list[Line] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    frames: list[Box] = field(default_factory=list)
    pictures: list[Box] = field(default_factory=list)

    def line(self, text: str, left: float, top: float, size: float = EM, *, face: str = "Song", wide: float = 1.0, **kind: object) -> Line:
        """A line of type; wide: of a character, in sizes."""
        box = Box(left, top, left + wide * size * len(text), top + size)
        return self._add(text, box, Font(size, 400, face), **kind)

    def upright(self, text: str, left: float, top: float, size: float) -> Line:
        """Characters one below another."""
        return self._add(text, Box(left, top, left + size, top + size * len(text)), Font(size, 400, "Hei"), vertical=True)

    def _add(self, text: str, box: Box, font: Font, **kind: object) -> Line:
        n = len(self.lines) + 1
        self.lines.append(replace(Line(f"p1-l{n}", n, text, box=box, font=font), **kind))  # type: ignore[arg-type]
        return self.lines[-1]

    def column(self, paragraphs: list[str], left: float, top: float, width: int, most: int = 999, *, wide: float = 1.0) -> list[str]:
        """Paragraphs set `width` em wide with two em of indent, `most` lines of them; gives what is left, its first piece without indent.

        A piece that begins with a hyphen goes on without indent.
        """
        if wide < 1.0:  # a script that blanks part: words stay whole
            shape = {"initial_indent": " " * 4, "width": int(width / wide)}
            set_lines = [line for text in paragraphs for line in wrap(text, **shape)]  # type: ignore[arg-type]
            for row, text in enumerate(set_lines):
                self.line(text.strip(), left + (2 * EM if text.startswith(" ") else 0), top + row * PITCH, wide=wide)
            return []
        rest = list(paragraphs)
        for row in range(most):
            if not rest:
                break
            text, indent = (rest[0][1:], 0) if rest[0].startswith("-") else (rest[0], 2)
            fits = width - indent
            self.line(text[:fits], left + indent * EM, top + row * PITCH)
            rest[:1] = ["-" + text[fits:]] if text[fits:] else []
        return rest

    def columns(self, paragraphs: list[str], left: float, top: float, width: int, count: int, rows: int, gutter: float = 12.0) -> None:
        """Paragraphs over several columns of so many lines."""
        for at in range(count):
            paragraphs = self.column(paragraphs, left + at * (width * EM + gutter), top, width, rows)
        assert not paragraphs, paragraphs

    def picture(self, left: float, top: float, right: float, bottom: float) -> None:
        self.pictures.append(Box(left, top, right, bottom))

    def page(self) -> Page:
        drawing = Drawing(tuple(self.rules), tuple(self.frames), tuple(Picture(box) for box in self.pictures))
        return Page("p1", 1, tuple(self.lines), size=self.size, drawing=drawing)


def copy(topic: str, paragraphs: int, length: int = 46) -> list[str]:
    """Paragraphs that speak of a topic, each a sentence of so many characters."""
    out = []
    for n in range(paragraphs):
        text = f"{topic}的第{n + 1}件事要从头说起，{topic}一直是村里人常常说到的话题"
        while len(text) < length - 1:
            text += f"，{topic}也不例外"
        out.append(text[: length - 1] + "。")
    return out
