"""Good-bye, never mind, praise, and what is no more than a nod or a rude word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent
from bot.understanding.small_talk.said import END
from bot.understanding.topics import BYE

if TYPE_CHECKING:
    from bot.understanding.small_talk.said import Said

_GOES = "走|出门|下楼|上楼|上去|下去|撤|睡|下线|挂"
_TIRED = "等|讲|说|看|吃|玩|排"
_BYE = (
    r"(?:好的?|那|谢谢|,)*"
    rf"(?:再见|再会|拜拜|回头见|下次(?:再)?见|下次再来|bye|good ?bye|see you){END}"
    rf"|(?:好的?|那|,)*(?:我们?|阿拉)?(?:先|要|得|该)*(?:{_GOES})(?:了|啦|哉)(?:走了)?"
    r"(?:,(?:菜|饭|天|车|汤|水)[^,]{0,5})?"
)
_FINE = (
    r"(?:那|哦|唉|好|没有|没有的话|没|不行|找不到|就|,)*"
    r"(?:算了|拉倒|不用了|不要了|不去了|不找了|勿要了|算数"
    rf"|never mind|forget about it|no need){END}"
    rf"|我?(?:不想|不)(?:再)?(?:{_TIRED})(?:他|她|了)+|我?(?:等|看|听)?够了"
    r"|没(?:什么)?意思(?:,不玩了)?|我?累了,?今天不走了"
)
_NOD = (
    r"(?:嗯+|哦+|噢+|好|行|可以|成|没问题|晓得|知道|收到|all right|alright|i see|fine)"
    r"(?:好|的|吧|呀|了|嘞|咯|行|可以|,|!|\.)*"
)
_RUDE = (
    rf"(?:你|侬|给我|,)*(?:闭嘴|滚开?|滚蛋|别说了|少啰嗦|烦死|废话|(?:你|侬)?太慢了?(?:你"
    rf"|侬)?|慢死|shut up){END}"
)
WRONGED = "wronged"
"""The topic of who went in vain because of an answer, or is angry about it."""
_WRONGED = (
    r"(?:你|侬|让|叫|害|我|又|今天|腿都|,)*白(?:跑|走)(?:了|一趟|一次|路|啊|,)*(?:气死我了?)?"
    r"|(?:真是?|要|被你|,)*气死(?:我|人)(?:了|啊)*"
    r"|(?:你|侬)(?:让|叫|给)我(?:去|找|走)的(?:地方|那家|那个)(?:根本|都|也)?(?:没有?|关了|关着|不开|没开|没人|找不到|不对|错)(?:了|的)*"
    r"|(?:你|侬)(?:说|讲)的?\d{1,3}分钟,?我?(?:走了|走|却走)*\d{1,3}多?分钟"
    r"|(?:你|侬|要|得|,)*赔我?(?:车钱|钱|路费|医药费)?|(?:你|侬|要|得|给|向|跟|我|,)+道歉"
    r"|(?:那|你|侬|要|还|,)*有(?:什么|啥)用|每次都(?:说|是|讲)[^,]{2,8}(?:,?(?:那)?你?有(?:什么|啥)用)?"
    r"|没(?:有)?一个有电话的?|(?:that's |it's |this is )?(?:no good|not good|useless)"
    r"|(?:you )?(?:sent|made) me (?:there )?(?:go |walk )?for nothing"
)
_PRAISE = rf"[很蛮真挺老](?:,|的)?(?:好吃|好|灵光?|不错|赞|棒|方便|清楚){END}"
_SAVIOUR = (
    r"(?:您?|你们?|侬|是|真是?|就是|简直|可是?|我们?的?|太|谢谢|感谢|多谢|哎呀|,)*+"
    r"救命恩人(?:啊|呀|呢|哦|你|您|侬|了|谢谢|感谢|,|!)*+"
)
COURTESIES: tuple[Said, ...] = (
    (Intent.THANKS, BYE, regex(_BYE)),
    (Intent.THANKS, "fine", regex(_FINE)),
    (Intent.UNKNOWN, "noted", regex(_NOD)),
    (Intent.UNKNOWN, "rude", regex(_RUDE)),
    (Intent.UNKNOWN, WRONGED, regex(_WRONGED)),
    (Intent.THANKS, None, regex(_PRAISE)),
    (Intent.THANKS, None, regex(_SAVIOUR)),
)
"""What asks for no more than a kind word, or none."""
