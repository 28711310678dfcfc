"""The door for people and for make: python -m factbook COMMAND."""

import signal

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # until click can tell it, Ctrl-C is silent
elif __name__ == "__mp_main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a process that draws: its parent tells it

import gc
import os
import sys
from importlib import import_module

import click

from .commands import ROAD
from .record.problems import Mistakes, did_you_mean, refused_by_the_system

MORE = "More may be told once these are mended: what leans on them was not looked at."
NAMES = [name for name in ROAD if name != "options"]


class Commands(click.Group):
    """Every command, loaded when it is asked for; each tells mistakes in the same way."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Their names, in the order in which authors need them."""
        return NAMES

    def get_command(
        self,
        ctx: click.Context,
        cmd_name: str,
    ) -> click.Command | None:
        """The command of a name; a near name is told."""
        if cmd_name not in NAMES:
            hint = did_you_mean(cmd_name, NAMES) or f"; known: {', '.join(NAMES)}"
            ctx.fail(f"no command '{cmd_name}'{hint}")
        gc.disable()  # of what is loaded all stays, and to look it through takes its time
        command: click.Command = import_module(f".commands.{cmd_name}", __package__).command
        gc.freeze()
        gc.enable()
        return command

    def invoke(self, ctx: click.Context) -> object:
        """What the command gives; mistakes are told line by line, and the exit status is 1."""
        try:
            return super().invoke(ctx)
        except Mistakes as mistakes:
            click.echo(mistakes, err=True)
            if mistakes.hide_others:
                click.echo(MORE, err=True)
        except BrokenPipeError:
            raise  # who reads has enough: click ends in silence
        except OSError as error:
            if not error.strerror:
                raise
            where = f"{error.filename}:1" if error.filename else "Error"
            click.echo(f"{where}: {refused_by_the_system(error)}", err=True)
        ctx.exit(1)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Keep a record of facts, and publish the site that tells it.

    Run it in the folder that has data/ and docs/. Every mistake is told with file, line and remedy.
    """


def speak_utf_8() -> None:
    """Begin anew where Python takes paths and words for ASCII, as with LC_ALL=C and UTF-8 off.

    What was typed in Hangul, or a folder that is called so, could not be written.
    """
    if sys.getfilesystemencoding() != "utf-8":
        os.environ["PYTHONUTF8"] = "1"  # of the processes that are started too
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


if __name__ == "__main__":
    speak_utf_8()
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
