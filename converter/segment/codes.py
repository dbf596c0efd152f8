"""What the notices of segmentation mean and what to do about them, for `broadsheet explain`."""

CODES: dict[str, tuple[str, str]] = {
    "W-SEG-01": (
        "A headline, or another line, is printed on the page, but no text, picture or other headline claims it. It stands in a div of type unassigned.",
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
    "W-SEG-09": (
        "A line was taken for a headline, but a word runs from its end into the text below: it may be the first row of that text.",
        "Look at the printed page. Where it is text, put its words at the start of the paragraph and join the article with the one above.",
    ),
    "W-SEG-10": (
        "The same headline stands on the page twice, perhaps letter-spaced in one place: printed with a picture and with its text, or drawn twice.",
        "Look at the printed page. A copy that the text layer alone has goes into surplus; one that is printed stays.",
    ),
    "W-SEG-11": (
        "A long text has no stop and no comma, as in narrow columns of old pages or where punctuation was lost: articles, headlines and "
        "paragraphs cannot be told apart in it (cert on the article).",
        "Divide it by the printed page.",
    ),
    "W-SEG-12": (
        "The page's script parts words with blanks, so it is read by its blank lines and line lengths, and the text has no blank lines: "
        "where articles and paragraphs begin is not reliable on this page.",
        "Convert from a source that keeps blank lines or the layout (ALTO, PAGE, PDF), or check every article against the printed page.",
    ),
    "W-SEG-13": (
        "A jump line (下转, 上接, continued on) says that the article goes on, or comes from, another page. The two parts are not joined.",
        "Where the other part is in the file, give the two div next and prev, and the ref of the jump line its target.",
    ),
    "W-SEG-14": (
        "A jump line leads to a page on which several articles say that they come from its page, and their words do not tell which one goes on.",
        "Look at the printed pages. Give the two div that belong together next and prev, and the ref of the jump line its target.",
    ),
    "W-SEG-20": (
        "Two witnesses disagree: a headline stands over one article, and its words speak of another (cert on the head). The page has places and "
        "type, so the place was believed.",
        "Look at the printed page; move the head, or take its cert away.",
    ),
    "W-SEG-21": (
        "By its place on the page a headline may head another text about as well, and its words do not decide it (cert on the head).",
        "Look at the printed page; move the head, or take its cert away.",
    ),
    "W-SEG-22": (
        "Where a column of text goes on was told by places and by how sentences end, and another reading is about as good (cert on the article).",
        "Read the last line above and the first line of the column; move its paragraphs if they do not belong together.",
    ),
    "W-SEG-23": (
        "A column of text has no headline over it and goes on from no other column: it was put to the nearest article.",
        "Look at the printed page; move its paragraphs, or give them a div of their own.",
    ),
    "W-SEG-24": (
        "A byline or caption stands about as near to one article as to another (cert in the TEI).",
        "Look at the printed page; move it, or take its cert away.",
    ),
    "W-SEG-25": (
        "Lines have no box, or are turned another way than the page is read: they have no place in its reading order and stand in a div of type unassigned.",
        "Move them where they belong, or call them advertisement or page furniture.",
    ),
    "W-SEG-26": (
        "The page has more lines than any printed page, too many to weigh them against each other: they were parted in their order.",
        "Part the file where its pages end, with form feeds or as files of their own, and convert it again.",
    ),
}
