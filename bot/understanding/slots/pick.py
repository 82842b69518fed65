"""Which lines of the last list are meant: "第二个", "二号", "两个都", "the second one"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from bot.lazy_regex import regex
from bot.understanding.lexicon.patterns import masked
from bot.understanding.text.numbers import CHINESE_NUMBER, number
from bot.understanding.text.stance import is_denied, is_taken_back

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LAST = -1
IT = 0

Line = tuple[int, int, int]
"""Where a line is named, `text[start:end]`, and which it is."""

_THINGS = "个家处条所间号项座张位只爿"
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
# What voice-to-text makes of 第 where a line is named, and of 家 and 个 behind its number.
_SLIP_OF_NTH = (
    r"(?:^|(?<=[,到去要选看问说]))[地弟递帝]"
    rf"(?=(?:\d|{CHINESE_NUMBER})[{_THINGS}](?!月|人|孩子|小孩))"
)
_SLIPS_OF_THINGS = "加佳嘉价夹搁格各哥葛"
_LAST = regex(
    rf"(?:最后|末了|末脚|压末|顶后|末尾)(?:面的?|头)?那?[这那搿]?一?[{_THINGS}]"
    rf"|最(?:下[面头]|底下)的?那?一?[{_THINGS}]"
    # Slips of 最后一个 and 最后那个; "周末一个人" is none.
    rf"|最厚那?一?[{_THINGS}]|(?<![周月年期])末一[{_THINGS}]|最后哪[{_THINGS}](?=怎|咋|几点|电话|地址|在哪)"
    r"|(?<![a-z])(?:the )?last (?:one|place|option|address|phone|on (?:the|your) list)(?! bus)"
)
_BEFORE_LAST = regex(
    rf"倒数第(?P<nth>{CHINESE_NUMBER})[{_THINGS}]?"
    r"|(?<![a-z\d])(?:the )?(?:second|2nd)(?: to)? last(?: one)?(?![a-z])"
    r"|(?<![a-z])last but one(?![a-z])"
)
_ASKED_OF = "phone|telephone|address|hours|call"
_NTH = regex(
    rf"(?:(?<!月)第|{_SLIP_OF_NTH})\s?(?P<nth>\d{{1,2}}|{CHINESE_NUMBER})"
    rf"(?:[{_THINGS}](?!月|人|孩子|小孩)|[{_SLIPS_OF_THINGS}]?(?=[几怎的电地在开关远近呢搬吗,第和跟与]|$))"
    rf"|(?<![\d:第月/年])(?P<number>\d{{1,2}}|[一二三四五六七八九十])号(?=那|怎|咋|的|呢|$|电话|地址|搬|[和跟与远近离]|比|哪)"
    r"|^(?P<opening>[1-9一二三四五六七八九十])号(?=[几开关在])"
    r"|(?<![a-z])(?:number|no\.?|option|#) ?(?P<english>\d{1,2}|one|two|three|four|five)(?![a-z\d])"
    r"|(?<![a-z])(?:how (?:to |do i |can i )?(?:walk|go|get)(?: to)?|(?:walk|way|go) to"
    rf"|{_ASKED_OF}) (?P<walked>[1-9])(?=,|$)"
    r"|^(?P<led>[1-9]),? (?:how|where|walk|way|phone|address|open)(?![a-z])"
    r"|^(?P<alone>[\d一二三四五六七八九十])$|^我?[选要](?P<chosen>[1-9一二三四五六])$"
)
_ENGLISH_NTH = regex(
    rf"(?<![a-z])(?P<ordinal>{'|'.join(_ORDINALS)})"
    r"(?: one| 1| place| option|(?= ?[,?]|$"
    r"| (?:how|go how|where|what|when|phone|address|is|opens?|closes?|far)))(?![a-z])"
    rf"|(?<![a-z])the (?P<named>{'|'.join(_ORDINALS)})"
    r"(?: 1(?!\d))?(?! (?:time|floor|day|of))(?![a-z])"
    r"|(?<![a-z])(?P<figure>[1-9])(?:st|nd|rd|th)(?: one)?(?![a-z])"
)
# "2和3哪个近": bare numbers are lines where one of them is asked for.
_PAIR = regex(
    r"(?<![\d:点第])(?P<one>[1-9一二三四五六七八九])[个号家]?(?:和|跟|与|还是|比|、|,)"
    r"(?P<other>[1-9一二三四五六七八九])[个号家]?(?=[^\d,]{0,6}?(?:哪|谁|比|隔|离得|相距))"
    r"|(?<![a-z\d])is (?P<near>[1-9]) (?:closer|nearer|farther|further) than (?P<far>[1-9])(?!\d)"
    r"|(?<![a-z\d])(?P<left>[1-9]) (?:and|or) (?P<right>[1-9])(?![\d:]| ?(?:am|pm|o|min))"
    r"(?=.*which| far| apart|\??$)"
    r"|(?<=which)[a-z ]*?(?:closer|nearer|first|better|earlier|later),? "
    r"(?P<this>[1-9]) or (?P<that>[1-9])(?!\d)"
)
# A list begins with the nearest: also where a fact of it is asked, "最近的几点关门".
_FACT = (
    "几点|什么时候|啥辰光|什么辰光|电话|号码|地址|有(?:没有)?(?:电话|座机)|打什么|在哪|在啥"
    "|(?:今天|今朝|明天|明朝|后天|(?:这个?|下个?)?(?:礼拜|星期|周)[一二三四五六日天末]|现在|中午|夜里|夜到|晚上|早上)*"
    "(?:也|还|都)?(?:开|关|有人|有饭|休息)|要(?:不要|预约|钱|登记)|多少钱|贵|收费|怎么收|轮椅|能不能|可不可以"
)
_FIRST = regex(
    rf"最(?:上|前)[面头]?的?那?一?[{_THINGS}]|(?<!附)(?:最|顶)?近一?点?的?(?:那一?|一|这)[{_THINGS}]"
    rf"|(?:^|(?<=[,那么离我家]))(?:最|顶)近的(?=(?:{_FACT})[^的,]*$)"
    r"|(?<=[去到])最近的(?=,|$)|^(?:那么?|,)*近的(?=(?:怎么|哪能|如何)(?:走|去))"
    r"|(?<![a-z])(?:nearest|closest) one"
)
_ALL = regex(
    rf"(?P<count>[两俩二三四五]|\d|几)[{_THINGS}]?(?:都|(?=,?(?:里头?|当中|中间)?(?:哪|谁|比)))|(?:全部?|通通)都?|(?<![a-z])(?:both"
    r"|all)(?: of them)?(?![a-z])"
)
# What was named a moment ago, whatever else is said: "刚才那个怎么去,我在贵龙".
_TOLD = "(?:说|讲|给|发|报|推荐|介绍)我?过?[的个]"
_POINTED_AT = regex(
    rf"(?<!比)(?:(?:刚刚?才?|上面)[你侬]?(?:{_TOLD})?|前面[你侬]?{_TOLD}|[你侬](?:刚刚?才?|上[次趟回]|前面)?{_TOLD})"
    rf"(?:那?一?[{_THINGS}](?!地址|位置|定位|码)|地方)"
    r"|(?<![a-z])(?:the|that) [a-z ]{2,20}?(?: that)? you(?: just)?"
    r" (?:mentioned|told|said|gave|listed)(?![a-z])"
)
_IT = regex(
    rf"[它]|[这那该](?:一?[{_THINGS.replace('号', '')}](?!人)|地方|里|儿)"
    r"|刚才那|上面那|(?<=[去到选要])[他伊](?=[吧了,]|$)"
    r"|(?<![a-z'])(?:its?|this one|that one|this place|that place)(?![a-z'])",
)


_TRIED = regex(
    r"(?:[^,没不]{0,3}(?:我|都)?(?:吃|去|看|问|住|试|用)过|,?我?吃过)"
    r"(?!.*(?:(?<!不)(?:好吃|不错|蛮好|灵光)|再去|还想去|还要去|怎么[走去到]|哪能[走去]|在哪|几点|电话|地址))"
    r"|[^,第]{0,2}(?:实在)?(?:太|有点)(?:远|贵|挤|吵|难吃|不好吃|不灵)了?[啊呀]?"
    r"(?:[, ]*(?:换一?[个家]|还有(?:别的|其他)?|不去|不要|有没有别的)[^第怎]{0,4})?$"
    r"|[^,第]{0,2}(?:不想?去|不想?要)了?$"
    r"|[^,第]{0,2}(?:我们?|阿拉|俺|都)+(?:不(?:想|要|愿意|高兴)?去|不想?要|不喜欢|不考虑)(?![找走吃]|了?[吗么伐])"
)
_HAS_BEEN = regex(r"(?<![a-z])(?:been (?:to|in)|tried|visited|ate at|eaten at)(?: the)? ?$")
# Where another line is named, too: "第三个不好,第一个来", "第三个哦不对就第二个".
_TURNED_DOWN = regex(
    "[^,第]{0,2}?(?:不(?:好(?![找走吃])|行|合适)|不(?:要|去|考虑)(?:了|(?=,|第[^第]{1,6}要|$))|算了|太[远贵小吵挤])(?!吗)"
    "|[吧呀啊]?,?(?:哦|噢|啊|呃|诶|哎)*不对(?!吗)|吧,?还是"
)
# Told of one line where something is asked of another: "第一个打不通,第二个电话多少".
_SHUT = regex(
    "[^,第]{0,3}?(?:打不通|没人(?:接|在)|关(?:门了|了|着)|搬(?:走了|掉了|了)|拆了|停了|满了|坏了|不在了)(?![吗没])"
    "|(?: one)?(?:'s| is| was)? (?:closed|shut|gone)(?![a-z])"
)
_ALSO = regex("(?:和|与|跟|同|还有|,|(?<![a-z])and(?![a-z])| |the)*")
_RATHER = regex(r"(?:不是|不要|不)第[^,第]{1,3},?(?:而是|是|要)$")
_NONE_OF_THEM = regex(rf"[{_THINGS}]?(?:[都也全]|通通)不(?:要|去|想|行|好|考虑)(?![找走吃])")
_ALL_TRIED = regex(rf"[{_THINGS}]?(?:我们?|阿拉)?(?:[都也全]|通通)[^,]{{0,2}}[吃去看问住试用]过")
_UNWANTED = regex("不(?:要|去|想|行|好(?![找走吃])|考虑|合适|喜欢)")
_ASKS = regex("[几哪吗谁怎啥?]|多少|什么|电话|地址|号码|[有要能开远]不|有没有")


class Pick(NamedTuple):
    """The lines that are meant: from 1, −1 for the last and −2 for the one before, 0 for "it".

    `spans` hold the words.
    """

    lines: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def first(self) -> int | None:
        """The first line that is meant, or None."""
        return self.lines[0] if self.lines else None


def picks_in(text: str) -> Pick:
    """Find every line of the last list that is meant; one that is denied is not."""
    numbered = sorted(_numbered(text))
    meant = _meant(text, numbered)
    lines = tuple(dict.fromkeys(line for _, _, line in meant))
    if lines:
        return Pick(lines, tuple((start, end) for start, end, _ in meant))
    every = None if numbered else _ALL.search(text)
    if every and every["count"] and not _UNWANTED.match(text, every.end()):
        count = number(every["count"].replace("俩", "两")) or 2
        return Pick(tuple(range(1, count + 1)), (every.span(),))
    pointed = _POINTED_AT.search(text)
    if pointed:
        return Pick((IT,), (pointed.span(),))
    return Pick((IT,)) if _IT.search(text) else Pick()


def lines_refused(text: str) -> tuple[int, ...]:
    """Give the lines that are named only to be left out: "第二个我去过了", "除了第一个"."""
    numbered = sorted(_numbered(text))
    if _meant(text, numbered):
        return ()
    return tuple(dict.fromkeys(line for _, _, line in numbered if line > 0))


def _meant(text: str, numbered: Sequence[Line]) -> list[Line]:
    """Leave out the lines that are denied, taken back, or only told of beside others."""
    end = numbered[-1][1] if numbered else 0
    if numbered and (_NONE_OF_THEM.match(text, end) or _ALL_TRIED.match(text, end)):
        return [line for line in _kept(text, numbered) if not _joined(text, line, numbered[-1])]
    kept = list(_kept(text, numbered))
    return _open_ones(text, kept) or kept


def _open_ones(text: str, lines: Sequence[Line]) -> list[Line]:
    """Leave out the lines that are told to be shut: "第一个和第二个都关了,第三个呢"."""
    left: list[Line] = []
    shut_from = -1  # where the line behind stands, if it is shut
    for line in reversed(lines):
        joined = shut_from >= 0 and _ALSO.fullmatch(text, line[1], shut_from)
        shut = joined or _SHUT.match(text, line[1])
        shut_from = line[0] if shut else -1
        left = left if shut else [line, *left]
    return left


def _joined(text: str, line: Line, last: Line) -> bool:
    """Whether a line stands in the clause of the last one: "第二个第三个都不要"."""
    return "," not in text[line[0] : last[0]]


def _kept(text: str, numbered: Sequence[Line]) -> Iterator[Line]:
    """Leave out the lines that are denied or taken back."""
    last = numbered[-1] if numbered else (0, 0, 0)
    told = _is_told_before(text, *last[:2])
    several, said = len({line for _, _, line in numbered}) > 1, 0
    for start, end, line in numbered:
        mended = start < last[0] and (told or is_taken_back(text, end))
        turned_down = several and _TURNED_DOWN.match(text, end)
        denied = _is_denied(text, start, end) and said != start
        tried = turned_down or _TRIED.match(text, end)
        said = tried.end() if tried else 0  # "第一个我不去|第二个": of the first alone
        if not (mended or tried or denied):
            yield start, end, line


def _is_told_before(text: str, start: int, end: int) -> bool:
    """Whether all before the last line only tells: "第一个有坡道,第二个呢"."""
    before, pause, _ = text[:start].rpartition(",")
    return bool(pause) and text[end:] == "呢" and not _ASKS.search(before)


def _numbered(text: str) -> Iterator[tuple[int, int, int]]:
    from_end = _from_the_end(text)
    yield from from_end
    text = masked(text, [(start, end) for start, end, _ in from_end])
    pair = _PAIR.search(text)
    if pair:
        yield from ((*pair.span(), number(said) or 0) for said in pair.groups() if said)
        text = masked(text, [pair.span()])
    for found in _NTH.finditer(text):
        yield *found.span(), number(next(filter(None, found.groups()))) or 0
    for found in _ENGLISH_NTH.finditer(text):
        said = found["ordinal"] or found["named"]
        yield *found.span(), _ORDINALS.get(said or "") or int(found["figure"] or 0)
    first = _FIRST.search(text)
    if first:
        yield *first.span(), 1


def _from_the_end(text: str) -> list[Line]:
    before_last = [
        (*one.span(), -(number(one["nth"] or "") or 2)) for one in _BEFORE_LAST.finditer(text)
    ]
    text = masked(text, [(start, end) for start, end, _ in before_last])
    return [*before_last, *((*found.span(), LAST) for found in _LAST.finditer(text))]


def _is_denied(text: str, start: int, end: int) -> bool:
    """Whether the line is denied, or taken back at once: "第二个,哦不,第三个".

    Of "不是第二个是第三个" the last is meant.
    """
    if _RATHER.search(text, 0, start):
        return False
    return (
        is_denied(text, start)
        or _HAS_BEEN.search(text, 0, start) is not None
        or re.match(r",?(?:哦|噢|啊|呃)?不(?:对|是)?,", text[end:]) is not None
    )
