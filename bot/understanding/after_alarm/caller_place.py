"""Whether who tells of danger is with the person in danger, or has it from afar."""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY, FAMILY_EN, OLD, SMALL

_KIN = f"(?:{FAMILY}|{SMALL}|{OLD}|先生|太太|[哥姐弟妹她他伊])"
_KIN_EN = f"(?:{FAMILY_EN}|child|kids?|he|she|him|her)"
_NOW = "(?:人|现在|还|正|已经|刚|刚才|都|就|今天|们)*"
_AT_WORK = (
    "(?:公司|单位|办公室|厂里|工地|上班|班上|加班|开会|外地|出差|国外|外国|学校上课|老家|旅游|外省)"
)
_MOVING = "(?:高铁|火车|动车|地铁|飞机|机场|火车站|车上|公交|路上|半路|外面|外头|回家路|回来路)"
_SIGNS = {
    "kin": rf"{_KIN}|给(?:上海|家里|那边|浦东)(?:打|叫)|(?<![a-z]){_KIN_EN}(?![a-z])",
    # She is in danger herself.
    "hers": (
        r"我(?!妈|爸|爷|奶|外|老|儿|女|孩|孙|家|婆|公|哥|弟|姐|妹|邻|朋)"
        r"(?!看|见|发现|刚|回|听|怕)[^,]{0,6}"
        r"(?:摔|跌|滑倒|晕|昏|痛|疼|喘|闷|流血|出血|难受|不舒服|受伤|被|困|锁|卡住"
        r"|烫|烧伤|骨折|动不了|起不来|走不动|没力气|发烧|心慌)"
        r"|(?<![a-z])i (?:fell|feel|hurt|have (?:pain|chest)|can't|cannot"
        r"|am (?:hurt|dizzy|stuck|trapped|locked|bleeding|ill|sick))(?![a-z])"
        r"|(?<![a-z])my (?:chest|leg|arm|head|heart|hand|back|foot)(?![a-z])"
    ),
    "home": r"家里|家中|我家|屋里|(?<![a-z])(?:my|our|at) (?:home|house|flat|kitchen)(?![a-z])",
    # Told by telephone, or nobody answers one.
    "phoned": (
        r"视频里看|(?:打(?:了|个|来)*(?:电话|视频)(?:给[^,]{1,6},?[他她伊])?|来(?:了|个)?电话?|电话里|电话上|发(?:了|个|来)*(?:微信|消息|短信|语音)|微信(?:里|上)?)"
        rf"(?:来|过来|给我|跟我)*(?:说|讲|告诉|哭)|{_KIN}(?:说|讲|告诉我)(?:家里|屋里|家中|厨房|房间|楼道)"
        rf"|(?:{_KIN}|家里)[^,]{{0,8}}(?:电话|手机)[^,]{{0,4}}(?:打不通|没人接|不接|关机|联系不上)|联系不上"
        rf"|{_KIN}[^,]{{0,6}}不接(?:我)?(?:的)?电话|监控|摄像头|手环|打[^,]{{0,6}}(?:电话)?(?:都)?不接"
        r"|(?<![a-z])(?:called|phoned|texted|rang|messaged) me|on the phone(?: says| said| with)?"
        r"|(?:not|n't) (?:answer(?:ing)?|pick(?:ing)? up)(?: (?:his|her|the))? (?:phone|call)"
    ),
    # The person has a place of her own.
    "at_home": (
        rf"{_KIN}[^,]{{0,4}}(?:一个人|独自|自己|单独)?[^,]{{0,2}}(?:在|勒)(?:老家|娘家|自己家|家里?|屋里|房间里?)"
        rf"|{_KIN}(?:家|现在|一个人|是|就|们)*(?:住|家在)|一个人(?:在家|住)"
        rf"|(?<![a-z]){_KIN_EN}(?:'s| is| lives| was| fell| fainted| collapsed)?(?: all| alone)*"
        "(?: at)?(?: home| alone| lives)"
    ),
    "lives": rf"{_KIN}?(?:家|现在|一个人|是|就)*(?:住|家在)|(?<![a-z])(?:he|she|they) lives?",
    # The caller is somewhere else for sure.
    "away": (
        rf"(?:^|我){_NOW}(?:在|勒)[^,]{{0,3}}{_AT_WORK}|(?:^|我){_NOW}(?:上班|出差|加班)"
        rf"|(?:我|人|^){_NOW}不在(?:家|她|他|伊|妈|爸|身边|跟前|旁边|现场|上海|那里|那边)|(?:我|^)不跟(?:她|他|伊)住"
        r"|(?:^|我)(?:现在|一时|马上|还|暂时)*(?:赶|回|过)不(?:回|过)?[去来]|(?:^|我们?)(?:公司|单位|办公室)就?在"
        r"|(?<![a-z])i(?:'m| am)(?: still| now)* (?:at (?:work|the office|my office)|abroad|away"
        r"|overseas|not (?:at home|home|there|with (?:him|her|them)|in shanghai)"
        r"|in another (?:city|town))"
    ),
    "afar": (
        rf"(?:^|我){_NOW}(?:在|勒)[^,]{{0,2}}(?:外地|国外|外国|外省)"
        r"|(?<![a-z])i(?:'m| am)(?: still| now)* (?:abroad|overseas|in another (?:city|country))"
    ),
    # She may have the person with her there.
    "elsewhere": (
        rf"(?:^|我){_NOW}(?:在|勒)[^,]{{0,4}}{_MOVING}|我{_NOW}(?:赶|往)(?:回|过)?(?:去|来|家)"
        r"|(?<![a-z])i(?:'m| am)(?: still| now)*"
        r" (?:on (?:the|a|my) (?:train|bus|plane|metro|way)|outside|out)"
    ),
    "here": (
        rf"我{_NOW}(?:在|勒)(?!她|他|伊|妈|爸|家|自己家|旁边|身边|边上|门口|门外|楼下|楼上|现场|楼道)"
        "(?!屋|房间|里面|救|陪|打|等|叫)"
        r"|(?<![a-z])i(?:'m| am) (?:at|in|near|on) (?!home|her|his|my (?:mother|father|mum|dad))"
    ),
}
_PATTERNS = {name: regex(words) for name, words in _SIGNS.items()}
_TOGETHER = regex(rf"(?:我们|阿拉|一起){_NOW}(?:在|勒)|(?<![a-z])we(?:'re| are)")
_COLLEAGUE = regex(
    r"同事|工友|同学|老板|客人|顾客|路人|(?<![a-z])(?:colleague|co-?worker|customer)s?"
)


def caller_signs(text: str, *, far: bool = False) -> tuple[str, ...]:
    """Name what a normalised sentence tells of where its writer is, beside a person in danger.

    "hers": she is in danger herself; "kin": somebody near to her is spoken of; "home": her home is;
    "phoned": she has it by telephone; "at_home": the person is at a place of her own; "lives": it
    is said where somebody lives; "away": the writer is not there; "elsewhere": she is on the move,
    or `far` from the town; "here": she says where she is herself; "afar": she alone is far away.
    """
    said = {name for name, words in _PATTERNS.items() if words.search(text)}
    if far and "here" in said:
        said |= {"elsewhere"} if _TOGETHER.search(text) else {"elsewhere", "afar"}
    if _COLLEAGUE.search(text):
        said -= {"kin", "phoned", "at_home", "away"}
    return tuple(sorted(said))
