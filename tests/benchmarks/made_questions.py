"""Questions on made pages with the figures that answer them, the same for the same seed, and what became of each."""

import random
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer import Answer
from bot.conversation import Advisor
from tests.benchmarks.made_pages import MadePage

# What is asked, and where the figures of the answer stand on a page; without a pattern the page alone must be right.
_ASKED = (
    ("Was verdient man als {job} in {city} am Anfang?", r"zwischen ([\d.]+) € und ([\d.]+) €"),
    ("einstiegsgehalt {job} {city}", r"zwischen ([\d.]+) € und ([\d.]+) €"),
    ("was kriegt ein {job} in {city} mit erfahrung", r"sind in .* ([\d.]+) € bis ([\d.]+) €"),
    ("Was zahlt man in {city} {jobs} mit mehreren Jahren Erfahrung?", r"sind in .* ([\d.]+) € bis ([\d.]+) €"),
    ("Wie viele Stellen sind als {job} in {city} offen?", r"Zuletzt waren in .* rund (\d+) Stellen"),
    ("Was kostet ein Kurs für {jobs} in {city}?", r"kostet etwa (\d+) €"),
    ("wie hoch ist die miete in {city}? ich will {job} werden", r"liegt im Schnitt bei (\d+) €"),
    ("Was macht ein {job} in {city} den ganzen Tag?", ""),
    ("Welche Kenntnisse zählen für {jobs} in {city}?", ""),
    ("Wie wird man in {city} {job}?", ""),
)
_FORMS = ("as written", "lower case", "letters swapped", "female form")
RIGHT, DECLINED, OTHER_PAGE, NO_FIGURE = "right", "not answered", "another page's", "without the figure"


@dataclass(frozen=True, slots=True)
class MadeQuestion:
    """A question, the page that answers it, and the figures that the answer must hold."""

    text: str
    page: MadePage
    figures: tuple[str, ...]

    def judged(self, answer: Answer) -> str:
        """What became of it: right, not answered, from another page, or without its figures."""
        if answer.outcome != "answered":
            return DECLINED
        cited = {citation.passage_id for citation in answer.citations}
        subjects = {(passage.profession, passage.city) for passage in answer.passages if passage.id in cited}
        if subjects != {(self.page.profession, self.page.city)}:
            return OTHER_PAGE
        return RIGHT if all(figure in answer.text for figure in self.figures) else NO_FIGURE


def made_questions(pages: Sequence[MadePage], count: int = 100, seed: int = 5) -> list[MadeQuestion]:
    """Questions on some of the pages, as people type them: correctly, in lower case, with letters swapped, in female form."""
    chance = random.Random(seed)
    found = []
    for number in range(count):
        page = chance.choice(pages)
        (text, pattern), form = _ASKED[number % len(_ASKED)], _FORMS[number // len(_ASKED) % len(_FORMS)]
        job = _in_form(page.profession, form, chance)
        asked = text.format(job=job, jobs=job, city=page.city)
        match = re.search(pattern, page.text) if pattern else None
        found.append(
            MadeQuestion(asked.lower() if form == "lower case" else asked, page, match.groups() if match else ())
        )
    return found


def ask_made(advisor: Advisor, questions: Sequence[MadeQuestion]) -> list[tuple[MadeQuestion, str, Answer]]:
    """What became of each question, asked alone, with its answer."""
    answers = [advisor.answer_alone(question.text) for question in questions]
    return [(asked, asked.judged(answer), answer) for asked, answer in zip(questions, answers, strict=True)]


def counted(asked: Sequence[tuple[MadeQuestion, str, Answer]]) -> Counter[str]:
    """How many questions became what."""
    return Counter(verdict for _, verdict, _ in asked)


def _in_form(job: str, form: str, chance: random.Random) -> str:
    if form == "female form":
        return re.sub(r"er$", "erin", job)
    if form != "letters swapped":
        return job
    place = chance.randrange(2, len(job) - 3)
    return job[:place] + job[place + 1] + job[place] + job[place + 2 :]
