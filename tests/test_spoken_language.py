import pytest

from bot.conversation import Advisor
from bot.language import detect_language
from bot.understanding import spoken


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Was verdient man am Anfang?", "de"),
        ("wat is dat fürn job", "de"),
        ("What does a beginner earn?", "en"),
        ("how much money", "en"),
        ("Gehalt", "de"),
        ("salary", "en"),
        ("Scrum", ""),
    ],
)
def test_words_tell_the_language(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_a_silent_word_follows_the_conversation_then_the_program() -> None:
    assert spoken("Scrum", english=0.2, before="de", hint="en") == "de"
    assert spoken("Scrum", english=0.2, before="", hint="en-GB") == "en"
    assert spoken("Scrum", english=-0.1, before="", hint="") == "de"


def test_borrowed_words_are_german_unless_something_says_otherwise() -> None:
    assert spoken("Soft Skills", english=0.9, before="", hint="") == "de"
    assert spoken("Soft Skills", english=0.9, before="", hint="en") == "en"
    assert spoken("soft skills needed", english=0.9, before="", hint="") == "en"


def test_a_chosen_language_beats_detection_and_the_last_answer_is_repeated(shipped: Advisor) -> None:
    assert shipped.speak("chosen", "en") is None
    assert shipped.reply("chosen", "Was verdient man am Anfang?").language == "en"
    repeated = shipped.speak("chosen", "de")
    assert repeated and repeated.language == "de" and "3.200 €" in repeated.text
    assert shipped.reply("chosen", "And with experience?").language == "de"
    shipped.forget("chosen")
    assert shipped.chosen_language("chosen") == ""


def test_suggested_training_is_repeated_in_the_chosen_language(shipped: Advisor) -> None:
    asked = "Welche Weiterbildung passt zu mir: Berufseinstieg, Ziel agil arbeiten, abends?"
    first = shipped.reply("chosen training", asked).sentences[1].text
    repeated = shipped.speak("chosen training", "en")
    assert repeated and repeated.sentences[1].text.split(":")[0] == first.split(":")[0]


def test_an_answer_to_nobody_is_not_remembered(shipped: Advisor) -> None:
    assert shipped.answer_alone("Was verdient man am Anfang?").outcome == "answered"
    assert "3.600" not in shipped.answer_alone("Und mit Erfahrung?").text
