"""`yike staff link`: lets somebody of staff log in to the web page."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from bot.cli.output import echo
from bot.storage.staff_logins import ROLES


@click.group("staff")
def staff_group() -> None:
    """Let staff in to their pages of the web."""


@staff_group.command()
@click.option(
    "--role",
    type=click.Choice(ROLES),
    default=ROLES[0],
    show_default=True,
    help="What the log of changes calls whoever uses the link.",
)
def link(role: str) -> None:
    """Print a link that logs in once, within 15 minutes, and a QR code of it."""
    from bot.channels.web.web_service import announce
    from bot.settings import environment, read_settings
    from bot.staff.web_login import login_address, web_root
    from bot.storage.store import Store

    settings = read_settings(environment(Path.cwd()), for_telegram=False)
    with Store.open(settings.store) as store:
        token = store.logins.link(role, datetime.now(UTC))
    announce(login_address(web_root(settings), token), echo)
