"""English is complete: no Chinese but addresses, titles of sources, and names in brackets."""

from __future__ import annotations

import re

import pytest

from bot.understanding.query import Intent
from tests.bot.conversation.talk import Talk
from tests.support.tangqiao import TANGQIAO

CHINESE = re.compile("[一-鿿，。：；（）]")
BRACKETED = re.compile("[(（][一-鿿、]+[)）]")
AS_WRITTEN = sorted(
    {
        *(source.title for source in TANGQIAO.sources.values()),
        *(re.split("[（(，：]", source.title)[0] for source in TANGQIAO.sources.values()),
        *(one.address for one in TANGQIAO.facilities if one.address),
    },
    key=len,
    reverse=True,
)

DIALOGUES = (
    ("hello",),
    ("help",),
    ("who are you",),
    ("Is there a canteen nearby?", "more", "the first one", "notes", "how do I get there"),
    ("canteen nearby", "the first one", "say that again"),
    ("canteen nearby", "the first one", "say it simply"),
    ("doctor nearby", "the second one", "where is this from"),
    ("doctor nearby", "how do I get to the first one"),
    ("fitness path nearby", "more", "more"),
    ("what is around here", "more"),
    ("what is around here", "30 minutes"),
    ("canteen open at 3 pm on Sunday",),
    ("canteen open on 31 February",),
    ("is there dinner nearby",),
    ("does the canteen deliver",),
    ("nursing home nearby, any free bed",),
    ("I use a wheelchair, where is a doctor",),
    ("canteen within 5 minutes", "I walk slowly"),
    ("jobs nearby",),
    ("legal advice nearby", "the first one"),
    ("recycling nearby", "the first one"),
    ("get a residence permit",),
    ("canteen nearby", "this is wrong"),
    ("canteen nearby", "the first one has moved", "check T-0001"),
    ("canteen nearby", "the ninth one"),
    ("opening hours of the library",),
    ("from Tangqiao station to Lancun Road station",),
    ("canteen near Xujiahui",),
    ("canteen near Weinan committee",),
    ("what is 1+1+1",),
    ("how many committees are there in Tangqiao",),
    ("I feel lonely",),
    ("my neighbour is too noisy",),
    ("my husband fell and cannot get up",),
    ("I smell gas",),
    ("I do not want to live any more",),
    ("forget me",),
    ("thank you",),
    ("what time is it",),
    ("what is the weather",),
    ("is there a supermarket",),
    ("is there a bank",),
    ("tell me a joke",),
    ("you are stupid",),
    ("asdf qwer",),
)


def chinese_in(text: str) -> str:
    """Give what is left in Chinese beside what the sources write so."""
    for words in AS_WRITTEN:
        text = text.replace(words, "")
    return "".join(CHINESE.findall(BRACKETED.sub("", text)))


@pytest.fixture(scope="module")
def talk() -> Talk:
    """Talk about Tangqiao."""
    return Talk()


@pytest.mark.parametrize("here", [False, True])
@pytest.mark.parametrize("texts", DIALOGUES, ids=" / ".join)
def test_an_english_dialogue_is_english(talk: Talk, texts: tuple[str, ...], here: bool) -> None:  # noqa: FBT001
    """Every line of every reply, and every button, with a place and without one."""
    reply = talk.says(*texts, here=here)
    assert reply.language == "en"
    for told in (reply.text, *(button.label for button in reply.buttons)):
        assert not chinese_in(told)
        assert "for certain" not in told
    assert all(line[0].upper() == line[0] for line in reply.text.split("\n") if line)


@pytest.mark.parametrize("verb", ["detail", "notes", "route"])
def test_every_facility_is_told_in_english(talk: Talk, verb: str) -> None:
    """What the dataset says of each facility has English words."""
    for one in TANGQIAO.facilities[:: 5 if verb == "route" else 1]:
        reply = talk.presses("language:en", f"{verb}:{one.id}", here=True)
        assert not chinese_in(reply.text), one.id


def test_all_that_is_offered_has_an_english_name() -> None:
    """A service that the list of terms leaves out would be read in Chinese."""
    said = {term for one in TANGQIAO.facilities for term in (*one.services, one.eligibility)}
    assert said - {""} <= TANGQIAO.terms.keys()


@pytest.mark.parametrize("asked", ["second one how go", "2 how go", "second go how"])
def test_few_words_ask_the_way(talk: Talk, asked: str) -> None:
    """A line and "how go" are enough."""
    reply = talk.says("canteen near Tangqiao station", asked)
    assert reply.intent is Intent.ROUTE
    assert "Nanquan" in reply.text


def test_no_chinese_is_no_wish(talk: Talk) -> None:
    """She is told which languages are written here, and the place is still waited for."""
    talk.says("need job", "no chinese")
    assert "English" in talk.says("need job", "no chinese").text
    assert talk.says("need job", "no chinese", "Tangqiao station").categories == ("jobs",)
