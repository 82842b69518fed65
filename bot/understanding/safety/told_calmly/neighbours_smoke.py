"""A neighbour's cigarettes or cooking, told as what it is: a complaint, and no fire.

What smokes has to be said. Flames, thick or black smoke, a cry, cooking that fills a house with
smoke, and it is heard as before.
"""

from __future__ import annotations

from bot.lazy_regex import regex
from bot.understanding.text.wholes import says_only

_WHO = (
    "(?:(?:我们?|阿拉|我家)?(?:对门|隔壁|楼上|楼下|邻居|对面|楼道里?|楼里|小区里?)(?:邻居|人家|"
    "家|那家|那户|的|里|有人|有个|老是有人)*+"
    "(?:老头子?|老伯|老太太?|男的|女的|小伙子|爷叔|阿姨|人|租客|房客|先生)?)"
)
_OFTEN = (
    "(?:又|老是|老|天天|每天|总是|总|经常|常常|一直|从早到晚|一天到晚|整天|晚上|夜里|半夜|都|"
    "还|喜欢|今天)"
)
_PLACE = (
    "(?:在)?(?:楼道里?|走廊里?|过道里?|电梯里?|楼梯间?里?|门口|阳台上?|窗口|厕所里?|卫生间里?|家里)"
)
_SMOKES = "(?:抽(?:香)?烟|吸烟|吃香烟|抽(?:个)?不停)"
_COOKS = "(?:烧饭|烧菜|炒菜|做饭|煎鱼|炸东西|烧烤|烧香|点蚊香|熏腊肉|熏鱼)"
_TROUBLES = (
    "(?:烟熏火燎|熏死人?|熏得(?:要命|难受|睡不着|头疼|头痛|不行)?|呛死人?|呛人|呛得(?:要命|"
    "难受|不行|很)?|难闻|熏人|臭|油烟味?|香烟味|烟味"
    "|都是烟|全是烟|味道|受不了|吃不消|受够|忍不了|烦死|怎么办|找谁管?|谁管|哪能办|有人管|"
    "管不管|能投诉|投诉"
    "|那个?|这个?|弄得|搞得|搞|弄|我家|我们?|家里|楼道里?|真的?|实在|全|都|是|满|也|很|太|真|"
    "好|飘到|飘进来?|飘|到|里|进来|一股|重|大|得|的|了|煞|啊|吗|么|伐)"
)
_TOLD = regex(
    f"(?=.*(?:{_SMOKES}|{_OFTEN}{_PLACE}?{_COOKS}(?!.*[都全满][^,]{{0,3}}烟))){_WHO}(?:{_OFTEN}|{_PLACE}|,|"
    f"\\s)*+(?:{_SMOKES}|{_COOKS})(?:{_TROUBLES}|{_OFTEN}|,|\\s)*+"
)
_MOST_CHARS = 50


def is_neighbours_smoke(text: str) -> bool:
    """Whether a normalised sentence complains of a neighbour's smoke, and tells of no fire."""
    return says_only(text, _TOLD, _MOST_CHARS)
