"""Plain statements of where somebody lives, how she walks, what she did: no danger is in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short
from bot.understanding.text.people import FAMILY

if TYPE_CHECKING:
    from bot.understanding.sentence import Sentence

_PLACE = "·"
_LIVES = (
    "(?:我们?|阿拉|俺|里面|里头|公园|门口|路口|往[东南西北](?:走了?+)?(?:一条街|几步)?|家|人在|"
    "现在|如今|已经|以前|原来|刚|才|今天|今年|上个?月|上周"
    "|又|就|也|都|还|不住|不在|住|在|搬场|搬|到|来|去|进"
    "|了|的|这里|那里|附近|旁边|从|新|是|呢|啦|啊|哦|·)+"
)
_LIVES_EN = (
    r"(?:(?:i'm|i|am|my|we're|we|are|a|live|lives|living|moved?|to|house|home|flat|place|stay|"
    r"staying"
    r"|now|no longer|not|don't|any ?more|on|at|in|near|by|from|close|around|the|and|so|here|of|is"
    r"|was|it's|that's|used|third|first|second|fifth|floor|with"
    r"|husband|wife|son|daughter|family)(?![a-z])|·| )+"
)
_WHO = f"(?:我|我们|我?(?:{FAMILY})|她|他|伊|老人|孩子)?"
_HER = rf"{_WHO}(?:现在|今天|如今|已经|又|也|还|都|终于|总算|自己)*"
_MOVES = "(?:走路|走动|走几步|下床|下地|出门|爬楼梯|走楼梯|上楼|下楼|上下楼|上下楼梯|走台阶)"
_CAN_EN = "(?:now )?(?:i|we|she|he) can(?: now| already)? (?:walk|climb|take|do|use|manage|go up)"
_WALKS = (
    r"(?:能|会)(?:自己|再|又|慢慢)*走(?:了|啦)",  # "可以走了" may be a farewell
    rf"(?:能|可以|会|好)(?:自己|再|又|慢慢)*{_MOVES}(?:了|啦)?",
    r"(?:爬|走|上|下)不(?:动|了|来)(?:楼梯?|台阶)(?:了|啦)?",
    r"(?:爬|走|上)得(?:动|了)(?:楼梯?|台阶|路)?(?:了|啦)?",
    r"走(?:路|起来)?得?(?:有点|有些|很|比较|蛮|挺|太|不太|不大|不怎么)?(?:慢|不?快)(?:的|了)?",
    r"不用?(?:坐|用|拄|推)(?:轮椅|拐杖?|拐棍)(?:了|啦)?",
)
_WALKS_EN = (
    rf"{_CAN_EN}(?: the| on my own)?(?: stairs| steps)?(?: again| now)*",
    r"(?:i|we) (?:can't|cannot|can not) (?:climb|take|do|use|manage)(?: the)? (?:stairs|steps)",
)
# Where she is just now, or what she has just done: "我在家里", "我下好了".
_AT_HOME = (
    "(?:我们?|阿拉|现在|今天|刚|刚才|已经|都|就|还|也|又|一直|一个人|自己|在|到|回|了|呢|啊)*"
    "家(?:里|里头)?(?:了|呢|啊|呀)?"
)
_HAS_DONE = r"(?:下载?|装|弄|做|搞|洗|办|填|选|学|换|修|充|看|烧|煮)好(?:了|啦|哉)"
# What she does by the water for pleasure, and how old somebody is.
_STROLLS = (
    r"(?:正|就|在|到|去|坐|站|来)*(?:江边|河边|桥上|桥边|天桥上?|滨江|步道|公园|花园)(?:里面?|"
    r"上|这里)?"
    "(?:正|在|里|上|,)*(?:找不到路|不认[识得]路|等(?:车|红绿灯|电梯)|散步|钓鱼|看(?:风景|车|船|"
    "江景|夜景|日出)|乘凉|锻炼|跑步|拍照|遛狗|晒太阳|打太极|休息|歇歇|等人)?"
    "(?:,)*(?:好风景|风景好|风景真好)?(?:了|呢|啊|呀)?"
)
# Giddy of talk, work or a ride; medicine that was fetched; the hour; going home; care at home.
_GIDDY = (
    r"(?:坐[^,]{1,3}|一天|一|总|老是?|会|容易|有点|都|要|快|"
    r"被[^,]{0,3}){0,5}(?:[看忙听说讲绕转算搞弄数笑问吵写做]晕(?:了?头)?|晕[车船机针血字奶]|"
    r"晕头(?:转向)?|[看忙听说讲吵]得?我?头都?[晕昏])"
    "(?:了|啦|的|哉|得(?:厉害|很))*"
)
_ERRAND = (
    r"(?:刚|才|去|帮[^,]{1,3}|替[^,]{1,3}|在[^,]{1,4}){0,5}(?:[买配拿取领开](?:了|好|到|好了|"
    r"回来)?(?:一|两|三|几|点|些)*[盒瓶板包]?"
    "(?:降压|降糖|高血压|血压|感冒|止咳|退烧|胃|眼|心脏|糖尿病|维生素|中)?药(?:水|片|膏)?|"
    "(?:降压|感冒|中|西|胃)?药(?:都|也)?[买配拿取领开]好)(?:了|啦|哉)*"
)
_HOUR = (
    "(?:现在|都|已经|天)*(?:快|就要|马上)?(?:到|要|是)*(?:中午|晌午|饭点|傍晚|晚上|下午|周末|"
    "年底|过年|下班时间|吃饭时间|吃饭的时候"
    "|[一二两三四五六七八九十]+点半?|黑|亮|下雨|下班|吃饭)(?:了|啦|哉)"
)
_LEAVES = (
    r"(?:要|想|准备|打算|得|该|先)+(?:先|早点|慢慢)*(?:回去|回家|转去|回转)(?:了|啦|哉|吧)*"
    r"|(?:刚刚|刚才|刚|才|已经)*+从[^,跳摔跌逃]{1,5}(?:回来|回家|到家)(?:了|啦|哉)*"
    r"|(?:今天|实在|真)*(?:不想|不高兴|懒得)(?:再|出去|往前)*(?:走路?|去|跑|出门)(?:了|啦)*"
)
_MOST_CHARS = 32
_KEPT_SAFE = (
    rf"(?:我?家里?人|{_WHO}|老头|医生|小辈)(?:都|也|总|老是?|现在)*"
    "(?:(?:不让|不许|不准|不肯让|不给)(?:我|我们|她|他|伊)|(?:叫|让|劝|要)(?:我|我们|她|"
    "他)(?:别|不要|少))(?:再|一个人|自己)*"
    "(?:出门|出去|走远|走路|骑车|骑电瓶车|爬楼|爬高|上街|买菜|做饭|烧饭|烧菜|洗澡|提重|拎重|"
    "干活|上班|喝酒|抽烟|打麻将|打牌|跳舞|打扰(?:她|他|伊)?|打电话给(?:她|他|伊))[^,]{0,3}"
    r"(?:[,\s]*(?:怕|担心|说|讲|因为)*(?:我|她|他|伊|外面|天)?[^,]{0,8}(?:在?上班|在?开会|"
    r"在?忙|摔|跌|累|走丢|着凉|感冒|太?热|太?冷|危险|不安全|下雨|路滑|年纪大|身体)[^,]{0,3})?"
)
_LEAPS = (
    r"(?:小孩|孩子|孙子|孙女|儿子|女儿|小囡)?(?:想|要|喜欢|爱|在|去|会|学|练|看|玩)+(?:楼梯上?|"
    r"床上|沙发上|院子里?|地上)?(?:跳着玩|跳来跳去|蹦蹦跳跳|跳水|跳绳|跳舞|跳操|跳高|跳远|"
    r"跳橡皮筋|蹦极|跳伞)"
    "(?:比赛|玩|了|的)?"
)
_BEEPS = (
    "(?:我家?|我们|楼下|路边|外面|的|那辆|有辆|,)*(?:汽车|车子|轿车|电瓶车|摩托车|冰箱|微波炉|"
    "洗衣机|闹钟|手表|血压计|电饭煲)"
    "(?:一直|老是?|又|在|突然|总)*(?:报警|叫|响)(?:了|个不停|着)*"
)
_DAILY_EN = (
    r"(?:i|we) (?:just |really )?(?:want|like|love|would like|'d like|need|have)(?: to)?"
    r" (?:jump(?:ing)? rope|skip(?:ping)? rope|jump(?:ing)? for joy"
    r"|(?:end|stop|finish|close)(?:ing)? (?:the|this|our) (?:phone )?(?:call|chat|conversation)"
    r"|hang(?:ing)? up)(?: now| please| every (?:day|morning))*"
)
_SPEAKS_EN = (
    r"(?:she|he|they|i|we|my [a-z]+(?: in law)?) (?:can |could )?(?:only |just )?"
    r"(?:speaks?|understands?|knows?) (?:only |just |a little |little )?"
    r"(?:cantonese|mandarin|shanghainese|chinese|english|japanese|korean)(?: only)?"
)
# A nod, and a flat high up without a lift.
_HEARD = (
    "(?:好的?|嗯|哦|,)*+(?:收到|知道|晓得|明白|看到|听到)(?:了|啦|哉)*+"
    "(?:,|谢谢(?:你|侬|您)?|好的?)*+"
)
_STOREY_EN = (
    r"(?:(?:i|we|she|he|my [a-z]+) )?(?:lives?|(?:am|is|are)) on the [a-z0-9]{2,8} floor"
    r"(?:[, ]+(?:and |but )?(?:there is |there's |it has |we have |has |with )?"
    r"no (?:elevator|lift))?"
)
_HERS = f"{_HER}(?:{_GIDDY}|{_ERRAND}|{_LEAVES}|{_LEAPS})"
_DAILY = f"{_HERS}|{_HOUR}|{_KEPT_SAFE}|{_BEEPS}|{_HEARD}|{_DAILY_EN}|{_SPEAKS_EN}|{_STOREY_EN}"
_AGE = (
    r"(?:今年|才|快)*(?:[一二三四五六七八九十百\d]+岁(?:半|多)?|"
    r"[六七八九]十[一二三四五六七八九]?)(?:了|的)?"
)
_CALM = regex(
    rf"{_HER}(?:{_STROLLS}|{_HAS_DONE}|{_AGE})|{_AT_HOME}"
    r"|(?:i am|i'm|we are|we're) (?:at )?home(?: alone| now)?"
)
# For whom something is looked for, and where that one is: nobody is missed.
_KIN_AT = "(?:[他她伊]|老人)(?:现在|家)?(?:住在?|在)·(?:居委会?|小区|附近|那[边里]|这边)?"
_LOOK_FOR = rf"(?:帮|替|给|为)(?:我|阿拉)?(?:家)?(?:{FAMILY})(?:找|问|看看|查)(?:一?下)?"
_FOR_KIN = rf"{_LOOK_FOR}(?:{_KIN_AT})?|{_KIN_AT}"
_HOME = regex(rf"{_LIVES}|{_LIVES_EN}|{_FOR_KIN}")
_WALK = regex(f"{_HER}(?:{'|'.join(_WALKS)})|{'|'.join(_WALKS_EN)}")
_FLOOR = regex(r"\b(?:live|living) on the [a-z]+ floor")
_WEARY = (
    "(?:我|今天|也|走|腿|脚|天|外面)*(?:太|好|有点|实在|真)*(?:累|酸|热|冷|饿|远|晚)(?:了|死了|啦)*"
)
# Alone it may be grief: "好累".
_DAILY_LIFE = regex(f"(?:{_WEARY},?)?(?:{_DAILY})(?:,?{_WEARY})?")
_CLAUSES = regex("[,。.!?！]+")


_ERRAND_EN = regex(
    r"(?=.*\b(?:price|cost|fee|visit|hours|address|phone number)s?\b)"
    r"(?:(?:what|how much|is|the|it|per|a|each|can|could|may|we|i|to|and|for|of|please|about"
    r"|look|come"
    r"|see|visit|price|cost|fee|month|monthly|week|day|year|open|opening|hours|time|address"
    r"|phone number"
    r"|tomorrow|today|morning|afternoon|evening|weekend|sunday|saturday|monday)s?(?: |$))++"
)


def is_errand(text: str) -> bool:
    """Whether no more is asked in English than a price, a visit or the hours."""
    return _ERRAND_EN.fullmatch(text.strip(" .!?").lower()) is not None


def is_daily_life(text: str) -> bool:
    """Whether a normalised sentence says no more than what happens to anybody: "看晕了"."""
    said = text.strip(" .!?。")
    return is_short(said, _MOST_CHARS) and _DAILY_LIFE.fullmatch(said) is not None


def tells_of_herself(sentence: Sentence) -> bool:
    """Whether no more is said than where she lives or is, how she walks, what she has done."""
    text = sentence.text
    for start, end in sorted(sentence.mentions.spans, reverse=True):
        text = text[:start] + _PLACE + text[end:]
    clauses = [one.strip() for one in _CLAUSES.split(text) if one.strip()]
    if not all(is_short(one, _MOST_CHARS) for one in clauses):
        return False  # the patterns may take long, and no such clause is one of them
    if clauses and all(map(_CALM.fullmatch, clauses)):
        return True
    told = [_WALK.fullmatch(one) or _HOME.fullmatch(one) for one in clauses]
    walks = any(_WALK.fullmatch(one) for one in clauses)
    return bool(clauses) and all(told) and (walks or _PLACE in text or bool(_FLOOR.search(text)))
