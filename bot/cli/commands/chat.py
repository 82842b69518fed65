"""`yike chat`: a conversation on standard input and output."""

from __future__ import annotations

import sys
from datetime import datetime
from io import TextIOWrapper
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import dataset_option
from bot.cli.output import echo, echo_json

if TYPE_CHECKING:
    from bot.cli.dataset_source import DatasetSource


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in and out.")
@dataset_option
def chat(source: DatasetSource, *, as_json: bool) -> None:
    """Talk, a line at a time; #1 presses the first button. End with Ctrl-D."""
    from bot.channels.console import Console
    from bot.conversation.dialogue import Dialogue
    from bot.storage.memory import in_memory
    from geo.errors import SettingsError

    dataset = source.open()
    dialogue = Dialogue.open(dataset, *in_memory())
    console = Console(dialogue, lambda: datetime.now(dataset.zone))
    if sys.stdin is None:
        raise SettingsError("there is no input; talk on standard input, a line at a time")
    if isinstance(sys.stdin, TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    if as_json:
        for reply in console.json(sys.stdin):
            echo_json(reply)
        return
    if sys.stdin.isatty():
        echo("您好，想找什么？（Ctrl-D 结束）")
    for text in console.plain(sys.stdin):
        echo(text)
