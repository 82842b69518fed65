"""How two houses or two kinds of them differ: "养护院跟照护之家有啥区别"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_END = "(?:啊|呀|呢|吗|的|,|啦)*[?]?"
_DIFFER = (
    "(?:到底)?(?:有|是)?(?:啥|什么|点啥|哪些|没有|哪能)?(?:个)?(?:区别|差别|分别|不同|不一样|两样)"
)
_ASKED = regex(
    "(?:请问|那么?|问一下|我想问|,)*(?P<one>[^,?跟和与同]{2,14})(?:跟|和|与|同)(?:那个|那种|这个|这种|你说的)?"
    rf"(?P<other>[^,?有是跟和与同]{{2,14}}?){_DIFFER}{_END}"
    r"|(?:what(?:'s| is) the|is there (?:a|any)) difference between (?:an? |the )?"
    r"(?P<one_en>[a-z ]{3,40}?)"
    r" and (?:an? |the )?(?P<other_en>[a-z ]{3,40}?)[?]?"
)


def two_houses_compared(turn: Turn) -> tuple[str, str] | None:
    """Give the two words of which it is asked how they differ."""
    found = _ASKED.fullmatch(turn.plain)
    if found is None:
        return None
    one, other = found["one"] or found["one_en"], found["other"] or found["other_en"]
    return one.strip(), other.strip()
