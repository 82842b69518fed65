"""What is said of the talk, of a danger, of a facility; nothing is looked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.evidence.wish_clauses import wishes
from bot.understanding.query import Intent
from bot.understanding.rules.complaints import is_complaint
from bot.understanding.rules.ruled import SOME_CHARS
from bot.understanding.safety.reading import Alarm, AllClear, Care
from bot.understanding.services import HEALTH, LEGAL
from bot.understanding.small_talk.asked_calls import WHOM_TO_CALL, asked_call
from bot.understanding.small_talk.forgetting import may_ask_to_erase
from bot.understanding.text.questions import QUESTION
from bot.understanding.topics import AGAIN, CARE, COMPLAINT, LARGER, OVER, SIMPLY, WHO

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

# "Not in the wheelchair any more" asks for no more places.
_NO_MORE = regex(r"(?:not|n't|no)(?: [a-z']+)+ any ?more(?![a-z])")
_GOODBYE = regex(r"(?:明天|明朝|后天|晚上|下午|周[一二三四五六日])见(?:,|$)")
_PLAIN = (Intent.HUMAN, Intent.MORE, Intent.THANKS, Intent.HELP, Intent.GREET)

# Who cannot get through and asks on reports nothing: "电话多少 打不通", "电话打不通怎么办".
_ASKS_PHONE = regex(
    r"(?:电话|号码)[^,]{0,5}(?:多少|几号|什么).*(?:打|接)不(?:通|了|进)|(?:打|接)不(?:通|了|进)[^,]{0,2},?(?:怎么办|哪能办|还有别的电话)"
    r"|(?:打|接)不(?:通|了|进).*(?:电话|号码)[^,]{0,3}(?:多少|几号)"
    r"|(?:phone|number).*(?:no answer|nobody answers).*what (?:do|should|can) i"
)


def emergency(case: Case) -> Query | None:
    """Somebody is in danger now."""
    read = case.danger
    return case.alarm(read.topic) if isinstance(read, Alarm) else None


def forget(case: Case) -> Query | None:
    """Delete what is kept about me."""
    asked = case.says("intent.forget") and may_ask_to_erase(case.sentence.text)
    return case.query(Intent.FORGET, pick=None) if asked else None


def talk(case: Case) -> Query | None:
    """About the talk itself: say it again, say it simply, where this is from, who are you."""
    if case.says("intent.human"):
        return None
    for topic in (AGAIN, SIMPLY, LARGER, "notes", "kept", WHO):
        settings = case.pace or case.walker.accessible or case.walker.off
        # Who cannot read the letters needs no doctor.
        acts = case.acts and not (topic == LARGER and case.categories == (HEALTH,))
        if case.says(f"talk.{topic}") and not (acts or case.pick or settings):
            return case.query(Intent.HELP, topic=topic, pick=None)
    return None


def whom_to_call(case: Case) -> Query | None:
    """A question about the numbers to call in danger, where nothing is told of any."""
    asked = asked_call(case.sentence.text)
    if asked is None:
        return None
    about = tuple(filter(None, asked))
    return case.query(Intent.HELP, topic=WHOM_TO_CALL, situations=about, pick=None, place=None)


def care(case: Case) -> Query | None:
    """Grief, loneliness, or the end of an alarm, where nothing else is wanted."""
    reports = case.has("intent.feedback") and case.sentence.called
    if isinstance(case.danger, AllClear):  # "已经送医院了" tells of a service, and asks for none
        wants = wishes(case.sentence.text) or case.says("intent.forget") or reports
        return None if wants else case.query(Intent.THANKS, topic=OVER, pick=None)
    wants = case.acts or case.asks_at_all or reports
    if wants or not isinstance(case.danger, Care):
        return None
    return case.query(Intent.HUMAN, topic=CARE, pick=None)


def feedback(case: Case) -> Query | None:
    """A facility is not as it is said to be; "关门了吗" only asks, "老伴走了" is no facility."""
    sentence = case.sentence
    named = sentence.pick.lines or case.weighed.sure or sentence.called
    other = QUESTION.search(sentence.text) or case.mends or case.has("intent.set_place")
    if sentence.facility and _ASKS_PHONE.search(sentence.text):
        return case.query(Intent.DETAIL, place=None, facility=sentence.facility)
    if case.facility_changed:
        return case.query(Intent.FEEDBACK, place=None, facility=sentence.facility)
    if not (case.says("intent.feedback") and named) or other:
        return None
    services = case.weighed.categories if case.weighed.sure else ()
    return case.query(Intent.FEEDBACK, categories=services, facility=sentence.facility)


def complaint(case: Case) -> Query | None:
    """Noise, waste, staff, food, lights: who takes it, and how to say it."""
    told = is_complaint(case)
    asked = case.says("complaint.who_cares") and not case.acts
    other = LEGAL in case.weighed.categories or case.has("outside.things")
    if not (told or asked) or other or case.mends:
        return None
    return case.query(Intent.HUMAN, topic=COMPLAINT, pick=None)


def plain(case: Case) -> Query | None:
    """A person, more of the list, thanks, what Yike can do, a greeting: said, and nothing else."""
    other = case.acts or case.sentence.pick.first or case.has("cue.elder", "cue.where", "cue.near")
    if other or case.sentence.unexplained() > SOME_CHARS:
        return None
    if _GOODBYE.search(case.sentence.text):
        return case.query(Intent.THANKS, pick=None)
    said = [intent for intent in _PLAIN if case.says(f"intent.{intent}")]
    if case.walker.off and _NO_MORE.search(case.sentence.text):
        return None
    return case.query(said[0], pick=None) if said else None
