"""`yike data check`, `prepare`, `backup`: finds faults, warms up, copies what is to last."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import FILE, dataset_option, locale_language, locale_option
from bot.cli.output import echo
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from bot.cli.dataset_source import DatasetSource


@click.command()
@locale_option
@dataset_option
def check(source: DatasetSource, language: str) -> None:
    """List every fault of a dataset: file, feature, field and what to do.

    Whatever any command would refuse is a fault; what is doubtful is a warning.
    """
    from bot.staff.reports.dataset_check import check_dataset
    from bot.texts import say
    from bot.texts.faults import fault_text

    faults = check_dataset(source.folder, source.log, datetime.now().astimezone().date())
    for fault in faults:
        echo(fault_text(fault, language))
    wrong = [fault for fault in faults if not fault.is_warning]
    if wrong:
        echo(say(language, "data.to_correct", count=len(wrong), folder=source.folder), err=True)
        sys.exit(2)
    echo(say(language, "data.no_fault", folder=source.folder))


@click.command()
@dataset_option
def prepare(source: DatasetSource) -> None:
    """Work out the walking tables beforehand, so that the first answer is quick."""
    from rich.progress import track

    from bot.channels.circle_scene import whole_scene
    from bot.conversation.dialogue import Dialogue
    from bot.conversation.reply import Origin
    from bot.storage.memory import in_memory
    from geo.facility import Pace

    dataset = source.open()
    search = Dialogue.open(dataset, *in_memory()).search
    for pace in track(list(Pace), description="walking tables"):
        search.town(pace)
    stations = (place for place in dataset.places.of_kind("metro") if place.point)
    for place in track(list(stations)[:1], description="compiling"):
        origin = Origin.of_place(place, "zh")
        now = datetime.now(dataset.zone)
        whole_scene(search, origin, CIRCLE_MIN, dataset.default_pace, "zh", now)


@click.command()
@click.argument("out", type=FILE)
def backup(out: Path) -> None:
    """Copy feedback and counts of the running services; no conversation, no position."""
    from bot.settings import environment, read_settings
    from bot.storage.backup import back_up
    from bot.texts import say

    back_up(read_settings(environment(Path.cwd()), for_telegram=False).store, out)
    echo(say(locale_language(), "data.wrote", file=out))
