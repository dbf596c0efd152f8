"""Codes and English names of languages, as libraries and editions write them, to the tags of BCP 47, which XML and HTML want. A table; no state."""

from __future__ import annotations

# ISO 639-2 codes (both kinds) and English names of languages that newspapers are printed in, to BCP 47.
LANGUAGES = {
    name: tag
    for tag, names in {
        "zh": "chi zho chinese",
        "de": "ger deu german",
        "fr": "fre fra french",
        "it": "ita italian",
        "en": "eng english",
        "nl": "dut nld dutch",
        "lb": "ltz luxembourgish",
        "es": "spa spanish",
        "pt": "por portuguese",
        "fi": "fin finnish",
        "sv": "swe swedish",
        "da": "dan danish",
        "no": "nor nob norwegian",
        "et": "est estonian",
        "lv": "lav latvian",
        "lt": "lit lithuanian",
        "pl": "pol polish",
        "cs": "cze ces czech",
        "sk": "slo slk slovak",
        "sl": "slv slovenian",
        "hr": "hrv croatian",
        "sr": "srp serbian",
        "hu": "hun hungarian",
        "ro": "rum ron romanian",
        "ru": "rus russian",
        "uk": "ukr ukrainian",
        "el": "gre ell greek",
        "tr": "tur turkish",
        "la": "lat latin",
        "ja": "jpn japanese",
        "ko": "kor korean",
        "ga": "gle irish",
        "cy": "wel cym welsh",
        "yi": "yid yiddish",
        "he": "heb hebrew",
        "ar": "ara arabic",
    }.items()
    for name in names.split()
}


def shortest(tag: str) -> str:
    """The tag with the code of two letters where its language has one: `deu` is `de`, `zho-Hant` is `zh-Hant`.

    RFC 5646, 2.2.1: of a language that has both, the registry of tags knows the code of two letters alone.
    """
    language, *rest = tag.strip().replace("_", "-").split("-")
    return "-".join([LANGUAGES.get(language.lower(), language), *rest])
