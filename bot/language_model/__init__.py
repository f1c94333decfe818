"""The optional language model: it understands tangled messages and puts answers into words, and is checked at every step.

Nothing of LangChain is imported where no model is configured; `open_configured` is the way in.
"""

from bot.language_model.opening import open_configured

__all__ = ["open_configured"]
