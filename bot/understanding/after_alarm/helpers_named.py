"""Whom a turn names that may help: the police, an ambulance, a hospital, a hotline; by message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_POLICE = regex(r"110|警|公安|\bpolice\b", re.IGNORECASE)
_FIRE = regex(r"119|火|消防|\bfire\b", re.IGNORECASE)
_EMERGENCY = regex(r"120|急救|救护|急诊|\b(?:ambulance|emergency|emergencies)\b", re.IGNORECASE)
_AMBULANCE = regex(r"120|救护|急救|幺二零|ambulance|paramedic", re.IGNORECASE)
_HOSPITAL = regex(
    r"医院|急诊|门诊|诊所|卫生[站院中]|医学中心|\b(?:hospital|clinic|doctor|emergency room)\b",
    re.IGNORECASE,
)
_LINES = regex(
    r"热线|妇联|反家暴|援助电话|求助电话|投诉电话|\b(?:hotlines?|helplines?)\b", re.IGNORECASE
)
_MESSAGE = regex(
    r"(?:发|用|靠)(?:个|一?条)?(?:短信|短消息|微信|消息)|(?:短信|微信|网上)(?:可以|能|怎么)?(?:报警|叫|求助|号)|打字"
    r"|\b(?:sms|text(?:ing)?|message|wechat|app)\b",
    re.IGNORECASE,
)
_ASKS_HOW = regex(
    r"吗|伐|可以|能|行|怎么|号码|多少|哪|\b(?:can|could|how|what|is|may|possible|number)\b",
    re.IGNORECASE,
)
_SERVICES = {"police": _POLICE, "fire": _FIRE, "ambulance": _EMERGENCY}


def service_called(turn: Turn) -> str:
    """Give whom she wants to reach, `police`, `fire` or `ambulance`; "" where she names nobody."""
    return next((name for name, words in _SERVICES.items() if words.search(turn.text)), "")


def mentions_ambulance(turn: Turn) -> bool:
    """Tell whether an ambulance is spoken of."""
    return _AMBULANCE.search(turn.text) is not None


def mentions_hospital(turn: Turn) -> bool:
    """Tell whether a hospital or a doctor is spoken of."""
    return _HOSPITAL.search(turn.text) is not None


def asks_for_hotlines(turn: Turn) -> bool:
    """Tell whether another line to call is spoken of."""
    return _LINES.search(turn.text) is not None


def asks_to_write(turn: Turn) -> bool:
    """Tell whether it is asked if help can be called in writing."""
    return bool(_MESSAGE.search(turn.text) and _ASKS_HOW.search(turn.text))
