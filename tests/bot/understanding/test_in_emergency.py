"""A plain wish is told from a word of distress, and asked about no danger that is unlikely."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.corpus.understood import Understood

from bot.understanding.query import Intent

PLAIN = (
    "食堂几点开",
    "食堂",
    "附近有图书馆吗",
    "什么是三会",
    "where is the canteen",
    "去塘桥站怎么走",
)
NOT_PLAIN = (
    "没人管我",
    "有糖吃了好点了",
    "家里没人",
    "nobody cares",
    "他不吃饭",
    "我不敢说",
    "在塘桥公园不见的",
)
HARMLESS = (
    "我女儿昨天回来了,让我去配药,我住塘桥站",
    "儿子叫我去社区医院配点降压药,不晓得今天开不开",
    "前年我老伴走了,那时候真不想活,现在好多了,想找个地方跳跳舞",
    "老头子刚走那阵子我不想活了,现在想通了,想去学唱歌",
    "when my husband died I did not want to live, now I am fine, where can I dance",
    "我爸中风以后要人照顾,白天有没有地方可以送过去",
    "老伴脑梗以后走路不稳,哪里可以做康复",
    "食堂的饭能不能送到家,我腿断了下不了楼",
    "我脚骨折打着石膏,有没有送饭上门的",
)
PLAIN_STATEMENTS = (
    *("我能走了", "我可以走楼梯了", "我爬不动楼梯", "我不住塘桥站了，现在住北园路"),
    *("我搬家了，现在住北园路", "I live on Beiyuan Road", "I can take the stairs now"),
    *("I live on Pujian Road with my husband", "I live on the third floor"),
)
DANGER = (
    "我在北园路不想住了",
    "I don't live any more",
    "我住北园路，不想活了",
    "那时候不想活,现在也不想活",
    "前年就不想活,现在好了,药都攒好了,今晚就走",
    "以前想死过,现在好多了,可是今天又不想活了",
    "我腿断了下不了楼,骨头都戳出来了",
    "我妈中风以后今天又说不出话了",
    "我爸中风了,有没有地方可以送过去",
)


@pytest.mark.parametrize("text", PLAIN)
def test_a_service_or_answer_is_plainly_asked_for(understood: Understood, text: str) -> None:
    """By its name, with a question or alone."""
    assert understood.query({"text": text}).plain


@pytest.mark.parametrize("text", NOT_PLAIN)
def test_a_single_word_is_no_plain_wish(understood: Understood, text: str) -> None:
    """A word that may mean a service is not enough."""
    assert not understood.query({"text": text}).plain


@pytest.mark.parametrize("text", [*HARMLESS, *PLAIN_STATEMENTS])
def test_errands_and_what_is_over_are_no_danger(understood: Understood, text: str) -> None:
    """Pills to fetch, despair of another year, care after an illness: nobody is asked."""
    query = understood.query({"text": text})
    assert query.intent is not Intent.EMERGENCY
    assert query.doubt is None


@pytest.mark.parametrize("text", DANGER)
def test_what_is_not_over_is_danger(understood: Understood, text: str) -> None:
    """An alarm, or the number above the answer."""
    query = understood.query({"text": text})
    assert query.intent is Intent.EMERGENCY or query.doubt
