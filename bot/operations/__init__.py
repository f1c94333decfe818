"""What an operator needs beside the chat: report, upkeep, backups and checks. Knows nothing of Telegram's protocol."""
