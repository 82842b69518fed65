"""The life of a town, spell by spell: weather, acts, deaths; and the books checked after each."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import random
import resource
import shutil
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import data
from bot.channels.discreet_log import log_discreetly
from geo.dataset.dataset import open_dataset
from tests.botapi import BotApi, faults
from tests.simulation.changes_ledger import ChangesLedger
from tests.simulation.disk import Disk
from tests.simulation.ledger import Ledger
from tests.simulation.machine import STAFF, Machine
from tests.simulation.residents import Town
from tests.simulation.sqlite_disk import SqliteDisk
from tests.simulation.system_calls import simulated
from tests.simulation.traces import Listener, Violation
from tests.simulation.virtual_time import VirtualClock

if TYPE_CHECKING:
    from tests.botapi.state import Call

_START = datetime(2026, 3, 10, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
_SPELL_S = 20.0
_DRAIN_S = 1800
_HOUR_S = 3600.0
_LEAP_H = 6.0
_SESSION_H = 24.5
_WARM = 0.2
_ALIVE = {
    "fair": 6, "updates twice and early": 4, "a bad network": 4, "a flood": 1, "a full disk": 4,
    "a wrong clock": 4, "somebody reads": 6,
}  # fmt: skip
_DEADLY = ("a kill", "a power cut")
_AGAIN = 0.4
"""How often a machine that has just started is killed once more."""

_MOMENTS = {
    "a kill": ("", "a rename", "a promise", "a commit", "a commit", "a commit"),
    "a power cut": ("", "a rename", "a promise", "a promise", "a promise", "a commit"),
}
"""When: after some effects, or when it must hold that something was said or done."""

_MOST_EFFECTS = 200
_MOST_COMMITS = 5
_MOST_UNTIL_FULL = 40
_MOST_AGAIN = 10
_SILENCE = 6
"""After so many spells there is a day without a word."""


class Simulation:
    """One town's life from one seed."""

    def __init__(self, seed: int, folder: Path, deadly: float, busy: int = 1) -> None:
        """Furnish a folder, which is empty.

        Args:
            seed: of all chance.
            folder: for the dataset and the state.
            deadly: the share of spells with a kill.
            busy: how many times as much as in a quiet town is done.
        """
        self._deadly, self._busy = deadly, busy
        self._chance = random.Random(seed)  # noqa: S311 - repeatable chance, not a secret
        self._folder = folder
        shutil.copytree(
            data.FOLDER, folder / "town", ignore=shutil.ignore_patterns(".yike", "*.py")
        )
        for path in (folder / "town").iterdir():
            os.utime(path, (_START.timestamp(), _START.timestamp()))
        (folder / "state").mkdir()
        self._clock = VirtualClock(_START)
        self._api = BotApi(seed=seed, keep=300, clock=lambda: self._clock.true().timestamp())
        self._changes = ChangesLedger(
            folder / "state" / "changes.sqlite3", open_dataset(folder / "town")
        )
        self.ledger = Ledger(folder / "state", lambda: self._disk.happened("a promise"))
        self._disk = Disk(self._chance, self.ledger.written)
        self._sqlite = SqliteDisk(self._disk, self._clock)
        self.machine = Machine(folder, self._clock, self._chance, self._disk, self._api)
        self.town = Town(self.machine, self._api, self._chance, self.ledger, self._changes)
        self._api.on_call(self._called)
        self.weather = "fair"
        self.spells = self.acts = 0
        self._memory = _resident_bytes()

    def live(self, days: float) -> None:
        """Live for so many days.

        Raises:
            Violation: something did not hold.
        """
        log_discreetly()
        logging.getLogger().handlers = [Listener(self.ledger.fails)]
        on_disk = simulated(self._folder, self._disk, self._clock, self._chance)
        with on_disk, self.machine.knowing_words():
            self.machine.boot()
            gc.freeze()  # what has been read once stays, and need not be looked through
            while self.days < days:
                self.spell()
                if self.spells % _SILENCE == 0:
                    self._be_silent()
                if self.days < days * _WARM:
                    self._memory = _resident_bytes()
            self.machine.abandon(power_cut=False)

    @property
    def updates(self) -> int:
        """How many updates Telegram had for the bot."""
        return self._api.state.updates.count

    @property
    def grown_mb(self) -> float:
        """How much more memory there is in use than after the first fifth of the time, MB."""
        return (_resident_bytes() - self._memory) / 1e6

    @property
    def effects(self) -> int:
        """How often disk or network did something; the same in each life of a seed."""
        return self._disk.effects

    @property
    def days(self) -> float:
        """How long the town has lived."""
        return self._clock.monotonic_s / 24 / _HOUR_S

    def spell(self) -> None:
        """Live through one spell of weather, and a few hours without anybody."""
        names, weights = zip(*_ALIVE.items(), strict=True)
        if self._chance.random() < self._deadly:
            self.weather = self._chance.choice(_DEADLY)
        else:
            self.weather = self._chance.choices(names, weights)[0]
        self.spells += 1
        self._gather()
        left = self._busy * self._chance.randint(5, 25)
        while left:
            left = self._act(left)
        self._clear()
        self._survive(self._drained)
        self._end_reading()
        hours = self._chance.uniform(0.3, 40)
        self._pass(hours)
        self.ledger.check(self._clock.true())
        if hours > _SESSION_H:
            self.ledger.is_orderly = True
        self._changes.check(self.machine.dataset)
        self.town.comes_back()

    # Weather

    def _gather(self) -> None:
        api = self._api.faults
        match self.weather:
            case "updates twice and early":
                api.updates(duplicated=0.3, reordered=0.2)
                self.ledger.is_orderly = False
            case "a bad network":
                for fault in (faults.too_many(1), faults.bad_gateway(), faults.server_error()):
                    api.sometimes(fault, 0.1)
                api.sometimes(faults.lost_answer(), 0.1)
                api.sometimes(faults.lost_request(), 0.1)
                api.sometimes(faults.bad_gateway(), 0.2, "getUpdates")
            case "a flood":
                self.town.floods()
            case "a kill" | "a power cut":
                self._arm()
                api.updates(duplicated=0.2)
                self.ledger.is_orderly &= self.weather == "a kill"
            case "a full disk":
                self.ledger.is_orderly, self.ledger.disk_was_full = False, True
                self._changes.may_be_refused = True
            case "a wrong clock":
                self._clock.wrong_by = timedelta(hours=self._chance.uniform(-72, 72))
                self.town.wants_first("a wrong clock")
                self.ledger.is_orderly = False
            case "somebody reads":
                self.machine.begins_reading()
                self.town.wants_first("a reader")

    def _end_reading(self) -> None:
        """Let whoever reads be through: the next answer erases what could not be erased before."""
        if self.machine.ends_reading():
            self.town.asks()
            self._survive(self._drained)
            self.ledger.check_forgotten()

    def _arm(self) -> None:
        self._disk.kill_after = self._chance.choice(_MOMENTS[self.weather])
        self.town.wants_first(self._disk.kill_after)
        if self._disk.kill_after == "a commit":
            self._disk.kill_count = self._chance.randint(1, _MOST_COMMITS)
        if not self._disk.kill_after:
            self._disk.kill_at = self._disk.effects + self._chance.randint(1, _MOST_EFFECTS)

    def _clear(self) -> None:
        self._api.faults.clear()
        self._disk.clear()
        self._clock.wrong_by = timedelta()

    # Time

    def _act(self, left: int) -> int:
        """Let people act until the machine dies or they are through; give what is left to do."""
        done = 0

        async def acting() -> None:
            nonlocal done
            while done < left:
                await asyncio.sleep(self._chance.expovariate(left / _SPELL_S / self._busy))
                if self.weather == "a full disk":
                    self._disk.is_full = False
                    until = self._chance.randint(0, _MOST_UNTIL_FULL)
                    self._disk.full_at = self._disk.effects + until
                done += 1
                self.acts += 1
                self.town.act()

        if not self.machine.run(acting()):
            self._die()
        return left - done

    def _survive(self, work: object) -> None:
        while not self.machine.run(work()):  # type: ignore[operator]
            self._die()

    def _die(self) -> None:
        """Be killed, and start again."""
        is_cut = self.weather == "a power cut"
        self.ledger.died(self._api.pending, everything=is_cut)
        self.machine.abandon(power_cut=is_cut)
        self.machine.boot()
        self._api.sends_again(self._chance.randint(0, _MOST_AGAIN))
        if self._chance.random() < _AGAIN:
            self._arm()

    async def _drained(self) -> None:
        """Wait until everybody has an answer."""
        updates = self._api.state.updates
        for _ in range(_DRAIN_S):
            await asyncio.sleep(1)
            if self.town.forms:
                await self.town.sends_again()
            if not updates.is_empty or self.town.forms or self.machine.is_busy:
                continue
            return
        raise Violation(f"somebody still waits after {_DRAIN_S} s of fair weather")

    def _pass(self, hours: float) -> None:
        """Let time pass in leaps: all that was due meanwhile is done once."""
        while hours > 0:
            leap = min(hours, _LEAP_H)
            self._clock.advance(leap * _HOUR_S)
            hours -= leap
            self._survive(_moment)

    def _be_silent(self) -> None:
        self._pass(26)
        self.ledger.check_silence()
        self.ledger.is_orderly = True

    def _called(self, call: Call) -> None:
        self.ledger.called(call)
        if call.ok and call.chat_id == STAFF and "已撤销" in str(call.params.get("text")):
            self._changes.took_back()


def _resident_bytes() -> int:
    """Read how much memory the process has."""
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    return pages * resource.getpagesize()


async def _moment() -> None:
    """Let what is due be done."""
    await asyncio.sleep(3)
