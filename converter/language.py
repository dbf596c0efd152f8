"""Takes text, tells its language as a BCP 47 tag with how sure that is, and what a tag means. Own rules and data, no models."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from typing import Literal

from converter.scripts import only_simplified, only_traditional

Script = Literal["Hans", "Hant", "Latn"]
UNKNOWN = "und"
_WORTH = 3  # letters: a Han character is a word or half of one, a letter about a fifth of a word

# The letters of each script (ISO 15924): code points, first and last. A table, because thirteen regular expressions take longer to compile.
_LETTERS: dict[str, tuple[tuple[int, int], ...]] = {
    "Latn": ((0x41, 0x5A), (0x61, 0x7A), (0xC0, 0xD6), (0xD8, 0xF6), (0xF8, 0x24F), (0x1E00, 0x1EFF), (0xFB00, 0xFB06)),
    "Hani": (
        (0x2E80, 0x2FDF),
        (0x3005, 0x3005),
        (0x3007, 0x3007),
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF),
        (0xF900, 0xFAFF),
        (0x20000, 0x3FFFF),
    ),
    "Kana": ((0x3041, 0x3096), (0x30A1, 0x30FA), (0xFF66, 0xFF9D)),
    "Hang": ((0x1100, 0x11FF), (0x3131, 0x318E), (0xAC00, 0xD7A3)),
    "Cyrl": ((0x400, 0x52F),),
    "Arab": ((0x620, 0x64A), (0x66E, 0x6D3), (0x750, 0x77F), (0xFB50, 0xFDFB), (0xFE70, 0xFEFC)),
    "Tibt": ((0xF40, 0xFBC),),
    "Grek": ((0x370, 0x3FF), (0x1F00, 0x1FFF)),
    "Hebr": ((0x5D0, 0x5EA),),
    "Mong": ((0x1820, 0x1878),),
    "Thai": ((0xE01, 0xE4E),),
    "Deva": ((0x904, 0x939),),
    "Yiii": ((0xA000, 0xA48C),),
}
_RANGES = sorted((first, last, script) for script, ranges in _LETTERS.items() for first, last in ranges)
# Scripts that, in a newspaper, are as good as one language, and how sure that is.
_ONE_LANGUAGE = {"Hang": ("ko", 0.99), "Tibt": ("bo", 0.9), "Grek": ("el", 0.95), "Thai": ("th", 0.95), "Yiii": ("ii", 0.95)}
# Letters that only one of the languages of a script writes, and often; the first language whose letters stand there is it.
_TELLING: dict[str, tuple[tuple[str, str], ...]] = {
    "Cyrl": (("uk", "їєґ"), ("kk", "қғұ"), ("be", "ў"), ("sr", "ђћџј"), ("mn", "өү"), ("ru", "ыэ"), ("bg", "ъ")),
    "Arab": (("ug", "ېۆۈۇۋ"), ("ur", "ٹڈڑے"), ("fa", "پچژگک"), ("ar", "ةىأإ")),
}
# The most frequent function words of each language. A word of several languages counts for each of them, by its share.
_FUNCTION_WORDS: dict[str, frozenset[str]] = {
    tag: frozenset(found.split())
    for tag, found in {
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat daß dass sie "
        "nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde",
        "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont la avec son aux d l qu n s c "
        "cette ou ont ses mais comme on tout nous sa été fait être leur deux ces même",
        "en": "the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which you were "
        "her all she there would their we him been has when who will more no if out so said what up its about than into them",
        "it": "di e il la che in a per un è del non una della con si da le al dei i ha gli alla come più sono nel o ma anche lo delle dal "
        "questo nella su era se ai degli ed essere dalla suo loro stato",
        "nl": "de van het een en in is dat op te zijn met voor die niet aan er om ook als door maar bij uit naar dan was nog zich hij heeft "
        "worden wordt over tot hun deze werd of meer geen zij",
        "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre "
        "cuando todo esta ser son dos también fue había era muy",
        "lb": "de d'an an op vun ass fir mat dat net och e déi den eng en ze et op wéi si huet hunn sech nach gouf vum op zu datt méi awer "
        "sinn duerch am dëser mir eis hat do wat kënnen gëtt goufen",
    }.items()
}
_SHARED = Counter(word for found in _FUNCTION_WORDS.values() for word in found)
_LATIN_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 0.08  # running text in one of these languages has 25 to 50 words in a hundred of its list; a list of names under 8
_SURE = 0.8  # from which an article is said to be in another language than the paper
_TELLS = 40  # letters that it has at least: a name or a slogan is of no language
_NAMES = {
    "ar": "Arabic",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bo": "Tibetan",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "ii": "Yi",
    "it": "Italian",
    "ja": "Japanese",
    "kk": "Kazakh",
    "ko": "Korean",
    "lb": "Luxembourgish",
    "mn": "Mongolian",
    "nl": "Dutch",
    "ru": "Russian",
    "sr": "Serbian",
    "th": "Thai",
    "ug": "Uyghur",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
    UNKNOWN: "Undetermined language",
}
_SCRIPT_NAMES = {
    "Arab": "Arabic script",
    "Cyrl": "Cyrillic script",
    "Deva": "Devanagari script",
    "Hans": "simplified script",
    "Hant": "traditional script",
    "Hebr": "Hebrew script",
    "Latn": "Latin script",
    "Mong": "Mongolian script",
}


def detect(text: str) -> tuple[str, float]:
    """The main language of the text as a BCP 47 tag, and how sure that is (0 to 1).

    zh-Hans, zh-Hant, ja, ko, bo …; in Latin letters de, en, es, fr, it, lb, nl or `und-Latn`; `und` where there are no letters.
    Of a text in several languages the one with the most words is told, with a lower certainty.
    """
    counts = _letters(text)
    counts["Hani"] *= _WORTH
    if not counts.total():
        return UNKNOWN, 0.0
    script, most = max(counts.items(), key=lambda item: (item[1], item[0]))
    tag, sure = _in_script(script, text, counts)
    own = counts["Hani"] + counts["Kana"] if tag == "ja" else most
    return tag, round(sure * own / counts.total(), 3)


def other_than(tag: str, text: str) -> str | None:
    """The language of the text, where it is surely another than that of the tag; another script of the same language is not.

    What is all kanji or hanja among Japanese or Korean is of that language.
    """
    own, sure = detect(text)
    language, around = own.split("-")[0], tag.split("-")[0]
    if sure < _SURE or language in (around, UNKNOWN) or (language == "zh" and around in ("ja", "ko")):
        return None
    return own if sum(_letters(text).values()) >= _TELLS else None


def chinese_share(text: str) -> float | None:
    """How much of the text is Chinese (0 to 1), a Han character counted as in `detect`; None where there are no letters.

    Japanese is not Chinese.
    """
    counts = _letters(text)
    counts["Hani"] *= _WORTH
    if not counts.total():
        return None
    return 0.0 if _is_japanese(counts) else counts["Hani"] / counts.total()


def _is_japanese(counts: Counter[str]) -> bool:
    """Japanese newspapers write three to five kana for ten kanji even in headlines; a Chinese page quotes a brand at most."""
    return counts["Kana"] > counts["Hani"] / _WORTH * 0.1


def _letters(text: str) -> Counter[str]:
    """How many letters of each script the text has."""
    counts: Counter[str] = Counter()
    for char, times in Counter(text).items():
        place = bisect_right(_RANGES, (ord(char), 0x110000, "")) - 1
        if place >= 0 and ord(char) <= _RANGES[place][1]:
            counts[_RANGES[place][2]] += times
    return counts


def _in_script(script: str, text: str, counts: Counter[str]) -> tuple[str, float]:
    if script in ("Hani", "Kana"):
        return ("ja", 0.99) if _is_japanese(counts) else _chinese(text)
    if script == "Latn":
        return _latin(text)
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    return _by_letters(script, text)


def _chinese(text: str) -> tuple[str, float]:
    """By the characters that only one of the scripts has: about every third one in running text."""
    counted = Counter(text)
    simplified = sum(counted[char] for char in counted.keys() & only_simplified())
    traditional = sum(counted[char] for char in counted.keys() & only_traditional())
    # Half a witness for Simplified, the script of the most newspapers, where a few words could be either.
    share = (simplified + 0.5) / (simplified + traditional + 0.5)
    doubt = 1 / (2 + simplified + traditional)
    return ("zh-Hans", share * (1 - doubt)) if share >= 0.5 else ("zh-Hant", (1 - share) * (1 - doubt))


def _by_letters(script: str, text: str) -> tuple[str, float]:
    lower = text.lower()
    letters_there = _letters(lower)[script]
    for tag, letters in _TELLING.get(script, ()):
        found = sum(lower.count(letter) for letter in letters)
        # One in a hundred letters: a name quoted from the neighbour's language has fewer.
        if found > letters_there / 100:
            return tag, 0.9 if found > 5 else 0.6
    return f"{UNKNOWN}-{script}", 0.9


def _latin(text: str) -> tuple[str, float]:
    """By the share of function words among the words."""
    counted = Counter(_LATIN_WORD.findall(text.lower()))
    scores: Counter[str] = Counter()
    for tag, found in _FUNCTION_WORDS.items():
        scores[tag] = 0
        for word in found:
            scores[tag] += counted[word] * 12 // _SHARED[word]  # twelfths: whole numbers, so that no order of adding matters
    (best, top), (_, second) = scores.most_common(2)
    total = counted.total()
    if not total or top / 12 / total < _ENOUGH:
        return f"{UNKNOWN}-Latn", 0.9
    return best, (1 - second / top * 0.5) * (1 - 1 / (2 + top / 12))


def script_of(tag: str) -> Script:
    """How the text is set, for segmentation.

    Hans: horizontal, indented paragraphs, full stops. Hant: the older habits (also ja). Latn: words parted by blanks, all others.
    """
    parts = tag.split("-")
    if "Hant" in parts or parts[0] == "ja" or (parts[0] == "zh" and {"TW", "HK", "MO"} & set(parts)):
        return "Hant"
    return "Hans" if parts[0] == "zh" or "Hans" in parts else "Latn"


def name(tag: str) -> str:
    """The tag in English, for TEI's langUsage: `Chinese, simplified script`. A language that is not in the list by its tag."""
    language, *rest = tag.split("-")
    scripts = [_SCRIPT_NAMES[part] for part in rest if part in _SCRIPT_NAMES]
    return ", ".join([_NAMES.get(language, language), *scripts])
