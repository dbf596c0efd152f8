"""Takes unpacked jieba and OpenCC packages, writes converter/data/words.zz and scripts.txt, and prints their digests for NOTICE.

    python scripts/make_words.py JIEBA/jieba/dict.txt OPENCC/opencc/dictionary

jieba 0.42.1 (MIT) gives the words with their frequencies; opencc-python-reimplemented 0.1.7 (Apache-2.0) the characters that
differ between the two scripts. Nothing is downloaded. The result depends on the two inputs alone.
"""

from __future__ import annotations

import hashlib
import re
import sys
import zlib
from collections import Counter, defaultdict
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "converter" / "data"
# Rarer words are mostly compounds of two common ones; with all 350,000 words reading them takes four times as long.
RAREST = 6
LONGEST = 8
HAN = re.compile(f"[\u3400-\u9fff]{{1,{LONGEST}}}")
# How letterpress before 1949 cast these characters, and what they are in today's type. OpenCC leaves them out or keeps them apart.
OLD_FORMS = (
    "囘回 靑青 淸清 愼慎 塡填 顚颠 衞卫 値值 欵款 屛屏 刦劫 刼劫 寃冤 槪概 濶阔 擧举 兎兔 吿告 汚污 倂并 幷并 竝并 倶俱 舖铺 妬妒 朶朵 畣答 攷考 寳宝 緖绪 尙尚 呑吞 冐冒 刋刊 鄕乡 蘓苏 凖准 塲场 慙惭 戯戏 拏拿 暎映 栢柏 氷冰 "
    "敍叙 効效 廻回"
)
SOURCE = f"jieba 0.42.1 dict.txt; words of at least {RAREST} in its count, at most {LONGEST} characters"


def read_words(path: Path) -> tuple[dict[str, int], int]:
    """Every word with its count, and the sum of all counts, also of those left out."""
    rows = (line.split(" ") for line in path.read_text(encoding="utf-8").splitlines())
    every = {word: int(count) for word, count, *_ in rows}
    kept = {word: count for word, count in every.items() if count >= RAREST and HAN.fullmatch(word)}
    return kept, sum(every.values())


def words_text(words: dict[str, int], total: int) -> str:
    """Four lines: the total; `length pairs …` (how long a word that these two characters open can be); `count times …`; the words by count.

    The third line says that the next so many words of the fourth have this count. One split and one zip read them: fast.
    """
    ordered = sorted(words.items(), key=lambda item: (item[1], item[0]))
    longest: dict[str, int] = {}
    for word in words:
        if len(word) > 2:
            longest[word[:2]] = max(longest.get(word[:2], 0), len(word))
    by_length: dict[int, str] = defaultdict(str)
    for first, length in sorted(longest.items()):
        by_length[length] += first
    firsts = " ".join(f"{length} {found}" for length, found in sorted(by_length.items()))
    times = " ".join(f"{count} {n}" for count, n in sorted(Counter(words.values()).items()))
    return "\n".join((str(total), firsts, times, " ".join(word for word, _ in ordered)))


def read_pairs(path: Path) -> dict[str, list[str]]:
    """OpenCC's table: a character, a tab, the characters it may become, the likeliest first. Only the basic plane: no newspaper font has more."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines() if line.strip())
    return {left: right.split(" ") for left, right in rows if len(left) == 1 and all(len(r) == 1 for r in right.split(" "))}


def scripts_text(folder: Path) -> str:
    """Four lines: Traditional and older forms; what each is in Simplified; characters only Simplified has; those only Traditional has."""
    to_simplified, to_traditional = read_pairs(folder / "TSCharacters.txt"), read_pairs(folder / "STCharacters.txt")
    fold = {old: new[0] for old, new in to_simplified.items() if ord(old) < 0x10000 and ord(new[0]) < 0x10000}
    fold.update({pair[0]: pair[1] for pair in OLD_FORMS.split()})
    fold = {old: fold.get(new, new) for old, new in fold.items() if old != new}
    only_simplified = {new for new, olds in to_traditional.items() if new not in olds and new not in to_simplified and ord(new) < 0x10000}
    only_traditional = {old for old, news in to_simplified.items() if old not in news and old not in to_traditional and ord(old) < 0x10000}
    lines = ["".join(sorted(fold)), "".join(fold[old] for old in sorted(fold))]
    return "\n".join([*lines, "".join(sorted(only_simplified)), "".join(sorted(only_traditional)), ""])


def main(dictionary: Path, opencc: Path) -> None:
    words, total = read_words(dictionary)
    (DATA / "words.zz").write_bytes(zlib.compress(words_text(words, total).encode(), 9))
    (DATA / "scripts.txt").write_text(scripts_text(opencc), encoding="utf-8")
    print(f"{len(words)} words of {total} ({SOURCE})")
    for name in ("words.zz", "scripts.txt"):
        print(f"{name} sha256 {hashlib.sha256((DATA / name).read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
