"""Takes the units of a page, gives the stream: its texts in order, with what is printed between them (headlines, bylines, captions)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from converter.segment.advertising import looks_like_advertising
from converter.segment.bylines import closing_byline
from converter.segment.display import Headline, headlines_of
from converter.segment.formulas import is_formula
from converter.segment.roles import Setting
from converter.segment.rows import ends_signed, jumps
from converter.segment.unit import Unit

MOST_HEAD_LINES = 7  # kicker, three lines of headline and three decks: no newspaper sets more over one text
WIDEST_HEAD = 26.0  # em


@dataclass(slots=True)
class Text:
    """A paragraph with what closes it (a byline or note in brackets, a letter's signature)."""

    unit: Unit
    closing: list[Unit] = field(default_factory=list)

    @property
    def closed(self) -> bool:
        """Whether something says that the article ends here: a byline, note or signature, on its own lines or at the end of the last."""
        return bool(self.closing) or ends_signed(self.unit.text) or jumps(self.unit.text) or closing_byline(self.unit.text) is not None

    @property
    def last(self) -> str:
        return (self.closing[-1] if self.closing else self.unit).text


@dataclass(slots=True)
class Zone:
    """What stands between two texts, or before the first, or after the last, in order."""

    headlines: list[Headline] = field(default_factory=list)
    bylines: list[Unit] = field(default_factory=list)
    captions: list[Unit] = field(default_factory=list)
    order: list[Headline | Unit] = field(default_factory=list)


@dataclass(slots=True)
class Stream:
    """texts in order; zones[k] stands before texts[k], the last zone after all. furniture apart."""

    texts: list[Text]
    zones: list[Zone]
    furniture: list[Unit]
    setting: Setting
    places: dict[int, int]  # id of a unit -> its place on the page

    def place(self, item: Headline | Unit) -> int:
        return item.at if isinstance(item, Headline) else self.places[id(item)]


def stream_of(units: Sequence[Unit], setting: Setting) -> Stream:
    heads = {headline.at: headline for headline in headlines_of(units, setting.grid)}
    stream = Stream([], [Zone()], [], setting, {id(unit): at for at, unit in enumerate(units)})
    for at, unit in enumerate(units):
        zone = stream.zones[-1]
        if unit.kind == "furniture":
            stream.furniture.append(unit)
        elif unit.kind == "paragraph":
            stream.texts.append(Text(unit))
            stream.zones.append(Zone())
        elif unit.kind == "closing" and stream.texts and not zone.order:
            stream.texts[-1].closing.append(unit)
        elif unit.kind == "closing" and is_formula(unit.text):
            if stream.texts and not zone.headlines:
                stream.texts[-1].closing.append(unit)
            else:
                zone.order.append(unit)  # it closes nothing that could be told
        elif unit.kind == "display":
            if at in heads:
                zone.headlines.append(heads[at])
                zone.order.append(heads[at])
        elif unit.kind == "caption":
            zone.captions.append(unit)
            zone.order.append(unit)
        else:
            zone.bylines.append(unit)
            zone.order.append(unit)
    return stream


def head_cluster(zone: Zone, grid: bool) -> list[Headline]:
    """The headlines that may stand over the text right below: the last ones of the zone, from the last signed headline on.

    Old pages set up to seven lines over a text; an advertisement's lines, and what stands above them, are none of them.
    """
    out: list[Headline] = []
    signed = False
    for item in reversed(zone.order):
        if isinstance(item, Headline):
            if len(out) >= MOST_HEAD_LINES or (grid and (looks_like_advertising(item.text) or item.width > WIDEST_HEAD)):
                break
            out.append(item)
        elif item.kind == "byline" and out and not grid:
            break  # a byline above these headlines belongs to a headline further up
        signed = signed or (not isinstance(item, Headline) and item.kind == "byline")
    out.reverse()
    # without a byline or a bracket to tell them apart, many headlines in sequence are those of several texts
    return out if grid or len(out) <= 3 else out[-1:]
