"""Everything the Telegram side says by itself, in German and English, as Telegram HTML. Answers are not made here."""

from collections.abc import Mapping
from dataclasses import dataclass

TOPICS = ("salary", "role", "region", "training")


@dataclass(frozen=True, slots=True)
class Phrases:
    """The bot's own words in one language; `{offer}` stands for what there are texts on.

    `questions` and `labels` are keyed by the names in `TOPICS`.
    """

    welcome: str
    help: str
    privacy: str
    forgotten: str
    unknown_command: str
    only_text: str
    edited: str
    failed: str
    maybe_lost: str
    nothing_asked: str
    no_sources: str
    no_words: str
    expired_button: str
    sources: str
    reviewed: str
    description: str
    short_description: str
    questions: Mapping[str, str]
    labels: Mapping[str, str]
    commands: Mapping[str, str]


GERMAN = Phrases(
    welcome=(
        "<b>Glück auf! Ich bin der Revierlotse.</b>\n\n"
        "Ich beantworte Fragen zum Beruf {offer}: Aufgaben, Gehalt, Region, Weiterbildung, "
        "Förderung und Bewerbung. Zu meinen Antworten nenne ich die Quellen.\n\n"
        "🤖 Ich bin ein automatischer Assistent, kein Mensch. Was ich schreibe, ist keine Rechtsberatung.\n"
        "🔒 Ich merke mir unser Gespräch, damit ich Rückfragen verstehe. /loeschen vergisst es. Mehr: /datenschutz\n\n"
        "Schreib einfach deine Frage oder wähle ein Thema:"
    ),
    help=(
        "<b>So geht es</b>\n"
        "Schreib mir deine Frage in eigenen Worten, zum Beispiel:\n"
        "<i>Was verdiene ich als Berufseinsteiger?</i>\n"
        "<i>Welches Zertifikat lohnt sich zuerst?</i>\n\n"
        "<b>Befehle</b>\n"
        "/gehalt – was man verdient\n"
        "/beruf – was man macht\n"
        "/region – was die Region besonders macht\n"
        "/weiterbildung – Kurse und Zertifikate\n"
        "/quellen – die Quellen meiner letzten Antwort\n"
        "/datenschutz – was ich mir merke\n"
        "/loeschen – unser Gespräch vergessen\n\n"
        "Hinter einem Befehl kann mehr stehen: /gehalt mit Erfahrung"
    ),
    privacy=(
        "<b>Datenschutz</b>\n"
        "Damit ich Rückfragen verstehe, merke ich mir unser Gespräch unter der Nummer dieses Chats. Deinen Namen und "
        "deine Telefonnummer brauche ich nicht; schick mir bitte nichts Vertrauliches. "
        "Mit /loeschen vergesse ich das Gespräch sofort, sonst 30 Tage nach der letzten Nachricht.\n"
        "Für die Nachrichten in der App gilt zusätzlich die Datenschutzerklärung von Telegram."
    ),
    forgotten="🗑 Erledigt: Unser Gespräch ist gelöscht. Wir können neu anfangen.",
    unknown_command="Diesen Befehl kenne ich nicht. /hilfe zeigt, was ich kann. Oder schreib einfach deine Frage.",
    only_text=(
        "Damit kann ich leider nichts anfangen: Ich verstehe nur geschriebenen Text. "
        "Schreib mir deine Frage, zum Beispiel „Was macht man in dem Beruf?“"
    ),
    edited="Du hast deine Nachricht geändert. Schick mir die Frage bitte als neue Nachricht, dann beantworte ich sie.",
    failed="Da ist bei mir etwas schiefgegangen. Bitte versuch es gleich noch einmal.",
    maybe_lost="Die Verbindung war kurz gestört. Falls dir meine Antwort fehlt, schick die Frage bitte noch einmal.",
    nothing_asked="Noch habe ich dir nichts beantwortet. Stell mir eine Frage, dann zeige ich dir hier die Quellen.",
    no_sources="Zu meiner letzten Antwort gibt es keine Quellen.",
    no_words="Dazu fällt mir gerade nichts ein. Frag mich gern anders.",
    expired_button="Diese Schaltfläche ist zu alt. Schreib mir die Frage bitte als Text.",
    sources="Quellen",
    reviewed="Stand",
    description=(
        "Ich beantworte Fragen zum Beruf {offer}: Aufgaben, Gehalt, Region, Weiterbildung, "
        "Förderung, Bewerbung. Mit Quellen. Automatischer Assistent, keine Rechtsberatung."
    ),
    short_description="Berufsberatung mit Quellen. Automatischer Assistent.",
    questions={
        "salary": "Was verdient man?",
        "role": "Was macht man in dem Beruf?",
        "region": "Was ist in der Region besonders?",
        "training": "Welche Weiterbildungen gibt es?",
    },
    labels={"salary": "💶 Gehalt", "role": "🧭 Beruf", "region": "🏭 Region", "training": "🎓 Weiterbildung"},
    commands={
        "gehalt": "Was man verdient",
        "beruf": "Was man macht",
        "region": "Was die Region besonders macht",
        "weiterbildung": "Kurse und Zertifikate",
        "quellen": "Quellen der letzten Antwort",
        "hilfe": "Was ich kann",
        "datenschutz": "Was ich mir merke",
        "loeschen": "Unser Gespräch vergessen",
    },
)

ENGLISH = Phrases(
    welcome=(
        "<b>Hello, I am Revierlotse.</b>\n\n"
        "I answer questions about the job {offer}: tasks, salary, region, "
        "training, funding and applications. I name the sources of my answers.\n\n"
        "🤖 I am an automated assistant, not a person. What I write is no legal advice.\n"
        "🔒 I remember our conversation to understand follow-up questions. /delete forgets it, more at /privacy\n\n"
        "Just write your question or pick a topic:"
    ),
    help=(
        "<b>How it works</b>\n"
        "Ask me in your own words, for example:\n"
        "<i>What do I earn as a beginner?</i>\n"
        "<i>Which certificate is worth getting first?</i>\n\n"
        "<b>Commands</b>\n"
        "/salary – what the job pays\n"
        "/job – what one does\n"
        "/region – what is special about the region\n"
        "/training – courses and certificates\n"
        "/sources – the sources of my last answer\n"
        "/privacy – what I remember\n"
        "/delete – forget our conversation\n\n"
        "You can add words to a command: /salary with experience"
    ),
    privacy=(
        "<b>Privacy</b>\n"
        "To understand follow-up questions I remember our conversation under the number of this chat. I do not need "
        "your name or phone number; please send nothing confidential. /delete makes me forget the conversation at once, "
        "otherwise I do 30 days after the last message.\n"
        "For the messages in the app, Telegram's own privacy policy applies as well."
    ),
    forgotten="🗑 Done: our conversation is deleted. We can start afresh.",
    unknown_command="I do not know this command. /help shows what I can do. Or just write your question.",
    only_text=(
        "I am afraid I only understand written text. "
        "Write me your question, for example “What does one do in this job?”"
    ),
    edited="You changed your message. Please send the question as a new message and I will answer it.",
    failed="Something went wrong on my side. Please try again in a moment.",
    maybe_lost="The connection was disturbed for a moment. If my answer is missing, please send the question again.",
    nothing_asked="I have not answered anything yet. Ask me a question and I will show its sources here.",
    no_sources="There are no sources for my last answer.",
    no_words="Nothing comes to mind on that. Please ask me in another way.",
    expired_button="This button is too old. Please write me the question as text.",
    sources="Sources",
    reviewed="as of",
    description=(
        "I answer questions about the job {offer}: tasks, salary, region, "
        "training, funding, applications. With sources. Automated assistant, no legal advice."
    ),
    short_description="Career advice with sources. Automated assistant.",
    questions={
        "salary": "What does the job pay?",
        "role": "What does one do in this job?",
        "region": "What is special about the region?",
        "training": "Which training is there?",
    },
    labels={"salary": "💶 Salary", "role": "🧭 The job", "region": "🏭 Region", "training": "🎓 Training"},
    commands={
        "salary": "What the job pays",
        "job": "What one does",
        "region": "What is special about the region",
        "training": "Courses and certificates",
        "sources": "Sources of the last answer",
        "help": "What I can do",
        "privacy": "What I remember",
        "delete": "Forget our conversation",
    },
)


def phrases_in(language: str) -> Phrases:
    """German for "de", English for everything else."""
    return GERMAN if language == "de" else ENGLISH


def extended(question: str, addition: str) -> str:
    """A command's question with the words typed after it; words that end in "?" are a question of their own."""
    if not addition or addition.endswith("?"):
        return addition or question
    return f"{question.removesuffix('?')} {addition}?"
