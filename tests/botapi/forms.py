"""Reads a request's parameters: query string, form, JSON body or multipart form."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from tests.botapi.params import Params
from tests.botapi.wire import Upload, bad_request

if TYPE_CHECKING:
    from starlette.requests import Request

    from tests.botapi.wire import Json

_NAME = re.compile(rb'; name="([^"]*)"')
_FILENAME = re.compile(rb'; filename="([^"]*)"')
_MIME = re.compile(rb"(?im)^content-type: *([^\r\n]+)")
_BOUNDARY = re.compile(r'boundary="?([^";]+)"?')


async def read(request: Request) -> Params:
    """The parameters of a call; those in the body win over those in the address."""
    values: Json = dict(request.query_params)
    body = await request.body()
    if not body:
        return Params(values)
    kind = request.headers.get("content-type", "")
    if kind.startswith("multipart/form-data"):
        fields, files = multipart(body, kind)
        return Params({**values, **fields}, files)
    return Params({**values, **_plain(body, kind)})


def multipart(body: bytes, content_type: str) -> tuple[Json, dict[str, Upload]]:
    """Split a multipart form (RFC 7578) into fields and files."""
    boundary = _BOUNDARY.search(content_type)
    if boundary is None:
        raise bad_request("multipart form without a boundary")
    fields: Json = {}
    files: dict[str, Upload] = {}
    parts = (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode())
    for part in parts[1:-1]:
        head, _, content = part[2:].partition(b"\r\n\r\n")
        name = _find(_NAME, head)
        if _FILENAME.search(head):
            mime = _find(_MIME, head) or "application/octet-stream"
            files[name] = Upload(_find(_FILENAME, head), mime, content)
        else:
            fields[name] = content.decode()
    return fields, files


def _find(pattern: re.Pattern[bytes], head: bytes) -> str:
    found = pattern.search(head)
    return unquote(found[1].decode()) if found else ""


def _plain(body: bytes, kind: str) -> Json:
    if not kind.startswith("application/json"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    try:
        values = json.loads(body)
    except ValueError:
        raise bad_request("can't parse JSON object") from None
    if not isinstance(values, dict):
        raise bad_request("object expected as parameters")
    return values
