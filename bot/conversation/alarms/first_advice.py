"""The first advice in danger and despair: the number, then what to do, then whom to go to."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.conversation.alarms import deed_cards
from bot.conversation.composing.phrases import number_to_call
from bot.conversation.location import known_place, named_origin
from bot.conversation.open_alarm import DEAF, EASED, HAZARDS, OpenAlarm, advice_for
from bot.conversation.reply import Button
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.people_in_alarm import (
    has_seen_somebody,
    is_lost_herself,
    says_where_she_is,
)
from bot.understanding.query import Intent
from bot.understanding.turns.turn import Turn

if TYPE_CHECKING:
    from bot.conversation.context import Context, Outcome
    from bot.understanding.query import Query
    from geo.dataset.manifest import Hotline

# Hotlines of the dataset to talk to, and the text that names each.
_TO_TALK = {"psych": "emergency.line", "psych_national": "emergency.line_national"}
# Whom to call for each kind of danger, by the dataset's keys.
_HOTLINES = {
    "medical": "ambulance",
    "fire": "fire",
    "gas": "fire",
    "crime": "police",
    "suicide": "psych",
}
_SHUT_IN = frozenset({"lift", "locked_in"})
_DESPAIR, _HEALTH, _TRAPPED = "suicide", "health", "trapped"
_CLEAR = 0.8
"""Below this score a wish is only guessed."""
_OUTSIDE = frozenset({"metro", "park", "junction"})
_BROAD_M, _MOST_WORDS = 800.0, 60
APART = frozenset({"medical", "fire", "gas", "crime", "lost", "lift"})
"""Advice that is another one for a caller who is not with the person in danger."""
# Answers that are what somebody in danger may want next; before any other she hears the number.
WANTED = frozenset({Intent.EMERGENCY, Intent.THANKS, Intent.FORGET})


def emergency(context: Context, query: Query) -> Outcome:
    """Tell whom to call at once; the first line is the number."""
    return carded(context, *deed_cards.at_first(query))


def carded(context: Context, query: Query, card: str) -> Outcome:
    """Tell whom to call at once, in the words of a card; "" for those of the kind of danger."""
    refuses = AlarmRemark.REFUSES in query.after  # whoever is ill wants no ambulance
    topic = "medical" if refuses and query.topic == "crime" else query.topic or "medical"
    if topic == "crime" and "lost" in query.situations and _is_lost(context, query):
        query = replace(query, situations=("astray", *query.situations))
    advice = advice_for(topic, query.situations)
    text = context.say(f"emergency.{card or advice}", lines=lines_to_talk(context))
    first, *rest = text.split("\n")
    alarm = OpenAlarm(
        topic, query.situations, first, known=frozenset(query.caller) | shut_in(context, query)
    )
    number = number_in(context, first)
    if context.alarm and not context.alarm.over:
        alarm = alarm.beside(context.alarm)
    if context.deaf or DEAF in query.situations:
        rest = [context.say("emergency.deaf", number=number), *deaf_lines(context, advice, rest)]
    elif is_apart(alarm):
        alarm = alarm._replace(line=context.say(f"apart.first_{advice}", line=first))
        first, rest = alarm.line, [*apart_lines(context, alarm)]
    elif is_trapped(alarm, query):
        alarm, rest = trapped(alarm), [*trapped_lines(context, alarm)]
    elif query.place and advice != _DESPAIR:
        lives = "lives" in query.caller
        place = place_line(context, query.place, advice, number, lives=lives)
        rest, alarm = [place, *rest], alarm._replace(place=place)
    elif _may_be_elsewhere(alarm) and "hers" not in alarm.known and advice in APART:
        rest = [*rest, context.say("apart.or_there")]
    if advice == "fire" and AlarmRemark.OIL in query.after:
        rest = [context.say("emergency.oil"), *rest]
    if refuses and advice == "medical":
        rest = [*rest, context.say("emergency.refuses")]
    text = "\n".join((first, *hazard_lines(context, alarm), *rest))
    return context.reply(Intent.EMERGENCY, text)._replace(alarm=alarm)


def _is_lost(context: Context, query: Query) -> bool:
    """Tell whether she has lost her own way, by all that the alarm was heard from."""
    return is_lost_herself(Turn(query.told.text) if query.told else context.turn)


def is_trapped(alarm: OpenAlarm, query: Query) -> bool:
    """Tell whether somebody cannot get out of a fire or gas, now or as was told before."""
    told = AlarmRemark.TRAPPED in query.after or _TRAPPED in alarm.known
    return told and alarm.advice in HAZARDS


def shut_in(context: Context, query: Query) -> frozenset[str]:
    """Know of whoever is shut in a lift or behind a door, now or as was told before."""
    before = context.alarm
    told = before.situations if before and not before.over else ()
    held = not _SHUT_IN.isdisjoint((*query.situations, *told))
    return frozenset({_TRAPPED} if held else ())


def trapped(alarm: OpenAlarm) -> OpenAlarm:
    """Know from now on that somebody cannot get out."""
    return alarm._replace(known=alarm.known | {_TRAPPED})


def trapped_lines(context: Context, alarm: OpenAlarm) -> tuple[str, ...]:
    """Have whoever comes told of those who cannot get out, and say how to wait for them."""
    return (context.say(f"emergency.trapped_{alarm.advice}"),)


def _may_be_elsewhere(alarm: OpenAlarm) -> bool:
    """Tell whether somebody near to her may be where she is not: told by telephone, or far away."""
    return "kin" in alarm.known and not alarm.known.isdisjoint({"phoned", "elsewhere"})


def is_apart(alarm: OpenAlarm) -> bool:
    """Tell whether the caller is not with the person in danger, for whom help is to be sent.

    Where she is on the move, or says where she is, she may have the person with her, unless that
    one has a place of her own or was heard by telephone.
    """
    said = alarm.known
    whose = {"kin", "home"} if alarm.advice in HAZARDS else {"kin"}
    if alarm.advice not in APART or said.isdisjoint(whose) or "hers" in said:
        return False
    own = not said.isdisjoint({"phoned", "at_home"})
    far = "afar" in said and alarm.advice != "lost"
    return far or "away" in said or (own and not said.isdisjoint({"elsewhere", "here"}))


def apart_lines(context: Context, alarm: OpenAlarm) -> tuple[str, ...]:
    """Have help sent to the person in danger, not to the caller; and who can go and look."""
    where = alarm.place or context.say("apart.tell", number=number_in(context, alarm.line))
    number = number_in(context, alarm.line)
    far = (context.say("apart.afar", number=number),) if "afar" in alarm.known else ()
    return (where, *far, context.say(f"apart.{alarm.advice}"))


def deaf_lines(context: Context, advice: str, lines: list[str]) -> list[str]:
    """Leave out what is said of the telephone alone; say how to find somebody who calls."""
    if advice != "medical":
        return lines
    return [*lines[:-1], context.say("emergency.deaf_alone")]


def hazard_lines(context: Context, alarm: OpenAlarm) -> tuple[str, ...]:
    """Warn of the fire and the gas that are open behind another danger."""
    return tuple(context.say(f"emergency.besides_{one.advice}") for one in alarm.besides)


def place_line(
    context: Context, place: str, advice: str, number: str, *, lives: bool = False
) -> str:
    """Say whom to tell a place: where she is, or where a lost person was seen last or `lives`."""
    origin, words = named_origin(context, place), context.turn.text
    if advice == "lost" and not says_where_she_is(context.turn):
        key = "place_seen" if has_seen_somebody(context.turn) else "place_lost"
        key = "place_lives" if lives else key
        return context.say(f"emergency.{key}", number=number, place=origin.name)
    if origin.error_m > _BROAD_M:
        key = "place_said" if context.alarm and len(words) <= _MOST_WORDS else "place_unknown"
        return context.say(f"emergency.{key}", number=number, place=words)
    known = known_place(context, place)
    key = "place_outside" if known and known.kind in _OUTSIDE else "place"
    key = "place_home" if origin.is_home else key
    return context.say(f"emergency.{key}", number=number, place=origin.name)


def calling(context: Context, query: Query) -> Outcome:
    """Say which number is whose, and what to say there: nobody tells of danger."""
    return context.reply(Intent.HELP, "\n".join(calling_lines(context, query)))


def calling_lines(context: Context, query: Query) -> tuple[str, ...]:
    """Answer what is asked of a number to call; it stands in the first line."""
    *named, aspect = query.situations
    whose = named[0] if named else "any"
    first = context.say(f"calling.{whose}")
    if aspect in {"when", "cost"}:
        return (
            first,
            context.say(f"calling.{aspect}_{whose}" if aspect == "when" else "calling.cost"),
        )
    return (first, context.say(f"calling.tell_{whose}"))


def over(context: Context) -> Outcome:
    """Be glad that it is over, and say what to do when it is not."""
    alarm = context.alarm
    if alarm and alarm.how:
        return _with_more_to_do(context, alarm)
    if alarm and alarm.advice == _DESPAIR:
        return context.plain(Intent.THANKS, "emergency.over_suicide", lines=lines_to_talk(context))
    number = number_in(context, alarm.line if alarm else "")
    return context.plain(Intent.THANKS, "emergency.over", number=number)


def _with_more_to_do(context: Context, alarm: OpenAlarm) -> Outcome:
    """Say what is still to be done where it only eased, or whoever is ill is in care."""
    key = f"eased_{alarm.advice}" if alarm.how == EASED else alarm.how
    number = number_in(context, alarm.line)
    told = context.plain(Intent.THANKS, f"emergency.{key}", number=number)
    return told._replace(alarm=alarm)


def doubting(context: Context, query: Query, outcome: Outcome) -> Outcome:
    """Begin with the number where there may be danger that no alarm was heard of, and ask."""
    if query.doubt is None or context.alarm or outcome.reply.intent is Intent.EMERGENCY:
        return outcome
    buttons = (
        Button(context.say("forward.mine"), f"danger:{query.doubt}"),
        Button(context.say("emergency.no"), "safe"),
    )
    reply, line = outcome.reply, _doubt(context, query.doubt)
    if _is_unasked(outcome, query):
        key = "emergency.doubt_listens" if query.doubt == _DESPAIR else "emergency.doubt_ask"
        return outcome.but(text=f"{line}\n{context.say(key)}", buttons=buttons)
    return outcome.but(text=f"{line}\n{reply.text}", buttons=(*buttons, *reply.buttons))


def _is_unasked(outcome: Outcome, query: Query) -> bool:
    """Tell whether no wish is heard beside the doubt but by a word that may mean one: "老人"."""
    if outcome.reply.intent is Intent.THANKS:
        return True
    if outcome.reply.intent is Intent.UNKNOWN:
        return query.topic is None and not query.choices
    vague = query.intent is Intent.NEARBY and query.score < _CLEAR and not query.plain
    return vague and _HEALTH not in query.categories


def _doubt(context: Context, topic: str) -> str:
    """Name whom to call, and what the number is: of an unnamed one nobody knows."""
    talk = lines_to_talk(context).partition("\n")[0]
    if topic == _DESPAIR and talk:
        return context.say("emergency.doubt_suicide", line=talk)
    lines = {line.key: line for line in context.dataset.hotlines if line.tel}
    line = lines.get(_HOTLINES[topic])
    number = _named(context, line) if line else context.number("ambulance")
    return context.say("emergency.doubt", number=number)


def reminding(context: Context, outcome: Outcome) -> Outcome:
    """Say the number again above an answer to another matter, or that an alarm has ended."""
    alarm, reply = context.alarm, outcome.reply
    if alarm is None or outcome.alarm or reply.intent in WANTED:
        return outcome
    if alarm.over:
        return outcome.but(text=f"{over(context).reply.text}\n{reply.text}")._replace(alarm=alarm)
    still = () if alarm.called else (_still(context, alarm),)
    lines = (*still, *hazard_lines(context, alarm), reply.text)
    outcome = outcome.but(text="\n".join(lines))
    return outcome._replace(alarm=alarm._replace(elsewhere=True))


def _still(context: Context, alarm: OpenAlarm) -> str:
    """The number again: for a call, or on a screen to show where she cannot hear."""
    if context.deaf:
        return context.say("emergency.deaf_still", number=number_in(context, alarm.line))
    return context.say("emergency.still", line=alarm.line)


def lines_to_talk(context: Context) -> str:
    """The lines of the dataset's hotlines to talk to, each ended; none where it has none."""
    lines = {line.key: line for line in context.dataset.hotlines if line.tel}
    told = [(lines[key], text) for key, text in _TO_TALK.items() if key in lines]
    every = (text if line.note.zh else "emergency.line_plain" for line, text in told)
    return "".join(
        context.say(text, tel=line.tel, name=_called(context, line)) + "\n"
        for (line, _), text in zip(told, every, strict=True)
    )


def _called(context: Context, line: Hotline) -> str:
    """Call a hotline by its number and what it is."""
    name, tel = line.name.said_in(context.session.language), line.tel or ""
    return name if tel in name else f"{tel} {name}"


def _named(context: Context, line: Hotline) -> str:
    """Give a number, and what it is behind it: "120（急救）"."""
    name, tel = line.name.said_in(context.session.language), line.tel or ""
    told = context.say("emergency.whom", number=tel, name=name.lower())
    return name if tel in name else told


def number_in(context: Context, line: str) -> str:
    """Give the first number of a line; that of the ambulance where it has none."""
    return number_to_call(line) or context.number("ambulance")
