"""Signs of danger that are denied, over and done, asked about, or of another matter, read whole.

"昨天有人晕倒" is no ambulance for now, and "头不晕" tells that nobody is giddy. A word more, and it
is heard as before.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short
from bot.understanding.text.people import CHILDREN, PARENTS, SPOUSE
from bot.understanding.topics import UNREACHED

PAST, AT_THE_DOOR = "past_event", "at_the_door"
THIEVES, THIEF_ABOUT = "thieves", "thief_about"
NOT_NOW = frozenset({PAST, AT_THE_DOOR, UNREACHED, THIEVES, THIEF_ABOUT})
"""Topics: what is over, who is at the door, who is out over a game, thieves in general, a thief
seen among people."""
_MOST_CHARS = 30
_PRESSURE = (
    r"(?:血压|高压|上压)(?:量了|是|有|到|只有|,)*+\d{2,3}(?:/\d{2,3})?(?:,|不过|但是?|可是| )*+"
)
_DENIED = regex(
    rf"(?:{_PRESSURE})?(?:(?:我|他|她|人|现在|也|都|倒|,)*+(?:头|胸口?|心口|心里?|手|脚|腿|肚子|眼睛|嗓子)?(?:一点|也|都|倒|并|,)*+"
    r"(?:不|没(?:有)?|勿)(?:怎么|大|太)?(?:头|胸|心)?(?:晕|昏|痛|疼|闷|慌|吐|想吐|发烧|发热|麻|恶心|出血|流血|花)(?:了|的|过|,)*+){1,4}"
)
_WHEN = "(?:昨天|前天|前两天|前几天|上个?(?:礼拜|星期|月)|上周|去年|前年|以前|那天|有一次)"
_THEIRS = (
    "(?:我家?|我们|阿拉|在|的|有(?:一?个)?|看[到见]|听说|隔壁|楼上|楼下|对门|邻居|小区|菜场|菜市场|超市"
    "|马路上?|路上|地铁站|公园|门口|里|边|上|家|人家|人|一个|老人|老太太?|老头|老伯|阿姨|店|电瓶车|车)*+"
)
_EVENT = (
    "(?:进了?贼|进了?小偷|被偷|遭贼|遭偷|着火|着过火|起火|失火|(?:晕倒|昏倒|摔倒|摔跤|跌倒|跌跤)(?:在(?:菜场"
    "|菜市场|路上|小区里?|超市|公园|地铁站|门口))?|被撞|撞车|打架|吵架)(?:了|过|一跤)*+"
)
_SCARED = (
    "(?:,|真是?|把我|我|好|很|都|也|在|倒|的|在菜场|在路上|在小区|在超市|在公园|在地铁站|现在|烧得一塌糊涂|烧得很惨|烧光了|烧掉了|烧黑了|烧没了"
    "|没事了|想想|还|蛮|有点|吓死了?|吓人|吓一跳|吓坏了?|吓到了?|害怕|怕|可怜|后怕|了|啊)*+"
)
_PAST = regex(
    rf"(?=.*(?:有|看[到见]|听说|隔壁|楼上|楼下|对门|邻居|人家))(?:{_WHEN}{_THEIRS}|(?:我们?|隔壁|楼上|楼下|邻居|小区里?|,)*+{_WHEN}{_THEIRS}){_EVENT}{_SCARED}"
)
_THIEVES = regex(
    r"(?:请问|那|,)*+(?:塘桥|这里|这边|这儿|附近|小区里?|公园里?|菜场|菜市场|晚上|的)*+(?:小偷|贼|骗子|坏人)(?:多不多|多(?:吗|么|伐)|有吗)(?:这里|这边|塘桥|附近|啊|呀|\?)*+"
)
_CROWD = (
    "(?:公园|菜场|菜市场|超市|商场|公交车|公交|地铁|地铁站|车站|广场|步行街|马路|路|夜市|食堂"
    "|医院|银行)"
)
_THIEF = regex(
    rf"(?:我|今天|刚才|现在|好像|,)*+(?:在)?(?:这里的?|这边的?|旁边的?|附近的?|塘桥的?)?{_CROWD}(?:里面?|上|门口|那边|这里)?"
    r"(?:好像|又|看[到见]|碰[到见]|,)*+(?:有(?:一?个)?|来了个?)?(?:小偷|扒手|偷皮夹子的|贼骨头|贼)(?:的|了|啊|呀|哦|大家当心|当心|小心|怎么办|,)*+"
    "|(?:there is |there's |i (?:see|saw) )?(?:a )?(?:thief|pickpocket) (?:in|at"
    "|on) the (?:park|market|supermarket|bus|metro|square)"
)
_ASKED = regex(
    r"(?:请问|那|那里|这家|,)*+(?:养老院|护理院|敬老院|托老所|护工|保姆|他们|里面)(?:里|的|护工|人|员工)*+(?:会不会|会|要|老|是不是)?(?:打|骂)(?:老)?人(?:吗|么|伐|啊|呀|的|\?)++"
    r"|(?:请问|那|那里|这家|,)*+(?:养老院|护理院|敬老院|托老所|护工|保姆|他们|里面)(?:里|的|护工|人|员工)*+会不会(?:打|骂)(?:老)?人"
)
_FORMALITY = regex(
    r"(?:请问|那|,)*+(?:打|叫)?(?:110|120|119|12345|报警|报火警|救护车|急救车)(?:电话)?(?:的话|是不是|会不会|,)*+(?:要|需要|得|要不要|能不能|可以|能)(?:实名|身份证|带身份证|花钱|收费|付钱|钱|话费|匿名|录音|短信|用微信)(?:的|吗|么|伐|呢|啊|\?)*+"
    r"|(?:请问|,)*+(?:110|报警)(?:和|跟|同)12345(?:有)?(?:什么|啥)区别"
)
_DOOR = regex(
    r"(?:刚才|现在|家里|门口|外面|又|说|,)*+(?:有个?|来了(?:一?个)?)(?:陌生)?人(?:来|在|,)*+(?:敲门|按门铃|上门)(?:,|来|说|讲|是|要|他)*+(?:收|抄|查|修|换|检查|推销|卖)(?:水|电|煤气|燃气|垃圾|物业|有线电视|保健品|东西|产品|报纸)(?:费|表|管|的)*+(?:,|要不要开|开不开门|能开吗|开门吗|怎么办|可信吗|是真的吗)*+"
)
_PLAYS = "(?:打牌|打麻将|搓麻将|下棋|跳舞|钓鱼|喝茶|上班|开会|吃喜酒|聚餐)"
_OUT = regex(
    rf"(?:我|家|的|,)*+(?:{SPOUSE}|{PARENTS})(?:今天|早上|中午|下午|又|,)*+(?:出去|去|出门|到外面|在外面)(?:找人|和人|跟人)?{_PLAYS}(?:,|到现在|还|都|也|了)*+(?:没|没有|不)(?:回来|回家|到家)(?:了|啊|呢|,|怎么还)*+"
)
_LONG_AWAY = regex(
    rf"(?:我的?|,)*+(?:{CHILDREN}|孩子们?)(?:已经|都|也|,)*+(?:半年|几年|[一两二三四五六七八九十几]+(?:年|个月))(?:多)?(?:都|也|了|,)*+"
    r"(?:没|没有|不)(?:来看(?:过)?我?|回来(?:看)?过?|回家过?|来过?)(?:了|啊|呀)*+"
)
_CARERS = "(?:护工|保姆|护理员|钟点工|住家阿姨|阿姨|人照顾|人护理)"
_OTHER = regex(
    rf"(?:我|家|的|,)*+(?:{SPOUSE}|{PARENTS}|老人)(?:现在|已经|,)*+(?:起不来床|下不了床|起不了床|瘫在?床上?|瘫痪|卧床|卧床不起)(?:了|,|我|想|要|能不能|哪里|可以|有没有|怎么)*+(?:请|找|叫|雇)(?:一?个)?(?:到)?{_CARERS}(?:吗|怎么找|怎么请|多少钱|照顾|了|啊|,)*+"
    r"|(?:我|的|,)*+(?:牙|智齿|牙齿)(?:痛|疼)得?(?:我|人|简直|真是?|,)*+生不如死(?:了|啊|的)*+|生不如死的?(?:牙|智齿|牙齿)(?:痛|疼)?(?:了|啊)*+"
    r"|(?:我|最近|今天|早上|,)*+(?:大便|小便|刷牙|牙龈|鼻涕|痰)(?:里|时|的时候)?(?:有一?点|带一?点|带|一点|有时)*+血丝?(?:,|了|的)*+(?:去)?(?:哪里看|看(?:什么|哪个|哪一)科|去哪里看|挂(?:什么|哪个)科|到哪里看)(?:啊|呢|好|\?)*+"
)


def is_no_danger_now(text: str) -> bool:
    """Whether a normalised sentence as a whole denies its signs, or tells of no danger now."""
    said = text.strip(" .!?。")
    every = (
        _DENIED,
        _PAST,
        _THIEVES,
        _THIEF,
        _ASKED,
        _FORMALITY,
        _DOOR,
        _OUT,
        _OTHER,
        _LONG_AWAY,
    )
    return is_short(said, _MOST_CHARS) and any(one.fullmatch(said) for one in every)


def answered_as(text: str) -> str | None:
    """Name what such a sentence is answered as; None where its words are a wish as they stand."""
    said = text.strip(" .!?。")
    if not is_short(said, _MOST_CHARS):
        return None
    kinds = {PAST: _PAST, AT_THE_DOOR: _DOOR, UNREACHED: _OUT, THIEVES: _THIEVES}
    kinds[THIEF_ABOUT] = _THIEF
    return next((kind for kind, told in kinds.items() if told.fullmatch(said)), None)
