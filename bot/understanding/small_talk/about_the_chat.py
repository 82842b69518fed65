"""What is said of the chat itself: too long, too small, too loud; who hears, who is there when.

Eyes that cannot read its letters are no illness: "我眼睛花了看不清字". Whoever suddenly sees
nothing is heard as before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent
from bot.understanding.small_talk.feelings import LONELY
from bot.understanding.small_talk.said import END
from bot.understanding.topics import LARGER

if TYPE_CHECKING:
    from bot.understanding.small_talk.said import Said

TOO_LONG, IN_WRITING, ON_DUTY = "too_long", "in_writing", "on_duty"
TRUTH, COLD, APPETITE = "truth", "cold", "appetite"
DISTRUST = "distrust"
ABOUT_THE_CHAT = frozenset({DISTRUST, TOO_LONG, IN_WRITING, ON_DUTY, TRUTH, COLD, APPETITE})
"""Topics: how the chat is to read and when it answers; cold, and no appetite."""
_DISTRUST = (
    r"(?:我怕|怕|,)*+(?:你|侬|这个?)(?:不会|会不会|是不是|不是|该|就|都|,)*+(?:是|像|的)*+(?:个)?(?:骗子|骗人的?|骗钱的?|诈骗的?|假的)(?:吧|么|吗|伐|啊|呀|哦)*+\??"
    r"|骗子(?:吧|吗|伐)\??"
    r"|(?:我|就|还是|,)*+(?:不|没法|不敢|不太|不大|不能|勿)(?:大|太)?(?:相信|信|信任|信得过)(?:你|侬|你们|这个|机器|你说的|你讲的)(?:了|的|啊|,)*+"
    r"|(?:我|,)*+(?:信不过|凭什么(?:相)?信|凭啥(?:相)?信|为什么要(?:相)?信|怎么(?:相)?信)(?:你|侬|你们)(?:啊|呀|的|呢)*+\??"
    r"|(?:is this|this is|are you) (?:a )?(?:scam|fake|fraud)(?:mer)?\??"
    r"|i (?:don't|do not) trust (?:you|this)"
)
_MESSAGES = (
    r"(?:那|请问|我|,)*+(?:可不可以|能不能|可以|能|好|怎么|会)*+(?:用|发|打)(?:个|条)?(?:短信|短消息|微信|消息|文字|字)(?:来|去|给)?(?:报警|打?110|打?120|叫?救护车|求救|求助)(?:吗|么|伐|呢)?\??"
    r"|(?:短信|微信|文字)(?:可以|能|能不能|可不可以)?报警(?:吗|么|伐|号码|号码是多少)?\??"
    r"|can i (?:text|send a (?:text|message) to) (?:the police|110|120|911|an ambulance)\??"
)
_SEE = (
    "(?:看不清楚?|看不见|看勿清爽?|看不出|看不大清|看不懂|看不过来"
    "|看不下去|记不住|记不牢|听不懂|听不清|眼睛花|眼花|头晕|头昏)"
)
_TOO_LONG = (
    rf"(?:你|侬|写|说|讲|发|得|这|,)*+(?:太|这么|嘎|好|忒)(?:长|多|啰嗦|复杂)(?:了|啊|呀|的|,)*+(?:我|都|也|眼睛|有点|,)*+{_SEE}{END}"
    rf"|(?:请|你|侬|能不能|麻烦|,)*+(?:讲人话|说人话|一句话(?:告诉|跟我说|讲给|说给)?我?(?:听)?|说(?:得)?短(?:一)?点|长话短说){END}"
)
_LETTERS = (
    r"(?:我们?|阿拉|年纪大了?|人老了|老了|眼睛不好|眼睛花|眼花|眼睛|老花眼|老花|有点|也|都|了|,)*+"
    r"(?:看不清楚?|看不见|看勿清爽?|看不出|看不大清)(?:你写的|你发的|你的|这里的|上面的|手机上的|屏幕上的|这个|这些)?(?:字|屏幕)(?:了|啊|呀|,|太小|怎么办)*+"
    r"|(?:你的?|手机|屏幕|这里|上面|的|请|把|,)*+字(?:也|能不能|可以|要|再|放|写|发|弄|得|能)*+(?:大|粗)(?:一?[点些])(?:吗|么|伐|好吗|吧|,|可以吗)*+\??"
    r"|(?:你的?|手机|屏幕|这里|上面|的|,)*+字(?:太|这么|好|有点)小(?:了|,|我|都|眼睛|看不清楚?|看不见|看不出|啊)*+"
    r"|(?:i )?(?:can't|cannot) (?:read|see) (?:the "
    r"|your |these |this )?(?:letters|text|words|print)"
)
_IN_WRITING = (
    r"(?:我|阿拉|是|,)*+耳朵(?:聋|不好|不灵|背|有点背|听不见|听不清)(?:了|的|,|听不清楚?|听不见|听勿清)*+(?:能不能|可不可以|可以|能|请|你|用|,)*+(?:用)?(?:写|打字|文字|写字)?(?:的|出来|给我看|吗|好吗|告诉我|回)*+"
    r"|i(?:'m| am) (?:deaf|hard of hearing),? (?:can you"
    r"|could you|please) (?:write|type)(?: it)?(?: down)?"
)
_ON_DUTY = (
    rf"(?:那|请问|,)*+(?:你们?|侬|你们这个|你们那边)(?:这里|这边)?(?:每天|平时|晚上|周末|周六|周日|星期天|星期六|礼拜天|节假日|过年|一般)*+(?:几点|什么时候|啥辰光|几点钟)?(?:到)?(?:上班|下班|休息|在不在|放假|值班){END}(?:吗|么|伐|呢)?\??"
    r"|(?:when|what time) (?:do|are) you (?:open|close|finish"
    r"|on duty|off)\??|are you open (?:at night|on sundays?|now)\??"
)
_SPEECH = (
    r"(?:你|侬|,)*+(?:听不听得懂|听得懂|听不懂|听勿懂|看不懂|看得懂|懂不懂|懂|会不会|晓得)(?:我)?(?:讲"
    r"|说)?(?:上海话|沪语|方言|本地话|上海闲话|宁波话|苏北话)(?:吗|伐|么|吧)?\??"
)
_LOUDER = (
    r"(?:请|你|侬|能不能|把|,)*+(?:声音|讲|说)(?:能不能|可以"
    r"|得)?(?:大|响|轻)(?:一)?(?:点|些)(?:吗|好吗|吧|声)?"
)
_REMEMBERS = (
    r"(?:你|侬|还|,)*+(?:记得|记不记得|记牢)(?:我)?(?:刚才|前面|上次"
    r"|之前)?(?:说|讲|问)(?:过|了|的)*(?:什么|啥)?(?:话)?(?:吗|伐|么)?\??"
    r"|(?:那|你|侬|都|还|,)*+(?:记住|记牢|记好|记下来?|记得|记着|晓得|知道)(?:我)?(?:家|人|现在)?(?:住|在)?(?:哪里?|哪儿|啥地方|什么地方)?"
    r"(?:了|的)?(?:吗|伐|么|没有?)\??"
    r"|(?:do|did|will|can) you (?:still )?remember (?:me|that|this|it|where i (?:live|am))\??"
)
_TRUE = (
    r"(?:那|你说的|你讲的|你|侬|这些|这个?|上面|写的|说的|讲的|资料|消息|信息"
    r"|,)*+(?:都|全|全都)?(?:是)?(?:真的|对的|准的|可靠的)(?:吗|么|伐|假的)\??"
)
_APPETITE = (
    rf"(?:我|阿拉|今天|这两天|这几天|最近|一直|也|都|什么|啥|饭|东西|一点|就|,)*+(?:吃不下|吃勿落|没胃口|没有胃口|胃口不好)(?:饭|东西|去)?{END}"
    r"|i (?:can't|cannot) eat(?: anything)?|(?:i have )?no appetite"
)
_COLD = (
    r"(?:今天|今朝|外面|家里|屋里|天|我|,)*+(?:好|真|太|老|有点|蛮|很)冷(?:啊|呀|了|的|哦|死了|,)*+"
    r"|(?:it is |it's |i am |i'm )?(?:so |very |too )?cold(?: today| here| outside)?"
)
_LINE = r"(?:打)?(?:962525|12356)(?:热线|电话)?|心理(?:咨询)?(?:热线|电话)"
CHAT: tuple[Said, ...] = (
    (Intent.HELP, TOO_LONG, regex(_TOO_LONG)),
    (Intent.HELP, LARGER, regex(_LETTERS)),
    (Intent.HELP, IN_WRITING, regex(_IN_WRITING)),
    (Intent.HELP, ON_DUTY, regex(_ON_DUTY)),
    (Intent.HELP, "speech", regex(_SPEECH)),
    (Intent.HELP, "aloud", regex(_LOUDER)),
    (Intent.HELP, "kept", regex(_REMEMBERS)),
    (Intent.HELP, TRUTH, regex(_TRUE)),
    (Intent.HELP, "messages", regex(_MESSAGES)),
    (Intent.HELP, DISTRUST, regex(_DISTRUST)),
    (Intent.HELP, COLD, regex(_COLD)),
    (Intent.HUMAN, LONELY, regex(_LINE)),
    (Intent.HUMAN, APPETITE, regex(_APPETITE)),
)
"""What is said of the chat; a line to talk to, named alone; no appetite, which is no canteen."""


def is_about_the_chat(text: str) -> bool:
    """Whether a normalised sentence says only that the chat is hard to read, or asks of it."""
    said = text.strip(" .!?。")
    return any(intent is Intent.HELP and one.fullmatch(said) for intent, _, one in CHAT)
