"""Answers to danger, despair and grief: the number first, then what to do, then whom to go to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.conversation.reply import Button
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_NUMBER = re.compile(r"\d{3}")
# Hotlines of the dataset to talk to, and the text that names each.
_TO_TALK = {"psych": "emergency.line", "psych_national": "emergency.line_national"}
# Situations with advice of their own, and the kind of danger that they belong to.
_SPECIAL = {"lift": "medical", "lost": "crime", "fraud": "crime"}
# Whom to call for each kind of danger, by the dataset's keys.
_HOTLINES = {
    "medical": "ambulance",
    "fire": "fire",
    "gas": "fire",
    "crime": "police",
    "suicide": "psych",
}
_TALKS = ("station", "culture")
# Answers that are what somebody in danger may want next; before any other she hears the number.
_WANTED = frozenset({Intent.EMERGENCY, Intent.THANKS, Intent.FORGET})


def emergency(context: Context, query: Query) -> Outcome:
    """Tell whom to call at once; the first line is the number."""
    topic = query.topic or "medical"
    special = (name for name in query.situations if _SPECIAL.get(name) == topic)
    text = context.say(f"emergency.{next(special, topic)}", lines=_lines(context))
    if "deaf" in query.situations:
        first, _, rest = text.partition("\n")
        text = f"{first}\n{context.say('emergency.deaf', number=_number(context, first))}\n{rest}"
    return context.reply(Intent.EMERGENCY, text)


def care(context: Context) -> Outcome:
    """Be warm to somebody who grieves or is lonely, and name whom to talk to."""
    text = context.say("human.care", lines=_lines(context))
    return context.reply(Intent.HUMAN, text, buttons=context.category_buttons(_TALKS))


def over(context: Context) -> Outcome:
    """Be glad that it is over, and say what to do when it is not."""
    number = _number(context, context.alarm or "")
    return context.plain(Intent.THANKS, "emergency.over", number=number)


def doubting(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Begin with the number where there may be danger that no alarm was heard of, and ask."""
    if query.doubt is None or context.alarm or outcome.reply.intent in _WANTED:
        return outcome
    tels = {hotline.key: hotline.tel for hotline in context.dataset.hotlines}
    number = tels.get(_HOTLINES[query.doubt]) or context.number("ambulance")
    buttons = (
        Button(context.say("forward.mine"), f"danger:{query.doubt}"),
        Button(context.say("emergency.no"), "safe"),
    )
    reply, line = outcome.reply, context.say("emergency.doubt", number=number)
    return outcome.but(text=f"{line}\n{reply.text}", buttons=(*buttons, *reply.buttons))


def reminding(context: Context, outcome: Outcome) -> Outcome:
    """Say the number again when an alarm has not ended and the next answer tells of no place."""
    reply = outcome.reply
    if not context.alarm or reply.intent in _WANTED or reply.listed or reply.answer:
        return outcome
    reminder = context.say("emergency.still", line=context.alarm)
    return outcome.but(text=f"{reminder}\n{reply.text}")


def _lines(context: Context) -> str:
    """The lines of the dataset's hotlines to talk to, each ended; none where it has none."""
    lines = {line.key: line for line in context.dataset.hotlines if line.tel}
    told = [(lines[key], text) for key, text in _TO_TALK.items() if key in lines]
    every = (text if line.note.zh else "emergency.line_plain" for line, text in told)
    return "".join(
        context.say(text, tel=line.tel) + "\n" for (line, _), text in zip(told, every, strict=True)
    )


def _number(context: Context, line: str) -> str:
    found = _NUMBER.search(line)
    return found[0] if found else context.number("ambulance")
