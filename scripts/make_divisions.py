"""Takes unpacked china-division, GB2260 and Babel packages, writes converter/data/divisions.zz, townships.zz and world.txt, prints their digests.

    python scripts/make_divisions.py NPM/china-division/dist PYPI/gb2260/data.py PYPI/babel

china-division 2.7.0 gives the divisions and townships of 30 June 2023 as the statistics bureau lists them; GB2260 0.4.1 (BSD) the lists of 2002
to 2014, from which come the codes and names that are no longer in force; Babel 2.18.0 the Chinese names of countries and cities in
CLDR (Unicode licence). Nothing is downloaded. The result depends on the inputs alone.
"""

from __future__ import annotations

import ast
import csv
import hashlib
import re
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from world_places import CAPITALS_LIKE_STATES, CITIES, FORMER_STATES, LEFT_OUT, RENAMED

DATA = Path(__file__).resolve().parent.parent / "converter" / "data"
NOW = 2023
EARLIEST, LATEST = 1949, 9999
# Rows that are headings of the list, not places: 市辖区, 省直辖县级行政区划.
HEADING = re.compile(r"市辖区|县|.*直辖.*")
# Codes from 70 up in the last two places are zones that the statistics bureau counts apart; GB/T 2260 does not have them.
ZONE = re.compile(r"\d{4}7\d")
TOWNSHIP = re.compile(r"[\u3400-\u9fff]{1,}(?:乡|镇|街道|苏木)")
NATION = (
    "蒙古族?|回族|藏族|维吾尔族?|苗族|彝族|壮族|布依族|朝鲜族|满族|侗族|瑶族|白族|土家族|哈尼族|哈萨克族?|傣族|黎族|傈僳族|佤族|畲族|拉祜族|水族|东乡族|"
    "纳西族|景颇族|柯尔克孜族?|土族|达斡尔族?|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族?|普米族|塔吉克族?|怒族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春族?|各族"
)
# What a division is called short: without the words that say its kind and its nations. 嵩县 stays 嵩县: a single character is no name.
KINDS = (
    re.compile(rf"(?P<short>.{{2,}}?)(?:{NATION})+自治[区州县旗]"),
    re.compile(r"(?P<short>.{2,}?)族?自治[区州县旗]"),
    re.compile(r"(?P<short>.{2,}?)特别行政区"),
    re.compile(r"(?P<short>.{2,}?)(?:地区|新区|林区|省|市|区|县|旗|盟)"),
)


@dataclass(frozen=True, order=True)
class Row:
    """A division as a list has it. first, last: the years for which this code goes with this name; when: the last list that says so."""

    code: str
    name: str
    first: int
    last: int
    when: int


def short(name: str) -> str:
    """广东 for 广东省, 巴音郭楞 for 巴音郭楞蒙古自治州; nothing where a single character would be left."""
    return next((found["short"] for kind in KINDS if (found := kind.fullmatch(name))), "")


def current(folder: Path) -> dict[str, str]:
    """Code (six digits) -> name of every division from province to county in the list of today."""
    out = {}
    for file, digits in (("provinces.csv", 2), ("cities.csv", 4), ("areas.csv", 6)):
        for row in _csv(folder / file):
            out[row["code"][:digits].ljust(6, "0")] = row["name"]
    out.update({"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"})  # in GB/T 2260, not among the bureau's tables
    return {code: name for code, name in out.items() if not HEADING.fullmatch(name) and not ZONE.fullmatch(code)}


def earlier(path: Path) -> dict[int, dict[str, str]]:
    """Year -> code -> name, for 2002 to 2014. Lists of half a year are passed over; the one without a year is that of 2014."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lists = next(ast.literal_eval(node.value) for node in tree.body if isinstance(node, ast.Assign))
    years = {int(key) if key else 2014: rows for key, rows in lists.items() if key is None or len(str(key)) == 4}
    return {
        year: {str(c): n for c, n in rows.items() if not HEADING.fullmatch(n) and not ZONE.fullmatch(str(c))}
        for year, rows in years.items()
    }


def divisions(now: dict[str, str], lists: dict[int, dict[str, str]]) -> list[Row]:
    """Every pair of code and name with the years in which a newspaper could mean it.

    A list is of some day of its year: a name may be used from the year before its first list to the year after its last one,
    unless another code with the same name in the same province takes over there. What the first list has is taken to be older.
    """
    lists = {**lists, NOW: now}
    years = sorted(lists)
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    for year in years:
        for pair in lists[year].items():
            seen[pair].append(year)
    following = dict(pairwise(years))
    opened = {(found[0], name, code[:2]) for (code, name), found in seen.items()}
    rows = []
    for (code, name), found in seen.items():
        first, last = found[0], found[-1]
        begin = (
            EARLIEST if first == years[0] else first if _took_over(seen, code, name, first, years) else max(y for y in years if y < first)
        )
        if last == NOW:
            end = LATEST
        else:
            after = following[last]
            end = after - 1 if (after, name, code[:2]) in opened else after
        rows.append(Row(code, name, begin, end, last))
    return sorted(rows)


def _took_over(seen: dict[tuple[str, str], list[int]], code: str, name: str, first: int, years: list[int]) -> bool:
    before = max(y for y in years if y < first)
    return any(n == name and c[:2] == code[:2] and found[-1] == before for (c, n), found in seen.items())


def divisions_text(rows: list[Row]) -> str:
    """Six lines, one column each: codes, names, short forms (- for none), first years, last years, years of the list."""
    columns: list[Iterator[str]] = [
        (row.code for row in rows),
        (row.name for row in rows),
        (short(row.name) or "-" for row in rows),
        (str(row.first) for row in rows),
        (str(row.last) for row in rows),
        (str(row.when) for row in rows),
    ]
    return "\n".join(" ".join(column) for column in columns)


def townships_text(folder: Path) -> str:
    """Two lines: the names; for each the codes (nine digits, parted by commas) of those that bear it."""
    bearers: dict[str, list[str]] = defaultdict(list)
    for row in _csv(folder / "streets.csv"):
        if TOWNSHIP.fullmatch(row["name"]):
            bearers[row["name"]].append(row["code"])
    names = sorted(bearers, key=lambda name: bearers[name])
    return "\n".join((" ".join(names), " ".join(",".join(sorted(bearers[name])) for name in names)))


def world_text(babel: Path) -> str:
    """A line for each place: level, code, name, code of its country (cities), last year (states that are no more), parted by tabs."""
    sys.path.insert(0, str(babel.parent))
    from babel import Locale  # type: ignore[import-untyped]
    from babel.core import get_global  # type: ignore[import-untyped]

    locale, zones = Locale.parse("zh_Hans_CN"), get_global("zone_territories")
    lands = {code: RENAMED.get(code, name) for code, name in locale.territories.items() if code not in LEFT_OUT}
    lines = {f"{'region' if code.isdigit() else 'country'}\t{code}\t{name}\t\t" for code, name in lands.items()}
    lines |= {f"country\t{code}\t{name}\t\t{last}" for code, name, last in FORMER_STATES}
    known = set(lands.values())
    for zone, what in locale.time_zones.items():
        land, city = zones.get(zone), what.get("city", "")
        if (
            land in lands
            and land != "CN"
            and city not in known
            and re.fullmatch(r"[\u3400-\u9fff·]{2,6}", city)
            and not zone.startswith("Antarctica")
        ):
            lines.add(f"city\t\t{city}\t{land}\t")
    lines |= {f"city\t\t{city}\t{land}\t" for land, cities in CITIES.items() for city in cities.split() if city not in known}
    lines |= {f"city\t\t{lands[code]}\t{code}\t" for code in CAPITALS_LIKE_STATES}
    return "\n".join(sorted(lines)) + "\n"


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main(china: Path, gb2260: Path, babel: Path) -> None:
    rows = divisions(current(china), earlier(gb2260))
    (DATA / "divisions.zz").write_bytes(zlib.compress(divisions_text(rows).encode(), 9))
    (DATA / "townships.zz").write_bytes(zlib.compress(townships_text(china).encode(), 9))
    (DATA / "world.txt").write_text(world_text(babel), encoding="utf-8")
    print(f"{sum(row.last == LATEST for row in rows)} divisions in force, {sum(row.last < LATEST for row in rows)} former ones")
    for path in (
        china / "areas.csv",
        china / "streets.csv",
        gb2260,
        *(DATA / name for name in ("divisions.zz", "townships.zz", "world.txt")),
    ):
        print(f"{path.name} {path.stat().st_size} sha256 {hashlib.sha256(path.read_bytes()).hexdigest()}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]))
