"""Residents, staff and the office: what they do on each channel, and what the ledger expects."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import httpx

from geo.change_log.changeset import Reason
from geo.dataset.editing import edit
from geo.dataset.publishing import publish
from geo.errors import YikeError
from tests.simulation.machine import STAFF

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from tests.botapi import BotApi
    from tests.simulation.changes_ledger import ChangesLedger
    from tests.simulation.ledger import Ledger
    from tests.simulation.machine import Machine

_FIRST_CHAT = 7_000_010_000
_FIRST_DAY = date(2100, 1, 1)
_MIDDLE = 121.5172, 31.2071
_AROUND = 0.002
_ADDRESS = "http://yike.test"
_CANTEENS = "助餐"
_FACILITIES = ("canteen-beiyuan", "canteen-nanquan", "canteen-jinpu")
_MANY = 120
_STAYING = 4


class ToSite(httpx.AsyncBaseTransport):
    """The way from a browser to the machine, whichever it is by now."""

    def __init__(self, machine: Machine) -> None:
        """Lead to a machine."""
        self._machine = machine

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Ask the pages that run now."""
        return await self._machine.site().handle_async_request(request)


@dataclass(eq=False)
class Form:
    """A form that a browser sends until it has an answer."""

    browser: httpx.AsyncClient
    fields: dict[str, str]
    after: Form | None

    async def send(self, ledger: Ledger) -> bool:
        """Send it once; tell whether a page came back."""
        ledger.requests += 1
        ledger.repeats(self.fields.get("text", ""))
        try:
            page = await self.browser.post("/", data=self.fields, headers={"Origin": _ADDRESS})
        except httpx.HTTPError:
            return False
        if ledger.heard(page.text):  # a page is not sent again, as an update is
            ledger.promised()
        return page.status_code == httpx.codes.OK


@dataclass(eq=False)
class Town:
    """All who use the machine, by the chance of one seed."""

    machine: Machine
    api: BotApi
    chance: random.Random
    ledger: Ledger
    changes: ChangesLedger
    forms: list[Form] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Move in."""
        self._asked = self._said = self._days = self._edits = 0
        self._residents = [self.api.user(_FIRST_CHAT + number) for number in range(12)]
        self._gone: list[Any] = []
        self._first: list[Callable[[], object]] = []
        self._staff = self.api.user(STAFF)
        self._browsers = [self._browser() for _ in range(6)]
        self.acts: tuple[tuple[Callable[[], object], int], ...] = (
            (self.asks, 100), (self.looks_around, 60), (self.complains, 30), (self.forgets, 30),
            (self.asks_on_page, 60), (self.looks_around_on_page, 50), (self.complains_on_page, 25),
            (self.forgets_on_page, 20), (self.suspends, 12), (self.undoes, 3), (self.imports, 6),
            (self.publishes, 10),
        )  # fmt: skip

    def act(self) -> None:
        """Let somebody do something."""
        if self._first:
            self._first.pop(0)()
            return
        acts, weights = zip(*self.acts, strict=True)
        self.chance.choices(acts, weights)[0]()

    # On Telegram

    def asks(self) -> None:
        """Ask something whose answer can be told from all others."""
        self._resident().says(self._question())

    def floods(self) -> None:
        """Ask a hundred times at once."""
        resident = self._resident()
        with self.api.held():
            for _ in range(_MANY):
                resident.says(self._question())

    def looks_around(self, who: Any = None) -> None:  # noqa: ANN401 - a user of the Bot API server
        """Send a position, and ask for what is there."""
        resident, (lon, lat) = who or self._resident(), self._position()
        resident.sends_location(lon, lat)
        resident.says(_CANTEENS)
        self.ledger.wishes += 1

    def complains(self) -> None:
        """Say what is wrong."""
        words = self._complaint()
        self.ledger.feedback.append(words)
        self._resident().says(f"/feedback {words}")

    def forgets(self, who: Any = None) -> None:  # noqa: ANN401 - a user of the Bot API server
        """Ask to be forgotten, and say nothing any more in this spell."""
        if len(self._residents) <= _STAYING:
            return
        resident = who or self._resident()
        self._residents.remove(resident)
        self._gone.append(resident)
        resident.says("/forget")
        self.ledger.asked_to_forget[resident.id] = self.machine.person("telegram", resident.id)

    def regrets(self) -> None:
        """Send a position, and ask to be forgotten."""
        self._residents.append(self._residents.pop(0))
        self.looks_around(self._residents[-1])
        self.forgets(self._residents[-1])

    def suspends(self) -> None:
        """Suspend a facility until a day that no other suspension has."""
        self._days += 1
        day = (_FIRST_DAY + timedelta(days=self._days)).isoformat()
        self._staff.says(f"/suspend {self.chance.choice(_FACILITIES)} until {day}")
        self.changes.suspended.append(day)

    def undoes(self) -> None:
        """Take the last change back."""
        number = self.changes.last()
        if number is None or self.changes.undoing is not None:
            return
        self.changes.undoing = number
        message = self._staff.says("查 T-1")
        self._staff.forges(message, f"1|staff:undo:{number}")

    # On the pages

    def asks_on_page(self) -> None:
        """Ask something in a browser."""
        self._submit(self._some_browser(), text=self._question())

    def looks_around_on_page(self) -> None:
        """Send a position from a browser, and ask for what is there."""
        lon, lat = self._position()
        self._submit(self._some_browser(), lon=str(lon), lat=str(lat))

    def complains_on_page(self) -> None:
        """Say in a browser that something is wrong, and then what."""
        browser = self._some_browser()
        self._submit(browser, press="feedback")
        self._submit(browser, text=self._complaint(), after=self.forms[-1])

    def reports_on_page(self) -> None:
        """Look around in a browser, and say what is wrong there."""
        browser = self._some_browser()
        lon, lat = self._position()
        self._submit(browser, lon=str(lon), lat=str(lat))
        self._submit(browser, press="feedback", after=self.forms[-1])
        self._submit(browser, text=self._complaint(), after=self.forms[-1])

    def forgets_on_page(self) -> None:
        """Ask to be forgotten."""
        self._submit(self._some_browser(), press="forget")

    # In the office

    def imports(self) -> None:
        """Change several facilities at once, as an import does."""
        self._edits += 1
        phone = f"021-{5_000_0000 + self._edits}"
        self.changes.imported[phone] = len(_FACILITIES)
        reason = Reason("import", self.machine.now(), event=phone)
        wanted: dict[str, dict[str, object]] = {one: {"phone": phone} for one in _FACILITIES}
        self._try(lambda: edit(self.machine.dataset, wanted, reason))

    def publishes(self) -> None:
        """Fold the log into the published file."""
        self._try(lambda: publish(self.machine.dataset, self.machine.now()))
        self.machine.disk.happened("a promise")

    def wants_first(self, what: str) -> None:
        """Do what leads to a rename or a promise before anything else is done."""
        in_office: list[Callable[[], object]] = [self.imports, self.publishes]
        asks: list[Callable[[], object]] = [self.looks_around]
        ways: dict[str, list[list[Callable[[], object]]]] = {
            "a rename": [in_office],
            "a promise": [[self.reports_on_page], [self.publishes]],
            "a commit": [in_office, asks, asks],
            "a reader": [[self.regrets]],
            "a wrong clock": [asks],
        }
        self._first = list(self.chance.choice(ways[what])) if what in ways else []

    # Between two spells

    async def sends_again(self) -> None:
        """Send what has no answer yet."""
        for form in list(self.forms):
            await self._send(form)

    def comes_back(self) -> None:
        """Let those who were forgotten be strangers."""
        self._residents += self._gone
        self._gone.clear()

    def _submit(
        self, browser: httpx.AsyncClient, *, after: Form | None = None, **fields: str
    ) -> None:
        """Send a form, some of them twice, once another one is answered."""
        self._said += 1
        form = Form(browser, fields | {"once": f"form{self._said}"}, after)
        self.forms.append(form)
        for _ in range(self.chance.choice((1, 1, 1, 2))):
            self.machine.spawn(self._send(form))

    async def _send(self, form: Form) -> None:
        if form.after not in self.forms and await form.send(self.ledger) and form in self.forms:
            self.forms.remove(form)

    def _some_browser(self) -> httpx.AsyncClient:
        return self.chance.choice(self._browsers)

    def _browser(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=ToSite(self.machine), base_url=_ADDRESS)

    def _resident(self) -> Any:  # noqa: ANN401 - a user of the Bot API server
        return self.chance.choice(self._residents)

    def _question(self) -> str:
        number = f"T-{100_000 + self._asked % 900_000}"
        self._asked += 1
        self.ledger.asked.add(number)
        return f"查 {number}"

    def _complaint(self) -> str:
        self._said += 1
        return f"微南助餐点搬走了，意见{self._said}"  # of a place that is named: kept at once

    def _position(self) -> tuple[float, float]:
        lon, lat = (middle + self.chance.uniform(-_AROUND, _AROUND) for middle in _MIDDLE)
        return round(lon, 6), round(lat, 6)

    def _try(self, work: Callable[[], object]) -> None:
        """Do what may fail on a broken machine."""
        try:
            work()
        except (OSError, YikeError) as error:
            self.errors.append(str(error))
