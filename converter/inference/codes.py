"""The notices about metadata: what each code means and what to do."""

from __future__ import annotations

CODES: dict[str, tuple[str, str]] = {
    "W-META-01": (
        "The page tells no date of the issue, and nothing in its text gives a bound for it; the edition is without a date.",
        'Look at the masthead of the printed issue and add to edition.toml, under [issue]: date = "2020-12-21".',
    ),
    "W-META-02": (
        "The page prints no date. The last day that its datelines speak of as past, in the last year that the text speaks of, is given as the "
        "earliest day of the issue.",
        'If you know the day, add to edition.toml, under [issue]: date = "2020-12-21".',
    ),
    "W-META-03": (
        "The page prints a date and a weekday that do not belong together; one of the two is misprinted or was misread. A stated day is kept.",
        'Compare with the page, and add the right day to edition.toml, under [issue]: date = "2020-12-21".',
    ),
    "W-META-04": (
        "The pages of the issue print different dates; the one with the better support was taken.",
        "If the pages are of several issues, convert each issue by itself. Otherwise add the right day to edition.toml, under [issue].",
    ),
    "W-META-05": (
        "What was stated about the issue is not what the page prints. What was stated was taken.",
        "Correct edition.toml or the option, if it is wrong there.",
    ),
    "W-META-12": (
        "A source says another newspaper or date of itself than was stated, or than the source before it says. That of the source was left out.",
        "If it is of another issue, convert it by itself. Otherwise correct edition.toml or the option, if it is wrong there.",
    ),
    "W-META-13": (
        "The masthead or the page line names another newspaper than was stated. What was stated was taken.",
        "If the page is of another paper, put an edition.toml of its own beside it. Otherwise correct edition.toml or the option.",
    ),
    "W-META-06": (
        "The page does not tell the name of the newspaper; the edition is without it.",
        'Add to edition.toml, under [newspaper]: title = "吕梁日报".',
    ),
    "W-META-07": (
        "The name of the newspaper was guessed from how the text speaks of a paper; the page has no masthead or page line with it.",
        "Add the name to edition.toml, under [newspaper], as `title`; then it is no longer marked as doubtful.",
    ),
    "W-META-08": (
        "The language of the text is doubtful: it is short, mixed, or of a kind that is not known here.",
        'Add to edition.toml, under [newspaper]: language = "zh-Hans" (a BCP 47 tag).',
    ),
    "I-META-09": (
        "The page does not print its number; the edition counts the pages as they were given.",
        "Add the printed number to edition.toml, as `label` of its [[page]].",
    ),
    "I-META-10": (
        "Nothing is known about the rights in the newspaper; the edition says so.",
        'Add to edition.toml, under [rights]: statement = "http://rightsstatements.org/vocab/InC/1.0/", or another statement that is true.',
    ),
    "W-META-11": (
        "A page has a number above the count of pages of its issue: one of the two is wrong, or the paper counts on from issue to issue.",
        "Compare with the page, and correct `pages` under [issue], or the `label` of the [[page]], in edition.toml.",
    ),
}
