"""`yike data import`: takes a table of people's in, after it was shown what that would do."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import TYPE_CHECKING

import click

from bot.cli.option_types import FILE, dataset_option, locale_option
from bot.cli.output import echo
from bot.staff.importing.cell_error import CellError

if TYPE_CHECKING:
    from pathlib import Path

    from bot.cli.dataset_source import DatasetSource
    from bot.staff.importing.outcome import ImportPlan

_SYSTEMS = click.Choice(["wgs84", "gcj02", "bd09"])


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--crs", type=_SYSTEMS, help="The coordinates: GPS, 高德/腾讯, or 百度.")
@click.option("--category", default="", help="Of rows that name none.")
@click.option("--source", "cited", default="", help="Key of the source of what is new.")
@click.option("--dated", type=click.DateTime(["%Y-%m-%d"]), help="How old it is; today by default.")
@click.option("--sheet", default="", help="Which sheet, when several have a heading.")
@click.option("--column", "columns", multiple=True, metavar="HEADING=FIELD", help="What one holds.")
@click.option("--accept-good", is_flag=True, help="Take the good rows though others are rejected.")
@click.option("--close-missing", is_flag=True, help="Close what the table does not list any more.")
@click.option("--rejected", type=FILE, help="Where rejected rows go; beside FILE by default.")
@click.option("--yes", is_flag=True, help="Take it without asking.")
@locale_option
@dataset_option
def import_table(  # noqa: PLR0913 - one parameter an option
    *,
    source: DatasetSource,
    file: Path,
    crs: str | None,
    category: str,
    cited: str,
    dated: datetime | None,
    sheet: str,
    columns: tuple[str, ...],
    accept_good: bool,
    close_missing: bool,
    rejected: Path | None,
    yes: bool,
    language: str,
) -> None:
    """Bring in a table: XLSX, ODS, CSV, GeoJSON, GPKG, Shapefile, KML.

    Shows what is new, changed, missing or rejected; nothing is changed before you agree.
    """
    from bot.cli.category import category_key
    from bot.staff.importing.outcome import ImportRequest
    from bot.staff.importing.plan import make_plan, take
    from bot.staff.reports.import_report import plan_lines
    from bot.texts import say
    from geo.change_log.changeset import Reason
    from geo.crs import System
    from geo.errors import TableError

    dataset = source.open()
    today = datetime.now(dataset.zone).date()
    request = ImportRequest(
        file,
        dated.date() if dated else today,
        System(crs) if crs else None,
        category_key(dataset, category) if category else "",
        cited or ("staff" if "staff" in dataset.sources else ""),
        sheet,
        dict(map(_column, columns)),
        today,
    )
    try:
        plan = make_plan(dataset, request)
    except CellError as error:
        raise TableError(error.said_in(language)) from None
    for line in plan_lines(plan, dataset, language):
        echo(line)
    if plan.rejected:
        _write_rejected(plan, rejected or file.with_name(f"{file.stem}-rejected.xlsx"), language)
    if not plan.is_said:
        _stop(say(language, "import.say_crs"))
    if plan.rejected and not accept_good:
        _stop(say(language, "import.nothing_taken"))
    if not plan.values() and not (close_missing and plan.vanished):
        echo(say(language, "import.no_change"))
        return
    if not yes and not _agrees(say(language, "import.agree")):
        _stop(say(language, "import.not_agreed"))
    reason = Reason("import", datetime.now(dataset.zone), file.name, request.source)
    number = take(dataset, plan, reason, close_missing=close_missing)
    echo(say(language, "import.taken", number=number))


def _write_rejected(plan: ImportPlan, out: Path, language: str) -> None:
    from bot.staff.importing.rejected_file import write_rejected
    from bot.texts import say

    write_rejected(out, plan.columns.headings, plan.rejected, language)
    echo(say(language, "import.rejected_file", count=len(plan.rejected), file=out))


def _column(text: str) -> tuple[str, str]:
    from geo.errors import SettingsError

    heading, _, field = text.rpartition("=")
    if not heading or not field:
        raise SettingsError(f"--column {text}: write HEADING=FIELD, like 单位全称=name")
    return heading, field


def _agrees(question: str) -> bool:
    """Ask in a terminal; elsewhere nobody can agree but by --yes."""
    return bool(sys.stdin and sys.stdin.isatty()) and click.confirm(question)


def _stop(line: str) -> None:
    echo(line, err=True)
    sys.exit(2)
