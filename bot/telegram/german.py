"""What the Telegram side says in German, as Telegram HTML. Answers are not made here."""

from bot.telegram.phrases import Phrases

GERMAN = Phrases(
    language="de",
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
        "<i>Welches Zertifikat lohnt sich zuerst?</i>\n"
        "Hast du dich vertippt, ändere deine Nachricht: Ich ändere meine Antwort mit.\n\n"
        "<b>Befehle</b>\n"
        "/gehalt – was man verdient\n"
        "/beruf – was man macht\n"
        "/region – was die Region besonders macht\n"
        "/weiterbildung – was zu dir passt\n"
        "/vergleich – Gehälter nebeneinander, als Bild\n"
        "/quellen – die Quellen meiner letzten Antwort\n"
        "/sprache – Deutsch oder Englisch\n"
        "/datenschutz – was ich mir merke\n"
        "/meine_daten – alles, was ich gespeichert habe, als Datei\n"
        "/loeschen – alles vergessen\n\n"
        "Hinter einem Befehl kann mehr stehen: /gehalt mit Erfahrung"
    ),
    privacy=(
        "<b>Datenschutz</b>\n"
        "Damit ich Rückfragen verstehe, merke ich mir unser Gespräch unter der Nummer dieses Chats. Deinen Namen und "
        "deine Telefonnummer brauche ich nicht; schick mir bitte nichts Vertrauliches.\n"
        "Bewertest du eine Antwort, merke ich mir das mit deiner Frage. Fragen, auf die ich keine gute Antwort hatte, "
        "sieht mein Betreiber ohne Namen und Chat, damit er fehlende Texte ergänzen kann.\n"
        "/meine_daten zeigt dir, was ich gespeichert habe. Mit /loeschen vergesse ich es sofort, sonst {days} Tage nach der "
        "letzten Nachricht.\n"
        "Für die Nachrichten in der App gilt zusätzlich die Datenschutzerklärung von Telegram."
    ),
    unknown_command="Diesen Befehl kenne ich nicht. /hilfe zeigt, was ich kann. Oder schreib einfach deine Frage.",
    meant_command="Meintest du /{command}?",
    failed="Da ist bei mir etwas schiefgegangen. Bitte versuch es gleich noch einmal.",
    maybe_lost="Die Verbindung war kurz gestört. Falls dir meine Antwort fehlt, schick die Frage bitte noch einmal.",
    nothing_asked="Noch habe ich dir nichts beantwortet. Stell mir eine Frage, dann zeige ich dir hier die Quellen.",
    no_sources="Zu meiner letzten Antwort gibt es keine Quellen.",
    no_words="Dazu fällt mir gerade nichts ein. Frag mich gern anders.",
    expired_button="Diese Schaltfläche ist zu alt. Schreib mir die Frage bitte als Text.",
    stands_there="Die Antwort darauf steht schon ganz unten.",
    sources="Quellen",
    reviewed="Stand",
    description=(
        "Ich beantworte Fragen zum Beruf {offer}: Aufgaben, Gehalt, Region, Weiterbildung, "
        "Förderung, Bewerbung. Mit Quellen. Automatischer Assistent, keine Rechtsberatung."
    ),
    short_description="Berufsberatung mit Quellen. Automatischer Assistent.",
    write_instead="Schreib mir deine Frage einfach als Text, zum Beispiel „Was macht man in dem Beruf?“",
    caption_only="{unreadable} Aber deinen Text dazu lese ich:",
    choose_language="In welcher Sprache soll ich antworten?",
    language_chosen="Ab jetzt antworte ich auf Deutsch.",
    forget_really=(
        "Soll ich wirklich alles löschen, was ich zu diesem Chat gespeichert habe: unser Gespräch und deine Bewertungen? "
        "Das lässt sich nicht rückgängig machen."
    ),
    forget_yes="🗑 Ja, alles löschen",
    forget_no="Behalten",
    forgotten="🗑 Erledigt: Ich habe alles gelöscht, was ich zu diesem Chat gespeichert hatte. Wir können neu anfangen.",
    not_forgotten="Gut, ich behalte unser Gespräch.",
    only_the_asker="Das kann nur, wer den Befehl geschickt hat.",
    my_data="Alles, was ich zu diesem Chat gespeichert habe. /loeschen löscht es.",
    my_data_sent="Ich habe dir die Datei privat geschickt.",
    my_data_private="Die Datei schicke ich nur privat. Schreib mir zuerst hier: https://t.me/{username}",
    thanks="Danke für deine Rückmeldung!",
    why="Danke! Woran lag es? (freiwillig)",
    vote_gone="Bewerten kannst du nur neuere Antworten auf deine eigenen Fragen.",
    picture="📊 Als Bild",
    no_picture="Dazu habe ich keine Zahlen, die sich zeichnen lassen.",
    ask_in_chat="Im Chat weiterfragen",
    questions={
        "salary": "Was verdient man?",
        "role": "Was macht man in dem Beruf?",
        "region": "Was ist in der Region besonders?",
        "training": "Welche Weiterbildungen gibt es?",
    },
    labels={"salary": "💶 Gehalt", "role": "🧭 Beruf", "region": "🏭 Region", "training": "🎓 Weiterbildung"},
    unreadable={
        "photo": "Bilder kann ich leider nicht ansehen.",
        "voice": "Sprachnachrichten kann ich leider nicht anhören.",
        "video": "Videos kann ich leider nicht ansehen.",
        "sticker": "Schöner Sticker! Antworten kann ich aber nur auf Text.",
        "document": "Dateien kann ich leider nicht öffnen.",
        "place": "Mit einem Standort kann ich leider nichts anfangen.",
        "other": "Damit kann ich leider nichts anfangen.",
    },
    reasons={
        "wrong": "Stimmt nicht",
        "not_my_question": "Nicht meine Frage",
        "too_long": "Zu lang",
        "outdated": "Veraltet",
    },
    commands={
        "gehalt": "Was man verdient",
        "beruf": "Was man macht",
        "region": "Was die Region besonders macht",
        "weiterbildung": "Welche Weiterbildung zu dir passt",
        "vergleich": "Gehälter vergleichen, als Bild",
        "quellen": "Quellen der letzten Antwort",
        "sprache": "Deutsch oder Englisch",
        "hilfe": "Was ich kann",
        "datenschutz": "Was ich mir merke",
        "meine_daten": "Alles Gespeicherte als Datei",
        "loeschen": "Alles vergessen",
    },
)
