"""The errors of the bot; the command line shows their message as one line and ends with exit code 2.

BotError
├── BackupRefused        a backup cannot be written, is damaged, or would overwrite what is there
├── ChartRefused         there is nothing to draw, or the file cannot be written
├── MemoryUnavailable    the database of conversations cannot be opened, read or written
├── SettingsRefused      a setting or argument cannot be used
├── TelegramRefused      Telegram rejects the token, or the token or address cannot be one
├── TelegramUnreachable  the Bot API server does not answer
└── Unhealthy            the bot on this machine does not work
"""


class BotError(Exception):
    """Any failure of the bot that an operator can be told in one line."""


class BackupRefused(BotError):
    """A backup cannot be made or put back; the message says why and what to do."""


class ChartRefused(BotError):
    """A chart cannot be drawn or written; the message says why."""


class TelegramRefused(BotError):
    """The token or the address of the API server is not accepted; the message never contains the token."""


class TelegramUnreachable(BotError):
    """The Bot API server cannot be reached or does not answer as one."""


class MemoryUnavailable(BotError):
    """The conversations cannot be read or written; the message never contains a password."""


class SettingsRefused(BotError):
    """A setting cannot be used; the message names the variable."""


class Unhealthy(BotError):
    """The bot does not work; the message says what failed."""
