"""The parameters of the API: each told once, for the document and for reading it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.channels.web.api.problems import ProblemError
from bot.texts import LANGUAGES
from geo.facility import Pace
from geo.walking_model import CIRCLE_MIN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from starlette.requests import Request

POSITION = r"-?\d{1,3}(?:\.\d{1,12})?,-?\d{1,3}(?:\.\d{1,12})?"
ID = r"[a-z0-9][a-z0-9_-]{0,39}"

_MOST_VALUES = 20
_DAY = (
    r"20\d\d-(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])"
    r"|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
)
_TIME = r"(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d)?"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a query: `schema` is JSON Schema of one value, `many` takes several."""

    name: str
    schema: Mapping[str, Any]
    description: str
    required: bool = False
    many: bool = False
    example: str = ""

    def read(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - the type that the schema names
        """Read the values that a query gives; the schema's default when it gives none.

        Raises:
            ValueError: a value is missing, given twice or not of the schema.
        """
        if self.many:
            if len(texts) > _MOST_VALUES:
                raise ValueError(f"{self.name}: give it {_MOST_VALUES} times at most")
            return tuple(self._value(text) for text in texts)
        if len(texts) > 1:
            raise ValueError(f"{self.name}: give it once")
        if not texts and self.required:
            raise ValueError(f"{self.name}: is needed ({self.description})")
        return self._value(texts[0]) if texts else self.schema.get("default")

    def _value(self, text: str) -> Any:  # noqa: ANN401 - as `read`
        return checked(self.name, self.schema, text)

    def document(self) -> dict[str, Any]:
        """Describe it for OpenAPI."""
        schema: dict[str, Any] = dict(self.schema)
        if self.many:
            schema = {"type": "array", "items": schema, "maxItems": _MOST_VALUES}
        return {
            "name": self.name,
            "in": "query",
            "required": self.required,
            "description": self.description,
            "schema": schema,
            **({"example": self.example} if self.example else {}),
        }


def checked(name: str, schema: Mapping[str, Any], text: str) -> Any:  # noqa: ANN401 - see `read`
    """Read one value of a schema: a whole number, a truth, a word, or a text of a form.

    Raises:
        ValueError: it is none of it.
    """
    kind = schema["type"]
    if kind == "boolean" and text in {"true", "false"}:
        return text == "true"
    if kind == "integer" and re.fullmatch(r"\d{1,3}", text, re.ASCII):
        number = int(text)
        if schema["minimum"] <= number <= schema["maximum"]:
            return number
    if kind == "string" and _is_of(schema, text):
        return text
    raise ValueError(f"{name}: {text[:40]!r} is not {_wanted(schema)}")


def _is_of(schema: Mapping[str, Any], text: str) -> bool:
    if "enum" in schema:
        return text in schema["enum"]
    return re.fullmatch(schema["pattern"].strip("^$"), text, re.ASCII) is not None


def _wanted(schema: Mapping[str, Any]) -> str:
    if schema["type"] == "boolean":
        return "true or false"
    if schema["type"] == "integer":
        return f"a whole number from {schema['minimum']} to {schema['maximum']}"
    return f"one of {', '.join(schema['enum'])}" if "enum" in schema else schema["title"]


def read_query(request: Request, parameters: Iterable[Parameter]) -> dict[str, Any]:
    """Read the whole query of a request.

    Raises:
        ProblemError: it has faults; all of them are told.
    """
    known = {parameter.name: parameter for parameter in parameters}
    query = request.query_params
    faults = [f"{name}: there is no such parameter" for name in query if name not in known]
    values = {}
    for name, parameter in known.items():
        try:
            values[name] = parameter.read(query.getlist(name))
        except ValueError as error:
            faults.append(str(error))
    if faults:
        raise ProblemError(400, "the query has faults; see errors", sorted(set(faults)))
    return values


AT = Parameter(
    "at",
    {
        "type": "string",
        "title": "LON,LAT or the id of a place",
        "pattern": f"^(?:{POSITION}|{ID})$",
    },
    "where to walk from: degrees, WGS-84, longitude first, like 121.5172,31.2071; or the id of a "
    "place or facility, like metro-central",
    required=True,
)
TO = Parameter(
    "to",
    {"type": "string", "title": "the id of a facility", "pattern": f"^{ID}$"},
    "the id of a facility",
    required=True,
)
MINUTES = Parameter(
    "minutes",
    {"type": "integer", "minimum": 1, "maximum": 60, "default": CIRCLE_MIN},
    "how long to walk",
)
PACE = Parameter(
    "pace",
    {"type": "string", "enum": list(Pace)},
    "standard 1.0 m/s, elder 0.8 (the town's default), slow 0.6 without stairs",
)
OPEN_NOW = Parameter("open_now", {"type": "boolean", "default": False}, "what is open comes first")
ACCESSIBLE = Parameter(
    "accessible", {"type": "boolean", "default": False}, "leave out where no wheelchair gets in"
)
NOW = Parameter(
    "now",
    {"type": "string", "title": "a moment in ISO 8601", "pattern": f"^{_DAY}T{_TIME}$"},
    "the moment that opening hours are told for; in the town's own time without a zone",
)
LANGUAGE = Parameter(
    "language", {"type": "string", "enum": list(LANGUAGES), "default": LANGUAGES[0]}, "of names"
)
