"""getUpdates: offset, limit, long polling, kinds, lifetimes, and odd deliveries."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import pytest

from tests.botapi import BotApi

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.botapi.tests.conftest import Caller


def texts(call: Caller, **params: object) -> list[str]:
    """The texts of the updates in one answer."""
    return [update["message"]["text"] for update in call("getUpdates", **params)["result"]]


def test_updates_come_again_until_they_are_confirmed(api: BotApi, call: Caller) -> None:
    """Only an offset past an update confirms it; so a bot that died gets it again."""
    user = api.user()
    for word in "abc":
        user.says(word)
    first = call("getUpdates")["result"]
    assert texts(call) == ["a", "b", "c"]
    assert texts(call, offset=first[1]["update_id"]) == ["b", "c"]
    assert texts(call) == ["b", "c"]
    assert texts(call, offset=first[2]["update_id"] + 1) == []
    assert [u["update_id"] - first[0]["update_id"] for u in first] == [0, 1, 2]


def test_limit_and_negative_offset(api: BotApi, call: Caller) -> None:
    """`limit` takes the first ones; a negative offset forgets all but the last ones."""
    user = api.user()
    for word in "abcd":
        user.says(word)
    assert texts(call, limit=2) == ["a", "b"]
    assert texts(call, offset=-1) == ["d"]
    assert texts(call) == ["d"]


def test_no_more_than_100_at_once(api: BotApi, call: Caller) -> None:
    """Telegram's largest batch is 100 updates."""
    for number in range(120):
        api.user().says(str(number))
    assert len(texts(call, limit=1000)) == 100


def test_a_long_poll_returns_as_soon_as_something_happens(api: BotApi, call: Caller) -> None:
    """It waits for an update, not for its timeout."""
    threading.Timer(0.1, lambda: api.user().says("hello")).start()
    begin = time.monotonic()
    assert texts(call, timeout=10) == ["hello"]
    assert time.monotonic() - begin < 2


def test_a_long_poll_ends_empty_at_its_timeout(call: Caller) -> None:
    """With nothing to tell, the answer is an empty list after `timeout` seconds."""
    begin = time.monotonic()
    assert texts(call, timeout=1) == []
    assert 0.9 < time.monotonic() - begin < 5


def test_only_one_poll_at_a_time(api: BotApi, call: Caller) -> None:
    """A newer getUpdates ends the older one with 409, as two running bots would see."""
    answers: list[dict[str, object]] = []
    older = threading.Thread(target=lambda: answers.append(call("getUpdates", timeout=10)))
    older.start()
    api.wait_for(lambda: api.polls == 1)
    assert texts(call) == []
    older.join(5)
    assert answers[0]["error_code"] == 409
    assert str(answers[0]["description"]).startswith("Conflict: terminated by other getUpdates")
    assert api.sent == []


def test_kinds_that_were_not_asked_for_do_not_come(api: BotApi, call: Caller) -> None:
    """`allowed_updates` holds from then on, also for later calls without it."""
    call("getUpdates", allowed_updates=["message"])
    user = api.user()
    message = user.says("a")
    user.edits(message.id, "b")
    assert [list(update)[1] for update in call("getUpdates")["result"]] == ["message"]
    call("getUpdates", allowed_updates=[])
    user.edits(message.id, "c")
    kinds = [list(update)[1] for update in call("getUpdates")["result"]]
    assert kinds == ["message", "edited_message"]


@pytest.mark.parametrize(
    ("age_s", "kinds"),
    [
        (20, ["message", "callback_query", "inline_query"]),
        (31, ["message", "callback_query"]),
        (151, ["message"]),
        (86_401, []),
    ],
)
def test_updates_do_not_wait_for_ever(age_s: float, kinds: Sequence[str]) -> None:
    """A message is kept a day, a pressed button 150 s, an inline query 30 s."""
    now = 1_000_000.0
    api = BotApi(clock=lambda: now)
    user = api.user()
    user.forges(user.says("a"), "x")
    user.inline("x")
    now += age_s
    assert [list(update)[1] for update in api.pending] == list(kinds)


def test_updates_can_be_held_and_come_together(api: BotApi, call: Caller) -> None:
    """Inside `held` nothing is delivered; afterwards all at once."""
    with api.held():
        api.user().says("a")
        api.user().says("b")
        assert texts(call) == []
    assert texts(call) == ["a", "b"]


def test_a_duplicated_update_comes_again_after_it_was_confirmed(api: BotApi, call: Caller) -> None:
    """The second copy has the same update_id and comes just once more."""
    api.faults.updates(duplicated=1.0)
    api.user().says("a")
    api.faults.clear()
    api.user().says("b")
    first = call("getUpdates")["result"]
    after = first[-1]["update_id"] + 1
    assert call("getUpdates", offset=after)["result"] == [first[0]]
    assert texts(call, offset=after) == []


def test_a_reordered_update_comes_before_its_predecessor(api: BotApi, call: Caller) -> None:
    """The numbers tell the true order."""
    api.faults.updates(reordered=1.0)
    with api.held():
        api.user().says("a")
        api.user().says("b")
    batch = call("getUpdates")["result"]
    assert [update["message"]["text"] for update in batch] == ["b", "a"]
    assert batch[0]["update_id"] == batch[1]["update_id"] + 1


def test_shares_are_repeatable_by_seed() -> None:
    """The same seed duplicates the same updates."""

    def duplicated(seed: int) -> list[int]:
        api = BotApi(seed=seed)
        api.faults.updates(duplicated=0.2)
        for _ in range(100):
            api.user().says("x")
        queue = api.state.updates
        last = queue.poll(0, 100)[-1]["update_id"]
        return [update["update_id"] for update in queue.poll(last + 1, 100)]

    assert duplicated(3) == duplicated(3) != duplicated(4)
    assert 10 <= len(duplicated(3)) <= 30


def test_an_outage_loses_nothing(api: BotApi, call: Caller) -> None:
    """After stop and start on the same port the updates still wait."""
    port = api.port
    api.user().says("a")
    api.stop()
    api.user().says("b")
    api.start()
    assert api.port == port
    assert texts(call) == ["a", "b"]


def test_stopping_lets_a_waiting_poll_go(api: BotApi, call: Caller) -> None:
    """A client in a long poll gets an empty answer, at once."""
    answers: list[dict[str, object]] = []
    waiting = threading.Thread(target=lambda: answers.append(call("getUpdates", timeout=30)))
    waiting.start()
    api.wait_for(lambda: api.polls == 1)
    begin = time.monotonic()
    api.stop()
    waiting.join(5)
    assert answers == [{"ok": True, "result": []}]
    assert time.monotonic() - begin < 2
