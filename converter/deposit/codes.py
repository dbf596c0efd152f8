"""The notices of a deposit: what each code means and what to do."""

from __future__ import annotations

CODES: dict[str, tuple[str, str]] = {
    "W-DEP-01": (
        "A file in the edition's folder is not part of the edition (a copy kept as .bak, a hidden file, something put beside its folders), "
        "and does not go into the deposit.",
        "Nothing; or put it into a folder of the edition, such as html/ or source/, and deposit again.",
    ),
    "W-DEP-02": (
        "edition.toml says something about the edition that the header of its TEI lacks or says otherwise. The records of the deposit "
        "say it; who has the TEI alone does not see it.",
        "Build the edition again with the completed edition.toml; where a TEI file was corrected by hand, write it into its header.",
    ),
}
