"""Takes a stylesheet of XSLT 2.0 or 3.0 and TEI; gives what it makes of each file. Promises: while it runs it reads no file, no folder and no network.

Done by SaxonC-HE (the extra `saxon`; its licence is MPL-2.0). Its modules are read from the disk while it is compiled, never from the network.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from converter.errors import MaterialError, MissingError
from converter.notices import Notice

# https://www.saxonica.com/documentation12/#!configuration/config-features
_PROTOCOLS = "http://saxon.sf.net/feature/allowedProtocols"
_FOREIGN_CODE = "http://saxon.sf.net/feature/allow-external-functions"  # shut, it also shuts xsl:result-document, which writes files
INSTALL = "python -m pip install 'broadsheet[saxon]'"


def run_later(
    stylesheet: Path, version: str, files: Iterable[tuple[str, bytes]], params: Mapping[str, str]
) -> Iterator[tuple[bytes, list[Notice]]]:
    """The output for each file, as UTF-8, and what xsl:message said. files: name and XML without DOCTYPE. params: as strings.

    Raises MissingError without the extra, MaterialError for a stylesheet that is broken or stops.
    """
    try:
        import saxonche
    except ImportError as error:
        raise MissingError(
            f"it asks for XSLT {version}, which needs SaxonC", where=str(stylesheet), hint=f"install it: {INSTALL}; XSLT 1.0 runs without"
        ) from error
    with saxonche.PySaxonProcessor(license=False) as processor:
        processor.set_configuration_property(_FOREIGN_CODE, "off")
        processor.set_configuration_property(_PROTOCOLS, "file")
        try:
            compiled = processor.new_xslt30_processor().compile_stylesheet(stylesheet_file=str(stylesheet.absolute()))
        except saxonche.PySaxonApiError as error:
            raise MaterialError(f"the stylesheet is broken: {_said(error)}", where=str(stylesheet), hint="correct that line") from error
        processor.set_configuration_property(_PROTOCOLS, "none")  # the name of no protocol: nothing is read any more
        compiled.set_property("!encoding", "UTF-8")  # what is declared is what is written
        for name, value in params.items():
            compiled.set_parameter(name, processor.make_string_value(value))
        for where, content in files:
            yield _run(saxonche, processor, compiled, where, content)


def _run(saxonche: Any, processor: Any, compiled: Any, where: str, content: bytes) -> tuple[bytes, list[Notice]]:
    compiled.set_save_xsl_message(True)
    try:
        tree = processor.parse_xml(xml_text=content.decode("utf-8"))
        made = compiled.transform_to_string(xdm_node=tree)
    except saxonche.PySaxonApiError as error:
        told = "; ".join(_messages(compiled))
        raise MaterialError(
            f"the stylesheet stopped: {told or _said(error)}", where=where, hint="run it on this file alone to see where"
        ) from error
    return (made or "").encode("utf-8"), [Notice("W-PUB-02", where, said) for said in dict.fromkeys(_messages(compiled))]


def _messages(compiled: Any) -> list[str]:
    said = compiled.get_xsl_messages()
    return [message.string_value for message in said] if said is not None else []


def _said(error: Exception) -> str:
    return " ".join(str(error).split())
