"""Where a language model helps at all: which messages it restates, which answers it rephrases, from which passages."""

from bot.answer import Answer
from bot.checks import is_trusted
from bot.composer import OWN_REFUSALS
from bot.focus import LONG
from bot.phrases import phrase
from bot.question import Question
from bot.wording import words
from knowledge import KnowledgeBase, Passage

CITABLE = 5  # passages that a language model is given


def wants_restating(question: Question, answer: Answer) -> bool:
    """Whether a message is worth a language model's reading: it is long, leans on the conversation, or was not understood."""
    if question.social or question.more or answer.outcome not in ("answered", "declined"):
        return False
    if question.outside in OWN_REFUSALS or question.reading.other_profession or question.reading.other_cities:
        return False
    return question.follow_up or answer.outcome == "declined" or len(words(question.text)) > LONG


def citable(answer: Answer, knowledge: KnowledgeBase) -> list[Passage]:
    """The passages that a rephrased answer may cite, those of the answer first; none where its words have to stay."""
    if not _is_rephrasable(answer):
        return []
    ids = [citation.passage_id for citation in answer.citations] + [entry.id for entry in answer.passages]
    found = [knowledge.passage(id_) for id_ in list(dict.fromkeys(ids))[:CITABLE]]
    return [passage for passage in found if passage and is_trusted(passage)]


def _is_rephrasable(answer: Answer) -> bool:
    """Whether a language model may put an answer into other words: all of it is passages' sentences, nothing computed."""
    own = phrase("german_only", "en")
    of_passages = all(
        not sentence.computed and (sentence.citations or sentence.text == own) for sentence in answer.sentences
    )
    return answer.outcome == "answered" and of_passages
