"""What follows on a list: "有没有近一点的", "有别的吗", "都不要", "有几家"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import MASK, masked
from bot.understanding.query import FollowUp

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case

_CLOSER = regex(
    r"(?:那|么|请问|能不能|可以|可不可以|给|帮|我|想|要|找|换|看看|有没有|还|有|个|家|一|更|再|离|比较|的|地方|稍微|,)*?"
    r"(?:更近|比[它他]?更?近|近(?:一?[点些]|一点点)|再近|不(?:那么|这么)远)"
    r"(?:的|地方|一?[个家]|吗|么|没|呢|有|可以|行|好|不|啊|呀|儿)*\??"
    r"|(?:这些?|这几[个家]|[这那]一?[个家]|它|都)*(?:太|有点|好|蛮)远了?(?:点|吧|呀|啊)*"
    r"|(?:那|太|,)*远的?(?:都|就|我)?(?:不要|不去|勿要|别列)(?:了|啊|,)*|(?:不要|不去|别列)太?远的(?:了|啊|,)*"
    r"|(?:is there |are there |do you have |have you got )?(?:anything|something|any|one|a|some)? ?"
    r"(?:closer|nearer|less far)(?: one| ones| place| places| by)?(?: please)?\??"
    r"|(?:it's |they are |that's )?(?:all )?too far(?: away)?(?: for me)?"
)
_OTHERS = regex(
    r"(?:那|么|请问|我|还|有没有|有|要|换|看|给|再|来)*?(?:别|其他|其它|另外)的?"
    r"(?:家|店|地方|几[个家]|一[个家]|选择|点)?(?:吗|么|没|呢|有|啊|呀)*\??"
    r"|(?:那|算了,?|这些|这(?![些几两三四五个家])|[这前]?[几两三四五]?[个家]|上面|我|全部|全(?!部)|通通|一[个家])*(?:都|也|全)"
    r"(?:不(?:要|行|好|想去|想要|喜欢|合适|满意|去|考虑|中意)|没兴趣)[了啊的呀]*"
    r"|不要(?:这些?|这几[个家]|上面的?)(?:了|的)*"
    r"|那?还有(?:什么|哪些|哪几个?)(?:家|个|地方)(?:可以去)?[的吗呢]*|哪[里儿]还有[吗呢]?"
    r"|(?:none of (?:them|these|those)|not (?:these|this one|that one)"
    r"|i don't (?:want|like) (?:any of )?(?:them|these))"
    r"|(?:is there |are there |do you have |have you )?"
    r"(?:anything|something|any|somewhere|anywhere) else\??"
)
_COUNT = regex(
    r"(?:那|附近|这里|这边|一共|总共|一起|到底|你说的)*有?(?:几|多少)[个家处](?:呀|啊|呢|可以选|可以去|可选)*\??"
    r"|how many(?: of them)?(?: are there| do you have)?(?: altogether| in all)?\??"
)
_PATTERNS = (
    (FollowUp.CLOSER, _CLOSER),
    (FollowUp.OTHERS, _OTHERS),
    (FollowUp.COUNT, _COUNT),
)


def further_asked(case: Case) -> FollowUp | None:
    """Say which is asked for: a nearer one, another one, or how many there are."""
    if case.sentence.has_place or case.sentence.called:
        return None
    text = case.sentence.text
    bare = masked(text, case.sentence.pick.spans).replace(MASK, "")
    clauses = (text, bare, text.rpartition(",")[2])
    asked = (kind for kind, said in _PATTERNS if any(map(said.fullmatch, clauses)))
    return next(asked, None)
