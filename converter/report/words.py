"""Takes the figures of a report and gives the words for them: numbers grouped, times as a person says them, hostile text made harmless."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import datetime
from shlex import quote

# what the ledger calls a choice -> the option of the command
_OPTIONS = {
    "authorities": "--authority",
    "date": "--date",
    "encoding": "--encoding",
    "format": "--from",
    "keep_invalid": "--keep-invalid",
    "most_mebibytes": "--max-size",
    "resolution": "--images --resolution",
    "tagger": "--tagger",
    "title": "--title",
}
_UNITS = (("d", 86400.0), ("h", 3600.0), ("min", 60.0))


def plain(text: str, most: int | None = None) -> str:
    """Text of a file or a ledger as it can be shown: what steers a terminal or turns the direction of writing, cannot be seen, or is no
    character stands as its number. Line feeds and tabs are blanks. most: characters; of longer text the middle is left out."""
    if most is not None and len(text) > most:
        text = f"{text[: most // 2]} … {text[-(most // 2) :]}"
    if text.isprintable():
        return text
    return "".join(c if unicodedata.category(c)[0] != "C" else _number(c) for c in text)


def _number(char: str) -> str:
    return " " if char in "\n\t" else char.encode("unicode_escape", "backslashreplace").decode()


def grouped(number: float) -> str:
    """12,345."""
    return f"{number:,.0f}"


def measured(value: float) -> str:
    """With as many places as tell something: 0.04, 3.5, 1,200."""
    return f"{value:,.{2 if value < 1 else 1 if value < 100 else 0}f}"


def share(part: float, whole: float) -> str:
    """3.5 %; nothing of nothing is 0 %. What is not quite all or nothing never reads so."""
    if not whole or not part:
        return "0 %"
    per_cent = 100 * part / whole
    if part != whole and per_cent >= 99.95:
        return "> 99.9 %"
    return "< 0.1 %" if per_cent < 0.05 else "100 %" if part == whole else f"{per_cent:.1f} %"


def seconds(value: float) -> str:
    """0.05 s, 12 s, 3 min 20 s, 2 h 5 min, 3 d 4 h."""
    if value < 10:
        return f"{value:.{3 if value < 0.1 else 2 if value < 1 else 1}f} s"
    value = round(value)
    if value < 60:
        return f"{value} s"
    for number, (unit, length) in enumerate(_UNITS):
        if value >= length:
            smaller, part = (*_UNITS[number + 1 :], ("s", 1.0))[0]
            whole, rest = divmod(round(value / part), round(length / part))
            return f"{whole} {unit} {rest} {smaller}" if rest else f"{whole} {unit}"
    raise AssertionError("a minute is the last of the units")


def pace(pages_a_second: float) -> tuple[float, str]:
    """(seconds, its name) of the unit in which such a pace is told: the shortest in which a page is made."""
    return next(((span, unit) for unit, span in (("second", 1.0), ("minute", 60.0)) if pages_a_second * span >= 1), (3600.0, "hour"))


def day(moment: str | None) -> str:
    """2026-03-01."""
    return (moment or "")[:10]


def clock(moment: str | None) -> str:
    """2026-03-01 08:00 UTC; what is no time stands as it is."""
    try:
        return f"{datetime.fromisoformat(moment or ''):%Y-%m-%d %H:%M} UTC"
    except ValueError:
        return plain(moment or "")


def choices(said: str) -> str:
    """What was chosen, a JSON object, as the options that say so; what no option says, as it stands there."""
    try:
        told = json.loads(said)
    except (ValueError, RecursionError):
        return said
    return " ".join(_chosen(told)) if isinstance(told, dict) else said


def differing(one: str, other: str) -> tuple[str, str]:
    """As `choices`, of two that are not the same, what the other has not: `--authority p.csv` and nothing."""
    left, right = _flat(json.loads(one)), _flat(json.loads(other))
    names = [name for name in {**left, **right} if (left.get(name) or None) != (right.get(name) or None)]
    before, after = ({name: of[name] for name in names if name in of} for of in (left, right))
    return choices(json.dumps(before)), choices(json.dumps(after))


def _flat(told: Mapping[str, object]) -> dict[str, object]:
    """What changes no output is no difference."""
    asked = told.get("asked")
    found = {**told, **asked} if isinstance(asked, Mapping) else told
    return {name: value for name, value in found.items() if name not in ("asked", "most_mebibytes", "keep_invalid")}


def _chosen(told: Mapping[str, object]) -> Iterator[str]:
    if told.get("tagger", "") is None:
        yield "--no-entities"
    for name, value in sorted(told.items()):
        if isinstance(value, Mapping):
            yield from _chosen(value)
        elif (name, value) == ("form", "tei"):
            yield "--only tei"
        elif (name, value) == ("together", True):
            yield "--together"
        elif (name, value) != ("form", "edition") and value not in (None, "", False, []):
            option = _OPTIONS.get(name, name)
            yield from (option if one is True else f"{option} {quote(str(one))}" for one in (value if isinstance(value, list) else [value]))


def count(number: int, word: str) -> str:
    """1 issue, 2 issues."""
    return f"{grouped(number)} {word}{'s' * (number != 1)}"
