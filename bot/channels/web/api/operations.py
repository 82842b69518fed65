"""The operations of the API, each told once: for its route, for reading it, for the document."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bot.channels.web.api import api_parameters as p
from bot.channels.web.api.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.dataset.dataset import Dataset

MOST_LETTERS = 1000
_CATEGORY = p.Parameter(
    "category",
    {"type": "string", "enum": []},
    "may be given several times; without it every category",
    many=True,
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One address that is read; `answer` names the schema of what it gives."""

    name: str
    path: str
    summary: str
    answer: str
    parameters: tuple[p.Parameter, ...] = ()

    def of(self, dataset: Dataset) -> Operation:
        """Give the operation as it is for a dataset: its categories, its ids as examples."""
        return replace(self, parameters=tuple(_of(one, dataset) for one in self.parameters))


def _of(parameter: p.Parameter, dataset: Dataset) -> p.Parameter:
    if parameter is _CATEGORY:
        return replace(parameter, schema={"type": "string", "enum": list(dataset.categories)})
    if parameter is p.AT or parameter is p.TO:
        return replace(parameter, example=example_id(dataset))
    return parameter


def example_id(dataset: Dataset) -> str:
    """Give the id of a located facility, which is an origin and a destination."""
    return next((one.id for one in dataset.located()), "")


READS = (
    Operation(
        "nearby",
        "/api/v1/nearby",
        "What can be walked to, the nearest first; without a category the nearest of each",
        "FacilityCollection",
        (p.AT, _CATEGORY, p.MINUTES, p.PACE, p.OPEN_NOW, p.ACCESSIBLE, p.NOW),
    ),
    Operation(
        "circle",
        "/api/v1/circle",
        "The areas within 5, 10, … minutes on foot, and every facility that may be in them",
        "FeatureCollection",
        (p.AT, p.MINUTES, p.PACE, p.NOW),
    ),
    Operation(
        "route",
        "/api/v1/route",
        "The way to a facility as a line, with its minutes and streets",
        "RouteFeature",
        (p.AT, p.TO, p.PACE, p.NOW),
    ),
    Operation(
        "facilities",
        "/api/v1/facilities",
        "Every facility, as far as it is known; a null geometry where nobody has located it",
        "FeatureCollection",
        (_CATEGORY,),
    ),
    Operation(
        "places",
        "/api/v1/places",
        "The places that have a name: stations, neighbourhoods, compounds, streets",
        "FeatureCollection",
    ),
)
"""What is read with GET and parameters of the query."""

FACILITY_PATH = "/api/v1/facilities/{facility_id}"
ASK_PATH = "/api/v1/ask"

ASK_FIELDS: dict[str, dict[str, Any]] = {
    "text": {"type": "string", "minLength": 1, "maxLength": MOST_LETTERS},
    "at": dict(p.AT.schema),
    "pace": dict(p.PACE.schema),
    "now": dict(p.NOW.schema),
    "language": dict(p.LANGUAGE.schema),
}


def read_question(body: bytes) -> dict[str, Any]:
    """Read the JSON object of a question.

    Raises:
        ProblemError: it is none, or has faults; all of them are told.
    """
    try:
        asked = json.loads(body)
    except (RecursionError, ValueError) as error:
        raise ProblemError(400, "the body is no JSON") from error
    if not isinstance(asked, dict):
        raise ProblemError(400, 'the body is no JSON object: write {"text": "附近有助餐点吗"}')
    faults = [f"{name[:40]}: there is no such field" for name in asked if name not in ASK_FIELDS]
    faults += [f"{name}: is no text" for name in asked if not isinstance(asked[name], str)]
    if not faults:
        faults = list(_faults(asked))
    if faults:
        raise ProblemError(400, "the question has faults; see errors", sorted(faults))
    blank = {name: schema.get("default") for name, schema in ASK_FIELDS.items()}
    return blank | asked


def _faults(asked: dict[str, str]) -> Iterable[str]:
    text = asked.get("text", "")
    if not 1 <= len(text) <= MOST_LETTERS:
        yield f"text: write 1 to {MOST_LETTERS} letters"
    for name in sorted(asked.keys() - {"text"}):
        try:
            p.checked(name, ASK_FIELDS[name], asked[name])
        except ValueError as error:
            yield str(error)
