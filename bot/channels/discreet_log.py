"""The log of a service: what we say ourselves, and nothing that anybody else said."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"
_OURS = ("bot", "geo", "maps", "data")


class DiscreetFormatter(logging.Formatter):
    """Writes what we say, and of a library only what it always says: never what it was given."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the library's name
        """Leave out the values in a library's message: they may be a token, words, a position."""
        if record.name.partition(".")[0] not in _OURS:
            kind = record.exc_info[0] if record.exc_info else None
            record.message = f"{record.msg} {kind.__name__ if kind else ''}".rstrip()
        return super().formatMessage(record)

    def formatException(self, ei: object) -> str:  # noqa: N802 - the library's name
        """Leave tracebacks out: the last line of one may hold anything."""
        del ei
        return ""


class StructuredFormatter(DiscreetFormatter):
    """Writes each record as one JSON object a line, for programs that gather logs."""

    def format(self, record: logging.LogRecord) -> str:
        """Write a record: when (UTC), how grave, which part, what."""
        super().format(record)
        return json.dumps(
            {
                "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
                "level": record.levelname,
                "part": record.name,
                "message": record.message,
            },
            ensure_ascii=False,
        )


def log_discreetly(*, structured: bool = False) -> None:
    """Write the log of a service on standard error; `structured` as a JSON object a line."""
    handler = logging.StreamHandler()
    handler.setFormatter(StructuredFormatter() if structured else DiscreetFormatter(_FORMAT))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for name in ("httpx", "httpcore", "apscheduler", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)
