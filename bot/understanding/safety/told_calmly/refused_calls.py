"""A fraud by telephone that came to nothing, and the question whether it was one.

Read as whole sentences: a caller's tale, and that she hung up or did not answer. Whoever pressed,
paid or told a code, or is told that somebody is hurt, is heard as before.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.wholes import says_only

_LEAD = (
    "(?:我|刚才|刚刚|刚|昨天|前天|今天|今朝|早上|上午|中午|下午|晚上|又|老是|总|一直|天天|经常|"
    "最近|这两天|请问|侬好|你好|[,\\s])*+"
)
_STRANGER = (
    "(?:(?:有|接到|来了?|碰到|收到)(?:一?个|了|过)*+(?:陌生|外地|不认识的?|奇怪的?|自称|说是)*+"
    "(?:人|男的|女的|电话|号码|客服|公安局?|派出所|警察|银行|医保局|社保局)的?|陌生(?:人|电话|"
    "号码)|电话里)"
)
_CALLS = "(?:给我|给|打了?(?:个)?电话|打了?来|打过来|打来|来电话|电话|来|过来|里|[,\\s])*+"
_CARD = (
    "(?:我的?|你的?|您的?)?(?:医保卡?|社保卡?|银行卡|信用卡|手机卡|电话卡|手机号码?|电话号码|"
    "手机|电话|账户|账号|身份证"
    "|快递|包裹|养老金|退休金|水费|电费|煤气费|燃气费|话费|宽带)"
)
_TROUBLE = (
    "(?:被|已经|已|就|快|要|会|马上|今天|有|,)*+(?:停用|停机|停掉|停|冻结|锁|异常|问题|过期|"
    "失效|注销|涉嫌洗钱"
    "|洗钱|涉案|欠费|盗用|违规|没交|没缴|丢失|丢)(?:了|掉|的)*+"
)
_WINS = "(?:我)?(?:中奖|中了?大奖|有(?:一笔)?退款|有补贴|可以退钱|可以退款)(?:了)?"
_IS = (
    "(?:我)?(?:是)?(?:公安局?|派出所|警察|医保局|社保局|银行|客服|法院|检察院|移动|电信|联通|"
    "京东|淘宝|支付宝)的?(?:人|工作人员)?"
)
_TALE = f"(?:(?:说|讲|自称|告诉我|跟我说)?(?:{_CARD}{_TROUBLE}|{_WINS}|{_IS})[,\\s]*+)"
_DEMAND = (
    "(?:(?:就|还|又|非|一定)*+(?:叫|让|要|喊)(?:我|你)?(?:去|马上|赶紧|"
    "快点)*+(?:按\\s?[0-9一二三四五六七八九零#*]键?|转账|转钱|打钱|汇钱|汇款|交钱"
    "|付钱|(?:报|给|说|发)(?:他)?(?:验证码|密码|卡号|身份证号?码?)|加(?:他|个)?微信|"
    "点(?:个)?链接|下载(?:个)?(?:软件|app)|装软件"
    "|回电话?|回拨)(?:给他|过去)?[,\\s]*+)"
)
_REFUSED = (
    "(?:(?:我|就|马上|直接|也|都|一听|赶紧|立刻|[,\\s])*+(?:(?:没有?|不)(?:去)?(?:理|理睬|睬|"
    "搭理|相信|信|接|按|给|转|说|讲|报|点|加)(?:他们?|她|它)?"
    "|(?:把)?(?:电话)?挂(?:掉|断)?(?:了)?(?:他的?)?(?:电话)?|拉黑)(?:了|掉)*+[,\\s]*+)"
)
_SURE = (
    "(?:(?:这|那|应该|肯定|大概|,)*+(?:是不是|会不会是|是|像)(?:个)?(?:骗子|骗人的?|诈骗|"
    "骗钱的?)(?:吧|吗|么|伐|了|的)*+"
    "|骗子(?:吧|吗|伐)|(?:我)?(?:做得?)?对(?:吗|吧|伐|不对)|要紧(?:吗|伐)|没事吧|没关系吧|"
    "怎么办|要报警吗)"
)
_EN = (
    r"(?:today |just now |yesterday )?(?:someone|somebody|a man|a woman|a stranger|they) "
    r"(?:called|phoned|rang)(?: me)?(?: and)?,? "
    r"(?:said|saying|says|told me)(?: that)? my (?:bank |medical |insurance |sim |phone "
    r")?(?:card|account|number|insurance|phone) "
    r"(?:is|was|has been|will be) (?:blocked|suspended|stopped|frozen|cut off|cancelled)(?:,? "
    r"and (?:told me|asked me)? ?to press (?:\d|one|nine))?"
    r"[,. ]*(?:so |and |but )?i (?:just )?(?:hung up|did not answer|didn't answer|ignored "
    r"(?:it|him|them|her))"
)
_REFUSED_CALL = regex(
    rf"{_LEAD}{_STRANGER}{_CALLS}{_TALE}{{0,3}}{_DEMAND}?{_TALE}?{_REFUSED}{{1,4}}{_SURE}?|{_EN}"
)
_ASKED = regex(
    "(?:那|这|这个|那个|他|她|他们|对方|刚才|那个人|这个人|的|电话|打电话|短信|肯定|应该|大概|"
    "一定|,)*+"
    "(?:是不是|会不会是|不会是|该不会是|算不算|是|像)(?:一?个|不是|,)*+(?:骗子|骗人的?|"
    "诈骗(?:电话|短信)?|骗钱的?)(?:吧|吗|么|伐|啊|呀|了|对吗|对吧|\\?)*+"
    r"|(?:is|was) (?:it|that|he|she) a (?:scam|fraud|scammer)|(?:it|that)(?:'s| is| was) a "
    r"scam,? (?:right|isn't it|no)"
)
_MOST_CHARS, _MOST_ASKED = 180, 60


def is_refused_call(text: str) -> bool:
    """Whether a normalised sentence tells of a fraud's call that she hung up, and no more."""
    return says_only(text, _REFUSED_CALL, _MOST_CHARS)


def asks_if_fraud(text: str) -> bool:
    """Whether no more is asked than whether somebody was a cheat: "是骗子吧"."""
    return says_only(text, _ASKED, _MOST_ASKED)
