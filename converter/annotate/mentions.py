"""What linking takes: a mention, one name in the text of an issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

MentionType = Literal["person", "place", "org"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as printed, without blanks and line breaks.

    index: any number that grows with the order of the text. article: id of its article. role: the title beside a person's name (书记), where
    there is one. within: for a place of a chain, the index of the mention right before it (昆山市 for 千灯镇 in 昆山市千灯镇陶桥村).
    """

    index: int
    text: str
    type: MentionType
    article: str
    role: str | None = None
    within: int | None = None
