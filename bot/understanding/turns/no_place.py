"""An answer to "where are you?" that names no place: "我也不知道", "在家", "不认识路名"."""

from __future__ import annotations

from bot.lazy_regex import regex

_I = "(?:我们?|阿拉|也|都|就|还|现在|今天|人|真的?|实在|哎呀?|啊|呀|,)*+"
_WHAT = (
    "(?:我?(?:现在)?在(?:哪里?|哪儿|啥地方|什么地方)|(?:这里|这儿|这)?(?:是|叫)(?:哪里?|啥|什么)(?:地方|路|名字)?|(?:什么|啥|哪条)路|路名|地名|路|名字|地方"
    "|怎么说|怎么讲|这里|这个地方|字|路牌)"
)
_NAMES_NONE = (
    f"(?:不|勿|弗)(?:大)?(?:知道|晓得|清楚|认识|认得|识){_WHAT}?"
    "|(?:这里是哪里|我?在哪里)我?(?:也)?(?:不|勿)(?:知道|晓得|清楚)|(?:说|讲)(?:不|勿)(?:清楚?|出来?|上来)|记(?:不|勿)(?:得|清|住)(?:路名|地名)?|忘记?(?:路名|地名)"
    "|没有?(?:路名|路牌|门牌|地名)|(?:看|找)(?:不|勿)(?:到|见)(?:路牌|门牌|路名)"
)
_NOWHERE = (
    "(?:就|人|呆|待|住|是)*+在?(?:自己|我|自家)?(?:家里?|屋里"
    "|外面|外头|外边|路上|马路上|街上|小区里|车上|公交车上|店里|楼下|老地方)"
)
_END = r"(?:了|的|呢|啊|呀|哦|怎么办|怎么说|,)*+\??"
_EN = (
    r"(?:i (?:don't|do not) know|no idea|not sure)(?: where i am| where| the (?:street|name|road)"
    r"| what it is called)?|(?:i am |i'm )?(?:at home|outside|on the street|outdoors)"
)
_NO_PLACE = regex(
    f"{_I}(?:{_NAMES_NONE}|{_NOWHERE})(?:(?:,|也|我|还)*+(?:{_NAMES_NONE}))?{_END}|{_EN}"
)


def names_no_place(text: str) -> bool:
    """Whether a normalised answer says only that she cannot tell where she is, or no name of it."""
    return _NO_PLACE.fullmatch(text.strip(" .!?。")) is not None


_LOST = regex(
    "迷路|走丢了|走失|不认(?:得|识)路|找不到(?:路|家|方向|回家)|不知道怎么回家"
    "|(?<![a-z])(?:am|i'm|got|is) lost"
)


def tells_lost(text: str) -> bool:
    """Tell whether a normalised sentence says that somebody has lost the way."""
    return _LOST.search(text) is not None
