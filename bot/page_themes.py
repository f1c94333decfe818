"""Which section of a page a question asks for by its form: "wer sucht …?", "was brauche ich, um …?". Looks nothing up."""

import re
from typing import Final

from bot.wording import fold

_FIRMS = r"firm|betrieb|unternehmen|arbeitgeber|praxen|praxis|kanzlei|buro|klinik|werkstatt|companies|company|employer"
# What somebody wants to learn, buy or see somewhere is no question on employers.
_NO_WORK = r"kurs|lern|ausbild|weiterbild|fortbild|schul|studier|wohn|essen|park|informier|find|seh|kauf|learn|train|study|live"
_BAD = r"blod|doof|schlecht|schlimm|nervig|nervt|anstrengend|dran|daran"
# In folded text; the first that fits counts.
_FORMS: Final = tuple(
    (theme, re.compile(pattern))
    for theme, pattern in (
        (
            "employers",
            rf"\b(?:welche\w*|grosst\w*|beste\w*|what|which|biggest|largest|best) (?:\w+ ){{0,2}}\w*(?:{_FIRMS})",
        ),
        (
            "employers",
            r"\bwer (?:sucht|stellt|nimmt|beschaftigt)\b|\bwho (?:hires|is hiring|employs|recruits|takes on)\b",
        ),
        (
            "employers",
            rf"\b(?:wo|where) (?:kann|konnte|konnt|darf|can|could) (?:ich|man|i|you|one|sich|wir|we)\b(?!.*(?:{_NO_WORK}))"
            r".*\b(?:bewerb|arbeit|anfang|anheuer|job|fahr|apply|work|start)",
        ),
        (
            "skills",
            r"\b(?:was|wat) (?:brauch\w*|benotig\w*|muss)\b(?!.*(?:verdien|zahl|machen|tun|arbeit))(?=.*\b(?:um|fur|als)\b)|"
            r"\b(?:was|welche\w*|which|what) (?:voraussetzung|anforderung|requirement|qualification)\w*|"
            r"\bwhat (?:do|would|does) (?:i|you|one) need\b|\bwas muss (?:ich|man) (?:mitbringen|konnen)\b",
        ),
        (
            "outlook",
            rf"\bnachteile?\b|\bschattenseite|\b(?:was|wat) (?:ist|is|sind|nervt|stort)\b.*\b(?:{_BAD})\b|"
            r"\b(?:downsides?|drawbacks?|disadvantages?)\b",
        ),
        ("region", r"\b(?:was|wat|what) (?:ist|is|macht)\b.*\b(?:besonder\w*|speziell\w*|anders|special|different)\b"),
    )
)


def asked_theme(text: str) -> str:
    """The theme that the form of a question asks for, "" where it could be any."""
    folded = fold(text)
    return next((theme for theme, form in _FORMS if form.search(folded)), "")
