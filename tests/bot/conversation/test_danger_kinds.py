"""Every kind of danger has its texts in both languages, and they name whom its row names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from bot.conversation.alarms.deed_cards import OTHERS, OWN
from bot.conversation.danger_kinds import DANGER_KINDS, advice_for
from bot.texts import LANGUAGES, words
from bot.texts.local_words import local_words, say_in
from bot.understanding.lexicon.lexicon import read_tables
from bot.understanding.safety.danger import AlarmSituation, Danger
from tests.support.tangqiao import TANGQIAO

if TYPE_CHECKING:
    from bot.conversation.danger_kinds import DangerKind

each_kind = pytest.mark.parametrize("kind", DANGER_KINDS.values(), ids=DANGER_KINDS)
# Situations of a caller, which have no advice of their own, or of a turn.
OF_A_CALLER = {AlarmSituation.DEAF, AlarmSituation.FOLLOWED}


def keys(kind: DangerKind) -> list[str]:
    """Name the texts that a row needs."""
    own = kind.key
    asked = {
        f"emergency.eased_{own}": bool(kind.eases),
        f"emergency.besides_{own}": kind.is_hazard,
        f"emergency.trapped_{own}": kind.is_hazard,
        f"apart.first_{own}": kind.has_caller,
        f"apart.{own}": kind.has_caller,
    }
    always = [f"emergency.{own}", f"emergency.then_{own}", f"emergency.more_{own}"]
    return [*always, *(key for key, is_needed in asked.items() if is_needed)]


@each_kind
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_texts(kind: DangerKind, language: str) -> None:
    """What a row promises to be said can be said."""
    assert [key for key in keys(kind) if not words(language).get(key)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_of_a_kind_that_is_none(language: str) -> None:
    """A text that is left behind when a row goes is found."""
    needed = {key for kind in DANGER_KINDS.values() for key in keys(kind)} | {
        *("emergency.more_trapped", "apart.tell", "apart.afar", "apart.or_there"),
    }
    of_kinds = re.compile(r"emergency\.(?:then|more|eased|besides|trapped)_.*|apart\..*")
    assert {key for key in words(language) if of_kinds.fullmatch(key)} <= needed


@each_kind
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_line_names_whom_the_row_names(kind: DangerKind, language: str) -> None:
    """The number that is kept of an alarm is the first that she was told."""
    texts = [f"emergency.{kind.key}", *([f"apart.first_{kind.key}"] if kind.has_caller else [])]
    texts += [
        f"emergency.{deed.card}"
        for deed in (*OWN.values(), *OTHERS.values())
        if advice_for(deed.topic, deed.situations) == kind.key
    ]
    number = local_words(TANGQIAO, language)[kind.whom]
    for key in texts:
        line = say_in(TANGQIAO, language, key, lines="", line=number).partition("\n")[0]
        assert re.findall(r"\d+", line)[0] == number, key


def test_every_danger_and_its_situations_have_a_row() -> None:
    """No alarm is raised that nothing is known of, and no row is for what is never read."""
    assert set(DANGER_KINDS) >= {*Danger, *AlarmSituation} - OF_A_CALLER
    tables = read_tables()
    read = {*Danger, *AlarmSituation, *tables["situation"], *tables["danger"]["situation"]}
    assert set(DANGER_KINDS) <= read
    assert [
        one.key for one in DANGER_KINDS.values() if bool(one.serves) == (one.key in {*Danger})
    ] == []
