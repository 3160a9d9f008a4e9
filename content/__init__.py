"""Reading captures: text in, values out. No Telegram, no database, no clock, no asyncio."""
