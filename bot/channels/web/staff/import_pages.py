"""Staff bring a table in: sent, shown row by row, and only then taken, as one change."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse

from bot.channels.web.staff.position_map import placed_map
from bot.channels.web.staff.staff_rendering import workbook
from bot.staff.editing.changes import log_in_words
from bot.staff.editing.table_draft import (
    keep_table,
    kept_table,
    plan_key,
    plan_of,
    says_of_table,
    take_table,
)
from bot.staff.editing.table_preview import MOST_ROWS_SHOWN, placed_rows, preview
from bot.staff.importing.cell_error import CellError
from bot.staff.importing.rejected_file import rejected_workbook
from bot.staff.reports.change_entries import is_table
from bot.staff.reports.import_report import fit_lines
from bot.staff.web_login import ROOT
from bot.texts import say
from geo.crs import System

if TYPE_CHECKING:
    from starlette.responses import Response

    from bot.channels.web.staff.staff_desk import StaffDesk
    from bot.channels.web.staff.staff_visit import StaffVisit
    from bot.conversation.reply import Reply
    from bot.staff.editing.table_draft import TableDraft
    from bot.staff.reports.change_entries import ChangeEntry
    from bot.staff.staff_context import StaffContext

_UNREADABLE = 422
_MOST_EARLIER = 5
_SAID = ("system", "category", "sheet", "keep")
_HERE = {
    "import.no_heading": "staff_page.table_no_heading",
    "import.which_sheet": "staff_page.table_which_sheet",
    "import.no_category_said": "staff_page.table_no_category_said",
    "import.no_source_said": "staff_page.table_no_source_said",
    "import.unreadable": "staff_page.table_unreadable",
}
"""What is said in other words here, where there is no option of a command to name."""


class ImportPages:
    """One method for each address below `/staff/import`."""

    def __init__(self, desk: StaffDesk) -> None:
        """Act by a desk."""
        self._desk = desk

    async def form(self, visit: StaffVisit) -> Response:
        """Show how a table is brought in."""
        shown = {"error": "", "sheets": (), "earlier": await self._desk.act(visit, _earlier)}
        return self._desk.page(visit, "table.html", shown)

    async def sent(self, visit: StaffVisit) -> Response:
        """Keep a file and show what it would change."""
        file = visit.files.get("file")
        if file is None:
            missing = say(visit.session.language, "staff_page.table_none")
            told = {"error": missing, "sheets": (), "earlier": ()}
            return self._desk.page(visit, "table.html", told, _UNREADABLE)

        def look(context: StaffContext) -> dict[str, object]:
            return _shown(context, keep_table(context, *file))

        return self._previewed(visit, await self._desk.act(visit, look))

    async def said(self, visit: StaffVisit) -> Response:
        """Show again what the kept file would change, by what she says of it."""
        said = {name: visit.field(name) for name in _SAID if name in visit.fields}

        def look(context: StaffContext) -> dict[str, object] | None:
            table = kept_table(context)
            return _shown(context, says_of_table(context, table, **said)) if table else None

        return self._previewed(visit, await self._desk.act(visit, look))

    async def taken(self, visit: StaffVisit) -> Response:
        """Change what was shown; if it would be another change by now, show that."""
        key = visit.field("key")

        def change(context: StaffContext) -> Reply | dict[str, object] | None:
            table = kept_table(context)
            if table is None:
                return None
            try:
                plan = plan_of(context, table)
            except CellError:
                return _shown(context, table)
            if not plan.is_said or plan_key(plan) != key:
                return _shown(context, table)
            return take_table(context, table, plan)

        done = await self._desk.act(visit, change)
        if done is None or isinstance(done, dict):
            return self._previewed(visit, done)
        return await self._desk.replied(visit, done)

    async def rejected(self, visit: StaffVisit) -> Response:
        """Give the rejected rows as a workbook, each behind its reason."""

        def write(context: StaffContext) -> bytes | None:
            table = kept_table(context)
            if table is None:
                return None
            plan = plan_of(context, table)
            return rejected_workbook(plan.columns.headings, plan.rejected, context.language)

        content = await self._desk.act(visit, write)
        if content is None:
            return RedirectResponse(f"{ROOT}/import", 303)
        return workbook(content, "rejected.xlsx")

    def _previewed(self, visit: StaffVisit, shown: dict[str, object] | None) -> Response:
        if shown is None:
            return RedirectResponse(f"{ROOT}/import", 303)
        if "error" in shown:
            return self._desk.page(visit, "table.html", shown, _UNREADABLE)
        return self._desk.page(visit, "table_preview.html", shown)


def _shown(context: StaffContext, table: TableDraft) -> dict[str, object]:
    """Give what a table would change, or what is wrong with it and, where several are, its sheets.

    In the thread.
    """
    try:
        plan = plan_of(context, table)
    except CellError as error:
        sheets = str(error.values["names"]).split("、") if "names" in error.values else []
        return {"error": _told(error, context.language), "sheets": sheets, "earlier": ()}
    kinds, language = context.dataset.categories.items(), context.language
    systems = {one.value: context.say(f"staff_page.system_{_SYSTEMS[one]}") for one in System}
    placed = placed_rows(plan)
    return {
        "table": table,
        "map": placed_map(context, placed),
        "placed": placed[:MOST_ROWS_SHOWN],
        "placed_left": max(0, len(placed) - MOST_ROWS_SHOWN),
        "plan": plan,
        "key": plan_key(plan),
        "lacks_kind": "category" not in plan.columns.fields,
        "shown": preview(plan, context.dataset, language, _told),
        "systems": systems,
        "fits": [line.strip() for line in fit_lines(plan.fits, language, systems)],
        "kinds": {key: one.name.said_in(language) for key, one in kinds},
    }


def _earlier(context: StaffContext) -> list[ChangeEntry]:
    """Give the newest tables that were brought in; in the thread."""
    words = log_in_words(context)
    tables = (one for one in reversed(words.history.changesets) if is_table(one))
    return [words.entry(one, 0) for one in islice(tables, _MOST_EARLIER)]


_SYSTEMS = {System.WGS84: "gps", System.GCJ02: "gcj02", System.BD09: "bd09"}


def _told(error: CellError, language: str) -> str:
    """Say what is wrong as a page does."""
    key = _HERE.get(error.key)
    if key is None:
        return error.said_in(language)
    return say(language, key, **error.values)
