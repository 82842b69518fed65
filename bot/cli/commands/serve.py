"""`yike serve`: the conversation in the browser, and the HTTP API."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import dataset_option
from bot.cli.output import echo

if TYPE_CHECKING:
    from bot.cli.dataset_source import DatasetSource


@click.command()
@click.option("--host", help="The address to listen on; 127.0.0.1 when none is given.")
@click.option("--port", type=click.IntRange(0, 65535), help="8765 when none is given.")
@click.option("--telegram", is_flag=True, help="Run the Telegram bot in the same process.")
@dataset_option
def serve(source: DatasetSource, host: str | None, port: int | None, *, telegram: bool) -> None:
    """Serve the conversation to browsers; prints the address and a QR code of it."""
    from bot.channels.http_server.listening_socket import address_of, listen
    from bot.channels.web.web_service import announce, run
    from bot.settings import environment, read_settings
    from bot.storage.store import Store

    settings = read_settings(environment(Path.cwd()), for_telegram=telegram)
    known_host, known_port = settings.web_listen
    dataset = source.open()
    with Store.open(settings.store):  # before an address is told at which nothing would answer
        pass
    listening = listen(host or known_host, known_port if port is None else port)
    announce(settings.web_address or address_of(listening), echo)
    run(dataset, settings, listening, telegram=telegram)
