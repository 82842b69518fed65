"""Staff find a facility, see its fields, and write what is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channels.web.staff.position_map import known_position
from bot.channels.web.staff.staff_rendering import workbook
from bot.map_links import read_link
from bot.staff.arguments import find_facilities
from bot.staff.editing.edit_dialogue import propose, refusal
from bot.staff.editing.facility_sheet import field_rows, written_values
from bot.staff.editing.field_edits import read_fields, read_new
from bot.staff.editing.ticket_words import suggested_fields
from bot.staff.editing.verification import ask_position, is_spot, next_to_verify, take_position
from bot.staff.importing.cell_error import CellError
from bot.staff.importing.values import CLEARED
from bot.staff.reports.change_report import field_name
from bot.texts import say
from geo.crs import lonlat
from geo.errors import CoordinateError
from geo.facility import Status

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import date

    from starlette.responses import Response

    from bot.channels.web.staff.staff_desk import StaffDesk
    from bot.channels.web.staff.staff_visit import StaffVisit
    from bot.conversation.reply import Reply
    from bot.staff.editing.field_edits import FieldEdit
    from bot.staff.staff_context import StaffContext
    from geo.facility import LonLat

_CHOSEN = {
    "status": tuple(one.value for one in Status),
    "accessible": ("yes", "no", "unknown"),
}
"""The fields that are chosen from a list, beside the category."""

_OF_NEW = ("address", "phone", "opening_hours")
_MOST_FOUND = 30
_UNREADABLE = 422


class FacilityPages:
    """One method for each address below `/staff/f/`, and for adding."""

    def __init__(self, desk: StaffDesk, follow: Callable[[str], Awaitable[LonLat | None]]) -> None:
        """Act by a desk; `follow` finds where a short map link leads."""
        self._desk, self._follow = desk, follow

    async def found(self, visit: StaffVisit) -> Response:
        """Show what a search finds, what to verify next, and how many tickets wait."""
        sought, kind = visit.field("q"), visit.field("category")

        def look(context: StaffContext) -> dict[str, object]:
            every = context.dataset.facilities
            of_kind = tuple(one for one in every if one.category == kind)
            found = of_kind or find_facilities(context.dataset, sought)[:_MOST_FOUND]
            known = {one.id: one for one in context.dataset.facilities}
            first = [known[key] for key in context.order if key in known][:_MOST_FOUND]
            return {
                "found": found,
                "first": [one for one in first if one.origin_of("position").verified_on is None],
                "following": next_to_verify(context),
                "tickets": len(context.store.feedback.tickets()),
                "kinds": [
                    (key, one.name, sum(facility.category == key for facility in every))
                    for key, one in context.dataset.categories.items()
                ],
            }

        shown = await self._desk.act(visit, look)
        return self._desk.page(visit, "home.html", shown | {"sought": sought, "kind": kind})

    async def table(self, visit: StaffVisit) -> Response:
        """Give all facilities as a table to work on."""

        def write(context: StaffContext) -> bytes:
            from bot.staff.exporting.table import as_workbook  # noqa: PLC0415 - for this alone

            return as_workbook(context.dataset, context.language)

        content = await self._desk.act(visit, write)
        return workbook(content, "facilities.xlsx")

    async def shown(self, visit: StaffVisit) -> Response:
        """Show every field with its origin, each to be confirmed or changed."""

        def look(context: StaffContext) -> dict[str, object]:
            facility = context.dataset.facility(visit.path["id"])
            category = context.dataset.categories[facility.category].name
            rows = field_rows(context, facility)
            drawn = known_position(context, facility)
            return {"facility": facility, "category": category, "rows": rows, "map": drawn}

        return self._desk.page(visit, "facility.html", await self._desk.act(visit, look))

    async def form(self, visit: StaffVisit) -> Response:
        """Show the fields to write in; a ticket that led here has filled some in already."""

        def look(context: StaffContext) -> dict[str, object]:
            number = visit.field("ticket")
            ticket = context.store.feedback.ticket(number) if number else None
            words = ticket.words if ticket else ""
            typed = suggested_fields(context.dataset, words)
            return self._form(context, visit, typed) | {"words": words, "number": number}

        shown = await self._desk.act(visit, look)
        return self._desk.page(visit, "edit.html", shown | {"error": ""})

    async def written(self, visit: StaffVisit) -> Response:
        """Show before → after, or the form again where something cannot be read."""
        key = visit.path["id"]

        def read(context: StaffContext) -> Reply | dict[str, object]:
            facility = context.dataset.facility(key)
            old = written_values(context.dataset, key, context.language)
            typed = {name: visit.field(name) for name in old if name in visit.fields}
            fields = {n: text or CLEARED[0] for n, text in typed.items() if text != old[n]}
            made = _read(
                context, lambda today: read_fields(context.dataset, facility, fields, today)
            )
            if isinstance(made, str):
                told = {"error": made, "words": visit.field("words")}
                told |= {"number": visit.field("ticket")}
                return self._form(context, visit, typed) | told
            why = " ".join(filter(None, (visit.field("ticket"), visit.field("why"))))
            return propose(context, made, why)

        return await self._told(visit, await self._desk.act(visit, read), "edit.html", key)

    async def position_form(self, visit: StaffVisit) -> Response:
        """Show the ways to say where a facility is."""
        told = await self._desk.act(visit, lambda context: self._place(context, visit))
        return self._desk.page(visit, "position.html", told | {"error": ""})

    async def positioned(self, visit: StaffVisit) -> Response:
        """Show what a position would change: that of who stands there, a link's, or numbers."""
        key = visit.path["id"]
        here, text = _here(visit.fields), await self._position_text(visit)

        def read(context: StaffContext) -> Reply | dict[str, object]:
            facility = context.dataset.facility(key)
            if here:
                ask_position(context, facility)
                return take_position(context, *here)
            if not text:
                missing = say(context.language, "staff_page.no_position")
                return self._place(context, visit) | {"error": missing}
            fields = {"position": text}
            made = _read(
                context, lambda today: read_fields(context.dataset, facility, fields, today)
            )
            if isinstance(made, str):
                return self._place(context, visit) | {"error": made}
            return propose(context, made, visit.field("why"))

        return await self._told(visit, await self._desk.act(visit, read), "position.html", key)

    async def new_form(self, visit: StaffVisit) -> Response:
        """Show the form of a new facility."""
        told = await self._desk.act(visit, lambda context: self._new(context, visit))
        return self._desk.page(visit, "add.html", told | {"error": ""})

    async def new_written(self, visit: StaffVisit) -> Response:
        """Show what a new facility would be."""
        position = await self._position_text(visit)

        def read(context: StaffContext) -> Reply | dict[str, object]:
            fields = {name: visit.field(name) for name in ("category", *_OF_NEW)}
            fields["position"] = position
            told = {name: text for name, text in fields.items() if text}
            name = visit.field("name")
            made = _read(context, lambda today: read_new(context.dataset, name, told, today))
            if isinstance(made, str):
                return self._new(context, visit) | {"error": made}
            return propose(context, made)

        return await self._told(visit, await self._desk.act(visit, read), "add.html")

    async def _told(
        self, visit: StaffVisit, told: Reply | dict[str, object], template: str, about: str = ""
    ) -> Response:
        if isinstance(told, dict):
            return self._desk.page(visit, template, told, _UNREADABLE)
        return await self._desk.replied(visit, told, about)

    async def _position_text(self, visit: StaffVisit) -> str:
        """Give a position as it is written, behind its system; a short link is followed."""
        text, link = visit.field("position"), read_link(visit.field("position"))
        if link and not link.point:
            point = await self._follow(link.url)
            return f"GPS {point.lon},{point.lat}" if point else text
        return text if link or not text else f"{visit.field('system')} {text}"

    # In the thread

    def _form(
        self, context: StaffContext, visit: StaffVisit, typed: Mapping[str, str]
    ) -> dict[str, object]:
        facility = context.dataset.facility(visit.path["id"])
        old = written_values(context.dataset, facility.id, context.language)
        only = visit.field("field")
        shown = [name for name in old if only in {"", name} or name in typed]
        fields = [(name, field_name(name, context.language), old[name], typed.get(name, old[name]))
                  for name in shown]  # fmt: skip
        return {"facility": facility, "fields": fields, "only": only, "choices": _choices(context)}

    def _place(self, context: StaffContext, visit: StaffVisit) -> dict[str, object]:
        facility = context.dataset.facility(visit.path["id"])
        (row,) = (one for one in field_rows(context, facility) if one.key == "position")
        typed = visit.field("position")
        drawn = known_position(context, facility)
        shown = {"facility": facility, "row": row, "typed": typed, "map": drawn}
        return shown | {"is_spot": is_spot(facility)}

    def _new(self, context: StaffContext, visit: StaffVisit) -> dict[str, object]:
        names = [(name, field_name(name, context.language)) for name in _OF_NEW]
        typed = {name: visit.field(name) for name in ("name", "category", "position", *_OF_NEW)}
        known = next((o for o in context.dataset.facilities if o.name.zh == typed["name"]), None)
        categories = context.dataset.categories
        return {"categories": categories, "names": names, "typed": typed, "known": known}


def _choices(context: StaffContext) -> dict[str, dict[str, str]]:
    """Give the values of each field that is chosen from a list, each with what it is called."""
    kinds = context.dataset.categories.items()
    told = {key: {one: context.say(f"data.{key}_{one}") for one in _CHOSEN[key]} for key in _CHOSEN}
    return told | {"category": {key: one.name.said_in(context.language) for key, one in kinds}}


def _read(context: StaffContext, read: Callable[[date], FieldEdit]) -> FieldEdit | str:
    """Read a change, or say why it cannot be read or would not be taken."""
    try:
        made = read(context.now.date())
    except CellError as error:
        if error.key == "import.only_links":  # here is a list to choose from
            text = error.values["text"]
            return say(context.language, "staff_page.which_system", text=text)
        return error.said_in(context.language)
    return refusal(context, made) or made


def _here(fields: Mapping[str, str]) -> tuple[LonLat, float] | None:
    """Read the position (WGS-84) that a phone found, and its error in metres; None without one."""
    try:
        point = lonlat(float(fields["lon"]), float(fields["lat"]))
        error_m = float(fields.get("error_m") or 0)
    except (CoordinateError, KeyError, ValueError):
        return None
    return (point, error_m) if error_m >= 0 else None
