"""`yike chat`: a conversation on standard input and output."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from bot.cli.parameters import dataset_option

if TYPE_CHECKING:
    from pathlib import Path


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line, in and out.")
@dataset_option
def chat(folder: Path, *, as_json: bool) -> None:
    """Talk, a line at a time; #1 presses the first button. End with Ctrl-D."""
    from bot.channels.console import Console
    from bot.conversation.dialogue import Dialogue
    from bot.storage.memory import in_memory
    from geo.dataset.dataset import open_dataset

    dataset = open_dataset(folder)
    dialogue = Dialogue.open(dataset, *in_memory())
    console = Console(dialogue, lambda: datetime.now(dataset.zone))
    if not as_json and sys.stdin.isatty():
        click.echo("您好，想找什么？（Ctrl-D 结束）")
    for line in console.json(sys.stdin) if as_json else console.plain(sys.stdin):
        click.echo(line)
