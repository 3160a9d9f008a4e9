"""The doors: from an update of Telegram to one service call and back to a post."""
