"""Whole conversations on the shipped texts: the right sentence, its source, honest refusals, follow-ups."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.conversation import Advisor

PAGES = Path(__file__).parent / "pages"


def test_the_entry_salary_is_answered_with_its_source(shipped: Advisor) -> None:
    answer = shipped.reply("entry", "Was verdient man als Berufseinsteiger?")
    assert answer.outcome == "answered"
    assert "3.200" in answer.text and "3.600" in answer.text
    first = answer.citations[0]
    assert first.section and first.address.startswith("https://") and first.reviewed
    assert 2 <= len(answer.sentences) <= 5
    assert len(answer.suggestions) == 3


def test_half_an_emoji_is_no_obstacle(shipped: Advisor) -> None:
    assert shipped.reply("half-emoji", "Was verdient man am Anfang? \ud83d").outcome == "answered"


def test_a_suggestion_can_be_asked(shipped: Advisor) -> None:
    suggestions = shipped.reply("suggest", "Was verdient man am Anfang?").suggestions
    assert [shipped.reply(f"suggest-{n}", text).outcome for n, text in enumerate(suggestions)] == ["answered"] * 3


def test_follow_ups_keep_the_topic(shipped: Advisor) -> None:
    assert "3.200" in shipped.reply("talk", "gehalt am anfang").text
    assert "5.000" in shipped.reply("talk", "Und mit Erfahrung?").text
    assert "60.000" in shipped.reply("talk", "Und pro Jahr?").text


def test_more_goes_on_without_repeating(shipped: Advisor) -> None:
    first = shipped.reply("more", "Was ist der Bildungsscheck?")
    second = shipped.reply("more", "Erzähl mehr")
    assert second.outcome == "answered"
    assert not {s.text for s in first.sentences} & {s.text for s in second.sentences}


def test_another_city_gets_no_figures_of_this_one(shipped: Advisor) -> None:
    answer = shipped.reply("city", "Was verdient ein IT-Projektkoordinator in Leipzig?")
    assert answer.outcome == "clarify"
    assert "Leipzig" in answer.text and "3.200" not in answer.text
    assert "3.200" in shipped.reply("city", "ja bitte").text


def test_another_profession_is_declined_by_name(shipped: Advisor) -> None:
    answer = shipped.reply("job", "Was verdient ein Zahnarzt?")
    assert answer.outcome == "declined" and "Zahnarzt" in answer.text


def test_net_pay_is_not_guessed(shipped: Advisor) -> None:
    answer = shipped.reply("net", "wieviel netto bleibt da übrig")
    assert answer.outcome == "declined" and "bmf-steuerrechner.de" in answer.text


def test_a_refusal_says_what_there_is(shipped: Advisor) -> None:
    answer = shipped.reply("weather", "Wie wird das Wetter morgen?")
    assert answer.outcome == "declined" and "Gehalt" in answer.text and answer.suggestions


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Hallo", "automatisch"),
        ("bist du ein mensch", "kein Mensch"),
        ("wer bist du", "automatisch"),
        ("danke", "Gern"),
    ],
)
def test_small_talk(shipped: Advisor, text: str, word: str) -> None:
    answer = shipped.reply(f"social-{text}", text)
    assert answer.outcome == "social" and word in answer.text


def test_english_is_answered_from_english_passages(shipped: Advisor) -> None:
    answer = shipped.reply("english", "What does a beginner earn?")
    assert answer.language == "en" and "3,200" in answer.text


@pytest.mark.parametrize("text", ["", "   ", "?!", "🤷", "\x00", "a" * 20_000])
def test_odd_messages_get_a_kind_word(shipped: Advisor, text: str) -> None:
    answer = shipped.reply("odd", text)
    assert answer.outcome in ("clarify", "declined") and answer.text


def test_forgetting_ends_the_follow_up(shipped: Advisor) -> None:
    shipped.reply("gone", "gehalt am anfang")
    shipped.forget("gone")
    assert shipped.last_answer("gone") is None


def test_texts_of_several_professions_are_told_apart(
    on_page: Callable[..., Advisor], write_text: Callable[..., Path]
) -> None:
    cook = write_text("Koch in Essen", "## Gehalt\n\nEin Koch verdient in Essen 2.700 € im Monat.", topic="salary")
    nurse = write_text(
        "Pflegekraft in Bochum",
        "## Gehalt\n\nEine Pflegekraft verdient in Bochum 3.400 € im Monat.",
        profession="Pflegekraft",
        city="Bochum",
        topic="salary",
    )
    advisor = on_page(cook, nurse)
    asked = advisor.reply("which", "Was verdient man?")
    assert asked.outcome == "clarify"
    assert set(asked.suggestions) == {"Koch in Essen", "Pflegekraft in Bochum"}
    assert "2.700" in advisor.reply("which", "Koch in Essen").text
    assert "2.700" in advisor.reply("which", "Und im Monat?").text  # the choice is remembered
    asked_again = [advisor.reply("again", text) for text in ("Was verdient man?", "Was macht man da?")]
    assert [answer.outcome for answer in asked_again] == ["clarify", "clarify"]
    named = advisor.reply("named", "Was verdient eine Pflegekraft in Bochum?")
    assert "3.400" in named.text and "2.700" not in named.text


def test_a_job_portal_page_alone_is_enough(on_page: Callable[..., Advisor], page: Path) -> None:
    advisor = on_page(page)
    assert advisor.reply("page", "Was verdient man am Anfang?").outcome == "answered"
    assert advisor.reply("page-2", "Wie wird das Wetter?").outcome == "declined"
    assert advisor.reply("page-3", "Was ist der Bildungsscheck?").outcome == "declined"


def test_without_texts_the_bot_says_so(on_page: Callable[..., Advisor]) -> None:
    answer = on_page().reply("empty", "Was verdient man?")
    assert answer.outcome == "declined" and "leer" in answer.text
