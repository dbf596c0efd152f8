"""Takes the figures of a batch and gives the parts of its page: each is a heading with a table, a picture, or a list below it."""

from __future__ import annotations

from collections.abc import Iterable

from converter.report import charts
from converter.report.figures import MOST, SHORTEST, Code, Figures, Ranked, Step
from converter.report.lists import Links, doubts, facts, folded, ranking, reason, table, unseen
from converter.report.markup import Html, element, joined
from converter.report.words import choices, clock, count, grouped, measured, pace, seconds, share

_STATES = {"done": "done", "failed": "failed", "waiting": "waiting"}
_LEVELS = {"error": "Errors", "warning": "Warnings", "info": "For information"}
_DRAWN = 4  # stretches from which their course is a picture
_NAMES = {"org": "organisation"}


def section(name: str, title: str, *content: str) -> Html:
    return joined(element("section", element("h2", title), *content, id=name), Html("\n"))


def states(told: Figures) -> Html:
    """How many issues are done, failed, waiting, and what the done ones hold."""
    parts = [(group.state, group.issues) for group in told.groups]
    rows = [
        (
            joined(element("span", class_=f"mark {group.state}", aria_hidden="true"), _STATES[group.state]),
            grouped(group.issues),
            share(group.issues, told.issues),
            grouped(group.inputs),
            grouped(group.pages) if group.state == "done" else "—",
        )
        for group in told.groups
    ]
    heads = ("State", "Issues", "Share", "Files", "Pages")
    return joined(
        element("div", charts.stacked(parts), class_="states"),
        table(heads, rows, label="Issues by state", numbers=(1, 2, 3, 4)),
        element("p", "How many pages an issue has is known when it is done; until then, how many files were named for it.", class_="said"),
        _made(told),
    )


def _made(told: Figures) -> Html:
    done, times = told.group("done"), told.times
    rows = [
        ("Pages", grouped(done.pages), ""),
        ("Articles", grouped(done.articles), _each(done.articles, done.pages, "a page")),
        ("Characters", grouped(done.characters), _each(done.characters, done.pages, "a page")),
        ("Unassigned text", share(done.unassigned, done.characters), f"{count(done.unassigned, 'character')} that belong to no article"),
        ("Lost glyphs", grouped(done.lost), f"{measured(_per_mille(done.lost, done.characters))} for 1,000 characters"),
        ("Names and values", grouped(sum(number for _, number in told.entities)), "marked in the text"),
        ("Without text", grouped(done.empty), "issues that are done and hold no character"),
    ]
    if times:
        rows.append(("Time for a page", seconds(times.median), f"half of the issues; nine of ten in {seconds(times.tenth)}"))
        rows.append(("Memory", f"{grouped(times.peak_mib)} MiB", "the most that a worker held"))
    return facts(rows)


def failures(told: Figures, links: Links) -> Html:
    rows = [(kind.code, _meaning(kind.meaning, kind.remedy), grouped(kind.issues)) for kind in told.kinds]
    listed = joined(
        table(("Code", "What it means, and what to do", "Issues"), rows, label="Failures by code", numbers=(2,), kind="codes"),
        element("h3", "Which, and why"),
        element("p", "Put together by what is wrong; a row for each issue: ", element("code", "--format csv"), ".", class_="said"),
        element("ol", *(reason(one, links) for one in told.reasons), class_="failures"),
    )
    return section("failures", "Failures", listed if told.kinds else element("p", "Nothing failed."))


def notices(told: Figures, links: Links) -> Html:
    """Codes with what each means, how many issues have it, and how often, and the first of these issues."""
    parts = []
    for level, title in _LEVELS.items():
        codes = [code for code in told.notices if code.level == level]
        if codes:
            parts += [element("h3", title), _codes(codes, told.group("done").issues, title, links)]
    return section("notices", "Doubtful places and other notices", *(parts or [element("p", "There is no notice.")]))


def _codes(codes: list[Code], done: int, title: str, links: Links) -> Html:
    rows = [
        (
            code.code,
            joined(_meaning(code.meaning, code.remedy), doubts(code, links)),
            joined(grouped(code.issues), charts.bar(code.issues, done)),
            grouped(code.places),
        )
        for code in codes
    ]
    return table(
        ("Code", "What it means, and what to do", "Issues", "Places"), rows, label=f"Notices: {title}", numbers=(2, 3), kind="codes"
    )


def _meaning(meaning: str, remedy: str) -> Html:
    return joined(_quoted(meaning or "not known to this version"), remedy and element("span", _quoted(remedy), class_="from"))


def _quoted(text: str) -> Html:
    """What stands between two backticks is code."""
    return joined(*(element("code", part) if n % 2 else part for n, part in enumerate(text.split("`"))))


def worst(told: Figures, links: Links) -> Html:
    """Three lists, each with its measure."""
    few = told.group("done").short
    left = f"{count(few, 'issue')} of fewer than {SHORTEST} characters {'is' if few == 1 else 'are'} not ranked." if few else ""
    most = f"{MOST} issues at most in each list." if told.group("done").issues > MOST else ""

    def per_mille(one: Ranked) -> tuple[str, str]:
        return measured(one.value), f"{grouped(one.count)} of {grouped(one.characters)}"

    def part(one: Ranked) -> tuple[str, str]:
        return share(one.count, one.characters), f"{grouped(one.count)} of {grouped(one.characters)}"

    lists = (
        (
            "Most doubtful",
            "Warnings and errors for each 1,000 characters.",
            ("for 1,000", "places of characters"),
            told.doubtful,
            per_mille,
        ),
        ("Most unassigned text", "Share of the characters that belong to no article.", ("share", "characters"), told.unassigned, part),
        (
            "Most lost glyphs",
            "Glyphs lost in extraction for each 1,000 characters.",
            ("for 1,000", "glyphs of characters"),
            told.lost,
            per_mille,
        ),
    )
    shown = [
        joined(
            element("h3", title),
            element("p", measure, class_="said"),
            ranking(heads, ranked, words, links, title) if ranked else element("p", "None."),
        )
        for title, measure, heads, ranked, words in lists
    ]
    return section("worst", "The worst pages", (most or left) and element("p", f"{most} {left}".strip(), class_="said"), *shown)


def entities(told: Figures) -> Html:
    most = max((number for _, number in told.entities), default=0)
    rows = [(_NAMES.get(kind, kind), joined(charts.bar(number, most)), grouped(number)) for kind, number in told.entities]
    listed = table(("Kind", unseen("Drawn"), "Mentions"), rows, label="Mentions by kind", numbers=(2,))
    return section("names", "Names and values", element("div", listed, class_="bars") if rows else element("p", "None is marked."))


def times(told: Figures, links: Links) -> Html:
    """How long a page takes, when the pages were made, which took longest."""
    if not told.times:
        return section("times", "Time", element("p", "Nothing is done yet."))
    most = max(step.issues for step in told.times.steps)
    rows = [(_step(step), joined(charts.bar(step.issues, most)), grouped(step.issues)) for step in told.times.steps]

    def slow(one: Ranked) -> tuple[str, str]:
        return seconds(one.value), grouped(one.pages)

    return section(
        "times",
        "Time",
        element("h3", "Time for a page"),
        element(
            "p",
            f"Half of the issues took {seconds(told.times.median)} a page or less, the slowest {seconds(told.times.most)}.",
            class_="said",
        ),
        element(
            "div",
            table(("Seconds a page", unseen("Drawn"), "Issues"), rows, label="Issues by time for a page", numbers=(2,)),
            class_="bars",
        ),
        *_course(told),
        element("h3", "The slowest"),
        ranking(("a page", "pages"), told.slowest, slow, links, "The slowest"),
    )


def _step(step: Step) -> str:
    if step.below is None:
        return f"from {step.least:g}"
    return f"{step.least:g} to {step.below:g}" if step.least else f"below {step.below:g}"


def _course(told: Figures) -> Iterable[Html]:
    """Pages over time: the runs one after another, without the time between them."""
    if not told.stretches:
        return
    parts, runs = told.stretches, {one.run for one in told.stretches}
    mean = sum(one.pages for one in parts) / sum(one.seconds for one in parts)
    best = max(parts, key=lambda one: one.pages / one.seconds)
    span, unit = pace(mean)
    best_told = f", {measured(best.pages / best.seconds * span)} at best (from {clock(best.began)})" if len(parts) > 1 else ""
    words = f"{measured(mean * span)} pages a {unit} on average{best_told}."
    which = f" The last {len(runs)} runs one after another, without the time between them." if len(runs) > 1 else ""
    again = " A page that was made again counts where it was made last."
    yield element("h3", "Pages over time")
    yield element("p", words, which, again, class_="said")
    if len(parts) < _DRAWN:
        return
    drawn = charts.columns(
        [(one.seconds, one.pages / one.seconds, n > 0 and one.run != parts[n - 1].run) for n, one in enumerate(parts)], words
    )
    rows = [(clock(one.began), str(one.run), seconds(one.seconds), grouped(one.pages), measured(one.pages / one.seconds)) for one in parts]
    heads = ("Began", "Run", "Length", "Pages", "Pages a second")
    scale = element("p", element("span", clock(parts[0].began)), element("span", clock(told.until)), class_="scale said")
    yield element("div", drawn, scale, class_="timeline")
    yield folded("the same in figures", table(heads, rows, label="Pages over time", numbers=(1, 2, 3, 4)))


def runs(told: Figures) -> Html:
    rows = [
        (
            str(run.run), clock(run.began), run.ending or "no end", seconds(run.worked), grouped(run.issues), grouped(run.failed),
            measured(run.pages / run.worked if run.worked else 0.0),
        )
        for run in told.runs
    ]  # fmt: skip
    heads = ("Run", "Began", "Ending", "Worked", "Done", "Failed", "Pages a second")
    cut = f"The last {len(told.runs)} of {grouped(told.run_count)} runs. " if told.run_count > len(told.runs) else ""
    note = f"{cut}An issue counts in the run that made it last. A run without an end is at work still, or was killed."
    made = [
        (element("code", one.choices[:8]), choices(one.said) or "whole editions, and nothing else", one.version, grouped(one.issues))
        for one in told.made_with
    ]
    return section(
        "runs",
        "Runs and choices",
        table(heads, rows, label="Runs", numbers=(0, 3, 4, 5, 6), kind="told"),
        element("p", note, class_="said"),
        *(
            (
                element("h3", "What the outputs were made with"),
                table(("Choices", "What was chosen", "Version", "Issues"), made, label="Issues by version and choices", numbers=(3,)),
            )
            if made
            else ()
        ),
    )


def _each(part: int, whole: int, word: str) -> str:
    return f"{measured(part / whole)} {word}" if whole else ""


def _per_mille(part: int, whole: int) -> float:
    return 1000 * part / whole if whole else 0.0
