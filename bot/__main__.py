"""`python -m bot` is `feuilleton`."""

from bot.cli import main

main()
