"""What stands on a page beside news items: photo news, boxed items, columns of briefs, advertisements, the continuation of a jump, furniture."""

from __future__ import annotations

from dataclasses import replace

from layouts.articles import Desk, caption_under, set_article
from layouts.breaking import Copy
from layouts.display import set_across
from layouts.faces import width
from layouts.flow import Flow, cut
from layouts.heads import Job
from layouts.sheet import Rect
from layouts.story import one_of


def set_boxed(desk: Desk, box: Rect, count: int) -> None:
    """An item in a frame (花边新闻), tinted at times."""
    chance, style = desk.chance, desk.style
    desk.sheet.frame(box, chance.choice((0.5, 1.0, 0.0)), 0.92) if chance.random() < 0.3 else desk.sheet.frame(
        box, chance.choice((0.5, 1.0))
    )
    set_article(desk, box.inset(1.1 * style.size, 0.9 * style.size), count, plain=True)
    desk.say_of_item("boxed item")


def set_photo_news(desk: Desk, box: Rect) -> None:
    """A picture, a small head over it or under it, and a caption that is all the text there is."""
    chance, style = desk.chance, desk.style
    story = desk.room.story(0)
    job = Job(desk.sheet, style, chance, story, desk.gold.new(), box, [(box.left, box.right)])
    desk.sheet.next_block()
    size, under = style.size * chance.choice((1.4, 1.7)), chance.random() < 0.5
    rows = len(list(Copy(story.caption + "　" * 10, style.caption, style.size, latin=style.latin).lines(box.width))) + 2
    high = box.height - 2.8 * size - rows * style.size * 1.3
    if not under:
        below = set_across(desk.sheet, style, story.main, box, box.top, style.head, size, left=style.left_heads)
        picture = Rect(box.left, below + 0.2 * size, box.right, below + 0.2 * size + high)
        caption_under(desk, job, picture)
    else:
        picture = replace(box, bottom=box.top + high)
        head = set_across(desk.sheet, style, story.main, box, picture.bottom + 0.4 * size, style.head, size, left=style.left_heads)
        foot = replace(picture, bottom=head - 0.1 * size)
        desk.sheet.picture(picture, chance.randrange(1000))
        _caption_only(desk, job, foot)
    job.printed.heads.append(("main", story.main))
    desk.say_of_item("photo news")


def _caption_only(desk: Desk, job: Job, box: Rect) -> None:
    style, top = job.style, box.bottom + 0.4 * job.style.size
    desk.sheet.next_block()
    job.printed.captions.append(("caption", job.story.caption))
    job.printed.credits.append(job.story.photographer)
    job.printed.printed.append(job.story.credit)
    text = job.story.caption + ("  " if style.latin else "　") + job.story.credit
    indent = 0.0 if style.latin else 2 * 0.95 * style.size
    for line in Copy(text, style.caption, 0.95 * style.size, latin=style.latin).lines(box.width, indent):
        desk.sheet.line(
            line.text,
            box.left + line.indent,
            top + style.ascent(style.size),
            style.caption,
            0.95 * style.size,
            spread=line.spread,
            latin=style.latin,
        )
        top += 1.3 * style.size


def set_briefs(desk: Desk, box: Rect) -> None:
    """Items without heads, each with its dateline, parted by a short rule or white; a label over them all."""
    style, chance = desk.style, desk.chance
    desk.sheet.next_block()
    label = one_of(chance, desk.room.paper.briefs)
    top = set_across(desk.sheet, style, label, box, box.top, style.head, 1.5 * style.size, left=style.left_heads) + style.size
    desk.gold.unscored.append(label)
    ruled = chance.random() < 0.5
    while box.bottom - top > 7 * style.leading:
        story = desk.room.story(40)
        part = replace(box, top=top)
        flow = Flow(desk.sheet, style, [part], desk.gold.new())
        flow.paragraph(story.run_in + story.paragraphs[0])
        if not flow.article.blocks:
            desk.gold.articles.pop()
            break
        flow.article.byline += [] if style.latin else story.names
        top += flow.place.line * style.leading + (1.0 if ruled else 0.8) * style.leading
        if ruled and box.bottom - top > 7 * style.leading:
            desk.sheet.rule(box.left + 0.2 * box.width, top - 0.45 * style.leading, box.right - 0.2 * box.width, top - 0.45 * style.leading)
        desk.say_of_item("headless brief")


def set_continuation(desk: Desk, box: Rect, count: int) -> None:
    """The rest of an item of another page: a line that says so, then text that opens in the middle of a sentence."""
    style = desk.style
    desk.sheet.next_block()
    label = desk.room.paper.continued
    top = set_across(desk.sheet, style, label, box, box.top, style.deck, 1.1 * style.size, left=True) + 0.6 * style.size
    desk.gold.unscored.append(label)
    rows = box.height / style.leading * box.width / style.size
    story = desk.room.story(int(rows * (2.4 if style.latin else 1.05)))
    columns = [Rect(left, top, right, box.bottom) for left, right in style.columns_of(box.left, box.right, count)]
    flow = Flow(desk.sheet, style, cut(columns, [], style), desk.gold.new())
    first = story.paragraphs[0]
    flow.paragraph(first[first.find(" " if style.latin else "，", 10) + 1 :], indent=False)
    for text in story.paragraphs[1:]:
        if not flow.paragraph(text) or not flow.room():
            break
    desk.say_of_item("continuation")


def set_advertisement(desk: Desk, box: Rect) -> None:
    """Big lines in the middle of a frame, a telephone number: nobody's article."""
    style, chance = desk.style, desk.chance
    desk.sheet.frame(box, chance.choice((0.8, 1.6)))
    desk.sheet.next_block()
    lines = desk.room.advertisement()
    inner = box.inset(style.size, 1.2 * style.size)
    spare = inner.height - sum(style.size * scale * 1.7 for _, scale in lines)
    top = inner.top + max(0.0, spare / 2)
    for text, scale in lines:
        size = style.size * scale
        while width(text, style.head, size) > inner.width:
            size *= 0.9
        if top + size > inner.bottom:
            break
        top = set_across(desk.sheet, style, text, inner, top, style.head, size) + 0.5 * size
        desk.gold.furniture.append(text)
    desk.say("advertisement")
