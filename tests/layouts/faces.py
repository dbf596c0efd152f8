"""Registers the faces that the pages are set in. Chinese ones are CID fonts that a PDF names and does not carry, as newspapers' own often are."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

from reportlab.pdfbase import _cidfontdata, cidfonts, pdfmetrics  # type: ignore[import-untyped]

SONG, HEI, KAI, XIAOBIAO = "STSong-Light", "STHeiti-Regular", "STKaiti-Regular", "FZXBSJW"
_STEMS = {HEI: 140, KAI: 66, XIAOBIAO: 112}  # the stem's width is all that tells a renderer how heavy a face is
TIMES, TIMES_BOLD, TIMES_ITALIC, HELVETICA, HELVETICA_BOLD = "Times-Roman", "Times-Bold", "Times-Italic", "Helvetica", "Helvetica-Bold"


@cache
def register() -> None:
    """Makes all faces known to reportlab, once."""
    pdfmetrics.registerFont(cidfonts.UnicodeCIDFont(SONG))
    for name, stem in _STEMS.items():
        info: Any = copy.deepcopy(_cidfontdata.CIDFontInfo[SONG])
        info["BaseFont"] = f"/{name}"
        heir = info["DescendantFonts"][0]
        heir["BaseFont"] = f"/{name}"
        heir["FontDescriptor"] |= {"FontName": f"/{name}", "StemV": stem}
        _cidfontdata.CIDFontInfo[name] = info
        _cidfontdata.defaultUnicodeEncodings[name] = _cidfontdata.defaultUnicodeEncodings[SONG]
        _cidfontdata.widthsByUnichar[name] = _cidfontdata.widthsByUnichar[SONG]
        cidfonts.allowedTypeFaces.append(name)
        pdfmetrics.registerFont(cidfonts.UnicodeCIDFont(name))


@cache
def _advance(character: str, face: str) -> float:
    register()
    return float(pdfmetrics.stringWidth(character, face, 1000)) / 1000


def width(text: str, face: str, size: float) -> float:
    """In points, without kerning."""
    return size * sum(_advance(character, face) for character in text)
