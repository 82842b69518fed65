"""Old people left alone, scolded or with marks that nobody explains, where others look after them.

A blow, a threat or a locked door is an alarm (`told_in_full`); what is told here is answered with
whom to call, and how to find out. Read as whole sentences.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short
from bot.understanding.text.people import FAMILY, FAMILY_EN, KINSFOLK, OLD

MARKS, NEGLECT, SCOLDS = "carer_marks", "carer_neglects", "carer_scolds"
ILL_TREATMENT = frozenset({MARKS, NEGLECT, SCOLDS})
"""Topics: marks on somebody who is looked after; nobody cares for her; she is scolded."""
_MOST_CHARS = 36

_HOME = "(?:养老院|敬老院|护理院|养护院|福利院|托老所|日托所?|日间照料中心|长者照护之家)"
_CARER = "(?:保姆|护工|护理员|钟点工|住家阿姨|护工阿姨|保姆阿姨|看护|护理的人|照顾的人)"
_STAFF = (
    f"(?:那个?|我?家?里?的?|新来的?|请的?)*+(?:{_HOME}(?:里的?|的)?(?:{_CARER}|阿姨|人|他们)?"
    f"|{_CARER})"
)
_WHOM = f"(?:我们?的?|阿拉|我家的?)?(?:{FAMILY}|{KINSFOLK}|{OLD}|[他她伊]|我)"
_OFTEN = (
    "(?:又|老是|老|天天|总是|总|经常|常常|常|一直|还|今天|昨天|刚才|都|也|现在|有时候?|好像|每天|对|就"
    "|根本|从来|动不动就?|,)*+"
)
_END = (
    "(?:了|的|啊|呀|吧|呢|啦|哉|怎么办|哪能办|找谁|找谁管|谁管|打什么电话|可以投诉吗"
    "|去哪里投诉|,)*+"
)
_LEAD = (
    f"(?:我?(?:怀疑|觉得|感觉|发现|担心|怕)|听说|请问|,)*+(?:{_WHOM})?(?:讲|说|跟我说|告诉我)?,?"
)

_BODY = "(?:身上|手上|脸上|腿上|背上|胳膊上?|手臂上?|大腿上?|屁股上?|手腕上?)"
_MARK = (
    "(?:乌青块?|淤青|瘀青|青紫|瘀伤|伤痕|伤疤|伤口|掐痕|勒痕|绑痕|手印|指印|抓痕|青一块紫一块"
    "|紫一块青一块|伤|青|紫)"
)
_HAS_MARKS = (
    f"(?:{_BODY})(?:都|全|老|经常|总|又|多了|有好几块|好几处|好几块|有几块|有|是|一块块|一块一块|好多|很多|些|不少|块|道)*+(?:的)?{_MARK}"
    f"(?:了|的)*+"
)
_SAYS_FELL = (
    "(?:说|讲)(?:是)?(?:我妈|我爸|她|他|伊|老人)?(?:自己|不小心|不当心)*+(?:摔|跌|碰|撞|磕"
    "|弄)(?:的|到的|出来的|伤的|了|跤)*+"
)
_MARKED = (
    f"{_LEAD}{_HAS_MARKS},?(?:问)?{_STAFF}{_OFTEN}(?:[他她]们?)?(?:{_SAYS_FELL}|说?不知道|讲不清楚?|说不清楚?|不肯说|不承认){_END}"
    f"|{_LEAD}(?:在)?{_HOME}(?:里)?,?{_HAS_MARKS}(?:,?(?:他们|阿姨|里面的人)?{_SAYS_FELL})?{_END}"
    f"|{_LEAD}(?:(?:请了|来了|换了)?{_STAFF}(?:来了|走了|照顾|带|看)?(?:以后|之后|后)?,?){_WHOM}?{_HAS_MARKS}{_END}"
    f"|{_LEAD}{_HAS_MARKS},?(?:我?(?:怀疑|觉得|怕|担心|不知道|会不会|是不是))(?:是|被|让)*+{_STAFF}(?:打|掐|弄|捏|虐待)(?:的|出来的|了)*+{_END}"
)
_NEED = (
    "(?:吃饱饭?|饱饭吃?|吃饭|饭吃|吃东西|喝水|水喝|洗澡|擦身|翻身|换尿布|换尿不湿|换衣服|吃药"
    "|看病|上厕所|下床|下楼|开空调|盖被子?)"
)
_NEGLECTS = (
    f"(?:(?:不给|不肯给|不帮|不管){_WHOM}?{_NEED}"
    f"|(?:不|从不|从来不|好几天不|几天不)(?:给{_WHOM})?(?:洗澡|擦身|翻身|换尿布|换尿不湿|开空调)"
    f"|(?:不管|不理|不睬|不照顾|不看)(?:{_WHOM})?(?:死活)?"
    f"|(?:(?:把|让){_WHOM})(?:一个人|独自)?(?:丢|扔|放|晾|撇|留|关)?在?(?:家里?|房间里?|屋里|床上|一边|轮椅上|门口)(?:没人管|不管|自己出去|就走|自己走|出去玩|一整天|一天|半天)*+"
    f"|(?:只顾|光|就知道|一直|老是)(?:着)?(?:自己)?(?:看手机|玩手机|打电话|睡觉|看电视|打牌)(?:不管{_WHOM}|不管)?)"
)
_LEFT = (
    "(?:吃不饱饭?|吃不上饭|饿着|饿肚子|饿了?一天|没饭吃|没水喝|没人管|没人理|没人照顾|没人翻身|没人喂饭?|没人换尿布|没人洗澡"
    "|(?:瘦了)(?:好多|很多|一圈|不少|[一二三四五六七八九十]+斤)|身上(?:有|都是|全是|一股|臭|的)*+(?:尿味|尿骚味|味道|尿|大便|臭味)"
    "|(?:生|长|烂)了?(?:褥疮|压疮)|(?:躺|泡|坐)在(?:尿|大小便|大便|屎)里|尿布(?:一天|半天|都|也|没人|不)*+(?:换|湿)?)"
)
_NEGLECTED = (
    f"{_LEAD}{_STAFF}{_OFTEN}{_NEGLECTS}(?:,?(?:{_NEGLECTS}|{_LEFT}))*+{_END}"
    f"|{_LEAD}(?:(?:住|待|呆)?在)?{_HOME}(?:里面?|那里|那边)?{_OFTEN}{_LEFT}(?:,?{_OFTEN}{_LEFT})*+{_END}"
    f"|{_LEAD}{_STAFF}{_OFTEN}(?:带|照顾|看|管)?{_WHOM}?,?{_OFTEN}{_LEFT}(?:,?{_LEFT})*+{_END}"
)
_SCOLD = "(?:骂|凶|吼|训|吓唬|吓|嫌弃|欺负|数落|呵斥|冲|发火|发脾气|大声骂|大声吼)"
_SCOLDED = (
    f"{_LEAD}{_STAFF}{_OFTEN}{_WHOM}?{_OFTEN}(?:很|太|好)?{_SCOLD}(?:骂咧咧)?(?:了|得很|来凶去)?{_WHOM}?{_END}"
    f"|{_LEAD}{_OFTEN}(?:被|给|让){_STAFF}{_OFTEN}{_SCOLD}(?:哭|怕|得)?{_END}"
    f"|{_LEAD}{_STAFF}{_OFTEN}(?:对{_WHOM})(?:态度)?(?:很|太|非常|特别)?(?:不好|差|凶|坏|恶劣|不耐烦){_END}"
)
_CARER_EN = (
    "(?:the |our |her |his |my )?(?:carer|caregiver|nanny|helper|nurse|aide|maid|ayi|care home"
    "|nursing home"
    "|home|staff)(?: (?:staff|people|nurses?|carers?))?"
)
_OLD_EN = f"(?:my |our )?(?:{FAMILY_EN}|her|him|me)"
_AGAIN_EN = "(?: (?:always|often|keeps?|sometimes|is|are|just|again))*+"
_MARKS_EN = (
    rf"(?:{_OLD_EN}|she|he) (?:has|have)(?: got)?(?: a lot of| many| some)? (?:bruises?|marks?)"
    r"(?: all over| on (?:her|his) (?:arms?|legs?|body|face))?[, ]+(?:and |but )?"
    rf"(?:{_CARER_EN}) says? (?:that )?(?:she|he) (?:fell|fell down|fell over|slipped)"
)
_NEGLECT_EN = (
    rf"{_CARER_EN} (?:does not|doesn't|do not|don't|did not|won't|never)"
    rf"(?: feeds?| wash(?:es)?| change| look after| care for| give) {_OLD_EN}(?: enough)?"
    r"(?: food| water| to eat| to drink| properly| well)?"
    rf"|{_CARER_EN} (?:leaves?|left) {_OLD_EN}(?: all)? (?:alone|hungry|by herself|by himself)"
    r"(?: all day| at home| for hours)*"
)
_SCOLDS_EN = (
    rf"{_CARER_EN}{_AGAIN_EN} (?:shouts?|shouting|yells?|yelling|screams?|screaming|scolds?"
    rf"|scolding|swears?|swearing|is rude|are rude)(?: (?:at|to))? {_OLD_EN}"
    r"(?: all the time| every day| a lot)?"
)
_KINDS = {
    MARKS: regex(f"{_MARKED}|{_MARKS_EN}"),
    NEGLECT: regex(f"{_NEGLECTED}|{_NEGLECT_EN}"),
    SCOLDS: regex(f"{_SCOLDED}|{_SCOLDS_EN}"),
}


# What a home gives is too little, told by who lives there: no blow, no thirst, nobody shut in.
_HUNGRY = regex(
    f"(?:我|阿拉|,)*+(?:(?:住)?在{_HOME}(?:里)?的?{_WHOM}|{_WHOM}(?:住)?在{_HOME}里?)"
    "(?:今天|刚才|昨天|又|总是|老|天天|跟我|给我|给|打了?电话过?来?|打来电话|电话里|来|说|讲|哭|着|,)*+"
    f"(?:他们|阿姨|护工|里面|那里|养老院)?{_OFTEN}(?:不给{_WHOM}?吃饱饭?|不给{_WHOM}?饱饭吃|吃不饱饭?){_END}"
)


def tells_of_little_food(text: str) -> bool:
    """Whether who lives in a home tells of no more than that it gives her too little to eat."""
    said = text.strip(" .!?。")
    return is_short(said, _MOST_CHARS) and _HUNGRY.fullmatch(said) is not None


def ill_treatment(text: str) -> str | None:
    """Name what a normalised sentence tells of a carer as a whole; None where it tells no such."""
    said = text.strip(" .!?。")
    if not is_short(said, _MOST_CHARS):
        return None
    return next((kind for kind, told in _KINDS.items() if told.fullmatch(said)), None)
