"""What a sentence tells of an alarm that was raised before it, read when it is asked for.

Most sentences follow no alarm, and the reading takes as long as a tenth of all the others.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.after_alarm.asked_in_alarm import alarm_signs
from bot.understanding.after_alarm.caller_place import caller_signs
from bot.understanding.after_alarm.deafness import is_deaf
from bot.understanding.after_alarm.despair_deeds import despair_deeds
from bot.understanding.after_alarm.remarks import alarm_remarks

if TYPE_CHECKING:
    from bot.understanding.safety.reading import Safety


@dataclass(frozen=True)
class ToldOfAlarm:
    """A sentence as what it may tell of an alarm.

    Attributes:
        text: the normalised sentence, its slips mended.
        written: the same before they were.
        over: whether it is an end by itself ("没事了").
        taken_back: whether it tells, before a wish, that the alarm never was.
        far: whether it is told from far away from the town.
    """

    text: str
    written: str
    over: bool
    taken_back: bool
    far: bool
    safety: Safety = field(repr=False, compare=False)

    @property
    def deaf(self) -> bool:
        """Whether who writes it cannot hear or speak."""
        return is_deaf(self.text)

    @cached_property
    def remarks(self) -> frozenset[AlarmRemark]:
        """All that it tells of the alarm."""
        told = alarm_remarks(self.text, self.written, self.safety, over=self.over)
        signs = alarm_signs(self.text, self.safety) | despair_deeds(self.text)
        return frozenset(told | signs | ({AlarmRemark.FALSE} if self.taken_back else set()))

    @cached_property
    def caller(self) -> tuple[str, ...]:
        """What it tells of whether she is with the person in danger."""
        return caller_signs(self.text, far=self.far)
