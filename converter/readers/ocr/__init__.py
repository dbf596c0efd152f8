"""What archives and OCR programs write: METS with ALTO or PAGE beside it, ALTO, PAGE XML and hOCR to pages of lines with places and blocks."""

from converter.readers.ocr.alto import read_alto
from converter.readers.ocr.hocr import read_hocr
from converter.readers.ocr.mets import read_mets
from converter.readers.ocr.page_xml import read_page_xml

__all__ = ["read_alto", "read_hocr", "read_mets", "read_page_xml"]
