"""Where sentences end, in German and English."""

import pytest

from knowledge import split_sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "Gefragt sind Zertifikate, z. B. Scrum, PRINCE2 u. a. Nachweise.",
        "Das kostet ca. 3.200 € im Monat.",
        "Nach § 82 Abs. 1 Nr. 3 SGB III zahlt die Agentur, ggf. Der Betrieb nicht.".replace(" Der", " der"),
        "Die Prüfung ist am 1. Mai in Duisburg.",
        "Seit dem 1. 5. 2026 gilt das neue Gesetz.",
        "Die Frist endet am 1.5.2026 um 12 Uhr.",
        "Es ist die 7. Ausgabe des Berichts.",
        "Im 19. Jahrhundert war hier Weide.",
        "Er arbeitet i. d. R. Montag bis Freitag.",
        "Jira, SAP usw. Programme dieser Art lernt man schnell.",
        "Die Firma Dr. Meier bzw. St. Anna zahlt mehr.",
        "Das sind 45,4 Mio. Euro laut J. Schmidt und Prof. Dr. Weber.",
        "Kurz gesagt: Man sitzt selten am Steuer.",
        "„Das läuft so! Seit zwanzig Jahren.“ sagt man hier.",
        "Und dann … Feuerwehr spielen.",
        "Wer fragt „Warum?“ bekommt selten Antwort.",
        "The exam costs approx. 200 dollars, e.g. for PSM I.",
        "Mr. Smith vs. Mrs. Jones is no project.",
        "Duisburg (vgl. Art. 5) gehört dazu.",
        "Version 2.0 läuft auf V-Modell XT.",
    ],
)
def test_stays_one_sentence(sentence: str) -> None:
    assert split_sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Was macht man? Viel. Sehr viel!", ["Was macht man?", "Viel.", "Sehr viel!"]),
        ("Es geht bis Level D. Danach folgt Level C.", ["Es geht bis Level D.", "Danach folgt Level C."]),
        (
            "Zwischen 3.200 € und 3.600 €. Mehr gibt es später.",
            ["Zwischen 3.200 € und 3.600 €.", "Mehr gibt es später."],
        ),
        ("Das galt bis 2025. Arbeitgeber zahlen seitdem.", ["Das galt bis 2025.", "Arbeitgeber zahlen seitdem."]),
        ("Es waren 12. Danach kam keiner.", ["Es waren 12.", "Danach kam keiner."]),
        ("Jira, SAP usw. Das lernt man.", ["Jira, SAP usw.", "Das lernt man."]),
        ("Es sind 5 Mio. Das ist viel.", ["Es sind 5 Mio.", "Das ist viel."]),
        ("Alte Systeme „laufen so!“. Wer bleibt, lernt.", ["Alte Systeme „laufen so!“.", "Wer bleibt, lernt."]),
        ("Er sagte: „Gut so.“ Recht hat er.", ["Er sagte: „Gut so.“", "Recht hat er."]),
        ("Es dauert … Monate. Und dann?", ["Es dauert … Monate.", "Und dann?"]),
        ("Abwarten… Dann geht es weiter.", ["Abwarten…", "Dann geht es weiter."]),
        ("Etwas dieser Art. Nichts sonst.", ["Etwas dieser Art.", "Nichts sonst."]),
        ("It pays well. You need SQL. Ask the IHK!", ["It pays well.", "You need SQL.", "Ask the IHK!"]),
        ("Ein Satz\nüber zwei Zeilen. Noch einer.", ["Ein Satz über zwei Zeilen.", "Noch einer."]),
        ("Nötig sind:\n- Jira\n- SAP\n\nDas reicht.", ["Nötig sind:", "- Jira", "- SAP", "Das reicht."]),
        ("1. Zuerst melden. 2. Dann warten.", ["1. Zuerst melden.", "2. Dann warten."]),
        ("  \n ", []),
        ("Ohne Punkt", ["Ohne Punkt"]),
    ],
)
def test_splits(text: str, expected: list[str]) -> None:
    assert split_sentences(text) == expected


def test_nothing_is_lost() -> None:
    text = "Am 1. Mai: z. B. „So! Ja.“ Dr. X… Na? 3.200 €. Ende"
    assert " ".join(split_sentences(text)) == text
