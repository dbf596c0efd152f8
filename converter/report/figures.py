"""What a report says of a batch, as values: counted from its ledger, bounded in size however many issues there are, the keys of its JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from converter.notices import LEVELS, Level

State = Literal["done", "failed", "waiting"]
MOST = 50  # issues in a list, runs in the table of runs
SHORTEST = 200  # characters: a page with fewer is not ranked, as one doubtful place would make it the worst of all


@dataclass(frozen=True, slots=True)
class Group:
    """Issues of one state. inputs: files that were named for them; the other figures are known of issues that are done.

    characters: without white space; lost: glyphs; unassigned: characters that belong to no article; empty: issues without any character;
    short: issues with fewer than `SHORTEST` characters, which no list of the worst holds.
    """

    state: State
    issues: int = 0
    inputs: int = 0
    pages: int = 0
    articles: int = 0
    characters: int = 0
    lost: int = 0
    unassigned: int = 0
    empty: int = 0
    short: int = 0


@dataclass(frozen=True, slots=True)
class Kind:
    """Issues that failed with one code. meaning, remedy: what `explain` says; empty for a code that this version does not know."""

    code: str
    issues: int
    meaning: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Named:
    """An issue as a list names it. key: its place below the batch's folder; input: the first of its inputs; output: its first TEI file below that folder."""

    key: str
    input: str
    inputs: int
    output: str | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """An issue that has a notice, the place of its first one, and what that says: empty for information, which a ledger has by number only."""

    issue: Named
    place: str
    message: str


@dataclass(frozen=True, slots=True)
class Code:
    """Notices of one code in issues that are done. places: how many notices; first: the first issues that have one, in the order of the batch."""

    code: str
    issues: int
    places: int
    first: tuple[Doubt, ...]
    meaning: str
    remedy: str

    @property
    def level(self) -> Level:
        return LEVELS.get(self.code[:1], "info")


@dataclass(frozen=True, slots=True)
class Ranked:
    """An issue in a list of the worst. value: the measure; count: what was counted (places, characters, glyphs; seconds in that of the slowest)."""

    issue: Named
    value: float
    count: float
    pages: int
    characters: int


@dataclass(frozen=True, slots=True)
class FailedIssue:
    """An issue without output, and why."""

    issue: Named
    code: str
    what: str
    where: str | None
    hint: str | None
    attempts: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Failures with one code and the same words, but for figures and what is quoted in them. code: empty for what is left when `MOST` are told; first: some of the issues."""

    code: str
    issues: int
    first: tuple[FailedIssue, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Issues whose pages took from `least` to `below` seconds each; below: None in the last step."""

    least: float
    below: float | None
    issues: int


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds per page of the issues that are done, each issue's mean counted once. tenth: nine of ten issues took less. peak_mib: the most that a worker held."""

    issues: int
    median: float
    tenth: float
    most: float
    peak_mib: float
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a run: when it began (ISO 8601, UTC), how long it was, what was made in it."""

    run: int
    began: str
    seconds: float
    issues: int
    pages: int


@dataclass(frozen=True, slots=True)
class RunMade:
    """A run. issues, failed, pages: of what it was the last to make; worked: seconds from its beginning to the last of these."""

    run: int
    began: str
    ended: str | None
    ending: str | None
    version: str
    choices: str
    said: str
    issues: int = 0
    failed: int = 0
    pages: int = 0
    worked: float = 0.0


@dataclass(frozen=True, slots=True)
class MadeWith:
    """Issues that are done, by the version and the choices that they were made with. said: these choices, in JSON."""

    version: str
    choices: str
    said: str
    issues: int


@dataclass(frozen=True, slots=True)
class Passed:
    """Files that are no pages, by ending: how many, and the address of the first."""

    ending: str
    files: int
    first: str


@dataclass(frozen=True, slots=True)
class Twins:
    """Issues that were made of a page with the same bytes: how many, and the first of them."""

    issues: int
    first: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it. since, until: the first and the last time in the ledger (ISO 8601, UTC); left: issues of earlier runs that the last run did not name.

    departed: issues that a later run looked for where they were, and did not find: they count in no other figure. overtaken: failed ones
    that keep the output of an earlier state. passed_over: by the last run. twin_groups: pages that are there more than once.
    Lists hold `MOST` issues at most, the worst first. doubtful: warnings and errors for each
    1,000 characters; unassigned: share of the characters; lost: glyphs for each 1,000 characters; slowest: seconds per page.
    """

    since: str | None
    until: str | None
    left: int
    groups: tuple[Group, ...]
    kinds: tuple[Kind, ...]
    reasons: tuple[Reason, ...]
    notices: tuple[Code, ...]
    entities: tuple[tuple[str, int], ...]
    doubtful: tuple[Ranked, ...]
    unassigned: tuple[Ranked, ...]
    lost: tuple[Ranked, ...]
    slowest: tuple[Ranked, ...]
    times: Times | None
    stretches: tuple[Stretch, ...]
    runs: tuple[RunMade, ...]
    run_count: int
    made_with: tuple[MadeWith, ...]
    passed_over: tuple[Passed, ...]
    overtaken: int
    overtaken_first: tuple[Named, ...]
    departed: int
    departed_first: tuple[Named, ...]
    twin_groups: int
    twins: tuple[Twins, ...]

    def group(self, state: State) -> Group:
        return next((group for group in self.groups if group.state == state), Group(state))

    @property
    def issues(self) -> int:
        return sum(group.issues for group in self.groups)
