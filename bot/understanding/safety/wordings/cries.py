"""Cries of alarm, words of giving up and heights to fall from: too little for an alarm by itself.

"出事了" says not what has happened, "我在楼顶" not why. They are asked about, and no thanks, no
good-bye and no place is read into them.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short
from bot.understanding.text.people import FAMILY
from bot.understanding.topics import CARE

OUTCRY, BRINK = "outcry", "brink"
CRIES = frozenset({OUTCRY, BRINK, CARE})
"""Topics: something has happened; somebody stands where a fall kills; somebody gives up."""
_MOST_CHARS = 24  # a cry is short; the patterns may take long on more

_AFTER = "啊|!|,|怎么办|快"
_AT_HOME = (
    "哎呀|哎|天哪|谢谢你?|救命|不好意思|家里|我家|屋里|阿拉|我们|我|的|这里|这边|楼上|楼下|隔壁|小区"
    "|真"
)
_LEAD = rf"(?:{_AFTER}|{_AT_HOME}|{FAMILY})*"
_CRY = (
    r"(?:(?:要|是|又)?出(?:大)?事(?:情|体)?(?:了|哉|啦)|(?:不|勿)好(?:了|哉|啦)|坏(?:事|了坏)了|(?:不|勿)得了|糟(?:糕|了)|大事不[好妙]|作孽"
    r"|要命(?:了|哉|啦|啊)|(?:要)?出人命(?:了|啦)|没救了|没(?:动静|声音|响动)了|[好很]?慌(?:了|死了)|(?:帮帮|救救)我"
    r"|(?:已经)?人(?:已经)?没了|没希望了|快点快点|不动了)"
)
# Whom she calls: "我家爸爸", whatever stands before.
_CALLS = rf"(?:{_AT_HOME})(?:{_AFTER}|{_AT_HOME})*(?:{FAMILY})|{FAMILY}"
_OUTCRY = regex(
    rf"{_LEAD}(?:{_CRY}|完了完了)(?:{_CRY}|完了|[呀哦呜啦吧了.?。]|快来看?|{_AFTER}|{_CALLS})*"
    r"|(?:there(?:'s| is| was| has been) (?:an )?|an |a )?(?:bad )?accident[!.]*"
    r"|(?:oh no|something (?:terrible|bad|awful) (?:has )?happened|please help us|help us)[!.]*"
)
# Words that are a cry only where no canteen is asked for: "没了" after a list.
_GIVES_UP = regex(
    r"我(?:真的?|已经)*尽力了|(?:不会|不再|不)(?:再)?来(?:烦|麻烦|打扰|吵)(?:你|侬|大家)|谢谢[你侬](?:一直|肯)?(?:听我|陪我)[^,]{0,4}"
    r"(?:够了|可以了|就够|,够)|活一天(?:算|是)一天|反正(?:也)?(?:没人管我?$|快了|活不长|活不久|没几天|没人在乎|没人要)|没(?:有)?人(?:懂|在乎|要|需要|记得)我"
    r"|(?:去|在)那边等(?:你|侬|你们|着)|那边见|(?:给自己|自己|寿衣)[^,]{0,4}(?:买|备|做)好了?[^,]{0,3}(?:寿衣|墓地|骨灰盒)"
    r"|寿衣[^,]{0,4}(?:买|备)好|交[代待](?:一下|好|清楚)?(?:了)?后事|后事[^,]{0,4}(?:交[代待]|安排)好|(?:我|,|房产证|存折|密码|钱|事情)[^,]{0,8}(?:都|全)(?:已经)?交[代待](?:好|清楚|完)了"
    r"|(?:替|帮)我(?:好好)?照顾好?(?:孩子|小孩|儿子|女儿|老伴|我妈|我爸|他们|她|他|猫|狗)(?:吧|啊)?$|(?:要|想)?去(?:一个)?(?:很|蛮|好)远很?远?的地方(?:了|$)|活得(?:老|好|太|真|很)?(?:吃力|苦|没意思|没劲)"
    r"|^谢谢[你侬]?,?没用的?$|活着(?:真|好|太|很)(?:吃力|辛苦)|死脱算|该(?:告别|道别)了"
    r"|(?:昨天|前天|亲眼)[^,]{0,4}看[到见][^,]{0,6}(?:自杀|跳楼|上吊)|(?:自杀|跳楼|上吊)(?:死|走|没)了"
    r"|(?:怕|担心)[^,]{0,3}(?:会|要)?(?:伤害|弄伤|掐死)(?:宝宝|孩子|小孩)|产后[^,]{0,6}(?:哭|抑郁|难过)"
    r"|(?<![a-z])(?:can't|cannot|can not) (?:do|take|go on with) (?:this|it|life) any ?more"
    r"|(?<![a-z])(?:nobody|no one) (?:understands|needs|wants) me"
)
_ASKS = regex(r"[吗么伐?]\??$|怎么|哪|几点|多少|附近|有没有|要(?:什么|啥)|where|how|which")
_PARTS = regex(
    r"(?:^|,)(?:好|那|就|唉|哎|我|也|都|你|,)*(?:算了|再见|再会|永别|够了|该走了|走了|走啦|反正[^,]*|随便|就这样|保重|不回来|没用|不说了|忘了我|拉倒|没(?:什么)?意思|不想[等看吃说讲]了)"
    r"[^,]{0,2}$|(?<![a-z])(?:goodbye|good ?bye|bye|never ?mind|whatever|forget it|enough)[.!]*$"
)
_HIGH = (
    r"(?:(?:楼|房|屋)顶(?:上|边)?|天台(?:上|边上?)?|顶楼(?:上|边)?|(?:窗口|窗边|窗台|窗户(?:口|边|上)|窗外)|阳台(?:外面?|栏杆)"
    r"|(?:栏杆|护栏)(?:外面?|上|边)|(?:大|天)?桥(?:上面?|中间|栏杆|边上)|高架上|塔吊上|脚手架上|铁轨上?|轨道上)"
)
_BRINK = regex(
    r"我?(?:现在)?(?:一个人)?在(?:江|河|湖|水)边(?:上)?(?:走来走去|,?(?:风|水)[^,散]{1,4}|,?一个人,?(?:好冷|哭|坐着)?|,?好冷|哭|发呆|坐了很久)|"
    rf"(?:我|我们|一个人|现在|正|就|已经|,)*(?:站|坐|爬|躺|蹲|走|待|呆)?(?:在|到|上|上了)(?:了)?(?:[一二三四五六七八九十几]{{1,3}}楼|自?家里?|我家|卢浦|南浦|的)*{_HIGH}{{1,2}}"
    r"(?:了|呢|啊|坐着|站着|吹风|吹吹风|[,。!]|想下去|心里[^,]{0,5}|风(?:好|很)?大|一个人|好高|没人|水好急|哭){0,10}"
    r"|(?:我)?(?:爬|走|站)(?:上来|上去|到顶)了,?(?:好|真|很)高(?:啊|呀)?"
    r"|i(?:'m| am) (?:standing |sitting )?(?:on|at) (?:the|a) (?:roof(?:top)?|bridge|ledge|railing"
    r"|window(?: ledge)?)[.!]*"
)
_DWELLS = regex(
    r"风(?:好|很|真|老)?大|(?:好|真|很)高|(?:水|江|河)[^,]{0,3}(?:急|深|冷|黑)|(?:下面|底下|地上)的?[^,]{0,3}(?:小|远|车|人)|腿[^,]{0,3}(?:软|抖)|吹吹?风"
    r"|不想(?:下去|回去|回家|走|下来|活)|没(?:有)?人(?:知道|找|看|来|在)|(?:想|要)(?:下去|跳|往下)|往下看|^我?(?:下|上)[去来]了|(?:最后|永别|再见|对不起|算了|解脱|哭|难受|累了)"
    r"|(?<![a-z])(?:windy|so high|so cold|nobody knows|goodbye|sorry|tired|jump)(?![a-z])"
)


def cry_in(text: str) -> str | None:
    """Name the cry that a normalised sentence is; None where it is none."""
    said = text.strip(" .!?。")
    if not is_short(said, _MOST_CHARS):
        return None
    if _BRINK.fullmatch(said):
        return BRINK
    if _ASKS.search(said.replace("怎么办", "")):
        return None
    if _OUTCRY.fullmatch(said):
        return OUTCRY
    return CARE if _GIVES_UP.search(said) else None


def takes_leave(text: str) -> bool:
    """Whether a normalised sentence takes leave, or does not care any more: "算了"."""
    return _PARTS.search(text.strip(" .!。")) is not None


def dwells_on_it(text: str) -> bool:
    """Whether it dwells on how high, windy or lonely it is: "风好大"."""
    return _DWELLS.search(text) is not None
