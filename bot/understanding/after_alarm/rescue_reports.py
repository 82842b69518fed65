"""What is told of the help that was called, whatever else the sentence tells, asks or denies.

That somebody asks "how long" or tells that the door is locked does not take back that she called.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.after_alarm.alarm_remark import EMERGENCY_NUMBER, AlarmRemark
from bot.understanding.text.people import FAMILY

_HELP = (
    "(?:救护车|急救(?:车|中心)?|(?:120|110|119|幺二零|幺幺零|幺幺九)(?:的?[车人]|那边|中心)?"
    "|民警|警察|警车|消防[车员队]?|救援)"
)
_LINE = f"(?:{_HELP}|接线员?|调度员?|电话里|车上的人)"
_THEY = f"(?:{_LINE}|医生|大夫|护士|他们|伊拉|那边)"
_HELP_EN = (
    r"(?:the |an )?(?:ambulance|paramedics?|police|firemen|fire (?:brigade|engine)|120|110|119)"
)
_THEY_EN = rf"(?:{_HELP_EN}|the doctors?|they|the nurse)"
_VERB = "(?:(?:打|拨)(?:了|过)?(?:个|通)?电话(?:给|叫|喊|报|到|让|请)?(?:了|过)?|打|拨|叫|报|喊)"
# Whoever is told to have telephoned may have called anybody: only a number of help is a call.
_CALLED = (
    rf"(?:已经|早就|都|刚刚?|也){_VERB}(?:了|过|好|通)*{EMERGENCY_NUMBER}"
    rf"|{_VERB}(?:了|过|好|通|完)+{EMERGENCY_NUMBER}"
    rf"|(?<![机器])(?:打|拨|叫|报){EMERGENCY_NUMBER}(?:了|过)"  # a machine that sounds calls nobody
    rf"|{EMERGENCY_NUMBER}(?:的?电话)?(?:已经|也|都|早就|刚|我)*(?:打|拨|叫|报)(?:了|过|好|通|完)+"
    rf"|(?:^|,)(?:我|已经|都|就|刚|早|也)*(?:报|打|叫|拨)(?:了|过了?|好了|完了|通了)(?=,|$)|(?:在|正在?)(?:打|叫|拨){EMERGENCY_NUMBER}(?=,|$)"
    r"|(?<![a-z])(?:called|phoned|rang|dialled|dialed)(?: for)? (?:the |an )?"
    r"(?:ambulance|paramedics?|police|firemen|fire (?:brigade|department)|1[12][09]|911|help)"
    r"(?![a-z])"
)
_ON_THEIR_WAY = (
    rf"{_HELP}(?:等了?[^,没不]{{1,8}})?(?:还没|还不|怎么还|哪能还|迟迟|到现在|半天)|等(?:了|着|牢)?[^,]{{0,6}}{_HELP}"
    rf"|{_HELP}(?:已经|马上|就|快|正在|都)*(?:在路上|来了|到了|要到|快到)"
    rf"|waiting for {_HELP_EN}|(?<![a-z]){_HELP_EN} (?:is|are)(?:n't| not| still| on|"
    r" coming| here)"
)
_SPOKE = (
    rf"{_THEY}(?:刚才|已经|都|也)*(?:说|讲|答应|告诉|叫我|让我|叫阿拉|问我)"
    rf"|(?<![a-z]){_THEY_EN} (?:said|told|say|says)(?![a-z])"
)
_ME = "(?:我|阿拉|他|她|伊|人|先|把|别|不要)"
# They talk to her just now; "打120说什么" asks what to say, and a doctor may have said so once.
_ON_PHONE = (
    rf"(?<![打拨给跟和对向问叫]){_LINE}(?:刚才|已经|都|也|在|一直)*"
    rf"(?:(?:说|讲|教)(?!什么|啥|怎么|哪|几)|答应|告诉|问(?!问|一)|(?:叫|让|要){_ME})"
    rf"|(?<![a-z])(?:the )?(?:120|operator|dispatcher|ambulance|paramedics?|119|110)"
    r" (?:said|told|tells|say|says|asks?|asked|wants me)(?![a-z])"
)
# "They" may be those on the telephone, or whoever stands beside.
_THEY_ASK = (
    rf"(?<![打拨给跟和对向问叫])(?:他们|伊拉|那边)(?:刚才|已经|都|也|在|一直)*"
    rf"(?:问(?!问|一)|(?:说|讲)?(?:叫|让|要|教){_ME})"
)
# What they promise, while she waits: "120说马上来", "叫我等着".
_PROMISED = (
    rf"{_THEY}(?:刚才|已经|都|也)*(?:(?:说|讲|答应|告诉我)[^,没不]{{0,5}}"
    rf"(?:[过就要上]来|派|出发|出车|在路上|等一?[下会着]|知道了|晓得了)|(?:说|叫我|让我|让人)等)"
)
_WHO_COMES = (
    rf"(?:{_HELP}|(?:社区|家庭|值班)?(?:医生|大夫|护士)|(?:燃气|煤气|电梯)公司的?人?|师傅"
    "|物业的?人?|保安|派出所的?人?)"
)
# They have come, and are to be told; "快到了" and "到了吗" are no such thing.
_HERE = (
    rf"(?:^|,){_WHO_COMES}(?:的?人|已经|都|也|刚|终于|总算|现在)*"
    r"(?:(?:到|来|上|进|赶|开到|开进|停在)(?:了|到|来)?(?:家里?|楼下|楼上|门|屋里?|小区|现场|楼)?(?:门?口)?来?(?:了|啦|哉)"
    r"|在(?:看病?|检查|抢救|量血压|处理|抬人?|灭火)[他她伊]?了?)(?=,|$|[我他她伊你侬人快])"
    rf"|(?<![a-z]){_HELP_EN} (?:is|are|has|have)(?: now| just| finally)?"
    r" (?:here|arrived|come)(?![a-z])"
)
_NO_CAR = rf"{_THEY}[^,]{{0,5}}(?:没(?:有)?(?:救护)?车|车(?:子)?(?:都|不够|派不|没有))"
_LOW_BATTERY = (
    r"(?:手机|电话|我的|也|要|快|马上)*(?<=[要快上])没电|电(?:池)?(?:快|要)(?:没|完|光)|没多少电"
    r"|(?<![a-z])(?:battery (?:is )?(?:low|dying|almost)|phone (?:is )?(?:dying|about to die))"
)
# Nobody has been reached, or it is only thought of.
_UNREACHED = regex(
    r"要是|如果|假如|万一|会不会|该不该|要不要(?:打|叫|报)|能不能(?:打|叫|报)|是不是(?:要|该)|没人接"
    r"|打不[通进出了]|占线|忙音|接不通"
    r"|(?:没|没有|还没|不用|不想|不敢|别|不要|勿要|不肯|怎么|哪能|谁|帮我|请)(?:再|给我|去|有)?(?:打|叫|拨|报)"
    r"|刚要(?:打|叫)|(?:想|准备|打算)(?:打|叫|报)"
    r"|(?<![a-z])(?:if|should (?:i|we)|busy|no answer|nobody|no one|not called|haven't called"
    r"|didn't call|not answering|don't answer|doesn't answer)(?![a-z])"
)
_WAITS = (
    rf"{_HELP}[^,]{{0,6}}(?:多久|几分钟|多少(?:时间|分钟)|什么时候|几时|啥辰光|几点|还没|还不|怎么还|哪能还)"
    r"|(?<!公交)(?:车子?|他们|伊拉|人)(?:还|要|再|得|大概)*(?:多久|几分钟|多少时间|什么时候|几时|啥辰光)"
    r"|(?:还要|要)(?:等)?(?:多久|多少时间|多长时间|几分钟)|怎么还(?:不|没)(?:来|到(?!家))|还(?:没|不)(?:来|到(?!家)|见人)"
    rf"|{_THEY}[^,]{{0,4}}(?:说|讲)[^,]{{0,6}}(?:分钟|小时|半天|钟头|堵车|堵在)|等了[^,]{{0,6}}(?:分钟|小时|半天|钟头|长远)"
    r"|(?<![a-z])(?:how (?:long|much longer)|when will (?:they|the|it)|still (?:not here|waiting)"
    r"|(?:not|n't) (?:here|come|arrived) yet|not yet here|said [a-z0-9 ]{0,12}minutes"
    r"|in [a-z0-9]+ minutes)(?![a-z])"
)
_NO_REPLY = (
    r"(?:120|110|119)[^,]{0,4}(?:没车|没有车|不肯来)|没人接|占线|忙音|(?:打|接)不[通进]|不接(?:电话)?$"
    r"|(?<![a-z])(?:line is busy|busy line|engaged|no answer"
    r"|(?:not|n't) (?:answer(?:ing)?|pick(?:ing)? up)"
    r"|cannot get through|can't get through"
    r"|no ?(?:one|body) (?:answers|picks up|is answering))(?![a-z])"
)
_GONE = (
    rf"(?:{_HELP}|医生|大夫)(?:已经|都|也|刚|刚才|又|人)*"
    r"(?:走了|走掉了|走哉|回去了|撤了|离开了|开走了|收队了)"
    r"|(?<![a-z])(?:ambulance|paramedics?|doctors?|firemen)"
    r"(?: (?:has|have|already|just|'ve|'s))* (?:left|gone|went|drove off)(?![a-z])"
)
_AT_EASE = (
    r"(?:不用|不需要|不必|用不着|勿要|勿用|不要)(?:再)?(?:去|上|送|到|住)(?:大)?(?:医院|急诊|院)|(?:不用|不需要|不必|用不着)(?:再)?(?:去|送)了?(?=,|$)|不用(?:来|送|出车|叫车)"
    r"|没(?:什么|啥|有)?(?:大)?(?:事|问题|毛病|碍)|不要紧|问题不大|不严重|皮外伤"
    r"|没(?:有)?(?:漏|泄漏|着火|失火)|(?:可以|能)(?:回|进)(?:去|家|屋)|在(?:家|屋里)(?:里)?(?:休息|观察|躺|歇|养)|休息(?:一下|一会|两天)?(?:就|便)(?:好|行|可以)"
)
_EASED = (
    rf"(?:^|,)(?:说|讲)(?:是|她|他|我|人)*(?:{_AT_EASE})(?:了|的)?(?=,|$)|{_THEY}[^,]{{0,12}}(?:{_AT_EASE})|{_THEY}[^,]{{0,3}}(?:来过|看过|检查过)了?,(?:他们)?(?:说|讲)[^,]{{0,4}}(?:{_AT_EASE})"
    rf"|(?<![a-z]){_THEY_EN} (?:said|told|say|says)[a-z' ]*(?:no need|not need"
    r"|need not|don't need|doesn't need|fine|ok|okay"
    r"|nothing serious|rest at home|stay (?:at )?home|not serious)(?![a-z])"
)
_GO_ALONE = (
    rf"{_THEY}[^,]{{0,8}}(?:说|讲|叫|让|要)[^,]{{0,8}}(?:自己|自家|直接|打车|可以|去|到)[^,]{{0,4}}"
    "(?:去|到|送|上|看)[^,]{0,4}(?:医院|急诊|门诊|卫生|看|医生)"
    rf"|{_THEY}(?:说|讲|叫|让)[^,]{{0,6}}(?:自己|自家)去"
    rf"|(?<![a-z]){_THEY_EN} (?:said|told|say|says)[a-z' ]*(?:go|get|take|drive|bring)[a-z' ]*"
    r"(?:hospital|clinic|doctor|ourselves|myself|yourself)"
)
_TAKEN = (
    r"(?:上|抬上|送上|坐上|抬进|推上)(?:了)?(?:救护)?车(?:了|哉|啦)|(?:在|跟)救护车(?:上|里)?|(?:拉|接|送|抬|载)走了|抬(?:下|上|出)(?:去|来|楼)了"
    r"|去医院(?:的)?路上|送(?:往|去|进)(?:了)?(?:医院|急诊)|跟(?:着)?(?:救护)?车|跟过去|跟去"
    r"|(?<![a-z])(?:(?:in|inside|into) the ambulance|took (?:him|her|them|my [a-z]+)(?: away)?"
    r"|on (?:the|our|his|her|their) way to (?:the )?hospital|follow (?:them|the ambulance))"
)
# She does not want the police; whoever tells her not to call them is another matter.
_UNWILLING = (
    r"(?<![叫让劝求逼]我)(?<![叫让劝求逼骗说])(?:不|勿|别|没)(?:想|要|愿意?|肯|用|必|打算|准备)*(?:去|再|给我)?"
    r"(?:报警|报案|(?:叫|喊|找|惊动)(?:警察|民警|公安)|打110)"
    r"|(?<![a-z])(?:don't|do not|not|won't|rather not) (?:want to |wanna |going to |want you to )*"
    r"(?:call|phone|tell|involve|report (?:it |him )?to) (?:the )?police"
)
_LOCKED = (
    r"门(?:都|还|是|被|反|从里面|里面|给|已经|也|又)*锁|锁(?:着|了|牢|住|上|掉)(?:了)?门|(?:没|没有|忘带|忘了|没带|丢了|找不到)(?:带|家里)?(?:的)?钥匙|(?:打|开|撞)不开门"
    r"|钥匙(?:在里面|不在|没带|没有|丢|找不到|忘)|门(?:开不开|打不开|进不去|撞不开)|(?:她|他|伊|人)(?:在里面|锁在里面)"
    r"|进不去(?:门|屋|她|他)?|开不了门|没人开门"
    r"|(?<![a-z])(?:(?:door|flat|house) is locked|locked (?:door|in|inside)|no keys?"
    r"|(?:don't|do not|haven't) have (?:the |a |my )?keys?|can(?:'t|not) (?:get in|open the door)"
    r"|(?:lost|forgot) (?:the |my )?keys?)(?![a-z])"
)
_UNFOUND = (
    rf"(?:{_THEY}|司机|车子?|人家)?[^,]{{0,4}}(?:找不到|寻不着|寻勿着|找不着|没找到|不认识|不知道|不认得)[^,]{{0,4}}"
    "(?:门牌|门|楼|路|地方|地址|单元|几号|在哪|小区|我家|我们家|入口|大门)"
    r"|(?:小区|弄堂|单元|大|铁|楼下)(?:的)?门(?:关|锁|进不|没开|开不)|进不(?:了|来|去)小区|(?:车|救护车)(?:子)?(?:开不|进不|过不)(?:进|来|去|了)"
    r"|道闸|门禁|保安不(?:让|肯|放)|迷路了|找不到(?:我们?|这里|这儿|此地)|开错了?(?:地方|路|小区)"
    r"|(?<![a-z])(?:(?:can't|cannot|could not|couldn't|did not|didn't|don't) (?:find|know)"
    r" (?:us|me|it|the (?:house|door|flat|way|address|building|place|number|gate))"
    r"|gate is (?:shut|closed|locked)|(?:they are|they're|driver is) lost|wrong (?:house|address"
    r"|building|gate))(?![a-z])"
)
_STAIRS = (
    r"电梯(?:又|也|是|现在|正好|刚好|今天)*(?:坏|停|修|不动|没电|不开|用不|不能|不来|故障)|没(?:有)?电梯|抬不(?:下|动|出)|下不了楼"
    r"|楼梯(?:太)?(?:窄|陡)"
    r"|(?<![a-z])(?:(?:lift|elevator) (?:is |does |is not |isn't |doesn't )*(?:broken|out"
    r"|work|working|down|stuck|off)|no (?:lift|elevator)|can(?:'t|not) carry (?:him|her))(?![a-z])"
)
_REPORTS = {
    AlarmRemark.CALLED: _CALLED,
    AlarmRemark.COMING: rf"{_ON_THEIR_WAY}|{_PROMISED}",
    AlarmRemark.ON_PHONE: _ON_PHONE,
    AlarmRemark.THEY_ASK: _THEY_ASK,
    AlarmRemark.HERE: _HERE,
    AlarmRemark.NO_CAR: _NO_CAR,
    AlarmRemark.LOW_BATTERY: _LOW_BATTERY,
    AlarmRemark.SPOKE: _SPOKE,
    AlarmRemark.WAITING: _WAITS,
    AlarmRemark.NO_REPLY: _NO_REPLY,
    AlarmRemark.GONE: _GONE,
    AlarmRemark.EASED: _EASED,
    AlarmRemark.GO_ALONE: _GO_ALONE,
    AlarmRemark.TAKEN: _TAKEN,
    AlarmRemark.UNWILLING: _UNWILLING,
    AlarmRemark.LOCKED: _LOCKED,
    AlarmRemark.UNFOUND: _UNFOUND,
    AlarmRemark.STAIRS: _STAIRS,
}
_PATTERNS = {name: regex(words) for name, words in _REPORTS.items()}
# They are still here, or it is asked whether they are.
_NOT_GONE = regex(
    r"(?:没|没有|还没|不肯|不要|不想|不让|要是|如果|会不会|能不能|可以|要不要|是不是|什么时候|几时|别)[^,]{0,4}走"
    r"|走错|[吗么伐]\??$|(?<![a-z])(?:not|if)(?![a-z])|n't "
)
# "女儿电话里说": it is nobody of those who help.
_OF_FAMILY = regex(rf"(?:{FAMILY})[^,]{{0,3}}电话里")
_WORSE = regex(
    r"但是?|可是|不过|又(?!好)|越来越|还是?[^,]{0,3}[痛疼晕吐流烧喘抖]|[吗么伐]\??$|要是|如果"
    r"|(?<![a-z])(?:if|but|still)(?![a-z])"
)
_REACHED = frozenset(
    {AlarmRemark.CALLED, AlarmRemark.COMING, AlarmRemark.SPOKE, AlarmRemark.ON_PHONE}
)
_WELL = frozenset({AlarmRemark.GONE, AlarmRemark.EASED, AlarmRemark.SPOKE})


def rescue_reports(text: str) -> set[AlarmRemark]:
    """Tell what a normalised sentence says of the help that was called."""
    said = {name for name, pattern in _PATTERNS.items() if pattern.search(text)}
    if _UNREACHED.search(text):
        said -= _REACHED
    if _OF_FAMILY.search(text):
        said -= {AlarmRemark.ON_PHONE, AlarmRemark.COMING}
    if AlarmRemark.NO_CAR in said:
        said.discard(AlarmRemark.COMING)
    if _NOT_GONE.search(text):
        said.discard(AlarmRemark.GONE)
    if _WORSE.search(text):
        said -= _WELL
    if AlarmRemark.GO_ALONE in said and AlarmRemark.EASED not in said:
        said.discard(AlarmRemark.TAKEN)
    return said
