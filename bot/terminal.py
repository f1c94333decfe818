"""The chat at a prompt: the same conversation as on Telegram. Reads lines, prints answers; decides nothing."""

from collections.abc import Callable

from rich.console import Console
from rich.text import Text

from bot.conversation import Advisor
from bot.phrases import phrase
from bot.render import render_answer

CONVERSATION = "terminal"
_COMMANDS = {"/start": "hallo", "/hilfe": "hilfe", "/help": "help"}  # typed by people who know the bot from Telegram
_FORGET = frozenset({"/loeschen", "/löschen", "/delete"})
_QUIT = frozenset({"/quit", "/exit", "/ende", "exit", "quit"})


def chat(advisor: Advisor, console: Console, read: Callable[[str], str] = input, language: str = "de") -> None:
    """Talks until end of input (Ctrl-D), Ctrl-C or /ende; a number asks the suggestion with that number."""
    console.print(Text(phrase("terminal_welcome", language, offer=advisor.offer(language)), style="bold"))
    suggestions: tuple[str, ...] = ()
    while True:
        try:
            text = read("\n> ").strip()
        except (EOFError, KeyboardInterrupt):
            break
        if text.lower() in _QUIT:
            break
        if not text:
            continue
        if text.lower() in _FORGET:
            advisor.forget(CONVERSATION)
            console.print(Text(phrase("forgotten", language)))
            continue
        if text.isdecimal() and 1 <= int(text) <= len(suggestions):
            text = suggestions[int(text) - 1]
            console.print(Text(text, style="italic"))
        text = _COMMANDS.get(text.lower(), text)
        answer = advisor.reply(CONVERSATION, text)
        render_answer(answer, console)
        suggestions, language = answer.suggestions, answer.language
    console.print(Text("\n" + phrase("bye", language)))
