"""What stands above the answer to another matter: the number again, an end, or a doubt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.conversation.alarms import end_of_alarm
from bot.conversation.alarms.alarm_lines import hazard_lines, lines_to_talk, still_to_call
from bot.conversation.danger_kinds import DANGER_KINDS
from bot.conversation.reply import Button
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.services import HEALTH

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

WANTED = frozenset({Intent.EMERGENCY, Intent.THANKS, Intent.FORGET})
"""Answers that somebody in danger may want next; before any other she hears the number."""
_CLEAR = 0.8
"""Below this score a wish is only guessed."""


def reminding(context: Context, outcome: Outcome) -> Outcome:
    """Say the number again above an answer to another matter, or that an alarm has ended."""
    alarm, reply = context.alarm, outcome.reply
    if alarm is None or outcome.alarm or reply.intent in WANTED:
        return outcome
    if alarm.over:
        over = end_of_alarm.over(context).reply.text
        return outcome.but(text=f"{over}\n{reply.text}")._replace(alarm=alarm)
    still = () if alarm.called else (still_to_call(context, alarm),)
    lines = (*still, *hazard_lines(context, alarm), reply.text)
    return outcome.but(text="\n".join(lines))._replace(alarm=alarm._replace(elsewhere=True))


def doubting(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Begin with the number where there may be danger that no alarm was heard of, and ask."""
    if query.doubt is None or context.alarm or outcome.reply.intent is Intent.EMERGENCY:
        return outcome
    buttons = (
        Button(context.say("forward.mine"), f"danger:{query.doubt}"),
        Button(context.say("emergency.no"), "safe"),
    )
    reply, line = outcome.reply, _whom_to_call(context, query.doubt)
    if _is_unasked(outcome, query):
        listens = query.doubt == Danger.SUICIDE
        key = "emergency.doubt_listens" if listens else "emergency.doubt_ask"
        return outcome.but(text=f"{line}\n{context.say(key)}", buttons=buttons)
    return outcome.but(text=f"{line}\n{reply.text}", buttons=(*buttons, *reply.buttons))


def _is_unasked(outcome: Outcome, query: Query) -> bool:
    """Tell whether no wish is heard beside the doubt but by a word that may mean one: "老人"."""
    if outcome.reply.intent is Intent.THANKS:
        return True
    if outcome.reply.intent is Intent.UNKNOWN:
        return query.topic is None and not query.choices
    vague = query.intent is Intent.NEARBY and query.score < _CLEAR and not query.plain
    return vague and HEALTH not in query.categories


def _whom_to_call(context: Context, danger: str) -> str:
    """Name whom to call if there is danger, and what the number is: of despair, whom to talk to."""
    if danger != Danger.SUICIDE:
        return context.say("emergency.doubt", number=_named_number(context, danger))
    if first := lines_to_talk(context).partition("\n")[0]:
        return context.say("emergency.doubt_suicide", line=first)
    return context.say("emergency.doubt", number=context.number("ambulance"))


def _named_number(context: Context, danger: str) -> str:
    """Give the number for a danger with its name: "120（急救）"; bare where nobody names it."""
    whom = DANGER_KINDS[danger].whom
    for line in context.dataset.hotlines:
        if line.key == whom and line.tel:
            name = line.name.said_in(context.session.language)
            if line.tel in name:
                return name
            return context.say("emergency.whom", number=line.tel, name=name.lower())
    return context.number("ambulance")
