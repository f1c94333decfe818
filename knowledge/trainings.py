"""Certificates, courses, degrees and funding as nouns, read from YAML. Knows no person and recommends nothing.

An entry is a mapping. `id`, `kind`, `name`, `what` and one source with a title are needed, all else may be missing:

    kind           certificate, course, degree, study or funding
    name, name_en  what it is called, in German and, where that differs, in English
    issuer, family who issues it; entries of one family ("Scrum") are left out together
    aliases        other names and usual typos; `ambiguous` ones count only beside another entry's name or after "without"
    professions, states, cities   whom and where it is for; none: everyone, everywhere
    levels         entry, experienced
    goals          of `GOALS`: a list, or a mapping of goal to the reason why it serves it
    formats        of `FORMATS`
    languages      of the examination or the material: de, en
    hours          of study as a number, as far as known; `long: true` where it takes months; `needs_course`; `free` of charge
    what           one sentence that says what it is
    prerequisites, effort, exam, renewal, price, amount, quick, cheap   what is known, as half sentences
    work, pays_for, least_hours, most_age, gives_time   of funding: for whom, for which kinds and how long a training
    topic          the topic of the texts that say more
    sources        as in the front matter of a text

Texts are strings, or mappings of "de" and "en" to strings.
"""

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, fields, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, cast, get_args

import yaml

from knowledge.errors import TextRefused
from knowledge.passage import LANGUAGES
from knowledge.source import Source
from knowledge.training_entry import Kind, Text, Training

KINDS: tuple[Kind, ...] = get_args(Kind)
GOALS = (
    *("agile", "classic", "pay", "public", "leadership", "sap", "service", "security", "process", "tools", "degree"),
)
FORMATS = ("self_study", "online", "course", "evening", "weekend", "part_time", "full_time")
_ALLOWED = {
    "kind": KINDS,
    "levels": ("entry", "experienced"),
    "goals": GOALS,
    "formats": FORMATS,
    "languages": LANGUAGES,
    "work": ("employed", "unemployed"),
    "pays_for": KINDS,
}
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C loader reads the file ten times faster
_SHIPPED = "trainings.yaml"
_EMPTY: Text = {}

_FIELDS = {entry.name: entry for entry in fields(Training)}
_NEEDED = [name for name, entry in _FIELDS.items() if entry.default is MISSING and entry.default_factory is MISSING]
_TEXTS = frozenset("what prerequisites effort exam renewal price amount quick cheap".split())
_LISTS = frozenset(
    "aliases ambiguous professions states cities levels formats languages work pays_for".split()
)  # of strings
_NUMBERS = frozenset({"hours", "least_hours", "most_age"})
_FLAGS = frozenset({"long", "needs_course", "free", "gives_time"})


@cache
def shipped_trainings() -> tuple[Training, ...]:
    """The catalogue that comes with the package."""
    data = yaml.load(files("knowledge").joinpath(_SHIPPED).read_text(encoding="utf-8"), Loader=_LOADER)
    return tuple(read_trainings(data["trainings"], reviewed=data["reviewed"]))


def read_trainings(value: object, *, reviewed: date | None = None) -> list[Training]:
    """Understand a list of entries.

    Args:
        value: As YAML gave it; None is an empty list.
        reviewed: When somebody last compared them with their sources.

    Raises:
        TextRefused: Something is missing, unknown or not of its kind; the message names the entry and the field.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise TextRefused("the trainings are no list")
    return [replace(_training(entry), reviewed=reviewed) for entry in value]


def for_profession(trainings: Sequence[Training], profession: str) -> tuple[Training, ...]:
    """The entries of a text on a profession: for it, where they do not name others."""
    return tuple(replace(entry, professions=entry.professions or (profession,)) for entry in trainings)


def _training(entry: object) -> Training:
    if not isinstance(entry, dict) or not entry.get("id"):
        raise TextRefused("a training has no id")
    name = f"training {entry['id']}"
    if unknown := [key for key in entry if key not in _FIELDS or key == "reviewed"]:
        raise TextRefused(f"{name}: unknown field {unknown[0]}")
    if missing := [key for key in _NEEDED if not entry.get(key)]:
        raise TextRefused(f"{name}: no {missing[0]}")
    values = {key: _value(f"{name}: {key}", key, value) for key, value in entry.items()}
    for key, allowed in _ALLOWED.items():
        said = values.get(key, ())
        if wrong := [word for word in ([said] if isinstance(said, str) else said) if word not in allowed]:
            raise TextRefused(f"{name}: {key} is {wrong[0]!r}; known are {', '.join(allowed)}")
    values.setdefault("family", values["name"])
    return Training(**values)


def _value(where: str, key: str, value: object) -> Any:
    if key == "sources":
        return _sources(where, value)
    if key == "goals":
        return _goals(where, value)
    if key in _TEXTS:
        return _text(where, value)
    if key in _LISTS:
        return tuple(_words(where, value))
    if key in _NUMBERS or key in _FLAGS:
        if isinstance(value, bool) != (key in _FLAGS) or not isinstance(value, int):
            raise TextRefused(f"{where} is {value!r}, no {'number' if key in _NUMBERS else 'true or false'}")
        return value
    if isinstance(value, list | dict):
        raise TextRefused(f"{where} is no single value")
    return " ".join(str(value).split())


def _words(where: str, value: object) -> list[str]:
    if not isinstance(value, list) or any(isinstance(word, list | dict) for word in value):
        raise TextRefused(f"{where} is no list of words")
    return [str(word) for word in value]


def _text(where: str, value: object) -> Text:
    if isinstance(value, dict):
        if not value or any(key not in LANGUAGES or not isinstance(words, str) for key, words in value.items()):
            raise TextRefused(f"{where} is no text and no mapping of {' and '.join(LANGUAGES)} to texts")
        return cast("Text", value)
    if not isinstance(value, str):
        raise TextRefused(f"{where} is no text")
    return dict.fromkeys(LANGUAGES, value)


def _goals(where: str, value: object) -> Mapping[str, Text]:
    if isinstance(value, dict):
        return {str(goal): _text(where, reason) for goal, reason in value.items()}
    return dict.fromkeys(_words(where, value), _EMPTY)


def _sources(where: str, value: object) -> tuple[Source, ...]:
    entries: Sequence[Any] = value if isinstance(value, list) else [value]
    if any(not isinstance(entry, dict) or not entry.get("title") for entry in entries):
        raise TextRefused(f"{where}: a source has no title")
    return tuple(_source(entry) for entry in entries)


def _source(entry: Mapping[str, Any]) -> Source:
    title, address, day, mark = (str(entry.get(name) or "") for name in ("title", "address", "date", "mark"))
    return Source(title, address, day, mark)
