"""Every number that segmentation weighs with, in nats unless it says otherwise, and what each one means."""

from __future__ import annotations

# --- column measure (em) -----------------------------------------------------------------------
WINDOW = 9  # rows above and below in which a column measure must show itself
SUPPORT = 3  # rows of one width in the window that make a measure
EVEN = 0.5  # rows of one column may differ by this much: squeezed punctuation
MOST_UNEVEN = 2.0  # em: characters may be lost, but not so many
WORN = 0.26  # share of neighbouring full rows of a grid that differ by a square, from which characters must be missing
RAGGED = 1.1  # em between neighbouring rows, in the median, from which characters must be missing
LOCAL_MEASURES = 3  # measures that are weighed for one row

# --- roles of rows -----------------------------------------------------------------------------
OFF_MEASURE = 2.2  # for each em that a full row is narrower than its column
GRID_OFF_MEASURE = 4.0  # the same where each character has its square
GRID_EVEN = 0.25  # em: there full rows are equal
TOO_WIDE = 2.5  # for each em that it is wider
WORST = 9.0  # no single width costs more
NO_INDENT = 3.0  # a paragraph whose first row is not indented
PLAIN_START = 0.5  # the same on a page that indents none
FULL_END = 0.7  # a paragraph that ends with a full row
OPEN_END = 6.0  # a paragraph that ends without a full stop
OLD_OPEN_END = 4.0  # the same before 1949
OLD_FULL_OPEN_END = 1.5  # there, where the row is full, the last stop had no square left
STOP_INSIDE = 2.0  # a row inside a paragraph happens to end with a full stop (one in fifteen)
OLD_STOP_INSIDE = 1.0  # the same in narrow old columns
BRACKET_END = 2.5  # a paragraph ends with a bracket: （作者为…）
COLON_END = 1.5  # a paragraph ends with a colon: a list or quotation follows
COLON_DISPLAY = 3.0  # a headline ends with a colon
LAST_ROW = 1.6  # a paragraph ends (one row in six)
UNMARKED = 7.0  # a paragraph begins without two blanks before it where the source sets them
MARKED_INSIDE = 7.0  # two such blanks stand before a row inside a paragraph
MARKED_DISPLAY = 3.0  # or before display
SINGLE = 3.0  # a paragraph of one row
WRAP = 2.5  # the column changes its measure inside a paragraph, beside a picture
DISPLAY = 2.0  # a row is display
QUESTION_IN_DISPLAY = 2.0  # a headline ends with a question mark
STOP_IN_DISPLAY = 6.0  # a headline ends with a full stop
STOP_WITHIN_DISPLAY = 4.0  # a headline has a full stop in the middle
MARK_IN_DISPLAY = 1.0  # a headline holds a comma; before 1949 three times that
OPEN_DISPLAY = 5.0  # a headline ends with a comma
EVEN_DISPLAY = 2.0  # a headline is as wide as the column
SPACED_DISPLAY = -2.0  # before 1949, a wide blank parts title and author
OVERPRINT = -6.0  # only display is printed twice, for shadow or outline
DASH_DECK = -4.0  # ——我市第一书记扶贫工作纪实
INTO_THE_MIDDLE = 7.0  # text begins as if in the middle of a paragraph
STARTS_IN_MIDDLE = 6.0  # a unit begins with 、 or ）
FORCED = 12.0  # 本报讯 always opens a paragraph
UNBROKEN = 0.1  # for each em of a paragraph's row without any punctuation
GAP = 3.0  # white space above a row, on pages where it parts paragraphs
NO_GAP = 2.0  # a paragraph begins without it on such a page

# --- articles ----------------------------------------------------------------------------------
ALPHA = 300.0  # words after which an article's own shares count as much as the language's
COHESION = 0.27  # of each nat that words come back: they are not independent of one another
AFFINITY = 1.0  # of each nat that a headline speaks of a text
CUT = 6.0  # an article begins without a headline over it
HEADLESS = 10.0  # an article without any headline
UNUSED_HEAD = 18.0  # a loose headline that heads nothing
UNUSED_DECK = 4.0  # the same right under another one: it may be its deck
UNUSED_SIGNED_HEAD = 36.0  # the same with a byline beside it
NOT_OVER = 8.0  # an article ends without a full stop
OLD_NOT_OVER = 2.0  # the same before 1949
CONNECTIVE = 4.0  # an article begins with 但是, 此外, 他
DATED_INSIDE = 20.0  # 本报讯 stands inside an article
CLOSED_INSIDE = 16.0  # （本报记者…） closes an article, yet it goes on
RUBRIC_INSIDE = 20.0  # 简讯, 要闻 stands inside an article
CROSSHEAD = 2.0  # display inside an article
LONG_CROSSHEAD = 1.0  # for each em over 12
OLD_CROSSHEAD = 10.0  # before 1949, of more than four characters
CHAPTER = -28.0  # 第十七囘 …: the chapter of a serial
LISTED = -12.0  # （一）… : a list or table, no headline
SECOND_LINE = 1.0  # for each further line of it
SIGNED_CROSSHEAD = 30.0  # with a byline
HEADED_REGION = 6.0  # where most display stands over its own text, display inside an article is rare
QUOTED = -2.0  # “扑下身子到村里干”: crossheads quote
ADJACENT = 3.0  # a headline stands right over its text
ADJACENT_BUT_LOOSE = -16.0  # the same on a page whose headlines are loose: it is a crosshead, most likely
FREE_ORDER = 2.0  # of log n!: what it must gain to take loose headlines out of their order
REFINE_REACH = 8  # texts by which a limit may be moved afterwards
BEAM_DEPTH = 40.0  # by how much a reading may be behind the best at its place and still be kept
BEAM = 14  # readings that are kept at each place
CUTS = 24  # places without a witness of their own where an article may begin, at most
LOOSE_HEADS = 14  # loose headlines that are weighed for each article, at most
CHOICES = 3  # loose headlines that are tried on one stretch of text
MANY_HEADLINES = 20.0  # four and more headlines inside an article
TAGGED_CROSSHEAD = 10.0  # （人民时评）: a column's name stands with an article's headline
OLD_DATED_CROSSHEAD = 10.0  # before 1949, over a dateline
VAGUE_HEAD = -14.0  # a loose headline is taken that says next to nothing of the text (below DOUBTFUL_HEAD)
HEADED_BETWEEN = 2  # articles well under their own headlines from behind which such a headline is not fetched
WELL_HEADED = 0.8  # 0 to 1: above this, a headline surely stands over its text
BESIDE_UNUSED = 3.0  # a headline stands right over the text and another one is taken
STANDING = 0.3  # 0 to 1: how surely display heads the text below where no headline is loose
SURELY_HEADED = 0.4  # 0 to 1: above this, a headline is not given up for a loose one without pay
MISFIT = 10.0  # nats by which a headline right over a text must fit another one better before its place counts for less
SERIES = 5.0  # crossheads come in sets of one shape: for each that has a fellow, where headlines are loose
AT_CROSSHEAD = 10.0  # an article begins right under what looks like a crosshead
TOO_COSTLY = 45.0  # what a stretch of text may hold inside before longer ones are given up

# --- links -------------------------------------------------------------------------------------
PHOTO_HEAD = 1.0  # nats for each word of a headline that a caption must say to have it as its own
DOUBTFUL_HEAD = 4.0  # nats: a loose headline that says less of its article is doubtful (cert low)
LIKELY_HEAD = 9.0  # nats: one that says less is likely (cert medium)
NEIGHBOUR_LEAD = 6.0  # nats by which another article must fit a headline better than the one beside it
CAPTION_HOME = 0.3  # nats a word: a caption is printed between the texts of the article
CAPTION_FITS = 0.5  # nats a word: a caption's words fit the article
DISAGREE = 3.0  # nats by which a headline must fit another article better before a notice says so

# --- columns that were read across -------------------------------------------------------------
ACROSS_SAMPLE = 48  # full rows that are looked at to tell whether a page was read across
ACROSS_ROWS = 40  # rows from which a page is looked at
MOST_COLUMNS = 8
WORD_ACROSS = 7.0  # a word stands across the break, at most
NO_WORD_ACROSS = -1.0  # none does: half of all breaks part no word
PAIR_ACROSS = 3.0  # the two characters at the break stand side by side elsewhere on the page, at most
NEW_PARAGRAPH = 2.0  # an indented row after a short last one, or else a full one
BROKEN_SHAPE = 3.0  # a row that cannot follow
NEW_COLUMN = 5.0  # a further column begins
OUT_OF_TURN = 1.5  # the columns do not come round in order
COLUMN_BEAM = 10
