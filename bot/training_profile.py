"""Reads from a message what a person says of themselves for choosing a training, and merges it with what is remembered."""

import re
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from functools import lru_cache
from typing import Any, Final

from bot.facets import read_level
from bot.wording import fold
from knowledge import TrainingProfile

REMEMBERED = 1024  # messages and their parts
YOUNGEST, OLDEST = 15, 75  # ages that a number after "ich bin" may mean
_NOT = r"(?<!kein )(?<!keine )(?<!ohne )(?<!nicht )(?<!no )(?<!without )"
_GOALS: Final = {
    goal: re.compile(_NOT + rf"(?:{pattern})")
    for goal, pattern in {
        "public": r"offentliche[nrms]? (?:dienst|hand|verwaltung|sektor)|stadtverwaltung|\bverwaltung|\bbehorde|\bzur stadt\b|"
        r"\bkommunen?\b|rathaus|public (?:sector|service|administration)|civil service|government",
        "pay": r"mehr (?:geld|gehalt|lohn|kohle|knete|verdien\w*)|besser(?:e[nrs]?)? (?:bezahl|verdien|gehalt)|gehaltssprung|"
        r"gehaltserhohung|earn more|more (?:money|pay\b|salary)|better paid|higher (?:pay|salary)|pay rise",
        "leadership": r"fuhrungs?(?:kraft|position|rolle|aufgabe)|fuhrung ubernehmen|projektleit\w* (?:werden|machen)|"
        r"(?:zum|zur|als) projektleit\w* aufsteig|teamleit|\bchef(?:in)? werden|aufsteigen|aufstieg(?!s)|verantwortung|"
        r"leadership|become a (?:manager|leader|project manager)|promot(?:ed|ion)|lead (?:a |people|team|project)",
        "agile": r"\bagil",
        "sap": r"\bsap\b",
        "service": r"it-? ?service|service-? ?management|help ?desk|service ?desk|it-? ?betrieb|it-? ?support|rechenzentr|"
        r"it operations|data cent",
        "security": r"it-? ?sicherheit|informationssicherheit|cyber|security|datenschutz|data protection",
        "process": r"prozess|process",
        "tools": r"\bjira\b",
        "classic": r"klassisch|wasserfall|waterfall|traditional project",
        "degree": r"\bstudier|\bstudium|\bmaster(?:studium)?\b|\bdegree\b|university",
    }.items()
}
_FORMATS: Final = {
    "evening": re.compile(r"\babends?\b|feierabend|abendkurs|evening"),
    "weekend": re.compile(r"wochenend|samstag|weekend|saturday"),
    "part_time": re.compile(
        r"nebenberuf|berufsbegleit|nebenher|nebenbei|neben (?:de[mr]|meine[mr]) (?:job|arbeit|beruf)|teilzeit|part-?time|"
        r"alongside|beside (?:my|the) job|while (?:i )?work"
    ),
    "full_time": re.compile(
        r"vollzeit-? ?(?:kurs|lehrgang|weiterbildung|massnahme)|in vollzeit lernen|full-?time course"
    ),
    "online": re.compile(r"\bonline|von zu ?hause?|zuhause|fernkurs|fernlehrgang|from home|remote"),
    "self_study": re.compile(r"selbststudium|allein lernen|selber lernen|self-?study"),
}
_LITTLE_TIME: Final = re.compile(
    r"(?:wenig|kaum|keine|null|nicht viel|knapp\w*|so gut wie keine) zeit|zeitmangel|schnellste|schnell(?:es)? zertifikat|"
    r"auf die schnelle|kurzeste|\bkurze[nrs]? (?:kurs|weiterbildung|zertifikat|lehrgang)|kindern?\b|"
    r"elternzeit|alleinerzieh|schichtarbeit|"
    r"(?:little|no|not much|hardly any) time|short on time|quick(?:est)?|fastest|shortest|\bkids\b|single (?:mother|parent)"
)
_NO_BUDGET: Final = re.compile(
    r"(?:kein|wenig|kaum|null|nicht viel|knappe[ns]?|nix an)(?:e[nrs]?)? (?:geld|budget|kohle|knete|mittel)|nix kosten|"
    r"nichts kosten|kostenlos|umsonst|kostenfrei|gratis|gunstig|billig|pleite|nicht leisten|"
    r"(?:no|little|not much) (?:money|budget)|free of charge|for free|cheap|afford"
)
_WORK: Final = (
    (
        "unemployed",
        re.compile(
            r"\barbeitslos(?:er)?\b|arbeitss?uchend|ohne (?:job|arbeit|stelle)\b|\balg\b|arbeitslosengeld|burgergeld|jobcenter|"
            r"(?:keine arbeit|keinen job|ohne (?:arbeit|job)|bin arbeitssuchend)\b|\bhartz|"
            r"gekundigt|(?:job|stelle|arbeit) verloren|transfergesellschaft|unemployed|out of work|lost my job|jobless|"
            r"between jobs"
        ),
    ),
    (
        "employed",
        re.compile(
            r"\bangestellt|berufstatig|festanstellung|fest angestellt|ich arbeite|arbeite (?:in )?(?:vollzeit|teilzeit)|"
            r"mein(?:e|em|er)? (?:chef|arbeitgeber|firma|betrieb)|hab(?:e)? (?:einen |nen |n )?job|\bemployed|"
            r"i (?:have a|work)|my (?:boss|employer|company)"
        ),
    ),
)
_AGE: Final = re.compile(
    r"\b(?:ich bin|bin|i am|i'm|mit|aged?) (?:schon |erst |already |only )?(\d\d)\b"
    r"(?! ?(?:jahre? (?:dabei|erfahrung)|%|years? of))"
)
_STARTS: Final = re.compile(
    r"\bfang\w* .*\ban\b|\bneu (?:im|in|dabei)|(?:wenig|kaum|keinerlei|gar keine?|noch keine?) (?:ahnung|erfahrung|vorwissen|"
    r"vorkenntnisse)|just starting|new to|little experience"
)
_NO_COURSE: Final = re.compile(
    r"(?:keine?n?|ohne|nicht in einen) (?:pflicht)?(?:kurs|lehrgang|seminar|schulung)|no course|without (?:a |any )?course"
)
_ONLY_CERTIFICATE: Final = re.compile(r"\b(?:lieber|nur|eher|just|rather|only)\b[^.?!]{0,20}(?:zertifikat|certificate)")
_NO_CERTIFICATE: Final = re.compile(
    r"(?:keine?|ohne|statt) (?:zertifikat|prufung)|lieber (?:ein(?:en)? )?(?:kurs|lehrgang)|no (?:certificate|exam)|"
    r"without (?:an? )?(?:certificate|exam)"
)
_IN_GERMAN: Final = re.compile(r"(?:auf|in) deutsch|deutschsprachig|kein englisch|ohne englisch|in german|no english")
_OF_ONESELF: Final = re.compile(r"\b(?:ich|bin|hab|habe|mein\w*|mir|mich|will|mocht\w*|i|i'm|my|me)\b")
_PAYS_OFF: Final = re.compile(r"\blohn(?:t|en|enswert\w*)\b")  # no word on pay
_LEVEL: Final = re.compile(
    r"(?:berufs)?(?:einsteiger|einstieg|anfanger|anfang|erfahrung|erfahren)\w*|\bjahren?\b|beginner|experienced?|getting started|"
    r"\byears?\b|\bseit\b|\bprofi\b"
)
_TELLING: Final = tuple(
    re.compile(rf"(?:{pattern.pattern})\w*")
    for pattern in (
        *(*_GOALS.values(), *_FORMATS.values(), *(pattern for _, pattern in _WORK), _LEVEL, _STARTS, _LITTLE_TIME),
        *(_NO_BUDGET, _AGE, _NO_COURSE, _ONLY_CERTIFICATE, _NO_CERTIFICATE, _IN_GERMAN),
    )
)
_COURSES: Final = ("course", "degree", "study")
_LASTING: Final = ("level", "goals", "work", "age", "little_time", "no_budget")  # what a person is; the rest are wishes
_FIELDS: Final = tuple(field.name for field in fields(TrainingProfile))
_KNOWN: Final = TrainingProfile()


@lru_cache(REMEMBERED)
def read_profile(text: str) -> TrainingProfile:
    """What a message says of the person and of what they want."""
    folded = fold(text)
    age = _AGE.search(folded)
    years = int(age[1]) if age else 0
    kinds: tuple[str, ...] = ("certificate",) if _ONLY_CERTIFICATE.search(folded) else ()
    return TrainingProfile(
        level="entry" if _STARTS.search(folded) else read_level(text),
        goals=tuple(goal for goal, pattern in _GOALS.items() if pattern.search(folded)),
        work=next((work for work, pattern in _WORK if pattern.search(folded)), ""),
        age=years if YOUNGEST <= years <= OLDEST else 0,
        little_time=bool(_LITTLE_TIME.search(folded)),
        no_budget=bool(_NO_BUDGET.search(folded)),
        formats=tuple(name for name, pattern in _FORMATS.items() if pattern.search(folded)),
        kinds=kinds or (_COURSES if _NO_CERTIFICATE.search(folded) else ()),
        languages=("de",) if _IN_GERMAN.search(folded) else (),
        no_course=bool(_NO_COURSE.search(folded)),
    )


def told_profile(text: str) -> TrainingProfile:
    """What a message says of the person themselves, not of others or in general."""
    return lasting(read_profile(text)) if _OF_ONESELF.search(fold(text)) else _KNOWN


def lasting(profile: TrainingProfile) -> TrainingProfile:
    """The profile without the wishes that belong to one question."""
    return TrainingProfile(**{name: getattr(profile, name) for name in _LASTING})


def merged(before: TrainingProfile, now: TrainingProfile) -> TrainingProfile:
    """What is known after a message: the later word counts, and what is left out stays so."""
    said = {name: value for name in _FIELDS if (value := getattr(now, name))}
    left_out = tuple(dict.fromkeys((*before.left_out, *now.left_out)))
    return replace(before, **{**said, "left_out": left_out})


@lru_cache(REMEMBERED)
def rest_of(text: str) -> str:
    """The folded message without the words that say something of the person."""
    rest = _PAYS_OFF.sub(" ", fold(text))
    for pattern in _TELLING:
        rest = pattern.sub(" ", rest)
    return rest


def profile_from_json(stored: object) -> TrainingProfile:
    """The profile that was stored; a field that is missing or of another kind is empty."""
    if not isinstance(stored, Mapping):
        return _KNOWN
    values: dict[str, Any] = {}
    for name, empty in asdict(_KNOWN).items():
        value = stored.get(name)
        if isinstance(empty, tuple) and isinstance(value, list | tuple):
            values[name] = tuple(str(entry) for entry in value)
        elif type(value) is type(empty):
            values[name] = value
    return TrainingProfile(**values)
