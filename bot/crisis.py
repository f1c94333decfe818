"""Whether a person writes of wanting to die or to hurt themselves. Few clear phrases; figures of speech are none."""

import re

from bot.wording import fold

_NOT_A_PLACE = r"(?! (?:in|im|am|auf|bei|von|vom|wie|with|at|on|near|off|like)\b)"  # "… not live in Essen any more"
_SPEECH = r"(?:karriere|beruflich\w*|finanziell\w*|wirtschaftlich\w*|career|professional|financial|commercial)[ -]?"
_FIGURES = re.compile(
    rf"{_SPEECH}(?:selbstmord|suizid|suicide)|(?:selbstmord|suizid|suicide)[ -]?(?:kommando|mission|pravention|prevention|"
    r"hotline|beratung|squad)|"
    r"bring\w* mich um (?:den|die|das|meine\w*|jede\w*|all\w*)\b|umbringen (?:konnte|wurde) mich (?:der|die|das)\b"
)
_GERMAN = (
    rf"\b(?:ich|mag|kann|will|mocht\w*)\b.{{0,20}}\bnicht (?:mehr|langer|weiter) (?:weiter)?leben\b{_NOT_A_PLACE}",
    rf"\bnicht mehr (?:weiterleben|da sein|auf der welt sein)\b{_NOT_A_PLACE}",
    r"\b(?:will|mocht\w*|wurde? (?:am liebsten|lieber)|wollt\w*) (?:\w+ ){0,2}(?:sterben|tot sein)\b",
    r"\b(?:war\w?|ware) (?:\w+ ){0,2}(?:lieber|besser|am liebsten) tot\b|\b(?:lieber|besser) tot (?:war|sein)",
    r"\bmich (?:\w+ ){0,2}(?:umbringen|toten|erhangen|selbst verletzen)\b|\bbringe? mich (?:\w+ )?um\b|\bmich umbringe\b",
    r"\b(?:mir|mein) (?:\w+ )?(?:das )?leben (?:nehmen|beenden)\b|\bmir (?:\w+ )?was antun\b|\bmir etwas antun\b",
    r"\b(?:nehm\w*|beend\w*) (?:mir )?(?:das|mein) leben\b",
    r"\bselbstmord|\bsuizid|\blebensmud|\britze mich\b|\bverletze mich selbst\b|\bselbstverletz",
    r"\bmein leben (?:hat|macht) (?:\w+ )?keinen sinn mehr\b|\bkeinen sinn mehr (?:im leben|zu leben)\b",
)
_ENGLISH = (
    r"\b(?:kill(?:ing)?|hurt(?:ing)?|harm(?:ing)?|hang(?:ing)?) myself\b|\bself[ -]harm|\bsuicid",
    r"\bi(?:'m going to| am going to| will| want to| wanna)? (?:want to |wanna )?die\b(?! (?:of|from) )(?! laughing)",
    r"\bi (?:just )?(?:want|wish) (?:to be|i (?:was|were)) dead\b|\bbetter off dead\b",
    r"\b(?:end|take|ending|taking) my (?:own )?life\b",
    rf"\b(?:not|dont|don't|no longer) (?:want to|wanna) (?:live|be alive|exist)\b{_NOT_A_PLACE}(?! in\b)",
    r"\bno reason (?:left )?to live\b|\bcannot go on living\b|\bcan't go on living\b",
)
_SAID = re.compile("|".join((*_GERMAN, *_ENGLISH)))


def in_crisis(text: str) -> bool:
    """Whether a message speaks, in German or English, of suicide or of hurting oneself."""
    folded = " ".join(fold(text).replace("’", "'").split())
    return bool(_SAID.search(_FIGURES.sub(" ", folded)))
