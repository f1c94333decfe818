"""Follow-ups that name no thing and ask one side of the thing spoken of: its price, time, exam, use, reason. Leaf module."""

import re
from typing import Final

from bot.keywords import STOP_WORDS
from bot.wording import fold, words

# Words, folded, that ask about a side of a thing and say nothing on which thing it is.
_ASPECT: Final = re.compile(
    r"(?:dauer|lang|lange|zeit|kost|preis|teuer|gebuhr|gilt|gultig|verfall|verfallt|ablauf|ablaufen|lauft|erneuer|verlanger|"
    r"prufung|schwer|schwierig|leicht|einfach|hoch|hohe|kriegt?|bekomm|zuruckzahl|beantrag|antrag|bring|nutz|davon|dafur|dazu|"
    r"damit|daran|darauf|brauch|voraussetzung|besteh|bestanden|wiederhol|tage|wochen|monate|stunden|jahre|genau|genug|reicht|"
    r"lohnt|woran|liegt|wenig|solche|geht|gehts|geh|mach|klappt|wichtig|schnell|"
    r"long|time|cost|price|expensive|fee|valid|expire|renew|exam|hard|difficult|easy|high|get|apply|bring|use|need|require|"
    r"pass|repeat|days|weeks|months|hours|years|exactly|enough|worth|little|take|takes|last|it|its)\w{0,3}"
)
_REASON: Final = re.compile(r"\b(?:warum|wieso|weshalb|woran liegt|wie kommt(?:s| das| es)|why|how come|how so)\b")


def asks_aspect(text: str) -> bool:
    """Whether a message asks a side of what was spoken of, and names nothing else: "Und wie lange gilt das?"."""
    telling = [word for word in words(text) if word not in STOP_WORDS]
    return bool(telling) and all(_ASPECT.fullmatch(word) for word in telling)


def asks_reason(text: str) -> bool:
    """Whether a message asks why."""
    return bool(_REASON.search(fold(text)))
