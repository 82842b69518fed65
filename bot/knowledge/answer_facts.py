"""What a cited answer tells: a quality, an aspect, how to apply, whom to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.knowledge.answers import Answer

_MONEY = regex("元|免费|收费|费用|价|钱|补贴|yuan|free|fee|price|cost|subsid")
# Which words a text must have to tell of a quality at all.
_QUALITIES = {
    "price": _MONEY,
    "cheapest": _MONEY,
    "booking": regex("预约|预订|预定|报名|登记|book|appoint|regist|reserv"),
    "papers": regex("证|材料|资料|户口|document|card|passport|paper"),
    "queue": regex("排队|queue"),
    "menu": regex("菜|menu"),
    "beds": regex("床|名额|beds?"),
    "person": regex("医生|医师|专家|doctor"),
}
_DEALT_WITH = regex("申请|办理?|签约?|领取?|报名|apply|sign|join|regist")
# The same of what is asked about the subject of an answer.
_ASPECTS = {
    "how": _DEALT_WITH,
    "deal": _DEALT_WITH,
    "where": regex("请到|在[^，。]{2,12}(?:路|号|中心|站|楼)"),
    "terms": regex(r"岁|条件|对象|户籍|\d+ years"),
    "whom": regex("请[到问打向]|(?:ask|call) "),
    "phone": regex(r"\d{7,}"),
    "when": regex(r"\d点|\d:\d\d|周[一二三四五六日]|星期"),
    "hours": regex(r"\d点|\d:\d\d|周[一二三四五六日]|星期"),
}
_ABOUT = regex("^怎么(?:申请|签|办|当)?|^How to (?:apply for |sign |get )?(?:the )?")
_APPLIES = regex("怎么|在哪|(?<![a-z])how |where ")
_ASKED_OF = regex("(?:请到|请问|请打|请向)[^。]*。?$")
_QUOTED = regex("[“”]")
_SENTENCE = regex(r"[^。！？\n]{1,200}?(?:[。！？\n]|(?<!\d)\.(?=\s|$)|$)")
_ALIKE_CHARS = 3


def text_of(told: Answer) -> str:
    """Give all that an answer says, in both languages."""
    return " ".join((*told.title, *told.text))


def tells(quality: str, text: str) -> bool:
    """Whether a text says something of a quality; of those that no word gives away, it may."""
    words = _QUALITIES.get(quality)
    return words is None or words.search(text) is not None


def tells_of(told: Answer, aspect: str) -> bool:
    """Tell whether an answer tells of an aspect, if only that it is not known."""
    text, words = text_of(told), _ASPECTS.get(aspect)
    return words.search(text) is not None if words else tells(aspect, text)


def says_how_to_apply(told: Answer) -> bool:
    """Tell whether an answer says how, or where, something is applied for."""
    return _APPLIES.search(told.title.zh) is not None


def whom_to_ask(told: Answer) -> str:
    """Give the sentence at the end of an answer that says whom to ask; "" where none does."""
    found = _ASKED_OF.search(told.text.zh)
    return found[0].strip() if found else ""


def title_alone(title: str) -> str:
    """Give what a title is about: "家庭医生" of "怎么签家庭医生"."""
    return _ABOUT.sub("", title)


def first_sentence(text: str) -> str:
    """Give the first sentence of a text, or of several that are short enough together."""
    found = _SENTENCE.match(text)
    return found[0].strip() if found else text


def share_a_name(one: Answer, other: Answer) -> bool:
    """Tell whether two titles have a name in common."""
    return not _runs(one.title.zh).isdisjoint(_runs(other.title.zh))


def is_named_in(told: Answer, text: str) -> bool:
    """Tell whether a text names what an answer is about, by a few characters of its title."""
    return any(run in text for run in _runs(told.title.zh))


def _runs(title: str) -> frozenset[str]:
    """Give every few characters of a title that follow one another."""
    plain = _QUOTED.sub("", title)
    last = len(plain) - _ALIKE_CHARS
    return frozenset(plain[start : start + _ALIKE_CHARS] for start in range(last + 1))
