"""What is to be done about danger in a sentence, by the rules and by how it is worded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.after_alarm.remarks import closes_with_an_end
from bot.understanding.query import Intent
from bot.understanding.safety.danger import Danger
from bot.understanding.safety.reading import Alarm, AllClear, Care
from bot.understanding.safety.told_calmly.kinds import told_calmly
from bot.understanding.safety.verdict import DangerVerdict
from bot.understanding.safety.wordings.bereavement import mourns_a_pet, tells_of_one_gone
from bot.understanding.safety.wordings.figures import is_figure, only_sounds_so
from bot.understanding.safety.wordings.harmless_objects import is_harmless
from bot.understanding.safety.wordings.ill_treatment import ill_treatment
from bot.understanding.safety.wordings.low_spirits import is_low
from bot.understanding.safety.wordings.not_now import is_no_danger_now
from bot.understanding.safety.wordings.past_despair import is_past_despair
from bot.understanding.safety.wordings.plain_statements import is_daily_life
from bot.understanding.safety.wordings.small_hurts import BITE, small_hurt
from bot.understanding.safety.wordings.told_by_phone import is_told_by_phone
from bot.understanding.safety.wordings.told_in_full import danger_told
from bot.understanding.safety.wordings.vital_signs import is_grave_measure
from bot.understanding.small_talk.about_the_chat import is_about_the_chat
from bot.understanding.turns.walk_reports import is_of_a_walk

if TYPE_CHECKING:
    from bot.understanding.classifier.danger_doubt import DangerDoubt
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query
    from bot.understanding.rules.ruled import Ruled

_NONE = DangerVerdict(None, sure=False)
_ILL = DangerVerdict(Danger.MEDICAL, sure=False)
# A heart that races or is oppressed may be grief, and an illness as well.
_HEART = regex(r"心里?(?:很|好|一直|老是|老|有点|有些)*[慌闷]|(?:心|胸)口")


def danger_in(
    case: Case, ruled: Ruled, spelt: Query | None, doubt: DangerDoubt | None, written: str
) -> DangerVerdict:
    """Say whether an alarm is raised or asked about; nothing is asked of grief and relief.

    `spelt` is an alarm that the letters may mean besides, `written` the sentence before slips were
    mended.
    """
    text, alarm = case.sentence.text, ruled.query.intent is Intent.EMERGENCY
    mourns = mourns_a_pet(text) or tells_of_one_gone(text)
    if is_harmless(text) or (not alarm and mourns):
        return _NONE
    grave = is_grave_measure(text)
    if not alarm and grave:
        return DangerVerdict(_ILL.topic, sure=True, heard=True)
    calm = is_no_danger_now(text) or told_calmly(case.sentence) is not None
    if _is_small(text, alarm=alarm) or (calm and not grave):
        return _NONE
    if told := danger_told(text) or danger_told(written):
        return DangerVerdict(ruled.query.topic if alarm else told, sure=True, heard=True)
    if is_figure(text) if alarm else _is_answered_kindly(text):
        return _NONE
    return _weighed(case, ruled, spelt, doubt)


def _is_small(text: str, *, alarm: bool) -> bool:
    """Whether it is a small hurt; a bite that is heard as an alarm has advice of its own there."""
    hurt = small_hurt(text)
    return hurt is not None and not (alarm and hurt == BITE)


def _is_answered_kindly(text: str) -> bool:
    """Whether its words are a figure, a low mood, or a carer's whose answer names whom to call."""
    return only_sounds_so(text) or is_low(text) or ill_treatment(text) is not None


def _is_everyday(text: str) -> bool:
    """Whether it tells of a walk, of daily life, or of the chat itself."""
    return is_of_a_walk(text) or is_daily_life(text) or is_about_the_chat(text)


def _weighed(
    case: Case, ruled: Ruled, spelt: Query | None, doubt: DangerDoubt | None
) -> DangerVerdict:
    """Weigh what the rules hear and how it is worded."""
    alarm = ruled.query.intent is Intent.EMERGENCY
    if spelt and not alarm:
        return DangerVerdict(spelt.topic, sure=False)
    heard = ruled.query.topic if alarm else None
    certain = alarm and isinstance(case.danger, Alarm) and case.danger.certain
    certain = certain or (alarm and is_told_by_phone(case.sentence.text))
    if certain or doubt is None or ruled.query.intent is Intent.FORGET:
        return DangerVerdict(heard, sure=heard is not None, heard=bool(certain))
    text = case.sentence.text
    if heard is None and _is_everyday(text):
        return _NONE  # "到了" is the end of a walk, and "快到了吗" is asked of one
    verdict = doubt.judge(case.sentence, heard)
    if verdict.topic == Danger.SUICIDE and is_past_despair(case.sentence.text, case.safety):
        return _NONE
    if not alarm and ruled.query.categories:
        verdict = verdict._replace(sure=False)  # the service is told, below the number
    if isinstance(case.danger, Care) and not verdict.sure:
        return _ILL if _HEART.search(case.sentence.text) else _NONE
    ended = isinstance(case.danger, AllClear) and closes_with_an_end(text, case.safety)
    return _NONE if ended else verdict
