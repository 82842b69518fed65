"""Water that runs, power that is cut, whom to call for them: no service of the town mends them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

WATER, POWER, PROPERTY, LOCKED_OUT = "water_leak", "power_cut", "property", "locked_out"
NO_SHELTER = "no_shelter"
BREAKDOWNS = frozenset({WATER, POWER, PROPERTY, LOCKED_OUT, NO_SHELTER})
"""The topics of a home that breaks down, or that nobody gets into."""

_PIPES = (
    "(?:水管子?|管子|管道|自来水|水龙头|龙头|水表|热水器|马桶|抽水马桶|下水道|下水|阴沟|地漏"
    "|水箱|水槽|暖气片?|洗衣机|浴缸)"
)
_RUNS = (
    "(?:爆|裂|漏|断了|破了|喷|炸|关不[住上紧掉牢了]|拧不[紧住上]|倒灌|反水|返水|溢|冒水|满出来"
    "|一直流|不停地?流|滴个?不停)"
)
_ABOVE = "(?:天花板|屋顶|房顶|顶上|楼顶|楼上|墙上?|墙壁|吊顶|阳台)"
_GROUND = "(?:地上|地板|地面|满地|一地|家里|屋里|房间|厨房|卫生间|客厅|楼道)"
_PATTERNS = {
    WATER: regex(
        rf"{_PIPES}[^,吗]{{0,4}}{_RUNS}|漏水|渗水|漏雨|{_ABOVE}[^,]{{0,4}}(?:往下|一直|在)*(?:滴|漏|渗|淌)"
        rf"|{_GROUND}[^,]{{0,3}}(?:都是水|全是水|积水|进水|是水|水漫)|水(?:往|都|已经)*(?:流|漏|滴|淌)(?:到|下|向|往)*(?:楼下|隔壁|外)"
        r"|水(?:往|朝)(?:楼下|外面?|下)(?:流|漏|滴|淌)"
        r"|(?<![a-z])(?:pipe|tap|faucet|toilet|ceiling|roof|boiler|sink|drain)s? (?:is |has |was )?"
        r"(?:burst|broke|broken|leak|drip|overflow|flood|run)"
        r"|(?<![a-z])(?:burst|broken|leaking|leaky) (?:water )?(?:pipe|tap|faucet)"
        r"|(?<![a-z])water (?:is |was |has |keeps )?"
        r"(?:leak|drip|coming (?:out|in|through)|com(?:es|ing) from|go(?:es|ing)? out"
        r"|everywhere|on the floor|all over)"
    ),
    POWER: regex(
        r"停电|断电|跳闸|拉闸|黑灯瞎火"
        r"|(?:家里|我家|屋里|楼里|整幢楼|小区|一片|全部?|都|突然|忽然|房间)[^,]{0,2}"
        r"(?:没有?电了?|电没了)(?=$|,|[啊呀怎吗了])"
        r"|(?<![a-z])(?:power|electricity)(?: is| has| was| went| just| all| been)*"
        r" (?:cut|out|off|gone|outage)"
        r"|(?<![a-z])(?:no|lost) (?:power|electricity)(?! bank)|blackout"
    ),
    LOCKED_OUT: regex(
        r"锁(?:在)?(?:了)?(?:门)?外面|关在(?:了)?(?:门)?外面|钥匙[^,]{0,4}(?:锁|忘|落|在)[^,]{0,3}(?:家里|屋里|里面|房间)"
        r"|(?:进不了|进不去|回不了)(?:家门|家|屋|门)(?:了)?(?=$|,)|(?:没带|忘带|忘记带|忘了带)钥匙"
        r"|(?<![a-z])locked (?:myself |ourselves )?out|keys? (?:are |is )?(?:locked )?inside"
    ),
    NO_SHELTER: regex(
        r"(?:没有?|无|找不到)(?:个|一个)?(?:地方|处|家|房子)(?:可以|可|能|好|来)?(?:睡觉?|困觉|住|过夜|落脚|安身|回)(?=$|,|[了啊呀怎今吗])"
        r"|无家可归|露宿|(?:睡|困|住)(?:在|勒)?(?:马路|街上|街头|桥洞|桥下|车站)(?=$|,|[了啊呀怎上])"
        r"|(?:被[^,]{0,5}|把(?:我们?|阿拉|她|他))(?:赶|撵|轰)(?:了)?(?:出(?:来|去|家|门)|走)"
        r"|(?<![a-z])(?:nowhere|no place) to (?:sleep|stay|live|go tonight)"
        r"|(?<![a-z])(?:i am|i'm) homeless"
        r"|kicked (?:me |us )?out of (?:the|my|our) (?:house|home|flat)|sleep(?:ing)? on the street"
        r"|(?<![a-z])evicted (?:me|us)(?![a-z])"
    ),
    PROPERTY: regex(
        r"物业(?:公司|管理处?|中心)?(?:的)?(?:电话|号码|热线)|(?:打|找)物业(?:的)?(?:电话|打)?(?:多少|几号|怎么)"
        r"|(?<![a-z])(?:property management|building management|landlord)(?:'s)?"
        r" (?:phone |telephone )?number"
    ),
}
# A thing with a battery of its own, a quarrel, a law, a firm that repairs, are other matters.
_OTHERWISE = regex(
    r"手机|电池|充电|电动车|电瓶车|助听器|遥控|手表|电梯卡|赔|官司|法律|律师|调解|纠纷|不肯|不管|不理|没人管|吵"
    r"|投诉|告他|打官司|报销|补贴|漏水的(?:食堂|地方)|(?<![a-z])(?:battery|phone|charger|lawyer|mediat|compensat|sue)"
)
# Whether a house of the town has it, or is open all the same, is asked of that house.
_OF_A_HOUSE = regex(
    r"(?:还|照常|照样|会不会|是不是|也|要不要)*(?:开|营业|供应|开放|做)(?:不开|门|着|饭)?(?:吗|么|伐|呢)\??$"
    r"|(?:食堂|助餐点|服务站|卫生站|医院|图书馆|活动室|公园|超市|菜场|中心|步道|喷泉|那里|那边|那家)[^,]{0,6}(?:吗|么|伐|没有)\??$"
)
_INTENTS = frozenset(
    {*(Intent.UNKNOWN, Intent.NEARBY, Intent.ANSWER), *(Intent.HUMAN, Intent.DETAIL, Intent.MORE)}
)
_MORE_TOLD, _SURE, _FEW = frozenset({Intent.NEARBY, Intent.HUMAN}), 0.85, 4
"""Where a sentence holds more than so many other characters, and was taken for one of these with
at least this score, somebody to settle it or to complain to is looked for: "没人修", "他不认账"."""
_MACHINE = regex(
    r"呼吸机|制氧机|氧气机|吸氧机|(?<![a-z])(?:ventilator|oxygen (?:machine|concentrator))"
)
_USES = regex(r"[用靠戴插着装上]|离不开|(?<![a-z])(?:on|needs?|uses?|using|with)(?![a-z])")
_ELSE_OF_IT = regex(
    r"[租买借卖扔捐]|(?:不|用不着|不需要)用?了|还[掉给回]|退[掉租还]|回收|报销|补贴|医保|多少钱|哪里|哪儿|怎么用|(?<![a-z])(?:buy|rent|where|cost|price)"
)


def of_breakdown(query: Query, case: Case) -> Query:
    """Name what broke down as what a sentence is about, unless it plainly asks for more."""
    text = case.sentence.text
    asks_place = query.facility or query.goal or query.pick or case.has("cue.near")
    otherwise = _OTHERWISE.search(text) or _OF_A_HOUSE.search(text)
    if query.intent not in _INTENTS or asks_place or query.also or otherwise:
        return query
    told = ((name, words.search(text)) for name, words in _PATTERNS.items())
    topic, span = next(((name, found[0]) for name, found in told if found), ("", ""))
    sure = query.intent in _MORE_TOLD and query.score >= _SURE
    if not topic or (sure and len(text) > len(span) + _FEW):
        return query
    return query.about(topic)


def lives_by_a_machine(text: str) -> bool:
    """Whether a normalised sentence tells that somebody breathes with a machine."""
    said = _MACHINE.search(text) and _USES.search(text)
    return bool(said) and not _ELSE_OF_IT.search(text)
