"""`python -m bot doctor`: looks at settings, disk, model, texts, database and Telegram, and says what to do."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

from bot.errors import BotError, SettingsRefused
from bot.language_model import open_configured
from bot.memory import Memory
from bot.operations.finding import Finding
from bot.operations.telegram_check import check_telegram
from bot.operator_settings import LONGEST
from bot.schema import NEWEST
from bot.settings import Settings
from knowledge import KnowledgeBase, KnowledgeError, ServerStatus, open_embedder

FULL, TIGHT = 200, 1000  # megabytes free: less is too little to index anything; less is worth knowing
MEGABYTE = 1_000_000
KNOWN = (
    *("DATA_DIR", "SHIPPED_TEXTS", "EMBEDDING_MODEL", "KEEP_DAYS", "REVIEW_MONTHS", "LOG"),
    *("LLM", "LLM_TIMEOUT", "LLM_RETRIES", "LLM_CONCURRENCY", "LLM_DAILY_TOKENS", "LLM_CHAT_TOKENS", "LLM_PRICE"),
)
PREFIX = "REVIERLOTSE_"


def examine(environment: Mapping[str, str]) -> list[Finding]:
    """All findings; where settings cannot be used, nothing else can be looked at."""
    try:
        settings = Settings.from_environment(environment)
    except SettingsRefused as error:
        return [Finding("settings", "broken", complaint) for complaint in str(error).split("; ")]
    return [
        *_settings(settings, environment),
        _disk(settings.knowledge.data_dir),
        *_knowledge(settings),
        _database(settings),
        *check_telegram(settings.telegram_token, settings.telegram_base_url, settings.webhook_url),
    ]


def printed(findings: Sequence[Finding], *, as_json: bool) -> str:
    """The findings as lines, or as a JSON array."""
    if as_json:
        rows = [{"check": found.check, "state": found.state, "text": found.text} for found in findings]
        return json.dumps(rows, ensure_ascii=False, indent=2)
    return "\n".join(map(str, findings))


def is_broken(findings: Sequence[Finding]) -> bool:
    """Whether the bot cannot work like this."""
    return any(found.state == "broken" for found in findings)


def _settings(settings: Settings, environment: Mapping[str, str]) -> Iterator[Finding]:
    names = [name.removeprefix(PREFIX) for name in environment if name.startswith(PREFIX)]
    unknown = sorted(PREFIX + name for name in names if name not in KNOWN)
    if unknown:
        yield Finding("settings", "note", f"{', '.join(unknown)}: no such setting; README lists them")
    else:
        admins = len(settings.operator.admins)
        yield Finding("settings", "ok", f"administrators on Telegram: {admins or 'none (TELEGRAM_ADMINS)'}")


def _disk(folder: Path) -> Finding:
    present = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if not os.access(present, os.W_OK):
        return Finding("disk", "broken", f"{present} cannot be written; change its owner, or REVIERLOTSE_DATA_DIR")
    free = shutil.disk_usage(present).free // MEGABYTE
    if free < FULL:
        return Finding("disk", "broken", f"{free} MB free at {present}; make room, or change REVIERLOTSE_DATA_DIR")
    return Finding("disk", "note" if free < TIGHT else "ok", f"{free:,} MB free at {present}")


def _knowledge(all_settings: Settings) -> Iterator[Finding]:
    settings = all_settings.knowledge
    try:
        embedder = open_embedder(settings.embedding_model)
        vector = embedder.embed_queries(["Gehalt"])
        yield Finding("model", "ok", f"{embedder.name}, {vector.shape[1]} dimensions")
    except KnowledgeError as error:
        yield Finding("model", "broken", f"{error}; see REVIERLOTSE_EMBEDDING_MODEL")
        return
    try:
        with settings.open() as knowledge:
            texts = knowledge.texts()
            knowledge.search("Gehalt", limit=1)
            yield from _language_model(all_settings, knowledge)
            yield from _vector_server(knowledge.vector_server())
    except KnowledgeError as error:
        yield Finding("index", "broken", f"{error}; try: python -m knowledge verify")
        return
    if texts:
        passages = sum(text.passages for text in texts)
        yield Finding("index", "ok", f"{len(texts)} texts, {passages} passages in {settings.data_dir}")
    else:
        yield Finding("index", "broken", "there are no texts; take some in: python -m knowledge add FOLDER")


def _vector_server(status: ServerStatus | None) -> Iterator[Finding]:
    """Whether the Chroma server can be asked, where one is named."""
    if status is None:
        return
    if not status.is_reachable:
        advice = "questions that over 3,000 passages fit are answered by words alone; check CHROMA_URL and the server"
        yield Finding("chroma", "note", f"{status.address} does not answer as a Chroma server: {advice}")
    elif status.missing:
        advice = "a running bot brings them there, or: python -m knowledge build"
        yield Finding("chroma", "note", f"{status.address} lacks {status.missing:,} passages; {advice}")
    else:
        yield Finding("chroma", "ok", f"{status.address} holds all passages")


def _language_model(settings: Settings, knowledge: KnowledgeBase) -> Iterator[Finding]:
    """Whether the configured model can be opened; it is not called, for that may cost money."""
    if settings.model is None:
        return
    try:
        open_configured(settings, knowledge)
    except BotError as error:
        yield Finding("language model", "broken", str(error))
    else:
        advice = "" if settings.model.has_key else "; no key is set"
        yield Finding("language model", "ok", f"{settings.model.name} can be opened{advice}; it was not called")


def _database(settings: Settings) -> Finding:
    where = "on the server" if settings.database_url else f"in {settings.conversations}"
    try:
        memory = Memory.open(settings.conversations)
        try:
            memory.expire(timedelta(days=LONGEST))  # of a hundred years ago there is nothing, but it must be writable
        finally:
            memory.close()
    except BotError as error:
        return Finding("database", "broken", f"{error}; check DATABASE_URL, the server, or the file's owner")
    return Finding("database", "ok", f"conversations can be read and written {where}, schema {NEWEST}")
