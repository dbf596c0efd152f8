"""Referents: who is the same, which place is meant, which organisation, on made-up pages; never by name alone."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from converter.annotate import referents
from converter.annotate.authorities import Authority, Entry
from converter.annotate.mentions import MentionType
from converter.annotate.referents import Mention, link
from converter.model import LOST, Cert, Referent
from converter.tei.standoff import write_standoff
from converter.tei.writer import Writer

SIGNS: dict[str, MentionType] = {"@": "place", "#": "org", "*": "person"}


class Linked:
    """A page in shorthand, linked. `a1 @南京>鼓楼区 *王一:局长` : an article, a place chain, a person with a title; # is an organisation."""

    def __init__(self, page: str, home: str | None = None, year: int | None = 2020, authorities: Sequence[Authority] = ()) -> None:
        self.mentions: list[Mention] = []
        article = ""
        for word in page.split():
            if word[0] not in SIGNS:
                article = word
                continue
            before: int | None = None
            for part in word[1:].split(">"):
                text, _, role = part.partition(":")
                index = len(self.mentions)
                self.mentions.append(Mention(index, text, SIGNS[word[0]], article, role or None, before))
                before = index
        self.refs, self.referents = link(self.mentions, home=home, issue_year=year, authorities=authorities)
        self.by_id = {referent.id: referent for referent in self.referents}

    def of(self, text: str, article: str | None = None) -> Referent | None:
        """What the last mention with this text is linked to."""
        mention = [m for m in self.mentions if m.text == text and article in (None, m.article)][-1]
        found = self.refs.get(mention.index)
        return self.by_id[found[0]] if found else None

    def cert(self, text: str) -> str | None:
        mention = [m for m in self.mentions if m.text == text][-1]
        return self.refs[mention.index][1]

    def code(self, text: str, article: str | None = None) -> str | None:
        found = self.of(text, article)
        return next((value for kind, value, _ in found.idnos if kind == "adcode"), None) if found else None

    def path(self, text: str) -> str:
        found = self.of(text)
        names = []
        while found:
            names.append(found.name)
            found = self.by_id[found.parent] if found.parent else None
        return "/".join(reversed(names))


# --- places ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "name", "home", "code", "cert"),
    [
        ("a @广东", "广东", None, "440000", None),
        ("a @桂林", "桂林", None, "450300", None),
        ("a @吉林", "吉林", None, "220000", None),  # bare: the province
        ("a @吉林市", "吉林市", None, "220200", None),
        ("a @西安", "西安", None, "610100", None),  # the capital, not a district of that name
        ("a @朝阳", "朝阳", None, None, None),  # nothing speaks
        ("a @朝阳区", "朝阳区", None, None, None),
        ("a @朝阳区 @北京", "朝阳区", None, "110105", None),
        ("a @朝阳区 @长春", "朝阳区", None, "220104", None),
        ("a @朝阳 @北票市", "朝阳", None, "211300", None),  # a city of that prefecture
        ("a @朝阳区", "朝阳区", "北京", "110105", None),  # the paper's own
        ("a @朝阳区", "朝阳区", "长春日报", "220104", None),
        ("a @朝阳区 @长春", "朝阳区", "北京日报", "220104", "medium"),  # the article speaks, the home for another
        ("a @朝阳区 @长春 @北京", "朝阳区", None, None, None),  # two speak
        ("a @鼓楼区 @江苏", "鼓楼区", None, None, None),  # two in that province
        ("a @鼓楼区 @江苏", "鼓楼区", "徐州日报", "320302", None),
        ("a @鼓楼区 @福建", "鼓楼区", None, "350102", "medium"),  # only the province speaks
        ("a @鼓楼区 b @开封", "鼓楼区", None, "410204", "medium"),  # another article of the issue
        ("a @大同 @大同市", "大同", None, "140200", None),  # named in full beside it
        ("a @朝阳 @长春 @朝阳区", "朝阳", "朝阳日报", "220104", None),  # the full form says that the paper's own city is not meant
        ("a @昆山市", "昆山市", None, "320583", "medium"),  # one bears the name, but nothing else speaks for it
        ("a @昆山市 @苏州", "昆山市", None, "320583", None),
        ("a @昆山", "昆山", None, None, None),  # a short form of a county alone
        ("a @昆山", "昆山", "苏州日报", "320583", None),
        ("a @千灯镇 @昆山市", "千灯镇", None, "320583108", None),
        ("a @千灯镇", "千灯镇", None, None, None),
    ],
)
def test_places_by_page_and_home(page: str, name: str, home: str | None, code: str | None, cert: str | None) -> None:
    linked = Linked(page, home)
    assert linked.code(name) == code
    if code:
        assert linked.cert(name) == cert


def test_chains_lie_in_what_stands_before_and_tell_what_it_is() -> None:
    linked = Linked("a @南京>鼓楼区 b @昆山市>千灯镇>陶桥村 @陶桥村")
    assert linked.path("鼓楼区") == "江苏省/南京市/鼓楼区"
    assert linked.path("陶桥村") == "江苏省/苏州市/昆山市/千灯镇/陶桥村"
    assert len({ref for ref, _ in linked.refs.values()}) == 5  # 陶桥村 twice, one entry
    assert linked.by_id[linked.of("陶桥村").id].subtype == "village"  # type: ignore[union-attr]
    told = Linked("a @鼓楼区>湖南路街道")  # only one of the four has it
    assert told.code("鼓楼区") == "320106"


def test_two_places_side_by_side_are_no_chain() -> None:
    linked = Linked("a @北京>上海 @法国>美国")
    assert linked.path("上海") == "上海市"
    assert linked.path("美国") == "美国"
    assert Linked("a @日本>长野").path("长野") == "长野"
    assert Linked("a @嵩县>李家坪").path("李家坪") == "河南省/洛阳市/嵩县/李家坪"


def test_a_village_is_one_place_and_may_drop_its_last_word() -> None:
    linked = Linked("a @嵩县>李家坪村 @李家坪 b @李家坪")
    assert linked.of("李家坪村") == linked.of("李家坪", "a")
    assert linked.of("李家坪", "b") != linked.of("李家坪村")
    assert Linked("a @重庆府 @重庆 c @张庄 @张庄村").of("张庄") == Linked("a @张庄 @张庄村").of("张庄")


def test_two_villages_of_one_name_stay_apart_and_the_bare_name_is_theirs_who_was_named_here() -> None:
    linked = Linked("a @昆山市>南村 @南村 b @太仓市>南村 @南村 c @南村")
    assert linked.path("南村") == ""
    first, second = linked.of("南村", "a"), linked.of("南村", "b")
    assert first
    assert second
    assert first.id != second.id
    assert linked.of("南村", "c") is None


def test_a_name_of_no_list_is_an_entry_without_a_number() -> None:
    found = Linked("a @李家坪").of("李家坪")
    assert found
    assert (found.idnos, found.parent, found.subtype) == ((), None, None)


def test_codes_are_of_their_time() -> None:
    assert Linked("a @崇文区 @北京", year=2006).of("崇文区").idnos == (("adcode", "110103", "2009"),)  # type: ignore[union-attr]
    assert Linked("a @崇文区 @北京", year=2020).code("崇文区") is None
    assert Linked("a @广东", year=1990).of("广东").idnos == (("adcode", "440000", "2023"),)  # type: ignore[union-attr]
    before = Linked("a @廣東 @四川省>巴縣 @法國 @九江>揚州>日本", year=1939)
    assert all(referent.idnos == () for referent in before.referents)
    assert before.path("巴縣") == "四川省/巴縣"
    assert before.path("揚州") == "揚州"  # a list whose commas were lost


def test_both_scripts_find_the_place() -> None:
    assert Linked("a @臺灣 @廣東省").code("廣東省") == "440000"


def test_countries_have_their_code_and_cities_lie_in_them() -> None:
    linked = Linked("a @东京 @美国 @东南亚")
    assert linked.path("东京") == "日本/东京"
    assert linked.of("美国").idnos == (("authority:ISO-3166", "US", None),)  # type: ignore[union-attr]
    assert linked.of("东南亚").idnos == (("authority:UN-M49", "035", None),)  # type: ignore[union-attr]


# --- persons -----------------------------------------------------------------------------------


def test_two_sides_in_one_character_each_are_no_region() -> None:
    alone, beside = Linked("a @中非").of("中非"), Linked("a @西非 @中非").of("中非")
    assert alone is None or not alone.idnos
    assert beside is not None
    assert beside.idnos


def test_a_full_name_is_one_person_in_the_whole_issue() -> None:
    linked = Linked("a *王大民:局长 *李小花 b *王大民")
    assert len(linked.referents) == 2
    assert linked.of("王大民", "a") == linked.of("王大民", "b")


@pytest.mark.parametrize(
    ("page", "short", "name", "cert"),
    [
        ("a *王大民:局长 *王:局长", "王", "王大民", None),
        ("a *王大民 *王:局长", "王", "王大民", "medium"),  # the title was not printed with the name
        ("a *王大民:局长 *老王", "老王", "王大民", "medium"),
        ("a *欧阳春:校长 *欧阳:校长", "欧阳", "欧阳春", None),
        ("a *欧阳春:校长 *欧:校长", "欧", None, None),
        ("a *詹姆斯·格林 *格林", "格林", "詹姆斯·格林", None),
        ("a *王:局长 *王大民:局长", "王", None, None),  # named in full only after
        ("a *王大民:局长 b *王:局长", "王", None, None),  # in another article
        ("a *王大民:局长 *王二:处长 *王:局长", "王", None, None),  # two of that surname
        ("a *李大民:局长 *王:局长", "王", None, None),
    ],
)
def test_a_surname_refers_back_to_the_one_person_of_that_name(page: str, short: str, name: str | None, cert: str | None) -> None:
    linked = Linked(page)
    found = linked.of(short)
    assert (found.name if found else None) == name
    if name:
        assert linked.cert(short) == cert
        assert short not in found.also  # type: ignore[union-attr]


def test_a_foreign_name_has_no_surname_in_its_first_character() -> None:
    assert Linked("a *鲍威尔 *鲍").of("鲍") is None
    linked = Linked("a *李建军 *李")
    assert linked.of("李") == linked.of("李建军") is not None


def test_a_name_with_a_hole_is_not_compared() -> None:
    linked = Linked(f"a *王{LOST}民 #{LOST}公司 @{LOST}县")
    assert (linked.refs, linked.referents) == ({}, ())


# --- organisations -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("page", "short", "longer", "home"),
    [
        ("a #广东省总工会 #省总工会", "省总工会", "广东省总工会", "广州日报"),  # the home says which province
        ("a #广东省总工会 b #省总工会", "省总工会", "广东省总工会", "广州日报"),
        ("a #广东省总工会 #省总工会", "省总工会", "广东省总工会", None),  # the one named here
        ("a #广东总工会 #广东省总工会", "广东总工会", "广东省总工会", None),
        ("a @洛阳 #嵩县县委 #县委", "县委", "嵩县县委", "洛阳日报"),
        ("a @洛阳 #嵩县县委 #嵩县委", "嵩县委", "嵩县县委", None),
        ("a #中共广东省委 #广东省委", "广东省委", "中共广东省委", None),
        ("a #大江电器集团 #大江电器集团有限公司", "大江电器集团", "大江电器集团有限公司", None),
    ],
)
def test_names_are_joined_on_evidence(page: str, short: str, longer: str, home: str | None) -> None:
    linked = Linked(page, home)
    found = linked.of(short)
    assert found
    assert found == linked.of(longer)
    assert (found.name, short in found.also) == (longer, True)


@pytest.mark.parametrize(
    ("page", "short", "longer", "home", "linked_alone"),
    [
        ("a #湖南省总工会 #省总工会", "省总工会", "湖南省总工会", "广州日报", False),  # the home says another province
        ("a #湖南省总工会 b #省总工会", "省总工会", "湖南省总工会", None, False),  # another article
        ("a #湖南省总工会 #广东省总工会 #省总工会", "省总工会", "湖南省总工会", None, False),
        ("a #昆山市委 #市委", "市委", "昆山市委", "苏州日报", False),
        ("a @苏州 #苏州市委 #市政府", "市政府", "苏州市委", "苏州日报", True),  # another tail
        ("a #湖南省总工会 #总工会", "总工会", "湖南省总工会", None, True),
        ("a #大江电器 b #大江电器有限公司", "大江电器", "大江电器有限公司", None, True),
        ("a #大江电器 #大江电器修理厂", "大江电器", "大江电器修理厂", None, True),
    ],
)
def test_names_are_not_joined_without_evidence(page: str, short: str, longer: str, home: str | None, linked_alone: bool) -> None:
    linked = Linked(page, home)
    assert linked.of(short) != linked.of(longer)
    assert (linked.of(short) is not None) is linked_alone


def test_a_word_for_a_region_begins_no_other_word() -> None:
    linked = Linked("a #市场监管局 #广州市市场监管局", "广州日报")
    assert linked.of("市场监管局") != linked.of("广州市市场监管局")
    assert linked.of("广州市市场监管局").name == "广州市市场监管局"  # type: ignore[union-attr]


# --- authorities -------------------------------------------------------------------------------


def authority(*entries: Entry, name: str = "mine") -> Authority:
    return Authority(name, entries)


def test_the_users_authority_wins() -> None:
    mine = authority(
        Entry("place", "朝阳区", "p1", "mine", "https://example.org/p1", adcode="220104", location=(43.8, 125.3)),
        Entry("person", "王大民", "w", "mine", "https://example.org/w", also=("王老",)),
        Entry("org", "大江电器集团", "o", "mine", also=("大江",)),
    )
    linked = Linked("a @朝阳区 @北京 *王大民 *王老 #大江", authorities=[mine])
    place = linked.of("朝阳区")
    assert place
    assert linked.code("朝阳区") == "220104"
    assert place.location == (43.8, 125.3)
    assert place.idnos[:2] == (("authority:mine", "p1", None), ("URI", "https://example.org/p1", None))
    assert linked.of("王老") == linked.of("王大民")
    assert linked.of("大江").name == "大江电器集团"  # type: ignore[union-attr]
    assert linked.of("大江").also == ("大江",)  # type: ignore[union-attr]


def test_the_first_authority_wins_and_a_name_of_two_entries_tells_nothing() -> None:
    first = authority(
        Entry("person", "王大民", "1", "first"), Entry("person", "李一", "2", "first"), Entry("person", "李一", "3", "first"), name="first"
    )
    second = authority(Entry("person", "王大民", "9", "second"), name="second")
    linked = Linked("a *王大民 *李一", authorities=[first, second])
    assert linked.of("王大民").idnos == (("authority:first", "1", None),)  # type: ignore[union-attr]
    assert linked.of("李一").idnos == ()  # type: ignore[union-attr]


def test_a_place_of_the_authority_without_a_code_keeps_ours() -> None:
    linked = Linked("a @桂林", authorities=[authority(Entry("place", "桂林", "g", "mine"))])
    assert linked.of("桂林").idnos == (("authority:mine", "g", None), ("adcode", "450300", "2023"))  # type: ignore[union-attr]


def test_a_code_of_the_authority_is_left_out_before_1949() -> None:
    mine = authority(Entry("place", "桂林", "g", "mine", adcode="450300"))
    assert Linked("a @桂林", year=1939, authorities=[mine]).of("桂林").idnos == (("authority:mine", "g", None),)  # type: ignore[union-attr]


# --- entries and ids ---------------------------------------------------------------------------


def test_every_entry_has_a_mention_or_holds_one_that_has() -> None:
    linked = Linked("a @南京>鼓楼区 @昆山市>千灯镇 *王大民 #大江公司 @东京")
    named = {ref for ref, _ in linked.refs.values()}
    for referent in linked.referents:
        inner = {referent.id}
        while more := {r.id for r in linked.referents if r.parent in inner} - inner:
            inner |= more
        assert inner & named, referent
    assert all(r.parent is None or r.parent in linked.by_id for r in linked.referents)


def test_ids_are_of_type_and_name_and_do_not_depend_on_the_rest() -> None:
    alone, among = Linked("a *王大民"), Linked("a @昆山市 #大江公司 *李一 *王大民")
    assert alone.of("王大民") == among.of("王大民")
    assert Linked("a *大江").referents[0].id != Linked("a #大江").referents[0].id
    assert [r.id for r in among.referents] == sorted(r.id for r in among.referents)


def test_clashing_ids_all_get_more_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(referents, "_DIGITS", 1)
    names = [f"王{n}" for n in "一二三四五六七八九十百千万东西南北中"]
    forward = Linked("a " + " ".join(f"*{n}" for n in names))
    backward = Linked("a " + " ".join(f"*{n}" for n in reversed(names)))
    assert len(forward.by_id) == len(names)
    assert forward.referents == backward.referents
    assert max(len(r.id) for r in forward.referents) > len("per-") + 1


@given(st.permutations(["*王大民", "*王:局长", "@南京>鼓楼区", "@鼓楼区", "#省总工会", "#江苏省总工会", "@朝阳", "@千灯镇", "@昆山市"]))
def test_any_page_gives_sound_links(words: list[str]) -> None:
    linked = Linked("a " + " ".join(words))
    again = Linked("a " + " ".join(words))
    assert (linked.refs, linked.referents) == (again.refs, again.referents)
    assert {ref for ref, _ in linked.refs.values()} <= set(linked.by_id)
    assert linked.code("昆山市") == "320583"


def test_five_hundred_mentions_are_quick() -> None:
    """The bound is thrice what it takes here; the first call, which reads the lists, does not count."""
    choice = random.Random(1)
    stock = (
        "@昆山市>千灯镇",
        "@鼓楼区",
        "@江苏",
        "@南京",
        "@李家坪村",
        "#江苏省总工会",
        "#省总工会",
        "#大江电器集团有限公司",
        "*王大民:局长",
        "*王:局长",
        "@朝阳",
    )
    names = [
        *stock,
        *(f"*李{chr(0x4E00 + n)}民" for n in range(40)),
        *(f"#南京{chr(0x4E00 + n)}{chr(0x5E00 + n)}机械有限公司" for n in range(40)),
    ]
    page = " ".join(f"a{n // 25} {choice.choice(names)}" for n in range(460))
    linked = Linked(page, "南京日报")
    assert len(linked.mentions) > 440
    best = 9.0
    for _ in range(3):
        start = time.process_time()
        link(linked.mentions, home="南京日报", issue_year=2020)
        best = min(best, time.process_time() - start)
    print(f"{len(linked.mentions)} mentions in {best * 1000:.1f} ms")
    assert best < 0.03


# --- other names of states, datelines, doubt ---------------------------------------------------


@pytest.mark.parametrize(
    ("name", "year", "meant"),
    [
        ("美", 2020, "美国"),
        ("中", 1998, "中国"),
        ("京", 1998, "北京市"),
        ("巴勒斯坦", 1998, "巴勒斯坦"),
        ("印尼", 1998, "印度尼西亚"),
        ("巴", 1998, None),
        ("苏", 1998, None),
        ("美", 1939, None),
    ],
)
def test_states_and_provinces_in_one_character(name: str, year: int, meant: str | None) -> None:
    found = Linked(f"a @{name}", year=year).of(name)
    assert (found.name if found and found.idnos else None) == meant


def test_two_states_side_by_side_are_each_itself() -> None:
    linked = Linked("a @中>美 @英>法>德")
    assert [linked.path(name) for name in "中美英法德"] == ["中国", "美国", "英国", "法国", "德国"]


def test_a_telegram_is_dated_from_the_capital_that_has_the_name_of_its_state() -> None:
    mentions = [
        Mention(0, "突尼斯", "place", "a", filed=True),
        Mention(1, "突尼斯", "place", "a"),
        Mention(2, "巴黎", "place", "a", filed=True),
    ]
    refs, found = link(mentions, home=None, issue_year=1998)
    by_id = {referent.id: referent for referent in found}
    city, state, paris = (by_id[refs[n][0]] for n in range(3))
    assert (city.parent, state.subtype, paris.name) == (state.id, "country", "巴黎")


def test_an_entry_is_as_doubtful_as_the_least_doubtful_of_its_mentions() -> None:
    def certs(*said: Cert | None, authorities: Sequence[Authority] = ()) -> Cert | None:
        mentions = [Mention(n, "王大民", "person", "a", cert=cert) for n, cert in enumerate(said)]
        return link(mentions, home=None, issue_year=2020, authorities=authorities)[1][0].cert

    assert certs("low", "low") == "low"
    assert certs("low", None) is None
    assert certs("medium", "low") == "medium"
    assert certs("low", authorities=[authority(Entry("person", "王大民", "1", "mine"))]) is None
    county = link([Mention(0, "嵩县", "place", "a", cert="low")], home=None, issue_year=2020)[1]
    assert {referent.cert for referent in county} == {"low"}


def test_the_region_of_an_organisation_is_told() -> None:
    linked = Linked("a #省总工会 #山西省文联 #某某公司", home="太原")
    region = linked.of("省总工会").parent  # type: ignore[union-attr]
    assert linked.by_id[str(region)].name == "山西省"
    assert linked.of("山西省文联").parent == region  # type: ignore[union-attr]
    assert linked.of("某某公司").parent is None  # type: ignore[union-attr]
    out = Writer()
    write_standoff(out, linked.referents, "zh")
    assert f'<note><placeName ref="#{region}">山西省</placeName></note>' in str(out)
