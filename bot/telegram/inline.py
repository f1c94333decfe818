"""Inline mode: "@bot Gehalt Einstieg" in any chat offers answers to share. No conversation is touched."""

import hashlib
import logging
from collections.abc import Sequence

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.error import TelegramError

from bot.answer import Answer
from bot.composer import CRISIS
from bot.telegram.context import Context, consult, language_of, phrases_of
from bot.telegram.format import answer_messages
from bot.telegram.phrases import TOPICS, Phrases
from bot.telegram.sending import NO_PREVIEW

logger = logging.getLogger(__name__)

CACHE_SECONDS = 300  # how long Telegram may show the same person the same results
LONGEST_TEASER = 120  # characters of an answer shown in the list
START = "inline"  # payload of the button that leads into the chat


async def offered(update: Update, context: Context) -> None:
    """Offers the answer to the query and to what could be asked next; without one, the usual topics."""
    query = update.inline_query
    if query is None:
        return
    phrases = phrases_of(update)
    language = language_of(query.from_user)
    results = await consult(_results, context, query.query.strip(), language, phrases)
    button = InlineQueryResultsButton(phrases.ask_in_chat, start_parameter=START)
    try:  # personal: the same words are answered in the language of each person's app
        await query.answer(results, cache_time=CACHE_SECONDS, is_personal=True, button=button)
    except TelegramError as error:  # outdated in seconds, and asked anew with the next letter: not tried again
        logger.info("update %s: an inline query was not answered: %s", update.update_id, type(error).__name__)


def _results(context: Context, text: str, language: str, phrases: Phrases) -> list[InlineQueryResultArticle]:
    """The articles to choose from, each once."""
    asked: list[tuple[str, str]] = []
    results: list[InlineQueryResultArticle] = []
    if text:
        answer = context.advisor.answer_alone(text, language_hint=language)
        results = _articles(text, text, answer)
        asked = [(question, question) for question in answer.suggestions] if results else []
    asked = asked or [(phrases.labels[topic], phrases.questions[topic]) for topic in TOPICS]
    for title, question in asked if not _is_crisis(results) else ():
        results += _articles(title, question, context.advisor.answer_alone(question, language_hint=language))
    return list({result.id: result for result in results}.values())


def _is_crisis(results: Sequence[InlineQueryResultArticle]) -> bool:
    return any(result.id.startswith(CRISIS) for result in results)


def _articles(title: str, question: str, answer: Answer) -> list[InlineQueryResultArticle]:
    """One article with the answer and its sources, none where there is nothing to share."""
    if answer.outcome != "answered" and answer.topic != CRISIS:
        return []
    kind = CRISIS if answer.topic == CRISIS else "answer"
    html = answer_messages(answer, question="" if kind == CRISIS else question)[0]
    content = InputTextMessageContent(html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW)
    name = hashlib.sha256(html.encode("utf-8", "replace")).hexdigest()[:32]
    teaser = answer.text if len(answer.text) <= LONGEST_TEASER else answer.text[: LONGEST_TEASER - 1] + "…"
    return [InlineQueryResultArticle(f"{kind}-{name}", title, content, description=teaser)]
