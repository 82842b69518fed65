"""Words for relatives and others near to somebody, as alternatives of a pattern.

English words stand without boundaries: whoever reads with them sets these. Words of danger that are
weighed one by one are in `words/danger.toml`.
"""

from __future__ import annotations

SPOUSE = "老公|老婆|老伴|老头子|老太婆|丈夫|妻子|爱人"
PARENTS = (
    "爸爸?+|妈妈?+|老爸|老妈|父亲|母亲|父母|姆妈|阿爸|阿妈|老爹|老娘|爹|(?<![姑新板大])娘(?!家)"
)
GRANDPARENTS = "爷爷|奶奶|外公|外婆|阿公|阿婆|阿爹|阿娘|阿奶"
CHILDREN = "儿子|女儿|囡囡?+|媳妇|女婿|孙子|孙女|外孙女|外孙"
SIBLINGS = "哥哥|姐姐|弟弟|妹妹|阿哥|阿姐"
PARENTS_IN_LAW = "公公|婆婆|岳父|岳母|丈母娘|丈人"
FAMILY = f"{SPOUSE}|{PARENTS}|{GRANDPARENTS}|{CHILDREN}|{SIBLINGS}|{PARENTS_IN_LAW}"
"""Who belongs to a family whatever is told of them; children and old people may be anybody's."""

SMALL = "孩子|小孩|小囡|宝宝"
OLD = "老人家|老人|老太太|老太|老头"
NEIGHBOURS = "邻居|隔壁|对门"
FRIENDS = "朋友|室友|舍友|同学|同事"
KINSFOLK = "家里人|家属|家人|亲戚|亲家|小辈|阿姨|叔++|舅++|[哥姐弟妹]++"
"""Relatives whose words may mean others, too: for where it is plain whose they are."""

FAMILY_EN = (
    "mother|father|mum|mom|dad|parents|husband|wife|son|daughter|brother|sister|grandmother"
    "|grandfather|grandma|grandpa|grandson|granddaughter"
)
