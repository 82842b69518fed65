"""`yike telegram`: runs the Telegram bot, or tells what it lacks."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import dataset_option
from bot.cli.output import echo

if TYPE_CHECKING:
    from bot.cli.dataset_source import DatasetSource


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Tell what is missing, and stop.")
@click.option("--webhook", metavar="URL", help="Where Telegram posts updates; it is polled if not.")
@click.option("--base-url", metavar="URL", help="The root of another Bot API server.")
@dataset_option
def telegram(
    source: DatasetSource, webhook: str | None, base_url: str | None, *, only_check: bool
) -> None:
    """Run the Telegram bot; YIKE_TELEGRAM_TOKEN holds its token, here or in .env."""
    from bot.channels.telegram.telegram_service import check, run
    from bot.settings import environment, read_settings

    given = {"YIKE_WEBHOOK_URL": webhook or "", "YIKE_TELEGRAM_BASE_URL": base_url or ""}
    values = environment(Path.cwd()) | {name: url for name, url in given.items() if url}
    if not only_check:
        run(read_settings(values), source.open())
        return
    told = list(check(values))
    for is_right, line in told:
        echo(f"{'ok' if is_right else '!!'}  {line}")
    sys.exit(0 if all(is_right for is_right, _ in told) else 2)
