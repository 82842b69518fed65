"""What is said of people while help is called: how they are, who they are, where they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.normal_form import shortened
from bot.understanding.text.people import FAMILY, FAMILY_EN, FRIENDS, KINSFOLK, OLD, SMALL

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_CLAUSES = regex(
    r"[,，。;；!！?？\n]+|\.(?=\s|$)|(?<=[㐀-鿿])\s+|(?<=\d)\s+(?=[㐀-鿿])"
    r"|(?=但是|可是|不过)|(?i:\s+(?=but\b)|\s+and\s+(?=where\b|how\b|is there\b))"
)
_PAUSES = regex("(?<=[了哉])")
_OTHERS = regex(
    rf"[他她伊]|{FAMILY}|{KINSFOLK}|{OLD}|{SMALL}|邻居|朋友"
    rf"|\b(?:he|she|his|her|him|they|{FAMILY_EN})\b",
    re.IGNORECASE,
)
_BLEEDS = regex(
    r"\W*(?:[他她伊我]|伤口|手|脚|腿|有点|有些|现在|在|还|破了|皮)*(?:流|出|有)(?:了?(?:一?点|点)?)血(?:了|的)?\W*"
    r"|\W*(?:it is|it's|i am|i'm|a bit|a little|bleeding| )+\W*",
    re.IGNORECASE,
)
_FOR_ANOTHER = regex(
    rf"\W*(?:不是我(?:自己)?[,，\s]*)?(?:不是|是|说的是|替|帮|问的是)*(?:我|我们)?(?:的)?(?:一个|家)?"
    rf"(?:{FAMILY}|{KINSFOLK}|{FRIENDS}|{SMALL}|邻居|他|她)(?:的|的事|问的)?\W*|\W*不是我(?:自己)?\W*"
    rf"|\W*(?:not me,? ?)?(?:it is |it's |for )?my (?:{FAMILY_EN}|friend|classmate)\W*"
    r"|\W*not me\W*",
    re.IGNORECASE,
)
_SEEKS = regex(
    r"哪|附近|怎么走|在啥|有没有|有伐|\b(?:where|near|nearby|nearest|how)\b", re.IGNORECASE
)
_FINDS = regex(r"(?:想|要|帮我)找|找[个一]|\b(?:look(?:ing)? for|find)\b", re.IGNORECASE)
_PARTS = regex("[,，。;；]")
_IS_HERS = regex(
    r"我们?(?:现在|正|就|都|还|家)*[在住]|\b(?:i am|i'm|we are|i live)\b", re.IGNORECASE
)
_SEEN_LAST = regex(
    r"不见|[走跑]?丢|走散|走失|看[到见]|没影|\b(?:lost|last|saw|seen|missing)\b", re.IGNORECASE
)
_LOST_HERSELF = regex(
    r"(?:我们?|现在|好像|天黑了|在马路上|在外面|一个人|[,，\s])*(?:迷路|走丢|走失|走散|找不到(?:家|回家|路)|不认得(?:路|家)|忘(?:记|了|掉)*我?(?:自己)?(?:家|住)|不认[得识]路|不识路|不知道(?:我)?在哪"
    r"|记不得(?:我)?家)|\W*i(?:'m| am|'ve)? (?:lost|got lost|forgot where i live|don't know where)",
    re.IGNORECASE,
)
_SEEN = regex(r"看[到见]|[碰遇捡]到|有个|有一个|有位|\b(?:saw|seen|there is)\b", re.IGNORECASE)
_ASKS = regex(
    r"[吗么呢?？]\s*$|怎么|什么|几|哪|多少|多久|要不要|是不是|有没有|能不能|^(?:is|are|what"
    "|how|do|does) ",
    re.IGNORECASE,
)


_JUMP = regex(
    r"(?:那|我们?|现在|可以|能|敢|要|直接|从|窗户?|窗口|阳台|楼上|[二三四五六七八九十两]楼|这里|往下|往|下|,)*+"
    r"跳(?:窗|楼|下去|下来|出去|下)?(?:逃|逃生|走)?(?:行|好|可以|会不会死|会死)?(?:吗|么|伐|不|呢|\?|？)++"
    r"|(?:那|我们?|现在|从|窗户?|窗口|阳台|楼上|[二三四五六七八九十两]楼|,)*+"
    r"(?:可不可以|能不能|要不要|该不该)(?:从)?(?:窗户?|窗口|阳台|楼上)?(?:往下)?跳(?:窗|楼|下去|出去)?"
    r"|(?:can|should|do) (?:i|we) jump(?: out| down| from the (?:window|balcony))?\??",
    re.IGNORECASE,
)
_NODS = regex(
    "(?:好的?|好吧|嗯+|哦+|噢+|知道了?|晓得了?|明白了?|行|收到|了解|ok(?:ay)?|got it|i see"
    "|all ?right|谢谢|,|，| |。|!|！)++",
    re.IGNORECASE,
)


def asks_to_jump(turn: Turn) -> bool:
    """Tell whether no more is asked than whether to jump, as somebody shut in by a fire does."""
    return _JUMP.fullmatch(turn.text.strip()) is not None


def nods(turn: Turn) -> bool:
    """Tell whether no more is said than that what was told is understood."""
    return _NODS.fullmatch(turn.text.strip()) is not None


def clauses_of(turn: Turn) -> list[str]:
    """Give the clauses of a turn: an alarm may be over in one, and a wish stand in the next.

    Each is understood by itself, so of a long text no more are given than are read at all.
    """
    return [one.strip() for one in _CLAUSES.split(shortened(turn.text)) if one.strip()]


def pieces_of(turn: Turn) -> list[str]:
    """Give the clauses, parted also where nobody pauses: "醒了|头很痛"."""
    return [one for clause in clauses_of(turn) for one in _PAUSES.split(clause) if one]


def speaks_of_others(turn: Turn) -> bool:
    """Tell whether somebody else is spoken of, a relative or a neighbour."""
    return _OTHERS.search(turn.text) is not None


def is_for_another(turn: Turn) -> bool:
    """Tell whether no more is told than that somebody else is meant: "不是我，是我同学"."""
    return _FOR_ANOTHER.fullmatch(turn.text) is not None


def bleeds_a_little(turn: Turn) -> bool:
    """Tell whether no more is told than that it bleeds."""
    return _BLEEDS.fullmatch(turn.text) is not None


def looks_for_a_place(turn: Turn) -> bool:
    """Tell whether it is asked where something is, or how to get there."""
    return _SEEKS.search(turn.text) is not None


def wants_to_find(turn: Turn) -> bool:
    """Tell whether something is looked for: "想找个坐的地方"."""
    return _FINDS.search(turn.text) is not None


def says_where_she_is(turn: Turn) -> bool:
    """Tell whether a clause says where she is herself, not where somebody was seen last."""
    clauses = (one for one in _PARTS.split(turn.text) if _IS_HERS.search(one))
    return any(not _SEEN_LAST.search(one) for one in clauses)


def is_lost_herself(turn: Turn) -> bool:
    """Tell whether she has lost her own way: "我迷路了", "我忘了我家住哪"."""
    return _LOST_HERSELF.match(turn.text.strip()) is not None


def has_seen_somebody(turn: Turn) -> bool:
    """Tell whether somebody was seen or met."""
    return _SEEN.search(turn.text) is not None


def asks_something(turn: Turn) -> bool:
    """Tell whether something is asked, so that it is nothing to be told on the telephone."""
    return _ASKS.search(turn.text.strip()) is not None
