"""Takes the figures of a batch and gives its page: HTML that reads without scripts, asks nothing of anyone, and has the look of the editions."""

from __future__ import annotations

from converter.report import sections
from converter.report.apart import apart
from converter.report.figures import Figures
from converter.report.lists import Links
from converter.report.markup import Html, document, element, joined
from converter.report.words import clock, count, day, grouped, plain, seconds
from converter.version import __version__

STYLES = ("edition.css", "report.css")  # files of xslt/ that lie beside the page
ICON = "icon.svg"
_PARTS = (
    ("states", "Overview"),
    ("failures", "Failures"),
    ("notices", "Notices"),
    ("worst", "Worst pages"),
    ("names", "Names"),
    ("apart", "Beside"),
    ("times", "Time"),
    ("runs", "Runs"),
)


def page(told: Figures, links: Links) -> bytes:
    """links: of an issue's outputs. The same figures and links give the same bytes."""
    done = told.group("done").issues
    title = (
        f"{grouped(done)} of {count(told.issues, 'issue')} {'is' if told.issues == 1 else 'are'} done"
        if told.issues
        else "No issue was found yet"
    )
    body = element(
        "body",
        element("a", "To the report", class_="skip", href="#text"),
        _masthead(told),
        element(
            "main",
            element("h1", title),
            _lead(told),
            *(_parts(told, links) if told.issues else (sections.runs(told),)),
            id="text",
            class_="report",
        ),
        _colophon(told),
    )
    return document("en", _head(f"{title} · batch report", told), body)


def _parts(told: Figures, links: Links) -> tuple[Html, ...]:
    return (
        _contents(),
        sections.section("states", "Overview", sections.states(told)),
        sections.failures(told, links),
        sections.notices(told, links),
        sections.worst(told, links),
        sections.entities(told),
        apart(told, links),
        sections.times(told, links),
        sections.runs(told),
    )


def _head(title: str, told: Figures) -> Html:
    failed = told.group("failed").issues
    description = f"{title}: {count(failed, 'failure')}, notices by code, text quality, names, and time of a batch of newspaper issues."
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("title", title),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("meta", name="description", content=description),
        element("link", rel="icon", href=ICON, type="image/svg+xml"),
        *(element("link", rel="stylesheet", href=name) for name in STYLES),
    )


def _masthead(told: Figures) -> Html:
    since, until = day(told.since), day(told.until)
    dates = since if since == until else f"{since} to {until}"
    return element(
        "header", element("p", "Batch report", class_="paper"), element("p", plain(dates), class_="issue-line"), class_="masthead"
    )


def _lead(told: Figures) -> Html:
    """What there is to do, in sentences."""
    failed, waiting = told.group("failed").issues, told.group("waiting").issues
    said: list[str] = []
    if told.runs and told.runs[0].ended is None:
        said.append(f"The last run, begun {clock(told.runs[0].began)}, has no end: it is at work still, or was killed.")
    if waiting:
        said.append(
            f"{count(waiting, 'issue')} {'waits' if waiting == 1 else 'wait'}: the same command goes on with {'it' if waiting == 1 else 'them'}."
        )
        if pace := next(((run.issues + run.failed) / run.worked for run in told.runs if run.worked and run.issues + run.failed), 0.0):
            said.append(f"At the pace of the last run that takes {seconds(waiting / pace)}.")
    parts: list[str] = [" ".join(said)]
    if failed:
        parts += [
            f" {count(failed, 'issue')} failed; when the reasons are mended, type the same command with ",
            element("code", "--retry failed"),
            f"; {grouped(told.overtaken)} of them {'keeps' if told.overtaken == 1 else 'keep'} the output of an earlier state."
            if told.overtaken
            else ".",
        ]
    if told.left:
        parts.append(
            f" {count(told.left, 'issue')} of earlier runs {'was' if told.left == 1 else 'were'} not among the inputs of the last one."
        )
    if told.departed:
        parts.append(
            f" {count(told.departed, 'issue')} of earlier runs {'is' if told.departed == 1 else 'are'} not found where {'it was' if told.departed == 1 else 'they were'}; the outputs stay."
        )
    return element("p", *parts, class_="lead") if any(parts) else joined()


def _contents() -> Html:
    entries = (element("li", element("a", title, href=f"#{name}")) for name, title in _PARTS)
    return element("nav", element("ul", *entries), class_="jumps", aria_label="Parts of the report")


def _colophon(told: Figures) -> Html:
    return element(
        "footer",
        element(
            "p", f"Counted by broadsheet {__version__} from the ledger of the batch as it was at {clock(told.until)}. Times are in UTC."
        ),
        element(
            "p",
            "The same as data: ",
            element("code", "broadsheet report DIR --format json"),
            "; a row for each issue, for a spreadsheet: ",
            element("code", "--format csv"),
            ".",
        ),
        class_="colophon",
    )
