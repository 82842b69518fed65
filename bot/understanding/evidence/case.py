"""A sentence with what is needed to decide about it, worked out when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from bot.lazy_regex import regex
from bot.understanding.evidence.asked_moment import AskedMoment
from bot.understanding.evidence.best_answer import best_answer
from bot.understanding.evidence.category_weights import ACT, ASKS_FOR, weigh
from bot.understanding.evidence.facility_changes import others_moved, tells_of_a_change
from bot.understanding.evidence.meaning_questions import meaning_asked
from bot.understanding.evidence.place_of_what import names_its_place, sets_out
from bot.understanding.evidence.refused_services import is_refused
from bot.understanding.evidence.unheard_words import unheard_in
from bot.understanding.evidence.untold_questions import untold_in
from bot.understanding.evidence.walking_ability import walking_ability_in
from bot.understanding.evidence.whose_walk import wishes_herself
from bot.understanding.lexicon.patterns import masked
from bot.understanding.query import Intent, Query
from bot.understanding.services import STATION
from bot.understanding.topics import MOVED

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from bot.knowledge.answers import Answers, Hit
    from bot.understanding.evidence.category_weights import Weighed
    from bot.understanding.evidence.walking_ability import WalkingAbility
    from bot.understanding.lexicon.patterns import Together
    from bot.understanding.safety.reading import Read, Safety
    from bot.understanding.safety.terms import TermMatches
    from bot.understanding.sentence import Sentence
    from geo.facility import Pace

_HOW_MANY = regex(
    "几[个条家处场次项台起件所名套张块份户辆篇亿回位座届种类级幢栋]|多少|多大|什么时候|几时|哪天"
)
WALKING = frozenset(
    {
        *(Intent.NEARBY, Intent.CIRCLE, Intent.DETAIL, Intent.MORE, Intent.ROUTE),
        *(Intent.SET_PLACE, Intent.SET_PACE),
    }
)
"""Wishes for which it matters where she is and how she walks."""
_DIFFERENCE = regex("区别|不同|不一样|哪个好|difference")
_CORRECTS = regex(
    r"^(?:哎呀|诶|哦|噢|喂|啊|等[一下]*|[,不])*(?:我|你|刚才|语音|识别|刚打的是[^,]*,|搞|弄)*(?:不对|不是(?!吗)|错[了啦]|说错|讲错"
    r"|搞错|弄错|打错|听错|听岔"
    r"|理解错|位置变了|换地方了|更正|纠正|说反|记错|重[新]?[说问来]|撤回|没说清楚|没写全)|(?:我|俺|阿拉)(?:又没|不是|没)?(?:说|讲|问|要)的是"
    r"|不是[^,·吗]{0,8}·?·*[,]?(?:而)?是|改主意|(?:谁|没)(?:说|要|让)[^,]{1,8},|是[^,]{1,8}不是(?!吗)"
    r"|[记说讲弄搞]错了?,(?:应该)?是|[你侬][^,]{0,4}[查弄搞算听当看想写报][^,]{0,2}成|^(?:请|帮)?[你侬]?改一下,"
    r"|(?<![a-z])(?:i meant?|i said|hang on, not|you (?:gave|showed) me|sorry typo|not the [a-z]+,"
    r"|no no|actually)(?![a-z])"
)


@dataclass(frozen=True)
class Case:
    """A sentence, and whom to ask about it. `either` are the tables of `either.toml`."""

    sentence: Sentence
    safety: Safety
    answers: Answers | None
    either: Mapping[str, Mapping[str, Any]]
    together: Together

    @cached_property
    def danger_words(self) -> TermMatches:
        """Words that may tell of danger; nobody fell at "Fells Point", or in "《…》"."""
        names = (*self.sentence.latin_names, *self.sentence.titles)
        return self.safety.find(masked(self.sentence.text, names))

    @cached_property
    def danger(self) -> Read | None:
        """What the sentence says about danger."""
        return self.safety.judge(self.danger_words)

    @cached_property
    def weighed(self) -> Weighed:
        """The services asked for."""
        return weigh(self.sentence)

    @cached_property
    def hit(self) -> Hit | None:
        """The cited answer that fits best."""
        if self.answers is None:
            return None
        named = bool(self.sentence.called or self.weighed.sure)
        return best_answer(self.answers, self.sentence, meaning=self.meaning, named=named)

    @cached_property
    def meaning(self) -> str:
        """The kind of house of which it is asked what it is for."""
        return meaning_asked(self.sentence)

    @cached_property
    def acts(self) -> bool:
        """Whether services are asked for surely enough."""
        meant = self.corrects and self.weighed.sure
        return meant or self.weighed.score >= ACT

    def has(self, *marks: str) -> bool:
        """Whether the sentence has one of these words."""
        return self.sentence.has(*marks)

    def has_kind(self, kind: str) -> bool:
        """Whether the sentence has a word of this kind."""
        return any(True for _ in self.sentence.of_kind(kind))

    @property
    def has_matter(self) -> bool:
        """Whether anything is spoken of, beside the small words of "这是什么东西"."""
        large = any(span.word.kind not in {"filler", "cue"} for span in self.sentence.spans)
        return large or self.sentence.unexplained() > 0 or self.says("report.counted")

    @property
    def refuses(self) -> bool:
        """Whether a service is refused: not all that are named are wanted."""
        spans = self.sentence.of_kind("category")
        return any(is_refused(self.sentence.text, span) for span in spans)

    @cached_property
    def compares(self) -> bool:
        """Whether two services are compared, of which an answer may know one at most."""
        named = {span.word.text for span in self.sentence.of_kind("category")}
        return len(named) > 1 and _DIFFERENCE.search(self.sentence.text) is not None

    @cached_property
    def asks_facts(self) -> bool:
        """Whether it is asked how many, how much, what or when."""
        return self.has("cue.fact", "cue.when") or _HOW_MANY.search(self.sentence.text) is not None

    @cached_property
    def asks_at_all(self) -> bool:
        """Whether a word asks for something, or about some moment."""
        return self.sentence.moment is not None or self.has(*ASKS_FOR, "intent.detail")

    def says(self, mark: str) -> bool:
        """Whether a word of this kind and key is there, or words that say it together."""
        return self.has(mark) or mark in self._said_together

    @cached_property
    def _said_together(self) -> frozenset[str]:
        """What is said by words that mean it only together."""
        return self.together.marks_in(self.sentence.text)

    @cached_property
    def pick(self) -> int | None:
        """The line of the last list; beside a service or a place "这里" is none, "刚才那家" is."""
        pick, named = self.sentence.pick.first, self.weighed.categories or self.sentence.has_place
        return None if pick == 0 and named and not self.sentence.pick.spans else pick

    @cached_property
    def walker(self) -> WalkingAbility:
        """How she walks."""
        return walking_ability_in(self.sentence, acts=self.acts)

    @cached_property
    def pace(self) -> Pace | None:
        """The pace that is said."""
        return self.walker.pace

    @cached_property
    def at(self) -> datetime | None:
        """The moment that is said."""
        return self._asked_moment.at

    @cached_property
    def open_now(self) -> bool:
        """Whether only open places are wanted."""
        return self._asked_moment.now

    @property
    def _asked_moment(self) -> AskedMoment:
        return AskedMoment(self.sentence, self.acts, bool(self.weighed.categories))

    @cached_property
    def corrects(self) -> bool:
        """Whether the sentence mends what was said or understood before."""
        return _CORRECTS.search(self.sentence.text) is not None

    @cached_property
    def mends(self) -> bool:
        """Whether it says, too, what is meant instead."""
        sentence = self.sentence
        slots = (sentence.has_place, sentence.moment, sentence.pick.lines, self.walker.off)
        return self.corrects and bool(self.weighed.categories or self.pace or any(slots))

    @cached_property
    def categories(self) -> tuple[str, ...]:
        """The services asked for; a committee that is named stands for its service station.

        Not where somebody sets out from it, or is there: "从金浦居委过去多远".
        """
        named = self.sentence.mentions.committee and not sets_out(self.sentence)
        return self.weighed.categories or ((STATION,) if named else ())

    @property
    def facility_changed(self) -> bool:
        """Whether it is told, not asked, that a facility or a line that is named has changed."""
        return tells_of_a_change(self.sentence) and not self.mends

    def alarm(self, topic: str) -> Query:
        """Say that somebody is in danger now."""
        situations = self.safety.situations_of(self.danger_words)
        place = self.sentence.mentions.place
        return self.query(
            Intent.EMERGENCY, topic=topic, situations=situations, place=place, pick=None
        )

    def query(self, intent: Intent, **slots: Any) -> Query:  # noqa: ANN401 - the slots of a Query
        """Say what is asked for, with the slots that go with every walk."""
        sentence, mentions = self.sentence, self.sentence.mentions
        said: dict[str, Any] = {"pick": self.pick, "corrects": self.corrects}
        if intent in WALKING:
            said |= self._walking
        if intent in {Intent.DETAIL, Intent.ROUTE} and names_its_place(sentence):
            said |= {"place": None}
        if intent is Intent.FEEDBACK:
            said |= {"picks": self._walking["picks"]}
        if intent is Intent.ANSWER:
            said |= {"attributes": self._walking["attributes"]}
        if intent is Intent.ROUTE and mentions.goal:
            said |= {"place": mentions.start, "goal": mentions.goal}
            slots |= {} if mentions.committee else {"categories": ()}
        if intent is Intent.SET_PLACE:
            said |= {"open_now": False, "at": None}
            said |= {"topic": MOVED} if others_moved(sentence) else {}
        return Query(intent, sentence.language, **(said | slots))

    @cached_property
    def _walking(self) -> dict[str, Any]:
        """The slots that go with every walk."""
        sentence, mentions = self.sentence, self.sentence.mentions
        untold = untold_in(sentence)
        return {
            "place": mentions.own
            if mentions.own and wishes_herself(sentence.text)
            else mentions.place,
            "homes": (mentions.own, mentions.place) if mentions.own and mentions.place else (),
            "place_text": mentions.text,
            "place_kind": mentions.kind,
            "point": sentence.typed.point if sentence.typed else None,
            "listed": mentions.listed,
            "minutes": sentence.minutes,
            "metres": sentence.times.walk_m,
            "pace": self.pace,
            "accessible": self.walker.accessible,
            "off": self.walker.off,
            "attributes": tuple(key for _, _, key in sentence.attributes),
            "open_now": self.open_now,
            "at": self.at,
            "rough_at": bool(self.at and sentence.moment and sentence.moment.rough),
            "on_any_day": bool(self.at and sentence.moment and sentence.moment.on_any_day),
            "either_half": bool(self.at and sentence.moment and sentence.moment.either_half),
            "weekdays": sentence.moment.weekdays if sentence.moment else (),
            "impossible": sentence.moment.impossible if sentence.moment else None,
            "picks": sentence.pick.lines if self.pick else (),
            "follows": self.has("cue.follow")
            or bool(mentions.place and sentence.text.endswith("呢")),
            "facility": None if self.pick else sentence.facility,
            "unheard": tuple(one for one in unheard_in(sentence) if one not in "|".join(untold)),
            "untold": untold,
            "meaning": self.meaning,
            "left_out": tuple(sentence.text[start:end] for start, end in sentence.left_out),
            "other_days": sentence.times.other_days,
        }
