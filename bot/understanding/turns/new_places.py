"""Whether a facility is told to have opened: it may be none of those that are known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_MOST_CHARS = 40
_KIND = (
    "(?:社区|老年|老人|新的?|大|小|微型)*(?:食堂|助餐点|助餐|饭堂|卫生站|卫生服务站|社区医院|门诊部|诊所|服务站"
    "|活动室|活动中心|文化中心|养老院|日托所?|日间照料中心|照料中心|步道|健身房|健身点|健身苑|图书馆|阅览室"
    "|回收站|回收点|事务中心)"
)
_SAID = (
    r"(?:我们?|阿拉|咱们?|你|的|家|住的|小区|弄堂|楼下|楼上|隔壁|对面|附近|旁边|门口|这里|这边|那边|里面?|里厢"
    r"|昨天|今天|前天|上个?(?:月|周|礼拜|星期)|最近|刚|现在|听说|据说|好像|告诉|也|都|就|在|有|,)*"
)
_WHERE = (
    rf"{_SAID}(?:[^,吗么哪几什没不关的在有]{{2,6}}(?:路|街|村|站|苑|园|弄)"
    rf"(?:上|口|那边|附近|旁边|里)?{_SAID})?"
)
_OPENED = (
    "(?:(?:新|刚|才|又)+(?:开|办|建|造|设)(?:出来|张|起来|好)?|开|办|建)(?:了|过)"
    "(?:一?[个家处所条]|一)?"
)
_KIND_EN = "(?:canteen|clinic|station|day care|library|gym)"
_AT_EN = "(?: (?:in|on|at|near) [a-z ]{2,30})?"
_NEW = regex(
    rf"{_WHERE}{_OPENED}{_KIND}(?:了|啦|哉|的|呀|啊|,|。)*(?:(?:,|就)?在[^吗么哪几什?？]{{2,20}})?"
    rf"|{_WHERE}(?:有|来)(?:了)?(?:一?[个家处所条]|一)?新开的?{_KIND}(?:了|啦|的|,)*"
    rf"|(?:a|the|one|there is a) ?(?:new )?{_KIND_EN}"
    rf"(?: has| was| is|'s)?(?: just| newly)? (?:opened|open now){_AT_EN}"
    rf"|(?:they|we) (?:have )?(?:just )?opened a (?:new )?{_KIND_EN}{_AT_EN}"
)


def tells_new_place(turn: Turn) -> bool:
    """Tell whether it is told, not asked, that a facility has opened: "我们小区新开了个食堂"."""
    plain = turn.plain.rstrip(",")
    return is_short(plain, _MOST_CHARS) and _NEW.fullmatch(plain) is not None
