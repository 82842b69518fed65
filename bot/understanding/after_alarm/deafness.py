"""Whether somebody tells that she cannot hear or speak, and so cannot telephone."""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, FAMILY_EN, NEIGHBOURS, OLD

_TELLS = regex(
    r"(?<!装)(?:聋哑|耳聋|聋)(?!了吗|子听)|我(?:是个?|就是)?哑巴?|(?:我们?|阿拉|耳朵)(?:自己|什么都|啥也|啥都|完全|一点|也|都|真的|又|耳朵)*"
    r"听(?:不见|不到|勿见|勿到|勿出)(?!人|有|门|声|他|她|伊|你|侬|里面|动静|回|孩子|外面)"
    r"|我(?:不能|不会|没法|说不出|讲不出|勿会)(?:说话|讲话|讲|话)(?!了)"
    r"|(?<![a-z])(?:deaf(?! ears)|hard of hearing|hearing[- ]impaired|(?:i|we) (?:am |are )?"
    r"(?:can't|cannot|can not|could not|unable to) hear(?! (?:him|her|them|it|anything|you|my|the))"
    r"|(?:i am|i'm|we are) (?:mute|dumb)"
    r"|(?:i|we) (?:can't|cannot|can not) (?:hear or )?speak)(?![a-z])"
)
_OF_OTHERS = regex(
    rf"(?:{FAMILY}|{OLD}|{NEIGHBOURS}|他|她|伊)(?:的)?(?:耳朵?|人|今年|已经|也|都|又|是|有点|个|完全|一个|以前)*(?:聋|听)"
    rf"|(?<![a-z])(?:he|she|they|{FAMILY_EN}|neighbou?r)"
    r"(?: (?:is|are|was|has been|'s))? (?:also |almost |quite )*(?:deaf|hard of)"
)


def is_deaf(text: str) -> bool:
    """Whether a normalised sentence tells so of who writes it, or of the deaf in general."""
    return bool(_TELLS.search(text)) and not _OF_OTHERS.search(text)
