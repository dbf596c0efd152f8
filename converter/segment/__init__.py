"""Takes a page of repaired lines, gives its layout: articles, their headlines, bylines and pictures, advertisements, page furniture."""

from converter.segment.page import segment_page

__all__ = ["segment_page"]
