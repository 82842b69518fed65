"""A danger told step by step: what may be one is read together with what is said next.

"鼻子出血" is asked about, and "流了半小时" alone says little; both together are an alarm.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms.deed_cards import OWN
from bot.conversation.open_alarm import ToldBefore
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.doubt_answers import is_piece, says_no, says_yes
from bot.understanding.other_matters.home_breakdowns import POWER
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.safety.told_calmly.kinds import TOLD_CALMLY
from bot.understanding.safety.wordings.cries import BRINK, CRIES, OUTCRY
from bot.understanding.safety.wordings.not_now import AT_THE_DOOR, PAST, THIEF_ABOUT, THIEVES
from bot.understanding.safety.wordings.plain_statements import is_errand
from bot.understanding.safety.wordings.small_hurts import HURTS
from bot.understanding.services import HEALTH
from bot.understanding.small_talk.in_passing import LEAVES
from bot.understanding.topics import BYE, CARE, OVER, UNREACHED
from bot.understanding.turns.turn import Turn

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query

_KIN = "kin"
"""What is told of somebody near to her, and is nothing by itself: "我妈说去买菜"."""
_FIRST_STEPS = frozenset({UNREACHED, POWER, *CRIES})
"""What is answered in its own way, and may be the first step of a danger."""
_ENDS = frozenset(
    {
        *(AlarmRemark.FINE, AlarmRemark.OVER, AlarmRemark.FALSE, AlarmRemark.UNSERIOUS),
        *(AlarmRemark.BETTER, AlarmRemark.CALMER, AlarmRemark.BEEN, AlarmRemark.DONE),
    }
)
_DWELLS = frozenset({AlarmRemark.DWELLS, AlarmRemark.GIVES_UP})
_DEEDS = frozenset(OWN)
"""What is done by somebody whose despair was asked about."""
_NOT_NOW = frozenset({PAST, AT_THE_DOOR, THIEVES, THIEF_ABOUT}) | TOLD_CALMLY
"""What is a whole by itself, and no step of what was told before."""
_OTHER_MATTERS = frozenset(
    {
        *(Intent.EMERGENCY, Intent.THANKS, Intent.FORGET, Intent.GREET, Intent.HELP, Intent.ANSWER),
        *(Intent.CIRCLE, Intent.SET_PACE),
    }
)
_TOLD = frozenset({Intent.UNKNOWN, Intent.NEARBY, Intent.DETAIL, Intent.HUMAN})
"""Intents of what may be told rather than wished: "爸爸早上出门遛弯"."""
_NOTHING_FOUND = frozenset({Intent.UNKNOWN, Intent.HUMAN, Intent.FEEDBACK})
_ASKED_IN_PIECES = frozenset({Danger.MEDICAL, Danger.FIRE, Danger.GAS})
_TOLD_IN_PIECES = _ASKED_IN_PIECES | {Danger.CRIME}
_UNSAID = frozenset({Intent.MORE, Intent.DETAIL, Intent.FEEDBACK, Intent.NEARBY, Intent.ROUTE})
_MOST_CHARS, _MOST_STEPS = 80, 3


def continued(context: Context, query: Query) -> Query:
    """Give the alarm that this and what was said before tell together, or keep the doubt."""
    before = context.before
    if before is None or context.alarm or query.plain or query.pick or query.facility:
        return query
    of_kin = before.kind == _KIN
    heard = None if of_kin else _told_of_it(context, before, query)
    if heard := heard or _of_gas(context, before, query):
        return heard
    placed = context.session.pending and query.intent is Intent.SET_PLACE
    other = query.intent in _OTHER_MATTERS and not query.doubt
    errand = before.topic is None and is_errand(context.turn.plain)
    whole = errand or _is_whole(before, query)
    if placed or other or whole or AlarmRemark.MILD in query.after:
        return query
    if heard := _together(context, before, query):
        return heard
    if before.topic is None or before.steps >= _MOST_STEPS:
        return query
    return _doubted(query, before.topic)


def _is_whole(before: ToldBefore, query: Query) -> bool:
    """Tell whether a turn is a whole by itself: over, or small hurts and grief beside no doubt."""
    calm = query.topic in HURTS or query.mourns
    return query.topic in _NOT_NOW or (calm and before.topic is None)


def _told_of_it(context: Context, before: ToldBefore, query: Query) -> Query | None:
    """Give what is answered to the line that asked, a cry that goes on, or an end."""
    return _answered(context, before, query) or _after_a_cry(before, query) or _ended(before, query)


def _answered(context: Context, before: ToldBefore, query: Query) -> Query | None:
    """Give what a bare yes or no comes to where it was asked about a danger."""
    if before.topic is None:
        return None
    if says_yes(context.turn):
        return replace(query, intent=Intent.EMERGENCY, topic=before.topic, doubt=None, told=None)
    if says_no(context.turn):
        return replace(query, intent=Intent.THANKS, topic=OVER, doubt=None, pick=None)
    return None


def _after_a_cry(before: ToldBefore, query: Query) -> Query | None:
    """Give what a cry and the turn behind it come to; None where that one is another matter."""
    if before.kind == OUTCRY and query.doubt:
        return replace(query, intent=Intent.EMERGENCY, topic=query.doubt, doubt=None)
    dwells = before.kind == BRINK and not _DWELLS.isdisjoint(query.after)
    despairs = before.topic == Danger.SUICIDE or before.kind == CARE
    if dwells or (despairs and not _DEEDS.isdisjoint(query.after)):
        return replace(
            query, intent=Intent.EMERGENCY, topic=Danger.SUICIDE, situations=(), doubt=None
        )
    leaves = AlarmRemark.GIVES_UP in query.after or query.topic in {LEAVES, BYE}
    if leaves and (despairs or before.kind == BRINK):
        return replace(query, intent=Intent.HUMAN, topic=CARE, doubt=None, follow_up=None)
    return None


def _ended(before: ToldBefore, query: Query) -> Query | None:
    """Give the end of what was asked about; None where it is not told."""
    ends = _ENDS | {AlarmRemark.FOUND} if before.topic == Danger.CRIME else _ENDS
    if before.topic is None or ends.isdisjoint(query.after):
        return None
    return replace(query, intent=Intent.THANKS, topic=OVER, doubt=None)


def _of_gas(context: Context, before: ToldBefore, query: Query) -> Query | None:
    """Give the gas that makes somebody ill, where a heater was told of before."""
    if query.intent is not Intent.EMERGENCY or query.topic != Danger.MEDICAL:
        return None
    together = context.understander.understand(_joined(before, context), context.now)
    gas = together.intent is Intent.EMERGENCY and together.topic == Danger.GAS
    return together if gas else None


def _together(context: Context, before: ToldBefore, query: Query) -> Query | None:
    """Give what all that was said comes to, as clauses or as pieces of one; None for nothing."""
    together = context.understander.understand(_joined(before, context), context.now)
    guessed = before.kind == _KIN and together.worded
    mere = before.topic is None and before.kind not in CRIES  # nothing was asked of it
    if _is_alarm(together) and not (guessed or (mere and together.topic == Danger.SUICIDE)):
        return together
    if not (is_piece(context.turn) and all(map(is_piece, _pieces(before)))):
        return None
    whole = context.understander.understand(_in_one(before, context), context.now)
    if whole.topic == UNREACHED or (_is_alarm(whole) and whole.topic in _TOLD_IN_PIECES):
        return whole
    doubts = (one.doubt for one in (whole, together) if one.doubt in _ASKED_IN_PIECES)
    doubt = next(doubts, None)
    return _doubted(replace(query, doubt=doubt), doubt) if doubt else None


def _is_alarm(together: Query) -> bool:
    """Tell whether turns make an alarm; of despair, by more than how they are worded."""
    guessed = together.worded and together.topic == Danger.SUICIDE  # two walks to the river
    return together.intent is Intent.EMERGENCY and not guessed


def _pieces(before: ToldBefore) -> list[Turn]:
    """The turns of what was said before, as far as they are kept."""
    return [Turn(one) for one in before.words.replace("，", " ").replace(",", " ").split()]


def _in_one(before: ToldBefore, context: Context) -> str:
    """All that was said as one sentence: "蛇" and "咬" are two pieces of it."""
    if context.turn.text.isascii():
        return f"{before.words} {context.turn.text}"
    return f"{before.words}{context.turn.text}".replace(" ", "")


def _joined(before: ToldBefore, context: Context) -> str:
    """All that was said, as two clauses: signs reach no further than over one pause."""
    comma = ", " if context.turn.text.isascii() else "，"
    return f"{before.words.replace('，', ' ').replace(',', ' ')}{comma}{context.turn.text}"


def _doubted(query: Query, topic: str) -> Query:
    """Ask about the danger once more; a word that may mean a service asks for none."""
    doubted = replace(query, doubt=query.doubt or topic)
    if query.intent in _UNSAID and HEALTH not in query.categories:
        return replace(doubted, intent=Intent.UNKNOWN, categories=(), choices=(), follow_up=None)
    return doubted


def noted(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Remember what may be the first step of a danger, in memory alone."""
    ill = HEALTH in query.categories and not query.plain
    first = query.doubt or ill or query.topic in _FIRST_STEPS
    of_kin = not first and _tells_of_kin(query)
    first = first or of_kin or _may_go_on(context, outcome)
    doubted = query.doubt and query.intent is Intent.ANSWER
    answered = query.intent in _OTHER_MATTERS and not doubted
    calm = query.topic in TOLD_CALMLY
    if context.alarm or outcome.alarm or not first or answered or calm:
        return outcome
    before = context.before
    steps = before.steps + 1 if before else 0
    words = _joined(before, context) if before else context.turn.text
    kind = query.topic if query.topic in CRIES else _KIN if of_kin else ""
    told = ToldBefore(words[-_MOST_CHARS:], query.doubt, steps, kind or "")
    return outcome._replace(before=told)


def _tells_of_kin(query: Query) -> bool:
    """Tell whether somebody near to her is told of, and nothing is plainly wished."""
    return not query.plain and "kin" in query.caller and query.intent in _TOLD


def _may_go_on(context: Context, outcome: Outcome) -> bool:
    """Tell whether a few words that nothing was found for may be a piece of what is told."""
    if context.session.listed or outcome.reply.listed:  # a few words are of the list
        return False
    unanswered = outcome.reply.needs_place or outcome.reply.intent in _NOTHING_FOUND
    return unanswered and is_piece(context.turn)
