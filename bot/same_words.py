"""Different words for one thing that people ask of a job and pages call otherwise. Word lists only; words folded, as stems."""

from typing import Final

# Each line is one thing; a word belongs to it where it begins so.
_GROUPS: Final = tuple(
    tuple(line.split())
    for line in (
        "homeoffice heimarbeit telearbeit remote mobilarbeit",
        "abi abitur hochschulreife fachabitur fachabi",
        "azubi auszubild lehrling",
        "ausbildung lehre apprenticeship",
        "fuhrerschein fahrerlaubnis driving licence license",
        "quereinst umschul",
        "chef vorgesetzt",
        "urlaub urlaubstag ferien",
        "fortbildung weiterbildung lehrgang kurs schulung",
        "schicht wechselschicht nachtdienst",
    )
)
_SHORT = 5  # letters up to which a word must stand as it is: "abi" begins Abiturient, and nothing of it abides


def same_thing(one: str, other: str) -> bool:
    """Whether two words are names of one thing."""
    return any(_belongs(one, group) and _belongs(other, group) for group in _GROUPS)


def _belongs(word: str, group: tuple[str, ...]) -> bool:
    return any(word == name or (len(name) > _SHORT and word.startswith(name)) for name in group)
