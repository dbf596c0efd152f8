"""The Python API: the same reach as the command, light to import, and called by the names it is documented by."""

from __future__ import annotations

import importlib
import inspect
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from command import EXAMPLE, broadsheet

import converter
from converter.errors import MissingError, UnreadableError
from converter.metadata import Fact, Metadata, Newspaper
from converter.notices import Notice
from converter.storage import WouldOverwriteError

PAGE = EXAMPLE / "page-01.txt"


def test_it_gives_what_the_command_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "e")
    monkeypatch.chdir(tmp_path)
    said = broadsheet("convert", "e/page-01.txt").out
    assert converter.convert("e/page-01.txt").tei == said
    assert converter.convert(Path("e/page-01.txt")).tei == said
    assert converter.convert(["e/page-01.txt"]).tei == said


def test_bytes_are_a_page_and_a_sequence_is_an_issue() -> None:
    text = PAGE.read_bytes()
    one = converter.convert(text)
    two = converter.convert([text, text])
    assert [source.name for source in two.sources] == ["page-01.txt", "page-02.txt"]
    assert two.tei.count(b"<surface") == 2 * one.tei.count(b"<surface")


def test_pages_of_one_name_get_names_that_differ(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        shutil.copy(PAGE, tmp_path / folder / "page.txt")
    made = converter.convert([tmp_path / "a/page.txt", tmp_path / "b/page.txt"])
    assert [source.name for source in made.sources] == ["page.txt", "page-2.txt"]
    assert [notice.where for notice in made.notices if notice.code == "I-FILE-01"] == ["page-2.txt"]


def test_metadata_are_values_or_a_file(tmp_path: Path) -> None:
    made = converter.convert(PAGE.read_bytes(), metadata=Metadata(newspaper=Newspaper(title=Fact("河滨日报"))))
    assert "河滨日报" in made.tei.decode()
    (tmp_path / "own.toml").write_text('[edition]\nid = "own"\n')
    assert converter.convert(PAGE, metadata=tmp_path / "own.toml").id == "own"
    assert converter.convert(PAGE.read_bytes(), metadata=str(tmp_path / "own.toml")).id == "own"


def test_a_good_page_has_no_notice_of_an_error() -> None:
    assert not [notice for notice in converter.convert(PAGE).notices if notice.level == "error"]


def test_the_notices_of_validation_are_among_them(monkeypatch: pytest.MonkeyPatch) -> None:
    found = Notice("E-CON-01", "p1-l1", "characters of the source are missing")
    monkeypatch.setattr("converter.validate.validate", lambda *_arguments, **_options: (found,))
    assert found in converter.convert(PAGE).notices


def test_validate_takes_a_path_or_bytes(tmp_path: Path) -> None:
    tei = converter.convert(PAGE).tei
    (tmp_path / "page.xml").write_bytes(tei)
    assert converter.validate(tmp_path / "page.xml") == converter.validate(str(tmp_path / "page.xml")) == converter.validate(tei) == ()
    (tmp_path / "page.xml").write_bytes(tei.replace(b"</body>", b"</boddy>"))
    assert converter.validate(tmp_path / "page.xml")[0].level == "error"


def test_publish_writes_a_site_and_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "page.xml").write_bytes(converter.convert(PAGE).tei)
    site = converter.publish(tmp_path / "page.xml", tmp_path / "site")
    assert site.folder == tmp_path / "site"
    assert (tmp_path / "site/index.html").exists()
    assert site.files == len(site.written.written)
    (tmp_path / "site/index.html").write_text("mine")
    with pytest.raises(WouldOverwriteError):
        converter.publish([tmp_path / "page.xml"], tmp_path / "site")
    converter.publish([tmp_path / "page.xml"], tmp_path / "site", force=True)
    assert (tmp_path / "site/index.html.bak").read_text() == "mine"


def test_errors_are_ours(tmp_path: Path) -> None:
    with pytest.raises(MissingError):
        converter.convert(tmp_path / "nowhere.txt")
    with pytest.raises(UnreadableError):
        converter.convert(b"")
    with pytest.raises(MissingError):
        converter.validate(tmp_path / "nowhere.xml")
    with pytest.raises(ValueError, match="no source"):
        converter.convert([])


@pytest.mark.parametrize("name", ["validate", "publish"])
def test_rooms_and_functions_of_one_name_live_together(name: str) -> None:
    room = importlib.import_module(f"converter.{name}")
    assert isinstance(room, ModuleType)
    assert callable(getattr(converter, name))
    with pytest.raises(MissingError):
        getattr(converter, name)("nowhere.xml", *(["site"] if name == "publish" else []))
    assert importlib.import_module(f"converter.{name}.codes").CODES


def test_what_is_exported_is_documented_and_typed() -> None:
    code = "import converter, inspect; print([(n, bool(f.__doc__), '->' in str(inspect.signature(f))) for n, f in FUNCTIONS])"
    code = code.replace("FUNCTIONS", "[(n, getattr(converter, n)) for n in converter.__all__ if n != '__version__']")
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert eval(told) == [(name, True, True) for name in ("convert", "publish", "validate")]
    assert (Path(inspect.getfile(converter)).parent / "py.typed").exists()


def test_importing_it_imports_nothing_heavy() -> None:
    code = "import sys, converter; print(sorted(m for m in sys.modules if m.split('.')[0] in ('lxml', 'click', 'rich') or m.startswith('converter.')))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert told.strip() == "['converter.version']"
