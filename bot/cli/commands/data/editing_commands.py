"""`yike data edit`, `add`: changes or adds one facility by hand, after it was shown."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import dataset_option, locale_option
from bot.cli.output import echo

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from bot.cli.dataset_source import DatasetSource
    from bot.staff.editing.field_edits import FieldEdit
    from geo.dataset.dataset import Dataset

_yes_option = click.option("--yes", is_flag=True, help="Change it without asking.")
_why_option = click.option("--why", default="", help="The reason, for the log.")
_words = click.argument("words", nargs=-1, required=True)


@click.command()
@_words
@_why_option
@_yes_option
@locale_option
@dataset_option
def edit(
    *, source: DatasetSource, words: tuple[str, ...], why: str, yes: bool, language: str
) -> None:
    """Change fields of a facility: NAME FIELD VALUE, and more of these.

    yike data edit 塘东居委微型助餐点 电话 58311234 开放时间 周一至周五11点到12点半
    """
    from bot.staff.editing.field_edits import read_edit

    _change(source, read_edit, " ".join(words), why, language, yes=yes)


@click.command()
@_words
@_why_option
@_yes_option
@locale_option
@dataset_option
def add(
    *, source: DatasetSource, words: tuple[str, ...], why: str, yes: bool, language: str
) -> None:
    """Add a facility: NAME FIELD VALUE, and more of these; a category at least.

    yike data add 文兰小区食堂 类别 老年助餐 地址 南泉路1000弄5号
    """
    from bot.staff.editing.field_edits import read_addition

    _change(source, read_addition, " ".join(words), why, language, yes=yes)


def _change(  # noqa: PLR0913 - what both commands are given
    source: DatasetSource,
    read: Callable[[Dataset, str, date], FieldEdit],
    text: str,
    why: str,
    language: str,
    *,
    yes: bool,
) -> None:
    from bot.staff.editing.doubts import doubts
    from bot.staff.importing.cell_error import CellError
    from bot.staff.reports.change_report import field_lines
    from bot.texts import say
    from geo.change_log.changeset import Reason
    from geo.dataset.editing import edit as edit_facility
    from geo.errors import TableError

    dataset = source.open()
    now = datetime.now(dataset.zone)
    try:
        made = read(dataset, text, now.date())
    except CellError as error:
        raise TableError(error.said_in(language)) from None
    for line in field_lines(made.changes, dataset, language):
        echo(line.strip())
    for line in doubts(dataset, made, language):
        echo(line)
    if not made.changes:
        echo(say(language, "import.no_change"))
        return
    if not yes and not (sys.stdin.isatty() and click.confirm(say(language, "import.agree"))):
        echo(say(language, "import.not_agreed"), err=True)
        sys.exit(2)
    reason = Reason("keeper", now, why)
    number = edit_facility(dataset, {made.facility_id: made.values}, reason)
    echo(say(language, "import.taken", number=number))
