"""What linking takes: a mention, one name in the text of an issue."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from converter.model import Cert

MentionType = Literal["person", "place", "org"]


@dataclass(frozen=True, slots=True)
class Mention:
    """A name as printed, without blanks and line breaks.

    index: any number that grows with the order of the text. article: id of its article. role: the title beside a person's name (书记), where
    there is one. within: for a place of a chain, the index of the mention right before it (昆山市 for 千灯镇 in 昆山市千灯镇陶桥村). filed: it stands in a dateline,
    as the town of a telegram. cert: how doubtful it is that it is a name of this type.
    """

    index: int
    text: str
    type: MentionType
    article: str
    role: str | None = None
    within: int | None = None
    filed: bool = False
    cert: Cert | None = None
