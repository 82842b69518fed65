"""What is told or asked in an alarm that has advice of its own: a bone, a neighbour, a fraud."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_BROKEN = regex(
    r"(?:胯|髋|股骨|屁股|大腿|小腿|腿|腰|脊|脖子|颈|尾骨)(?:骨|部|上|那里|那边|这里|根|子|"
    r"也|都|一直|好像|就是|,|\s)*+"
    r"(?:很|好|太|说|喊|叫)*(?:痛|疼|断|不能动|动不了|动不来|肿|歪)"
    r"|\b(?:hip|leg|neck|thigh)s? (?:hurts?|aches?|is broken|may be broken|looks crooked)",
    re.IGNORECASE,
)
_LIFT = regex(
    r"(?:拉|扶|搬|抬|抱|拖|背|挪)(?:他|她|伊|人|老人)?(?:不动|不起来|不起|不了)"
    r"|(?:要不要|能不能|可不可以|可以|要|能|该不该)(?:先|不要|把|我|人|他|她|伊|老人)*+(?:扶|"
    r"搬|抬|抱|拖|挪|拉)(?:他|她|伊|人)?(?:起来|到床上|上床|到沙发上|动)*(?:吗|么|伐|呢)?"
    r"|\b(?:can't|cannot|can not|should (?:i|we)|can (?:i|we)) (?:lift|move|pull|carry)"
    r" (?:him|her|them)",
    re.IGNORECASE,
)
_WARNS = regex(
    r"(?:那|我|,|\s)*+(?:楼上|楼下|隔壁|邻居|对门|整栋楼?|别人家?|大家|其他人|人家|的|都|们|人|"
    r"和|跟)++"
    r"(?:要不要|需不需要|该不该|要|需要|得|用不用)(?:去|也|先|都)*+(?:叫|喊|通知|告诉|敲门|"
    r"提醒)(?:一声|一下|他们|醒|出来|下来)*+(?:吗|么|伐|呢|啊|\?|？)*+"
    r"|(?:要不要|需不需要|该不该|用不用)(?:去|也|先)*+(?:叫|喊|通知|告诉|提醒)(?:楼上|楼下|"
    r"隔壁|邻居|对门|整栋楼?|别人|大家|其他人|的|们|人)++(?:吗|么|伐|呢|啊|\?|？)*+"
    r"|should (?:i|we) (?:warn|wake|tell|call) (?:the |my |our )?neighbou?rs\??",
    re.IGNORECASE,
)
_AT_IT = regex(
    r"(?:打|来|发)(?:来|过来|个|了|的)*(?:电话|短信|微信|消息|视频)|催|(?:叫|让|要|逼)(?:我|他|"
    r"她|妈妈|爸爸)?(?:再|继续|还|马上|去)*(?:转|汇|打|付|交|取|借|贷)"
    r"|\b(?:call(?:s|ing|ed)?|ring(?:s|ing)?|text(?:s|ing)?|more money|transfer)\b",
    re.IGNORECASE,
)
_NEAR_HER = regex(
    r"门|楼|家里|屋|来了|找上|上门|刀|打我|打人|跟着|跟踪|杀|抓|绑|\b(?:door|here|outside|knife|kill|hit)",
    re.IGNORECASE,
)


def may_be_broken(turn: Turn) -> bool:
    """Tell whether a hip, a leg or a back is told to hurt: it is not to be moved."""
    return _BROKEN.search(turn.text) is not None


def asks_to_lift(turn: Turn) -> bool:
    """Tell whether somebody cannot be lifted, or it is asked whether to."""
    return _LIFT.search(turn.text) is not None


def asks_to_warn(turn: Turn) -> bool:
    """Tell whether no more is asked than whether to call the neighbours out."""
    return _WARNS.fullmatch(turn.text.strip()) is not None


def fraud_goes_on(turn: Turn) -> bool:
    """Tell whether those of a fraud still ring or want more, and nobody is at the door."""
    return _AT_IT.search(turn.text) is not None and _NEAR_HER.search(turn.text) is None
