"""What a sentence asks for: the rules, in the order in which they are asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.understanding.lexicon import SURE
from bot.understanding.places.parts import PART
from bot.understanding.query import Intent, Query
from bot.understanding.rules.complaints import is_complaint
from bot.understanding.rules.report_questions import (
    QUESTION,
    about_listed,
    answer,
    asks_of_one,
)
from bot.understanding.rules.ruled import Ruled
from bot.understanding.rules.small_talk import small_talk
from bot.understanding.rules.unheard_words import unheard_in
from bot.understanding.rules.wish_clauses import wishes
from bot.understanding.safety.reading import Alarm, AllClear, Care
from bot.understanding.stance import is_denied

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.understanding.rules.case import Case

    Rule = Callable[[Case], Query | None]

_MOST_CHOICES = 3
_OFFERED = ("canteen", "health", "station", "fitness", "culture")
_LIKELY = 0.55  # so sure must a service be for a question about it
_FEW_CHARS = 2  # so much that no word explains does not change what is meant
_SOME_CHARS = 4
# "就去伊", "那就它吧", "I'll take it": what was listed is chosen.
_CHOOSES = re.compile(
    r"(?:就|还是)(?:[去到选要定]|是)*(?:[它他伊]|[这那该]|刚才那|上面那)(?!样)"
    r"|(?<![a-z])(?:take|choose|pick|go (?:to|with|for)) (?:it|this|that)(?![a-z])"
)
_PART = re.compile(
    r"(?:不对|哦|,|我|应该)*(?:不是[^,是]{1,4},?而?)?(?:是|住|在)*"
    rf"(?P<part>{PART})[的里]?(?:,?不是[^,]{{1,4}})?"
)
# "Not in the wheelchair any more" asks for no more places.
_NO_MORE = re.compile(r"(?:not|n't|no)(?: [a-z']+)+ any ?more(?![a-z])")
_GOODBYE = re.compile(r"(?:明天|明朝|后天|晚上|下午|周[一二三四五六日])见(?:,|$)")
_PLAIN = (Intent.HUMAN, Intent.MORE, Intent.THANKS, Intent.HELP, Intent.GREET)
_OTHERS_STAY = re.compile(
    r"(?:[他她伊]们?|[爸妈爹娘]|爷爷|奶奶|外公|外婆|父亲|母亲|老人家?|老伴)(?:家|人|现在|就|也|一个人)*[在住勒]+$"
    r"|(?<![a-z])(?:she|he|mother|mom|mum|father|dad)(?:'s| is| lives)(?: now)? (?:at|in|near|on) $"
)
_HOW_GO = re.compile(r"(?<![a-z])how (?:do i |can i |to |i )?(?:go|get|walk)(?![a-z])")
_LONG_AGO = re.compile("当年|年轻时|那时候|从前|小时候|那辰光")


def emergency(case: Case) -> Query | None:
    """Somebody is in danger now."""
    read = case.danger
    return case.alarm(read.topic) if isinstance(read, Alarm) else None


def care(case: Case) -> Query | None:
    """Grief, loneliness, or the end of an alarm, where nothing else is wanted."""
    reports = case.has("intent.feedback") and case.sentence.called
    if isinstance(case.danger, AllClear):  # "已经送医院了" tells of a service, and asks for none
        wants = wishes(case.sentence.text) or case.says("intent.forget") or reports
        return None if wants else case.query(Intent.THANKS, topic="over", pick=None)
    wants = case.acts or case.asks_at_all or reports
    if wants or not isinstance(case.danger, Care):
        return None
    return case.query(Intent.HUMAN, topic="care", pick=None)


def forget(case: Case) -> Query | None:
    """Delete what is kept about me."""
    return case.query(Intent.FORGET, pick=None) if case.says("intent.forget") else None


def never(case: Case) -> Query | None:
    """What is not ours, whatever else is said."""
    if case.has("intent.set_place") or case.sentence.spot.place:
        return None
    if case.sentence.spot.far:
        return unknown(case)
    sentence = case.sentence
    spans = [span for span in sentence.of_kind("outside") if span.word.weight == SURE]
    clauses = {sentence.clause(span.start) for span in spans}
    ours = {sentence.clause(span.start) for span in sentence.of_kind("category")} - clauses
    asked = any(wishes(sentence.text[slice(*clause)]) for clause in ours)
    return unknown(case) if spans and not asked else None


def talk(case: Case) -> Query | None:
    """About the talk itself: say it again, say it simply, where this is from, who are you."""
    if case.says("intent.human"):
        return None
    for topic in ("again", "simply", "larger", "notes", "kept", "who"):
        settings = case.pace or case.walker.accessible or case.walker.off
        # Who cannot read the letters needs no doctor.
        acts = case.acts and not (topic == "larger" and case.categories == ("health",))
        if case.says(f"talk.{topic}") and not (acts or case.pick or settings):
            return case.query(Intent.HELP, topic=topic, pick=None)
    return None


def complaint(case: Case) -> Query | None:
    """Noise, waste, staff, food, lights: who takes it, and how to say it."""
    told = is_complaint(case)
    asked = case.says("complaint.who_cares") and not case.acts
    other = "legal" in case.weighed.categories or case.has("outside.things")
    if not (told or asked) or other or case.mends:
        return None
    return case.query(Intent.HUMAN, topic="complaint", pick=None)


def outside(case: Case) -> Query | None:
    """What is not ours unless a service is clearly asked for too."""
    ours = case.acts or about_listed(case) or case.has("intent.set_place")
    if case.has_kind("outside") and not ours:
        return unknown(case)
    return None


def refused(case: Case) -> Query | None:
    """Nothing but a service that is not wanted: ask which one is."""
    away = [span.word.key for span in case.sentence.of_kind("category")]
    if case.weighed.categories or not away or not case.weighed.refused:
        return None
    others = tuple(key for key in _OFFERED if key not in away)[:_MOST_CHOICES]
    return case.query(Intent.UNKNOWN, choices=others, refused=tuple(away), pick=None, score=0.5)


def advice(case: Case) -> Query | None:
    """Medical or legal advice, which is never given: the nearest place is."""
    if case.acts and case.weighed.sure and case.has("cue.where", "cue.near", "cue.place"):
        return None
    for category in ("health", "legal"):
        if case.says(f"advice.{category}"):
            return case.query(Intent.NEARBY, categories=(category,), advice=True, pick=None)
    return None


def circle(case: Case) -> Query | None:
    """The picture of what can be walked to."""
    words = [w for _, _, w in case.sentence.of_kind("intent") if w.key == Intent.CIRCLE]
    alone = case.sentence.minutes or case.sentence.stray() == 0
    said = any(word.weight == SURE or alone for word in words)
    if case.acts or not (said or (case.says("intent.circle") and not words)):
        return None
    return case.query(Intent.CIRCLE, pick=None)


def route(case: Case) -> Query | None:
    """The way to a listed place, or to a service."""
    text = case.sentence.text
    both_ends = case.sentence.spot.start and case.sentence.spot.goal and not case.acts
    says = case.says("intent.route") or (case.sentence.spot.goal and _HOW_GO.search(text))
    if not (both_ends or says) or (case.walker.off and case.pick is None):
        return None
    spans = [span for span in case.sentence.of_kind("intent") if span.word.key == Intent.ROUTE]
    if spans and all(is_denied(text, span.start) for span in spans):
        return None
    if case.acts and not _plainly(case, Intent.ROUTE):
        return None
    return case.query(Intent.ROUTE, categories=() if case.pick else case.categories)


def _plainly(case: Case, intent: Intent) -> bool:
    """Whether a word says this that can mean little else."""
    words = (span.word for span in case.sentence.of_kind("intent"))
    return any(word.key == intent and word.weight == SURE for word in words)


def detail(case: Case) -> Query | None:
    """Hours, telephone, address of a listed place."""
    asks = case.says("intent.detail")
    if case.sentence.facility and not case.pick:
        asks = asks or not case.acts or asks_of_one(case)
    elif case.pick == 0 and case.has("cue.follow") and case.sentence.has_place and not asks:
        asks = False
    elif case.pick == 0:
        asks = asks or case.has("cue.now", "cue.then", "cue.where", "cue.near", "pace.step_free")
        asks = asks or _CHOOSES.search(case.sentence.text) is not None
    elif case.pick is None and not case.categories and case.has("cue.near"):
        asks = False
    elif case.pick is None:
        plain = case.sentence.stray() == 0 and not case.sentence.spot.place
        asks = asks and (_plainly(case, Intent.DETAIL) or not case.acts)
        asks = asks and (plain or (case.acts and case.weighed.sure) or case.sentence.spot.committee)
    else:
        asks = True
    if not asks:
        return None
    return case.query(Intent.DETAIL, categories=case.categories)


def nearby(case: Case) -> Query | None:
    """The places of a service."""
    asked = case.asks_at_all or QUESTION.search(case.sentence.text)
    if _LONG_AGO.search(case.sentence.text) and not asked:
        return None
    if case.acts:
        score = min(1.0, case.weighed.score)
        categories = case.weighed.categories
        return case.query(Intent.NEARBY, categories=categories, score=score, pick=None)
    if case.sentence.spot.committee and case.has("cue.where", "cue.now", "cue.then"):
        return case.query(Intent.NEARBY, categories=case.categories, pick=None)
    return None


def service(case: Case) -> Query | None:
    """A question about a service that is named, whatever is asked: its terms, who may come."""
    asks = case.asks_at_all or case.meaning or QUESTION.search(case.sentence.text)
    likely = case.weighed.score >= _LIKELY or case.compares or case.meaning
    sure = case.weighed.sure and likely and not case.sentence.spot.text
    if not (sure and asks) or case.has_kind("outside") or about_listed(case):
        return None
    looks = case.has("cue.where", "cue.near", "cue.place") or case.sentence.has_place
    terms = case.has("cue.now", "cue.then", "intent.detail") or case.sentence.moment
    intent = Intent.DETAIL if terms and not looks else Intent.NEARBY
    return case.query(intent, categories=case.weighed.categories, pick=None, score=0.6)


def ask_back(case: Case) -> Query | None:
    """A word that may mean several services."""
    for span in case.sentence.of_kind("either"):
        table = case.either[span.word.key]
        if "beside_elders" in table and (case.has("cue.elder") or case.weighed.categories):
            return case.query(Intent.NEARBY, categories=tuple(table["beside_elders"]), pick=None)
        choices = tuple(table["categories"])[:_MOST_CHOICES]
        return case.query(Intent.UNKNOWN, choices=choices, pick=None, score=0.5)
    return None


def set_place(case: Case) -> Query | None:
    """Where I am, or in which part of the place that was named: "二期,不是一期"."""
    part = _PART.fullmatch(case.sentence.text)
    if part and not case.weighed.categories:
        slots = {"place_text": part["part"], "place_kind": "part", "corrects": True}
        return case.query(Intent.SET_PLACE, place=None, pick=None, **slots)
    if not case.sentence.has_place:
        return None
    said = case.has("intent.set_place", "cue.follow") or case.corrects or case.sentence.typed
    asks = case.has("cue.fact", "cue.how", "cue.where", "cue.exist", "intent.detail")
    asks = asks or (bool(QUESTION.search(case.sentence.text)) and not case.has("cue.near"))
    acts = any(span.word.key != Intent.GREET for span in case.sentence.of_kind("intent"))
    other = not _stays(case) and (acts or case.sentence.stray() > _FEW_CHARS)
    if not said and (asks or other):
        return None
    return case.query(Intent.SET_PLACE, pick=None)


def _stays(case: Case) -> bool:
    """Whether it is told where somebody is for whom she asks: "我替我妈问,她在蓝村路站"."""
    text, spans = case.sentence.text, case.sentence.spot.spans
    wants = case.has("cue.want", "cue.exist")  # something is asked for there, too
    return not wants and any(_OTHERS_STAY.search(text, 0, start) for start, _ in spans)


def set_pace(case: Case) -> Query | None:
    """How I walk."""
    asks = case.has("cue.where", "cue.place", "cue.fact")
    level = case.walker.accessible and not case.has("cue.follow")
    said = case.pace or level or case.walker.off
    if not said or asks or case.sentence.stray() > _SOME_CHARS:
        return None
    return case.query(Intent.SET_PACE, pick=None)


def follow(case: Case) -> Query | None:
    """The last question again, with something changed, if only a time that nobody understands."""
    unread = sum(map(len, unheard_in(case.sentence)))
    never = unread or (case.sentence.moment and case.sentence.moment.impossible)
    said = (
        case.sentence.minutes
        or case.sentence.times.walk_m
        or case.has("cue.follow")
        or (case.sentence.moment and case.has("cue.reply"))
        or case.mends
        or never
    )
    changed = bool(said or case.sentence.attributes)
    narrowed = (case.open_now or case.has("pace.step_free")) and not case.asks_facts
    stray = case.sentence.stray() - unread - case.sentence.stray_in_attributes
    few = _SOME_CHARS if case.mends else _FEW_CHARS
    if stray >= few or not (changed or (narrowed and stray == 0)):
        return None
    return case.query(Intent.NEARBY, follows=True, pick=None)


def plain(case: Case) -> Query | None:
    """A person, more of the list, thanks, what Yike can do, a greeting: said, and nothing else."""
    other = case.acts or case.sentence.pick.first or case.has("cue.elder", "cue.where", "cue.near")
    if other or case.sentence.stray() > _SOME_CHARS:
        return None
    if _GOODBYE.search(case.sentence.text):
        return case.query(Intent.THANKS, pick=None)
    said = [intent for intent in _PLAIN if case.says(f"intent.{intent}")]
    if case.walker.off and _NO_MORE.search(case.sentence.text):
        return None
    return case.query(said[0], pick=None) if said else None


def feedback(case: Case) -> Query | None:
    """A facility is not as it is said to be; "关门了吗" only asks, "老伴走了" is no facility."""
    sentence = case.sentence
    named = sentence.pick.lines or case.weighed.sure or sentence.called
    other = QUESTION.search(sentence.text) or case.mends or case.has("intent.set_place")
    if case.facility_moved and not (QUESTION.search(sentence.text) or case.mends):
        return case.query(Intent.FEEDBACK, place=None, facility=sentence.facility)
    if not (case.says("intent.feedback") and named) or other:
        return None
    services = case.weighed.categories if case.weighed.sure else ()
    return case.query(Intent.FEEDBACK, categories=services, facility=sentence.facility)


def unknown(case: Case) -> Query:
    """Not ours, or not understood."""
    text = case.sentence.spot.text
    return Query(Intent.UNKNOWN, case.sentence.language, place_text=text, score=0.0)


RULES: tuple[Rule, ...] = (
    emergency,
    forget,
    small_talk,
    talk,
    answer,
    care,
    never,
    feedback,
    complaint,
    advice,
    outside,
    circle,
    route,
    detail,
    nearby,
    service,
    refused,
    ask_back,
    set_place,
    set_pace,
    plain,
    follow,
)


CALM: tuple[Rule, ...] = RULES[1:]
"""The rules for a sentence that raises no alarm."""


def decide(case: Case, rules: tuple[Rule, ...] = RULES) -> Ruled:
    """Apply the first rule that fits."""
    for rule in rules:
        query = rule(case)
        if query is not None:
            return Ruled(rule.__name__, query)
    return Ruled("", unknown(case))
