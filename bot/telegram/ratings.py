"""What people think of an answer: buttons below it, a reason after a downvote, and reactions to the message."""

from collections.abc import Container
from typing import cast

from telegram import CallbackQuery, ReactionTypeEmoji, Update

from bot.feedback import Reason, Vote
from bot.notes import Exchange
from bot.telegram.asking import notes_of
from bot.telegram.context import Context, chosen_phrases, consult, conversation_of
from bot.telegram.keyboards import REASON, VOTE, VOTES, keyboard_of, with_reasons, without_votes
from bot.telegram.phrases import REASONS
from bot.telegram.presses import acknowledge, replace_keyboard

LIKES = frozenset("👍❤🔥👏🎉💯🤩🙏🏆😍👌🫡🤝")
DISLIKES = frozenset("👎💩🤮🤬😡🥱")


async def voted(update: Update, context: Context) -> None:
    """Keeps a pressed 👍 or 👎; after 👎 the reasons take the place of the votes."""
    pressed = await _pressed(update, context, VOTE, VOTES)
    if pressed is None:
        return
    query, exchange, vote = pressed
    phrases = await chosen_phrases(update, context)
    await consult(context.surface.feedback.rate, conversation_of(update), exchange, cast(Vote, vote))
    await acknowledge(update, phrases.why if vote == "down" else phrases.thanks)
    keyboard = keyboard_of(query)
    await replace_keyboard(
        update, context, with_reasons(keyboard, phrases) if vote == "down" else without_votes(keyboard)
    )


async def explained(update: Update, context: Context) -> None:
    """Keeps the reason of a downvote."""
    pressed = await _pressed(update, context, REASON, REASONS)
    if pressed is None:
        return
    query, exchange, reason = pressed
    await consult(context.surface.feedback.explain, conversation_of(update), exchange, cast(Reason, reason))
    await acknowledge(update, (await chosen_phrases(update, context)).thanks)
    await replace_keyboard(update, context, without_votes(keyboard_of(query)))


async def reacted(update: Update, context: Context) -> None:
    """Keeps a reaction to an answer as a vote; one that is taken back takes the vote back. Nothing is said."""
    reaction = update.message_reaction
    if reaction is None or reaction.user is None:
        return
    exchange = (await notes_of(update, context)).sending(reaction.message_id)
    if exchange is None:
        return
    shown = {entry.emoji for entry in reaction.new_reaction if isinstance(entry, ReactionTypeEmoji)}
    vote: Vote | None = "down" if shown & DISLIKES else "up" if shown & LIKES else None
    if vote:
        await consult(context.surface.feedback.rate, conversation_of(update), exchange, vote)
    elif not shown:
        await consult(context.surface.feedback.withdraw, conversation_of(update), exchange)


async def _pressed(
    update: Update, context: Context, prefix: str, known: Container[str]
) -> tuple[CallbackQuery, Exchange, str] | None:
    """The press, the exchange under whose answer it was, and what it says; None where that is gone, which is said."""
    query = update.callback_query
    if query is None:
        return None
    exchange = (await notes_of(update, context)).sending(query.message.message_id) if query.message else None
    chosen = (query.data or "").removeprefix(prefix)
    if exchange is None or chosen not in known:
        await acknowledge(update, (await chosen_phrases(update, context)).vote_gone)
        return None
    return query, exchange, chosen
