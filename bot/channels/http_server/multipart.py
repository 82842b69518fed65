"""Forms that bring a file (multipart/form-data, RFC 7578) → their fields and files."""

from __future__ import annotations

import re
from typing import NamedTuple

_BOUNDARY = re.compile(r'boundary="?([^\s";]{1,70})"?', re.IGNORECASE)
_NAME = re.compile(r'[;\s]name="([^"]*)"')
_FILE_NAME = re.compile(r'[;\s]filename="([^"]*)"')
_MOST_PARTS = 20
_MOST_LETTERS = 80


class Upload(NamedTuple):
    """A file that somebody sent: its name without folders, and what is in it."""

    name: str
    content: bytes


def read_multipart(body: bytes, content_type: str) -> tuple[dict[str, str], dict[str, Upload]]:
    """Read the fields and the files of a form; what is no such form has none.

    A file field that was left empty is left out.
    """
    boundary = _BOUNDARY.search(content_type)
    fields: dict[str, str] = {}
    files: dict[str, Upload] = {}
    if boundary is None:
        return fields, files
    parts = (b"\r\n" + body).split(b"\r\n--" + boundary[1].encode(), _MOST_PARTS + 1)
    for part in parts[1 : _MOST_PARTS + 1]:
        head, _, content = part.partition(b"\r\n\r\n")
        told = head.decode("utf-8", "replace")
        name, file_name = _NAME.search(told), _FILE_NAME.search(told)
        if name is None:  # the end of the form
            continue
        if file_name is None:
            fields[name[1]] = content.decode("utf-8", "replace")
        elif file_name[1]:
            files[name[1]] = Upload(_base_name(file_name[1]), content)
    return fields, files


def _base_name(text: str) -> str:
    """Leave folders, signs that are no letters of a name, and what is too long out."""
    plain = re.split(r"[/\\]", text.replace("%22", ""))[-1]
    plain = re.sub(r"[\x00-\x1f\x7f<>:|?*]", "", plain).strip(". ")
    return plain[-_MOST_LETTERS:] or "table"
