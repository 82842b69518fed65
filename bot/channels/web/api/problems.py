"""Why a request of the API was not answered: problem details (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.responses import Response

from bot.channels.plain_text import whole
from bot.channels.web.chat.visitors import wanted_language
from bot.texts.local_words import say_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from starlette.requests import Request

MEDIA_TYPE = "application/problem+json"


class ProblemError(Exception):
    """A request that cannot be answered: the status, what happened, and each fault of it."""

    def __init__(self, status: int, detail: str, faults: Sequence[str] = ()) -> None:
        """Say what happened and what to do."""
        super().__init__(detail)
        self.status, self.detail, self.faults = status, detail, tuple(faults)


def problem_response(error: ProblemError) -> Response:
    """Tell a problem."""
    told: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(error.status).phrase,
        "status": error.status,
        "detail": error.detail,
    }
    if error.faults:
        told["errors"] = list(error.faults)
    body = whole(json.dumps(told, ensure_ascii=False)).encode()
    headers = {"Access-Control-Allow-Origin": "*", "Cache-Control": "no-store"}
    return Response(body, error.status, headers, MEDIA_TYPE)


def problem(request: Request, key: str, status: int, **values: object) -> Response:
    """Tell a program what a page would say to a person."""
    dataset = request.app.state.worker.dataset
    detail = say_in(dataset, wanted_language(request), key, **values)
    return problem_response(ProblemError(status, detail))
