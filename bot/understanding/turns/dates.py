"""A day of the month that a turn names alone: "3号呢", "还有8号呢", "那8号那天开吗"."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.normal_form import normalise
from bot.understanding.text.numbers import CHINESE_NUMBER, number

if TYPE_CHECKING:
    from bot.understanding.turns.turn import Turn

_DAY = regex(
    rf"(?:那么?|还有|到|,)*(?P<day>\d{{1,2}}|{CHINESE_NUMBER})[号日](?:那天|这天)?"
    "(?P<rest>(?:呢|也|还|都|开|关|门|有人|有|上班|营业|行|可以|吗|么|伐|不|,)*)"
)
_OPEN = regex("[开关有]|营业|上班")
_LAST_DAY = 31


class DayOfMonth(NamedTuple):
    """A day of a month that is not said, and what is asked of it: "开吗"."""

    day: int
    rest: str

    def in_month(self, month: int) -> str:
        """Ask the same of that day of a month; whether somebody is there asks if it is open."""
        asks = "开门吗" if _OPEN.search(self.rest) else self.rest or "呢"
        return f"{month}月{self.day}号{asks}"


def day_of_month_in(turn: Turn) -> DayOfMonth | None:
    """Read a turn that names a day and no month; None where it says anything else."""
    found = _DAY.fullmatch(normalise(turn.words))
    day = number(found["day"]) if found else None
    return DayOfMonth(day, found["rest"]) if found and day and day <= _LAST_DAY else None
