"""What the bot says in its own words, in German and English, without du or Sie. Facts never stand here."""

from typing import Final

_PHRASES: Final[dict[str, dict[str, str]]] = {
    "greeting": {
        "de": "Glück auf! Ich bin Revierlotse, ein automatischer Assistent. Ich beantworte Fragen zum Beruf {offer}, mit "
        "Quellen.",
        "en": "Glück auf, as we say here! I am Revierlotse, an automated assistant. I answer questions about the job {offer}, "
        "with sources.",
    },
    "terminal_welcome": {
        "de": "Glück auf! Ich bin Revierlotse, ein automatischer Assistent zum Beruf {offer}. Einfach fragen; Strg-D beendet.",
        "en": "Glück auf! I am Revierlotse, an automated assistant on the job {offer}. Just ask; Ctrl-D ends.",
    },
    "how_are_you": {
        "de": "Danke der Nachfrage, alles läuft. Als automatischer Assistent habe ich keine Launen, aber Antworten zum "
        "Beruf {offer}.",
        "en": "Thanks for asking, everything is running. As an automated assistant I have no moods, but answers about the "
        "job {offer}.",
    },
    "degraded": {
        "de": "Hinweis: Die Suche nach Bedeutung ist gerade nicht erreichbar. Diese Antwort beruht auf der Suche nach Wörtern "
        "und kann etwas übersehen.",
        "en": "Note: search by meaning cannot be reached at the moment. This answer rests on search by words and may miss "
        "something.",
    },
    "thanks": {
        "de": "Gern geschehen! Bei weiteren Fragen einfach schreiben.",
        "en": "You are welcome! Just write when there are more questions.",
    },
    "nod": {
        "de": "Alles klar. Bei weiteren Fragen einfach schreiben.",
        "en": "All right. Just write when there are more questions.",
    },
    "bye": {"de": "Tschüss und viel Erfolg. Glück auf!", "en": "Goodbye and good luck. Glück auf!"},
    "identity": {
        "de": "Ich bin Revierlotse, ein automatischer Assistent für Berufsfragen. Meine Antworten stammen aus einer "
        "Sammlung geprüfter Texte zum Beruf {offer}; zu jeder Antwort nenne ich die Quelle.",
        "en": "I am Revierlotse, an automated assistant for career questions. My answers come from a collection of reviewed "
        "texts on the job {offer}; each answer names its source.",
    },
    "human": {
        "de": "Nein, ich bin kein Mensch, sondern ein automatischer Assistent. Ich suche Antworten in einer Sammlung von "
        "Texten und nenne die Quellen; persönliche Beratung gibt zum Beispiel die Agentur für Arbeit.",
        "en": "No, I am not a human but an automated assistant. I look up answers in a collection of texts and name the "
        "sources; the employment agency, for example, offers personal advice.",
    },
    "capabilities": {
        "de": "Ich gebe Auskunft zum Beruf {offer}: {themes}. Einfach eine Frage schreiben, auch ein Stichwort genügt.",
        "en": "I can tell you about the job {offer}: {themes}. Just type a question, a keyword is enough.",
    },
    "compliment": {
        "de": "Danke, das freut mich! Womit geht es weiter?",
        "en": "Thank you, that is kind! What is next?",
    },
    "complaint": {
        "de": "Das tut mir leid. Ich bin ein automatischer Assistent und verstehe nicht alles; mit anderen Worten gefragt "
        "klappt es oft. Ich kenne mich aus mit: {themes}.",
        "en": "I am sorry about that. I am an automated assistant and do not understand everything; asking in other words "
        "often helps. I know about: {themes}.",
    },
    "privacy": {
        "de": "Ich merke mir das Gespräch, damit Rückfragen möglich sind, und nach längerem Schweigen vergesse ich es; "
        "/loeschen löscht es sofort. Es wird nicht weitergegeben und bewertet niemanden; nur Fragen ohne gute Antwort sieht der "
        "Betreiber, ohne Namen und Chat. Bitte trotzdem keine sensiblen Angaben schreiben.",
        "en": "I remember the conversation so that follow-up questions work, and forget it after a long silence; "
        "/delete deletes it at once. It is not passed on and rates nobody; only questions without a good answer are shown to the "
        "operator, without name and chat. Please still do not send sensitive details.",
    },
    "yes": {"de": "Ja, bitte", "en": "Yes, please"},
    "sources": {
        "de": "Meine Antworten sind Sätze aus geprüften Texten; unter jeder Antwort stehen Titel, Abschnitt, Adresse und "
        "Prüfdatum der Quelle. Beträge ändern sich, deshalb bitte vor Entscheidungen bei der zuständigen Stelle nachsehen.",
        "en": "My answers are sentences from reviewed texts; below each answer stand the title, section, address and review "
        "date of the source. Amounts change, so please check with the responsible body before deciding.",
    },
    "language": {
        "de": "Gern auf Deutsch. Was ist die Frage?",
        "en": "Sure, in English. What would you like to know?",
    },
    "declined": {
        "de": "Dazu steht nichts in meinen Texten, und raten möchte ich nicht. Ich kann Auskunft geben zum Beruf {offer}: "
        "{themes}.",
        "en": "My texts say nothing about that, and I would rather not guess. I can tell you about the job {offer}: {themes}.",
    },
    "net_pay": {
        "de": "Das Netto rechne ich nicht aus: Es hängt von Steuerklasse, Kirchensteuer, Kindern und Krankenkasse ab. Den "
        "amtlichen Rechner bietet das Bundesministerium der Finanzen unter bmf-steuerrechner.de; zum Brutto kann ich etwas "
        "sagen.",
        "en": "I do not compute net pay: it depends on tax class, church tax, children and health insurance. The official "
        "calculator of the Federal Ministry of Finance is at bmf-steuerrechner.de; I can tell you about gross pay.",
    },
    "employer_pay": {
        "de": "Was einzelne Arbeitgeber zahlen, steht nicht in meinen Texten. Allgemein kann ich Auskunft geben: was am Anfang "
        "und mit Erfahrung üblich ist und was der öffentliche Dienst zahlt.",
        "en": "My texts do not say what single employers pay. In general I can tell you: what is usual at the start and with "
        "experience, and what the public sector pays.",
    },
    "instructions": {
        "de": "Anweisungen an meine Technik führe ich nicht aus; ich antworte nur aus meinen Texten zum Beruf {offer}: "
        "{themes}.",
        "en": "I do not follow instructions about how I work; I only answer from my texts on the job {offer}: {themes}.",
    },
    "other_city": {
        "de": "Für {place} habe ich keine Texte, und mit Angaben für eine andere Stadt möchte ich nicht antworten. Ich kenne "
        "{offer}. Soll ich die Frage dafür beantworten?",
        "en": "I have no texts for {place}, and I would rather not answer with another city's figures. I know {offer}. "
        "Shall I answer the question for that?",
    },
    "other_profession": {
        "de": "Zum Beruf „{profession}“ habe ich keine Texte. Ich kenne {offer}.",
        "en": "I have no texts on the occupation “{profession}”. I know {offer}.",
    },
    "other_pair": {
        "de": "Zum Beruf {profession} in {city} habe ich keine Texte. Ich kenne {offer}.",
        "en": "I have no texts on {profession} in {city}. I know {offer}.",
    },
    "crisis": {
        "de": "Das klingt sehr schwer, und niemand muss damit allein bleiben. Ich bin ein automatischer Assistent und kann hier "
        "nicht helfen, Menschen können es: Die TelefonSeelsorge hört unter 0800 111 0 111 zu, kostenlos, anonym und rund um die "
        "Uhr. Bei akuter Gefahr bitte sofort den Notruf 112 wählen. Hilfe gibt es auch bei Ärztinnen und Ärzten und bei "
        "Menschen, denen man vertraut.",
        "en": "That sounds very hard, and nobody has to carry it alone. I am an automated assistant and cannot help here, but "
        "people can: TelefonSeelsorge, the German helpline, listens at 0800 111 0 111, free of charge, anonymously and round the "
        "clock. In immediate danger please call 112 at once. A doctor or somebody you trust can help too.",
    },
    "forgotten": {"de": "Unser Gespräch ist gelöscht.", "en": "Our conversation is deleted."},
    "which": {
        "de": "Wofür gilt die Frage? Ich habe Texte zu: {choices}.",
        "en": "Which one do you mean? I have texts on: {choices}.",
    },
    "german_only": {
        "de": "",
        "en": "I only have this in German:",
    },
    "empty": {
        "de": "Da kam keine Frage an. Ich kann Auskunft geben zum Beruf {offer}: {themes}.",
        "en": "There was no question in that. I can tell you about the job {offer}: {themes}.",
    },
    "no_more": {
        "de": "Mehr steht dazu nicht in meinen Texten.",
        "en": "My texts say no more about that.",
    },
    "no_texts": {
        "de": "Meine Sammlung ist noch leer; der Betreiber muss erst Texte hinzufügen.",
        "en": "My collection is still empty; the operator has to add texts first.",
    },
}

THEMES: Final[dict[str, dict[str, str]]] = {
    "role": {"de": "Aufgaben und Alltag", "en": "tasks and everyday work"},
    "skills": {"de": "Können und Werkzeuge", "en": "skills and tools"},
    "salary": {"de": "Gehalt", "en": "salary"},
    "region": {"de": "Besonderheiten der Region", "en": "what is special about the region"},
    "employers": {"de": "Arbeitgeber", "en": "employers"},
    "outlook": {"de": "Aussichten", "en": "prospects"},
    "training": {"de": "Einstieg, Zertifikate und Weiterbildung", "en": "getting in, certificates and training"},
    "funding": {"de": "Förderung", "en": "funding"},
    "application": {"de": "Bewerbung", "en": "applying"},
}


def phrase(key: str, language: str, **values: str) -> str:
    """The phrase in the language ("de" or "en"), its blanks filled."""
    return _PHRASES[key][language].format(**values)
