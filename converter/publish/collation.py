"""Takes names; gives the order in which a reader looks for them, and the letter under which they stand. Promises: it depends on no locale.

GB 2312 sets its 3,755 characters of the first level in the order of their pinyin, so a name's bytes in that code sort it as a Chinese
index does, and its first two bytes tell the letter. Traditional forms stand where their simplified ones do. Of the other characters those
that often begin a name have their letter here; the rest come after Z.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right

from converter.scripts import fold

# the first code of each letter (GB 2312, level 1); no syllable of standard Chinese begins with I, U or V
_STARTS = (
    (0xB0A1, "A"), (0xB0C5, "B"), (0xB2C1, "C"), (0xB4EE, "D"), (0xB6EA, "E"), (0xB7A2, "F"), (0xB8C1, "G"), (0xB9FE, "H"),
    (0xBBF7, "J"), (0xBFA6, "K"), (0xC0AC, "L"), (0xC2E8, "M"), (0xC4C3, "N"), (0xC5B6, "O"), (0xC5BE, "P"), (0xC6DA, "Q"),
    (0xC8BB, "R"), (0xC8F6, "S"), (0xCBFA, "T"), (0xCDDA, "W"), (0xCEF4, "X"), (0xD1B9, "Y"), (0xD4D1, "Z"), (0xD7FA, ""),
)  # fmt: skip
_CODES = [code for code, _ in _STARTS]
# characters of the second level, which is sorted by radicals, that begin names of persons and places
_RARER = {
    char: letter
    for letter, chars in {
        "B": "亳碚", "C": "岑谌", "D": "邸儋砀", "F": "酆", "G": "郜缑妫珙", "H": "邗郇濠崞昊", "J": "嵇郏暨鄄泾",
        "K": "阚岢邝蒯夔", "L": "逯郦蔺泸漯崂醴浏", "M": "缪岷湄", "P": "邳逄濮郫鄱", "Q": "裘瞿郄亓衢邛綦碛璩阙", "R": "芮",
        "S": "佘睢歙濉莘鄯嵊", "T": "佟邰仝潼洮", "W": "邬婺隗涠", "X": "冼郗荀鑫溆盱隰", "Y": "闫鄢鄞晏郓颍黟邕邺沅郢攸", "Z": "訾芷邾枞梓",
    }.items()
    for char in chars
}  # fmt: skip
OTHER = ""  # the letter of what has none


def letter(name: str) -> str:
    """A to Z for Chinese by its pinyin, the first letter without its accents for other scripts, OTHER where there is none."""
    char = next((char for char in name if char.isalnum()), "")
    code = _gb_code(char)
    if code:
        return _RARER.get(fold(char)) or _STARTS[bisect_right(_CODES, code) - 1][1]
    # the capital of ß and of a ligature has two letters
    plain = unicodedata.normalize("NFKD", char)[:1].upper()[:1]
    return plain if plain.isalpha() and ord(plain) < 0x2E80 else OTHER


def sort_key(name: str) -> tuple[bool, str, bytes, str]:
    """Letters in their order, what has none last; inside of a letter Latin by its letters, Chinese by its code."""
    first = letter(name)
    plain = "".join(char for char in unicodedata.normalize("NFD", name.casefold()) if not unicodedata.combining(char))
    return first == OTHER, first, fold(plain).encode("gb18030", "replace"), name


def _gb_code(char: str) -> int:
    """0 for what is no Chinese character of GB 2312."""
    try:
        code = fold(char).encode("gb2312")
    except UnicodeEncodeError:
        return 0
    return int.from_bytes(code, "big") if len(code) == 2 and code[0] >= 0xB0 else 0
