"""Staff in Telegram: what they may do takes effect at once, and nobody else learns of it."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

import data
from bot.channels.telegram import staff_notices
from geo.change_log.changeset import Reason
from geo.dataset.dataset import open_dataset
from geo.dataset.editing import undo
from tests.support.telegram_bot import STAFF_ID, quiet, town, work_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.botapi import Message, User
    from tests.support.telegram_bot import Town

CANTEEN = "canteen-beiyuan"
NAME = "塘桥美好生活馆（北园路店）"
DOOR = (121.5180, 31.2075)
QUESTION = "北园路临沂北路口附近有助餐点吗"
COMMANDS = (
    "/queue",
    "/stats",
    "/audit",
    f"/verify {CANTEEN}",
    f"/suspend {CANTEEN}",
    f"/resume {CANTEEN}",
)


@pytest.fixture(scope="module")
def one_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """The bot of all these tests."""
    folder = tmp_path_factory.mktemp("staff")
    with work_folder(folder), town(folder, pictures=False) as made:
        yield made


@pytest.fixture
def bot(one_bot: Town) -> Iterator[Town]:
    """The bot; whatever a test changed is taken back, and counted for nothing."""
    started = one_bot.clock.now
    yield one_bot
    one_bot.clock.now = started
    for changeset in one_bot.changesets():
        if changeset.undoes is None:
            undo(one_bot.dataset, changeset.number, Reason("test", started))
    with one_bot.store() as store:
        for ticket in store.feedback.tickets():
            store.feedback.decide(ticket.number, accepted=False, by="test")
    one_bot.staff.asks("/stats")


def turned(user: User, message: Message, label: str) -> Message:
    """Press a button of staff, and see its message change."""
    user.presses(message, label).toast()
    return user.api.wait_for(
        lambda: next((m for m in user.inbox if m.id == message.id and m.text != message.text), None)
    )


def proposed(user: User) -> Message:
    """Stand at the canteen and send its name and a position."""
    assert "请站在门口" in user.asks(f"/verify {NAME}").text
    user.sends_location(*DOOR, accuracy_m=8)
    return user.hears()


def test_verifying_shows_then_changes_then_undoes(bot: Town) -> None:
    """Position, accuracy and date are shown, confirmed, at work in answers, and taken back."""
    staff, resident = bot.staff, bot.api.user()
    before = resident.asks(QUESTION).text
    proposal = proposed(staff)
    for words in ("误差约 400 米", "误差约 8 米", "2026-03-10", "121.51800, 31.20750"):
        assert words in proposal.text
    assert resident.asks(QUESTION).text == before
    done = turned(staff, proposal, "确认")
    after = resident.asks(QUESTION).text
    assert after != before
    assert "误差约 400 米" not in after.partition("②")[0]
    details = resident.asks("第一个几点开门")
    assert "2026-03-10 有人现场核实过" in details.text
    assert (121.518, 31.2075) in [message.lonlat for message in [resident.hears()] if message.venue]
    turned(staff, done, "撤销")
    assert resident.asks(QUESTION).text == before


def test_leaving_it_changes_nothing(bot: Town) -> None:
    """不改 is as good as never having begun; the old button then is an old button."""
    before = bot.changesets()
    proposal = proposed(bot.staff)
    keep = proposal.button("确认").data
    assert "什么都没有改" in turned(bot.staff, proposal, "不改").text
    bot.staff.forges(proposal, keep).toast()
    assert "太旧" in bot.staff.sees("太旧").text
    assert bot.changesets() == before


def test_staff_are_residents_too(bot: Town) -> None:
    """A position without /verify before it answers a question as for anybody."""
    bot.staff.asks("附近有助餐点吗")
    bot.staff.sends_location(121.5172, 31.2071)
    assert "您发的位置附近" in bot.staff.hears().text


def test_a_suspension_holds_until_its_day(bot: Town) -> None:
    """Suspended it is no longer offered; the day after, it is, by itself."""
    staff, resident = bot.staff, bot.api.user()
    reply = staff.asks(f"/suspend {CANTEEN} until 2026-03-12")
    assert "2026-03-12" in reply.text
    assert f"暂停服务：{NAME}" in resident.asks(QUESTION).text
    bot.clock.passes(days=2)
    assert f"暂停服务：{NAME}" in resident.asks(QUESTION).text
    bot.clock.passes(days=1)
    assert "暂停服务" not in resident.asks(QUESTION).text


def test_resuming_and_undoing(bot: Town) -> None:
    """/resume and 撤销 both let it serve again."""
    staff, resident = bot.staff, bot.api.user()
    staff.asks(f"/suspend {CANTEEN}")
    assert "照常" in staff.asks(f"/resume {CANTEEN}").text
    assert "暂停服务" not in resident.asks(QUESTION).text
    suspended = staff.asks(f"/suspend {CANTEEN}")
    assert "暂停服务" in resident.asks(QUESTION).text
    turned(staff, suspended, "撤销")
    assert "暂停服务" not in resident.asks(QUESTION).text


def test_feedback_is_decided_and_the_resident_hears_of_it(bot: Town) -> None:
    """/queue shows her words; accepted, her number says so."""
    resident = bot.api.user()
    number = resident.asks("/feedback <i>门口</i>的牌子不见了").text.partition("编号 ")[2][:6]
    queue = bot.staff.asks("/queue")
    assert "<i>门口</i>的牌子不见了" in queue.text
    assert queue.entities == []
    assert "没有等着看的意见" in turned(bot.staff, queue, f"采纳 {number}").text.replace("\n", "")
    assert "已经采纳" in resident.asks(f"查 {number}").text


def test_a_pin_is_the_position_of_what_is_edited_or_added(bot: Town) -> None:
    """It is shown, confirmed and undone; once that is done, the next pin is nobody's position."""
    staff = bot.staff
    assert "请发一个位置" in staff.asks(f"/edit {NAME} 位置").text
    staff.sends_location(*DOOR)
    shown = staff.hears()
    assert f"位置：121.517000, 31.206900 → {DOOR[0]:.6f}, {DOOR[1]:.6f}" in shown.text
    assert "已改" in turned(staff, shown, "确认").text
    staff.sends_location(*DOOR)
    assert "改" not in staff.hears().text
    staff.asks("/add 文兰小区食堂 类别 老年助餐")
    staff.sends_location(*DOOR)
    added = staff.hears()
    assert "要新增 文兰小区食堂" in added.text
    assert f"位置：（空） → {DOOR[0]:.6f}, {DOOR[1]:.6f}" in added.text
    assert "已改" in turned(staff, added, "确认").text


def test_staff_are_let_in_to_the_web(bot: Town) -> None:
    """/weblogin says how while no address is set."""
    assert "yike staff link" in bot.staff.asks("/weblogin").text


def test_an_empty_queue_and_counts(bot: Town) -> None:
    """Nothing to do is said to be so; what was asked is counted, of nobody."""
    assert "没有等着看的意见" in bot.staff.asks("/queue").text
    bot.api.user().asks(QUESTION)
    assert "老年助餐：问了 " in bot.staff.asks("/stats").text


def test_audit_brings_the_report(bot: Town) -> None:
    """/audit sends the result in a line and the page as a file; residents do not wait for it."""
    assert "正在算" in bot.staff.asks("/audit").text
    assert bot.api.user().asks(QUESTION).text
    document = bot.staff.hears(timeout_s=60)
    assert document.kind == "document"
    assert document.file_name == "audit-2026-03-10.html"
    assert "10 类服务" in document.text
    assert "76,909 人" in document.text
    assert document.content.startswith(b"<!DOCTYPE html>")
    page = document.content.decode()
    assert "塘桥" in page
    assert re.findall(r'href="(?!#|https:|data:)', page) == []  # it comes without the others


def test_an_audit_that_cannot_be_made_says_why(tmp_path: Path) -> None:
    """What a dataset lacks is told to staff in a line, and is no trouble."""
    folder = tmp_path / "town"
    shutil.copytree(data.FOLDER, folder, ignore=shutil.ignore_patterns(".yike", "__pycache__"))
    (folder / "boundary.geojson").unlink()
    (folder / "demand.geojson").unlink()
    dataset = open_dataset(folder)
    with work_folder(tmp_path), town(tmp_path / "state", dataset, pictures=False) as made:
        made.staff.asks("/audit")
        told = made.staff.hears(timeout_s=60).text
    assert "报告没做成" in told
    assert "demand.geojson" in told


def test_usage_is_told(bot: Town) -> None:
    """A command without what it needs says how to write it."""
    for command in ("/verify", "/suspend", "/resume"):
        assert f"请这样写：{command}" in bot.staff.asks(command).text


def test_staff_have_a_menu_of_their_own(bot: Town) -> None:
    """Their commands are in the menu of their chats, in no other."""
    assert "suspend" in {entry["command"] for entry in bot.staff.menu}
    assert "suspend" not in {entry["command"] for entry in bot.api.user().menu}


def test_a_stranger_learns_nothing_and_changes_nothing(bot: Town) -> None:
    """Every command of staff is to her as any unknown one; forged buttons are old ones."""
    bot.api.user().asks("/feedback 门口的牌子不见了")
    suspended = bot.staff.asks(f"/suspend {CANTEEN}")
    proposal = proposed(bot.staff)
    with bot.store() as store:
        before = bot.changesets(), store.feedback.tickets()
    stranger = bot.api.user()
    unknown = stranger.asks("/nothing")
    for command in COMMANDS:
        answer = stranger.asks(command)
        assert (answer.text, answer.rows) == (unknown.text, unknown.rows), command
    stranger.forges(unknown, "1|gone:1").toast()
    old = stranger.hears()
    forged = [button.data for message in (suspended, proposal) for button in message.buttons]
    forged += ["1|staff:accept:T-0001", "1|staff:verify:canteen-beiyuan", "0|staff:undo:1"]
    for action in forged:
        toast = stranger.forges(unknown, action).toast()
        answer = stranger.hears()
        assert (answer.text, answer.rows, toast.text) == (old.text, old.rows, ""), action
    stranger.sends_location(*DOOR)
    assert "确认" not in stranger.hears().labels
    with bot.store() as store:
        assert (bot.changesets(), store.feedback.tickets()) == before


def test_a_stranger_cannot_end_what_staff_began(bot: Town) -> None:
    """While a stranger tries, the proposal of staff stays as it was, and can be confirmed."""
    proposal = proposed(bot.staff)
    stranger = bot.api.user()
    stranger.forges(proposal, proposal.button("不改").data).toast()
    assert "已改" in turned(bot.staff, proposal, "确认").text


def test_nobody_is_staff_when_none_is_listed(tmp_path: Path) -> None:
    """An empty list lets nobody in, not everybody."""
    with work_folder(tmp_path), town(tmp_path, pictures=False, staff=frozenset()) as made:
        one = made.api.user(STAFF_ID)
        unknown = one.asks("/nothing").text
        assert one.asks("/queue").text == unknown


def test_forgetting_leaves_no_trace(bot: Town) -> None:
    """After 忘记我 no file of the state holds her place, her words or her name; nothing is left."""
    words = "张三丰住在临沂北路口的秘密"
    user = bot.api.user(987654321, name="张三丰")
    user.asks(words)
    user.asks("附近有助餐点吗")
    user.sends_location(121.5063, 31.2043)
    user.hears()
    with bot.store() as store:
        person = store.person("telegram", user.id)
        assert store.session_table.get(person)
    assert "删掉" in user.asks("/forget").text
    quiet(user, 0.2)
    with bot.store() as store:
        assert store.session_table.get(person) is None
    kept = b"".join(path.read_bytes() for path in bot.settings.state.rglob("*") if path.is_file())
    for trace in (words, "张三丰", "987654321", "121.506", "31.204", person):
        assert trace.encode() not in kept
    assert "您在哪里" in user.asks("附近有助餐点吗").text


def test_staff_are_told_of_new_feedback(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One message for what came since, and a button that shows it; nobody else hears."""
    monkeypatch.setattr(staff_notices, "NOTICE_S", 0.1)
    with town(tmp_path, pictures=False) as made:
        resident = made.api.user()
        resident.asks("/start")
        made.staff.asks("/start")
        with made.store() as store:
            for number in range(2):
                store.feedback.file(CANTEEN, "搬走了", "somebody", made.clock(), f"t{number}")
        told = made.staff.hears()
        assert "条等着看" in told.text
        assert "搬走了" in turned(made.staff, told, "看一看").text
        quiet(resident, 0.3)
