"""/sprache: a language that stays chosen, whatever the words of later messages look like."""

from telegram import InlineKeyboardButton, Update

from bot.telegram.asking import notes_of, show
from bot.telegram.context import Context, chosen_phrases, consult, conversation_of
from bot.telegram.keyboards import in_rows
from bot.telegram.languages import phrases_in
from bot.telegram.presses import acknowledge, replace_pressed
from bot.telegram.sending import reply

LANGUAGE = "lang:"  # begins the callback data of a choice
NAMES = {"de": "🇩🇪 Deutsch", "en": "🇬🇧 English"}


async def offer(update: Update, context: Context) -> None:
    """Offers the languages."""
    phrases = await chosen_phrases(update, context)
    buttons = [InlineKeyboardButton(name, callback_data=LANGUAGE + code) for code, name in NAMES.items()]
    await reply(update, context, [phrases.choose_language], in_rows(buttons))


async def chosen(update: Update, context: Context) -> None:
    """Fixes the language, and repeats the last answer in it."""
    language = (await acknowledge(update)).removeprefix(LANGUAGE)
    if language not in NAMES:
        return
    answer = await consult(context.advisor.speak, conversation_of(update), language)
    await replace_pressed(update, context, phrases_in(language).language_chosen)
    if answer:
        exchanges = (await notes_of(update, context)).exchanges
        await show(update, context, exchanges[-1].question if exchanges else "", answer)
