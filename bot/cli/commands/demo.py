"""`yike demo`: three questions about the town and a page to open, then the web server."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import FOLDER, dataset_option
from bot.cli.output import echo
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from bot.cli.dataset_source import DatasetSource
    from geo.dataset.dataset import Dataset

_QUESTIONS = (
    ("附近有助餐点吗", (121.5172, 31.2071), None),
    ("有哪些健身步道，走得慢", None, "塘桥新路滨江大道口"),
    ("1+1+1签约是什么意思", None, None),
)
_HOME = "北园路临沂北路口"


@click.command()
@click.option("--out", type=FOLDER, default="out")
@dataset_option
def demo(source: DatasetSource, out: Path) -> None:
    """Show three answers and a page; then serve the conversation, if this is a terminal."""
    from bot.channels.circle_scene import whole_scene
    from bot.cli.circle_file import write_scene
    from bot.cli.origin import located_origin
    from bot.cli.question import ask_once
    from bot.conversation.lookup.search import FacilitySearch
    from geo.facility import LonLat

    dataset = source.open()
    now = datetime.now(dataset.zone)
    for text, lonlat, place in _QUESTIONS:
        at = LonLat(*lonlat) if lonlat else None
        where = f"（在 {f'{at.lon},{at.lat}' if at else place}）" if at or place else ""
        click.secho(f"问{where}：{text}", bold=True)
        echo(ask_once(dataset, text, now, at=at, place=place).text + "\n")
    page = out / "beiyuan.html"
    scene = whole_scene(
        FacilitySearch(dataset),
        located_origin(dataset, None, _HOME),
        CIRCLE_MIN,
        dataset.default_pace,
        "zh",
        now,
    )
    write_scene(scene, page)
    echo(f"{_HOME}的生活圈画好了，用浏览器打开：{page}")
    if sys.stdin.isatty() and sys.stdout.isatty():
        _serve(dataset)


def _serve(dataset: Dataset) -> None:
    """Serve the conversation, at another port when the usual one is taken."""
    from bot.channels.http_server.listening_socket import address_of, listen
    from bot.channels.web.web_service import announce, run
    from bot.settings import environment, read_settings
    from geo.errors import SettingsError

    settings = read_settings(environment(Path.cwd()), for_telegram=False)
    host, port = settings.web_listen
    try:
        listening = listen(host, port)
    except SettingsError:
        listening = listen(host, 0)
    echo("现在可以在浏览器里问：扫下面的码，或者打开下面的地址。Ctrl-C 结束。\n")
    announce(address_of(listening), echo)
    run(dataset, settings, listening)
