"""What is told after an alarm that eased: it is not over, somebody is inside, he is back.

Nothing of this means anything where no alarm was raised; the conversation knows whether one was.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.after_alarm.alarm_remark import AlarmRemark
from bot.understanding.safety.wordings.cries import dwells_on_it, takes_leave
from bot.understanding.text.people import FAMILY

_HIM = rf"(?:[他她它伊]们?|人家?|我?(?:{FAMILY})|孩子|小孩|小囡|老人|猫|狗|那个?人|骗子|对方)"
_HURTS = "[难撑痛疼晕昏吐喘抖麻肿闷慌咳烧抽流紫软歪糊]"
_INSIDE = (
    r"(?:还|仍|都)(?:有[^,]{0,4})?(?:困|留|关|躲|睡)?在(?:里|屋|家|楼|房|火|车|床|上面|厨房)"
    r"|里(?:面|头|边)(?:还|也)有|还有[^,]{0,6}(?:在里|没出来|没下来|没逃|没跑)"
    r"|(?:没|没有|还没)(?:能)?(?:出来|下来|逃出|跑出|救出)|出不来"
    r"|(?<![a-z])(?:still (?:in(?:side)?|there|upstairs)|not (?:come |got )?out(?: yet)?"
    r"|(?:is|are) inside)(?![a-z])"
)
_RELAPSE = (
    rf"还是(?:很|有点|有些|老|一直)*(?:不(?!用|要紧|错)|没(?!事)|{_HURTS}|说不|讲不)"
    rf"|(?:还|仍)(?:不(?!错|用)(?:会|能|肯|太)?[动醒说讲吃喝行]|不认|没(?:醒|反应|知觉|力气|好)|在?{_HURTS}|有(?:味|烟|火|煤气|血))"
    rf"|又(?:开始|有点|一下子|突然)*(?:不(?:动|醒|行|好|会|能|认|说|对|舒服|见)|{_HURTS}|着|冒|发(?!了?消息|个)|倒|跌|摔|没(?:气|反应|声音)|想(?:死|不开)"
    r"|闻到|有(?:味|烟|火|人[敲跟砸])|走丢|跑出|跑掉|叫我[转打付]|打电话来|来电话|要我)|复燃"
    r"|(?:手|脚|腿|嘴|脸|眼睛|身体|左边|右边|半边)[^,]{0,4}(?:不动|动不了|不会动|没力|没知觉|歪)"
    r"|不认(?:识|得)(?:我|人|女儿|儿子|家)|越来越|^(?:[他她]|人|又|有点|还是)*不对劲(?:了|啊)?$|^(?:不好了|永别了?|下辈子见|来世再见)$"
    r"|(?<![a-z])(?:still (?:can't|cannot|not|no|hurts?|bleeding|dizzy|smells?|burning|smoking"
    r"|won't)|(?:fainted|fell|bleeding|burning|choking|calling|happened|started|hurts) again"
    r"|worse)(?![a-z])"
)
_BACK = (
    rf"(?:{_HIM})?(?:又|还|再|已经)*(?:回来|追来|追上来|跟来|跟上来|跟过来|跟进来|跟进|进楼|上楼|闯进来|冲进来|找来|找上门|打来)了"
    rf"|(?:^|,)(?:{_HIM})?又来(?:敲|砸|踢|闹|骂|打)?(?=,|$)"
    rf"|(?:^|,)(?:{_HIM})?又(?:来|打|敲|砸|撬|骂|踢)(?:了|人|我|门)|(?:^|,)(?:{_HIM})?(?:进来|上来)了|(?:^|,)(?:又|还|在)*(?:敲|砸|撞|踢|撬)门了?(?=,|$)"
    rf"|{_HIM}(?:还|也)?有(?:我家|家里|我|家门)?的?钥匙"
    rf"|{_HIM}(?:又|还|就|一直)*(?:在|等在|站在|守在|躲在)(?:楼下|楼道|门口|门外|外面|外头|敲门|砸门|撞门|踢门|骂|喊)"
    r"|(?<![a-z])(?:(?:he|she|they)(?:'s| is| are| has| have|'ve)?(?: just)? (?:back|come back"
    r"|came back|returned|outside|downstairs|at (?:the|my) door))(?![a-z])"
)
# After a faint, a fit or a blow to the head, sleep and small signs are watched.
_DROWSY = (
    rf"^(?:{_HIM})?(?:又|已经|现在|还|就|刚|老|老是|一直|有点)*(?:睡(?:了|着了|下了|过去了|觉了)|想睡觉?|要睡(?:觉|了)?|困了?|犯困|没精神|昏昏沉沉|迷迷糊糊)(?:了|啦)?$"
    r"|^(?:[他她]|人)?(?:的)?头?(?:还|还是|有点|有些|又)*(?:头[晕痛疼昏]|晕|恶心|想吐|吐了?)(?:了|啦)?$|^(?:[他她]|人)?的?头(?:还|还是|有点|有些|又)+[晕痛疼昏]$"
    r"|^(?:he|she|i)(?:'s| is| am|'m)?(?: now| very| still)*"
    r" (?:asleep|sleepy|sleeping|dizzy|drowsy|fell asleep|went to sleep)$"
)
_PATTERNS = {
    AlarmRemark.DROWSY: regex(_DROWSY),
    AlarmRemark.INSIDE: regex(_INSIDE),
    AlarmRemark.RELAPSE: regex(_RELAPSE),
    AlarmRemark.BACK: regex(_BACK),
}
_ASKS = regex(r"[吗么伐]\??$|^(?:is|are|has|do|does) ")
_DIED = regex(
    rf"(?:医生|大夫)[^,]{{0,2}}说[^,]{{0,4}}(?:没救|不行了|没了)|(?:没|没有|没能)(?:抢)?救(?:得?过来|得?回来|得?活|成)|抢救无效|救不(?:过来|回来|活)了?"
    rf"|(?:^|,)(?:{_HIM})?(?:已经|刚|还是|就|今天|都)*(?:没脱|不在了|死了|死脱了?|过世了|去世了)(?=,|$)"
    rf"|(?:^|,)(?:我?(?:{FAMILY})(?:已经|刚|还是|就|今天|都)*"
    rf"|(?:{_HIM})?(?:已经|刚|还是)+)(?:没了|走了|去了|老了)(?=,|$)"
    r"|过世了|去世了"
    r"|(?<![a-z])(?:(?:he|she|they|mum|mom|dad|mother|father|husband|wife)(?: has| have|'s)?"
    r" (?:died|passed(?: away)?|is dead|is gone)"
    r"|(?:could not|couldn't) (?:save|revive))(?![a-z])"
)
_TO_HOSPITAL = regex(
    r"送(?:大)?医院(?:去)?了|(?:送|带|陪|背|开车|拉|抬)[^,]{0,5}(?:去|到|往|进)(?:了)?[^,没不]{0,4}(?:医院|急诊|仁济|儿科|儿童)|(?:在|正在?)去[^,]{0,4}医院"
    r"|(?<![a-z])(?:taking|driving|took) (?:me|him|her|them) to (?:the )?(?:hospital|er)(?![a-z])"
)
_WENT = regex("[已经都人我们他她老伴现在]*去了[^,没不]{1,8}(?:医院|急诊)了?")
_AT_HOSPITAL = regex(
    r"(?:已经|都|刚|人|现在)*(?:在|到|进|送到|送进)(?:了)?[^,没不去]{0,4}(?:医院|急诊室?|病房|抢救室|手术室)(?:里|了|啦)*(?:抢救|看病|检查|挂水|输液|住着|躺着)?(?=,|$)|住(?:了)?院了"
    r"|(?:^|,)(?:已经|现在|还|正|医生)*在(?:拍片|拍片子|挂号|输液|吊水|挂水|做(?:ct|检查|手术|心电图)|抢救|验血|缝针|挂急诊)"
    r"|(?<![a-z])(?:at|in) (?:the )?(?:hospital|er)(?: now)?(?=,|$)"
)
_NEGATED = regex(r"没|不(?!要紧)|(?<!不)要|才|分钟|小时|占线|走到|自己|怎么|哪|[吗么伐]\??$")


def cry_remarks(text: str) -> set[AlarmRemark]:
    """Tell what a normalised sentence adds to a cry that was heard before it."""
    found = {AlarmRemark.GIVES_UP} if takes_leave(text) else set()
    return found | ({AlarmRemark.DWELLS} if dwells_on_it(text) else set())


def relapses(text: str) -> set[AlarmRemark]:
    """Tell what a normalised sentence says of an alarm that seemed to be over."""
    if _ASKS.search(text):
        return set()
    return {name for name, pattern in _PATTERNS.items() if pattern.search(text)}


def ends_in_care(text: str) -> set[AlarmRemark]:
    """Tell whether whoever was ill is in a hospital, on the way to one, or has died."""
    if _DIED.search(text) and not _ASKS.search(text):
        return {AlarmRemark.DIED}
    if _NEGATED.search(text):
        return set()
    if _AT_HOSPITAL.search(text):
        return {AlarmRemark.AT_HOSPITAL}
    gone = _TO_HOSPITAL.search(text) or _WENT.fullmatch(text)
    return {AlarmRemark.TO_HOSPITAL} if gone else set()
