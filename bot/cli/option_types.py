"""What options and arguments are read as: each text becomes a value before a command runs.

A text that cannot be read raises a `YikeError`, which the command line tells in one line.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import click

import data
from bot.cli.dataset_source import keep_changes, read_source
from bot.texts import LANGUAGES
from geo.errors import SettingsError
from geo.facility import Pace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from geo.facility import LonLat
    from geo.siting.siting_request import Objective


Command = TypeVar("Command", bound="Callable[..., Any]")


class LonLatType(click.ParamType["LonLat"]):
    """A position, "LON,LAT" in degrees, WGS-84 → `LonLat`."""

    name = "LON,LAT"

    def convert(self, value: str, param: object, ctx: object) -> LonLat:
        """Read it.

        Raises:
            CoordinateError: it is no position.
        """
        from geo.crs import parse_lonlat  # noqa: PLC0415 - only who gives a position needs numpy

        del param, ctx
        return parse_lonlat(value)


class TextType(click.ParamType["str"]):
    """Words → the same, once they have proved to be text."""

    name = "TEXT"

    def convert(self, value: str, param: object, ctx: object) -> str:
        """Read them.

        Raises:
            SettingsError: they are no UTF-8, or too many.
        """
        from bot.channels.plain_text import plain_text  # noqa: PLC0415 - loaded with the channels

        del param, ctx
        try:
            return plain_text(value)
        except ValueError as error:
            raise SettingsError(str(error)) from error


class MomentType(click.ParamType["datetime"]):
    """A moment in ISO 8601 → `datetime`, naive when it names no zone."""

    name = "ISO"

    def convert(self, value: str, param: object, ctx: object) -> datetime:
        """Read it.

        Raises:
            SettingsError: it is no moment between 2000 and 2100.
        """
        from bot.channels.moment import parse_moment  # noqa: PLC0415 - loaded with the channels

        del ctx
        try:
            return parse_moment(value)
        except ValueError as error:
            name = param.opts[0] if isinstance(param, click.Parameter) else "moment"
            raise SettingsError(f"{name}: {error}") from error


class PaceType(click.Choice[Pace]):
    """A pace by its name → `Pace`."""

    def __init__(self) -> None:
        """Offer every pace."""
        super().__init__(list(Pace))

    def normalize_choice(self, choice: object, ctx: object) -> str:
        """Name a pace by its value, not by the name of the member."""
        del ctx
        return str(choice)


class ObjectiveType(click.ParamType["Objective"]):
    """What sites are chosen for, by its name → `Objective`."""

    name = "covering|backup|median|worst-case"

    def convert(self, value: str, param: object, ctx: object) -> Objective:
        """Read it.

        Raises:
            SettingsError: there is no such objective.
        """
        from geo.siting.siting_request import Objective  # noqa: PLC0415 - only siting has it

        del param, ctx
        try:
            return Objective(value)
        except ValueError:
            known = ", ".join(Objective)
            raise SettingsError(f"--objective {value}: write {known}") from None


class AddedSite(NamedTuple):
    """A site on paper: the category as it was written, and where (WGS-84)."""

    category: str
    point: LonLat


class AddedSiteType(click.ParamType["AddedSite"]):
    """A site on paper, "CATEGORY@LON,LAT" → `AddedSite`."""

    name = "CATEGORY@LON,LAT"

    def convert(self, value: str, param: object, ctx: object) -> AddedSite:
        """Read it.

        Raises:
            CoordinateError: it holds no position.
            SettingsError: it is of another form.
        """
        category, at, place = value.partition("@")
        if not at:
            raise SettingsError(
                f"--add {value}: write CATEGORY@LON,LAT, like health@121.517,31.207"
            )
        return AddedSite(category, LonLatType().convert(place, param, ctx))


FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)

HEIGHTS = "Heights (.hgt, .tif, or an extract with ele): hills then count; level by default."
"""The help of `--heights`, which two commands have."""


def dataset_option(command: Command) -> Command:
    """Give a command `--data` and `--changes`: its parameter `source` is a `DatasetSource`."""
    changes = click.option(
        "--changes",
        type=FILE,
        is_eager=True,
        expose_value=False,
        callback=keep_changes,
        help="The log of changes since; YIKE_CHANGES or beside the state when none is given.",
    )
    folder = click.option(
        "--data",
        "source",
        type=FOLDER,
        default=data.FOLDER,
        callback=read_source,
        help="The dataset folder; Tangqiao when none is given.",
    )
    return folder(changes(command))


pace_option = click.option(
    "--pace",
    type=PaceType(),
    help="standard 1.0 m/s, elder 0.8 (the default), slow 0.6 without stairs.",
)
language_option = click.option("--language", type=click.Choice(LANGUAGES), default=LANGUAGES[0])


def locale_language() -> str:
    """Give the language of the terminal by LC_ALL, LC_MESSAGES or LANG; Chinese without a word."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    named = next(filter(None, names), "")
    return next((one for one in LANGUAGES if named.startswith(one)), LANGUAGES[0])


locale_option = click.option(
    "--language",
    type=click.Choice(LANGUAGES),
    default=locale_language,
    help="Of what is told; by LANG when none is given.",
)
homes_option = click.option(
    "--homes",
    type=FILE,
    help="An extract whose residential buildings stand in for people.",
)
planned_option = click.option("--with-planned", is_flag=True, help="Count what is planned as open.")
now_option = click.option(
    "--now", type=MomentType(), help="The moment to answer for; now by default."
)
json_option = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
