"""`yike data …`: looks after a dataset."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import click

from bot.cli.output import echo
from bot.cli.parameters import FILE, dataset_option


@click.group("data")
def data_group() -> None:
    """Look after a dataset."""


@data_group.command()
@dataset_option
def check(folder: Path) -> None:
    """List every fault of a dataset: file, feature, field and what to do."""
    from geo.dataset.dataset import check as faults_of

    faults = faults_of(folder)
    for fault in faults:
        echo(str(fault))
    wrong = [fault for fault in faults if not fault.is_warning]
    if wrong:
        echo(f"{len(wrong)} to correct in {folder}", err=True)
        sys.exit(2)
    echo(f"{folder}: no fault found")


@data_group.command()
@dataset_option
def prepare(folder: Path) -> None:
    """Work out the walking tables beforehand, so that the first answer is quick."""
    from rich.progress import track

    from bot.channels.circle_scene import whole_scene
    from bot.conversation.dialogue import Dialogue
    from bot.conversation.reply import Origin
    from bot.storage.memory import in_memory
    from geo.dataset.dataset import open_dataset
    from geo.facility import Pace

    dataset = open_dataset(folder)
    search = Dialogue.open(dataset, *in_memory()).search
    for pace in track(list(Pace), description="walking tables"):
        search.town(pace)
    stations = (place for place in dataset.places.of_kind("metro") if place.point)
    for place in track(list(stations)[:1], description="compiling"):
        origin = Origin(place.name.zh, place.point, "named", 0.0)
        now = datetime.now(dataset.zone)
        whole_scene(search, origin, 15, dataset.default_pace, "zh", now)


@data_group.command()
@click.argument("out", type=FILE)
def backup(out: Path) -> None:
    """Copy feedback, changes and counts of the running services; no conversation, no position."""
    from bot.settings import environment, read_settings
    from bot.storage.backup import back_up

    back_up(read_settings(environment(Path.cwd()), for_telegram=False).store, out)
    echo(f"wrote {out}")
