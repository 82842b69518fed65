"""Whether despair is told of somebody else: "老伴说不想活了" is told by who can stay with him."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, FAMILY_EN, FRIENDS, KINSFOLK, OLD, SMALL

if TYPE_CHECKING:
    from collections.abc import Iterable

_OTHER = (
    rf"(?:我们?|我家|阿拉)?(?:的)?(?:{FAMILY}|{SMALL}|{OLD}|{FRIENDS}|{KINSFOLK}|弟媳|儿媳|外甥女?|侄[子女]|网友)|[他她]|(?:有|一|这|那)个?人"
    r"|(?:男|女)[的人]|姑娘|小伙子|邻居|学生"
    rf"|(?<![a-z])(?:my |his |her |our )?(?:{FAMILY_EN}|friend|neighbou?r|child|kid|roommate"
    r"|colleague)(?![a-z])"
    r"|(?<![a-z])(?:he|she|somebody|someone|(?:a|the) (?:man|woman|girl|boy))(?![a-z])"
)
# "跟我说", "told me": she hears it, and is not who despairs.
_HEARER = (
    r"(?:跟|对|和|告诉|给|同|问|求|叫|让)我|(?<![a-z])(?:told|tells|texted|sent|asked) me(?![a-z])"
)
_SELF = r"我|阿拉|自己活|(?<![a-z])(?:i|i'm|i've|me|myself)(?![a-z])"
_SAYS = regex(r"(?:总|老|一直|天天|又|还|就)?(?:跟我|对我)?(?:说|讲|喊|发消息|写)")
_SUBJECT = regex(rf"(?P<hearer>{_HEARER})|(?P<other>{_OTHER})|(?P<self>{_SELF})")


def is_of_another(text: str, told: Iterable[tuple[int, int]]) -> bool:
    """Whether the nearest subject in front of all that is told, in its clause, is somebody else.

    Of each it is given where it begins, and up to where its subject may stand.
    """
    whose = [_subject(text, start, end) for start, end in told]
    return bool(whose) and all(one == "other" for one in whose)


def _subject(text: str, start: int, end: int) -> str | None:
    clause = text.rfind(",", 0, start) + 1
    every = _SUBJECT.finditer(text, clause)  # "我孙女" begins with "我", where a sign may end
    found = (match.lastgroup for match in every if match.start() < max(end, clause))
    named = [one for one in found if one != "hearer"]
    if not named and _SAYS.match(text, clause):  # "弟弟欠了债,说不想活了"
        return _subject(text, clause - 1, clause - 1) if clause else "other"
    return named[-1] if named else None
