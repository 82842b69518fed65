"""Staff change or add a facility in a chat: shown in words, confirmed, and undone if need be."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from bot.conversation.reply import Button
from bot.staff.editing.changes import is_undone, tell_change
from bot.staff.editing.doubts import alike, doubts
from bot.staff.editing.drafts import draft_of, drop_draft, keep_draft
from bot.staff.editing.field_edits import (
    addition_of,
    edit_of,
    position_values,
    read_addition,
    read_edit,
    wants_pin,
)
from bot.staff.importing.cell_error import CellError
from bot.staff.reports.change_report import field_lines, field_name
from bot.texts.faults import problem_text
from geo.dataset.editing import find_faults
from geo.errors import DatasetError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.conversation.reply import Reply
    from bot.staff.editing.field_edits import FieldEdit
    from bot.staff.staff_context import StaffContext
    from geo.errors import Fault
    from geo.facility import LonLat


def edit(context: StaffContext, text: str) -> Reply:
    """Show what a change would be: "NAME 电话 58311234"; nothing is changed yet."""
    if not text.strip():
        return context.reply(context.say("staff.edit_usage"))
    try:
        facility = wants_pin(context.dataset, text)
        if facility:
            keep_draft(context, {"edits": facility.id, "values": {}, "why": ""})
            return context.reply(context.say("staff.send_pin", name=context.name(facility)))
        return propose(context, read_edit(context.dataset, text, context.now.date()))
    except CellError as error:
        return context.reply(error.said_in(context.language))


def add(context: StaffContext, text: str) -> Reply:
    """Show what a new facility would be: "NAME 类别 老年助餐 地址 …"; nothing is changed yet."""
    if not text.strip():
        return context.reply(context.say("staff.add_usage"))
    try:
        return propose(context, read_addition(context.dataset, text, context.now.date()))
    except CellError as error:
        return context.reply(error.said_in(context.language))


def propose(context: StaffContext, made: FieldEdit, why: str = "") -> Reply:
    """Show what would change, before → after; `apply` changes it."""
    if not made.changes:
        return context.reply(context.say("staff.edit_same", name=made.name))
    refused = refusal(context, made)
    if refused:
        return context.reply(refused)
    key = hashlib.sha256(context.event.encode()).hexdigest()[:12]
    draft = {"edits": made.facility_id, "values": made.values, "key": key, "why": why}
    keep_draft(context, draft | ({"new": made.name} if made.is_new else {}))
    title = "staff.add_shown" if made.is_new else "staff.edit_shown"
    lines = [line.strip() for line in field_lines(made.changes, context.dataset, context.language)]
    lines += doubts(context.dataset, made, context.language)
    told = [context.say(title, name=made.name), *lines, context.say("staff.confirm")]
    return context.reply(
        "\n".join(told),
        Button(context.say("staff.keep"), f"staff:apply:{key}"),
        Button(context.say("staff.drop"), f"staff:leave:{key}"),
        *(
            Button(context.say("staff.look_at", name=context.name(one)), f"staff:check:{one.id}")
            for one in alike(context.dataset, made)
        ),
    )


def refusal(context: StaffContext, made: FieldEdit) -> str:
    """Say why the dataset would not take a change; empty when it would."""
    wanted = {made.facility_id: made.values}
    faults = find_faults(context.dataset, wanted, context.now.date()) if made.changes else ()
    return _faults(context, faults) if faults else ""


def awaits_pin(context: StaffContext) -> bool:
    """Tell whether a position that she sends belongs to a change that she has not confirmed.

    That of an event which was taken already, and comes again, still does.
    """
    draft = draft_of(context.store, context.by)
    is_known = any(one.id == draft.get("edits") for one in context.dataset.facilities)
    return "values" in draft and "done" not in draft and ("new" in draft or is_known)


def take_pin(context: StaffContext, point: LonLat, error_m: float) -> Reply:
    """Show the change with a position (WGS-84) in it; nothing is changed yet."""
    draft = draft_of(context.store, context.by)
    values = draft["values"] | position_values(point, error_m, "basis_pin")
    if "new" in draft:
        return propose(context, addition_of(draft["edits"], draft["new"], values), draft["why"])
    facility = context.dataset.facility(draft["edits"])
    today = context.now.date()
    return propose(context, edit_of(context.dataset, facility, values, today), draft["why"])


def apply(context: StaffContext, key: str) -> Reply:
    """Record what was shown; pressing twice records it once."""
    draft = draft_of(context.store, context.by)
    if draft.get("key") != key or "values" not in draft:
        return context.too_old()
    written = json.dumps(draft["values"], sort_keys=True, ensure_ascii=False)
    event, why = f"edit:{context.by}:{key}:{written}", draft.get("why", "")
    try:
        change = context.change(draft["edits"], draft["values"], event, why)
    except DatasetError as error:
        return context.reply(_faults(context, error.faults))
    if is_undone(context, change):
        return context.too_old()
    keep_draft(context, draft | {"done": True})
    return tell_change(context, "staff.edited", draft["edits"], change)


def leave(context: StaffContext, key: str) -> Reply:
    """Leave things as they are."""
    if draft_of(context.store, context.by).get("key") != key:
        return context.too_old()
    drop_draft(context.store, context.by)
    return context.reply(context.say("staff.dropped"))


def _faults(context: StaffContext, faults: Iterable[Fault]) -> str:
    lines = (
        f"{field_name(one.field, context.language)}: {problem_text(one.problem, context.language)}"
        for one in faults
    )
    return "\n".join([context.say("staff.edit_refused"), *lines])
