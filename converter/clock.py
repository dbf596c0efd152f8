"""The day on which an edition is made: SOURCE_DATE_EPOCH where it is set (reproducible builds), else today, always in UTC."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from converter.errors import UsageError


def today() -> str:
    """ISO date."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch is None:
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date().isoformat()
    except (ValueError, OverflowError, OSError) as error:
        hint = "seconds since 1970, for instance SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)"
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch!r}, not a number of seconds", hint=hint) from error
