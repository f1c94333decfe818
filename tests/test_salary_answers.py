"""Judging a figure, month <-> year and pay by the hour, on passages made here and on a page without yearly figures."""

from pathlib import Path

import pytest

from bot.facets import Reading, read_level, read_period
from bot.question import Question
from bot.salary_answers import salary_answer
from bot.salary_offer import read_offers, read_weekly_hours
from bot.topic_model import TopicScore
from bot.topics import Topic
from knowledge import Hit, Passage, split_sentences
from knowledge.reader import read_text
from knowledge.splitter import split_text

PAGE = Path(__file__).parent / "pages" / "netzwerkplaner.txt"
ENTRY = "Berufseinsteiger verdienen als Planer in Essen zwischen 3.200 € und 3.600 € im Monat."
EXPERIENCED = "Mit Erfahrung verdient man 4.000 € bis 5.000 € im Monat."
OTHERS = "In Köln verdient man 9.000 € bis 9.500 € im Monat. Projektleiter kommen auf 8.000 € bis 8.500 € im Monat."


def _question(text: str, *, theme: str = "salary", topic: str = "", language: str = "de", before: str = "") -> Question:
    entry = Topic(topic or theme, "topic", theme, {}, {}, {}, {}, ())
    return Question(
        text=text,
        focus=text,
        standalone=f"{before} {text}".strip(),
        language=language,
        reading=Reading(level=read_level(text), period=read_period(text)),
        topics=(TopicScore(entry, 0.9),),
        period=read_period(text),
    )


def _hits(*texts: str, city: str = "Essen") -> list[Hit]:
    return [
        Hit(Passage(f"p{n}", "Planer", city, "salary", "de", "Planer", "Gehalt", text), 1.0 - n / 10)
        for n, text in enumerate(texts)
    ]


def _said(question: Question, hits: list[Hit]) -> str:
    return " ".join(entry.text for entry in salary_answer(question, hits, question.language) or [])


@pytest.fixture
def page_hits() -> list[Hit]:
    return [Hit(passage, 1.0) for passage in split_text(read_text(PAGE, PAGE.read_bytes()))]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("ist 3900 zum start drin oder träum ich", "3.900 € im Monat liegen über der Spanne für den Einstieg"),
        ("Man hat mir 5500 zum Einstieg gesagt, stimmt das?", "5.500 € im Monat liegen über"),
        ("Bestätige: 9000 Euro Einstieg", "9.000 € im Monat liegen über der Spanne für den Einstieg"),
        ("Sind 3.400 Euro für Einsteiger realistisch?", "3.400 € im Monat liegen in der Spanne für den Einstieg"),
        ("man bietet mir 2900 als anfänger, zu wenig?", "2.900 € im Monat liegen unter der Spanne für den Einstieg"),
        (
            "Seit 8 Jahren dabei, sind 4,5k brutto fair? Erfahrung hab ich",
            "4.500 € im Monat liegen in der Spanne für Erfahrene",
        ),
        ("sind 54000 mit erfahrung ok", "54.000 € im Jahr ÷ 12 = 4.500 € im Monat liegen in der Spanne für Erfahrene"),
        (
            "28 euro die stunde mit erfahrung, fair?",
            "28 € in der Stunde × 40 × 13 ÷ 3 = rund 4.853 € im Monat (eine Annahme",
        ),
        ("50k mit erfahrung realistisch?", "50.000 € im Jahr ÷ 12 = rund 4.167 € im Monat liegen in"),
    ],
)
def test_a_figure_is_judged_by_the_range_of_its_level(text: str, verdict: str) -> None:
    assert _said(_question(text), _hits(f"{ENTRY} {EXPERIENCED}")).startswith(verdict)


def test_the_judgement_names_the_range_and_its_sentence() -> None:
    answer = salary_answer(_question("Ist 3900 zum Einstieg drin?"), _hits(OTHERS, f"{ENTRY} {EXPERIENCED}"), "de")
    assert answer is not None
    assert answer[0].text.endswith(
        ": 3.200 € bis 3.600 € im Monat, 8,3 % über dem oberen Ende (3.900 € ÷ 3.600 € − 1)."
    )
    assert answer[1].text == ENTRY and answer[1].place == 0
    assert {entry.passage.id for entry in answer} == {"p1"}


def test_a_claim_that_looks_like_a_question_on_getting_in_is_judged_too() -> None:
    question = _question("Bestätige: 9000 Euro Einstieg", theme="training", topic="entry_paths")
    assert "liegen über der Spanne" in _said(question, _hits(f"{ENTRY} {EXPERIENCED}"))


def test_without_a_level_both_ranges_are_named() -> None:
    said = _said(_question("Sind 3400 realistisch?"), _hits(f"{ENTRY} {EXPERIENCED}"))
    assert "in der Spanne für den Einstieg" in said and "unter der Spanne für Erfahrene" in said


def test_a_follow_up_keeps_the_level() -> None:
    said = _said(
        _question("Und sind 4500 drin?", before="Was verdient man mit Erfahrung?"), _hits(f"{ENTRY} {EXPERIENCED}")
    )
    assert "Erfahrene" in said and "Einstieg" not in said


def test_english_questions_get_english_answers() -> None:
    question = _question("Is 4500 realistic with seven years of experience?", language="en")
    said = _said(question, _hits(f"{ENTRY} {EXPERIENCED}"))
    assert said.startswith(
        "€4,500 a month is within the range for experienced people: €4,000 to €5,000 a month, 12.5% above"
    )


def test_figures_of_others_are_never_used() -> None:
    assert salary_answer(_question("Sind 8200 realistisch?"), _hits(OTHERS), "de") is None
    elsewhere = Hit(Passage("x", "Planer", "Bonn", "salary", "de", "t", "Gehalt", "Einsteiger verdienen 2.000 €."), 0.1)
    said = _said(_question("Sind 3400 zum Einstieg realistisch?"), [*_hits(ENTRY), elsewhere])
    assert "2.000" not in said


@pytest.mark.parametrize(
    ("text", "theme"),
    [
        ("Wie viel netto bleibt von 3400 als Einsteiger?", "salary"),
        ("Ich verdiene 42.000 im Jahr, gibt es einen Zuschuss?", "funding"),
        ("Wie viele Stellen gab es 2026?", "outlook"),
        ("Was macht man am Anfang?", "role"),
        ("Was verdient man?", "salary"),
    ],
)
def test_other_questions_are_left_to_the_passages(text: str, theme: str) -> None:
    assert salary_answer(_question(text, theme=theme), _hits(f"{ENTRY} {EXPERIENCED}"), "de") is None


def test_a_month_becomes_a_year_with_its_formula(page_hits: list[Hit]) -> None:
    said = _said(_question("wieviel im jahr als einsteiger"), page_hits)
    formula = "Einstieg: 3.050 € bis 3.350 € im Monat × 12 = 36.600 € bis 40.200 € im Jahr; "
    assert said.startswith(formula + "mit 13 Gehältern (× 13) 39.650 € bis 43.550 € im Jahr.")
    assert "der Höhe nach sind es Monatsbeträge" in said
    assert "4.900" not in said and "Erfahrung:" not in said


def test_a_follow_up_becomes_a_year(page_hits: list[Hit]) -> None:
    said = _said(_question("Was ist das im Jahr?", before="Gehalt mit Erfahrung?"), page_hits)
    assert "3.900 € bis 4.650 € im Monat × 12 = 46.800 € bis 55.800 € im Jahr" in said


def test_a_stated_year_is_left_to_the_passages() -> None:
    stated = "Im Jahr verdienen Einsteiger 38.400 € bis 43.200 €."
    assert salary_answer(_question("Einstieg pro Jahr?"), _hits(f"{ENTRY} {stated}"), "de") is None


def test_a_year_becomes_a_month() -> None:
    said = _said(
        _question("Was bekommt man als Einsteiger im Monat?"),
        _hits("Einsteiger verdienen 42.000 € bis 46.000 € im Jahr."),
    )
    assert "42.000 € bis 46.000 € im Jahr ÷ 12 = rund 3.500 € bis 3.833 € im Monat" in said


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (
            "stundenlohn als einsteiger?",
            "3.200 € bis 3.600 € im Monat × 3 ÷ 13 ÷ 40 = rund 18,46 € bis 20,77 € in der Stunde",
        ),
        ("Stundenlohn zum Einstieg bei 38,5 Stunden?", "× 3 ÷ 13 ÷ 38,5 = rund 19,18 € bis 21,58 € in der Stunde"),
    ],
)
def test_pay_by_the_hour_names_its_hours(text: str, formula: str) -> None:
    said = _said(_question(text), _hits(ENTRY))
    assert formula in said
    assert ("eine Annahme" in said) == ("38,5" not in text)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        (
            "3500 im monat, wieviel im jahr",
            "3.500 € im Monat × 12 = 42.000 € im Jahr; mit 13 Gehältern (× 13) 45.500 € im Jahr",
        ),
        ("Jahresbrutto bei 5.000 im Monat und 13 Gehältern?", "(× 13) 65.000 € im Jahr"),
        (
            "52k im jahr, was ist das im monat",
            "52.000 € im Jahr ÷ 12 = rund 4.333 € im Monat; bei 13 Gehältern (÷ 13) 4.000 €",
        ),
    ],
)
def test_the_persons_own_figure_is_converted(text: str, formula: str) -> None:
    assert formula in _said(_question(text), _hits(ENTRY))


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("Sind 3400 realistisch?", [3400]),
        ("3.400 € oder 3,6k?", [3400, 3600]),
        ("€3,400 a month", [3400]),
        ("seit 2015 dabei, 2 Kinder, Hausnummer 12", []),
        ("2000 euro zum einstieg?", [2000]),
        ("2000 brutto?", [2000]),
        ("PLZ 47051, E 11, § 82", [47051]),
        ("45.000,00 EUR", [45000]),
    ],
)
def test_offers(text: str, amounts: list[int]) -> None:
    assert [offer.amount for offer in read_offers(text)] == amounts


def test_weekly_hours() -> None:
    assert str(read_weekly_hours("bei 38,5 Stunden")) == "38.5"
    assert read_weekly_hours("in 99 Stunden") is None


def test_every_sentence_of_a_passage_stands_in_it(page_hits: list[Hit]) -> None:
    answer = salary_answer(_question("Sind 3400 realistisch?"), page_hits, "de") or []
    quoted = [entry for entry in answer if entry.place >= 0]
    assert quoted and all(split_sentences(entry.passage.text)[entry.place] == entry.text for entry in quoted)
