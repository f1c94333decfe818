"""Whether a source text gives orders to whoever reads it by machine. Such a passage is neither quoted nor shown to a model."""

import re
import unicodedata
from functools import lru_cache

from bot.wording import fold
from knowledge import Passage

REMEMBERED = 4096  # passages that are kept as judged; each is one bit
_ORDERS = re.compile(
    r"\b(?:ignorier\w*|vergiss|vergesst|missacht\w*|ubergeh\w*|ignore|disregard|forget|override|bypass)\b[^.!?]{0,60}"
    r"\b(?:anweisung\w*|instruk\w*|instruct\w*|regel\w*|rules?|prompts?|vorgaben|befehl\w*|guidelines?|obige\w*|"
    r"vorherige\w*|bisherige\w*|previous|prior|above|everything|alles|quellen|sources|passages?)\b"
    r"|\bsystem-?\s?(?:prompt|nachricht|message|anweisung)\w*"
    r"|(?:^|[\n.!?>\])]\s*)(?:system|assistant|assistent|user|developer|nutzer|ki|ai|bot)\s*[:>]"
    r"|\b(?:du bist|sie sind|you are|act as|handle als|agiere als)\b[^.!?]{0,40}"
    r"\b(?:ki|ai|bot|sprachmodell|language model|assistant|assistent|dan|hacker|pirat|pirate|modus|mode)\b"
    r"|\b(?:antworte|antworten sie|sag|sage|schreib|schreibe|behaupte|bestatige|nenne|gib|ergange|fuge|verlinke|verweise|"
    r"empfiehl)\b[^.!?]{0,60}\b(?:nutzer\w*|user\w*|fragende\w*|leser\w*|jede[rnms]?|allen|immer|stets|ab jetzt|ab sofort|"
    r"kunftig|nur noch|link|antwort)\b"
    r"|\b(?:answer|reply|respond|say|tell|write|claim|confirm|append|include|add|output|print|reveal|recommend)\b[^.!?]{0,60}"
    r"\b(?:users?|readers?|everyone|anyone|always|from now on|every answer|each answer|the link|verbatim|whoever asks)\b"
    r"|(?:^|[\n.!?]\s*)(?:an|to|for|fur) (?:die |das |the |all |alle )?"
    r"(?:ki|ai|sprachmodelle?|language models?|assistenten?|assistants?|chatbots?|bots?)\s*[:,]"
    r"|\b(?:(?:wenn|if|falls) (?:du|you|sie)\b[^.!?]{0,40}\b(?:ki|ai|sprachmodell|language model|bot|assistant|assistent))\b"
    r"|\b(?:hinweis|nachricht|anweisung|auftrag|note|notice|message|instructions?)\b (?:fur|an|for|to)\b[^.!?]{0,20}"
    r"\b(?:ki|ai|llms?|sprachmodelle?n?|language models?|assistent\w*|assistants?|chatbots?|bots?)\b"
    r"|\b(?:an|to) (?:alle|all) (?:ki|ai)\b"
    r"|(?:\bfrom now on|\bab jetzt|\bab sofort|(?:^|[\n.!?]\s*)always),? (?:\w+ ){0,2}?"
    r"(?:say|answer|reply|tell|claim|recommend|sagen?|antworte\w*|behaupte\w*|verlinke\w*|empfiehl)\b"
    r"|\bjailbreak\b|\bprompt injection\b|\bdeveloper mode\b"
    r"|<\|?/?(?:im_start|im_end|system|assistant|user|passages?|message)\b|\[/?inst\]|###\s*(?:instruction|system|anweisung)"
)
_INVISIBLE = ("Cf", "Cc", "Co")  # categories of characters that a reader does not see


def gives_orders(text: str) -> bool:
    """Whether a text speaks to a machine instead of to its readers, invisible characters taken out first."""
    seen = "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in _INVISIBLE)
    return bool(_ORDERS.search(fold(seen)))


@lru_cache(maxsize=REMEMBERED)
def is_trusted(passage: Passage) -> bool:
    """Whether a passage, its headings included, gives no orders."""
    return not gives_orders("\n".join((passage.title, passage.section, passage.text)))
