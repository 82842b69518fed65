"""What is asked of Yike itself: who it is, what it can do, what it means, whether it is right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent
from bot.understanding.small_talk.said import END
from bot.understanding.text.people import FAMILY

if TYPE_CHECKING:
    from bot.understanding.small_talk.said import Said

_ASK = r"(?:的|吗|么|伐|啊|呀)*\??"
_YIKE = "(?:你们?|侬|你们?这个|[用问]你们?|用侬|跟你说话|用这个|这个(?:小程序|机器人|软件|公众号))"
_COSTS = "(?:要不要钱|收不收(?:费|钱)|[要收](?:钱|费)|免费|花钱|花流量|要付钱)"
_MACHINE = "(?:机器|机器人|电脑|程序|人工智能|ai|假人)"
_WHO = (
    rf".{{0,4}}[你侬].{{0,4}}{_MACHINE}.{{0,3}}还是.{{0,4}}人.{{0,3}}"
    rf"|.{{0,4}}[你侬].{{0,4}}真?人.{{0,3}}还是.{{0,4}}{_MACHINE}.{{0,3}}"
    rf"|(?:那|请问|,)*{_YIKE}.{{0,3}}{_COSTS}{_ASK}"
    r"|(?:are you|is this) (?:a )?(?:free|robot or (?:a )?(?:person|human))(?: to use| service)?\??"
    r"|do i (?:have to )?pay (?:for )?(?:you|this)\??"
)
_NOTES = (
    r"(?:那|你|这|这个|你的|你说的|这些?|,)*(?:消息|信息|资料|数据|地址|说的|东西)?(?:是|都)?"
    r"(?:准不准|准确?吗|准伐|可靠吗|靠得住吗|靠不靠谱|靠谱吗|可信吗|真的吗|谁说的|啥人讲的"
    r"|哪能晓得的?"
    rf"|什么时候的(?:资料|消息|信息)?|几时的资料|哪一?年的(?:资料|消息)?){_ASK}"
    r"|(?:is (?:this|that|it)|are you) (?:true|sure|correct|reliable|up to date)\??"
    r"|who (?:says|said|told you) (?:so|that|this)?\??"
    r"|how (?:old|recent) is (?:this|the) (?:data|information)\??"
)
_STAFF = (
    r"(?:你好|您好|侬好|喂|,)*(?:我们?|这[里边]|我这[里边])(?:就|也)?(?:是|在)+[^,找去要问]{0,4}?"
    r"(?:居委会?|街道|社工|社区工作者|接?热线|12345|派出所|民警|志愿者|楼组长|网格员|社区干部)"
    r"(?:的|工作人员|人|接线员|值班|干部|书记|主任|上班|接线)*"
    r"(?:[,\s]*(?:我|我们)?(?:想|要|来|帮忙|帮)*(?:改|更新|更正|纠正|修改|反映|补充"
    r"|报)(?:一下|一个|个|点|下)*"
    r"(?:资料|信息|数据|内容|时间|地址|电话|情况|错误|错的?)?(?:可以吗|行吗|吗)?)?"
    r"|(?:hello,? ?)?i (?:am|work) (?:a |an |the |for |at |from )*(?:social worker|volunteer"
    r"|residents'? committee|subdistrict|hotline|police)[a-z ]{0,10}"
)
_TICKET = (
    r"(?:那|请问|,)*(?:我|阿拉)?(?:上次|上回|以前|前几天|昨天|那天|之前|刚才)+(?:我)?(?:报"
    r"|提|反映|反应|说|讲|投诉|打电话说)的?"
    r"(?:的|那个|个|一个|意见|错|事情?|问题|情况|建议|,)*"
    r"(?:处理|解决|改|弄|办|有结果|回音|落实)(?:好|得怎样|得怎么样|掉|完)*(?:了)?(?:没有?|吗"
    r"|么|伐|怎样|怎么样)*\??"
    r"|(?:what (?:became|happened)|any news) (?:of|to|about)"
    r" (?:my|the) (?:report|note|complaint)\??"
)
_MEANS = r"(?:是|啥|什么|咋|几个|的|个)*(?:什么|啥)?(?:意思|东西|讲啥)(?:啊|呀|呢|的)?\??"
_UNSURE = (
    r"(?:那|这个|你[说讲写]的|上面写的|上面|为什么|写着?|,|“|\")*(?:位置|时间|门口|电话)?"
    rf"(?:待核实|没核实|误差[^,]{{0,8}}?|大概|最多[^,]{{0,6}}?)(?:”|\")?{_MEANS}"
    r"|(?:那|请问|,)*什么(?:叫|是)(?:“|\")?(?:位置|时间|门口|电话)?(?:待核实|没核实|误差"
    r"|约[^,]{0,6})(?:”|\")?(?:啊|呀|呢)?\??"
    r"|what (?:does|do|is) (?:you mean by )?\"?(?:unverified|not verified|position not verified"
    r"|at most|error[a-z0-9 ]{0,12}?)\"?(?: mean)?\??"
)
_HOTLINE = (
    r"(?:那|你|,)*(?:为什么|为啥|干嘛|怎么)(?:老是|总是|都|又|还|非|一定)*(?:要|叫我"
    r"|让我)*(?:再|去)?打12345"
    r"(?:啊|呀|呢)?\??"
    r"|12345(?:老是|一直|老|也|总)*(?:打不通|打勿通|没人接|占线|不接|不通|打不进)(?:怎么办"
    r"|了|呢|啊|,)*\??"
    r"|12345(?:是|到底|又|,)*(?:什么|啥|谁|哪里|做什么|干什么|啥人)(?:的|电话|号码|地方|单位"
    r"|意思|啊|呀)*\??"
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
    r"(?:你|侬|请|帮我|替我|能不能|能|可以|,)*(?:打个?电话|通知|打一个电话|联系)(?:给"
    r"|一下)?(?:我的?|阿拉)?"
    rf"(?:{FAMILY}|家里人?)(?:吗|伐|好吗)?\??"
    r"|(?:can you |please )?(?:call|phone|ring) my [a-z]+(?: for me)?\??"
)
_NOT_UNDERSTOOD = (
    rf"(?:我|还是|有点|老太婆|都|,)*(?:没|看不|勿|弄不|搞不)(?:太|大)?(?:看|听|明白|懂|清楚)*"
    rf"(?:懂|明白|清楚)(?:你|说|讲|的|什么|啥)*{END}|{_MEANS}|(?:再|讲|说|能不能"
    rf"|请)*简单(?:一?点|些)(?:好吗|好伐|吧)?"
)
_TOO_MUCH = (
    r"(?:我|,)*(?:头晕|头昏|眼花|听得|看得|头痛|头疼|听|看|都|被|,)*(?:你|侬)(?:说|讲|写)(?:了|得|的)*(?:这么|那么|太|嘎|老)?(?:多|长|快|啰嗦)(?:字|话)?(?:了|啊|的|,)*"
    r"|(?:你|侬)(?:说|讲)得?我(?:头痛|头疼|头晕|头昏|眼花|糊涂)(?:了|死了|,)*"
    r"|(?:我|有点|都|被你|,)*(?:听|看|搞|弄)(?:得)?(?:我)?(?:糊涂|眼花|头晕|头昏)(?:了|,)*"
    r"|(?:请|你|能不能|,)*(?:把)?(?:答案|话|字)?(?:写|说|讲|回)(?:得)?(?:短|少|清楚|明白)(?:一?点|些)(?:好吗|吧)*"
    r"|(?:字|话|说|讲|写)(?:得)?(?:太|这么|那么|好)(?:多|长|啰嗦)(?:了|啊)*|(?:你|请|,)*(?:说|讲)(?:点)?重点(?:好吗|吧)*"
    rf"|(?:我|还是|有点|,)*(?:没|听不|勿)(?:太)?(?:听|大)?(?:清楚?|清|懂)(?:你|说|讲|的|什么|啥)*{END}"
)
_POSITION = (
    r"(?:那|我|请问|怎么|咋|如何|哪能|不会|不晓得|不知道|手机|这个|,)*(?:发|开|传|送|弄|找)(?:不了|不出|不来|不到)?(?:我的?)?(?:一个|个)?(?:位置|定位)"
    r"(?:给你|啊|呀|呢|怎么发|怎么弄|,)*\??"
    r"|(?:我|这个|手机|的|,)*(?:位置|定位)(?:发|开|传|送|弄|找)?(?:不了|不出去?|不来|不到|没有|怎么发|怎么开|哪里发|在哪里发)(?:了|啊|呀|呢|,)*\??"
    r"|(?:我|手机|,)*(?:没有?|没开)(?:位置|定位)(?:的|功能|了|,)*"
    r"|(?:how (?:do|can|to) (?:i )?|i (?:can't|cannot|don't know how to) )"
    r"(?:send|share)(?: (?:you|my|a|the))* (?:location|position)\??"
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
_BLIND = (
    r"(?:我|我妈|我爸|她|他|老伴|,)*(?:看不见|看勿见|眼睛不好|是?盲人|瞎)(?:了|的|,)*"
    r"(?:你说的|你的)?(?:按钮|字|屏幕)?(?:我)?(?:按|看|点|找)?不[到见清](?:了|的|怎么办)*"
    r"|(?:请|你|帮我|能不能|可以|,)*(?:念|读|讲)(?:一下|一遍)?给我听(?:吗|好吗|一下)?"
)
_LARGER = (
    r"(?:我|,|耳背|耳朵不好|耳朵聋|眼睛花|眼花|老花)*(?:你)?(?:写|字|打)(?:得)?(?:大"
    r"|粗)(?:一?点|些)(?:好吗|吧|的)*"
)
_OF_THE_OFFICE = (
    r"(?:你好|您好|,)*(?:我们?|阿拉)是(?:社区|街道|居委会?|养老院|食堂|助餐点|医院|卫生站"
    r"|日托|报社|电视台|这家|这里)?(?:的)?"
    r"(?:工作人员|员工|老板|负责人|经理|院长|记者|社工|养老院的|食堂的|助餐点的|商家)?"
    r",?(?:我们?)?(?:想|要|怎么|能不能|可以|来)*(?:改|更新|登|加|写|挂|放|采访|修改"
    r"|上传)(?:一下|上来|进去|上去)*"
    r"(?:数据|资料|信息|内容|地址|时间|电话)?(?:吗)?"
    r"|(?:你好|您好|,)*我是记者(?:,.{0,8})?"
)
_WHAT_TO_SAY = (
    r"(?:那|我|,)*(?:打|给)?(?:了)?12345(?:电话)?(?:我|要|应该|怎么|该)*(?:说|讲)(?:些"
    r"|点)?(?:什么|啥|呢)+\??"
    r"|what (?:do|should) i (?:say|tell)(?: to| them)?(?: at)?(?: 12345)?\??"
)
_HOTLINE_FAILS = (
    r"(?:我|已经|也|都|,)*(?:打|问)(?:过)?了?12345(?:了)?(?:也|都|,|他们|人家|还是)*"
    r"(?:没人管|不管|没用|没结果|不解决|推来推去|让我找居委会?|叫我找居委会?"
    r"|说不归他们管)(?:了|啊)*"
)
_OTHER_LINES = (
    r"(?:那么?|请问|,)*(?:12320|12348)(?:号码|电话|热线|这个)?"
    r"(?:(?:又|到底)?是?(?:什么|啥|谁|哪里|干什么|做什么|管什么|干嘛)(?:的|用的|号码|电话|地方|呢|啊)*|呢)\??"
)
ABOUT_YIKE: tuple[Said, ...] = (
    (Intent.HELP, "aloud", regex(_BLIND)),
    (Intent.HELP, "larger", regex(_LARGER)),
    (Intent.HELP, "staff", regex(_OF_THE_OFFICE)),
    (Intent.HELP, "hotline_words", regex(_WHAT_TO_SAY)),
    (Intent.HELP, "hotline_fails", regex(_HOTLINE_FAILS)),
    (Intent.HELP, "who", regex(_WHO)),
    (Intent.HUMAN, None, regex(_OTHER_LINES)),
    (Intent.HELP, "notes", regex(_NOTES)),
    (Intent.HELP, "staff", regex(_STAFF)),
    (Intent.HUMAN, "ticket", regex(_TICKET)),
    (Intent.HELP, "unsure", regex(_UNSURE)),
    (Intent.HELP, "hotline", regex(_HOTLINE)),
    (Intent.HELP, "forward", regex(_FORWARD)),
    (Intent.HELP, "calling", regex(_CALLING)),
    (Intent.HELP, "simply", regex(_NOT_UNDERSTOOD)),
    (Intent.HELP, "simply", regex(_TOO_MUCH)),
    (Intent.HELP, "position", regex(_POSITION)),
    (Intent.HELP, "speech", regex(_SPEECH)),
    (Intent.HELP, "speech", regex(_NO_CHINESE)),
    (Intent.HELP, "aloud", regex(_ALOUD)),
)
"""What needs an answer about Yike, and no place."""
