"""Asks of each field of a facility whether it is still right: confirmed with one press."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.reply import Button
from bot.staff.arguments import find_facilities
from bot.staff.editing.changes import tell_change
from bot.staff.editing.facility_sheet import CONFIRMED
from bot.staff.reports.change_report import field_name, value_text
from geo.dataset.editing import facility_values

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext
    from geo.facility import Facility


def ask(context: StaffContext, name: str) -> Reply:
    """Show the fields of a facility, and how old each is."""
    found = find_facilities(context.dataset, name)
    if not name.strip() or len(found) != 1:
        key = "staff.check_usage" if not name.strip() else "staff.no_such"
        return context.reply(context.say(key, name=name[:40]))
    return _asked(context, found[0])


def ask_about(context: StaffContext, facility_id: str) -> Reply:
    """Show the fields of a facility by its id."""
    known = {one.id: one for one in context.dataset.facilities}
    return _asked(context, known[facility_id]) if facility_id in known else context.too_old()


def confirm_field(context: StaffContext, about: str) -> Reply:
    """Note that a field is right as of today: "phone:canteen-tangdong"."""
    what, _, facility_id = about.partition(":")
    known = {one.id: one for one in context.dataset.facilities}
    if what not in CONFIRMED or facility_id not in known:
        return context.too_old()
    origin = known[facility_id].origin_of(what)
    told = facility_values(context.dataset)[facility_id].get("provenance")
    one = {"source": origin.source, "verified_on": context.now.date().isoformat()}
    one |= {"source_date": origin.dated} if origin.dated else {}
    provenance = {**(told if isinstance(told, dict) else {}), what: one}
    event = f"right:{context.by}:{about}:{context.event}"
    change = context.change(facility_id, {"provenance": provenance}, event)
    field = field_name(what, context.language)
    return tell_change(context, "staff.field_right", facility_id, change, field=field)


def _asked(context: StaffContext, one: Facility) -> Reply:
    values = facility_values(context.dataset)[one.id]
    lines, buttons = [context.say("staff.check_title", name=context.name(one))], list[Button]()
    for what in CONFIRMED:
        if not values.get(what):
            continue
        origin, field = one.origin_of(what), field_name(what, context.language)
        seen = origin.verified_on.isoformat() if origin.verified_on else ""
        dated = seen or origin.dated or context.say("data.nothing")
        value = value_text(values[what], context.language, what)
        lines.append(context.say("staff.check_line", field=field, value=value, dated=dated))
        label = context.say("staff.is_right", field=field)
        buttons.append(Button(label, f"staff:right:{what}:{one.id}"))
    lines.append(context.say("staff.check_wrong", name=one.name.zh))
    return context.reply("\n".join(lines), *buttons)
