"""A facility that is told to have moved, closed or changed, and a move that nobody is told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.sentence import Sentence

# A move that is told without "我": of a facility, if one was just spoken of.
_MOVES = regex(r"[搬迁移挪](?:到|去|来|进|在|至)|(?<![a-z])moved (?:in)?to ")
_HAS_CHANGED = regex(
    "[^,的]{0,6}[搬迁移挪](?:到|去|来|进|在|至)"
    "|[^,的]{0,8}(?:改名|改[成到为]|换(?:了|成)?(?:电话|号码|地方|名字|地址|门)|(?:提前|推迟|延长|缩短)[到至]"
    "|(?:不|勿|没)(?:再)?(?:做|卖|供应|提供|收|开|办|发)[^,]{0,5}了$|现在[^,]{0,8}才(?:开|关|能|可以))"
    "|[^,的]{0,3}(?:周末|双休日?|节假日|(?:周|星期|礼拜)[一二三四五六日天]|早上|上午|中午|下午|晚上)(?:是|都|从来)?"
    "(?:不|没)(?:开|做|营业|上班)(?:门|饭|的|了)*$"
    "|(?: has| have|'s)?(?: just| already| recently)? (?:moved|relocated) (?:in)?to "
    "|(?: is| has| have)?(?: now)? (?:no longer|stopped|changed|renamed|called)(?![a-z])"
)
_ASKS_CHANGE = regex(
    r"[吗么吧伐?]|没有?$|是不是|有没有|什么时候|几时|几点[了开关]|怎么|为什么|哪|谁"
    r"|(?<![a-z])(?:when|why|how|what)(?![a-z])|^(?:is|are|has|does|did) "
)
_SELF = regex("[我俺咱]|阿拉|(?<![a-z])(?:i|we|my|our)(?![a-z])")


def others_moved(sentence: Sentence) -> bool:
    """Whether it is told where somebody or something moved, but not who."""
    moved = _MOVES.search(sentence.text) is not None
    return moved and not (_SELF.search(sentence.text) or sentence.has("cue.elder"))


def tells_of_a_change(sentence: Sentence) -> bool:
    """Whether it is told, not asked, that a facility or a line that is named has changed."""
    called, text = sentence.called, sentence.text
    ends = [called.end] if called and called.facility else []
    ends += [end for _, end in sentence.pick.spans] if sentence.pick.lines else []
    if not ends or sentence.has("cue.elder"):
        return False
    other = _ASKS_CHANGE.search(text) or _SELF.search(text)
    return any(_HAS_CHANGED.match(text, end) for end in ends) and not other
