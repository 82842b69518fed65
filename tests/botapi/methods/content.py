"""Turns parameters into the content of a message, and checks it against the limits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.botapi.formatting.entities import formatted
from tests.botapi.params import Params
from tests.botapi.wire import bad_request, utf16_length

if TYPE_CHECKING:
    from tests.botapi.files import FileStore
    from tests.botapi.wire import Json

# https://core.telegram.org/bots/api#sendmessage, #sendphoto, #sendlocation
MAX_TEXT = 4096
MAX_CAPTION = 1024
MAX_ACCURACY_M = 1500
LIVE_PERIOD_S = range(60, 86_401)
LIVE_FOREVER_S = 0x7FFFFFFF

_ALBUM_KINDS = {"photo", "document"}


def text(params: Params, name: str = "text", *, too_long: str = "message is too long") -> Json:
    """The text of a message: 1 to 4096 characters after its markup is read."""
    styled = _styled(params, name, "entities")
    if not styled["text"]:
        raise bad_request("message text is empty")
    if utf16_length(styled["text"]) > MAX_TEXT:
        raise bad_request(too_long)
    return styled


def caption(params: Params) -> Json:
    """The caption of a medium: up to 1024 characters; empty when there is none."""
    styled = _styled(params, "caption", "caption_entities")
    if utf16_length(styled["text"]) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if not styled["text"]:
        return {}
    shown = {"caption": styled["text"]}
    return shown | ({"caption_entities": styled["entities"]} if "entities" in styled else {})


def location(params: Params) -> Json:
    """A position; longitude and latitude in degrees (WGS-84)."""
    latitude, longitude = params.number("latitude"), params.number("longitude")
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong latitude or longitude specified")
    place: Json = {"longitude": longitude, "latitude": latitude}
    if params.text("horizontal_accuracy"):
        place["horizontal_accuracy"] = params.number("horizontal_accuracy")
        if not 0 <= place["horizontal_accuracy"] <= MAX_ACCURACY_M:
            raise bad_request("wrong horizontal accuracy specified")
    period = params.integer("live_period")
    if period:
        if period not in LIVE_PERIOD_S and period != LIVE_FOREVER_S:
            raise bad_request("wrong live period specified")
        place["live_period"] = period
    return {"location": place}


def venue(params: Params) -> Json:
    """A named place; the message has its location too, as Telegram sends it."""
    place = location(params)["location"]
    title, address = params.required("title"), params.required("address")
    return {"venue": {"location": place, "title": title, "address": address}, "location": place}


def medium(files: FileStore, params: Params, kind: str, name: str) -> Json:
    """A photo or a document with its caption."""
    shown = caption(params)
    return {**files.given(params, kind, name).in_message(), **shown}


def input_media(files: FileStore, params: Params, media: object) -> Json:
    """An InputMedia object: what editMessageMedia and sendMediaGroup take."""
    problem = "can't parse InputMedia:"
    if not isinstance(media, dict):
        raise bad_request(f"{problem} expected an Object")
    kind = media.get("type", "")
    if kind not in _ALBUM_KINDS:
        raise bad_request(f'{problem} type "{kind}" is unsupported')
    inner = Params(media, params.files)
    shown = caption(inner)
    stored = files.resolved(params, kind, inner.text("media"))
    return {**stored.in_message(), **shown}


def _styled(params: Params, name: str, entities: str) -> Json:
    given = params.json(entities, "entities")
    listed = given if isinstance(given, list) else None
    styled = formatted(params.text(name), params.text("parse_mode"), listed)
    found = {"entities": list(styled.entities)} if styled.entities else {}
    return {"text": styled.text, **found}
