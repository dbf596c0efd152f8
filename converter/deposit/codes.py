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
    "W-DEP-03": (
        "The publisher has no identifier of the Research Organization Registry (ROR). The bag is complete without it; an RO-Crate should "
        "name an organisation by one, and checks of crates ask for it.",
        'Look the publisher up at ror.org and write publisher_ror = "https://ror.org/…" below [edition]; if it has none, nothing.',
    ),
    "W-DEP-04": (
        "A file of the edition is no longer as build or publish wrote it: it was changed, or is gone. The deposit takes what is there.",
        "If nobody meant to change it: broadsheet publish for the HTML, broadsheet build for the rest; then deposit again.",
    ),
    "W-DEP-05": (
        "Two editions are cited by the same identifier, often because one edition.toml served for several issues. An archive may take them for one.",
        "Give each edition an edition.toml with an identifier of its own, build, and deposit again.",
    ),
}
