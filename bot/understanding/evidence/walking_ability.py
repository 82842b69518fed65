"""How somebody walks, as far as a sentence says it: her pace, and whether she needs a level way."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.understanding.evidence.whose_walk import told_of_others
from bot.understanding.lexicon.lexicon import SURE
from bot.understanding.text.stance import is_denied, is_past
from geo.facility import Pace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.understanding.lexicon.lexicon import WordSpan
    from bot.understanding.sentence import Sentence

_SLOW = frozenset({"slow", "wheels", "pram"})
_A_THING = regex("[旧破借租修买卖]$|有没有$")
_AS_A_THING = regex("[^,]{0,2}(?:借|租|出租|坏了|修|的护工|回收|送人|丢人|旧了)")
_LEVEL = frozenset({"wheels", "pram", "step_free"})
# What was given back or laid aside is no help to walk any more.
_LAID_ASIDE = regex(
    "(?<![a-z])(?:threw|thrown|gave|given|put|returned|got rid of|no longer)(?: [a-z']+){0,3} ?$"
)
# It was so until now: "上个月坐轮椅,现在不坐了", "my knees are fine now".
_NO_LONGER = regex(
    "(?:现在|今天|如今|眼下|这两天)[我她他都又已经早就可以能]{0,5}"
    "(?:不(?:坐|用|拄|推)(?:轮椅|拐杖?|车)?了(?!吗)|不[坐拄](?=,|$)|走了?(?=,|$)"
    "|好了(?![吗没])|恢复|正常了|自[己家]走(?:来|路|(?=,|$)))"
)
_WELL_NOW = regex(
    " ?(?:is|are|feels?|'s|got)? (?:all |much )?(?:fine|ok|okay|good|better|healed)(?: again)? now"
)
# What could not be done can be done again: "我能走了", "I can climb stairs again".
_ABLE_AGAIN = regex(
    "(?:^|,)(?:现在|今天|已经|又|也|我|阿拉|俺)*(?:能|可以|会)(?:自[己家]|下[床地楼]|上楼|走|爬)[^,不没]{0,4}了(?=,|$)"
    r"|(?<![a-z])i can (?:now )?(?:walk|climb|take|use)(?: the| up)?(?: stairs| steps)?"
    r" (?:again|now)(?![a-z])"
)
_USED_ONCE = regex("(?:去年|前年|上个?月|上周|前阵子?|前两[天年])[还都在是]*$")
# She does not use wheels, without having done so: that says nothing of her pace.
_STOPPED = regex(
    "[了啦哉]|现在|(?<![a-z])(?:any ?more|no longer|now|stopped|gave|given|returned|put|rid)"
    "(?![a-z])"
)
_USES = frozenset("坐拄推撑")
_REST = frozenset({"歇歇", "要歇"})
# A rest is a sign of a slow walk only where so much of a way stands before it: "走两步就要歇".
_RESTS = regex("[步段路阵次趟里走·](?![^,]*累)[^,]{0,6}(?<!一)$")
# A way that can be walked, and one that nobody can: "半个钟头的路我走得动", "堆得走不了路".
_OF_A_WAY = regex(
    "(?:(?<!几)(?<!少)分钟|钟头|小时|一刻|刻钟)的?路?[我她他都也还]{0,2}$|[堆停塞占脏滑淹挤][^,]{0,3}得[^,]{0,2}$"
)
# It is asked whether a way can be managed, and not told, "走得动吗"; or a place is
# wanted to which one can walk: "老人走得动的食堂".
_ASKED = regex(" ?(?:吗|么|伐|否|哇|[不勿](?=[,?]|$)|的(?![人老]|时候)(?=[^,?呀啊吧呢了]))")
# She cannot go far; a way that goes not far is another thing: "往前走不远就是".
NOT_FAR = regex(
    "(?<![前再东南西北边面里])走不(?:远|了(?:太|多)?远)(?!就[是有到]|[有便即是到吗么])"
    "|can(?:'t|not| not) walk (?:(?:very |too )?far|any ?(?:more|further|farther|longer))"
)
# Set against somebody's slow walk: "我爸很快".
_FAST = regex("[我她他妈爸爷奶婆公伴](?:走路|走起来|倒是?|自己)?(?:很|挺|可|还是)快(?=[,的呢啊]|$)")
_STEPS = "(?:楼梯|台阶|[爬上下]楼|天桥|门槛|坎|二楼|楼上)"
# Steps are avoided: refused or feared before, or they cannot be managed after, or are asked about.
AVOIDS_STEPS = regex(
    rf"(?:不要|不想|不用|不走|不上|不能|不爬|别|勿|覅|(?<!有)没有?|无|少|免|怕|不得|不了|不动|不好)[^,有]{{0,4}}{_STEPS}(?![^,]{{0,2}}(?:关系|问题|吧|吗|么|伐))"
    rf"|(?:不要|别|(?<!有)没)有{_STEPS}|[爬上]不(?:了|动|去|来)楼"
    r"|(?:要不要|用不用)[过爬走上翻](?:天桥|楼梯|台阶)|(?:要|用|得)[过爬走上翻](?:天桥|楼梯|台阶)[吗么]"
    rf"|{_STEPS}[^,有没]{{0,5}}?(?:不(?:了|动|去|行|好|便|可以|方便|要|能)|免谈|困难|吃力|费劲|费力|要命|也?怕|过不|上不)"
    rf"|有{_STEPS}的[^,]{{0,3}}(?:不要|别|算了|免)|(?:全是|都是|到处是){_STEPS}|哪家没坎"
    r"|(?<![a-z])(?:avoid|without|no|can(?:'t|not) (?:do|climb|manage)|hate|afraid of)"
    r"(?: [a-z]+)? (?:steps?|stairs?|climbing)(?![a-z])"
)


class WalkingAbility(NamedTuple):
    """A pace or None, whether steps must be avoided, and which of both is switched off."""

    pace: Pace | None
    accessible: bool
    off: tuple[str, ...]


def walking_ability_in(sentence: Sentence, *, acts: bool) -> WalkingAbility:
    """Read the words of a sentence; `acts` when a service is asked for beside them."""
    text = sentence.text
    told = list(_told(sentence))
    others = told_of_others(text, told)
    refused = [span for span in told if span in others or _is_over(text, span)]
    said = [span for span in told if span not in refused and not _was_once(text, span)]
    level = any(span.word.key in _LEVEL for span in said) or AVOIDS_STEPS.search(text) is not None
    off = {"accessible"} if any(s.word.key in _LEVEL for s in refused) and not level else set()
    off |= {"slow", "accessible"} if _ABLE_AGAIN.search(text) and not level else set()
    walks = sentence.minutes is not None or sentence.has("category.fitness")
    pace = _pace_of(said, acts=acts, walks=walks)
    if pace is None and told and _FAST.search(text):
        pace = Pace.STANDARD
    if pace is None and NOT_FAR.search(text):
        pace = Pace.SLOW
    slow = [span for span in refused if span.word.key in _SLOW]
    wheels = all(span.word.key == "wheels" and span not in others for span in slow)
    if pace is not Pace.SLOW and slow and not (wheels and not _STOPPED.search(text)):
        off.add("slow")
    if pace is Pace.STANDARD:
        off.add("slow")
    return WalkingAbility(pace, level, tuple(sorted(off)))


def _told(sentence: Sentence) -> Iterator[WordSpan]:
    """The words about walking, but for those of a rest, of a way, of a thing, and asked about."""
    for span in sentence.of_kind("pace"):
        before = sentence.text[sentence.clause(span.start)[0] : span.start]
        way = span.word.text[0] == "走" and _OF_A_WAY.search(before)
        asked = span.word.key == "standard" and _is_asked(sentence.text, span)
        rest = span.word.text in _REST and not _RESTS.search(sentence.masked, 0, span.start)
        if not (way or asked or rest or _is_thing(sentence.text, span)):
            yield span


def _is_asked(text: str, span: WordSpan) -> bool:
    """Whether it is asked, and not told, that somebody walks so: "走得动吗"."""
    return _ASKED.match(text, span.end) is not None


def _was_once(text: str, span: WordSpan) -> bool:
    """Whether a word tells of the past: "以前走得慢", "去年坐轮椅"."""
    used = span.word.text[0] in _USES and _USED_ONCE.search(text, 0, span.start)
    return bool(used or is_past(text, span.start))


def _is_over(text: str, span: WordSpan) -> bool:
    """Whether what a word tells is denied, or was so until now."""
    return bool(
        is_denied(text, span.start, span.end)
        or _LAID_ASIDE.search(text, 0, span.start)
        or _WELL_NOW.match(text, span.end)
        or (span.word.key in _SLOW and _NO_LONGER.search(text, span.end))
    )


def _is_thing(text: str, span: WordSpan) -> bool:
    """Whether a wheelchair is spoken of as a thing: an old one, one to lend, somebody's work."""
    return bool(_A_THING.search(text, 0, span.start) or _AS_A_THING.match(text, span.end))


def _pace_of(said: list[WordSpan], *, acts: bool, walks: bool) -> Pace | None:
    """The pace that is said; beside a service a word that is likely at best says none.

    `walks` when a walk is spoken of: who is in good health says so of her pace then.
    """
    keys = {span.word.key for span in said}
    slow = [s for s in said if s.word.key in _SLOW and (s.word.weight == SURE or not acts)]
    if slow and not ("standard" in keys and all(s.word.key in _LEVEL for s in slow)):
        return Pace.SLOW
    fast = [s for s in said if s.word.key == "standard"]
    if any(s.word.weight == SURE or walks or not acts for s in fast):
        return Pace.STANDARD
    return Pace.ELDER if "elder" in keys else None
