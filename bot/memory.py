"""What a conversation remembers between messages, kept in a store. Knows nothing of how answers are made."""

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

from bot.answer import Answer
from bot.answer_json import answer_from_json, answer_to_json
from bot.facets import Level
from bot.notes import Notes
from bot.plain_values import plain
from bot.state_store import InProcessStore, StateStore
from bot.training_profile import profile_from_json
from knowledge import TrainingProfile

EXPIRE_AFTER = timedelta(days=30)  # silence after which nobody expects to be remembered
SWEEP_EVERY = 3600.0  # seconds between two looks for conversations that have expired
MOST_SHOWN = 60  # sentences, those of a dozen answers; few people ask for more to older ones
HASH_BYTES = 8  # two of 60 sentences share a hash once in 10^16 conversations


@dataclass(slots=True)
class ShownSentences:
    """The sentences that a person has seen: their hashes alone, the latest last."""

    hashes: list[str] = field(default_factory=list)

    def __contains__(self, text: object) -> bool:
        return isinstance(text, str) and _hash(text) in self.hashes

    def __ior__(self, texts: Iterable[str]) -> Self:
        added = dict.fromkeys(_hash(text) for text in texts)
        self.hashes = [*(entry for entry in self.hashes if entry not in added), *added][-MOST_SHOWN:]
        return self


@dataclass(slots=True)
class Conversation:
    """The state of one conversation; empty at its beginning.

    `compared` holds the professions and cities whose pay was compared last, each with its city; `chosen_language` is one
    that the person fixed.
    """

    language: str = ""
    chosen_language: str = ""
    topic: str = ""
    profession: str = ""
    city: str = ""
    level: Level = ""
    question: str = ""
    pending: str = ""
    compared: list[tuple[str, str]] = field(default_factory=list)
    last: Answer | None = None
    shown: ShownSentences = field(default_factory=ShownSentences)
    profile: TrainingProfile = field(
        default_factory=TrainingProfile
    )  # what the person said of themselves, for training
    advice: str = ""  # what the last answer from the training catalogue did; "" where it was none
    offered: tuple[str, ...] = ()  # the ids of the entries that it named, in their order
    subject: str = ""  # the id of the single entry spoken of since; "" where there is none
    notes: Notes = field(default_factory=Notes)

    def to_json(self) -> dict[str, Any]:
        """The state as plain values, every field by its name."""
        return {
            "language": self.language,
            "chosen_language": self.chosen_language,
            "topic": self.topic,
            "profession": self.profession,
            "city": self.city,
            "level": self.level,
            "question": self.question,
            "pending": self.pending,
            "compared": [list(pair) for pair in self.compared],
            "last": answer_to_json(self.last) if self.last else None,
            "shown": self.shown.hashes,
            "profile": plain(self.profile),
            "advice": self.advice,
            "offered": list(self.offered),
            "subject": self.subject,
            "notes": self.notes.to_json(),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Conversation":
        """The state that was stored; a field that is missing or of another kind is empty."""
        level = stored.get("level")
        shown = stored.get("shown")
        return cls(
            language=_text(stored, "language"),
            chosen_language=_text(stored, "chosen_language"),
            topic=_text(stored, "topic"),
            profession=_text(stored, "profession"),
            city=_text(stored, "city"),
            level=level if level in ("entry", "experienced") else "",
            question=_text(stored, "question"),
            pending=_text(stored, "pending"),
            compared=_pairs(stored.get("compared")),
            last=answer_from_json(stored.get("last")),
            shown=ShownSentences(_texts(shown)),
            profile=profile_from_json(stored.get("profile")),
            advice=_text(stored, "advice"),
            offered=tuple(_texts(stored.get("offered"))),
            subject=_text(stored, "subject"),
            notes=Notes.from_json(stored.get("notes")),
        )


class Memory:
    """The conversations by their name; silent ones expire.

    Every method raises `MemoryUnavailable` where the database cannot be read or written.
    """

    def __init__(self, store: StateStore, *, expire_after: timedelta = EXPIRE_AFTER) -> None:
        self._store = store
        self._expire_after = expire_after
        self._next_sweep = 0.0

    @classmethod
    def open(cls, address: str | Path, *, expire_after: timedelta = EXPIRE_AFTER) -> "Memory":
        """Opens the conversations of a database: a SQLAlchemy URL, or the path of a SQLite file."""
        from bot.memory_store import open_store  # SQLAlchemy, 0.15 s that `ask` and `chat` need not pay

        return cls(open_store(address), expire_after=expire_after)

    @classmethod
    def in_process(cls) -> "Memory":
        """Conversations that end with this process."""
        return cls(InProcessStore())

    def close(self) -> None:
        """Releases the store."""
        self._store.close()

    def conversation(self, name: str) -> Conversation:
        """The conversation of that name as it was kept last, a new one where there is none or it has expired."""
        document = self._read(name)
        return Conversation.from_json(document) if document else Conversation()

    def notes(self, name: str) -> Notes:
        """The notes of a conversation alone, which cost half as much to read."""
        return Notes.from_json(self._read(name).get("notes"))

    def note(self, name: str, change: Callable[[Notes], Notes]) -> None:
        """Changes the notes of a conversation and leaves the rest of it as it is stored."""
        document = self._read(name)
        self._write(name, {**document, "notes": change(Notes.from_json(document.get("notes"))).to_json()})

    def keep(self, name: str, conversation: Conversation) -> None:
        """Stores a conversation; now and then deletes those that have expired."""
        self._write(name, conversation.to_json())

    def _read(self, name: str) -> dict[str, Any]:
        """What is stored of a conversation; nothing where there is none or it has expired."""
        found = self._store.read(conversation_key(name))
        if found and found.updated < datetime.now(UTC) - self._expire_after:
            self.forget(name)
            found = None
        return _document(found.state) if found else {}

    def _write(self, name: str, document: Mapping[str, Any]) -> None:
        self._store.write(conversation_key(name), json.dumps(document), datetime.now(UTC))
        if time.monotonic() >= self._next_sweep:
            self._next_sweep = time.monotonic() + SWEEP_EVERY
            self.expire(self._expire_after)

    def forget(self, name: str) -> None:
        """Deletes all that is remembered of a conversation."""
        self._store.delete(conversation_key(name))

    def export(self, name: str) -> dict[str, Any]:
        """All that is stored of a conversation, as JSON can say it; empty where nothing is."""
        found = self._store.read(conversation_key(name))
        return {"conversation": name, "updated": found.updated.isoformat(), **_document(found.state)} if found else {}

    def expire(self, older_than: timedelta) -> int:
        """Deletes the conversations that have been silent for longer; returns how many."""
        return self._store.delete_older(datetime.now(UTC) - older_than)


def conversation_key(name: str) -> str:
    """The name as every database can store it: ASCII without control characters, a different one for each name."""
    return json.dumps(name)[1:-1]


def _document(state: str) -> dict[str, Any]:
    try:
        stored = json.loads(state)
    except ValueError:
        return {}
    return stored if isinstance(stored, dict) else {}


def _pairs(stored: object) -> list[tuple[str, str]]:
    """The professions and cities that were stored; none where they are of another layout."""
    entries = stored if isinstance(stored, list) else []
    pairs = [
        tuple(entry) for entry in entries if isinstance(entry, list) and all(isinstance(part, str) for part in entry)
    ]
    return [pair for pair in pairs if len(pair) == 2]


def _text(stored: Mapping[str, Any], name: str) -> str:
    value = stored.get(name)
    return value if isinstance(value, str) else ""


def _texts(value: object) -> list[str]:
    return [str(entry) for entry in value] if isinstance(value, list) else []


def _hash(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=HASH_BYTES).hexdigest()
