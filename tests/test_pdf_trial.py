"""PDFs that would end the process that reads them, or never end: tried in another process first, and refused."""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from converter.errors import UnreadableError
from converter.readers import Source, read
from converter.readers.pdf import loading, trial


def pdf(content: bytes, forms: int = 0, doubled: bytes = b"") -> bytes:
    """A page that draws a content, and a chain of forms, each drawn by that before it with the same content."""
    fonts = b"/Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << %b /XObject << /X 5 0 R >> >> >>" % fonts,
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
    ]
    for n in range(forms):
        inside = b"/XObject << /X %d 0 R >>" % (6 + n) if n < forms - 1 else b""
        drawn = doubled if n < forms - 1 else b"BT /F1 9 Tf (x) Tj ET"
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << %b %b >>" % (fonts, inside)
        bodies.append(b"<< %b /Length %d >>\nstream\n%b\nendstream" % (head, len(drawn), drawn))
    out = b"%PDF-1.7\n"
    rows = b""
    for n, body in enumerate(bodies, 1):
        rows += b"%010d 00000 n \n" % len(out)
        out += b"%d 0 obj\n%b\nendobj\n" % (n, body)
    size = len(bodies) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, rows)
    return out + table + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))


WORDS = b"BT /F1 12 Tf 50 700 Td (The harbour opened today) Tj ET"


def test_forms_that_double_are_refused_before_they_take_all_memory() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(UnreadableError, match="takes more than 1200 MB"):
        read(Source("page.pdf", pdf(b"/X Do", 34, b"/X Do /X Do")))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000


def test_forms_in_forms_are_read() -> None:
    (reading,) = read(Source("page.pdf", pdf(WORDS + b" /X Do", 5, b"/X Do /X Do")))
    assert reading.pages[0].lines[0].text == "The harbour opened today"


@pytest.mark.parametrize("program", ["import os\nos.abort()", "raise MemoryError"])
def test_what_ends_the_other_process_is_refused(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _instead(program, tmp_path, monkeypatch)
    with pytest.raises(UnreadableError, match="breaks PDFium") as caught:
        trial.tried("page.pdf", pdf(WORDS))
    assert caught.value.where == "page.pdf"
    assert caught.value.hint


def test_what_does_not_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _instead("import time\ntime.sleep(60)", tmp_path, monkeypatch)
    monkeypatch.setattr(trial, "MOST_SECONDS", 0.5)
    with pytest.raises(UnreadableError, match="no issue does"):
        trial.tried("page.pdf", pdf(WORDS))


def test_only_the_pages_that_are_wanted_are_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _instead("import sys\nsys.exit(sys.argv[2:] != ['2', '4'])", tmp_path, monkeypatch)
    trial.tried("page.pdf", pdf(WORDS), range(2, 4))
    with pytest.raises(UnreadableError):
        trial.tried("page.pdf", pdf(WORDS))


def test_a_file_of_more_pages_than_any_issue_is_not_loaded() -> None:
    data = pdf(WORDS).replace(b"/Kids [3 0 R] /Count 1", b"/Kids [" + b"3 0 R " * 30_000 + b"] /Count 30000")
    started = time.monotonic()
    trial.tried("page.pdf", data)
    assert time.monotonic() - started < 10
    with pytest.raises(UnreadableError, match="it has 30000 pages"):
        read(Source("page.pdf", data))


def test_a_process_with_a_limit_looks_for_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _instead("raise MemoryError", tmp_path, monkeypatch)
    began: list[object] = []
    monkeypatch.setattr(trial.subprocess, "run", lambda *words, **_: began.append(words))
    monkeypatch.setattr(resource, "getrlimit", lambda _: (1 << 30, 1 << 30))
    trial.tried("page.pdf", pdf(WORDS))
    assert began == []


def test_a_damaged_file_is_told_as_before() -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        read(Source("page.pdf", b"%PDF-1.7\nnothing of a PDF\n%%EOF"))


def _instead(program: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = folder / "program.py"
    script.write_text(program, encoding="utf-8")
    monkeypatch.setattr(loading, "__file__", str(script))
