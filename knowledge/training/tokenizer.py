"""The tokenizer: German text -> pieces of words. Its file is all that inference needs besides the vectors."""

import re
import unicodedata
from collections.abc import Iterable

from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers

VOCABULARY = 32_000  # rows of the model: with 512 dimensions of one byte they stay below 17 MB
PADDING, UNKNOWN = "[PAD]", "[UNK]"
MIN_COUNT = 3  # a piece seen less often than this is a typing error or a name
WORD = r"[^\W_]+|[^\w\s]|_"  # a run of letters and digits, or one sign
TRANSLITERATION = {"ß": "ss", "ä": "ae", "ö": "oe", "ü": "ue"}  # "Gehaelter" and "Gehälter" become one word

_WORD = re.compile(WORD)
_TRANSLITERATION = str.maketrans(TRANSLITERATION)


def words_of(text: str) -> list[str]:
    """What the tokenizer's normaliser and pre-tokenizer make of a text, in Python, for training only."""
    lowered = unicodedata.normalize("NFKC", text).lower().translate(_TRANSLITERATION)
    if not lowered.isascii():
        lowered = "".join(sign for sign in unicodedata.normalize("NFD", lowered) if unicodedata.category(sign) != "Mn")
    return _WORD.findall(lowered)


def train_tokenizer(words: Iterable[str], vocabulary: int = VOCABULARY) -> Tokenizer:
    """Learns WordPiece without a mark for the inside of words.

    The part "gehalt" of "jahresgehalt" is thereby the same piece, and the same vector, as the word "Gehalt".
    """
    tokenizer = Tokenizer(models.WordPiece(unk_token=UNKNOWN, continuing_subword_prefix=""))
    replacements = [normalizers.Replace(old, new) for old, new in TRANSLITERATION.items()]
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), *replacements, normalizers.NFD(), normalizers.StripAccents()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Split(Regex(WORD), behavior="removed", invert=True)
    tokenizer.decoder = decoders.WordPiece(prefix="")
    trainer = trainers.WordPieceTrainer(
        vocab_size=vocabulary,
        min_frequency=MIN_COUNT,
        special_tokens=[PADDING, UNKNOWN],
        limit_alphabet=400,
        continuing_subword_prefix="",
        show_progress=False,
    )
    tokenizer.train_from_iterator(words, trainer)
    return tokenizer
