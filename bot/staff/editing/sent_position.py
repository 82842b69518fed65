"""A position that a member of staff sends: for what she verifies, else for what she changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.staff.editing.edit_dialogue import awaits_pin, take_pin
from bot.staff.editing.verification import awaits_position, take_position

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from bot.staff.staff_context import StaffContext
    from geo.facility import LonLat


def awaits(context: StaffContext) -> bool:
    """Tell whether the next position is meant for a facility."""
    return awaits_position(context) or awaits_pin(context)


def take(context: StaffContext, point: LonLat, error_m: float) -> Reply:
    """Show what a position (WGS-84) would change; nothing is changed until that is confirmed."""
    taker = take_position if awaits_position(context) else take_pin
    return taker(context, point, error_m)
