"""The ask contract: JSON Lines in, JSON Lines out, in order, whatever stands in a line."""

import io
import json
from typing import Any

from bot.ask import ask_lines
from bot.conversation import Advisor

KEYS = {"conversation", "text", "answer", "outcome", "topic", "language", "passages", "latency_ms"}


def asked(advisor: Advisor, *lines: str) -> list[dict[str, Any]]:
    out = io.StringIO()
    ask_lines(advisor, (line + "\n" for line in lines), out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_one_object_for_each_line_in_order(shipped: Advisor) -> None:
    lines = [json.dumps({"conversation": "jsonl", "text": text}) for text in ("Hallo", "Was verdient man am Anfang?")]
    hello, salary = asked(shipped, *lines)
    assert hello["outcome"] == "social" and salary["outcome"] == "answered"
    assert set(salary) == KEYS
    assert set(salary["passages"][0]) == {"id", "title", "section", "profession", "city", "score"}
    assert salary["latency_ms"] > 0


def test_lines_of_one_conversation_share_memory(shipped: Advisor) -> None:
    lines = [
        {"conversation": "shared", "text": "gehalt am anfang"},
        {"conversation": "other", "text": "hallo"},
        {"conversation": "shared", "text": "und mit erfahrung?"},
    ]
    assert "5.000" in asked(shipped, *(json.dumps(line) for line in lines))[2]["answer"]


def test_a_line_that_is_no_object_gets_an_error_and_the_run_goes_on(shipped: Advisor) -> None:
    bad = ["kein json", "[1]", '{"conversation": "a"}', '{"conversation": "a", "text": 3}', "[" * 100_000]
    results = asked(shipped, *bad, "", '{"conversation": "b", "text": "hallo"}')
    assert [set(result) for result in results[:-1]] == [{"error"}] * len(bad)
    assert results[-1]["outcome"] == "social"


def test_the_answer_is_plain_text(shipped: Advisor) -> None:
    (result,) = asked(shipped, '{"conversation": "plain", "text": "Was ist PRINCE2?"}')
    assert "[1]" not in result["answer"] and "<" not in result["answer"]


def test_half_an_emoji_in_a_line_ends_nothing(shipped: Advisor) -> None:
    out = io.StringIO()
    ask_lines(shipped, ['{"conversation": "emoji", "text": "gehalt \\ud83d"}'], out)
    out.getvalue().encode("utf-8")
    assert json.loads(out.getvalue())["outcome"] == "answered"
