"""The turns after an alarm: help is coming, where to send it, and what to say while it comes."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms import DISASTERS, advice_for
from bot.conversation.context import Outcome
from bot.conversation.handlers import safety_handlers
from bot.conversation.location import known_place, move, named_origin, placed
from bot.conversation.reply import Button, Origin
from bot.understanding.query import Intent, Query

if TYPE_CHECKING:
    from bot.conversation.alarms import OpenAlarm
    from bot.conversation.context import Context
    from geo.facility import LonLat

# Who comes, by the advice that was given: "他们来了" may be the burglars.
_COMING = {
    "crime": {"rescue"},
    **{key: {"rescue", "company"} for key in ("fraud", "scam", "suicide")},
    **{
        key: {"rescue", "somebody"}
        for key in ("medical", "lift", "met", "bite", "fire", "gas", "lost", *DISASTERS)
    },
}
_HEALTH = "health"
_DESPAIR = "suicide"
# Advice beside which what else she says is to be told on the telephone, too.
_TELLS = frozenset({"medical", "lost", "fraud", "scam"})
_ABOUT_TALK = frozenset({"again", "simply", "larger"})
_VAGUE = frozenset({Intent.UNKNOWN, Intent.HUMAN, Intent.GREET, Intent.HELP})
_MOST_WORDS, _MOST_LATIN, _LEAST_WORDS = 20, 60, 3
_ASKS = re.compile(
    r"[吗么呢?？]\s*$|怎么|什么|几|哪|要不要|是不是|有没有|能不能|^(?:is|are|what|how|do|does) ",
    re.IGNORECASE,
)
_HOSPITAL = re.compile(
    r"医院|急诊|门诊|诊所|卫生[站院中]|医学中心|\b(?:hospital|clinic|doctor|emergency room)\b",
    re.IGNORECASE,
)
_BLEEDS = re.compile(
    r"\W*(?:[他她伊我]|伤口|手|脚|腿|有点|有些|现在|在|还|破了|皮)*(?:流|出|有)(?:了?(?:一?点|点)?)血(?:了|的)?\W*"
    r"|\W*(?:it is|it's|i am|i'm|a bit|a little|bleeding| )+\W*",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"[他她伊]|妈|爸|爷|奶|外婆|外公|老[头公婆太伴]|儿子|女儿|孩子|小[孩囡]|孙|阿[婆公姨]|邻居|朋友"
    r"|\b(?:he|she|his|her|him|they|mother|father|mum|dad|husband|wife|son|daughter)\b",
    re.IGNORECASE,
)


def closed(context: Context, query: Query) -> Context:
    """Close an alarm that is told to be over in the same breath as a wish."""
    alarm = context.alarm
    if alarm is None or not query.plain:
        return context
    left = _left(context, alarm, query)
    return replace(context, alarm=left or alarm._replace(over=True, besides=()))


def answered(context: Context, query: Query) -> Outcome | None:
    """Answer what is said while an alarm is open; None for what is answered as ever."""
    alarm = context.alarm
    if alarm is None or alarm.over or query.intent is Intent.FORGET:
        return None
    if ended := _ended(context, alarm, query):
        return ended
    goes_on = _goes_on(alarm, query) or _bleeds_a_little(context, alarm, query)
    if query.intent is Intent.EMERGENCY and not goes_on:
        return None
    if _is_other_matter(context, alarm, query):
        return None
    if query.intent is Intent.HELP and query.topic in _ABOUT_TALK:
        again = Query(
            Intent.EMERGENCY, query.language, topic=alarm.topic, situations=alarm.situations
        )
        return safety_handlers.emergency(context, again)
    return _followed(context, alarm, query)


def located(context: Context, point: LonLat, error_m: float) -> Outcome | None:
    """Tell whom to send to a position that is shared while an alarm is open."""
    alarm = context.alarm
    if alarm is None or alarm.elsewhere or alarm.called:
        return None
    origin = Origin(context.say("place.shared"), point, "shared", error_m)
    moved = move(context, origin)
    context = context if isinstance(moved, Outcome) else moved
    return _reply(context, alarm, (_near(context, point),))


def _ended(context: Context, alarm: OpenAlarm, query: Query) -> Outcome | None:
    """Be glad that it is over, or that help is on its way; whoever is in danger again is heard."""
    left = _left(context, alarm, query)
    if left is None:
        return safety_handlers.over(context)
    if left != alarm:
        still = replace(context, alarm=left)
        return _reply(still, left, (still.say(f"emergency.then_{left.advice}"),))
    if not _COMING[alarm.advice].intersection(query.after):
        return None
    if alarm.topic == _DESPAIR:
        return safety_handlers.over(context)._replace(alarm=alarm._replace(called=True))
    key = "called_medical" if alarm.advice == "medical" else "called"
    told = context.say(f"emergency.{key}", number=_number(context))
    text = "\n".join((told, *safety_handlers.hazard_lines(context, alarm)))
    return context.reply(Intent.THANKS, text)._replace(alarm=alarm._replace(called=True))


def _left(context: Context, alarm: OpenAlarm, query: Query) -> OpenAlarm | None:
    """Give what is still open after what is said; None when nothing is."""
    of_others = bool(_OTHERS.search(context.event.text or ""))
    return alarm.left(query.after, of_others=of_others)


def _goes_on(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether what sounds like a new danger, though no rule hears one, goes on with this."""
    other = query.topic not in {alarm.topic, _DESPAIR}
    return "no_phone" in query.after or (query.worded and other) or _is_less(alarm, query)


def _bleeds_a_little(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a bite is told to bleed, as it does: its advice says what to do when it is much.

    Whoever says more than that is heard anew.
    """
    text = context.event.text or ""
    return alarm.advice == "bite" and query.topic == "medical" and bool(_BLEEDS.fullmatch(text))


def _is_less(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether no more is said than that the police are called: the advice stays as it is."""
    generic = advice_for(query.topic or "", query.situations) == query.topic == alarm.topic
    return generic and alarm.advice != alarm.topic and "dialled" in query.after


def _is_other_matter(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a wish has nothing to do with the alarm, and is plainly meant."""
    walks = alarm.advice == "bite" and query.plain
    doctor = _wants_doctor(context, query) or _HEALTH in query.categories
    if doctor and not (alarm.called or walks):
        return False
    if alarm.topic == _DESPAIR and "going" in query.after:
        return False
    if query.intent is Intent.UNKNOWN and alarm.topic in {"crime", _DESPAIR}:
        return False
    picked = (query.pick or query.facility) and context.session.listed
    if (query.plain and not query.doubt) or (
        picked and query.intent in {Intent.DETAIL, Intent.ROUTE}
    ):
        return True
    if query.intent is Intent.THANKS:
        return alarm.called
    vague = not query.follow_up and query.intent in _VAGUE
    if query.intent is Intent.HUMAN and query.topic == "complaint":
        vague = alarm.topic in {"crime", _DESPAIR}
    return not vague and (alarm.elsewhere or query.topic == "complaint")


def _wants_doctor(context: Context, query: Query) -> bool:
    """Tell whether a hospital or doctor is spoken of, or it is asked where to be treated."""
    asked = _HEALTH in query.categories and query.plain
    return asked or bool(_HOSPITAL.search(context.event.text or ""))


def _followed(context: Context, alarm: OpenAlarm, query: Query) -> Outcome:
    """Say what fits: whom to tell where she is, what to do about a hospital, how to go on."""
    if _has_paid(alarm, query):
        paid = Query(Intent.EMERGENCY, query.language, topic="crime", situations=("fraud",))
        return safety_handlers.emergency(context, paid)
    if query.intent is Intent.HELP and query.topic == "who":
        return _reply(context, alarm, (context.say("emergency.who", number=_number(context)),))
    context, place = _place(context, alarm, query)
    if _wants_doctor(context, query) and alarm.topic != _DESPAIR:
        return _reply(context, alarm, (*place, *_hospital(context, alarm, query)))
    return _reply(context, alarm, place or _advice(context, alarm, query))


def _has_paid(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a fraud has got what it wanted: the bank can stop it."""
    if alarm.topic != "crime" or alarm.advice == "lost":
        return False
    return "paid" in query.after or (alarm.advice == "scam" and "given" in query.after)


def _reply(context: Context, alarm: OpenAlarm, lines: tuple[str, ...]) -> Outcome:
    """Begin with the number, unless it has been called; offer to say that nothing is wrong."""
    first = () if alarm.called else (context.say("emergency.still", line=alarm.line),)
    if alarm.topic == _DESPAIR:
        number = context.number("ambulance_or_police")
        first = (context.say("emergency.listening", number=number),)
    well = (Button(context.say("emergency.well"), "safe"),) if alarm.topic != _DESPAIR else ()
    lines = (*first, *safety_handlers.hazard_lines(context, alarm), *lines)
    told = context.reply(Intent.EMERGENCY, "\n".join(lines), buttons=well)
    return told._replace(alarm=alarm._replace(elsewhere=False, turns=alarm.turns + 1))


def _place(context: Context, alarm: OpenAlarm, query: Query) -> tuple[Context, tuple[str, ...]]:
    """Say whom to tell the place that is named; it is hers unless somebody is lost or ill there."""
    query, number = placed(context, query), _number(context)
    if query.point:
        return context, (_near(context, query.point),)
    if query.place and not _is_asked_about(context, alarm, query):
        if not (alarm.advice == "lost" or _OTHERS.search(context.event.text or "")):
            moved = move(context, named_origin(context, query.place), query.place)
            context = context if isinstance(moved, Outcome) else moved
        return context, (safety_handlers.place_line(context, query.place, alarm.advice, number),)
    if query.place_text and not query.plain and query.intent is Intent.SET_PLACE:
        named = query.place_text[:_MOST_WORDS]
        return context, (context.say("emergency.place_said", number=number, place=named),)
    return context, ()


def _is_asked_about(context: Context, alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether a place is no answer to "where": a hospital to go to, a whole town to search."""
    if safety_handlers.is_said_of_her(context):
        return False
    place = known_place(context, query.place)
    kinds = {"hospital", "subdistrict"} if alarm.advice == "lost" else {"hospital"}
    return place is not None and place.kind in kinds


def _near(context: Context, point: LonLat) -> str:
    """Name what is near a position: nobody can tell one on the telephone."""
    near = context.dataset.places.nearest_neighbourhood(point)
    name = near.name.said_in(context.session.language) if near else ""
    told = "place" if name else "place_unknown"
    return context.say(f"emergency.{told}", number=_number(context), place=name)


def _hospital(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Nobody walks to a doctor in an emergency; when it is none, the list is there to be had."""
    key = "hospital" if alarm.topic == "medical" else "hospital_besides"
    line = context.say(f"emergency.{key}")
    if query.plain:
        return (line, context.say("emergency.way_out"))
    return (*_also_told(context, alarm, query), line)


def _advice(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Go on with the advice for this kind of danger, and say what else to tell on the telephone."""
    if alarm.topic == _DESPAIR:
        return (_comfort(context, alarm, query),)
    if "no_phone" in query.after and alarm.advice not in {"crime", "lift"}:
        return (context.say("emergency.no_phone", number=_number(context)),)
    if "company" in query.after and alarm.topic != "crime":
        return (context.say("emergency.company", number=_number(context)),)
    advice = context.say(f"emergency.then_{alarm.advice}")
    return (*_also_told(context, alarm, query), advice)


def _comfort(context: Context, alarm: OpenAlarm, query: Query) -> str:
    """Somebody to go to, and a line that answers; the telephone last for who does not want it."""
    lines = safety_handlers.lines_to_talk(context)
    first = lines.partition("\n")[0]
    if "no_phone" in query.after:
        return context.say("emergency.no_phone_suicide", line=first).strip()
    if "going" in query.after:
        return context.say("emergency.going_suicide", line=first).strip()
    key = "more_suicide" if alarm.turns % 2 else "then_suicide"
    return context.say(f"emergency.{key}", lines=lines, line=first).strip()


def _also_told(context: Context, alarm: OpenAlarm, query: Query) -> tuple[str, ...]:
    """Give back what she says, to be told on the telephone, too; a question is not."""
    words = (context.event.text or "").strip()
    told = alarm.advice in _TELLS and query.intent in {Intent.UNKNOWN, Intent.NEARBY}
    most = _MOST_LATIN if words.isascii() else _MOST_WORDS
    if not told or not _LEAST_WORDS <= len(words) <= most or _ASKS.search(words):
        return ()
    return (context.say("emergency.tell", number=_number(context), words=words),)


def _number(context: Context) -> str:
    """The number that she was told to call."""
    return safety_handlers.number_in(context, context.alarm.line if context.alarm else "")
