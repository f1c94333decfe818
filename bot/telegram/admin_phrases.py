"""The words that administrators read in the chat, in German and English."""

from typing import Final

ADMIN_PHRASES: Final[dict[str, dict[str, str]]] = {
    "de": {
        "texts": "Texte: {texts} mit {passages} Abschnitten",
        "queue": "Eingang: {waiting} warten, {leased} in Arbeit, {parked} beiseitegelegt",
        "today": "Antworten heute: {n}",
        "answered": "beantwortet",
        "clarify": "nachgefragt",
        "declined": "nicht beantwortet",
        "social": "Gespräch",
        "error": "Letzter Fehler",
        "no_error": "keiner seit dem Start",
        "gaps": "Was in {days} Tagen nicht beantwortet werden konnte",
        "no_gaps": "Keine Frage kam in genug verschiedenen Formulierungen vor.",
        "further": "und {n} weitere, die zu selten vorkamen",
        "reloaded": "Die neuesten Texte sind in Gebrauch.",
    },
    "en": {
        "texts": "Texts: {texts} with {passages} passages",
        "queue": "Inbox: {waiting} waiting, {leased} in work, {parked} laid aside",
        "today": "Answers today: {n}",
        "answered": "answered",
        "clarify": "asked back",
        "declined": "not answered",
        "social": "conversation",
        "error": "Last error",
        "no_error": "none since the start",
        "gaps": "What could not be answered in {days} days",
        "no_gaps": "No question came in enough different wordings.",
        "further": "and {n} more that were too rare",
        "reloaded": "The newest texts are in use.",
    },
}
ADMIN_COMMANDS: Final[dict[str, dict[str, str]]] = {
    "de": {
        "status": "Wie es dem Bot geht",
        "luecken": "Was nicht beantwortet werden konnte",
        "neu_laden": "Neue Texte sofort verwenden",
    },
    "en": {
        "status": "How the bot is doing",
        "gaps": "What could not be answered",
        "reload": "Use new texts at once",
    },
}
