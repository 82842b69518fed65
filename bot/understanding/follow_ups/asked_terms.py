"""Whether somebody may go, and what she must bring: "小孩能看吗", "我五十八", "我没带卡"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.text.people import FAMILY

if TYPE_CHECKING:
    from bot.understanding.evidence.case import Case

TERMS, PAPERS, TASTE, DIET = "terms", "papers", "taste", "diet"

_SELF = "(?:我|阿拉|咱|俺|他|她|伊)们?"
_OTHERS = (
    "(?:小孩子?|孩子|小囡|小朋友|婴儿|宝宝|学生|老人家?|老年人|年轻人|外国人|本地人|残疾人|保姆"
    "|外地(?:来)?的?人?|男的|女的|退休的?人?|别的街道的?人?|外区的?人?"
    "|(?:不到|没到|不满)?[五六七八]十岁?(?:以下|以上|不到)?的?人?|推我去的人|陪我去的人"
    "|不是(?:塘桥|本地|这里|本街道|上海|老年?|老)的?人?家?|外地(?:来的)?(?:亲戚|朋友|亲家|老乡)|亲戚|朋友|客人|(?:没有?|外地)(?:上海)?户口的?人?)"
)
_WHO = rf"(?:(?:{_SELF}(?:家里?|的)?)?(?:{FAMILY}|先生|太太)|{_OTHERS}|{_SELF})"
_YEARS = (
    r"(?:[零一二两三四五六七八九十]{2,3}|(?!1[12]\d(?!岁))\d{1,3}|[一二三四五六七八九十百](?=岁))"
)
_AGE = rf"(?:今年)?(?:已经|快|才|都)?{_YEARS}(?:岁|周岁|多岁|岁多)?(?:多|出头)?"
OF_AGE = regex(
    r"(?:满|过了|过|今年)?[零一二两三四五六七八九十百\d]{1,3}(?:周岁|岁)(?:以上|以下|的?老人|多|出头)?"
    "|(?:外地|本地|上海)(?:户口|户籍|人)(?:的人)?"
)
"""For whom something is asked: "七十五岁以上", "外地户口"."""
_MAY = (
    "(?:也|都|就|还|一个人|单独|自己|一起|跟着|,)*"
    "(?:好|可以|能|会|行|收|让|可不可以|能不能|好不好|行不行|够不够格)+(?:一起|一道|跟着|也|,)*"
    "(?:进|去|来|看|用|吃|住|玩|参加|申请|报名|办理?|签|享受|领)*(?:的|得了)?"
    "(?:吗|么|伐|不|啊|呀|呢)*"
)
_POLITE = "(?:那么?|请问|想问一?下?|问一?下|,)*"
_IS = r"(?:的|是|个|了|就|已经|,|\s)*"
_PERSON = regex(
    rf"{_POLITE}(?:可以|能|好|能不能|可不可以)+带着?上?{_WHO}(?:一起|一道|也)*(?:去|来)?"
    r"(?:吃|看|用|玩|住|参加)?(?:的|得了)?(?:吗|么|伐|不|啊|呀|呢)*\??"
    rf"|{_POLITE}(?:带着?)?(?:{_WHO}{_IS}(?:{_AGE}{_IS})?{_MAY}|{_AGE}(?<=岁){_IS}{_MAY}"
    rf"|{_WHO}{_IS}{_AGE}{_IS})\??"
)
_HUKOU = regex(
    rf"{_POLITE}(?:{_WHO})?的?户口(?:还|是|不)*(?:在|迁)[^,吗么]{{1,6}},?(?:人|现在|但是?|,)*"
    rf"(?:住|生活)(?:在)?[^,吗么]{{0,6}}?,?{_MAY}\??"
)
_ALSO = regex(rf"{_POLITE}{_WHO}{_IS}(?:也|都)有(?:的|得|份)?(?:吗|么|伐|不|啊|呀|呢)+\??")
_PEOPLE = (
    r"(?:my |our |the )?(?:kids?|child(?:ren)?|baby|babies|grand(?:son|daughter|children)|sons?"
    r"|daughters?|wife|husband|mother|mum|mom|father|dad|parents?|foreigners?|tourists?"
    r"|young people|non-residents?|she|he|they|we|i)"
)
_GO = r"(?:go|come|eat|use (?:it|this)|join|apply|get in|enter|visit|live|stay)"
_PERSON_IN_ENGLISH = regex(
    r"(?:and |so |then |but |please )*(?:"
    rf"(?:can|may|could) {_PEOPLE}(?: also| still)? {_GO}(?: there| here| in| too| for it)*"
    r"|is (?:it|this) (?:ok|okay|open|allowed|good|only)? ?for (?:kids|children|foreigners"
    r"|everyone|everybody|anyone|old people|young people|seniors|me)(?: only)?"
    rf"|(?:i am|i'm|{_PEOPLE}(?: is|'s)) (?!1[12]\d)\d{{1,3}}(?: years old| yo)?"
    rf"(?:,? ?(?:can|may) (?:i|she|he) {_GO}(?: there)?)?"
    r")\??"
)
_PAPER = "(?:卡|证明?|报告|护照|户口簿?|户口本|证件|照片|病历本?|本子|单子)"
_NEEDED = regex(
    rf"{_POLITE}(?:要不要|需不需要|用不用|是不是|一定|必须|要|需要|得|用|凭)+"
    rf"(?:带着?|用|出示|有|看|交)?[^,吗么伐办补领]{{0,6}}{_PAPER}(?:去|才行|的)*(?:吗|么|伐|呢)*\??"
)
_ENOUGH = regex(
    rf"{_POLITE}(?:是不是|只要|就|光)?(?:带着?|凭|有|拿|用){_PAPER[:-1]}|医保卡|社保卡|身份证)(?:就|也)?"
    r"(?:可以|行|够|好|能)(?:看|去|办|用|进)?(?:了|的)?(?:吧|吗|么|伐|呢)\??"
)
_LACKING = regex(
    rf"{_POLITE}我?(?:们|妈|爸|老伴)?(?:没有?|忘了?|忘记|不记得)(?:带|有|拿)?了?"
    rf"[^,丢掉办补]{{0,6}}{_PAPER}了?(?:,?(?:可以|能|行|好|还|怎么办|要紧|有关系)[^,]{{0,6}})?\??"
)
_NEEDED_IN_ENGLISH = regex(
    r"(?:and |so |but |please )*(?:do i (?:need|have) to (?:bring|show|have)|do i need"
    r"|must i (?:bring|have)|i (?:have no|don't have|forgot)|without)"
    r" (?:an? |my |any |the )?[a-z ]{0,20}?"
    r"(?:card|passport|id|papers?|documents?|ticket)s?(?: with me)?\??"
)


_GOOD = regex(
    rf"{_POLITE}(?:这家|那里|里厢|里面|饭|菜|味道|环境|额|个|的|是|还|蛮)*"
    r"(?:灵光?|清爽|崭|赞|干净|好吃|卫生|嗲|实惠)(?:伐|勿啦|不啦|吗|么|勿|啊)+\??"
    r"|is (?:it|the food) (?:any )?(?:good|nice|clean|tasty)(?: there)?\??"
)


_ILL = (
    "糖尿病|血糖高?|糖高|高血压|血压高|痛风|肾病|胃不好|胃病|牙口?不好|牙齿不好|没有?牙齿?了?|假牙"
    "|忌口|吃素|信佛|回民|回族"
)
_SOFT = "软|烂|稀|糊|清淡|淡|少[油盐糖]|低[盐糖油]|无糖|不[辣咸甜]|素|清真|流质|半流质|粥"
_DIET = regex(
    rf"{_POLITE}(?:有|是|得了?|我|我妈|我爸|老伴|的|个)*(?:{_ILL})(?:的|了)?(?:老?人|病人)?(?:的|,|也|都|就)*"
    r"(?:好|可以|能|会)*(?:不能|不可以)?(?:去|来)?吃?(?:的|得了)?(?:吗|么|伐|不|啊|呀|呢|什么)*\??"
    rf"|{_POLITE}(?:(?:我|我妈|我爸|老伴|的)*(?:{_ILL})(?:的|了|,)*)?(?:有没有|有|做不做|能不能做|能做|会做|想要?吃?|要吃?|吃)"
    rf"(?:适合|专门|给|糖尿病|老人|人|吃|点|些|比较|的)*(?:{_SOFT})(?:一?[点些])?的?(?:饭|菜|餐|吃的?|东西|面)?"
    r"(?:可以|能)?吃?(?:吗|么|伐|没有|的|啊|呀|呢)*\??"
    rf"|{_POLITE}(?:饭菜?|菜|面)(?:是|会|都|比较|做得?)*(?:{_SOFT}|硬|咸|辣|油)"
    r"(?:不(?:软|烂|硬|咸|辣|油|淡))?(?:吗|么|伐|不)+\??"
    r"|(?:do they have|is there|have they got|any) (?:any )?(?:soft|vegetarian|halal"
    r"|low[- ](?:salt|sugar|fat)|sugar[- ]free|diabetic) (?:food|meals?|dishes|options?)\??"
)


def terms_asked(case: Case) -> str:
    """Give the aspect that is asked: for whom it is, what it takes, how good, for which diet."""
    text = case.sentence.text
    if _GOOD.fullmatch(text):
        return TASTE
    if _DIET.fullmatch(text):
        return DIET
    if _ALSO.fullmatch(text) or _PERSON.fullmatch(text) or _PERSON_IN_ENGLISH.fullmatch(text):
        return TERMS
    papers = (_NEEDED, _ENOUGH, _LACKING, _NEEDED_IN_ENGLISH)
    return PAPERS if any(said.fullmatch(text) for said in papers) else ""


def asks_of_hukou(case: Case) -> bool:
    """Whether it is asked if somebody may who is registered elsewhere: the places say no more."""
    return _HUKOU.fullmatch(case.sentence.text) is not None
