"""Notices to a report: plain text that a person can act on, or JSON for a program."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict

from converter.notices import Notice


def render_text(notices: Sequence[Notice]) -> str:
    """One block a notice: `file:line: code where`, the message, what was expected, what to do; then a count."""
    if not notices:
        return "valid\n"
    blocks = [_block(one) for one in notices]
    return "\n".join(blocks) + f"\n{_count(notices)}\n"


def to_json(notices: Sequence[Notice]) -> str:
    """`{"valid": bool, "counts": {code: n}, "notices": [{code, level, where, message, file, line, …}]}`; what is not known is left out."""
    listed = [{"level": one.level} | {key: value for key, value in asdict(one).items() if value is not None} for one in notices]
    counts = dict(sorted(Counter(one.code for one in notices).items()))
    return (
        json.dumps(
            {"valid": not any(one.level == "error" for one in notices), "counts": counts, "notices": listed}, ensure_ascii=False, indent=2
        )
        + "\n"
    )


def _block(one: Notice) -> str:
    place = ":".join(str(part) for part in (one.file, one.line) if part is not None)
    lines = [f"{place + ': ' if place else ''}{one.code} {one.where}", f"  {one.message}"]
    if one.expected:
        lines.append(f"  expected: {one.expected}")
    if one.hint:
        lines.append(f"  to do:    {one.hint}")
    return "\n".join(lines) + "\n"


def _count(notices: Sequence[Notice]) -> str:
    levels = Counter(one.level for one in notices)
    files = len({one.file for one in notices})
    said = ", ".join(f"{n} {level}{'s' if n > 1 else ''}" for level, n in levels.items())
    return ("" if levels["error"] else "valid, with ") + said + (f" in {files} files" if files > 1 else "")
