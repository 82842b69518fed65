"""Who leaves, who wants a moment, who has understood: nothing is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.lazy_regex import regex
from bot.understanding.query import Intent
from bot.understanding.small_talk.said import END

if TYPE_CHECKING:
    from bot.understanding.small_talk.said import Said

LEAVES, WAITS = "leaves", "waits"
"""The topics of who leaves, and of who wants a moment."""

BACK = "back"
"""The topic of who is home again."""

SIGHS = "sighs"
"""The topic of who sighs, laughs, or does not know what to ask for."""

NO_WISH = frozenset({LEAVES, WAITS, "noted"})
"""Who says only this does not answer a question of ours, and asks none."""

_FIRST = r"(?:好的?|行|那|嗯|哦|谢谢你?|谢谢侬|晓得了|知道了|算了|就|,)*"
_DOES = (
    "(?:吃饭|烧饭|做饭|买菜|睡觉|休息|洗澡|忙|洗碗|接孩子|接孙子|接小囡|看电视|遛狗|打麻将"
    "|跳舞|散步|上班|出门)"
)
_LEAVES = (
    rf"{_FIRST}(?:我|阿拉)(?:们)?(?:要|去|先|也|就)*(?:睡|困觉|休息)(?:觉)?(?:去)?了{END}"
    rf"|{_FIRST}(?:我|阿拉)?先(?:下|撤|走|忙|回|挂|去)(?:一步|去)?(?:了|啦){END}(?:,?下次.{{0,6}})?"
    rf"|{_FIRST}(?:我|阿拉)走(?:了|啦)?,(?:明天|下次|下回|改天|以后|回头)再?(?:来|问|聊|说"
    rf"|找)?(?:问|找)?你?{END}"
    rf"|{_FIRST}(?:我|阿拉)(?:先)?去{_DOES}(?:去)?(?:了|啦){END}"
    rf"|{_FIRST}(?:今天|今朝)?(?:就|先)*(?:到这[里儿]?|这样|到此为止|聊到这[里儿]?"
    rf"|问到这[里儿]?){END}"
    rf"|(?!.*吧){_FIRST}(?:没有?|没啥|没什么)(?:别的|其他|其它|什么|啥)*(?:事|要问"
    rf"|问题)?(?:的)?(?:事|了)*{END}"
    rf"|{_FIRST}(?:下回|下次|改天|回头|以后)再(?:说|聊|问|来|讲){END}"
    rf"|{_FIRST}(?:88|晚安|结束|退出|不想?问了|不聊了|完了|问完了){END}"
    r"|(?:ok,? ?)?(?:forget it,? ?)?(?:i'?m|i am) (?:done|off|leaving"
    r"|going now)(?: now)?(?:,? ?thanks?)?"
    r"|(?:good ?night|that'?s (?:it|all) for (?:now|today)|nothing else|talk (?:to you )?later)"
)
_WAITS = (
    r"(?:好的?|你|请|,)*(?:等(?:一?下|一?等|我(?:一?下)?|会儿?|一会儿?|一歇)|稍等(?:一下)?"
    r"|慢点|让我(?:想想|想一想|看看|找找)|我(?:再)?想(?:一)?想"
    rf"|容我想想){END}(?:,?我?(?:去|要|先)?(?:找|拿|戴|接|开|关|看)(?:个|副|支|张|一下)*(?:老花"
    rf"|眼)?(?:眼?镜|笔|纸|电话|门|东西|火|一下)*{END})?"
    rf"|我(?:去|先|要)?(?:拿|找|戴)(?:个|一下|支|张|副)*(?:笔|纸|老花镜|眼镜|本子){END}"
    rf"|(?:我|让我|我来|先|,)*(?:记|写|抄)(?:一下|下来|一记|下)(?:先)?{END}"
    rf"|(?:我|笔|纸|眼镜|,)*(?:拿|找|戴)好(?:笔|纸|老花镜|眼镜)?了{END}"
    r"|(?:please )?(?:wait|hold on|hang on|one|just) ?(?:a|one)? ?(?:moment|minute|second"
    r"|sec|bit)?(?:,? please)?"
    r"|let me think(?: about it)?"
)
_KNOWS = (
    rf"{_FIRST}(?:我)?(?:有数|懂|明白|清楚|够清楚|看懂|听懂|都懂|记住|记牢|晓得|知道"
    rf"|了解)(?:了|哉|啦){END}"
    rf"|(?!.*吧){_FIRST}(?:没事|没啥|没什么|没关系|不要紧|取消|停|不要|勿要){END}"
)
_SIGHS = (
    r"(?:唉|哎呀?|哈|呵|嘿|嘻|,|!|。)+(?:我?(?:也)?(?:不知道|不晓得|勿晓得))?"
    r"|(?:我|也|,)*(?:不知道|不晓得|勿晓得)(?:要|想|该)*(?:找|问|说|吃|去)?(?:什么|啥|哪里)?(?:好|了|呀|啊){0,3}"
    r"|(?:haha|hehe|lol|sigh)+"
)
_BACK = (
    rf"(?:我|阿拉|们|,)*(?:回来|到家|到屋里|回到家)(?:了|啦|哉){END}"
    rf"|(?:我|阿拉|刚|已经|早饭|中饭|晚饭|饭|,)*(?:吃过|吃好|吃完|看好|配好)(?:饭|病|药)?(?:了|啦|哉){END}"
    rf"|(?:我|阿拉|刚刚|刚才|刚|才|今天|,)*+(?:从[^,]{{1,5}}|(?:去)?(?:买菜|买东西|散步|锻炼|跳舞|打牌|打麻将|跑步|吃饭|看病|配药|接孩子))"
    rf"(?:回来|回家|到家)(?:了|啦|哉)*{END}"
    r"|i(?:'m| am) (?:back|home)(?: now)?"
)
IN_PASSING: tuple[Said, ...] = (
    (Intent.UNKNOWN, WAITS, regex(_WAITS)),
    (Intent.UNKNOWN, LEAVES, regex(_LEAVES)),
    (Intent.UNKNOWN, "noted", regex(_KNOWS)),
    (Intent.UNKNOWN, SIGHS, regex(_SIGHS)),
    (Intent.THANKS, BACK, regex(_BACK)),
)
"""What is said in passing."""
