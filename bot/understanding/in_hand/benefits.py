"""A benefit that is asked about, whatever its name is: "90岁有没有钱发", "低保要啥材料"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_OLD = (
    r"(?:(?:[七八九]十[一二三四五六七八九]?|[789]\d|一?百|几|多少)岁|老人家?|老了|年纪大了?|高龄)"
    "(?:以上)?的?(?:老人)?,?"
)
_STATE = "(?:政府|国家|街道|每个?月|可以|都|会|,)*"
# Money that is paid for being old: not what a meal costs, nor what somebody lent.
_ALLOWANCE = regex(
    "高龄津贴|老(?:年|人|龄)(?:综合)?(?:津贴|补贴)|综合津贴|长寿(?:津贴|金)|敬老(?:津贴|补贴)|[那这]个?津贴"
    rf"|{_OLD}{_STATE}(?:发|能领|好领|领)(?:什么|啥|点|多少|不发|几)?(?:钱|钞票)"
    rf"|{_OLD}{_STATE}(?:有没有|有)(?:什么|啥)?(?:钱|钞票|津贴)(?:发|领|拿|好拿|好领)"
    rf"|{_OLD}(?:有什么|有啥|有哪些|(?:政府|国家|街道)(?:给|有没有|有))(?:津贴|补贴|补助)"
)
_AT_HOME = regex(
    "适老化|(?=[^·]*(?:家里|屋里|卫生间|厕所|浴室|补贴|申请))(?:装[^,]{0,4}扶手|扶手[^,]{0,3},?[^,]{0,3}改造)"
)
_GOOD_FOR = regex(
    r"(?:签了?|1\+1\+1|家庭医生|家医)(?:约|了|家庭医生)*[^,]{0,3}"
    "(?:好处|有(?:什么|啥)用|有用[吗伐么]|划算|合算)"
)
_NAMED = (
    ("低保", regex("低保|最低生活保障")),
    ("长护险", regex("长护险|长期护理保险")),
    ("残疾人补助", regex("残疾(?:人)?(?:证|补贴|补助|津贴)|重残补贴")),
    ("独生子女", regex("独生子女")),
    ("扶手", _AT_HOME),
    ("廉租房", regex("廉租房")),
    ("公租房", regex("公租房|经适房|共有产权")),
    ("医疗救助", regex("医疗救助|大病救助|大病补助")),
    ("好处", _GOOD_FOR),
    ("津贴", _ALLOWANCE),
)
"""By a word that a title has."""
_ASKS = regex(
    "怎么|哪能|如何|咋|申请|材料|条件|资格|标准|多少|几[岁时钿]|什么|啥|多久|到账|有没有|好处|用[吗伐么]|划算|合算"
    "|吃低保|有[^,]{0,12}[吗伐么]|[可能][以够]?[^,]{0,12}[吗伐么]|哪些|谁|扶手"
)
_PLACE = regex(
    "哪里|哪儿|在哪|去哪|到哪|哪个窗口|地方|附近|怎么走|地址|电话|几点|开门|上班|找谁|挂失|丢了|掉了"
    "|意思|是什么|什么叫|区别|不同|怎么分"
)


def benefit_asked(turn: Turn) -> str:
    """Give a word of the title under which a benefit is explained; "" where none is asked about."""
    plain = turn.plain
    if _PLACE.search(plain) or not _ASKS.search(plain):
        return ""
    return next((name for name, words in _NAMED if words.search(plain)), "")
