"""A turn of a few words: yes or no where danger was asked about, or a piece of a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_MOST_CHARS = 8
_YES = regex(
    r"(?:是|对|有|嗯|恩|哎|要)+(?:的|啊|呀|了|个|，|,|\s)*(?:(?:现在|正|就|人)*(?:是|有|碰上|出事|危险|要紧)*(?:的|了|呢)?)[.。!！]*"
    r"|(?:现在)?就?(?:碰上了?|有危险|有人有危险|出事了)[.。!！]*|真的(?:有危险|出事了)?[.。!！]*"
    r"|(?:yes|yeah|yep|yes,? (?:please|now|there is|it is)|right now|it is)[.!]*",
    re.IGNORECASE,
)
_NO = regex(
    r"(?:没有?|不是|不|勿是|呒没|没人|没啥|没什么)(?:的|啊|呀|了|，|,|\s)*"
    r"(?:(?:人|什么|啥)*(?:有)?(?:危险|难过|难受|出事|受伤|事情?|想不开)?(?:的|啊|呀|了)?)[.。!！]*"
    r"|(?:no|nope|no,? (?:nobody|thanks|danger|i am not|i'm not)|nobody(?: is in danger)?"
    r"|no danger)[.!]*",
    re.IGNORECASE,
)


def is_piece(turn: Turn) -> bool:
    """Tell whether a turn is so short that it may be a piece of what is told in several."""
    return is_short(turn.text.strip(), _MOST_CHARS)


def says_yes(turn: Turn) -> bool:
    """Tell whether a turn is nothing but a yes: "是的", "对，现在碰上了"."""
    return _YES.fullmatch(turn.text.strip()) is not None


def says_no(turn: Turn) -> bool:
    """Tell whether a turn is nothing but a no: "没有", "没人有危险"."""
    return _NO.fullmatch(turn.text.strip()) is not None
