"""Texts of maps and reports in the reader's language, from tables of templates."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from geo.facility import BilingualText

_MAP_TABLE = "drawing/map_texts.toml"


class Texts:
    """Texts in one language, "zh" or "en"; anything else is taken for Chinese."""

    def __init__(
        self, language: str, *tables: str, wording: Mapping[str, BilingualText] | None = None
    ) -> None:
        """Read the texts of maps, and further tables: TOML files below `maps/`.

        `wording` is how a dataset speaks of its town: what its neighbourhoods are called.
        """
        self.language = "en" if language == "en" else "zh"
        self._templates: dict[str, str] = {}
        own = {name: text.said_in(self.language) for name, text in (wording or {}).items()}
        for table in (_MAP_TABLE, *tables):
            read = _read_table(table)
            said = _read_table(_MAP_TABLE)[f"{self.language}_town"] | own
            self._templates |= {
                key: _localised(text, said) for key, text in read[self.language].items()
            }

    @property
    def separator(self) -> str:
        """What stands between the items of a list."""
        return "、" if self.language == "zh" else ", "

    def say(self, key: str, **values: object) -> str:
        """Fill a template with values; a metre or minute comes as a number."""
        return self._templates[key].format(**values)

    def template(self, key: str) -> str:
        """Give a template whose values a script of the page fills in."""
        return self._templates[key]

    def of(self, text: BilingualText) -> str:
        """Give a text in this language, or in Chinese where there is no other."""
        return text.said_in(self.language) or text.zh

    def day(self, day: date) -> str:
        """Write a date."""
        return self.say("day", year=day.year, month=day.month, day=day.day)

    def moment(self, moment: datetime, now: datetime | None) -> str:
        """Write a time of day, and the day relative to `now`."""
        time = f"{moment:%H:%M}"
        ahead = (moment.date() - now.astimezone(moment.tzinfo).date()).days if now else None
        if ahead in (0, 1):
            return self.say("moment_tomorrow" if ahead else "moment_today", time=time)
        weekday = self.say("weekday").split()[moment.weekday()]
        return self.say(
            "moment_day",
            year=moment.year, month=moment.month, day=moment.day, weekday=weekday, time=time,
        )  # fmt: skip


def _localised(template: str, said: Mapping[str, str]) -> str:
    """Put the words of the town into a template, and leave what is filled in later."""
    for name, text in (
        ("quarter", said["committee"]),
        ("Quarter", said["committee"].capitalize()),
        ("whole", said["whole"]),
        ("town_kind", said["kind_of_town"]),
    ):
        template = template.replace(f"{{{name}}}", text)
    return template


@cache
def _read_table(table: str) -> dict[str, dict[str, str]]:
    return tomllib.loads((files("maps") / table).read_text("utf-8"))
