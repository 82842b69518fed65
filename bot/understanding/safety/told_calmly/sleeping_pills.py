"""A sleeping pill that was taken, and no word of how many: that is asked, and despair besides.

"吃了很多安眠药", a bottle or a handful is heard as before.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.wholes import says_only

SLEEPING_PILLS = "sleeping_pills"
"""Topic: a sleeping pill was taken."""
_PILLS = "(?:安眠药|安定|助眠药|睡觉的药|思诺思)"
_TOOK = regex(
    "(?:我|刚才|刚刚|刚|昨晚|昨天|晚上|夜里|睡前|已经|就|后来|也|还|,)*+(?:吃|服)(?:了|过)"
    f"(?:一|半|1)?(?:粒|片|颗)?{_PILLS}(?:了|,)*+(?:还是|也|都|,)*+(?:睡不着|没用|不管用)?(?:了)?"
    r"|i (?:have )?(?:just )?(?:took|taken|had) (?:a|one|my) sleeping (?:pill|tablet)"
)
_MOST_CHARS = 60


def took_sleeping_pills(text: str) -> bool:
    """Whether a normalised sentence tells that a sleeping pill was taken, and no more."""
    return says_only(text, _TOOK, _MOST_CHARS)
