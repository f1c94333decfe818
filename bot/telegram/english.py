"""What the Telegram side says in English, as Telegram HTML. Answers are not made here."""

from bot.telegram.phrases import Phrases

ENGLISH = Phrases(
    language="en",
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
        "<i>Which certificate is worth getting first?</i>\n"
        "If you made a slip, edit your message: my answer changes with it.\n\n"
        "<b>Commands</b>\n"
        "/salary – what the job pays\n"
        "/job – what one does\n"
        "/region – what is special about the region\n"
        "/training – what suits you\n"
        "/compare – salaries side by side, as a picture\n"
        "/sources – the sources of my last answer\n"
        "/language – German or English\n"
        "/privacy – what I remember\n"
        "/my_data – everything I have stored, as a file\n"
        "/delete – forget everything\n\n"
        "You can add words to a command: /salary with experience"
    ),
    privacy=(
        "<b>Privacy</b>\n"
        "To understand follow-up questions I remember our conversation under the number of this chat. I do not need "
        "your name or phone number; please send nothing confidential.\n"
        "If you rate an answer, I remember that with your question. Questions that I could not answer well are shown to "
        "my operator without name and chat, so that missing texts can be added.\n"
        "/my_data shows you what I have stored. /delete makes me forget it at once, otherwise I do {days} days after the last "
        "message.\n"
        "For the messages in the app, Telegram's own privacy policy applies as well."
    ),
    unknown_command="I do not know this command. /help shows what I can do. Or just write your question.",
    meant_command="Did you mean /{command}?",
    failed="Something went wrong on my side. Please try again in a moment.",
    maybe_lost="The connection was disturbed for a moment. If my answer is missing, please send the question again.",
    nothing_asked="I have not answered anything yet. Ask me a question and I will show its sources here.",
    no_sources="There are no sources for my last answer.",
    no_words="Nothing comes to mind on that. Please ask me in another way.",
    expired_button="This button is too old. Please write me the question as text.",
    stands_there="The answer to that is at the very bottom already.",
    sources="Sources",
    reviewed="as of",
    description=(
        "I answer questions about the job {offer}: tasks, salary, region, "
        "training, funding, applications. With sources. Automated assistant, no legal advice."
    ),
    short_description="Career advice with sources. Automated assistant.",
    write_instead="Just write me your question as text, for example “What does one do in this job?”",
    caption_only="{unreadable} But I can read the text with it:",
    choose_language="Which language shall I answer in?",
    language_chosen="From now on I answer in English.",
    forget_really=(
        "Shall I really delete everything I have stored about this chat: our conversation and your ratings? "
        "This cannot be undone."
    ),
    forget_yes="🗑 Yes, delete everything",
    forget_no="Keep it",
    forgotten="🗑 Done: I have deleted everything I had stored about this chat. We can start afresh.",
    not_forgotten="Fine, I keep our conversation.",
    only_the_asker="Only the person who sent the command can do that.",
    my_data="Everything I have stored about this chat. /delete deletes it.",
    my_data_sent="I have sent you the file privately.",
    my_data_private="I only send the file privately. Please write to me here first: https://t.me/{username}",
    thanks="Thank you for your feedback!",
    why="Thank you! What was wrong? (optional)",
    vote_gone="You can only rate recent answers to your own questions.",
    picture="📊 As a picture",
    no_picture="I have no figures on that which could be drawn.",
    ask_in_chat="Go on asking in the chat",
    questions={
        "salary": "What does the job pay?",
        "role": "What does one do in this job?",
        "region": "What is special about the region?",
        "training": "Which training is there?",
    },
    labels={"salary": "💶 Salary", "role": "🧭 The job", "region": "🏭 Region", "training": "🎓 Training"},
    unreadable={
        "photo": "I am afraid I cannot look at pictures.",
        "voice": "I am afraid I cannot listen to voice messages.",
        "video": "I am afraid I cannot watch videos.",
        "sticker": "Nice sticker! But I can only reply to text.",
        "document": "I am afraid I cannot open files.",
        "place": "I am afraid I cannot do anything with a location.",
        "other": "I am afraid I cannot do anything with that.",
    },
    reasons={
        "wrong": "Not correct",
        "not_my_question": "Not my question",
        "too_long": "Too long",
        "outdated": "Outdated",
    },
    commands={
        "salary": "What the job pays",
        "job": "What one does",
        "region": "What is special about the region",
        "training": "Which training suits you",
        "compare": "Compare salaries, as a picture",
        "sources": "Sources of the last answer",
        "language": "German or English",
        "help": "What I can do",
        "privacy": "What I remember",
        "my_data": "Everything stored, as a file",
        "delete": "Forget everything",
    },
)
