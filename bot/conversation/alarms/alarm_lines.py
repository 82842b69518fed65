"""Lines that stand in many replies to an alarm: the number again, warnings, whom to talk to."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.conversation.open_alarm import OpenAlarm
    from geo.dataset.manifest import Hotline

# Hotlines of the dataset to talk to, and the text that names each.
_TO_TALK = {"psych": "emergency.line", "psych_national": "emergency.line_national"}


def told(context: Context, alarm: OpenAlarm, key: str, **values: object) -> str:
    """Give one text of an alarm, with the number that she was told to call."""
    return context.say(key, number=alarm.number, **values)


def still_to_call(context: Context, alarm: OpenAlarm) -> str:
    """Say whom to call, again; on a screen to show where she cannot hear."""
    key = "emergency.deaf_still" if context.deaf else "emergency.still"
    return told(context, alarm, key, line=alarm.line)


def hazard_lines(context: Context, alarm: OpenAlarm) -> tuple[str, ...]:
    """Warn of the fire and the gas that are open behind another danger."""
    return tuple(context.say(f"emergency.besides_{one.advice}") for one in alarm.besides)


def lines_to_talk(context: Context) -> str:
    """The lines of the dataset's hotlines to talk to, each ended; none where it has none."""
    known = {line.key: line for line in context.dataset.hotlines if line.tel}
    every = ((known[key], text) for key, text in _TO_TALK.items() if key in known)
    return "".join(f"{_line_to_talk(context, line, text)}\n" for line, text in every)


def _line_to_talk(context: Context, line: Hotline, text: str) -> str:
    """Name a hotline to talk to; when it answers is said where its note tells."""
    name, tel = line.name.said_in(context.session.language), line.tel or ""
    called = name if tel in name else f"{tel} {name}"
    return context.say(text if line.note.zh else "emergency.line_plain", tel=tel, name=called)
