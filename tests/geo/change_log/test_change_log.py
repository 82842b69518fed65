"""The log only grows; undoing, whatever was undone before, gives the value that held without it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.change_log.changeset import Changeset, FieldChange, Reason
from geo.change_log.history import History
from geo.change_log.log_file import ChangeLog
from geo.errors import SettingsError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 10, 10, tzinfo=UTC)
REASON = Reason("staff", NOW)


def changed(before: object, after: object, field: str = "phone") -> FieldChange:
    """A change of the one facility here."""
    return FieldChange("a", field, before, after)


def current(history: History, start: object) -> object:
    """The telephone as it is by a history."""
    return history.overlay().get("a", {}).get("phone", start)


@given(st.lists(st.integers(0, 5), min_size=1, max_size=6), st.data())
@settings(max_examples=60)
def test_undoing_leaves_what_the_others_made(values: list[int], data: st.DataObject) -> None:
    """In whatever order changes are undone, what holds is the newest that is not."""
    made, before = list[Changeset](), "first"
    for number, value in enumerate(values, start=1):
        made.append(Changeset(number, REASON, (changed(before, f"{number}:{value}"),)))
        before = f"{number}:{value}"
    history, left = History(tuple(made)), list(range(1, len(values) + 1))
    for number in data.draw(st.permutations(left)):
        now = current(history, "first")
        wanted = history.without(number).get("a", {})
        changes = tuple(changed(now, value) for value in wanted.values() if value != now)
        undo = Changeset(history.last + 1, REASON, changes, undoes=number)
        history = History((*history.changesets, undo))
        left.remove(number)
        newest = f"{left[-1]}:{values[left[-1] - 1]}" if left else "first"
        assert current(history, "first") == newest


def test_what_is_published_lies_over_nothing() -> None:
    """The file has it; undoing it is a change that the file does not have."""
    first = Changeset(1, REASON, (changed("", "1"),))
    history = History((first,), published=1)
    assert history.overlay() == {}
    assert history.without(1) == {"a": {"phone": ""}}
    undo = Changeset(2, REASON, (changed("1", ""),), undoes=1)
    assert History((first, undo), published=1).overlay() == {"a": {"phone": ""}}


def test_an_undo_is_not_undone() -> None:
    """Whoever wants it back makes the change again."""
    first = Changeset(1, REASON, (changed("", "1"),))
    history = History((first, Changeset(2, REASON, (changed("1", ""),), undoes=1)))
    with pytest.raises(UnknownNameError, match="again"):
        history.without(2)
    with pytest.raises(UnknownNameError, match="no change 3"):
        history.without(3)


def test_a_large_table_is_undone_in_one_pass() -> None:
    """The changes of the log are gone through once, not once for each row of the table."""

    class Counted(tuple[FieldChange, ...]):
        __slots__ = ()
        passes = 0

        def __iter__(self) -> Iterator[FieldChange]:
            type(self).passes += 1
            return super().__iter__()

    rows = [FieldChange(f"{n}", "phone", None, "1") for n in range(50)]
    history = History(tuple(Changeset(number, REASON, Counted(rows)) for number in (1, 2, 3)))
    assert history.without(2) == {}
    assert set(history.without(3)) == {f"{n}" for n in range(50)}
    assert Counted.passes <= 2 * len(history.changesets)


def test_what_is_appended_is_read_back(tmp_path: Path) -> None:
    """Values of every kind come back as they were, each dataset with its own."""
    log = ChangeLog(tmp_path / "state" / "changes.sqlite3")
    point = {"type": "Point", "coordinates": [121.5, 31.2]}
    changes = (changed(None, point, "geometry"), changed(["a"], "“引号”", "name"))
    reason = Reason("staff", NOW, "站在门口", "report2020", "event-1")
    with log.writing("one") as writer:
        number = writer.append(changes, reason)
    assert log.history("one").changesets == (Changeset(number, reason, changes),)
    assert log.history("other") == History()


def test_what_is_published_is_not_read_again(tmp_path: Path) -> None:
    """What is left to publish says the same as all that was ever changed, and no more."""
    log = ChangeLog(tmp_path / "changes.sqlite3")
    assert log.unpublished("one") == History()
    with log.writing("one") as writer:
        first = writer.append([changed("", "1")], Reason("staff", NOW, event="event-1"))
        writer.note_published(first, NOW)
        second = writer.append([changed("1", "2")], REASON)
        writer.append([changed("2", "1")], REASON, undoes=second)
        assert (writer.by_event("event-1"), writer.by_event("")) == (first, None)
    whole, left = log.history("one"), log.unpublished("one")
    assert left.changesets == whole.pending()
    assert (left.overlay(), left.last, left.published) == (whole.overlay(), whole.last, first)
    assert (log.is_undone(first), log.is_undone(second)) == (False, True)


def test_reading_makes_no_file(tmp_path: Path) -> None:
    """Whoever only asks leaves nothing behind."""
    log = ChangeLog(tmp_path / "changes.sqlite3")
    assert log.history("one") == log.unpublished("one") == History()
    assert not log.is_undone(1)
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_of_what_failed(tmp_path: Path) -> None:
    """An error in the middle keeps the log as it was."""
    log = ChangeLog(tmp_path / "changes.sqlite3")

    def fail() -> None:
        with log.writing("one") as writer:
            writer.append([changed("", "1")], REASON)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert log.history("one") == History()


@pytest.mark.parametrize(
    "statement", ["UPDATE changes SET after = 'null'", "DELETE FROM changesets"]
)
def test_the_log_only_grows(tmp_path: Path, statement: str) -> None:
    """Not even another program rewrites what was written."""
    log = ChangeLog(tmp_path / "changes.sqlite3")
    with log.writing("one") as writer:
        writer.append([changed("", "1")], REASON)
    with (
        closing(sqlite3.connect(log.path)) as connection,
        pytest.raises(sqlite3.Error, match="append-only"),
    ):
        connection.execute(statement)


def test_every_write_changes_the_signature() -> None:
    """Whoever keeps one open learns of each change, however quick."""
    with TemporaryDirectory() as folder:
        log, seen = ChangeLog(Path(folder, "changes.sqlite3")), set[object]()
        for number in range(20):
            with log.writing("one") as writer:
                writer.append([changed(f"{number}", f"{number + 1}")], REASON)
            seen.add(log.signature())
        assert len(seen) > 10  # two within one tick of the clock may look alike: readers wait
        assert log.history("one").last == 20


def test_a_file_that_is_no_log_says_so(tmp_path: Path) -> None:
    """It is left alone with advice."""
    path, content = tmp_path / "changes.sqlite3", b"no database, but as long as one" * 50
    path.write_bytes(content)
    with pytest.raises(SettingsError, match="name another file"):
        ChangeLog(path).history("one")
    assert path.read_bytes() == content
