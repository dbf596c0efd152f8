"""Makes the hand-written sheets of tests/layouts anew, PDFs and gold: `python scripts/make_sheets.py`.

Chromium, Typst and fontTools (`pip install typst fonttools`) and the Noto CJK fonts are needed for this alone: the tests read the kept PDFs.
The faces that these embed in part, Noto, Libertinus and Liberation, are under the SIL Open Font License.
"""

from __future__ import annotations

import base64
import io
import json
import sys
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from layouts.jump import jump_sheets
from layouts.marked import JUMP, PRINTED, SET, gold_of_html, parsed
from lxml import html
from PIL import Image

HERE = Path(__file__).resolve().parents[1] / "tests" / "layouts"
_FONTS = Path("/usr/share/fonts/opentype/noto")
_NOTO = (
    ("Noto Serif CJK SC", 400, "NotoSerifCJK-Regular.ttc"),
    ("Noto Sans CJK SC", 400, "NotoSansCJK-Regular.ttc"),
    ("Noto Sans CJK SC", 700, "NotoSansCJK-Bold.ttc"),
)


def _photo(seed: int) -> str:
    """A made-up grey picture as a data address."""
    chance = Random(f"photo {seed}")
    image = Image.new("L", (9, 6))
    image.putdata([chance.randrange(50, 240) for _ in range(54)])
    out = io.BytesIO()
    image.resize((180, 120), Image.Resampling.BICUBIC).convert("RGB").save(out, "JPEG", quality=80)
    return "data:image/jpeg;base64," + base64.b64encode(out.getvalue()).decode("ascii")


def _curved(font: Any) -> None:
    """Turns the font's cubic outlines into quadratic ones, in place."""
    from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
    from fontTools.ttLib import newTable  # type: ignore[import-untyped]

    drawn = {}
    signs = font.getGlyphSet()
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(signs)
        signs[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        drawn[name] = pen.glyph()
    glyf = font["glyf"] = newTable("glyf")
    glyf.glyphOrder, glyf.glyphs = font.getGlyphOrder(), drawn
    font["loca"] = newTable("loca")
    font["maxp"].tableVersion = 0x00010000
    for limit in ("Points", "Contours", "CompositePoints", "CompositeContours", "ComponentElements", "ComponentDepth"):
        setattr(font["maxp"], f"max{limit}", 0)
    for limit, value in (
        ("Zones", 1),
        ("TwilightPoints", 0),
        ("Storage", 0),
        ("FunctionDefs", 0),
        ("InstructionDefs", 0),
        ("StackElements", 0),
    ):
        setattr(font["maxp"], f"max{limit}", value)
    font["maxp"].maxSizeOfInstructions = 0
    font["post"].formatType = 3.0
    del font["CFF "]
    if "VORG" in font:
        del font["VORG"]
    font.sfntVersion = "\000\001\000\000"


def _faces(style: str, text: str) -> str:
    """Rules for the Noto faces of the style, cut down to the text, as TrueType: Chromium embeds PostScript outlines only as one drawing a sign."""
    wanted = [face for face in _NOTO if face[0] in style]
    if not wanted:
        return ""  # TrueType faces of the system
    from fontTools.subset import Options, Subsetter  # type: ignore[import-untyped]
    from fontTools.ttLib import TTFont

    rules = []
    for family, weight, file in wanted:
        options = Options(layout_features=["*"], font_number=2)
        font = TTFont(_FONTS / file, fontNumber=2)
        cutter = Subsetter(options)
        cutter.populate(text=text)
        cutter.subset(font)
        _curved(font)
        out = io.BytesIO()
        font.save(out)
        data = base64.b64encode(out.getvalue()).decode("ascii")
        rules.append(f'@font-face {{ font-family: "{family}"; font-weight: {weight}; src: url(data:font/ttf;base64,{data}); }}')
    return "\n".join(rules)


def print_html(source: Path) -> bytes:
    """The page as Chromium prints it."""
    from playwright.sync_api import sync_playwright

    page = parsed(source)
    for image in page.xpath("//img[starts-with(@src, 'photo:')]"):
        image.set("src", _photo(int(image.get("src").removeprefix("photo:"))))
    style = page.xpath("//style")[0]
    style.text += _faces(style.text, page.text_content())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        sheet = browser.new_page()
        sheet.set_content(html.tostring(page, encoding="unicode", doctype="<!DOCTYPE html>"))
        sheet.evaluate("document.fonts.ready")
        printed: bytes = sheet.pdf(prefer_css_page_size=True, print_background=True)
        browser.close()
    return printed


def main() -> None:
    import typst

    for name in PRINTED:
        source = HERE / f"{name}.html"
        (HERE / f"{name}.pdf").write_bytes(print_html(source))
        _write_gold(name, gold_of_html(source))
    for name in SET:
        (HERE / f"{name}.pdf").write_bytes(typst.compile(HERE / f"{name}.typ"))
    pdf, gold = jump_sheets()
    (HERE / f"{JUMP}.pdf").write_bytes(pdf)
    _write_gold(JUMP, gold)


def _write_gold(name: str, gold: dict[str, Any]) -> None:
    (HERE / f"{name}.gold.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
