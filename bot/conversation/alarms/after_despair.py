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
    from bot.conversation.context import Context, Outcome
    from bot.conversation.open_alarm import OpenAlarm
    from bot.understanding.query import Query

_OF_ANOTHER = frozenset({AlarmSituation.ANOTHER, AlarmSituation.OVERDOSE})
_HELPED = frozenset({AlarmRemark.RESCUE, AlarmRemark.COMPANY, AlarmRemark.CALLED})


def told(context: Context, alarm: OpenAlarm, query: Query) -> Outcome | None:
    """Answer what is told to have been done while despair is open; None where nothing is."""
    if alarm.advice not in {Danger.SUICIDE, AlarmSituation.ANOTHER}:
        return None
    of_another = alarm.advice == AlarmSituation.ANOTHER or not _OF_ANOTHER.isdisjoint(
        query.situations
    )
    table = OTHERS if of_another else OWN
    deed = next((one for one in table if one in query.after), None)
    helped = alarm.called or not _HELPED.isdisjoint(query.after)
    # Whoever watches over somebody shuts the window as advised.
    watches = of_another and not speaks_of_others(context.turn)
    if deed is AlarmRemark.PREPARED and (helped or watches):
        deed = None
    if deed is not None:
        card, topic, situations = table[deed]
        raised = replace(query, intent=Intent.EMERGENCY, topic=topic, situations=situations)
        return first_advice.carded(context, raised, card)
    if alarm.advice == Danger.SUICIDE and is_for_another(context.turn):
        other = replace(
            query,
            intent=Intent.EMERGENCY,
            topic=Danger.SUICIDE,
            situations=(AlarmSituation.ANOTHER,),
        )
        return first_advice.carded(replace(context, alarm=None), other, "")
    return _put_away(context, alarm, query)


def _put_away(context: Context, alarm: OpenAlarm, query: Query) -> Outcome | None:
    """Be glad that the means are out of reach; it is no end."""
    if AlarmRemark.PUT_AWAY not in query.after:
        return None
    if alarm.advice == AlarmSituation.ANOTHER:
        return further_advice.reply(context, alarm, (further_advice.then(context, alarm),))
    lines = lines_to_talk(context)
    text = context.say("emergency.put_away", lines=lines)
    return context.reply(Intent.EMERGENCY, text)._replace(alarm=alarm._replace(elsewhere=False))
