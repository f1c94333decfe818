"""`python -m bot health`: whether the bot on this machine works, for a container's health check."""

import httpx

from bot.conversation import Advisor
from bot.errors import Unhealthy
from bot.memory import Memory
from bot.settings import Settings

PATIENCE = 5.0  # seconds
ANYWHERE = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}  # addresses that are listened at, and reached under another


def check_health(settings: Settings) -> str:
    """What works: the web server of webhook mode, or else texts, index and model.

    Raises:
        Unhealthy: The web server does not answer as one that lives.
        KnowledgeError: Texts, index or model cannot be opened.
    """
    return _web_server(*settings.webhook_listen) if settings.webhook_url else _answers(settings)


def _web_server(host: str, port: int) -> str:
    url = f"http://{ANYWHERE.get(host, host)}:{port}/healthz"
    try:
        with httpx.Client(timeout=PATIENCE, trust_env=False) as client:  # no proxy stands before this machine
            status = client.get(url).status_code
    except httpx.HTTPError as error:
        raise Unhealthy(f"{url} does not answer ({type(error).__name__})") from error
    if status != httpx.codes.OK:
        raise Unhealthy(f"{url} answers with status {status}")
    return f"{url} answers"


def _answers(settings: Settings) -> str:
    with settings.knowledge.open() as knowledge:
        if not Advisor(knowledge, settings.knowledge.data_dir, Memory.in_process()).reply("health", "Gehalt?").text:
            raise Unhealthy("no question can be answered")
    return "questions can be answered"
