"""Answers as Telegram messages: escaping, numbers, sources, splitting. Every message is parsed as Telegram would."""

from itertools import pairwise

import pytest

from bot.answer import Answer, Citation, Sentence
from bot.telegram.english import ENGLISH
from bot.telegram.format import LIMIT, answer_messages, source_messages, units
from bot.telegram.german import GERMAN
from bot.telegram.keyboards import answer_keyboard
from bot.telegram.phrases import TOPICS, extended
from tests.bot_api.markup import parse_html
from tests.scripted import said

STEPS = Citation(1, "Gehalt & mehr", "Einstieg <neu>", "https://example.org/a?b=1&c=2", "2026-05-14", quote="3.200 €")
BOOK = Citation(2, "Handbuch", "", "kein Link", "Mai 2026")


def plain(html: str) -> str:
    return parse_html(html)[0]


def cited(*texts: str, **fields: object) -> Answer:
    return Answer(tuple(Sentence(text, (1,)) for text in texts), "answered", citations=(STEPS,), **fields)  # type: ignore[arg-type]


def test_sentences_numbers_and_sources_in_one_message() -> None:
    answer = Answer(
        (Sentence("Man verdient 3.200 €.", (1, 2)), Sentence("Frag ruhig.")), "answered", "de", "", (STEPS, BOOK)
    )
    assert [plain(html) for html in answer_messages(answer)] == [
        "Man verdient 3.200 €. [1][2] Frag ruhig.\n\nQuellen\n"
        "[1] Gehalt & mehr · Einstieg <neu> · Stand 14.05.2026\n[2] Handbuch · Stand Mai 2026"
    ]


def test_only_http_addresses_become_links() -> None:
    answer = Answer((Sentence("Ja.", (1, 2)),), "answered", "en", "", (STEPS, BOOK))
    _, entities = parse_html(answer_messages(answer)[0])
    assert [entity["url"] for entity in entities if entity["type"] == "text_link"] == [STEPS.address]
    assert "as of 2026-05-14" in plain(answer_messages(answer)[0])


@pytest.mark.parametrize("text", ["<b>fett", "a & b", "</i>", "&lt;", 'x" onclick="y', "1 < 2 > 0", "[1] 🙂"])
def test_text_is_escaped(text: str) -> None:
    assert plain(answer_messages(said(text))[0]) == text
    assert text in plain(answer_messages(said("Ja."), question=text)[0])
    citation = Citation(1, text, text, f"https://example.org/{text}", text, quote=text)
    answer = Answer((Sentence("Ja.", (1,)),), "answered", citations=(citation,))
    assert plain(answer_messages(answer)[0]).count(text) == 3
    assert plain(source_messages(answer)[0]).count(text) == 4


def test_a_pressed_question_stands_above_the_answer() -> None:
    html = answer_messages(said("Viel."), question="Was verdient man?")[0]
    assert html == "<i>» Was verdient man?</i>\n\nViel."


@pytest.mark.parametrize("filler", ["Satz mit Wörtern", "🙂🙂🙂", "<&>"])
def test_long_answers_are_split_between_sentences(filler: str) -> None:
    sentences = [f"Nummer {number}: {filler * 20}." for number in range(60)]
    parts = answer_messages(cited(*sentences))
    assert len(parts) > 1
    assert all(units(html) <= LIMIT for html in parts)
    texts = [plain(html) for html in parts]
    assert all(text.startswith("Nummer ") for text in texts)
    assert [text for sentence in sentences for text in texts if sentence in text]
    assert sum(text.count(sentence) for sentence in sentences for text in texts) == len(sentences)
    assert ["Quellen" in text for text in texts] == [False] * (len(texts) - 1) + [True]
    assert sentences[-1] in texts[-1]
    assert all(plain(first + second[:40]) for first, second in pairwise(parts[:2]))


@pytest.mark.parametrize("length", range(LIMIT - 90, LIMIT + 10, 3))
def test_no_message_is_too_long_around_the_limit(length: int) -> None:
    parts = answer_messages(cited("Kurz.", "x" * length))
    assert all(0 < units(html) <= LIMIT for html in parts)
    assert "".join(plain(html) for html in parts).count("x") >= length


def test_a_sentence_longer_than_a_message_is_cut_at_spaces() -> None:
    parts = answer_messages(said("Wort & " * 2000))
    assert all(units(html) <= LIMIT for html in parts)
    assert " ".join(plain(html) for html in parts) == ("Wort & " * 2000).strip()


def test_endless_names_addresses_and_quotes_stay_within_the_limit() -> None:
    monster = Citation(1, "&" * 5000, "<" * 5000, "https://x.org/" + "&" * 5000, "2026", quote="Ä🙂&" * 5000)
    answer = Answer((Sentence("Ja.", (1,)),), "answered", citations=(monster,) * 30)
    for parts in (answer_messages(answer), source_messages(answer)):
        assert all(units(html) <= LIMIT and plain(html) for html in parts)


def test_an_answer_without_words_still_says_something() -> None:
    assert answer_messages(Answer((), "declined", "en")) == [ENGLISH.no_words]
    assert answer_messages(said("  ")) == [GERMAN.no_words]


def test_sources_show_the_passage_as_an_expandable_quote() -> None:
    text, entities = parse_html(source_messages(cited("Ja."))[0])
    quote = next(entity for entity in entities if entity["type"] == "expandable_blockquote")
    assert text[quote["offset"] : quote["offset"] + quote["length"]] == "3.200 €"
    assert source_messages(said("Hallo.")) == [GERMAN.no_sources]


def test_buttons_hold_the_whole_question_and_little_data() -> None:
    question = "Wie unterscheidet sich das Gehalt in Duisburg von dem in Frankfurt, München und Köln? 🙂"
    answer = said("Gern.", suggestions=(question, question, " ", "Und dann?"))
    keyboard = answer_keyboard(answer, GERMAN, "de:month:0123abcd.0123abcd.0123abcd.0123abcd")
    assert keyboard is not None
    rows = [[button.text for button in row] for row in keyboard.inline_keyboard]
    assert rows == [[question], ["Und dann?"], ["📊 Als Bild", "👍", "👎"]]
    assert all(len(str(button.callback_data).encode()) <= 64 for row in keyboard.inline_keyboard for button in row)
    assert answer_keyboard(said("Gern."), GERMAN, is_rated=False) is None


def test_words_after_a_command_extend_its_question() -> None:
    assert extended("Was verdient er?", "mit Erfahrung") == "Was verdient er mit Erfahrung?"
    assert extended("Was verdient er?", "Und in Köln?") == "Und in Köln?"
    assert extended("Was verdient er?", "") == "Was verdient er?"


@pytest.mark.parametrize("phrases", [GERMAN, ENGLISH])
def test_phrases_are_valid_and_within_telegrams_limits(phrases: object) -> None:
    assert isinstance(phrases, type(GERMAN))
    for name in type(phrases).__slots__:
        value = getattr(phrases, name)
        assert not isinstance(value, str) or 0 < units(plain(value)) <= LIMIT
    assert len(phrases.description) <= 512
    assert len(phrases.short_description) <= 120
    assert set(phrases.questions) == set(phrases.labels) == set(TOPICS)
    assert all(command in phrases.help for command in map("/{}".format, phrases.commands) if "h" not in command[:2])
