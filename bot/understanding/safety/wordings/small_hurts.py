"""Small hurts and what is over, told as whole sentences: no ambulance is due, and first aid is.

Only of herself, on an arm, a hand, a knee, a foot; a fall only where she says that nothing came of
it. Whoever adds a head, a hip, blood that does not stop, or somebody old, is heard as before.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.length import is_short

FALL, BURN, CUT, BITE, STING, BRUISE, BLOOD, RISING, RECOVERED, NOT_FOOLED = (
    "hurt_fall",
    "hurt_burn",
    "hurt_cut",
    "hurt_bite",
    "hurt_sting",
    "hurt_bruise",
    "hurt_blood",
    "hurt_rising",
    "hurt_recovered",
    "hurt_not_fooled",
)
_MOST_CHARS = 30
_I = (
    "(?:我自己|我|阿拉|刚才|刚刚|刚|今天|今朝|昨天|早上|早晨|中午|晚上|下午|不小心|不当心|勿当心|走路|出门|买菜|在家里?|烧饭|做饭|烧菜|洗碗|切菜"
    "|切水果|削铅笔|干活|缝衣服|搬东西|修东西|下楼梯|下楼|上楼|洗澡|削水果|削苹果|削皮|做菜|倒水|的时候|就|稍微|有点|一|被|给|让|又|哎呀|,)*+"
)
_LIMB = (
    "(?:左|右)?(?:膝盖|膝馒头|手掌|手肘|胳膊肘|胳膊|手臂|手背|手心|脚底|手指头"
    "|手指|大拇指|食指|小腿|脚背|脚趾头?|脚后跟|手|脚|皮)(?:上|头)?"
)
_A_BIT = "(?:有点儿?|稍微|一点点|一点|一点儿|些|只是|就是|就|只|也|都|,)*+"
_MARK = "(?:擦破|蹭破|磨破|磕破|碰破|破|擦伤|磕|碰|蹭|青|乌青|淤青|发青|紫|红)"
_MARKED = (
    f"{_LIMB}{_A_BIT}(?:{_MARK}(?:一|了|点|个|小|口子"
    f"|皮|一块|块|肿|的|有点|,)*+)++(?:痛|疼)?(?:了|的)*+"
)
_FINE = (
    "(?:(?:不|勿)(?:要紧|碍事|严重|痛|疼)|没(?:有)?(?:什么|啥)?(?:大|要紧)?(?:事[情体]?|关系|问题)|没(?:有)?(?:受伤|伤着|伤到|摔伤|大碍|破)"
    "|好好的|能走|走得动|能动)(?:的|了|啦|,)*+"
)
_BUT = (
    "(?:,|不过|但是?|还好|幸好|好在|人|现在|也|都"
    "|倒|就是|只是|自己爬起来了|爬起来了|起来了|站起来了)*+"
)
_FALL = (
    rf"{_I}(?:摔|跌|滑|绊)(?:了|倒|到|跤|一跤|一下|一交|一记"
    rf"|个跟头)*+{_BUT}(?:{_FINE}{_BUT}(?:{_MARKED})?|{_MARKED}{_BUT}{_FINE}){_BUT}"
)
_TOT = (
    r"(?:我家?的?|小)?(?:宝宝|孩子|小孩|小囡|孙子|孙女|外孙女?|娃)(?:今天|刚才|刚|学会?|会|走路|走|了|跑|在|公园里?|家里?|小区里?|,)*+"
    r"(?:摔|跌)(?:了|倒|一跤|一下|一交)*+,?(?:又|自己|马上|就|立刻)++(?:爬|站)(?:了)?起来(?:了|继续玩|接着玩|又玩了?|没哭|不哭|还?笑|,)*+"
)
_HOT = "(?:被)?(?:热水|开水|热油|油|锅子?|锅盖|汤|熨斗|电熨斗|热水袋|蒸汽|烟头)?"
_BURN = (
    rf"{_I}(?:{_LIMB})?{_HOT}(?:{_LIMB})?(?:烫|溅)(?:了|到|着|伤|出|起)*+(?:(?:{_LIMB})?(?:了|,|就|有)*+(?:一?个)?(?:小)?(?:水)?泡|(?:{_LIMB})?(?:一下(?:{_LIMB})?(?:,?(?:有点|一点|就)?红了?(?:一点点?|一小块)?)?|一点点?|一小块)"
    r"|(?:,|有点|一点)*+红)(?:了|的|,)*+"
    rf"|{_I}{_LIMB}(?:上)?(?:烫|烧)(?:出|起)?了?(?:一?个)?(?:小)?(?:水)?泡了?"
)
_CUT = (
    rf"{_I}(?:刀|剪刀|玻璃|纸|钉子|鱼刺|刺|针)?(?:切|割|划|剪|扎|刺|戳|削)(?:到|破)(?:了)?(?:一点)?(?!手腕){_LIMB}(?:了|一点|点|一个|小|口子|皮|,|出|流|有|血|不多|怎么办)*+"
    rf"|{_I}(?!手腕){_LIMB}(?:被)?(?:刀|剪刀|玻璃|纸|钉子|针)?(?:切|割|划|剪|扎|刺|戳)(?:到|破|伤)(?:了|一点|点|一个|小|口子|皮|,|出|流|有|血|不多|怎么办)*+"
)
_BITE = (
    rf"{_I}(?:家里的?|邻居的?|外面的?|野|小区里?的?)?(?:狗|猫|小狗|小猫|野猫|宠物狗|老鼠|仓鼠)(?:咬|抓|挠)(?:了"
    rf"|到|破)*+(?:我)?(?:{_LIMB})?(?:了|一口|一下|一记|,|怎么办|要打针|打针|破皮|有点|出血|吗|要不要|哪里)*+"
)
_STING = (
    rf"{_I}(?:{_LIMB})?(?:被|给)?(?:小?蜜蜂|蚊子|虫子|小虫子?|蚂蚁|毛毛虫)(?:叮|蛰|蜇|咬|叮咬)(?:了"
    rf"|到)*+(?:我)?(?:{_LIMB})?(?:了|一口|一下|一记|个|一个|包|有点|肿|红|痒|痛|疼|,|怎么办)*+"
)
_BRUISE = (
    rf"{_I}(?:{_MARKED})(?:,|怎么办)*+"
    r"|(?:我|刚才|刚刚|今天|昨天|不小心|走路|下楼|,)*+(?:脚|脚脖子|脚踝|手|手指)(?:扭|崴)(?:了|到|伤|一下|,|有点|痛|疼|肿|怎么办)*+"
    r"|(?:我|刚才|刚刚|今天|昨天|不小心|走路|下楼|,)*+(?:扭|崴)(?:了|到|伤)*+(?:一下)?(?:脚|脚脖子|脚踝|手|手指)(?:了|一下|,|有点|痛|疼|肿|怎么办)*+"
)
_KNOCK = (
    rf"{_I}{_LIMB}(?:被)?(?:门|车门|抽屉|窗户?)?夹(?:了|到)*+(?:一下)?(?:,|有点|痛|疼|青|紫|红|肿|了)*+"
    rf"|{_I}(?:撞|磕|碰)(?:了|到)*+(?:一下)?(?:桌角|桌子|门|椅子|床角|墙|柜子)(?:上|,|了)*+{_LIMB}?(?:青|紫|红)了?(?:一块)?了?"
    rf"|{_I}{_LIMB}(?:里)?(?:扎|戳)(?:了|进|到)*+(?:一?[根个])?(?:木刺|鱼刺|刺|玻璃碴)(?:了|,|怎么办)*+"
)
# A little of it, where it is told so: much, black or vomited blood is an alarm.
_LITTLE = (
    "(?:有|带|见|出|流|沾|擦出|里|上|中|了|,)*+(?:一点点?|有点儿?|一点儿|些|一些|少量|少许"
    "|一丝丝?|几滴|点)(?:的)?(?:鲜)?(?:血|红)丝?"
)
_BLEEDS = (
    r"(?:我|最近|今天|今朝|早上|刚才|刚刚|这两天|昨天|便秘|痔疮|,)*+"
    rf"(?:(?:拉|解|上)?大便|大号|上厕所|马桶|手纸|草纸|卫生纸|擦屁股|刷牙|牙龈|牙齿|鼻子|鼻涕)(?:的时候|时)?{_LITTLE}"
    r"(?:了|的|,|要不要(?:紧|看)|要紧吗|怎么办|去看吗|不痛|不疼|不多|止住了|停了)*+"
)
_STAYS_IN_BED = (
    r"(?:我|冬天|天冷|天一冷|太冷|今天|今朝|最近|每天|天天|总是?|老是?|就是|真|都|困|困得|懒|懒得|太困|昨晚睡得?太?晚|闹钟响了|闹钟没响|,)*+"
    r"(?:(?:早上|早晨|一早|大清早)(?:冷|太冷|困|懒|真|都|就|总|老|的|,)*+起不来床?|(?:天冷|天一冷|太冷|困得|懒得|太困|闹钟响了|闹钟没响)(?:我|,)*+(?:起不来|起床)床?)"
    r"(?:了|啊|呀|的|,|想睡|困|太困|懒|天冷|太冷|被窝里?暖和?|睡过头)*+"
)
_ENGLISH = {
    FALL: (
        r"i (?:fell|slipped|tripped)(?: over| down)?,? (?:but )?(?:i'm|i am|it's"
        r"|nothing's)? ?(?:fine|ok|okay|all right|not hurt|nothing happened)"
    ),
    BURN: (
        r"i (?:burned|burnt|scalded) my (?:hand|finger"
        r"|fingers|thumb)(?: a (?:little|bit)| slightly)?"
    ),
    CUT: (
        r"i cut my (?:finger|thumb|hand)(?: a (?:little"
        r"|bit)| slightly| (?:with|on) a (?:knife|paper))?"
    ),
    STING: (
        r"(?:a |an )?(?:bee|mosquito|insect|bug) (?:stung|bit) me|i (?:was"
        r"|got) (?:stung|bitten) by (?:a |an )?(?:bee|mosquito|insect|bug)"
    ),
}
_MILD = (
    "(?:头晕|头昏|头痛|头疼|发烧|发热|寒热|感冒|咳嗽|拉肚子"
    "|肚子痛|肚子疼|胃痛|胃疼|牙痛|牙疼|腰痛|腰疼|不舒服)"
)
_THEN = "(?:刚才|刚刚|前两天|前几天|前一阵|前阵子|上个?(?:礼拜|星期|月)|上周|昨天|前天|早上)"
_OVER = (
    "(?:现在|今天|已经|都|也|全|就|,)*+(?:好了|不(?:晕|昏"
    "|痛|疼|烧|咳|拉)了|没事了|退了|退烧了)(?:,|没事了|了)*+"
)
_RECOVERED = (
    rf"(?:我|,)*+{_THEN}(?:我|有点|一直|,)*+{_MILD}(?:了|过|,)*+{_OVER}"
    r"|(?:我|就|让我|,|先|再)*+(?:躺|睡|歇|休息|坐)(?:一|个|会儿?|会|下|歇|躺|坐|了|,)*+(?:就|应该|会|也|都)*+(?:好|没事)(?:了|的|啦)*+"
)
_NOT_FOOLED = (
    r"(?:(?:昨天|前天|前两天|上次|刚才|今天|早上|我|,)*+有?(?:人|骗子|电话|人打电话)(?:打电话)?(?:来)?(?:想|要|来)?(?:骗我|骗)(?:钱|的钱|我|转账|汇钱|打钱)*+"
    r"|(?:昨天|前天|前两天|上次|刚才|今天|早上|我|,)*+(?:接到|碰到|遇到)(?:了)?(?:一个|个)?(?:诈骗|骗子的?|骗人的)(?:电话|短信)?)"
    r"(?:了|,|我|幸好|还好|好在|不过|但是)*+(?:没|没有|不)(?:上当|被骗|受骗|理他|理睬|给|相信|信|转钱|转|理)(?:了|他|的|,)*+"
)
_KINDS = {
    FALL: regex(f"{_FALL}|{_TOT}|{_ENGLISH[FALL]}"),
    BURN: regex(f"{_BURN}|{_ENGLISH[BURN]}"),
    CUT: regex(f"{_CUT}|{_ENGLISH[CUT]}"),
    BITE: regex(_BITE),
    STING: regex(f"{_STING}|{_ENGLISH[STING]}"),
    BRUISE: regex(f"{_BRUISE}|{_KNOCK}"),
    BLOOD: regex(_BLEEDS),
    RISING: regex(_STAYS_IN_BED),
    RECOVERED: regex(_RECOVERED),
    NOT_FOOLED: regex(_NOT_FOOLED),
}
HURTS = frozenset(_KINDS)
"""Topics of a small hurt, of an illness that is over, and of a fraud that came to nothing."""


def small_hurt(text: str) -> str | None:
    """Name the small hurt that a normalised sentence is; None where it is none, or more."""
    said = text.strip(" .!?。")
    if not is_short(said, _MOST_CHARS):
        return None
    return next((kind for kind, told in _KINDS.items() if told.fullmatch(said)), None)
