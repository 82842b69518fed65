"""A request of somebody who has logged in: her session, and what her form says."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from bot.channels.http_server.bounded_body import BodyTooLargeError
from bot.channels.http_server.multipart import read_multipart
from bot.staff.web_login import ROOT
from bot.storage.staff_logins import SESSION_LIFETIME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.requests import Request
    from starlette.responses import Response

    from bot.channels.http_server.multipart import Upload
    from bot.storage.staff_logins import StaffSession

COOKIE = "yike_staff"


_MOST_FIELDS = 20
_MOST_LETTERS = 1000


@dataclass(frozen=True, slots=True)
class StaffVisit:
    """One request; `fields` are those of its form, or of its address, `files` what it brings."""

    request: Request
    session: StaffSession
    fields: Mapping[str, str]
    files: Mapping[str, Upload] = field(default_factory=dict)

    def field(self, name: str) -> str:
        """Give what a field says; empty when there is none."""
        return self.fields.get(name, "").strip()

    @property
    def path(self) -> Mapping[str, str]:
        """The parts of the address that have names."""
        parts: dict[str, str] = self.request.path_params
        return parts

    @property
    def event(self) -> str:
        """A name for what the form does: the same form sent twice counts once."""
        return f"web:{self.field('once') or secrets.token_hex(8)}"


async def read_form(request: Request) -> tuple[dict[str, str], dict[str, Upload]]:
    """Read a form that was sent, with or without files.

    Raises:
        BodyTooLargeError: it has more fields or letters than any form of ours.
    """
    kind = request.headers.get("content-type", "")
    body = await request.body()
    if not kind.startswith("multipart/form-data"):
        return form_fields(body), {}
    fields, files = read_multipart(body, kind)
    if any(len(value) > _MOST_LETTERS for value in fields.values()):
        raise BodyTooLargeError
    return fields, files


def form_fields(body: bytes) -> dict[str, str]:
    """Read a form (application/x-www-form-urlencoded).

    Raises:
        BodyTooLargeError: it has more fields or letters than any form of ours.
    """
    try:
        pairs = parse_qsl(
            body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError as error:
        raise BodyTooLargeError from error
    if any(len(value) > _MOST_LETTERS for _, value in pairs):
        raise BodyTooLargeError
    return dict(pairs)


def let_in(response: Response, request: Request, session: StaffSession) -> None:
    """Give a browser its session: no script can read it, no other site can have it sent."""
    response.set_cookie(
        COOKIE,
        session.token,
        max_age=int(SESSION_LIFETIME.total_seconds()),
        path=ROOT,
        secure=request.url.scheme == "https",
        httponly=True,
        samesite="strict",
    )


def let_out(response: Response) -> None:
    """Take a browser's session from it, and the pages that it keeps."""
    response.delete_cookie(COOKIE, path=ROOT)
    response.headers["Clear-Site-Data"] = '"cache"'
