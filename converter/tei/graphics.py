"""Images of an edition as TEI names them: graphic, with the path from the TEI file, the size in pixels and the media type."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from converter.model import Image
from converter.tei.writer import Writer

IMAGE_FOLDER = "../images/"  # where an edition keeps what was taken out of its inputs or made of them, seen from its TEI file


def write_graphic(out: Writer, name: str | None, images: Sequence[Image]) -> None:
    """Nothing where there is no such image: a graphic that leads nowhere helps nobody."""
    image = next((one for one in images if one.name == name), None)
    if image is None:
        return
    width, height = image.pixels or (None, None)
    sizes = {"width": f"{width}px" if width else None, "height": f"{height}px" if height else None}
    out.block("graphic", None, {"url": IMAGE_FOLDER + quote(image.name), **sizes, "mimeType": image.media_type})
