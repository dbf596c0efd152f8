"""The deposit of an edition as values: what is known of it, what an archive demands, and the bytes of each record and tag file. It reads and writes no file."""

from __future__ import annotations

from collections.abc import Sequence

from converter.deposit.bag import DECLARATION, bag_info, manifest
from converter.deposit.crate import crate
from converter.deposit.datacite import datacite
from converter.deposit.facts import Facts, contradictions, differences, facts_of
from converter.deposit.missing import missing_error
from converter.deposit.oai_dc import oai_dc
from converter.deposit.payload import check_portable
from converter.deposit.premis import premis
from converter.deposit.profiles import PROFILES, Demand, Profile
from converter.fixity import Held

__all__ = [
    "DECLARATION",
    "PROFILES",
    "Demand",
    "Facts",
    "Profile",
    "bag_info",
    "check_portable",
    "contradictions",
    "crate",
    "differences",
    "facts_of",
    "manifest",
    "missing_error",
    "records",
]


def records(facts: Facts, payload: Sequence[Held]) -> dict[str, bytes]:
    """The records beside the payload: name in the bag -> bytes. facts: those of which a profile misses nothing; payload: names begin with data/."""
    return {
        "metadata/datacite.xml": datacite(facts, payload),
        "metadata/oai_dc.xml": oai_dc(facts, payload),
        "metadata/premis.xml": premis(facts, payload),
    }
