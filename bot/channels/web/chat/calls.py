"""The telephone numbers of an answer, so that one tap calls them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.texts import say
from geo.telephone import dialled, is_telephone

if TYPE_CHECKING:
    from bot.conversation.reply import Reply
    from geo.dataset.dataset import Dataset


class Call(NamedTuple):
    """A number to call and whose it is; `name` is empty where the number is known by itself."""

    number: str
    name: str

    @property
    def dialled(self) -> str:
        """What the telephone dials; a hotline of two digits, as some countries have, as it is."""
        return dialled(self.number) or self.number


def calls_of(reply: Reply, dataset: Dataset) -> tuple[Call, ...]:
    """Give the numbers that a reply names, in its order: of hotlines, and of what it lists."""
    known = {line.tel: line.name.said_in(reply.language) for line in dataset.hotlines if line.tel}
    known |= {
        one.facility.phone: one.facility.name.said_in(reply.language)
        for one in reply.listed
        if is_telephone(one.facility.phone)
    }
    spots = {number: _spot(number, reply) for number in known}
    named = sorted((spot, number) for number, spot in spots.items() if spot is not None)
    return tuple(Call(number, _name(number, known[number])) for _, number in named)


def _spot(number: str, reply: Reply) -> int | None:
    """Find where a reply says to call a number; "120 米" is no call, nor is part of a number."""
    calls = say(reply.language, "web.call_words").split(",")
    place = 0
    for line in reply.text.split("\n"):
        found = re.search(rf"(?<![\d-]){re.escape(number)}(?![\d-])", line)
        if found and any(word in line.lower() for word in calls):
            return place + found.start()
        place += len(line) + 1
    return None


def _name(number: str, name: str) -> str:
    """Leave a number out of its own name: "12345 市民服务热线"."""
    return name.replace(number, "").strip()
