"""Whose pay a message asks for: "Was verdient ein Imker?". Knows no texts; names of professions are in professions.py."""

import re

from bot.asked import asks_for_pay
from bot.facets import read_level
from bot.keywords import STOP_WORDS
from bot.wording import fold, words

LONGEST_NAME = 3  # words of an occupation: "assistant pastry chef"
_FILLERS = r"(?:so |denn |eigentlich |etwa |wohl |bei euch |hier |da )*"
_ARTICLES = r"(?:ein |eine |einem |einen |einer |eines |ne |nen |nem |n |an |a |the )"
_WHO = re.compile(
    r"(?:\b(?:verdien\w*|bekommt|kriegt|kricht|krichn?|dos|(?:gehalt|lohn) (?:fur|von)|(?:pay|salary|wages?) (?:of|for)) "
    rf"{_FILLERS}{_ARTICLES}|\bals {_FILLERS}{_ARTICLES}?|\bas {_ARTICLES})(.+)"
)
# Words that end the name of an occupation, besides stop words: "does a pastry chef earn", "als Imker brutto".
_END = re.compile(
    r"earn\w*|make\w*|get\w*|paid|start|starts|denn|monat\w*|jahr\w*|heute|hier|mindestens|etwa|rund|circa"
)
# Whoever may ask about the job that there are texts on; no occupations.
_ANYBODY = re.compile(
    r"(?:quer|seiten|um|wieder|neu|spat|auf|aus)\w*steiger\w*|\w*anfanger\w*|\w*wechsler\w*|frau|mann|mutter|mama|vater|papa|mensch\w*|"
    r"person|jemand|leute|alleinerziehende\w*|auslander\w*|fluchtling\w*|gefluchtete\w*|migrant\w*|rentner\w*|schwerbehinderte\w*|"
    r"behinderte\w*|\w*jahrige\w*|junge\w*|alte\w*|altere\w*|ungelernte\w*|gelernte\w*|fachfremde\w*|laie|nerd|neue\w*|newcomer|"
    r"guter?|gute[nm]|normale\w*|durchschnitt\w*|akademiker\w*|bachelor\w*|master\w*|studierte\w*|arbeitslose\w*|angestellte\w*|"
    r"mitarbeiter\w*|arbeitnehmer\w*|beschaftigte\w*|deutsche\w*|duisburger\w*|kandidat\w*|bewerber\w*|solche\w*|sone\w*|"
    r"woman|man|mother|father|somebody|someone|foreigner|refugee|immigrant|migrant|changer|employee|worker|candidate|"
    r"applicant|mum|mom|dad|german"
)

_TYPED = re.compile(r"\w[\w-]*")


def whose_pay(text: str) -> str:
    """The one whose pay a message asks for, as typed ("pastry chef"); "" where it names nobody but the asker."""
    found = _WHO.search(" ".join(words(text))) if asks_for_pay(text) else None
    name: list[str] = []
    for word in found[1].split() if found else ():
        if word in STOP_WORDS or _END.fullmatch(word) or asks_for_pay(word) or len(name) == LONGEST_NAME:
            break
        name.append(word)
    phrase = " ".join(name)
    anybody = not name or any(map(_is_anybody, name)) or bool(read_level(phrase))
    return "" if anybody else " ".join(typed for typed in _TYPED.findall(text) if fold(typed) in name)


def _is_anybody(word: str) -> bool:
    return bool(_ANYBODY.fullmatch(word)) or any(letter.isdigit() for letter in word)
