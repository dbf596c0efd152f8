"""Takes text and gives HTML: the one place where a report is escaped. What is not `Html` is text from anywhere, and cannot become markup."""

from __future__ import annotations

from html import escape

from converter.report.words import plain

_VOID = frozenset(("link", "meta"))


class Html(str):
    """Markup that may stand as it is: only this module makes it."""

    __slots__ = ()


def element(tag: str, *content: str, **attributes: str | int | None) -> Html:
    """An element with text and elements in it. attributes: `_` stands for `-` and one at the end is dropped (class_); None: it is left out."""
    told = "".join(f' {_name(name)}="{escape(plain(str(value)))}"' for name, value in attributes.items() if value is not None)
    if tag in _VOID:
        return Html(f"<{tag}{told}>")
    return Html(f"<{tag}{told}>{joined(*content)}</{tag}>")


def joined(*content: str) -> Html:
    """Text and elements one after another."""
    return Html("".join(part if isinstance(part, Html) else escape(plain(part), quote=False) for part in content))


def document(language: str, head: Html, body: Html) -> bytes:
    """A page in UTF-8."""
    return (f"<!DOCTYPE html>\n{element('html', head, Html(chr(10)), body, lang=language)}\n").encode()


def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")
