"""The steps that the news adds to a tagger, in order; each takes the blocks of a page and gives them with better names.

docs/entities.md has what each of them brings, as scripts/score_names.py measures it.
"""

from __future__ import annotations

from converter.annotate.steps import organisations, places
from converter.annotate.steps.bylines import bylines
from converter.annotate.steps.consistency import complete_names, complete_places, majority, repeat_names, states_before, steady_endings
from converter.annotate.steps.courtesy import courtesy, inner_title
from converter.annotate.steps.datelines import datelines
from converter.annotate.steps.dots import join_dotted
from converter.annotate.steps.edges import edges
from converter.annotate.steps.gazetteer import listed_places
from converter.annotate.steps.holders import holders
from converter.annotate.steps.levels import split_levels
from converter.annotate.steps.lists import name_lists
from converter.annotate.steps.offices import offices
from converter.annotate.steps.old_print import old_print
from converter.annotate.steps.particles import cut_particles
from converter.annotate.steps.refuse import refuse
from converter.annotate.steps.roles import roles
from converter.annotate.steps.sheet import CERTAIN, KINDS, Name, Page, Sheet, Step, Token, Words, each
from converter.annotate.steps.short_places import short_places
from converter.annotate.steps.shreds import join_shreds
from converter.annotate.steps.sides import sides
from converter.annotate.steps.speakers import speakers
from converter.annotate.steps.states import states
from converter.annotate.steps.tibetan import tibetan_names
from converter.annotate.steps.titles import cut_titles

__all__ = ["CERTAIN", "KINDS", "STEPS", "Name", "Page", "Sheet", "Step", "Token", "Words", "inner_title", "roles"]

STEPS: dict[str, Step] = {
    "edges": each(edges),
    "bylines": each(bylines),
    "datelines": each(datelines),
    "titles": each(cut_titles),
    "courtesy": each(courtesy),
    "shreds": each(join_shreds),
    "states": each(states),
    "short places": each(short_places),
    "particles": each(cut_particles),
    "tibetan": each(tibetan_names),
    "lists": each(name_lists),
    "dots": each(join_dotted),
    "refuse": each(refuse),
    "speakers": each(speakers),
    "close": each(organisations.close),
    "retype": each(organisations.retype),
    "tail": each(organisations.take_tail),
    "pairs": each(organisations.split_pairs),
    "offices": each(offices),
    "growth": each(organisations.grow),
    "owner": each(organisations.take_owner),
    "firms": each(organisations.join_firms),
    "place tails": each(places.place_tails),
    "holders": each(holders),
    "border regions": each(places.border_regions),
    "gazetteer": each(listed_places),
    "complete names": complete_names,
    "states before": states_before,
    "complete places": complete_places,
    "steady endings": steady_endings,
    "majority": majority,
    "repeat": repeat_names,
    "old print": old_print,
    "levels": each(split_levels),
    "sides": each(sides),
}
