"""Which of several is meant, and by what they are compared: "2和3哪个近", "哪个先开"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case

_MEASURED_FROM = regex("离|距|from|to")
_WHICH = regex(
    r"哪(?:一?[个家处所间条只爿]|里一家)|谁|(?<![a-z])which(?![a-z])|还是(?=第|[一二三四五\d])"
    r"|比较一下|比一比|比比|(?<![a-z])compare "
    r"|(?:closer|nearer|farther|further|earlier|later) than "
)
_JOINED = regex("[和跟与]|还是| (?:or|and) ")
_COMPARE = regex("比较一下|比一比|比比|(?<![a-z])compare ")
_AGAINST = regex(
    "[跟和与][^,]{1,6}比|(?:^|它|这个|这家)比[^,]{1,6}(?:近|远|早|晚|便宜)|[它这][个家]?[跟和与][^,]{1,8}哪[个家]"
    "|(?<![a-z])(?:closer|nearer|farther|further|earlier|later|cheaper) than "
)
_SEEKS = regex("有|(?<![a-z])(?:any|anything|is there|something)(?![a-z])")
_THAT = regex("[近远]一?点?的?那一?[个家](?:呢|怎么样)?$")
_OF_SEVERAL = regex("(?:什么|啥)地方|比|哪里")
# "哪家最近", "which one opens first"; of lines that are named any order of words will do.
_BY = regex(
    r"(?:哪一?[个家处所间条只爿]|谁)(?:食堂|店)?(?:离[^,]{1,8}?)?(?:会|要|的|是|更|最|比较|顶|走过去)*"
    r"(?P<how>近|远|先开|[早晚后][开关]|[开关][门得到]*[更最]?[早晚久长迟]|好吃|便宜|实惠|好|大|小"
    r"|干净|新|安静|热闹|方便)(?:一?[点些])?(?:门|的|呢|啊|呀)*\??(?=$|,)"
    r"|(?P<turned>[最顶](?:近|远|早开|晚关)门?)的?(?:那[个家])?是?哪一?[个家处]"
    r"|(?:^|,)那?(?P<that>[最顶更]?[近远]一?点?)的?那一?[个家](?:呢|怎么样)?$"
    r"|(?<![a-z])which (?:one |place |of them )?(?:is |are |has )?(?:the )?"
    r"(?P<which>[a-z ]{3,24}?)\??(?=$|,)"
)
_NEAREST_ALONE = regex(
    "(?:那么?|要|我要|就|离我|离我家|离家|给我|,)*(?:最近|顶近|最最近)的?(?:那?一?[个家处])?(?:吧|呢|就行|就好)?"
    r"|(?:那么?|我|应该|该|要|,)*先(?:去|到|跑)哪(?:一?[个家处]|里|头)(?:好|呢|比较好|顺路|近)*\??"
    r"|(?:the )?(?:nearest|closest)(?: one)?(?: please)?\??"
    r"|which (?:one )?(?:should i|do i|to) (?:go to |visit |go )?first\??"
)
# Who leaves the choice to Yike walks least.
_ANY_OF_THEM = regex(
    "(?:那|嗯|哦|我|就|这些|这几[个家]|,)*(?:"
    "(?:哪一?[个家]|什么|啥|怎么)?(?:都|全)(?:可以|行|好|成|没关系|无所谓)|无所谓|随便(?:哪?一?[个家]|你|侬)?(?:都?(?:可以|行|好))?|随你|随侬"
    "|(?:你|侬)(?:说呢|定|看着?办?|决定|选|挑|安排|帮我[选挑定]|推荐|介绍)(?:哪一?[个家]|一?[个家]|好了)?"
    "|听[你侬]的(?:安排)?|(?:不知道|不晓得|想不好|不会|勿晓得)(?:选|挑|去)哪一?[个家]?"
    "|(?:帮我|替我|给我)?(?:推荐|选|挑|定)一?[个家]"
    "|(?:哪一?[个家])最?近就(?:去|要)?哪一?[个家]"
    ")(?:的|吧|好了|就好|就行|呀|啊|咯|了)*"
    "|(?:whatever|any(?: one| of them)?(?: will do)?|either(?: one)?|up to you"
    "|you (?:choose|decide|pick)(?: one)?(?: for me)?|i don't mind|doesn't matter)"
    "(?: please| is fine| is ok)?[.!]?"
)
_QUALITIES = {
    "nearest": regex("近|closer|nearer|nearest|closest|shorte"),
    "farthest": regex("远|farther|further|farthest|furthest"),
    "earliest": regex("先开|早|opens? first|earl"),
    "latest": regex("后关|[晚迟]|late|closes? last"),
    "longest": regex("[久长]|longe"),
    "taste": regex("好吃|味道|tast"),
    "cheapest": regex("便宜|实惠|cheap"),
}
_BETTER = regex("better|best|larger|bigger|quieter|cleaner")
_STATIONS = regex(
    "(?:[两哪一]+个?)(?:地铁)?站|(?:which|nearest|closest) (?:metro |subway )?station"
)


def asked_quality(case: Case) -> str | None:
    """Give by which quality several are compared; "" for one of which nothing is known.

    None where nothing is compared, or around a place without a word of the distance to it.
    """
    sentence, text = case.sentence, case.sentence.text
    joined = sentence.called is not None and _JOINED.search(text)
    near = joined or not sentence.has_place or _MEASURED_FROM.search(text)
    if not near or (sentence.called and not joined):
        return None
    if _NEAREST_ALONE.fullmatch(text) or leaves_choice(case):
        return "nearest"
    several = len(sentence.pick.lines) > 1
    if is_against(case) or (several and _COMPARE.search(text)):
        return next((key for key, words in _QUALITIES.items() if words.search(text)), "nearest")
    if not (_WHICH.search(text) or _THAT.search(text) or (several and _OF_SEVERAL.search(text))):
        return None
    return _named_quality(text, several=several)


def _named_quality(text: str, *, several: bool) -> str | None:
    """Give the quality that is named in a comparison: "哪个近"; "" for one that nobody knows."""
    found = _BY.search(text)
    named = next(filter(None, found.groups()), "") if found else ""
    said = text if several else named
    known = (key for key, words in _QUALITIES.items() if words.search(said))
    judged = found and (found["how"] or _BETTER.search(named))
    return next(known, "" if judged else None)


def leaves_choice(case: Case) -> bool:
    """Whether the choice is left to Yike: "都可以", "你定吧", "up to you"."""
    return _ANY_OF_THEM.fullmatch(case.sentence.text) is not None


def is_against(case: Case) -> bool:
    """Whether the one spoken of is compared with a line: "跟第一个比呢", "than the first"."""
    text = case.sentence.text
    one = len(case.sentence.pick.lines) == 1 and case.sentence.pick.first
    return bool(one) and _AGAINST.search(text) is not None and not _SEEKS.search(text)


def asks_for_station(case: Case) -> bool:
    """Whether metro stations are compared: "两个站哪个近"."""
    return _STATIONS.search(case.sentence.text) is not None
