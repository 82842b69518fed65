"""Whether what is named in a sentence is meant, denied, or a thing of the past."""

from __future__ import annotations

import re

from bot.lazy_regex import regex

# What stands between the denial and the thing stays within its clause: "别给我算|轮椅路线".
_NEAR = r"[^,·]{0,4}?"
_DENIAL = regex(
    r"(?:不(?:是|在|住|要|去|用|坐|推|拄|走|找|需要?|想|必|看)(?!了)|没(?:有|在|带|说|让|坐|推|叫)?|别|勿|无需|无须"
    rf"|除了|离开了|取消了?|又没|谁(?:说|要)){_NEAR}$|(?<![是有要能好会开对])[不没勿]$"
    r"|(?<![a-z])(?:not|isn't|don't|doesn't|no|without|never|wasn't|instead of|rather than)"
    r"(?: [a-z']+){0,2} ?$"
)
_AFTERWARDS = regex(
    r"[^,]{0,3}?(?:早就?)?(?:不(?:坐|用|推|拄|要|需要)了|用不[上着到]了|就?免了|就?算了|换成|撤掉|关掉|取消|去掉|off(?![a-z])"
    r"|还给(?!谁|哪|什么)|(?:还掉?|扔掉?|退掉?|卖掉?|收起来)了(?!吗))"
)
_ONCE = regex(
    r"(?:以前|原来|从前|老早|之前|曾经|原先|早先|本来)[^,·]{0,4}$"
    r"|(?<![a-z])(?:used to [a-z]+(?: in| at)?|(?:moved|coming) (?:away )?from|formerly in) ?$"
)
# What was made of her words: "你查成|周二了", "you gave me|Monday".
_MISHEARD = regex(
    r"[你侬您它][^,]{0,4}(?:查|弄|搞|算|听|当|看|想|写|报|改)[^,]{0,2}(?:成了?|到|做)[^,]{0,2}$"
    r"|[你侬您][^,]{0,2}(?:说|讲|给)[^,]{0,2}的是[^,]{0,2}$"
    r"|(?<![a-z])(?:you|it) (?:gave|told|said|showed|heard|took|checked)(?: me)?(?: it as| for)? ?$"
)
# What stands between a thing and the one that is meant instead: "第一个,不对,第三个".
_TAKEN_BACK = regex(
    # Spoken without a pause, only before another place or line: "塘桥站不对蓝村路站".
    r"(?:附近|这边|这里)?,?(?:哦|噢|啊|呃|哎呀|诶)*(?:不对)*(?:不对|[说讲搞弄记写]错)[了啊哦呀]*,?"
    r"(?=(?:我|俺|阿拉|应该|现在|刚才|说的|要的|是|在|住|去|到)*"
    r"(?:[^,不没]{1,8}?(?:站|路|村|居委|小区|弄|苑|园|街|医院|号)|第[一二三四五六七八九十\d]))|"
    r"[^,]{0,8}, ?(?:哦|噢|啊|呃|哎呀|诶|嗳|oh |ah )*"
    r"(?:(?:不不?(?:对|是)?|no|no no|(?:no )?wait|sorry)[了啊哦呀]*,"
    r"|不对(?=从|是|在|到|去)|[说讲搞弄记]?错了?|i mean(?![a-z]))"
)

# "别忘记我腿不好" says that she walks badly; behind it nothing is denied.
_REMINDER = regex(
    r"(?:[你侬您请喂,，\s]|要|可|千万|一定)*(?:(?:不要|别|勿要|不能|不可以)(?:忘记|忘掉|忘了|忘)(?:了)?|记得|记牢|记住)[哦啊呀,，\s]*"
    r"(?!.*(?:什么|啥|哪|吗|么|几|谁))(?=(?:我|阿拉|我们|[他她伊])(?!的|们?$)[^,，]{2,})"
    r"|(?:please |and )?(?:don't|do not|dont) forget(?: that)? (?=(?:i|we|my|he|she) [a-z']+)"
    r"|(?:please )?remember(?: that)? (?=(?:i|we) [a-z']+)",
    re.IGNORECASE,
)


# "你能帮我记住我住在蓝村小区吗" says where she lives.
_TO_REMEMBER = regex(
    r"(?:请问?|[你侬您]|能不能|可不可以|可以|能|麻烦|帮我|帮忙|给我|替我|先|就|把|,|，)*"
    r"(?:我(?:家|们家)?的?(?:住?地址|住址|位置)|我住(?:的地方|哪里|在哪里?))?(?:给我|帮我)?"
    r"(?:记住|记牢|记好|记下来?|记一下|记着|存下来?|存一下|保存)(?:一下|了|好吗|可以吗|好伐|吗|,|，|:|：|。|\s)*"
    r"(?P<told>(?:我|阿拉|俺)[^?？]*?|[^?？,，]*\d+(?:弄|号)[^?？]*?)"
    r"(?:可以|好|行|能|会)?(?:吗|么|伐|吧)?[?？。]*"
)
_HOME_TOLD = regex(r"(?:我|阿拉|俺)(?:们|自己)?(?:家|人)?(?:就)?(?:住在?|在|是)[^,，]{2,}")


def _remembered(text: str) -> str:
    """Give what she wants kept of where she lives; "" where that is not asked."""
    found = _TO_REMEMBER.fullmatch(text)
    told = found["told"] if found else ""
    if _HOME_TOLD.match(told):
        return told
    return f"我住{told}" if told and not told.startswith(("我", "阿拉", "俺")) else ""


_ALSO_OPEN = regex(
    r"(?P<when>晚上|夜里|半夜|周末|双休日?|节假日|星期[天日]|礼拜[天日]|中午|早上)(?:也|都|还)(?=开)"
)
_OPEN_LAST = regex(
    r"(?P<when>(?:晚上|夜里|周末|节假日|星期[天日]|礼拜[天日]|中午|早上)开)(?:着|门)?的有(?:没有|吗|伐)[?？]?"
)


def without_also(text: str) -> str:
    """Ask "有没有晚上也开的" and "晚上也开的有没有" as "有没有晚上开的"."""
    plain = _ALSO_OPEN.sub(r"\g<when>", text)
    return _OPEN_LAST.sub(r"有没有\g<when>的", plain) if _OPEN_LAST.fullmatch(plain) else plain


def without_reminder(text: str) -> str:
    """Give what somebody wants remembered, without that she does: "别忘记|我腿不好"."""
    if told := _remembered(text):
        return told
    return _REMINDER.sub("", text, count=1) if _REMINDER.match(text) else text


def is_taken_back(text: str, end: int) -> bool:
    """Whether what ends at `end` is taken back in the next clause: "去贵龙,不不,去蓝高"."""
    return _TAKEN_BACK.match(text, end) is not None


def is_denied(text: str, start: int, end: int | None = None) -> bool:
    """Whether `text[start:]` is denied just before, or after `end`: "不坐轮椅", "拐杖不用了".

    A question is no denial: "有没有", "是不是".
    """
    clause = max(text.rfind(",", 0, start), -1) + 1
    found = _DENIAL.search(text, clause, start)
    if found and not asks_both_ways(text, found.start()):
        return True
    return end is not None and _AFTERWARDS.match(text, end) is not None


def is_misheard(text: str, start: int) -> bool:
    """Whether `text[start:]` is what the program made of her words: "我说周四,你查成|周二了"."""
    return _MISHEARD.search(text, 0, start) is not None


def is_past(text: str, start: int) -> bool:
    """Whether `text[start:]` is what once was: "以前住…"."""
    clause = max(text.rfind(",", 0, start), -1) + 1
    return _ONCE.search(text, clause, start) is not None


def asks_both_ways(text: str, start: int) -> bool:
    """Whether a denial is half of a question: the same character on both sides, "要不要"."""
    return start > 0 and text[start - 1] == text[start + 1 : start + 2]
