"""What is asked of what was just shown: "喝口水", "路上有台阶吗", "那哪家有坡道"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short

if TYPE_CHECKING:
    import re

    from bot.understanding.turns.turn import Turn

_WAY = regex(
    "(?![^,]*(?:厕所|卫生间))(?:那|这条|一|,|晚上|夜里)*(?:路上|半路上?|沿路|沿途|路灯|这条路|那条路)(?:的|会|都)*"
    "(?:有没有|有|平不平|好不好走|难不难走|亮不亮|安不安全|平|好走|安全|亮)[^,]{0,10}?(?:吗|么|伐|不|啊|呀|呢)*"
    "|(?:那|路上|中间|去那里|,)*(?:要不要|用不用|要|需要)(?:过|穿|走)[^,]{0,2}(?:马路|天桥|地道|台阶|楼梯|红绿灯)"
    "(?:吗|么|伐|呢)*"
    "|(?:and |so )?(?:are|is) there (?:any |a )?(?:steps?|stairs?|benches|lights?|slopes?)"
    " on the way"
)
_ACCESS = regex(
    "(?:那|那么|这里面|里面|,)*(?:哪一?[个家几些]+|有没有|有)?(?:有没有|是|有|能|可以|好)*"
    "(?:坡道|无障碍(?:通道|厕所|坡道)?|电梯|斜坡|推?轮椅|没有?台阶)(?:能|可以|好)?(?:进去?|推进去|通过|上去)?的?"
    "(?:有)?(?:哪一?[个家几些]+)?(?:吗|么|伐|不|呢|啊)*"
    "|(?:and |so )?which (?:one )?(?:has|have) (?:a |an )?(?:ramp|lift|elevator|step-free entrance)"
)
_THING = regex(
    "(?:我|就|先|再|顺便|也|,)*(?:想|要|能)?(?:喝|充|借|倒|接|热|用|打印|复印|躲|避|加)"
    "(?:一口|一杯|一下|口|个|点|杯|会儿?|把|张|些)*[^,吗么饭餐菜药去]{1,4}"
)
_HAD = regex(
    "(?:那|里面|那里|,)*(?:有没有|有|能不能|可不可以|能|可以)[^,]{1,8}的?(?:吗|么|伐|不|呢)?"
    "|[^,]{1,8}(?:怎么报名|去哪里?换|哪里换|坏了[^,]{0,6}|怎么参加|要报名吗)"
    "|(?:is|are) there (?:any )?[a-z ]{3,20}"
)


_MENU = regex(
    "吃(?:点|些)?(?:什么|啥)|有(?:什么|啥)(?:菜|吃的|好吃)|(?<![a-z])on the menu(?![a-z])"
)
_MOST_CHARS = 24
_IF_HAD = regex("(?:有没有|有)[^,]{1,8}(?:吗|么|伐|没有|不)[?]?$|有没有[^,]{1,8}$")


def _is_all(said: re.Pattern[str], turn: Turn) -> bool:
    """Whether a short turn says this and nothing else."""
    plain = turn.plain.rstrip("?")
    return is_short(plain, _MOST_CHARS) and said.fullmatch(plain) is not None


def asks_menu(turn: Turn) -> bool:
    """Tell whether it is asked what there is to eat: "今天中午吃什么"."""
    return _MENU.search(turn.plain) is not None


def asks_if_had(turn: Turn) -> bool:
    """Tell whether it is asked if a place has something: "养护院有康复吗"."""
    return _IF_HAD.search(turn.plain) is not None


def asks_of_way(turn: Turn) -> bool:
    """Tell whether nothing is asked but what a way is like: its steps, its lamps, its benches."""
    return _is_all(_WAY, turn)


def asks_of_access(turn: Turn) -> bool:
    """Tell whether it is asked which place a wheelchair gets into."""
    return _is_all(_ACCESS, turn)


def does_a_thing(turn: Turn) -> bool:
    """Tell whether a small thing is wished for that any place may have: "喝口水", "充个电"."""
    return _is_all(_THING, turn)


def asks_what_is_had(turn: Turn) -> bool:
    """Tell whether something that a place may have is asked for: "有没有跳舞的"."""
    return _is_all(_HAD, turn)
