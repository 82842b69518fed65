"""Whether a place is only told of: heard of, visited, where others live, where somebody will be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, FRIENDS, NEIGHBOURS, SIBLINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.understanding.places.place_finder import Pair

_HEARD = (
    r"(?:我|刚才?|昨天|今天|早上|邻居|人家|朋友|们|都|也|,)*"
    r"(?:听(?:人|邻居|别)?家?[说讲]|据说|新闻|电视|广播|报纸|群里|微信上?|网上|有人[说讲])"
    r"|(?<![a-z])(?:i heard|they say|on tv|in the news|people say)"
)
_NEWS = (
    r"(?:站|路|那边|那里|那头|附近|上|口|门口|的)*(?:今天|昨天|现在|最近|又|在|正在|都|也|老是|天天|好像|有)*"
    r"(?:着火|起火|失火|修路|挖路|挖|封路|封了|堵|施工|造房|装修|出事|出了?车祸|撞车|停电|停水|漏水|热闹|人多|吵"
    r"|拆迁|拆了|塌|淹|积水|有人打架|办活动)"
    r"| (?:road |station )?(?:is|was) (?:closed|blocked|under repair|on fire|busy|dug up)"
)
_OTHERS = (
    rf"(?:我|阿拉|咱|俺|我们|我家|有个|有一个|一个|的|老|小)*(?:{SIBLINGS}|{FRIENDS}|{NEIGHBOURS}|哥|姐|弟|妹|表[哥姐弟妹]"
    r"|堂[哥姐弟妹]|亲戚|亲家|老师|师傅|战友|老同事|老邻居|小姐妹|阿姨|叔叔|舅舅|姑姑|姑妈)"
    r"(?:们|家|人|也|就|都|现在|一直|还)*(?:住在?|在|搬到|搬去)"
    r"|(?<![a-z])my (?:friend|sister|brother|classmate|colleague|neighbou?r|cousin|aunt|uncle)"
    r" (?:lives|is|stays)(?: at| in| near| on)?"
)
_VISITED = (
    r"(?:昨天|前天|上次|上回|上周|上个?(?:礼拜|星期|月)|去年|以前|刚才|早上|上午|前几天|那天)"
    r"(?:我|也|还|就|都)*(?:去|到|路过|经过)(?:了|过)?"
    r"|(?:去过|路过|经过)了?|(?<![a-z])i (?:went to|was at|passed|visited)(?: the)?(?: .{1,20})?"
)
_WILL_BE = (
    r"(?:等下|等会儿?|等一下|待会儿?|一会儿|过会儿?|回头|晚点|明天|后天|下午|晚上|下个?(?:月|周|礼拜|星期)|明年|过几天|将来)"
    r"(?:我|们|也|还|就|再|才|要|想|会|准备|打算)*(?:去|到|搬到|搬去|搬来|搬进)"
    r"|(?:准备|打算|计划|就要|快要|想)(?:明年|下个?月|下周)?搬(?:到|去|来|进)"
    r"|(?<![a-z])i(?:'ll| will| am going to) (?:go|move)(?: to)?"
)
_CAME_FROM = (
    r"(?:站|路|那边|那里)?(?:坐车|走路?|骑车|打车)?(?:过来|回来|来)(?:的|了|,|$)"
    r"|走了[^,]{1,5}(?:分钟|小时|钟头|刻钟|半天).*"
)
_LIVES = "(?:家|人|也|就|都|现在|一直|还|一个人|自己|老两口|们)*(?:住在?|在|搬到|搬去)"
_AGE = r"(?:今年|快|已经|都|有)*(?:\d{2,3}|[六七八九]十?[一二三四五六七八九]?十?)(?:多|几)?岁?了?,?"
_KIN_THERE = regex(
    rf"(?:我|阿拉|咱|俺|我们|我家|老家|的)*(?:{FAMILY}|[她他伊]们?)(?:{_AGE})?{_LIVES}[ ]?$"
)
_BEFORE = regex(rf"^(?:{_HEARD})|(?:{_OTHERS}|{_VISITED}|{_WILL_BE})[ ]?$")
_BEHIND = regex(_NEWS)
_FROM = regex(r"从$|(?<![a-z])from $")
_LEFT_BEHIND = regex(_CAME_FROM)
_HERE = regex(
    r"(?<![a-z])我(?:们|家|人|现在|就|也|正|还|是|自己|,)*(?:在(?!电视|网上|群里|新闻)|住|到了|站在)"
    r"|我要找|帮我|附近|这里|这边"
    r"|(?<![a-z])i(?:'m| am| live) (?:at|in|near|on|here)"
)


def is_told_of(text: str, spans: Iterable[Pair]) -> bool:
    """Tell whether every place of a normalised sentence is told of, and none is where she is."""
    places = tuple(spans)
    told = bool(places) and all(_told(text, start, end) for start, end in places)
    return told and _HERE.search(text) is None


def _told(text: str, start: int, end: int) -> bool:
    came = _FROM.search(text, 0, start) and _LEFT_BEHIND.match(text, end)
    return bool(_BEFORE.search(text, 0, start) or _BEHIND.match(text, end) or came)


def is_where_kin_are(text: str, spans: Iterable[Pair]) -> bool:
    """Tell whether every place is where one of her family lives or is, and none where she is."""
    places = tuple(spans)
    there = bool(places) and all(_KIN_THERE.search(text, 0, start) for start, _ in places)
    return there and _HERE.search(text) is None
