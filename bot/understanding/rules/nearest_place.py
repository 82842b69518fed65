"""The nearest station, bus stop or park, asked for without its name: "最近的地铁站怎么走"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case
    from bot.understanding.query import Query

_LEAD = (
    r"(?:你好|侬好|请问|问一?下|阿姨|师傅|那么?|我们?|阿拉|想要?|要|去|到|找|坐|乘|看看|离(?:我们?|我家|家|这[里儿边])|我家|家|这[里儿边]|附近|周围|周边"
    r"|哪里|哪儿|啥地方|哪个|有没有|有伐|有|最近的?|近点?的?|一个|个|的|,)*+"
)
_NEAR = (
    r"(?P<near>[^,]{2,10}?(?:附近|旁边|边上|周围|周边|门口|那边)(?:的|最近的?)?"
    r"|从?[^,]{2,10}?(?:到|去))?"
)
_KINDS = {
    "metro": r"(?:地铁|轨交|轻轨|四号线|4号线)(?:站|口|入口|进站口)*",
    "bus": r"(?:公交车?|公共汽车|巴士)(?:车站|站点?|站台)|(?:汽)?车站",
    "park": r"公园|绿地",
}
_TAIL = (
    r"(?:在?(?:哪里?|哪儿|啥地方|什么地方|哪能|哪个方向)|怎么(?:去|走|过去|到)|哪能(?:去|走)|往哪里?走|有没有|有[吗么伐]"
    r"|(?:离|距)?(?:我|这[里儿]|我家|这边)?(?:有)?(?:多远|远[吗么伐不]?|近[吗么伐]?)|(?:要|走|过去)*(?:多久|几分钟|多少时间|多长时间)"
    r"|可以|能|好)?(?:逛逛|散散?步|走走|坐坐|玩玩?|晒太阳|去)?(?:的|[吗么伐呢啊呀啦]|吧|谢谢|,)*\??"
)
_LEAD_EN = (
    r"(?:hi|hello|please|excuse me|where|what|which way|how|is|are|do|does|i|can|to|get|walk"
    r"|go|far|long|find|there|a|an|any|the|nearest|closest|next|nearby|want|need"
    r"|looking for|from here|way|it|take|,| )*+"
)
_KINDS_EN = {
    "metro": r"(?:metro|subway|underground|tube)(?: station| stop| entrance)?",
    "bus": r"bus (?:stop|station)s?",
    "park": r"(?:public )?parks?",
}
_TAIL_EN = (
    r"(?:,| |nearby|around here|near (?:here|me)|close|from here|please|on foot|is|it|where"
    r"|how far|to walk)*(?:(?:near|by|around|close to|from) [a-z' ]{3,30})?\??"
)
_ASKED = {
    kind: regex(
        f"{_NEAR}{_LEAD}(?:{words}){_TAIL}|{_LEAD_EN}(?:{_KINDS_EN[kind]})(?![a-z]){_TAIL_EN}"
    )
    for kind, words in _KINDS.items()
}
_ALONE = regex(
    f"(?:我?在)?(?:{'|'.join(_KINDS.values())})(?:门口|旁边|边上|附近|这里|里面?)?"
    f"|(?:at |near )?(?:the |a )?(?:{'|'.join(_KINDS_EN.values())})"
)


def of_nearest_place(query: Query, case: Case) -> Query:
    """Take the nearest place of a kind for the end of a way, where nothing else is asked."""
    sentence = case.sentence
    named = sentence.called or sentence.pick.first is not None or sentence.mentions.goal
    unknown = query.place_text and not query.place_kind
    if query.intent is Intent.EMERGENCY or query.also or named or unknown or case.mends:
        return query
    told = ((key, said.fullmatch(sentence.text)) for key, said in _ASKED.items())
    kind, found = next(((key, found) for key, found in told if found), ("", None))
    # "我妈天天去公园": what stands before it is the name of a place, or nothing is asked.
    if found is None or (found["near"] and not sentence.mentions.place):
        return query
    return replace(
        query.about(None),
        intent=Intent.ROUTE,
        goal_kind=kind,
        place=sentence.mentions.place,
        place_kind=None,
        follow_up=None,
        follows=False,
        guessed=False,
        not_ours=(),
        score=1.0,
    )


def is_kind_alone(text: str) -> bool:
    """Whether a normalised text names a kind of place and asks nothing: "地铁站", "公园门口"."""
    return _ALONE.fullmatch(text) is not None
