"""Death that was only said in anger, and taken back as such: "不是真的要死,就是气".

Both halves are needed; "不是真的想死" alone, or with a word more, is heard as before.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.wholes import says_only

_LEAD = "(?:我|也|又|其实|哎呀?|唉|放心|侬放心|你放心|别担心|不要担心|,|\\s)*+"
_DENIED = (
    "(?:(?:不是|没有?|并不是|倒不是|又不是)(?:真的?|真心|当真|说|讲|的)*+(?:要|想)(?:去)?(?:死|"
    "寻死|自杀|寻短见)(?:的意思|的|了|啦)*+)"
)
_ANGRY = (
    "(?:(?:我|就是|只是|就|是|不过是?|被他们|被|让他们|他们|太|真|给|实在|一时|刚才|那是|,|\\s)*+"
    "(?:气死(?:我)?|气人|气话|气不过|气|生气|发火|火大|发发牢骚|发牢骚|牢骚话?|说说而已|说说|"
    "随口一?说|讲讲|抱怨|着急)(?:罢了|而已|的|了|啊|呀|,|\\s)*+)"
)
_TOLD = regex(
    f"(?!.*气(?:急|喘|短|不上|闷|促)){_LEAD}{_DENIED}(?:,|\\s)*+{_ANGRY}{{1,3}}"
    r"|(?:no,? )?i (?:do not|don't|did not|didn't) (?:really |actually )?(?:want|mean) to "
    r"(?:die|kill myself),? (?:i am|i'm|i was) (?:just|only) (?:so )?(?:angry|annoyed|upset|"
    r"fed up)"
)
_MOST_CHARS = 90


def is_mere_anger(text: str) -> bool:
    """Whether a normalised sentence tells as a whole that death was only said in anger."""
    return says_only(text, _TOLD, _MOST_CHARS)
