"""A word beside the answer: for who grieves or is lonely, and for who tells what she should not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.alarms.above_answers import WANTED
from bot.conversation.alarms.alarm_lines import lines_to_talk
from bot.conversation.reply import Button
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.safety.told_calmly.kinds import MERE_ANGER
from bot.understanding.safety.wordings.cries import BRINK
from bot.understanding.safety.wordings.small_hurts import NOT_FOOLED
from bot.understanding.services import CULTURE, ELDERCARE, HEALTH, STATION
from bot.understanding.small_talk.about_the_chat import APPETITE
from bot.understanding.small_talk.feelings import AFTER_A_DEATH, LONELY, SLEEPLESS, WORN_OUT
from bot.understanding.text.secrets import gave_secret_away, holds_secret
from bot.understanding.topics import CARE

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_TALKS = (STATION, CULTURE)
_OF_HEALTH = (HEALTH, STATION)
_OFFERED = {SLEEPLESS: _OF_HEALTH, APPETITE: _OF_HEALTH, WORN_OUT: (ELDERCARE, STATION)}
_OWN_WORDS = frozenset({LONELY, SLEEPLESS, APPETITE, WORN_OUT, MERE_ANGER})
OF_CARE = frozenset({CARE, BRINK, *_OWN_WORDS})
"""Topics that are met with a warm word and whom to talk to."""
_DANGERS = (Danger.MEDICAL, Danger.FIRE, Danger.CRIME)


def care(context: Context, query: Query) -> Outcome:
    """Be warm to somebody who grieves or is lonely, and name whom to talk to.

    Who stands where a fall kills is asked whether she is safe.
    """
    if query.topic == BRINK:
        return context.plain(Intent.HUMAN, "human.brink", lines=lines_to_talk(context))
    told = query.topic in _OWN_WORDS
    key = f"human.{query.topic}" if told else "human.care"
    text = context.say(key, lines=lines_to_talk(context))
    kinds = _OFFERED.get(query.topic or "", _TALKS)
    return context.reply(Intent.HUMAN, text, buttons=context.category_buttons(kinds))


def small_hurt(context: Context, query: Query) -> Outcome:
    """Say what to do at once, who looks at it, and last when it needs an ambulance."""
    kinds = () if query.topic == NOT_FOOLED else (HEALTH,)
    text = context.say(f"human.{query.topic}")
    return context.reply(Intent.HUMAN, text, buttons=context.category_buttons(kinds))


def outcry(context: Context) -> Outcome:
    """Ask what has happened, with the numbers in front."""
    buttons = [Button(context.say(f"human.cry_{one}"), f"danger:{one}") for one in _DANGERS]
    return context.reply(Intent.HUMAN, context.say("human.outcry"), buttons=tuple(buttons))


def sympathising(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Begin with a word to somebody who tells of a death beside a wish."""
    said = query.topic == AFTER_A_DEATH or outcome.reply.intent in {Intent.HUMAN, *WANTED}
    if not query.mourns or context.alarm or said:
        return outcome
    if outcome.reply.intent is Intent.UNKNOWN:  # nothing else was heard
        return care(context, query)
    return outcome.but(text=f"{context.say('human.sympathy')}\n{outcome.reply.text}")


def warned(context: Context, outcome: Outcome) -> Outcome:
    """Begin with a warning to somebody who sends a password, or the number of a card."""
    intent = outcome.reply.intent
    if intent is Intent.EMERGENCY or context.alarm:
        return outcome
    words = context.turn.text
    gave_away = intent is Intent.UNKNOWN and gave_secret_away(words)
    if not (gave_away or holds_secret(words)):
        return outcome
    warning = context.say("privacy.gave_away" if gave_away else "privacy.secret")
    if intent is Intent.UNKNOWN:  # nothing was asked for
        return outcome.but(text=f"{warning}\n{context.say('hello.fine')}", buttons=())
    return outcome.but(text=f"{warning}\n{outcome.reply.text}")
