"""What a turn says of a report: that it tells no fault yet, is taken back, or is not sure."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short

if TYPE_CHECKING:
    import re

    from bot.understanding.turns.turn import Turn


class ReportTurn(StrEnum):
    """What is said of a report that was just made, or asked for."""

    TAKEN_BACK = "taken_back"
    UNSURE = "unsure"
    ASKED_AFTER = "asked_after"
    AFFIRMED = "affirmed"
    RECORDED = "recorded"


_MOST_CHARS = 30
_SOFTLY = (
    "对不起|不好意思|抱歉|哎呀?|哦|噢|喔|啊|唉|嗯|那|好的?|谢谢|其实|现在|刚才?|我|阿拉"
    "|是|就|又|还是|都|也|已经|真的?|帮|,|·"
)
_ENDS = "了|的|吧|啊|呀|哦|哈|呢|啦|嘛|哉|,|谢谢|对不起|不好意思"
_SOFT, _END = f"(?:{_SOFTLY})*", f"(?:{_ENDS})*"
_LINE = r"(?:第[一二三四五六七八九十\d]++[个家处]?|\d|这[里个家边儿]|那[里个家边]|它|你们?)"
_NO_FAULT = regex(
    rf"{_SOFT}(?:{_LINE}|有|好像|有点|资料|信息|东西)*"
    "(?:不对|错|有错|有误|有问题|不准|弄错|搞错|写错|(?:我要?|来)?(?:反馈|反映|报错|纠错|提意见))"
    rf"(?:一下|一个|个|问题)*{_END}"
    rf"|{_SOFT}{_LINE}?(?:那一?[个家])?{_END}"
    r"|(?:the )?(?:\w+ (?:one )?)?(?:this|that|it|something)?(?: here)?(?: is|'s)? ?"
    r"(?:wrong|not right|incorrect|not correct)(?: here)?"
    r"|(?:there is|i found) (?:a|an) (?:mistake|error)"
)
_NOTHING = (
    "没什么|没啥|没事|没有什么|没有啥|没关系|没有?不对|没有?错|没有?问题|都对|都好|好的?|算了|拉倒"
    "|取消|停|不用|不要|勿要|不想[说讲报]|不[说讲报]|不反馈|不提|不晓得|勿晓得|不知道|说不[清上]"
    "|讲不清|不清楚|不会[说讲]"
)
_SLIP = (
    "(?:不小心|一不小心)?(?:[按点摁碰戳]|手)(?:错|滑|到|着)|(?:弄|搞|记|看|说|讲|认)错"
    "|我错|没注意|没看清|看花眼|眼花"
)
_REFUSED = regex(
    rf"{_SOFT}(?:{_NOTHING}|{_SLIP})(?:{_NOTHING}|{_SLIP}|{_SOFTLY}|{_ENDS}|再|说|讲|报|来|什么|啥|要)*+"
    r"|(?:oh,? ?)?(?:sorry,? ?)?(?:never ?mind|cancel|nothing|no|no thanks?|forget it"
    r"|by (?:mistake|accident)"
    r"|(?:i )?(?:pressed|clicked|tapped|hit) (?:it |that |the wrong (?:button|thing) ?)?"
    r"(?:by (?:mistake|accident))?|my mistake|i (?:do not|don't) know),? ?(?:thanks?|sorry)?"
)
_REPORT = (
    "(?:意见|反馈|投诉|建议|报告|记录|报错|编号|工单|一?条|那个|这个|的话|(?:说|讲|报|提)的|刚才?|我"
    "|上面|前面|那|这|的|了|,)"
)
_THEY = "(?:它|人家|那里|那边|那家|这家|店|还|其实|,)"
_TAKEN_BACK = regex(
    rf"{_SOFT}(?:把|要|想|帮|你|请)*{_REPORT}*"
    "(?:撤回|撤销|撤掉|收回|取消|删掉|划掉|作废|不算数?|不作数|不要|别记|不用记|勿要记|不要记|不必记"
    rf"|别报|不报|不用报|不用管){_REPORT}*{_END}"
    rf"|{_SOFT}(?:算了|没事|取消)?,?(?:别|不用|不要|勿要|不必)(?:记|报|管|登记|写)"
    rf"(?:下来|它|这个|那个|下)?{_END}"
    rf"|{_SOFT}(?:骗你|逗你|开玩笑|说着玩|瞎说|乱说|胡说|当我没说|没有?这回事)(?:玩|的)*{_END}.{{0,6}}"
    rf"|{_SOFT}(?:{_SLIP}){_END}{_THEY}*(?:没|不是|又)*(?:搬|关|拆|停|开着?|好好的|在|在那里|错)?{_END}"
    rf"|{_SOFT}{_THEY}(?:没|没有|不是)(?:搬|关门?|拆|停|倒闭|坏)(?:走|掉)?{_END}"
    r"|(?:sorry,? ?)?(?:oh,? ?)?(?:please )?"
    r"(?:cancel|delete|withdraw|undo|take (?:it|that) back|ignore|drop)"
    r"(?: (?:it|that|this|my|the|last|report|note|feedback|complaint))*"
    r"|(?:sorry,? ?)?(?:i was|i am|that was|it was) (?:wrong|a mistake|mistaken|kidding|joking)"
    r",? ?(?:it (?:is|was)[a-z ]*|sorry|the wrong one)?"
    r"|(?:just )?(?:kidding|joking)"
)
_NOT_SURE = (
    f"{_SOFT}(?:不|勿|没|说不)(?:太|大|很|能|敢)*(?:确定|肯定|晓得|知道|清楚|准|一定|把握)"
    f"(?:是不是|真假)?{_END}"
    f"|{_SOFT}(?:听人家?[说讲]|听说|猜|可能|也许|大概|好像|瞎猜)(?:的|是|吧)*{_END}"
    "|(?:i am |i'm )?not (?:sure|certain)|maybe|i (?:only )?heard (?:it|so)"
)
_UNSURE = regex(f"(?:{_NOT_SURE})(?:,? ?(?:{_NOT_SURE}))?")
_ASKED_AFTER = regex(
    r".{0,10}(?:什么时候|几时|啥辰光|多久|几天|哪天)(?:能|会|可以|才)*"
    r"(?:处理|改|解决|弄|回|答复|更新|有结果|核实)(?:好|掉|完|我)*[^,]{0,4}"
    r"|(?:那|现在|到底|是)*(?:谁|啥人|哪个|哪里)(?:在|会|来|去|给|负责)*(?:处理|改|管|核实|看)"
    r"(?:的|它|这个|这件事|啊|呢|呀)*\??"
    r"|.{0,6}(?:我|阿拉)?(?:上次|上回|以前|前几天|昨天|那天|之前|刚才|刚刚|前面)?"
    r"(?:报|提|反映|反应|说|讲|投诉|写)过?的?(?:那个|那条|个|一个|一条)?"
    r"(?:意见|错|事情?|问题|情况|建议|反馈|投诉|东西)[^,]{0,3}"
    r"(?:怎么样|怎样|处理|解决|改|有结果|有消息|回音|下文|进展|到哪)[^,]{0,6}"
    r"|(?:处理|改|解决|更新)(?:好|掉|完)?了?(?:没有?|吗|么|伐)\??"
    r"|(?:when|who) (?:will|is|does|handles?)(?: \w+){0,4}"
    r" (?:fix|handl\w+|look\w*|check\w*|change\w*)[a-z ]{0,14}\??"
)
_RECORDED = regex(
    "(?:那|哦|对了|请问|,)*(?:我(?:刚才|刚刚|上次|前面)?(?:说|讲|报|提)的(?:那个)?,?)?(?:[你您侬]们?)?(?:这个|这件事)?(?:都|到底|帮我|给我)*"
    "(?:记|登记|写|存|收|转|交)(?:录|到)?(?:下来|下去|进去|上去|[好上下])?了?(?:没有?|吗|么|伐)"
    r"(?:啊|呀|呢|,)*\??"
    r"|(?:did|have) you (?:written?|noted?|record(?:ed)?|kept?|keep|wrote)"
    r"(?: (?:it|that|this|my report))?(?: down)?\??"
)
_AFFIRMED = regex(
    rf"{_SOFT}(?:真的|千真万确|不骗你|没骗你|亲眼看[见到]|我?(?:亲自|自己)(?:去)?(?:看|去)(?:过|到|见)?|是真的|没错|对)(?:的|真的|,)*{_END}"
    rf"|(?:我|阿拉)们?(?:就|也)?是(?:这里|那里|那边|里面|他们|他家|店里)?的?(?:烧饭|做饭|工作人员|员工|志愿者|义工|负责人|管理员|厨师|阿姨|居委)(?:的|人)*{_END}"
    rf"|你们?(?:要|快|赶紧|赶快|早点|抓紧|得|去)*(?:改|更新|更正|记)(?:一下|掉|下来|好|下)*{_END}"
    r"|(?:yes|really|it is true|i saw it(?: myself)?|please (?:fix|change|update) (?:it|this))"
)
_OF_ONE = regex(
    r"(?P<name>[^,我第这那]{2,6}?)(?:的|那[个家])(?:现在|已经|也|都|早就|又)*"
    r"(?:搬|迁|关门|关了|拆|没开|倒闭|停业)[^,吗么哪]{0,8}"
)
_NAMES_REPORT = regex(
    "意见|反馈|投诉|建议|工单|撤|编号|(?<![a-z])(?:report|feedback|complaint|withdraw)"
)
_OTHER_ONE = regex(
    rf"{_SOFT}(?:不是|不对|不|错|弄错|搞错|说错|讲错|记错)(?:了|的)*[^,]{{0,8}},?"
    rf"(?:{_SOFTLY}|应该|说的|讲的|而)*是.{{2,14}}"
    rf"|{_SOFT}(?:说的|讲的|指的|应该)是.{{2,14}}"
    r"|(?:(?:no|sorry|oh)[, ]+)*(?:not that one|wrong one|i (?:mean|meant))[, ]+.{4,24}"
)


def _says(pattern: re.Pattern[str], turn: Turn) -> bool:
    """Whether a short turn says this and nothing else."""
    plain = turn.plain.rstrip(",?")
    return is_short(plain, _MOST_CHARS) and pattern.fullmatch(plain) is not None


def names_report(turn: Turn) -> bool:
    """Tell whether a report itself is spoken of: "我刚才的意见不要了"."""
    return _NAMES_REPORT.search(turn.plain) is not None


def means_other_one(turn: Turn) -> bool:
    """Tell whether a report is moved to another facility: "哦不是,是第三个"."""
    return _says(_OTHER_ONE, turn)


def name_said(turn: Turn) -> str:
    """Give the name of a facility, said alone: "南泉那个" is "南泉"."""
    return turn.words.rstrip("的那个家")


def one_that_changed(turn: Turn) -> str:
    """Give the words that name a facility of which it is told what became: "峨山路|的搬走了"."""
    found = _OF_ONE.fullmatch(turn.plain)
    return found["name"] if found else ""


def tells_no_fault(turn: Turn) -> bool:
    """Tell whether a report names no fault, and perhaps a line: "这里不对", "第二个"."""
    return _says(_NO_FAULT, turn)


def is_refused(turn: Turn) -> bool:
    """Tell whether who was asked what is wrong has nothing to report: "没什么,按错了"."""
    return _says(_REFUSED, turn) or _says(_TAKEN_BACK, turn)


def said_of_report(turn: Turn) -> ReportTurn | None:
    """Say what is said of the report that was kept before."""
    return next((said for said, pattern in _SAID.items() if _says(pattern, turn)), None)


_SAID = {
    ReportTurn.TAKEN_BACK: _TAKEN_BACK,
    ReportTurn.UNSURE: _UNSURE,
    ReportTurn.ASKED_AFTER: _ASKED_AFTER,
    ReportTurn.AFFIRMED: _AFFIRMED,
    ReportTurn.RECORDED: _RECORDED,
}
