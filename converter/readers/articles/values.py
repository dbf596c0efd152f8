"""Takes single values of an article file and gives what their field means by them, or raises WrongError that says what was expected."""

from __future__ import annotations

import re

from converter.dates import exists, is_date
from converter.numerals import number
from converter.readers.articles.record import Part, Path, WrongError, lines_of, paragraph, paragraphs
from converter.reading import BlockKind

LONGEST_LABEL = 200  # characters: an id may be an address
_TAG = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*")
# 2020-12-21, 2020-12, 2020, also with a time; 20201221, as NITF writes it; 2020/12/21; 2020年12月21日 with a weekday
_DATE = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})(?:\2(\d{1,2}))?)?(?:[T ]\S.*)?|(\d{4})(\d{2})(\d{2})(?:T?[\d:.+Zz-]*)|(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号號])?)?.{0,12}",
    re.ASCII,
)
_PAGE = re.compile(r"第?\s*([A-Za-z]{0,3})[-\s]?([0-9０-９]+|[〇零一二三四五六七八九十]+)\s*[版页頁]?")
EXPECTED_DATE = "a day such as 2020-12-21, a month (2020-12) or a year"
EXPECTED_LANGUAGE = "a language tag such as zh-Hans, zh-Hant or de"
EXPECTED_BODY = 'text, or a list of paragraphs: strings, {"text": "…"} or {"crosshead": "…"}'


def said(value: object) -> str:
    """What a value is, in the words of a message."""
    if value is None:
        return "is empty"
    if isinstance(value, bool):
        return f"is {str(value).lower()}"
    if isinstance(value, dict | list):
        return "is an object" if isinstance(value, dict) else "is a list"
    text = str(value)
    return (
        ("is " if not isinstance(value, str) else 'is "')
        + (text if len(text) <= 40 else text[:39] + "…")
        + ('"' if isinstance(value, str) else "")
    )


def text(value: object, place: Path) -> str:
    """A string, as it stands."""
    if not isinstance(value, str):
        raise WrongError(place, said(value), "text in quotes")
    return value


def known(value: object, place: Path, expected: str = "text in quotes") -> str:
    """A string that is said about the article, in one line."""
    if not isinstance(value, str):
        raise WrongError(place, said(value), expected)
    return " ".join(value.split())


def label(value: object, place: Path) -> str:
    """An id or a page: a string or a whole number."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(int(value))
    found = known(value, place, "text in quotes or a whole number")
    if len(str(value)) > LONGEST_LABEL:
        raise WrongError(place, f"has {len(str(value))} characters", f"at most {LONGEST_LABEL}")
    return found


def page(told: str) -> str:
    """The number of a page without what stands around it: 第03版 and 三 are 3, a03 is A03. Anything else stays."""
    match = _PAGE.fullmatch(told)
    value = number(match[2]) if match else None
    if match is None or value is None:
        return told
    digits = match[2] if match[1] and match[2].isascii() else str(value)
    return match[1].upper() + digits


def page_key(told: str | None) -> tuple[int, str, int, str]:
    """Sorts pages as a paper has them: 1, 2, 10, A1, A2, B1, then those that are called otherwise, then the one without a number.

    The same page however it is written: A3 and A03.
    """
    if not told:
        return 2, "", 0, ""
    match = re.fullmatch(r"([A-Z]{0,3})(\d+)", told, re.ASCII)
    return (0, match[1], int(match[2]), "") if match else (1, "", 0, told)


def language(value: object, place: Path) -> str:
    found = known(value, place, EXPECTED_LANGUAGE)
    if found and not _TAG.fullmatch(found):
        raise WrongError(place, said(value), EXPECTED_LANGUAGE)
    return found.replace("_", "-")


def date(value: object, place: Path) -> str:
    """ISO 8601, as exact as it is told; of a time its day, in its own zone."""
    found = known(value, place, EXPECTED_DATE)
    if not found:
        return found
    match = _DATE.fullmatch(found)
    parts = [part for part in (match[1], match[3], match[4], *match.groups()[4:]) if part] if match else []
    year, month, day = (int(parts[n]) if n < len(parts) else None for n in range(3))
    if year is None or not exists(year, month, day):
        raise WrongError(place, said(value), EXPECTED_DATE)
    iso = "-".join([f"{year:04}", *(f"{part:02}" for part in (month, day) if part is not None)])
    if not is_date(iso):
        raise WrongError(place, said(value), EXPECTED_DATE)
    return iso


def head(kind: BlockKind, value: object, place: Path) -> tuple[Part, ...]:
    """A head or dateline: its lines are lines of one block."""
    lines = lines_of(text(value, place))
    return (Part(kind, lines),) if lines else ()


def heads(kind: BlockKind, value: object, place: Path) -> tuple[Part, ...]:
    """One string or several."""
    if isinstance(value, list):
        return tuple(part for n, one in enumerate(value) for part in head(kind, one, (*place, n)))
    if not isinstance(value, str):
        raise WrongError(place, said(value), "text in quotes, or a list of texts")
    return head(kind, value, place)


def body(value: object, place: Path, language: str | None = None) -> tuple[Part, ...]:
    """A string, or a list of strings and of objects with one of `text` and `crosshead`; a string that is marked up as HTML is read as such."""
    if isinstance(value, str):
        return running(value, language)
    if not isinstance(value, list):
        raise WrongError(place, said(value), EXPECTED_BODY)
    out: list[Part] = []
    for n, one in enumerate(value):
        where = (*place, n)
        if isinstance(one, str):
            out += [paragraph(lines)] if (lines := lines_of(one)) else []
        elif isinstance(one, dict) and len(one) == 1 and (key := next(iter(one))) in ("text", "crosshead"):
            told = lines_of(text(one[key], (*where, key)))
            out += [Part("crosshead", told) if key == "crosshead" else paragraph(told)] if told else []
        else:
            raise WrongError(where, said(one), 'text in quotes, {"text": "…"} or {"crosshead": "…"}')
    return tuple(out)


def running(value: str, language: str | None = None) -> tuple[Part, ...]:
    """The paragraphs of running text. Exports of content systems keep HTML in the same field: tags of blocks or line breaks show it."""
    if re.search(r"</(?:p|div|h[1-6]|figure|ul|ol|table|blockquote)\s*>|<br\s*/?>", value, re.IGNORECASE):
        return html(value, (), language)
    return tuple(map(paragraph, paragraphs(value)))


def html(value: object, place: Path, language: str | None = None) -> tuple[Part, ...]:
    from converter.readers.articles.hypertext import parts  # lxml's HTML is loaded only where there is some

    return parts(text(value, place), place, language)
