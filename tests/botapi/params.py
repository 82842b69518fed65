"""The parameters of one call, however they were encoded, read by type."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.botapi.wire import bad_request

if TYPE_CHECKING:
    from tests.botapi.wire import Json, Upload


@dataclass(frozen=True, slots=True)
class Params:
    """Values by name (strings from a form, anything from a JSON body) and uploaded files."""

    values: Json = field(default_factory=dict)
    files: dict[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The parameter as it was written; empty when absent."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def required(self, name: str) -> str:
        """The parameter, which may not be empty."""
        value = self.text(name)
        if not value:
            raise bad_request(f'parameter "{name}" is required')
        return value

    def integer(self, name: str, default: int = 0) -> int:
        """A whole number; `default` when absent."""
        value = self.text(name).strip()
        try:
            return int(value) if value else default
        except ValueError:
            raise bad_request(f"invalid {name} specified") from None

    def number(self, name: str) -> float:
        """A decimal number that has to be there."""
        value = self.text(name).strip()
        if not value:
            raise bad_request(f"{name} is empty")
        try:
            return float(value)
        except ValueError:
            raise bad_request(f"invalid {name} specified") from None

    def flag(self, name: str) -> bool:
        """True for Telegram's ways to write true."""
        return self.text(name).strip().lower() in {"true", "yes", "1"}

    def json(self, name: str, what: str) -> Any:  # noqa: ANN401 - JSON may be anything
        """A value sent as JSON text or, in a JSON body, as itself; None when absent."""
        value = self.values.get(name)
        if value is None or value == "":
            return None
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise bad_request(f"can't parse {what} JSON object") from None

    @property
    def chat_id(self) -> int | None:
        """The chat spoken of, when it is a number."""
        try:
            return int(self.text("chat_id"))
        except ValueError:
            return None
