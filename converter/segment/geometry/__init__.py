"""Takes a page of repaired lines with boxes, gives its layout by where they stand and how they are set; words are the second witness."""

from converter.segment.geometry.page import segment_by_geometry

__all__ = ["segment_by_geometry"]
