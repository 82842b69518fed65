"""The addresses of the API: read the request, have it answered, write the response."""

from __future__ import annotations

import hashlib
import json
from functools import partial
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from starlette.responses import Response
from starlette.routing import Route

from bot.channels.circle_scene import whole_scene
from bot.channels.web.api.api_answers import ApiAnswers
from bot.channels.web.api.api_parameters import read_query
from bot.channels.web.api.openapi import document
from bot.channels.web.api.operations import ASK_PATH, FACILITY_PATH, READS, read_question
from bot.channels.web.api.problems import ProblemError, problem_response
from geo.errors import OutsideAreaError
from geo.facility import Pace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from starlette.requests import Request

    from bot.channels.web.api.operations import Operation
    from bot.channels.web.web_worker import WebWorker
    from bot.conversation.lookup.search import FacilitySearch
    from geo.dataset.dataset import Dataset

    Endpoint = Callable[[Request], Awaitable[Response]]

_GEOJSON = "application/geo+json"
_OPEN_TO_ALL = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}


class Api:
    """One endpoint for each address."""

    def __init__(self, worker: WebWorker) -> None:
        """Answer from the dataset of a worker."""
        self._worker, self._answers = worker, ApiAnswers(worker)
        self._operations: tuple[Dataset, dict[str, Operation]] | None = None

    def routes(self) -> list[Route]:
        """Give the routing table."""
        reads = [Route(one.path, partial(self._read, one), methods=["GET"]) for one in READS]
        return [
            *reads,
            Route(FACILITY_PATH, self._facility, methods=["GET"]),
            Route(ASK_PATH, self._ask, methods=["POST"]),
            Route("/api/openapi.json", self._document, methods=["GET"]),
        ]

    async def _read(self, operation: Operation, request: Request) -> Response:
        try:
            values = read_query(request, self._known(operation).parameters)
            body = await self._body(operation.name, values)
        except ProblemError as error:
            return problem_response(error)
        return _tagged(request, body, _GEOJSON)

    def _known(self, operation: Operation) -> Operation:
        """Give an operation as it is for the dataset that answers come from now."""
        dataset = self._worker.dataset
        if self._operations is None or self._operations[0] is not dataset:
            self._operations = dataset, {one.name: one.of(dataset) for one in READS}
        return self._operations[1][operation.name]

    async def _body(self, name: str, values: Mapping[str, Any]) -> bytes:
        if name == "circle":
            return await self._circle(values)
        answers: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "nearby": self._answers.nearby,
            "route": self._answers.route,
            "facilities": self._answers.facilities,
            "places": lambda _: self._answers.places(),
        }
        return await self._worker.run(_answered, answers[name], values)

    async def _circle(self, values: Mapping[str, Any]) -> bytes:
        origin, _ = self._answers.origin(values["at"])
        now = self._answers.moment(values["now"])
        pace = Pace(values["pace"]) if values["pace"] else self._worker.dataset.default_pace

        def drawn(search: FacilitySearch) -> bytes:
            from maps.circle.circle_geojson import circle_geojson  # noqa: PLC0415 - shapely: 0.2 s

            scene = whole_scene(search, origin, values["minutes"], pace, "zh", now)
            return circle_geojson(scene).encode()

        try:
            return await self._worker.drawings.run(drawn)
        except OutsideAreaError as error:
            raise ProblemError(404, str(error)) from error

    async def _facility(self, request: Request) -> Response:
        try:
            read_query(request, ())
            body = await self._worker.run(
                _answered, self._answers.facility, request.path_params["facility_id"]
            )
        except ProblemError as error:
            return problem_response(error)
        return _tagged(request, body, _GEOJSON)

    async def _ask(self, request: Request) -> Response:
        kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if kind != "application/json":
            return problem_response(ProblemError(415, "send the question as application/json"))
        try:
            read_query(request, ())
            asked = read_question(await request.body())
            body = await self._worker.run(_answered, self._answers.ask, asked)
        except ProblemError as error:
            return problem_response(error)
        return Response(body, headers={"Cache-Control": "no-store"}, media_type="application/json")

    async def _document(self, request: Request) -> Response:
        described = document(self._worker.dataset, version("yike"))
        return _tagged(request, _written(described), "application/json")


def _answered(answer: Callable[[Any], dict[str, Any]], asked: object) -> bytes:
    """Answer and write it down, both in the worker's thread."""
    return _written(answer(asked))


def _written(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode()


def _tagged(request: Request, body: bytes, media_type: str) -> Response:
    """Give a body that every site may read, or say that the reader has it already."""
    tag = f'"{hashlib.blake2b(body, digest_size=12).hexdigest()}"'
    headers = {**_OPEN_TO_ALL, "ETag": tag, "Cache-Control": "no-cache"}
    held = request.headers.get("if-none-match", "")
    if held.strip() == "*" or tag in {one.strip().removeprefix("W/") for one in held.split(",")}:
        return Response(status_code=304, headers=headers)
    return Response(body, headers=headers, media_type=media_type)
