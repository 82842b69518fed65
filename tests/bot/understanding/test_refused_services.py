"""What is wished beside a service that is refused or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.understanding.evidence.refused_services import beside_refusal

if TYPE_CHECKING:
    from tests.corpus.understood import Understood


@pytest.mark.parametrize(
    ("text", "refused", "rest"),
    [
        ("我不要吃饭，要找地方坐坐", {"canteen"}, "要找地方坐坐"),
        ("别给我推荐图书馆，我不识字，想活动活动", {"culture"}, "我不识字,想活动活动"),
        ("找食堂，哦不，找个歇脚的", {"canteen"}, "哦不,找个歇脚的"),
        ("不要食堂", {"canteen"}, ""),
        ("附近有食堂吗", set(), ""),
    ],
)
def test_what_is_refused_is_parted_from_the_rest(
    understood: Understood, text: str, refused: set[str], rest: str
) -> None:
    """The clauses that refuse are left out; where nothing is refused, nothing is parted."""
    found = beside_refusal(understood.case({"text": text}).sentence)
    assert found.refused == refused
    assert found.rest == rest


@pytest.mark.parametrize(
    ("text", "categories"),
    [
        ("找食堂，哦不，找卫生站", ("health",)),
        ("别给我推荐图书馆，附近有卫生站吗", ("health",)),
        ("不想去食堂了，塘桥站附近有卫生站吗", ("health",)),
        ("我不会做饭，附近有食堂吗", ("canteen",)),
    ],
)
def test_the_other_service_is_looked_for(
    understood: Understood, text: str, categories: tuple[str, ...]
) -> None:
    """Never the one that is refused; what she cannot do herself she may want."""
    assert understood.query({"text": text}).categories == categories
