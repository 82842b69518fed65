"""`yike doctor`: in one screen what is installed, writable, old and missing, and what to do."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import dataset_option, json_option, locale_option
from bot.cli.output import echo, echo_json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.cli.checkup.diagnosis import Diagnosis
    from bot.cli.dataset_source import DatasetSource

_MARKS = {"good": "✓", "advice": "!", "fault": "✗"}


@click.command()
@json_option
@locale_option
@dataset_option
def doctor(source: DatasetSource, language: str, *, as_json: bool) -> None:
    """Tell what is installed, writable, old and missing, each with the next step.

    Exits with 1 if something that is needed is missing. No secret is told.
    """
    diagnoses = list(_examined(source))
    faults = [one for one in diagnoses if one.urgency == "fault"]
    if as_json:
        objects = [_as_object(one, language) for one in diagnoses]
        echo_json({"ok": not faults, "diagnoses": objects})
    else:
        _show(diagnoses, language)
    sys.exit(1 if faults else 0)


def _examined(source: DatasetSource) -> Iterator[Diagnosis]:
    from bot.cli.checkup.absences import absences
    from bot.cli.checkup.data_age import ages
    from bot.cli.checkup.installation import dataset_diagnosis, installed
    from bot.cli.checkup.write_access import writable
    from bot.settings import environment
    from geo.errors import DatasetError
    from geo.user_folders import state_folder

    yield from installed()
    values = environment(Path.cwd())
    try:
        dataset = source.open()
    except DatasetError as error:
        yield dataset_diagnosis(error)
        return
    yield dataset_diagnosis(dataset)
    state = Path(values.get("YIKE_STATE", "").strip() or state_folder(values))
    yield from writable(state, dataset.work)
    yield from ages(dataset, source.log, datetime.now(dataset.zone).date())
    yield from absences(values, dataset.work)


def _as_object(diagnosis: Diagnosis, language: str) -> dict[str, str]:
    return {
        "topic": diagnosis.topic,
        "name": diagnosis.name,
        "urgency": diagnosis.urgency,
        "text": diagnosis.text(language),
        "next": diagnosis.next_step(language),
    }


def _show(diagnoses: list[Diagnosis], language: str) -> None:
    from bot.texts import say

    topic = ""
    for one in diagnoses:
        if one.topic != topic:
            topic = one.topic
            echo(say(language, f"doctor.topic_{topic}"))
        step = one.next_step(language)
        echo(f"  {_MARKS[one.urgency]} {one.text(language)}{f' → {step}' if step else ''}")
    faults = sum(one.urgency == "fault" for one in diagnoses)
    echo(say(language, "doctor.faults" if faults else "doctor.well", count=faults))
