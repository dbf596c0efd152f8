"""What the repairs' notices mean and what to do about them, for `broadsheet explain`."""

CODES: dict[str, tuple[str, str]] = {
    "I-REP-01": (
        "The page was printed with a doubled text layer (a shadow or an outline): the same words came out twice. The copy is `surplus` in the TEI.",
        "Nothing. If a newspaper really printed the words twice, take the surplus element away in the TEI.",
    ),
    "I-REP-02": (
        "Lines were set wide, with a blank after each character. The blanks are dropped in the text; sourceDoc keeps them.",
        "Nothing.",
    ),
    "I-REP-03": (
        "The extractor put blanks around digits and letters, or at the ends of lines. They are dropped in the text; sourceDoc keeps them.",
        "Nothing.",
    ),
    "I-REP-04": (
        "A word was broken at a line's end; its hyphen is a weak `pc` in the TEI and does not show in the reading text.",
        "Where the hyphen belongs to the word, take the pc element away and leave the hyphen; where it is in doubt (force inter), decide.",
    ),
    "I-REP-09": (
        "A text begins with an initial that reaches over several lines. It is a `hi` with rend drop-cap, and joined to the word that goes on beside it.",
        "Nothing. Where a short word stands alone (A, I) and was joined, or the other way round, set @break of the lb that follows.",
    ),
    "I-REP-05": (
        "The font mapped some characters to radicals or compatibility ideographs. The text has the plain characters, sourceDoc what was read.",
        "Nothing.",
    ),
    "W-REP-06": (
        "A blank stands inside a running sentence where newspapers print none: a glyph was lost in extraction. The TEI has a `gap` there.",
        "Look at the printed page and put `supplied` with your @resp instead of the gap.",
    ),
    "W-REP-08": (
        "A mark (U+FFFD or □) stands where a character could not be read, by the extractor or already in print. The TEI has `unclear` around it.",
        "Look at the printed page and put choice with sic and corr, with your @resp.",
    ),
    "I-REP-07": (
        "Blanks between Chinese characters are so many on this page, or so placed, that they stem from setting or from aligned names; they are dropped.",
        "Nothing. If glyphs are missing there after all, put a gap or supplied in the TEI.",
    ),
}
