"""Takes the properties of a thing and gives its entity in the RO-Crate; what nobody told is left out."""

from __future__ import annotations

from typing import Any

Entity = dict[str, Any]
Reference = dict[str, str]


def entity(own: str, kind: str | list[str], **values: Any) -> Entity:
    """own: the `@id`. A list of one stands as its value, as the specification asks for (JSON-LD, compacted)."""
    known = {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value
        for key, value in values.items()
        if value not in (None, [], "")
    }
    return {"@id": own, "@type": kind, **known}
