"""The topics file, what was learnt from it, and how messages are mapped to topics with it."""

from collections import Counter

import pytest

from bot.facets import FacetReader
from bot.focus import focus, without_courtesy
from bot.topic_model import TopicModel
from bot.topics import load_topics
from bot.trained_topics import SHIPPED_TRAINING, Examples, TrainedTopics, open_trained, subject_words
from bot.wording import words
from knowledge import open_embedder

LEAST_GERMAN, LEAST_ENGLISH = 25, 12  # examples of each topic


@pytest.fixture(scope="module")
def model() -> TopicModel:
    embedder = open_embedder()
    trained = open_trained(embedder, SHIPPED_TRAINING.parent)
    return TopicModel(trained, embedder, FacetReader(["IT-Projektkoordinator"], ["Duisburg"]).nameless)


def test_the_shipped_training_fits_the_shipped_topics_and_model(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("nothing-kept")
    trained = open_trained(open_embedder(), folder)
    assert list(folder.iterdir()) == [], "run: python -m bot.trained_topics"
    assert trained.topics == load_topics()


def test_every_topic_has_examples_texts_and_next_questions() -> None:
    topics = {topic.id: topic for topic in load_topics()}
    for topic in (entry for entry in topics.values() if entry.kind == "topic"):
        assert len(topic.examples["de"]) >= LEAST_GERMAN and len(topic.examples["en"]) >= LEAST_ENGLISH, topic.id
        assert all(topic.name[language] and topic.search[language] for language in ("de", "en")), topic.id
        assert len(topic.next) == 3 and all(topics[entry].kind == "topic" for entry in topic.next), topic.id


def test_no_example_stands_for_two_topics() -> None:
    counts = Counter(
        (language, tuple(words(example)))
        for topic in load_topics()
        for language, examples in topic.examples.items()
        for example in {tuple(words(text)): text for text in examples}.values()
    )
    assert [example for example, count in counts.items() if count > 1 and example[1]] == []


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Was verdient man als Berufseinsteiger?", "salary_entry"),
        ("wat kricht man am anfang", "salary_entry"),
        ("bildungschek nrw", "funding_bildungsscheck"),
        ("do i need to code", "skills_technical"),
        ("prince zwei zertifikat", "training_prince2"),
    ],
)
def test_a_message_finds_its_topic(model: TopicModel, text: str, topic: str) -> None:
    assert model.rank(text).scores[0].topic.id == topic


def test_names_of_jobs_and_cities_do_not_decide(model: TopicModel) -> None:
    bare, named = model.rank("Was macht man da?"), model.rank("Was macht man da als IT-Projektkoordinator in Duisburg?")
    assert bare.scores[0].topic is named.scores[0].topic


def test_words_of_one_topic_name_it(model: TopicModel) -> None:
    assert "funding_bildungsscheck" in model.subjects("was ist der bildungsscheck")
    assert model.subjects("wie lange gilt das") == set()


def test_the_question_of_a_long_message_is_found(model: TopicModel) -> None:
    story = "Ich habe zwanzig Jahre im Lager gearbeitet und mein Rücken macht nicht mehr mit. Was verdient man als Einsteiger?"
    assert focus(story, model)[0] == "Was verdient man als Einsteiger?"


@pytest.mark.parametrize(
    ("text", "rest"),
    [("Hallo, was verdient man?", "was verdient man?"), ("Danke!", "Danke!"), ("Hallo zusammen", "Hallo zusammen")],
)
def test_courtesy_before_a_question_is_put_aside(text: str, rest: str) -> None:
    assert without_courtesy(text) == rest


def test_training_separates_what_it_saw(tmp_path_factory: pytest.TempPathFactory) -> None:
    topics = [topic for topic in load_topics() if topic.id in ("salary_entry", "skills_tools", "greeting")]
    examples = Examples.of(topics, str.lower)
    folder = tmp_path_factory.mktemp("trained")
    trained = TrainedTopics.on(topics, examples, open_embedder(), "three topics")
    trained.save(folder / "topics.npz")
    again = TrainedTopics.load(folder / "topics.npz", "three topics")
    assert again is not None and TrainedTopics.load(folder / "topics.npz", "others") is None
    small = TopicModel(again, open_embedder(), str.lower)
    right = [
        small.rank(text).scores[0].topic.id == topics[owner].id
        for text, owner in zip(examples.texts, examples.owners, strict=True)
    ]
    assert sum(right) / len(right) > 0.95
    assert set(subject_words(examples).values()) <= {0, 1, 2}
