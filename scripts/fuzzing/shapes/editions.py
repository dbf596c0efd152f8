"""What people write about and correct: TEI, edition.toml, lists of names."""

from __future__ import annotations

from fuzzing.shapes.markup import DEEP, MANY, Shape, nested, xml

_TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>x</title></titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>'
    "{0}<text><body>{1}</body></text></TEI>"
)


def teis() -> dict[str, Shape]:
    source = (
        "<sourceDoc><surface xml:id='p1'>"
        + "".join(f"<line xml:id='p1-l{n}' n='{n}'>x</line>" for n in range(50_000))
        + "</surface></sourceDoc>"
    )
    return {
        **xml(_TEI.format("", "<div><p>x</p></div>").encode()),
        "lines": lambda: _TEI.format(
            source, "<div><p>" + "".join(f"<lb corresp='#p1-l{n}'/>x" for n in range(50_000)) + "</p></div>"
        ).encode(),
        "one line many times": lambda: _TEI.format(source, "<div><p>" + "<lb corresp='#p1-l1'/>x" * 50_000 + "</p></div>").encode(),
        "ids that are used twice": lambda: _TEI.format("", "<div xml:id='a'><p xml:id='b'>x</p></div>" * 20_000).encode(),
        "pointers to nothing": lambda: _TEI.format("", "<div><p>" + "<persName ref='#none'>x</persName>" * 50_000 + "</p></div>").encode(),
        "names": lambda: _TEI.format(
            "", "<div><p>" + "".join(f"<persName>n{n}</persName> " for n in range(30_000)) + "</p></div>"
        ).encode(),
        "names in names": lambda: _TEI.format("", f"<div><p>{nested('persName', 'x' * 10_000, 230)}</p></div>").encode(),
        "names in one long paragraph": lambda: _TEI.format(
            "", "<div><p>" + "字" * 90_000 + "<persName>王</persName>字" * 20_000 + "</p></div>"
        ).encode(),
        "wrong elements": lambda: _TEI.format("", "<wrong/>" * 20_000).encode(),
        "parts in parts": lambda: _TEI.format("", nested("div", "<p>x</p>" * 20_000, 230)).encode(),
        "a long date": lambda: _TEI.format(
            "", f"<div><p><date when='{'1' * 500_000}'>x</date><measure quantity='{'1' * 500_000}'>{'一' * 200_000}</measure></p></div>"
        ).encode(),
    }


def sites() -> dict[str, Shape]:
    """What the whole site of a file is made of: fewer, as each article is a page."""
    few = {name: shape for name, shape in teis().items() if name not in ("ids that are used twice", "names")}
    return {**few, "articles": lambda: _TEI.format("", "<div type='article'><head>h</head><p>x</p></div>" * 2_000).encode()}


def tomls() -> dict[str, Shape]:
    return {
        "lists in lists": lambda: b"a = " + b"[" * DEEP,
        "dots": lambda: b"a" + b".a" * 20_000 + b" = 1",
        "dots in a header": lambda: b"[a" + b".a" * 20_000 + b"]",
        "tables": lambda: "".join(f"[t{n}]\n" for n in range(MANY)).encode(),
        "a long number": lambda: b"[issue]\nnumber = " + b"9" * 1_000_000,
        "pages": lambda: b'[[page]]\nfile = "a.txt"\n' * 50_000,
        "wrong keys": lambda: "".join(f"k{n} = 1\n" for n in range(MANY)).encode(),
        "a header of blanks": lambda: b"[" + b" " * 300_000 + b"x",
        "a wrong key under a long header": lambda: b'[ "a' + b" " * 300_000 + b'x" ]\nb = 1',
        "a key of blanks": lambda: b"a" + b" " * 1_000_000 + b"b",
        "a time that is none": lambda: b"[issue]\ndate = 0000-00-00T25:61:61.9999999999999999",
    }


def tables() -> dict[str, Shape]:
    head = b"name,type,id\n"
    return {
        "quotation marks": lambda: head + b'"' * 3_000_001,
        "a long cell": lambda: head + b'"' + b"a" * 5_000_000 + b'",person,p',
        "columns": lambda: b"name,type,id" + b",also" * MANY,
        "cells": lambda: head + b"," * 3_000_000,
        "rows": lambda: head + b"".join(b"n%d,person,p%d\n" % (n, n) for n in range(300_000)),
        "wrong rows": lambda: head + b"x,y,z\n" * 300_000,
        "further names": lambda: b"name,type,id,also\nx,person,p," + b"a|" * 60_000,
        "a long number": lambda: b"name,type,id,latitude,longitude\nx,place,p," + b"9" * 100_000 + b",1",
        "an address": lambda: b"name,type,id,uri\nx,person,p,http://" + b"a." * 60_000 + b"@",
    }


def lists() -> dict[str, Shape]:
    body = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="p"><persName>x</persName></person></TEI>'
    name = "<persName>x</persName>"
    return {
        **xml(body.encode()),
        "people in people": lambda: body.replace(name, name + nested("person", name * 20_000, 230)).encode(),
        "names": lambda: body.replace(name, name * MANY).encode(),
    }
