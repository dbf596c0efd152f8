"""Sets one article into its box: head where its form says, picture and caption, byline where the paper has it, text through what is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from random import Random

from layouts.breaking import Copy
from layouts.faces import width
from layouts.flow import Flow, cut
from layouts.heads import Job, over, upright, wide_lede
from layouts.sheet import Rect, Sheet
from layouts.story import Gold, Newsroom, pick
from layouts.style import Style


@dataclass
class Desk:
    """A page on the desk."""

    sheet: Sheet
    style: Style
    room: Newsroom
    gold: Gold
    chance: Random
    features: dict[str, int]

    def say(self, feature: str) -> None:
        """Counts what the page has, for the table of what a set covers."""
        self.features[feature] = self.features.get(feature, 0) + 1

    def say_of_item(self, feature: str) -> None:
        """The same of the item that was set last."""
        self.say(feature)
        self.gold.articles[-1].forms.append(feature)


def set_article(desk: Desk, box: Rect, count: int, *, taken: Sequence[Rect] = (), plain: bool = False) -> None:
    """A news item in `count` columns. taken: what another item has of the box; plain: a head over all columns, nothing else."""
    style, chance = desk.style, desk.chance
    area = box.width * box.height - sum(rect.width * rect.height for rect in taken)
    story = desk.room.story(int(area / (style.size * style.leading) * (2.4 if style.latin else 1.05)))
    columns = style.columns_of(box.left, box.right, count)
    job = Job(desk.sheet, style, chance, story, desk.gold.new(), box, columns, list(taken))
    ways = (("below head", 0.45), ("in column", 0.15), ("at end", 0.15), ("run in", 0.1 if not style.latin else 0.0), ("none", 0.15))
    job.byline = pick(chance, *ways)
    _head(desk, job, plain or bool(taken))
    if not plain and chance.random() < 0.3 and box.height > 24 * style.leading:
        _picture(desk, job)
    boxes = [Rect(left, box.top, right, box.bottom) for left, right in job.columns]
    segments = cut(boxes, job.taken, style)
    flow = Flow(desk.sheet, style, segments, job.printed)
    _text(desk, job, flow)
    if style.column_rules and not plain:
        _column_rules(desk, segments)


def _head(desk: Desk, job: Job, plain: bool) -> None:
    chance, count = desk.chance, len(job.columns)
    kicker = chance.random() < 0.3
    deck = pick(chance, ("none", 0.6), ("below", 0.3), ("right", 0.1 if count >= 3 else 0.0))
    if job.box.height < 22 * job.style.leading and count == 1:
        kicker, deck = False, "none"
    tall, wide = job.box.height > 16 * job.style.leading, count >= 3
    narrow = job.box.width < 20 * job.style.size  # too little would be left beside an upright head
    level = narrow or any(sign in "，？" or (sign.isascii() and sign.isalnum()) for sign in job.story.main + job.story.kicker)
    form = pick(
        chance,
        ("over all", 0.52),
        ("over first", 0.0 if plain or count < 2 else 0.16),
        ("over last", 0.0 if plain or not wide else 0.04),
        ("in the middle", 0.0 if plain or not wide else 0.07),
        ("upright left", 0.0 if plain or level or not tall or job.style.latin else 0.1),
        ("upright right", 0.0 if plain or level or not tall or job.style.latin else 0.1),
    )
    desk.say_of_item(f"head {form}")
    if form.startswith("upright"):
        if job.byline == "below head":
            job.byline = "in column"
        upright(job, form.removeprefix("upright "), kicker=kicker)
        return
    span = count if form == "over all" else max(1, count - chance.choice((1, 1, 2)) if form != "in the middle" else count - 2)
    first = {"over last": count - span, "in the middle": 1}.get(form, 0)
    if first and job.box.left > 6 * job.style.size:  # its first column has no head: a line says that it is no neighbour's
        edge = job.box.left - job.style.gutter / 2
        desk.sheet.rule(edge, job.box.top, edge, job.box.bottom, 0.4)
    top_free = [rect for rect in job.taken if rect.top <= job.box.top + 1]  # a neighbour in the upper corner
    if top_free:
        free = [n for n, (left, right) in enumerate(job.columns) if not any(r.left < right and r.right > left for r in top_free)]
        first, span = free[0], len(free)
    over(job, first, span, kicker=kicker, deck=deck)
    if kicker:
        desk.say_of_item("kicker")
    if deck != "none":
        desk.say_of_item(f"deck {deck}")
    if form == "over all" and not job.box.height < 20 * job.style.leading and not plain and count >= 2 and chance.random() < 0.25:
        whole = job.columns if chance.random() < 0.6 else job.columns[: max(2, count - 1)]
        wide_lede(job, whole, job.taken[-1].bottom)
        desk.say_of_item("wide lede")


def _picture(desk: Desk, job: Job) -> None:
    """A photo in the columns' upper, middle or lower part, one column wide or more, or one and a half, its caption under it or beside it."""
    style, chance, columns = job.style, desk.chance, job.columns
    span = chance.randrange(1, min(3, len(columns)) + 1)
    first = chance.randrange(0, len(columns) - span + 1)
    left, right = columns[first][0], columns[first + span - 1][1]
    if len(columns) > span and chance.random() < 0.2 and columns[0][1] - columns[0][0] > 13 * style.size:
        half = (columns[0][1] - columns[0][0]) / 2
        left, right = (left, right + half + style.gutter) if first + span < len(columns) else (left - half - style.gutter, right)
        desk.say_of_item("picture wrap")
    inner = max(
        [job.box.top, *(rect.bottom for rect in job.taken if rect.top <= job.box.top + 1 and rect.left < right and rect.right > left)]
    )
    free = [rect.top for rect in job.taken if rect.top > job.box.top + 1 and rect.left < right and rect.right > left]
    end = min([job.box.bottom, *free])
    high = min((right - left) * chance.choice((0.6, 0.68, 0.75)), (end - inner) * 0.5)
    if high < max(6 * style.leading, 0.4 * (right - left)):
        return
    where = pick(chance, ("top", 0.5), ("middle", 0.25), ("bottom", 0.25))
    spare = end - inner - high - 5 * style.leading
    if where != "top" and spare < 14 * style.leading:
        where = "top"
    top = job.down_to_grid(inner + {"top": 0.0, "middle": spare / 2, "bottom": spare}[where])
    if where != "top":
        top += 0.4 * style.leading
    box = Rect(left, top, right, top + high)
    beside = span >= 2 and chance.random() < 0.2
    bottom = caption_beside(desk, job, box) if beside else caption_under(desk, job, box)
    desk.say_of_item("picture, caption beside" if beside else "picture, caption below")
    job.taken.append(Rect(left, top if where != "top" else inner, right, job.down_to_grid(bottom + 0.5 * style.leading)))


def caption_under(desk: Desk, job: Job, picture: Rect) -> float:
    """Places the picture and its caption below it. Gives the caption's lower edge."""
    desk.sheet.picture(picture, desk.chance.randrange(1000))
    return _caption(desk, job, picture, picture.bottom + 0.3 * job.style.size)


def caption_beside(desk: Desk, job: Job, box: Rect) -> float:
    """The picture in the left part of the box, the caption at the foot of its right part. Gives the lower edge of both."""
    size, style = 0.92 * job.style.size, job.style
    parted = box.left + 0.64 * box.width
    desk.sheet.picture(replace(box, right=parted), desk.chance.randrange(1000))
    side = replace(box, left=parted + style.size, bottom=box.bottom)
    lines = len(list(Copy(job.story.caption + "　" * 8, style.caption, size, latin=style.latin).lines(side.width))) + 1
    return max(box.bottom, _caption(desk, job, side, max(box.top, box.bottom - lines * size * 1.3)))


def _caption(desk: Desk, job: Job, box: Rect, top: float) -> float:
    style, chance, story = job.style, desk.chance, job.story
    size = 0.92 * style.size
    desk.sheet.next_block()
    job.printed.captions.append(("caption", story.caption))
    how = pick(chance, ("none", 0.2), ("after", 0.4), ("own line", 0.4))
    if how != "none":
        job.printed.credits.append(story.photographer)
        job.printed.printed.append(story.credit)
    text = story.caption + ((" " if style.latin else "　") + story.credit if how == "after" else "")
    lines = list(Copy(text, style.caption, size, latin=style.latin).lines(box.width))
    for line in lines:
        room = (box.width - width(line.text, style.caption, size)) / 2 if len(lines) == 1 and not style.left_heads else 0.0
        desk.sheet.line(line.text, box.left + room, top + style.ascent(size), style.caption, size, spread=line.spread, latin=style.latin)
        top += size * 1.3
    if how == "own line":
        room = max(0.0, box.width - width(story.credit, style.caption, size))
        desk.sheet.line(story.credit, box.left + room, top + style.ascent(size), style.caption, size, latin=style.latin)
        top += size * 1.3
    return top


def _text(desk: Desk, job: Job, flow: Flow) -> None:
    style, chance, story, printed = job.style, desk.chance, job.story, job.printed
    if job.byline == "in column" and flow.loose(story.byline, style.byline, "left" if style.left_heads else "centre"):
        printed.byline += story.names
        desk.say_of_item("byline in column")
    opening = {"run in": story.run_in}.get(job.byline, story.dateline if chance.random() < 0.3 else "")
    printed.byline += story.names if job.byline == "run in" else ()
    ends = job.byline == "at end"
    jumps = chance.random() < 0.05
    flow.kept = int(ends or jumps)
    sections = chance.random() < 0.3 and flow.room() > 60
    since, heads = 0, list(story.crossheads)
    for n, text in enumerate(story.paragraphs):
        if n == 0 and not opening and chance.random() < (0.35 if style.latin else 0.08) and flow.initial(text, 3 if style.latin else 2):
            desk.say_of_item("drop cap")
            continue
        if sections and since >= 3 and heads and flow.room() > 12 and chance.random() < 0.5:
            flow.crosshead(
                heads.pop(),
                chance.choice((style.head, style.head if style.latin and style.byline == style.body else style.byline)),
                centred=not style.left_heads,
            )
            desk.say_of_item("crosshead")
            since = 0
        if not flow.paragraph((opening if n == 0 else "") + text) or not flow.room():
            break
        since += 1
    flow.kept = 0
    if ends and flow.loose(story.signature, style.byline, "right"):
        printed.byline += story.names
        desk.say_of_item("byline at end")
    elif jumps and flow.loose(story.jump, style.deck, "right"):
        desk.say_of_item("jump line")


def _column_rules(desk: Desk, segments: Sequence[Rect]) -> None:
    """Hair lines in the gutters between columns that stand level."""
    half = desk.style.gutter / 2
    for left, right in pairwise(segments):
        if abs(right.left - left.right - desk.style.gutter) < 0.5 and abs(right.top - left.top) < 1:
            desk.sheet.rule(left.right + half, left.top, left.right + half, min(left.bottom, right.bottom), 0.3)
