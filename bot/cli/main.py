"""The `yike` command: its parts, and how it tells an error."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from bot.cli.chinese_help import usage_error_text
from bot.cli.commands.ask import ask
from bot.cli.commands.audit import audit
from bot.cli.commands.chat import chat
from bot.cli.commands.circle import circle
from bot.cli.commands.data.group import data_group
from bot.cli.commands.demo import demo
from bot.cli.commands.doctor import doctor
from bot.cli.commands.init import init
from bot.cli.commands.network import network_group
from bot.cli.commands.posters import posters
from bot.cli.commands.publish import publish
from bot.cli.commands.serve import serve
from bot.cli.commands.site import site
from bot.cli.commands.staff import staff_group
from bot.cli.commands.telegram import telegram
from bot.cli.output import echo
from bot.cli.spoken_help import error_text, language_of, speak, system_error_text
from geo.errors import YikeError

if TYPE_CHECKING:
    from collections.abc import Iterator


class OneLineErrors(click.Group):
    """A group of commands that tells an error of ours in one line, with exit status 2."""

    language = "en"

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,  # noqa: ANN401 - as the library has it
    ) -> click.Context:
        """Read what stands before the first command, in the language that is asked for."""
        self.language = language_of(args)
        speak(self, self.language)
        with self._usage_told():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command."""
        try:
            with self._usage_told():
                return super().invoke(ctx)
        except YikeError as error:
            told = error_text(error, self.language)
        except BrokenPipeError:  # whoever read has gone: nobody is there to be told
            raise
        except (OSError, sqlite3.Error) as error:
            told = system_error_text(error, self.language)
        echo(f"yike: {told}", err=True)
        raise click.exceptions.Exit(2)

    @contextmanager
    def _usage_told(self) -> Iterator[None]:
        """Tell in Chinese, where that is the language, how a command is written wrongly."""
        try:
            yield
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            if self.language == "en":
                raise
            echo(usage_error_text(error), err=True)
            raise click.exceptions.Exit(error.exit_code) from error


@click.group(
    cls=OneLineErrors,
    commands=[
        ask,
        audit,
        chat,
        circle,
        data_group,
        demo,
        doctor,
        init,
        network_group,
        posters,
        publish,
        serve,
        site,
        staff_group,
        telegram,
    ],
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="yike", message="yike %(version)s")
def main() -> None:
    """Yike (一刻): what is a quarter of an hour away on foot.

    Try: yike ask "附近有助餐点吗" --place 塘桥站
    """


if __name__ == "__main__":
    main()
