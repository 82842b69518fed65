"""What a browser posts → the event that it stands for."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from bot.channels.http_server.bounded_body import BodyTooLargeError
from bot.conversation.reply import Event
from bot.map_links import read_link
from geo.crs import lonlat
from geo.errors import CoordinateError

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST_LETTERS = 1000
"""Letters of one message; nobody says more in a sentence or two."""

_MOST_FIELDS = 12
_MOST_ERROR_M = 100_000.0


@dataclass(frozen=True, slots=True)
class Submission:
    """One form: its event, the place of the page that it stood on, a short link to follow.

    `place` is an id of the dataset, or empty; `opened` tells that the page was opened by its
    address, so that no answer came before it; `once` names the form, so that one sent twice counts
    once.
    """

    event: Event
    place: str = ""
    link: str = ""
    opened: bool = False


def read_form(body: bytes) -> Submission:
    """Read a form (application/x-www-form-urlencoded); one without any field is an empty text.

    Raises:
        BodyTooLargeError: there are more letters than anybody says, or more fields than any form
            has.
    """
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise BodyTooLargeError from error
    fields = dict(pairs)
    if any(len(value) > MOST_LETTERS for value in fields.values()):
        raise BodyTooLargeError
    once = f"web:{fields.get('once') or secrets.token_hex(8)}"
    place, opened = fields.get("at", ""), "opened" in fields
    text = fields.get("text", "")
    if "press" in fields:
        return Submission(Event(press=fields["press"], id=once), place, opened=opened)
    if fields.get("place"):
        return Submission(Event(press=f"place:{fields['place']}", id=once))
    located = _located(fields, once)
    if located:
        return Submission(located)
    link = read_link(text)
    if link and link.point:
        return Submission(Event(location=link.point, id=once))
    url = link.url if link else ""
    return Submission(Event(text=text, id=once), place, url, opened)


def _located(fields: Mapping[str, str], once: str) -> Event | None:
    """Read a position that the browser found; None when there is none."""
    try:
        point = lonlat(float(fields["lon"]), float(fields["lat"]))
        error_m = float(fields.get("error_m") or 0)
    except (CoordinateError, KeyError, ValueError):
        return None
    is_sound = 0 <= error_m <= _MOST_ERROR_M
    return Event(location=point, error_m=error_m if is_sound else _MOST_ERROR_M, id=once)
