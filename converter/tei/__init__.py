"""Article -> TEI: the only room that spells TEI element names on the way in."""

from __future__ import annotations

from converter.model import Issue
from converter.tei.anchors import Anchors
from converter.tei.body import write_body
from converter.tei.header import Making, write_header
from converter.tei.source_doc import write_source_doc
from converter.tei.standoff import write_standoff
from converter.tei.writer import Writer, tag
from converter.tei.zones import Zones

NAMESPACE = "http://www.tei-c.org/ns/1.0"


def encode(issue: Issue, making: Making) -> bytes:
    """The TEI file of an issue, UTF-8, with a line feed at its end."""
    anchors, zones, body = Anchors(), Zones(issue), Writer()
    body.depth = 3
    write_body(body, issue, zones, anchors, making.language)
    out = Writer()
    out.line('<?xml version="1.0" encoding="UTF-8"?>')
    out.line(tag("TEI", {"xmlns": NAMESPACE, "xml:id": issue.metadata.id, "xml:lang": making.language}))
    out.depth = 1
    write_header(out, issue, making)
    write_source_doc(out, issue.pages, issue.images, zones, anchors)
    write_standoff(out, issue.referents, making.language)
    text = f"  {tag('text', {'xml:lang': making.language})}\n    <body>\n{anchors.resolve(str(body))}    </body>\n  </text>\n</TEI>\n"
    return (str(out) + text).encode("utf-8")


__all__ = ["NAMESPACE", "Making", "encode"]
