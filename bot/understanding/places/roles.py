"""What part a place plays in a sentence: where she is, where she goes, where she was."""

from __future__ import annotations

from enum import IntEnum

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, FAMILY_EN, FRIENDS, NEIGHBOURS, OLD
from bot.understanding.text.stance import asks_both_ways, is_past, is_taken_back


class Role(IntEnum):
    """From what says least about where she is, or wants to look around, to what says most."""

    DENIED = -2
    FORMER = -1
    LISTED = 0
    WORK = 1
    PLAIN = 2
    GOAL = 3
    HOME = 4
    STAY = 5
    OTHERS = 6
    MOVED = 7
    START = 8


_GO = r"(?:到|去|往|来到?|走到|过来|过去|走去|回)"
# A place is denied from close by: "没台阶的,在…" denies the steps alone.
_DENIED = regex(
    r"(?:不(?:是|在|住|要|去|叫|走|想跑?去?|用去|到)|没有?(?:在|住|说我?要?[在去住]?)|谁说我?要?[在去]?"
    r"|别(?:[让叫]我?)?[去算走]?上?|离开了"
    r"|听成|当成|以为我?[在是]?|你[给说]的是|除[了掉去开])(?:这个|那个|我|了)?[^,·]{0,1}$"
    r"|(?<![a-z])(?:not|isn't|don't want|instead of|rather than|except|but no)"
    r"(?: (?:at|in|near|the|big|huge|to|go))* ?$"
)
# What is said of a place at once, and denies it: "仁济太远了", "蓝高不作数", "蓝村路,哦不".
_TURNED_DOWN = regex(
    r"[^,]{0,3}?(?:太[远挤吵贵乱慢]|排队|挤得|挤煞|人太多|不作数|不算数|不行|不要(?=,|$))|,?(?:哦|噢|啊|呃|不)不"
)
_NATIVE = regex("来的|人(?=,|$)|[^,]{0,2}出院")
_FORMERLY = regex(
    r"(?:搬[离出]了?|(?:上次|上回|原先|原来|前面|刚才|刚刚)[我你]?(?:查|讲|说|报)(?:的|我|是|住|在){0,4}"
    r"|(?:上个?(?:星期|礼拜|月)|昨天|前天|去年)我?[去到在]了?)$"
)
_VISITS = regex(
    r"(?<![a-z])(?:(?:visiting|comes?|came|coming|is|are|am|i'm|flew|flown|moved)"
    r"(?: in| over| here)?|[a-z]+er) from $"
)
_FROM = regex(r"(?:从|由|打从|(?<![a-z])from)\s?$")
_MOVED = regex(
    r"(?:(?:搬|迁|换|改|跑)(?:到|去|来|成|进|在)|住(?:到|去|来|成|进))了?\s?$"
    r"|(?<![a-z])moved (?:in)?to\s?$"
)
_STAY = regex(
    r"(?:在|住|蹲|立|站|家|是|离开?|人|我们|阿拉|你们|到了|勒)\s?$"
    r"|(?<![a-z])(?:at|in|live near|live at|live|near|by|around|beside|close to|junction of"
    r"|i'm|home(?: is)?|now)(?: the)?\s?$"
)
_HOME = regex(
    r"(?:家(?:就|都|里)?(?:[在住是]|住在)|住在?)\s?$"
    r"|(?<![a-z])(?:home(?: is)?(?: in| at| near)?|i live (?:in|at|near|on))(?: the)?\s?$"
)
_HERE = regex(r"(?:现在?|目前|眼下|这会儿|人)[^,]{0,2}$|(?<![a-z])now (?:i )?$")
_OTHERS = regex(
    rf"(?:[她伊]|他们?|{FAMILY}|{FRIENDS}|{NEIGHBOURS}|{OLD}|阿姨)[^,]{{0,6}}$"
    rf"|(?<![a-z])(?:{FAMILY_EN}|friend|s?he|they)(?:'s)?(?: [a-z]+){{0,2}} $"
)
_GOAL = regex(rf"(?<![搬换改刚我迁]){_GO}\s?$|(?<![a-z])(?:to|reach|for|how go)(?: the)?\s?$")
_ARRIVED = regex(r"(?:我|刚|已经|现在)[^,]{0,2}(?:到|走到|来到)了?\s?$")
_ASKED = regex(
    r"(?:居委会?|小区|门口)?的?(?:怎么|咋|如何)个?(?:走|去|到|过去)|(?:居委会?|小区)?往?哪(?:里|儿|边)?走"
    r"|,? how (?:do i |can i |to |i )?(?:go|get|walk)(?![a-z])"
)
# "去微山那边怎么走", "到龙园那边去": one goes there, and does not look around.
_WAY_THERE = regex(
    "(?:那边|那里|那儿|那头|那块)(?:,?(?:怎么|咋|如何|哪能)个?(?:走|去|到|过去)|(?:去|走)(?=[,了]|$))"
)
_ONWARD = regex(
    r"(?:门口|小区|居委会?|这边|这里|地铁站|站)?(?:出发|出来)?,?(?:走?到(?!了)|走?去|走过去|过去到?|往)(?![的年])"
    r"|,? to (?=[a-z])"
)
# "塘桥站离蓝村路站多远": how far both are apart; "离塘桥站近" alone tells where she is.
_HOW_FAR = "(?:多远|远不远|近不近|[远近][吗么]|多少路|要?走?(?:多久|几分钟|多少分钟|多少时间))"
_APART_FROM = regex(
    rf"(?:小区|居委会?|地铁站|站|门口)?(?:离|距离?|到)(?!我|家|这)[^,]{{2,12}}{_HOW_FAR}"
)
_MEASURED_TO = regex(r"(?:离|距离?)$")
_FAR_ASKED = regex(rf"(?:小区|居委会?|地铁站|站|门口)?(?:有|会|很|是)*{_HOW_FAR}")
_AROUND = regex(
    r"(?:小区|居委会?|的)?(?:附近|旁边?|周[边围]|这[边里儿块]|搿[面搭]|那[边里块]|边上|门口|出来|出门|出发|隔壁|对面"
    r"|里[面头厢]?(?!,?有)|下[头面]|一带|了(?=,|$))"
)
_LISTED = regex(
    r"(?:居委会?|小区)?的?[那这](?:个|家|只|一家|一个|处)(?=怎|咋|几|电|地[址点]|在|远|开|关|呢|吗|的电|,|$|多|好|有|要)"
    r"| one(?![a-z])"
)
_LEFT = regex(r"[^,]{0,3}(?:搬|迁)(?:到|来|去|走|出|掉)|来(?!福|到|往)")
_WORKPLACE = regex(r"(?:单位|公司|厂)(?:就)?[是在]\s?$")
_WORK = regex(r"[^,]{0,2}(?:上班|工作|打工|干活|读书|上学|念书|出差)")


_STATION_BEFORE = "站"
"""The end of another name: nobody stands there."""


def role_of(text: str, start: int, end: int) -> Role:
    """Say what part the place named at `text[start:end]` plays in a normalised sentence."""
    if _is_denied(text, start, end):
        return Role.DENIED
    leaves = _FROM.search(text, 0, start)
    left = (leaves and _LEFT.match(text, end)) or _VISITS.search(text, 0, start)
    left = left or _NATIVE.match(text, end) or _FORMERLY.search(text, 0, start)
    if is_past(text, start) or left:
        return Role.FORMER
    if _LISTED.match(text, end):
        return Role.LISTED
    if _MOVED.search(text, 0, start):
        return Role.MOVED
    return _on_the_way(text, start, end, leaves=leaves is not None)


def _on_the_way(text: str, start: int, end: int, *, leaves: bool) -> Role:
    """Say whether a way, or a distance, ends or begins there; else, whether she stays there."""
    if _MEASURED_TO.search(text, 0, start) and _FAR_ASKED.match(text, end):
        return Role.GOAL
    onward = _ONWARD.match(text, end) and not _GOAL.search(text, 0, start)
    if leaves or onward or _APART_FROM.match(text, end):
        return Role.START
    return Role.GOAL if _leads_there(text, start, end) else _staying(text, start, end)


def _is_denied(text: str, start: int, end: int) -> bool:
    denied = _DENIED.search(text, text.rfind(",", 0, start) + 1, start)
    if denied and not asks_both_ways(text, denied.start()):
        return True
    return _TURNED_DOWN.match(text, end) is not None or is_taken_back(text, end)


def _leads_there(text: str, start: int, end: int) -> bool:
    """Whether a way ends there, though words around look around it: "去微山那边怎么走"."""
    goes = _GOAL.search(text, text.rfind(",", 0, start) + 1, start)
    return bool(goes and _WAY_THERE.match(text, end))


def _staying(text: str, start: int, end: int) -> Role:
    clause = text.rfind(",", 0, start) + 1
    stays = _STAY.search(text, clause, start) or _ARRIVED.search(text, clause, start)
    if stays and stays[0] == _STATION_BEFORE and _ASKED.match(text, end):
        return Role.GOAL  # "塘桥站 仁济医院怎么走"
    if stays or _AROUND.match(text, end):
        if _WORK.match(text, end) or _WORKPLACE.search(text, clause, start):
            return Role.WORK
        if stays and _OTHERS.search(text, clause, stays.start()):
            return Role.OTHERS
        home = _HOME.search(text, clause, start)
        return Role.HOME if home and not _HERE.search(text, clause, home.start()) else Role.STAY
    if _GOAL.search(text, 0, start) or _ASKED.match(text, end):
        return Role.GOAL
    return Role.PLAIN
