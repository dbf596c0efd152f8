"""Places: the lists are what the notice says, names find their places in full, short and in their time, chains split, and it is quick."""

from __future__ import annotations

import hashlib
import importlib.util
import re
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.annotate.places import LIST_YEAR, Gazetteer, gazetteer
from converter.assets import data

NOTICED = dict(re.findall(r"^file: (\S+)\nsha256: ([0-9a-f]{64})$", data("NOTICE").read_text(encoding="utf-8"), re.MULTILINE))
PLACES = gazetteer()


@pytest.mark.parametrize("name", ["divisions.zz", "townships.zz", "world.txt"])
def test_data_are_those_of_the_notice(name: str) -> None:
    assert hashlib.sha256(data(name).read_bytes()).hexdigest() == NOTICED[name]
    assert data("world.LICENSE" if name == "world.txt" else "divisions.LICENSE").stat().st_size > 500


def test_the_lists_are_whole() -> None:
    rows = [row for code in PLACES._by_code for row in PLACES._by_code[code] if row.when == LIST_YEAR]
    by_level = {level: sum(row.level == level for row in rows) for level in ("province", "prefecture", "county")}
    assert by_level == {"province": 34, "prefecture": 333, "county": 2851}
    assert all(PLACES.get(row.parent) for row in rows if row.parent)
    assert sum(len(codes.split(",")) for codes in (PLACES.candidates("城关镇"), PLACES._townships)[1].values()) > 38_000  # type: ignore[union-attr]


def codes(name: str, year: int | None = None) -> list[str]:
    return [place.code for place in PLACES.candidates(name, year)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("广东省", ["440000"]),
        ("广东", ["440000"]),
        ("广西", ["450000"]),
        ("内蒙古", ["150000"]),
        ("香港", ["810000"]),
        ("桂林", ["450300"]),
        ("湘西", ["433100"]),
        ("巴音郭楞", ["652800"]),
        ("阿克苏地区", ["652900"]),
        ("神农架", ["429021"]),
        ("浦东", ["310115"]),
        ("仙桃市", ["429004"]),
        ("滕县", []),  # a city since 1988
        ("县", []),
        ("市辖区", []),
        ("臺灣", ["710000"]),
        ("臺北", ["710000-台北"]),
        ("法国", ["FR"]),
        ("東京", ["JP-东京"]),
        ("东南亚", ["035"]),
        ("苏联", []),
        ("联合国", []),
        ("欧盟", []),
        ("欧元区", []),
        ("世界", []),
    ],
)
def test_candidates(name: str, expected: list[str]) -> None:
    assert codes(name) == expected


def test_ambiguous_names_are_known_as_such() -> None:
    assert len(codes("鼓楼区")) == 4
    assert {place.level for place in PLACES.candidates("朝阳")} == {"prefecture", "county"}
    assert len(codes("城关镇")) > 50


def test_names_and_codes_of_their_time() -> None:
    assert [(place.code, place.when) for place in PLACES.candidates("崇文区", 2008)] == [("110103", 2009)]
    assert codes("崇文区", 2015) == codes("崇文区") == []
    assert codes("海东", 2005) == ["632100"]  # a prefecture (地区) then
    assert codes("海东", 2020) == ["630200"]
    assert codes("苏联", 1985) == ["SUHH"]
    assert codes("广东", 1939) == []
    assert codes("法国", 1939) == ["FR"]


def test_paths_and_parents() -> None:
    (town,) = PLACES.candidates("千灯镇", 2020)[:1]
    assert town.level == "township"
    assert [place.name for place in PLACES.path(town)][-1] == "千灯镇"
    assert [place.name for place in PLACES.path(PLACES.candidates("昆山市")[0])] == ["江苏省", "苏州市", "昆山市"]
    assert [place.name for place in PLACES.path(PLACES.candidates("密云区")[0])] == ["北京市", "密云区"]
    assert [place.name for place in PLACES.path(PLACES.candidates("东京")[0])] == ["日本", "东京"]
    direct = next(place for place in (PLACES.get("441900003"),) if place)  # 东莞 has towns, no districts
    assert direct.parent == "441900"
    assert PLACES.get("999999") is PLACES.get("999999999") is None


def test_a_township_is_found_by_its_code_alone() -> None:
    fresh = Gazetteer()
    code = codes("千灯镇")[0]
    found = fresh.get(code)
    assert found
    assert found.name == "千灯镇"


@pytest.mark.parametrize(
    ("name", "expected"),
    [("广东", True), ("昆山市", True), ("法国", True), ("昆山", False), ("和平", False), ("大家", False), ("上海", True)],
)
def test_is_place(name: str, expected: bool) -> None:
    assert PLACES.is_place(name) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("大连日报", "大连市"),
        ("辽宁大连", "大连市"),
        ("吉林日报", "吉林省"),
        ("朝阳日报", "朝阳市"),
        ("昆山市", "昆山市"),
        ("人民日报", None),
        ("光明日报", None),
        ("中国青年报", None),
        ("", None),
    ],
)
def test_home(text: str, expected: str | None) -> None:
    found = PLACES.home(text)
    assert (found.name if found else None) == expected


@pytest.mark.parametrize(
    ("chain", "expected"),
    [
        ("昆山市千灯镇陶桥村", "昆山市:county 千灯镇:township 陶桥村:village"),
        ("江苏南京鼓楼区", "江苏:province 南京:prefecture 鼓楼区:county"),
        ("桃花乡李家沟村", "桃花乡:township 李家沟村:village"),
        ("平遥县李家坪", "平遥县:county 李家坪:place"),
        ("郑州市二七区京广路街道幸福社区", "郑州市:prefecture 二七区:county 京广路街道:township 幸福社区:village"),
        ("和平里社区", "和平里社区:village"),
        ("南通村", "南通村:village"),
        ("中山公园", "中山公园:place"),
        ("苏州工业园区", "苏州工业园区:place"),
        ("张家村头镇", "张家村头镇:township"),
        ("杨村街道", "杨村街道:township"),
        ("广州市区", "广州市区:place"),
        ("法国巴黎", "法国:country 巴黎:city"),
        ("臺灣", "臺灣:province"),
        ("", ""),
    ],
)
def test_levels(chain: str, expected: str) -> None:
    assert " ".join(f"{chain[start:end]}:{level}" for start, end, level in PLACES.levels(chain)) == expected


@given(st.text(alphabet="南京市鼓楼区县城关镇乡村街道社州省李家山西", max_size=30))
def test_levels_cover_the_chain_without_gaps(chain: str) -> None:
    pieces = PLACES.levels(chain)
    assert "".join(chain[start:end] for start, end, _ in pieces) == chain
    assert all(start < end for start, end, _ in pieces)


def test_loading_is_quick() -> None:
    """In a process of its own; the bound is thrice what it takes."""
    code = (
        "import time; from converter.annotate.places import Gazetteer; from converter.scripts import fold; fold('國'); t = time.process_time();"
        "Gazetteer().candidates('昆山市'); print(time.process_time() - t)"
    )
    best = min(float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout) for _ in range(3))
    assert best < 0.075


def test_looking_up_is_quick() -> None:
    fresh = Gazetteer()
    fresh.candidates("城关镇")
    start = time.process_time()
    for n in range(2000):
        fresh.candidates(f"鼓楼区{n % 7}")
        fresh.candidates("昆山")
    assert time.process_time() - start < 0.05


@pytest.fixture(scope="module")
def making() -> ModuleType:
    path = Path(__file__).parents[1] / "scripts" / "make_divisions.py"
    spec = importlib.util.spec_from_file_location("make_divisions", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["make_divisions"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("甲乙县", "甲乙"),
        ("甲县", ""),
        ("甲乙地区", "甲乙"),
        ("东乡族自治县", "东乡"),
        ("新市区", "新市"),
        ("甲乙蒙古族藏族自治州", "甲乙"),
        ("甲乙自治区", "甲乙"),
    ],
)
def test_short_forms_leave_out_kind_and_nations(making: ModuleType, name: str, short: str) -> None:
    assert making.short(name) == short


def test_years_of_a_division_come_from_the_lists(making: ModuleType) -> None:
    """A code that another takes over ends with its last list; a name that ends may be used for a year more, one that begins a year before."""
    lists = {
        2002: {"990101": "甲县", "990102": "乙县"},
        2003: {"990101": "甲县", "990102": "乙县"},
        2004: {"990201": "甲县", "990103": "丙区"},
    }
    rows = making.divisions({"990201": "甲县", "990103": "丙区"}, lists)
    assert [(row.code, row.first, row.last, row.when) for row in rows] == [
        ("990101", 1949, 2003, 2003),
        ("990102", 1949, 2004, 2003),
        ("990103", 2003, 9999, 2023),
        ("990201", 2004, 9999, 2023),
    ]
