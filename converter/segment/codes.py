"""What the notices of segmentation mean and what to do about them, for `broadsheet explain`."""

CODES: dict[str, tuple[str, str]] = {
    "W-SEG-01": (
        "A headline is printed on the page, but no text, picture or other headline claims it. It stands in a div of type unassigned.",
        "Look at the printed page and move the head to its article in the TEI.",
    ),
    "W-SEG-02": (
        "An article has no headline in the source: it has none, extraction lost it, or it could not be told which one is its own.",
        "Where the page prints one, add head type='main'. Never make one up.",
    ),
    "W-SEG-03": (
        "Where one article ends and the next begins was told by the words alone: no headline, byline, dateline or end mark stands there.",
        "Read the two paragraphs at the limit. Move div limits in the TEI if they belong together.",
    ),
    "W-SEG-04": (
        "A byline is printed apart from its headline and text, so which article it signs is a guess (cert in the TEI).",
        "Look at the printed page; move the byline, or take its cert away.",
    ),
    "W-SEG-05": (
        "Two witnesses disagree: the headline was linked by one (its words, or its place), and the other points to another article.",
        "Look at the printed page; move the head, or take its cert away.",
    ),
    "W-SEG-06": (
        "Text of the page belongs to no article that could be told: it stands in a div of type unassigned, block by block.",
        "Move it where it belongs, or call it advertisement or page furniture.",
    ),
    "W-SEG-07": (
        "A picture's caption is printed apart from articles, and its words fit none of them well (cert on the figure).",
        "Look at the printed page; move the figure, or take its cert away.",
    ),
    "W-SEG-08": (
        "A headline was linked to its article by its words, and they say little of it (cert on the head).",
        "Look at the printed page; move the head, or take its cert away.",
    ),
}
