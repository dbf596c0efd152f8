"""Takes TEI files; gives a site: relative path -> bytes. Promises: only the TEI is read, nothing is written, the bytes depend on nothing else."""

from __future__ import annotations

from converter.publish.codes import CODES
from converter.publish.issues import Tei, apart
from converter.publish.site import Site, make_site, publish

__all__ = ["CODES", "Site", "Tei", "apart", "make_site", "publish"]
