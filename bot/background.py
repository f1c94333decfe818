"""Which cities of a message are its background - where somebody lives, comes from or learnt - and not what is asked about."""

import re
from collections.abc import Sequence

from bot.asked import asks_for_pay
from bot.cities import CityMention
from bot.wording import fold, words

WORDS_AFTER = 6  # of a clause, in which its verb may follow the city: "in Essen hab ich früher gewohnt"
_CLAUSE_END = re.compile(r"[.!?;:()\n]+|,\s|\s(?:und|aber|and|but)\s")
_ASKS = re.compile(
    r"\b(?:was|wat|wie|wo|wer|welche[rsnm]?|wann|warum|gibt|gibts|kann|what|how|where|which|who|is there|are there|can)\b"
)
_HOME = re.compile(
    r"\b(?:wohn\w*|leb(?:e|t|en|te)|komm(?:e|t|en)? (?:\w+ )*aus|stamm\w*|geboren|aufgewachsen|pendel\w*|gezogen|"
    r"live[sd]?|living|born|grew up|commut\w*)\b|(?:^|\s)(?:aus|from|war (?:\w+ )*in)$"
)
_LEARNT = re.compile(
    r"\b(?:studier\w*|studium|gelernt|gearbeitet|ausgebildet|abschluss|diplom|uni|universitat|hochschule|gymnasium|anerkann\w*|zeugnis\w*|"
    r"studied|studies|graduated|worked|degree|university)\b|"
    r"\b(?:hab\w*|arbeite|studiere|lerne|mache?|seit) (?:\w+ )*(?:in|bei)$"
)
_RELATIVES = re.compile(
    r"\b(?:tante|onkel|mutter|mama|vater|papa|eltern|bruder|schwester|oma|opa|schwager|schwagerin|cousine?|vetter|neffe|nichte|"
    r"freund\w*|bekannte\w*|nachbar\w*|kumpel|kolleg\w*|mann|frau|sohn|tochter|kinder|familie|verwandte\w*|"
    r"aunt|uncle|mother|mom|father|dad|parents|brother|sister|grand\w+|cousin|friends?|husband|wife|son|daughter|family)\b"
)
_WORK = re.compile(r"\b(?:angebot\w*|stelle\w*|job\w*|zusage|offers?|position|vorstellungsgesprach)\b")
_POINTS_THERE = re.compile(r"\b(?:dort|there)\b")


def asked_about(text: str, mentions: Sequence[CityMention]) -> list[CityMention]:
    """The cities of a message that are asked about, in their order.

    "Meine Tante wohnt in Köln" and "in Homs hab ich studiert" are background, unless the message points back at the city
    ("was verdient man dort?").
    """
    clauses = [words(part) for part in _CLAUSE_END.split(fold(text)) if part.strip()]
    pointed_at = bool(_POINTS_THERE.search(fold(text)))
    return [mention for mention in mentions if pointed_at or not _is_background(mention, clauses)]


def _is_background(mention: CityMention, clauses: Sequence[Sequence[str]]) -> bool:
    return any(_tells(clause, mention) for clause in clauses if _position(clause, mention) >= 0)


def _tells(clause: Sequence[str], mention: CityMention) -> bool:
    """Whether a clause that names a city tells of the asker or somebody near, and asks nothing of the city."""
    position = _position(clause, mention)
    before = " ".join(clause[:position])
    after = " ".join(clause[position + len(mention.words) :][:WORDS_AFTER])
    if _ASKS.search(before):
        return False
    told = _ASKS.split(after)[0]
    clause_told = f"{before} {told}"
    if _HOME.search(before) or _HOME.search(told):
        return True
    if _WORK.search(clause_told) or asks_for_pay(clause_told):
        return False
    return any(pattern.search(part) for pattern in (_LEARNT, _RELATIVES) for part in (before, told))


def _position(clause: Sequence[str], mention: CityMention) -> int:
    """Where a clause names a city, -1 where it does not."""
    size = len(mention.words)
    spans = (tuple(clause[start : start + size]) for start in range(len(clause)))
    return next((start for start, span in enumerate(spans) if span == mention.words), -1)
