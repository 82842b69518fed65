"""The API described for programs (OpenAPI 3.1), as `operations` declares it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.channels.web.api.api_parameters import ID
from bot.channels.web.api.operations import ASK_FIELDS, ASK_PATH, FACILITY_PATH, READS, example_id
from bot.channels.web.api.problems import MEDIA_TYPE

if TYPE_CHECKING:
    from bot.channels.web.api.operations import Operation
    from geo.dataset.dataset import Dataset

_GEOJSON = "application/geo+json"
_NUMBER: dict[str, Any] = {"type": ["number", "null"]}
_TEXT: dict[str, Any] = {"type": ["string", "null"]}

_GEOMETRY: dict[str, Any] = {
    "type": ["object", "null"],
    "required": ["type", "coordinates"],
    "properties": {
        "type": {
            "enum": ["Point", "LineString", "Polygon", "MultiPolygon"],
        },
        "coordinates": {"type": "array"},
    },
}
_WALK: dict[str, Any] = {
    "type": "object",
    "required": ["id", "name", "category", "walk_minutes", "within", "open", "status"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "category": {"type": "string"},
        "walk_minutes": _NUMBER,
        "walk_minutes_range": {
            "type": ["array", "null"],
            "items": {"type": "number"},
            "minItems": 2,
            "maxItems": 2,
        },
        "walk_m": _NUMBER,
        "within": {"enum": ["yes", "maybe", "no"]},
        "open": {"enum": ["open", "closed", "unknown"]},
        "next_change": _TEXT,
        "status": {"enum": ["open", "planned", "suspended", "closed"]},
        "verified_on": _TEXT,
        "position_error_m": _NUMBER,
    },
}


def _feature(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", "geometry", "properties"],
        "properties": {
            "type": {"const": "Feature"},
            "id": {"type": "string"},
            "geometry": _GEOMETRY,
            "properties": properties,
        },
    }


def _collection(feature: str) -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["type", "features", "attribution"],
        "properties": {
            "type": {"const": "FeatureCollection"},
            "features": {"type": "array", "items": {"$ref": f"#/components/schemas/{feature}"}},
            "attribution": {"type": "string"},
        },
    }


_PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {"type": "array", "items": {"type": "string"}},
    },
}
_REPLY = {
    "type": "object",
    "required": ["intent", "place", "needs_place", "facilities", "text", "buttons"],
    "properties": {
        "intent": {"type": "string"},
        "place": {"type": ["object", "null"]},
        "needs_place": {"type": "boolean"},
        "facilities": {"type": "array", "items": {"type": "object"}},
        "text": {"type": "string"},
        "buttons": {"type": "array", "items": {"type": "object"}},
    },
}
_SCHEMAS = {
    "Problem": _PROBLEM,
    "Reply": _REPLY,
    "Feature": _feature({"type": "object"}),
    "FacilityFeature": _feature(_WALK),
    "RouteFeature": _feature({**_WALK, "required": [*_WALK["required"], "steps"]}),
    "FeatureCollection": _collection("Feature"),
    "FacilityCollection": _collection("FacilityFeature"),
}


def document(dataset: Dataset, version: str) -> dict[str, Any]:
    """Describe the API of a dataset."""
    name = dataset.name.en
    paths = {one.path: {"get": _read(one.of(dataset))} for one in READS}
    paths[FACILITY_PATH] = {"get": _one_facility(example_id(dataset))}
    paths[ASK_PATH] = {"post": _ask()}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Yike: what is a quarter of an hour away on foot in {name}",
            "version": version,
            "description": "Positions are degrees, WGS-84, longitude first (RFC 7946).",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": paths,
        "components": {"schemas": _SCHEMAS},
    }


def _read(operation: Operation) -> dict[str, Any]:
    return {
        "operationId": operation.name,
        "summary": operation.summary,
        "parameters": [parameter.document() for parameter in operation.parameters],
        "responses": _responses(_GEOJSON, operation.answer),
    }


def _one_facility(example: str) -> dict[str, Any]:
    parameter = {
        "name": "facility_id",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": f"^{ID}$"},
        "example": example,
    }
    return {
        "operationId": "facility",
        "summary": "All that is known of one facility",
        "parameters": [parameter],
        "responses": _responses(_GEOJSON, "Feature"),
    }


def _ask() -> dict[str, Any]:
    schema = {
        "type": "object",
        "required": ["text"],
        "properties": ASK_FIELDS,
        "additionalProperties": False,
    }
    responses = _responses("application/json", "Reply")
    del responses["304"]
    return {
        "operationId": "ask",
        "summary": "Answer one question in words; nothing of it is kept",
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": schema}},
        },
        "responses": responses | {"413": _problem("Too long"), "415": _problem("No JSON")},
    }


def _responses(media_type: str, schema: str) -> dict[str, Any]:
    return {
        "200": {
            "description": "The answer",
            "content": {media_type: {"schema": {"$ref": f"#/components/schemas/{schema}"}}},
        },
        "304": {"description": "As it was (If-None-Match)"},
        "400": _problem("What was asked has faults; all of them are told"),
        "404": _problem("There is no such place or facility, or no street near it"),
        "405": _problem("Another method is meant"),
        "429": _problem("Too fast; Retry-After says how long to wait"),
    }


def _problem(description: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": description, "content": {MEDIA_TYPE: {"schema": schema}}}
