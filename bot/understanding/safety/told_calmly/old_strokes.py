"""An old stroke told beside where somebody is registered: of papers, and no ambulance is due.

Both are needed, that it is long past ("中风后") and the register ("户口在"); a word more
("刚刚", "突然", "说不清") and it is heard as before.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, OLD
from bot.understanding.text.wholes import says_only

_YEARS = "(?:[一两二三四五六七八九十几好多半\\d]+(?:年|个月)(?:多)?)"
_LEAD = (
    f"(?:我家?的?|阿拉|我们|他|她|伊|{FAMILY}|{OLD}|今年|已经|都|,|\\s|"
    f"[六七八九]十[一二三四五六七八九]?岁?了?|[6-9]\\d岁?了?)*+"
)
_ILLNESS = "(?:中风|脑中风|脑梗|脑梗塞|脑溢血|脑出血|偏瘫)"
_LONG_PAST = (
    f"(?:{_ILLNESS}(?:以后|之后|后|过|{_YEARS}了?|有{_YEARS}了?)|{_YEARS}前{_ILLNESS}(?:过|后|了)?)"
)
_LASTS = (
    "(?:一直|就|也|都|留下|有|,|\\s|左|右|半边|半身|半个身子|一边|身体|身子|手脚|手|脚|腿|不太|"
    "不大)*+"
    "(?:动不了|不能动|不好动|不会动|瘫了|瘫痪|不遂|不便|不方便|不好使|后遗症|走不了路|走不动|"
    "不灵|卧床|躺在床上)(?:了|的)*+"
)
_WHERE = "(?:·|塘桥|浦东|上海|外地|老家|这里|这边|那边|本地|外省|新区|区|街道|镇)++"
_PAPERS = f"(?:户口|户籍|户口本)(?:是|在|还在|不在|落在)*+{_WHERE}(?:的)?"
_LIVES = f"(?:人|现在|平时|,)*+(?:住|在)+{_WHERE}"
_TOLD = regex(
    f"{_LEAD}{_LONG_PAST}(?:,|\\s)*+(?:{_LASTS}(?:,|\\s)*+)?(?:{_LIVES}(?:,|\\s)*+)?"
    f"(?:{_PAPERS})(?:(?:,|\\s)++(?:{_PAPERS}|{_LIVES}))*+(?:,|\\s)*+"
)
_MOST_CHARS = 60


def is_old_stroke(masked: str) -> bool:
    """Whether a sentence, its places masked, tells of an old stroke and of papers, and no more."""
    return says_only(masked, _TOLD, _MOST_CHARS)
