"""What a list of the user's brought is told, and where it could tell nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from command import broadsheet

from converter.annotate.authorities import Authority, load_authority
from converter.annotate.list_notices import list_notices
from converter.annotate.referents import Mention, link
from converter.errors import Exit
from converter.explain import explain
from converter.notices import Notice
from converter.pipeline import Marking, convert_sources
from converter.readers import Source

HEAD = "name,type,id,also\n"


def of(tmp_path: Path, rows: str, *names: str, name: str = "mine.csv") -> list[Notice]:
    return told([read(tmp_path, rows, name)], *names)


def read(tmp_path: Path, rows: str, name: str = "mine.csv") -> Authority:
    (tmp_path / name).write_text(HEAD + rows, encoding="utf-8")
    return load_authority(tmp_path / name)


def told(authorities: list[Authority], *names: str) -> list[Notice]:
    mentions = [Mention(n, name, "person", f"a{n}") for n, name in enumerate(names, 1)]
    _, referents = link(mentions, home=None, issue_year=2020, authorities=authorities)
    return list(list_notices(authorities, mentions, referents))


def test_how_many_entries_were_found_and_which_were_not(tmp_path: Path) -> None:
    (one,) = of(tmp_path, "詹天佑,person,1,詹眷诚\n王二,person,2,\n李三,org,3,\n", "詹眷誠", "李三")
    assert (one.code, one.where, one.level) == ("I-NAME-01", "mine.csv", "info")
    assert one.message == "1 of 3 entries of mine.csv are linked to names of the issue; not 王二, 李三"
    (one,) = of(tmp_path, "".join(f"人{n},person,{n},\n" for n in range(9)), "人8")
    assert one.message.endswith("not 人0, 人1, 人2, 人3, 人4 and 3 more")
    (one,) = of(tmp_path, "詹天佑,person,1,\n", "詹天佑")
    assert one.message == "1 of 1 entries of mine.csv are linked to names of the issue"


def test_a_name_of_two_entries_is_told_where_it_is_printed(tmp_path: Path) -> None:
    rows = "詹天佑,person,1,\n王二,person,2,老王\n王五,person,3,老王\n"
    (use,) = of(tmp_path, rows, "詹天佑", "王二")
    assert use.code == "I-NAME-01"
    _, shared = of(tmp_path, rows, "詹天佑", "老王", "老王")
    assert (shared.code, shared.where) == ("W-NAME-01", "a2")
    assert shared.message == "老王 is a name of 2 entries of mine.csv (lines 3 and 4), so it is linked to none of them"


def test_a_name_that_another_list_settles_needs_no_word(tmp_path: Path) -> None:
    two = read(tmp_path, "王二,person,2,老王\n王五,person,3,老王\n")
    one = read(tmp_path, "王大,person,1,老王\n", "other.csv")
    assert [notice.code for notice in told([two, one], "老王")] == ["I-NAME-01", "I-NAME-01"]


def test_a_list_without_rows(tmp_path: Path) -> None:
    (one,) = of(tmp_path, "", "詹天佑")
    assert (one.code, one.where) == ("W-NAME-02", "mine.csv")


@pytest.mark.parametrize("code", ["W-NAME-01", "W-NAME-02", "I-NAME-01"])
def test_each_is_explained(code: str) -> None:
    assert explain(code).remedy


def test_names_with_blanks_are_found_as_mentions_have_none(tmp_path: Path) -> None:
    (one,) = of(tmp_path, "Jeme Tien Yow,person,1,\n", "JemeTienYow")
    assert one.message.startswith("1 of 1")


def test_the_conversion_tells_it(tmp_path: Path) -> None:
    read(tmp_path, "石坚,person,1,\n王二,person,2,\n")
    page = "本报讯 第一书记石坚说，全村的收入有了增长。石坚还说，村民都很高兴。".encode()
    made = convert_sources([Source("page.txt", page)], marking=Marking(authorities=(tmp_path / "mine.csv",)))
    assert [notice.message for notice in made.notices if notice.code == "I-NAME-01"] == [
        "1 of 2 entries of mine.csv are linked to names of the issue; not 王二"
    ]


def test_lists_that_edition_toml_names(tmp_path: Path) -> None:
    """From its own folder, after those of the command; one that is not there is told."""
    read(tmp_path, "石坚,person,theirs,\n")
    folder = tmp_path / "issue"
    folder.mkdir()
    (folder / "page.txt").write_text("本报讯 第一书记石坚说，全村的收入有了增长。石坚还说，村民都很高兴。", encoding="utf-8")
    toml = folder / "edition.toml"
    toml.write_text('[[authority]]\nfile = "../mine.csv"\n', encoding="utf-8")
    (tmp_path / "first.csv").write_text(HEAD + "石坚,person,ours,\n", encoding="utf-8")
    assert b'subtype="mine">theirs<' in broadsheet("convert", folder / "page.txt").out
    both = broadsheet("convert", folder / "page.txt", "--authority", tmp_path / "first.csv")
    assert b'subtype="first">ours<' in both.out
    assert b"theirs" not in both.out
    assert "\n1 of 1 entries of first.csv are linked to names of the issue\n" in both.err
    assert "\n0 of 1 entries of mine.csv are linked to names of the issue; not 石坚\n" in both.err
    assert "entries of" not in broadsheet("convert", "-q", folder / "page.txt").err
    toml.write_text('[[authority]]\nfile = "../none.csv"\n', encoding="utf-8")
    said = broadsheet("convert", folder / "page.txt")
    assert said.code == Exit.MISSING
    assert "none.csv: the authority file cannot be read" in said.err
