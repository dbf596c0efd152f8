"""Takes a bag of ours and tells which parts of an edition it lacks, also where its manifests were made anew without them. Reads no file."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from converter.assets import schemas
from converter.verify.codes import Findings
from converter.verify.digests import Digests
from converter.verify.holder import Holder
from converter.verify.records import CRATE, DATACITE, DUBLIN_CORE, PREMIS
from converter.verify.schemas import FOLDER, GRAMMAR, RULES
from converter.verify.tagging import Tagged
from converter.version import __version__

TEI, SOURCE, HTML = "data/tei/", "data/source/", "data/html/"
# What no deposit of ours is without: the edition itself, what it is checked by, what it is found by.
_NEEDED = (TEI, GRAMMAR, RULES, CRATE, DATACITE, DUBLIN_CORE, PREMIS)
_USUAL = (SOURCE, HTML)


def check_parts(holder: Holder, told: Tagged, made: Mapping[str, Digests], found: Findings) -> None:
    """E-BAG-29 and W-BAG-08 for what is neither there nor in a manifest: what a manifest lists was told already. Nothing for bags of others.

    made: the digests of the files. I-BAG-03 for a schema that a bag of this version would not have: a laxer one finds less.
    """
    if not told.ours:
        return
    if told.agent.split(" ")[1:2] == [__version__]:
        for name, shipped in schemas().items():
            path = FOLDER + name
            own = hashlib.sha256(shipped).hexdigest()
            if made.get(path, {}).get("sha256", own) != own and not any(one.code == "E-BAG-12" and one.file == path for one in found.kept):
                found.tell("I-BAG-03", path, f"It is not the schema that broadsheet {__version__} packs.")
    known = [*holder.sizes, *(path for one in (*told.payload, *told.tags) for path in one.digests), *(told.fetches or ())]
    for code, parts in (("E-BAG-29", _NEEDED), ("W-BAG-08", _USUAL)):
        for part in parts:
            if not any(name == part or (part.endswith("/") and name.startswith(part)) for name in known):
                found.tell(code, part.rstrip("/"), "It is not in the bag, and no manifest lists it.")
