import pytest

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
