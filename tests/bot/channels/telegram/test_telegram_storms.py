"""What networks do: updates twice, refusals, outages, floods, `kill -9`; and nothing is lost."""

from __future__ import annotations

import logging
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pytest

from bot.storage.store import Store
from geo.change_log.log_file import ChangeLog
from tests.botapi import BotApi, faults
from tests.botapi.flood import Flood
from tests.conftest import ROOT
from tests.support.telegram_bot import STAFF_ID, quiet, running, town, work_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.botapi import User
    from tests.support.telegram_bot import Town

pytestmark = pytest.mark.storm

QUESTION = "塘桥站附近有助餐点吗"
CANTEEN = "canteen-beiyuan"


@pytest.fixture(scope="module")
def one_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The bot of most of these tests."""
    folder = tmp_path_factory.mktemp("storms")
    with work_folder(folder), town(folder, pictures=False) as made:
        yield made


@pytest.fixture
def bot(one_bot: Town) -> Iterator[Town]:
    """The bot, in fair weather again after each test."""
    yield one_bot
    one_bot.api.faults.clear()


# Updates


def test_an_update_that_comes_twice_is_answered_once(bot: Town) -> None:
    """Telegram may send an update again after it was confirmed."""
    user = bot.api.user()
    bot.api.faults.updates(duplicated=1.0)
    for number in range(5):
        assert f"T-{number + 7000}" in user.asks(f"查 T-{number + 7000}").text
    quiet(user)
    assert len(user.inbox) == 5


def test_a_chat_is_answered_in_its_order(bot: Town) -> None:
    """However fast she types, the answers come in the order of the questions."""
    user = bot.api.user()
    with bot.api.held():
        for number in range(15):
            user.says(f"查 T-{number + 7000}")
    bot.api.wait_for(lambda: len(user.inbox) == 15)
    told = [message.text.partition("T-")[2][:4] for message in user.inbox]
    assert told == [str(number + 7000) for number in range(15)]


def test_nobody_waits_for_somebody_else(bot: Town) -> None:
    """While one chat hangs, another is answered at once, and a third that comes later too."""
    slow, quick = bot.api.user(), bot.api.user()
    bot.api.faults.add(faults.slow(3.0), "sendMessage", chat_id=slow.id)
    with bot.api.held():
        for one in (slow, slow, quick):
            one.says("你好")
    quick.hears()
    for _ in range(5):
        quick.asks("你好")
    assert len(slow.inbox) == 1
    bot.api.wait_for(lambda: len(slow.inbox) == 2)


def test_a_flood_in_one_chat_stops_no_other(bot: Town) -> None:
    """A hundred forwarded messages at once do not keep the neighbours waiting."""
    flooding, other = bot.api.user(), bot.api.user()
    bot.api.faults.add(faults.slow(0.2), "sendMessage", times=None, chat_id=flooding.id)
    with bot.api.held():
        for number in range(120):
            flooding.says(f"查 T-{number + 1000}")
    assert other.asks("你好", timeout_s=15).text
    assert len(flooding.inbox) < 120
    bot.api.faults.clear()
    bot.api.wait_for(lambda: len(flooding.inbox) == 120, 20)


# Calls


@pytest.mark.parametrize(
    "fault",
    [
        faults.too_many(0.1),
        faults.bad_gateway(),
        faults.server_error(),
        faults.lost_request(),
        faults.lost_answer(),
    ],
    ids=lambda fault: fault.name,
)
def test_a_call_that_fails_is_made_again(bot: Town, fault: faults.Fault) -> None:
    """429, 5xx and lost connections delay the answer and no more."""
    user = bot.api.user()
    bot.api.faults.add(fault, "sendMessage", times=2)
    assert "T-7000" in user.asks("查 T-7000").text


def test_polling_survives_an_outage(bot: Town) -> None:
    """Telegram away for a moment is a moment's delay."""
    user = bot.api.user()
    bot.api.stop()
    time.sleep(0.3)
    bot.api.start()
    assert "T-7000" in user.asks("查 T-7000", timeout_s=15).text


def test_who_blocked_the_bot_is_left_alone(bot: Town, caplog: pytest.LogCaptureFixture) -> None:
    """403 is neither tried again nor any trouble; others go on."""
    user, other = bot.api.user(), bot.api.user()
    bot.api.faults.add(faults.blocked(), "sendMessage", chat_id=user.id, times=None)
    user.says(QUESTION)
    assert other.asks(QUESTION).text
    calls = bot.api.wait_for(lambda: bot.api.calls("sendMessage", chat_id=user.id))
    assert len(calls) == 1
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


def test_telegrams_limits_are_kept(tmp_path: Path) -> None:
    """Never more than 30 messages in a second, nor two in a chat: nothing is refused.

    Nobody waits for a chat that has to: its second and third message come after all others.
    """
    with (
        work_folder(tmp_path),
        town(tmp_path, pictures=False, messages_per_s=30, chat_interval_s=1.0) as made,
    ):
        made.api.flood = Flood()
        users = [made.api.user() for _ in range(40)]
        with made.api.held():
            for user in users:
                user.says("你好")
            for number in range(2):
                users[0].says(f"查 T-{number + 7000}")
        made.api.wait_for(lambda: sum(len(user.inbox) for user in users) == 42, 60)
        assert made.api.refused == []
        chats = [call.chat_id for call in made.api.calls("sendMessage")]
        assert chats[-2:] == [users[0].id] * 2


# Trouble


def test_trouble_has_a_number_and_tells_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """She reads a number that the log knows; the log holds neither her words nor her place."""

    async def breaks(_: object, url: str) -> None:
        raise RuntimeError(f"121.5063,31.2043 {url}")

    monkeypatch.setattr("tests.support.telegram_bot.Town.follow", breaks)
    with work_folder(tmp_path), town(tmp_path, pictures=False) as made:
        user = made.api.user(name="张三丰")
        text = user.asks("张三丰住这里 https://surl.amap.com/secret").text
        number = text.partition("编号 ")[2].rstrip("）")
        assert "12345" in text
        assert "你好" not in user.asks("查 T-7000").text
    (record,) = [one for one in caplog.records if number in one.getMessage()]
    assert "RuntimeError" in record.getMessage()
    for told in ("张三丰", "secret", "121.5063", str(user.id)):
        assert told not in caplog.text


# Stops and kills


def test_a_graceful_stop_finishes_what_is_in_hand(tmp_path: Path) -> None:
    """Asked to stop in the middle of an answer, it finishes; started again, it says nothing new."""
    with work_folder(tmp_path), town(tmp_path / "a", pictures=False) as made:
        pass
    made.api.start()
    try:
        user = made.api.user()
        with work_folder(tmp_path), running(made):
            made.api.faults.add(faults.slow(0.5), "sendMessage")
            user.says("查 T-7000")
            made.api.wait_for(lambda: user.inbox)
        assert len(made.api.calls("sendMessage")) == 1
        with work_folder(tmp_path), running(made):
            assert "T-7001" in user.asks("查 T-7001").text
            quiet(user, 0.3)
        assert len(user.inbox) == 2
    finally:
        made.api.stop()


class Service:
    """The service in a process of its own, which can be killed and started again."""

    def __init__(self, parent: subprocess.Popen[str], api: BotApi) -> None:
        """Start children of this parent."""
        self.parent, self.api, self.child = parent, api, 0

    def start(self) -> None:
        """Start, and wait until it asks for updates."""
        if self.parent.stdin is None or self.parent.stdout is None:
            raise RuntimeError("the parent has no pipes")
        polls = self.api.polls
        self.parent.stdin.write("\n")
        self.parent.stdin.flush()
        self.child = int(self.parent.stdout.readline())
        self.api.wait_for(lambda: self.api.polls > polls, 30)

    def kill(self) -> None:
        """`kill -9`, and wait until it is gone."""
        os.kill(self.child, signal.SIGKILL)
        with suppress(ProcessLookupError):
            while True:
                os.kill(self.child, 0)
                time.sleep(0.005)
        self.child = 0


@contextmanager
def service(api: BotApi, folder: Path) -> Iterator[Service]:
    """The service with its state and log in a folder."""
    environment = os.environ | {
        "YIKE_TELEGRAM_TOKEN": api.token,
        "YIKE_TELEGRAM_BASE_URL": api.url,
        "YIKE_STATE": str(folder / "state"),
        "YIKE_STAFF": str(STAFF_ID),
        "YIKE_PICTURES": "off",
        "YIKE_CHAT_INTERVAL": "0",
        "YIKE_MESSAGES_PER_SECOND": "1000",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "tests.support.telegram_process"]
    pipe = subprocess.PIPE
    with (
        (folder / "log").open("ab") as log,
        subprocess.Popen(  # noqa: S603 - our own module
            command, cwd=folder, env=environment, stdin=pipe, stdout=pipe, stderr=log, text=True
        ) as parent,
    ):
        started = Service(parent, api)
        try:
            yield started
        finally:
            if started.child:
                started.kill()
            parent.kill()


class Storm:
    """A thousand updates of many people, and what must have become of each."""

    def __init__(self, api: BotApi) -> None:
        """Get people ready."""
        self.api, self.sent = api, 0
        self.random = random.Random(11)  # noqa: S311 - repeatable chance, not a secret
        self.users = [api.user() for _ in range(20)]
        self.staff = api.user(STAFF_ID)
        self.asked: dict[int, list[str]] = {user.id: [] for user in self.users}
        self.complaints: list[str] = []
        self.suspensions = 0

    def send(self, count: int) -> None:
        """Send so many updates: questions, feedback, changes by staff."""
        for _ in range(count):
            self.sent += 1
            kind = self.random.random()
            user = self.random.choice(self.users)
            if kind < 0.05:
                self.suspensions += 1
                self.staff.says(f"/suspend {CANTEEN} until 2199-12-{1 + self.sent % 28:02}")
            elif kind < 0.2:
                self.complaints.append(f"意见{self.sent}号")
                user.says(f"/feedback {self.complaints[-1]}")
            else:
                self.asked[user.id].append(f"T-{100_000 + self.sent}")
                user.says(f"查 {self.asked[user.id][-1]}")

    @property
    def answered(self) -> bool:
        """Whether every question has its answer, and every member of staff hers."""
        told = len([m for m in self.staff.inbox if "已暂停" in m.text])
        return told >= self.suspensions and not self.unanswered()

    def unanswered(self) -> list[str]:
        """The questions without an answer."""
        left = []
        for user in self.users:
            told = "".join(message.text for message in user.inbox)
            left += [number for number in self.asked[user.id] if number not in told]
        return left


def test_a_thousand_updates_in_a_storm(tmp_path: Path) -> None:
    """20 % twice, 5 % 429, 5 % 502, `kill -9` every hundred.

    Every question is answered at least once, every change of staff is made exactly once, and no
    feedback is lost or kept twice.
    """
    with work_folder(tmp_path), BotApi(seed=3) as api:
        api.faults.updates(duplicated=0.2)
        api.faults.sometimes(faults.too_many(0.02), 0.05)
        api.faults.sometimes(faults.bad_gateway(), 0.05)
        storm = Storm(api)
        with service(api, tmp_path) as bot:
            for _ in range(10):
                bot.start()
                wanted = len(api.sent) + storm.random.randint(20, 110)
                storm.send(100)
                api.wait_for(lambda wanted=wanted: len(api.sent) >= wanted, 30)  # type: ignore[misc]
                bot.kill()
            bot.start()
            api.wait_for(lambda: storm.answered, 30)
            bot.kill()
        assert storm.sent == 1000
        assert api.refused == []
    with Store.open(tmp_path / "state" / "store.sqlite3") as store:
        assert sorted(ticket.words for ticket in store.feedback.tickets()) == sorted(
            storm.complaints
        )
    changesets = ChangeLog(tmp_path / "state" / "changes.sqlite3").history("tangqiao").changesets
    assert len(changesets) == storm.suspensions
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert "trouble" not in log
    assert api.token not in log
    assert "意见" not in log


def test_a_flood_is_not_lost_to_a_kill(tmp_path: Path) -> None:
    """What a flood makes Telegram forget is in the store: answered after a kill, and then erased.

    A position is not written down even then.
    """
    questions = [f"T-{1000 + number}" for number in range(150)]
    complaints = [f"意见{number}号" for number in range(0, 150, 10)]
    with work_folder(tmp_path), BotApi(seed=4) as api, service(api, tmp_path) as bot:
        flooding, other, staff = api.user(), api.user(), api.user(STAFF_ID)
        api.faults.add(faults.slow(0.2), "sendMessage", times=None, chat_id=flooding.id)
        api.faults.add(faults.slow(3.0), "sendMessage", times=None, chat_id=staff.id)
        bot.start()
        for day in (1, 2, 3):
            staff.says(f"/suspend {CANTEEN} until 2199-12-{day}")
        flooding.sends_location(121.5063, 31.2043)
        for number, question in enumerate(questions):
            flooding.says(f"查 {question}")
            if number % 10 == 0:
                flooding.says(f"/feedback {complaints[number // 10]}")
        assert other.asks("你好", timeout_s=20).text
        bot.kill()
        assert len(flooding.inbox) < 100
        with Store.open(tmp_path / "state" / "store.sqlite3") as store:
            kept = " ".join(body for _, body in store.updates.deferred())
        assert questions[50] in kept
        assert "121.506" not in kept
        api.faults.clear()
        bot.start()
        api.wait_for(lambda: _told(staff).count("已暂停") >= 3, 30)
        api.wait_for(lambda: questions[-1] in _told(flooding), 30)
        time.sleep(0.5)  # it settles after the answer
        bot.kill()
        assert all(question in _told(flooding) for question in questions)
    with Store.open(tmp_path / "state" / "store.sqlite3") as store:
        assert sorted(ticket.words for ticket in store.feedback.tickets()) == sorted(complaints)
        assert store.updates.deferred() == ()
    log = ChangeLog(tmp_path / "state" / "changes.sqlite3")
    assert len(log.history("tangqiao").changesets) == 3


def _told(user: User) -> str:
    return "\n".join(message.text for message in user.inbox)
