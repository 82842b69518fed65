"""Staff's pages from their templates, with the style and script of the residents' page."""

from __future__ import annotations

import secrets
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.responses import HTMLResponse, Response

from bot.channels.web.chat.rendering import asset, content_policy
from bot.texts import say

if TYPE_CHECKING:
    from bot.storage.staff_logins import StaffSession

_HIDDEN = Markup('<input type="hidden" name="proof" value="{proof}">') + Markup(
    '<input type="hidden" name="once" value="{once}">'
)
"""What every form of staff's says beside its own fields."""

_KEPT = frozenset(
    f"{name}.html" for name in ("edit", "add", "position", "reply", "table", "table_preview")
)
"""Pages that the browser's "back" shows again with what was typed; not those with residents' words.

A form that is sent again from there does so under the same `once`: what it does depends on what it
says as well.
"""

_PACKAGE = "bot.channels.web.staff"


def staff_page(
    template: str,
    language: str,
    session: StaffSession | None = None,
    status: int = 200,
    **values: object,
) -> HTMLResponse:
    """Fill a template of `assets/`; every value is escaped. `session` is None before the login."""
    proof = session.proof if session else ""
    text = _templates().get_template(template).render(
        styles=[Markup(asset("chat.css")), Markup(_style())],  # noqa: S704 - files of ours
        script=Markup(asset("chat.js")),  # noqa: S704 - likewise
        language=language,
        say=partial(say, language),
        hidden=_HIDDEN.format(proof=proof, once=secrets.token_hex(8)),
        is_in=session is not None,
        **values,
    )  # fmt: skip
    is_kept = template in _KEPT and not values.get("words")
    return HTMLResponse(text, status, headers=_headers(is_kept=is_kept))


def workbook(content: bytes, name: str) -> Response:
    """Give a workbook to keep under a name."""
    headers = {
        "Content-Type": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return Response(content, headers=headers)


@cache
def _headers(*, is_kept: bool) -> dict[str, str]:
    stored = "private, no-cache" if is_kept else "no-store"
    return {"Cache-Control": stored, "Content-Security-Policy": content_policy(_style())}


@cache
def _style() -> str:
    return (files(_PACKAGE) / "assets" / "staff.css").read_text("utf-8").strip()


@cache
def _templates() -> Environment:
    loader = PackageLoader(_PACKAGE, "assets")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
