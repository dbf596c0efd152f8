"""What a page prints of the paper itself: the line at the head of an inner page, the title of a front page, the editors at the foot."""

from __future__ import annotations

from layouts.articles import Desk
from layouts.display import set_across
from layouts.faces import width
from layouts.sheet import Rect
from layouts.story import one_of


def set_folio(desk: Desk, margin: float) -> float:
    """Page number, section, date and title over a rule, as on an inner page. Gives where the page's room starts."""
    style, sheet, chance = desk.style, desk.sheet, desk.chance
    sheet.next_block()
    size, base, right = style.size * 1.2, margin + style.size * 1.2, sheet.width - margin
    paper = desk.room.paper
    parts = [f"{chance.randrange(2, 20)}", one_of(chance, paper.sections), paper.date, paper.title]
    if chance.random() < 0.4:
        line = " ".join(parts)
        sheet.line(line, margin, base, style.body, size, latin=style.latin)
        desk.gold.furniture.append(line)
    else:
        for part, at in zip(parts, (0.0, 0.06, 0.34, 0.8), strict=True):
            big = size * (1.8 if at == 0.8 else 1.0)
            left = right - width(part, style.head, big) if at == 0.8 else margin + at * (right - margin)
            sheet.line(part, left, base, style.head if at in (0.0, 0.8) else style.body, big, head=at == 0.8, latin=style.latin)
            desk.gold.furniture.append(part)
    sheet.rule(margin, base + 0.6 * size, right, base + 0.6 * size, 0.8)
    return base + 2.0 * size


def set_masthead(desk: Desk, margin: float) -> float:
    """The title of a front page with what stands around it. Gives where the page's room starts."""
    style, sheet = desk.style, desk.sheet
    sheet.next_block()
    size = style.size * 6.5
    paper = desk.room.paper
    title, motto = paper.title, paper.motto
    left = margin if desk.chance.random() < 0.6 else (sheet.width - width(title, style.head, size)) / 2
    sheet.line(title, left, margin + style.ascent(size), style.head, size, head=True, latin=style.latin)
    desk.gold.furniture += [title, motto]
    sheet.line(motto, left, margin + size * 1.2, style.body, style.size * 1.2, latin=True)
    sheet.next_block()
    box = Rect(sheet.width - margin - 17 * style.size, margin, sheet.width - margin, margin + size)
    top = margin + style.size
    for text in (paper.date, *paper.around):
        set_across(sheet, style, text, box, top, style.body, style.size, left=True)
        desk.gold.furniture.append(text)
        top += 1.6 * style.size
    sheet.rule(margin, margin + 1.35 * size, sheet.width - margin, margin + 1.35 * size, 1.2)
    desk.say("masthead")
    return margin + 1.6 * size


def set_editors(desk: Desk, margin: float) -> float:
    """The line with the editors at the foot. Gives where the page's room ends."""
    style, sheet = desk.style, desk.sheet
    sheet.next_block()
    name = [desk.room.story(0).names[0] for _ in range(3)]
    text = desk.room.paper.editors.format(*name)
    sheet.line(text, margin, sheet.height - margin, style.body, 0.9 * style.size, latin=style.latin)
    desk.gold.furniture.append(text)
    desk.say("editors' line")
    return sheet.height - margin - 2.4 * style.size
