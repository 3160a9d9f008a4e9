"""`python -m bot` is `feuilleton`."""


def main() -> None:
    """Run the command line, which is loaded here: processes that only read texts load this file."""
    from bot import garbage

    with garbage.loading():
        from bot.cli import main as command_line

    command_line()


if __name__ == "__main__":
    main()
