"""What a resident knows of a facility that she names: its address, hours, way in, works on it."""

from __future__ import annotations

from bot.lazy_regex import regex

_TIME = (
    r"(?:早上|上午|中午|下午|晚上)?(?:\d{1,2}(?::\d{2}|点(?:半|\d{1,2}分?|[一三]刻)?)"
    r"|[一二两三四五六七八九十]{1,3}点(?:半|[一三]刻|[一二三四五六七八九十]{1,3}分?)?)"
)
_HOURS = rf"{_TIME}(?:钟)?(?:到|至|-|~|—){_TIME}(?:钟)?"
_OF_MEALS = (
    "(?:[早中午晚]饭|饭|开门|营业|时间|平时|平常|一般|每天|天天|现在|已经|改成?"
    "|是|的|就|都|从|在|开|,)*"
)
_LOOSE = "(?:现在|已经|就|是|其实|应该|的|门口|里面|,)*"
_HOUSE = r"[^,吗么哪几多第]{2,8}(?:路|街|弄|村|小区|大道)[^,吗么哪几多第]{0,6}\d+(?:号|弄)"
_FLOOR = (
    r"(?:在|搬到|搬去|移到)了?(?:[一二三四五六七八九十两\d]+楼"
    r"|楼[上下]|隔壁|对面|地下室|底楼)(?:去)?"
)
_LACKS = (
    "(?:没有?|缺|不带)(?:坡道|电梯|台阶|扶手|厕所|卫生间|座位|椅子|空调|无障碍[^,]{0,4}|暖气"
    "|残疾人[^,]{0,4})"
    "|轮椅(?:根本|都|也)?(?:进|上|推|过|抬)不[去进上来了](?:去|来)?|(?:台阶|门槛)(?:很|太|蛮|好)[多高陡]"
    "|路(?:很|太|蛮)?难走"
)
_WORKS = (
    r"(?:(?:下|这|本)?个?(?:周|礼拜|星期|月)[一二三四五六日天]?|明天|后天|今天|最近|这几天|从|要|在|正在|准备|开始|关门|贴了|说|\d+[月号日]|,|·)*"
    "(?:装修|维修|整修|修缮|改造|停电|停水|消毒)(?:[^,吗么]{0,8})?"
)
_END = "[了的啊呀哦嘛,]*(?:,.{1,12})?"
_NAMED_FACT = regex(
    rf"·(?:{_OF_MEALS}{_HOURS}(?:开|供应|有饭|营业|开门)?{_END}"
    rf"|{_LOOSE}(?:地址)?(?:在|是|搬到){_HOUSE}{_END}"
    rf"|{_LOOSE}{_FLOOR}{_END}"
    rf"|{_LOOSE}(?:{_LACKS}),?(?:{_LACKS})?{_END}"
    rf"|{_LOOSE}{_WORKS})"
)
_EXPERIENCE = regex(
    r"·(?:的|里面?|里厢|那里|今天|昨天|上次|现在|也|都|就|,)*"
    r"(?:(?:苍蝇|蟑螂|老鼠|虫子?|灰|油烟)(?:很|太|蛮|好)?多|有(?:苍蝇|蟑螂|老鼠|虫子?|霉味|臭味)"
    r"|(?:饭|菜|汤|味道|态度|服务员?|阿姨|师傅|医生|护士|工作人员|地方|厕所|环境|卫生|地上|桌子|里面)(?:都|也|很|太|蛮|好|真|实在|有点)*"
    r"(?:骂人|凶|差|坏|脏|冷|咸|淡|硬|难吃|不好吃?|不卫生|不干净|臭|贵|少|慢|乱|吵|不理人|不耐烦|恶劣|馊|凉)"
    r"|(?:只|不)(?:收|能[用刷付]|好[用刷])(?:现金|现钱|卡|手机|微信|支付宝|医保卡?|老人卡?|外地人?|外面的?人?)"
    r"|要(?:排队|等)(?:很|好|老)久|(?:人|队)(?:太|很|好)[多长])[了的啊呀,]*"
)
_FACT = regex(
    rf"(?:对了|还有|另外|而且|也|还|,)*(?:它|那里|那边|这里|这家|那家|他们)?(?:{_OF_MEALS}{_HOURS}(?:开|供应|有饭|营业|开门)?{_END}"
    rf"|新?地址(?:在|是|:|,|改成|换成)*{_HOUSE}{_END}"
    rf"|{_LOOSE}{_FLOOR}{_END}"
    rf"|{_LOOSE}(?:{_LACKS}){_END}"
    "|(?:现在|已经|就|都)*(?:是|变成?|改成?|换成?)了?(?:一?[个家])?[^,吗么没不]{1,8}了[的啊呀]*)"
)


def tells_fact(masked: str) -> bool:
    """Tell whether a sentence, what it names masked, states what is known of it."""
    return _NAMED_FACT.fullmatch(masked) is not None


_STATES_HOURS = regex(
    r"(?:它|那里|那边|这里|这家|那家|他们|其实|现在|应该|的|,)*(?:开门|营业|供应|开放|吃饭)?时间"
    rf"(?:现在|已经|改成?|换成?|应该|是|为|从|,)+{_HOURS}{_END}"
)
_PRAISES = regex(
    r"(?:第[一二三四五六七八九十\d]+[个家]|[这那](?:一?[个家]|里|边)|它|他们)(?:的|家)?(?:饭|菜|味道|服务|人)?"
    r"(?:(?:都|确实|还|是|,)*(?:真|很|蛮|老|挺)好|(?:都|真|很|蛮|老|挺|确实|还|是|,)*(?:好吃|不错|灵光?|干净|热情|满意|赞))"
    r"(?:的|了|啊|呀|,)*(?:谢谢(?:你|侬)?)?"
    r"|(?:the )?(?:first|second|third|fourth|fifth)(?: one)? (?:is|was) "
    r"(?:very |really )?(?:good|nice|great|tasty)"
)


def states_hours(text: str) -> bool:
    """Tell whether a normalised sentence states the hours of what was told last."""
    return _STATES_HOURS.fullmatch(text) is not None


def praises_one(text: str) -> bool:
    """Tell whether a normalised sentence praises one that was told: "第一个很好吃,谢谢"."""
    return _PRAISES.fullmatch(text) is not None


def tells_experience(masked: str) -> bool:
    """Tell whether a sentence tells how it was at a facility that it names: "·苍蝇多"."""
    return _EXPERIENCE.fullmatch(masked) is not None


def goes_on_telling(text: str) -> bool:
    """Tell whether a normalised sentence says more of what was just reported: "是个超市了"."""
    return _FACT.fullmatch(text) is not None
