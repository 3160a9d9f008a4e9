"""The command line: `feuilleton COMMAND`. One clear line for every error, never a traceback."""

import io
import sys

import click

from bot.cli import checking, exporting, imports, library, notes, people, rehearsing, running, scene
from bot.cli.lines import complain
from bot.errors import FeuilletonError

NOT_BUILT = ("backup", "restore")


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="feuilleton", prog_name="feuilleton")
def cli() -> None:
    """Feuilleton replays threads, interviews and essays in Telegram, one fragment at a time."""


def _not_built(name: str) -> click.Command:
    def say_so(words: tuple[str, ...]) -> None:
        root = click.get_current_context().find_root()
        raise click.UsageError(f"`{name}` is not in this version yet.", root)

    words = click.Argument(["words"], nargs=-1, type=click.UNPROCESSED)
    settings = {"ignore_unknown_options": True}
    return click.Command(
        name,
        callback=say_so,
        params=[words],
        hidden=True,
        add_help_option=False,
        context_settings=settings,
    )


for command in (
    *running.COMMANDS,
    imports.import_,
    *library.COMMANDS,
    *people.COMMANDS,
    notes.note,
    checking.check,
    rehearsing.rehearse_,
    exporting.export,
    scene.demo,
):
    cli.add_command(command)
for missing in NOT_BUILT:
    cli.add_command(_not_built(missing))


def main() -> None:
    """Run a command. Exit code 0: done; 1: it could not be done; 2: the call was wrong."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that lacks a character shows its escape.
            stream.reconfigure(errors="backslashreplace")
    try:
        sys.exit(cli.main(prog_name="feuilleton", standalone_mode=False) or 0)
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message())
        sys.exit(0)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx else "feuilleton"
        complain(where, f"{_sentence(error)} See `{where} --help`.")
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        sys.exit(130)
    except (FeuilletonError, click.ClickException) as error:
        complain("feuilleton", error)
        sys.exit(1)


def _sentence(error: click.UsageError) -> str:
    what = " ".join(error.format_message().split())
    return what if what.endswith((".", "?")) else f"{what}."
