"""JsonChat with `yike chat --json`, and say which expectations a reply does not meet."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from tests.corpus.scoring import NOW, options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parents[2]
Reply = dict[str, Any]
SAME = ("intent", "pace", "minutes", "open_now", "accessible", "needs_place")


class JsonChat:
    """One running `yike chat --json`; every line has a moment, so nothing depends on today."""

    def __init__(self) -> None:
        """Start the command."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli.main", "chat", "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=os.environ | {"PYTHONUTF8": "1"},
            cwd=ROOT,
        )

    def __enter__(self) -> Self:
        """JsonChat."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the conversation."""
        self._process.communicate(timeout=30)

    def say(self, said: dict[str, Any]) -> Reply:
        """Send one line and read one."""
        if self._process.stdin is None or self._process.stdout is None:
            raise OSError("the conversation has no pipes")
        self._process.stdin.write(json.dumps(said) + "\n")
        self._process.stdin.flush()
        reply: Reply = json.loads(self._process.stdout.readline())
        return reply

    def afresh(self) -> None:
        """Be somebody else."""
        self.say({"new": True})

    def dialogue(self, script: dict[str, Any]) -> Iterator[str]:
        """Play one dialogue and name every broken expectation."""
        self.afresh()
        reply: Reply = {}
        for number, turn in enumerate(script["turns"], start=1):
            said = {"now": turn.get("now", script.get("now", NOW.isoformat()))}
            said |= {key: turn[key] for key in ("text", "location", "new") if key in turn}
            if "press_button" in turn:
                said["press"] = _action(reply, turn["press_button"])
            reply = self.say(said)
            for broken in unmet(reply, turn["expect"]):
                yield f"{script['name']}, turn {number}: {broken}"


def unmet(reply: Reply, expect: dict[str, Any]) -> Iterator[str]:
    """Name every expectation that a reply does not meet, with what was there instead."""
    for key, wanted in expect.items():
        met = reply.get(key) in options(wanted) if key in SAME else CHECKS[key](reply, wanted)
        if not met:
            yield f"{key} {wanted!r}, but {_seen(reply, key)}"


def _seen(reply: Reply, key: str) -> str:
    """What a reply says about an expectation: the slot, or the words."""
    names = [facility["name"] for facility in reply.get("facilities", ())]
    shown = key if key in (*SAME, "categories", "place") else "text"
    return f"{shown} {reply.get(shown)!r}, facilities {names}"


def _action(reply: Reply, label: str) -> str:
    return next(str(one["action"]) for one in reply["buttons"] if label in one["label"])


def _first(reply: Reply) -> Reply:
    return next(iter(reply["facilities"]), {"name": "", "open": None})


def _named(reply: Reply, names: list[str]) -> list[Reply]:
    return [one for one in reply["facilities"] if any(name in one["name"] for name in names)]


def _labels(reply: Reply) -> str:
    return " ".join(button["label"] for button in reply["buttons"])


def _unlocated(reply: Reply) -> bool:
    place = reply["place"]
    return bool(place) and place["lon"] is None and place["lat"] is None


def _is_latin(text: str) -> bool:
    return len(re.findall("[A-Za-z]", text)) > len(re.findall("[一-鿿]", text))


CHECKS: dict[str, Callable[[Reply, Any], bool]] = {
    "categories": lambda reply, wanted: set(reply["categories"]) == set(wanted),
    "place": lambda reply, wanted: wanted in (reply["place"] or {"name": ""})["name"],
    "place_unlocated": lambda reply, wanted: _unlocated(reply) == wanted,
    "first": lambda reply, wanted: wanted in _first(reply)["name"],
    "first_open": lambda reply, wanted: _first(reply)["open"] == wanted,
    "facilities_min": lambda reply, wanted: len(reply["facilities"]) >= wanted,
    "buttons_min": lambda reply, wanted: len(reply["buttons"]) >= wanted,
    "no_walk": lambda reply, wanted: (
        wanted == all(one["walk_minutes"] is None for one in reply["facilities"])
    ),
    "not_open": lambda reply, wanted: all(one["status"] != "open" for one in _named(reply, wanted)),
    "none_open": lambda reply, wanted: all(one["open"] != "open" for one in _named(reply, wanted)),
    "answer": lambda reply, wanted: bool(reply["answer"]) == wanted,
    "text_has": lambda reply, wanted: all(word in reply["text"] for word in wanted),
    "text_any": lambda reply, wanted: any(word in reply["text"] for word in wanted),
    "text_lacks": lambda reply, wanted: not any(word in reply["text"] for word in wanted),
    "first_line_has": lambda reply, wanted: all(
        word in reply["text"].partition("\n")[0] for word in wanted
    ),
    "text_digit": lambda reply, wanted: bool(re.search(r"\d", reply["text"])) == wanted,
    "text_latin": lambda reply, wanted: _is_latin(reply["text"]) == wanted,
    "pace_not": lambda reply, wanted: reply["pace"] != wanted,
    "buttons_or_text": lambda reply, wanted: any(
        word in reply["text"] + _labels(reply) for word in wanted
    ),
}
