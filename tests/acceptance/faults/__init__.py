"""What goes wrong between the bot and Telegram, and that nothing comes twice or is lost."""
