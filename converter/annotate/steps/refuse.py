"""Takes names, drops those that are plain words of the language: 山顶 is no place, 总书记 nobody, 大公司 no company."""

from __future__ import annotations

from converter.annotate.steps.lexicon import refused
from converter.annotate.steps.sheet import Sheet


def refuse(sheet: Sheet) -> Sheet:
    """Names without those that the list refuses for their class; what a byline made sure stays."""
    return sheet.having(name for name in sheet.names if name.sure or (name.kind, sheet.string(name)) not in refused())
