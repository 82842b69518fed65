"""The turns after an alarm, before any other wish is answered (`one_turn.py` asks it first).

While an alarm is open, the first of these that applies answers: a deed of who despairs, the end,
help that is called or comes, a new danger, another matter (which is answered as ever), and what is
told or asked of the danger itself. After one has ended it may go on, or more is asked of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms import (
    after_despair,
    afterwards,
    caller_apart,
    deed_cards,
    end_of_alarm,
    first_advice,
    further_advice,
    location_advice,
    number_questions,
    rescue_status,
)
from bot.conversation.alarms.alarm_lines import told
from bot.conversation.context import Outcome
from bot.conversation.danger_kinds import advice_of
from bot.conversation.location import move
from bot.conversation.open_alarm import EASED
from bot.conversation.reply import Origin
from bot.understanding.after_alarm.advice_asked import (
    asks_to_lift,
    asks_to_warn,
    fraud_goes_on,
    may_be_broken,
)
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.helpers_named import asks_for_hotlines, asks_to_write
from bot.understanding.after_alarm.missing_found import found_in_peril, is_answered
from bot.understanding.after_alarm.people_in_alarm import (
    asks_to_jump,
    bleeds_a_little,
    has_seen_somebody,
    looks_for_a_place,
    nods,
)
from bot.understanding.query import Intent, Query
from bot.understanding.safety.danger import AlarmSituation, Danger
from bot.understanding.services import HEALTH
from bot.understanding.small_talk.asked_calls import WHOM_TO_CALL
from bot.understanding.topics import AGAIN, COMPLAINT, LARGER, SIMPLY, WHO

if TYPE_CHECKING:
    from bot.conversation.context import Context
    from bot.conversation.open_alarm import OpenAlarm
    from geo.facility import LonLat

# She cannot telephone, or nobody answers: no new danger.
_NO_TELEPHONE = frozenset({AlarmRemark.NO_PHONE, AlarmRemark.NO_REPLY})
_SPOKEN_TO = frozenset(
    {AlarmRemark.CALLED, AlarmRemark.SPOKE, AlarmRemark.WAITING, AlarmRemark.DIALLED}
)
_ABOUT_TALK = frozenset({AGAIN, SIMPLY, LARGER})
_VAGUE = frozenset({Intent.UNKNOWN, Intent.HUMAN, Intent.GREET, Intent.HELP})
_MOST_CARDS = 2


def answered(context: Context, query: Query) -> Outcome | None:
    """Answer what is said while an alarm is open or has ended; None for any other wish."""
    alarm = context.alarm
    if alarm is None:
        return _with_none_open(context, query)
    return None if alarm.over or query.intent is Intent.FORGET else _open(context, alarm, query)


def located(context: Context, point: LonLat, error_m: float) -> Outcome | None:
    """Tell whom to send to a position that is shared while an alarm is open."""
    alarm = context.alarm
    if alarm is None or alarm.elsewhere or alarm.called:
        return None
    origin = Origin.shared(context.session.language, point, error_m)
    moved = move(context, origin)
    context = context if isinstance(moved, Outcome) else moved
    return further_advice.reply(context, alarm, (location_advice.near(context, alarm, point),))


def _with_none_open(context: Context, query: Query) -> Outcome | None:
    """Answer an alarm that goes on, what is asked after one, and help that was called before."""
    if ill := afterwards.made_ill(context, query):
        return first_advice.emergency(context, ill)
    if context.ended and afterwards.goes_on(context, context.ended, query):
        return _again(context, context.ended, query)
    return (
        afterwards.answered(context, query)
        or rescue_status.unanswered(context, query)
        or rescue_status.from_the_start(context, query)
    )


def _again(context: Context, ended: OpenAlarm, query: Query) -> Outcome:
    """Open an alarm again that seemed to be over: its first advice, or whom to tell the place."""
    alarm = ended.again()
    context = replace(context, alarm=alarm)
    if query.intent is Intent.SET_PLACE:
        eased = alarm._replace(how=EASED, over=True)
        return _placed(context, alarm, query)._replace(alarm=eased)
    same = afterwards.tells_of_it(context, ended, query)
    topic = alarm.topic if same else query.doubt or alarm.topic
    situations = alarm.situations if topic == alarm.topic else ()
    raised = replace(query, intent=Intent.EMERGENCY, topic=topic, situations=situations)
    return first_advice.emergency(replace(context, alarm=None), raised)


def _open(context: Context, alarm: OpenAlarm, query: Query) -> Outcome | None:
    """Answer what is said while an alarm is open, in the order told above."""
    done = after_despair.answered(context, alarm, query) or _ended(context, alarm, query)
    if done is None:
        worse = _found_in_peril(context, alarm, query) or afterwards.made_ill(context, query)
        done = first_advice.emergency(context, worse) if worse else None
    if done := done or _helped(context, alarm, query):
        return done
    goes_on = _goes_on(context, alarm, query) or _bleeds_a_little(context, alarm, query)
    if query.intent is Intent.EMERGENCY and not goes_on:
        return _raised(context, alarm, query)
    if _is_other_matter(context, alarm, query):
        return None
    if query.intent is Intent.HELP and query.topic in _ABOUT_TALK:
        return _said_again(context, alarm, query)
    return _followed(context, alarm, query)


def _ended(context: Context, alarm: OpenAlarm, query: Query) -> Outcome | None:
    """Be glad that it is over, or say how to go on where another danger is still open."""
    left = end_of_alarm.left_after(context, alarm, query)
    if left is None and not alarm.ended(query.after).how and _is_taken(alarm, query):
        left = alarm
    if left is None:
        return end_of_alarm.over(replace(context, alarm=alarm.ended(query.after)))
    if left != alarm:
        still = replace(context, alarm=left)
        return further_advice.reply(still, left, (further_advice.then(still, left),))
    return None


def _helped(context: Context, alarm: OpenAlarm, query: Query) -> Outcome | None:
    """Say what fits where help was called, comes or has been here; a new danger comes before."""
    if _is_new(alarm, query) or (alarm.kind.is_missing and is_answered(context.turn.plain)):
        return None
    if been := rescue_status.been(context, alarm, query):
        return been
    if alarm.called and alarm.topic != Danger.SUICIDE and nods(context.turn):
        line = told(context, alarm, "emergency.nod")
        return context.reply(Intent.THANKS, line)._replace(alarm=alarm)
    now = alarm._replace(called=rescue_status.called(alarm, query))
    if lines := rescue_status.on_the_way(context, now, query):
        taken = _is_taken(alarm, query)
        now = now._replace(called=now.called or taken, taken=alarm.taken or taken)
        return further_advice.reply(context, now, lines)
    comes = now.called and (not alarm.called or AlarmRemark.RESCUE in query.after)
    if comes and alarm.advice != Danger.SUICIDE and rescue_status.is_worse(context):
        return further_advice.worse(context, now)
    return further_advice.is_coming(context, now, query) if comes else None


def _is_taken(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether whoever is ill is in the ambulance."""
    return AlarmRemark.TAKEN in query.after and alarm.advice == Danger.MEDICAL


def _is_new(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether another danger is told.

    That a door is locked sounds like a burglar's; that the fire brigade comes tells of no fire.
    """
    if query.intent is not Intent.EMERGENCY or query.topic == alarm.topic or query.worded:
        return False
    shut_in = query.topic == Danger.CRIME and AlarmRemark.LOCKED in query.after
    if AlarmRemark.RESCUE in query.after or shut_in:
        return False
    return not (_is_shut_in_it(alarm, query) or _is_of_the_brigade(alarm, query))


def _goes_on(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether what sounds like a new danger, though no rule hears one, goes on with this."""
    return any(
        (
            not _NO_TELEPHONE.isdisjoint(query.after),
            _is_unwilling(alarm, query),
            alarm.topic == Danger.MEDICAL and AlarmRemark.REFUSES in query.after,
            _is_shut_in_it(alarm, query),
            _is_of_the_brigade(alarm, query),
            query.worded and query.topic not in {alarm.topic, Danger.SUICIDE},
            _is_less(alarm, query),
            alarm.kind.is_online and query.worded and fraud_goes_on(context.turn),
            _despairs_behind_a_deed(alarm, query),
            _is_of_the_search(context, alarm, query),
            alarm.kind.is_hazard and asks_to_jump(context.turn),
        )
    )


def _bleeds_a_little(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a bite is told to bleed, as it does: its advice says what to do when it is much.

    Whoever says more than that is heard anew.
    """
    bite = alarm.advice == AlarmSituation.BITE and query.topic == Danger.MEDICAL
    return bite and bleeds_a_little(context.turn)


def _is_unwilling(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether she wants no police, and has not called them."""
    return (
        alarm.advice == Danger.CRIME and not alarm.called and AlarmRemark.UNWILLING in query.after
    )


def _is_less(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether no more is said than that the police are called: the advice stays as it is."""
    generic = advice_of(query) == query.topic == alarm.topic
    return generic and alarm.advice != alarm.topic and AlarmRemark.DIALLED in query.after


def _despairs_behind_a_deed(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether despair is told behind what was swallowed or cut, and no other deed."""
    despairs = alarm.advice == AlarmSituation.HARMED and advice_of(query) == Danger.SUICIDE
    return despairs and frozenset(deed_cards.OWN).isdisjoint(query.after)


def _is_of_the_search(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether whoever is missed is told to have been seen: by its words alone a crime."""
    return alarm.kind.is_missing and query.worded and has_seen_somebody(context.turn)


def _found_in_peril(context: Context, alarm: OpenAlarm, query: Query) -> Query | None:
    """Give the alarm of whoever was missed and is found in water or high up; None for nobody."""
    found = found_in_peril(context.turn.plain)
    seen = AlarmRemark.DWELLS in query.after and has_seen_somebody(context.turn)
    if not (alarm.kind.is_missing and (found or seen)):
        return None
    situations = (AlarmSituation.PERIL,)
    return replace(query, intent=Intent.EMERGENCY, topic=Danger.SUICIDE, situations=situations)


def _is_shut_in_it(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether somebody is behind a locked door in a fire or gas: it is the same danger."""
    return alarm.kind.is_hazard and advice_of(query) == AlarmSituation.LOCKED_IN


def _is_of_the_brigade(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether the number that was called for a gas is spoken of: that is no fire."""
    spoken = not _SPOKEN_TO.isdisjoint(query.after)
    return alarm.advice == Danger.GAS and query.topic == Danger.FIRE and spoken


def _raised(context: Context, alarm: OpenAlarm, query: Query) -> Outcome:
    """Raise an alarm beside an open one; of the same danger, say shortly what was said before."""
    outcome = first_advice.emergency(context, query)
    raised = outcome.alarm
    if raised is None or raised.advice != alarm.advice or alarm.advice == Danger.SUICIDE:
        return outcome
    if alarm.called and not alarm.besides:
        return further_advice.worse(context, alarm)
    if _is_not_to_be_moved(context, alarm, query):
        return _followed(context, alarm, query)
    if alarm.cards >= _MOST_CARDS and raised.situations == alarm.situations:
        return _followed(context, alarm, query)
    same = raised._replace(cards=alarm.cards + 1, told=alarm.told, turns=alarm.turns)
    return outcome._replace(alarm=same)


def _is_other_matter(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a wish has nothing to do with the alarm, and is plainly meant."""
    if _is_of_alarm(context, alarm, query):
        return False
    if _asks_plainly(context, query):
        return True
    if query.intent is Intent.THANKS:
        return alarm.called
    if query.intent is Intent.HUMAN and query.topic == COMPLAINT:
        return not _is_about_people(alarm)
    vague = not query.follow_up and query.intent in _VAGUE
    return not vague and (alarm.elsewhere or query.topic == COMPLAINT)


def _is_of_alarm(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a wish is part of the alarm: a doctor in it, how somebody is, why she goes."""
    walks = alarm.advice == AlarmSituation.BITE and query.plain
    doctor = location_advice.wants_doctor(context, query) or HEALTH in query.categories
    if doctor and not (alarm.called or walks):
        return True
    if alarm.advice == Danger.SUICIDE and AlarmRemark.GOING in query.after:
        return True
    if AlarmRemark.STATE in query.after and not looks_for_a_place(context.turn):
        return True
    return query.intent is Intent.UNKNOWN and _is_about_people(alarm)


def _is_about_people(alarm: OpenAlarm) -> bool:
    """Tell whether what nobody understands may tell more of the danger: of crime, of despair."""
    return alarm.topic == Danger.CRIME or alarm.advice == Danger.SUICIDE


def _asks_plainly(context: Context, query: Query) -> bool:
    """Tell whether something around is asked for plainly, or a line of the last list."""
    if query.plain and not query.doubt and _seeks(context, query):
        return True
    picked = (query.pick or query.facility) and context.session.listed
    return bool(picked) and query.intent in {Intent.DETAIL, Intent.ROUTE}


def _seeks(context: Context, query: Query) -> bool:
    """Tell that what lies around is looked for where it is said so: "what now" says nothing."""
    named = query.place or query.minutes or query.metres
    around = query.intent is Intent.CIRCLE and not named
    return not around or looks_for_a_place(context.turn)


def _said_again(context: Context, alarm: OpenAlarm, query: Query) -> Outcome:
    """Give the first advice once more to who did not hear or read it."""
    danger, situations = alarm.topic, alarm.situations
    again = Query(Intent.EMERGENCY, query.language, topic=danger, situations=situations)
    return first_advice.emergency(context, again)


def _followed(context: Context, alarm: OpenAlarm, query: Query) -> Outcome:
    """Say what fits: what to do where money is gone, what is asked of calling, where help goes."""
    if _has_paid(alarm, query):
        paid = Query(Intent.EMERGENCY, query.language, topic=Danger.CRIME, situations=("fraud",))
        return first_advice.emergency(context, paid)
    if _is_unwilling(alarm, query):
        return _unwilling(context, alarm)
    if AlarmRemark.WANTS_OUT in query.after and alarm.advice == Danger.CRIME:
        return further_advice.reply(context, alarm, (told(context, alarm, "emergency.leave"),))
    if query.topic == WHOM_TO_CALL:
        return further_advice.reply(context, alarm, number_questions.answer_lines(context, query))
    line = _asked(context, alarm, query) or afterwards.back_inside(context, alarm, query)
    if line := line or afterwards.sleep_line(context, query):
        return further_advice.reply(context, alarm, (line,))
    if first_advice.is_trapped(alarm, query):
        alarm = first_advice.trapped(alarm)
    return _placed(context, alarm, query)


def _has_paid(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a fraud has got what it wanted: the bank can stop it."""
    if alarm.topic != Danger.CRIME or alarm.advice == AlarmSituation.LOST:
        return False
    given = alarm.advice == AlarmSituation.SCAM and AlarmRemark.GIVEN in query.after
    return given or AlarmRemark.PAID in query.after


def _unwilling(context: Context, alarm: OpenAlarm) -> Outcome:
    """Do not press whoever wants no police: somebody beside her, and when to call all the same."""
    after = alarm._replace(turns=alarm.turns + 1, cards=alarm.cards + 1)
    line = told(context, alarm, "emergency.unwilling")
    return context.reply(Intent.EMERGENCY, line)._replace(alarm=after)


def _asked(context: Context, alarm: OpenAlarm, query: Query) -> str:
    """Answer what is asked of calling, or of what to do by hand: oil, a machine for the heart."""
    after, ill = query.after, alarm.topic == Danger.MEDICAL
    asked = {
        "who": query.intent is Intent.HELP and query.topic == WHO,
        "refuses": ill and AlarmRemark.REFUSES in after,
        "prepare": ill and AlarmRemark.PREPARE in after,
        "aed": alarm.advice == Danger.MEDICAL and AlarmRemark.AED in after,
        "other_lines": alarm.advice != Danger.SUICIDE and asks_for_hotlines(context.turn),
        "jump": alarm.kind.is_hazard and asks_to_jump(context.turn),
        "unmoved": _is_not_to_be_moved(context, alarm, query),
        "neighbours": alarm.kind.is_hazard and asks_to_warn(context.turn),
        "messages": not alarm.kind.is_online and asks_to_write(context.turn),
    }
    key = next((f"emergency.{key}" for key, is_asked in asked.items() if is_asked), "")
    key = key or first_advice.put_out_key(alarm, query)
    return told(context, alarm, key) if key else ""


def _is_not_to_be_moved(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a bone may be broken, or somebody is to be lifted, who breathes."""
    ill = alarm.advice == Danger.MEDICAL and AlarmRemark.GRAVE not in query.after
    return ill and (may_be_broken(context.turn) or asks_to_lift(context.turn))


def _placed(context: Context, alarm: OpenAlarm, query: Query) -> Outcome:
    """Say whom to tell where help is to go, what to do about a hospital, how to go on."""
    alarm, away = caller_apart.told_so(context, alarm, query)
    if away:
        return further_advice.reply(context, alarm, away)
    context, place = location_advice.place_told(context, alarm, query)
    if place and "here" not in query.caller:
        alarm = alarm._replace(place=place[0])
    if location_advice.wants_doctor(context, query) and alarm.advice != Danger.SUICIDE:
        lines = (*place, *location_advice.hospital(context, alarm, query))
        return further_advice.reply(context, alarm, lines)
    return further_advice.reply(
        context, alarm, place or further_advice.going_on(context, alarm, query)
    )
