"""What takes an alarm back: it was on television, a drill, last year, or a mistake.

Each is said alone, or beside a denial: "搞错了,没吞". A detail that is mended takes nothing back:
"说错了,是五楼".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.safety.reading import Alarm
from bot.understanding.text.people import FAMILY

if TYPE_CHECKING:
    from bot.understanding.safety.reading import Safety

_LEAD = (
    r"(?:哦|噢|啊|哎呀?|不好意思|对不起|抱歉|刚才|刚|那个?|这个?|其实|原来|结果|我们?|你|伊|听到|看到|[说讲看听放]的?|声音"
    r"|都|只|就|也|不过|应该|大概|好像|今天|在|是)*"
)
_WHO = f"(?:[他她伊]|我?(?:{FAMILY}))?"
_MEDIUM = (
    r"(?:电视机?(?:里|上|在?[放播演])|电视(?:节目|剧|的声音)|(?:电视|连续|韩|抗日|短|悬疑)剧|电影|新闻|小说|广播|收音机里?|[沪京越]剧"
    r"|抖音|快手|(?:短|小)视频|直播|动画片|游戏|手机(?:里|上)[放播看]|故事|梦|做梦|做了个梦|演的|演戏|拍戏|拍电影|戏)"
)
_ENDING = (
    "(?:里|上|中|剧|片|面|头|边|在|放|演|播|看到?|听到?|讲|说|的|声音|情节|内容|事情?"
    "|呢|呀|啊|哦|啦|了|而已|罢了)*"
)
_YEARS = (
    r"(?:去年|前年|上个?(?:月|周|星期|礼拜|次|回)|(?:好几?|[几一二三两四五六七八九十百\d]+)多?个?(?:年|月|星期|礼拜)(?:以|之)?前"
    r"|很久(?:以|之)?前|老早|以前|从前|早年|过去|小(?:的)?时候|年轻(?:的)?时候?|当年)"
)
_DRILL = (
    "(?:小区|楼里|单位|学校|居委会?|消防队?|火警|火灾|社区|街道|今天|在|搞|做|的)*"
    "(?:演习|演练|排练|试警报)"
)
_SAID = r"(?:是|[说讲]的?|那)"
_ENGLISH = (
    r"(?:(?:his|her|my|oh|sorry|no|ah|well|it|that|this|is|was|'s|those|all|only|just|actually"
    r"|really|came|comes|from|on|in|the|a|an|i|saw|heard|i'm|am|meant|mean|talking|about"
    r"|of|to|say|said|happened|were|been|be|tv|television|telly|radio|film|movie|news|novel|book"
    r"|series|drama|game|dream|show|drill|fire|exercise|test|mistake|mistaken|wrong|misheard|misread"
    r"|alarm|false|error|last|year|month|week|years|months|ago|two|three|ten|twenty|many|some|long"
    r"|time|joke|joking|kidding|nothing|not|wasn't|real|true)(?![a-z])| )+"
)
_CLAUSES = (
    _LEAD,
    rf"{_LEAD}{_MEDIUM}{_ENDING}",
    rf"{_LEAD}{_DRILL}{_ENDING}",
    rf"{_LEAD}{_SAID}{_YEARS}{_ENDING}|{_LEAD}{_YEARS}的事情?{_ENDING}",
    rf"{_LEAD}(?:自己|老糊涂|眼花|耳朵)*(?:搞|弄|看|听|认|闻|想|按|点|传|报|发|打)(?:错|岔|差)了?(?:的|人|哦|呀|了)*",
    rf"{_LEAD}(?:误会|误报|虚惊一场|(?:是|看|老)眼花|听岔)了?(?:一场|的)?",
    r"(?:没|没有)(?:吞|吃|喝|着火|起火|失火|火|漏|漏气|人|摔|跌|丢|走丢|这回?事|的事|事)(?:的|了|过)*",
    _ENGLISH,
)
_CLAUSE = regex("|".join(f"(?:{one})" for one in _CLAUSES))
# What it was instead, where she saw, heard or smelt wrongly: "看错了,是水汽".
_INSTEAD = regex(r"(?:是|原来是)[^,楼号路弄站室层爸妈他她伊岁老孩火烟气血毒贼偷]{1,8}")
_SENSED = regex("[看听闻认]错")
_DENIAL = regex(r"(?:没|没有|不是)[^,]{1,6}")
_TAKES_BACK = regex(
    rf"{_MEDIUM}|{_YEARS}|演习|演练|排练|错了?|岔了|误会|误报|虚惊|[是看老]眼花|警报"
    r"|\b(?:on|in|from|saw|heard) (?:the |a )?(?:tv|television|telly|radio)\b"
    r"|\b(?:i|we) (?:am|was|were) (?:all )?wrong\b|\bit(?:'s| is| was) (?:just |only )?nothing\b"
    r"|\b(?:film|movie|news|novel|book|series|drama|game|dream|show|drill"
    r"|exercise|mistaken?|misheard|misread|false alarm|error|years? ago|months? ago"
    r"|last (?:year|month|week)|a joke|joking|kidding|not real|wasn't real)\b"
)
_RETOLD = regex(
    rf"^{_LEAD}(?:是|说的|讲的){_WHO}{_LEAD}(?:{_MEDIUM}|{_DRILL}|{_YEARS})"
    r"|^(?:i was |i am |i'm )?(?:talking about|it was|that was|i mean|i meant) "
)
_MENDED = regex(
    r"(?:没有?|不是|不对),?我?(?:说|讲|指)的?(?:是|的)[^,楼号路弄站室层爸妈他她伊岁老孩火烟气血毒贼偷]{1,5}"
    r"|(?:没有?|不是|不对),?我?说的是火锅"
)
_SLIP = regex(
    r"(?:没有?,|不是,|不,|哦,|我?(?:说|讲)的?|她|他|电话给我了?,)*"
    r"(?:是(?:打|来|通)电话|打我(?:的)?(?:电话|手机)|是打电话给我)(?:了|的|呀|啊)*"
    r"|(?:我?(?:是|在|说的是))*(?:打|玩|下)?(?:手机)?(?:游戏|象棋|围棋|下棋|打牌|牌|麻将|扑克)"
    r"(?:里|上|中|局|面)*(?:都|又|死|的|啦|呀|了)*"
    r"|(?:我|都|要|快|好)*(?:饿|困|热|冷|笑|馋|渴)死(?:我)?了"
    r"|(?:是|被)?(?:蚊子|虫子)(?:叮|咬)(?:的|了|一口)*"
    r"|(?:是)?(?:电脑|手机|平板)(?:中毒|中了?病毒|里的?病毒)(?:了|的)*"
    r"|(?:我)?(?:是)?(?:摔|打|跌)(?:碎|破|烂)?了?(?:一?[个只]|碎|破|烂)*(?:碗|杯子|盘子|碟子|瓶子|花瓶|手机|眼镜)(?:了)?"
    r"|(?:是|都是)?我?(?:家)?(?:的)?(?:孩子|小孩|孙子|孙女|外孙|宝宝|小囡)(?:在|拿)*(?:玩|乱按|乱打|乱发|按|打)"
    rf"(?:我的?)?(?:手机)?(?:打|按|发|乱打|乱按)?(?:的|了|着玩)*|{_MENDED.pattern}"
)
_EDGES = regex(r"^[ .!。]+|[ .!。]+$")


def is_false(text: str) -> bool:
    """Whether a normalised sentence says no more than that what was told is not so now."""
    said = [one for part in text.split(",") if (one := _EDGES.sub("", part))]
    sensed = _SENSED.search(text) is not None
    return bool(
        all(
            _CLAUSE.fullmatch(one) or _DENIAL.fullmatch(one) or (sensed and _INSTEAD.fullmatch(one))
            for one in said
        )
        and any(_TAKES_BACK.search(one) and not _DENIAL.fullmatch(one) for one in said)
    )


def is_slip(text: str, safety: Safety) -> bool:
    """Whether no more is said than what harmless thing was meant: "是打电话", "游戏里"."""
    said = _EDGES.sub("", text)
    if _SLIP.fullmatch(said) is None:
        return False
    return _MENDED.fullmatch(said) is None or not isinstance(safety.read(text), Alarm)


def is_retold(text: str, safety: Safety) -> bool:
    """Whether it is told of the danger itself that it is none: "是电视里有人喊救命"."""
    found = _RETOLD.search(text)
    told = _TAKES_BACK.search(text)
    if not (found and told) or isinstance(safety.read(text), Alarm):
        return False
    return isinstance(safety.read(_TAKES_BACK.sub(" ", text)), Alarm)
