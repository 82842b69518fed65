"""Forms that bring a file (multipart/form-data, RFC 7578) → their fields and files."""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import HTTP
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from email.message import MIMEPart

_KIND = "multipart/form-data"
_MOST_LETTERS = 80


class Upload(NamedTuple):
    """A file that somebody sent: its name without folders, and what is in it."""

    name: str
    content: bytes


def read_multipart(body: bytes, content_type: str) -> tuple[dict[str, str], dict[str, Upload]]:
    """Read the fields and the files of a form; what is no such form has none.

    A file field that was left empty is left out.
    """
    fields: dict[str, str] = {}
    files: dict[str, Upload] = {}
    if not content_type.lower().startswith(_KIND) or "\n" in content_type:
        return fields, files
    head = f"Content-Type: {content_type}\r\n\r\n".encode("utf-8", "replace")
    form = BytesParser(EmailMessage, policy=HTTP).parsebytes(head + body)
    for part in form.iter_parts():
        name, file_name = _told(part, "name"), part.get_filename()
        content = part.get_payload(decode=True)
        if not name or not isinstance(content, bytes):
            continue
        if file_name is None:
            fields[name] = content.decode("utf-8", "replace")
        elif file_name:
            files[name] = Upload(_base_name(file_name), content)
    return fields, files


def _told(part: MIMEPart, key: str) -> str:
    """Give what the head of a part tells of it."""
    value = part.get_param(key, "", header="content-disposition")
    return value if isinstance(value, str) else ""


def _base_name(text: str) -> str:
    """Leave folders, signs that are no letters of a name, and what is too long out."""
    plain = re.split(r"[/\\]", text.replace("%22", ""))[-1]
    plain = re.sub(r"[\x00-\x1f\x7f<>:|?*]", "", plain).strip(". ")
    return plain[-_MOST_LETTERS:] or "table"
