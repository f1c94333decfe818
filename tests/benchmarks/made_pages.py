"""Makes job pages for measuring at scale: one for each profession and city, in German, the same for the same seed."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, sqrt
from pathlib import Path

from bot.cities import CITIES

SECTIONS_OF_A_PAGE = 8
MORE_PROFESSIONS = 1.6  # professions for each city: 200,000 passages are 200 professions in 125 cities
_FIELDS = """
    Anlagen Bau Brücken Dach Energie Fahrzeug Feinwerk Flug Garten Glas Hafen Holz Industrie Kälte Kraftwerk Labor
    Lager Leitungs Maschinen Metall Möbel Netz Papier Produktions Rohr Schiffs Sanitär Solar Straßen Textil Umwelt
    Verpackungs Wärme Wasser Werkzeug Zelt
""".split()
_TRADES = """
    mechaniker planer techniker monteur prüfer kaufmann zeichner leiter meister disponent gestalter schlosser bauer
    berater
""".split()
_SECTIONS = {
    "Was im Alltag zu tun ist": (
        "Der Tag beginnt als {job} in {city} mit einem Blick auf {thing}, danach kommt {other} an die Reihe.",
        "Bis zum Mittag geht es um {thing}, danach wird mit {people} besprochen, was als Nächstes kommt.",
        "Rund {share} Prozent der Zeit gehen für {thing} weg, für {other} bleibt der Rest.",
        "Wer in {city} arbeitet, hat es meist mit {people} und mit {branch} zu tun.",
        "Am Nachmittag ist {other} dran, und selten bleibt es bei einer Runde.",
        "Schichtdienst kommt bei etwa {share} von hundert Stellen vor, vor allem in {branch}.",
    ),
    "Welche Kenntnisse zählen": (
        "Gefragt ist, wer {skill} sicher beherrscht und weiß, wie {other} abläuft.",
        "In {share} Prozent der Anzeigen aus {city} steht {skill} an erster Stelle.",
        "Dazu kommt {talent}, denn ohne sie läuft mit {people} wenig.",
        "Wer {skill} noch nicht kann, lernt es im Betrieb in {few} Monaten.",
        "Englisch auf Stufe B1 genügt in {branch}, darüber wird es erst in größeren Häusern verlangt.",
    ),
    "Gehalt und Zulagen": (
        "Zum Einstieg verdient man als {job} in {city} zwischen {low} € und {lower} € brutto im Monat.",
        "Mit mehreren Jahren Erfahrung sind in {city} {high} € bis {higher} € brutto im Monat üblich.",
        "Zulagen für Schicht und Montage bringen noch einmal rund {extra} € im Monat.",
        "Betriebe mit Tarifvertrag zahlen um etwa {few} Prozent besser als solche ohne.",
        "Wer mit {people} ein Team leitet, liegt am oberen Ende der Spanne.",
        "Das Gehalt hängt in {city} stark an {branch} und der Größe des Hauses.",
    ),
    "Was die Gegend besonders macht": (
        "{city} lebt von {branch}, das merkt, wer dort als {job} anfängt.",
        "Die Wege sind kurz: Von einem Betrieb zum nächsten dauert es im Mittel {share} Minuten.",
        "In der Gegend um {city} sitzen gut {number} Betriebe, für die {other} zählt.",
        "Die Miete für zwei Zimmer liegt im Schnitt bei {rent} €, was vom Lohn einiges übrig lässt.",
        "Viele pendeln aus dem Umland, weil es in {branch} rund um {city} Arbeit gibt.",
    ),
    "Wer Leute sucht": (
        "Zuletzt waren in {city} rund {number} Stellen als {job} offen.",
        "Am meisten suchen Häuser aus {branch}, gefolgt von kleinen Betrieben mit {few} bis {share} Leuten.",
        "Im öffentlichen Dienst kommt etwa jede {few}. Stelle vor.",
        "Häuser in {city} antworten im Mittel nach {few} Tagen auf eine Bewerbung.",
        "Wer {skill} mitbringt, hat bei {branch} die besten Karten.",
    ),
    "Wie man hineinkommt": (
        "Der übliche Weg ist eine Ausbildung von drei Jahren, die in {city} an {few} Schulen begleitet wird.",
        "Auch wer aus einem anderen Beruf kommt, findet einen Weg, am ehesten über {skill}.",
        "Ein Praktikum von {few} Wochen zeigt, was {thing} an Mühe kostet.",
        "Für rund {share} Prozent der Neuen war {other} schon vorher Alltag.",
        "Für Studierte gibt es Stellen, auf denen es um {thing} geht.",
    ),
    "Fortbildung, die sich auszahlt": (
        "Ein Kurs zu {skill} dauert {share} Stunden und kostet etwa {fee} €.",
        "Die Prüfung zum Meister schafft im ersten Anlauf etwa {big} Prozent der Teilnehmenden.",
        "Abends wird in {city} {skill} unterrichtet, meist zweimal in der Woche.",
        "Mit einem Abschluss in dem Fach steigt das Gehalt oft um {extra} € im Monat.",
        "Wer die Kosten scheut, fragt den Betrieb: Etwa {big} Prozent der Häuser zahlen mit.",
    ),
    "Aussichten und Bewerbung": (
        "In den nächsten {few} Jahren gehen in {city} etwa {number} Leute aus dem Beruf in Rente.",
        "Die Nachfrage nach {job} steigt vor allem in {branch}.",
        "In die Bewerbung gehören zwei Beispiele, an denen man {thing} und {skill} sieht.",
        "Ein Anschreiben von einer Seite reicht, wichtiger sind Nachweise über {skill}.",
        "Im Gespräch fragen Betriebe aus {city} gern, was {other} mit {talent} zu tun hat.",
    ),
}  # fmt: skip
_WORDS = {
    "thing": "die Planung der Woche|die Liste der Störungen|die Bestände im Lager|die Maße vom Vortag|die Messwerte|die "
    "Wünsche der Kundschaft|die Zeichnung|die Abnahme|die Wartung|die Lieferscheine|die Vermessung|die Fehlerliste|die "
    "Schichten|die Kalkulation|die Prüfberichte|die Angebote",
    "other": "die Rückfrage aus der Werkstatt|die Abstimmung mit dem Einkauf|die Post vom Amt|die Nachmessung|die "
    "Einweisung der Neuen|die Bestellung der Ersatzteile|die Abrechnung|die Planung der Touren|die Reklamation|die Übergabe|"
    "die Pflege der Maschinen|die Ablage",
    "people": "drei Kolleginnen|dem Meister|zwei Lehrlingen|der Bauleitung|dem Vertrieb|fünf Fachleuten|der Schichtführung|"
    "den Zulieferern|der Arbeitssicherheit|einem kleinen Team",
    "branch": "der Zulieferindustrie|der Chemie|der Stahlverarbeitung|der Handelsbranche|der Energieversorgung|der "
    "Krankenpflege|der Bauwirtschaft|der Lebensmittelbranche|der Logistik|der Metallindustrie|der Forschung|der Verwaltung",
    "skill": "technisches Zeichnen|Kalkulation|Messtechnik|Schweißen|Arbeitsschutz|Tabellenrechnung|Terminplanung|"
    "Steuerungstechnik|Materialkunde|Qualitätsprüfung|Lagerführung|Kundenberatung|Vermessung|Elektrotechnik",
    "talent": "Geduld|Verlässlichkeit|Gelassenheit|Sorgfalt|Freude am Tüfteln|Umsicht|Humor",
}  # fmt: skip
_NUMBERS = {
    "share": (10, 48),
    "big": (50, 90),
    "few": (3, 9),
    "number": (12, 480),
    "rent": (520, 1180),
    "fee": (180, 2900),
    "extra": (60, 390),
}


@dataclass(frozen=True, slots=True)
class MadePage:
    """One page: its profession and city, and its text in Markdown."""

    profession: str
    city: str
    text: str

    def write(self, folder: Path) -> Path:
        """Save the page, one folder for each profession."""
        path = folder / self.profession / f"{self.city.replace('/', '-')}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(self.text, "utf-8")
        return path


def professions(count: int) -> list[str]:
    """Names of professions, made of a field and a trade; at most 500."""
    names = [f"{field}{trade}" for trade in _TRADES for field in _FIELDS]
    return names[:count]


def cities(count: int) -> list[str]:
    """The largest German towns."""
    rows = [line.split("\t") for line in CITIES.read_text("utf-8").splitlines()]
    return list(dict.fromkeys(name for name, country, *_ in rows if country == "DE"))[:count]


def made_pages(passages: int, seed: int = 7) -> Iterator[MadePage]:
    """Pages that hold so many passages together, for as many professions in as many cities as that takes."""
    pages = ceil(passages / SECTIONS_OF_A_PAGE)
    jobs = professions(ceil(sqrt(pages * MORE_PROFESSIONS)))
    towns = cities(ceil(pages / len(jobs)))
    names = [(job, town) for job in jobs for town in towns][:pages]
    for job, town in names:
        yield MadePage(job, town, _page(job, town, random.Random(f"{seed} {job} {town}")))


def _page(job: str, city: str, chance: random.Random) -> str:
    front = f"---\ntitle: {job} in {city}\nprofession: {job}\ncity: {city}\nlanguage: de\nreviewed: 2026-11-22\n---\n"
    return front + "".join(f"\n## {name}\n\n{_section(name, job, city, chance)}\n" for name in _SECTIONS)


def _section(name: str, job: str, city: str, chance: random.Random) -> str:
    sentences = (sentence.format_map(_filling(job, city, chance)) for sentence in _SECTIONS[name])
    return " ".join(sentences)


def _filling(job: str, city: str, chance: random.Random) -> dict[str, str]:
    words = {name: chance.choice(choices.split("|")) for name, choices in _WORDS.items()}
    figures = {name: str(chance.randint(*limits)) for name, limits in _NUMBERS.items()}
    low = chance.randrange(2300, 3100, 50)
    pay = {"low": low, "lower": low + 300, "high": low + 800, "higher": low + 1400}
    written = {name: f"{amount:,}".replace(",", ".") for name, amount in pay.items()}
    return {"job": job, "city": city, **words, **figures, **written}
