"""Whoever was missed is found, told in own words: "搞错了,他在阳台上", "原来在邻居家睡觉".

Where he was seen last, may be or often is, is no such thing: "他刚才还在阳台上", "可能在公园".
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, FRIENDS, KINSFOLK, NEIGHBOURS, OLD, SMALL

_KIN = f"{FAMILY}|{KINSFOLK}|{NEIGHBOURS}|{FRIENDS}"
_HIM = rf"(?:(?:我|他|她|伊|阿拉)(?:的)?)?(?:{_KIN}|{SMALL}|{OLD})|他们?|她们?|伊|人"
_LEAD = (
    "(?:哦|噢|啊|哎呀?|不好意思|对不起|刚才知道|刚|现在|已经|都|就|正|还|又|也|自己|一个人|好好的"
    "|一直|偷偷|老早)*"
)
_SAYS = "(?:[^,我]{1,3}(?:说|讲))?"
_AT = "(?:在|躲在|睡在|坐在|待在|蹲在|来|去|到|跑到|跑去)"
_THEIRS = (
    f"(?:(?:{_KIN})(?:的)?(?:家|那里|那边|屋里|手里|身边)里?"
    "|派出所里?|学校里?|床底下?|(?:衣?柜|被)子?里)"
)
_HERE = (
    "(?:在?屋里|在?家里?|阳台上?|厨房里?|厕所里?|卫生间里?|浴室里?|卧室里?|房间里?|客厅里?|小房间|床上|沙发上"
    "|楼下|楼上|楼道里?|门口|院子里|天井里|花园里?|小区里?|车里|车上|地下室|晒台上?|顶楼|医院里?|居委会?里?|身边|旁边)"
)
_DOES = "(?:[^,不没看见过]{0,6})"
# Without a word for him, "在家里" may tell where she is herself.
_IS_THERE = (
    rf"{_SAYS}{_LEAD}(?:{_HIM}){_LEAD}{_AT}(?:{_THEIRS}|{_HERE}){_DOES}"
    rf"|{_SAYS}{_LEAD}{_AT}{_THEIRS}{_DOES}"
)
# It is taken back, and then any place will do: "原来他去买菜了".
_TAKEN_BACK = regex(
    r"(?:搞|弄|看|记|想)错了?|原来|其实|虚惊|没有?(?:走)?丢|没(?:有)?走失|误会"
    r"|\b(?:my mistake|turns out|all along|the whole time|not (?:lost|missing)|(?:isn't|wasn't)"
    r" (?:lost|missing)|all the time)\b"
)
_SOMEWHERE = regex(
    r"(?:在|去|到|跟|陪|睡|躲|跑)[^,]{1,12}|回来|买菜|散步|睡觉|洗澡|\b(?:is|was|are|were|went|at|in|on)\b"
)
_BROUGHT = regex(
    rf"(?:警察|民警|公安|派出所|110|居委|保安|物业|好心人|志愿者|{_KIN}|人家)[^,没不]{{0,6}}"
    r"(?:带|接|领|送|认|陪)(?:他|她|伊|人|老人|孩子|小孩)?(?:走|回|到|去|掉)[^,]{0,4}(?:了|哉|啦|来)"
    r"|(?:^|,)[^,没不]{0,6}(?:领|接|认|送)(?:走|回)[^,]{0,3}了|(?:送|接|领|带)(?:他|她|伊|老人|孩子)?回(?:家|去|来)了"
    rf"|(?:联系|找)(?:上|到|着)(?:了)?(?:他|她|伊)?(?:的)?(?:{_KIN})"
    r"|联系[上到]了|(?:接|回)(?:了)?(?:我|我们)?(?:的)?电话了"
    r"|(?<![a-z])(?:police|family|daughter|son|they|neighbou?rs?) (?:has |have |just )*(?:took"
    r"|brought|picked) (?:him|her|them)(?: up| home| back)?(?![a-z])"
)
_FOUND = regex(
    rf"(?:^|,)(?:{_IS_THERE})(?=,|$)|看[到见](?:他|她|伊|人)了(?=,|$)|(?:他|她|伊|人)(?:自己)?回来了"
    r"|(?<![a-z])(?:he|she|they|the (?:child|boy|girl)|my [a-z]+)(?:'s| is| are) (?:just |only |now"
    r" |safe )*(?:at home|home|(?:in|on|at) (?:the|his|her|my|our|a) (?:balcony|bed(?:room)?"
    r"|bath(?:room)?|toilet|kitchen|garden|sofa|house|flat|neighbou?r'?s?(?: (?:house|place|home"
    r"|flat))?|(?:sister|brother|daughter|son|friend|aunt)'?s?(?: (?:house|place|home|flat))?"
    r"|police station)|next door|downstairs|upstairs|asleep|sleeping)(?![a-z])"
)
_DOUBTFUL = regex(
    r"别人|陌生人|不认识的|不是[他她伊本]|人家接|说不[出清]|讲不[出清]|不见|看不|没看|可能|大概|也许|恐怕|估计|应该|会不会|是不是|平时|平常|经常|常常|天天|以前|最后|刚才(?!知道)|刚刚还|昨天|早上还|时候|还在的"
    r"|走丢的|丢的|走散|不在|没在|不回|没回|等(?:[我着你]|$|,)|守着|怎么|哪|要是|如果|吗\??$|伐\??$|么\??$|呢\?$|叫我|让我|找找"
    r"|(?<![a-z])(?:maybe|perhaps|may|might|could|last|usually|often|before|if|where"
    r"|not (?:at|in|on)|isn't (?:at|in|on|home)|never)(?![a-z])"
)

_THING = regex(
    r"找[到着]了?(?:[他她伊]|人)?(?:的)?(?:一只|一件|一个|只|件)?(?:衣服|鞋|包|手机|东西|帽子|尸体|拐杖|外套|书包)"
    r"|(?<![a-z])found (?:his|her|their) (?:coat|shoe|bag|phone|hat|clothes|stick)"
)
_WHERE = r"找[到着](?:人)?了?[^,]{0,2},?[^,没]{0,5}"
_IN_PERIL = regex(rf"{_WHERE}(?:河|江|湖|浜|井|水里|池塘|楼顶|屋顶|天台|窗台|栏杆|铁轨)")
_IN_DANGER = regex(
    rf"{_IN_PERIL.pattern}|{_WHERE}(?:马路|路中|躺|趴|倒|血|昏|晕|没气|没呼吸|不动|冰冷|不认)"
    rf"|{_THING.pattern}"
)
# Whoever is missed may have answered, or somebody else, or the police.
_ANSWERED = regex(
    r"(?:[他她伊]|终于|总算|刚才?|现在|已经|的|又)*(?:电话|手机)(?:终于|总算|刚|打|已经)*通了(?:,.*)?"
    r"|(?:the )?(?:phone|call) (?:was|is|got) (?:answered|through).*"
)


def is_answered(text: str) -> bool:
    """Whether a telephone is told to have been answered, by nobody knows whom."""
    return _ANSWERED.fullmatch(text) is not None


def without_found(text: str) -> str:
    """A sentence without the clauses that tell so, to hear what else it tells."""
    return _FOUND.sub(",", _BROUGHT.sub(",", text)) if is_found(text) else text


def found_in_danger(text: str) -> bool:
    """Whether he is found where nobody is safe, or a thing of his is and not he."""
    return _IN_DANGER.search(text) is not None


def found_in_peril(text: str) -> bool:
    """Whether he is found in water, high up or on rails."""
    return _IN_PERIL.search(text) is not None and not _THING.search(text)


def is_found(text: str) -> bool:
    """Whether a normalised sentence tells that whoever was missed is there."""
    if _DOUBTFUL.search(text) or found_in_danger(text):
        return False
    if _BROUGHT.search(text) or _FOUND.search(text):
        return True
    return bool(_TAKEN_BACK.search(text) and _SOMEWHERE.search(_TAKEN_BACK.sub("", text)))
