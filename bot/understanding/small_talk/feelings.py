"""Sorrow told in passing, and what is to be done after a death."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent
from bot.understanding.safety.wordings.cries import OUTCRY
from bot.understanding.safety.wordings.quiet_despair import PAIN
from bot.understanding.small_talk.said import END
from bot.understanding.text.people import FAMILY, FAMILY_EN
from bot.understanding.topics import CARE

if TYPE_CHECKING:
    from bot.understanding.small_talk.said import Said

LONELY, SLEEPLESS, AFTER_A_DEATH = "lonely", "sleepless", "after_a_death"
"""The topics of who is sad or alone, who lies awake, and who asks what to do after a death."""

WORN_OUT = "worn_out"
"""The topic of who cares for somebody at home and cannot any more."""
_CARED = (
    rf"(?:(?:一个人|独自|天天|每天|都|已经|在家|日夜|,)*+(?:照顾|伺候|服侍|护理|看护|陪护|带)(?:了)?(?:我|的|家里|生病的?|瘫痪的?|卧床的?|痴呆的?)*+"
    rf"(?:{FAMILY}|老头子?|老太婆?|老人|病人|他|她|伊)?(?:都|已经|了|有|,)*+(?:[一两二三四五六七八九十几好多半]+个?(?:年|月|天)|很久|好久|多年)?(?:多)?(?:了|的)*+)"
)
_WORN = (
    r"(?:我|自己|人|真的?|实在|快|要|都|也|已经|有点|快要|,)*+(?:累[垮坏倒死]|累得不行|累得吃不消|吃不消|扛不住|顶不住|熬不住|照顾不[动了过]来?|服侍不动|顾不过来|力不从心|弄不动|腰也?(?:坏|不行))"
    r"(?:了|啦|哉|啊|的)*+"
)
_WORN_OUT = (
    rf"(?:我|阿拉|唉|,)*+(?:{_CARED},?{_WORN}|{_WORN},?{_CARED}|(?:照顾|伺候|服侍)(?:{FAMILY}|老人|病人|他|她|伊)?(?:太|好|真|实在)累(?:了|啊)*+){END}(?:怎么办|哪能办)?"
    rf"|(?:我|,)*+(?:想|要)(?:歇|休息|喘)(?:几天|口气|一阵|两天),?(?:没|有没有|谁)人?(?:能|来)?(?:帮我|替我)?(?:照顾|看着)(?:{FAMILY}|老人|他|她|伊)(?:吗|啊)?"
    rf"|i(?:'m| am) (?:exhausted|worn out|so tired)(?:,? (?:from|of))?"
    rf" (?:caring for|looking after) my (?:{FAMILY_EN})"
)
_SAD = (
    rf"(?:今天|今朝|又|好|真|很|老|我|阿拉|,)*(?:想|想念|挂念|牵记)(?:我)?(?:{FAMILY}|孩子"
    rf"|家|家里人?|老家)(?:了|啊|呀|,)*"
    r"|(?:我|阿拉|今天|刚才?|又|一个人|偷偷|,)*(?:哭|流眼泪|掉眼泪)了?(?:一场|很久|好久"
    r"|半天)?(?:了|啊)*"
    r"|(?:我|阿拉|一个人|晚上|有点|真的?|,)*(?:好|很|蛮|真|有点)(?:怕|害怕|难过|难受|寂寞"
    r"|孤单|冷清|伤心|委屈)(?:啊|呀|的|了)*"
    r"|(?:今天|今朝|我|是|,)*(?:我的?)?生日(?:,|都|也|没有?人|记得|陪|来|一个人|过|我|的|就|在)*"
    r"|(?:都|也|我|这里)*没有?人(?:记得|想到|管|理|关心|在乎|陪)(?:我|过年|过节"
    r"|过生日|说话)*(?:了|啊|的)*"
    rf"|(?:我的?)?(?:{FAMILY}|孩子们?)(?:们|都|也|已经|,)*(?:好久|很久|半年|一年|几年"
    rf"|[一两三四五六七八九十几]+(?:年|个?月))(?:都|也)?"
    r"(?:没|不)(?:来|回|打)(?:看|电话|家|过)*(?:我|给我)?(?:了|啊|来)*"
    r"|(?:我|晚上|夜里|半夜|老是|总是|一直|又|,)*睡不着,?(?:觉)?(?:,|半夜|老|总|一直"
    r"|就)*想(?:起)?(?:以前|过去|从前|他|她|老头子|老伴)?(?:的事情?)?"
    r"|(?:我|就是|只是|就|,)*想(?:找|跟|和|同)?(?:个|别)?人?(?:说说话|讲讲话|聊聊天?|说话|讲话|聊天|说说心里话)(?:了|啊|呀|,)*"
    r"|(?:我|很|好|老|天天|一直|,)+想(?:念)?(?:他|她|伊)(?:了|啊|呀|,)*"
    r"|(?:我|就|都|,)*(?:天天|日日|每天|总是|老是|一直)(?:都|就|是)*一个人(?:吃饭|过日子|过年|过节|看电视)(?:没(?:味道|意思|劲)|,|啊|的|好|真)*(?:冷清|没味道)?"
    rf"|医生[说讲](?:我)?(?:{FAMILY})?(?:只有|只剩|活不过|没几|没多少)[^,]{{1,8}}"
    r"|(?<![a-z])(?:i miss my [a-z]+|i (?:am|feel|'m) (?:so |very )?(?:sad|lonely|scared)"
    r"|nobody remembers me)"
)
_AT_A_LOSS = (
    r"(?:我|真的?|现在|都|也|一个人|,)*+(?:不知道|不晓得|勿晓得)(?:该|应该|要)?(?:怎么办|怎么过|哪能办)(?:才)?(?:好)?(?:了|啊|呀|呢|,)*+"
    r"|i don't know what to do(?: any ?more)?"
)
_DEAD = (
    "(?:过世|去世|不在了|走了|没了|死了|病故|老掉了|往生|(?<![a-z])(?:died|passed away"
    "|is dead|death)(?![a-z]))"
)
_PAPERS = (
    "(?:手续|户口|销户|骨灰|殡仪?馆?|后事|丧葬|火化|墓地?|公墓|追悼|过户|遗产|证明|抚恤"
    "|papers?|documents?|certificate|what (?:do|should) i do)"
)
_AFTER_A_DEATH = (
    rf"(?!.*(?:狗|猫|鸟|乌龟)).*(?:{_DEAD}.*{_PAPERS}|{_PAPERS}.*{_DEAD}).*"
    rf"|(?:请问|那|我|要|想|去|到|给|帮|,|{FAMILY})*(?:哪里)?(?:殡仪馆|销户口?|火化|丧葬费?"
    rf"|骨灰(?:放|存|寄)?|死亡证明?|公墓)"
    r"(?:的|在|哪里|哪儿|电话|号码|多少|怎么|办|开|领|放|要|什么|手续|去|销|几点|,)*(?:啊|呢|吗)*"
    rf"|(?<![a-z])(?:funeral home|death certificate|my (?:{FAMILY_EN}) (?:died"
    rf"|passed away),? (?:what|how|where).*)"
)
_OTHER_LANGUAGES = (
    r".{0,20}(?:助けて|たすけて|도와|살려|au secours|aidez[- ]moi|je suis perdu|hilfe|ayuda"
    r"|socorro|помогите).{0,20}"
)
JOY = "joy"
"""The topic of who is glad."""
_JOY = (
    rf"(?:我|告诉你|好消息|我家|家里|,)*(?:{FAMILY}|孩子|小囡)?(?:今天|刚|终于|也|都|已经|要|,)*"
    r"(?:考[上取]|结婚|订婚|生了(?!病|气|疮|虫|锈)(?:一?个)?(?:儿子|女儿|宝宝|小囡|孙子|孙女|大?胖?小子|双胞胎|孩子)?|找到工作|毕业|升职|得了?奖|当(?:爷爷|奶奶|外公|外婆))"
    r"(?:大学|高中|重点|初中|研究生|公务员|名校|第一名?|奖学金|好|的|个|了|啦|啊|,)*"
    r"|(?:今天|我|终于|,)*(?:看[到见]|见到)(?:我的?)?(?:孙子|孙女|儿子|女儿|老同学|老朋友|老姐妹)(?:了|,)*"
    r"(?:(?:很|好|真|老)?(?:高兴|开心))?(?:了|啊)*"
    r"|(?:今天|我|心里|,)*(?:很|好|真|老|特别|蛮)(?:高兴|开心|快活)(?:啊|呀|哦|了)*"
    r"|(?:我|今天|已经|,)*走了(?:\d{4,5}|[一二两三四五六七八九]?[千万][多几]?)步(?:了|啦|路|,)*"
    r"|你(?:说|推荐|介绍)的那(?:家|个)(?:店|食堂)?(?:真|很|蛮|老)?(?:好吃|好|不错|灵光?)(?:了|啊|的)*"
    r"|你(?:比我?(?:儿子|女儿|孙子|媳妇)(?:还|都)?(?:要)?好|真(?:贴心|聪明|能干|懂事|灵光)|这个?(?:机器|东西)(?:真|蛮|很)?(?:不错|好|灵光?))(?:啊|了|呀)*"
    r"|(?:好消息,?)?我?的?(?:血压|血糖|病|腿|身体)(?:好了?|正常|稳定)(?:多)?了(?:,?(?:很|真)?(?:高兴|开心))?"
)
FEELINGS: tuple[Said, ...] = (
    (Intent.HUMAN, OUTCRY, regex(_OTHER_LANGUAGES)),
    (Intent.HUMAN, CARE, PAIN),
    (Intent.UNKNOWN, AFTER_A_DEATH, regex(_AFTER_A_DEATH)),
    (Intent.HUMAN, WORN_OUT, regex(_WORN_OUT)),
    (Intent.HUMAN, LONELY, regex(_SAD)),
    (Intent.HUMAN, LONELY, regex(_AT_A_LOSS)),
    (Intent.THANKS, JOY, regex(_JOY)),
)
"""What is met with a human word first."""
