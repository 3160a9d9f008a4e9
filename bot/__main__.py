"""`python -m bot` is `feuilleton`."""

# Processes that read texts beside this one load this file and need nothing of it.
if __name__ == "__main__":
    from bot.cli import main

    main()
