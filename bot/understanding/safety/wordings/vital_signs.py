"""Measures that are an emergency by their numbers: blood sugar, pressure, pulse, fever, oxygen.

The bounds are ours, on the side of calling too often. They lie near those of the NEWS2 score of
the Royal College of Physicians (2017: pulse from 131 or to 40, oxygen to 91 %, systolic pressure to
90), of the American Heart Association for a crisis of pressure (180), and of the American Diabetes
Association for low blood sugar (3.9 mmol/L). No doctor has confirmed them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.understanding.text.numbers import number

if TYPE_CHECKING:
    import re


class _Measure(NamedTuple):
    """What is measured: alone below `low` or from `high` on; with signs from `with_signs` on.

    No number outside of `possible` is one of it: "血压65路" and "发烧3" tell something else.
    """

    named: re.Pattern[str]
    possible: tuple[float, float]
    low: float
    high: float
    with_signs: float


_IS = r"(?:一直|现在|今天|刚量|量|量出来|测|只|有|到|是|都|才|已经|的|了|,|:| )*"
_OF_ANOTHER = "号|路|岁|块|元|年|天|夜|日|个|小时|钟|分|月|周|星期|礼拜|片|粒|颗|趟|家|楼|种"
_NUMBER = rf"(\d{{1,3}}(?:[.点]\d)?)(?!\d|[-~到至/]\d|[.点]?\d?(?:{_OF_ANOTHER}))"
# The upper of two: "80/40", "80 / 40", "80到40".
_SYSTOLIC = rf"(\d{{2,3}})(?!\d|[.点]?\d?(?:{_OF_ANOTHER}))"
_MEASURES = (
    _Measure(regex(rf"血糖{_IS}{_NUMBER}|blood sugar(?: is)? {_NUMBER}"), (0.5, 60), 3.9, 25, 16.7),
    _Measure(
        regex(
            rf"(?:血压|[高上]压|收缩压){_IS}{_SYSTOLIC}"
            rf"|(?<![a-z])(?:bp|blood pressure)(?: is)? {_SYSTOLIC}"
        ),
        (30, 300),
        85,
        200,
        180,
    ),
    _Measure(
        regex(rf"(?:心率|心跳|脉搏|脉率){_IS}{_NUMBER}|(?:pulse|heart rate)(?: is)? {_NUMBER}"),
        (10, 300),
        40,
        140,
        130,
    ),
    _Measure(
        regex(rf"(?:体温|发烧|高烧|烧到|寒热|发热){_IS}{_NUMBER}(?:度|c)?"), (25, 44), 34, 40, 40
    ),
    _Measure(regex(rf"(?:血氧|氧饱和度?|氧饱){_IS}{_NUMBER}"), (30, 100), 90, 1000, 1000),
)
_ONE_TO_NINE = "[一二三四五六七八九]"
_SPOKEN = regex(
    rf"(?P<hundreds>[一二两三])百(?P<zero>零)?(?P<tens>{_ONE_TO_NINE})?(?P<ten>十)?(?P<ones>{_ONE_TO_NINE})?"
    rf"|{_ONE_TO_NINE}?十{_ONE_TO_NINE}?"
)
_HIGH_IN_WORDS = regex(r"(?:高压|血压|收缩压)[^,]{0,3}(?:两百|二百)")
_SIGNS = regex(
    r"头[痛疼晕昏]|眼花|看不清|胸|闷|吐|恶心|麻|说不清|讲不清|难受|想睡|嗜睡|困|迷糊|糊涂|口渴|没力|发软|手抖|出汗|喘|心慌|鼻血"
    r"|(?<![a-z])(?:dizzy|headache|vomit|sleepy|confused|chest|weak)"
)
_NOT_NOW = regex(
    r"以前|平时|平常|去年|上次|上个月|曾经|正常|标准|多少|应该|一般|最好|要是|如果|控制在|降到|[吗么伐]\??$|怎么(?:测|量)|哪里(?:测|量)"
)


def is_grave_measure(text: str) -> bool:
    """Whether a normalised sentence tells a number that calls for an ambulance."""
    if _NOT_NOW.search(text):
        return False
    text = _SPOKEN.sub(_in_digits, text)
    signs = _SIGNS.search(text) is not None
    return bool(_HIGH_IN_WORDS.search(text)) or any(
        _is_grave(one, signs=signs, text=text) for one in _MEASURES
    )


def _in_digits(found: re.Match[str]) -> str:
    """Write a number as it is said in digits: "四十", "一百八" (180), "一百零五"."""
    hundreds, zero, tens, ten, ones = found.group("hundreds", "zero", "tens", "ten", "ones")
    if hundreds is None:
        return str(number(found[0]))
    if zero or ten:
        value = (number(tens or "") or 0) * (10 if ten else 1) + (number(ones or "") or 0)
    else:
        value = 10 * (number(tens or "") or 0)
    return str(100 * (number(hundreds) or 0) + value)


def _is_grave(measure: _Measure, *, signs: bool, text: str) -> bool:
    found = measure.named.search(text)
    said = next(filter(None, found.groups()), "") if found else ""
    if not said:
        return False
    value = float(said.replace("点", "."))
    if not measure.possible[0] <= value <= measure.possible[1]:
        return False
    return value < measure.low or value >= (measure.with_signs if signs else measure.high)
