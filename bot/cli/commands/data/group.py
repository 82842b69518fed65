"""The group `yike data`: its commands."""

from __future__ import annotations

import click

from bot.cli.commands.data.inspection import backup, check, prepare
from bot.cli.commands.data.log import log, undo
from bot.cli.commands.data.publishing import publish, pull


@click.group("data", commands=[backup, check, log, prepare, publish, pull, undo])
def data_group() -> None:
    """Look after a dataset."""
