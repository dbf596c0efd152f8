"""Numbers, texts and names that files have and should not, or that stand at a limit: what a mutator puts in the place of a good one."""

from __future__ import annotations

from random import Random

NUMBERS = (
    *("0", "-1", "1", "2", "255", "65536", "2147483648", "-2147483649", "4294967296", "18446744073709551616", "1e9", "1e308", "-1e308"),
    *("1e-320", "NaN", "inf", "-inf", "0x10", "1_000", "0.1.2", "1,5", "²", "٣", "", " ", "9" * 400, "9" * 5000, "0" * 300 + "1", "-0"),
    *("0.00001", "99999", "20000.5", "90", "-90", "359.9"),
)
TEXTS = (
    *(
        "",
        " ",
        "\u3000",
        "\x00",
        "\x0b",
        "\x0c",
        "\x1b[31m",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ufffe",
        "\ufffd",
        "\ud800",
        "\udfff",
        "\U000f0041",
    ),
    *(
        "\u202e",
        "\u200b",
        "\u00ad",
        "a\u0301" * 3,
        "⾄⼤",
        "\ue000",
        "🙂",
        "İ",
        "ﬁ",
        "-",
        "—",
        "（完）",
        "本报讯",
        "新华社北京12月18日电",
        "记者",
        "下转第2版",
    ),
    *(
        "]]>",
        "<!--",
        "&lol;",
        "<p>",
        "<script>",
        "--",
        "../../etc/passwd",
        "/etc/hostname",
        "http://127.0.0.1:9/",
        "%00",
        "%2e%2e/",
        "con.txt",
    ),
    *(
        "0000-00-00",
        "0000年1月1日",
        "9999-12-31",
        "2020-02-30",
        "99999年",
        "公元前100年",
        "民国零年",
        "光绪元年",
        "2020年13月32日",
        "零亿万",
        "一" * 40,
    ),
    *("1/0", "1e5万", "1" * 50 + "亿", "（" * 30, "“" * 9, "a" * 300, "字" * 300, "\n" * 9, "\t" * 9),
)


def number(rng: Random) -> str:
    return rng.choice(NUMBERS) if rng.random() < 0.8 else str(rng.randint(-(10 ** rng.randint(1, 12)), 10 ** rng.randint(1, 12)))


def text(rng: Random) -> str:
    """One of the texts, several, or one many times: small enough that a thousand runs a second stay possible."""
    if rng.random() < 0.1:
        return rng.choice(TEXTS) * rng.choice((2, 10, 200))
    return "".join(rng.choice(TEXTS) for _ in range(rng.choice((1, 1, 1, 2, 3))))


def changed(old: str, rng: Random) -> str:
    """The old text with another one in it, in its place, or without a part of it."""
    at, end = sorted((rng.randint(0, len(old)), rng.randint(0, len(old))))
    if rng.random() < 0.5:
        return old[:at] + (number(rng) if rng.random() < 0.3 else text(rng)) + old[at if rng.random() < 0.5 else end :]
    return rng.choice((number(rng), text(rng), old[:at] + old[end:], old + old[at:end] * rng.choice((1, 3, 50)), old[::-1]))
