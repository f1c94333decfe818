"""Which words the Telegram side needs by itself, in one language each. German and English ones stand in their own files."""

from collections.abc import Mapping
from dataclasses import dataclass

TOPICS = ("salary", "role", "region", "training")
KINDS = ("photo", "voice", "video", "sticker", "document", "place", "other")  # of content that is no text
REASONS = ("wrong", "not_my_question", "too_long", "outdated")  # why an answer did not help


@dataclass(frozen=True, slots=True)
class Phrases:
    """The bot's own words in one language, as Telegram HTML; `{offer}` stands for what there are texts on.

    `questions` and `labels` are keyed by the names in `TOPICS`, `unreadable` by those in `KINDS`, `reasons` by `REASONS`.
    """

    language: str
    welcome: str
    help: str
    privacy: str
    unknown_command: str
    meant_command: str
    failed: str
    maybe_lost: str
    nothing_asked: str
    no_sources: str
    no_words: str
    expired_button: str
    stands_there: str
    sources: str
    reviewed: str
    description: str
    short_description: str
    write_instead: str
    caption_only: str
    choose_language: str
    language_chosen: str
    forget_really: str
    forget_yes: str
    forget_no: str
    forgotten: str
    not_forgotten: str
    only_the_asker: str
    my_data: str
    my_data_sent: str
    my_data_private: str
    thanks: str
    why: str
    vote_gone: str
    picture: str
    no_picture: str
    ask_in_chat: str
    questions: Mapping[str, str]
    labels: Mapping[str, str]
    unreadable: Mapping[str, str]
    reasons: Mapping[str, str]
    commands: Mapping[str, str]


def extended(question: str, addition: str) -> str:
    """A command's question with the words typed after it; words that end in "?" are a question of their own."""
    if not addition or addition.endswith("?"):
        return addition or question
    return f"{question.removesuffix('?')} {addition}?"
