"""Whether somebody tells of a death in the family: it is met with a word before any list."""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short
from bot.understanding.text.people import FAMILY, FAMILY_EN

_MOST_CHARS = 28
_DIED = (
    "走(?:[了脱]|掉了)(?!吗|没|丢|散|失|[^,]{0,2},(?:去|回|到|坐|先))"
    "|去世|过世|病故|过辈|往生|没了|没脱|不在了|老掉了|死了|死脱"
)
_LOSS = regex(
    rf"(?:{FAMILY}|先生|太太)[^,]{{0,6}}(?:{_DIED})"
    rf"|(?<![a-z])(?:{FAMILY_EN}|partner)(?: [a-z]+){{0,2}} (?:died|passed away|is gone|is dead)"
    rf"(?![a-z])|(?<![a-z])(?:widow|widowed|lost my (?:{FAMILY_EN}))(?![a-z])"
)

_PET = "(?:猫咪?|狗狗?|小猫|小狗|老猫|老狗|鸟|鹦鹉|乌龟|兔子|仓鼠|金鱼|鱼|宠物|泰迪|金毛|毛孩子)"
_SAD = "(?:我|心里|真的?|好|很|太|非常|难过|难受|伤心|舍不得|想哭|哭了?|想它|一直|今天|,)*"
_PET_LOSS = regex(
    rf"(?:我们?|阿拉|我家|家里|养了[^,年]{{1,4}}年|养了很久|的|那只|只|老)*{_PET}(?:今天|昨天|早上|刚才?|也|已经|突然|病|老|生病|被车撞|就|给)*"
    rf"(?:死(?:了|掉了|脱了?)|没了|没脱|走了|去世了|过世了|不在了),?{_SAD}(?:怎么(?:办|处理)|埋哪里|送哪里|往哪里送)?(?:了|啊|呢|呀)*\??"
    rf"|(?:死(?:了|掉)的)?{_PET}的?尸体(?:怎么(?:办|处理)|埋哪里|送哪里)(?:啊|呢|呀)*\??"
    r"|(?:my|our)(?: old| little| dear)? (?:cat|dog|puppy|kitten|bird|parrot|rabbit|hamster"
    r"|tortoise|pet)"
    r"(?: has| just| is|'s)*(?: died| passed away| gone| dead)"
    r"(?: today| yesterday| this morning| last night)?"
    r"(?:[, ]+(?:and )?i(?:'m| am)(?: so| very)? (?:sad|heartbroken))?"
)

# "He is gone" of somebody named before; "走了" alone may be somebody who went home.
_GONE = regex(
    r"(?:医生(?:说|讲)|昨天|昨夜|前天|今天|今朝|刚才?|刚刚|早上|夜里|后来|最后|结果|到底|可是|但是|可|唉|哎|,)*+(?:他|她|伊|人)?(?:就|还是|已经|最后|也|都|人|,)*+"
    r"(?:(?<=[他她伊就是经后也都])(?:没了|没脱了?|不在了)|去世了|过世了|病故了|往生了|没(?:抢)?救(?:过来|回来|活)|抢救无效|没挺过来|没熬过来|老掉了)"
    r"(?:,?(?:我|心里|真的?|好|很|太|难过|难受|伤心|舍不得|想哭|想他|想她|怎么办|今天|一直|哭)*+)(?:了|啊|呀|唉)*+"
    "|(?:he|she)(?: has| just|'s)*+ (?:passed away|died)(?: today| yesterday| last night"
    "| this morning)?"
)


def tells_of_one_gone(text: str) -> bool:
    """Whether a normalised sentence says of somebody named before that he died, and no more."""
    said = text.strip(" .!?。")
    return is_short(said, _MOST_CHARS) and _GONE.fullmatch(said) is not None


def mourns_a_pet(text: str) -> bool:
    """Whether a normalised sentence tells of an animal that died, and of nothing else."""
    said = text.strip(" .!。")
    return is_short(said, _MOST_CHARS) and _PET_LOSS.fullmatch(said) is not None


def tells_of_a_loss(text: str) -> bool:
    """Whether a normalised sentence tells that one of the family died."""
    return _LOSS.search(text) is not None
