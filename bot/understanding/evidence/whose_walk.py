"""Whose walk is told of: "邻居坐轮椅,我自己走". Only hers counts for whom something is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.stance import is_denied

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.understanding.lexicon.lexicon import WordSpan

_SELF, _STRANGER, _SHE = "self", "stranger", "she"
_PERSONS = {
    _STRANGER: r"(?:邻居|隔壁|对门|楼[上下])家?的?"
    r"(?:阿[婆姨公]|爷[爷叔]|奶奶|老[太头伯爷奶]+|大[爷妈])|邻居|隔壁|对门|别人|(?<!老)人家|同事|(?<![a-z])neighbou?rs?(?![a-z])",
    "mother": "妈妈?|母亲|老娘|(?<![a-z])(?:mother|mum|mom)(?![a-z])",
    "father": "爸爸?|父亲|老爹|(?<![a-z])(?:father|dad)(?![a-z])",
    "grandmother": "奶奶|外婆|(?<![a-z])grandm(?:other|a)(?![a-z])",
    "grandfather": "爷爷|外公|(?<![a-z])grand(?:father|pa)(?![a-z])",
    "spouse": "老[伴公婆]|先生|太太|(?<![a-z])(?:husband|wife)(?![a-z])",
    _SHE: "[她他]|(?<![a-z])s?he(?![a-z])",
    _SELF: "[我俺咱]|本人|(?<![a-z])(?:i|me|my|myself)(?![a-z])",
}
_PERSON = regex("|".join(f"(?P<{key}>{words})" for key, words in _PERSONS.items()))
_ANYBODY = f"[我俺]?(?:{'|'.join(_PERSONS.values())})"
_BEHIND = regex(rf"的?(?:那个)?(?:是|就是){_ANYBODY}")
# Who goes, where that is said of one person: "今天是我爸去".
_GOES = regex(
    rf"(?:(?:今天|这次|这趟)?(?:是|由|换|轮到)|今天|这次|这趟){_ANYBODY}"
    r"(?:今天|自己|自家|一个人)*(?:要|想)?去(?!年|过|世|[推接陪带看不])"
    rf"|{_ANYBODY}(?:一个人|自己|自家)去(?!过|世|[推接陪带看不])"
    rf"|{_ANYBODY}(?:'s|'m| is| am)? (?:going|goes|go) (?:today|alone|by)(?![a-z])"
)
# She says of herself that she walks well, or that it is not she.
_NOT_I = regex(
    r"(?:[我俺咱]|本人)(?:自己|自家|本人|倒是?|又|可|走路?得?|身体)*"
    r"(?:好好|没事|正常|健康|没有?(?:坐|用|拄)?(?=[,的]|$)|[没不]是(?=[,的]|$)|不(?:坐|用|拄|推))"
    r"|(?<![a-z])i(?:'m| am| do| can)?(?: not|n't)(?![a-z])|(?<![a-z])not me(?![a-z])"
    r"|(?<![a-z])i(?: can)? walk (?!slow)"
)
_FOR_HER = regex("(?:推|陪|带|帮|给|替|为)着?(?:[她他]|邻居|隔壁|阿婆|老人(?!家))")


_WISHES_HERSELF = regex(
    r"(?:^|,)(?:我|阿拉|俺)(?:自己|自家|现在|今天|也)*(?:(?:要|想|去)(?!给|替|帮|陪|接|送|看看?[她他伊妈爸]|[她他伊妈爸])"
    r"|(?:家)?(?:附近|这边|这里|旁边|周围))"
)


def wishes_herself(text: str) -> bool:
    """Whether a clause says that she wants something herself: "我妈住甲,我住乙,我要吃饭"."""
    return _WISHES_HERSELF.search(text) is not None


def told_of_others(text: str, spans: Sequence[WordSpan]) -> list[WordSpan]:
    """Give those of some words about walking that tell of somebody for whom nothing is asked.

    A neighbour's count unless the speaker sets her own walk against them; of two of a family hers
    do of whom it is said that she goes.
    """
    owners = {span: _owner(text, span) for span in spans}
    goer = _goer(text) if spans else None
    if goer:
        return [span for span, owner in owners.items() if owner not in {goer, None}]
    if _STRANGER not in owners.values() or _FOR_HER.search(text):
        return []
    contrasts = _SELF in owners.values() or _NOT_I.search(text)
    return [span for span, owner in owners.items() if contrasts and owner == _STRANGER]


def _owner(text: str, span: WordSpan) -> str | None:
    """The person a word tells of: named behind "是", or the last one named before it."""
    behind = _BEHIND.match(text, span.end)
    return _person_at(text, behind.end() if behind else span.start)


def _goer(text: str) -> str | None:
    """The person of whom it is said last that she goes."""
    going = [found for found in _GOES.finditer(text) if not is_denied(text, found.start())]
    return _person_at(text, going[-1].end()) if going else None


def _person_at(text: str, end: int) -> str | None:
    """The last person named up to there; "she" is whoever was named before her."""
    keys = [found.lastgroup for found in _PERSON.finditer(text, 0, end)]
    named = [key for key in keys if key != _SHE]
    if keys and keys[-1] == _SHE:
        named = [key for key in named if key != _SELF] or keys
    return named[-1] if named else None
