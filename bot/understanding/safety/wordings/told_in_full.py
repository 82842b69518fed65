"""Danger that no single word tells, read as whole sentences: a plan, a threat, a carer who hits.

"药准备好了" is a journey's, and "走了就清净" a neighbour's; both together are a plan. What is taken
for danger here is raised as surely as by the rules, so nothing has a free end.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.safety.danger import Danger
from bot.understanding.text.length import is_short
from bot.understanding.text.people import FAMILY, FAMILY_EN, KINSFOLK, NEIGHBOURS, OLD

_I = "(?:我|阿拉|也|都|就|真|已经|早就|今天|现在|想|要|去|准备)*"
_END = "(?:了|啊|呀|的|吧|呢|啦|哉|算了)*"
_ASK = "(?:吗|么|伐|呢|啊|呀|不)*"
_ACT = "(?:跳楼|跳河|跳江|上吊|烧炭|割腕|割脉|割手腕|喝农药)"
_MEANS = "(?:开煤气|吃安眠药|安眠药|煤气|农药|炭)"
_HURTS = "(?:痛苦|痛|疼|难受|受罪|快|慢|舒服|干净)"
_HOW = f"(?:很|太|有点|最)?{_HURTS}(?:不{_HURTS})?{_ASK}"
_DEATH = (
    rf"{_I}(?:会|怎么|如何|哪能|用|刀|在|正)*割(?:脉|腕|手腕)"
    rf"(?:自杀|死|会不会死|痛不痛|痛|疼){{0,2}}{_END}{_ASK}"
    rf"|{_ACT}(?:会不会|会|是不是|要不要)?(?:死得?|走得?|死的?时候)?{_HOW}"
    rf"|{_MEANS}(?:会不会|会|是不是|要不要)?(?:死得?|走得?|死的?时候){_HOW}"
    rf"|(?:哪种|哪个|什么|啥|怎么|怎样|如何|哪能)样?的?死(?:法|掉)?"
    rf"(?:才|会|是|可以|最|比较|更|不|没(?:有)?|得|一点)*{_HURTS}(?:一点|些|的)*{_ASK}"
    r"|does (?:cutting|slitting) (?:(?:the|your|my|a) )?wrists? hurt"
    r"|does (?:hanging|it) hurt to die"
    r"|how (?:to|can i|do i) die (?:quickly|fast|without pain|painlessly)"
)
_DIES = regex(_DEATH)
_READY = regex(
    rf"{_I}(?:药|安眠药|农药|绳子?|木?炭|刀片?|遗书|后事)(?:我|都|也|已经|全|早就)*"
    rf"(?:准备|买|备|攒|存|写|弄|安排)(?:好|够|齐){_END}"
)
_GOES = regex(
    rf"{_I}(?:早点|今晚|今夜|明天|一起)?(?:走|死|去|走掉|死掉)了?(?:就|都|也|大家)*"
    rf"(?:清净|清静|解脱|干净|轻松|太平|省心|一了百了|不痛|不苦|不拖累(?:人|他们|你们|孩子)?|好){_END}"
    rf"|{_I}(?:就)?(?:清净|解脱|一了百了|不拖累(?:人|他们|你们|孩子)){_END}"
)
_NEAR = f"(?:{FAMILY}|{KINSFOLK}|{OLD}|前夫|前妻|男朋友|女朋友|媳妇|儿媳妇?|女婿|[他她伊]|他们)"
_CARER = "(?:保姆|护工|护理员|钟点工|住家阿姨|阿姨|看护)"
_DOER = f"(?:我家?的?)?(?:{_NEAR}|{_CARER}|(?:{NEIGHBOURS}|楼上|楼下)家?的?{_NEAR}?|有人)"
_WHOM = f"(?:我们|我(?:家)?(?:的)?(?:{FAMILY}|{OLD})|我全家|我|阿拉|{FAMILY}|{OLD}|[他她伊]|人)"
_AGAIN = "(?:又|老是?|天天|总是?|经常|还|一直|今天|昨天|刚才|刚刚|就|喝醉了?酒?|喝了酒|动不动|在)*"
_KILLS = "(?:打死|杀(?:了|死|掉)?|砍(?:死)?|烧死|掐死|弄死|捅(?:死)?|毒死|勒死|整死|推下楼|扔下楼)"
_THREAT = (
    rf"{_DOER}{_AGAIN}(?:说|讲|威胁|扬言|发消息|打电话)(?:说|讲)?(?:要|会|早晚|迟早|一定)*{_KILLS}{_WHOM}{_END}"
    rf"|(?:he|she|they|my (?:{FAMILY_EN}|ex)) (?:said|says|told me|threatens?|threatened)(?: that)?"
    r"(?: he| she| they)?(?:'ll| will| would| wants? to| is going to| to)"
    r" (?:kill|stab|strangle|burn|beat) (?:me|us|him|her)"
    r"|i (?:will|want to|am going to|'m going to) (?:kill|stab) (?:him|her|them)"
)
_TOOL = "[拿用](?:皮带|[铁木]?棍子?|棒子|鞋子?|拐杖|扫帚|衣架|绳子|擀面杖|凳子|椅子|热水|开水|烟头)"
_HITS = (
    rf"{_DOER}{_AGAIN}(?:{_TOOL}[抽打揍敲砸烫泼捆绑]|虐待|[打踢掐揍扇捆绑抽拧]){_WHOM}的?"
    rf"(?:脸|头|耳光|巴掌|一巴掌|几下|手|屁股|身上)?{_END}"
    rf"|{_DOER}(?:嫌[^,]{{1,6}},)?{_AGAIN}(?:拍|扇|打){_WHOM}(?:的)?(?:脸|头|耳光|巴掌){_END}"
    rf"|{_DOER}{_AGAIN}骂{_WHOM},?(?:还|又|也)+(?:推|打|踢|掐|拧){_WHOM}{_END}"
    rf"|{_DOER}{_AGAIN}把{_WHOM}(?:推倒|打伤|捆起来|绑起来|绑在[床椅][上子]|关在[^,]{{1,4}}){_END}"
)
_DAYS = "(?:,?(?:已经)?(?:好几|[一两二三四五六七几])[天顿餐](?:没(?:有)?(?:吃|给)饭?)?了?)?"
_NEEDS = "(?:吃饱饭?|吃饭|饭吃|喝水|水喝|吃东西|东西吃|吃药|换尿布|上厕所|盖被子?)"
# Whoever must not take a medicine or eat sweets is looked after.
_STARVES = (
    rf"{_DOER}{_AGAIN}(?:(?:好几|[一两二三四五六七几])天(?:都|了)?)?(?:不给|不肯给){_WHOM}?"
    rf"{_NEEDS}{_END}{_DAYS}"
    rf"|{_DOER}{_AGAIN}(?:不让|不许|不准){_WHOM}?(?:吃饱?饭|喝水|上厕所){_END}{_DAYS}"
)
_PLACE = "(?:隔壁|楼上|楼下|对门|对面|邻居|楼道里?|小区里?)"
_FIGHT = (
    rf"{_PLACE}(?:家|人家|的|里)*(?:夫妻|两口子|小夫妻|两家人?|邻居|那家|两个人|一家人)?"
    rf"(?:又|在|天天|吵架|吵着吵着|吵得|,|现在|一直|半夜)*(?:打架|打起来|动手|动刀){_END}"
)
_HOLDERS = "(?:房东|老板|中介|工头|包工头|放贷的|讨债的|他们|男朋友|前男友|前夫)"
_LOCKS = (
    rf"{_HOLDERS}{_AGAIN}把(?:我们?|俺们?|阿拉|她|他)(?:反锁|锁|关|扣)(?:在|到|进)?"
    r"(?:屋里|房间里?|家里|宿舍里?|仓库里?|地下室里?|店里|里面)"
    r"(?:了|,|不让(?:我|她|他|我们)?(?:走|出去|出来)|不放|要(?:钱|房租|债|账|货款))*+"
)
_MET = "(?:网上认识的(?:人|男的|女的)?|网友|陌生人|骗子|前男友|前女友|前夫|裸聊的人?|对方)"
_SHOWN = (
    r"(?:要|就|说要|威胁要?|,)*+(?:发给|发到|寄给|传给|群发|曝光|公开)(?:我的?)?"
    rf"(?:家里人|家人|爸妈|老公|同事|朋友|同学|单位|网上|群里|通讯录)?(?:的人|所有人|里|上|看)*+{_END}"
)
_PAYS = "(?:,|(?:说|讲)?(?:不|要是不)(?:给|转|打)钱,?)*+"
_EXPOSES = (
    rf"{_MET}(?:手里|有|拍了?|录了?|截了?|拿(?:了|着)?|用)*+(?:我|我女儿|我儿子)的?(?:裸照|私密照|照片|视频|录像){_PAYS}{_SHOWN}"
    rf"|(?:他|有人){_PAYS}(?:手里|有|拍了?|录了?|拿(?:了|着)?|用|把)*+(?:我|我女儿|我儿子)的?(?:裸照|私密照|裸体照片|私密视频){_PAYS}{_SHOWN}"
)
_VIOLENT = regex(f"{_THREAT}|{_HITS}|{_STARVES}|{_FIGHT}|{_LOCKS}|{_EXPOSES}")
_ONLY_SAYS = regex(
    r"电视|新闻|小说|游戏|以前|去年|小时候|开玩笑|打(?:针|电话|牌|麻将|球|扑克)|[吗么伐]\??$"
)
_MOST_CHARS = 30


def danger_told(text: str) -> str | None:
    """Name the danger that a normalised sentence tells as a whole; None where it tells none."""
    said = text.strip(" .!?。")
    if not is_short(said, _MOST_CHARS):
        return None
    if _DIES.fullmatch(said) or _is_plan(said):
        return Danger.SUICIDE
    violent = _VIOLENT.fullmatch(said) and not _ONLY_SAYS.search(said)
    return Danger.CRIME if violent else None


def _is_plan(text: str) -> bool:
    """Whether means are ready, and the rest says that it is better to be gone."""
    clauses = [one.strip() for one in text.split(",") if one.strip()]
    ready = [one for one in clauses if _READY.fullmatch(one)]
    goes = [one for one in clauses if _GOES.fullmatch(one)]
    return bool(ready and goes) and len(ready) + len(goes) == len(clauses)
