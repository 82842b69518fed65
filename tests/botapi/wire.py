"""What travels between a bot and the server: JSON objects, uploaded files, refusals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

Json: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it arrived in a multipart form."""

    name: str
    mime: str
    content: bytes


class ApiError(Exception):
    """A refusal in Telegram's form: a code, a description and perhaps when to come back."""

    def __init__(self, code: int, description: str, retry_after_s: float | None = None) -> None:
        """Keep the three; `retry_after_s` is in seconds (Telegram itself sends whole ones)."""
        super().__init__(description)
        self.code = code
        self.description = description
        self.retry_after_s = retry_after_s

    def as_json(self) -> Json:
        """The body of the answer."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.retry_after_s is not None:
            body["parameters"] = {"retry_after": self.retry_after_s}
        return body


def bad_request(why: str) -> ApiError:
    """Refuse what a bot asked, as Telegram words it: 400, "Bad Request: …"."""
    return ApiError(400, f"Bad Request: {why}")


def too_many_requests(retry_after_s: float) -> ApiError:
    """Refuse for flood: 429 with the seconds to wait."""
    return ApiError(429, f"Too Many Requests: retry after {retry_after_s:g}", retry_after_s)


def utf16_length(text: str) -> int:
    """The length in UTF-16 code units, as Telegram counts offsets and limits."""
    return len(text.encode("utf-16-le")) // 2
