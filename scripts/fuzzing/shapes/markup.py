"""What every file of XML may be made of: the same for all readers, which have one way to open it."""

from __future__ import annotations

from collections.abc import Callable

Shape = Callable[[], bytes]
MANY = DEEP = 100_000
_LAUGHS = "".join(f"<!ENTITY a{i} '{f'&a{i - 1};' * 10}'>" for i in range(1, 11))


def nested(tag: str, inside: str = "x", depth: int = DEEP, more: str = "") -> str:
    return f"<{tag}{more}>" * depth + inside + f"</{tag}>" * depth


def xml(body: bytes) -> dict[str, Shape]:
    """What every reader of XML has to bear. body: a good file."""
    text = body.decode()
    root = text[1:].partition(" ")[0].partition(">")[0]
    end = f"</{root}>"
    inside = text.removesuffix(end)
    return {
        "nested deep": lambda: (inside + nested("a") + end).encode(),
        "nested as deep as the parser goes": lambda: (inside + nested("a", "<b/>" * MANY, 250) + end).encode(),
        "many attributes": lambda: (inside + "<a " + " ".join(f'b{n}="1"' for n in range(MANY)) + "/>" + end).encode(),
        "a long attribute": lambda: (inside + f'<a b="{"1 " * 4_000_000}"/>' + end).encode(),
        "a long text": lambda: (inside + f"<a>{'word ' * 1_500_000}</a>" + end).encode(),
        "many tags": lambda: (inside + "<a/>" * 5_000_000 + end).encode(),
        "many tags in the letters of mainframes": lambda: (
            '<?xml version="1.0" encoding="IBM037"?>' + inside + "<a/>" * 8_000_000 + end
        ).encode("cp037"),
        "many tags in UTF-7": lambda: (
            '<?xml version="1.0" encoding="UTF-7"?>' + (inside + "<a/>" * 4_000_000 + end).replace("<", "+ADw-")
        ).encode(),
        "many names of spaces": lambda: (inside + "".join(f'<n{n}:a xmlns:n{n}="u:{n}"/>' for n in range(MANY)) + end).encode(),
        "laughs": lambda: (f"<!DOCTYPE {root} [<!ENTITY a0 'lol'>{_LAUGHS}]>{inside}&a10;{end}").encode(),
        "laughs in UTF-16": lambda: (
            f"<?xml version='1.0' encoding='utf-16'?><!DOCTYPE {root} [<!ENTITY a0 'lol'>{_LAUGHS}]>{inside}&a10;{end}"
        ).encode("utf-16"),
        "a DOCTYPE without end": lambda: f"<!DOCTYPE {root} [{'<!ELEMENT a ANY>' * MANY}".encode(),
        "comments": lambda: ("<!-- -->" * 500_000 + inside + end).encode(),
        "a lie about the encoding": lambda: ("<?xml version='1.0' encoding='utf-16'?>" + inside + end).encode(),
        "an encoding that is none": lambda: ("<?xml version='1.0' encoding='base64'?>" + inside + end).encode(),
        "included files": lambda: (
            inside
            + '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/hostname" parse="text" xml:base="file:///etc/"/>'
            + end
        ).encode(),
    }
