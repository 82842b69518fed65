"""Whether words that were asked for name what is wrong with a facility, and are no secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.secrets import holds_secret

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_FAULT = regex(
    r"关(?![系心])|搬|拆|迁|没(?!事|什么|啥|关系|意思)|不|勿|错|换|改|坏|停|倒闭|歇|漏|脏|封|锁|空|旧|过期|装修"
    r"|时间|钟头|\d点|点钟|[一二三四五六七八九十]点|早上|上午|下午|晚上|周[一二三四五六日末]|休息|开|号码|电话|打"
    r"|地址|位置|地方|门|路|弄|楼|台阶|坡|电梯|厕所|轮椅|名|叫|钱|价|贵|元|块|收费|饭|菜|汤|吃|咸|淡|硬|冷|臭|吵"
    r"|苍蝇|蟑螂|老鼠|态度|骂|凶|慢|挤|满|预约|卡|现金|医生|护士|人员|灯|水|电|灰|乱|差|假|骗|找"
    r"|(?<![a-z])(?:clos\w+|shut|mov\w+|gone|wrong|no|not|never|nobody|phones?|numbers?|address|hours?"
    r"|time|open\w*|late|early|dirty|rude|different|expensive|cash|old|broken?|empty|bad|door|road|floor"
    r"|stairs|lift|name|called|price|food)(?![a-z])|n't"
)
# Who she is, where she lives, whom she waits for: told of herself, and of no facility.
_OF_HERSELF = regex(
    r"^[你侬您]|我(?:叫|姓|是|家住|住|的(?:电话|手机|号码|名字|地址|密码|卡))|1[3-9]\d{9}|\d{3,}室|号\d{3,}"
    r"|(?:阿婆|阿公|老太|老伯|爷叔|伯伯|阿姨|先生|女士|小姐)$|^我(?:女儿|儿子|妈|爸|老伴|老公|老婆|孙)[^,]*(?:来|看)我"
    r"|(?<![a-z])(?:my (?:name|phone|number|address|password) is|i live|i am|i'm)(?![a-z])"
)


def tells_fault(turn: Turn) -> bool:
    """Tell whether it is said what is wrong; who she is, or a secret, is no fault."""
    return _FAULT.search(turn.plain) is not None and not gives_away(turn)


def gives_away(turn: Turn) -> bool:
    """Tell whether she gives a secret away, or says who she is or where she lives."""
    return holds_secret(turn.text) or _OF_HERSELF.search(turn.plain) is not None
