"""Which clauses of a sentence ask for something; the others tell a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.questions import QUESTION

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case

# A clause that asks for something; "有人在打牌" and "没有人" do not.
_WISH = regex(
    r"(?<![归向])哪(?!怕|能又)|啥地方|什么地方|附近[有的]|有没有(?!人管)|有(?:啥|什么)(?!用)|有[^,没]{0,12}(?:[吗么伐]|没有?)$"
    r"|(?<![不没心会])想(?!不|叫|投诉|举报|反映|告)|要找|我要(?!投诉|举报|反映|告)|帮我|帮忙|请问|能不能|可不可以|找谁(?!反映|投诉|讲理|修|说)[^,]|[寻找]个|寻[只一]|[请找]人|调解|调停"
    r"|推荐|告诉我|换一|怎么(?:走|去|办理|申请|预约)|(?<![上晚])几点(?!了)|多少|就(?:够|行|好|可以)$"
    r"|(?<![a-z])(?:where|is there|are there|any|looking for|i need|i want|can i|could i|how do i"
    r"|please|recommend|who mediates|lawyer)(?![a-z])"
)
_GOES_ON = regex("(?:还有|还要|也要|另外|再)(?!没)")


def wishes(text: str) -> bool:
    """Whether a clause of a normalised sentence asks for something."""
    clauses = text.split(",")
    return any(_WISH.search(clause) or QUESTION.search(clause) for clause in clauses)


def wished_apart(case: Case) -> bool:
    """Whether each of several services is asked for in a clause of its own."""
    wanted = case.weighed.categories
    clauses: dict[str, set[tuple[int, int]]] = {key: set() for key in wanted}
    for span in case.sentence.of_kind("category"):
        if span.word.key in clauses:
            clauses[span.word.key].add(case.sentence.clause(span.start))
    said = [here for group in clauses.values() for here in group]
    return (
        len(wanted) > 1
        and len(set(said)) == len(said)
        and all(_is_wished(case.sentence.text[slice(*here)]) for here in said)
    )


def _is_wished(clause: str) -> bool:
    return wishes(clause) or _GOES_ON.match(clause) is not None or clause.endswith("地方")
