"""Every number that geometry weighs with, and what each one means. em: the size of most characters; pitch: the step of most lines."""

from __future__ import annotations

# --- type (in em, or as a share) ---------------------------------------------------------------
DISPLAY = 1.15  # sizes of the body from which a line is display
LARGEST_LEDE = 1.55  # sizes: what is larger is no text, even if it reads as sentences
ALIKE = 0.12  # by which the sizes of one headline's lines may differ
ONE_TEXT = 0.1  # by which the sizes of one column's lines may differ
SLACK = 0.3  # em: edges are not drawn more exactly
LEADING = 1.95  # sizes from one line of a headline to its next
LOOSE_LEADING = 2.4  # the same where both are of one font and stand over one another
DROP_CAP = 1.7  # em: a letter at the start of a text that is this large is its initial

# --- columns -----------------------------------------------------------------------------------
NEXT_LINE = 1.62  # pitches from a line to the next one of its column
WRAPPED_LINE = 1.75  # the same where the measure changes beside a picture
OUTDENT = 2.6  # em by which a line may stand left of an indented one
HANGING = 1.2  # em by which punctuation may stick out of the column
INDENT = 0.8  # em from which a line opens a paragraph
DEEPEST_INDENT = 3.4  # em: a line that stands in further is centred, or wraps around something
FEW_INDENTED = 0.03  # share of lines below which a page indents no paragraph
BLANK_LINE = 2.3  # pitches from line to line over the blank one that parts two paragraphs: more is a picture's place, or another text
SHORT = 0.82  # of its column: a line that ends there ends a paragraph

# --- furniture ---------------------------------------------------------------------------------
TOP = 0.14  # of the page: a rule above that parts the page's head from its articles
TOP_PATTERN = 0.12  # of the page: where a date or page number is looked for
FOOT = 0.9  # of the page: where editors and addresses are looked for
MASTHEAD = 2.6  # em from which a few large characters at the top are the paper's name
LONG_RULE = 0.5  # of the page's width

# --- heads -------------------------------------------------------------------------------------
CLUSTER_GAP = 1.4  # sizes of the larger line between a headline and its kicker or deck
CLUSTER_OVERLAP = 0.5  # of the narrower
ABOVE_OVERLAP = 0.2  # the same for a kicker right above
NEAREST = 3.0  # sizes within which what no text claims goes to the nearest headline

# --- who comes before a column: another column ---------------------------------------------------
RIGHT = 1.2  # the next column stands right of it
RIGHT_GAP = 4.5  # em up to which that counts
FAR_RIGHT = 0.2  # the same further off
COLUMN_BETWEEN = -0.8  # for a column that stands between
LEVEL = 1.0  # both begin on one line
LOWER = 0.2  # the next one begins lower
HIGHER = -0.3  # it begins higher
BELOW = 1.4  # the next one stands below in the same column
BELOW_RULE = -1.2  # across a rule
BELOW_TEXT = -2.0  # across other text
FAR_BELOW = -0.25  # for each pitch of white beyond two
WHITE_BELOW = -0.8  # below white space, with a new paragraph, after a finished one
NEXT_ROW = 0.1  # the next one begins a new row of columns, at the left
SAME_WIDTH = 0.3
OTHER_WIDTH = -0.6
OTHER_SIZE = -2.0
OPEN_ON = 2.0  # a text that ends in the middle of a sentence, one that begins without indent
OPEN_INDENTED = -2.5  # the same, and it begins with a paragraph
CLOSED_ON = -0.6  # a text that ends a sentence, one that begins without indent
CLOSED_SHORT_ON = -1.8  # the same after a short last line
CLOSED_AMID = -2.5  # the same, and it begins with a small letter
DATED = -4.0  # 本报讯 opens an article
SIGNED = -3.0  # a byline stands right over it
CAME = -3.0  # （上接第一版） begins a text
CLOSED = -1.5  # a byline in brackets, or a jump line, has closed the text before
HEAD_OVER_BOTH = 0.8  # the headline over the one is over the other too
HEAD_BESIDE = 0.8  # it is over the next one, and this one begins on a level with it
HEAD_OVER_NEXT = -1.2  # only over the next one
CROSSHEAD_LED = 0.6  # a crosshead stands over the next column's text: it goes on
PAST_LAST = -0.5  # the headline is centred on the columns up to this one
LEDE_OVER = 1.6  # a lede stands over its text
LEDE_INSTEAD = -1.6  # another column before what stands under a lede
ANY = -1.0  # a text without headline is as likely
ACROSS_RULE = -0.4  # a rule stands between the columns, and has no fellow among the text's own columns

# --- who comes before a column: a headline --------------------------------------------------------
ABOVE = 2.0
FAR_ABOVE = -0.08  # for each pitch beyond three
ROW_START = 1.6  # over a later column of the row that begins here
BESIDE = 2.2  # a vertical headline beside
TURNED = 1.2  # the headline is the last thing in its column, the text begins at the top of the next one
WRAPS = 1.1  # text begins beside the headline and goes on under it
CENTRED = 1.0  # its middle, or its left edge, is that of the columns
OFF_CENTRE = -0.3
NOT_FIRST = -1.2  # a column further left stands under it, too
FROM_LEFT = -1.1  # it is centred on columns that begin further left, which have no headline
INDENTED = 0.5  # the text begins with a paragraph
UNINDENTED = -1.0
AMID_FIRST = -2.0  # the text begins with a small letter
DATED_TEXT = 0.8  # with a dateline
CROSSHEAD_FIRST = -0.6  # the text begins with a crosshead
SIZE = 0.15  # of log(size / em)
HEAD = 0.1  # what it is worth that a headline has a text
NO_PREDECESSOR = 0.0
DATED_ALONE = 0.3  # a text with a dateline needs none

# --- bylines, captions, rests ---------------------------------------------------------------------
BYLINE_REACH = 6.0  # em from a headline or text to what signs it
BYLINE_ABOVE = 5.0  # em that a text above counts further off than one below
CAPTION_REACH = 2.2  # em from a picture to its caption
ECHO = 6  # ideographs in a row that a caption and a headline both have, where it repeats it; three times as many letters
ECHO_REACH = 30.0  # em within which such a headline is looked for
CAPTION_LINES = 8
ABSORB_REACH = 8.0  # em from a text without headline to the article that takes it

# --- certainty ------------------------------------------------------------------------------------
SURE = 1.0  # by how much a reading must be better than the next best one to be sure
LIKELY = 0.4
AGREE = 9.0  # nats by which its own article's words must fit a headline better to make its link sure
PLACE_SAYS = 4.0  # of these nats, what each point by which a place is sure outweighs
DISAGREE = 8.0  # nats by which another article's words must fit a headline better before a notice says so
