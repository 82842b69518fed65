"""Names of places that are not in the dataset, told by the words around them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import any_of
from bot.understanding.moments.durations import durations_in
from bot.understanding.places.roles import Role
from bot.understanding.text.people import FAMILY

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from bot.understanding.lexicon.lexicon import Lexicon, WordSpan

_ENGLISH_NAME = regex(
    r"(?:\b(?:near|in|at|around|from|by|beside|close to|next to|to)\s+(?:the\s+)?)"
    r"((?:[A-Z][\w'’]+)(?:\s+(?:of\s+|the\s+)*[A-Z][\w'’]+)*)",
)
_ENGLISH_STATION = regex(
    r"(?<![a-z])(?:near|around|by|at|from|outside|beside|close to|next to) "
    r"(?P<name>(?:the |a )?(?:nearest |closest )?"
    r"(?:(?:metro|subway|tube)(?: station)?|(?<=the )station))"
    r"(?![a-z])"
)
_ANY_STATION = regex(
    r"(?:最近的)?(?:地铁站?口?|轨交站|轻轨站)"
    r"|(?:the |a )?(?:nearest |closest )?(?:metro|subway|tube)?(?: ?station)?"
)
# Where somebody has her papers or her children, or comes from, and is not now.
_PAPERS = regex(
    "(?:户口|户籍|籍贯|医保|社保|证|[儿女]子?|小囡|小孩|孩子|孙[子女]|亲家|兄弟|[弟妹哥姐])[^,]{0,4}$"
)
_NATIVE = regex(
    "(?:的?(?:户口|户籍|医保|社保|身份证|护照|驾照)|籍|[^,]{0,2}[过回上出]来|来|人(?![民口])|话|的(?=,|$))"
)
_AWAY = regex(r"我(?:自己|现在|人)?[在住]$|(?<![a-z])i(?:'m| am| live) in $")
_HERS = regex(
    "[爸妈爹娘她]|父[亲母]|母亲|爷爷|奶奶|外[公婆]|老人|(?<![a-z])(?:mother|father|mum|mom|dad)"
)
_THERE = regex("那边|那里|那儿|当地")
# Streets of Shanghai are called after cities: "宜昌路", "北京西路".
_I_AM_IN = (
    r"(?:(?:^|,|我)(?:人|现在|目前|还|正|都|一个人|住|自己)*(?:在|勒)"
    r"|(?<![a-z])i(?:'m| am| live)(?: now| still| living)* in )"
)
_KIN_LIVES = rf"(?:{FAMILY}|[她他伊])们?(?:一个人|现在|就|也)?住在?(?!得)"
_STREET = "[东西南北中]?(?:路|街|新村|小区|公寓|花园)"
_WORDLESS = frozenset({"filler", "cue", "pace", "outside", "either"})
_SHOPS = frozenset({"shops", "restaurants", "money"})
# Letters of a sentence, not of a name.
_NAME = r"[^\W_a-z的了吗呢不没要想吃怎哪这那个第我你他她它是就还都很说请再问找看能会可和跟刚在叫]"
_ASIDE = r"(?:这边|那边|这里|附近|一带|这块|那块|这头|那头|这片|那片)(?:$|,|有|哪|的|过)"
_NUMBERED = r"[路弄街巷里宅坊]\d{1,4}(?:弄|号)(?!线)"
_INSTITUTION = regex("(?:医院|图书馆|文化馆|公园)(?:[东西南北新]院|[东西南北]馆)?$")
# What one does for a while is no name: "送过去待一天的地方".
_STAY = regex("[待呆住坐玩歇躺睡过逛走放寄][一几两半]?(?:天|晚|夜|会儿?|下|个|趟|段|阵)")
_TAIL = regex(r"(?:上班|打工|工作|读书|上学|里面?|旁|边上?|去|住|来|那|这|呢|附近|门口|出来)+$")


@dataclass(frozen=True, slots=True)
class UnknownPlaces:
    """Finds names after "我在", before "附近", with an ending, or well known in the city."""

    lexicon: Lexicon
    never: re.Pattern[str]
    elsewhere: re.Pattern[str]
    cities: re.Pattern[str]
    from_afar: re.Pattern[str]
    """She says that she is in one of these herself."""
    generic: re.Pattern[str]
    plain: re.Pattern[str]
    """What can be nothing else: a street with a number, a hospital with one."""
    patterns: tuple[re.Pattern[str], ...]

    @classmethod
    def of(
        cls, lexicon: Lexicon, clues: Mapping[str, Mapping[str, Any]], cities: Iterable[str]
    ) -> UnknownPlaces:
        """Prepare the clues of `place.toml`; `cities` are far away."""
        after, loosely, before, ending = (
            "|".join(map(re.escape, sorted(clues[key]["words"], key=len, reverse=True)))
            for key in ("after", "after_loosely", "before", "ending")
        )
        alone = "|".join(clues["ending_alone"]["words"])
        proper = "|".join(clues["ending_proper"]["words"])
        around = "".join(f"|{re.escape(city)}" for city in clues["city"]["words"])
        far = tuple(cities)
        name = rf"(?P<name>{_NAME}{{2,10}}?)"
        return cls(
            lexicon,
            re.compile("|".join(map(re.escape, clues["never"]["words"]))),
            any_of((*clues["elsewhere"]["words"], *clues["elsewhere_written"]["words"])),
            re.compile(rf"(?:{any_of(far).pattern})(?!{_STREET})"),
            re.compile(rf"{_I_AM_IN}(?:{any_of(far).pattern})(?!{_STREET})"),
            re.compile("|".join(clues["generic"]["words"])),
            re.compile(
                rf"(?:^|,|[住在去到])(?P<name>(?![住在家找去]){_NAME}{{1,6}}{_NUMBERED})"
                "|(?P<hospital>第[一二三四五六七八九十]+人民医院)"
            ),
            (
                re.compile(
                    rf"(?:{after}|{_KIN_LIVES})[了勒]?{name}(?=的?(?:{before})|了?,|了?$|里,|里$)"
                ),
                re.compile(rf"(?:{loosely})(?P<name>{_NAME}{{2,10}}?)(?=的?(?:{before}))"),
                re.compile(rf"(?P<name>{_NAME}{{2,8}}(?:{ending})\d*号?弄?)(?=的?(?:{before}))"),
                re.compile(
                    rf"(?:^|,|住|在)(?P<name>(?![住在家找去]){_NAME}{{1,8}}(?:{alone}))(?=,|$|周|出)"
                ),
                re.compile(rf"(?:^|,|住|在)(?P<name>(?![住在家找去]){_NAME}{{2,6}}(?:{proper}))"),
                re.compile(rf"(?:^|,)(?P<name>(?![住在家找去到离从]){_NAME}{{2,4}})(?={_ASIDE})"),
                re.compile(
                    rf"(?:叫|名叫|叫做)(?P<name>{_NAME}{{2,8}})(?=的(?:小区|地方|弄堂|村|楼|路))"
                ),
                re.compile(
                    rf"(?:^|,|住|在|去|到|查一下|问一下{around})(?P<name>(?![住在家找去附]){_NAME}{{2,4}}"
                    r"(?:医院|图书馆|文化馆|公园)(?:[东西南北新]院|[东西南北]馆)?)"
                ),
            ),
        )

    def find(self, text: str, written: str, *, sure_only: bool) -> Iterator[tuple[int, int, Role]]:
        """Give where names stand, and at least what part each plays; where somebody is from, that.

        With `sure_only` none but well-known parts of the city, and cities, are found.
        """
        origins = []
        for found in self.cities.finditer(text):
            is_origin = _is_origin(text, *found.span())
            origins += [found.span()] if is_origin else []
            yield *found.span(), Role.FORMER if is_origin else Role.WORK
        for found in self.elsewhere.finditer(text):
            yield *found.span(), Role.PLAIN
        for start, end in () if sure_only else self._told(text, written):
            if not any(start < stop and begin < end for begin, stop in origins):
                yield start, end, Role.PLAIN

    def _told(self, text: str, written: str) -> Iterator[tuple[int, int]]:
        """Give where the words around tell that something is the name of a place."""
        for found in self.plain.finditer(text):
            yield found.span(found.lastgroup or 0)
        for found in (one for pattern in self.patterns for one in pattern.finditer(text)):
            start, end = found.span("name")
            end -= len(text[start:end]) - len(_TAIL.sub("", text[start:end]))
            if end - start > 1 and self.is_name(text[start:end]):
                yield start, end
        for found in _ENGLISH_STATION.finditer(text):
            yield found.span("name")
        for found in _ENGLISH_NAME.finditer(written):
            start = text.find(found[1].lower())
            if start >= 0 and self.is_name(found[1].lower()):
                yield start, start + len(found[1])

    def named_in(self, text: str) -> list[tuple[int, int]]:
        """Where Latin letters name a part of the city or another one."""
        found = (*self.cities.finditer(text), *self.elsewhere.finditer(text))
        return [match.span() for match in found if match[0].isascii()]

    def longer_elsewhere(self, text: str, start: int, end: int) -> int:
        """Say where a name outside the town ends that begins with one inside: "龙阳路|站"."""
        found = self.elsewhere.match(text, start)
        return found.end() if found else end

    def is_elsewhere(self, name: str) -> bool:
        """Whether the name is of a well-known part of the city, or of another city."""
        return self.elsewhere.fullmatch(name) is not None or self.is_far(name)

    def is_from_afar(self, text: str) -> bool:
        """Whether a normalised sentence is told from another city or country."""
        return self.from_afar.search(text) is not None

    @staticmethod
    def is_any_station(name: str) -> bool:
        """Whether a name is none: any station, the nearest, is meant."""
        return _ANY_STATION.fullmatch(name) is not None

    def is_far(self, name: str) -> bool:
        """Whether the name is of another city or country."""
        return self.cities.fullmatch(name) is not None

    def is_name(self, name: str) -> bool:
        """A name holds no word that asks for something."""
        if self.never.match(name) or _STAY.match(name):
            return False
        spans = self.lexicon.scan(name)
        if durations_in(name) or any(_is_shop(span, name) for span in spans):
            return False
        institution = _INSTITUTION.search(name)
        if institution and self.generic.match(name):
            return False
        if institution and not self.lexicon.scan(name[: institution.start()]):
            return institution.start() > 0
        if any(span.word.kind not in _WORDLESS or span.word.key == "where" for span in spans):
            return False
        covered = sum(span.end - span.start for span in spans if span.word.kind != "outside")
        return len(name) - covered >= 1


def _is_origin(text: str, start: int, end: int) -> bool:
    """Whether a city is where somebody's papers or children are, and nothing is asked of there."""
    told = _PAPERS.search(text, 0, start) or _NATIVE.match(text, end)
    told = told or (_AWAY.search(text, 0, start) and _HERS.search(text))
    return told is not None and _THERE.search(text, end) is None


def _is_shop(span: WordSpan, name: str) -> bool:
    """Whether the whole name is a shop's: "改成超市" tells of no place."""
    return span.word.key in _SHOPS and span.end - span.start == len(name)
