"""Being alone, bored, low or sleepless, told plainly: a human word is due, and no ambulance.

Read clause by clause as whole sentences: whoever adds a word of giving up, of death or of an
illness is heard as before.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short
from bot.understanding.text.people import FAMILY

_MOST_CHARS = 30
_I = (
    "(?:我们?|阿拉|老太婆|退休(?:以后|后|了)?|昨晚|昨夜|昨天夜里|昨天晚上|昨天|现在|今天|今朝|最近|这几天|这两天|平时|白天|晚上|夜里|半夜|周末|过年|过节|天天|每天|整天|一天到晚|一直|总是?|老是"
    "|真的?|实在|觉得|感觉|感到|就|也|都|又|还|人|待|呆|坐|住|在|家里?|屋里向?|里|里头|一个人|自己|有点儿?|有些|蛮|很|好|太|老|挺|比较|心里|唉|哎)*+"
)
_END = "(?:得很|得慌|死了|煞|的|了|啊|呀|呢|哦|唉|哎|吧|啦|哉)*+"
_HOW = "(?:怎么办|哪能办|咋办|有什么办法|怎么弄|吗|么)?+"
_ALONE = (
    "(?:(?:[一两二三几半好多]+个?(?:天|晚上|礼拜|星期|月|年)(?:了|都|也|,)*+)?"
    "没有?人(?:跟|和|同|陪|来|找)+(?:我|侬)?(?:[说讲聊]过?(?:一句)?[话天]|说说话|讲讲话|聊聊天?|看我|玩|我|坐坐)?"
    "|没有?(?:一个)?人(?:说话|聊天|讲话)|(?:老)?(?:朋友|姐妹|老姐妹|同事|老同学)们?(?:都|全|一个个|也)*(?:不在|走光|搬走)|找不到人(?:说话|聊天|讲话)|没有?朋友|(?:只有|只剩|剩|光是)(?:我|自己)(?:一个人?|一人|自己)?|我一个人?|没空(?:管|陪|看|理|睬)我?)"
)
_BORED = (
    "(?:没(?:有)?(?:什么|啥)?(?:意思|劲|味道|事做|事情做|事干|事体做|事)|无聊|厌气|闷|冷清|冷冷清清|寂寞|孤单|孤独|空落落|空荡荡"
    "|不晓得做(?:什么|啥)|不知道(?:做|干)(?:什么|啥|点什么)|闲着|空)"
)
_LOW = (
    "(?:不(?:大|太|怎么)?(?:开心|高兴|快活|舒畅|痛快)|勿开心|想不开心|(?:心情|情绪)(?:不好|很差|差|低落|蛮差|有点差|不太好|不大好)"
    "|烦|烦躁|心烦|郁闷|发愁|难过|委屈|想哭|怕|害怕)"
)
_SLEEPLESS = (
    "(?:睡不着|睡不好|困不着|困勿着|失眠|睡不踏实|没睡好|没睡着|一夜没睡"
    "|睡眠(?:不好|很差|差)|(?:一晚上|一夜|整夜|整晚)?翻来(?:覆|翻)去(?:睡不着)?|躺着睡不着|睡得?不(?:好|着))觉?"
)
_KIN = (
    f"(?:我的?|阿拉)?(?:(?:{FAMILY})(?:和|跟"
    f"|,)?(?:{FAMILY})|{FAMILY}|孩子|小囡|小辈|家里人|他们|她们)"
)
_OFTEN = "(?:们|都|也|全|又|一直|很|太|老|好|,)*+"
_AWAY = (
    rf"{_KIN}{_OFTEN}(?:要上班|上班去"
    r"|忙|出差|出门|住院|不在(?:身边|家|上海)?|(?:在|去|住)了?(?:外地|国外|外国|外面|美国|加拿大|澳洲|日本|北京|深圳)(?:工作|上班|读书)?)"
)
_NEVER_COMES = (
    rf"{_KIN}{_OFTEN}(?:忙,?)?"
    r"(?:不在身边|没空(?:来)?(?:管|陪|看|理|睬)我?|(?:不|没|很少|难得|勿)(?:大|常|怎么)?(?:来|回来|回家|理|睬|陪|打电话来|打电话|来电话)(?:看|陪)?我?)"
)
_VAGUE = (
    r"(?:附近|塘桥|这边|这里|,)*+(?:有(?:没有)?(?:什么|啥|哪里|哪些)?(?:地方|事情?|活动|好)?(?:可以|好|能)?(?:去去|去|玩玩?|走走|逛逛|坐坐|做做?|参加|解解?闷|散散心|消遣|好玩|好去)"
    r"|(?:做|干)(?:点|些)?(?:什么|啥)好?|去(?:哪里|哪儿|啥地方)(?:好|坐坐|玩|走走)?|想(?:出去|找个地方)(?:走走|坐坐|散散心|玩玩?)|可以做(?:点)?什么|怎么办|哪能办)(?:吗|么|伐|好|呢)*+"
)
_EN = (
    r"(?:(?:i am|i'm|i feel|i've been|feeling|it is|it's|just|so|very|really|a bit|a little|today"
    r"|lately|all|quite) ?)*+(?:bored|boring|lonely|low|down|blue|alone(?: at home)?"
    r"|sad|in a bad mood|on my own)"
    r"(?: ?(?:at home|today|all day|here|again|lately|these days|at night))*"
    r"|(?:i )?(?:can't|cannot|could not|couldn't) (?:get to )?sleep(?: at night| again| well)?"
    r"|(?:i have |there is )?(?:nobody|no one|no-one) to talk to|nobody (?:visits|talks to) me"
    r"|my (?:children|kids|son|daughter) (?:never|rarely) (?:visits?|calls?|comes?)(?: me)?"
    r"|i have nothing to do|nothing to do(?: at home)?|i live (?:alone|by myself|on my own)"
    r"|my (?:children|kids|son|daughter)(?: (?:is|are|live|lives))? (?:busy|abroad|far away|away)"
)
_SLEEP = regex(f"{_I}{_SLEEPLESS}{_END}{_HOW}|.*(?<![a-z])sleep(?: at night| again| well)?")
_TELLS = regex(f"{_I}(?:{_ALONE}|{_BORED}|{_LOW}|{_SLEEPLESS}){_END}{_HOW}|{_EN}")
_HOME_ALONE = regex(
    "(?:我|阿拉|现在|今天|天天|每天|就|是|都|也|又|还|住|在|家里?|屋里|过年|过节|过|待|呆|吃饭|过日子|独自|自己|一直|老是)*+(?:我)?一个人"
    "(?:在家里?|住|过年|过节|吃饭|过|待着|呆着|在屋里|待在家里?|过日子)*+(?:了|啊|呀|的|呢)*+"
)
_ONLY_HER = regex(
    "(?:我们|我家|现在|平时|每天|天天|今天|白天|晚上|过年|过节|周末|家里?|屋里|里头|也|都|又|还|,)*+"
    f"(?:就|只有|只剩|就剩|剩|光)(?:我|自己)(?:一个人?|一人|自己)?{_END}"
    f"|(?:我|今年|年年|每年|又|也|都|还|是|,)*+一个人(?:过年|过节|过生日){_END}"
)
_MISSES = regex(f"{_NEVER_COMES}{_END}")
_ALL_FAR = regex(
    "(?:我的?|阿拉|我家的?)*+(?:孩子|小孩|小囡|小辈|子女|儿女|儿子女儿|儿女们)(?:们|都|也|全|又|现在|一直|,)*+"
    "(?:在|去|住在?)(?:外地|国外|外国|美国|加拿大|澳洲|日本|北京|深圳)(?:工作|上班|读书|定居|生活)?"
    f"{_END}"
)
_BEFORE = regex(f"(?:(?:唉|哎|侬好|你好|{_AWAY}|{_NEVER_COMES})(?:了|,)*+)++")
_AFTER = regex(f",?{_VAGUE}$")
# Oppressed and racing hearts may be an illness; a child alone at home is none of hers.
_BODY = regex("[心胸][里口]?(?:很|好|一直|老是|老|有点|有些|蛮)*[闷慌痛疼]|头|胸")


def is_sleepless(text: str) -> bool:
    """Whether a normalised sentence tells of no more than lying awake."""
    return is_low(text) and any(map(_SLEEP.fullmatch, _clauses(text)))


# "没事了" is relief, and "没事做" is none.
_RELIEF = regex(
    "(?:我|现在|已经|都|也|人|真的?|好了|,)*+没事(?:情|了|的|啊|呀|啦|哦|,|谢谢[你您]?)*+"
)


def is_low(text: str) -> bool:
    """Whether it tells plainly that somebody is alone, bored, low or sleepless, and no more."""
    if not is_short(text, _MOST_CHARS) or _BODY.search(text) or _RELIEF.fullmatch(text):
        return False
    clauses = _clauses(text)
    return any(map(_tells, clauses)) and all(
        _tells(one) or _HOME_ALONE.fullmatch(one) for one in clauses
    )


def _tells(clause: str) -> bool:
    return any(one.fullmatch(clause) for one in (_TELLS, _ONLY_HER, _MISSES, _ALL_FAR))


def _clauses(text: str) -> list[str]:
    """Cut what is told into clauses, without the kin that is away before and the wish behind."""
    said = text.strip(" .!?。")
    before = _BEFORE.match(said)
    if before and before.end() < len(said):
        said = said[before.end() :]
    said = _AFTER.sub("", said) or said
    return [one.strip() for one in said.split(",") if one.strip()]
