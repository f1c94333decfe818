"""The variables of the bot: read once, typed, secrets masked, everything wrong said at once."""

from decimal import Decimal
from pathlib import Path

import pytest

from bot.errors import SettingsRefused
from bot.model_settings import ModelSettings
from bot.settings import Settings
from knowledge import KnowledgeSettings

URL = "postgresql+psycopg://bot:geheim@db.example/lotse"
TOKEN = "123456:geheim"  # no token of anybody
ALL = {
    "TELEGRAM_BOT_TOKEN": TOKEN,
    "TELEGRAM_API_BASE_URL": "http://127.0.0.1:8081",
    "DATABASE_URL": URL,
    "WEBHOOK_URL": "https://lotse.example/telegram",
    "WEBHOOK_SECRET": "geheim_-1",
    "WEBHOOK_LISTEN": "[::1]:8443",
    "REVIERLOTSE_DATA_DIR": "/srv/lotse",
    "REVIERLOTSE_SHIPPED_TEXTS": "nein",
    "REVIERLOTSE_EMBEDDING_MODEL": "some/model",
    "REVIERLOTSE_LLM": "openai:some-model",
    "REVIERLOTSE_LLM_TIMEOUT": "7.5",
    "REVIERLOTSE_LLM_RETRIES": "0",
    "REVIERLOTSE_LLM_CONCURRENCY": "2",
    "REVIERLOTSE_LLM_DAILY_TOKENS": "1000",
    "REVIERLOTSE_LLM_CHAT_TOKENS": "100",
    "REVIERLOTSE_LLM_PRICE": "0.25/2",
    "OPENAI_API_KEY": "sk-geheim",
}


def test_every_variable_is_read() -> None:
    assert Settings.from_environment(ALL) == Settings(
        knowledge=KnowledgeSettings(Path("/srv/lotse"), shipped_texts=False, embedding_model="some/model"),
        telegram_token=TOKEN,
        telegram_base_url="http://127.0.0.1:8081",
        database_url=URL,
        webhook_url="https://lotse.example/telegram",
        webhook_secret="geheim_-1",
        webhook_listen=("::1", 8443),
        model=ModelSettings("openai:some-model", 7.5, 0, 2, 1000, 100, Decimal("0.25"), Decimal(2)),
    )


def test_an_empty_value_counts_as_not_set() -> None:
    assert Settings.from_environment(dict.fromkeys(ALL, "  ")) == Settings.from_environment({})


def test_values_are_read_without_the_blanks_around_them() -> None:
    padded = {name: f" {value}\n" for name, value in ALL.items()}
    assert Settings.from_environment(padded) == Settings.from_environment(ALL)


def test_the_printed_form_shows_no_secret() -> None:
    assert "geheim" not in repr(Settings.from_environment(ALL))


def test_conversations_lie_in_the_named_database_or_in_the_data_folder() -> None:
    assert Settings.from_environment(ALL).conversations == URL
    unnamed = Settings.from_environment({**ALL, "DATABASE_URL": ""})
    assert unnamed.conversations == Path("/srv/lotse/conversations.sqlite3")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TELEGRAM_API_BASE_URL", "api.example"),
        ("REVIERLOTSE_SHIPPED_TEXTS", "vielleicht"),
        ("WEBHOOK_URL", "lotse.example"),
        ("WEBHOOK_URL", "https://"),
        ("WEBHOOK_SECRET", "geheim!"),
        ("WEBHOOK_SECRET", "geheim" * 50),
        ("WEBHOOK_LISTEN", "8080"),
        ("WEBHOOK_LISTEN", "localhost:0"),
        ("WEBHOOK_LISTEN", "localhost:65536"),
        ("REVIERLOTSE_LLM", "gpt-5-mini"),
        ("REVIERLOTSE_LLM", "openai:"),
        ("OPENAI_API_KEY", ""),
        ("REVIERLOTSE_LLM_TIMEOUT", "0"),
        ("REVIERLOTSE_LLM_TIMEOUT", "bald"),
        ("REVIERLOTSE_LLM_TIMEOUT", "nan"),
        ("REVIERLOTSE_LLM_RETRIES", "1.5"),
        ("REVIERLOTSE_LLM_CONCURRENCY", "0"),
        ("REVIERLOTSE_LLM_DAILY_TOKENS", "-1"),
        ("REVIERLOTSE_LLM_PRICE", "1"),
        ("REVIERLOTSE_LLM_PRICE", "1/zwei"),
        ("DATABASE_URL", "conversations.sqlite3"),
        ("DATABASE_URL", "postgres://bot:geheim@db/lotse"),
        ("DATABASE_URL", "postgresql://bot:geheim@db:port/lotse"),
        ("DATABASE_URL", "nosuch+driver://bot:geheim@db/lotse"),
        ("DATABASE_URL", "postgresql+asyncpg://bot:geheim@db/lotse"),
    ],
)
def test_a_value_that_cannot_be_used_is_refused_by_its_name(name: str, value: str) -> None:
    with pytest.raises(SettingsRefused, match=name) as refused:
        Settings.from_environment({**ALL, name: value})
    assert "geheim" not in str(refused.value) and "\n" not in str(refused.value)


def test_telegram_itself_calls_nothing_but_https() -> None:
    with pytest.raises(SettingsRefused, match="WEBHOOK_URL must begin with https://"):
        Settings.from_environment({"WEBHOOK_URL": "http://127.0.0.1:8080/"})


def test_a_server_of_one_s_own_needs_no_key() -> None:
    environment = {"REVIERLOTSE_LLM": "openai:llama", "OPENAI_BASE_URL": "http://127.0.0.1:8000/v1"}
    expected = ModelSettings("openai:llama", base_url="http://127.0.0.1:8000/v1", has_key=False)
    assert Settings.from_environment(environment).model == expected


def test_everything_wrong_is_said_at_once() -> None:
    wrong = {"TELEGRAM_API_BASE_URL": "x", "REVIERLOTSE_SHIPPED_TEXTS": "x", "DATABASE_URL": "x"}
    with pytest.raises(SettingsRefused) as refused:
        Settings.from_environment({**ALL, **wrong})
    assert all(name in str(refused.value) for name in wrong)
