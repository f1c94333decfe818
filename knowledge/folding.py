"""One spelling for all: "Förderung", "Foerderung" and "FÖRDERUNG" are one word, in texts and questions."""

import re
import unicodedata
from functools import lru_cache

# "ue" after a vowel or q is no umlaut: "neue", "Steuer", "Quelle" (the rule of Snowball's German stemmer)
_UMLAUT = re.compile(r"(?P<a>ae)|(?P<o>oe)|(?P<u>(?<![aeiouq])ue)")
_REMEMBERED = 16_384  # texts, mostly words and sentences of passages that are asked for again; about 4 MB
_WORD = re.compile(r"[^\W_]+")


class _WithoutAccents(dict[int, int | None]):
    """A table for `str.translate` that drops combining characters; it learns each character once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = None if unicodedata.combining(chr(code)) else code
        return kept


_PLAIN = _WithoutAccents()


@lru_cache(maxsize=_REMEMBERED)
def fold(text: str) -> str:
    """Lower case without accents and umlauts, ß as ss; ae, oe and ue count as umlauts."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return _UMLAUT.sub(lambda match: match[0][0], plain)


def folded_words(text: str) -> list[str]:
    """The words and numbers of a text, folded, in order."""
    return _WORD.findall(fold(text))
