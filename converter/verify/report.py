"""A verdict to a report: plain text that a person can act on, or one line of JSON for a program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from converter.notices import Notice
from converter.verify.check import Checked, Verdict
from converter.verify.codes import shown

MOST_TOLD = 100  # findings of a code in a text for people; JSON has more


def to_text(verdict: Verdict) -> str:
    """`NAME: valid` or `NAME: 3 errors`, what was checked in numbers, then the findings by file, each with what to do."""
    lines = [f"{verdict.bag}: {_outcome(verdict)}", *(f"  {line}" for line in _numbers(verdict))]
    told: dict[str, int] = {}
    by_file: dict[str, list[Notice]] = {}
    for one in verdict.found.kept:
        told[one.code] = told.get(one.code, 0) + 1
        if told[one.code] <= MOST_TOLD:
            by_file.setdefault(one.file or one.where, []).append(one)
    for file in sorted(by_file):
        lines += ["", file]
        for one in by_file[file]:
            lines += _block(one, file)
    for code, count in sorted(verdict.found.counts.items()):
        if count > MOST_TOLD:
            lines += ["", f"{code}: {count - MOST_TOLD} more"]
    return "\n".join(map(shown, lines)) + "\n"  # what a file says cannot steer a terminal


def to_json(verdict: Verdict) -> str:
    """{"bag", "version", "agent", "valid", "checked": {…}, "counts": {code: n}, "findings": [{level, code, where, message, file, …}]}, on one line."""
    findings = [
        {"level": one.level} | {key: value for key, value in asdict(one).items() if value is not None} for one in verdict.found.kept
    ]
    checked = asdict(verdict.checked)
    checked |= checked.pop("inside")
    told = {"bag": verdict.bag, "version": verdict.version, "agent": verdict.agent, "valid": verdict.valid, "checked": checked}
    return json.dumps(told | {"counts": dict(sorted(verdict.found.counts.items())), "findings": findings}, ensure_ascii=False) + "\n"


def _outcome(verdict: Verdict) -> str:
    errors = verdict.found.errors
    warnings = sum(count for code, count in verdict.found.counts.items() if code.startswith("W"))
    said = ([_of(errors, "error")] if errors else ["valid"]) + ([_of(warnings, "warning")] if warnings else [])
    return ", ".join(said) if errors else ", with ".join(said)


def _numbers(verdict: Verdict) -> Iterator[str]:
    checked = verdict.checked
    yield (f"BagIt {verdict.version}" if verdict.version else "no bagit.txt") + (f", made by {verdict.agent}" if verdict.agent else "")
    yield f"payload: {_of(checked.payload, 'file')}, {_of(checked.size, 'byte')}" + _by(checked.algorithms)
    if checked.tag_algorithms:
        yield f"tag files: {checked.tags}" + _by(checked.tag_algorithms)
    yield from _inside(checked)


def _inside(checked: Checked) -> Iterator[str]:
    edition = checked.inside
    if edition.tei:
        schemas = " and ".join(name for name, there in (("newspaper.xsd", edition.grammar), ("newspaper.sch", edition.rules)) if there)
        by = f"checked by {schemas} of the bag and by conservation" if schemas else "checked by conservation alone"
        yield f"TEI: {_of(edition.tei, 'file')}, {by}"
        yield f"sources: {_of(edition.sources, 'file')}, compared with {_of(edition.against_source, 'TEI file')}"
    for name, files in (("RO-Crate", edition.crate), ("PREMIS", edition.premis)):
        if files:
            yield f"{name}: speaks of {_of(files, 'file')}"


def _block(one: Notice, file: str) -> Iterator[str]:
    place = " ".join(part for part in (f"line {one.line}" if one.line else "", one.where if one.where != file else "") if part)
    yield f"  {one.code}{' ' + place if place else ''}: {one.message}"
    if one.expected:
        yield f"    expected: {one.expected}"
    if one.hint and one.level != "info":
        yield f"    to do:    {one.hint}"


def _by(algorithms: tuple[str, ...]) -> str:
    return f", by {' and '.join(algorithms)}" if algorithms else ""


def _of(number: int, word: str) -> str:
    return f"{number:,} {word}{'s' * (number != 1)}"
