"""Whether a message asks something of the training catalogue, and what. Answers nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bot.asked import asks_for_pay
from bot.keywords import STOP_WORDS
from bot.memory import Conversation
from bot.question import Question
from bot.training_names import Named, TrainingNames
from bot.training_profile import lasting, merged, read_profile, rest_of
from bot.wording import fold, words
from knowledge import Training, TrainingProfile

Ask = Literal["suggest", "among", "compare", "recommend", "fact", "define", "detail", "price", "fund", "worth"]
MOST_COMPARED = 3  # more columns nobody reads on a phone
LONGEST_FOLLOW_UP = 9  # words up to which a message may lean on the entries named before
LONGEST_STATEMENT = 16  # words up to which a message that only tells of the person asks for suggestions

_COMPARES = re.compile(
    r"\b(?:oder|oda|odder|vs|versus|vergl\w*|unterschied\w*|unterscheid\w*|besser\w*|statt|gegenuber|or|compar\w*|"
    r"differ\w*|better|than)\b"
)
_DEFINES = re.compile(
    r"\b(?:was|wat|what) (?:ist|is|sind|bedeutet|heisst|genau|does|are)\b|\berklar|\bdefinition|\bexplain|\bmeaning|\bstand for"
)
_COSTS = re.compile(r"kostet|kosten|\bpreis|gebuhr|teuer|how much|\bcosts?\b|\bprice|\bfees?\b|expensive")
_RENEWS = re.compile(
    r"verlanger|erneuer|wiederhol|rezertifi|nochmal|zweite[rn]? versuch|renew|retake|repeat|inklusive|lizenz"
)
_FUNDS = re.compile(
    r"wer (?:be)?zahlt|wer (?:ubernimmt|tragt|fordert|finanziert)|forder(?!lich)|gefordert|zuschuss|finanzier|"
    r"(?:be)?zahlt (?:das|mir|man)|bezahlt (?:bekomm|krieg)|(?:wird|werden) (?:\w+ )?bezahlt|geld (?:fur|dazu|vom)|"
    r"who (?:pays|funds|covers)|funding|funded|paid for|would be paid|\bgrants?\b"
)
# What is asked of a grant by itself: its share, its conditions. The texts say that; a list of grants would not.
_FUNDING_DETAIL = re.compile(
    r"zuzahl|dazuzahl|dazulegen|\banteil|prozent|wie ?viel|wie hoch|anspruch|\brecht auf|ermessen|\bfrist|bedingung|"
    r"how much|percent|\bshare\b|entitled|\bdeadline"
)
_WORTH = re.compile(
    r"lohnt|passt|sinnvoll|geeignet|richtig fur|was fur mich|\bgut\b|\bgood\b|\bworth|suit(?:s|able)?|right for me|good for me"
)
_TRAINING = re.compile(
    r"weiterbild|fortbild|zertifi|lehrgang|lehrgange|\bkurse?\b|schulung|weiterqualifi|\bscheine?\b|\btrainings?\b|\bcourses?\b|"
    r"certif|\bprufung(?:en)?\b|\bexams?\b"
)
_ADVICE = re.compile(
    r"\b(?:welche[nrs]?|was|wat|which|what|any)\b|passt|empfehl|empfiehl|sinnvoll|geeignet|soll(?:te)? ich|lohnt|gibts?\b|"
    r"vorschl|suggest|recommend|best|fits?\b|suche|look"
)
_PERSONAL = re.compile(
    r"passt \w* ?zu mir|passend\w* fur mich|empfehl|empfiehl|rat(?:en|et|est|st) (?:du|sie) mir|schlag\w* .*\bvor|"
    r"suggest|recommend|(?:fits?|suits?|for|advise) me|soll(?:te)? ich (?:machen|nehmen|wahlen|belegen)|"
    r"ware (?:gut )?fur mich|vorschlage?"
)
_NOT_ADVICE = re.compile(
    r"\bwann\b|\bwhen\b|\btermine?\b|\bplatz\b|adresse|telefon|wie (?:lange|viele?|oft)|how (?:long|many|often)|prozent|anteil|"
    r"\bvalid|\bgultig|gilt\b|lauft .*\bab\b|expire|uberhaupt"
)
_QUESTION_ON_ELSE = re.compile(
    r"\b(?:muss|mussen|brauch\w*|ist|sind|gibt|hat|haben|wie|wo|warum|wieso|wer|darf|verdient|macht|do i|must|need|is|are|how|"
    r"where|why|who)\b"
)
_WISH = re.compile(
    r"\b(?:ich|will|mocht\w*|was|wat|etwas|in den|in die|in der|ins|zur|zum|i|i'd|want|into|something|my|mein\w*)\b"
)
_THEM = re.compile(r"\bdavon\b|\bdarunter\b|\bvon denen\b|of (?:those|them|these)")
_POINTING = re.compile(r"\b(?:das|dat|die|den|dem|davon|es|dafur|it|that|this|them|those)\b")
_LEANING = re.compile(r"^(?:und|oder|and|or|aber|but|ok|what about|how about|was ist mit)\b")
_BOTH = re.compile(
    r"\bbeide[nrm]?\b|\bwelche[nrs]?\b|\bdavon\b|\bboth\b|\bwhich\b|of (?:them|the two|those)|\bsie\b|\bthey\b"
)
_FACTS = {
    "renewal": re.compile(r"verlanger|erneuer|gilt|gultig|verfall|\bablauf|lauft|renew|expire|valid|run out"),
    "exam": re.compile(r"prufung|fragen|bestehen|durchfall|schwer|leicht|exam|questions|pass\b"),
    "effort": re.compile(r"aufwand|stunden|wie lange?|lernzeit|schneller|hours|how long|quicker|faster"),
    "prerequisites": re.compile(r"voraussetz|vorkenntnis|requirement|prerequisite"),
    "languages": re.compile(r"sprache|deutsch|englisch|language|german|english"),
    "price": re.compile(r"gunstig|billig|teuer|kostet|kosten|preis|cheap|expensive|cost|price"),
}
_ORDINALS = (
    re.compile(r"\b(?:erste[nsrm]?|ersteres|nummer (?:1|eins)|nr\.? ?1|1\.|first|number one)(?!\w)"),
    re.compile(r"\b(?:zweite[nsrm]?|nummer (?:2|zwei)|nr\.? ?2|2\.|second|number two)(?!\w)"),
    re.compile(r"\b(?:dritte[nsrm]?|nummer (?:3|drei)|nr\.? ?3|3\.|third|number three)(?!\w)"),
)
_LAST = re.compile(r"\b(?:letzte[nsrm]?|letzteres|last one)\b")
_FILLER = frozenset(
    """
    hab lust auf anfange
    ausser ohne kein keine keinen without no not statt anstatt except besides instead excluding ne nen ner nem n
    fur sonst noch was dat wat jahre alt machen tun suche suchen mochte mocht wollen geht trotzdem gerne gern
    werden besser weiterbildung weiterbildungen fortbildung kurs kurse zertifikat zertifikate lernen etwas wegen
    hallo job stelle zeit dazu davon passt welcher schaffe gibts moglich moglichst lieber sein komme richtung
    bereich spater mal moin bitte denn weder deutsch thema it dienst course courses certificate certificates
    training want like something time money just please years old fits works which looking
    """.split()
)
_NAMING = frozenset(
    "zertifikat certificate eigentlich genau kurz erklar erklare erklaren mir bedeutet heisst schein definition of explain mean "
    "meaning stand stands does kurs".split()
)


@dataclass(frozen=True, slots=True)
class TrainingRequest:
    """What a message asks of the catalogue: about which entries, and for whom."""

    ask: Ask
    profile: TrainingProfile
    about: tuple[Training, ...] = ()
    fact: str = ""  # of the catalogue, where a single one is asked for


@dataclass(frozen=True, slots=True)
class _Message:
    """A message with all that decides what it asks."""

    folded: str
    named: Named
    other_words: tuple[str, ...]
    told: TrainingProfile
    offered: tuple[Training, ...]
    subject: tuple[Training, ...]
    advice: str
    profile: TrainingProfile
    theme: str

    @property
    def is_short(self) -> bool:
        return len(words(self.folded)) <= LONGEST_FOLLOW_UP

    @property
    def asks_for_pay(self) -> bool:
        return asks_for_pay(rest_of(self.folded))

    @property
    def trainings(self) -> tuple[Training, ...]:
        return tuple(entry for entry in self.named.wanted if entry.kind != "funding")

    @property
    def names_funding(self) -> bool:
        return len(self.trainings) < len(self.named.wanted)

    @property
    def chosen(self) -> tuple[Training, ...]:
        """The entry of the last answer that is meant by its number."""
        if not self.offered or not self.is_short:
            return ()
        if _LAST.search(self.folded):
            return self.offered[-1:]
        number = next((row for row, pattern in enumerate(_ORDINALS) if pattern.search(self.folded)), len(self.offered))
        return self.offered[number : number + 1]

    @property
    def subjects(self) -> tuple[Training, ...]:
        """What is spoken of: what is named, or of the last answer the entry with that number, or all where "das" points there."""
        if self.named.wanted:
            return self.trainings
        points = self.is_short and bool(_POINTING.search(self.folded) or _LEANING.match(self.folded))
        return self.chosen or ((self.subject or self.offered) if points else ())


def read_request(
    question: Question, state: Conversation, names: TrainingNames, catalogue: Mapping[str, Training]
) -> TrainingRequest | None:
    """What a message asks of the catalogue, None where it asks something else."""
    if question.outside == "instructions":
        return None
    message = _read(question, state, names, catalogue)
    for read in (_compares, _facts, _funds, _prices, _details, _judges, _defines, _narrows, _suggests):
        if found := read(message):
            return found
    return None


def _read(question: Question, state: Conversation, names: TrainingNames, catalogue: Mapping[str, Training]) -> _Message:
    named = names.read(question.text)
    other_words = tuple(names.words_left(question.text))
    said = " ".join(other_words) if named.wanted or named.left_out else question.text  # of the person, not of an entry
    told = replace(read_profile(said), left_out=named.left_out)
    known = replace(state.profile, level=state.level or state.profile.level)
    return _Message(
        folded=fold(question.text),
        named=named,
        other_words=other_words,
        told=told,
        offered=tuple(catalogue[id_] for id_ in state.offered if id_ in catalogue) if state.advice else (),
        subject=(catalogue[state.subject],) if state.advice and state.subject in catalogue else (),
        advice=state.advice,
        profile=known,
        theme=question.theme,
    )


def _known(message: _Message, *, goes_on: bool) -> TrainingProfile:
    """What is known of the person now; wishes of the question before count only where the message goes on with it."""
    return merged(message.profile if goes_on else lasting(message.profile), message.told)


def _compares(message: _Message) -> TrainingRequest | None:
    """ "Scrum oder PRINCE2?", then "und IPMA?" or "ich fange gerade erst an"."""
    named = message.trainings or message.named.wanted
    if len(named) > 1 and _COMPARES.search(message.folded) and not message.asks_for_pay:
        return TrainingRequest("compare", _known(message, goes_on=False), named[:MOST_COMPARED])
    if message.advice not in ("compare", "recommend") or not message.is_short or message.asks_for_pay:
        return None
    if len(named) == 1 and _LEANING.match(message.folded) and not _asks_for_fact(message):
        together = dict.fromkeys((*(entry.id for entry in message.offered), named[0].id))
        entries = {entry.id: entry for entry in (*message.offered, *named)}
        about = tuple(entries[id_] for id_ in together)[-MOST_COMPARED:]
        return TrainingRequest("compare", _known(message, goes_on=True), about)
    if lasting(message.told) != TrainingProfile() and not message.named.wanted and _tells_only(message):
        return TrainingRequest("recommend", _known(message, goes_on=True), message.offered)
    return None


def _facts(message: _Message) -> TrainingRequest | None:
    """After a comparison: "welches von beiden muss man nicht verlängern?"."""
    if message.advice not in ("compare", "recommend") or not message.is_short or message.named.wanted:
        return None
    fact = next((name for name, pattern in _FACTS.items() if pattern.search(message.folded)), "")
    asks = bool(fact) and bool(_BOTH.search(message.folded)) and not message.chosen
    return TrainingRequest("fact", _known(message, goes_on=True), message.offered, fact) if asks else None


def _asks_for_fact(message: _Message) -> bool:
    return bool(_COSTS.search(message.folded) or _FUNDS.search(message.folded) or _NOT_ADVICE.search(message.folded))


def _funds(message: _Message) -> TrainingRequest | None:
    """ "Wer bezahlt das?" after suggestions, of an entry, or of somebody who says how they stand."""
    if not _FUNDS.search(message.folded) or message.names_funding:
        return None
    if message.theme == "funding" and _FUNDING_DETAIL.search(message.folded) and not message.subjects:
        return None
    if message.subjects:
        return TrainingRequest("fund", _known(message, goes_on=True), message.subjects)
    known = _known(message, goes_on=False)
    tells = bool(known.work or message.told.age) and message.theme in ("training", "funding")
    return TrainingRequest("fund", known) if tells else None


def _prices(message: _Message) -> TrainingRequest | None:
    asks = bool(_COSTS.search(message.folded)) and not _RENEWS.search(message.folded) and not message.names_funding
    if not asks or not message.subjects or message.told.no_budget:
        return None
    return TrainingRequest("price", _known(message, goes_on=True), message.subjects[:MOST_COMPARED])


def _details(message: _Message) -> TrainingRequest | None:
    """ "Das zweite genauer"; "genauer" alone after a single entry."""
    if not message.chosen or message.named.wanted or _asks_for_fact(message):
        return None
    return TrainingRequest("detail", _known(message, goes_on=True), message.chosen)


def _judges(message: _Message) -> TrainingRequest | None:
    """ "Lohnt sich PMP für mich? Ich fange gerade an": one entry, and something is known of the person."""
    profile = _known(message, goes_on=False)
    known = profile.level or profile.goals
    if len(message.trainings) != 1 or message.names_funding or not known or not _WORTH.search(message.folded):
        return None
    return TrainingRequest("worth", profile, message.trainings)


def _defines(message: _Message) -> TrainingRequest | None:
    """ "Was ist PRINCE2?", or nothing but the name."""
    if len(message.named.wanted) != 1 or len(message.trainings) != 1:
        return None
    rest = [word for word in message.other_words if word not in STOP_WORDS | _NAMING]
    asks = not rest and (_DEFINES.search(message.folded) or len(message.other_words) == 0)
    return TrainingRequest("define", _known(message, goes_on=False), message.trainings) if asks else None


def _narrows(message: _Message) -> TrainingRequest | None:
    """After suggestions: "und was davon geht abends?", "und ohne Scrum?", "und wenn ich arbeitslos bin?"."""
    if not message.advice or not message.is_short or message.named.wanted or message.told == TrainingProfile():
        return None
    if message.asks_for_pay or not _tells_only(message):
        return None
    profile = _known(message, goes_on=True)
    if _THEM.search(message.folded) and len(message.offered) > 1:
        return TrainingRequest("among", profile, message.offered)
    return TrainingRequest("suggest", profile)


def _suggests(message: _Message) -> TrainingRequest | None:
    """Asks what training suits, or tells only of a situation in which that is the question."""
    if message.named.wanted or message.asks_for_pay:
        return None
    profile = _known(message, goes_on=False)
    if _TRAINING.search(message.folded) and not _NOT_ADVICE.search(message.folded):
        asks = bool(_ADVICE.search(message.folded)) or _tells_only(message)
        if _PERSONAL.search(message.folded) or (message.told != TrainingProfile() and asks):
            return TrainingRequest("suggest", profile)
    return TrainingRequest("suggest", profile) if _tells_situation(message) else None


def _tells_situation(message: _Message) -> bool:
    told, count = message.told, len(words(message.folded))
    if count > LONGEST_STATEMENT or not _tells_only(message):
        return False
    if _QUESTION_ON_ELSE.search(rest_of(message.folded)) and not told.left_out:
        return False
    wishes = bool(set(told.goals) - {"degree"}) and count > 1 and bool(_WISH.search(message.folded))
    return wishes or told.little_time or told.no_budget or told.work == "unemployed" or bool(told.left_out)


def _tells_only(message: _Message) -> bool:
    """Whether nothing is left of a message but what it says of the person."""
    left: Sequence[str] = words(rest_of(" ".join(message.other_words)))
    return not [word for word in left if word not in STOP_WORDS | _FILLER and not word.isdigit()]
