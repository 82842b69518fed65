"""Who has forgotten something herself, and who asks what is kept of her, or to erase it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent

if TYPE_CHECKING:
    from bot.understanding.small_talk.said import Said

_KEPT = (
    r"(?!.*(?:不要|别|勿|不许|不准)再?保?存).{0,6}(?:我的?|阿拉)(?:位置|信息|地址|隐私|号码|电话|资料|话|行踪)"
    r".{0,4}(?:卖|泄|给别人|给人家|外传|上报|公开|存|告诉(?:别人|人家|谁|居委会?|街道|社区"
    r"|邻居|警察|政府)).{0,6}"
    r"|.{0,20}(?:sell|share|leak) my (?:location|data|position|address).{0,10}"
)
_FORGET = "忘(?:记|掉|了|脱)*"
_OFTEN = (
    "(?:又|都|也|已经|老是|老|总是|总归|真的?|刚才?|就|一下子|全|会|好像|可能|现在"
    "|哎呀?|唉|啊|哦|,)*"
)
_FORGOT = (
    rf"(?![都全][^了]*$)(?:(?:脑子|记性|年纪)[^,忘]{{0,4}},?|(?:你|侬)?{_OFTEN}(?:说"
    rf"|讲)过?的(?:话)?)?"
    rf"{_OFTEN}(?:我|阿拉|自己|脑子|人老了|年纪大了)*{_OFTEN}(?:{_FORGET}|想不起来?"
    rf"|记不[得住起牢]|不记得)"
    rf"(?:你|侬|您)?{_OFTEN}(?:(?:要)?(?:说|讲|问|做|干)(?:的|过|了)*(?:什么|啥"
    rf"|点啥)?的?)?(?:了|哉|啦|嘞|呀|,|!|。)*"
    r"|(?:我|阿拉|人老了|年纪大了|老了|,)*(?:记性|忘性|记忆力)(?:很|蛮|太|不|真"
    r"|越来越)*(?:好|差|大|坏|行)(?:了|,|。)*"
    r"|(?:oh|sorry|,| )*i(?:'ve| have| just| always| already| keep| again)* "
    r"(?:forgot|forget|forgotten|forgetting|can't remember|cannot remember|don't remember)"
    r"(?: it| that| again| already| now| everything| what you (?:said|told me))*[.!]*"
)
_STORES = (
    "(?:保?存|记得?|记录|记住)(?:了|着|下|过)*我的?(?:现在|家|人)*"
    "(?:位置|地址|住址|定位|住?在?(?:哪[里儿]?|啥地方|什么地方))(?:了|的)*"
)
_ABOUT_KEPT = (
    rf"(?:那|你们?|侬|您|请问|还|,)*(?:(?:会不会|有没有|是不是|是否){_STORES}(?:呢|啊)?|(?:会|都)?{_STORES}(?:吗|么|没有?|伐))\??|"
    r"(?:那|你们?|侬|您|会不会|是不是|有没有|已经|会|还|要|把我|,)*"
    rf"{_FORGET}我?{_OFTEN}(?:了|的)*(?:吗|么|没有?|伐)\??"
    r"|(?:请|求|你们?|侬|您|千万|,)*(?:不要|别|勿要|不许|不能|不可以|不准)(?:把我)?"
    rf"{_FORGET}我?(?:哦|啊|呀|了|哈|,|!|。)*"
    r"|(?:do|did|will|have|can) you (?:forget|forgot|forgotten|remember)(?: about)? me\??"
    r"|(?:please )?(?:don't|dont|do not|never) forget(?: about)? me[.!]*"
)
_SENT = (
    "(?:我|刚才?|前面|上面|不小心|已经|把|,)*(?:密码|验证码|(?:银行|医保|社保)?卡号|身份证号?|电话号?码?)"
    "(?:都|也|已经|,)*(?:发|说|告诉|写|给)(?:给|到)?(?:了|你|您|侬|这里|错)+(?:了|怎么办|要紧吗|没事吧|有关系吗|会怎么样|,)*"
    "|(?:我|刚才?|前面|上面|,)*(?:发|说|写|打)(?:给你)?的?(?:那个|那条|这个)?(?:密码|验证码|(?:银行|医保|社保)?卡号|身份证号?|话|消息|电话)?"
    "(?:能|可以|可不可以|能不能|帮我)*(?:删|撤回|撤销|去掉|抹)(?:掉|除|了)*(?:吗|么|伐|吧)*"
)
_SEEN = (
    r"(?:我[说讲写打]的?(?:话|字|东西)?|这里的话|聊天)(?:有?(?:别人|人家|谁|别个|人|居委"
    r"|街道|啥人))*"
    r"(?:会|能|都|可以)*(?:看得?到|看见|看|知道|听到|晓得)(?:吗|伐|的)*\??"
    r"|(?:谁|啥人|别人)(?:会|能)*(?:看得?到|看见|看)(?:我[说讲写]的(?:话)?|这些话)(?:吗|伐)?\??"
    r"|(?:谁|啥人|别人|人家|居委会?|街道|社区)(?:会|能|都|可以)*(?:看得?到|看见|看|知道|晓得)"
    r"(?:我|阿拉)(?:们)?(?:在)?(?:问|说|讲|找|查|写|聊|住)(?:了|的|过)*(?:什么|啥|点啥|话"
    r"|东西|哪里)*(?:吗|伐|么)*\??"
    r"|(?:who|can anyone|can others|can people) (?:can )?(?:see|read)"
    r" (?:this|what i (?:write|say)|my messages)\??"
)
FORGETTING: tuple[Said, ...] = (
    (Intent.HELP, "kept", regex(_KEPT)),
    (Intent.HELP, "kept", regex(_ABOUT_KEPT)),
    (Intent.HELP, "forgot", regex(_FORGOT)),
    (Intent.HELP, "kept", regex(_SEEN)),
    (Intent.HELP, "kept", regex(_SENT)),
)
"""What is forgotten by her, or kept by us."""
# She forgets herself, whatever of hers: "我忘记我的卡放在哪里了"; "把我忘了" is no such thing.
_FORGETS_HERSELF = regex(
    rf"{_FORGET}我?(?:刚才?|之前|上面|前面)*(?:说|讲|选|点|问|提)(?:过)?的?(?:第"
    rf"|那一?[家个处]|这一?[家个处]|上一)|"
    rf"(?<!把)(?:我|阿拉|[爸妈]|老伴|老人|爷爷|奶奶|外公|外婆|[他她伊])们?{_OFTEN}{_FORGET}"
    rf"|(?:别|不要|勿要|没|不会|不能)[^,]{{0,2}}{_FORGET}|{_FORGET}[^,]*(?:吗|么|伐|没有?)\??$"
    r"|(?<![a-z])(?:don't|do not|did you|won't|never) forget"
    rf"|{_FORGET}[^,]{{1,12}}(?:哪|什么|啥|几|怎么|谁|多少)[^,]{{0,8}}(?:了|哉|啦)$"
    r"|(?<![a-z])(?:i|he|she|we|they)(?:'ve| have| has| just| always| already| keep)* forg[eo]t"
)
# What may be asked to be erased, or how.
_ERASES = regex(
    rf"{_FORGET}[^,]{{0,4}}(?:我|一切|所有|全部|吧)|(?:全|都)(?:部)?{_FORGET}"
    rf"|把我[^,]{{0,4}}{_FORGET}|[删清抹擦消]|销"
    r"|(?:不|别|勿|甭|莫|停止)[^,]{0,6}[存记留保跟定录](?![得不])|隐私"
    r"|(?<![a-z])(?:delet|eras|remov|wip|clear|forget|stor|sav|keep|remember|track|data|privacy)"
)

_HER_PLACE = regex(
    r"位置|地址|住址|定位|我们?家?(?:现在|人)?[住在]*(?:哪|啥地方|什么地方|何处)"
    r"|(?<![a-z])(?:location|address|position|place|where i(?: am|'m| live| stay))(?![a-z])"
)
_MORE_THAN_PLACE = regex(
    r"所有|全部|一切|[都全]|聊天|记录|资料|数据|信息(?!删)|习惯|(?<!位置)信息|和|跟|以及|还有|其他"
    r"|(?<![a-z])(?:everything|all|data|chat|history|records?|info|information|and)(?![a-z])"
)


def is_of_place_alone(text: str) -> bool:
    """Whether who asks to erase names where she is, and nothing else."""
    return bool(_HER_PLACE.search(text)) and not _MORE_THAN_PLACE.search(text)


def may_ask_to_erase(text: str) -> bool:
    """Whether it may be asked that what is kept of her be erased: nothing brings that back."""
    return bool(_ERASES.search(text)) and not _FORGETS_HERSELF.search(text)
