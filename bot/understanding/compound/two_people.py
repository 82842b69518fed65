"""Two wishes of two people: "老伴要理发,我要吃饭"; one clause each, whoever is named first."""

from __future__ import annotations

from typing import NamedTuple

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, FAMILY_EN, OLD, SMALL

_SELF = "(?:我|阿拉|俺|咱)(?:自己|自家|本人|们)?"
_OTHER = (
    rf"(?:(?:我|阿拉|俺|咱)们?(?:家)?(?:的|个)?)?(?:{FAMILY}|{SMALL}|{OLD}|先生|太太|爹爹|阿姨)"
    "|[他她伊]们?|(?:另)?一个"
)
_WANT = "(?:也|就|还|今天|现在|等下|顺便)*(?:要|想|需要)(?:去|到)?"
# With somebody, for somebody, or to know something: no wish of her own.
_NO_WISH = (
    "陪|带|送|接|等|帮|照顾|跟|和她|和他|一起|走|开车|坐车|打车|骑车|上班|出|回|问|知道|晓得|了解|打听"
    "|咨询|麻烦|请|说|讲|告诉|看着|推|替|代|给|让|先|[他她伊它]|知|活|死|命|不|找(?:个|一?[个家])?(?:最|更)?[近好便大远干离]"
)
_DOES = rf"(?!{_NO_WISH})[^,]{{2,12}}"
_SELF_EN = (
    r"(?:i|i also)(?: want| need|'d like| would like)(?! to (?:know|ask|go with|take|help|bring))"
)
_OTHER_EN = rf"(?:my (?:{FAMILY_EN})|(?:s?he|they))(?: wants?| needs?|'d like| would like)"
_JOINED_EN = r"(?:, ?(?:and |but )?| and | but )"
_TWO = regex(
    rf"(?:{_SELF}{_WANT}{_DOES}?,?(?=(?P<other>(?:{_OTHER}){_WANT}{_DOES}$))"
    rf"|(?:{_OTHER}){_WANT}{_DOES}?,?(?=(?P<self>(?:{_SELF}|{_OTHER}){_WANT}{_DOES}$))).*"
    rf"|{_SELF_EN}[a-z' ]{{3,40}}?{_JOINED_EN}(?=(?P<other_en>{_OTHER_EN}[a-z' ]{{3,40}}$)).*"
    rf"|{_OTHER_EN}[a-z' ]{{3,40}}?{_JOINED_EN}(?=(?P<self_en>{_SELF_EN}[a-z' ]{{3,40}}$)).*"
)


class TwoWishes(NamedTuple):
    """What each of two people wants, in the order in which it is said."""

    first: str
    second: str


def wishes_of_two(text: str) -> TwoWishes | None:
    """Give the clauses of a normalised text in which two people want something each."""
    found = _TWO.fullmatch(text)
    if found is None:
        return None
    start = found.start(found.lastgroup or 0)
    return TwoWishes(text[:start].rstrip(", "), text[start:])
