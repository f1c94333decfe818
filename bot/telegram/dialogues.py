"""The dialogues behind /gehalt and /weiterbildung: steps, choices, and the question that they compose. Sends nothing.

The whole state of a dialogue is its name and the codes chosen so far, "salary:entry.year"; it stands in the buttons.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.wording import fold, words

DIALOGUE = "dlg:"  # begins the callback data of a choice
BACK = "dlg<"  # the same for the button that takes the last choice back
LONGEST_CHOICE = 4  # words up to which a typed message may be a choice
LONGEST_CHOICES = 12  # the same for all that is still to be chosen, in one sentence

Texts = Mapping[str, str]  # by language


@dataclass(frozen=True, slots=True)
class Choice:
    """One button of a step. `typed` finds it in a message, `said` is its part of the composed question."""

    code: str
    label: Texts
    said: Texts
    typed: str


@dataclass(frozen=True, slots=True)
class Step:
    """What is asked, and the choices."""

    prompt: Texts
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Dialogue:
    """A title, some steps, and how their choices become a question: `question` has a blank for each step."""

    title: Texts
    steps: tuple[Step, ...]
    question: Texts


@dataclass(frozen=True, slots=True)
class Progress:
    """A dialogue and the choices made so far."""

    name: str
    chosen: tuple[Choice, ...] = ()

    @property
    def dialogue(self) -> Dialogue:
        """The dialogue itself."""
        return DIALOGUES[self.name]

    @property
    def step(self) -> Step | None:
        """What is asked next, None at the end."""
        return self.dialogue.steps[len(self.chosen)] if len(self.chosen) < len(self.dialogue.steps) else None

    @property
    def state(self) -> str:
        """The progress as a text, far below 64 bytes."""
        return f"{self.name}:{'.'.join(choice.code for choice in self.chosen)}"

    def has(self, code: str) -> bool:
        """Whether a choice was made."""
        return any(choice.code == code for choice in self.chosen)

    def with_choice(self, choice: Choice) -> "Progress":
        """One step further."""
        return Progress(self.name, (*self.chosen, choice))

    def back(self) -> "Progress":
        """One step back."""
        return Progress(self.name, self.chosen[:-1])

    def summary(self, language: str) -> str:
        """The title with the choices made so far."""
        return " · ".join([self.dialogue.title[language], *(choice.label[language] for choice in self.chosen)])

    def question(self, language: str) -> str:
        """The question in words, once all is chosen."""
        said = " ".join(
            self.dialogue.question[language].format(*(choice.said[language] for choice in self.chosen)).split()
        )
        return said.replace(" ?", "?").replace(" ,", ",")


def read_progress(state: str) -> Progress | None:
    """The progress that a button or the notes name; None where it is of no dialogue that exists."""
    name, _, codes = state.partition(":")
    if name not in DIALOGUES:
        return None
    progress = Progress(name)
    for code in filter(None, codes.split(".")):
        found = (
            next((choice for choice in progress.step.choices if choice.code == code), None) if progress.step else None
        )
        if found is None:
            return None
        progress = progress.with_choice(found)
    return progress


def typed_choices(progress: Progress, text: str) -> Progress | None:
    """The progress after the choices that a message makes in words, one step after another; None where it is of its own.

    A longer message has to make all that are left: "als Anfänger, mehr Geld, abends".
    """
    if text.rstrip().endswith("?"):
        return None
    folded, length, after = fold(text), len(words(text)), progress
    while after.step and (found := next((c for c in after.step.choices if re.search(c.typed, folded)), None)):
        after = after.with_choice(found)
    made = len(after.chosen) - len(progress.chosen)
    is_all = made > 1 and after.step is None and length <= LONGEST_CHOICES
    return after if made and (is_all or length <= LONGEST_CHOICE) else None


def _choices(*rows: Sequence[str]) -> tuple[Choice, ...]:
    """Choices from rows of code, German label, English label, German words, English words, pattern."""
    return tuple(Choice(r[0], {"de": r[1], "en": r[2]}, {"de": r[3], "en": r[4]}, r[5]) for r in rows)


COMPARE = "both"  # the choice that also shows the chart

DIALOGUES: Mapping[str, Dialogue] = {
    "salary": Dialogue(
        title={"de": "💶 Gehalt", "en": "💶 Salary"},
        steps=(
            Step(
                {"de": "Für wen?", "en": "For whom?"},
                _choices(
                    ("entry", "Einstieg", "Entry level", "am Anfang", "at the start", r"einst|anfang|entry|begin|start|junior"),
                    ("exp", "Mit Erfahrung", "Experienced", "mit Erfahrung", "with experience", r"erfahr|experien|senior"),
                    (COMPARE, "Beides vergleichen", "Compare both", "im Vergleich am Anfang und mit Erfahrung",
                     "at the start compared with experience", r"vergleich|beide|compar|both"),
                ),
            ),
            Step(
                {"de": "Für welchen Zeitraum?", "en": "For which period?"},
                _choices(
                    ("month", "Im Monat", "A month", "im Monat", "a month", r"monat|month"),
                    ("year", "Im Jahr", "A year", "im Jahr", "a year", r"jahr|year|annual"),
                    ("hour", "In der Stunde", "An hour", "in der Stunde", "an hour", r"stunde|hour"),
                ),
            ),
        ),
        question={"de": "Was verdient man {0} {1}?", "en": "What do you earn {0} {1}?"},
    ),
    "training": Dialogue(
        title={"de": "🎓 Weiterbildung", "en": "🎓 Training"},
        steps=(
            Step(
                {"de": "Wo stehst du?", "en": "Where do you stand?"},
                _choices(
                    ("entry", "Am Anfang", "At the start", "Berufseinstieg", "as a beginner",
                     r"anfang|(?<!quer)einst|\bneu|begin|start|entry"),
                    ("change", "Quereinstieg", "Changing careers", "Quereinstieg ohne Erfahrung",
                     "career change without experience", r"quer|wechs|chang|switch"),
                    ("exp", "Mit Erfahrung", "With experience", "mit Berufserfahrung", "with work experience",
                     r"erfahr|experien|senior"),
                ),
            ),
            Step(
                {"de": "Was ist dein Ziel?", "en": "What is your goal?"},
                _choices(
                    ("agile", "Agil arbeiten", "Agile work", "agil arbeiten", "agile work", r"agil|scrum"),
                    ("classic", "Klassische Projekte", "Classic projects", "klassisch geplante Projekte",
                     "traditional projects", r"klassisch|classic|traditional|prince|ipma"),
                    ("pay", "Mehr Gehalt", "Higher pay", "mehr Gehalt", "higher pay", r"gehalt|geld|verdien|pay|money|earn"),
                    ("lead", "Führung übernehmen", "Leading others", "Führung übernehmen", "leadership", r"fuhr|leit|lead"),
                    ("public", "Öffentlicher Dienst", "Public sector", "öffentlicher Dienst", "public sector",
                     r"offentlich|behorde|public|government"),
                ),
            ),
            Step(
                {"de": "Wie viel Zeit hast du?", "en": "How much time do you have?"},
                _choices(
                    ("little", "Wenig Zeit", "Little time", "mit wenig Zeit", "with little time",
                     r"wenig|kurz|kaum|little|short"),
                    ("evening", "Abends", "Evenings", "abends", "in the evening", r"abend|evening"),
                    ("beside", "Neben dem Beruf", "Part-time", "nebenberuflich", "part-time", r"neben|beruf|part|beside"),
                    ("full", "Vollzeit", "Full time", "als Vollzeitkurs", "as a full-time course", r"voll|full"),
                ),
            ),
        ),
        question={
            "de": "Welche Weiterbildung passt zu mir: {0}, Ziel {1}, {2}?",
            "en": "Which training suits me: {0}, goal {1}, {2}?",
        },
    ),
}  # fmt: skip
