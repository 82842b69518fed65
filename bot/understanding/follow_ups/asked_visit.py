"""Whether she wants to go to the facility that she names: "我想去金浦助餐点"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, FRIENDS, KINSFOLK, NEIGHBOURS

if TYPE_CHECKING:
    from bot.understanding.sentence import Sentence
    from bot.understanding.slots.facility_names import Called

_WHO = "我|我们|阿拉|咱们?|俺|老伴|我[妈爸]|[他她伊]"
_WISHES = "想|要|就|打算|准备|还是|决定|得|现在|马上|今天|[等待一]会儿?|等下|带|请|那么?|好的?|,"
_GOES = regex(
    rf"(?:{_WHO}|{_WISHES})*(?:去|到|往|走到|过去|吃|用)+(?:一下|一趟|,)?"
    r"|(?:(?:so|then|ok|okay|please|well),? ?)*(?:i|we|let me|let's)?"
    r"(?: (?:want|wish|would like|need|like|am going|'d like|will))*"
    r"(?: ?to)?(?: ?(?:go|walk|get|come|take me|bring me|going))+(?: ?to)?(?: the)? ?"
)
_RELATIVE = (
    f"(?:[我她他伊]?(?:的|个)?(?:老?(?:{FRIENDS}|{NEIGHBOURS})|{FAMILY}|{KINSFOLK}"
    "|先生|太太|老人|人|病人))"
)
_AFTERWARDS = regex(
    rf"(?:(?:探?望|探|看|陪|接)(?:一?个|一下)?{_RELATIVE}|吧|了|去|啊|呀|哦|好了|算了|看看|看一看|一趟|吃饭?|看病|中饭|晚饭|早饭|那里|那边|那家|,){{0,8}}"
    "(?: please| then)?"
)


_STAYS = regex(
    rf"(?:{_RELATIVE}|[她他伊我]|现在|已经|一直|就|是|都|,){{0,6}}(?:住|在|进)(?:在|了|进)*"
)
_THERE = regex("(?:里面?|那里|那边|的|了|,)*")


def stays_there(sentence: Sentence, called: Called) -> bool:
    """Whether nothing is said but that somebody lives there: "他住塘桥养护院"."""
    before, after = sentence.text[: called.start], sentence.text[called.end :]
    alone = not (sentence.has_place or sentence.pick.first)
    return alone and bool(_STAYS.fullmatch(before)) and bool(_THERE.fullmatch(after))


def goes_to(sentence: Sentence, called: Called) -> bool:
    """Whether nothing is said but that she wants to go there."""
    if sentence.has_place or sentence.pick.first:
        return False
    text = sentence.text
    before, after = text[: called.start], text[called.end :]
    return bool(_GOES.fullmatch(before)) and bool(_AFTERWARDS.fullmatch(after))
