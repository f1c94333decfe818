"""Opens the chat model that the settings name. The only file that knows providers; their keys stay with their clients."""

from typing import Any

from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel

from bot.errors import SettingsRefused
from bot.model_settings import MODEL, ModelSettings

EXTRAS = ("openai", "anthropic", "ollama", "mistralai")
OPENAI = "https://api.openai.com/v1"  # said aloud, because an empty OPENAI_BASE_URL is an address to its client
NO_KEY = "none"  # an OpenAI-compatible server of one's own wants none, its client wants one


def open_chat_model(settings: ModelSettings) -> BaseChatModel:
    """The chat model, not yet called.

    Raises:
        SettingsRefused: The provider is unknown, its package is missing, or its client refuses its settings; the message
            repeats nothing that the client said, for that may hold a key.
    """
    try:
        model: BaseChatModel = init_chat_model(settings.name, **_options(settings))
    except ImportError:
        extra = f' (pip install "revierlotse[{settings.provider}]")' if settings.provider in EXTRAS else ""
        raise SettingsRefused(f"{MODEL}: the LangChain package for {settings.provider} is missing{extra}") from None
    except Exception as error:  # each provider's client refuses in its own way
        reason = type(error).__name__
        raise SettingsRefused(f"{MODEL}: {settings.provider} cannot be opened with these settings ({reason})") from None
    return model


def _options(settings: ModelSettings) -> dict[str, Any]:
    """The time limit in each provider's words. Repeating is ours: the clients know no deadline."""
    if settings.provider == "openai":
        server = {"base_url": settings.base_url or OPENAI} | ({} if settings.has_key else {"api_key": NO_KEY})
        return {"timeout": settings.timeout, "max_retries": 0, "stream_usage": True, **server}
    if settings.provider == "anthropic":
        return {"timeout": settings.timeout, "max_retries": 0}
    if settings.provider == "mistralai":
        return {"timeout": round(settings.timeout), "max_retries": 1}
    return {"client_kwargs": {"timeout": settings.timeout}} if settings.provider == "ollama" else {}
