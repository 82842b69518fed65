"""What a relative or a neighbour has just told by telephone: the call itself says nothing of it.

"邻居打电话给我说我家冒烟" is as plain as "我家冒烟", though its first half is worded as daily life.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, KINSFOLK, NEIGHBOURS, OLD, SMALL

_WHO = (
    rf"(?:{FAMILY}|{KINSFOLK}|{NEIGHBOURS}|{SMALL}|{OLD}|妹|姐|哥|弟|楼上|楼下|物业|保安|门卫|居委会?"
    "|老师|幼儿园|学校|护工|保姆|钟点工|养老院|敬老院|护理院)"
)
_BY_PHONE = regex(
    rf"(?:我的?|我们)?{_WHO}{{1,3}}(?:的人|阿姨|老师)?(?:刚才?|现在|又|突然)*"
    r"(?:打(?:了|个|来|通)*电话|来(?:了|个)*电话|发(?:了|个|来)*(?:微信|消息|语音))(?:来|过来|给我)*"
    r"了?,?(?:说|讲|告诉我)"
)


def is_told_by_phone(text: str) -> bool:
    """Whether a normalised sentence begins with who has just telephoned, and said."""
    return _BY_PHONE.match(text) is not None
