"""Staff suspend a facility, up to a day or until it is resumed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.staff.arguments import find_facilities, read_day
from bot.staff.editing.changes import tell_change
from geo.facility import Status

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext

_SUSPEND = re.compile(r"(.+?)(?:\s+(?:until|到|至)\s*(.+?)|\s+((?:\d{4}-)?\d{1,2}-\d{1,2}))?\s*")


def suspend(context: StaffContext, text: str) -> Reply:
    """Suspend a facility, "ID until 2026-03-10"; without a day until it is resumed."""
    match = _SUSPEND.fullmatch(text.strip())
    if match is None:
        return context.reply(context.say("staff.suspend_usage"))
    found = find_facilities(context.dataset, match[1])
    if len(found) != 1:
        return context.reply(context.say("staff.no_such", name=match[1][:40]))
    written = match[2] or match[3]
    until = read_day(written, context.now.date()) if written else None
    if written and until is None:
        return context.reply(context.say("staff.no_day", text=written[:40]))
    facility = found[0]
    if facility.status not in {Status.OPEN, Status.SUSPENDED}:
        return context.reply(context.say("staff.not_open", name=context.name(facility)))
    last = until.isoformat() if until else None
    values: dict[str, object] = {"status": Status.SUSPENDED.value, "suspended_until": last}
    change = context.change(facility.id, values, f"suspend:{context.event}")
    key = "staff.suspended_until" if until else "staff.suspended"
    return tell_change(context, key, facility.id, change, date=until and until.isoformat())


def resume(context: StaffContext, text: str) -> Reply:
    """Let a suspended facility serve again."""
    if not text.strip():
        return context.reply(context.say("staff.resume_usage"))
    found = find_facilities(context.dataset, text)
    if len(found) != 1:
        return context.reply(context.say("staff.no_such", name=text[:40]))
    if found[0].status is Status.SUSPENDED:
        values: dict[str, object] = {"status": Status.OPEN.value, "suspended_until": None}
        context.change(found[0].id, values, f"resume:{context.event}")
    return context.reply(context.say("staff.resumed", name=context.name(found[0])))
