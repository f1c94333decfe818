"""/gehalt, /weiterbildung and /vergleich: a press edits the dialogue's message, the last one asks the composed question."""

from html import escape

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot.catalogue import Offer
from bot.facets import Period
from bot.salary_chart import offer_key
from bot.telegram.asking import answered_already, ask, note_dialogue, notes_of
from bot.telegram.context import Context, chosen_phrases, consult
from bot.telegram.dialogue_phrases import dialogue_phrase
from bot.telegram.dialogues import BACK, COMPARE, DIALOGUE, Choice, Progress, read_progress, typed_choices
from bot.telegram.keyboards import in_rows
from bot.telegram.phrases import extended
from bot.telegram.pictures import send_chart
from bot.telegram.presses import acknowledge, replace_pressed
from bot.telegram.sending import reply

COMPARED = "cmp:"  # begins the callback data of a profession and city to compare
MOST_COMPARED = 12  # choices as buttons; whoever has more texts can be asked in words


async def salary(update: Update, context: Context) -> None:
    """Begins the dialogue on pay; with words behind the command, asks them."""
    await _begin(update, context, "salary")


async def training(update: Update, context: Context) -> None:
    """Begins the dialogue on training; with words behind the command, asks them."""
    await _begin(update, context, "training")


async def chosen(update: Update, context: Context) -> None:
    """Takes a pressed choice, or the way back."""
    data = await acknowledge(update)
    progress = read_progress(data.removeprefix(DIALOGUE).removeprefix(BACK))
    if progress is None:
        await reply(update, context, [(await chosen_phrases(update, context)).expired_button])
        return
    await _go_on(update, context, progress.back() if data.startswith(BACK) else progress)


async def typed(update: Update, context: Context, text: str) -> bool:
    """Takes choices that were typed while a dialogue waits for them; False where the message makes none."""
    waiting = read_progress((await notes_of(update, context)).dialogue)
    progress = typed_choices(waiting, text) if waiting else None
    if progress is None:
        return False
    await _go_on(update, context, progress)
    return True


async def compare(update: Update, context: Context) -> None:
    """Offers professions and cities to compare; with a single one, compares its levels."""
    phrases = await chosen_phrases(update, context)
    if context.args:
        await ask(update, context, " ".join(context.args))
        return
    offers = await consult(context.surface.charts.offers)
    if len(offers) < 2:
        named = escape(context.advisor.offer(phrases.language), quote=False)
        await reply(update, context, [dialogue_phrase("only_one", phrases.language, offer=named)])
        await _finish(update, context, Progress("salary", _codes("salary", COMPARE, "month")), phrases.language)
        return
    await reply(
        update,
        context,
        [dialogue_phrase("compare_first", phrases.language)],
        _offer_keyboard(offers, [], phrases.language),
    )


async def compared(update: Update, context: Context) -> None:
    """Takes the first or second profession and city; then asks for the comparison and shows its chart."""
    data = await acknowledge(update)
    phrases = await chosen_phrases(update, context)
    offers = await consult(context.surface.charts.offers)
    known = {offer_key(offer): offer for offer in offers}
    picked = [known[key] for key in data.removeprefix(COMPARED).split(".") if key in known]
    if not picked:
        await reply(update, context, [phrases.expired_button])
        return
    if len(picked) == 1:
        text = dialogue_phrase("compare_second", phrases.language, first=_named(picked[0], phrases.language))
        await replace_pressed(update, context, text, _offer_keyboard(offers, picked, phrases.language))
        return
    first, second = picked[:2]
    await replace_pressed(update, context, f"⚖️ {_named(first, phrases.language)} · {_named(second, phrases.language)}")
    question = dialogue_phrase(
        "compared", phrases.language, first=first.named(phrases.language), second=second.named(phrases.language)
    )
    if await answered_already(update, context, question):
        return
    await ask(update, context, question, repeated=True, drawable=False)
    chart = await consult(context.surface.charts.compared, [first, second], "month", phrases.language)
    if chart:
        await send_chart(update, context, chart)


async def _begin(update: Update, context: Context, name: str) -> None:
    phrases = await chosen_phrases(update, context)
    if context.args:
        await ask(update, context, extended(phrases.questions[name], " ".join(context.args)))
        return
    progress = Progress(name)
    await reply(update, context, [_text(progress, phrases.language)], _keyboard(progress, phrases.language))
    await note_dialogue(update, context, progress.state)


async def _go_on(update: Update, context: Context, progress: Progress) -> None:
    language = (await chosen_phrases(update, context)).language
    if update.callback_query:
        await replace_pressed(update, context, _text(progress, language), _keyboard(progress, language))
    elif progress.step:
        await reply(update, context, [_text(progress, language)], _keyboard(progress, language))
    if progress.step:
        await note_dialogue(update, context, progress.state)
    else:
        await _finish(update, context, progress, language)


async def _finish(update: Update, context: Context, progress: Progress, language: str) -> None:
    """Asks the composed question; a comparison of levels also shows its chart."""
    if await answered_already(update, context, progress.question(language)):
        return
    is_compared = progress.has(COMPARE)
    answer = await ask(update, context, progress.question(language), repeated=True, drawable=not is_compared)
    if is_compared and answer.outcome == "answered":
        period: Period = "year" if progress.has("year") else "month"
        offers = await consult(context.surface.charts.offers)
        chart = await consult(context.surface.charts.for_answer, answer)
        chart = (
            await consult(context.surface.charts.compared, offers, period, answer.language)
            if len(offers) == 1
            else chart
        )
        if chart:
            await send_chart(update, context, chart)


def _text(progress: Progress, language: str) -> str:
    head = f"<b>{escape(progress.summary(language), quote=False)}</b>"
    return f"{head}\n{progress.step.prompt[language]}" if progress.step else head


def _keyboard(progress: Progress, language: str) -> InlineKeyboardMarkup | None:
    if progress.step is None:
        return None
    buttons = [
        InlineKeyboardButton(choice.label[language], callback_data=DIALOGUE + progress.with_choice(choice).state)
        for choice in progress.step.choices
    ]
    rows = [[button] for button in buttons]
    if progress.chosen:
        rows.append([InlineKeyboardButton(dialogue_phrase("back", language), callback_data=BACK + progress.state)])
    return InlineKeyboardMarkup(rows)


def _offer_keyboard(offers: list[Offer], picked: list[Offer], language: str) -> InlineKeyboardMarkup:
    before = "".join(f"{offer_key(offer)}." for offer in picked)
    return in_rows(
        [
            InlineKeyboardButton(offer.named(language), callback_data=f"{COMPARED}{before}{offer_key(offer)}")
            for offer in offers[:MOST_COMPARED]
            if offer not in picked
        ],
        per_row=1,
    )


def _named(offer: Offer, language: str) -> str:
    return escape(offer.named(language), quote=False)


def _codes(name: str, *codes: str) -> tuple[Choice, ...]:
    progress = read_progress(f"{name}:{'.'.join(codes)}")
    return progress.chosen if progress else ()
