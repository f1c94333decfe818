"""Recognises professions in a message: those of the knowledge base in any form, and that another one is meant."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.wording import fold, words
from knowledge import ENGLISH_OCCUPATIONS

LIKE_ENOUGH = 87.0  # rapidfuzz ratio from which words count as a name of the profession
SHORTEST_HEAD = 8  # letters from which a part of a compound ("koordinator") names the profession
# Parts of words by which German and English name an occupation; enough to notice that another one is meant.
OCCUPATIONS = tuple(
    """
    arzt pfleger krankenschwester hebamme apotheker zahnarzt tierarzt erzieher lehrer professor dozent padagog
    sozialarbeiter psychologe therapeut mechaniker mechatroniker elektriker elektroniker installateur schreiner
    tischler maurer dachdecker zimmermann fliesenleger maler lackierer schlosser schweisser dreher fraser giesser
    gartner landwirt florist koch kochin backer metzger fleischer konditor kellner friseur kosmetiker verkaufer
    kassierer kaufmann kauffrau kaufleut bankberater versicherungsmakler steuerberater steuerfachangestellter
    buchhalter controller sekretar anwalt anwaltin richter notar polizist polizei feuerwehrmann soldat zollbeamter
    pilot flugbegleiter kapitan lokfuhrer busfahrer lkw-fahrer fahrer kurier lagerist fachlagerist lagerhelfer
    reinigungskraft hausmeister architekt bauingenieur ingenieur chemiker biolog physiker laborant journalist
    redakteur fotograf grafiker designer schauspieler musiker influencer youtuber fachinformatiker
    softwareentwickler programmierer webentwickler entwickler systemadministrator administrator data-scientist
    datenanalyst koordinator leiter techniker assistent referent sachbearbeiter berater consultant tester doctor
    nurse teacher lawyer electrician plumber carpenter baker cook hairdresser cashier accountant driver police
    firefighter architect engineer photographer developer programmer sysadmin coordinator cleaner waiter midwife
    pharmacist dentist receptionist
    """.split()
)
_ROLE_OF_ASKER = re.compile(  # "ich bin Krankenpfleger und …": what the person is, not what is asked for
    r"\b(?:(?:ich|mein\w*)\b[^.?!]*\bals|bin|war|komme aus|gelernte[rn]?|ausgebildete[rn]?|arbeite (?:als|seit)|"
    r"i am an?|i'm an?|i work as an?|worked as an?|i was an?|trained)(?:\s+\w+){0,2}\W*$"
)
_WORD = re.compile(r"[\w-]+")
_ENDINGS = re.compile(r"(?:innen|in|en|n|s)$")
_SHORT = 5  # letters up to which an occupation must be the whole word, lest "normaler" be a painter
_STEMS = frozenset(_ENDINGS.sub("", part) for part in OCCUPATIONS)
_LONG_STEMS = tuple(stem for stem in _STEMS if len(stem) > _SHORT or stem == "arzt")


@dataclass(frozen=True, slots=True)
class ProfessionMention:
    """A profession named in a message, and the folded words that name it."""

    name: str
    words: tuple[str, ...]


def _squash(tokens: Iterable[str]) -> str:
    return "".join(tokens)


class ProfessionNames:
    """The professions of the knowledge base, recognised with typos, inflected, shortened or in English."""

    def __init__(self, known: Iterable[str]) -> None:
        names = list(known)
        self._known = [(name, words(name)) for name in names]
        keys = {fold(name): name for name in names}
        self._known += [(keys[key], words(english)) for english, key in ENGLISH_OCCUPATIONS.items() if key in keys]
        heads = [_ENDINGS.sub("", tokens[-1]) for _, tokens in self._known if tokens]
        self._heads = {head: name for head, (name, _) in zip(heads, self._known, strict=True) if heads.count(head) == 1}

    def mentions(self, text: str) -> list[ProfessionMention]:
        """The known professions in a text, in order, each once."""
        tokens = words(text)
        found: dict[str, ProfessionMention] = {}
        for position in range(len(tokens)):
            mention = self._whole(tokens, position) or self._head(tokens[position])
            if mention is not None:
                found.setdefault(mention.name, mention)
        return list(found.values())

    def _whole(self, tokens: list[str], position: int) -> ProfessionMention | None:
        best: tuple[float, ProfessionMention] | None = None
        for name, parts in self._known:
            for length in {len(parts), len(parts) + 1, max(1, len(parts) - 1)}:
                span = tuple(tokens[position : position + length])
                likeness = fuzz.ratio(_ENDINGS.sub("", _squash(span)), _ENDINGS.sub("", _squash(parts)))
                if likeness >= LIKE_ENOUGH and (best is None or likeness > best[0]):
                    best = (likeness, ProfessionMention(name, span))
        return best[1] if best else None

    def _head(self, token: str) -> ProfessionMention | None:
        stem = _ENDINGS.sub("", token)
        for head, name in self._heads.items():
            part = len(stem) >= SHORTEST_HEAD and (head.endswith(stem) or head[: len(stem)] == stem)
            if part or (len(stem) >= SHORTEST_HEAD and fuzz.ratio(stem, head) >= LIKE_ENOUGH):
                return ProfessionMention(name, (token,))
        return None

    def other(self, text: str) -> str:
        """A word that names a profession which is not known here, as typed; "" where there is none.

        What the person says of themselves ("ich bin Krankenpfleger") does not count.
        """
        known = {word for mention in self.mentions(text) for word in mention.words}
        for typed in _WORD.findall(text):
            folded = fold(typed)
            asked = not _ROLE_OF_ASKER.search(fold(text).partition(folded)[0][-70:])
            if folded not in known and asked and _is_occupation(_ENDINGS.sub("", folded)):
                return str(typed)
        return ""


def _is_occupation(stem: str) -> bool:
    return stem in _STEMS or stem.endswith(_LONG_STEMS)
