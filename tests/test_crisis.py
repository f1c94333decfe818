"""Messages in a crisis: found in both languages, and no figure of speech taken for one."""

import pytest

from bot.conversation import Advisor
from bot.crisis import in_crisis

SERIOUS = (
    "Ich will nicht mehr leben",
    "ich möchte einfach nicht mehr weiterleben",
    "Ich kann so nicht mehr leben, alles ist sinnlos",
    "Am liebsten will ich sterben",
    "ich wäre lieber tot",
    "Ich bringe mich um",
    "ich denke oft daran, mich umzubringen, ich will mich umbringen",
    "Ich will mir das Leben nehmen",
    "ich habe Selbstmordgedanken",
    "Nach der Absage denke ich an Suizid",
    "Ich ritze mich",
    "Mein Leben hat keinen Sinn mehr",
    "Ich könnte mir etwas antun",
    "I want to die",
    "I'm going to kill myself",
    "I am thinking about suicide",
    "I feel suicidal since I lost my job",
    "i dont want to live anymore",
    "I don’t want to live any more",
    "I would be better off dead",
    "I want to end my life",
)
FIGURES = (
    "Die Bewerbung killt mich",
    "Der Stress bringt mich noch um",
    "Das bringt mich um den Verstand",
    "Bringe ich mich um den Urlaub, wenn ich wechsle?",
    "Ich bringe mich um meine Chancen",
    "Ich will nicht mehr in Duisburg leben",
    "Ich will nicht mehr leben wie ein Student",
    "Davon kann man nicht leben",
    "Reicht das Gehalt zum Leben?",
    "Ist das beruflicher Selbstmord?",
    "Ist ein Wechsel Karriereselbstmord?",
    "Was verdient man in der Suizidprävention?",
    "Stirbt der Beruf aus?",
    "Ich sterbe vor Langeweile im Job",
    "Lebenslauf nicht mehr aktuell",
    "This application is killing me",
    "I'm dying to know the salary",
    "Is leaving now career suicide?",
    "I don't want to live in Duisburg",
    "I no longer want to live off savings",
    "I would kill for that job",
    "Deadline vorbei, was tun?",
    "Was macht man in dem Job?",
)


@pytest.mark.parametrize("text", SERIOUS)
def test_a_crisis_is_recognised(text: str) -> None:
    assert in_crisis(text)


@pytest.mark.parametrize("text", FIGURES)
def test_a_figure_of_speech_is_none(text: str) -> None:
    assert not in_crisis(text)


@pytest.mark.parametrize(("text", "word"), [("Ich will nicht mehr leben.", "Hilfe"), ("I want to die.", "help")])
def test_the_answer_names_people_who_help(shipped: Advisor, text: str, word: str) -> None:
    answer = shipped.reply(f"crisis {word}", text)
    assert "0800 111 0 111" in answer.text and "112" in answer.text and word.lower() in answer.text.lower()
    assert (answer.outcome, answer.topic, answer.suggestions) == ("declined", "crisis", ())


def test_the_words_of_a_crisis_are_not_kept(shipped: Advisor) -> None:
    shipped.reply("crisis kept", "Was verdient man am Anfang?")
    shipped.reply("crisis kept", "Ich will nicht mehr leben.")
    assert "nicht mehr leben" not in str(shipped.export("crisis kept"))
    assert "4.000 €" in shipped.reply("crisis kept", "Und mit Erfahrung?").text
