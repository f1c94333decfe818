"""The settings of the optional language model, read from a mapping of variables. Keys are looked for, never kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from bot.errors import SettingsRefused

MODEL = "REVIERLOTSE_LLM"
# What the provider's own client reads its key from, and the address that does without one.
KEYS = {
    "openai": ("OPENAI_API_KEY", "OPENAI_BASE_URL"),
    "anthropic": ("ANTHROPIC_API_KEY", ""),
    "mistralai": ("MISTRAL_API_KEY", ""),
}
TIMEOUT, RETRIES, CALLS = 20.0, 2, 4  # seconds for a whole answer; further tries; calls at once
DAILY_TOKENS, CHAT_TOKENS = 2_000_000, 100_000  # about 1,000 answers a day, 50 of them to one person
LONGEST_TIMEOUT = 300.0  # seconds; nobody waits longer for an answer
MOST_RETRIES, MOST_CALLS, MOST_TOKENS = 5, 64, 10**12


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """How a language model is called.

    `name` is "provider:model" as `init_chat_model` takes it. `timeout` bounds a whole answer, in seconds; `retries` are
    further tries after a failure that may pass; `concurrency` is how many calls run at once. `daily_tokens` and
    `chat_tokens` bound a day (UTC) of the whole bot and of one conversation. The prices are per million tokens in and out,
    in whatever currency, None where nobody said. `base_url` is another server that speaks OpenAI's protocol, which may do
    without a key.
    """

    name: str
    timeout: float = TIMEOUT
    retries: int = RETRIES
    concurrency: int = CALLS
    daily_tokens: int = DAILY_TOKENS
    chat_tokens: int = CHAT_TOKENS
    price_in: Decimal | None = None
    price_out: Decimal | None = None
    base_url: str = ""
    has_key: bool = True

    @property
    def provider(self) -> str:
        """The part of the name before the colon."""
        return self.name.partition(":")[0]

    @classmethod
    def from_environment(cls, values: Mapping[str, str]) -> "ModelSettings | None":
        """The settings, None where no model is named.

        Raises:
            SettingsRefused: Values cannot be used; the message names each of their variables, and repeats no key.
        """
        name = values.get(MODEL, "").strip()
        if not name:
            return None
        reader = _Reader(values)
        price_in, price_out = reader.prices(f"{MODEL}_PRICE")
        settings = cls(
            name=reader.model(name),
            timeout=float(reader.number(f"{MODEL}_TIMEOUT", TIMEOUT, 1, LONGEST_TIMEOUT)),
            retries=int(reader.whole(f"{MODEL}_RETRIES", RETRIES, 0, MOST_RETRIES)),
            concurrency=int(reader.whole(f"{MODEL}_CONCURRENCY", CALLS, 1, MOST_CALLS)),
            daily_tokens=int(reader.whole(f"{MODEL}_DAILY_TOKENS", DAILY_TOKENS, 1, MOST_TOKENS)),
            chat_tokens=int(reader.whole(f"{MODEL}_CHAT_TOKENS", CHAT_TOKENS, 1, MOST_TOKENS)),
            price_in=price_in,
            price_out=price_out,
            base_url=values.get("OPENAI_BASE_URL", "").strip(),
            has_key=bool(values.get("OPENAI_API_KEY", "").strip()),
        )
        if reader.complaints:
            raise SettingsRefused("; ".join(reader.complaints))
        return settings


class _Reader:
    """Reads values and gathers what is wrong with them."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self.complaints: list[str] = []

    def model(self, name: str) -> str:
        """The name of the model, complaining where its provider's key is missing."""
        provider, colon, model = name.partition(":")
        if not (provider and colon and model):
            self.complaints.append(f"{MODEL} must have the form provider:model, for example openai:gpt-5-mini")
        key, base_url = KEYS.get(provider, ("", ""))
        if key and not self._values.get(key, "").strip() and not self._values.get(base_url, "").strip():
            self.complaints.append(f"{key} is not set, and {MODEL} names a model of {provider}")
        return name

    def number(self, name: str, default: float, least: float, most: float) -> Decimal:
        """A number within bounds."""
        text = self._values.get(name, "").strip()
        value = _decimal(text) if text else Decimal(str(default))
        if value is None or not least <= value <= most:
            self.complaints.append(f"{name} must be a number from {least:g} to {most:g}")
            return Decimal(str(default))
        return value

    def whole(self, name: str, default: int, least: int, most: int) -> Decimal:
        """A whole number within bounds."""
        value = self.number(name, default, least, most)
        if value != value.to_integral_value():
            self.complaints.append(f"{name} must be a whole number")
        return value

    def prices(self, name: str) -> tuple[Decimal | None, Decimal | None]:
        """Two prices written as "0.25/2", for tokens in and out."""
        text = self._values.get(name, "").strip()
        if not text:
            return None, None
        parts = [_decimal(part.strip()) for part in text.split("/")]
        if len(parts) != 2 or any(part is None or part < 0 for part in parts):
            self.complaints.append(f"{name} must be two prices per million tokens, in and out, such as 0.25/2")
            return None, None
        return parts[0], parts[1]


def _decimal(text: str) -> Decimal | None:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None
