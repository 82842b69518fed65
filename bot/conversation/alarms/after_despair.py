"""What is told while despair is open: a deed is answered anew, and means out of reach are good."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms import first_advice, further_advice
from bot.conversation.alarms.alarm_lines import lines_to_talk
from bot.conversation.alarms.deed_cards import OTHERS, OWN
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.people_in_alarm import is_for_another, speaks_of_others
from bot.understanding.query import Intent
from bot.understanding.safety.danger import AlarmSituation, Danger

if TYPE_CHECKING:
    from bot.conversation.alarms.deed_cards import Deed
    from bot.conversation.context import Context, Outcome
    from bot.conversation.open_alarm import OpenAlarm
    from bot.understanding.query import Query

_DESPAIR = frozenset({Danger.SUICIDE, AlarmSituation.ANOTHER})
_OF_ANOTHER = frozenset({AlarmSituation.ANOTHER, AlarmSituation.OVERDOSE})
_HELPED = frozenset({AlarmRemark.RESCUE, AlarmRemark.COMPANY, AlarmRemark.CALLED})


def answered(context: Context, alarm: OpenAlarm, query: Query) -> Outcome | None:
    """Answer what is told to have been done while despair is open; None where nothing is."""
    if alarm.advice not in _DESPAIR:
        return None
    if deed := _deed(context, alarm, query):
        raised = _raised(query, deed.topic, deed.situations)
        return first_advice.carded(context, raised, deed.card)
    if alarm.advice == Danger.SUICIDE and is_for_another(context.turn):
        other = _raised(query, Danger.SUICIDE, (AlarmSituation.ANOTHER,))
        return first_advice.carded(replace(context, alarm=None), other, "")
    return _put_away(context, alarm, query)


def _deed(context: Context, alarm: OpenAlarm, query: Query) -> Deed | None:
    """Give what is told to have been done, the worst first; None where nothing is.

    Whoever watches over somebody shuts the window as advised, and so does who has help.
    """
    of_another = not _OF_ANOTHER.isdisjoint((alarm.advice, *query.situations))
    table = OTHERS if of_another else OWN
    done = next((one for one in table if one in query.after), None)
    helped = alarm.called or not _HELPED.isdisjoint(query.after)
    watches = of_another and not speaks_of_others(context.turn)
    if done is None or (done is AlarmRemark.PREPARED and (helped or watches)):
        return None
    return table[done]


def _raised(query: Query, topic: str, situations: tuple[str, ...]) -> Query:
    """Give an alarm of a danger in some situations, told in the same words."""
    return replace(query, intent=Intent.EMERGENCY, topic=topic, situations=situations)


def _put_away(context: Context, alarm: OpenAlarm, query: Query) -> Outcome | None:
    """Be glad that the means are out of reach; it is no end."""
    if AlarmRemark.PUT_AWAY not in query.after:
        return None
    if alarm.advice == AlarmSituation.ANOTHER:
        return further_advice.reply(context, alarm, (further_advice.then(context, alarm),))
    text = context.say("emergency.put_away", lines=lines_to_talk(context))
    return context.reply(Intent.EMERGENCY, text)._replace(alarm=alarm._replace(elsewhere=False))
