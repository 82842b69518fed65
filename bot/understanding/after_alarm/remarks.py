"""What somebody says in the turns after an alarm: help is coming, it is better, money is gone.

Nothing of this means anything where no alarm was raised; the conversation knows whether one was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.after_alarm.alarm_remark import EMERGENCY_NUMBER, AlarmRemark
from bot.understanding.after_alarm.false_alarms import is_false, is_retold, is_slip
from bot.understanding.after_alarm.missing_found import found_in_danger, is_found, without_found
from bot.understanding.after_alarm.relapses import cry_remarks, ends_in_care, relapses
from bot.understanding.after_alarm.rescue_reports import rescue_reports
from bot.understanding.safety.reading import Alarm, AllClear
from bot.understanding.text.people import FAMILY, FAMILY_EN, FRIENDS, KINSFOLK, NEIGHBOURS

if TYPE_CHECKING:
    from bot.understanding.safety.reading import Safety

_COMING = (
    r"(?:已经|都|也|马上|就|快|立刻|正在?|刚|赶)*(?:要|在)?"
    r"(?:(?:赶|过|上|进|接|回)?(?:来|到)(?:了|啦|喽|的?路上|$)|来陪着?我?了|上楼了|进门了|到门口|到楼下|在路上|快到)"
)
_IS_COMING = (
    r"(?: (?:is|are|'s|'re|has|have|just|now|already|all))*"
    r" (?:on (?:the|its|their|his|her) way|coming|come|comes|came|here|arrived|arriving"
    r"|there)(?![a-z])"
)
_RESCUERS = (
    "救护车|急救车?|(?:120|110|119|幺二零|幺幺零)(?:的?[车人])?|救援|医生|大夫|护士"
    "|民警|警察|警车|公安|派出所的?人?|消防[车员队]?(?:的人)?|居委[的会]*(?:干部|人)?|保安"
    "|物业的?人?|维修的?人?|师傅|电梯公司的?人?"
)
_RESCUERS_EN = "ambulance|paramedics?|doctors?|nurse|police|cops?|firemen|fire (?:brigade|engine)"
_COMPANY = f"{FAMILY}|{KINSFOLK}|{NEIGHBOURS}|{FRIENDS}|楼下|楼上"
_COMPANY_EN = f"{FAMILY_EN}|neighbou?rs?|friends?|family"
_DIALLED = (
    rf"(?:已经|都|早就|刚)(?:打|拨|叫|报|喊)(?:了|过|好|通)*(?:{EMERGENCY_NUMBER}了?|(?=,|$))"
    r"|(?:^|,)(?:我们?|已经|都|早就|刚才?|也)*(?:(?:打|拨)(?:了|过|好|通|完)*电话了?"
    r"|电话(?:已经|也|都|我)*(?:打|拨)(?:了|过|好|通|完)+)(?=,|$)"
    rf"|(?<![机器])(?:打|拨|叫|报)(?:了|过|好|通|完)*{EMERGENCY_NUMBER}了"
    rf"|{EMERGENCY_NUMBER}(?:已经|也|都|我)*(?:打|拨|叫|报)(?:了|过|好|通|完)+"
    r"|(?:打|拨)(?:好|过|通|完)了|(?:打|拨|叫|报)(?:了|过|好)"
    rf"{EMERGENCY_NUMBER}|(?:叫|喊)(?:了|好|到)+(?:邻居|保安|物业|居委|人)了?"
    r"|(?<![a-z])(?:i |we |just |already |have |has |she |he )*(?:called|phoned|rang|dialled"
    r"|dialed)(?: (?:them|it|already|120|110|119|the [a-z]+|an ambulance))*(?=,|$)"
)
_BETTER = (
    r"(?:现在|已经|这会儿?|人|自己|又|都|才)+好了(?=,|$)|好[点些]了|好一[点些眼]+了|好[点些]$|(?<!了)(?:好|缓|舒服|轻松)(?:多|很多|些|一?点)了|好转|缓过来"
    r"|缓过气|缓解了"
    r"|不(?:怎么|太|那么|再)?(?:痛|疼|晕|闷|慌|难受|抖|吐|麻)了|(?:醒|清醒)(?:了|过来)"
    r"|(?<![不没可])(?:能|会|可以|好)(?:自己|自家|重新|慢慢|又|再)*(?:动|站|立|走|坐|爬|说|讲|喘|呼吸|睁|下床|下地|吃|喝|翻身|起)"
    r"[^,不没]{0,4}(?:了|哉|啦)"
    r"|(?:走|站|立|动|爬|坐|说|讲|喘|睁)得(?:动|起来?|了|来|出来?|上来?|开|牢)(?:气|路)?(?:了|哉|啦)"
    r"|(?:站|立|爬|坐|扶|撑)(?:得)?(?:了)?起来了|(?:^|,)(?:我|他|她|伊|人)?(?:自己|自家|已经|总算|慢慢)*起来了"
    r"|(?:开始|开口|又|已经)(?:呼吸|有呼吸|动|说话|讲话)了|(?<!没)(?:有|恢复)(?:了)?(?:呼吸|知觉|意识|力气)了"
    r"|血(?:已经|也)?(?:止住|不流|停)了|止住了|吐出来了|咳出来了|哭出来了|哭出声(?:来)?了|会哭了"
    r"|(?<!没抢)(?<!没有抢)(?<!没)(?<!没有)救过来(?!不)|通了气|不(?:抽搐?|抽筋|抖)了|拉出来了|没(?:有)?(?:骨折|断|伤到骨头)(?=,|$)"
    r"|(?<![a-z])(?:feel(?:s|ing)?|is|am|are|'s|'m|much|a bit|a little|bit|little) (?:much |a bit "
    r"|a little |bit )?better(?! (?:off|dead))"
    r"|(?<![a-z])(?:ok|okay|fine|alright|all right|better|awake|breathing) (?:now|again)(?![a-z])"
    r"|woke up|stopped bleeding"
    r"|bleeding (?:has )?stopped|(?<![a-z])got (?:him |her |me )?up(?![a-z])|(?<![a-z])(?:can|could"
    r"|able to|managed to)(?: now)? (?:stand|walk|move|breathe|talk|speak|sit|get)(?: up)?"
    r"(?: now| again)(?![a-z])|(?:back )?on (?:my|his|her) feet|(?:am|is|are|'m|'s) (?:standing"
    r"|walking|sitting up|talking|breathing|conscious)(?: again| now)?(?![a-z])"
    r"|can (?:stand|walk|move|breathe|talk|speak|sit|get)(?: up)?(?=,|$)"
)
_CALMER = (
    r"想(?:通|开|明白)了|不想死了|不(?:会)?做傻事|不寻短见|不走那条路|心里好[受过](?:点|些|多)"
    r"|没那么难受|平静(?:下来|些|多|一点)了?"
    r"|(?:no longer|don't|not) want(?:ing)? to die|feel(?:ing)? calmer|won't do it"
)
_FOUND = (
    r"找[到着](?:人)?了|找到(?:him|her|it|them|my )|找回来|(?:已经|自己)?(?:回来|回家|到家)了"
    r"|接到了|在派出所了|有人送回来"
    rf"|(?:{_COMPANY}|民警|警察|警车|公安|派出所的?人?|居委的?人?)(?:已经|都|也|把?[他她伊]|就)*"
    r"(?:带走|接走|领走|送回|带回|领回|接回)(?:去|来|家)*了"
    r"|(?<![a-z])(?:found (?:him|her|it|them|my [a-z]+)|(?:came|is|are|'s|got) (?:back|home)"
    r"|turned up|(?:he|she) was found)"
)
_OUT = (
    r"出来了|门开了|开门了|放(?:我们?)?出来|救出来"
    r"|(?<![a-z])(?:(?:am|are|is|'m|'re|got|get) out(?: now)?|let us out|door (?:is )?open(?:ed"
    r"|s)?|moving again)(?=,|$| )"
)
_EXTINGUISHED = (
    r"(?:明?火)?(?:已经|都|被|给)*(?:(?:扑|浇|熄)?灭(?:掉)?了(?!一[半点些]|大半|些)|扑灭)|火没了"
    r"|(?<![a-z])(?:the )?fire(?: is| was|'s| has been)?(?: now| all)? (?:put )?out(?: now)?"
    r"(?![a-z])"
    r"|(?<![a-z])(?:put out|it's out|is out|went out)(?![a-z])"
)
_SHUT_OFF = (
    r"(?:煤气|燃气|天然气|总?阀门?)(?:已经|都|我)*关了|(?:煤气|燃气|天然气|阀门)?(?:已经|都)*关(?:好|掉|上|牢)(?:煤气|燃气|总?阀门?|开关)*了|没(?:有)?味道了"
    r"|味道(?:散|没|淡)了|不漏了|散(?:掉|光|完)?了"
    r"|(?<![a-z])(?:turned|shut|closed|switched) (?:it |the gas )?off|smell is gone|no smell"
)
_HOME = (
    r"(?:已经|安全|平安|都|刚)*(?:到|回|回到|进)(?:了|自己)?(?:家门?|屋)(?:里)?了"
    r"|(?<![a-z])(?:got|am|'m|are|reached|back) (?:back )?home(?: safe(?:ly)?| now)?(?=,|$)"
)
_PASSED = (
    r"(?:水|潮水|洪水)(?:已经|都|全|也)*退(?:了|掉|光|下去)|(?:台?风|雨)(?:已经|都|也)*停了"
    r"|(?<![a-z])(?:water|flood) (?:is |has )?(?:gone|going|went) ?(?:down|back|away)?"
    r"|(?<![a-z])(?:storm|typhoon|wind) (?:is over|has passed|passed|has stopped|stopped)"
)
_SAFE = (
    r"(?:^|,)(?:已经|都)*(?:走|跑|逃)(?:掉|开|脱)?了(?=,|$)|(?:他|她|它|人|人家|坏人|小偷|那人|他们)(?:已经|都)?(?:走|跑|逃|离开)(?:掉|开)?了|(?:抓"
    r"|逮)(?:走|住|到|起来)了?|带走了|被带走"
    r"|(?:我|我们|现在|已经)*安全了|(?:^|,)(?:我们?|现在|已经|人|都|很)+安全(?=,|$)|(?:带|抓|押)走了?[他她伊]了?|(?:到|在|逃到|躲到|住在?)(?:了)?(?:我|我的)?(?:妈妈?|娘|爸爸?|女儿|儿子|姐姐?|妹妹?|弟弟?|哥哥?|朋友|亲戚|同事|邻居)家(?:里)?了|甩(?:掉|开)(?:他|她|伊|了)|没跟(?:来|着|上来)了?"
    r"|不跟(?:着)?(?:我)?了"
    r"|(?:逃|跑|躲)出来了|(?:在|到)(?:派出所|警察局|公安局)"
    r"|(?<![a-z])(?:(?:he|she|they)(?: has| have|'s|'ve)? (?:left"
    r"|gone|ran away|went away|is gone|are gone)|arrested|got away|escaped"
    r"|(?:am|are|'m|'re) safe)(?![a-z])"
)
_NO_PHONE = (
    r"(?:不|别|勿|没法?|无法|不用|不会|不敢|不肯|不愿意?)(?:想|要|给我|再|叫我|让我|跟我|同我|和我"
    r"|办法|方便|能|会)*"
    r"(?:说|讲|提|谈|用)?(?:什么|啥|那些|这些)?(?:打(?!扰|算|针|扫)|拨|电话|手机|热线)|电话(?:没用"
    r"|不管用|没有用|打不通|打不出|不好打)"
    r"|[够拿摸]不[到着](?:电话|手机)|手机(?:没电|没信号|不在|坏了)|没(?:有)?(?:手机|电话|信号)|打不[了通出来](?:电话)?"
    r"|(?<![a-z])(?:don't|dont|do not|not|no|can't|cant|cannot|won't|stop|without|hate|never)"
    r"(?: (?:want|to|wanna|like|talk|about|any|more|going|gonna|make|use|a|the|with|tell|me"
    r"|telling|saying|your|my))*"
    r" (?:call(?:s|ing)?|phon(?:e|es|ing)|ring|dial|telephone|hotlines?|number(?:s)?)(?![a-z])"
)
_PAID = (
    r"(?:转|汇|付|刷|充|寄|取|打|交)(?:账|款|钱)?(?:了|过去|出去|给|掉"
    r"|走)了?[^,]{0,8}?(?:[一二两三四五六七八九十百\d.]+(?:多|几)?[万千百块元]|钱|款|过去)"
    r"|(?:钱|[万千块元])(?:都|已经|也|全)*(?:转|汇|付|打|刷|取)(?:了|过去|出去|掉|走|光)"
    r"|(?:卡号|密码|验证码|身份证)[^,]{0,6}?(?:给|报|说|告诉|讲|发|输)(?:了|过|他|她)"
    r"|(?:给|报|说|告诉|讲|发|输)(?:了|过|他|她)[^,]{0,6}?(?:卡号|密码|验证码)"
    r"|(?<![a-z])(?:sent|transferred|paid|wired|gave|told)(?: [a-z']+){0,4} (?:\d[\d,]*|money|yuan"
    r"|rmb|codes?|passwords?|thousand)"
)
# What is done so shortly told is a fraud's where one was told of before: "我点了", "填了卡号".
_GIVEN = (
    r"(?:^|,)(?:我|我[妈爸]|老伴|他|她|伊|都|已经|刚才?|全|就|也)*"
    r"(?:点|填|给|报|说|告诉|下载?|装|扫|输|交|买|付|转|汇|借|投|发|念|签|刷|充|打|讲)(?:给|进)?"
    r"(?:了|好了|掉了|完了|过了|去了|过去了|给?[他她]了?|给?对方了?)[^,]{0,6}(?=,|$)"
    r"|看(?:得|到|见|着)*[^,]{0,3}屏幕|屏幕[^,]{0,4}(?:看|控制)"
    r"|(?<![a-z])(?:i|we|she|he|my mother|my father)(?: have| already| just|'ve)*"
    r" (?:clicked|gave|entered|told|did|downloaded|installed|sent|paid|typed|transferred)(?![a-z])"
    r"|sees? my screen"
)
_NEEDLESS = "(?<!以后)(?<!后)不用(?:再)?(?:报警|打(?:120|110|119|电话)?|叫(?:救护车|警察|人)?|来)了"
_FINE = (
    rf"{_NEEDLESS}|(?:^|,)(?:现在|这里|我们?|已经)*没(?:有)?(?:什么)?危险(?:了|的)?(?=,|$)|(?:^|,)(?:我|他|她|伊|人|都|大家|我们|现在|已经|啊|哦|噢)*没(?:什么|啥|大)?事(?:了|的|儿|啦|呀)?(?=,|$)|不要紧了"
    r"|(?<![a-z])(?:i|he|she|we|they|everyone|it)(?: am| is| are|'m|'s|'re) (?:fine|ok|okay|safe"
    r"|all ?right)(?![a-z])"
)
# It is none of an emergency: an illness that is not grave.
_MILD = (
    r"(?:^|,)(?:也|倒|现在|已经|还|就)*(?:不(?:太|是很|怎么|算)?|没那么|没有那么)"
    r"(?:严重|厉害|要紧|痛|疼|急)(?:的|啊|呀)?(?=,|$)"
    r"|(?:^|,)(?:还好|老毛病)(?:的|啊|了)?(?=,|$)"
    r"|(?<![a-z])not (?:so |that |very )?(?:bad|serious|urgent)"
)
_UNSERIOUS = (
    r"(?:开|逗|闹)(?:个|着)?玩笑|(?:骗|逗)(?:你|侬)|瞎[说讲]|乱[说讲]|随便(?:说|讲|打|试)|误会|按错"
    r"|(?:^|,)(?:是|都是|这是)?假的(?=,|$)|打错了?(?:字|$)"
    r"|(?:^|,)我?(?:就是|只是)?(?:试试|试一下|测试)(?:的|一下|看|你们)*$"
    r"|(?<![a-z])(?:just (?:kidding|testing|joking|a test)|joking|a joke|only a test"
    r"|by mistake)(?![a-z])"
)
# Who should come has been here; it is over (though "it's over" may tell of a death).
_BEEN = (
    rf"(?:{_RESCUERS})(?:已经|都|也|刚|刚才|早就|人)*(?:来|到)过了?"
    rf"|(?<![a-z])(?:{_RESCUERS_EN})(?: (?:has|have|already|just|'ve|'s))* "
    r"(?:been(?: here| and gone)?|left|gone|went)(?=,|$| )"
)
_DONE = (
    r"(?<![a-z])(?:it is|it's|that's|all|it was) (?:all )?over(?: now)?(?=,|$)"
    r"|(?:^|,)(?:都|已经|全)*(?:处理|解决|弄|搞|修|堵)(?:好|定|完|牢)了"
)
_MONEY_BACK = (
    r"(?:钱|款|全部?|都|已经)*(?:追|要|退|拿|讨|还)(?:了)?(?:回来|回|给我|还给我)(?:了|啦|哉)|钱(?:都|已经)?(?:回来|没少)了?"
    r"|(?<![a-z])(?:got (?:my|the|our) money back|money (?:is |has )?(?:come |came )?back"
    r"|refunded)(?![a-z])"
)
_WANTS_OUT = (
    r"(?:^|,)(?:我们?|我和孩子|我带着?孩子|我真|我就)?(?:想|要|打算|准备)(?:走|离开(?:他|这里|家)?|逃|跑|搬出去|带孩子走|离开家)(?:了|掉)?(?=,|$)"
    r"|(?<![a-z])(?:want|going|need) to (?:leave|get away|run away)(?: him| now| here)?(?=,|$)"
)
_POWER_BACK = (
    r"来电了|电来了|有电了|(?<![a-z])(?:power|electricity) (?:is |has |came )?(?:back|on again)"
)
_GOING = (
    r"(?:去|到|找|敲|叫|喊)(?:找|敲|叫|喊|一下)?(?:我的?)?(?:楼下|楼上)?"
    rf"(?:{_COMPANY}|居委)|打(?:电话)?给(?:我的?)?(?:{_COMPANY})"
    rf"|(?<![a-z])(?:go|call|ask|tell|visit)(?: to| my| the| a)* (?:{_COMPANY_EN}"
    r"|committee)(?![a-z])"
)
_SIGNALS = {
    AlarmRemark.RESCUE: (
        rf"(?:{_RESCUERS}){_COMING}|(?<![a-z])(?:{_RESCUERS_EN}){_IS_COMING}|{_DIALLED}"
    ),
    AlarmRemark.DIALLED: r"(?:打|拨)[了过]?(?:120|110|119)|报警",
    AlarmRemark.COMPANY: rf"(?:{_COMPANY}){_COMING}|(?<![a-z])(?:{_COMPANY_EN}){_IS_COMING}",
    AlarmRemark.SOMEBODY: (
        rf"(?:车子?|他们|伊拉|人|人家|来人){_COMING}|来人了|(?<![a-z])(?:they|they're|help"
        rf"|somebody|someone|car){_IS_COMING}"
    ),
    AlarmRemark.BETTER: _BETTER,
    AlarmRemark.CALMER: _CALMER,
    AlarmRemark.FOUND: _FOUND,
    AlarmRemark.OUT: _OUT,
    AlarmRemark.EXTINGUISHED: _EXTINGUISHED,
    AlarmRemark.SHUT_OFF: _SHUT_OFF,
    AlarmRemark.SAFE: _SAFE,
    AlarmRemark.PASSED: _PASSED,
    AlarmRemark.HOME: _HOME,
    AlarmRemark.FINE: _FINE,
    AlarmRemark.MILD: _MILD,
    AlarmRemark.UNSERIOUS: _UNSERIOUS,
    AlarmRemark.BEEN: _BEEN,
    AlarmRemark.DONE: _DONE,
    AlarmRemark.POWER_BACK: _POWER_BACK,
    AlarmRemark.MONEY_BACK: _MONEY_BACK,
    AlarmRemark.WANTS_OUT: _WANTS_OUT,
    AlarmRemark.GOING: _GOING,
    AlarmRemark.NO_PHONE: _NO_PHONE,
    AlarmRemark.PAID: _PAID,
    AlarmRemark.GIVEN: _GIVEN,
}
_PATTERNS = {name: regex(words) for name, words in _SIGNALS.items()}
_TOLD_EVEN_SO = frozenset({AlarmRemark.DIALLED, AlarmRemark.NO_PHONE, AlarmRemark.PAID})
# What makes an end of it none: a question, a denial, something that is worse than before.
_NOT_YET = regex(
    r"(?:吗|么|没|没有|伐|呢|事了?吧|\?)$|还没|没(?:有)?(?:来|到|好|醒|见好|找|打|人)|不(?:想|敢|要|愿|会|肯|来|到|好|见好"
    r"|接|肯来)|来不了|打不通|占线|没人接|不用"
    r"|以后|几时|什么时候|啥辰光|多久|怎么还|等.{0,4}(?:分钟|小时|半天)|要是|如果|会不会|是不是|有没有"
    r"|能不能|但是?|可是|不过|又(?!好)|还是|越来越|刚才好"
    r"|还(?:在|很|有点|有些)*[痛疼晕昏吐流抖喘烧麻肿闷慌咳难]"
    r"|^(?:is|are|has|have|did|does|do) |(?<![a-z])(?:not|no one|nobody|never|but|still|when"
    r"|how long|if|will|worse)(?![a-z])|n't(?![a-z])"
)
_STILL_ENDS = regex(
    rf"{_NEEDLESS}|不(?:会)?做傻事|不想死了|不走那条路|don't want to die|not want(?:ing)? to die"
    r"|won't do it|no smell|不好意思|(?:was|is)(?:n't| not) (?:real|true)"
)
_TAKEN_BACK = regex(
    r"(?:没有?|还没|别|不要|不能|不敢|差点)(?:给他|给她|跟他)?(?:转|汇|付|刷|打|交|报|给|说)"
    r"|(?<![a-z])(?:not|n't|never) "
)

_NO_ENDS = frozenset(
    {AlarmRemark.DIALLED, AlarmRemark.NO_PHONE, AlarmRemark.PAID, AlarmRemark.GIVEN}
)
_POLITE = regex(
    r"(?:多谢|谢|感谢|麻烦|辛苦|不好意思|对不起|打扰|再见|拜拜|你们?|您|侬|大家|啊|哦|噢|嗯|好|的|了|啦|吧|呢|一刻)*"
    r"|(?:thanks|thank you|sorry|bye|goodbye|ok|okay|so|much|very|you|all| )*"
)
_ALL = regex("|".join(f"(?:{words})" for words in (_DIALLED, *_SIGNALS.values())))


def is_not_yet(text: str) -> bool:
    """Whether a sentence asks, denies, or tells that it is worse than before."""
    return _NOT_YET.search(_STILL_ENDS.sub("", text)) is not None


def alarm_remarks(text: str, written: str, safety: Safety, *, over: bool) -> set[AlarmRemark]:
    """Tell all that a normalised sentence says of an alarm that was raised before it.

    `written` is the sentence before slips were mended; `over` tells that it is an end by itself.
    """
    remarks = after_alarm(text, safety)
    if not remarks and written != text:
        remarks = after_alarm(written, safety)
    reports = rescue_reports(text)
    if over and not is_not_yet(text):
        remarks.add(AlarmRemark.OVER)
    if is_slip(text, safety):
        remarks.add(AlarmRemark.SLIP)
    return remarks | reports | relapses(text) | ends_in_care(text) | cry_remarks(text)


def closes_with_an_end(text: str, safety: Safety) -> bool:
    """Whether the last that is told, but for courtesies, is that an alarm is over.

    What is told before it is settled: "老伴昏倒了,没事了". What is told behind it is not.
    """
    clauses = [one for part in text.split(",") if (one := part.strip(" .!?。"))]
    told = [one for one in clauses if not _POLITE.fullmatch(one)]
    return not told or _is_end(told[-1], safety)


def _is_end(clause: str, safety: Safety) -> bool:
    if is_not_yet(clause):
        return False
    said = after_alarm(clause, safety) - _NO_ENDS
    return bool(said) or isinstance(safety.read(clause), AllClear)


def takes_back_before_a_wish(text: str) -> bool:
    """Whether the alarm never was, told in front of a wish: "是电视里的,附近有食堂吗"."""
    head, _, _ = text.rpartition(",")
    return is_false(head) and not is_not_yet(head)


def never_was(text: str, safety: Safety) -> bool:
    """Whether a sentence tells that the alarm was none: seen on television, or only told again."""
    plain = text.replace("哉", "了")
    return not is_not_yet(plain) and (is_false(plain) or is_retold(plain, safety))


def is_unserious(text: str, safety: Safety) -> bool:
    """Whether it was a joke or a slip, and the rest tells of no danger."""
    said = _PATTERNS[AlarmRemark.UNSERIOUS].search(text)
    return said is not None and AlarmRemark.UNSERIOUS in after_alarm(text, safety)


def after_alarm(text: str, safety: Safety) -> set[AlarmRemark]:
    """Tell what a sentence says of how the alarm goes on or ends.

    Nothing where the rest tells of danger: "叫了救护车了" alone tells of no new one.
    """
    text = text.replace("哉", "了")
    if never_was(text, safety):
        return {AlarmRemark.FALSE}
    said = {name for name, pattern in _PATTERNS.items() if pattern.search(text)}
    if found_in_danger(text):
        said.discard(AlarmRemark.FOUND)
    found = {AlarmRemark.FOUND} if is_found(text) else set()
    if not (said or found):
        return set()
    if isinstance(safety.read(_ALL.sub(",", without_found(text))), Alarm):
        return set()
    if is_not_yet(text):
        said &= _TOLD_EVEN_SO
    said |= found
    if _TAKEN_BACK.search(text):
        said.discard(AlarmRemark.PAID)
    return said
