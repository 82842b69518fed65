"""Whether a sentence asks something."""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short

QUESTION = regex(
    r"(?:吗|么|吧|\?|[了门过着名]没有?|过[^,]{1,3}没有)$|(.)不\1|是否|有没有"
    r"|(?:^|,)(?:is|are|has|does|did) "
)
# Something is asked in few words, "几点开", "第二个是哪家"; "怎么没人" tells of a fault.
_ASKS = regex(
    "几[点时楼层号个家]|哪[里边家个一几条儿]|(?:什么|啥)(?:时候|地方)|多少|多远|多久|怎么[走去办]|是谁"
    "|还是[^,没不关]{1,6}$"
    r"|^(?:and |so )?(?:what|where|which|when|who|how|can|could|do|does|is|are)(?![a-z])"
)
_CONTACT = regex("电话|号码|地址|(?<![a-z])(?i:phone|number|address)")
_HOW_TO_PAY = regex(
    r"(?:那|请问|这里|这个|那里|它|吃饭|吃一顿|里面|,)*+(?:怎么|哪能|咋|如何|怎样)"
    r"(?:个)?(?:收费|付钱|付款|收钱|算钱|交钱|付费|收费法|收费的)(?:的|呢|啊|呀)*\??"
    r"|how (?:do i|can i|to) pay\??|how do you charge\??"
)
_MOST_CHARS = 16


def speaks_of_contact(text: str) -> bool:
    """Tell whether a telephone or an address is spoken of."""
    return _CONTACT.search(text) is not None


def asks_something(text: str) -> bool:
    """Tell whether a normalised sentence asks, and so reports nothing: "这条路对不对"."""
    return is_short(text, _MOST_CHARS) and bool(QUESTION.search(text) or _ASKS.search(text))


def asks_how_to_pay(text: str) -> bool:
    """Tell whether a normalised sentence asks only how it is paid for: "怎么收费"."""
    return _HOW_TO_PAY.fullmatch(text) is not None
