"""A bare fact of somebody behind a wish, where nothing is asked: "三楼没电梯", "我有敬老卡"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, OLD, SMALL

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_WHO = rf"(?:(?:我|他|她|伊|阿拉|咱)(?:们|家里?|的)?)?(?:{FAMILY}|{OLD}|{SMALL}|自己|两个人)?"
_LEAD = "(?:那|不过|但是|可是|因为|另外|对了|主要|还|也|都|又|,| )*+"
_SINCE = "(?:现在|还|也|都|又|,| )*+"
_FLOOR = r"(?:住|在|是|家住|老公房|老房子|房子|的)*[一二三四五六七八九十两\d]{1,3}(?:楼|层|层楼)"
_LIFT = "(?:楼里|楼|房子|老公房|小区|家里|里面)?(?:没有?|没得|勿有|无|不带|还没装)(?:装|得)?电梯"
_PAPER = (
    "(?:医保卡?|社保卡?|医保本|长护险|敬老卡|老年卡|退休证|老年证|残疾证|身份证|居住证|户口本?|户籍"
    "|上海户口|养老金|退休金|退休工资|低保|商业保险|保险|工作|收入|子女|孩子|保姆|毕业证|护照|签证)"
)
_HAS = rf"(?:已经)?(?:没有?|勿有|没带|忘带|带了?|办了|办过|有|拿|领|吃){_PAPER}"
_KIND = (
    "(?:低保户?|低收入(?:家庭)?|独居(?:老人)?|孤老|空巢(?:老人)?|残疾人?|残疾[一二三四]级|失独(?:家庭|老人)?"
    "|烈属|军属|退伍军人|退休(?:工人|教师|职工|干部)?|外地人|外地户口|本地人|本地户口|上海人|上海户口|党员|特困户?"
    "|盲人|聋人|聋哑人|外国人|农村户口|新上海人)"
)
_STATE = (
    rf"(?:(?:(?:我|他|她|伊|{FAMILY}|{OLD})(?:们|家里?)?(?:现在|也|都)*(?:是|属于|算)?|是|属于){_KIND}"
    "|(?:初中|高中|大专|中专|本科|小学|大学)(?:毕业|文化|学历))"
)
"""What somebody is; "失独的" alone, of nobody, names a matter."""
_LEVEL = "(?:[,，、 的]?[一二三四1234]级)?"
_ILL = "(?:有|得了|患有|是)(?:糖尿病|高血压|痛风|关节炎|帕金森|老年痴呆|阿尔茨海默|认知障碍)"
_LIVES = "(?:一个人|独自|单独|自己|老两口|两个人|和[^,吗么]{1,4}一起)(?:住|生活|过)"
_GONE = "(?:退休|下岗|失业|搬来)(?:了|好几年|多年|[一二两三四五六七八九十半]{1,2}年)*"
_AGE = (
    r"(?:今年|已经|快|都|刚|才|虚岁|也)*[零一二三四五六七八九十百两\d]{1,4}(?:周)?岁"
    "(?:了|多|以上|出头|不到|半|的|老人)*"
)
_MOST_CHARS = 60
_END = "(?:的|了|啊|呀|哦|嘛|,| )*"
_FACT = regex(
    rf"{_LEAD}{_WHO}{_SINCE}(?:{_FLOOR}(?:,| )?(?:{_LIFT})?|{_LIFT}|{_HAS}|{_STATE}{_LEVEL}"
    rf"|[一二三四]级{_LEVEL}残疾|{_LIVES}|{_ILL}|{_GONE}|{_AGE}){_END}"
)
_IN_ENGLISH = regex(
    r"(?:but |and |also |so )*(?:"
    r"(?:i|we|she|he|my [a-z]+) (?:live|lives|am|is|are) (?:on|in) (?:the )?[a-z0-9]{2,8} floor"
    r"(?:,? (?:and )?(?:with no|without an?|no|there is no) (?:lift|elevator))?"
    r"|(?:[a-z0-9]{2,8} floor,? )?(?:with no|without an?|no|there is no) (?:lift|elevator)"
    r"|(?:i|we|she|he|my [a-z]+) (?:have|has|do not have|don't have|has no|have no)"
    r"(?: an?| any| the)? (?:pension|insurance|card|hukou|passport|senior card|medical card)"
    r"|(?:i|she|he|my [a-z]+) (?:live|lives) alone"
    r"|(?:i am|i'm|she is|he is|my [a-z]+ is) (?:retired|disabled|a foreigner|unemployed)"
    r")[.! ]*"
)


def tells_of_herself(turn: Turn) -> bool:
    """Tell whether nothing is told but a fact of her, or of whom she cares for."""
    plain = turn.plain.strip(" ,.!")
    if len(plain) > _MOST_CHARS:
        return False
    return _FACT.fullmatch(plain) is not None or _IN_ENGLISH.fullmatch(plain) is not None
