"""The questions written for sentences: they belong to sentences that exist, and lead to them."""

import json
from pathlib import Path

import pytest

from bot.conversation import Advisor
from bot.sentence_questions import SHIPPED_QUESTIONS, asked_likeness, sentence_questions
from bot.wording import words
from knowledge import KnowledgeBase, open_embedder, split_sentences
from tests.question_set import FOLDER, read_questions

LEAST = 4  # questions of a sentence


def test_every_sentence_of_the_shipped_texts_has_questions_and_no_other(shipped_folder: Path) -> None:
    with KnowledgeBase.open(shipped_folder, embedder=open_embedder()) as base:
        sentences = {sentence for passage in base.passages() for sentence in split_sentences(passage.text)}
    assert set(sentence_questions()) == sentences
    assert [sentence for sentence, asked in sentence_questions().items() if len(asked) < LEAST] == []


def test_no_question_stands_for_two_sentences_of_a_language() -> None:
    entries = [json.loads(line) for line in SHIPPED_QUESTIONS.read_text(encoding="utf-8").splitlines()]
    asked = [(entry["language"], question) for entry in entries for question in entry["questions"]]
    assert len(asked) == len(set(asked))


@pytest.mark.parametrize("name", sorted(path.stem for path in FOLDER.glob("*judge.jsonl")))
def test_no_question_of_a_judging_set_stands_among_them(name: str) -> None:
    written = {tuple(words(question)) for asked in sentence_questions().values() for question in asked}
    judged = [tuple(words(turn)) for line in read_questions(FOLDER / f"{name}.jsonl") for turn in line.turns]
    assert [turn for turn in judged if len(turn) > 2 and turn in written] == []


def test_the_nearest_wording_counts_and_a_sentence_without_questions_gets_nothing() -> None:
    sentence, asked = next(iter(sentence_questions().items()))
    alike = asked_likeness(
        ["etwas ganz anderes", asked[0]], [sentence, "Ein Satz aus einem fremden Text."], open_embedder()
    )
    assert alike[0] == pytest.approx(1.0, abs=1e-3)
    assert alike[1] == 0


def test_a_question_in_other_words_finds_its_sentence(shipped: Advisor) -> None:
    shipped.reply("shy", "Welche Tools braucht man?")
    answer = shipped.reply("shy", "muss ich die vorher schon beherrschen?")
    assert "Perfekt beherrschen muss man" in answer.text
