"""What somebody who despairs tells to have done: means prepared, taken, or put away.

Nothing of this means anything where nobody despairs: "窗关好了" is housekeeping then.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.after_alarm.alarm_remark import AlarmRemark

_POISON = "(?:药|药片|安眠药|安定|农药|敌敌畏|百草枯|老鼠药|洁厕[灵液]|消毒水)"
_SWALLOWED = (
    rf"{_POISON}[^,没不]{{0,6}}(?:吃|吞|喝|咽|灌)(?:下去?|掉|光|完|进去)?了"
    r"|(?<![饭菜面粥糖水茶酒果])(?:吃|吞|喝|咽)(?:下去|下肚|掉|光|完)了"
    rf"|(?:吃|吞|喝)(?:了|下|光)[^,]{{0,8}}(?:{_POISON}|[片粒颗瓶](?=$|,))"
    r"|^(?:已经|都|我|刚|全)+(?:吃|吞|喝)了$"
    r"|(?<![a-z])(?:took|taken|swallowed|ate|drank)(?: [a-z0-9]+){0,3} (?:pills?|tablets?|poison"
    r"|pesticide|bleach|bottle|them|medicine)(?![a-z])"
)
_CUT = (
    r"割(?:了|开|破|下去)(?!草|肉|菜)|割[^,]{0,3}(?:腕|手|脉|胳膊|自己)[^,]{0,2}了|割(?:腕|脉)"
    r"|(?:手|腕|胳膊|身上|地上|床上)[^,没不]{0,4}(?:流血|出血|是血)|血[^,没不]{0,4}(?:流|淌)(?:了|个|得|着)|流了?(?:好多|很多|一地)血"
    r"|(?<![a-z])cut (?:my|her|his|my ?self|her ?self|him ?self)(?![a-z])|(?<![a-z])bleeding"
)
_GAS_ON = (
    r"(?:煤气|燃气|天然气|液化气)[^,没不关]{0,4}(?:开|放|漏)(?:了|着|好|啦)"
    r"|(?:打开|拧开|开)了?(?:煤气|燃气|天然气|液化气)"
    r"|炭[^,没不买]{0,4}(?:点|烧|生)(?:着|好|起来|上)*了|(?:点|烧)(?:着|好|上)?了?(?:木?炭|炭[火盆])"
    r"|(?<![a-z])gas is (?:on|open)|(?:turned|opened)(?: on)? the gas"
    r"|(?:lit|burning)(?: the| some)? (?:charcoal|coal)"
)
_HIGH = (
    "(?:桥|楼顶|顶楼|天台|屋顶|窗台|窗口|窗边|窗户|窗外|栏杆|护栏|阳台"
    "|江边|河边|水边|铁轨|轨道|江里|河里|水里)"
)
_ON_EDGE = (
    rf"(?:^|,)(?:我|人|已经|现在|都|就|正|刚|一个人|[抱带]着?(?:孩子|宝宝|小囡))*"
    rf"(?:站|坐|爬|走|跨|上|到|在|来|翻)+(?:到|上|出|了)*[^,没不下]{{0,4}}{_HIGH}"
    r"|(?:^|,)(?:我|已经|都|就|爬|走)*上来了|下面的?人?(?:好|真|很)小|(?:^|,)我?(?:已经)?跳(?:下去)?了(?=$|,)"
    r"|(?<![a-z])(?:i am|i'm|standing|sitting|climbed)[a-z ]{0,14}"
    r" (?:bridge|roof|rooftop|ledge|window|balcony|railing|river|tracks)(?![a-z])"
)
_PREPARED = (
    r"(?:门|窗|窗户|房门|门缝)[^,没不]{0,4}(?:关|锁|封|堵|贴)(?:好|上|死|牢|紧|住|掉|严)*了"
    r"|(?:^|,)(?:我|都|已经|全)*(?:关|锁|封)(?:好|上|死|牢|紧)了"
    r"|(?:都|全|东西|绳子?|炭|药|刀|刀片|遗书|信|后事|一切)[^,没不]{0,4}"
    r"(?:准备|弄|挂|写|买|备|安排|系|绑|交代|搞)(?:好|上|齐)了"
    r"|(?:绳子?|皮带)[^,没不]{0,3}(?:挂|系|绑|套)|(?:^|,)(?:就|都|已经)*[放摆]在[^,]{0,3}(?:桌|床|手|旁|边|面前)"
    r"|(?<![a-z])(?:doors?|windows?) (?:is |are )?(?:closed|shut|locked|sealed)"
    r"|everything is ready"
)
# A window that is opened lets out gas, or a person: it is never praised.
_PUT_AWAY = (
    r"(?:药|刀|刀片|剪刀|绳子?|炭|农药|瓶子|东西)[^,没不]{0,4}(?:收|拿|藏|扔|丢|倒|交|锁|放)"
    r"(?:起来|开|走|掉|远|给|出去|到外面)"
    r"|(?:^|,)(?:我|已经)*(?:从[^,]{1,4}(?:我|已经)*)?(?:下来|退回来|走回来|离开[^,]{0,4}|回(?:到)?(?:家|屋|房间)里?)了"
    r"|(?:煤气|燃气)[^,开]{0,3}关(?:掉|了|好|上)"
    r"|(?<![a-z])(?:threw|thrown) (?:[a-z]+ ){0,2}(?:away|out)|put (?:[a-z]+ ){1,2}away"
)
_DEEDS = {
    AlarmRemark.SWALLOWED: regex(_SWALLOWED),
    AlarmRemark.CUT: regex(_CUT),
    AlarmRemark.GAS_ON: regex(_GAS_ON),
    AlarmRemark.ON_EDGE: regex(_ON_EDGE),
    AlarmRemark.PREPARED: regex(_PREPARED),
    AlarmRemark.PUT_AWAY: regex(_PUT_AWAY),
}
# The wish stands before what was done: "不想活了药吃下去了".
_WISH = regex(r"(?:真的?|实在|也|就)*(?:不想活|活不下去|想死|不活|不想)了?")
_UNDONE = regex(
    r"没(?:有)?(?:吃|吞|喝|割|开|关|点|站|流)|不(?:吃|吞|喝|割|开|会|敢|要|能)|别|差点|要不要|如果|要是|打算|以前|去年|怎么"
    r"|[吗么伐?]$|(?<![a-z])(?:not|n't|never|if|should i)(?![a-z])"
)


def despair_deeds(text: str) -> set[AlarmRemark]:
    """Tell what a normalised sentence says to have been done by somebody who despairs."""
    clauses = [one for one in _WISH.sub(",", text).split(",") if one and not _UNDONE.search(one)]
    done = {name for name, words in _DEEDS.items() if any(map(words.search, clauses))}
    if AlarmRemark.PUT_AWAY in done:
        done.discard(AlarmRemark.PREPARED)
    return done
