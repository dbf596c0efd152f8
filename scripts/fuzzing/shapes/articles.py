"""Articles as JSON, Markdown and NITF, and plain text."""

from __future__ import annotations

import json

from fuzzing.shapes.markup import DEEP, MANY, Shape, nested, xml

_NITF = "<nitf><body><body.head><hedline><hl1>Rain</hl1></hedline></body.head><body.content>{0}</body.content></body></nitf>"


def articles() -> dict[str, Shape]:
    def body(text: str) -> bytes:
        return json.dumps({"headline": "x", "body": text}, ensure_ascii=False).encode()

    return {
        "lists in lists": lambda: b"[" * DEEP,
        "objects in objects": lambda: b'{"a":' * DEEP,
        "values in values": lambda: b'{"headline": "x", "other": ' + b"[" * 900 + b"]" * 900 + b"}",
        "a long number": lambda: b'{"headline": "x", "page": ' + b"9" * 5_000_000 + b"}",
        "many fields": lambda: json.dumps({f"k{n}": "x" for n in range(MANY)}).encode(),
        "many records": lambda: json.dumps([{"headline": f"h{n}", "body": "text"} for n in range(19_000)]).encode(),
        "many bad records": lambda: b"[" + b"1," * 2_000_000 + b"1]",
        "many broken lines": lambda: b'{"headline": "x"}\n' + b'{"a"\n' * 400_000,
        "unclosed strings": lambda: b'{"headline": "x"}\n' + b'{"a": "\n' * 100_000,
        "issues": lambda: "\n".join(json.dumps({"headline": "x", "newspaper": f"n{n}"}) for n in range(20_000)).encode(),
        "pages": lambda: json.dumps([{"headline": "x", "page": n} for n in range(20_000)]).encode(),
        "captions": lambda: json.dumps(
            {"headline": "x", "figures": [{"caption": "c", "file": f"{n}.jpg"} for n in range(19_000)]}
        ).encode(),
        "a part of a part of a newspaper": lambda: b'{"headline": "x", "newspaper": ' + b'{"isPartOf": ' * 900 + b'"y"' + b"}" * 901,
        "a long line": lambda: body("word " * 2_000_000),
        "HTML: nested deep": lambda: body(nested("div") + "<p>x</p>"),
        "HTML: many tags": lambda: body("<p>x</p>" + "<b>" * 4_000_000),
        "HTML: a long paragraph": lambda: body("<p>" + "word  " * 400_000 + "</p>"),
        "HTML: a wide and long table": lambda: body(
            "<table><tr>" + "<td>a</td>" * 15_000 + "</tr>" + "<tr><td>b</td></tr>" * 15_000 + "</table><p></p>"
        ),
        "HTML: wide spans": lambda: body(
            "<table>" + ("<tr>" + "<td colspan=1000 rowspan=0>a</td>" * 100 + "</tr>") * 500 + "</table><p></p>"
        ),
        "HTML: tables in tables": lambda: body(
            nested("table><tr><td", "<tr><td>x</td></tr>" * 5000, 80).replace("</table><tr><td>", "</td></tr></table>") + "<p></p>"
        ),
        "HTML: lists in lists": lambda: body(nested("ul><li", "x" + "<li>y" * 15_000, 100).replace("</ul><li>", "</li></ul>") + "<p></p>"),
        "HTML: breaks": lambda: body("<p>" + "x<br>" * 19_000 + "</p>"),
        "HTML: heads of documents": lambda: body("<head>" * 300_000 + "<p>x</p>"),
        "HTML: quotation marks": lambda: body("<p>" + "<q>“x" * 50_000 + "</p>"),
        "HTML: pictures": lambda: body("<p>x</p>" + "<img src='a.jpg'>" * MANY),
        "HTML: quotations with sources": lambda: body("<blockquote>" + "<p>x</p><cite>y</cite>" * 9_000 + "</blockquote>"),
    }


def markdowns() -> dict[str, Shape]:
    head = "---\nheadline: x\n---\n"
    return {
        "quotations in quotations": lambda: (head + ">" * DEEP + " x").encode(),
        "lists in lists": lambda: (head + "".join(f"{' ' * (2 * n)}- x\n" for n in range(3_000))).encode(),
        "a wide and long table": lambda: (head + "|a" * 15_000 + "|\n" + "|b|\n" * 15_000).encode(),
        "brackets": lambda: (head + "[" * 90_000).encode(),
        "links that are not closed": lambda: (head + "[a](b " * 15_000).encode(),
        "stars": lambda: (head + "*a **b " * 14_000).encode(),
        "backticks": lambda: (head + "".join("`" * n + "a" for n in range(400))).encode(),
        "references": lambda: (head + "&" * 90_000 + "amp;" * 1000).encode(),
        "a long line": lambda: (head + "word " * 2_000_000).encode(),
        "a key with blanks": lambda: ("---\nkey" + " " * 200_000 + "x\n---\n").encode(),
        "keys with blanks further down": lambda: (
            "---\nheadline: x\n---\ntext\n\n---\n" + ("key" + " " * 50_000 + "x\n") * 3 + "---\ny"
        ).encode(),
        "a quoted key that is not closed": lambda: ('---\n"' + "\\a" * 300_000 + "\n---\n").encode(),
        "a list of quotation marks": lambda: ("---\nbyline: [" + "'" * 200_000 + "]\n---\n").encode(),
        "a list of blanks": lambda: ("---\nbyline: [a" + " " * 200_000 + "]\n---\n").encode(),
        "values in values": lambda: ("---\n" + "".join(f"{' ' * n}a:\n" for n in range(3_000)) + "---\n").encode(),
        "lines of a head": lambda: ("---\n" + "".join(f"k{n}: x\n" for n in range(MANY)) + "---\nx").encode(),
        "TOML in TOML": lambda: ("+++\nheadline = " + "[" * DEEP + "\n+++\n").encode(),
        "a long number": lambda: ("+++\npage = " + "9" * 1_000_000 + "\n+++\nx").encode(),
        "TOML tables": lambda: ("+++\n" + "".join(f"[a{n}]\n" for n in range(50_000)) + "+++\nx").encode(),
        "TOML dots": lambda: ("+++\na" + ".a" * 50_000 + " = 1\n+++\nx").encode(),
        "rules": lambda: (head + "---\n\n" * MANY).encode(),
        "rules of two kinds": lambda: (head + "+++\n\n---\nx\n\n" * 20_000).encode(),
        "fences": lambda: (head + "```\nx\n" * 19_000).encode(),
        "pictures": lambda: (head + "![a](b.jpg)\n" * 19_000).encode(),
    }


def texts() -> dict[str, Shape]:
    return {
        "a long line": lambda: "字".encode() * 3_500_000,
        "form feeds": lambda: "字".encode() + b"\f" * 1_000_000 + "字".encode(),
        "line ends": lambda: "字".encode() + b"\n" * 20_000_000,
        "lines of one character": lambda: "字\n".encode() * 19_999,
        "long lines": lambda: ("字".encode() * 90_000 + b"\n") * 300,
        "long lines of blanks": lambda: (b"x" + b" " * 90_000 + b"y\n") * 300,
        "broken characters": lambda: b"\xed\xa0\x80\n" * 2_000_000,
        "control characters": lambda: ("字".encode() * 300 + b"\x01\n") * 19_000,
        "private characters": lambda: ("\ue000" * 50 + "\n").encode() * 19_000,
        "UTF-32": lambda: "字".encode("utf-32") * 2_000_000,
        "bytes of no encoding": lambda: bytes(range(128, 256)) * 200_000,
        "dates": lambda: "2020年1月1日星期一".encode() * 5_000,
        "pages": lambda: "\f".join(f"河滨日报\n第{n}版\n本报讯 文字。" for n in range(10_000)).encode(),
    }


def nitfs() -> dict[str, Shape]:
    table = "<table><tr>" + "<td>a</td>" * 15_000 + "</tr>" + "<tr><td>b</td></tr>" * 15_000 + "</table>"
    return {**xml(_NITF.format("<p>x</p>").encode()), "a wide and long table": lambda: _NITF.format(table).encode()}
