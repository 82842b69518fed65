"""What is said in passing: good-bye, never mind, I forgot, and questions about Yike itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent
from bot.understanding.text.length import is_short
from bot.understanding.text.people import FAMILY, FAMILY_EN, OLD

if TYPE_CHECKING:
    import re

    from bot.understanding.query import Query
    from bot.understanding.rules.case import Case

WHEREABOUTS = "whereabouts"
"""The topic of who does not know where she is."""

_END = r"(?:了|吧|啊|呀|哦|哈|呢|啦|的|,|!|。)*"
_ASK = r"(?:的|吗|么|伐|啊|呀)*\??"
_YIKE = "(?:你们?|侬|你们?这个|[用问]你们?|用侬|跟你说话|用这个|这个(?:小程序|机器人|软件|公众号))"
_COSTS = "(?:要不要钱|收不收(?:费|钱)|[要收](?:钱|费)|免费|花钱|花流量|要付钱)"
_BYE = (
    r"(?:好的?|那|谢谢|,)*"
    rf"(?:再见|再会|拜拜|回头见|下次(?:再)?见|下次再来|bye|good ?bye|see you){_END}"
)
_FINE = (
    r"(?:那|那就|哦|唉|好|没有|没有的话|没|不行|找不到|就|,)*"
    r"(?:算了|拉倒|不用了|不要了|不去了|不找了|勿要了|算数"
    rf"|never mind|forget about it|no need){_END}"
)
_NOD = (
    r"(?:嗯+|哦+|噢+|好|行|可以|成|没问题|晓得|知道|all right|alright|i see|fine)"
    r"(?:好|的|吧|呀|了|嘞|咯|行|可以|,|!|\.)*"
)
_RUDE = rf"(?:你|侬|给我|,)*(?:闭嘴|滚开?|滚蛋|别说了|少啰嗦|烦死|废话|shut up){_END}"
_MACHINE = "(?:机器|机器人|电脑|程序|人工智能|ai|假人)"
_WHO = (
    rf".{{0,4}}[你侬].{{0,4}}{_MACHINE}.{{0,3}}还是.{{0,4}}人.{{0,3}}"
    rf"|.{{0,4}}[你侬].{{0,4}}真?人.{{0,3}}还是.{{0,4}}{_MACHINE}.{{0,3}}"
    rf"|(?:那|请问|,)*{_YIKE}.{{0,3}}{_COSTS}{_ASK}"
    r"|(?:are you|is this) (?:a )?(?:free|robot or (?:a )?(?:person|human))(?: to use| service)?\??"
    r"|do i (?:have to )?pay (?:for )?(?:you|this)\??"
)
_KEPT = (
    r".{0,6}(?:我的?|阿拉)(?:位置|信息|地址|隐私|号码|电话|资料|话|行踪)"
    r".{0,4}(?:卖|泄|给别人|告诉别人|给人家|外传|上报|公开|存).{0,6}"
    r"|.{0,20}(?:sell|share|leak) my (?:location|data|position|address).{0,10}"
)
_FORGET = "忘(?:记|掉|了|脱)*"
_OFTEN = (
    "(?:又|都|也|已经|老是|老|总是|总归|真的?|刚才?|刚刚|就|一下子|全|会|好像|可能|现在"
    "|哎呀?|唉|啊|哦|,)*"
)
_FORGOT = (
    rf"(?![都全][^了]*$)(?:(?:脑子|记性|年纪)[^,忘]{{0,4}},?|(?:你|侬)?{_OFTEN}(?:说|讲)过?的(?:话)?)?"
    rf"{_OFTEN}(?:我|阿拉|自己|脑子|人老了|年纪大了)*{_OFTEN}(?:{_FORGET}|想不起来?|记不[得住起牢]|不记得)"
    rf"(?:你|侬|您)?{_OFTEN}(?:(?:要)?(?:说|讲|问|做|干)(?:的|过|了)*(?:什么|啥|点啥)?的?)?(?:了|哉|啦|嘞|呀|,|!|。)*"
    r"|(?:我|阿拉|人老了|年纪大了|老了|,)*(?:记性|忘性|记忆力)(?:很|蛮|太|不|真|越来越)*(?:好|差|大|坏|行)(?:了|,|。)*"
    r"|(?:oh|sorry|,| )*i(?:'ve| have| just| always| already| keep| again)* "
    r"(?:forgot|forget|forgotten|forgetting|can't remember|cannot remember|don't remember)"
    r"(?: it| that| again| already| now| everything| what you (?:said|told me))*[.!]*"
)
_ABOUT_KEPT = (
    r"(?:那|你们?|侬|您|会不会|是不是|有没有|已经|会|还|要|把我|,)*"
    rf"{_FORGET}我?{_OFTEN}(?:了|的)*(?:吗|么|没有?|伐)\??"
    r"|(?:请|求求?你?|你们?|侬|您|千万|,)*(?:不要|别|勿要|不许|不能|不可以|不准)(?:把我)?"
    rf"{_FORGET}我?(?:哦|啊|呀|了|哈|,|!|。)*"
    r"|(?:do|did|will|have|can) you (?:forget|forgot|forgotten|remember)(?: about)? me\??"
    r"|(?:please )?(?:don't|dont|do not|never) forget(?: about)? me[.!]*"
)
_NOTES = (
    r"(?:那|你|这|这个|你的|你说的|这些?|,)*(?:消息|信息|资料|数据|地址|说的|东西)?(?:是|都)?"
    r"(?:准不准|准确?吗|准伐|可靠吗|靠得住吗|靠不靠谱|靠谱吗|可信吗|真的吗|谁说的|啥人讲的|哪能晓得的?"
    rf"|什么时候的(?:资料|消息|信息)?|几时的资料|哪一?年的(?:资料|消息)?){_ASK}"
    r"|(?:is (?:this|that|it)|are you) (?:true|sure|correct|reliable|up to date)\??"
    r"|who (?:says|said|told you) (?:so|that|this)?\??"
    r"|how (?:old|recent) is (?:this|the) (?:data|information)\??"
)
_SPEECH = (
    r"(?:请|能不能|可以|可不可以|你|侬|用|[跟和]我|能|会|,)*[讲说用换]?"
    r"(?:上海话|沪语|方言|本地话|上海闲话|宁波话|苏北话|广东话|粤语)"
    r"(?:[跟和同]我)?[讲说回]*(?:吗|伐|么|吧|好伐|好吗|可以吗|一下)*\??"
)
_NO_CHINESE = (
    r"(?:sorry,? ?)?(?:no (?:speak )?chinese|english,? please|please,? english|only english"
    r"|(?:i )?(?:do not|don't|can't|cannot|not) (?:speak|read|know|understand) chinese"
    r"|in english(?: please)?)[.!]?"
)
_ALOUD = (
    r"(?:我|我妈|我爸|她|他|老人|阿拉姆妈|老伴|,)*"
    r"(?:不识字|不认得?字|不会打字|不会写字|看不懂字|勿识字)(?:的|怎么办|,)*"
    r"|(?:能|可以|可不可以|能不能|好不好|有没有|会|你)*[用发说读听讲放念]?(?:语音|说话|声音)"
    r"(?:吗|么|伐|给我听|回答|讲|回)*\??"
    r"|(?:can you|could you) (?:speak|talk|read (?:it )?(?:aloud|out))(?: to me)?\??"
)
_MEANS = r"(?:是|啥|什么|咋|几个|的|个)*(?:什么|啥)?(?:意思|东西|讲啥)(?:啊|呀|呢|的)?\??"
_UNSURE = (
    r"(?:那|这个|你[说讲写]的|上面写的|上面|为什么|写着?|,|“|\")*(?:位置|时间|门口|电话)?"
    rf"(?:待核实|没核实|误差[^,]{{0,8}}?|大概|最多[^,]{{0,6}}?)(?:”|\")?{_MEANS}"
    r"|what (?:does|do|is) (?:you mean by )?\"?(?:unverified|not verified|position not verified"
    r"|at most|error[a-z0-9 ]{0,12}?)\"?(?: mean)?\??"
)
_HOTLINE = (
    r"(?:那|你|,)*(?:为什么|为啥|干嘛|怎么)(?:老是|总是|都|又|还|非|一定)*(?:要|叫我|让我)*(?:再|去)?打12345"
    r"(?:啊|呀|呢)?\??"
    r"|12345(?:老是|一直|老|也|总)*(?:打不通|打勿通|没人接|占线|不接|不通|打不进)(?:怎么办|了|呢|啊|,)*\??"
    r"|12345(?:是|到底|又|,)*(?:什么|啥|谁|哪里|做什么|干什么|啥人)(?:的|电话|号码|地方|单位|意思|啊|呀)*\??"
    r"|why (?:do i have to|should i|must i) call 12345\??|what is 12345\??"
    r"|(?:no ?(?:one|body) answers|cannot reach|can't reach)(?: at)? 12345\??"
)
_FORWARD = (
    r"(?:请|帮我|你|能不能|能|可以|麻烦|,)*(?:把)?(?:这个|这些|这条|地址|路线|走法|它|上面的)*"
    rf"(?:发|转发?|传|告诉|讲给|念给)(?:到|给|一下)*(?:我的?|阿拉)*(?:{FAMILY}|手机"
    r"|家里人?|微信|别人)(?:上|手机|微信|那里|听|看)*(?:吗|伐|好吗|可以吗)?\??"
    r"|(?:can you |please )?(?:send|forward) (?:this|it|that) to my [a-z]+\??"
)
_CALLING = (
    r"(?:你|侬|请|帮我|替我|能不能|能|可以|,)*(?:打个?电话|通知|打一个电话|联系)(?:给|一下)?(?:我的?|阿拉)?"
    rf"(?:{FAMILY}|家里人?)(?:吗|伐|好吗)?\??"
    r"|(?:can you |please )?(?:call|phone|ring) my [a-z]+(?: for me)?\??"
)
_SEEN = (
    r"(?:我[说讲写打]的?(?:话|字|东西)?|这里的话|聊天)(?:有?(?:别人|人家|谁|别个|人|居委|街道|啥人))*"
    r"(?:会|能|都|可以)*(?:看得?到|看见|看|知道|听到|晓得)(?:吗|伐|的)*\??"
    r"|(?:谁|啥人|别人)(?:会|能)*(?:看得?到|看见|看)(?:我[说讲写]的(?:话)?|这些话)(?:吗|伐)?\??"
    r"|(?:who|can anyone|can others|can people) (?:can )?(?:see|read)"
    r" (?:this|what i (?:write|say)|my messages)\??"
)
_STAFF = (
    r"(?:你好|您好|侬好|喂|,)*(?:我们?|这[里边]|我这[里边])(?:就|也)?(?:是|在)+[^,找去要问]{0,4}?"
    r"(?:居委会?|街道|社工|社区工作者|接?热线|12345|派出所|民警|志愿者|楼组长|网格员|社区干部)"
    r"(?:的|工作人员|人|接线员|值班|干部|书记|主任|上班|接线)*"
    r"|(?:hello,? ?)?i (?:am|work) (?:a |an |the |for |at |from )*(?:social worker|volunteer"
    r"|residents'? committee|subdistrict|hotline|police)[a-z ]{0,10}"
)
_TICKET = (
    r"(?:那|请问|,)*(?:我|阿拉)?(?:上次|上回|以前|前几天|昨天|那天|之前|刚才)+(?:我)?(?:报|提|反映|反应|说|讲|投诉|打电话说)的?"
    r"(?:的|那个|个|一个|意见|错|事情?|问题|情况|建议|,)*"
    r"(?:处理|解决|改|弄|办|有结果|回音|落实)(?:好|得怎样|得怎么样|掉|完)*(?:了)?(?:没有?|吗|么|伐|怎样|怎么样)*\??"
    r"|(?:what (?:became|happened)|any news) (?:of|to|about)"
    r" (?:my|the) (?:report|note|complaint)\??"
)
_NOT_UNDERSTOOD = (
    rf"(?:我|还是|有点|老太婆|都|,)*(?:没|看不|勿|弄不|搞不)(?:太|大)?(?:看|听|明白|懂|清楚)*"
    rf"(?:懂|明白|清楚)(?:你|说|讲|的|什么|啥)*{_END}|{_MEANS}|(?:再|讲|说|能不能|请)*简单(?:一?点|些)(?:好吗|好伐|吧)?"
)
_WHEREABOUTS = (
    r"(?:那|我|阿拉|我现在|,)*(?:在(?:啥地方|哪里|哪儿|什么地方|啥个地方)|怎么(?:会)?在这[里儿]|迷路了?|找不到北)(?:啊|呀|呢|了)*\??"
    r"|(?:这|这里|此地|搿搭|迭搭)(?:里|儿)?是(?:啥地方|哪里|哪儿|什么地方|啥个地方|什么路|哪条路)(?:啊|呀|呢)*\??"
    r"|(?:我|我想|我要|送我|带我|让我|,)+(?:回家|回去|回屋里)(?:了|吧|啊)*"
    r"|我?(?:家|屋里)(?:在|住在)?(?:哪里|哪儿|啥地方|什么地方)(?:啊|呀|呢)*\??"
    r"|(?:where am i|i(?: am|'m)? lost(?: my way)?|i want to go home"
    r"|where is my (?:home|house))[?.]?"
)
_TIRED = (
    r"(?:我|阿拉|算了|今天|今朝|实在|真的?|唉|,)*(?:不想|不高兴|勿想|懒得|不愿意?)(?:再|往前|继续)*(?:走|去)"
    r"(?:那里|那边|过去|路)?(?:了|哉|啦|,)*(?:太远了?|太累了?|好累)?"
    r"|i (?:don't|do not) (?:want to|wanna) (?:walk|go)(?: there)?(?: any ?more| now)?"
)
_KIN_EN = f"(?:{FAMILY_EN}|neighbou?r)"
_UNREACHED = (
    r"(?:我|我家|阿拉|怎么|的|给|打|今天|刚才|,)*"
    rf"(?:{FAMILY}|{OLD}|孩子|家里老?人|邻居|她|他|伊)"
    r"(?:家里?|的|那边|也|都|就|今天|现在|突然|一直|老是|打|给我|,)*"
    r"(?:电话|手机)?(?:怎么|都|也|一直|就|突然|今天|,)*"
    r"(?:(?:没|不|勿|不肯)接(?:我|我的)?(?:电话|手机)?|没人接|打不通|关机|没开机|联系不[上到])"
    rf"{_END}(?:怎么办|怎么回事)?{_END}\??"
    rf"|(?:i )?(?:can't|cannot) (?:reach|get hold of) my {_KIN_EN}"
    rf"|my {_KIN_EN}(?: is| does| do)?(?: not|n't) (?:answer|pick up)(?:ing)?"
    r"(?: (?:the|her|his|my) (?:phone|calls?))?"
)
_PRAISE = rf"[很蛮真挺老](?:,|的)?(?:好吃|好|灵光?|不错|赞|棒|方便|清楚){_END}"
_SAID: tuple[tuple[Intent, str | None, re.Pattern[str]], ...] = (
    (Intent.THANKS, "bye", regex(_BYE)),
    (Intent.THANKS, "fine", regex(_FINE)),
    (Intent.UNKNOWN, "noted", regex(_NOD)),
    (Intent.UNKNOWN, "rude", regex(_RUDE)),
    (Intent.HUMAN, "unreached", regex(_UNREACHED)),
    (Intent.HELP, "who", regex(_WHO)),
    (Intent.HELP, "kept", regex(_KEPT)),
    (Intent.HELP, "kept", regex(_ABOUT_KEPT)),
    (Intent.HELP, "forgot", regex(_FORGOT)),
    (Intent.HELP, "notes", regex(_NOTES)),
    (Intent.HELP, "staff", regex(_STAFF)),
    (Intent.HUMAN, "ticket", regex(_TICKET)),
    (Intent.HELP, "unsure", regex(_UNSURE)),
    (Intent.HELP, "hotline", regex(_HOTLINE)),
    (Intent.HELP, "forward", regex(_FORWARD)),
    (Intent.HELP, "calling", regex(_CALLING)),
    (Intent.HELP, "kept", regex(_SEEN)),
    (Intent.HELP, "simply", regex(_NOT_UNDERSTOOD)),
    (Intent.UNKNOWN, WHEREABOUTS, regex(_WHEREABOUTS)),
    (Intent.UNKNOWN, "far", regex(_TIRED)),
    (Intent.HELP, "speech", regex(_SPEECH)),
    (Intent.HELP, "speech", regex(_NO_CHINESE)),
    (Intent.HELP, "aloud", regex(_ALOUD)),
    (Intent.THANKS, None, regex(_PRAISE)),
)
# She forgets herself, whatever of hers: "我忘记我的卡放在哪里了"; "把我忘了" is no such thing.
_FORGETS_HERSELF = regex(
    rf"(?<!把)(?:我|阿拉|[爸妈]|老伴|老人|爷爷|奶奶|外公|外婆|[他她伊])们?{_OFTEN}{_FORGET}"
    rf"|(?:别|不要|勿要|没|不会|不能)[^,]{{0,2}}{_FORGET}|{_FORGET}[^,]*(?:吗|么|伐|没有?)\??$"
    r"|(?<![a-z])(?:don't|do not|did you|won't|never) forget"
    rf"|{_FORGET}[^,]{{1,12}}(?:哪|什么|啥|几|怎么|谁|多少)[^,]{{0,8}}(?:了|哉|啦)$"
    r"|(?<![a-z])(?:i|he|she|we|they)(?:'ve| have| has| just| always| already| keep)* forg[eo]t"
)
# What may be asked to be erased, or how.
_ERASES = regex(
    rf"{_FORGET}[^,]{{0,4}}(?:我|一切|所有|全部|吧)|(?:全|都)(?:部)?{_FORGET}|把我[^,]{{0,4}}{_FORGET}|[删清抹擦消]|销"
    r"|(?:不|别|勿|甭|莫|停止|取消)[^,]{0,6}[存记留保跟定录](?![得不])|隐私"
    r"|(?<![a-z])(?:delet|eras|remov|wip|clear|forget|stor|sav|keep|remember|track|data|privacy)"
)
_MOST_CHARS = 24


def small_talk(case: Case) -> Query | None:
    """Read what is nothing but small talk, whatever single words of it may mean."""
    sentence, text = case.sentence, case.sentence.text
    named = sentence.has_place or sentence.called or sentence.pick.first
    if named or not is_short(text, _MOST_CHARS):
        return None
    found = ((intent, topic) for intent, topic, said in _SAID if said.fullmatch(text))
    intent, topic = next(found, (None, None))
    return case.query(intent, topic=topic, pick=None) if intent else None


def may_ask_to_erase(text: str) -> bool:
    """Whether it may be asked that what is kept of her be erased: nothing brings that back."""
    return bool(_ERASES.search(text)) and not _FORGETS_HERSELF.search(text)
