"""Whether a sentence asks something."""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short

QUESTION = regex(
    r"(?:吗|么|吧|\?|[了门过着名]没有?|过[^,]{1,3}没有)$|(.)不\1|是不是|是否|有没有|会不会"
    r"|(?:^|,)(?:is|are|has|does|did) "
)
# Something is asked in few words, "几点开", "第二个是哪家"; "怎么没人" tells of a fault.
_ASKS = regex(
    "几[点时楼层号个家]|哪[里边家个一几条儿]|(?:什么|啥)(?:时候|地方)|多少|多远|多久|怎么[走去办]|是谁"
    "|还是[^,没不关]{1,6}$"
    r"|^(?:and |so )?(?:what|where|which|when|who|how|can|could|do|does|is|are)(?![a-z])"
)
_CONTACT = regex("电话|号码|地址|(?<![a-z])(?i:phone|number|address)")
_MOST_CHARS = 16


def speaks_of_contact(text: str) -> bool:
    """Tell whether a telephone or an address is spoken of."""
    return _CONTACT.search(text) is not None


def asks_something(text: str) -> bool:
    """Tell whether a normalised sentence asks, and so reports nothing: "这条路对不对"."""
    return is_short(text, _MOST_CHARS) and bool(QUESTION.search(text) or _ASKS.search(text))
