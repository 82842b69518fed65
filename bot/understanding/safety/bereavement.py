"""Whether somebody tells of a death in the family: it is met with a word before any list."""

from __future__ import annotations

from bot.lazy_regex import regex

_KIN = (
    "老伴|老公|老婆|老头子|老太婆|先生|太太|丈夫|妻子|爱人|爸爸?|妈妈?|爹|娘|父亲|母亲|姆妈|阿爸|阿妈"
    "|爷爷|奶奶|外公|外婆|阿爹|阿娘|儿子|女儿|孙子|孙女|哥哥|姐姐|弟弟|妹妹|阿哥|阿姐"
)
_DIED = (
    "走(?:[了脱]|掉了)(?!吗|没|丢|散|失|[^,]{0,2},(?:去|回|到|坐|先))"
    "|去世|过世|病故|过辈|往生|没了|没脱|不在了|老掉了|死了|死脱"
)
_LOSS = regex(
    rf"(?:{_KIN})[^,]{{0,6}}(?:{_DIED})"
    r"|(?<![a-z])(?:husband|wife|mother|father|mum|mom|dad|son|daughter|grandma|grandpa|brother"
    r"|sister|partner)(?: [a-z]+){0,2} (?:died|passed away|is gone|is dead)(?![a-z])"
    r"|(?<![a-z])(?:widow|widowed|lost my (?:husband|wife|mother|father|son|daughter))(?![a-z])"
)


def tells_of_a_loss(text: str) -> bool:
    """Whether a normalised sentence tells that one of the family died."""
    return _LOSS.search(text) is not None
