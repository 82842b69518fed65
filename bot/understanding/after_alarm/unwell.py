"""How somebody is after a danger: unwell from what was breathed in, hurt, or about to sleep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

# Smoke and gas are breathed in before they are gone.
_SIGN = (
    r"(?:咳|喉咙|嗓子|呛|熏|闷|气[急短喘]|喘|恶心|想?吐(?!槽)|晕|昏|难受|不舒服|不适意|勿适意"
    r"|[烫烧](?:伤|到|了|着|得|起)|起泡|流血|受伤|[痛疼]|没(?:有)?(?:力气|力道|劲|精神)|无力|乏力"
    r"|发?[软虚]|发?麻|心慌|心跳[得很好快]|想睡|犯困|[好很真有]点?困|困[死得了]|昏沉|迷糊|浑淘淘"
    r"|吃力|发冷|发高?烧|高烧|发热|眼睛[^,]{0,2}(?:花|辣|红|酸)|看不清|站不稳|走不动|发抖|抽筋|嘴唇)"
)
# What is grave in whoever was ill and feels better.
_GRAVE = (
    r"[站坐]不[住起]|走不了|一走就|记不[得清]|[说讲]不清|[说讲]得不清|不清楚|脸色|冷汗|一长一短|一高一低"
    r"|[直抬]不起|(?:头|额|脸|腿|脚|手|后脑)[^,]{0,4}(?:包|肿|青|紫|歪)"
)
_SIGN_EN = (
    r"(?:cough(?:ing)?|throat|dizzy|giddy|sick|nauseous|unwell|headache|head (?:hurts|aches)"
    r"|burn(?:t|ed|s)?|hurts?|chest|breathless|weak|sleepy|drowsy|tired|faint|vomit(?:ing|ed)?"
    r"|throwing up)"
)
_UNWELL = regex(rf"{_SIGN}|(?<![a-z]){_SIGN_EN}(?![a-z])")
_STILL_ILL = regex(_GRAVE)
# Whoever does not pant may not breathe.
_NO_SIGN = regex(
    rf"(?:不|没有?|没得|勿|无)(?:觉得|感到|感觉|怎么|再|太|会|啥|什么|有|头|人|也|哪里)*(?!喘){_SIGN}"
    rf"|{_SIGN}(?:都|已经|也)*(?:好|没)了"
    r"|(?<![a-z])(?:not|no|never|isn't|don't|without|nobody|no one)(?: [a-z]+)? "
    rf"{_SIGN_EN}(?![a-z])"
)
_ASKED = regex(rf"会(?:不会)?[^,]{{0,4}}{_SIGN}[^,]{{0,6}}(?:[吗么伐]|$)")
_FINE = regex(
    r"(?:[头人我他她伊们现在都也还好了已经一点,]|老伴)*(?:没(?:啥|什么)?事|好好的|正常|清醒|不要紧"
    r"|精神(?:很|蛮|还)?好)(?:了|的|啦)*"
)
_BESIDE = regex(r"(?:[头人我他她伊们现在都也还好了的吧啊说讲, ]|老伴|nobody|is|i|am|we|are)*")
_HURT = regex(
    r"受伤|流血|出血|骨折|摔|撞|昏|晕|喘|胸闷|[烫烧]伤|\b(?:bleeding|hurt|injured|burn(?:t|ed)|fell)\b",
    re.IGNORECASE,
)
_SLEEPS = regex(
    r"(?:^|,)(?:好的?|那|谢谢|晓得了|知道了|[我他她伊]们?|老伴|大家|人|现在|可以|能|先|就|要|去|想|准备|打算|上床|回去|回屋|再)*"
    r"(?:[躺睡][在到]?(?:床|沙发)上)?(?:睡|困觉|躺|休息|歇歇?)(?:一?会儿?|一?下|一歇|觉|着)?(?:去|了|啦|哉)*[吗吧么伐]?(?=,|$)"
    r"|(?<![a-z])(?:go(?:ing)? to (?:sleep|bed)|lie down|take a nap|sleep now)(?![a-z])"
)


def is_unwell(turn: Turn) -> bool:
    """Tell whether somebody is told to be unwell, as after smoke; not where that is denied."""
    return _UNWELL.search(_ASKED.sub(" ", _NO_SIGN.sub(" ", turn.plain))) is not None


def is_still_ill(turn: Turn) -> bool:
    """Tell whether whoever feels better is told to be unwell all the same, or has a grave sign."""
    return is_unwell(turn) or _STILL_ILL.search(turn.plain) is not None


def is_well(turn: Turn) -> bool:
    """Tell whether no more is told than that nobody is unwell: "头不晕，没有不舒服"."""
    if _FINE.fullmatch(turn.plain):
        return True
    rest, denied = _NO_SIGN.subn("", turn.plain)
    return denied > 0 and _BESIDE.fullmatch(rest) is not None


def is_hurt(turn: Turn) -> bool:
    """Tell whether somebody is told to be hurt."""
    return _HURT.search(turn.text) is not None


def goes_to_sleep(turn: Turn) -> bool:
    """Tell whether somebody lies down or goes to sleep: "我去睡了"."""
    return _SLEEPS.search(turn.plain) is not None
