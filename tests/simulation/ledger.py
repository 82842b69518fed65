"""What was asked, told and promised, and whether it holds: kept apart from all that is tested."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

from tests.simulation.traces import (
    Violation,
    exact_position,
    forgotten,
    left_behind,
    past_its_day,
    places,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from tests.botapi.state import Call

QUESTION = re.compile(r"T-\d{6}")
_ANSWER = re.compile(r"没有 (T-\d{6}) 这个编号")
_KEPT = re.compile(r"已经记下了，编号 (?:<[^>]*>)?T-(\d+)")
_FORGOTTEN = "都删掉了"


class Ledger:
    """The books of one town. `check` ends a spell of its life, and begins the next one."""

    def __init__(self, state: Path, promised: Callable[[], None]) -> None:
        """Begin with an empty store in a folder; `promised` is called at each promise."""
        self._state, self.promised = state, promised
        self.tickets = 0
        self.requests = 0
        self._failed = ""
        self.is_orderly = True
        """Whether nobody has a question open that an earlier spell left so."""
        self._total = 0
        self._wishes = 0
        self._begin()

    def _begin(self) -> None:
        self.asked: set[str] = set()
        self.told: Counter[str] = Counter()
        self.may_repeat: Counter[str] = Counter()
        self.feedback: list[str] = []
        self.numbers: set[int] = set()
        self.asked_to_forget: dict[int, str] = {}
        self.forgotten: set[str] = set()
        self.wishes = 0
        self.disk_was_full = False

    # What happens

    def called(self, call: Call) -> None:
        """Take in what the bot sent to Telegram."""
        if call.ok and call.method == "sendMessage":
            text = str(call.params.get("text"))
            self.heard(text)
            if _FORGOTTEN in text and call.chat_id in self.asked_to_forget:
                self.forgotten.add(self.asked_to_forget[call.chat_id])
            if call.fault == "lost_answer":
                self.repeats(text)

    def heard(self, text: str) -> bool:
        """Take in what somebody was told; tell whether it was of a ticket, whose words stay."""
        self.told.update(set(_ANSWER.findall(text)))
        numbers = set(map(int, _KEPT.findall(text)))
        for number in numbers - self.numbers:
            rows = self._rows("SELECT words FROM feedback WHERE number = ?", number)
            self.feedback += [words for (words,) in rows if number > self.tickets]
        self.numbers |= numbers
        return bool(numbers)

    def repeats(self, text: str) -> None:
        """Allow that the answer to something is given once more."""
        self.may_repeat.update(set(QUESTION.findall(text)))

    def died(self, pending: Iterable[object], *, everything: bool) -> None:
        """Allow that what may not have been settled before a death is answered once more."""
        self.repeats(" ".join(self.asked) if everything else str(pending))

    def written(self, path: Path, content: bytes) -> None:
        """Look at what is written to a database."""
        self.fails(exact_position(path, content))

    def fails(self, what: str) -> None:
        """Note what must never be, seen while it was; empty: nothing."""
        self._failed = self._failed or what

    # What must hold

    def check(self, now: datetime) -> None:
        """Look whether all holds that must, once nobody waits any more.

        Args:
            now: the moment (aware); what is past its day has been swept by then.

        Raises:
            Violation: it does not.
        """
        for found in (
            self._failed,
            self._answers(),
            self._feedback(),
            left_behind(self._state),
            forgotten(self._state, self.forgotten),
            past_its_day(self._state, now),
            self._demand(),
        ):
            if found:
                raise Violation(found)
        self._begin()

    def check_forgotten(self) -> None:
        """Look whether the journal names nobody who was told that she is forgotten.

        The file itself is written anew by the next sweep.

        Raises:
            Violation: it does.
        """
        found = forgotten(self._state, self.forgotten, "-wal")
        if found:
            raise Violation(found)

    def check_silence(self) -> None:
        """Look whether nothing is left of anybody after a day without a word.

        Raises:
            Violation: there is.
        """
        found = places(self._state)
        if found or self._rows("SELECT 1 FROM sessions"):
            raise Violation(found or "a session is kept past its day")

    def _answers(self) -> str:
        for number in sorted(self.asked):
            told, most = self.told[number], 1 + self.may_repeat[number]
            if not told:
                return f"the question {number} was never answered"
            if told > most:
                return f"the question {number} was answered {told} times, and {most} is the most"
        return ""

    def _feedback(self) -> str:
        rows = self._rows("SELECT number, words FROM feedback WHERE number > ?", self.tickets)
        kept = Counter(words for _, words in rows)
        lost = set(self.feedback) - set(kept)
        ((count, last),) = self._rows("SELECT count(*), coalesce(max(number), 0) FROM feedback")
        told = {number for number in self.numbers if number > self.tickets}
        if told - {number for number, _ in rows}:
            return "feedback was lost although somebody was given its number"
        if lost and not self.disk_was_full:
            return f"feedback was lost: {min(lost)}"
        if len(rows) > len(kept):
            return f"feedback was kept twice: {kept.most_common(1)[0][0]}"
        self._total += len(rows)
        if count != self._total:
            return f"{self._total} pieces of feedback were kept, and {count} are left"
        self.tickets = last
        return ""

    def _demand(self) -> str:
        ((now,),) = self._rows("SELECT coalesce(sum(count), 0) FROM demand")
        before, self._wishes = self._wishes, now
        if self.is_orderly and now - before != self.wishes:
            return f"{self.wishes} wishes were counted as {now - before}"
        return ""

    def _rows(self, sql: str, *values: object) -> list[Any]:
        path = self._state / "store.sqlite3"
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            return connection.execute(sql, values).fetchall()
