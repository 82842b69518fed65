"""Cases of how residents are answered, kept beside the repository: what a reply does not meet."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

Case = dict[str, Any]
Reply = dict[str, Any]

# What a case says of itself and not of the reply.
ABOUT = frozenset({"kind", "q", "id", "now", "severity", "location", "dialogue"})


def cases_in(folder: Path) -> Iterator[tuple[Case, Mapping[str, Any]]]:
    """Give each case that is said in words, with what is expected of the last reply."""
    for file in ("residents.jsonl", "told.jsonl"):
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if "q" in case:
                yield case, {key: case[key] for key in case if key not in ABOUT}
            elif "opening_hours" not in case and ("text" in case or "dialogue" in case):
                yield case, case["expected"]


def said_in(case: Case) -> list[str]:
    """Give the messages of a case, in their order."""
    return case.get("dialogue") or [case.get("q") or case["text"]]


def unmet(reply: Reply, expected: Mapping[str, Any]) -> list[str]:
    """Name every expectation that a reply does not meet; `reply` has "topic" and "pick", too."""
    return [key for key, wanted in expected.items() if not _is_met(reply, key, wanted)]


def _is_met(reply: Reply, key: str, wanted: Any) -> bool:  # noqa: ANN401 - as JSON has it
    if key == "any":
        return any(not unmet(reply, one) for one in wanted)
    if key in CHECKS:
        return CHECKS[key](reply, wanted)
    return _is_so_of(
        next((one for one in reply["facilities"] if one["id"] == key), None), reply, wanted
    )


def _is_so_of(facility: dict[str, Any] | None, reply: Reply, wanted: Mapping[str, Any]) -> bool:
    """Whether one facility is as expected at the moment that was asked about."""
    if facility is None:
        return False
    at = str(reply["at"])
    return (
        facility["open"] == wanted.get("open", facility["open"])
        and at.startswith(wanted.get("at", at))
        and at.startswith(wanted.get("at_date", at))
        and reply["minutes"] == wanted.get("minutes", reply["minutes"])
    )


def _any_of(wanted: str | list[str]) -> list[str]:
    return wanted.split("|") if isinstance(wanted, str) else wanted


def _place(reply: Reply) -> str:
    return reply["place"]["name"] if reply["place"] else ""


CHECKS: dict[str, Callable[[Reply, Any], bool]] = {
    "intent": lambda reply, wanted: reply["intent"] in _any_of(wanted),
    "intent_in": lambda reply, wanted: reply["intent"] in wanted,
    "not_intent": lambda reply, wanted: reply["intent"] not in _any_of(wanted),
    "intent_not": lambda reply, wanted: reply["intent"] not in _any_of(wanted),
    "topic": lambda reply, wanted: reply["topic"] == wanted,
    "category": lambda reply, wanted: wanted in reply["categories"],
    "categories": lambda reply, wanted: set(reply["categories"]) == set(wanted),
    "categories_all": lambda reply, wanted: set(wanted) <= set(reply["categories"]),
    "categories_not": lambda reply, wanted: not set(wanted) & set(reply["categories"]),
    "place": lambda reply, wanted: wanted in _place(reply),
    "origin": lambda reply, wanted: wanted == _place(reply),
    "not_place": lambda reply, wanted: wanted not in _place(reply),
    "pace": lambda reply, wanted: reply["pace"] == wanted,
    "pace_not": lambda reply, wanted: reply["pace"] != wanted,
    "minutes": lambda reply, wanted: reply["minutes"] == wanted,
    "accessible": lambda reply, wanted: bool(reply["accessible"]) == wanted,
    "text": lambda reply, wanted: re.search(wanted, reply["text"]) is not None,
    "no_text_re": lambda reply, wanted: re.search(wanted, reply["text"]) is None,
    "text_not": lambda reply, wanted: wanted not in reply["text"],
    "no_facilities": lambda reply, wanted: bool(reply["facilities"]) != wanted,
    "pick": lambda reply, wanted: reply["pick"] == wanted,
    "facility": lambda reply, wanted: wanted in [one["name"] for one in reply["facilities"]],
    "language": lambda reply, wanted: reply["language"] == wanted,
    "must_not_record": lambda reply, wanted: reply["recorded"] != wanted,
}
