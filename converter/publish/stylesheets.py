"""Takes an XSLT stylesheet; tells its version, and gives one of XSLT 1.0 it compiled, shut off from files, network and any writing. Promises: what is wrong in it is said with file and line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from lxml import etree

from converter.assets import asset
from converter.errors import ConverterError, MaterialError, MissingError, UnreadableError
from converter.notices import Notice

_NO_ACCESS: Any = cast(Any, etree.XSLTAccessControl).DENY_ALL  # no file, no folder, no network (lxml-stubs do not know it)
_XSL = "{http://www.w3.org/1999/XSL/Transform}"


def compile_stylesheet(path: Path) -> etree.XSLT:
    """The stylesheet, compiled. Modules that it includes are read from beside it; no document is read or written while it runs.

    Raises MissingError where it does not exist, UnreadableError for what is no stylesheet, MaterialError where one is broken.
    """
    tree = _parsed(path)
    try:
        return etree.XSLT(tree, access_control=_NO_ACCESS)
    except etree.XSLTParseError as error:
        raise _broken(path, error.error_log, str(error)) from error


def version_of(path: Path) -> str:
    """The XSLT that a stylesheet asks for: `1.0`, `3.0`. Raises as `compile_stylesheet`, and MaterialError where it does not say."""
    root = _parsed(path).getroot()
    simplified = root.get(f"{_XSL}version")  # a literal result element that is a stylesheet
    if root.tag not in (f"{_XSL}stylesheet", f"{_XSL}transform", f"{_XSL}package") and not simplified:
        raise UnreadableError(
            f"<{etree.QName(root).localname}> is no XSLT stylesheet",
            where=f"{path}:{root.sourceline}",
            hint="its root must be xsl:stylesheet",
        )
    version = simplified or root.get("version", "")
    if version not in ("1.0", "1.1", "2.0", "3.0"):
        said = f"it asks for XSLT {version}" if version else "it does not say its version"
        raise MaterialError(
            f"{said}; this command runs 1.0, 2.0 and 3.0", where=f"{path}:{root.sourceline}", hint='set version="1.0" if it needs no more'
        )
    return version


@lru_cache(maxsize=8)
def own_stylesheet(name: str) -> etree.XSLT:
    """A stylesheet of the package, compiled once in a process."""
    return compile_stylesheet(asset("xslt", name))


def run(
    stylesheet: etree.XSLT, tree: etree._Element, params: Mapping[str, str], *, where: str
) -> tuple[etree._XSLTResultTree, list[Notice]]:
    """The result and what xsl:message said. where: the TEI's name. Raises MaterialError where the stylesheet stops."""
    quoted = {name: etree.XSLT.strparam(value) for name, value in params.items()}
    try:
        result = stylesheet(tree, profile_run=False, **quoted)
    except etree.XSLTApplyError as error:
        raise MaterialError(
            f"the stylesheet stopped: {_said(_log(stylesheet)) or error}",
            where=where,
            hint="run it on this file alone with xsltproc to see where",
        ) from error
    return result, list(_notices(_log(stylesheet), where))


def _parsed(path: Path) -> etree._ElementTree:
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    try:
        return etree.parse(path, parser)
    except OSError as error:
        raise MissingError("no such stylesheet", where=str(path), hint="check the path given with --stylesheet") from error
    except etree.XMLSyntaxError as error:
        raise UnreadableError(f"not well-formed: {error.msg}", where=f"{path}:{error.lineno}", hint="open it in an XML editor") from error


def _broken(path: Path, log: etree._ListErrorLog, message: str) -> ConverterError:
    """The place is that of the first error that has a line; libxslt says what is wrong in the entries after it."""
    for entry in log:
        if entry.line > 0:
            name = entry.filename if entry.filename and not entry.filename.startswith("<") else str(path)
            return MaterialError(f"the stylesheet is broken: {_said(log)}", where=f"{name}:{entry.line}", hint="correct that line")
    return MaterialError(f"the stylesheet is broken: {message}", where=str(path), hint="run xsltproc on it to see more")


def _log(stylesheet: etree.XSLT) -> etree._ListErrorLog:
    """What the last run said (lxml-stubs do not know it)."""
    return cast(etree._ListErrorLog, getattr(stylesheet, "error_log"))  # noqa: B009


def _said(log: etree._ListErrorLog) -> str:
    return "; ".join(dict.fromkeys(entry.message for entry in log if entry.message))


def _notices(log: etree._ListErrorLog, where: str) -> Iterator[Notice]:
    """Each message once: an element without a rule is named with its first place and how often it stands."""
    places: dict[str, list[str]] = {}
    for entry in log:
        if entry.message.startswith("W-PUB-01|"):
            _, place, name = entry.message.split("|", 2)
            places.setdefault(name, []).append(place)
        elif entry.message:
            yield Notice("W-PUB-02", where, entry.message)
    for name, found in places.items():
        often = "" if len(found) == 1 else f", {len(found)} times"
        yield Notice("W-PUB-01", found[0] or where, f"<{name}> has no rule: shown as plain text{often}", file=where)
