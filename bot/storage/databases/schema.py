"""The tables of the working store, their columns and keys, whichever database they are in."""

from __future__ import annotations

VERSION = 4
"""Of the tables below; a store remembers the one that it was made for."""

TABLES = (
    ("meta", {"key": str, "value": str}, "key"),
    ("sessions", {"person": str, "body": str, "since": float}, "person"),
    (
        "feedback",
        {
            "number": int,
            "event": str,
            "facility_id": str,
            "words": str,
            "person": str,
            "at": str,
            "status": str,
            "decided_by": str,
            "reason": str,
        },
        "number",
    ),
    (
        "demand",
        {"category": str, "neighbourhood": str, "hour": int, "found": int, "count": int},
        ("category", "neighbourhood", "hour", "found"),
    ),
    ("unanswered", {"reason": str, "hour": int, "count": int}, ("reason", "hour")),
    ("updates", {"seq": int, "update_id": int}, "seq"),
    ("waiting", {"update_id": int, "body": str, "since": float}, "update_id"),
)
"""Name, columns, primary key; a key of one whole number is counted up by the database."""

UNIQUE = (("feedback", "event"), ("updates", "update_id"))
SEARCHED = (("sessions", "since"), ("feedback", "person"))
