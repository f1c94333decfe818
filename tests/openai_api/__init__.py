"""A local server that speaks OpenAI's chat completions, for tests: scripted answers, and faults on demand."""

from tests.openai_api.server import Call, OpenAiServer, Reply

__all__ = ["Call", "OpenAiServer", "Reply"]
