"""The command line library's own words in help and errors, in Chinese."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from bot.texts.catalogue import translated

if TYPE_CHECKING:
    from collections.abc import Iterable

_HELP, _ERRORS = "commands.toml", "errors.toml"
_EXTRAS = re.compile(r"(?s)(.*?)\s*\[([^\[\]]+)\]")
"""The help of an option and what stands in brackets behind it: its default, or that it must be."""


class ChineseFormatter(click.HelpFormatter):
    """Writes help with its headings, its usage line and its remarks on options in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Write the usage line."""
        del prefix
        for english, chinese in _PIECES.items():
            args = args.replace(english, chinese)
        super().write_usage(prog, args, "用法：")

    def write_heading(self, heading: str) -> None:
        """Write the heading of a list."""
        super().write_heading(translated(heading, _HELP))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write options or commands, and what each is for."""
        spoken = [(name, _remarked(told)) for name, told in rows]
        super().write_dl(spoken, col_max, col_spacing)


class ChineseContext(click.Context):
    """A call of a command that is explained in Chinese."""

    formatter_class = ChineseFormatter


def usage_error_text(error: click.UsageError) -> str:
    """Tell what is wrong with how a command was written, how it is written, where to read on."""
    lines = []
    if error.ctx is not None:
        lines = [error.ctx.get_usage(), f"看说明：{error.ctx.command_path} --help"]
    return "\n".join([*lines, f"yike: {translated(error.format_message(), _ERRORS)}"])


def _remarked(told: str) -> str:
    """Translate the help of an option, and each remark in brackets behind it."""
    match = _EXTRAS.fullmatch(told)
    if match is None:
        return translated(told, _HELP)
    remarks = "；".join(translated(one, _HELP) for one in match[2].split("; "))
    return f"{translated(match[1], _HELP)}  [{remarks}]".strip()


_PIECES = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]..."}
