"""The Telegram front end: `build_application` for tests and later servers, `run_polling` for the command line."""

from bot.telegram.app import build_application
from bot.telegram.context import Advisor, Surface
from bot.telegram.polling import run_polling

__all__ = ["Advisor", "Surface", "build_application", "run_polling"]
