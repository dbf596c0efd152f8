"""Takes the first bytes of a file and says which format they are in, whatever its name says; refuses what no reader reads, with what to do."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from converter.errors import UnreadableError


@dataclass(frozen=True, slots=True)
class Format:
    """What `broadsheet formats` says of one. about: in a line; extensions: that such files have, with their dots; example: how one begins."""

    about: str
    extensions: tuple[str, ...]
    example: str


FORMATS: dict[str, Format] = {
    "text": Format("the text of pages, as extractors write it; form feeds part pages", (".txt", ".text"), "本报讯 …"),
    "pdf": Format("pages with a text layer", (".pdf",), "%PDF-1.7"),
    "mets": Format("an issue of ALTO pages that lie beside it, its articles apart", (".xml",), "<mets xmlns=…>"),
    "alto": Format("a page as OCR reads it, with the place of each word", (".xml", ".alto"), "<alto xmlns=…>"),
    "page": Format("PAGE XML: a page with its regions and lines", (".xml",), "<PcGts xmlns=…>"),
    "hocr": Format("OCR in HTML, with the place of each word", (".hocr", ".html", ".htm", ".xhtml"), '<div class="ocr_page" …>'),
    "json": Format(
        "articles as JSON or JSON Lines, also ninjs and schema.org", (".json", ".jsonl", ".ndjson", ".jsonld"), '{"headline": …}'
    ),
    "markdown": Format("articles as Markdown with front matter", (".md", ".markdown"), "---"),
    "nitf": Format("an article in the News Industry Text Format", (".xml", ".nitf"), "<nitf>"),
}

# Only a name tells these from one another: any text is a page, and may look like a list or like Markdown.
_PLAIN = ("text", "markdown", "json")
_NAMES: dict[str, str] = {
    "text": "plain text",
    "pdf": "a PDF",
    "mets": "a METS file",
    "alto": "an ALTO file",
    "page": "a PAGE file",
    "hocr": "an hOCR file",
    "json": "JSON",
    "markdown": "Markdown",
    "nitf": "an NITF article",
}

_OFFICE = "save its text as a UTF-8 text file, or print it to a PDF"
_IMAGE = "run OCR on it first, then give its ALTO, hOCR or text"
_UNPACK = "unpack it first, and give what is inside"
_PACKED = f"{_UNPACK}; `broadsheet batch` reads it as it is: {{0}}://::NAME"
# What a file is by its first bytes, and what to do with it: said instead of the garbage that its bytes would make as text.
_FOREIGN: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old office file", _OFFICE),
    (b"{\\rtf", "a rich text file", _OFFICE),
    (b"\x89PNG", "an image", _IMAGE),
    (b"\xff\xd8\xff", "an image", _IMAGE),
    (b"GIF8", "an image", _IMAGE),
    (b"II*\x00", "an image", _IMAGE),
    (b"MM\x00*", "an image", _IMAGE),
    (b"\x00\x00\x00\x0cjP  ", "an image (JPEG 2000)", _IMAGE),
    (b"AT&TFORM", "a DjVu file", "export its text layer as hOCR: djvu2hocr file.djvu"),
    (b"%!PS", "a PostScript file", "make a PDF of it: ps2pdf file.ps"),
    (b"\x1f\x8b", "a gzip file", _UNPACK),
    (b"BZh", "a bzip2 file", _UNPACK),
    (b"\xfd7zXZ\x00", "an xz file", _UNPACK),
    (b"(\xb5/\xfd", "a Zstandard file", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file", _UNPACK),
    (b"Rar!", "a RAR file", _UNPACK),
    (b"SQLite format 3", "a database", "export its articles as JSON"),
    (b"\x7fELF", "a program", "name a page"),
    (b"version https://git-lfs.github.com/spec/", "what Git LFS has in place of a file that was not fetched", "fetch it: git lfs pull"),
    (b"/annex/objects/", "what git-annex has in place of a file that was not fetched", "fetch it: git annex get"),
)
# A ZIP is told by the name of its first files, which stand in its first bytes.
_ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"mimetypeapplication/epub+zip", "an EPUB book", "give the text of its chapters"),
    (b"mimetypeapplication/vnd.oasis", "an OpenDocument file", _OFFICE),
    (b"word/", "a Word file", _OFFICE),
    (b"xl/", "an Excel file", "save the sheet as text, or export it as JSON"),
    (b"ppt/", "a PowerPoint file", _OFFICE),
    (b"[Content_Types].xml", "an office file", _OFFICE),
)
# The root element of what is XML, by its local name: the format, or what else it is and what to do.
_ROOTS = {"alto": "alto", "mets": "mets", "PcGts": "page", "nitf": "nitf"}
_TEI_HINT = "an edition made before is checked with `broadsheet validate` and shown with `broadsheet publish`"
_OTHER_ROOTS: dict[str, tuple[str, str]] = {
    "TEI": ("a TEI file", _TEI_HINT),
    "teiCorpus": ("a TEI corpus", _TEI_HINT),
    "NewsML": ("a NewsML package", "take the NITF article out of it, and give that"),
    "newsItem": ("a NewsML-G2 item", "take the NITF article out of it, and give that"),
    "newsMessage": ("a NewsML-G2 message", "take the NITF articles out of it, and give those"),
    "rss": ("a news feed", "give the articles that it links to, as JSON"),
    "feed": ("a news feed", "give the articles that it links to, as JSON"),
    "OAI-PMH": ("an answer of an OAI server", "take the METS or ALTO out of it, and give that"),
    "DIDL": ("a DIDL record", "give the ALTO files of the issue"),
    "svg": ("a drawing (SVG)", _IMAGE),
    "modsCollection": ("catalogue data (MODS)", "give the METS or ALTO of the issue"),
    "mods": ("catalogue data (MODS)", "give the METS or ALTO of the issue"),
}
PEEK = 64 * 1024  # bytes in which any file says what it is
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_PROLOG = re.compile(r"(?:\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^<>\[\]]|\[[^\]]*\])*>)*", re.DOTALL)
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)(?=[\s/>]|$)")
_HOCR = re.compile(r"""class\s*=\s*["'][^"']*\bocrx?_|name\s*=\s*["']ocr-""")
_JSON = re.compile(r"""\s*(?:\{\s*(?:"|\}\s*$)|\[\s*(?:\{\s*["}]|\]\s*$))""")
_HEADED = re.compile(r"^#{1,6} \S", re.MULTILINE)
_FRONT_MATTER = re.compile(
    r"""\s*(?:---[ \t]*\r?\n(?:\s*#.*\n)*["']?[^\s:#"'-][^:\n]*:(?:[ \t].*)?\r?\n(?:.*\n)*?(?:---|\.\.\.)[ \t]*(?:\r?\n|$)|\+\+\+[ \t]*\r?\n[^=]*=)"""
)


def guess(name: str, data: bytes) -> str:
    """The format, a key of FORMATS. The bytes decide; among plain text, Markdown and JSON the name does where the bytes fit several.

    Raises UnreadableError for what no reader reads (an image, an office file, TEI), and where the name is that of another format: one of the two is wrong.
    """
    found = _by_content(name, data)
    claimed = [key for key, form in FORMATS.items() if name.lower().endswith(form.extensions) and key != "text"]
    if claimed and found not in claimed and not (found in _PLAIN and claimed[0] in _PLAIN):
        says = name.lower().rpartition(".")[2]
        raise UnreadableError(
            f"is called .{says}, but is {_NAMES[found]}",
            where=name,
            hint=f"if that is what you mean, rename it or say so: --from {found}; else fetch the right file",
        )
    return found


def mistaken(name: str, data: bytes, form: str, error: UnreadableError, *, asked: bool) -> UnreadableError:
    """What to say of a file that its reader refused: what it looks like, where that is another format or none of ours; else the reader's own error.

    form: as what it was read; asked: because the user said so, not by its name.
    """
    try:
        found = _looks_like(data)
    except UnreadableError as other:
        return error if form == "hocr" else UnreadableError(other.what, where=name, hint=other.hint)
    if found in (None, form):
        return error
    type_it = f"type --from {found}" if asked else f"rename it, or type --from {found}"
    return UnreadableError(f"was read as {_NAMES[form]}, but looks like {_NAMES[found]}", where=name, hint=type_it)


def _looks_like(data: bytes) -> str | None:
    """The format by the bytes alone; None for what may be JSON that is broken."""
    found = _by_content("", data)
    opening = _text(data[:PEEK]).lstrip()
    if found == "text":
        return None if opening.startswith(tuple("{[<")) or not opening else "markdown" if _HEADED.search(opening) else "text"
    return found


def _by_content(name: str, data: bytes) -> str:
    head = data[:PEEK]
    if b"%PDF-" in head[:1024]:
        return "pdf"  # readers of PDF look for its mark in the first kilobyte
    _refuse_foreign(name, head)
    text = _text(head)
    opening = text.lstrip()
    if opening.startswith("<") and (markup := _markup(name, opening)):
        return markup
    return _plain(name.lower(), text)


def _refuse_foreign(name: str, head: bytes) -> None:
    for magic, what, hint in _FOREIGN:
        if head.startswith(magic):
            raise UnreadableError(f"this is {what}{_said(name)}, not a page", where=name, hint=hint)
    if head.startswith(b"PK\x03\x04"):
        what, hint = next(((what, hint) for mark, what, hint in _ZIPPED if mark in head[:4096]), ("a ZIP file", _PACKED.format("zip")))
        raise UnreadableError(f"this is {what}{_said(name)}, not a page", where=name, hint=hint)
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        raise UnreadableError("this is an image, not a page", where=name, hint=_IMAGE)
    if head[257:262] == b"ustar":
        raise UnreadableError("this is a tar file, not a page", where=name, hint=_PACKED.format("tar"))


def _text(head: bytes) -> str:
    """What can be read of it: the marks that are looked for are ASCII in every encoding but UTF-16."""
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(codec, "replace")
    for start, codec in ((b"<\x00?\x00", "utf-16-le"), (b"\x00<\x00?", "utf-16-be")):
        if head.startswith(start):
            return head.decode(codec, "replace")
    return head.decode("latin-1") if not _is_utf8(head) else head.decode("utf-8", "ignore")


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _markup(name: str, text: str) -> str | None:
    """The format of what begins with a `<`; None where that is no tag, so that it may be text (<本报讯>)."""
    prolog = _PROLOG.match(text)
    start = prolog.end() if prolog else 0
    root = _ROOT.match(text, start)
    if root and root[1] in _ROOTS:
        return _ROOTS[root[1]]
    html = (root and root[1].lower() == "html") or re.match(r"<!doctype\s+html", text, re.IGNORECASE)
    if _HOCR.search(text) and (html or root):
        return "hocr"
    if html or (root and root[1].lower() in ("head", "body", "div", "p", "table", "meta", "title", "script")):
        hint = "save its text as a text file; of HTML only hOCR is read, which OCR programs write"
        raise UnreadableError(f"this is an HTML page{_said(name)}, not a page of a newspaper", where=name, hint=hint)
    if root and (start or "xmlns" in root.string[start : start + 1000] or f"</{root[0][1:]}" in text or root[1] in _OTHER_ROOTS):
        what, hint = _OTHER_ROOTS.get(
            root[1], (f"XML of a kind that is not read (its root element is {root[1]})", "`broadsheet formats` lists what is read")
        )
        raise UnreadableError(f"this is {what}{_said(name)}, not a page", where=name, hint=hint)
    if start or text.startswith(("<?xml", "<!")):
        raise UnreadableError(
            "this is XML without a root element that could be found", where=name, hint="fetch the file again: it is damaged"
        )
    return None


def _said(name: str) -> str:
    """What the name says, where it says something that is read and is not so."""
    suffix = "." + name.lower().rpartition(".")[2]
    known = any(suffix in form.extensions for key, form in FORMATS.items() if key != "text")
    return f" called {suffix}" if known and suffix not in (".html", ".htm", ".xhtml", ".xml") else ""


def _plain(name: str, text: str) -> str:
    """Braces before names: JSON called .md would make one long paragraph."""
    if _JSON.match(text) or name.endswith(FORMATS["json"].extensions):
        return "json"
    return "markdown" if name.endswith(FORMATS["markdown"].extensions) or _FRONT_MATTER.match(text) else "text"
