"""A table that staff bring in by a page: kept while they look at what it would change."""

from __future__ import annotations

import base64
import hashlib
import json
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from bot.conversation.reply import Button
from bot.staff.editing.changes import is_undone
from bot.staff.editing.drafts import draft_of, drop_draft, keep_draft
from bot.staff.editing.field_edits import SOURCE
from bot.staff.editing.older_table import keeping_later
from bot.staff.importing.cell_error import CellError
from bot.staff.importing.files import read_sheets
from bot.staff.importing.outcome import ImportRequest
from bot.staff.importing.plan import make_plan, take
from bot.texts.faults import problem_text
from geo.crs import System
from geo.errors import DatasetError

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from bot.staff.importing.outcome import ImportPlan
    from bot.staff.staff_context import StaffContext

MOST_ROWS = 2_000
"""Of a table on the web: while it is read nobody else is answered."""


@dataclass(frozen=True, slots=True)
class TableDraft:
    """A table as it was sent (`content` in base64), and what she says of it.

    `event` names the sending: the same table sent again is another one. `keep` is not empty where
    what the table would take back of later changes is left alone.
    """

    name: str
    content: str
    event: str
    system: str = ""
    category: str = ""
    sheet: str = ""
    keep: str = ""


def keep_table(context: StaffContext, name: str, content: bytes) -> TableDraft:
    """Keep a table for a day at most, in place of the last one."""
    table = TableDraft(name, base64.b64encode(content).decode(), context.event)
    return says_of_table(context, table)


def says_of_table(context: StaffContext, table: TableDraft, **said: str) -> TableDraft:
    """Keep what she says of a table: the system of its positions, a category, which sheet."""
    table = replace(table, **said)
    keep_draft(_apart(context), asdict(table))
    return table


def kept_table(context: StaffContext) -> TableDraft | None:
    """Give the table that she has sent and not taken; None when there is none."""
    draft = draft_of(context.store, _apart(context).by)
    return TableDraft(**draft) if draft else None


def plan_of(context: StaffContext, table: TableDraft) -> ImportPlan:
    """Read a table and say what it would change.

    Raises:
        CellError: it cannot be read, or it is not clear which sheet is meant.
    """
    dataset, today = context.dataset, context.now.date()
    with tempfile.TemporaryDirectory(prefix="yike-table-") as folder:
        file = Path(folder, table.name)
        file.write_bytes(base64.b64decode(table.content))
        if any(len(sheet.rows) > MOST_ROWS for sheet in read_sheets(file)):
            raise CellError("too_many_here", most=f"{MOST_ROWS:,}")
        request = ImportRequest(
            file,
            today,
            System(table.system) if table.system in set(System) else None,
            table.category if table.category in dataset.categories else "",
            SOURCE if SOURCE in dataset.sources else "",
            table.sheet,
            today=today,
        )
        plan = make_plan(dataset, request)
    return keeping_later(plan, dataset) if table.keep else plan


def plan_key(plan: ImportPlan) -> str:
    """Name exactly what a plan would change: another change has another name."""
    written = json.dumps(plan.values(), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def take_table(context: StaffContext, table: TableDraft, plan: ImportPlan) -> Reply:
    """Change what a plan shows, as one change; taking it twice changes it once."""
    event = f"table:{context.by}:{table.event}:{plan_key(plan)}"
    source = SOURCE if SOURCE in context.dataset.sources else ""
    reason = replace(context.reason(event, table.name), source=source)
    try:
        number = take(context.dataset, plan, reason)
    except DatasetError as error:
        told = {problem_text(one.problem, context.language) for one in error.faults}
        return context.reply("\n".join([context.say("staff.edit_refused"), *sorted(told)]))
    if number is None or is_undone(context, number):
        return context.too_old()
    drop_draft(context.store, _apart(context).by)
    new, changed = len(plan.new), len(plan.changed)
    text = context.say("staff.table_taken", new=new, changed=changed, number=number)
    return context.reply(text, Button(context.say("staff.undo"), f"staff:undo:{number}"))


def _apart(context: StaffContext) -> StaffContext:
    """Keep a table beside what she edits by hand: neither takes the other's place."""
    return replace(context, by=f"{context.by} table")
