"""The group `yike data`: its commands."""

from __future__ import annotations

import click

from bot.cli.commands.data.demand_command import demand
from bot.cli.commands.data.editing_commands import add, edit
from bot.cli.commands.data.exporting import export
from bot.cli.commands.data.importing import import_table
from bot.cli.commands.data.inspection import backup, check, prepare
from bot.cli.commands.data.log import log, undo
from bot.cli.commands.data.publication import publish, pull
from bot.cli.commands.data.rounds import todo, walk

_COMMANDS = (
    *(add, backup, check, demand, edit, export, import_table, log, prepare, publish, pull),
    *(todo, undo, walk),
)


@click.group("data", commands=_COMMANDS)
def data_group() -> None:
    """Look after a dataset."""
