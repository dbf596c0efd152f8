"""Takes the persons named in an issue, says who is the same: the same full name, or a surname for the one person of that surname.

The rules: a full name is one person all over the issue. A surname alone (张书记, 老张) is the person of that surname named in full before it
in the same article, if exactly one is; the last part of a foreign name (麦克唐纳 after 詹姆斯·麦克唐纳) likewise. `medium` where the title
printed with the surname is not the one printed with the full name, or none is. All else is not linked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from converter.annotate.drafts import Draft, Entries, Links, entry_for
from converter.annotate.mentions import Mention
from converter.annotate.steps.lexicon import ONLY_SOUNDS, SOUNDS, is_chinese_person, surname
from converter.model import LOST, Cert
from converter.scripts import fold
from converter.surnames import surnames

_DOTS = re.compile("[·•・‧．]")
_FAMILIAR = re.compile("[老小](.)")


def link_persons(mentions: Sequence[Mention], entries: Entries) -> Links:
    """Links of the person mentions, which come in the order of the text."""
    links = Links()
    before: dict[str, dict[str, Mention]] = {}  # article -> full names up to here
    for mention in mentions:
        if LOST in mention.text:  # a name with a hole cannot be compared
            continue
        known = before.setdefault(mention.article, {})
        entry = entry_for(entries, "person", mention.text)
        family = _family(mention.text)
        if entry is None and (family or _last_part_of(mention.text, known)):
            _refer_back(mention, family, known, links)
            continue
        key = f"person/{fold(entry.name if entry else mention.text)}"
        draft = links.drafts.get(key) or Draft("person", key)
        if entry:
            draft.identify(entry)
        links.refer(mention.index, mention.text, draft)
        if not family:
            known.setdefault(key, mention)
    return links


def _family(text: str) -> str | None:
    """The surname, if that is all that is said: 张, 欧阳, 老张."""
    familiar = _FAMILIAR.fullmatch(text)
    if len(text) == 1:
        return text
    if len(text) == 2 and fold(text) in surnames():
        return text
    return familiar[1] if familiar and fold(familiar[1]) in surnames() else None


def _last_part_of(text: str, known: dict[str, Mention]) -> list[str]:
    return [key for key, full in known.items() if _DOTS.search(full.text) and _DOTS.split(full.text)[-1] == text]


def _foreign(text: str) -> bool:
    """Whether it is a name written for its sound: longer than a Chinese one, or with two characters after the first that only render sounds."""
    return not is_chinese_person(text) or (len(text) == 3 and SOUNDS.issuperset(text[1:]) and not ONLY_SOUNDS.isdisjoint(text[1:]))


def _refer_back(mention: Mention, family: str | None, known: dict[str, Mention], links: Links) -> None:
    if family:
        found = [key for key, full in known.items() if surname(fold(full.text)) == fold(family) and not _foreign(fold(full.text))]
    else:
        found = _last_part_of(mention.text, known)
    if len(found) != 1:
        return
    same_title = mention.role is not None and mention.role == known[found[0]].role
    cert: Cert | None = None if same_title or not family else "medium"
    links.refs[mention.index] = (found[0], cert)
