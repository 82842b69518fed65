"""What is told or asked in an alarm beside help itself: who cannot get out, who refuses, what next.

Nothing of this is a danger of its own; the conversation knows whether an alarm was raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.safety.danger import Danger
from bot.understanding.safety.reading import Alarm
from bot.understanding.text.people import FAMILY, FAMILY_EN, OLD, SMALL

if TYPE_CHECKING:
    from bot.understanding.safety.reading import Safety

_WHO = f"(?:[她他伊]|{FAMILY}|{OLD}|{SMALL}|病人|人家)"
_AMBULANCE = r"(?:120|幺二零|救护车|急救车?)"
_CALL = "(?:打|叫|喊|拨|报)"
_TRAPPED = regex(
    r"(?<!出)(?:走|跑|逃|动|爬|下|出|站|背|抱|抬|扶)不(?:动|了|出|来|去|起|脱)(?!吗)|瘫|卧床|轮椅"
    r"|坐床上|起不来床|躺床上|不(?:会|能|好)走|腿脚不(?:好|便)|拄拐|困(?:在|住)|被困"
    r"|没法(?:走|下楼|出)|堵(?:住|牢|死)了?"
    rf"|(?:{_WHO}|人|小孩|小囡|宝宝|婴儿|孙子|孙女|阿婆|阿公|老太太?|邻居)(?:们|还|都|也|一个人|没出来|人|,)*"
    r"(?:(?:在|勒)(?:里面|里头|里边|屋里|楼上|火里|(?:家|房间)里(?:躺|睡))(?!吗|么)|没(?:有)?(?:跑|逃|走)?出来)"
    r"|(?<![a-z])(?:(?:can't|cannot|can not|unable to) (?:walk|move|leave|go down"
    r"|(?:get|come) (?:out|up|down))"
    r"|(?:child|kid|baby|son|daughter|mother|father|grandma|grandpa|someone|somebody|people|he|she)"
    r" (?:is |are |'s )?still (?:inside|in there|upstairs|in the (?:room|flat|house))"
    r"|wheelchair|bedridden|in bed|stuck|trapped|paralysed|paralyzed)(?![a-z])"
)
_REFUSES = regex(
    rf"{_WHO}[^,打]{{0,4}}(?:不(?:让|许|准|肯|要|愿意?|想|同意|给|高兴)|拒绝|死活不"
    r"|说(?:不用|不要|别|不必|用不着|勿要|不)|(?:叫我|劝我)(?:不要|别))(?:我|我们|去|再)*"
    rf"(?:{_CALL}[^,]{{0,2}}{_AMBULANCE}|去(?:大)?医院|上医院|送医院|上救护车|上车)"
    rf"|(?:^|,)(?:我|我家)?{_WHO}[^,打]{{0,2}}(?:不(?:让|许|准|肯让|给)|叫我别|叫我不要)(?:我|我们|去)*{_CALL}"
    r"(?=$|,)"
    rf"|(?<![a-z])(?:he|she|{FAMILY_EN})"
    r" (?:won't let me|(?:does not|doesn't) (?:let me|want me to|want)|refuses|says no|won't)"
    r"(?: to)?(?: call| go| an| the)* (?:120|ambulance|to (?:the )?hospital|hospital)"
)
_ASKS = r"(?:了|的|啊|呀|呢|吧|,)*(?:吗|么|伐|不|没有|没|好|可以|行)*\??"
_MAY = (
    "(?:那|我|我们|阿拉|现在|人|大家|是不是|已经|还|,)*"
    "(?:可不可以|能不能|好不好|要不要|可以|能|好|会|敢)*(?:再|先|马上|就)*"
)
_INSIDE = (
    "(?:回(?:家|去|屋|房间|来)|进(?:去|屋|门|家|楼)|上楼|下楼|上去|住人?|睡觉?|烧(?:饭|菜|水)|做饭|洗澡"
    "|拿(?:点|个|一下)?(?:东西|衣服|钱|药|手机))"
)
_TURN_ON = "(?:开|点|用|按|打开)(?:一下)?(?:个)?"
_LIGHT = "(?:灯|火|煤气|燃气|天然气|开关|电灯)"
_GO_BACK = regex(
    rf"{_MAY}(?:{_INSIDE}|{_TURN_ON}(?:{_LIGHT}|电|空调|油烟机|排风扇|电扇|窗))+{_ASKS}"
    r"|(?:so |and |,)*(?:can|may|could) (?:i|we|they) (?:now )?(?:go|come|get)"
    r" (?:back|home|in|inside|upstairs)[a-z ]*\??"
    r"|(?:is it|it is) safe(?: now)?(?: to go (?:back|in|home|inside))?\??"
)
_LIGHTS = regex(
    rf"{_MAY}{_TURN_ON}{_LIGHT}{_ASKS}"
    r"|(?:can|may) (?:i|we) (?:turn|switch) on (?:the )?(?:lights?|gas|stove)(?: now)?\??"
)
# Of "要去医院" and "上楼了" nothing is asked.
_QUESTION = regex(
    r"可不可以|能不能|好不好|要不要|需不需要|用不用|该不该|是不是|可以|能|好(?=再|先|回|进|上|开|用)|[吗么伐吧?]$"
    r"|^(?:so |and |,)*(?:can|may|could|is it|do|should|must) "
)
_STILL_CALL = regex(
    r"(?:那么?|现在|这样|应该|就|是不是|,)*(?:没啥?事|没什么(?:事|要紧)?|不要紧|没关系|不会有事|过去)(?:了|的)*[吧吗么伐]\??"
    r"|(?:so |then |,)*(?:is (?:he|she|it|that)|am i|are we) (?:ok(?:ay)?|fine|safe|all right)"
    r"(?: now)?(?: then)?\?|"
    r"(?:那|我|我们|现在|这样|,)*(?:还|要不要|要|需不需要|需要|用不用|用|该不该|该|是不是|再)+"
    rf"(?:要|用|需要|再|去)*(?:{_CALL}(?:120|119|110|火警|警|救护车|消防队?|急救|电话|案)"
    rf"|去(?:医院|看(?:医生|急诊)?)?|看(?:医生)?|送医院|叫人来){_ASKS}"
    r"|(?:so |and |,)*(?:do|should|must) (?:i|we) (?:still |also )?(?:need to |have to )?"
    r"(?:still )?call[a-z0-9 ]*\??"
)
_PREPARE = regex(
    r"(?:那|我|我们|现在|,)*(?:要|该|需要|应该)*(?:准备|带|拿)(?:点|些|好)*(?:什么|啥|哪些)"
    r"(?:东西)?(?:呢|啊|呀|好)*\??"
    r"|(?:so |,)*what (?:should|do|must) (?:i|we) (?:need to )?"
    r"(?:prepare|bring|take|get ready)[a-z ]*\??"
)
# What she feels, and who is not there, is no news for a telephone.
_UPSET = regex(
    r"怪我|我(?:真|太|好|怎么|这么|就是)*(?:傻|笨|蠢|没用|糊涂)|不敢(?:跟|和|同|告诉|让|说)|没脸|丢脸|丢人"
    r"|睡不着|心里(?:很|好|真)?(?:难[受过]|慌|苦|堵)|想哭|后悔|骂(?:死)?我|不(?:想|能|要|敢)让[^,]{1,6}(?:知道|晓得)|瞒着|对不起(?:他|她|孩子|家里)"
    r"|(?<![a-z])(?:my fault|so stupid|ashamed|dare not|afraid to tell|can't sleep|regret"
    r"|blames? me|angry (?:with|at) me)(?![a-z])"
)
_NO_NEWS = regex(
    rf"{_WHO}(?:现在|还|都|也|人)*在(?:上班|公司|单位|外地|国外|出差|外面|上学|学校)|(?:警察|民警|120|119|110|医生|他们)(?:说|讲|叫)"
    r"|害怕|怕死|吓死|急死|好急|怎么会|(?<![a-z])(?:at work|scared|afraid|abroad)(?![a-z])"
)
_MONEY = regex(
    r"[\d一二两三四五六七八九十百千万]+(?:块|元|万|千|百|点|号)|钱|卡|银行|账|号码|软件|链接|验证码|密码|微信|支付宝"
    r"|转|汇|付|电话|短信|对方|快递|客服|app|昨天|今天|早上|上午|下午|刚才"
    r"|(?<![a-z])(?:bank|account|card|yuan|money|code|link|phone|number|today|yesterday)(?![a-z])"
)
# It sounds like a service, and tells how things are: "没人照顾" of somebody who fell.
_STATE = regex(
    r"没(?:有)?人(?:照顾|管|陪|看|在|帮|应|开)|记性|(?:居委|物业|邻居|隔壁|家里|楼下|对门|保安)(?:都|也|现在)?(?:没(?:有)?人|不在)"
    r"|臭味|怪味|独居|一个人住|脑子不|痴呆|糊涂"
    r"|(?<![a-z])(?:nobody|no one) (?:is )?(?:with|looks after|cares for|here|there)|lives alone"
)
_NAMED = {
    AlarmRemark.ON_AMBULANCE: regex(rf"{_AMBULANCE}|(?<![a-z])ambulance"),
    AlarmRemark.ON_FIRE: regex(r"119|幺幺九|火警|消防|(?<![a-z])fire (?:brigade|engine)|firemen"),
    AlarmRemark.ON_TALK: regex("962525|12356|心理热线|(?<![a-z])hotline"),
    AlarmRemark.OIL: regex("油锅|(?:热|滚|食|菜|的)油|油(?:着|起火|烧)|(?<![a-z])(?:oil|grease)"),
    AlarmRemark.WATER: regex(
        "[浇泼洒喷冲](?:了|点|些|一|几|盆|桶|下|冷)*水|(?:用|拿|倒|端|接)(?:了|点|些|一|几|盆|桶|冷)*水|灭火器"
        r"|(?<![a-z])(?:water|extinguisher)(?![a-z])"
    ),
    AlarmRemark.GRAVE: regex(
        r"(?:没有?|停止?|停了|不)(?:了)?(?:呼吸|气了|心跳|脉搏|反应|知觉|意识)|呼吸(?:停|没)|没气|心跳(?:停|没)|叫不(?:醒|应)|喊不(?:醒|应)|喘不(?:上|过)|发紫|发青"
        r"|(?<![a-z])(?:(?:not|n't|no|stopped) (?:breath(?:ing|e)?|pulse|responding)"
        r"|unconscious)(?![a-z])"
    ),
    AlarmRemark.AED: regex("aed|除颤"),
    AlarmRemark.ON_POLICE: regex(r"110|幺幺零|报警|报了警|报过警|警察|民警|(?<![a-z])police"),
}


def alarm_signs(text: str, safety: Safety) -> set[AlarmRemark]:
    """Tell what a normalised sentence says in an alarm of people, and what it asks."""
    question = _QUESTION.search(text)
    asked = {
        AlarmRemark.GO_BACK: question and _GO_BACK.fullmatch(text),
        AlarmRemark.LIGHTS: question and _LIGHTS.fullmatch(text),
        AlarmRemark.STILL_CALL: question and _STILL_CALL.fullmatch(text),
        AlarmRemark.PREPARE: _PREPARE.fullmatch(text),
        AlarmRemark.TRAPPED: _TRAPPED.search(text),
        AlarmRemark.REFUSES: _refuses(text, safety),
        AlarmRemark.UPSET: _UPSET.search(text),
        AlarmRemark.NO_NEWS: _NO_NEWS.search(text) or _UPSET.search(text),
        AlarmRemark.OF_MONEY: _MONEY.search(text),
        AlarmRemark.STATE: _STATE.search(text),
    }
    named = {name for name, words in _NAMED.items() if words.search(text)}
    return {name for name, found in asked.items() if found} | named


def _refuses(text: str, safety: Safety) -> bool:
    """Whether an ambulance is refused, and the rest tells of no violence."""
    if not _REFUSES.search(text):
        return False
    rest = safety.read(_REFUSES.sub(",", text))
    return not (isinstance(rest, Alarm) and rest.topic == Danger.CRIME)
