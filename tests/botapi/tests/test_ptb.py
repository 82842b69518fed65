"""A bot made with python-telegram-bot lives with the server: normal days and bad ones."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from telegram import Bot, BotCommand, InputMediaPhoto
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.request import HTTPXRequest

from tests.botapi import echo_bot, faults, polling

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.botapi import BotApi


@pytest.fixture(autouse=True)
def _durations(monkeypatch: pytest.MonkeyPatch) -> None:
    """The library's coming way to give durations; its old way warns."""
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


@pytest.fixture
def echoing(api: BotApi) -> Iterator[BotApi]:
    """The server with the echo bot."""
    with polling(echo_bot.build(api.url, api.token)):
        yield api


def test_a_conversation(echoing: BotApi) -> None:
    """A command, a text, a button: the person sees what the bot did."""
    user = echoing.user(name="王阿姨")
    user.starts("p_1")
    assert user.hears().text == "welcome p_1"
    message = user.asks("hello")
    assert (message.text, message.labels) == ("hello", ["louder"])
    press = user.presses(message, "louder")
    assert press.toast().text == "louder!"
    shouted = user.sees("HELLO")
    assert (shouted.id, shouted.labels, shouted.edited) == (message.id, [], True)
    assert echoing.refused == []


def test_people_do_not_hear_each_other(echoing: BotApi) -> None:
    """Each person has her own chat."""
    one, two = echoing.user(), echoing.user()
    one.says("a")
    assert two.asks("b").text == "b"
    assert [m.text for m in one.inbox] == ["a"]


def test_a_bot_that_cannot_start_says_so(api: BotApi) -> None:
    """The error of the bot's thread is raised where the test can see it."""
    with pytest.raises(InvalidToken), polling(echo_bot.build(api.url, "1:wrong")):
        pytest.fail("the bot runs with a wrong token")


def test_polling_survives_a_bad_network(echoing: BotApi) -> None:
    """502 and 429 to getUpdates delay the conversation and no more."""
    for fault in (faults.too_many(0.05), faults.bad_gateway()):
        echoing.faults.add(fault, "getUpdates")
    assert echoing.user().asks("still there?", timeout_s=10).text == "still there?"


def test_the_library_sees_each_fault_as_its_own_error(api: BotApi, picture: bytes) -> None:
    """429, 502, 403, 400, timeouts and lost connections are told apart."""
    api.user(5).starts()

    async def scenario() -> None:
        quick = HTTPXRequest(read_timeout=0.2, httpx_kwargs={"trust_env": False})
        bot = Bot(api.token, api.base_url, api.base_file_url, request=quick)
        async with bot:
            for fault, error in (
                (faults.too_many(0.5), RetryAfter),
                (faults.bad_gateway(), NetworkError),
                (faults.server_error(), NetworkError),
                (faults.blocked(), Forbidden),
                (faults.slow(1), TimedOut),
                (faults.lost_answer(), NetworkError),
            ):
                api.faults.add(fault, "sendMessage")
                with pytest.raises(error):
                    await bot.send_message(5, "x")
            with pytest.raises(BadRequest, match="parse entities"):
                await bot.send_message(5, "<x>", parse_mode="HTML")
            photo = await bot.send_photo(5, picture, caption="图")
            await photo.edit_media(InputMediaPhoto(picture, caption="新"))
            await bot.send_media_group(5, [InputMediaPhoto(picture)] * 2)
            await bot.set_my_commands([BotCommand("near", "附近")], language_code="zh")
            fetched = await (await bot.get_file(photo.photo[-1].file_id)).download_as_bytearray()
            assert fetched == picture
            assert (await bot.get_chat(5)).id == 5

    asyncio.run(scenario())
    assert [command["command"] for command in api.user(5).menu] == ["near"]
    assert [m.text for m in api.user(5).inbox if m.kind == "photo"] == ["新", "", ""]


def test_a_test_in_the_bots_own_loop_can_wait(api: BotApi) -> None:
    """`wait_for_async` does not hold the loop up."""

    async def scenario() -> str:
        application = echo_bot.build(api.url, api.token)
        user = api.user()
        async with application:
            await application.start()
            if application.updater:
                await application.updater.start_polling(timeout=5)
            user.says("hello")
            await api.wait_for_async(lambda: user.inbox)
            if application.updater:
                await application.updater.stop()
            await application.stop()
        return user.inbox[0].text

    assert asyncio.run(scenario()) == "hello"


@contextmanager
def process(api: BotApi, root: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The echo bot in a process of its own."""
    command = [sys.executable, "-m", "tests.botapi.echo_bot", api.url, api.token]
    bot = subprocess.Popen(command, cwd=root)  # noqa: S603 - our own module
    try:
        yield bot
    finally:
        bot.kill()
        bot.wait()


def test_a_killed_bot_gets_what_it_did_not_confirm(
    api: BotApi, pytestconfig: pytest.Config
) -> None:
    """Kill -9 while an update is on its way, and in the middle of an answer."""
    user, root = api.user(), pytestconfig.rootpath
    user.says("a")
    api.faults.add(faults.slow(30), "getUpdates")
    with process(api, root) as bot:
        api.wait_for(lambda: api.polls == 1, timeout_s=20)
        bot.kill()
    api.faults.add(faults.slow(30), "sendMessage")
    with process(api, root) as bot:
        assert user.hears(timeout_s=20).text == "a"
        bot.kill()
    user.says("b")
    with process(api, root):
        user.sees("b", timeout_s=20)
