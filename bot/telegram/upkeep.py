"""While the bot runs, what is too old is deleted at the start and daily, in a thread."""

import asyncio
import logging

from bot.errors import BotError
from bot.operations.expiry import DAY, expire
from bot.operations.status import Operations
from bot.telegram.context import consult

logger = logging.getLogger(__name__)


async def keep_up(operations: Operations) -> None:
    """Deletes what is too old, again and again; a database that fails is tried again on the next day."""
    while True:
        try:
            logger.info("%s", await consult(expire, operations.database, operations.settings.keep))
        except BotError as error:
            logger.warning("what is too old could not be deleted: %s", error)
        await asyncio.sleep(DAY)
