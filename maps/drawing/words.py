"""The words on a map page, in the reader's language."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from geo.facility import BilingualText


class Speaker:
    """Says things in one language, "zh" or "en"; anything else is taken for Chinese."""

    def __init__(self, language: str) -> None:
        """Choose the language."""
        self.language = "en" if language == "en" else "zh"
        self._texts = _texts()[self.language]

    def say(self, key: str, **values: object) -> str:
        """Fill a text of texts.toml with values; a metre or minute comes as a number."""
        return self._texts[key].format(**values)

    def of(self, words: BilingualText) -> str:
        """Give the words in this language, or the Chinese ones where there are no others."""
        return words.said_in(self.language) or words.zh

    def day(self, day: date) -> str:
        """Write a date."""
        return self.say("day", year=day.year, month=day.month, day=day.day)

    def moment(self, moment: datetime, now: datetime | None) -> str:
        """Write a time of day, and the day by what it is to `now`."""
        time = f"{moment:%H:%M}"
        ahead = (moment.date() - now.astimezone(moment.tzinfo).date()).days if now else None
        if ahead in (0, 1):
            return self.say("moment_tomorrow" if ahead else "moment_today", time=time)
        weekday = self.say("weekday").split()[moment.weekday()]
        return self.say(
            "moment_day",
            year=moment.year, month=moment.month, day=moment.day, weekday=weekday, time=time,
        )  # fmt: skip


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads((files("maps.drawing") / "texts.toml").read_text("utf-8"))
