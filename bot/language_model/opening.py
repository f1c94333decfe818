"""Opens the assistant where the settings name a model; imports LangChain then and only then."""

from bot.assistant import Assistant
from bot.counters import Counters
from bot.settings import Settings
from knowledge import KnowledgeBase


def open_configured(settings: Settings, knowledge: KnowledgeBase) -> Assistant | None:
    """The assistant on the model that the settings name, None where they name none.

    Its tokens are counted in the database of the settings, also where conversations are not kept.

    Raises:
        SettingsRefused: The model cannot be opened.
        MemoryUnavailable: The database cannot be opened.
    """
    if settings.model is None:
        return None
    from bot.language_model.assistant import open_assistant  # LangChain takes a second that others need not pay
    from bot.token_counts import TokenCounts

    def offers() -> list[tuple[str, str]]:
        return list(dict.fromkeys((text.profession, text.city) for text in knowledge.texts()))

    counts = TokenCounts.open(settings.conversations)
    return open_assistant(settings.model, counts, knowledge.embedder, offers, Counters())
