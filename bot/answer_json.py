"""An answer as JSON and back, so that it outlives its process. One of an older layout that does not fit is no answer."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final, TypeVar, get_args

from bot.answer import Answer, Citation, Outcome, PassageScore, Sentence
from bot.plain_values import plain

Noun = TypeVar("Noun", Answer, Citation, PassageScore, Sentence)
_TYPES: Final = {
    kind: tuple((field.name, field.type) for field in fields(kind) if isinstance(field.type, type))
    for kind in (Answer, Citation, PassageScore, Sentence)
}


def answer_to_json(answer: Answer) -> dict[str, Any]:
    """The answer as plain dictionaries and sequences, every field by its name."""
    written: dict[str, Any] = plain(answer)
    return written


def answer_from_json(stored: object) -> Answer | None:
    """The answer that was stored; None where there is none, or one of another layout."""
    try:
        return _answer(stored)
    except (TypeError, KeyError, ValueError):
        return None


def _answer(stored: Any) -> Answer:
    if stored["outcome"] not in get_args(Outcome):
        raise ValueError(stored["outcome"])
    return _noun(
        Answer,
        {
            **stored,
            "sentences": tuple(_sentence(entry) for entry in stored["sentences"]),
            "citations": tuple(_citation(entry) for entry in stored["citations"]),
            "suggestions": _all(str, stored["suggestions"]),
            "passages": tuple(_noun(PassageScore, entry) for entry in stored["passages"]),
        },
    )


def _citation(stored: Any) -> Citation:
    return _noun(Citation, {**stored, "further": _all(str, stored.get("further", ()))})


def _sentence(stored: Any) -> Sentence:
    return _noun(Sentence, {**stored, "citations": _all(int, stored["citations"])})


def _noun(kind: type[Noun], stored: Mapping[str, Any]) -> Noun:
    """The noun of these fields; TypeError where one is unknown, of another type, or missing without a default."""
    noun = kind(**stored)
    for name, type_ in _TYPES[kind]:
        if not isinstance(getattr(noun, name), type_):
            raise TypeError(name)
    return noun


def _all(kind: type, stored: Any) -> tuple[Any, ...]:
    if not isinstance(stored, (list, tuple)) or not all(isinstance(entry, kind) for entry in stored):
        raise TypeError(kind.__name__)
    return tuple(stored)
