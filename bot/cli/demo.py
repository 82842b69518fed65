"""The first look: three questions about the town and a page to open."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from bot.channels.circle_scene import whole_scene
from bot.cli.ask import ask_once, origin_of
from bot.cli.circle_file import write_scene
from bot.conversation.search import FacilitySearch

if TYPE_CHECKING:
    from pathlib import Path

    from geo.dataset.dataset import Dataset

_QUESTIONS = (
    ("附近有助餐点吗", "121.5172,31.2071", None),
    ("有哪些健身步道，走得慢", None, "塘桥新路滨江大道口"),
    ("1+1+1签约是什么意思", None, None),
)
_HOME = "北园路临沂北路口"


def show(dataset: Dataset, out: Path) -> None:
    """Ask and answer, and draw the circle of somebody who lives on 北园路."""
    now = datetime.now(dataset.zone)
    for text, at, place in _QUESTIONS:
        where = f"（在 {at or place}）" if at or place else ""
        click.secho(f"问{where}：{text}", bold=True)
        click.echo(ask_once(dataset, text, now, at=at, place=place).text + "\n")
    page = out / "beiyuan.html"
    origin = origin_of(dataset, None, _HOME)
    if origin is not None:
        scene = whole_scene(FacilitySearch(dataset), origin, 15, dataset.default_pace, "zh", now)
        write_scene(scene, page)
    click.echo(f"{_HOME}的生活圈画好了，用浏览器打开：{page}")
