"""A newsroom of made-up local news in a Latin script, German or French: no place, person or event of it exists."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from layouts.story import Paper, Script, Story, words


@dataclass(frozen=True, slots=True)
class Language:
    """The words of one language; `sentences` and the other patterns take them by name in braces."""

    tag: str
    words: dict[str, tuple[str, ...]]
    sentences: tuple[str, ...]
    heads: tuple[str, ...]
    kickers: tuple[str, ...]
    decks: tuple[str, ...]
    crossheads: tuple[str, ...]
    captions: tuple[str, ...]
    days: str
    by: tuple[str, str]
    photo: str
    jump: str
    paper: Paper
    shop: tuple[str, str]


GERMAN = Language(
    "de",
    {
        "place": words(
            "Lindenbrück|Obertal|Rosenau|Hagenfeld|Steinwiesen|Birkendorf|Altmühle|Seehausen|Grünbach|Kirchwalde|Neuried|Fichtenberg"
        ),
        "body": words(
            "die Stadtbücherei|der Gemeinderat|das Wasserwerk|die Volksschule|der Turnverein|die Feuerwehr|das Gartenamt|die Musikschule|"
            "der Fährbetrieb|die Molkerei|das Heimatmuseum|die Sparkasse|der Chorverband|die Forstverwaltung|das Krankenhaus"
        ),
        "thing": words(
            "die alte Brücke|den Radweg|das Freibad|die Obstwiesen|den Marktplatz|die Turnhalle|das Rathausdach|die Uferpromenade|den Spielplatz|"
            "die Straßenlampen|den Bahnhofsvorplatz|das Gewächshaus|die Mühle|den Brunnen|die Lagerhalle|das Klassenzimmer"
        ),
        "do": words(
            "erneuern|vermessen|ausbauen|wieder öffnen|neu bepflanzen|überprüfen|verlegen|besichtigen|abschließen|vorstellen|erweitern"
        ),
        "who": words("Lehrerin|Gärtner|Anwohnerin|Ingenieur|Bäckerin|Fährmann|Schülerin|Vorsitzende|Tischler|Landwirtin|Ärztin"),
        "first": words("Anna|Martha|Jakob|Emil|Klara|Friedrich|Greta|Ludwig|Helene|Oskar|Paula|Konrad|Ida|Theo|Rosa"),
        "last": words("Berger|Hollmann|Kessler|Lindner|Mertens|Obermaier|Pflüger|Reuter|Sommer|Thalbach|Vogt|Weidner|Zeller|Quandt"),
        "when": words(
            "im Frühjahr|nach langer Beratung|ohne großes Aufsehen|an drei Wochenenden|noch vor dem Winter|Schritt für Schritt|seit Montag"
        ),
        "feel": words(
            "Darauf haben wir lange gewartet|Das ist ein guter Anfang|So etwas gelingt nicht jedes Jahr|Man muss nur einmal hingehen"
        ),
        "month": words("Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember"),
    },
    (
        "In {place} will {body} {thing} {when} {do}, und die Kosten von {n} Mark sind bereits bewilligt.",
        "„{feel}“, sagt {first} {last}, {who} aus {place}.",
        "Vor {n} Jahren hatte niemand daran gedacht, {thing} zu {do}.",
        "Wer heute durch {place} geht, sieht {thing} mit anderen Augen, und {body} zählt täglich {n} Besucher.",
        "Am {d}. {month} trafen sich {first} {last} und {first} {last}, um über {thing} zu sprechen.",
        "{when} kamen {n} Helfer zusammen, darunter {who} {last}; {body} stellte das Werkzeug.",
        "Nach Angaben der Verwaltung fehlen noch {n} Meter, bis {body} {thing} {do} kann.",
        "Nicht alle sind zufrieden: {first} {last} fragt, warum {body} nicht zuerst {thing} besichtigt.",
    ),
    (
        "{place} lässt {thing} {do}",
        "Wie {body} {thing} rettet",
        "{n} Helfer für {place}",
        "Streit um {place} beigelegt",
        "Ein Sommer in {place}",
    ),
    ("Gemeinde {place}", "Aus dem Umland", "Bericht aus {place}", "Handel und Wandel", "Vereine in {place}"),
    ("{body} will {thing} {when} {do}", "{n} Bürger stimmen ab, {first} {last} zieht Bilanz"),
    ("Lange Wege", "Kein Geld für {place}", "Was nun folgt", "{n} Stimmen dafür", "Der Blick nach {place}"),
    ("{first} {last} ({who}) zeigt in {place}, was sich verändert hat.", "Blick auf {place} am Morgen des {d}. {month}."),
    "{d}. {month}",
    ("Von ", " und "),
    "Foto: ",
    "Fortsetzung auf Seite ",
    Paper(
        title="Lindenbrücker Bote",
        motto="Tageszeitung für Stadt und Land",
        date="Mittwoch, 5. November 1958",
        sections=("LOKALES",),
        around=("Nummer 254", "Preis 20 Pfennig"),
        editors="Redaktion: {}, {}",
        briefs=("AUS ALLER WELT",),
        continued="Fortsetzung von Seite 1",
    ),
    ("Möbel, Teppiche, Lampen", "Täglich von 9 bis 18 Uhr"),
)

FRENCH = Language(
    "fr",
    {
        "place": words("Valbrune|Montclair|Roquevert|Saint-Aubry|Belmont|Clairval|Fontenelle|Grandpré|Villeneuve|Port-Marin|Hautecombe"),
        "body": words(
            "la bibliothèque|le conseil municipal|la société de musique|le collège|le bureau des eaux|la caisse rurale|le musée local|"
            "la compagnie des bacs|le comité des fêtes|la coopérative|le service des jardins"
        ),
        "thing": words(
            "le vieux pont|la piste cyclable|la place du marché|les vergers|le lavoir|la halle|le chemin du bord de mer|la salle de lecture|"
            "le jardin public|la fontaine|le moulin|la toiture de la mairie|les réverbères"
        ),
        "do": words("rénover|mesurer|agrandir|rouvrir|replanter|inspecter|déplacer|visiter|terminer|présenter|entretenir"),
        "who": words("institutrice|jardinier|riveraine|ingénieur|boulangère|batelier|élève|présidente|menuisier|agricultrice|infirmière"),
        "first": words("Jeanne|Louis|Marthe|Émile|Claire|Henri|Lucie|Paul|Hélène|Oscar|Pauline|Rémi|Irène|Théo|Rose"),
        "last": words("Morel|Dubreuil|Lacombe|Fournel|Garnier|Perrault|Tissot|Vasseur|Renard|Chevrier|Aubert|Bonnet|Delorme"),
        "when": words("au printemps|après de longs débats|sans bruit|en trois semaines|avant l’hiver|pas à pas|depuis lundi"),
        "feel": words(
            "Nous attendions cela depuis longtemps|C’est un bon début|On ne réussit pas cela tous les ans|Il suffit de venir voir"
        ),
        "month": words("janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"),
    },
    (
        "À {place}, {body} veut {do} {thing} {when}, et les {n} francs nécessaires sont déjà votés.",
        "« {feel} », dit {first} {last}, {who} à {place}.",
        "Il y a {n} ans, personne ne songeait à {do} {thing}.",
        "Qui traverse {place} aujourd’hui regarde {thing} autrement, et {body} compte {n} visiteurs par jour.",
        "Le {d} {month}, {first} {last} et {first} {last} se sont réunis pour parler de l’avenir : {body} doit {do} {thing}.",
        "{n} bénévoles sont venus {when}, parmi eux {first} {last} ; {body} prêtait les outils.",
        "Selon la mairie, il manque encore {n} mètres avant que {body} puisse {do} {thing}.",
    ),
    (
        "{place} va {do} {thing}",
        "Comment {body} sauve {thing}",
        "{n} bénévoles pour {place}",
        "Un été à {place}",
        "La querelle de {place} est close",
    ),
    ("Commune de {place}", "Dans les environs", "Reportage à {place}", "Vie associative", "Marchés de {place}"),
    ("{body} compte {do} {thing} {when}", "{n} habitants ont voté, {first} {last} dresse le bilan"),
    ("De longs trajets", "Pas d’argent pour {place}", "Et maintenant", "{n} voix pour", "Le regard de {place}"),
    ("{first} {last} ({who}) montre à {place} ce qui a changé.", "Vue de {place} au matin du {d} {month}."),
    "{d} {month}",
    ("Par ", " et "),
    "Photo : ",
    "Suite page ",
    Paper(
        title="Le Courrier de Valbrune",
        motto="Journal de la ville et des campagnes",
        date="Mercredi 5 novembre 1958",
        sections=("RÉGION",),
        around=("Numéro 254", "Prix 20 francs"),
        editors="Rédaction : {}, {}",
        briefs=("EN BREF",),
        continued="Suite de la page 1",
    ),
    ("Meubles, tapis, lampes", "Tous les jours de 9 à 18 heures"),
)


class Latin:
    """Copy for one page in one language. chance decides everything."""

    script: Script = "Latn"

    def __init__(self, chance: Random, language: Language) -> None:
        self.chance, self.language, self.paper = chance, language, language.paper
        self.said: set[str] = set()

    def _filled(self, pattern: str) -> str:
        """The pattern with words for its names, a capital at its start."""
        kinds = self.language.words
        while (at := pattern.find("{")) >= 0:
            end = pattern.index("}", at)
            name = pattern[at + 1 : end]
            number = {"n": 980, "d": 29}.get(name)
            word = str(self.chance.randrange(2, number)) if number else self.chance.choice(kinds[name])
            pattern = pattern[:at] + word + pattern[end + 1 :]
        return pattern[0].upper() + pattern[1:]

    def _new(self, patterns: tuple[str, ...]) -> str:
        return self._unsaid(lambda: self._filled(self.chance.choice(patterns)))

    def _unsaid(self, make: Callable[[], str]) -> str:
        for _ in range(500):
            made = make()
            if made not in self.said:
                break
        self.said.add(made)
        return made

    def name(self) -> str:
        return self._new(("{first} {last}",))

    def advertisement(self) -> list[tuple[str, float]]:
        """A shop's name and what it sells; each line with its size in body sizes."""
        offers, c, (goods, hours) = self.story(300), self.chance, self.language.shop
        lines = [(offers.kicker.upper(), 2.2), (goods, 1.3), (offers.deck, 1.0), (hours, 1.0)]
        return [*lines, (f"Tel. 0000 - {c.randrange(10, 99)} {c.randrange(10, 99)} {c.randrange(10, 99)}", 1.1)]

    def story(self, characters: int) -> Story:
        """Paragraphs of at least so many characters in all."""
        own = self.language
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < characters:
            paragraphs.append(" ".join(self._new(own.sentences) for _ in range(self.chance.choice((1, 2, 2, 3, 4)))))
        names, photographer = tuple(self.name() for _ in range(self.chance.choice((1, 1, 2)))), self.name()
        place, day = self.chance.choice(own.words["place"]), self._filled(own.days)
        written = own.by[1].join(names)
        return Story(
            main=self._new(own.heads),
            kicker=self._new(own.kickers),
            deck=self._new(own.decks),
            lede=" ".join(self._new(own.sentences) for _ in range(2)),
            names=names,
            paragraphs=tuple(paragraphs),
            crossheads=tuple(self._new(own.crossheads) for _ in range(4)),
            caption=self._new(own.captions),
            photographer=photographer,
            byline=self.chance.choice((own.by[0] + written, own.by[0].upper() + written, written)),
            signature=written,
            dateline=self.chance.choice((f"{place.upper()}. ", f"{place}, {day}. ", f"{place}. ")),
            run_in=f"{place}, {day}. ",
            credit=own.photo + photographer,
            jump=f"{own.jump}{self.chance.randrange(2, 9)}",
        )
