"""How training advice is put into words, in German and English, without du or Sie. Facts come from the catalogue."""

from typing import Final

_PHRASES: Final[dict[str, dict[str, str]]] = {
    "suggested": {"de": "Dazu passt ({facts}):", "en": "This fits ({facts}):"},
    "suggested_unknown": {
        "de": "Ohne mehr zu wissen, sind das gute Anfänge:",
        "en": "Without knowing more, these are good starting points:",
    },
    "among": {"de": "Davon passt ({facts}):", "en": "Of these, this fits ({facts}):"},
    "none_of_them": {
        "de": "Von den genannten passt nichts dazu ({facts}). Sonst käme infrage:",
        "en": "None of those fits ({facts}). Otherwise there would be:",
    },
    "nothing": {
        "de": "Dazu habe ich im Weiterbildungskatalog nichts gefunden ({facts}). Ohne eine der Bedingungen suche ich gern noch "
        "einmal.",
        "en": "I found nothing for that in the training catalogue ({facts}). I will gladly look again without one of the "
        "conditions.",
    },
    "item": {"de": "{name} ({issuer}): {reason}.", "en": "{name} ({issuer}): {reason}."},
    "item_alone": {"de": "{name} ({issuer}).", "en": "{name} ({issuer})."},
    "price_unknown": {"de": "bitte beim Anbieter prüfen", "en": "please check with the provider"},
    "price": {"de": "Was {name} kostet: {price}.", "en": "What {name} costs: {price}."},
    "price_missing": {
        "de": "Was {name} kostet, steht in keiner meiner geprüften Quellen. Preis bitte beim Anbieter prüfen: {issuer}.",
        "en": "None of my reviewed sources says what {name} costs. Please check the price with the provider: {issuer}.",
    },
    "ask_situation": {
        "de": "Genauer wird es mit einer Angabe: Geht es um den Einstieg, oder ist schon Erfahrung da?",
        "en": "One detail makes it more precise: is it about getting started, or is there experience already?",
    },
    "ask_goal": {
        "de": "Und was soll es bringen: mehr Gehalt, agiles Arbeiten, öffentlicher Dienst, Führung, SAP?",
        "en": "And what should it bring: more pay, agile work, the public sector, leadership, SAP?",
    },
    "depends": {"de": "Es kommt darauf an: {cases}.", "en": "It depends: {cases}."},
    "case": {"de": "{when} eher {name}", "en": "{when}, rather {name}"},
    "recommended": {
        "de": "Empfehlung ({facts}): {name}. Der Grund: {reason}.",
        "en": "Recommendation ({facts}): {name}. The reason: {reason}.",
    },
    "recommended_bare": {"de": "Empfehlung ({facts}): {name}.", "en": "Recommendation ({facts}): {name}."},
    "too_early": {
        "de": "{name} kommt dafür noch zu früh; Voraussetzung: {prerequisites}.",
        "en": "It is too early for {name}; requirement: {prerequisites}.",
    },
    "too_early_bare": {
        "de": "{name} ist für Menschen mit Erfahrung gedacht.",
        "en": "{name} is meant for people with experience.",
    },
    "unfitting": {"de": "{name} passt dazu weniger ({facts}).", "en": "{name} fits that less well ({facts})."},
    "instead": {"de": "Stattdessen eher {name}: {reason}.", "en": "Rather {name} instead: {reason}."},
    "pays": {"de": "{name}{whom}: {amount}.", "en": "{name}{whom}: {amount}."},
    "pays_alone": {"de": "{name}{whom}.", "en": "{name}{whom}."},
    "may_pay": {"de": "Bezahlen kann das:", "en": "What may pay for it:"},
    "may_pay_for": {"de": "Für {name} kommt als Förderung infrage:", "en": "Possible funding for {name}:"},
    "may_pay_you": {"de": "Als Förderung kommt infrage ({facts}):", "en": "Possible funding ({facts}):"},
    "no_funding": {
        "de": "Eine Förderung, die zu {name} passt, steht nicht im Katalog.",
        "en": "The catalogue holds no funding that fits {name}.",
    },
    "rules_change": {
        "de": "Förderregeln ändern sich; vor der Buchung bei der zuständigen Stelle nachfragen.",
        "en": "Funding rules change; ask the responsible body before booking.",
    },
    "format_free": {
        "de": "ohne Pflichtkurs, die Lernzeit lässt sich frei einteilen, auch neben der Arbeit",
        "en": "no mandatory course, study time can be arranged freely, also beside a job",
    },
    "format_ask": {
        "de": "auch neben der Arbeit möglich; Kurszeiten bitte beim Anbieter erfragen",
        "en": "possible beside a job as well; please ask the provider about course times",
    },
    "serves": {"de": "dient dem Ziel {goal}", "en": "serves the goal {goal}"},
    "unstated": {"de": "keine Angabe", "en": "not stated"},
}
_FACTS: Final[dict[str, dict[str, str]]] = {
    "prerequisites": {"de": "Voraussetzung", "en": "Requirement"},
    "effort": {"de": "Aufwand", "en": "Effort"},
    "exam": {"de": "Prüfung", "en": "Exam"},
    "renewal": {"de": "Gültigkeit", "en": "Validity"},
    "languages": {"de": "Sprache", "en": "Language"},
    "price": {"de": "Preis", "en": "Price"},
    "amount": {"de": "Leistung", "en": "What it gives"},
}
_GOALS: Final[dict[str, dict[str, str]]] = {
    "agile": {"de": "agiles Arbeiten", "en": "agile work"},
    "classic": {"de": "klassisches Projektmanagement", "en": "classic project management"},
    "pay": {"de": "mehr Gehalt", "en": "more pay"},
    "public": {"de": "öffentlicher Dienst", "en": "public sector"},
    "leadership": {"de": "Führung und Leitung", "en": "leadership"},
    "sap": {"de": "SAP", "en": "SAP"},
    "service": {"de": "IT-Betrieb und Service", "en": "IT operations and service"},
    "security": {"de": "IT-Sicherheit", "en": "IT security"},
    "process": {"de": "Prozesse", "en": "processes"},
    "tools": {"de": "Jira", "en": "Jira"},
    "degree": {"de": "Studienabschluss", "en": "university degree"},
}
_WHEN: Final[dict[str, dict[str, str]]] = {
    "agile": {"de": "für agile Teams", "en": "for agile teams"},
    "classic": {"de": "für klassisch geplante Projekte", "en": "for projects planned the classic way"},
    "pay": {"de": "für mehr Gehalt", "en": "for more pay"},
    "public": {"de": "für den öffentlichen Dienst", "en": "for the public sector"},
    "leadership": {"de": "für Führung und Leitung", "en": "for leadership"},
    "sap": {"de": "für SAP-Projekte", "en": "for SAP projects"},
    "service": {"de": "für den IT-Betrieb", "en": "for IT operations"},
    "security": {"de": "für IT-Sicherheit", "en": "for IT security"},
    "process": {"de": "für Prozesse", "en": "for processes"},
    "tools": {"de": "für die Arbeit mit Jira", "en": "for working with Jira"},
    "degree": {"de": "für einen Studienabschluss", "en": "for a university degree"},
    "cheap": {"de": "mit kleinem Budget", "en": "on a small budget"},
    "course": {"de": "mit Kurs und Trainer", "en": "with a course and a trainer"},
    "experienced": {"de": "mit Erfahrung", "en": "with experience"},
    "entry": {"de": "zum Einstieg", "en": "to get started"},
    "unemployed": {"de": "bei Arbeitslosigkeit", "en": "when out of work"},
    "employed": {"de": "mit Arbeitsvertrag", "en": "with an employment contract"},
}
_SITUATION: Final[dict[str, dict[str, str]]] = {
    "entry": {"de": "Einstieg", "en": "getting started"},
    "experienced": {"de": "mit Erfahrung", "en": "with experience"},
    "unemployed": {"de": "arbeitslos", "en": "out of work"},
    "employed": {"de": "angestellt", "en": "employed"},
    "little_time": {"de": "wenig Zeit", "en": "little time"},
    "no_budget": {"de": "kleines Budget", "en": "small budget"},
    "no_course": {"de": "ohne Pflichtkurs", "en": "without a mandatory course"},
    "evening": {"de": "abends", "en": "in the evening"},
    "weekend": {"de": "am Wochenende", "en": "at weekends"},
    "part_time": {"de": "nebenberuflich", "en": "part-time"},
    "full_time": {"de": "in Vollzeit", "en": "full-time"},
    "online": {"de": "online", "en": "online"},
    "self_study": {"de": "im Selbststudium", "en": "self-study"},
    "course": {"de": "mit Unterricht", "en": "with teaching"},
    "certificate": {"de": "Zertifikat", "en": "certificate"},
    "german": {"de": "auf Deutsch", "en": "in German"},
    "without": {"de": "ohne {names}", "en": "without {names}"},
    "general": {"de": "allgemein", "en": "in general"},
}
_LANGUAGES: Final[dict[str, dict[str, str]]] = {
    "de": {"de": "Deutsch", "en": "German"},
    "en": {"de": "Englisch", "en": "English"},
}
NEXT: Final[dict[str, tuple[str, ...]]] = {
    "de": ("Und wer bezahlt das?", "Was davon geht nebenberuflich?", "Das erste genauer"),
    "en": ("And who pays for it?", "Which of them works part-time?", "Tell me more about the first one"),
}
SECTION: Final[dict[str, str]] = {"de": "Weiterbildungskatalog", "en": "Training catalogue"}


def training_phrase(key: str, language: str, **values: str) -> str:
    """The phrase in the language, its blanks filled."""
    return _PHRASES[key][language].format(**values)


def fact_name(fact: str, language: str) -> str:
    """What a fact of the catalogue is called: "exam" -> "Prüfung"."""
    return _FACTS[fact][language]


def goal_name(goal: str, language: str) -> str:
    """What a goal is called."""
    return _GOALS[goal][language]


def when(case: str, language: str) -> str:
    """The case in which something fits: a goal, or "cheap", "course", a level, a kind of work."""
    return _WHEN[case][language]


def situation(fact: str, language: str, **values: str) -> str:
    """One thing known of a person."""
    return _SITUATION[fact][language].format(**values)


def languages_named(codes: tuple[str, ...], language: str) -> str:
    """Languages by their names."""
    return ", ".join(_LANGUAGES[code][language] for code in codes)
